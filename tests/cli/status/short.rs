//! `status --short`, for a shell prompt.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::{Response, Sandbox, Server, Session, TOKEN, Waldur, answer};
use crate::waldur::several;

use super::{busy, cache, status};

#[test]
fn short_requests_once_in_five_minutes() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let server = Server::start(move |request| {
        if request.route() == "/api/my-assignment-batches/" {
            count.fetch_add(1, Ordering::SeqCst);
        }
        busy(request)
    });
    let Session { server, sandbox } = Session::new(server);
    let short = |now: &str, words: &str| {
        let ran = sandbox
            .command(["status", "--short"])
            .args(words.split_whitespace())
            .env("WALDUR_REVIEW_NOW", now)
            .run()
            .assert_status(0);
        (ran.stdout_text().to_owned(), asked.load(Ordering::SeqCst))
    };
    let line = "! 5 batches, next Tue 08:24 (5 h); 3 reviews, next Wed 02:25 (23 h)\n";
    assert_eq!(short("2026-11-24T03:00:00Z", ""), (line.to_owned(), 1));
    assert_eq!(short("2026-11-24T03:04:59Z", ""), (line.to_owned(), 1));
    assert_eq!(short("2026-11-24T03:05:00Z", ""), (line.to_owned(), 2));
    assert_eq!(short("2026-11-24T03:05:30Z", "--max-age 20s").1, 3);
    assert_eq!(short("2026-11-24T03:59:00Z", "--max-age 1h").1, 3);
    // What is known is put as it is by now: one is past, another one has no end.
    let later = short("2026-11-24T08:30:00Z", "--max-age 1d");
    let expected = "! 4 batches, next Thu 02:24 (41 h); 3 reviews, next Wed 02:25 (17 h)\n";
    assert_eq!(later, (expected.to_owned(), 3));
    // A clock that was put back makes nothing fresh.
    assert_eq!(short("2026-11-24T03:00:00Z", "").1, 4);
    let kept: Value = serde_json::from_str(&sandbox.read(&cache(&server))).unwrap();
    let members: Vec<&String> = kept.as_object().unwrap().keys().collect();
    assert_eq!(members, ["asked_at", "batches", "failed_at", "reviews"]);
    let times = kept["batches"].as_array().unwrap().iter();
    for time in times.chain(kept["reviews"].as_array().unwrap()) {
        assert!(time.is_null() || time.as_str().is_some_and(|text| text.ends_with('Z')));
    }
}

#[test]
fn short_uses_the_cache_when_the_server_is_unreachable() {
    let up = Arc::new(AtomicBool::new(true));
    let asked = Arc::new(AtomicUsize::new(0));
    let (is_up, count) = (Arc::clone(&up), Arc::clone(&asked));
    let server = Server::start(move |request| {
        count.fetch_add(1, Ordering::SeqCst);
        if is_up.load(Ordering::SeqCst) {
            busy(request)
        } else {
            Response::html(500, "<h1>Server Error (500)</h1>")
        }
    });
    let Session { server, sandbox } = Session::new(server);
    let short =
        |now: &str| sandbox.command(["status", "--short"]).env("WALDUR_REVIEW_NOW", now).run();
    short("2026-11-24T03:00:00Z").assert_status(0);
    up.store(false, Ordering::SeqCst);
    let gone = short("2026-11-24T05:00:00Z").assert_status(0);
    let before = asked.load(Ordering::SeqCst);
    // It is left alone for a minute.
    let again = short("2026-11-24T05:00:30Z").assert_status(0);
    assert_eq!(asked.load(Ordering::SeqCst), before);
    short("2026-11-24T05:01:00Z").assert_status(0);
    assert!(asked.load(Ordering::SeqCst) > before);
    up.store(true, Ordering::SeqCst);
    let back = short("2026-11-24T05:02:30Z").assert_status(0);
    sandbox.write(&cache(&server), "{ what");
    up.store(false, Ordering::SeqCst);
    let unknown = short("2026-11-24T05:02:30Z").assert_status(7);
    assert_snapshot!(several(&[gone, again, back, unknown]));
}

#[test]
fn answer_invalidates_the_cache() {
    let world = Waldur::new();
    let Session { server, sandbox } = Session::new(world.start());
    let path = &cache(&server);
    sandbox.write(path, "{}");
    sandbox.command(["items", "accept", "gw-001", "--dry-run"]).run().assert_status(0);
    assert!(sandbox.home().join(path).exists());
    sandbox.command(["items", "accept", "gw-001", "--yes"]).run().assert_status(0);
    assert!(!sandbox.home().join(path).exists());
}

#[test]
fn short_reports_permanent_errors() {
    let ended = Arc::new(AtomicBool::new(false));
    let is_ended = Arc::clone(&ended);
    let session = Session::start(move |request| match request.route() {
        _ if is_ended.load(Ordering::SeqCst) => answer("auth-expired"),
        "/api/my-assignment-batches/" | "/api/proposal-reviews/" => Response::json(200, "[]"),
        _ => busy(request),
    });
    let owes_nothing = status(&session, "--short").assert_status(0);
    assert_eq!(owes_nothing.stdout_text(), "");
    ended.store(true, Ordering::SeqCst);
    let ran = status(&session, "--short --max-age 1ms");
    assert_eq!((ran.status, ran.stdout_text()), (0, ""), "within the age");
    let ran = session
        .command(["status", "--short"])
        .env("WALDUR_REVIEW_NOW", "2026-11-24T04:00:00Z")
        .run()
        .assert_status(4);
    assert!(ran.stderr.contains("401"), "{}", ran.stderr);
    // Another server under the same name is another matter.
    let other = Server::start(busy);
    let ran = session
        .command(["status", "--short"])
        .env("WALDUR_API_URL", other.api_url())
        .env("WALDUR_ACCESS_TOKEN", TOKEN)
        .run()
        .assert_status(0);
    assert!(ran.stdout_text().starts_with("! 5 batches"), "{}", ran.snapshot());
}

#[test]
fn short_runs_no_token_command() {
    let server = Server::start(busy);
    let sandbox = Sandbox::new();
    let url = server.api_url();
    sandbox.write(
        "config/config.toml",
        &format!("[profiles.default]\nurl = \"{url}\"\ntoken_command = [\"sh\", \"-c\", \"touch started; echo {TOKEN}\"]\n"),
    );
    let nothing = status(&sandbox, "--short").assert_status(4);
    assert!(!sandbox.home().join("started").exists());
    status(&sandbox, "").assert_status(0);
    std::fs::remove_file(sandbox.home().join("started")).unwrap();
    let known = sandbox
        .command(["status", "--short"])
        .env("WALDUR_REVIEW_NOW", "2026-11-24T05:00:00Z")
        .run()
        .assert_status(0);
    assert!(!sandbox.home().join("started").exists());
    assert_snapshot!(several(&[nothing, known]));
}
