//! Help, and command lines that are nearly right.

use insta::assert_snapshot;

use crate::support::{Sandbox, Server};
use crate::waldur::several;

#[test]
fn help_command_prints_what_the_flag_prints() {
    let sandbox = Sandbox::new();
    let stdout = |words: &[&str]| {
        let ran = sandbox.command(words.iter().copied()).run().assert_status(0);
        assert_eq!(ran.stderr, "");
        ran.stdout_text().to_owned()
    };
    for words in [&[][..], &["batches"], &["batches", "list"], &["batch", "ls"], &["help"]] {
        let flag = stdout(&[words, &["--help"]].concat());
        assert_eq!(stdout(&[&["help"], words].concat()), flag, "{words:?}");
        assert!(flag.contains("Usage: waldur-review"), "{flag}");
    }
    let unknown = sandbox.command(["help", "batches", "nothing"]).run().assert_status(2);
    assert!(unknown.stderr.contains("'nothing'"), "{}", unknown.stderr);
}

#[test]
fn program_name_alone_prints_a_short_help() {
    let sandbox = Sandbox::new();
    let none: [&str; 0] = [];
    let ran = sandbox.command(none).run().assert_status(0);
    assert_snapshot!(ran.snapshot());
}

#[test]
fn near_misses_are_suggested_across_groups() {
    let server = Server::start(crate::waldur::waldur).must_stay_silent();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let run = |line: &str| sandbox.command(line.split(' ')).run().assert_status(2);
    assert_snapshot!(several(&[
        run("list --pending"),
        run("login"),
        run("accept GW-0147 --yes"),
        run("batches accept GW-0147"),
        run("logn"),
        run("batches lst"),
        run("nothing-like-it"),
        run("list --json"),
        run("batches list --json uuid,call_name"),
        run("batches list --json uuid"),
        run("batches show 0b6d --json uuid,call_name"),
    ]));
}

#[test]
fn flag_in_place_of_free_text_is_refused() {
    let server = Server::start(crate::waldur::waldur).must_stay_silent();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    for line in ["items decline GW-0147 --reason --yes", "batches list --call --quiet"] {
        let ran = sandbox.command(line.split(' ')).run().assert_status(2);
        assert!(ran.stderr.contains("this is a flag"), "{}", ran.stderr);
    }
}
