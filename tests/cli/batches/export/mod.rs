//! `batches export`: deadlines as a calendar.

mod calendar;
mod update;

use std::sync::{Arc, Mutex};

use icalendar::{Calendar, CalendarComponent, Component, Event};

use crate::support::{Ran, Request, Response, Server, Session};
use crate::waldur::waldur;

const FIRST: &str = "0b6d2e4861f74c0a9d352f1be0c7a914";

const SECOND: &str = "c19e557734ed465a8f615618cfca16d7";

const REVIEW: &str = "466ce6164d3e4eb3afb6fb032d5c3c34";

fn batch(uuid: &str, call: &str, due: &str, pending: u32) -> String {
    format!(
        r#"{{"uuid":"{uuid}","call_name":"{call}","status":"sent","expires_at":{due},"is_expired":false,"items_count":5,"items_pending_count":{pending},"manager_notes":"NOTE"}}"#
    )
}

fn review(uuid: &str, name: &str, due: &str) -> String {
    format!(
        r#"{{"uuid":"{uuid}","state":"in_review","review_end_date":{due},"proposal_name":"{name}","proposal_slug":"prop-9","call_name":"Open Access Call"}}"#
    )
}

/// Batches, and reviews unless they are refused.
type Listed = (Vec<String>, Option<Vec<String>>);

/// What the server lists, to be changed between two exports.
#[derive(Clone, Default)]
struct World(Arc<Mutex<Listed>>);

impl World {
    fn set(&self, batches: &[String], reviews: &[String]) {
        *self.0.lock().unwrap() = (batches.to_vec(), Some(reviews.to_vec()));
    }

    fn without_reviews(&self) {
        self.0.lock().unwrap().1 = None;
    }

    fn start(&self) -> Server {
        let world = self.clone();
        Server::start(move |request: &Request| {
            let (batches, reviews) = world.0.lock().unwrap().clone();
            match request.route() {
                "/api/my-assignment-batches/" => {
                    Response::json(200, &format!("[{}]", batches.join(",")))
                }
                "/api/proposal-reviews/" => match reviews {
                    Some(reviews) => Response::json(200, &format!("[{}]", reviews.join(","))),
                    None => Response::json(403, r#"{"detail":"No."}"#),
                },
                _ => waldur(request),
            }
        })
    }
}

fn usual() -> World {
    let world = World::default();
    world.set(
        &[
            batch(FIRST, "Gateway to Isambard-AI: Autumn 2026", r#""2026-12-02T17:00:00.5Z""#, 3),
            batch(
                SECOND,
                "Tähtkuju — «Exascale» 高性能計算課題募集, 1; 2",
                r#""2026-11-26T02:24:49+00:00""#,
                1,
            ),
        ],
        &[review(REVIEW, "Hydrogen flames", r#""2026-12-01T02:25:10.4Z""#)],
    );
    world
}

/// The same under every port.
fn tidy(text: &str) -> String {
    let mut result = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("@127.0.0.1:") {
        result = format!("{result}{before}@127.0.0.1:PORT");
        rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    format!("{result}{rest}").replace("\r\n", "\n")
}

/// `UID SEQUENCE STATUS DTSTAMP`, a line for each event.
fn facts(text: &str) -> Vec<String> {
    let of = |event: &Event| {
        ["UID", "SEQUENCE", "STATUS", "DTSTAMP"]
            .map(|name| event.property_value(name).unwrap().to_owned())
            .join(" ")
    };
    let facts = events(text);
    facts
        .iter()
        .map(|event| {
            let fact = of(event);
            let (uid, rest) = fact.split_once('@').unwrap();
            format!("{} {}", &uid[..uid.len() - 24], rest.split_once(' ').unwrap().1)
        })
        .collect()
}

/// What every calendar must keep to, and its events as another program reads them.
fn events(text: &str) -> Vec<Event> {
    let lines: Vec<&str> = text.strip_suffix("\r\n").unwrap().split("\r\n").collect();
    for line in &lines {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
        assert!(!line.chars().any(char::is_control), "{line:?}");
    }
    assert_eq!(lines[..2], ["BEGIN:VCALENDAR", "VERSION:2.0"]);
    assert_eq!(lines.last(), Some(&"END:VCALENDAR"));
    let calendar: Calendar = text.parse().unwrap();
    let mut events = Vec::new();
    for component in calendar.components {
        let CalendarComponent::Event(event) = component else {
            panic!("{text}");
        };
        for name in ["UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS", "LAST-MODIFIED"]
        {
            assert!(event.property_value(name).is_some(), "{name}");
        }
        assert_eq!(event.property_value("TRANSP"), Some("TRANSPARENT"));
        events.push(event);
    }
    events
}

struct Exporter {
    world: World,
    session: Session,
}

impl Exporter {
    fn new() -> Self {
        let world = usual();
        let session = Session::new(world.start());
        Self { world, session }
    }

    fn run(&self, now: &str, words: &[&str]) -> Ran {
        self.session
            .command(["batches", "export"])
            .args(words.iter().copied())
            .env("WALDUR_REVIEW_NOW", now)
            .run()
    }

    fn file(&self) -> String {
        self.session.read("due.ics")
    }
}
