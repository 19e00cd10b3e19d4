//! `batches list --new` and `--exit-status`: for cron.

use std::fs;

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::{PAT, Ran, Response, Sandbox, Server, answer};
use crate::waldur::several;

const ONE: &str = "00000000000040008000000000000001";
const TWO: &str = "00000000000040008000000000000002";

fn batch(uuid: &str, due: &str) -> String {
    format!(
        r#"{{"uuid":"{uuid}","call_name":"Call","status":"sent","status_display":"Sent to reviewer","sent_at":"2026-11-20T09:00:00+00:00","expires_at":"{due}","is_expired":false,"items_count":3,"items_pending_count":2,"manager_notes":""}}"#
    )
}

/// A server of one list after the other; the last one goes on.
fn lists(lists: &'static [&'static [&'static str]]) -> Server {
    let turn = std::sync::atomic::AtomicUsize::new(0);
    Server::start(move |_| {
        let turn = turn.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        let uuids = lists[turn.min(lists.len() - 1)];
        let batches: Vec<String> =
            uuids.iter().map(|uuid| batch(uuid, "2026-12-01T09:00:00Z")).collect();
        Response::json(200, &format!("[{}]", batches.join(",")))
    })
}

/// Where it is kept what was listed of a server.
fn state(server: &Server) -> String {
    let port = server.port();
    format!(".local/state/waldur-review/listed-default@127.0.0.1_{port}.json")
}

fn list(sandbox: &Sandbox, words: &str) -> Ran {
    let words = format!("batches list {words}");
    sandbox.command(words.trim().split(' ')).run()
}

fn uuids(ran: &Ran) -> Vec<&str> {
    let lines = ran.stdout_text().lines();
    lines.filter_map(|line| line.split('\t').next()).collect()
}

#[test]
fn exit_status_says_whether_anything_is_listed() {
    let sandbox = Sandbox::new();
    let server = Server::start(|request| match request.route() {
        "/api/my-assignment-batches/" => answer("list-tls"),
        _ => answer("profile-me"),
    });
    sandbox.logged_in(&server);
    for (words, status) in [
        ("", 0),
        ("--exit-status", 8),
        ("--exit-status --json", 8),
        ("--exit-status --format csv", 8),
        ("--exit-status --format ndjson", 8),
        ("--exit-status -q --due-within 6h", 8),
        ("--exit-status -q --due-within 5h", 0),
        ("--exit-status --due-within 5h --json", 0),
        ("--exit-status --call nothing --format csv", 0),
    ] {
        let ran = list(&sandbox, words);
        assert_eq!(ran.status, status, "{words}: {}", ran.snapshot());
        if words.contains("-q") {
            assert_eq!(ran.stderr, "");
        }
    }
    let broken = Server::start(|_| answer("auth-expired"));
    sandbox.logged_in_as("broken", &broken, PAT);
    assert_eq!(list(&sandbox, "--exit-status --all-profiles").status, 9);
    assert_eq!(list(&sandbox, "--exit-status --profile broken").status, 4);
}

#[test]
fn new_lists_what_no_earlier_run_listed() {
    let sandbox = Sandbox::new();
    let server = lists(&[&[ONE], &[ONE], &[ONE, TWO], &[TWO], &[ONE, TWO], &[ONE, TWO]]);
    sandbox.logged_in(&server);
    let found: Vec<Ran> = (0..5).map(|_| list(&sandbox, "--new")).collect();
    let found: Vec<_> = found.iter().map(uuids).collect();
    // What the server stopped to list and lists again, as after an extension, is new again.
    assert_eq!(found, [vec![ONE], vec![], vec![TWO], vec![], vec![ONE]]);
    let last = list(&sandbox, "--new --exit-status");
    assert_eq!(last.status, 0);
    assert_snapshot!(last.snapshot());
}

#[test]
fn only_printed_batches_count_as_listed() {
    let sandbox = Sandbox::new();
    let server = lists(&[&[ONE, TWO]]);
    sandbox.logged_in(&server);
    let all = [ONE, TWO];
    assert_eq!(uuids(&list(&sandbox, "--new --call other")), [""; 0]);
    let first = list(&sandbox, "--new --limit 1");
    let rest = list(&sandbox, "--new --json");
    let rest: Value = serde_json::from_str(rest.stdout_text()).unwrap();
    let rest: Vec<&str> =
        rest.as_array().unwrap().iter().map(|batch| batch["uuid"].as_str().unwrap()).collect();
    let mut both = uuids(&first);
    assert_eq!((both.len(), rest.len()), (1, 1));
    both.extend(rest);
    both.sort_unstable();
    assert_eq!(both, all);
    assert_eq!(uuids(&list(&sandbox, "--new")), [""; 0]);
    assert_eq!(list(&sandbox, "").stdout_text().lines().count(), 2);
}

#[test]
fn file_of_listed_batches_is_private_and_holds_uuids_and_times() {
    let sandbox = Sandbox::new();
    let server = Server::start(|_| answer("list-tls"));
    sandbox.logged_in(&server);
    list(&sandbox, "--new").assert_status(0);
    let text = sandbox.read(&state(&server));
    let kept: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(kept["asked_at"], "2026-11-24T03:00:00Z");
    let batches = kept["batches"].as_object().unwrap();
    assert_eq!(batches.len(), 6);
    for (uuid, at) in batches {
        assert!(uuid.len() == 32 && uuid.bytes().all(|b| b.is_ascii_hexdigit()));
        assert_eq!(at, "2026-11-24T03:00:00Z");
    }
    assert_eq!(kept.as_object().unwrap().len(), 2);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let path = sandbox.home().join(state(&server));
        let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&path) & 0o777, 0o600);
        assert_eq!(mode(path.parent().unwrap()) & 0o777, 0o700);
    }
}

