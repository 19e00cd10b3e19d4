//! `items accept` and `items decline`: what is sent, what is not, and what is said of it.

#![expect(clippy::too_many_lines, reason = "what is compared is long")]

use std::time::Duration;

use crate::support::{
    Fault, PAT, Response, Sandbox, Server, TOKEN, Waldur, World, answer, assert_no_token, batch,
    item, posts,
};

/// Runs the program against this Waldur: what it wrote, and what it sent.
#[track_caller]
fn run(waldur: &Waldur, args: &[&str]) -> (String, Vec<String>) {
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let ran = sandbox.command(args).run();
    assert_no_token(&ran, TOKEN);
    (short(&ran.snapshot()), posts(&server))
}

/// Without the zeros in the UUIDs of the tests.
fn short(text: &str) -> String {
    text.replace("c0ffee4a000000000000000", "~")
}

fn accept(waldur: &Waldur, numbers: &[usize]) -> (String, Vec<String>) {
    let items: Vec<String> = numbers.iter().map(|number| item(*number)).collect();
    let mut args = vec!["items", "accept", "--yes"];
    args.extend(items.iter().map(String::as_str));
    run(waldur, &args)
}

fn decline(waldur: &Waldur, number: usize) -> (String, Vec<String>) {
    let args = ["items", "decline", "-y", "--reason=No time.", &item(number)];
    run(waldur, &args)
}

const NOTHING: [&str; 0] = [];

