//! What TAB offers: commands, flags, and what only the server or the files know.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::{Fault, NOBODY, Response, STEERING, Sandbox, Server, TOKEN, Waldur, answer};
use crate::waldur::several;

const NOW: &str = "2026-11-24T03:00:00Z";

/// What is offered for a line that is typed up to its end, at this time.
fn tab_at(sandbox: &Sandbox, now: &str, shell: &str, line: &str) -> String {
    let ran = sandbox
        .command(["waldur-review"])
        .args(line.split(' '))
        .env("WALDUR_REVIEW_COMPLETE", shell)
        .env("WALDUR_REVIEW_NOW", now)
        .run()
        .assert_status(0);
    assert_eq!(ran.stderr, "", "{line}");
    ran.stdout_text().to_owned()
}

fn tab(sandbox: &Sandbox, line: &str) -> String {
    tab_at(sandbox, NOW, "fish", line)
}

/// The words alone.
fn words(sandbox: &Sandbox, line: &str) -> Vec<String> {
    tab_at(sandbox, NOW, "bash", line)
        .lines()
        .map(str::to_owned)
        .collect()
}

fn world() -> (Waldur, Server, Sandbox) {
    let world = Waldur::new();
    world.with(|world| {
        world.batch(2, "Isambard 3 Rapid Access").expires = Some("2026-11-25T17:00:00+00:00");
        world.items(2, 5..=5);
    });
    let server = world.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    (world, server, sandbox)
}

