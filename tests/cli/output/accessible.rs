//! Accessible output, for screen readers.

use insta::assert_snapshot;

use crate::support::steers;
use crate::support::{Invocation, Response, STEERING, Sandbox, Server, Session};
use crate::waldur::{several, waldur};

use super::{CONFIG, site};

#[test]
fn table_becomes_records_and_page_becomes_labelled_lines() {
    let session = site();
    let run = |args: &[&str]| {
        let command = session.command(args.iter().copied());
        command.args(["--accessible"]).run().assert_status(0)
    };
    assert_snapshot!(several([
        &run(&["batches", "list", "--format", "table", "-L2"]),
        &run(&[
            "batches",
            "list",
            "--format",
            "table",
            "--expired",
            "--columns",
            "call,call-uuid,sent"
        ]),
        &run(&["batches", "show", "8a57", "--no-pager"]),
        &run(&["auth", "status"]),
    ]));
}

#[test]
fn output_for_programs_is_unchanged() {
    let session = site();
    let list = || session.command(["batches", "list"]);
    let plain = list().run();
    let accessible = list().env("WALDUR_REVIEW_ACCESSIBLE", "1").run();
    assert_eq!(plain.stdout, accessible.stdout);
    let csv = list().args(["--format", "csv"]);
    let plain = csv.run();
    let csv = list().args(["--format", "csv", "--accessible"]);
    assert_eq!(plain.stdout, csv.run().stdout);
}

#[test]
fn flag_comes_before_variable_before_setting() {
    let session = site();
    let list = || session.command(["batches", "list", "--format", "table", "-L1"]);
    let is_record = |command: Invocation| {
        let ran = command.run().assert_status(0);
        ran.stdout_text().starts_with("Batch 1 of 1\n")
    };
    assert!(!is_record(list()));
    assert!(is_record(list().env("WALDUR_REVIEW_ACCESSIBLE", "yes")));
    assert!(!is_record(list().env("WALDUR_REVIEW_ACCESSIBLE", "")));
    session.write(CONFIG, "[display]\naccessible = true\n");
    assert!(is_record(list()));
    let off = || list().env("WALDUR_REVIEW_ACCESSIBLE", "0");
    assert!(!is_record(off()));
    assert!(is_record(off().args(["--accessible"])));
}

#[cfg(unix)]
#[test]
fn terminal_output_is_never_redrawn_nor_colored() {
    let slow =
        Server::start(|request| waldur(request).delay(std::time::Duration::from_millis(700)));
    let sandbox = Sandbox::new();
    sandbox.logged_in(&slow);
    let list = ["batches", "list", "--accessible", "-L1"];
    let screen = sandbox.terminal(list, 40, 24).finish();
    assert_snapshot!(screen.snapshot(), @"
    $ waldur-review batches list --accessible -L1
    (exit 0)
    --- terminal
    Batch 1 of 1
    Batch: 8a577869
    Call: Tähtkuju: kõrgjõudluse taotlusvoor 2026 — «Exascale» 高性能計算課題募集
    Due: Tue 08:24 (5 h), Tue 24 Nov 2026 08:24 GMT
    To do: 6 of 12
    Status: Sent
    Note: yes
    Urgent: yes
    1 open. 1 of 6 shown. Next:
        waldur-review batches show 8a57
    ");
}

#[test]
fn page_with_rows_and_links_is_complete() {
    let session = Session::start(|request| match request.route() {
        "/api/proposal-reviews/" => Response::json(200, "[]"),
        _ => waldur(request),
    });
    let status = session.command(["status", "--accessible", "--color=never"]);
    let status = status.env("FORCE_HYPERLINK", "1").terminal(80, 24).finish();
    assert_snapshot!(status.snapshot(), @r#"
    $ waldur-review status --accessible --color=never
    (exit 9)
    --- terminal
    5 batches to answer, 2 within 48 hours

    Batch 1 of 5
    Batch: 8a577869
    Call: Tähtkuju: kõrgjõudluse taotlusvoor 2026 — «Exascale» 高性能計算課題募集
    Due: Tue 08:24 (5 h), Tue 24 Nov 2026 08:24 GMT
    To do: 6 of 12
    Urgent: yes

    Batch 2 of 5
    Batch: 810dcacb
    Call: Open Access Call 2026/1
    Due: Thu 02:24 (47 h), Thu 26 Nov 2026 02:24 GMT
    To do: 2 of 3
    Urgent: yes

    Batch 3 of 5
    Batch: 560f204a
    Call: AI Factory Fast Lane
    Due: in 10 days, Fri 04 Dec 2026 02:24 GMT
    To do: 5 of 5

    Batch 4 of 5
    Batch: 8d533969
    Call: Open Access Call 2026/1
    Due: in 30 days, Thu 24 Dec 2026 02:24 GMT
    To do: 1 of 2

    Batch 5 of 5
    Batch: ea33e7e1
    Call: Tähtkuju: kõrgjõudluse taotlusvoor 2026 — «Exascale» 高性能計算課題募集
    Due: no deadline
    To do: 1 of 1
    1 batch is past the deadline.

    No reviews to write

    Token: classic, expires after 60 minutes without use
    Next: waldur-review batches show 8a577869
    error: 127.0.0.1:PORT does not know the address
           http://127.0.0.1:PORT/api/assignment-items/ (404)
      the address comes from credentials.toml, profile "default"
      this Waldur may be too old, or have no calls for proposals
    "#);
}

#[test]
fn locale_without_utf8_gets_ascii() {
    let session = site();
    let show = session.command(["batches", "show", "8a57", "--accessible"]);
    let ran = show.env("LANG", "C").run().assert_status(0);
    assert!(ran.stdout.is_ascii(), "{}", ran.snapshot());
}

#[test]
fn server_text_is_sanitized() {
    let body = format!(
        r#"[{{"uuid":"8a577869a7c74a7494c19336f75f6551","call_name":"{STEERING}","status":"{STEERING}","status_display":"{STEERING}"}}]"#
    );
    let session = Session::start(move |_| Response::json(200, &body));
    let list = ["batches", "list", "--accessible", "--format", "table"];
    let ran = session.command(list).run().assert_status(0);
    assert!(!steers(ran.stdout_text()), "{}", ran.snapshot());
    // A line's end in a name makes no line.
    assert_eq!(ran.stdout_text().lines().count(), 7, "{}", ran.snapshot());
}
