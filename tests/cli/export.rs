//! `batches export --ics`: what another program finds in it, and what a later export changes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::sync::{Arc, Mutex};

use icalendar::{Calendar, CalendarComponent, Component, Event};
use insta::assert_snapshot;

use crate::support::{
    PAT, Ran, Request, Response, STEERING, Sandbox, Server, TOKEN, answer, assert_no_token,
};
use crate::waldur::{several, waldur};

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
            batch(
                FIRST,
                "Gateway to Isambard-AI: Autumn 2026",
                r#""2026-12-02T17:00:00.5Z""#,
                3,
            ),
            batch(
                SECOND,
                "Tähtkuju — «Exascale» 高性能計算課題募集, 1; 2",
                r#""2026-11-26T02:24:49+00:00""#,
                1,
            ),
        ],
        &[review(
            REVIEW,
            "Hydrogen flames",
            r#""2026-12-01T02:25:10.4Z""#,
        )],
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
        for name in [
            "UID",
            "DTSTAMP",
            "DTSTART",
            "SUMMARY",
            "SEQUENCE",
            "STATUS",
            "LAST-MODIFIED",
        ] {
            assert!(event.property_value(name).is_some(), "{name}");
        }
        assert_eq!(event.property_value("TRANSP"), Some("TRANSPARENT"));
        events.push(event);
    }
    events
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
            format!(
                "{} {}",
                &uid[..uid.len() - 24],
                rest.split_once(' ').unwrap().1
            )
        })
        .collect()
}

struct Exporter {
    world: World,
    sandbox: Sandbox,
    _server: Server,
}

impl Exporter {
    fn new() -> Self {
        let world = usual();
        let server = world.start();
        let sandbox = Sandbox::new();
        sandbox.logged_in(&server);
        Self {
            world,
            sandbox,
            _server: server,
        }
    }

    fn run(&self, now: &str, words: &[&str]) -> Ran {
        self.sandbox
            .command(["batches", "export"])
            .args(words.iter().copied())
            .env("WALDUR_REVIEW_NOW", now)
            .run()
    }

    fn file(&self) -> String {
        self.sandbox.read("due.ics")
    }
}

