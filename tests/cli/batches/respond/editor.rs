//! The form in the user's editor, and what is kept when something goes wrong.

use crate::support::{Fault, Response, Waldur, answer, batch, item, posts};

use super::one_by_one::wait_for;
use super::{Desk, NOTHING, short};

const ACCEPT_FIRST: &str = "sed -i '0,/^leave/s//accept/' \"$1\"\n";

#[test]
fn edited_form_is_sent_and_removed() {
    let desk = Desk::new(Waldur::new());
    let script = format!(
        "{ACCEPT_FIRST}sed -i 's/^leave \\(.*gw-002.*\\)/decline \\1\\n  Not mine./' \"$1\""
    );
    let screen = desk.edit(&script, Some("y"));
    insta::assert_snapshot!(short(&screen.snapshot()), @r"
    $ waldur-review batches respond ba0001~001 --edit
    (exit 0)
    --- terminal
    The form is kept in [KEPT].txt until it is sent.

    accept  gw-001  Proposal 1
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days
    decline  gw-002  Proposal 2
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days
        Not mine.

    Send these 2 answers? There is no undo. [y/N] y
    accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    declined · gw-002  Proposal 2
    2 of 2 as asked
    ");
    assert_eq!(posts(&desk.server), ["accept 1", "decline 2 {\"reason\":\"Not mine.\"}"]);
    assert_eq!(desk.kept(), NOTHING);
}

#[test]
fn unchanged_form_sends_nothing() {
    let desk = Desk::new(Waldur::new());
    let mut seen = String::new();
    for script in ["true", ": > \"$1\"", "exit 1"] {
        seen += &short(&desk.edit(script, None).snapshot());
    }
    insta::assert_snapshot!(seen, @r"
    $ waldur-review batches respond ba0001~001 --edit
    (exit 130)
    --- terminal
    error: the form was not changed; nothing was sent
    $ waldur-review batches respond ba0001~001 --edit
    (exit 130)
    --- terminal
    error: the form was not changed; nothing was sent
    $ waldur-review batches respond ba0001~001 --edit
    (exit 130)
    --- terminal
    error: the form was not changed; nothing was sent
    ");
    assert_eq!(posts(&desk.server), NOTHING);
    assert_eq!(desk.kept(), NOTHING);
}

#[test]
fn failing_editor_keeps_the_form() {
    let desk = Desk::new(Waldur::new());
    let screen = desk.edit(&format!("{ACCEPT_FIRST}exit 3"), None);
    insta::assert_snapshot!(short(&screen.snapshot()), @r"
    $ waldur-review batches respond ba0001~001 --edit
    (exit 130)
    --- terminal
    error: the editor failed; nothing was sent
      what you wrote is kept; run: waldur-review batches respond ba0001~001 --from [KEPT].txt
    ");
    assert_eq!(desk.kept().len(), 1);
    let command = desk.sandbox.command(["batches", "respond", "--edit", &batch(1)]);
    let screen = command.env("VISUAL", "no-such-editor -w").terminal(80, 24).finish();
    insta::assert_snapshot!(short(&screen.snapshot()), @r"
    $ waldur-review batches respond --edit ba0001~001
    (exit 2)
    --- terminal
    \u{1b}[31;1merror:\u{1b}[0m cannot start the editor no-such-editor: No such file or directory (os error 2)
      set VISUAL or EDITOR to an editor, or use --print-form and --from FILE
    ");
    assert_eq!(posts(&desk.server), NOTHING);
}

#[test]
fn edited_form_with_errors_is_kept_and_can_be_reused() {
    let desk = Desk::new(Waldur::new());
    let screen = desk.edit("printf 'acept it\\n' >> \"$1\"", None);
    insta::assert_snapshot!(short(&screen.snapshot()), @r#"
    $ waldur-review batches respond ba0001~001 --edit
    (exit 2)
    --- terminal
    error: line 16 of the form: "acept" is none of accept, decline and leave
      what you wrote is kept; run: waldur-review batches respond ba0001~001 --from [KEPT].txt
    "#);
    let [kept] = desk.kept().try_into().unwrap();
    assert!(kept.ends_with("acept it\n"));
    assert_eq!(posts(&desk.server), NOTHING);
}

#[test]
fn typed_reasons_are_kept_when_nothing_is_sent() {
    let desk = Desk::new(Waldur::new());
    let mut terminal = desk.terminal(&[]);
    wait_for(&mut terminal, 1);
    terminal.send_line("d");
    terminal.expect("Why?");
    terminal.send_line("I work with the applicants.");
    wait_for(&mut terminal, 2);
    terminal.send_line("q");
    terminal.expect("Send this answer?");
    terminal.send_line("n");
    let screen = terminal.finish();
    assert_eq!(screen.status, 130);
    assert!(screen.text.contains("what you wrote is kept; run:"), "{}", screen.text);
    let kept = desk.kept();
    assert_eq!(kept.len(), 1);
    assert_eq!(posts(&desk.server), NOTHING);
    // What is advised sends it.
    let ran = desk.run(&["--from", "-", "--yes"], &kept[0]);
    assert!(ran.contains("declined"), "{ran}");
    assert_eq!(posts(&desk.server).len(), 1);
}

#[test]
fn form_is_kept_after_a_lost_connection_and_after_no() {
    // The person says no.
    let desk = Desk::new(Waldur::new());
    let screen = desk.edit(ACCEPT_FIRST, Some("n"));
    insta::assert_snapshot!(short(&screen.snapshot()), @r"
    $ waldur-review batches respond ba0001~001 --edit
    (exit 130)
    --- terminal
    The form is kept in [KEPT].txt until it is sent.

    accept  gw-001  Proposal 1
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days

    Send this answer? There is no undo. [y/N] n
    error: nothing was sent
      what you wrote is kept; run: waldur-review batches respond ba0001~001 --from [KEPT].txt
    ");
    assert_eq!(desk.kept().len(), 1);
    assert_eq!(posts(&desk.server), NOTHING);

    // Before the summary.
    let desk = Desk::new(Waldur::new());
    desk.waldur.fault("GET", "/assignment-items/", 9, Fault::Instead(Response::close()));
    let screen = desk.edit(ACCEPT_FIRST, None);
    insta::assert_snapshot!(short(&screen.snapshot()), @r"
    $ waldur-review batches respond ba0001~001 --edit
    (exit 6)
    --- terminal
    The form is kept in [KEPT].txt until it is sent.

    error: 127.0.0.1:PORT closed the connection before its response was complete (connection closed before message completed)
      nothing was changed; try again later
      what you wrote is kept; run: waldur-review batches respond ba0001~001 --from [KEPT].txt
    ");
    assert_eq!(desk.kept().len(), 1);

    // With the answer.
    let desk = Desk::new(Waldur::new());
    desk.waldur.fault("POST", "", 1, Fault::Instead(Response::close()));
    let screen = desk.edit(ACCEPT_FIRST, Some("y"));
    insta::assert_snapshot!(short(&screen.snapshot()), @"
    $ waldur-review batches respond ba0001~001 --edit
    (exit 6)
    --- terminal
    The form is kept in [KEPT].txt until it is sent.

    accept  gw-001  Proposal 1
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days

    Send this answer? There is no undo. [y/N] y
    not known · gw-001  Proposal 1
    what you wrote is kept; run: waldur-review batches respond ba0001~001 --from [KEPT].txt
    error: gw-001: 127.0.0.1:PORT closed the connection before its response was complete (connection closed before message completed); it is not accepted so far, but the server may still be at it
      look again before you repeat it: waldur-review items list
    ");
    assert_eq!(desk.kept().len(), 1);
    assert_eq!(posts(&desk.server), ["accept 1"]);
}

#[test]
fn item_that_disappears_does_not_stop_the_others() {
    let desk = Desk::new(Waldur::new());
    let form = format!("accept {}\naccept {}\n", item(1), item(2));
    desk.waldur.fault("GET", &item(1), 1, Fault::Instead(answer("item-show-other")));
    let text = desk.run(&["--from=-", "--yes"], &form);
    assert_eq!(posts(&desk.server), ["accept 2"]);
    insta::assert_snapshot!(text, @r"
    $ waldur-review batches respond ba0001~001 --from=- --yes
    (exit 9)
    --- stdout
    accepted · gw-002  Proposal 2
        review https://portal.example.org/proposal-review/4e0002~002/
    not sent · e00001~001
    1 of 2 as asked
    --- stderr
    error: no item e00001~001 is assigned to you on 127.0.0.1:PORT
      it may be reassigned; run: waldur-review items list --pending
    ");
}

#[test]
fn interrupt_at_the_summary_keeps_the_form() {
    let desk = Desk::new(Waldur::new());
    desk.sandbox.write("editor.sh", ACCEPT_FIRST);
    let mut terminal = desk.terminal(&["--edit"]);
    terminal.expect("The form is kept in ");
    terminal.expect("[y/N] ");
    terminal.send(&[3]);
    assert_eq!(terminal.finish().status, 130);
    let [kept] = desk.kept().try_into().unwrap();
    assert!(kept.contains("\naccept "), "{kept}");
    assert_eq!(posts(&desk.server), NOTHING);
    // It can be used as it is.
    let text = desk.run(&["--from=-", "--yes"], &kept);
    assert!(text.contains("accepted · gw-001"), "{text}");
    assert_eq!(posts(&desk.server), ["accept 1"]);
}