#[test]
fn commands_flags_and_their_words() {
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
fn batches_and_items_are_named() {
    let (_world, server, sandbox) = world();
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
    assert_eq!(
        words(&sandbox, "items accept --batch=ba0002"),
        ["--batch=ba0002c0"]
    );
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
    // All of that took a single look at each list, and the batches were asked for again for the
    // names of the items' calls.
    let calls = server.calls();
    assert_eq!(calls.len(), 3, "{calls:?}");
    assert!(calls[1..].iter().any(|call| call.contains("status=pending")
        && call.contains("field=proposal_slug")
        && !call.contains("proposal_name")));
}

#[test]
fn what_begins_alike_is_offered_as_far_as_it_differs() {
    let (world, _server, sandbox) = world();
    world.with(|world| "ba0001c0ffee4b000000000000000002".clone_into(&mut world.batches[1].uuid));
    assert_eq!(
        words(&sandbox, "batches show "),
        ["ba0001c0ffee4b", "ba0001c0ffee4a"]
    );
}

#[test]
fn a_list_is_kept_for_a_minute() {
    let (world, server, sandbox) = world();
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
fn what_is_kept_is_private_and_names_no_proposal() {
    let (_world, _server, sandbox) = world();
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
        assert!(
            !text.contains("Proposal") && !text.contains(TOKEN),
            "{text}"
        );
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
fn an_answer_makes_the_lists_old() {
    let (_world, _server, sandbox) = world();
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
fn without_a_server_nothing_is_said() {
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
fn a_server_that_is_slow_is_waited_for_a_second() {
    let (world, server, sandbox) = world();
    let first = tab(&sandbox, "batches show ");
    world.fault(
        "GET",
        "my-assignment-batches",
        1,
        Fault::Late(Duration::from_secs(5)),
    );
    let start = Instant::now();
    // What was known is better than nothing, and the server is left alone for a minute.
    let late = tab_at(&sandbox, "2026-11-24T03:05:00Z", "fish", "batches show ");
    assert!(
        start.elapsed() < Duration::from_secs(4),
        "{:?}",
        start.elapsed()
    );
    assert_eq!(late, first);
    let before = server.calls().len();
    assert_eq!(
        tab_at(&sandbox, "2026-11-24T03:05:59Z", "fish", "batches show "),
        first
    );
    assert_eq!(server.calls().len(), before);
}

#[test]
fn a_token_command_is_never_run() {
    let (_world, server, sandbox) = world();
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
    assert_eq!(
        later("items accept gw-005"),
        "gw-005\tIsambard 3 Rapid Access\n"
    );
    assert!(!asked.exists());
    assert_eq!(server.calls().len(), before);
    // A list of a part is not the whole: it teaches nothing.
    sandbox
        .command(["items", "list", "--status", "declined"])
        .run()
        .assert_status(0);
    assert_eq!(later("items accept ").lines().count(), 5);
}

#[test]
fn profiles_have_their_own_lists() {
    let (_world, server, sandbox) = world();
    let empty = Waldur::empty().start();
    sandbox.logged_in_as("site-2", &empty, TOKEN);
    assert_eq!(words(&sandbox, "--profile "), ["default", "site-2"]);
    assert_eq!(
        words(&sandbox, "batches list --profile=s"),
        ["--profile=site-2"]
    );
    for line in [
        "--profile site-2 batches show ",
        "batches show --profile=site-2 ",
    ] {
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

#[cfg(feature = "demo")]
#[test]
fn the_demo_is_completed_from_itself() {
    let sandbox = Sandbox::new();
    assert!(words(&sandbox, "--demo batches show ").len() > 3);
    let items = words(&sandbox, "items accept --demo GW-");
    assert_eq!(items, ["GW-0160", "GW-0152", "GW-0147"]);
    assert!(!sandbox.home().join(".cache").exists(), "nothing is kept");
}

#[test]
fn nothing_of_the_server_gets_into_a_shell() {
    let (world, _server, sandbox) = world();
    world.with(|world| {
        world.items.truncate(3);
        world.items[0].slug = "$(touch${IFS}owned)".to_owned();
        world.items[1].slug = "a b;`x`\nc".to_owned();
        let call = format!("\"{STEERING}\"");
        world.batches[0].call = serde_json::from_str(&call).unwrap();
    });
    for shell in ["bash", "zsh", "fish"] {
        for line in [
            "items accept ",
            "items accept $",
            "items accept e",
            "batches show ",
        ] {
            let text = tab_at(&sandbox, NOW, shell, line);
            assert!(!crate::support::steers(&text), "{text:?}");
            for word in text
                .lines()
                .map(|line| line.split(['\t', ':']).next().unwrap())
            {
                let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
                assert!(word.chars().all(plain), "{shell}: {word:?}");
            }
        }
    }
    // Without a plain short name, the UUID stands for it.
    assert_eq!(
        words(&sandbox, "items accept "),
        ["e00001c0", "e00002c0", "gw-003"]
    );
}

#[test]
fn an_odd_caller_gets_nothing() {
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
        assert_eq!(
            (ran.stdout_text(), ran.stderr.as_str()),
            ("", ""),
            "{words:?}"
        );
    }
    // An empty variable is none.
    let ran = sandbox
        .command(["--version"])
        .env("WALDUR_REVIEW_COMPLETE", "")
        .run();
    assert!(ran.stdout_text().starts_with("waldur-review "));
}

#[test]
fn each_script_is_the_one_that_packages_have() {
    let sandbox = Sandbox::new();
    let kept = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("completions");
    for (shell, name) in [
        ("bash", "waldur-review.bash"),
        ("zsh", "_waldur-review"),
        ("fish", "waldur-review.fish"),
        ("powershell", "_waldur-review.ps1"),
        ("elvish", "waldur-review.elv"),
        ("nushell", "waldur-review.nu"),
    ] {
        let script = std::fs::read_to_string(kept.join(name)).unwrap();
        // The short way, which shells go at each start, and the one that clap reads.
        for typed in [
            &["completions", shell][..],
            &["--color", "never", "completions", shell],
        ] {
            let ran = sandbox.command(typed.iter().copied()).run();
            assert!(ran.assert_status(0).stdout_text() == script, "{typed:?}");
        }
    }
    let wrong = sandbox
        .command(["completions", "tcsh"])
        .run()
        .assert_status(2);
    assert!(wrong.stdout_text().is_empty());
}

#[test]
fn the_scripts_are_printed() {
    let sandbox = Sandbox::new();
    let run = |words: &str| sandbox.command(words.split(' ')).run();
    for shell in ["bash", "zsh", "fish"] {
        let dynamic = run(&format!("completions {shell} --dynamic")).assert_status(0);
        let text = dynamic.stdout_text().to_owned();
        assert!(text.contains(&format!("WALDUR_REVIEW_COMPLETE={shell}")));
        assert!(
            !run(&format!("completions {shell}"))
                .stdout_text()
                .contains("WALDUR_REVIEW_COMPLETE")
        );
    }
    assert_snapshot!(several(&[run("completions elvish --dynamic")]));
}

/// Bash itself says what it completes.
#[test]
fn bash_asks_the_program() {
    let (_world, _server, sandbox) = world();
    let ask = |line: &str| {
        // As bash cuts a line: the sign is a word of its own.
        let cut = line.replace('=', " = ");
        let cut = cut.replace("= \0", "=");
        let words: Vec<&str> = cut.trim_end_matches(" \0").split(' ').collect();
        let last = words.len() - 1;
        let typed = words[last];
        let typed = if typed == "=" { "" } else { typed };
        let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
        let script = format!(
            "command -v bash >/dev/null || exit 77\n\
             exec bash --norc -c 'eval \"$(waldur-review completions bash --dynamic)\"\n\
             COMP_WORDS=(waldur-review {}); COMP_CWORD={}\n\
             _waldur_review_dynamic waldur-review \"{typed}\" x\n\
             printf \"%s\\n\" \"${{COMPREPLY[@]}}\"'",
            quoted.join(" ").replace('\'', "\""),
            last + 1,
        );
        let ran = sandbox.shell(&script).run();
        // A machine without bash needs no completion of it.
        (ran.status != 77).then(|| {
            let ran = ran.assert_status(0);
            assert_eq!(ran.stderr, "", "{line}");
            ran.stdout_text().trim_end().to_owned()
        })
    };
    for (line, expected) in [
        ("batches show ", "ba0002c0\nba0001c0"),
        ("batches show ba0001", "ba0001c0"),
        (
            "items accept gw-00",
            "gw-005\ngw-001\ngw-002\ngw-003\ngw-004",
        ),
        ("batches list --json=uu", "uuid"),
        ("batches list --json=uuid,call_n", "uuid,call_name"),
        ("items accept --batch=ba0002", "ba0002c0"),
        ("batches list --sort=\0", "due\nsent\ncall\npending"),
        ("batches list --sort ca", "call"),
        ("batches export --ics x", ""),
    ] {
        if let Some(found) = ask(line) {
            assert_eq!(found, expected, "{line}");
        }
    }
}

#[test]
fn an_answer_that_is_no_list_is_no_completion() {
    let server = Server::start(|_| Response::json(200, "{}"));
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    assert_eq!(tab(&sandbox, "batches show "), "");
    assert_eq!(tab(&sandbox, "items accept "), "");
}
