//! Several items in one command: each has its outcome, and one exit code sums them up.

use crate::support::{Fault, Sandbox, Waldur, answer, batch, item, posts};

use super::{accept, run};

#[test]
fn failure_of_one_item_does_not_stop_the_others() {
    let waldur = Waldur::new();
    waldur.with(|world| world.items(1, 5..=8));
    waldur.fault("POST", &item(2), 1, Fault::Instead(answer("throttle-429")));
    waldur.fault("POST", &item(4), 1, Fault::Instead(answer("down-db-list")));
    waldur.fault("POST", &item(5), 1, Fault::After(answer("down-db-list")));
    waldur.fault("POST", &item(6), 1, Fault::Instead(answer("accept-staff")));
    let (text, sent) = accept(&waldur, &[1, 2, 3, 4, 5, 6, 7, 99]);
    assert_eq!(sent, ["accept 1", "accept 2", "accept 4", "accept 5", "accept 6", "accept 7"]);
    insta::assert_snapshot!(text, @"
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
    Sent 3 answers: 3 accepted. The others: 3 refused, 1 not done, 1 not sent.
    --- stderr
    error: cannot accept gw-002: 127.0.0.1:PORT received too many requests (429)
      nothing was changed; try again in 1 s
    error: cannot accept gw-003: a conflict of interest is flagged
      write to the call manager, who can dismiss it; declining works
    error: gw-004: server error (500 Internal Server Error); it still waits for an answer, so it was not accepted
      look again before you repeat it: waldur-review items list
    error: cannot accept gw-006: you may not do that on 127.0.0.1:PORT (403): You do not have permission to perform this action
      check that this is the right login; run: waldur-review auth status
    error: no item e00063~063 is assigned to you on 127.0.0.1:PORT
      it may be reassigned; run: waldur-review items list --pending
    ");
}

#[test]
fn equal_failures_keep_their_own_exit_code() {
    let waldur = Waldur::new();
    waldur.fault("POST", "", 9, Fault::Instead(answer("accept-staff")));
    let (text, sent) = accept(&waldur, &[1, 2]);
    assert_eq!(sent.len(), 2);
    insta::assert_snapshot!(text, @"
    $ waldur-review items accept --yes e00001~001 e00002~002
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    refused · gw-002  Proposal 2
    Sent no answer: 2 refused.
    --- stderr
    error: cannot accept gw-001: you may not do that on 127.0.0.1:PORT (403): You do not have permission to perform this action
      check that this is the right login; run: waldur-review auth status
    error: cannot accept gw-002: you may not do that on 127.0.0.1:PORT (403): You do not have permission to perform this action
      check that this is the right login; run: waldur-review auth status
    ");
    let waldur = Waldur::new();
    let (text, _) = accept(&waldur, &[8, 9]);
    insta::assert_snapshot!(text, @"
    $ waldur-review items accept --yes e00008~008 e00009~009
    (exit 3)
    --- stdout
    not sent · e00008~008
    not sent · e00009~009
    Sent no answer: 2 not sent.
    --- stderr
    error: no item e00008~008 is assigned to you on 127.0.0.1:PORT
      it may be reassigned; run: waldur-review items list --pending
    error: no item e00009~009 is assigned to you on 127.0.0.1:PORT
      it may be reassigned; run: waldur-review items list --pending
    ");
}

#[test]
fn token_that_expires_between_two_items_fails_the_rest() {
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
    Sent 1 answer: 1 accepted. The others: 2 refused.
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
fn json_has_one_object_for_each_item() {
    let waldur = Waldur::new();
    waldur.with(|world| {
        world.accept(2);
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
    [{"item":"e00001~001","proposal":"f00001~001","action":"accept","outcome":"done","review_uuid":"4e0001~001","error":null},{"item":"e00002~002","proposal":"f00002~002","action":"accept","outcome":"already_done","review_uuid":"4e0002~002","error":null},{"item":"e00003~003","proposal":"f00003~003","action":"accept","outcome":"refused","review_uuid":null,"error":{"code":"refused","message":"cannot accept gw-003: a conflict of interest is flagged","hint":"write to the call manager, who can dismiss it; declining works","http_status":null,"exit_code":5,"retryable":false}},{"item":"e00004~004","proposal":"f00004~004","action":"accept","outcome":"not_done","review_uuid":null,"error":{"code":"server_failed","message":"gw-004: server error (500 Internal Server Error); it still waits for an answer, so it was not accepted","hint":"look again before you repeat it: waldur-review items list","http_status":null,"exit_code":7,"retryable":false}},{"item":"e00009~009","proposal":null,"action":"accept","outcome":"not_sent","review_uuid":null,"error":{"code":"not_found","message":"no item e00009~009 is assigned to you on 127.0.0.1:PORT","hint":"it may be reassigned; run: waldur-review items list --pending","http_status":null,"exit_code":3,"retryable":false}}]
    --- stderr
    {"error":{"code":"partial","message":"3 of several failed","hint":"","http_status":null,"exit_code":9,"retryable":false,"errors":[{"code":"refused","message":"cannot accept gw-003: a conflict of interest is flagged","hint":"write to the call manager, who can dismiss it; declining works","http_status":null,"exit_code":5,"retryable":false},{"code":"server_failed","message":"gw-004: server error (500 Internal Server Error); it still waits for an answer, so it was not accepted","hint":"look again before you repeat it: waldur-review items list","http_status":null,"exit_code":7,"retryable":false},{"code":"not_found","message":"no item e00009~009 is assigned to you on 127.0.0.1:PORT","hint":"it may be reassigned; run: waldur-review items list --pending","http_status":null,"exit_code":3,"retryable":false}]}}
    "#);
    let (text, _) =
        run(&Waldur::new(), &["items", "decline", "-y", "--json", "--reason=x", &ids[0]]);
    insta::assert_snapshot!(text, @r#"
    $ waldur-review items decline -y --json --reason=x e00001~001
    (exit 0)
    --- stdout
    [{"item":"e00001~001","proposal":"f00001~001","action":"decline","outcome":"done","review_uuid":null,"error":null}]
    --- stderr
    "#);
}

#[test]
fn all_pending_items_of_a_paged_batch_are_answered() {
    let waldur = Waldur::empty();
    waldur.with(|world| {
        world.batch(1, "Gateway");
        world.items(1, 1..=300);
        world.page_limit = 70;
        world.batch(2, "Other");
        world.items(2, 301..=310);
    });
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let ran = sandbox
        .command(["items", "accept", "--yes", "--batch", &batch(1), "--all-pending"])
        .run()
        .assert_status(0);
    assert_eq!(ran.stdout_text().lines().filter(|line| line.starts_with("accepted")).count(), 300);
    assert!(ran.stdout_text().ends_with("\nSent 300 answers: 300 accepted.\n"));
    let expected: Vec<String> = (1..=300).map(|number| format!("accept {number}")).collect();
    assert_eq!(posts(&server), expected);
    // The batch's own document says all that is needed before the question. The first item is read
    // once more, which shows that the server keeps connections open: all POSTs use the same one.
    let before: Vec<String> =
        server.calls().into_iter().take_while(|call| !call.starts_with("POST")).collect();
    assert_eq!(
        before,
        [
            format!("GET /api/my-assignment-batches/{}/", batch(1)),
            format!("GET /api/assignment-items/{}/", item(1)),
        ]
    );
    assert!(server.connections() <= 3, "{} connections", server.connections());
    let reads = server.calls().iter().filter(|call| call.starts_with("GET")).count();
    assert!(reads <= 3, "{reads} reads");
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
fn slugs_and_prefixes_are_planned_with_three_requests() {
    let waldur = Waldur::new();
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    sandbox
        .command(["items", "accept", "--dry-run", "gw-001", "e00002", &item(4)])
        .run()
        .assert_status(0);
    let calls = server.calls();
    assert_eq!(calls.len(), 3, "{calls:?}");
    assert!(calls[1].contains("&reviewer_uuid="), "{calls:?}");
    assert_eq!(posts(&server).len(), 0);
}
