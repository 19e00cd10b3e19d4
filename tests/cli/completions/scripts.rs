//! The scripts for shells.

use insta::assert_snapshot;

use crate::support::Sandbox;
use crate::waldur::several;

use super::world;

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

/// Bash itself says what it completes.
#[test]
fn bash_requests_candidates_from_the_program() {
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
