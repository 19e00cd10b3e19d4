//! The scripts for shells.

use insta::assert_snapshot;
use std::io::Write;

use crate::support::{Sandbox, Session};
use crate::waldur::several;

use super::world;

// The committed files are those of the default features.
#[cfg(feature = "demo")]
#[test]
fn each_script_equals_the_packaged_one() {
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
        for typed in [&["completions", shell][..], &["--color", "never", "completions", shell]] {
            let ran = sandbox.command(typed.iter().copied()).run();
            assert!(ran.assert_status(0).stdout_text() == script, "{typed:?}");
        }
    }
    let wrong = sandbox.command(["completions", "tcsh"]).run().assert_status(2);
    assert!(wrong.stdout_text().is_empty());
}

#[test]
fn dynamic_scripts_are_printed() {
    let sandbox = Sandbox::new();
    let run = |words: &str| sandbox.command(words.split(' ')).run();
    for shell in ["bash", "zsh", "fish"] {
        let dynamic = run(&format!("completions {shell} --dynamic")).assert_status(0);
        let text = dynamic.stdout_text().to_owned();
        assert!(text.contains(&format!("WALDUR_REVIEW_COMPLETE={shell}")));
        assert!(
            !run(&format!("completions {shell}")).stdout_text().contains("WALDUR_REVIEW_COMPLETE")
        );
    }
    assert_snapshot!(several(&[run("completions elvish --dynamic")]));
}

/// Lines that are typed up to TAB, and the last word that they have then, for a script that asks
/// the program.
const DYNAMIC: [(&str, &str); 7] = [
    ("batches show ba0001", "ba0001c0"),
    ("items accept gw-005 gw-001 gw-002 gw-003 g", "gw-004"),
    ("items accept --batch=ba0002", "--batch=ba0002c0"),
    ("batches list --json=uuid,call_n", "--json=uuid,call_name"),
    ("batches list --sort ca", "call"),
    ("--ca-cert ./fi", "./file with blanks.pem"),
    ("--ca-cert=./fi", "--ca-cert=./file with blanks.pem"),
];
/// The same for a script that knows commands, flags and their words.
const STATIC: [(&str, &str); 6] = [
    ("docto", "doctor"),
    ("batches list --so", "--sort"),
    ("batches list --format js", "json"),
    ("batches list --format=js", "--format=json"),
    ("--ca-cert ./fi", "./file with blanks.pem"),
    ("--ca-cert=./fi", "--ca-cert=./file with blanks.pem"),
];

/// Whether there is such a shell; says so where there is none.
fn is_installed(shell: &str, sandbox: &Sandbox) -> bool {
    let found = sandbox.shell(&format!("command -v {shell} > found")).run().status == 0;
    if !found {
        let _ = writeln!(std::io::stderr(), "SKIPPED: {shell} is not installed");
    }
    found
}

/// Types each line and TAB in an interactive shell, which then prints the words of the line.
fn assert_completes(shell: &str, set_up: &str, flags: &str, lines: &[(&str, &str)]) {
    let (_world, Session { server, sandbox }) = world();
    let _server = server.unused_is_fine();
    sandbox.write("file with blanks.pem", "");
    if !is_installed(shell, &sandbox) {
        return;
    }
    let start = format!("exec {shell} {set_up}");
    let mut terminal = sandbox.shell(&start).env("TERM", "dumb").terminal(200, 24);
    if shell == "zsh" {
        terminal.send_line("bindkey -e; autoload -Uz compinit; compinit -u -D");
    }
    let script = format!("waldur-review completions {shell} {flags}");
    terminal.send_line(&format!("eval \"$({script})\"; echo 'is se''t up'"));
    terminal.expect("is set up");
    for (line, expected) in lines {
        // To the beginning of the line, and to its end.
        terminal.send(format!("waldur-review {line}\t\x01printf '<%s>' \x05\r").as_bytes());
        let (before, _) = line.rsplit_once(' ').unwrap_or_default();
        let words = std::iter::once("waldur-review").chain(before.split_whitespace());
        let words = words.chain([*expected]).map(|word| format!("<{word}>"));
        let words = words.collect::<Vec<_>>().concat();
        terminal.expect(&words);
    }
    terminal.send_line("exit");
    terminal.finish();
}

#[test]
fn bash_completes_with_each_script() {
    assert_completes("bash", "--norc -i", "--dynamic", &DYNAMIC);
    assert_completes("bash", "--norc -i", "", &STATIC);
}

#[test]
fn zsh_completes_with_each_script() {
    assert_completes("zsh", "-f -i", "--dynamic", &DYNAMIC);
    assert_completes("zsh", "-f -i", "", &STATIC);
}

#[test]
fn fish_completes_with_each_script() {
    let (_world, Session { server, sandbox }) = world();
    let _server = server.unused_is_fine();
    sandbox.write("file with blanks.pem", "");
    if !is_installed("fish", &sandbox) {
        return;
    }
    for (flags, lines) in [("--dynamic", &DYNAMIC[..]), ("", &STATIC)] {
        for (line, expected) in lines {
            let script = format!(
                "exec fish --no-config -c 'waldur-review completions fish {flags} | source; \
                 complete --do-complete \"waldur-review {line}\"'"
            );
            let ran = sandbox.shell(&script).run().assert_status(0);
            let offered: Vec<&str> =
                ran.stdout_text().lines().filter_map(|line| line.split('\t').next()).collect();
            assert_eq!(offered, [*expected], "{flags} {line}");
            assert_eq!(ran.stderr, "", "{flags} {line}");
        }
    }
}

/// Each value is offered after the sign, where the previous word is the flag.
#[test]
fn static_bash_script_offers_all_values_after_the_sign() {
    let sandbox = Sandbox::new();
    if !is_installed("bash", &sandbox) {
        return;
    }
    let script = "exec bash --norc -c 'eval \"$(waldur-review completions bash)\"; \
        COMP_WORDS=(waldur-review batches list --color =); COMP_CWORD=4; \
        _waldur__review waldur-review \"\" --color; echo \"${COMPREPLY[@]}\"'";
    let ran = sandbox.shell(script).run().assert_status(0);
    assert_eq!(ran.stdout_text(), "auto always never\n");
}

/// Bash itself says what it completes.
#[test]
fn bash_requests_candidates_from_the_program() {
    let (_world, Session { server: _server, sandbox }) = world();
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
        ("items accept gw-00", "gw-005\ngw-001\ngw-002\ngw-003\ngw-004"),
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
