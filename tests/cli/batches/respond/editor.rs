//! The form in the user's editor, and what is kept when something goes wrong.

use crate::support::{Fault, Response, Waldur, batch, item, posts};

use super::{Desk, NOTHING, short};

const ACCEPT_FIRST: &str = "sed -i '0,/^leave/s//accept/' \"$1\"\n";

#[test]
fn edited_form_is_sent_and_removed() {
    let desk = Desk::new(Waldur::new());
    let script = format!(
        "{ACCEPT_FIRST}sed -i 's/^leave \\(.*gw-002.*\\)/decline \\1\\n  Not mine./' \"$1\""
    );
    let screen = desk.edit(&script, Some("y"));
    insta::assert_snapshot!(short(&screen.snapshot()), @"
    $ waldur-review batches respond ba0001~001 --edit
    (exit 0)
    --- terminal
    accept  gw-001  Proposal 1
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days
    decline  gw-002  Proposal 2
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days
        Not mine.

    Send these 2 answers? There is no undo. [y/N] y
    accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    declined · gw-002  Proposal 2
    Sent 2 answers: 1 accepted, 1 declined.
    Next: waldur-review reviews pull 4e0001c0
    ");
    assert_eq!(posts(&desk.server), ["accept 1", "decline 2 {\"reason\":\"Not mine.\"}"]);
    assert_eq!(desk.kept(), NOTHING);
}

#[test]
fn unchanged_form_sends_nothing() {
    let desk = Desk::new(Waldur::new());
    let mut seen = String::new();
    for script in [": > \"$1\"", "exit 1"] {
        seen += &short(&desk.edit(script, None).snapshot());
    }
    insta::assert_snapshot!(seen, @"
    $ waldur-review batches respond ba0001~001 --edit
    (exit 130)
    --- terminal
    error: the form was not changed; nothing was sent
    $ waldur-review batches respond ba0001~001 --edit
    (exit 130)
    --- terminal
    error: the form was not changed; nothing was sent
    ");
    // An editor with a window of its own returns at once.
    desk.sandbox.write("editor.sh", "true\n");
    let mut terminal = desk.terminal(&["--edit"]);
    terminal.expect("Nothing was changed. If your editor is still open, save there and then press");
    terminal.expect("[q]uit: ");
    terminal.send_line("q");
    let screen = terminal.finish();
    assert_eq!(screen.status, 130, "{}", screen.text);
    assert_eq!(posts(&desk.server), NOTHING);
    assert_eq!(desk.kept(), NOTHING);
}

#[test]
fn editor_that_returns_at_once_is_waited_for() {
    let desk = Desk::new(Waldur::new());
    desk.sandbox.write("editor.sh", "printf '%s' \"$1\" > path.txt\n");
    let mut terminal = desk.terminal(&["--edit"]);
    terminal.expect("[q]uit: ");
    let path = desk.sandbox.read("path.txt");
    let form = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, form.replacen("\nleave  ", "\naccept ", 1)).unwrap();
    terminal.send_line("");
    terminal.expect("Send this answer? There is no undo. [y/N] ");
    terminal.send_line("y");
    assert_eq!(terminal.finish().status, 0);
    assert_eq!(posts(&desk.server), ["accept 1"]);
    assert!(!std::path::Path::new(&path).exists());
}

#[test]
fn failing_editor_keeps_the_answers() {
    let desk = Desk::new(Waldur::new());
    let screen = desk.edit(&format!("{ACCEPT_FIRST}exit 3"), None);
    insta::assert_snapshot!(short(&screen.snapshot()), @"
    $ waldur-review batches respond ba0001~001 --edit
    (exit 130)
    --- terminal
    error: the editor ended with an error; nothing was sent
      1 answer not sent: kept in
        [KEPT.json];
        go on with:
          waldur-review batches respond ba0001~001 --resume
    ");
    assert_eq!(desk.kept().len(), 1);
    let command = desk.sandbox.command(["batches", "respond", "--edit", "--resume", &batch(1)]);
    let screen = command.env("VISUAL", "no-such-editor -w").terminal(80, 24).finish();
    assert_eq!(screen.status, 2, "{}", screen.text);
    assert!(screen.text.contains("cannot start the editor no-such-editor"), "{}", screen.text);
    assert_eq!(posts(&desk.server), NOTHING);
    assert_eq!(desk.kept().len(), 1);
}

#[test]
fn form_with_errors_is_edited_again_or_kept_without_comments() {
    let script = "if grep -q acept \"$1\"; then sed -i 's/^acept.*//' \"$1\"; else
        sed -i '0,/^leave/s//accept/' \"$1\"; printf 'acept it\\n  My reason.\\nwhat\\n' >> \"$1\"; fi\n";
    let desk = Desk::new(Waldur::new());
    desk.sandbox.write("editor.sh", script);
    let mut terminal = desk.terminal(&["--edit"]);
    terminal.expect("the form has 2 errors");
    terminal.expect("\"acept\" is none of accept, decline and leave");
    terminal.expect("Edit it again? [Y/n] ");
    terminal.send_line("n");
    let screen = terminal.finish();
    assert_eq!(screen.status, 2, "{}", screen.text);
    let mut kept = desk.kept();
    kept.sort_by_key(|text| text.starts_with('{'));
    let [form, answers] = kept.try_into().unwrap();
    insta::assert_snapshot!(super::short(&form), @"
    accept  e00001~001
    acept it
      My reason.
    what
    ");
    assert!(answers.contains("accept"), "{answers}");
    insta::assert_snapshot!(short(screen.text.rsplit_once("[Y/n] ").unwrap().1), @r#"
    n
    error: the form has 2 errors
      line 27: "acept" is none of accept, decline and leave
      line 29: "what" is none of accept, decline and leave
      the form is kept without its comments; go on with:
          waldur-review batches respond ba0001~001 --edit --from [KEPT.txt]
    "#);
    assert_eq!(posts(&desk.server), NOTHING);

    // It goes on with the kept form.
    desk.sandbox.write("kept.txt", &form);
    desk.sandbox.write("editor.sh", "sed -i -e '/^acept/d' -e '/^  My/d' -e '/^what/d' \"$1\"\n");
    let mut terminal = desk.terminal(&["--edit", "--from", "kept.txt"]);
    terminal.expect("Send this answer? There is no undo. [y/N] ");
    terminal.send_line("y");
    assert_eq!(terminal.finish().status, 0);
    assert_eq!(posts(&desk.server), ["accept 1"]);
}

#[test]
fn answers_of_a_form_are_kept_after_a_lost_connection_and_after_no() {
    // The user says no.
    let desk = Desk::new(Waldur::new());
    let screen = desk.edit(ACCEPT_FIRST, Some("n"));
    insta::assert_snapshot!(short(&screen.snapshot()), @"
    $ waldur-review batches respond ba0001~001 --edit
    (exit 130)
    --- terminal
    accept  gw-001  Proposal 1
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days

    Send this answer? There is no undo. [y/N] n
    Nothing sent.
    1 answer not sent: kept in
      [KEPT.json];
      go on with:
        waldur-review batches respond ba0001~001 --resume
    ");
    assert_eq!(desk.kept().len(), 1);
    assert_eq!(posts(&desk.server), NOTHING);

    // With the answer.
    let desk = Desk::new(Waldur::new());
    desk.waldur.fault("POST", "", 1, Fault::Instead(Response::close()));
    let screen = desk.edit(ACCEPT_FIRST, Some("y"));
    insta::assert_snapshot!(short(&screen.snapshot()), @"
    $ waldur-review batches respond ba0001~001 --edit
    (exit 6)
    --- terminal
    accept  gw-001  Proposal 1
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days

    Send this answer? There is no undo. [y/N] y
    not known · gw-001  Proposal 1
    1 answer not sent: kept in
      [KEPT.json];
      go on with:
        waldur-review batches respond ba0001~001 --resume
    error: gw-001: 127.0.0.1:PORT closed the connection before its response was
           complete (connection closed before message completed); it is not accepted
           so far, but the server may still be working on it
      look again before you repeat it: waldur-review items list
    ");
    let [kept] = desk.kept().try_into().unwrap();
    assert!(!kept.contains("Proposal"), "{kept}");
    assert_eq!(posts(&desk.server), ["accept 1"]);
}

#[test]
fn item_that_disappears_does_not_stop_the_others() {
    let desk = Desk::new(Waldur::new());
    let form = format!("accept {}\naccept {}\n", item(1), item(2));
    let gone = Fault::First(|world| drop(world.batches[0].items.remove(0)));
    desk.waldur.fault("POST", &item(1), 1, gone);
    let text = desk.run(&["--from=-", "--yes"], &form);
    assert_eq!(posts(&desk.server), ["accept 1", "accept 2"]);
    insta::assert_snapshot!(text, @r"
    $ waldur-review batches respond ba0001~001 --from=- --yes
    (exit 9)
    --- stdout
    refused · gw-001  Proposal 1
    accepted · gw-002  Proposal 2
        review https://portal.example.org/proposal-review/4e0002~002/
    Sent 1 answer: 1 accepted. The others: 1 refused.
    --- stderr
    error: no item e00001~001 is assigned to you on 127.0.0.1:PORT
      it may be reassigned; run: waldur-review items list --pending
    ");
}

#[test]
fn interrupt_at_the_summary_keeps_the_answers() {
    let desk = Desk::new(Waldur::new());
    desk.sandbox.write("editor.sh", ACCEPT_FIRST);
    let mut terminal = desk.terminal(&["--edit"]);
    terminal.expect("[y/N] ");
    terminal.send(&[3]);
    assert_eq!(terminal.finish().status, 130);
    assert_eq!(desk.kept().len(), 1);
    assert_eq!(posts(&desk.server), NOTHING);
    // They can be sent without a terminal.
    let text = desk.run(&["--resume", "--yes"], "");
    assert!(text.contains("accepted · gw-001"), "{text}");
    assert_eq!(posts(&desk.server), ["accept 1"]);
    assert_eq!(desk.kept(), NOTHING);
}

#[test]
fn form_that_is_not_utf8_is_read_as_latin1_and_edited_again() {
    let script = r#"if grep -q 'Fl.*che' "$1"; then cp "$1" again.txt; else
        sed -i '0,/^leave/s//decline/' "$1"
        sed -i 's/^\(decline .*\)/\1\n  Nicht meine Fl\xe4che./' "$1"; fi
        "#;
    for goes_on in [true, false] {
        let desk = Desk::new(Waldur::new());
        desk.sandbox.write("editor.sh", script);
        let mut terminal = desk.terminal(&["--edit"]);
        terminal.expect("the form was not saved as UTF-8: other bytes were read as Latin-1");
        terminal.expect("Edit it again? [Y/n] ");
        assert!(desk.kept()[0].contains("Nicht meine Fläche."));
        if goes_on {
            terminal.send_line("");
            // The editor is shown what was read, and changes nothing in it.
            terminal.expect("[q]uit: ");
            assert!(desk.sandbox.read("again.txt").contains("  Nicht meine Fläche.\n"));
            terminal.send_line("");
            terminal.expect("Nicht meine Fläche.");
            terminal.expect("[y/N] ");
            terminal.send_line("y");
            assert_eq!(terminal.finish().status, 0);
            assert_eq!(posts(&desk.server), ["decline 1 {\"reason\":\"Nicht meine Fläche.\"}"]);
            assert_eq!(desk.kept(), NOTHING);
        } else {
            terminal.send(&[3]);
            let screen = terminal.finish();
            assert_eq!(screen.status, 130, "{}", screen.text);
            assert!(screen.text.contains("1 answer not sent: kept in"), "{}", screen.text);
            assert_eq!(posts(&desk.server), NOTHING);
        }
    }
}