#[test]
fn value_that_is_not_a_uuid_is_not_stored() {
    let sandbox = Sandbox::new();
    let server = lists(&[&["Dear reviewer, this is a long text about a proposal"]]);
    sandbox.logged_in(&server);
    for _ in 0..2 {
        assert_eq!(list(&sandbox, "--new").stdout_text().lines().count(), 1);
    }
    assert!(!sandbox.read(&state(&server)).contains("Dear"));
}

#[test]
fn batch_that_could_not_be_printed_is_new_the_next_time() {
    let sandbox = Sandbox::new();
    let server = lists(&[&[ONE]]);
    sandbox.logged_in(&server);
    #[cfg(target_os = "linux")]
    {
        let full = sandbox.shell("waldur-review batches list --new > /dev/full").run();
        assert_eq!(full.status, 1);
    }
    assert_eq!(uuids(&list(&sandbox, "--new")), [ONE]);
}

#[test]
fn two_runs_at_once_list_a_batch_once() {
    let sandbox = Sandbox::new();
    let server = lists(&[&[ONE, TWO]]);
    sandbox.logged_in(&server);
    let lines: Vec<usize> = std::thread::scope(|scope| {
        let runs: Vec<_> =
            (0..6).map(|_| scope.spawn(|| list(&sandbox, "--new").assert_status(0))).collect();
        let runs = runs.into_iter().map(|run| run.join().unwrap());
        runs.map(|ran| ran.stdout_text().lines().count()).collect()
    });
    assert_eq!(lines.iter().sum::<usize>(), 2, "{lines:?}");
}

#[test]
fn each_profile_has_its_own_list() {
    let sandbox = Sandbox::new();
    let here = lists(&[&[ONE]]);
    let there = lists(&[&[ONE, TWO]]);
    sandbox.logged_in(&here);
    sandbox.logged_in_as("second", &there, PAT);
    assert_eq!(uuids(&list(&sandbox, "--new")), [ONE]);
    let both = list(&sandbox, "--new --all-profiles");
    assert_eq!(uuids(&both), ["second", "second"]);
    assert_eq!(uuids(&list(&sandbox, "--new --all-profiles")), [""; 0]);
}

#[test]
fn each_server_has_its_own_list() {
    let sandbox = Sandbox::new();
    let here = lists(&[&[ONE]]);
    let there = lists(&[&[TWO]]);
    sandbox.logged_in(&here);
    assert_eq!(uuids(&list(&sandbox, "--new")), [ONE]);
    let elsewhere = sandbox
        .command(["batches", "list", "--new"])
        .env("WALDUR_API_URL", there.api_url())
        .env("WALDUR_ACCESS_TOKEN", PAT)
        .run();
    assert_eq!(uuids(&elsewhere), [TWO]);
    assert_eq!(uuids(&list(&sandbox, "--new")), [""; 0]);
}

#[test]
fn unprinted_batch_stays_new_when_another_server_fails() {
    let sandbox = Sandbox::new();
    let server = lists(&[&[ONE]]);
    let broken = Server::start(|_| answer("auth-expired"));
    sandbox.logged_in(&server);
    sandbox.logged_in_as("broken", &broken, PAT);
    #[cfg(unix)]
    sandbox.shell("{ sleep 0.3; waldur-review batches list --new --all-profiles; } | true").run();
    #[cfg(target_os = "linux")]
    {
        let full = "waldur-review batches list --new --all-profiles > /dev/full";
        assert_eq!(sandbox.shell(full).run().status, 1);
        assert_eq!(uuids(&list(&sandbox, "--new")), [ONE]);
    }
}

#[test]
fn unusable_file_of_listed_batches_is_named() {
    let sandbox = Sandbox::new();
    let server = lists(&[&[ONE]]);
    sandbox.logged_in(&server);
    sandbox.write(&state(&server), "what?");
    let odd = list(&sandbox, "--new");
    assert_eq!(sandbox.read(&state(&server)), "what?");
    fs::remove_dir_all(sandbox.home().join(".local")).unwrap();
    sandbox.write(".local", "a file where a directory should be");
    let file = list(&sandbox, "--new");
    let conflict = list(&sandbox, "--new --all");
    assert_eq!([odd.status, file.status, conflict.status], [2; 3]);
    let seen = several(&[odd, file, conflict]);
    assert_snapshot!(seen.replace(&format!("_{}", server.port()), "_PORT"));
}

#[cfg(feature = "demo")]
#[test]
fn demo_stores_no_listed_batches() {
    let sandbox = Sandbox::new();
    for _ in 0..2 {
        let ran = sandbox.command(["--demo", "batches", "list", "--new"]).run();
        assert_eq!(ran.stdout_text().lines().count(), 6);
    }
    assert!(!sandbox.home().join(".local").exists());
}
