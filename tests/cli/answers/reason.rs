//! The reason for declining: where it comes from, and which text is refused.

use rustix::process::Signal;

use crate::support::{Sandbox, Server, Terminal, Waldur, item};

use super::at_terminal;

#[test]
fn reason_is_read_from_flag_file_or_standard_input() {
    let waldur = Waldur::new();
    waldur.with(|world| world.items(1, 5..=5));
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    sandbox.write("why.txt", "From a file,\r\ntwo lines.\n");
    let long = "x".repeat(200_000);
    for (number, args, input, expected) in [
        (1, ["--reason", "-"], "From a pipe.\n", "From a pipe."),
        (2, ["--reason-file", "why.txt"], "", "From a file,\r\ntwo lines."),
        (3, ["--reason", ""], "", ""),
        (4, ["--reason", "-"], &long, &long),
        (5, ["--reason", "- I work with the applicants"], "", "- I work with the applicants"),
    ] {
        sandbox
            .command(["items", "decline", "--yes", &item(number)])
            .args(args)
            .stdin(input)
            .run()
            .assert_status(0);
        let reason = waldur.with(|world| world.item(number).decline_reason.clone());
        assert!(reason == expected, "{args:?}: {} bytes", reason.len());
    }
    assert_eq!(waldur.with(|world| world.batches[0].status), "responded");
}

#[test]
fn unusable_reason_is_refused_before_any_request() {
    let server = Waldur::new().start().must_stay_silent();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    sandbox.write("nul.txt", "a\0b");
    std::fs::write(sandbox.home().join("latin1.txt"), b"n\xe3o").unwrap();
    let mut seen = String::new();
    for args in [
        &["gw-001", "--reason-file", "nul.txt"][..],
        &["gw-001", "--reason-file", "latin1.txt"],
        &["gw-001", "--reason-file", "missing.txt"],
        &["gw-001"],
        &["-", "--reason", "-"],
        &["gw-001", "--reason", "a", "--reason-file", "nul.txt"],
    ] {
        let ran = sandbox.command(["items", "decline", "--yes"]).args(args).run();
        seen += &ran.snapshot();
    }
    let ran =
        sandbox.command(["items", "decline", "-y", "gw-001", "--reason=-"]).stdin("a\0b").run();
    seen += &ran.snapshot();
    insta::assert_snapshot!(seen, @"
    $ waldur-review items decline --yes gw-001 --reason-file nul.txt
    (exit 2)
    --- stdout
    --- stderr
    error: the reason holds the control character U+0000 in line 1, column 2, which is not sent: remove it (line breaks and tabs may stay)
    $ waldur-review items decline --yes gw-001 --reason-file latin1.txt
    (exit 2)
    --- stdout
    --- stderr
    error: cannot read the reason in latin1.txt: stream did not contain valid UTF-8
    $ waldur-review items decline --yes gw-001 --reason-file missing.txt
    (exit 2)
    --- stdout
    --- stderr
    error: cannot read the reason in missing.txt: No such file or directory (os error 2)
    $ waldur-review items decline --yes gw-001
    (exit 2)
    --- stdout
    --- stderr
    error: a reason is missing
      give it with --reason TEXT: the call manager will read it (--reason '' gives none)
    $ waldur-review items decline --yes - --reason -
    (exit 2)
    --- stdout
    --- stderr
    error: standard input cannot be both the items and the reason
      write the reason with --reason-file FILE
    $ waldur-review items decline --yes gw-001 --reason a --reason-file nul.txt
    (exit 2)
    --- stdout
    --- stderr
    error: the argument '--reason <TEXT>' cannot be used with '--reason-file <FILE>'

    Usage: waldur-review items decline --yes --reason <TEXT> <ITEM>...

    For more information, try '--help'.
    $ waldur-review items decline -y gw-001 --reason=-
    (exit 2)
    --- stdout
    --- stderr
    error: the reason holds the control character U+0000 in line 1, column 2, which is not sent: remove it (line breaks and tabs may stay)
    ");
}

#[test]
fn terminal_asks_for_the_reason() {
    let waldur = Waldur::new();
    let (server, _sandbox, mut terminal) = at_terminal(&waldur, &["items", "decline", "gw-001"]);
    terminal.expect("Reason for declining gw-001 (the call manager will read it): ");
    terminal.send_line("I work with the applicants.");
    terminal.expect("[y/N] ");
    terminal.send_line("y");
    assert_eq!(terminal.finish().status, 0);
    let requests = server.requests();
    let sent = requests.iter().find(|request| request.method == "POST");
    assert!(sent.is_some_and(|request| request.text().contains("I work with the applicants.")));

    let waldur = Waldur::new();
    let (_server, _sandbox, mut terminal) = at_terminal(&waldur, &["items", "decline", "gw-001"]);
    terminal.expect("Reason for declining gw-001 (the call manager will read it): ");
    terminal.send_line("");
    let screen = terminal.finish();
    assert_eq!(screen.status, 130, "{}", screen.text);
    assert!(screen.text.contains("Nothing sent."), "{}", screen.text);
}

#[test]
fn item_that_cannot_be_declined_is_refused_without_asking_for_a_reason() {
    let waldur = Waldur::new();
    waldur.with(|world| world.item(1).status = "expired");
    let (_server, _sandbox, terminal) = at_terminal(&waldur, &["items", "decline", &item(1)]);
    let screen = terminal.finish();
    assert_eq!(screen.status, 5, "{}", screen.text);
    assert!(screen.text.contains("it expired without an answer"), "{}", screen.text);
    assert!(!screen.text.contains("Reason for declining"), "{}", screen.text);
}

/// `items decline gw-001` with `e`, this script as the editor, and the waiting question after it.
fn edited_reason(waldur: &Waldur, script: &str) -> (Server, Sandbox, Terminal) {
    let server = waldur.start().unused_is_fine();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    sandbox.write("editor.sh", script);
    let command = sandbox.command(["items", "decline", "gw-001"]).env("TMPDIR", sandbox.home());
    let mut terminal = command.env("EDITOR", "sh editor.sh").env("NO_COLOR", "1").terminal(200, 24);
    terminal.expect("(the call manager will read it): ");
    terminal.send_line("e");
    (server, sandbox, terminal)
}

/// What is in the files that the editor had and that are still there.
fn kept_texts(sandbox: &Sandbox) -> Vec<Vec<u8>> {
    let files = std::fs::read_dir(sandbox.home()).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    paths
        .filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("waldur-review-"))
        .map(|path| std::fs::read(path).unwrap())
        .collect()
}

