//! A person at a terminal: colours, footers, the pager, the spinner, and Ctrl-C.

use std::time::Duration;

use crate::support::{
    PAT, Response, Sandbox, Seen, Server, Session, TOKEN, answer, assert_no_token,
};

const HEX: &str = "8a577869a7c74a7494c19336f75f6551";

/// A server with this answer for everything, and a sandbox that is logged in to it.
fn site(response: Response) -> Session {
    Session::start(move |request| match request.route() {
        "/api/conflicts-of-interest/" => Response::json(200, "[]"),
        _ => response.clone(),
    })
}

#[test]
fn list_has_colors_and_a_footer() {
    let session = site(answer("list-tls"));
    let screen = session.terminal(["batches", "list"], 80, 24).finish();
    assert_eq!(screen.status, 0);
    assert_no_token(&screen, TOKEN);
    insta::assert_snapshot!(screen.snapshot());
}

#[test]
fn list_is_as_wide_as_the_terminal() {
    let session = site(answer("list-tls"));
    for (columns, rows) in [(40, 10), (120, 24)] {
        let list = session.command(["batches", "list", "--color", "never"]);
        let screen = list.terminal(columns, rows).finish();
        insta::assert_snapshot!(format!("list_{columns}"), screen.snapshot());
    }
}

#[test]
fn footer_counts_the_rows_shown() {
    let session = site(answer("list-tls"));
    let footer = |arguments: &[&str]| {
        let list = session.command(["batches", "list"]).args(arguments);
        let screen = list.terminal(80, 24).finish();
        screen.text.lines().last().unwrap().to_owned()
    };
    assert_eq!(footer(&[]), "5 open, 1 expired. Next: waldur-review batches show 8a57");
    assert_eq!(
        footer(&["--limit", "2"]),
        "2 open. 2 of 6 shown. Next: waldur-review batches show 8a57"
    );
    assert_eq!(footer(&["--expired"]), "1 expired. 1 of 6 shown.");
    assert!(footer(&["--quiet"]).contains("7a970504"));
    assert!(footer(&["--format", "tsv"]).starts_with("7a970504bf3a"));
}

#[test]
fn footer_is_printed_only_with_the_list_at_a_terminal() {
    let session = site(answer("list-tls"));
    for (line, seen) in [
        ("waldur-review batches list --limit 1 2>said", false),
        ("waldur-review batches list --format table --limit 1 >said", false),
        ("waldur-review batches list --limit 1", true),
    ] {
        session.write("said", "");
        let screen = session.shell(line).terminal(80, 24).finish();
        assert_eq!(screen.status, 0, "{}", screen.snapshot());
        let all = screen.text + &session.read("said");
        assert_eq!(all.contains("1 of 6 shown"), seen, "{line}: {all}");
    }
}

