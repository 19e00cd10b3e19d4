//! `batches watch`, until nobody reads any more.

use std::sync::atomic::{AtomicUsize, Ordering};

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::{NOBODY, Ran, Response, Sandbox, Server, TOKEN, answer};
use crate::waldur::several;

const A: &str = "0000000a000040008000000000000000";
const B: &str = "0000000b000040008000000000000000";

fn batch(uuid: &str, due: &str) -> String {
    format!(
        r#"{{"uuid":"{uuid}","call_name":"Call \u001b[31m \"of\" $(touch pwned)","status":"sent","status_display":"Sent to reviewer","sent_at":null,"expires_at":{due},"is_expired":false,"items_count":3,"items_pending_count":2,"manager_notes":"","odd":1.10}}"#
    )
}

/// At first one batch; then a new one; then a server that fails; then the first one's deadline
/// changes, and goes on changing.
fn eventful() -> Server {
    let turn = AtomicUsize::new(0);
    Server::start(move |_| {
        let turn = turn.fetch_add(1, Ordering::SeqCst);
        let due = format!("\"2026-12-{:02}T09:00:00Z\"", 1 + turn.min(28));
        let batches = match turn {
            0 => batch(A, "null"),
            1 => format!("{},{}", batch(B, &due), batch(A, "null")),
            2 => return answer("auth-expired"),
            _ => batch(A, &due),
        };
        Response::json(200, &format!("[{batches}]"))
    })
}

fn watch(sandbox: &Sandbox, words: &str, lines: usize) -> Ran {
    let line = format!("waldur-review batches watch {words} | head -n {lines}");
    sandbox.shell(&line).env("WALDUR_REVIEW_TEST_PAUSE", "10ms").run()
}

#[test]
fn changes_are_reported_and_a_failure_is_survived() {
    let sandbox = Sandbox::new();
    let server = eventful();
    sandbox.logged_in(&server);
    let ran = watch(&sandbox, "", 3);
    // The back-off has a random part.
    let text = ran.snapshot();
    let (before, after) = text.split_once("asking again in ").unwrap();
    let (_, after) = after.split_once('\n').unwrap_or_default();
    assert_snapshot!(format!("{before}asking again in N min\n{after}"));
}

#[test]
fn json_is_one_object_for_each_event_with_the_batch_of_the_server() {
    let sandbox = Sandbox::new();
    let server = eventful();
    sandbox.logged_in(&server);
    let ran = watch(&sandbox, "--json --interval 30s", 3);
    let lines: Vec<&str> = ran.stdout_text().lines().collect();
    let due = "\"2026-12-02T09:00:00Z\"";
    assert!(lines[0].ends_with(&format!(",\"batch\":{}}}", batch(B, due))), "{lines:?}");
    let events: Vec<Value> = lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    let words: Vec<&str> = events.iter().map(|e| e["event"].as_str().unwrap()).collect();
    assert_eq!(words, ["new", "deadline_changed", "deadline_changed"]);
    let previous: Vec<&Value> = events.iter().map(|e| &e["previous_expires_at"]).collect();
    assert_eq!(previous[0], &Value::Null);
    assert_eq!(previous[1], &Value::Null);
    assert_eq!(previous[2], "2026-12-04T09:00:00Z");
    for event in &events {
        assert_eq!(event["profile"], "default");
        assert_eq!(event["server"], server.origin());
        assert!(event["at"].as_str().unwrap().starts_with("2026-11-24T03:0"));
    }
    // What went wrong in between is an object on standard error.
    let error = ran.stderr.lines().find(|line| line.starts_with('{')).unwrap();
    let error: Value = serde_json::from_str(error).unwrap();
    assert_eq!(error["error"]["code"], "unauthorized");
}

#[test]
fn program_is_run_for_each_event_without_a_shell() {
    let sandbox = Sandbox::new();
    let server = eventful();
    sandbox.logged_in(&server);
    let script = "printf '%s|' \"$WALDUR_EVENT\" \"$WALDUR_EVENT_BATCH\" \"$WALDUR_EVENT_CALL\" \"$WALDUR_EVENT_DUE\" \"$WALDUR_EVENT_PREVIOUS_DUE\" \"$WALDUR_EVENT_PENDING\" \"$WALDUR_EVENT_ITEMS\" \"$WALDUR_EVENT_PROFILE\" \"$1\" >> log; echo >> log; echo said; exit 3";
    sandbox.write("hook", &format!("#!/bin/sh\n{script}\n"));
    let ran = watch(&sandbox, "--exec sh hook -x ';' -q", 3);
    assert!(ran.stderr.contains("said"), "{}", ran.stderr);
    assert!(!ran.stdout_text().contains("said"));
    let log = sandbox.read("log");
    let first: Vec<&str> = log.lines().take(3).collect();
    assert_snapshot!(first.join("\n"));
    assert!(!sandbox.home().join("pwned").exists());
}

#[test]
fn failing_or_missing_program_is_named() {
    let sandbox = Sandbox::new();
    let server = eventful();
    sandbox.logged_in(&server);
    let failing = watch(&sandbox, "--exec false", 1);
    let missing = watch(&sandbox, "--exec ./no-such-program --flag", 1);
    assert!(failing.stderr.contains("warning: false: exit status: 1"), "{}", failing.stderr);
    assert!(
        missing.stderr.contains("warning: cannot run ./no-such-program: "),
        "{}",
        missing.stderr
    );
}

#[test]
fn entering_the_last_two_days_is_an_event() {
    let sandbox = Sandbox::new();
    let turn = AtomicUsize::new(0);
    // The pretended clock starts at 03:00:00 and goes on.
    let server = Server::start(move |_| {
        let due = match turn.fetch_add(1, Ordering::SeqCst) {
            0..200 => "\"2026-11-26T03:00:01Z\"",
            _ => "null",
        };
        Response::json(200, &format!("[{}]", batch(A, due)))
    });
    sandbox.logged_in(&server);
    let ran = watch(&sandbox, "--json", 1);
    let event: Value = serde_json::from_str(ran.stdout_text()).unwrap();
    assert_eq!(event["event"], "due_soon");
}

#[test]
fn permanent_error_at_the_start_ends_the_watch() {
    let sandbox = Sandbox::new();
    let nobody = sandbox.command(["batches", "watch"]).run();
    let server = Server::start(|_| answer("auth-expired"));
    sandbox.logged_in(&server);
    let refused = sandbox.command(["batches", "watch", "--json"]).run();
    let quick = sandbox.command(["batches", "watch", "--interval", "29s"]).run();
    assert_eq!([nobody.status, refused.status, quick.status], [4, 4, 2]);
    assert_snapshot!(several(&[nobody, refused, quick]));
}

#[test]
fn unreachable_server_at_the_start_is_waited_for() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "config/credentials.toml",
        &format!("[profiles.default]\nurl = \"{NOBODY}\"\ntoken = \"{TOKEN}\"\n"),
    );
    // It goes on after the first failures: only the interrupt ends it.
    let ran = sandbox
        .shell("timeout -s INT 6 waldur-review batches watch; echo $?")
        .env("WALDUR_REVIEW_TEST_PAUSE", "10ms")
        .run();
    assert!(ran.stderr.matches("asking again in").count() >= 1, "{}", ran.stderr);
}
