//! Redaction of names, notes and summaries.

use insta::assert_snapshot;

use crate::support::{Invocation, Response, Session, Waldur, batch, item};
#[cfg(unix)]
use crate::support::{Seen, posts};
use crate::waldur::several;

use super::{CONFIG, site};

/// Words that must not be seen, of the Waldur that the tests of answering use.
const SECRET: &str = "Confidential";

fn secretive() -> Session {
    let waldur = Waldur::new();
    waldur.with(|world| {
        world.item(1).name = format!("{SECRET} proposal one");
    });
    Session::new(waldur.start())
}

#[test]
fn names_notes_and_summaries_are_hidden_in_every_format() {
    let session = site();
    let run = |args: &[&str]| {
        let command = session.command(args.iter().copied());
        command.args(["--redact"]).run().assert_status(0)
    };
    let list = ["batches", "list", "--columns", "batch,call,note"];
    let tsv = ["batches", "show", "8a57", "--format", "tsv"];
    assert_snapshot!(several([
        &run(&["batches", "show", "8a57"]),
        &run(&list),
        &run(&tsv),
        &run(&["auth", "status"]),
    ]));
}

#[test]
fn json_keeps_every_other_byte() {
    let body = "[ {\"uuid\":\"8a577869a7c74a7494c19336f75f6551\", \"n\":1.10,\"proposal_name\" : \"Secret \\\"x\\\"\",\n\
                \"manager_notes\":\"\",\"x\":{\"decline_reason\":\"Secret\",\"reviewer_full_name\":\"Secret\"},\"proposal_slug\":\"GW-1\",\"call_name\":\"Call\"} ]";
    let session = Session::start(move |_| Response::json(200, body));
    let json = |args: &[&str]| {
        let command = session.command(["batches", "list", "--json"]);
        let ran = command.args(args.iter().copied()).run().assert_status(0);
        ran.stdout_text().trim_end().to_owned()
    };
    assert_eq!(json(&[]), body);
    assert_eq!(
        json(&["--redact"]),
        body.replace("Secret \\\"x\\\"", "[hidden]").replace("Secret", "[hidden]")
    );
}

#[test]
fn flag_comes_before_variable_before_setting() {
    let session = secretive();
    let list = || session.command(["items", "list", "--format", "tsv"]);
    let hides = |command: Invocation| {
        let ran = command.run().assert_status(0);
        !ran.stdout_text().contains(SECRET)
    };
    assert!(!hides(list()));
    assert!(hides(list().args(["--redact"])));
    session.write(CONFIG, "[display]\nredact = true\n");
    assert!(hides(list()));
    assert!(!hides(list().env("WALDUR_REVIEW_REDACT", "0")));
    assert!(hides(list().env("WALDUR_REVIEW_REDACT", "0").args(["--redact"])));
}

#[test]
fn errors_are_redacted() {
    let session = secretive();
    // Several items match, and each is named.
    let accept = ["items", "accept", &item(1)[..4], "--yes", "--redact"];
    let ran = session.command(accept).run().assert_status(3);
    assert!(ran.stderr.contains("[hidden]"), "{}", ran.snapshot());
    assert!(!ran.stderr.contains(SECRET), "{}", ran.snapshot());
}

#[cfg(unix)]
#[test]
fn answer_is_shown_redacted_and_sent_whole() {
    let Session { server, sandbox } = secretive();
    let decline = ["items", "decline", &item(1), "--reason", "Mine alone.", "--redact"];
    let dry = sandbox.command(decline).args(["--dry-run"]).run();
    assert!(!dry.stdout_text().contains("Mine alone"), "{}", dry.snapshot());
    assert!(!dry.stdout_text().contains(SECRET), "{}", dry.snapshot());
    let command = sandbox.command(decline).env("NO_COLOR", "1");
    let mut terminal = command.terminal(80, 24);
    terminal.expect("[y/N] ");
    terminal.send_line("y");
    let screen = terminal.finish();
    assert_eq!(screen.status, 0, "{}", screen.text);
    assert!(!screen.seen().contains("Mine alone"), "{}", screen.text);
    assert!(!screen.seen().contains(SECRET), "{}", screen.text);
    assert!(screen.text.contains("[hidden]"), "{}", screen.text);
    let sent = posts(&server);
    assert!(matches!(&sent[..], [one] if one.contains("Mine alone.")), "{sent:?}");
}

/// What a person copied from a redacted screen would replace what the server has.
#[test]
fn redacted_text_is_never_sent() {
    let Session { server, sandbox } = secretive();
    let decline = ["items", "decline", &item(1), "--yes", "--reason", "As [hidden] said."];
    let ran = sandbox.command(decline).args(["--redact"]).run();
    assert_eq!(ran.status, 2, "{}", ran.snapshot());
    assert!(ran.stderr.contains("no text that holds [hidden] is sent"));
    assert!(server.requests().iter().all(|request| request.method == "GET"));
    sandbox.command(decline).run().assert_status(0);
}

#[test]
fn form_is_redacted() {
    let session = secretive();
    let form = ["batches", "respond", &batch(1), "--print-form", "--redact"];
    let ran = session.command(form).run().assert_status(0);
    assert!(!ran.stdout_text().contains(SECRET), "{}", ran.snapshot());
    assert!(ran.stdout_text().contains("[hidden]"), "{}", ran.snapshot());
}