#[test]
fn prefix_in_the_footer_is_unique() {
    let list = format!(
        r#"[{{"uuid":"{HEX}","status":"sent"}},{{"uuid":"8a577869a8000000000000000000000a","status":"expired"}}]"#
    );
    let session = site(Response::json(200, &list));
    let screen =
        session.terminal(["batches", "list", "--no-expired", "--color=never"], 80, 24).finish();
    insta::assert_snapshot!(screen.snapshot(), @"
    $ waldur-review batches list --no-expired --color=never
    (exit 0)
    --- terminal
       BATCH     CALL  DUE  TO DO  STATUS  NOTE
       8a577869  ?     ?      ?/?  Sent
    1 open. 1 of 2 shown. Next: waldur-review batches show 8a577869a7
    ");
}

#[test]
fn dumb_terminal_gets_neither_colors_nor_spinner() {
    let session = site(answer("list-tls").delay(Duration::from_millis(600)));
    for (name, value) in [("TERM", "dumb"), ("NO_COLOR", "1"), ("CLICOLOR", "0")] {
        let list = session.command(["batches", "list", "--limit", "1"]);
        let screen = list.env(name, value).terminal(80, 24).finish();
        assert!(!screen.text.contains("\u{1b}[1m"), "{name}: {}", screen.snapshot());
        assert_eq!(screen.seen().contains("waiting for"), name != "TERM", "{}", screen.snapshot());
    }
}

#[test]
fn token_that_expires_soon_is_warned_about() {
    let server = Server::start(|_| answer("list-lifetime"));
    let sandbox = Sandbox::new();
    sandbox.logged_in_as("default", &server, PAT);
    let ended = |now: &str, arguments: &[&str]| {
        let list = sandbox.command(["batches", "list", "--color=never"]);
        let list = list.args(arguments).env("WALDUR_REVIEW_NOW", now);
        let screen = list.terminal(80, 24).finish();
        assert_no_token(&screen, PAT);
        let lines = screen.text.lines().skip(2);
        lines.map(|line| format!("{line}\n")).collect::<Vec<_>>()
    };
    insta::assert_snapshot!(ended("2027-11-22T02:24:49Z", &[]).concat(), @r"
    warning: your token ends in 48 h; run: waldur-review auth renew
    1 expired.
    ");
    insta::assert_snapshot!(ended("2027-11-24T02:24:49Z", &[]).concat(), @r"
    warning: your token has expired (now); run: waldur-review auth renew
    1 expired.
    ");
    assert_eq!(ended("2027-11-16T02:24:49Z", &[]).len(), 1);
    assert_eq!(ended("2027-11-22T02:24:49Z", &["--quiet"]).len(), 0);
    let script = sandbox.command(["batches", "list"]);
    let script = script.env("WALDUR_REVIEW_NOW", "2027-11-22T02:24:49Z").run();
    // A job without a terminal should hear of it before it fails; programs that read JSON not.
    assert_eq!(script.stderr, "warning: your token ends in 48 h; run: waldur-review auth renew\n");
    let json = sandbox.command(["batches", "list", "--json"]);
    let json = json.env("WALDUR_REVIEW_NOW", "2027-11-22T02:24:49Z").run();
    assert_eq!(json.stderr, "");
}

#[test]
fn empty_list_is_a_sentence() {
    let session = Session::start(|request| match request.route() {
        "/api/my-assignment-batches/" => answer("list-support"),
        _ => answer("profile-me-plain"),
    });
    let screen = session.terminal(["batches", "list"], 80, 24).finish();
    insta::assert_snapshot!(screen.snapshot(), @"
    $ waldur-review batches list
    (exit 0)
    --- terminal
    You have no reviewer profile on 127.0.0.1:PORT, so no batch can be sent to you.
      The call manager invites reviewers.
    ");
}

#[test]
fn json_is_indented_and_sanitized() {
    let body = "[{\"uuid\":\"a\",\"n\":1.10,\"e\":[],\"note\":\"\u{202e}evil\u{202c} \u{2066}x\u{2069} é \\u001b[2J\"}]";
    let session = site(Response::json(200, body));
    let screen = session.terminal(["batches", "list", "--json"], 80, 24).finish();
    insta::assert_snapshot!(screen.snapshot(), @r#"
    $ waldur-review batches list --json
    (exit 0)
    --- terminal
    [
      {
        "uuid": "a",
        "n": 1.10,
        "e": [],
        "note": "\u202eevil\u202c \u2066x\u2069 é \u001b[2J"
      }
    ]
    "#);
    let list = ["batches", "list", "--format", "ndjson"];
    let screen = session.terminal(list, 80, 24).finish();
    insta::assert_snapshot!(screen.snapshot(), @r#"
    $ waldur-review batches list --format ndjson
    (exit 0)
    --- terminal
    {"uuid":"a","n":1.10,"e":[],"note":"\u202eevil\u202c \u2066x\u2069 é \u001b[2J"}
    "#);
}

#[test]
fn errors_are_red_and_complete() {
    let Session { server: _server, sandbox } = site(answer("auth-bad-token"));
    let screen = sandbox.terminal(["batches", "list"], 80, 24).finish();
    assert_eq!(screen.status, 4);
    insta::assert_snapshot!(screen.snapshot(), @r#"
    $ waldur-review batches list
    (exit 4)
    --- terminal
    \u{1b}[31;1merror:\u{1b}[0m the server refused your token (401): Invalid token
      token: credentials.toml, profile "default"
      make a new one in the web portal and run: waldur-review auth login
    "#);
}

/// A pager that says what it got.
fn pager(sandbox: &Sandbox) -> String {
    let script = "printf 'LESS=%s\\n' \"$LESS\" > paged\ncat >> paged\necho paged by \"$1\"\n";
    let path = sandbox.write("pager", script);
    format!("sh {} me", path.display())
}

#[test]
fn output_taller_than_the_terminal_is_paged() {
    let session = site(answer("show-hex"));
    let command = pager(&session);
    // Without the footer, which comes after the page.
    let show = || session.command(["-q", "batches", "show", HEX]).env("PAGER", &command);
    let screen = show().terminal(80, 24).finish();
    assert_eq!((screen.status, screen.text.as_str()), (0, "paged by me\n"));
    let paged = session.read("paged");
    let page = paged.strip_prefix("LESS=FRX\n").unwrap();
    assert!(page.starts_with("\u{1b}[1mTähtkuju") && page.contains("12  nsc-b-2026-r1-004"));

    let whole = show().args(["--no-pager"]).terminal(80, 24).finish();
    assert_eq!(whole.text, page);
    for fits in [
        show().terminal(80, 200).finish(),
        show().env("PAGER", "cat").terminal(80, 24).finish(),
        show().env("PAGER", "").terminal(80, 24).finish(),
        show().env("WALDUR_REVIEW_PAGER", "").terminal(80, 24).finish(),
        show().env("PAGER", "no-such-pager-here").terminal(80, 24).finish(),
        show().env("PAGER", "cat | cat").terminal(80, 24).finish(),
        show().env("PAGER", "LC_ALL=C cat").terminal(80, 24).finish(),
        show().env("PAGER", "sh -c 'cat -'").terminal(80, 24).finish(),
        show().env("PAGER", "false").terminal(80, 24).finish(),
        show().env("WALDUR_REVIEW_PAGER", "cat").terminal(80, 24).finish(),
    ] {
        assert_eq!(fits.text, page);
    }
    session.write("config/config.toml", "[display]\npager = \" \"\n");
    let no_pager = session.command(["-q", "batches", "show", HEX]).terminal(80, 24);
    assert_eq!(no_pager.finish().text, page);
    let dumb = show().env("TERM", "dumb").terminal(80, 24).finish();
    assert!(dumb.text.starts_with("Tähtkuju"), "{}", dumb.text);
    let own = show().env("LESS", "-S").terminal(80, 24).finish();
    assert_eq!(own.text, "paged by me\n");
    assert!(session.read("paged").starts_with("LESS=-S\n"));
}

#[test]
fn leaving_the_pager_early_is_success() {
    let session = site(answer("show-hex"));
    let show = session.command(["-q", "batches", "show", HEX, "--full"]);
    let screen = show.env("PAGER", "head -n 1").terminal(80, 24).finish();
    assert_eq!(screen.status, 0);
    assert_eq!(screen.text.lines().count(), 1);
}

#[test]
fn slow_response_shows_a_spinner() {
    let Session { server: _server, sandbox } =
        site(answer("list-lifetime").delay(Duration::from_millis(900)));
    let mut terminal = sandbox.terminal(["batches", "list"], 80, 24);
    terminal.expect("waiting for the server");
    let screen = terminal.finish();
    assert_eq!(screen.status, 0);
    // It is gone before the list comes.
    let seen = screen.seen();
    assert!(!seen[seen.rfind("BATCH").unwrap()..].contains("waiting for"));
    assert!(!screen.text.contains("waiting for"));

    for quiet in ["--quiet", "-v"] {
        let screen = sandbox.terminal(["batches", "list", quiet], 80, 24).finish();
        assert!(!screen.seen().contains("waiting for"), "{}", screen.seen());
    }
    // A busy computer may be slow itself, but not each time.
    let Session { server: _server, sandbox } = site(answer("list-lifetime"));
    let calm = (0..5).any(|_| {
        let screen = sandbox.terminal(["batches", "list"], 80, 24).finish();
        !screen.seen().contains("waiting for")
    });
    assert!(calm);
}

#[test]
fn interrupt_ends_a_slow_request() {
    let Session { server: _server, sandbox } =
        site(answer("list-tls").delay(Duration::from_secs(30)));
    let mut terminal = sandbox.terminal(["batches", "list"], 80, 24);
    terminal.expect("waiting for the server");
    terminal.send(b"\x03");
    assert_eq!(terminal.finish().status, 130);
}

#[test]
fn closed_pipe_is_success() {
    let session = site(answer("list-reviewer_big"));
    for line in [
        "waldur-review batches list | head -1 | cut -c1-8",
        "waldur-review batches list --json | head -c 2",
        "{ waldur-review batches list; echo $? >&2; } | true",
        "{ waldur-review batches list --format csv; echo $? >&2; } | true",
    ] {
        let ran = session.shell(line).run().assert_status(0);
        assert!(ran.stderr.is_empty() || ran.stderr == "0\n", "{}", ran.snapshot());
    }
    let seen = session.shell("waldur-review batches list | head -1").run();
    assert!(seen.stdout_text().starts_with("63db47e06d8a436fa8b141261ee2f577\t"));
    assert_no_token(seen.seen().as_str(), TOKEN);
}

#[test]
fn help_is_the_same_in_every_form() {
    let sandbox = Sandbox::new();
    for flag in ["--help", "-h"] {
        // Alone it is made with less work, and in a pipe without colours.
        let alone = sandbox.command([flag]).run().assert_status(0);
        let text = alone.stdout_text();
        assert!(text.contains("\nUsage: waldur-review [OPTIONS] <COMMAND>\n"));
        assert!(!text.contains('\u{1b}'));
        let behind = sandbox.command(["--color", "never", flag]).run();
        assert!(behind.assert_status(0).stdout_text() == text, "{flag}");
        let screen = sandbox.terminal([flag], 80, 120).finish();
        assert_eq!(screen.status, 0);
    }
}
