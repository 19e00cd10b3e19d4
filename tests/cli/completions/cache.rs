//! The cached lists.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::support::{Session, TOKEN, Waldur};

use super::{tab, tab_at, words, world};

#[test]
fn list_is_cached_for_a_minute() {
    let (world, Session { server, sandbox }) = world();
    let at = |now: &str| tab_at(&sandbox, now, "fish", "batches show ");
    let first = at("2026-11-24T03:00:00Z");
    world.with(|world| world.batches.truncate(1));
    assert_eq!(at("2026-11-24T03:00:59Z"), first);
    assert_eq!(server.calls().len(), 1);
    let second = at("2026-11-24T03:01:00Z");
    assert_eq!(second, "ba0001c0\tGateway to Isambard-AI: Autumn 2026\n");
    assert_eq!(server.calls().len(), 2);
    // A clock that was put back makes nothing fresh.
    at("2026-11-24T02:00:00Z");
    assert_eq!(server.calls().len(), 3);
    // A file that is not understood is none.
    sandbox.write(".cache/waldur-review/batches-default.json", "{ what");
    assert_eq!(at("2026-11-24T02:00:01Z"), second);
    assert_eq!(server.calls().len(), 4);
}

#[test]
fn cache_is_private_and_names_no_proposal() {
    let (_world, Session { server: _server, sandbox }) = world();
    tab(&sandbox, "items accept ");
    let cache = sandbox.home().join(".cache/waldur-review");
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&cache), 0o700);
    for (name, members) in [
        ("batches-default.json", &["call", "uuid"] as &[&str]),
        ("items-default.json", &["call", "slug", "uuid"]),
    ] {
        let path = cache.join(name);
        assert_eq!(mode(&path), 0o600, "{name}");
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains("Proposal") && !text.contains(TOKEN), "{text}");
        let kept: Value = serde_json::from_str(&text).unwrap();
        let own: Vec<&String> = kept.as_object().unwrap().keys().collect();
        assert_eq!(own, ["asked_at", "failed_at", "list", "server"]);
        for entry in kept["list"].as_array().unwrap() {
            let own: Vec<&String> = entry.as_object().unwrap().keys().collect();
            assert_eq!(own, members);
        }
    }
}

#[test]
fn answer_invalidates_the_cached_lists() {
    let (_world, Session { server: _server, sandbox }) = world();
    tab(&sandbox, "items accept ");
    let accept = |words: &[&str]| {
        let line = sandbox.command(["items", "accept", "gw-005"]);
        line.args(words.iter().copied()).run().assert_status(0);
    };
    let kept = || {
        ["batches", "items"].map(|name| {
            let path = format!(".cache/waldur-review/{name}-default.json");
            sandbox.home().join(path).exists()
        })
    };
    accept(&["--dry-run"]);
    assert_eq!(kept(), [true, true]);
    accept(&["--yes"]);
    assert_eq!(kept(), [false, false]);
    assert_eq!(words(&sandbox, "items accept ").len(), 4);
    assert_eq!(words(&sandbox, "batches show "), ["ba0001c0"]);
}

#[test]
fn each_profile_has_its_own_cached_lists() {
    let (_world, Session { server, sandbox }) = world();
    let empty = Waldur::empty().start();
    sandbox.logged_in_as("site-2", &empty, TOKEN);
    assert_eq!(words(&sandbox, "--profile "), ["default", "site-2"]);
    assert_eq!(words(&sandbox, "batches list --profile=s"), ["--profile=site-2"]);
    for line in ["--profile site-2 batches show ", "batches show --profile=site-2 "] {
        assert!(words(&sandbox, line).is_empty(), "{line}");
    }
    assert_eq!(words(&sandbox, "--profile default batches show ").len(), 2);
    assert_eq!((server.calls().len(), empty.calls().len()), (1, 1));
    // The same profile at another address is another list.
    let line = sandbox
        .command(["waldur-review", "batches", "show", ""])
        .env("WALDUR_REVIEW_COMPLETE", "bash")
        .env("WALDUR_REVIEW_URL", empty.origin())
        .env("WALDUR_REVIEW_TOKEN", TOKEN);
    assert_eq!(line.run().assert_status(0).stdout_text(), "");
    assert_eq!(empty.calls().len(), 2);
}
