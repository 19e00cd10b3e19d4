//! The form on standard output, standard input and in files.

use crate::support::{Waldur, item, posts};

use super::{Desk, NOTHING};

#[test]
fn form_is_printed_without_a_terminal() {
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
    #   decline   you will not; write the reason on the lines below it, indented
    #   leave     no answer now
    # Lines that start with # do not count. A line that you delete leaves its item.
    # There is no undo on the server. Nothing is sent before you confirm the summary.

    # affinity 0.82
    #   What proposal 1 is about.
    leave   e00001~001  gw-001  Proposal 1

    # affinity 0.82
    #   What proposal 2 is about.
    leave   e00002~002  gw-002  Proposal 2

    # A conflict of interest is flagged: this one cannot be accepted.
    # affinity 0.82
    #   What proposal 3 is about.
    leave   e00003~003  gw-003  Proposal 3

    # affinity 0.82
    #   What proposal 4 is about.
    leave   e00004~004  gw-004  Proposal 4
    --- stderr
    ");
    assert_eq!(posts(&desk.server), NOTHING);
}

#[test]
fn form_is_applied() {
    let desk = Desk::new(Waldur::new());
    let form = format!(
        "# a comment\naccept  {}  gw-001\ndecline {}\n  Too far from my field.\n\n  Sorry.\nleave {}\n",
        item(1),
        item(3).to_uppercase(),
        item(2)
    );
    desk.sandbox.write("answers.txt", &form);
    insta::assert_snapshot!(desk.run(&["--from", "answers.txt"], ""), @"
    $ waldur-review batches respond ba0001~001 --from answers.txt
    (exit 2)
    --- stdout
    --- stderr
    error: cannot ask for confirmation: no terminal
      add --yes (try --dry-run first)
    ");
    insta::assert_snapshot!(desk.run(&["--from", "answers.txt", "--dry-run"], ""), @"
    $ waldur-review batches respond ba0001~001 --from answers.txt --dry-run
    (exit 0)
    --- stdout
    accept  gw-001  Proposal 1
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days
    decline  gw-003  Proposal 3
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days
        Too far from my field.

        Sorry.
    Nothing sent. Without --dry-run, these 2 answers would be sent after your
    confirmation.
    --- stderr
    ");
    assert_eq!(posts(&desk.server), NOTHING);
    insta::assert_snapshot!(desk.run(&["--from", "-", "--yes"], &form), @"
    $ waldur-review batches respond ba0001~001 --from - --yes
    (exit 0)
    --- stdout
    accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    declined · gw-003  Proposal 3
    Sent 2 answers: 1 accepted, 1 declined.
    --- stderr
    ");
    assert_eq!(
        posts(&desk.server),
        ["accept 1", "decline 3 {\"reason\":\"Too far from my field.\\n\\nSorry.\"}"]
    );
    // Once more: it is as asked.
    let again = desk.run(&["--from", "answers.txt"], "");
    assert_eq!(posts(&desk.server).len(), 2, "{again}");
    insta::assert_snapshot!(again, @"
    $ waldur-review batches respond ba0001~001 --from answers.txt
    (exit 0)
    --- stdout
    already accepted · gw-001  Proposal 1
    already declined · gw-003  Proposal 3
    Sent no answer: 2 already answered this way.
    --- stderr
    ");
}

#[test]
fn form_with_errors_sends_nothing_and_is_kept() {
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
    error: line 2 of the form: it holds the control character U+0000 in column 4, which is not sent
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
fn form_without_answers_sends_nothing() {
    let desk = Desk::new(Waldur::new());
    for form in ["", "# nothing\n", &format!("leave {}\n", item(1))] {
        let text = desk.run(&["--from", "-", "--yes"], form);
        assert!(text.contains("(exit 0)") && text.contains("nothing was sent"), "{text}");
    }
    assert_eq!(posts(&desk.server), NOTHING);
}

#[test]
fn outcomes_can_be_json() {
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
fn form_with_foreign_line_ends_is_read() {
    let desk = Desk::new(Waldur::new());
    let form = format!(
        "\u{feff}# a comment\r\nd {}\r\n  Fern von «meinem» Gebiet,\r\n  # leider.\r\na {}\r\n",
        item(2),
        item(1)
    );
    let text = desk.run(&["--from=-", "--yes"], &form);
    assert_eq!(
        posts(&desk.server),
        ["accept 1", "decline 2 {\"reason\":\"Fern von «meinem» Gebiet,\\n# leider.\"}"],
        "{text}"
    );
}
