//! A new calendar.

use std::sync::{Arc, Barrier, Mutex};

use icalendar::Component;
use insta::assert_snapshot;

use crate::support::{
    Request, Response, STEERING, Sandbox, Server, Session, TOKEN, answer, assert_no_token,
};
use crate::waldur::{several, waldur};

use super::{Exporter, FIRST, REVIEW, SECOND, batch, events, review, tidy, usual};

#[test]
fn deadlines_become_events() {
    let exporter = Exporter::new();
    let ran = exporter.run("2026-11-24T03:00:00.7Z", &["--ics"]).assert_status(0);
    assert_eq!(ran.stderr, "");
    let text = ran.stdout_text().to_owned();
    let found = events(&text);
    assert_eq!(found.len(), 3);
    let summaries: Vec<_> =
        found.iter().map(|event| event.property_value("SUMMARY").unwrap()).collect();
    assert_eq!(
        summaries,
        [
            "Waldur: 1 proposal to answer — Tähtkuju — «Exascale» 高性能計算課題募集, 1; 2",
            "Waldur: review prop-9 — Open Access Call",
            "Waldur: 3 proposals to answer — Gateway to Isambard-AI: Autumn 2026",
        ]
    );
    assert_snapshot!(tidy(&text));
    // No proposal's name and no note is in it.
    assert!(!text.contains("flames") && !text.contains("NOTE"), "{text}");
    assert_no_token(text.as_str(), TOKEN);
    // The flag need not be written, and - is standard output as well.
    for words in [&[] as &[&str], &["--ics", "-"]] {
        let again = exporter.run("2026-11-24T03:00:00Z", words).assert_status(0);
        assert_eq!(again.stdout_text(), text);
    }
}

#[test]
fn calendar_name_and_reminders_can_be_chosen() {
    let exporter = Exporter::new();
    let now = "2026-11-24T03:00:00Z";
    let named = exporter.run(now, &["--with-names", "--alarm", "none"]);
    let text = named.assert_status(0).stdout_text().to_owned();
    assert!(text.contains("review prop-9\\, Hydrogen flames"), "{text}");
    assert!(!text.contains("VALARM"), "{text}");
    let text = exporter.run(now, &["--alarm", "90m", "--alarm", "1w", "--alarm", "7d"]);
    let found = events(text.assert_status(0).stdout_text());
    let alarms = found[0].components();
    let triggers: Vec<_> =
        alarms.iter().map(|alarm| alarm.property_value("TRIGGER").unwrap()).collect();
    assert_eq!(triggers, ["-P7D", "-PT1H30M"]);
    assert_snapshot!(several(&[
        exporter.run(now, &["--alarm", "soon"]),
        exporter.run(now, &["--alarm", "500ms"]),
        exporter.run(now, &["--alarm", "1h", "--alarm", "none"]),
    ]));
}

#[test]
fn batches_without_deadline_are_reported() {
    let exporter = Exporter::new();
    exporter.world.set(
        &[
            batch(FIRST, "Rolling", "null", 3),
            batch(SECOND, "Answered", r#""2026-12-02T17:00:00Z""#, 0),
            batch("5d04aa1e2462413ebee159b1968b634e", "Past", r#""2026-11-24T03:00:00Z""#, 2),
            batch("no uuid", "Odd", r#""2026-12-02T17:00:00Z""#, 2),
        ],
        &[review(REVIEW, "x", "null"), review("5d04aa1e2462413ebee159b1968b634e", "x", "null")],
    );
    let now = "2026-11-24T03:00:00Z";
    let ran = exporter.run(now, &[]).assert_status(0);
    assert!(events(ran.stdout_text()).is_empty());
    assert_snapshot!(several(&[ran, exporter.run(now, &["--ics", "due.ics"])]));
}

#[test]
fn server_text_is_escaped_in_the_calendar() {
    let exporter = Exporter::new();
    let due = r#""2026-12-02T17:00:00Z""#;
    let slug = review(REVIEW, STEERING, due).replace("prop-9", r"a\r\nX-EVIL:1\u0007");
    let call = format!("{STEERING}\\r\\nATTACH:http://evil.example/\\nBEGIN:VEVENT");
    exporter.world.set(&[batch(FIRST, &call, due, 1)], &[slug]);
    let now = "2026-11-24T03:00:00Z";
    let ran = exporter.run(now, &["--with-names", "--ics"]).assert_status(0);
    let text = ran.stdout_text();
    assert!(!crate::support::steers(&text.replace('\r', "")), "{text}");
    let found = events(text);
    assert_eq!(found.len(), 2);
    for event in &found {
        assert!(
            event.property_value("ATTACH").is_none() && event.property_value("X-EVIL").is_none()
        );
    }
    assert!(!text.contains("\r\nATTACH") && !text.contains("\r\nX-EVIL"), "{text}");
}

#[test]
fn unknown_portal_address_leaves_out_links() {
    let world = usual();
    let up = Arc::new(Mutex::new(true));
    let is_up = Arc::clone(&up);
    let inner = world.clone();
    let session = Session::start(move |request: &Request| match request.route() {
        "/api/configuration/" if !*is_up.lock().unwrap() => answer("not-found-api"),
        "/api/my-assignment-batches/" => {
            Response::json(200, &format!("[{}]", inner.0.lock().unwrap().0.join(",")))
        }
        "/api/proposal-reviews/" => Response::json(200, "[]"),
        _ => waldur(request),
    });
    let export = || session.run("batches export --ics due.ics").assert_status(0);
    export();
    let before = session.read("due.ics");
    assert!(before.contains("\r\nURL:http"), "{before}");
    *up.lock().unwrap() = false;
    export();
    assert_eq!(session.read("due.ics"), before);
    // Without an earlier export, there is just no address.
    let ran = session.run("batches export").assert_status(0);
    assert_eq!(events(ran.stdout_text()).len(), 2);
    assert!(!ran.stdout_text().contains("\r\nURL:"));
}

#[test]
fn server_failure_writes_nothing() {
    let session = Session::start(|_| answer("auth-expired"));
    let ran = session.run("batches export --ics due.ics").assert_status(4);
    assert!(!session.home().join("due.ics").exists());
    let odd = Server::start(|request| match request.route() {
        "/api/my-assignment-batches/" => Response::json(200, "{}"),
        _ => waldur(request),
    });
    let elsewhere = Sandbox::new();
    elsewhere.logged_in(&odd);
    let shape = elsewhere.command(["batches", "export", "--ics", "due.ics"]).run().assert_status(7);
    assert!(!elsewhere.home().join("due.ics").exists());
    assert_snapshot!(several(&[ran, shape]));
}

#[test]
fn batches_user_and_portal_are_requested_at_once() {
    // None of the three is answered before all of them were asked.
    let together = Barrier::new(3);
    let session = Session::start(move |request| match request.route() {
        "/api/proposal-reviews/" => Response::json(200, "[]"),
        "/api/my-assignment-batches/" => {
            together.wait();
            Response::json(200, "[]")
        }
        _ => {
            together.wait();
            waldur(request)
        }
    });
    session.run("batches export --ics").assert_status(0);
    let mut calls = session.server.calls();
    assert_eq!(calls.pop().unwrap().split('?').next().unwrap(), "GET /api/proposal-reviews/");
    calls.sort();
    let paths: Vec<&str> = calls.iter().map(|call| call.split('?').next().unwrap()).collect();
    assert_eq!(
        paths,
        ["GET /api/configuration/", "GET /api/my-assignment-batches/", "GET /api/users/me/"]
    );
}
