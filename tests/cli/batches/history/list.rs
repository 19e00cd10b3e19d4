//! The history of batches over its pages.

use crate::support::{Fault, Response, Server, Session, Waldur, batch};

use super::{run, some};

#[test]
fn history_holds_batches_that_the_list_does_not() {
    let server = some().start();
    let mut seen = String::new();
    for args in [
        &["list", "--all", "--format=table"][..],
        &["list", "--all"],
        &["list", "--all", "--format=csv"],
        &["list", "--all", "--columns=batch,answered,accepted,declined", "--format=table"],
        &["list", "--all", "--status=responded", "--json=uuid,responded_at,items_accepted_count"],
        &["list", "--all", "--call=nothing"],
        &["list", "--format=table"],
    ] {
        seen += &run(&server, args, "80");
    }
    seen += &run(&server, &["list", "--all", "--format=table"], "150");
    insta::assert_snapshot!(seen, @r#"
    $ waldur-review batches list --all --format=table
    (exit 0)
    --- stdout
       BATCH     CALL             DUE         TO DO  STATUS     ANSWERED    ACCEPTED
       ba0001c0  Gateway to Isa…  in 7 days     4/4  Sent       -                  0
       ba0002c0  Isambard 3 Rap…  in 7 days     0/3  Responded  2026-11-21         1
    x  ba0003c0  AIRR Early Acc…  4 days ago    0/2  Expired    -                  1
    --- stderr
    $ waldur-review batches list --all
    (exit 0)
    --- stdout
    ba0001~001	Gateway to Isambard-AI: Autumn 2026	2026-12-01T17:00:00Z	4	4	sent	2026-11-20T10:12:00Z			0	0
    ba0002~002	Isambard 3 Rapid Access	2026-12-01T17:00:00Z	0	3	responded	2026-11-20T10:12:00Z		2026-11-21T09:30:00Z	1	2
    ba0003~003	AIRR Early Access Research	2026-11-20T17:00:00Z	0	2	expired	2026-11-20T10:12:00Z			1	0
    --- stderr
    $ waldur-review batches list --all --format=csv
    (exit 0)
    --- stdout
    batch,call,due,pending,items,status,sent,note,answered,accepted,declined
    ba0001~001,Gateway to Isambard-AI: Autumn 2026,2026-12-01T17:00:00Z,4,4,sent,2026-11-20T10:12:00Z,,,0,0
    ba0002~002,Isambard 3 Rapid Access,2026-12-01T17:00:00Z,0,3,responded,2026-11-20T10:12:00Z,,2026-11-21T09:30:00Z,1,2
    ba0003~003,AIRR Early Access Research,2026-11-20T17:00:00Z,0,2,expired,2026-11-20T10:12:00Z,,,1,0
    --- stderr
    $ waldur-review batches list --all --columns=batch,answered,accepted,declined --format=table
    (exit 0)
    --- stdout
       BATCH     ANSWERED    ACCEPTED  DECLINED
       ba0001c0  -                  0         0
       ba0002c0  2026-11-21         1         2
    x  ba0003c0  -                  1         0
    --- stderr
    $ waldur-review batches list --all --status=responded --json=uuid,responded_at,items_accepted_count
    (exit 0)
    --- stdout
    [{"uuid":"ba0002~002","responded_at":"2026-11-21T09:30:00+00:00","items_accepted_count":1}]
    --- stderr
    $ waldur-review batches list --all --call=nothing
    (exit 0)
    --- stdout
    --- stderr
    None of the 3 batches matches. See all: waldur-review batches list --all
    $ waldur-review batches list --format=table
    (exit 0)
    --- stdout
       BATCH     CALL                                 DUE        TO DO  STATUS  NOTE
       ba0001c0  Gateway to Isambard-AI: Autumn 2026  in 7 days    4/4  Sent
    --- stderr
    $ waldur-review batches list --all --format=table
    (exit 0)
    --- stdout
       BATCH     CALL                                 DUE         DEADLINE              TO DO  STATUS     ANSWERED    ACCEPTED  DECLINED  SENT        NOTE
       ba0001c0  Gateway to Isambard-AI: Autumn 2026  in 7 days   2026-12-01 17:00 GMT    4/4  Sent       -                  0         0  2026-11-20
       ba0002c0  Isambard 3 Rapid Access              in 7 days   2026-12-01 17:00 GMT    0/3  Responded  2026-11-21         1         2  2026-11-20
    x  ba0003c0  AIRR Early Access Research           4 days ago  2026-11-20 17:00 GMT    0/2  Expired    -                  1         0  2026-11-20
    --- stderr
    "#);
}

#[test]
fn history_is_read_over_all_pages() {
    let waldur = Waldur::empty();
    waldur.with(|world| {
        for number in 1..=7 {
            world.batch(number, "Gateway").status = "responded";
        }
        world.page_limit = 3;
    });
    let server = waldur.start();
    let text = run(&server, &["list", "--all", "--json"], "80");
    assert_eq!(text.matches("\"status\":\"responded\"").count(), 7, "{text}");
    // The own reviewer profile, then three pages.
    assert_eq!(server.calls().len(), 4);
    let (_, body) = text.split_once("--- stdout\n").unwrap();
    let body = body.strip_suffix("--- stderr\n").unwrap();
    let parsed: serde_json::Value = serde_json::from_str(body).unwrap();
    assert_eq!(parsed.as_array().unwrap().len(), 7);
    let ndjson = run(&server, &["list", "--all", "--format=ndjson"], "80");
    assert_eq!(ndjson.lines().filter(|line| line.starts_with('{')).count(), 7);

    waldur.fault(
        "GET",
        "page=3",
        9,
        Fault::Instead(Response::json(404, "{\"detail\":\"Invalid page.\"}")),
    );
    let text = run(&server, &["list", "--all"], "80");
    assert!(text.contains("(exit 7)\n--- stdout\n--- stderr\n"), "{text}");
}

#[test]
fn empty_history_says_so() {
    let server = Waldur::empty().start();
    let mut seen = run(&server, &["list", "--all"], "80");
    seen += &run(&server, &["list", "--all", "--json"], "80");
    insta::assert_snapshot!(seen, @r"
    $ waldur-review batches list --all
    (exit 0)
    --- stdout
    --- stderr
    No batch was sent to you on 127.0.0.1:PORT so far.
    $ waldur-review batches list --all --json
    (exit 0)
    --- stdout
    []
    --- stderr
    ");
}

#[test]
fn answers_are_shown_in_the_history() {
    let server = some().start();
    let mut seen = run(&server, &["show", &batch(2)], "80");
    seen += &run(&server, &["show", &batch(3)], "80");
    insta::assert_snapshot!(seen, @"
    $ waldur-review batches show ba0002~002
    (exit 0)
    --- stdout
    Isambard 3 Rapid Access                                                Responded
    Batch   ba0002c0-ffee-4a00-0000-000000000002
    Due     Tue 01 Dec 2026 17:00 GMT (in 7 days)
            Tue 01 Dec 2026 05:00 AoE
    Sent    Fri 20 Nov 2026 10:12 GMT
    Answer  0 of 3 waiting, 1 accepted, 2 declined

    1  gw-005  Proposal 5
       Accepted · affinity 0.82 · item e00005c0
       What proposal 5 is about.

    2  gw-006  Proposal 6
       Declined · affinity 0.82 · item e00006c0
       What proposal 6 is about.

    3  gw-007  Proposal 7
       Declined · affinity 0.82 · item e00007c0
       What proposal 7 is about.
    --- stderr
    $ waldur-review batches show ba0003~003
    (exit 0)
    --- stdout
    AIRR Early Access Research                                               Expired
    Batch   ba0003c0-ffee-4a00-0000-000000000003
    Due     Fri 20 Nov 2026 17:00 GMT (4 days ago)
    Sent    Fri 20 Nov 2026 10:12 GMT
    Answer  0 of 2 waiting, 1 accepted

    1  gw-008  Proposal 8
       Expired · affinity 0.82 · item e00008c0
       What proposal 8 is about.

    2  gw-009  Proposal 9
       Accepted · affinity 0.82 · item e00009c0
       What proposal 9 is about.
    --- stderr
    ");
}

#[test]
fn json_of_several_pages_is_the_document_of_the_server() {
    let server = Server::start(|request| {
        let (body, next) = if request.path.contains("page=2") {
            (r#"[ {"uuid":"b","z":1e-7,"a":null} ]"#, "")
        } else {
            let body =
                r#"[{"uuid":"a","n":1.10,"big":123456789012345678901234567890,"t":"\u00e9"}]"#;
            let next = "<x>; rel=last, </api/?o=a,b&page=2#x>; title=\"<y>, z\"; REL = \"Next up\"";
            (body, next)
        };
        let link = if next.is_empty() { "<x>; rel=\"first\"" } else { next };
        Response::json(200, body).header("Link", link).header("X-Result-Count", "2")
    });
    let session = Session::new(server);
    let ran = session.run("batches list --all --json");
    assert_eq!(
        ran.assert_status(0).stdout_text(),
        "[{\"uuid\":\"a\",\"n\":1.10,\"big\":123456789012345678901234567890,\"t\":\"\\u00e9\"},\
         {\"uuid\":\"b\",\"z\":1e-7,\"a\":null}]\n"
    );
}

#[test]
fn last_answer_removes_the_batch_from_the_list() {
    let waldur = Waldur::new();
    let session = Session::new(waldur.start());
    let list = || {
        let ran = session.run("batches list").assert_status(0);
        ran.stdout_text().lines().count()
    };
    assert_eq!(list(), 1);
    let all = ["--batch", &batch(1), "--all-pending", "--reason=No time.", "-y"];
    let declined = session.command(["items", "decline"]).args(all).run();
    declined.assert_status(0);
    assert_eq!(list(), 0);
    assert_eq!(waldur.with(|world| world.batches[0].status), "responded");
}