#[test]
fn deadlines_become_a_calendar() {
    let exporter = Exporter::new();
    let ran = exporter
        .run("2026-11-24T03:00:00.7Z", &["--ics"])
        .assert_status(0);
    assert_eq!(ran.stderr, "");
    let text = ran.stdout_text().to_owned();
    let found = events(&text);
    assert_eq!(found.len(), 3);
    let summaries: Vec<_> = found
        .iter()
        .map(|event| event.property_value("SUMMARY").unwrap())
        .collect();
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
fn names_and_alarms_are_chosen() {
    let exporter = Exporter::new();
    let now = "2026-11-24T03:00:00Z";
    let named = exporter.run(now, &["--with-names", "--alarm", "none"]);
    let text = named.assert_status(0).stdout_text().to_owned();
    assert!(text.contains("review prop-9\\, Hydrogen flames"), "{text}");
    assert!(!text.contains("VALARM"), "{text}");
    let text = exporter.run(now, &["--alarm", "90m", "--alarm", "1w", "--alarm", "7d"]);
    let found = events(text.assert_status(0).stdout_text());
    let alarms = found[0].components();
    let triggers: Vec<_> = alarms
        .iter()
        .map(|alarm| alarm.property_value("TRIGGER").unwrap())
        .collect();
    assert_eq!(triggers, ["-P7D", "-PT1H30M"]);
    assert_snapshot!(several(&[
        exporter.run(now, &["--alarm", "soon"]),
        exporter.run(now, &["--alarm", "500ms"]),
        exporter.run(now, &["--alarm", "1h", "--alarm", "none"]),
    ]));
}

#[test]
fn a_file_is_brought_up_to_date() {
    let exporter = Exporter::new();
    let export = |now: &str| {
        let ran = exporter.run(now, &["--ics", "due.ics"]).assert_status(0);
        assert_eq!(ran.stdout_text(), "");
        ran.stderr
    };
    assert_eq!(
        export("2026-11-24T03:00:00Z"),
        "Wrote 3 events to due.ics.\n"
    );
    let first = exporter.file();
    assert_eq!(
        facts(&first),
        [
            "batch-c19e5577 0 CONFIRMED 20261124T030000Z",
            "review-466ce616 0 CONFIRMED 20261124T030000Z",
            "batch-0b6d2e48 0 CONFIRMED 20261124T030000Z",
        ]
    );
    // Nothing changed: the same bytes, whatever the time.
    assert_eq!(
        export("2026-11-24T04:00:00Z"),
        "Nothing changed: due.ics has 3 events.\n"
    );
    assert_eq!(exporter.file(), first);
    // One has a later deadline, one is answered, one is new, the review is as it was.
    let later = batch(
        FIRST,
        "Gateway to Isambard-AI: Autumn 2026",
        r#""2026-12-09T17:00:00Z""#,
        3,
    );
    let new = batch(
        "5d04aa1e2462413ebee159b1968b634e",
        "New",
        r#""2026-12-20T08:00:00Z""#,
        5,
    );
    let same = review(REVIEW, "Another name", r#""2026-12-01T02:25:10.9Z""#);
    exporter.world.set(&[later.clone(), new], &[same]);
    assert_eq!(
        export("2026-11-25T03:00:00Z"),
        "Wrote 4 events to due.ics, 1 of them called off.\n"
    );
    assert_eq!(
        facts(&exporter.file()),
        [
            "batch-c19e5577 1 CANCELLED 20261125T030000Z",
            "review-466ce616 0 CONFIRMED 20261124T030000Z",
            "batch-0b6d2e48 1 CONFIRMED 20261125T030000Z",
            "batch-5d04aa1e 0 CONFIRMED 20261125T030000Z",
        ]
    );
    let cancelled = events(&exporter.file());
    assert!(cancelled[0].components().is_empty(), "it rings no more");
    let before = exporter.file();
    assert_eq!(
        export("2026-11-25T04:00:00Z"),
        "Nothing changed: due.ics has 4 events, 1 of them called off.\n"
    );
    assert_eq!(exporter.file(), before);
    // Called off is dropped once it would be past; what is past is left out.
    exporter.world.set(&[later], &[]);
    export("2026-12-02T03:00:00Z");
    assert_eq!(
        facts(&exporter.file()),
        [
            "batch-0b6d2e48 1 CONFIRMED 20261125T030000Z",
            "batch-5d04aa1e 1 CANCELLED 20261202T030000Z",
        ]
    );
    // It is listed again.
    let back = batch(
        "5d04aa1e2462413ebee159b1968b634e",
        "New",
        r#""2026-12-20T08:00:00Z""#,
        5,
    );
    exporter.world.set(&[back], &[]);
    export("2026-12-10T03:00:00Z");
    assert_eq!(
        facts(&exporter.file()),
        ["batch-5d04aa1e 2 CONFIRMED 20261210T030000Z"]
    );
    exporter.world.set(&[], &[]);
    assert_eq!(
        export("2026-12-21T03:00:00Z"),
        "Wrote 0 events to due.ics.\n"
    );
}

#[test]
fn what_is_not_known_calls_nothing_off() {
    let exporter = Exporter::new();
    let now = "2026-11-24T03:00:00Z";
    exporter.run(now, &["--ics", "due.ics"]).assert_status(0);
    let before = exporter.file();
    exporter.world.without_reviews();
    let partly = exporter.run(now, &["--ics", "due.ics"]).assert_status(9);
    assert_eq!(exporter.file(), before);
    exporter
        .world
        .set(&[batch(FIRST, "Gateway", r#""soon""#, 3)], &[]);
    exporter.run(now, &["--ics", "due.ics"]).assert_status(0);
    let unclear = facts(&exporter.file());
    assert!(
        unclear.contains(&"batch-0b6d2e48 0 CONFIRMED 20261124T030000Z".to_owned()),
        "{unclear:?}"
    );
    // Another server's events are not this one's concern.
    let other = World::default();
    other.set(&[], &[]);
    let server = other.start();
    exporter.sandbox.logged_in_as("other", &server, PAT);
    fs::write(exporter.sandbox.home().join("due.ics"), &before).unwrap();
    let elsewhere = exporter.run(now, &["--ics", "due.ics", "--profile", "other"]);
    assert_eq!(exporter.file(), before);
    // Of several servers, one that fails costs its own events only, and none in the file.
    let broken = Server::start(|_| answer("auth-expired"));
    exporter.sandbox.logged_in_as("broken", &broken, TOKEN);
    exporter.world.set(
        &[batch(FIRST, "Gateway", r#""2026-12-02T17:00:00Z""#, 3)],
        &[],
    );
    let all = exporter.run(now, &["--ics", "due.ics", "--all-profiles"]);
    assert_eq!(facts(&exporter.file()).len(), 3);
    assert_snapshot!(several(&[partly, elsewhere, all]));
}

#[test]
fn nothing_else_is_overwritten() {
    let exporter = Exporter::new();
    let sandbox = &exporter.sandbox;
    let now = "2026-11-24T03:00:00Z";
    exporter.run(now, &["--ics", "own.ics"]).assert_status(0);
    let own = sandbox.read("own.ics");
    sandbox.write("notes.txt", "hello\n");
    sandbox.write("other.ics", &own.replace("//waldur-review//", "//other//"));
    sandbox.write("mixed.ics", &own.replace("UID:review-", "UID:dentist-"));
    fs::write(sandbox.home().join("bytes"), [0xff, 0xfe]).unwrap();
    fs::create_dir(sandbox.home().join("place")).unwrap();
    // No calendar of ours has 16 MiB; more than that is not even read.
    for (name, size) in [("large", 16 << 20), ("larger", (16 << 20) + 1)] {
        let file = fs::File::create(sandbox.home().join(name)).unwrap();
        file.set_len(size).unwrap();
    }
    let refused: Vec<Ran> = [
        "notes.txt",
        "other.ics",
        "mixed.ics",
        "bytes",
        "place",
        "no/due.ics",
        "notes.txt/due.ics",
        "large",
        "larger",
    ]
    .map(|name| exporter.run(now, &["--ics", name]).assert_status(2))
    .into();
    assert_eq!(sandbox.read("notes.txt"), "hello\n");
    assert!(sandbox.read("mixed.ics").contains("UID:dentist-"));
    assert_snapshot!(several(&refused));
    // A file that was only made is as good as none.
    sandbox.write("empty.ics", "");
    exporter.run(now, &["--ics", "empty.ics"]).assert_status(0);
    assert_eq!(sandbox.read("empty.ics"), own);
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_mode_and_its_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let exporter = Exporter::new();
    let home = exporter.sandbox.home();
    let mode = |name: &str| fs::metadata(home.join(name)).unwrap().permissions().mode() & 0o777;
    let now = "2026-11-24T03:00:00Z";
    exporter.run(now, &["--ics", "due.ics"]).assert_status(0);
    fs::create_dir(home.join("real")).unwrap();
    fs::rename(home.join("due.ics"), home.join("real/due.ics")).unwrap();
    symlink("real/due.ics", home.join("due.ics")).unwrap();
    fs::set_permissions(home.join("real/due.ics"), fs::Permissions::from_mode(0o640)).unwrap();
    exporter.world.set(&[], &[]);
    let ran = exporter.run(now, &["--ics", "due.ics"]).assert_status(0);
    assert_eq!(
        ran.stderr,
        "Wrote 3 events to due.ics, 3 of them called off.\n"
    );
    assert!(
        fs::symlink_metadata(home.join("due.ics"))
            .unwrap()
            .is_symlink()
    );
    assert_eq!(mode("real/due.ics"), 0o640);
    // A new one is as the shell makes it, and nothing is left beside it.
    exporter
        .sandbox
        .shell("umask 027; waldur-review batches export --ics real/new.ics")
        .run()
        .assert_status(0);
    assert_eq!(mode("real/new.ics"), 0o640);
    exporter
        .sandbox
        .shell("umask 022; waldur-review -q batches export --ics real/newer.ics")
        .run()
        .assert_status(0);
    assert_eq!(mode("real/newer.ics"), 0o644);
    assert_eq!(fs::read_dir(home.join("real")).unwrap().count(), 3);
}

#[test]
fn what_has_no_deadline_is_said() {
    let exporter = Exporter::new();
    exporter.world.set(
        &[
            batch(FIRST, "Rolling", "null", 3),
            batch(SECOND, "Answered", r#""2026-12-02T17:00:00Z""#, 0),
            batch(
                "5d04aa1e2462413ebee159b1968b634e",
                "Past",
                r#""2026-11-24T03:00:00Z""#,
                2,
            ),
            batch("no uuid", "Odd", r#""2026-12-02T17:00:00Z""#, 2),
        ],
        &[
            review(REVIEW, "x", "null"),
            review("5d04aa1e2462413ebee159b1968b634e", "x", "null"),
        ],
    );
    let now = "2026-11-24T03:00:00Z";
    let ran = exporter.run(now, &[]).assert_status(0);
    assert!(events(ran.stdout_text()).is_empty());
    assert_snapshot!(several(&[ran, exporter.run(now, &["--ics", "due.ics"])]));
}

#[test]
fn no_text_of_the_server_steers() {
    let exporter = Exporter::new();
    let due = r#""2026-12-02T17:00:00Z""#;
    let slug = review(REVIEW, STEERING, due).replace("prop-9", r"a\r\nX-EVIL:1\u0007");
    let call = format!("{STEERING}\\r\\nATTACH:http://evil.example/\\nBEGIN:VEVENT");
    exporter.world.set(&[batch(FIRST, &call, due, 1)], &[slug]);
    let now = "2026-11-24T03:00:00Z";
    let ran = exporter
        .run(now, &["--with-names", "--ics"])
        .assert_status(0);
    let text = ran.stdout_text();
    assert!(!crate::support::steers(&text.replace('\r', "")), "{text}");
    let found = events(text);
    assert_eq!(found.len(), 2);
    for event in &found {
        assert!(
            event.property_value("ATTACH").is_none() && event.property_value("X-EVIL").is_none()
        );
    }
    assert!(
        !text.contains("\r\nATTACH") && !text.contains("\r\nX-EVIL"),
        "{text}"
    );
}

#[test]
fn a_portal_that_is_not_known_changes_nothing() {
    let world = usual();
    let up = Arc::new(Mutex::new(true));
    let is_up = Arc::clone(&up);
    let inner = world.clone();
    let server = Server::start(move |request: &Request| match request.route() {
        "/api/configuration/" if !*is_up.lock().unwrap() => answer("not-found-api"),
        "/api/my-assignment-batches/" => {
            Response::json(200, &format!("[{}]", inner.0.lock().unwrap().0.join(",")))
        }
        "/api/proposal-reviews/" => Response::json(200, "[]"),
        _ => waldur(request),
    });
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let export = || {
        sandbox
            .command(["batches", "export", "--ics", "due.ics"])
            .run()
            .assert_status(0)
    };
    export();
    let before = sandbox.read("due.ics");
    assert!(before.contains("\r\nURL:http"), "{before}");
    *up.lock().unwrap() = false;
    export();
    assert_eq!(sandbox.read("due.ics"), before);
    // Without an earlier export, there is just no address.
    let ran = sandbox
        .command(["batches", "export"])
        .run()
        .assert_status(0);
    assert_eq!(events(ran.stdout_text()).len(), 2);
    assert!(!ran.stdout_text().contains("\r\nURL:"));
}

#[test]
fn a_server_that_fails_writes_nothing() {
    let server = Server::start(|_| answer("auth-expired"));
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let ran = sandbox
        .command(["batches", "export", "--ics", "due.ics"])
        .run()
        .assert_status(4);
    assert!(!sandbox.home().join("due.ics").exists());
    let odd = Server::start(|request| match request.route() {
        "/api/my-assignment-batches/" => Response::json(200, "{}"),
        _ => waldur(request),
    });
    let elsewhere = Sandbox::new();
    elsewhere.logged_in(&odd);
    let shape = elsewhere
        .command(["batches", "export", "--ics", "due.ics"])
        .run()
        .assert_status(7);
    assert!(!elsewhere.home().join("due.ics").exists());
    assert_snapshot!(several(&[ran, shape]));
}
