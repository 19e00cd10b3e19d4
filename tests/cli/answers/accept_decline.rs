//! One answer: its request, its report, and the review that it creates.

use crate::support::{
    Fault, PAT, Response, Sandbox, TOKEN, Waldur, answer, assert_no_token, item, posts,
};

use super::{NOTHING, accept, at_terminal, run, short};

#[test]
fn accept_posts_an_empty_body_and_prints_the_review() {
    let waldur = Waldur::new();
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let ran = sandbox.command(["items", "accept", "--yes", &item(1)]).run();
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
    assert_eq!(calls[1], "GET /api/my-assignment-batches/");
    let post = server.requests().into_iter().find(|r| r.method == "POST").unwrap();
    assert_eq!(post.body, b"");
    assert_eq!(post.header("content-type"), None);
    assert_eq!(post.header("content-length"), Some("0"));
    assert_eq!(post.header("authorization"), Some(format!("Token {TOKEN}").as_str()));
}

#[test]
fn decline_posts_the_reason_as_json() {
    let waldur = Waldur::new();
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let reason = "Ich kenne sie: «Renée» \u{1f9ea}\n\n\"Second\" line";
    let ran = sandbox.command(["items", "decline", "--yes", &item(3), "--reason", reason]).run();
    insta::assert_snapshot!(short(&ran.snapshot()), @r#"
    $ waldur-review items decline --yes e00003~003 --reason 'Ich kenne sie: «Renée» 🧪

    "Second" line'
    (exit 0)
    --- stdout
    declined · gw-003  Proposal 3
    --- stderr
    "#);
    let post = server.requests().into_iter().find(|r| r.method == "POST").unwrap();
    assert_eq!(post.header("content-type"), Some("application/json"));
    assert_eq!(
        post.text(),
        "{\"reason\":\"Ich kenne sie: «Renée» \u{1f9ea}\\n\\n\\\"Second\\\" line\"}"
    );
    assert_eq!(waldur.with(|world| world.item(3).decline_reason.clone()), reason);
}

#[test]
fn item_that_already_has_the_answer_is_a_success() {
    let waldur = Waldur::new();
    waldur.with(|world| {
        world.accept(1);
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
fn slug_of_an_answered_item_is_still_resolved() {
    let args = ["items", "accept", "-y", "gw-001", "e00002", "gw-004"];
    let waldur = Waldur::new();
    waldur.with(|world| {
        world.item(1).status = "accepted";
        world.item(2).status = "declined";
    });
    let (text, sent) = run(&waldur, &args);
    assert_eq!(sent, ["accept 4"]);
    insta::assert_snapshot!(text, @"
    $ waldur-review items accept -y gw-001 e00002 gw-004
    (exit 9)
    --- stdout
    already accepted · gw-001  Proposal 1
    refused · gw-002  Proposal 2
    accepted · gw-004  Proposal 4
        review https://portal.example.org/proposal-review/4e0004~004/
    Sent 1 answer: 1 accepted. The others: 1 already answered this way, 1 refused.
    --- stderr
    error: cannot accept gw-002: you declined it before
      write to the call manager
    ");
    let (text, sent) = run(&waldur, &["items", "accept", "-y", "gw-001"]);
    assert_eq!(sent, NOTHING);
    assert!(text.contains("(exit 0)\n--- stdout\nalready accepted"), "{text}");
}

#[test]
fn verbose_shows_the_post_without_reason_and_token() {
    let waldur = Waldur::new();
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in_as("pilot", &server, PAT);
    let command = sandbox.command(["--profile=pilot", "items", "decline", "-yv", "gw-001"]);
    let ran = command.args(["--reason=Not mine."]).run().assert_status(0);
    assert_no_token(&ran, PAT);
    let line = format!("/api/assignment-items/{}/decline/ 200, ", item(1));
    assert!(ran.stderr.contains("POST http://127.0.0.1:"), "{}", ran.stderr);
    assert!(ran.stderr.contains(&line), "{}", ran.stderr);
    assert!(!ran.stderr.contains("Not mine"), "{}", ran.stderr);
    for request in server.requests() {
        if request.route() != "/api/configuration/" {
            assert_eq!(request.header("authorization"), Some(format!("Bearer {PAT}").as_str()));
        }
    }
}

#[test]
fn pending_item_of_a_responded_batch_can_be_answered() {
    let waldur = Waldur::new();
    waldur.with(|world| world.batches[0].status = "responded");
    let (text, sent) = run(&waldur, &["items", "accept", "-y", "gw-001"]);
    assert_eq!(sent, ["accept 1"], "{text}");
    // Its deadline counts all the same.
    let waldur = Waldur::new();
    waldur.with(|world| {
        world.batches[0].status = "responded";
        world.set_clock("2026-12-02T00:00:00Z");
    });
    let (text, sent) = run(&waldur, &["items", "accept", "-y", "gw-001"]);
    assert_eq!(sent, NOTHING, "{text}");
    assert!(text.contains("(exit 5)"), "{text}");
}

#[test]
fn item_with_unknown_status_is_sent_to_the_server() {
    let waldur = Waldur::new();
    waldur.with(|world| world.item(1).status = "on_hold");
    let (text, sent) = accept(&waldur, &[1]);
    assert_eq!(sent, ["accept 1"]);
    assert!(text.contains("(exit 5)"), "{text}");
    assert!(text.contains("(400): Can only accept pending assignments\n"), "{text}");
}

#[test]
fn batch_without_deadline_can_be_answered() {
    let waldur = Waldur::new();
    waldur.with(|world| world.batches[0].expires_at = None);
    let (server, _sandbox, mut terminal) = at_terminal(&waldur, &["items", "accept", "gw-001"]);
    terminal.expect("no deadline");
    terminal.expect("[y/N] ");
    terminal.send_line("Y");
    assert_eq!(terminal.finish().status, 0);
    assert_eq!(posts(&server), ["accept 1"]);
}

#[test]
fn review_missing_in_the_response_is_looked_up() {
    for body in ["{}", "{\"review_uuid\":null}", "[1]"] {
        let waldur = Waldur::new();
        waldur.fault("POST", "", 1, Fault::After(Response::json(200, body)));
        let (text, sent) = accept(&waldur, &[1]);
        assert_eq!(sent, ["accept 1"]);
        let page = "https://portal.example.org/proposal-review/4e0001~001/";
        assert!(text.contains("(exit 0)") && text.contains(page), "{body}: {text}");
    }
}

#[test]
fn review_is_printed_by_uuid_without_a_portal_address() {
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