#[test]
fn reason_that_cannot_be_sent_is_edited_again() {
    for (first, problem) in [
        (r"printf 'a\001b\n'", "It holds the control character U+0001 in line 1, column 2"),
        (r"printf 'a\343b\n'", "The text was not saved as UTF-8"),
        ("echo aXb; exit 1", "The editor ended with an error"),
    ] {
        let waldur = Waldur::new();
        // What was written is there again.
        let script = format!(
            "if [ -s \"$1\" ]; then cp \"$1\" again.txt; echo Good. > \"$1\"; else ({first}) > \"$1\"; \
             [ -z '{}' ] || exit 1; fi",
            first.strip_suffix("; exit 1").map_or("", |_| "x"),
        );
        let (_server, sandbox, mut terminal) = edited_reason(&waldur, &script);
        terminal.expect(problem);
        terminal.expect("; e opens the editor with it again.");
        terminal.expect("(the call manager will read it): ");
        terminal.send_line("e");
        terminal.expect("[y/N] ");
        terminal.send_line("y");
        assert_eq!(terminal.finish().status, 0);
        assert_eq!(waldur.with(|world| world.item(1).decline_reason.clone()), "Good.");
        let again = sandbox.read("again.txt");
        assert!(["a\u{1}b\n", "aãb\n", "aXb\n"].contains(&again.as_str()), "{again:?}");
        assert!(kept_texts(&sandbox).is_empty());
    }
}

#[test]
fn reason_written_in_an_editor_is_kept_when_it_is_not_used() {
    // Each way to leave the question after the editor failed, with its exit code.
    for (keys, status) in [(&b"\x03"[..], 130), (b"\x04", 130), (b"\r", 130), (b"Other.\r", 0)] {
        let waldur = Waldur::new();
        let (_server, sandbox, mut terminal) =
            edited_reason(&waldur, "echo Mine. > \"$1\"; exit 1");
        terminal.expect("The editor ended with an error; e opens the editor with it again.");
        terminal.expect("(the call manager will read it): ");
        terminal.send(keys);
        if status == 0 {
            terminal.expect("[y/N] ");
            terminal.send_line("y");
        }
        let screen = terminal.finish();
        assert_eq!(screen.status, status, "{}", screen.text);
        let path = sandbox.home().join("waldur-review-");
        let place = format!("what you wrote in the editor is kept in {}", path.display());
        assert!(screen.text.contains(&place), "{}", screen.text);
        assert_eq!(kept_texts(&sandbox), [b"Mine.\n"]);
    }
    // The window of the editor is still open, and the user stops waiting for it.
    let waldur = Waldur::new();
    let (_server, sandbox, mut terminal) = edited_reason(&waldur, "printf '%s' \"$1\" > path.txt");
    terminal.expect("[q]uit: ");
    std::fs::write(sandbox.read("path.txt"), "Mine.\n").unwrap();
    terminal.send(b"\x03");
    let screen = terminal.finish();
    assert_eq!(screen.status, 130, "{}", screen.text);
    assert!(screen.text.contains("what you wrote in the editor is kept in"), "{}", screen.text);
    assert_eq!(kept_texts(&sandbox), [b"Mine.\n"]);
}

#[test]
fn file_of_the_editor_is_named_before_a_signal_can_end_the_program() {
    let waldur = Waldur::new();
    let (_server, sandbox, mut terminal) =
        edited_reason(&waldur, "echo Mine. > \"$1\"; echo saved; sleep 0.5");
    terminal.expect("Editing: ");
    terminal.expect("saved");
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.finish().status, 128 + 15);
    assert_eq!(kept_texts(&sandbox), [b"Mine.\n"]);
}
