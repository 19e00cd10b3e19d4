//! The reason for declining: where it comes from, and which text is refused.

use crate::support::{Sandbox, Waldur, item};

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
    error: the reason holds the control character U+0000 in line 1, column 2, which is not sent: write only line breaks and tabs
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
    error: the reason holds the control character U+0000 in line 1, column 2, which is not sent: write only line breaks and tabs
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
