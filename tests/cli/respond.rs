//! `batches respond`: at a terminal, in an editor, and from a form.

#![expect(clippy::too_many_lines, reason = "what is compared is long")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::os::unix::fs::PermissionsExt;

use crate::support::{
    Fault, Response, Sandbox, Screen, Server, TOKEN, Terminal, Waldur, answer, assert_no_token,
    batch, item, posts,
};

const NOTHING: [&str; 0] = [];

/// Without the zeros in the UUIDs of the tests, and with one name for each kept file.
fn short(text: &str) -> String {
    let mut text = text.replace("c0ffee4a000000000000000", "~");
    while let Some(at) = text.find("/waldur-review-") {
        let start = text[..at].rfind(' ').map_or(0, |space| space + 1);
        let end = at + text[at..].find(".txt").unwrap();
        text.replace_range(start..end, "[KEPT]");
    }
    text
}

struct Desk {
    waldur: Waldur,
    server: Server,
    sandbox: Sandbox,
}

impl Desk {
    fn new(waldur: Waldur) -> Self {
        let server = waldur.start();
        let sandbox = Sandbox::new();
        sandbox.logged_in(&server);
        Self {
            waldur,
            server,
            sandbox,
        }
    }

    fn run(&self, args: &[&str], stdin: &str) -> String {
        let command = self.sandbox.command(["batches", "respond", &batch(1)]);
        let ran = command.args(args).stdin(stdin).run();
        assert_no_token(&ran, TOKEN);
        short(&ran.snapshot())
    }

    fn terminal(&self, args: &[&str]) -> Terminal {
        let command = self.sandbox.command(["batches", "respond", &batch(1)]);
        let command = command.args(args).env("TMPDIR", self.sandbox.home());
        command
            .env("EDITOR", "sh editor.sh")
            .env("NO_COLOR", "1")
            .terminal(80, 24)
    }

    /// With `editor.sh` as the editor: what the person saw, after this reply to the summary.
    fn edit(&self, script: &str, reply: Option<&str>) -> Screen {
        self.sandbox.write("editor.sh", script);
        let mut terminal = self.terminal(&["--edit"]);
        if let Some(reply) = reply {
            terminal.expect("[y/N] ");
            terminal.send_line(reply);
        }
        let screen = terminal.finish();
        assert_no_token(&screen, TOKEN);
        screen
    }

    /// The forms that were kept.
    fn kept(&self) -> Vec<String> {
        let files = std::fs::read_dir(self.sandbox.home()).unwrap();
        let paths = files.map(|file| file.unwrap().path());
        let forms = paths.filter(|path| {
            let name = path.file_name().unwrap().to_str().unwrap();
            name.starts_with("waldur-review-")
        });
        forms
            .map(|path| {
                let mode = path.metadata().unwrap().permissions().mode();
                assert_eq!(mode & 0o777, 0o600);
                std::fs::read_to_string(path).unwrap()
            })
            .collect()
    }
}

fn wait_for(terminal: &mut Terminal, number: usize) {
    terminal.expect(&format!("{number} of 4: "));
    terminal.expect("[q]uit? ");
}

