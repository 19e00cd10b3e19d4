//! Preview, confirmation, dry run and interrupt.

use std::time::Duration;

use crate::support::{Fault, Response, Sandbox, TOKEN, Waldur, assert_no_token, item, posts};

use super::{NOTHING, at_terminal, run, short};

#[test]
fn dry_run_sends_nothing() {
    let waldur = Waldur::new();
    waldur.with(|world| world.item(2).status = "accepted");
    let ids = [1, 2, 3].map(item);
    let mut args = vec!["items", "accept", "-n"];
    args.extend(ids.iter().map(String::as_str));
    let (text, sent) = run(&waldur, &args);
    assert_eq!(sent, NOTHING);
    insta::assert_snapshot!(text, @"
    $ waldur-review items accept -n e00001~001 e00002~002 e00003~003
    (exit 0)
    --- stdout
    accept  gw-001  Proposal 1
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days
    (already accepted)  gw-002  Proposal 2
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days
    (left out)  cannot accept gw-003: a conflict of interest is flagged
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days
    Nothing sent. Without --dry-run, this answer would be sent after your
    confirmation.
    --- stderr
    ");
    let (text, sent) =
        run(&waldur, &["items", "decline", "--dry-run", "--reason=a\nb \"c\"", "gw-004"]);
    assert_eq!(sent, NOTHING);
    insta::assert_snapshot!(text, @r#"
    $ waldur-review items decline --dry-run '--reason=a
    b "c"' gw-004
    (exit 0)
    --- stdout
    decline  gw-004  Proposal 4
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days
        a
        b "c"
    Nothing sent. Without --dry-run, this answer would be sent after your
    confirmation.
    --- stderr
    "#);
}

#[test]
fn dry_run_can_print_json() {
    let waldur = Waldur::new();
    waldur.with(|world| world.item(2).status = "accepted");
    let ids = [1, 2, 3, 9].map(item);
    let mut args = vec!["items", "accept", "-n", "--json"];
    args.extend(ids.iter().map(String::as_str));
    let (text, sent) = run(&waldur, &args);
    assert_eq!(sent, NOTHING);
    insta::assert_snapshot!(text, @r#"
    $ waldur-review items accept -n --json e00001~001 e00002~002 e00003~003 e00009~009
    (exit 9)
    --- stdout
    [{"item":"e00001~001","proposal":"f00001~001","action":"accept","outcome":"planned","review_uuid":null,"error":null},{"item":"e00002~002","proposal":"f00002~002","action":"accept","outcome":"already_done","review_uuid":null,"error":null},{"item":"e00003~003","proposal":"f00003~003","action":"accept","outcome":"refused","review_uuid":null,"error":{"code":"refused","message":"cannot accept gw-003: a conflict of interest is flagged","hint":"write to the call manager, who can dismiss it; declining works","http_status":null,"exit_code":5,"retryable":false}},{"item":"e00009~009","proposal":null,"action":"accept","outcome":"not_sent","review_uuid":null,"error":{"code":"not_found","message":"no item e00009~009 is assigned to you on 127.0.0.1:PORT","hint":"it may be reassigned; run: waldur-review items list --pending","http_status":null,"exit_code":3,"retryable":false}}]
    --- stderr
    {"error":{"code":"partial","message":"one of several failed","hint":"","http_status":null,"exit_code":9,"retryable":false,"errors":[{"code":"not_found","message":"no item e00009~009 is assigned to you on 127.0.0.1:PORT","hint":"it may be reassigned; run: waldur-review items list --pending","http_status":null,"exit_code":3,"retryable":false}]}}
    "#);
}

#[test]
fn yes_is_required_without_a_terminal() {
    let (text, sent) = run(&Waldur::new(), &["items", "accept", "gw-001"]);
    assert_eq!(sent, NOTHING);
    insta::assert_snapshot!(text, @"
    $ waldur-review items accept gw-001
    (exit 2)
    --- stdout
    --- stderr
    error: cannot ask for confirmation: no terminal
      add --yes (try --dry-run first)
    ");
    let (text, sent) = run(&Waldur::new(), &["items", "accept", "gw-001", "--json"]);
    assert_eq!(sent, NOTHING);
    insta::assert_snapshot!(text, @r#"
    $ waldur-review items accept gw-001 --json
    (exit 2)
    --- stdout
    --- stderr
    {"error":{"code":"usage","message":"cannot ask for confirmation: no terminal","hint":"add --yes (try --dry-run first)","http_status":null,"exit_code":2,"retryable":false}}
    "#);
    let mut seen = String::new();
    for args in [
        &["items", "accept"][..],
        &["items", "accept", "--batch", "abcd"],
        &["items", "accept", "--all-pending"],
        &["items", "accept", "--batch", "abcd", "--all-pending", "gw-001"],
    ] {
        seen += &Sandbox::new().command(args).run().snapshot();
    }
    insta::assert_snapshot!(seen, @"
    $ waldur-review items accept
    (exit 2)
    --- stdout
    --- stderr
    error: the following required arguments were not provided:
      <ITEM>...

    Usage: waldur-review items accept <ITEM>...

    For more information, try '--help'.
    $ waldur-review items accept --batch abcd
    (exit 2)
    --- stdout
    --- stderr
    error: the following required arguments were not provided:
      --all-pending

    Usage: waldur-review items accept --batch <BATCH> --all-pending [ITEM]...

    For more information, try '--help'.
    $ waldur-review items accept --all-pending
    (exit 2)
    --- stdout
    --- stderr
    error: the following required arguments were not provided:
      --batch <BATCH>

    Usage: waldur-review items accept --all-pending --batch <BATCH> [ITEM]...

    For more information, try '--help'.
    $ waldur-review items accept --batch abcd --all-pending gw-001
    (exit 2)
    --- stdout
    --- stderr
    error: the argument '--batch <BATCH>' cannot be used with '[ITEM]...'

    Usage: waldur-review items accept --batch <BATCH> --all-pending [ITEM]...

    For more information, try '--help'.
    ");
}

#[test]
fn server_text_is_sanitized() {
    let evil = "A\u{1b}[2J\u{202e}b\u{7}\r\nc\u{200b}";
    let waldur = Waldur::new();
    waldur.with(|world| {
        world.item(1).name = evil.to_owned();
        world.item(1).slug = format!("s{evil}");
        world.batches[0].call_name = evil.to_owned();
        world.item(2).name = evil.to_owned();
        world.item(2).slug = format!("s{evil}");
        world.item(2).has_coi = true;
    });
    let words = Response::json(400, r#"{"error":"['No \u001b[31m\u202e.']"}"#);
    waldur.fault("POST", "", 1, Fault::Instead(words));
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    for extra in [&["--yes"][..], &["--dry-run"], &["--yes", "--json"]] {
        let ran = sandbox.command(["items", "accept", &item(1), &item(2)]).args(extra).run();
        let seen = format!("{}{}", ran.stdout_text(), ran.stderr);
        assert!(!seen.contains(['\u{1b}', '\u{202e}', '\u{7}', '\r']), "{}", ran.snapshot());
    }
}

#[test]
fn only_a_typed_yes_confirms() {
    let mut seen = String::new();
    for (reply, status, sent) in
        [("y", 0, 2), ("n", 130, 0), ("", 130, 0), ("yes", 0, 2), ("\u{4}", 130, 0)]
    {
        let waldur = Waldur::new();
        let (server, _sandbox, mut terminal) =
            at_terminal(&waldur, &["items", "accept", "gw-001", "gw-002", "gw-003"]);
        terminal.expect("[y/N] ");
        if reply == "\u{4}" {
            terminal.send(&[4]);
        } else {
            terminal.send_line(reply);
        }
        let screen = terminal.finish();
        assert_no_token(&screen, TOKEN);
        assert_eq!(posts(&server).len(), sent, "{}", screen.text);
        if ["y", "", "\u{4}"].contains(&reply) {
            seen += &short(&screen.snapshot());
        } else {
            assert_eq!(screen.status % 128, if status == 130 { 2 } else { 9 });
        }
    }
    insta::assert_snapshot!(seen, @r"
    $ waldur-review items accept gw-001 gw-002 gw-003
    (exit 9)
    --- terminal
    \u{1b}[1maccept  gw-001  Proposal 1\u{1b}[0m
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days
    \u{1b}[1maccept  gw-002  Proposal 2\u{1b}[0m
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days
    \u{1b}[31m(left out)  cannot accept gw-003: a conflict of interest is flagged\u{1b}[0m
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days

    Send these 2 answers? There is no undo. [y/N] y
    \u{1b}[32maccepted\u{1b}[0m · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    \u{1b}[32maccepted\u{1b}[0m · gw-002  Proposal 2
        review https://portal.example.org/proposal-review/4e0002~002/
    \u{1b}[31;1mrefused\u{1b}[0m · gw-003  Proposal 3
    \u{1b}[1mSent 2 answers: 2 accepted. The others: 1 refused.\u{1b}[0m
    Next: waldur-review reviews pull
    \u{1b}[31;1merror:\u{1b}[0m cannot accept gw-003: a conflict of interest is flagged
      write to the call manager, who can dismiss it; declining works
    $ waldur-review items accept gw-001 gw-002 gw-003
    (exit 130)
    --- terminal
    \u{1b}[1maccept  gw-001  Proposal 1\u{1b}[0m
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days
    \u{1b}[1maccept  gw-002  Proposal 2\u{1b}[0m
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days
    \u{1b}[31m(left out)  cannot accept gw-003: a conflict of interest is flagged\u{1b}[0m
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days

    Send these 2 answers? There is no undo. [y/N] 
    Nothing sent.
    $ waldur-review items accept gw-001 gw-002 gw-003
    (exit 130)
    --- terminal
    \u{1b}[1maccept  gw-001  Proposal 1\u{1b}[0m
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days
    \u{1b}[1maccept  gw-002  Proposal 2\u{1b}[0m
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days
    \u{1b}[31m(left out)  cannot accept gw-003: a conflict of interest is flagged\u{1b}[0m
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days

    Send these 2 answers? There is no undo. [y/N] 
    \u{1b}[31;1merror:\u{1b}[0m stopped; nothing was changed
    ");
}

#[test]
fn interrupt_stops_between_two_items() {
    let waldur = Waldur::new();
    waldur.fault("POST", &item(1), 1, Fault::Late(Duration::from_secs(1)));
    let (server, _sandbox, mut terminal) =
        at_terminal(&waldur, &["items", "accept", "-qy", "gw-001", "gw-002", "gw-004"]);
    while posts(&server).is_empty() {
        std::thread::sleep(Duration::from_millis(2));
    }
    terminal.send(&[3]);
    let screen = terminal.finish();
    assert_eq!(posts(&server), ["accept 1"]);
    assert_eq!(screen.status, 130);
    let text = short(&screen.snapshot());
    assert!(!text.contains("asking"), "{text}");
    insta::assert_snapshot!(text, @r"
    $ waldur-review items accept -qy gw-001 gw-002 gw-004
    (exit 130)
    --- terminal
    ^C\u{1b}[32maccepted\u{1b}[0m · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    \u{1b}[31mnot sent\u{1b}[0m · gw-002  Proposal 2
    \u{1b}[31mnot sent\u{1b}[0m · gw-004  Proposal 4
    \u{1b}[1mSent 1 answer: 1 accepted. The others: 2 not sent.\u{1b}[0m
    \u{1b}[31;1merror:\u{1b}[0m stopped after 1 of 3 answers; the rest was not sent
    ");
}

#[test]
fn interrupt_is_reported_in_json() {
    let waldur = Waldur::new();
    waldur.fault("POST", &item(1), 1, Fault::Late(Duration::from_secs(1)));
    let (server, _sandbox, mut terminal) =
        at_terminal(&waldur, &["items", "accept", "-qy", "--json", "gw-001", "gw-002"]);
    while posts(&server).is_empty() {
        std::thread::sleep(Duration::from_millis(2));
    }
    terminal.send(&[3]);
    let screen = terminal.finish();
    assert_eq!((screen.status, posts(&server)), (130, vec!["accept 1".to_owned()]));
    for part in [
        "\"outcome\": \"done\"",
        "\"outcome\": \"not_sent\"",
        "{\"error\":{\"code\":\"interrupted\"",
    ] {
        assert!(screen.text.contains(part), "{}", screen.text);
    }
}

#[test]
fn preview_shows_items_that_are_left_out() {
    let waldur = Waldur::new();
    waldur.with(|world| world.item(2).status = "accepted");
    let args = ["items", "decline", "gw-001", "gw-009", &item(2), "--reason=a\nb"];
    let (server, _sandbox, mut terminal) = at_terminal(&waldur, &args);
    terminal.expect("[y/N] ");
    terminal.send_line("n");
    let screen = terminal.finish();
    assert_eq!(posts(&server), NOTHING);
    insta::assert_snapshot!(short(&screen.snapshot()), @r"
    $ waldur-review items decline gw-001 gw-009 e00002~002 '--reason=a
    b'
    (exit 130)
    --- terminal
    \u{1b}[1mdecline  gw-001  Proposal 1\u{1b}[0m
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days
        a
        b
    \u{1b}[31m(left out)  cannot decline gw-002: you accepted it before\u{1b}[0m
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days
    \u{1b}[31m(left out)  no item of yours matches gw-009 on 127.0.0.1:PORT\u{1b}[0m

    Send this answer? There is no undo. [y/N] n
    Nothing sent.
    ");

    let args = ["--no-input", "items", "accept", "gw-001"];
    let (server, _sandbox, terminal) = at_terminal(&waldur, &args);
    let screen = terminal.finish();
    assert_eq!(screen.status, 2, "{}", screen.text);
    assert!(screen.text.contains("--yes"), "{}", screen.text);
    assert_eq!(posts(&server), NOTHING);
}
