//! What is offered: commands, flags, values, batches and items.

use std::fs;
use std::time::{Duration, Instant};

use insta::assert_snapshot;

use crate::support::{
    Fault, NOBODY, Response, STEERING, Sandbox, Server, Session, TOKEN, answer, time,
};

use super::{NOW, tab, tab_at, words, world};

#[test]
fn commands_flags_and_values_are_offered() {
    let sandbox = Sandbox::new();
    let lines = [
        "s",
        "ba",
        "it",
        "batches ",
        "batches list --so",
        "batches list --sort ",
        "batches list --sort=c",
        "batches list --columns batch,ca",
        "batches list --status ",
        "items list --status a",
        "batches list --json=",
        "batches list --json=uuid,call_",
        "batches show --json=it",
        "items list --json=proposal_name,prop",
        "batches export --ics ",
        "--ca-cert=x",
        "completions f",
        "batches list --json ",
        "batches list --no-such-flag=",
        "no-such-command st",
    ];
    let text = lines.map(|line| format!("$ {line}\n{}", tab(&sandbox, line)));
    assert_snapshot!(text.join("\n"));
}

#[test]
fn batches_and_items_are_offered() {
    let (_world, Session { server, sandbox }) = world();
    let batches = tab(&sandbox, "batches show ");
    assert_eq!(
        batches,
        "ba0002c0\tIsambard 3 Rapid Access\n\
         ba0001c0\tGateway to Isambard-AI: Autumn 2026\n"
    );
    for line in [
        "batches view ",
        "batch respond ",
        "items list --batch ",
        "items accept --all-pending --batch ",
        "-q batches show --json --full ",
    ] {
        assert_eq!(tab(&sandbox, line), batches, "{line}");
    }
    assert_eq!(words(&sandbox, "batches show ba0001"), ["ba0001c0"]);
    // A longer beginning is made whole, and what is on the line already is not offered again.
    let whole = words(&sandbox, "batches show ba0001c0ffe");
    assert_eq!(whole, ["ba0001c0ffee4a000000000000000001"]);
    assert_eq!(words(&sandbox, "batches show ba0001c0 "), ["ba0002c0"]);
    assert!(words(&sandbox, "batches show zz").is_empty());
    assert_eq!(words(&sandbox, "items accept --batch=ba0002"), ["--batch=ba0002c0"]);
    // A proposal goes by its short name, or by the item's UUID once that is begun.
    assert_snapshot!(tab(&sandbox, "items accept "), @r"
    gw-005	Isambard 3 Rapid Access
    gw-001	Gateway to Isambard-AI: Autumn 2026
    gw-002	Gateway to Isambard-AI: Autumn 2026
    gw-003	Gateway to Isambard-AI: Autumn 2026
    gw-004	Gateway to Isambard-AI: Autumn 2026
    ");
    assert_eq!(
        tab(&sandbox, "items decline gw-001 e00002"),
        "e00002c0\tgw-002 · Gateway to Isambard-AI: Autumn 2026\n"
    );
    assert_eq!(
        words(&sandbox, "items decline gw-001 gw-00"),
        ["gw-005", "gw-002", "gw-003", "gw-004"]
    );
    // All of that took a single look at each list; the items are the reviewer's own, and the
    // batches were asked for again for the names of the items' calls.
    let calls = server.calls();
    assert_eq!(calls.len(), 4, "{calls:?}");
    assert!(calls[1..].iter().any(|call| call.contains("status=pending")
        && call.contains("reviewer_uuid=")
        && call.contains("field=proposal_slug")
        && !call.contains("proposal_name")));
}

#[test]
fn reviews_are_offered_by_slug_and_uuid() {
    let (world, Session { server, sandbox }) = world();
    world.with(|world| {
        world.accept(1);
        world.accept(2);
        world.accept(3);
        world.item(3).review.as_mut().unwrap().submit(time("2026-11-23T03:00:00Z"));
    });
    // Those that are to be written.
    assert_snapshot!(tab(&sandbox, "reviews show "), @r"
    gw-001	Gateway to Isambard-AI: Autumn 2026
    gw-002	Gateway to Isambard-AI: Autumn 2026
    ");
    for line in ["reviews pull ", "review edit ", "reviews documents ", "reviews decline "] {
        assert_eq!(words(&sandbox, line), ["gw-001", "gw-002"], "{line}");
    }
    assert_eq!(words(&sandbox, "reviews pull gw-001 "), ["gw-002"]);
    assert_eq!(words(&sandbox, "reviews show 4e0002"), ["4e0002c0"]);
    assert_eq!(words(&sandbox, "reviews list --state s"), ["submitted"]);
    assert_eq!(words(&sandbox, "reviews list --json=summary_s"), ["--json=summary_score"]);
    // The shell completes the names of files.
    for line in ["reviews check ", "reviews submit G", "reviews pull --into "] {
        assert_eq!(tab(&sandbox, line), ":files\n", "{line}");
    }
    let calls = server.calls();
    assert!(
        calls.iter().all(|call| call.contains("/users/me/") || call.contains("state=in_review")),
        "{calls:?}"
    );
    assert_eq!(calls.len(), 2, "{calls:?}");
}

#[test]
fn shortest_unique_prefixes_are_offered() {
    let (world, Session { server: _server, sandbox }) = world();
    world.with(|world| "ba0001c0ffee4b000000000000000002".clone_into(&mut world.batches[1].uuid));
    assert_eq!(words(&sandbox, "batches show "), ["ba0001c0ffee4b", "ba0001c0ffee4a"]);
}

#[test]
fn unreachable_server_offers_nothing_silently() {
    // Nobody is logged in; a file is broken; the address is nobody's.
    let sandbox = Sandbox::new();
    assert_eq!(tab(&sandbox, "batches show "), "");
    assert_eq!(tab(&sandbox, "--profile "), "");
    sandbox.write("config/credentials.toml", "what");
    assert_eq!(tab(&sandbox, "items accept "), "");
    sandbox.write("config/config.toml", "what");
    assert_eq!(tab(&sandbox, "items accept "), "");
    assert_eq!(words(&sandbox, "batches li"), ["list"]);
    let nobody = Sandbox::new();
    nobody.write(
        "config/credentials.toml",
        &format!("[profiles.default]\nurl = \"{NOBODY}\"\ntoken = \"{TOKEN}\"\n"),
    );
    assert_eq!(tab(&nobody, "batches show "), "");
    let refused = Server::start(|_| answer("auth-expired"));
    let sandbox = Sandbox::new();
    sandbox.logged_in(&refused);
    for _ in 0..3 {
        assert_eq!(tab(&sandbox, "batches show "), "");
    }
    // It is not asked at every TAB.
    assert_eq!(refused.calls().len(), 1);
    tab_at(&sandbox, "2026-11-24T03:01:00Z", "fish", "batches show ");
    assert_eq!(refused.calls().len(), 2);
}

#[test]
fn slow_server_is_waited_for_one_second() {
    let (world, Session { server, sandbox }) = world();
    let first = tab(&sandbox, "batches show ");
    world.fault("GET", "my-assignment-batches", 1, Fault::Late(Duration::from_secs(5)));
    let start = Instant::now();
    // What was known is better than nothing, and the server is left alone for a minute.
    let late = tab_at(&sandbox, "2026-11-24T03:05:00Z", "fish", "batches show ");
    assert!(start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());
    assert_eq!(late, first);
    let before = server.calls().len();
    assert_eq!(tab_at(&sandbox, "2026-11-24T03:05:59Z", "fish", "batches show "), first);
    assert_eq!(server.calls().len(), before);
}

#[test]
fn token_command_is_never_run() {
    let (_world, Session { server, sandbox }) = world();
    fs::remove_file(sandbox.home().join("config/credentials.toml")).unwrap();
    let asked = sandbox.home().join("asked");
    sandbox.write(
        "config/config.toml",
        &format!(
            "[profiles.default]\nurl = \"{}\"\ntoken_command = [\"sh\", \"-c\", \"touch asked; echo {TOKEN}\"]\n",
            server.origin()
        ),
    );
    for line in ["batches show ", "items accept "] {
        assert_eq!(tab(&sandbox, line), "");
    }
    assert!(!asked.exists() && server.calls().is_empty());
    // What a list showed is offered, however old it is.
    for line in [["batches", "list"], ["items", "list"]] {
        let mut run = sandbox.command(line);
        if line[0] == "items" {
            run = run.args(["--pending"]);
        }
        run.run().assert_status(0);
    }
    fs::remove_file(&asked).unwrap();
    let before = server.calls().len();
    let later = |line: &str| tab_at(&sandbox, "2026-11-30T03:00:00Z", "fish", line);
    assert_eq!(later("batches show ").lines().count(), 2);
    assert_eq!(later("items accept gw-005"), "gw-005\tIsambard 3 Rapid Access\n");
    assert!(!asked.exists());
    assert_eq!(server.calls().len(), before);
    // A list of a part is not the whole: it teaches nothing.
    sandbox.command(["items", "list", "--status", "declined"]).run().assert_status(0);
    assert_eq!(later("items accept ").lines().count(), 5);
}

/// As for every command, a token variable that counts comes before the `token_command`.
#[test]
fn token_variable_comes_before_the_token_command() {
    let (_world, Session { server, sandbox }) = world();
    fs::remove_file(sandbox.home().join("config/credentials.toml")).unwrap();
    let url = server.origin();
    sandbox.write(
        "config/config.toml",
        &format!("[profiles.default]\nurl = \"{url}\"\ntoken_command = [\"false\"]\n"),
    );
    let line = |profile: &[&str]| {
        let words = ["waldur-review"].iter().chain(profile).chain(&["batches", "show", ""]);
        let run = sandbox.command(words.copied()).env("WALDUR_REVIEW_COMPLETE", "bash");
        run.env("WALDUR_REVIEW_TOKEN", TOKEN).run().assert_status(0)
    };
    assert_eq!(line(&[]).stdout_text().lines().count(), 2);
    assert_eq!(server.calls().len(), 1);
    // For a profile that is named by a flag, variables do not count.
    fs::remove_dir_all(sandbox.home().join(".cache")).unwrap();
    assert_eq!(line(&["--profile", "default"]).stdout_text(), "");
    assert_eq!(server.calls().len(), 1);
}

#[test]
fn server_text_never_reaches_a_shell() {
    let (world, Session { server: _server, sandbox }) = world();
    world.with(|world| {
        world.batches[0].items.truncate(3);
        world.batches[1].items.clear();
        world.batches[0].items[0].slug = "$(touch${IFS}owned)".to_owned();
        world.batches[0].items[1].slug = "a b;`x`\nc".to_owned();
        let call = format!("\"{STEERING}\"");
        world.batches[0].call_name = serde_json::from_str(&call).unwrap();
    });
    for shell in ["bash", "zsh", "fish"] {
        for line in ["items accept ", "items accept $", "items accept e", "batches show "] {
            let text = tab_at(&sandbox, NOW, shell, line);
            assert!(!crate::support::steers(&text), "{text:?}");
            for word in text.lines().map(|line| line.split(['\t', ':']).next().unwrap()) {
                let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
                assert!(word.chars().all(plain), "{shell}: {word:?}");
            }
        }
    }
    // Without a plain short name, the UUID stands for it.
    assert_eq!(words(&sandbox, "items accept "), ["e00001c0", "e00002c0", "gw-003"]);
}

#[test]
fn malformed_request_gets_nothing() {
    let sandbox = Sandbox::new();
    let raw = |shell: &str, words: &[&str]| {
        sandbox
            .command(words.iter().copied())
            .env("WALDUR_REVIEW_COMPLETE", shell)
            .run()
            .assert_status(0)
    };
    for (shell, words) in [
        ("elvish", &["waldur-review", "ba"] as &[&str]),
        ("bash", &[]),
        ("bash", &["waldur-review"]),
        ("bash", &["", "", "", "--", "--", "=", "="]),
    ] {
        let ran = raw(shell, words);
        assert_eq!((ran.stdout_text(), ran.stderr.as_str()), ("", ""), "{words:?}");
    }
    // An empty variable is none.
    let ran = sandbox.command(["--version"]).env("WALDUR_REVIEW_COMPLETE", "").run();
    assert!(ran.stdout_text().starts_with("waldur-review "));
}

#[test]
fn response_that_is_not_a_list_offers_nothing() {
    let session = Session::start(|_| Response::json(200, "{}"));
    assert_eq!(tab(&session, "batches show "), "");
    assert_eq!(tab(&session, "items accept "), "");
}

#[cfg(feature = "demo")]
#[test]
fn demo_completes_from_its_own_data() {
    let sandbox = Sandbox::new();
    assert!(words(&sandbox, "--demo batches show ").len() > 3);
    let items = words(&sandbox, "items accept --demo GW-");
    assert_eq!(items, ["GW-0160", "GW-0152", "GW-0147"]);
    assert!(!sandbox.home().join(".cache").exists(), "nothing is kept");
}