#[test]
fn an_item_is_accepted() {
    let waldur = Waldur::new();
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let ran = sandbox
        .command(["items", "accept", "--yes", &item(1)])
        .run();
    insta::assert_snapshot!(short(&ran.snapshot()), @r"
    $ waldur-review items accept --yes e00001~001
    (exit 0)
    --- stdout
    accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    --- stderr
    ");
    assert_eq!(posts(&server), ["accept 1"]);
    assert_eq!(waldur.with(|world| world.item(1).status), "accepted");
    let calls = server.calls();
    assert_eq!(calls[0], format!("GET /api/assignment-items/{}/", item(1)));
    assert_eq!(
        calls[1],
        format!("GET /api/my-assignment-batches/{}/", batch(1))
    );
    let post = server
        .requests()
        .into_iter()
        .find(|r| r.method == "POST")
        .unwrap();
    assert_eq!(post.body, b"");
    assert_eq!(post.header("content-type"), None);
    assert_eq!(post.header("content-length"), Some("0"));
    assert_eq!(
        post.header("authorization"),
        Some(format!("Token {TOKEN}").as_str())
    );
}

#[test]
fn an_item_is_declined_with_its_reason() {
    let waldur = Waldur::new();
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let reason = "Ich kenne sie: «Renée» \u{1f9ea}\n\n\"Second\" line";
    let ran = sandbox
        .command(["items", "decline", "--yes", &item(3), "--reason", reason])
        .run();
    insta::assert_snapshot!(short(&ran.snapshot()), @r#"
    $ waldur-review items decline --yes e00003~003 --reason 'Ich kenne sie: «Renée» 🧪

    "Second" line'
    (exit 0)
    --- stdout
    declined · gw-003  Proposal 3
    --- stderr
    "#);
    let post = server
        .requests()
        .into_iter()
        .find(|r| r.method == "POST")
        .unwrap();
    assert_eq!(post.header("content-type"), Some("application/json"));
    assert_eq!(
        post.text(),
        "{\"reason\":\"Ich kenne sie: «Renée» \u{1f9ea}\\n\\n\\\"Second\\\" line\"}"
    );
    assert_eq!(waldur.with(|world| world.item(3).reason.clone()), reason);
}

#[test]
fn a_reason_comes_from_where_it_is_said() {
    let waldur = Waldur::new();
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    sandbox.write("why.txt", "From a file,\r\ntwo lines.\n");
    let long = "x".repeat(200_000);
    for (number, args, input, expected) in [
        (1, ["--reason", "-"], "From a pipe.\n", "From a pipe."),
        (
            2,
            ["--reason-file", "why.txt"],
            "",
            "From a file,\r\ntwo lines.",
        ),
        (3, ["--reason", ""], "", ""),
        (4, ["--reason", "-"], &long, &long),
    ] {
        sandbox
            .command(["items", "decline", "--yes", &item(number)])
            .args(args)
            .stdin(input)
            .run()
            .assert_status(0);
        let reason = waldur.with(|world| world.item(number).reason.clone());
        assert!(reason == expected, "{args:?}: {} bytes", reason.len());
    }
    assert_eq!(waldur.with(|world| world.batches[0].status), "responded");
}

#[test]
fn a_reason_that_cannot_be_sent_is_refused() {
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
        let ran = sandbox
            .command(["items", "decline", "--yes"])
            .args(args)
            .run();
        seen += &ran.snapshot();
    }
    let ran = sandbox
        .command(["items", "decline", "-y", "gw-001", "--reason=-"])
        .stdin("a\0b")
        .run();
    seen += &ran.snapshot();
    insta::assert_snapshot!(seen, @r"
    $ waldur-review items decline --yes gw-001 --reason-file nul.txt
    (exit 2)
    --- stdout
    --- stderr
    error: the reason holds a null character, which the server refuses
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
      say why with --reason TEXT: the call manager reads it (--reason '' gives none)
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
    error: the reason holds a null character, which the server refuses
    ");
}

/// Whether it is accepted or declined, and what stands against it.
type Case = (bool, fn(&mut World));

#[test]
fn what_cannot_be_is_refused_before_the_request() {
    let mut seen = String::new();
    let cases: [Case; 10] = [
        (true, |world| world.item(1).coi = true),
        (true, |world| {
            world.batches[0].expires = Some("2026-11-24T03:00:00Z");
        }),
        (false, |world| {
            world.batches[0].expires = Some("2026-11-23T09:00:00+00:00");
        }),
        (true, |world| world.batches[0].is_expired = true),
        (true, |world| world.item(1).status = "coi_blocked"),
        (false, |world| world.item(1).status = "coi_blocked"),
        (true, |world| world.item(1).status = "declined"),
        (false, |world| world.item(1).status = "accepted"),
        (true, |world| world.item(1).status = "expired"),
        (false, |world| world.item(1).status = "reassigned"),
    ];
    for (accepts, change) in cases {
        let waldur = Waldur::new();
        waldur.with(change);
        let (text, sent) = if accepts {
            accept(&waldur, &[1])
        } else {
            decline(&waldur, 1)
        };
        assert_eq!(sent, NOTHING, "{text}");
        seen += &text;
    }
    insta::assert_snapshot!(seen, @r"
    $ waldur-review items accept --yes e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: a conflict of interest is flagged
      write to the call manager, who can dismiss it; declining works
    $ waldur-review items accept --yes e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: the deadline passed on Tue 24 Nov 2026 03:00 GMT
      ask the call manager to extend it
    $ waldur-review items decline -y '--reason=No time.' e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot decline gw-001: the deadline passed on Mon 23 Nov 2026 09:00 GMT
      ask the call manager to extend it
    $ waldur-review items accept --yes e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: the deadline has passed
      ask the call manager to extend it
    $ waldur-review items accept --yes e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: a conflict of interest blocks it
      write to the call manager
    $ waldur-review items decline -y '--reason=No time.' e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot decline gw-001: a conflict of interest blocks it
      write to the call manager
    $ waldur-review items accept --yes e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: you declined it before
      write to the call manager
    $ waldur-review items decline -y '--reason=No time.' e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot decline gw-001: you accepted it before
      decline the review in the web portal, or write to the call manager
    $ waldur-review items accept --yes e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: it expired without an answer
      write to the call manager
    $ waldur-review items decline -y '--reason=No time.' e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot decline gw-001: another reviewer has it now
      write to the call manager
    ");
}

#[test]
fn an_item_that_is_not_there_is_not_found() {
    let waldur = Waldur::new();
    let (text, sent) = accept(&waldur, &[9]);
    assert_eq!(sent, NOTHING);
    insta::assert_snapshot!(text, @r"
    $ waldur-review items accept --yes e00009~009
    (exit 3)
    --- stdout
    --- stderr
    error: no item e00009~009 is assigned to you on 127.0.0.1:PORT
      it may be reassigned; run: waldur-review items list --pending
    ");
}

#[test]
fn what_the_server_refuses_is_said_in_sentences() {
    let mut seen = String::new();
    for (accepts, name) in [
        (true, "accept-coi-blocked"),
        (true, "accept-pending-with-coi"),
        (true, "accept-past-expiry"),
        (false, "decline-twice"),
        (false, "decline-reason-object"),
        (true, "accept-staff"),
        (true, "accept-unknown-uuid"),
        (true, "not-found-api"),
        (false, "big-body-tls"),
        (false, "decline-text-plain"),
        (true, "auth-expired"),
        (true, "throttle-429"),
    ] {
        let waldur = Waldur::new();
        waldur.fault("POST", "", 1, Fault::Instead(answer(name)));
        let (text, sent) = if accepts {
            accept(&waldur, &[1])
        } else {
            decline(&waldur, 1)
        };
        assert_eq!(sent.len(), 1, "{name}: {text}");
        seen.extend(["# ", name, "\n", &text]);
    }
    insta::assert_snapshot!(seen, @r#"
    # accept-coi-blocked
    $ waldur-review items accept --yes e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: 127.0.0.1:PORT refused the request (400): Can only accept pending assignments
    # accept-pending-with-coi
    $ waldur-review items accept --yes e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: 127.0.0.1:PORT refused the request (400): Cannot accept assignment with unresolved COI. Please contact the call manager
    # accept-past-expiry
    $ waldur-review items accept --yes e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: 127.0.0.1:PORT refused the request (400): Cannot accept expired assignment
    # decline-twice
    $ waldur-review items decline -y '--reason=No time.' e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot decline gw-001: 127.0.0.1:PORT refused the request (400): Can only decline pending assignments
    # decline-reason-object
    $ waldur-review items decline -y '--reason=No time.' e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot decline gw-001: 127.0.0.1:PORT refused the request (400): reason: Not a valid string
    # accept-staff
    $ waldur-review items accept --yes e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: you may not do that on 127.0.0.1:PORT (403): You do not have permission to perform this action
      is it the right login? run: waldur-review auth status
    # accept-unknown-uuid
    $ waldur-review items accept --yes e00001~001
    (exit 3)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: not found on 127.0.0.1:PORT (404)
    # not-found-api
    $ waldur-review items accept --yes e00001~001
    (exit 7)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: 127.0.0.1:PORT does not know the address http://127.0.0.1:PORT/api/assignment-items/e00001~001/accept/ (404)
      the address comes from credentials.toml, profile "default"
      this Waldur may be too old, or have no calls for proposals
    # big-body-tls
    $ waldur-review items decline -y '--reason=No time.' e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot decline gw-001: 127.0.0.1:PORT refused the request (413)
    # decline-text-plain
    $ waldur-review items decline -y '--reason=No time.' e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot decline gw-001: 127.0.0.1:PORT refused the request (415): Unsupported media type "text/plain" in request
    # auth-expired
    $ waldur-review items accept --yes e00001~001
    (exit 4)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: the server refused your token (401): Token has expired
      token: credentials.toml, profile "default"
      make a new one in the web portal and run: waldur-review auth login
    # throttle-429
    $ waldur-review items accept --yes e00001~001
    (exit 7)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: 127.0.0.1:PORT asks to slow down (429 Too Many Requests)
      nothing was changed; try again in 1 s
    "#);
}

#[test]
fn what_is_as_asked_counts_as_done() {
    let waldur = Waldur::new();
    waldur.with(|world| {
        world.item(1).status = "accepted";
        world.item(1).reviewed = true;
        world.item(2).status = "declined";
    });
    let (text, sent) = accept(&waldur, &[1]);
    assert_eq!(sent, NOTHING);
    insta::assert_snapshot!(text, @r"
    $ waldur-review items accept --yes e00001~001
    (exit 0)
    --- stdout
    already accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    --- stderr
    ");
    // Nothing is to be confirmed, so nobody has to.
    let (text, sent) = run(&waldur, &["items", "decline", "--reason=x", &item(2)]);
    assert_eq!(sent, NOTHING);
    insta::assert_snapshot!(text, @r"
    $ waldur-review items decline --reason=x e00002~002
    (exit 0)
    --- stdout
    already declined · gw-002  Proposal 2
    --- stderr
    ");
}

#[test]
fn a_name_still_counts_after_the_answer() {
    let args = ["items", "accept", "-y", "gw-001", "e00002", "gw-004"];
    let waldur = Waldur::new();
    waldur.with(|world| {
        world.item(1).status = "accepted";
        world.item(2).status = "declined";
    });
    let (text, sent) = run(&waldur, &args);
    assert_eq!(sent, ["accept 4"]);
    insta::assert_snapshot!(text, @r"
    $ waldur-review items accept -y gw-001 e00002 gw-004
    (exit 9)
    --- stdout
    already accepted · gw-001  Proposal 1
    refused · gw-002  Proposal 2
    accepted · gw-004  Proposal 4
        review https://portal.example.org/proposal-review/4e0004~004/
    2 of 3 as asked
    --- stderr
    error: cannot accept gw-002: you declined it before
      write to the call manager
    ");
    let (text, sent) = run(&waldur, &["items", "accept", "-y", "gw-001"]);
    assert_eq!(sent, NOTHING);
    assert!(
        text.contains("(exit 0)\n--- stdout\nalready accepted"),
        "{text}"
    );
}

#[test]
fn two_programs_may_answer_at_once() {
    // After our second look, another program accepts it: ours is refused, and it is as asked.
    let waldur = Waldur::new();
    waldur.fault(
        "POST",
        "",
        1,
        Fault::First(|world| {
            world.item(1).status = "accepted";
            world.item(1).reviewed = true;
        }),
    );
    let (text, sent) = accept(&waldur, &[1]);
    assert_eq!(sent, ["accept 1"]);
    insta::assert_snapshot!(text, @r"
    $ waldur-review items accept --yes e00001~001
    (exit 0)
    --- stdout
    already accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    --- stderr
    ");

    let waldur = Waldur::new();
    waldur.fault(
        "POST",
        "",
        1,
        Fault::First(|world| world.item(1).status = "declined"),
    );
    let (text, sent) = accept(&waldur, &[1]);
    assert_eq!(sent, ["accept 1"]);
    insta::assert_snapshot!(text, @r"
    $ waldur-review items accept --yes e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: you declined it before
      write to the call manager
    ");

    // Between the preview and the answer.
    let waldur = Waldur::new();
    waldur.fault("GET", "/assignment-items/", 1, Fault::None);
    waldur.fault(
        "GET",
        "/assignment-items/",
        1,
        Fault::First(|world| world.item(1).coi = true),
    );
    let (text, sent) = accept(&waldur, &[1]);
    assert_eq!(sent, NOTHING);
    insta::assert_snapshot!(text, @r"
    $ waldur-review items accept --yes e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: a conflict of interest is flagged
      write to the call manager, who can dismiss it; declining works
    ");
}

#[test]
fn after_a_lost_answer_the_truth_is_said() {
    let mut seen = String::new();
    let failed = || answer("down-db-list");
    for (what, fault) in [
        ("closed, done", Fault::After(Response::close())),
        ("closed, not done", Fault::Instead(Response::close())),
        (
            "cut, done",
            Fault::After(Response::json(200, "{\"det").header("Content-Length", "90")),
        ),
        ("500, done", Fault::After(failed())),
        ("500, not done", Fault::Instead(failed())),
        ("502, not done", Fault::Instead(answer("down-gunicorn-tls"))),
        ("a page, done", Fault::After(Response::html(200, "<html>"))),
        ("201, done", Fault::After(Response::json(201, "{}"))),
    ] {
        let waldur = Waldur::new();
        waldur.fault("POST", "", 1, fault);
        let (text, sent) = accept(&waldur, &[1]);
        assert_eq!(sent, ["accept 1"], "{what}: {text}");
        seen.extend(["# ", what, "\n", &text]);
    }
    insta::assert_snapshot!(seen, @"
    # closed, done
    $ waldur-review items accept --yes e00001~001
    (exit 0)
    --- stdout
    accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    --- stderr
    # closed, not done
    $ waldur-review items accept --yes e00001~001
    (exit 6)
    --- stdout
    not known · gw-001  Proposal 1
    --- stderr
    error: gw-001: 127.0.0.1:PORT broke the connection off before its answer was complete (connection closed before message completed); it is not accepted so far, but the server may still be at it
      look again before you repeat it: waldur-review items list
    # cut, done
    $ waldur-review items accept --yes e00001~001
    (exit 0)
    --- stdout
    accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    --- stderr
    # 500, done
    $ waldur-review items accept --yes e00001~001
    (exit 0)
    --- stdout
    accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    --- stderr
    # 500, not done
    $ waldur-review items accept --yes e00001~001
    (exit 7)
    --- stdout
    not done · gw-001  Proposal 1
    --- stderr
    error: gw-001: the server failed (500 Internal Server Error); it still waits, so it was not accepted
      look again before you repeat it: waldur-review items list
    # 502, not done
    $ waldur-review items accept --yes e00001~001
    (exit 6)
    --- stdout
    not known · gw-001  Proposal 1
    --- stderr
    error: gw-001: the server failed (502 Bad Gateway); it is not accepted so far, but the server may still be at it
      look again before you repeat it: waldur-review items list
    # a page, done
    $ waldur-review items accept --yes e00001~001
    (exit 0)
    --- stdout
    accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    --- stderr
    # 201, done
    $ waldur-review items accept --yes e00001~001
    (exit 0)
    --- stdout
    accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    --- stderr
    ");
}

#[test]
fn after_a_late_answer_the_truth_is_said() {
    let mut seen = String::new();
    let late = Duration::from_secs(30);
    for fault in [
        Fault::Late(late),
        Fault::Instead(answer("accept-ok").delay(late)),
    ] {
        let waldur = Waldur::new();
        waldur.fault("POST", "", 1, fault);
        let (text, sent) = run(
            &waldur,
            &["items", "accept", "-y", "--timeout=1s", &item(1)],
        );
        assert_eq!(sent, ["accept 1"], "{text}");
        seen += &text;
    }
    insta::assert_snapshot!(seen, @r"
    $ waldur-review items accept -y --timeout=1s e00001~001
    (exit 0)
    --- stdout
    accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    --- stderr
    $ waldur-review items accept -y --timeout=1s e00001~001
    (exit 6)
    --- stdout
    not known · gw-001  Proposal 1
    --- stderr
    error: gw-001: 127.0.0.1:PORT did not answer within 1 s; it is not accepted so far, but the server may still be at it
      look again before you repeat it: waldur-review items list
    ");
}

#[test]
fn what_cannot_be_known_is_said_to_be_not_known() {
    let waldur = Waldur::new();
    waldur.fault("POST", "", 1, Fault::After(Response::close()));
    waldur.fault("GET", "/assignment-items/", 2, Fault::None);
    waldur.fault(
        "GET",
        "/assignment-items/",
        9,
        Fault::Instead(Response::close()),
    );
    let (text, sent) = accept(&waldur, &[1]);
    assert_eq!(sent, ["accept 1"]);
    insta::assert_snapshot!(text, @r"
    $ waldur-review items accept --yes e00001~001
    (exit 6)
    --- stdout
    not known · gw-001  Proposal 1
    --- stderr
    error: gw-001: 127.0.0.1:PORT broke the connection off before its answer was complete (connection closed before message completed); whether it was accepted is not known
      look again before you repeat it: waldur-review items list
    ");

    let waldur = Waldur::new();
    waldur.fault("POST", "", 1, Fault::After(Response::close()));
    waldur.fault("GET", "/assignment-items/", 2, Fault::None);
    waldur.fault(
        "GET",
        "/assignment-items/",
        9,
        Fault::Instead(answer("down-db-list")),
    );
    let (text, _) = run(&waldur, &["items", "accept", "-y", "--json", &item(1)]);
    insta::assert_snapshot!(text, @r#"
    $ waldur-review items accept -y --json e00001~001
    (exit 6)
    --- stdout
    [{"item":"e00001~001","proposal":"f00001~001","action":"accept","outcome":"not_known","review_uuid":null,"error":{"code":"not_known","message":"gw-001: 127.0.0.1:PORT broke the connection off before its answer was complete (connection closed before message completed); whether it was accepted is not known","hint":"look again before you repeat it: waldur-review items list","http_status":null,"exit_code":6,"retryable":false}}]
    --- stderr
    {"error":{"code":"not_known","message":"gw-001: 127.0.0.1:PORT broke the connection off before its answer was complete (connection closed before message completed); whether it was accepted is not known","hint":"look again before you repeat it: waldur-review items list","http_status":null,"exit_code":6,"retryable":false,"errors":[{"code":"not_known","message":"gw-001: 127.0.0.1:PORT broke the connection off before its answer was complete (connection closed before message completed); whether it was accepted is not known","hint":"look again before you repeat it: waldur-review items list","http_status":null,"exit_code":6,"retryable":false}]}}
    "#);
}

#[test]
fn the_answer_of_a_post_is_never_followed() {
    let other = Waldur::new().start().must_stay_silent();
    for goal in [
        format!("{}/api/", other.origin()),
        "/api/elsewhere/".to_owned(),
    ] {
        let waldur = Waldur::new();
        waldur.fault(
            "POST",
            "",
            1,
            Fault::Instead(Response::redirect(307, &goal)),
        );
        let (text, sent) = accept(&waldur, &[1]);
        assert_eq!(sent, ["accept 1"], "{text}");
        assert!(
            text.contains("(exit 6)") && text.contains("unexpected status (307)"),
            "{text}"
        );
        assert_eq!(waldur.with(|world| world.item(1).status), "pending");
    }
}

#[test]
fn a_bulk_goes_on_after_a_failure() {
    let waldur = Waldur::new();
    waldur.with(|world| world.items(1, 5..=8));
    waldur.fault("POST", &item(2), 1, Fault::Instead(answer("throttle-429")));
    waldur.fault("POST", &item(4), 1, Fault::Instead(answer("down-db-list")));
    waldur.fault("POST", &item(5), 1, Fault::After(answer("down-db-list")));
    waldur.fault("POST", &item(6), 1, Fault::Instead(answer("accept-staff")));
    let (text, sent) = accept(&waldur, &[1, 2, 3, 4, 5, 6, 7, 99]);
    assert_eq!(
        sent,
        [
            "accept 1", "accept 2", "accept 4", "accept 5", "accept 6", "accept 7"
        ]
    );
    insta::assert_snapshot!(text, @r"
    $ waldur-review items accept --yes e00001~001 e00002~002 e00003~003 e00004~004 e00005~005 e00006~006 e00007~007 e00063~063
    (exit 9)
    --- stdout
    accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    refused · gw-002  Proposal 2
    refused · gw-003  Proposal 3
    not done · gw-004  Proposal 4
    accepted · gw-005  Proposal 5
        review https://portal.example.org/proposal-review/4e0005~005/
    refused · gw-006  Proposal 6
    accepted · gw-007  Proposal 7
        review https://portal.example.org/proposal-review/4e0007~007/
    not sent · e00063~063
    3 of 8 as asked
    --- stderr
    error: cannot accept gw-002: 127.0.0.1:PORT asks to slow down (429 Too Many Requests)
      nothing was changed; try again in 1 s
    error: cannot accept gw-003: a conflict of interest is flagged
      write to the call manager, who can dismiss it; declining works
    error: gw-004: the server failed (500 Internal Server Error); it still waits, so it was not accepted
      look again before you repeat it: waldur-review items list
    error: cannot accept gw-006: you may not do that on 127.0.0.1:PORT (403): You do not have permission to perform this action
      is it the right login? run: waldur-review auth status
    error: no item e00063~063 is assigned to you on 127.0.0.1:PORT
      it may be reassigned; run: waldur-review items list --pending
    ");
}

#[test]
fn what_fails_alike_has_its_own_code() {
    let waldur = Waldur::new();
    waldur.fault("POST", "", 9, Fault::Instead(answer("accept-staff")));
    let (text, sent) = accept(&waldur, &[1, 2]);
    assert_eq!(sent.len(), 2);
    insta::assert_snapshot!(text, @r"
    $ waldur-review items accept --yes e00001~001 e00002~002
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    refused · gw-002  Proposal 2
    0 of 2 as asked
    --- stderr
    error: cannot accept gw-001: you may not do that on 127.0.0.1:PORT (403): You do not have permission to perform this action
      is it the right login? run: waldur-review auth status
    error: cannot accept gw-002: you may not do that on 127.0.0.1:PORT (403): You do not have permission to perform this action
      is it the right login? run: waldur-review auth status
    ");
    let waldur = Waldur::new();
    let (text, _) = accept(&waldur, &[8, 9]);
    insta::assert_snapshot!(text, @r"
    $ waldur-review items accept --yes e00008~008 e00009~009
    (exit 3)
    --- stdout
    not sent · e00008~008
    not sent · e00009~009
    0 of 2 as asked
    --- stderr
    error: no item e00008~008 is assigned to you on 127.0.0.1:PORT
      it may be reassigned; run: waldur-review items list --pending
    error: no item e00009~009 is assigned to you on 127.0.0.1:PORT
      it may be reassigned; run: waldur-review items list --pending
    ");
}

#[test]
fn a_token_may_end_in_the_middle() {
    let waldur = Waldur::new();
    waldur.fault("POST", &item(1), 1, Fault::None);
    waldur.fault("POST", "", 9, Fault::Instead(answer("auth-expired")));
    let (text, sent) = accept(&waldur, &[1, 2, 4]);
    insta::assert_snapshot!(text, @r#"
    $ waldur-review items accept --yes e00001~001 e00002~002 e00004~004
    (exit 9)
    --- stdout
    accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    refused · gw-002  Proposal 2
    refused · gw-004  Proposal 4
    1 of 3 as asked
    --- stderr
    error: cannot accept gw-002: the server refused your token (401): Token has expired
      token: credentials.toml, profile "default"
      make a new one in the web portal and run: waldur-review auth login
    error: cannot accept gw-004: the server refused your token (401): Token has expired
      token: credentials.toml, profile "default"
      make a new one in the web portal and run: waldur-review auth login
    "#);
    assert_eq!(sent[0], "accept 1");
}

#[test]
fn json_tells_of_each_item() {
    let waldur = Waldur::new();
    waldur.with(|world| {
        world.item(2).status = "accepted";
        world.item(2).reviewed = true;
    });
    waldur.fault("POST", &item(4), 1, Fault::Instead(answer("down-db-list")));
    let ids = [1, 2, 3, 4, 9].map(item);
    let mut args = vec!["items", "accept", "-y", "--json"];
    args.extend(ids.iter().map(String::as_str));
    let (text, _) = run(&waldur, &args);
    insta::assert_snapshot!(text, @r#"
    $ waldur-review items accept -y --json e00001~001 e00002~002 e00003~003 e00004~004 e00009~009
    (exit 9)
    --- stdout
    [{"item":"e00001~001","proposal":"f00001~001","action":"accept","outcome":"done","review_uuid":"4e0001~001","error":null},{"item":"e00002~002","proposal":"f00002~002","action":"accept","outcome":"already_done","review_uuid":"4e0002~002","error":null},{"item":"e00003~003","proposal":"f00003~003","action":"accept","outcome":"refused","review_uuid":null,"error":{"code":"refused","message":"cannot accept gw-003: a conflict of interest is flagged","hint":"write to the call manager, who can dismiss it; declining works","http_status":null,"exit_code":5,"retryable":false}},{"item":"e00004~004","proposal":"f00004~004","action":"accept","outcome":"not_done","review_uuid":null,"error":{"code":"server_failed","message":"gw-004: the server failed (500 Internal Server Error); it still waits, so it was not accepted","hint":"look again before you repeat it: waldur-review items list","http_status":null,"exit_code":7,"retryable":false}},{"item":"e00009~009","proposal":null,"action":"accept","outcome":"not_sent","review_uuid":null,"error":{"code":"not_found","message":"no item e00009~009 is assigned to you on 127.0.0.1:PORT","hint":"it may be reassigned; run: waldur-review items list --pending","http_status":null,"exit_code":3,"retryable":false}}]
    --- stderr
    {"error":{"code":"partial","message":"3 of several failed","hint":"","http_status":null,"exit_code":9,"retryable":false,"errors":[{"code":"refused","message":"cannot accept gw-003: a conflict of interest is flagged","hint":"write to the call manager, who can dismiss it; declining works","http_status":null,"exit_code":5,"retryable":false},{"code":"server_failed","message":"gw-004: the server failed (500 Internal Server Error); it still waits, so it was not accepted","hint":"look again before you repeat it: waldur-review items list","http_status":null,"exit_code":7,"retryable":false},{"code":"not_found","message":"no item e00009~009 is assigned to you on 127.0.0.1:PORT","hint":"it may be reassigned; run: waldur-review items list --pending","http_status":null,"exit_code":3,"retryable":false}]}}
    "#);
    let (text, _) = run(
        &Waldur::new(),
        &["items", "decline", "-y", "--json", "--reason=x", &ids[0]],
    );
    insta::assert_snapshot!(text, @r#"
    $ waldur-review items decline -y --json --reason=x e00001~001
    (exit 0)
    --- stdout
    [{"item":"e00001~001","proposal":"f00001~001","action":"decline","outcome":"done","review_uuid":null,"error":null}]
    --- stderr
    "#);
}

#[test]
fn three_hundred_items_are_answered_over_pages() {
    let waldur = Waldur::empty();
    waldur.with(|world| {
        world.batch(1, "Gateway");
        world.items(1, 1..=300);
        world.page_limit = Some(70);
        world.batch(2, "Other");
        world.items(2, 301..=310);
    });
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let ran = sandbox
        .command([
            "items",
            "accept",
            "--yes",
            "--batch",
            &batch(1),
            "--all-pending",
        ])
        .run()
        .assert_status(0);
    assert_eq!(
        ran.stdout_text()
            .lines()
            .filter(|line| line.starts_with("accepted"))
            .count(),
        300
    );
    assert!(ran.stdout_text().ends_with("\n300 of 300 as asked\n"));
    let expected: Vec<String> = (1..=300).map(|number| format!("accept {number}")).collect();
    assert_eq!(posts(&server), expected);
    let pages = server.calls();
    assert_eq!(
        pages
            .iter()
            .filter(|call| call.contains("status=pending"))
            .count(),
        5
    );
    assert_eq!(waldur.with(|world| world.batches[0].status), "responded");

    // And once more from what the program prints.
    waldur.with(|world| world.item(301).name = "x".repeat(90_000));
    let list = sandbox
        .command(["items", "list", "--batch", &batch(2), "--format=ndjson"])
        .run()
        .assert_status(0);
    sandbox
        .command(["items", "decline", "-y", "-", "--reason=No time."])
        .stdin(&list.stdout)
        .run()
        .assert_status(0);
    assert_eq!(posts(&server).len(), 310);
}

#[test]
fn items_are_named_in_many_ways() {
    let waldur = Waldur::new();
    let dashed = format!(
        "{}-{}-{}-{}-{}",
        &item(2)[..8],
        &item(2)[8..12],
        &item(2)[12..16],
        &item(2)[16..20],
        &item(2)[20..]
    );
    for args in [
        &["E00001", "GW-002", "GW-001", "e00001"][..],
        &[&dashed.to_uppercase(), &item(1)],
    ] {
        let waldur = Waldur::new();
        let (text, sent) = run(&waldur, &[&["items", "accept", "-y"], args].concat());
        let mut sent = sent;
        sent.sort();
        assert_eq!(sent, ["accept 1", "accept 2"], "{text}");
    }
    let mut seen = String::new();
    for name in ["e000", "e0", "gw-0", "zzzz", "gw-099"] {
        let (text, sent) = run(&waldur, &["items", "accept", "-y", name]);
        assert_eq!(sent, NOTHING);
        seen += &text;
    }
    waldur.with(|world| world.item(2).slug = "gw-001".to_owned());
    seen += &run(&waldur, &["items", "accept", "-y", "gw-001"]).0;
    insta::assert_snapshot!(seen, @r"
    $ waldur-review items accept -y e000
    (exit 3)
    --- stdout
    --- stderr
    error: e000 stands for 4 items: write a UUID
      e00001~001  Proposal 1
      e00002~002  Proposal 2
      e00003~003  Proposal 3
      e00004~004  Proposal 4
    $ waldur-review items accept -y e0
    (exit 3)
    --- stdout
    --- stderr
    error: no item of yours matches e0 on 127.0.0.1:PORT
      a beginning has 4 characters or more, a slug is whole; run: waldur-review items list --pending
    $ waldur-review items accept -y gw-0
    (exit 3)
    --- stdout
    --- stderr
    error: no item of yours matches gw-0 on 127.0.0.1:PORT
      a beginning has 4 characters or more, a slug is whole; run: waldur-review items list --pending
    $ waldur-review items accept -y zzzz
    (exit 3)
    --- stdout
    --- stderr
    error: no item of yours matches zzzz on 127.0.0.1:PORT
      a beginning has 4 characters or more, a slug is whole; run: waldur-review items list --pending
    $ waldur-review items accept -y gw-099
    (exit 3)
    --- stdout
    --- stderr
    error: no item of yours matches gw-099 on 127.0.0.1:PORT
      a beginning has 4 characters or more, a slug is whole; run: waldur-review items list --pending
    $ waldur-review items accept -y gw-001
    (exit 3)
    --- stdout
    --- stderr
    error: gw-001 stands for 2 items: write a UUID
      e00001~001  Proposal 1
      e00002~002  Proposal 2
    ");
}

#[test]
fn items_come_from_standard_input() {
    let waldur = Waldur::new();
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let lines = format!("{}\n\n  {}\textra words\n{}\n", item(1), item(2), item(1));
    sandbox
        .command(["items", "accept", "-y", "-"])
        .stdin(lines)
        .run()
        .assert_status(0);
    assert_eq!(posts(&server), ["accept 1", "accept 2"]);
    let ndjson = format!("{{\"x\":1.10,\"uuid\":\"{}\"}}\n", item(4));
    sandbox
        .command(["items", "accept", "-y", "-"])
        .stdin(ndjson)
        .run()
        .assert_status(0);
    assert_eq!(posts(&server).len(), 3);
    let mut seen = String::new();
    for input in [&b""[..], b"{\"id\":3}\n", b"{\"uuid\":\n", b"\xff\xfe\n"] {
        seen += &sandbox
            .command(["items", "accept", "-y", "-"])
            .stdin(input)
            .run()
            .snapshot();
    }
    insta::assert_snapshot!(seen, @r"
    $ waldur-review items accept -y -
    (exit 2)
    --- stdout
    --- stderr
    error: standard input names no item
    $ waldur-review items accept -y -
    (exit 2)
    --- stdout
    --- stderr
    error: standard input holds JSON that names no items by `uuid`
      make it with: waldur-review items list --pending --format ndjson
    $ waldur-review items accept -y -
    (exit 2)
    --- stdout
    --- stderr
    error: standard input holds JSON that names no items by `uuid`
      make it with: waldur-review items list --pending --format ndjson
    $ waldur-review items accept -y -
    (exit 2)
    --- stdout
    --- stderr
    error: standard input is not UTF-8 text
    ");
    assert_eq!(posts(&server).len(), 3);
}

#[test]
fn a_dry_run_sends_nothing() {
    let waldur = Waldur::new();
    waldur.with(|world| world.item(2).status = "accepted");
    let ids = [1, 2, 3].map(item);
    let mut args = vec!["items", "accept", "-n"];
    args.extend(ids.iter().map(String::as_str));
    let (text, sent) = run(&waldur, &args);
    assert_eq!(sent, NOTHING);
    insta::assert_snapshot!(text, @r"
    $ waldur-review items accept -n e00001~001 e00002~002 e00003~003
    (exit 0)
    --- stdout
    POST http://127.0.0.1:PORT/api/assignment-items/e00001~001/accept/  # gw-001  Proposal 1
    # gw-002  Proposal 2 is accepted already
    # cannot accept gw-003: a conflict of interest is flagged
    --- stderr
    ");
    let (text, sent) = run(
        &waldur,
        &[
            "items",
            "decline",
            "--dry-run",
            "--reason=a\nb \"c\"",
            "gw-004",
        ],
    );
    assert_eq!(sent, NOTHING);
    insta::assert_snapshot!(text, @r#"
    $ waldur-review items decline --dry-run '--reason=a
    b "c"' gw-004
    (exit 0)
    --- stdout
    POST http://127.0.0.1:PORT/api/assignment-items/e00004~004/decline/ {"reason":"a\nb \"c\""}  # gw-004  Proposal 4
    --- stderr
    "#);
}

#[test]
fn without_a_terminal_somebody_must_have_said_yes() {
    let (text, sent) = run(&Waldur::new(), &["items", "accept", "gw-001"]);
    assert_eq!(sent, NOTHING);
    insta::assert_snapshot!(text, @r"
    $ waldur-review items accept gw-001
    (exit 2)
    --- stdout
    --- stderr
    error: answering needs a confirmation, and nobody can be asked
      look first with --dry-run; --yes confirms
    ");
    let (text, sent) = run(&Waldur::new(), &["items", "accept", "gw-001", "--json"]);
    assert_eq!(sent, NOTHING);
    insta::assert_snapshot!(text, @r#"
    $ waldur-review items accept gw-001 --json
    (exit 2)
    --- stdout
    --- stderr
    {"error":{"code":"usage","message":"answering needs a confirmation, and nobody can be asked","hint":"look first with --dry-run; --yes confirms","http_status":null,"exit_code":2,"retryable":false}}
    "#);
    let mut seen = String::new();
    for args in [
        &["items", "accept"][..],
        &["items", "accept", "--batch", "abcd"],
        &["items", "accept", "--all-pending"],
        &[
            "items",
            "accept",
            "--batch",
            "abcd",
            "--all-pending",
            "gw-001",
        ],
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
fn a_batch_with_nothing_pending_has_nothing_to_accept() {
    let waldur = Waldur::new();
    waldur.with(|world| world.items.clear());
    let (text, _) = run(
        &waldur,
        &[
            "items",
            "accept",
            "-y",
            "--all-pending",
            "--batch",
            &batch(1),
        ],
    );
    insta::assert_snapshot!(text, @r"
    $ waldur-review items accept -y --all-pending --batch ba0001~001
    (exit 3)
    --- stdout
    --- stderr
    error: no proposal of that batch waits for an answer
    ");
}

#[test]
fn names_never_reach_the_terminal_raw() {
    let evil = "A\u{1b}[2J\u{202e}b\u{7}\r\nc\u{200b}";
    let waldur = Waldur::new();
    waldur.with(|world| {
        world.item(1).name = evil.to_owned();
        world.item(1).slug = format!("s{evil}");
        world.batches[0].call = evil.to_owned();
        world.item(2).name = evil.to_owned();
        world.item(2).slug = format!("s{evil}");
        world.item(2).coi = true;
    });
    let words = Response::json(400, r#"{"error":"['No \u001b[31m\u202e.']"}"#);
    waldur.fault("POST", "", 1, Fault::Instead(words));
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    for extra in [&["--yes"][..], &["--dry-run"], &["--yes", "--json"]] {
        let ran = sandbox
            .command(["items", "accept", &item(1), &item(2)])
            .args(extra)
            .run();
        let seen = format!("{}{}", ran.stdout_text(), ran.stderr);
        assert!(
            !seen.contains(['\u{1b}', '\u{202e}', '\u{7}', '\r']),
            "{}",
            ran.snapshot()
        );
    }
}

/// A batch's answers are asked for at a terminal.
fn at_terminal(waldur: &Waldur, args: &[&str]) -> (Server, Sandbox, crate::support::Terminal) {
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let terminal = sandbox.terminal(args, 80, 24);
    (server, sandbox, terminal)
}

#[test]
fn a_person_is_asked_for_the_reason() {
    let waldur = Waldur::new();
    let (server, _sandbox, mut terminal) = at_terminal(&waldur, &["items", "decline", "gw-001"]);
    terminal.expect("Why?");
    terminal.send_line("I work with the applicants.");
    terminal.expect("[y/N] ");
    terminal.send_line("y");
    assert_eq!(terminal.finish().status, 0);
    let requests = server.requests();
    let sent = requests.iter().find(|request| request.method == "POST");
    assert!(sent.is_some_and(|request| request.text().contains("I work with the applicants.")));

    let waldur = Waldur::new();
    let (server, _sandbox, mut terminal) = at_terminal(&waldur, &["items", "decline", "gw-001"]);
    server.unused_is_fine();
    terminal.expect("Why?");
    terminal.send_line("");
    let screen = terminal.finish();
    assert_eq!(screen.status, 130, "{}", screen.text);
    assert!(screen.text.contains("nothing was sent"), "{}", screen.text);
}

#[test]
fn a_person_confirms_or_does_not() {
    let mut seen = String::new();
    for (reply, status, sent) in [
        ("y", 0, 2),
        ("n", 130, 0),
        ("", 130, 0),
        ("yes", 0, 2),
        ("\u{4}", 130, 0),
    ] {
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
    \u{1b}[1m2 of 3 as asked\u{1b}[0m
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
    \u{1b}[31;1merror:\u{1b}[0m nothing was sent
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
fn an_interrupt_stops_between_two_items() {
    let waldur = Waldur::new();
    waldur.fault("POST", &item(1), 1, Fault::Late(Duration::from_secs(1)));
    let (server, _sandbox, mut terminal) = at_terminal(
        &waldur,
        &["items", "accept", "-qy", "gw-001", "gw-002", "gw-004"],
    );
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
    \u{1b}[1m1 of 3 as asked\u{1b}[0m
    \u{1b}[31;1merror:\u{1b}[0m stopped after 1 of 3 answers; the rest was not sent
    ");
}

#[test]
fn two_runs_at_once_make_one_review() {
    let waldur = Waldur::new();
    // Whichever comes second finds it accepted, before or after it has sent its own.
    for part in [item(1), item(1)] {
        waldur.fault("POST", &part, 1, Fault::Late(Duration::from_millis(50)));
    }
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    std::thread::scope(|scope| {
        let runs = [0, 1].map(|_| {
            scope.spawn(|| {
                let ran = sandbox.command(["items", "accept", "-y", "gw-001"]).run();
                ran.assert_status(0).stdout_text().to_owned()
            })
        });
        for run in runs {
            let text = run.join().unwrap();
            assert!(text.contains("accepted"), "{text}");
        }
    });
    assert!(posts(&server).len() <= 2);
    assert_eq!(waldur.with(|world| world.item(1).status), "accepted");
}

#[test]
fn an_item_may_go_between_the_look_and_the_answer() {
    let waldur = Waldur::new();
    waldur.fault(
        "POST",
        "",
        1,
        Fault::First(|world| drop(world.items.remove(0))),
    );
    let (text, sent) = accept(&waldur, &[1]);
    assert_eq!(sent, ["accept 1"]);
    insta::assert_snapshot!(text, @r"
    $ waldur-review items accept --yes e00001~001
    (exit 3)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: no item e00001~001 is assigned to you on 127.0.0.1:PORT
      it may be reassigned; run: waldur-review items list --pending
    ");
}

#[test]
fn a_read_in_the_middle_of_a_bulk_may_fail() {
    let waldur = Waldur::new();
    // Read for the preview, and again before its answer; 503 may pass, 500 does not.
    waldur.fault("GET", &item(2), 1, Fault::None);
    waldur.fault("GET", &item(2), 1, Fault::Instead(answer("down-db-list")));
    waldur.fault(
        "GET",
        &item(4),
        1,
        Fault::Instead(Response::html(503, "<p>busy")),
    );
    let (text, sent) = accept(&waldur, &[1, 2, 4]);
    assert_eq!(sent, ["accept 1", "accept 4"]);
    insta::assert_snapshot!(text, @r"
    $ waldur-review items accept --yes e00001~001 e00002~002 e00004~004
    (exit 9)
    --- stdout
    accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    not done · gw-002  Proposal 2
    accepted · gw-004  Proposal 4
        review https://portal.example.org/proposal-review/4e0004~004/
    2 of 3 as asked
    --- stderr
    error: cannot accept gw-002: the server failed (500 Internal Server Error)
      nothing was changed; try again later
    ");
}

#[test]
fn a_dry_run_can_be_json() {
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
fn what_is_sent_is_told_with_verbose_and_holds_no_token() {
    let waldur = Waldur::new();
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in_as("pilot", &server, PAT);
    let command = sandbox.command(["--profile=pilot", "items", "decline", "-yv", "gw-001"]);
    let ran = command.args(["--reason=Not mine."]).run().assert_status(0);
    assert_no_token(&ran, PAT);
    let line = format!("/api/assignment-items/{}/decline/ 200, ", item(1));
    assert!(
        ran.stderr.contains("POST http://127.0.0.1:"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains(&line), "{}", ran.stderr);
    assert!(!ran.stderr.contains("Not mine"), "{}", ran.stderr);
    for request in server.requests() {
        if request.route() != "/api/configuration/" {
            assert_eq!(
                request.header("authorization"),
                Some(format!("Bearer {PAT}").as_str())
            );
        }
    }
}

#[test]
fn the_preview_says_what_is_left_out() {
    let waldur = Waldur::new();
    waldur.with(|world| world.item(2).status = "accepted");
    let args = [
        "items",
        "decline",
        "gw-001",
        "gw-009",
        &item(2),
        "--reason=a\nb",
    ];
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
    \u{1b}[31;1merror:\u{1b}[0m nothing was sent
    ");

    let args = ["--no-input", "items", "accept", "gw-001"];
    let (server, _sandbox, terminal) = at_terminal(&waldur, &args);
    let screen = terminal.finish();
    assert_eq!(screen.status, 2, "{}", screen.text);
    assert!(screen.text.contains("--yes"), "{}", screen.text);
    assert_eq!(posts(&server), NOTHING);
}

#[test]
fn an_interrupt_is_told_in_json() {
    let waldur = Waldur::new();
    waldur.fault("POST", &item(1), 1, Fault::Late(Duration::from_secs(1)));
    let (server, _sandbox, mut terminal) = at_terminal(
        &waldur,
        &["items", "accept", "-qy", "--json", "gw-001", "gw-002"],
    );
    while posts(&server).is_empty() {
        std::thread::sleep(Duration::from_millis(2));
    }
    terminal.send(&[3]);
    let screen = terminal.finish();
    assert_eq!(
        (screen.status, posts(&server)),
        (130, vec!["accept 1".to_owned()])
    );
    for part in [
        "\"outcome\": \"done\"",
        "\"outcome\": \"not_sent\"",
        "{\"error\":{\"code\":\"interrupted\"",
    ] {
        assert!(screen.text.contains(part), "{}", screen.text);
    }
}

#[test]
fn a_pending_item_of_an_answered_batch_can_be_answered() {
    let waldur = Waldur::new();
    waldur.with(|world| world.batches[0].status = "responded");
    let (text, sent) = run(&waldur, &["items", "accept", "-y", "gw-001"]);
    assert_eq!(sent, ["accept 1"], "{text}");
    // Its deadline counts all the same.
    let waldur = Waldur::new();
    waldur.with(|world| {
        world.batches[0].status = "responded";
        world.batches[0].is_expired = true;
    });
    let (text, sent) = run(&waldur, &["items", "accept", "-y", "gw-001"]);
    assert_eq!(sent, NOTHING, "{text}");
    assert!(text.contains("(exit 5)"), "{text}");
}

#[test]
fn an_unknown_status_is_for_the_server_to_judge() {
    let waldur = Waldur::new();
    waldur.with(|world| world.item(1).status = "on_hold");
    let (text, sent) = accept(&waldur, &[1]);
    assert_eq!(sent, ["accept 1"]);
    assert!(text.contains("(exit 5)"), "{text}");
    assert!(
        text.contains("(400): Can only accept pending assignments\n"),
        "{text}"
    );
}

#[test]
fn a_batch_without_a_deadline_is_answered() {
    let waldur = Waldur::new();
    waldur.with(|world| world.batches[0].expires = None);
    let (server, _sandbox, mut terminal) = at_terminal(&waldur, &["items", "accept", "gw-001"]);
    terminal.expect("no deadline");
    terminal.expect("[y/N] ");
    terminal.send_line("Y");
    assert_eq!(terminal.finish().status, 0);
    assert_eq!(posts(&server), ["accept 1"]);
}

#[test]
fn a_review_that_the_answer_does_not_name_is_looked_up() {
    for body in ["{}", "{\"review_uuid\":null}", "[1]"] {
        let waldur = Waldur::new();
        waldur.fault("POST", "", 1, Fault::After(Response::json(200, body)));
        let (text, sent) = accept(&waldur, &[1]);
        assert_eq!(sent, ["accept 1"]);
        let page = "https://portal.example.org/proposal-review/4e0001~001/";
        assert!(
            text.contains("(exit 0)") && text.contains(page),
            "{body}: {text}"
        );
    }
}

#[test]
fn without_a_portal_the_review_is_named_by_its_uuid() {
    let waldur = Waldur::new();
    waldur.with(|world| world.portal = None);
    let (text, _) = accept(&waldur, &[1]);
    insta::assert_snapshot!(text, @r"
    $ waldur-review items accept --yes e00001~001
    (exit 0)
    --- stdout
    accepted · gw-001  Proposal 1
        review 4e0001~001
    --- stderr
    ");
    // The answer was given, whatever the portal's address costs.
    let waldur = Waldur::new();
    let failed = Fault::Instead(answer("down-db-configuration"));
    waldur.fault("GET", "/configuration/", 9, failed);
    let (text, sent) = accept(&waldur, &[1]);
    assert_eq!(sent, ["accept 1"]);
    assert!(text.contains("(exit 0)"), "{text}");
}