#[test]
fn a_person_answers_one_by_one() {
    let desk = Desk::new(Waldur::new());
    desk.waldur.with(|world| {
        world.item(2).summary = "One line.\n".repeat(9) + "The last line.";
        world.batches[0].note = "Please by Friday.".to_owned();
    });
    let mut terminal = desk.terminal(&[]);
    wait_for(&mut terminal, 1);
    terminal.send_line("a");
    wait_for(&mut terminal, 2);
    terminal.send_line("f");
    terminal.expect("The last line.");
    wait_for(&mut terminal, 2);
    terminal.send_line("d");
    terminal.expect("Why?");
    terminal.send_line("Mein Gebiet ist «anders».");
    // Accepting is not offered where a conflict of interest is flagged, and not taken.
    wait_for(&mut terminal, 3);
    terminal.send_line("a");
    wait_for(&mut terminal, 3);
    terminal.send_line("");
    wait_for(&mut terminal, 3);
    terminal.send_line("s");
    wait_for(&mut terminal, 4);
    terminal.send_line("ACCEPT");
    terminal.expect("Send these 3 answers?");
    assert_eq!(posts(&desk.server), NOTHING);
    terminal.send_line("y");
    let screen = terminal.finish();
    assert_no_token(&screen, TOKEN);
    insta::assert_snapshot!(short(&screen.snapshot()), @"
    $ waldur-review batches respond ba0001~001
    (exit 0)
    --- terminal
    Gateway to Isambard-AI: Autumn 2026                                         Sent
    Batch   ba0001c0-ffee-4a00-0000-000000000001
    Due     Tue 01 Dec 2026 17:00 GMT (in 7 days)
            Tue 01 Dec 2026 05:00 AoE
    Sent    Fri 20 Nov 2026 10:12 GMT
    Answer  4 of 4 waiting; 1 conflict of interest flagged

    Note from the call manager
      Please by Friday.

    1  gw-001  Proposal 1
       Pending · affinity 0.82 · item e00001c0
       What proposal 1 is about.
    1 of 4: [a]ccept, [d]ecline, [s]kip, [f]ull text, [q]uit? a

    2  gw-002  Proposal 2
       Pending · affinity 0.82 · item e00002c0
       One line. One line. One line. One line. One line. One line. One line. One
       line. One line. The last line.
    2 of 4: [a]ccept, [d]ecline, [s]kip, [f]ull text, [q]uit? f

    2  gw-002  Proposal 2
       Pending · affinity 0.82 · item e00002c0
       One line.
       One line.
       One line.
       One line.
       One line.
       One line.
       One line.
       One line.
       One line.
       The last line.
    2 of 4: [a]ccept, [d]ecline, [s]kip, [f]ull text, [q]uit? d
    Why? The call manager reads it: Mein Gebiet ist «anders».

    3  gw-003  Proposal 3
       Pending · conflict of interest flagged · affinity 0.82 · item e00003c0
       What proposal 3 is about.
    3 of 4: [d]ecline, [s]kip, [f]ull text, [q]uit? a
    A conflict of interest is flagged, so it cannot be accepted.

    3  gw-003  Proposal 3
       Pending · conflict of interest flagged · affinity 0.82 · item e00003c0
       What proposal 3 is about.
    3 of 4: [d]ecline, [s]kip, [f]ull text, [q]uit? 
    Answer with one of the letters in brackets.

    3  gw-003  Proposal 3
       Pending · conflict of interest flagged · affinity 0.82 · item e00003c0
       What proposal 3 is about.
    3 of 4: [d]ecline, [s]kip, [f]ull text, [q]uit? s

    4  gw-004  Proposal 4
       Pending · affinity 0.82 · item e00004c0
       What proposal 4 is about.
    4 of 4: [a]ccept, [d]ecline, [s]kip, [f]ull text, [q]uit? ACCEPT
    accept  gw-001  Proposal 1
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days
    decline  gw-002  Proposal 2
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days
        Mein Gebiet ist «anders».
    accept  gw-004  Proposal 4
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days

    Send these 3 answers? There is no undo. [y/N] y
    accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    declined · gw-002  Proposal 2
    accepted · gw-004  Proposal 4
        review https://portal.example.org/proposal-review/4e0004~004/
    3 of 3 as asked
    ");
    assert_eq!(
        posts(&desk.server),
        [
            "accept 1",
            "decline 2 {\"reason\":\"Mein Gebiet ist «anders».\"}",
            "accept 4"
        ]
    );
}

#[test]
fn a_person_quits_and_what_was_answered_is_still_asked_about() {
    let desk = Desk::new(Waldur::new());
    let mut terminal = desk.terminal(&[]);
    wait_for(&mut terminal, 1);
    terminal.send_line("a");
    wait_for(&mut terminal, 2);
    terminal.send_line("q");
    terminal.expect("Send this answer?");
    terminal.send_line("n");
    let screen = terminal.finish();
    assert_eq!(screen.status, 130);
    assert!(
        screen.text.ends_with("error: nothing was sent\n"),
        "{}",
        screen.text
    );

    let mut terminal = desk.terminal(&[]);
    wait_for(&mut terminal, 1);
    terminal.send_line("q");
    let screen = terminal.finish();
    assert_eq!(screen.status, 0);
    assert!(
        screen
            .text
            .ends_with("\nNothing was answered, and nothing was sent.\n"),
        "{}",
        screen.text
    );

    // The end of input, in the middle, and Ctrl-C.
    for (key, status) in [(4, 130), (3, 130)] {
        let mut terminal = desk.terminal(&[]);
        wait_for(&mut terminal, 1);
        terminal.send_line("a");
        wait_for(&mut terminal, 2);
        terminal.send(&[key]);
        let screen = terminal.finish();
        assert_eq!(screen.status, status, "{}", screen.text);
        if key == 4 {
            let (_, end) = screen.text.rsplit_once("[q]uit? ").unwrap();
            insta::assert_snapshot!(end, @r"
            error: stopped; nothing was changed
            ");
        }
    }
    assert_eq!(posts(&desk.server), NOTHING);
}

#[test]
fn without_a_terminal_there_is_the_form() {
    let desk = Desk::new(Waldur::new());
    insta::assert_snapshot!(desk.run(&[], ""), @r"
    $ waldur-review batches respond ba0001~001
    (exit 2)
    --- stdout
    --- stderr
    error: answering one by one needs a terminal
      use --print-form and --from FILE, or items accept and items decline
    ");
    insta::assert_snapshot!(desk.run(&["--edit"], ""), @r"
    $ waldur-review batches respond ba0001~001 --edit
    (exit 2)
    --- stdout
    --- stderr
    error: --edit needs a terminal
      use --print-form and --from FILE
    ");
    insta::assert_snapshot!(desk.run(&["--print-form"], ""), @"
    $ waldur-review batches respond ba0001~001 --print-form
    (exit 0)
    --- stdout
    # Gateway to Isambard-AI: Autumn 2026
    # due in 7 days
    #
    # One line for each proposal: a word, then the item's UUID. The words:
    #   accept    you will review the proposal; this makes the review
    #   decline   you will not; say why on the lines below it, indented
    #   leave     no answer now
    # Lines that start with # do not count. A line that you delete leaves its item.
    # There is no undo on the server. Nothing is sent before you confirm the summary.

    leave   e00001~001  gw-001  Proposal 1
    leave   e00002~002  gw-002  Proposal 2
    # A conflict of interest is flagged: this one cannot be accepted.
    leave   e00003~003  gw-003  Proposal 3
    leave   e00004~004  gw-004  Proposal 4
    --- stderr
    ");
    assert_eq!(posts(&desk.server), NOTHING);
}

#[test]
fn a_form_is_applied() {
    let desk = Desk::new(Waldur::new());
    let form = format!(
        "# a comment\naccept  {}  gw-001\ndecline {}\n  Too far from my field.\n\n  Sorry.\nleave {}\n",
        item(1),
        item(3).to_uppercase(),
        item(2)
    );
    desk.sandbox.write("answers.txt", &form);
    insta::assert_snapshot!(desk.run(&["--from", "answers.txt"], ""), @r"
    $ waldur-review batches respond ba0001~001 --from answers.txt
    (exit 2)
    --- stdout
    --- stderr
    error: answering needs a confirmation, and nobody can be asked
      look first with --dry-run; --yes confirms
    ");
    insta::assert_snapshot!(desk.run(&["--from", "answers.txt", "--dry-run"], ""), @r#"
    $ waldur-review batches respond ba0001~001 --from answers.txt --dry-run
    (exit 0)
    --- stdout
    POST http://127.0.0.1:PORT/api/assignment-items/e00001~001/accept/  # gw-001  Proposal 1
    POST http://127.0.0.1:PORT/api/assignment-items/e00003~003/decline/ {"reason":"Too far from my field.\n\nSorry."}  # gw-003  Proposal 3
    --- stderr
    "#);
    assert_eq!(posts(&desk.server), NOTHING);
    insta::assert_snapshot!(desk.run(&["--from", "-", "--yes"], &form), @r"
    $ waldur-review batches respond ba0001~001 --from - --yes
    (exit 0)
    --- stdout
    accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    declined · gw-003  Proposal 3
    2 of 2 as asked
    --- stderr
    ");
    assert_eq!(
        posts(&desk.server),
        [
            "accept 1",
            "decline 3 {\"reason\":\"Too far from my field.\\n\\nSorry.\"}"
        ]
    );
    // Once more: it is as asked.
    let again = desk.run(&["--from", "answers.txt"], "");
    assert_eq!(posts(&desk.server).len(), 2, "{again}");
    insta::assert_snapshot!(again, @r"
    $ waldur-review batches respond ba0001~001 --from answers.txt
    (exit 0)
    --- stdout
    already accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    already declined · gw-003  Proposal 3
    2 of 2 as asked
    --- stderr
    ");
}

#[test]
fn a_form_with_a_mistake_sends_nothing_and_is_kept() {
    let desk = Desk::new(Waldur::new());
    let (one, two, three) = (item(1), item(2), item(3));
    let forms = [
        format!("accept {one}\npick {two}\n"),
        format!("accept {one}\naccept {}\n", item(9)),
        format!("accept {one}\naccept {}\n", &two[..8]),
        format!("accept {one}\nleave {one}\n"),
        format!("accept {one}\n  A reason.\n"),
        format!("leave {one}\n  A reason.\n"),
        format!("  A reason.\naccept {one}\n"),
        format!("accept {one}\ndecline {two}\n"),
        format!("accept {one}\ndecline {two}\n# only a comment\n\n"),
        format!("accept {three}\n"),
        "accept\n".to_owned(),
        format!("decline {two}\n  a\0b\n"),
    ];
    let mut seen = String::new();
    for form in forms {
        desk.sandbox.write("form.txt", &form);
        let text = desk.run(&["--from", "form.txt", "--yes"], "");
        let (_, end) = text.split_once('\n').unwrap();
        seen += end;
        assert_eq!(desk.sandbox.read("form.txt"), form);
    }
    seen += &desk.run(&["--from", "missing.txt"], "");
    seen += &desk.run(&["--from", "-", "--json"], "what?\n");
    assert_eq!(posts(&desk.server), NOTHING);
    insta::assert_snapshot!(seen, @r#"
    (exit 2)
    --- stdout
    --- stderr
    error: line 2 of the form: "pick" is none of accept, decline and leave
      the form is in form.txt
    (exit 2)
    --- stdout
    --- stderr
    error: line 2 of the form: no proposal of this batch has this UUID
      the form is in form.txt
    (exit 2)
    --- stdout
    --- stderr
    error: line 2 of the form: no proposal of this batch has this UUID
      the form is in form.txt
    (exit 2)
    --- stdout
    --- stderr
    error: line 2 of the form: the item is here twice
      the form is in form.txt
    (exit 2)
    --- stdout
    --- stderr
    error: line 2 of the form: there is a reason under a proposal that is not declined
      the form is in form.txt
    (exit 2)
    --- stdout
    --- stderr
    error: line 2 of the form: there is a reason under a proposal that is not declined
      the form is in form.txt
    (exit 2)
    --- stdout
    --- stderr
    error: line 1 of the form: there is a reason before the first proposal
      the form is in form.txt
    (exit 2)
    --- stdout
    --- stderr
    error: line 2 of the form: a reason is missing: write it on the lines below, indented
      the form is in form.txt
    (exit 2)
    --- stdout
    --- stderr
    error: line 2 of the form: a reason is missing: write it on the lines below, indented
      the form is in form.txt
    (exit 2)
    --- stdout
    --- stderr
    error: line 1 of the form: a conflict of interest is flagged, so it cannot be accepted; write to the call manager, or decline
      the form is in form.txt
    (exit 2)
    --- stdout
    --- stderr
    error: line 1 of the form: no proposal of this batch has this UUID
      the form is in form.txt
    (exit 2)
    --- stdout
    --- stderr
    error: line 2 of the form: it holds a null character, which the server refuses
      the form is in form.txt
    $ waldur-review batches respond ba0001~001 --from missing.txt
    (exit 2)
    --- stdout
    --- stderr
    error: cannot read the form missing.txt: No such file or directory (os error 2)
    $ waldur-review batches respond ba0001~001 --from - --json
    (exit 2)
    --- stdout
    --- stderr
    {"error":{"code":"usage","message":"line 1 of the form: \"what?\" is none of accept, decline and leave","hint":"","http_status":null,"exit_code":2,"retryable":false}}
    "#);
}

#[test]
fn a_form_that_says_nothing_sends_nothing() {
    let desk = Desk::new(Waldur::new());
    for form in ["", "# nothing\n", &format!("leave {}\n", item(1))] {
        let text = desk.run(&["--from", "-", "--yes"], form);
        assert!(
            text.contains("(exit 0)") && text.contains("nothing was sent"),
            "{text}"
        );
    }
    assert_eq!(posts(&desk.server), NOTHING);
}

const ACCEPT_FIRST: &str = "sed -i '0,/^leave/s//accept/' \"$1\"\n";

#[test]
fn an_edited_form_is_sent_and_goes() {
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
    assert_eq!(
        posts(&desk.server),
        ["accept 1", "decline 2 {\"reason\":\"Not mine.\"}"]
    );
    assert_eq!(desk.kept(), NOTHING);
}

#[test]
fn an_editor_that_saves_nothing_sends_nothing() {
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
fn an_editor_that_fails_keeps_what_was_written() {
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
    let command = desk
        .sandbox
        .command(["batches", "respond", "--edit", &batch(1)]);
    let screen = command
        .env("VISUAL", "no-such-editor -w")
        .terminal(80, 24)
        .finish();
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
fn an_edited_form_with_a_mistake_is_kept_and_can_be_used() {
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
fn reasons_that_were_typed_are_kept_when_nothing_is_sent() {
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
    assert!(
        screen.text.contains("what you wrote is kept; run:"),
        "{}",
        screen.text
    );
    let kept = desk.kept();
    assert_eq!(kept.len(), 1);
    assert_eq!(posts(&desk.server), NOTHING);
    // What is advised sends it.
    let ran = desk.run(&["--from", "-", "--yes"], &kept[0]);
    assert!(ran.contains("declined"), "{ran}");
    assert_eq!(posts(&desk.server).len(), 1);
}

#[test]
fn what_was_written_outlives_a_lost_connection_and_a_no() {
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
    desk.waldur.fault(
        "GET",
        "/assignment-items/",
        9,
        Fault::Instead(Response::close()),
    );
    let screen = desk.edit(ACCEPT_FIRST, None);
    insta::assert_snapshot!(short(&screen.snapshot()), @r"
    $ waldur-review batches respond ba0001~001 --edit
    (exit 6)
    --- terminal
    The form is kept in [KEPT].txt until it is sent.

    error: 127.0.0.1:PORT broke the connection off before its answer was complete (connection closed before message completed)
      nothing was changed; try again later
      what you wrote is kept; run: waldur-review batches respond ba0001~001 --from [KEPT].txt
    ");
    assert_eq!(desk.kept().len(), 1);

    // With the answer.
    let desk = Desk::new(Waldur::new());
    desk.waldur
        .fault("POST", "", 1, Fault::Instead(Response::close()));
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
    error: gw-001: 127.0.0.1:PORT broke the connection off before its answer was complete (connection closed before message completed); it is not accepted so far, but the server may still be at it
      look again before you repeat it: waldur-review items list
    ");
    assert_eq!(desk.kept().len(), 1);
    assert_eq!(posts(&desk.server), ["accept 1"]);
}

#[test]
fn an_item_that_went_does_not_take_the_others_with_it() {
    let desk = Desk::new(Waldur::new());
    let form = format!("accept {}\naccept {}\n", item(1), item(2));
    desk.waldur.fault(
        "GET",
        &item(1),
        1,
        Fault::Instead(answer("item-show-other")),
    );
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
fn a_batch_that_takes_no_answers_says_so_first() {
    let mut seen = String::new();
    let desk = Desk::new(Waldur::new());
    desk.waldur
        .with(|world| world.batches[0].expires = Some("2026-11-23T09:00:00+00:00"));
    seen += &short(&desk.terminal(&[]).finish().snapshot());
    desk.waldur.with(|world| world.batches[0].expires = None);
    desk.waldur.with(|world| world.batches[0].is_expired = true);
    seen += &desk.run(&["--print-form"], "");
    desk.waldur
        .with(|world| world.batches[0].is_expired = false);
    desk.waldur.with(|world| {
        for number in 1..=4 {
            world.item(number).status = "accepted";
        }
    });
    seen += &desk.run(&[], "");
    desk.waldur.with(|world| world.batches.clear());
    seen += &desk.run(&[], "");
    insta::assert_snapshot!(seen, @r"
    $ waldur-review batches respond ba0001~001
    (exit 5)
    --- terminal
    error: the deadline of this batch has passed, so it takes no answers
      ask the call manager to extend it
    $ waldur-review batches respond ba0001~001 --print-form
    (exit 5)
    --- stdout
    --- stderr
    error: the deadline of this batch has passed, so it takes no answers
      ask the call manager to extend it
    $ waldur-review batches respond ba0001~001
    (exit 0)
    --- stdout
    --- stderr
    No proposal of this batch waits for an answer.
    $ waldur-review batches respond ba0001~001
    (exit 3)
    --- stdout
    --- stderr
    error: no batch matches ba0001~001 on 127.0.0.1:PORT
      it may be answered, or assigned to someone else; run: waldur-review batches list
    ");
    assert_eq!(posts(&desk.server), NOTHING);
}

#[test]
fn answers_as_json() {
    let desk = Desk::new(Waldur::new());
    let form = format!("accept {}\n", item(1));
    let text = desk.run(&["--from=-", "--yes", "--json"], &form);
    insta::assert_snapshot!(text, @r#"
    $ waldur-review batches respond ba0001~001 --from=- --yes --json
    (exit 0)
    --- stdout
    [{"item":"e00001~001","proposal":"f00001~001","action":"accept","outcome":"done","review_uuid":"4e0001~001","error":null}]
    --- stderr
    "#);
    let text = desk.run(&["--from=-", "--yes", "--json"], "");
    insta::assert_snapshot!(text, @r"
    $ waldur-review batches respond ba0001~001 --from=- --yes --json
    (exit 0)
    --- stdout
    []
    --- stderr
    Nothing was answered, and nothing was sent.
    ");
}

#[test]
fn names_never_reach_the_terminal_or_the_form_raw() {
    let desk = Desk::new(Waldur::new());
    let evil = "A\u{1b}[2J\u{202e}b\u{7}\r\nleave c\u{9b}1m";
    desk.waldur.with(|world| {
        for number in 1..=4 {
            let one = world.item(number);
            one.name = format!("{number}{evil}");
            one.slug = format!("s{evil}");
            one.summary = evil.to_owned();
        }
        world.batches[0].call = evil.to_owned();
        world.batches[0].note = evil.to_owned();
    });
    let is_raw = |text: &str| text.contains(['\u{1b}', '\u{202e}', '\u{7}', '\u{9b}']);
    let ran = desk
        .sandbox
        .command(["batches", "respond", "--print-form", &batch(1)])
        .run();
    let form = ran.assert_status(0).stdout_text().to_owned();
    assert!(!is_raw(&form) && !form.contains('\r'), "{form:?}");
    assert_eq!(
        form.lines()
            .filter(|line| line.starts_with("leave "))
            .count(),
        4
    );

    let mut terminal = desk.terminal(&[]);
    wait_for(&mut terminal, 1);
    terminal.send_line("f");
    wait_for(&mut terminal, 1);
    terminal.send_line("a");
    wait_for(&mut terminal, 2);
    terminal.send_line("q");
    terminal.expect("[y/N] ");
    terminal.send_line("y");
    let screen = terminal.finish();
    assert_eq!(screen.status, 0, "{}", screen.text);
    assert!(!is_raw(&screen.text), "{:?}", screen.text);
}

#[test]
fn an_interrupt_at_the_summary_leaves_the_form() {
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

#[test]
fn a_form_may_come_from_another_system() {
    let desk = Desk::new(Waldur::new());
    let form = format!(
        "\u{feff}# a comment\r\nd {}\r\n  Fern von «meinem» Gebiet,\r\n  # leider.\r\na {}\r\n",
        item(2),
        item(1)
    );
    let text = desk.run(&["--from=-", "--yes"], &form);
    assert_eq!(
        posts(&desk.server),
        [
            "decline 2 {\"reason\":\"Fern von «meinem» Gebiet,\\n# leider.\"}",
            "accept 1"
        ],
        "{text}"
    );
}
