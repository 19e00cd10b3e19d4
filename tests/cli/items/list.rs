//! The list: formats, filters, and empty lists.

use crate::support::{Response, Server, Session, Waldur, answer, batch};

use super::{list, short, some};

#[test]
fn items_are_listed_in_every_format() {
    let server = some().start();
    let mut seen = String::new();
    for format in ["table", "tsv", "csv", "ndjson"] {
        seen += &list(&server, &["--format", format]);
    }
    insta::assert_snapshot!(seen, @r#"
    $ waldur-review items list --format table
    (exit 0)
    --- stdout
       ITEM      SLUG    PROPOSAL            DUE        STATUS    CONFLICT  AFFINITY
       e00001c0  gw-001  Llais: open speec…  in 7 days  Pending                 0.82
       e00003c0  gw-003  Proposal 3          in 7 days  Pending   yes           0.82
       e00006c0  gw-006  Proposal 6          in 7 days  Pending                 0.82
       e00002c0  gw-002  Proposal 2          in 7 days  Accepted                0.82
       e00004c0  gw-004  Proposal 4          in 7 days  Declined                0.82
       e00005c0  gw-005  Proposal 5          in 7 days  Blocked                 0.82
    --- stderr
    $ waldur-review items list --format tsv
    (exit 0)
    --- stdout
    e00001~001	gw-001	Llais: open speech models for Welsh, Cornish and GàidhligLlais: open speech models for Welsh, Cornish and Gàidhlig	pending	0.82	false		ba0001~001
    e00002~002	gw-002	Proposal 2	accepted	0.82	false	2026-11-24T03:00:00Z	ba0001~001
    e00003~003	gw-003	Proposal 3	pending	0.82	true		ba0001~001
    e00004~004	gw-004	Proposal 4	declined	0.82	false	2026-11-24T03:00:01Z	ba0001~001
    e00005~005	gw-005	Proposal 5	coi_blocked	0.82	false		ba0002~002
    e00006~006	gw-006	Proposal 6	pending	0.82	false		ba0002~002
    --- stderr
    $ waldur-review items list --format csv
    (exit 0)
    --- stdout
    item,slug,proposal,status,affinity,conflict,answered,batch
    e00001~001,gw-001,"Llais: open speech models for Welsh, Cornish and GàidhligLlais: open speech models for Welsh, Cornish and Gàidhlig",pending,0.82,false,,ba0001~001
    e00002~002,gw-002,Proposal 2,accepted,0.82,false,2026-11-24T03:00:00Z,ba0001~001
    e00003~003,gw-003,Proposal 3,pending,0.82,true,,ba0001~001
    e00004~004,gw-004,Proposal 4,declined,0.82,false,2026-11-24T03:00:01Z,ba0001~001
    e00005~005,gw-005,Proposal 5,coi_blocked,0.82,false,,ba0002~002
    e00006~006,gw-006,Proposal 6,pending,0.82,false,,ba0002~002
    --- stderr
    $ waldur-review items list --format ndjson
    (exit 0)
    --- stdout
    {"url":"http://127.0.0.1:PORT/api/assignment-items/e00001~001/","uuid":"e00001~001","batch":"http://127.0.0.1:PORT/api/assignment-batches/ba0001~001/","proposal":"http://127.0.0.1:PORT/api/proposal-proposals/f00001~001/","proposal_uuid":"f00001~001","proposal_name":"Llais: open speech models for Welsh, Cornish and GàidhligLlais: open speech models for Welsh, Cornish and Gàidhlig","proposal_slug":"gw-001","status":"pending","status_display":"Awaiting response","affinity_score":0.82,"has_coi":false,"coi_count":0,"responded_at":null,"decline_reason":"","review":null,"reassign_count":0,"override_reason":"","overridden_by_name":"","overridden_at":null,"created":"2026-11-19T10:12:00+00:00"}
    {"url":"http://127.0.0.1:PORT/api/assignment-items/e00002~002/","uuid":"e00002~002","batch":"http://127.0.0.1:PORT/api/assignment-batches/ba0001~001/","proposal":"http://127.0.0.1:PORT/api/proposal-proposals/f00002~002/","proposal_uuid":"f00002~002","proposal_name":"Proposal 2","proposal_slug":"gw-002","status":"accepted","status_display":"Accepted","affinity_score":0.82,"has_coi":false,"coi_count":0,"responded_at":"2026-11-24T03:00:00+00:00","decline_reason":"","review":"http://127.0.0.1:PORT/api/proposal-reviews/4e0002~002/","review_uuid":"4e0002~002","reassign_count":0,"override_reason":"","overridden_by_name":"","overridden_at":null,"created":"2026-11-19T10:12:00+00:00"}
    {"url":"http://127.0.0.1:PORT/api/assignment-items/e00003~003/","uuid":"e00003~003","batch":"http://127.0.0.1:PORT/api/assignment-batches/ba0001~001/","proposal":"http://127.0.0.1:PORT/api/proposal-proposals/f00003~003/","proposal_uuid":"f00003~003","proposal_name":"Proposal 3","proposal_slug":"gw-003","status":"pending","status_display":"Awaiting response","affinity_score":0.82,"has_coi":true,"coi_count":1,"responded_at":null,"decline_reason":"","review":null,"reassign_count":0,"override_reason":"","overridden_by_name":"","overridden_at":null,"created":"2026-11-19T10:12:00+00:00"}
    {"url":"http://127.0.0.1:PORT/api/assignment-items/e00004~004/","uuid":"e00004~004","batch":"http://127.0.0.1:PORT/api/assignment-batches/ba0001~001/","proposal":"http://127.0.0.1:PORT/api/proposal-proposals/f00004~004/","proposal_uuid":"f00004~004","proposal_name":"Proposal 4","proposal_slug":"gw-004","status":"declined","status_display":"Declined","affinity_score":0.82,"has_coi":false,"coi_count":0,"responded_at":"2026-11-24T03:00:01+00:00","decline_reason":"No time.","review":null,"reassign_count":0,"override_reason":"","overridden_by_name":"","overridden_at":null,"created":"2026-11-19T10:12:00+00:00"}
    {"url":"http://127.0.0.1:PORT/api/assignment-items/e00005~005/","uuid":"e00005~005","batch":"http://127.0.0.1:PORT/api/assignment-batches/ba0002~002/","proposal":"http://127.0.0.1:PORT/api/proposal-proposals/f00005~005/","proposal_uuid":"f00005~005","proposal_name":"Proposal 5","proposal_slug":"gw-005","status":"coi_blocked","status_display":"Blocked due to COI","affinity_score":0.82,"has_coi":false,"coi_count":0,"responded_at":null,"decline_reason":"","review":null,"reassign_count":0,"override_reason":"","overridden_by_name":"","overridden_at":null,"created":"2026-11-19T10:12:00+00:00"}
    {"url":"http://127.0.0.1:PORT/api/assignment-items/e00006~006/","uuid":"e00006~006","batch":"http://127.0.0.1:PORT/api/assignment-batches/ba0002~002/","proposal":"http://127.0.0.1:PORT/api/proposal-proposals/f00006~006/","proposal_uuid":"f00006~006","proposal_name":"Proposal 6","proposal_slug":"gw-006","status":"pending","status_display":"Awaiting response","affinity_score":0.82,"has_coi":false,"coi_count":0,"responded_at":null,"decline_reason":"","review":null,"reassign_count":0,"override_reason":"","overridden_by_name":"","overridden_at":null,"created":"2026-11-19T10:12:00+00:00"}
    --- stderr
    "#);
    let session = Session::new(server);
    let wide = session.command(["items", "ls", "--format=table"]).env("COLUMNS", "140").run();
    insta::assert_snapshot!(short(&wide.snapshot()), @"
    $ waldur-review items ls --format=table
    (exit 0)
    --- stdout
       ITEM      SLUG    PROPOSAL                    CALL                         DUE        STATUS    CONFLICT  AFFINITY  ANSWERED    BATCH
       e00001c0  gw-001  Llais: open speech models…  Gateway to Isambard-AI: Au…  in 7 days  Pending                 0.82  -           ba0001c0
       e00003c0  gw-003  Proposal 3                  Gateway to Isambard-AI: Au…  in 7 days  Pending   yes           0.82  -           ba0001c0
       e00006c0  gw-006  Proposal 6                  Isambard 3 Rapid Access      in 7 days  Pending                 0.82  -           ba0002c0
       e00002c0  gw-002  Proposal 2                  Gateway to Isambard-AI: Au…  in 7 days  Accepted                0.82  2026-11-24  ba0001c0
       e00004c0  gw-004  Proposal 4                  Gateway to Isambard-AI: Au…  in 7 days  Declined                0.82  2026-11-24  ba0001c0
       e00005c0  gw-005  Proposal 5                  Isambard 3 Rapid Access      in 7 days  Blocked                 0.82  -           ba0002c0
    --- stderr
    ");
}

#[test]
fn filters_are_sent_to_the_server() {
    let server = some().start();
    let mut seen = String::new();
    let call = "ca0001c0ffee4a000000000000000001".replace("ca0001", "CA0001");
    let whole = batch(2);
    for args in [
        &["--pending"][..],
        &["--status", "accepted", "--status", "DECLINED"],
        &["--batch", &batch(1)[..6], "--status=coi_blocked"],
        &["--batch", &whole],
        &["--call", &call, "--json=uuid,status"],
        &["--call", "abcd"],
        &["--status", "a&b"],
        &["--status", "lost"],
        &["--batch", "ffff"],
        &["--pending", "--status=accepted"],
        &["--json=uuid,nothing"],
    ] {
        seen += &list(&server, args);
    }
    insta::assert_snapshot!(seen, @r#"
    $ waldur-review items list --pending
    (exit 0)
    --- stdout
    e00001~001	gw-001	Llais: open speech models for Welsh, Cornish and GàidhligLlais: open speech models for Welsh, Cornish and Gàidhlig	pending	0.82	false		ba0001~001
    e00003~003	gw-003	Proposal 3	pending	0.82	true		ba0001~001
    e00006~006	gw-006	Proposal 6	pending	0.82	false		ba0002~002
    --- stderr
    $ waldur-review items list --status accepted --status DECLINED
    (exit 0)
    --- stdout
    e00002~002	gw-002	Proposal 2	accepted	0.82	false	2026-11-24T03:00:00Z	ba0001~001
    e00004~004	gw-004	Proposal 4	declined	0.82	false	2026-11-24T03:00:01Z	ba0001~001
    --- stderr
    $ waldur-review items list --batch ba0001 --status=coi_blocked
    (exit 0)
    --- stdout
    --- stderr
    No proposal matches. See all: waldur-review items list
    $ waldur-review items list --batch ba0002~002
    (exit 0)
    --- stdout
    e00005~005	gw-005	Proposal 5	coi_blocked	0.82	false		ba0002~002
    e00006~006	gw-006	Proposal 6	pending	0.82	false		ba0002~002
    --- stderr
    $ waldur-review items list --call CA0001~001 --json=uuid,status
    (exit 0)
    --- stdout
    [{"uuid":"e00001~001","status":"pending"},{"uuid":"e00002~002","status":"accepted"},{"uuid":"e00003~003","status":"pending"},{"uuid":"e00004~004","status":"declined"},{"uuid":"e00005~005","status":"coi_blocked"},{"uuid":"e00006~006","status":"pending"}]
    --- stderr
    $ waldur-review items list --call abcd
    (exit 0)
    --- stdout
    --- stderr
    No proposal matches. See all: waldur-review items list
    $ waldur-review items list --status 'a&b'
    (exit 2)
    --- stdout
    --- stderr
    error: "a&b" is not the status of an item
      known: pending, accepted, declined, coi_blocked, expired, reassigned
    $ waldur-review items list --status lost
    (exit 5)
    --- stdout
    --- stderr
    error: 127.0.0.1:PORT refused the request (400): status: Select a valid choice. lost is not one of the available choices
    $ waldur-review items list --batch ffff
    (exit 3)
    --- stdout
    --- stderr
    error: no batch matches ffff on 127.0.0.1:PORT
      it may be cancelled, not sent yet, or someone else's; run: waldur-review batches list --all
    $ waldur-review items list --pending --status=accepted
    (exit 2)
    --- stdout
    --- stderr
    error: the argument '--pending' cannot be used with '--status <STATUS>'

    Usage: waldur-review items list --pending

    For more information, try '--help'.
    $ waldur-review items list --json=uuid,nothing
    (exit 2)
    --- stdout
    --- stderr
    {"error":{"code":"usage","message":"there is no field \"nothing\"","hint":"fields: uuid, batch, proposal_uuid, proposal_name, proposal_slug, status, status_display, affinity_score, has_coi, responded_at, review_uuid, url, proposal, coi_count, decline_reason, review, reassign_count, override_reason, overridden_by_name, overridden_at, created","http_status":null,"exit_code":2,"retryable":false}}
    "#);
    // The batches are asked for at the same time, so the order among all requests differs.
    let calls = server.calls().into_iter().filter(|call| call.contains("/assignment-items/"));
    let asked = short(&calls.collect::<Vec<_>>().join("\n"));
    insta::assert_snapshot!(asked, @"
    GET /api/assignment-items/?page_size=300&reviewer_uuid=92b26f7d26ca45afa12d00ebd0a2e7bc&status=pending
    GET /api/assignment-items/?page_size=300&reviewer_uuid=92b26f7d26ca45afa12d00ebd0a2e7bc&status=accepted&status=declined
    GET /api/assignment-items/?page_size=300&batch_uuid=ba0001~001&reviewer_uuid=92b26f7d26ca45afa12d00ebd0a2e7bc&status=coi_blocked
    GET /api/assignment-items/?page_size=300&batch_uuid=ba0002~002&reviewer_uuid=92b26f7d26ca45afa12d00ebd0a2e7bc
    GET /api/assignment-items/?page_size=300&call_uuid=ca0001~001&reviewer_uuid=92b26f7d26ca45afa12d00ebd0a2e7bc
    GET /api/assignment-items/?page_size=300&reviewer_uuid=92b26f7d26ca45afa12d00ebd0a2e7bc
    GET /api/assignment-items/?page_size=300&reviewer_uuid=92b26f7d26ca45afa12d00ebd0a2e7bc&status=lost
    GET /api/assignment-items/?page_size=300&reviewer_uuid=92b26f7d26ca45afa12d00ebd0a2e7bc
    ");
}

#[test]
fn empty_list_says_so() {
    let server = Waldur::empty().start();
    let mut seen = String::new();
    for args in [&[][..], &["--pending"], &["--json"], &["--format=csv"], &["--format=table"]] {
        seen += &list(&server, args);
    }
    insta::assert_snapshot!(seen, @r"
    $ waldur-review items list
    (exit 0)
    --- stdout
    --- stderr
    No proposal was assigned to you on 127.0.0.1:PORT so far.
    $ waldur-review items list --pending
    (exit 0)
    --- stdout
    --- stderr
    No proposal matches. See all: waldur-review items list
    $ waldur-review items list --json
    (exit 0)
    --- stdout
    []
    --- stderr
    $ waldur-review items list --format=csv
    (exit 0)
    --- stdout
    item,slug,proposal,status,affinity,conflict,answered,batch
    --- stderr
    $ waldur-review items list --format=table
    (exit 0)
    --- stdout
    --- stderr
    No proposal was assigned to you on 127.0.0.1:PORT so far.
    ");
}

#[test]
fn json_is_the_document_of_the_server() {
    let body = r#"[{"uuid":"e0000100000000000000000000000000","b":1.10,"a":123456789012345678901234567890,
 "text":"\u001b[1mé é\u202e","batch":null}]"#;
    let session = Session::start(move |_| Response::json(200, body));
    let ran = session.run("items list --json").assert_status(0);
    let text = ran.stdout_text();
    for part in [r#""b":1.10,"a":123456789012345678901234567890"#, r#""text":"\u001b[1mé é\u202e""#]
    {
        assert!(text.contains(part), "{text}");
    }
    let ran = session.run("items list --json=a,b,review_uuid");
    assert_eq!(
        ran.stdout_text(),
        "[{\"a\":123456789012345678901234567890,\"b\":1.10,\"review_uuid\":null}]\n"
    );
    // A real server's words, with a count of more than there is on this page.
    let real = answer("items").header("X-Result-Count", "10").header("Link", "<x>; rel=\"first\"");
    let server = Server::start(move |_| real.clone());
    let table = list(&server, &["--format=table"]);
    insta::assert_snapshot!(table, @"
    $ waldur-review items list --format=table
    (exit 0)
    --- stdout
       ITEM      SLUG               PROPOSAL               DUE  STATUS      CONFLICT
       7a6c9120  nsc-a-2026-r1-005  محاكاة البروتينات      ?    Pending
       813af992  nsc-a-2026-r1-010  Lattice QCD with phy…  ?    Pending
       010fb861  nsc-b-2026-r1-016  Bulk proposal 015 —…   ?    Reassigned
       3b0bec27  nsc-b-2026-r1-015  Bulk proposal 014 —…   ?    Accepted
       e2a8ce5f  nsc-b-2026-r1-014  Bulk proposal 013 —…   ?    Expired
       a5ed32a0  nsc-c-2026-r1-009  Lattice QCD with phy…  ?    Blocked     yes
       d973e9c3  nsc-c-2026-r1-008  A                      ?    Declined
       bad58a48  nsc-c-2026-r1-007  🧬 Genome-scale μ‑si…  ?    Accepted
       70cde365  nsc-c-2026-r1-006  Protein folding at s…  ?    Accepted
       98b9e52d  nsc-a-2026-r1-008  A                      ?    Blocked     yes
    --- stderr
    ");
}

#[test]
fn response_that_is_not_a_list_is_a_server_error() {
    let mut seen = String::new();
    for response in [
        Response::json(200, "{}"),
        Response::json(200, "[3]"),
        Response::html(200, "<!doctype html>"),
        answer("not-found-api"),
        answer("auth-expired"),
    ] {
        let server = Server::start(move |_| response.clone());
        seen += &list(&server, &[]);
    }
    insta::assert_snapshot!(seen, @r#"
    $ waldur-review items list
    (exit 7)
    --- stdout
    --- stderr
    error: the response of http://127.0.0.1:PORT/api/assignment-items/ is not as documented: a list was expected
      the address comes from credentials.toml, profile "default"
      see its response with: curl -i
    $ waldur-review items list
    (exit 7)
    --- stdout
    --- stderr
    error: the response of http://127.0.0.1:PORT/api/assignment-items/ is not as documented: a list of objects was expected
      the address comes from credentials.toml, profile "default"
      see its response with: curl -i
    $ waldur-review items list
    (exit 7)
    --- stdout
    --- stderr
    error: expected JSON from http://127.0.0.1:PORT/api/assignment-items/?page_size=300 but got a web page
      this looks like the web portal; log in again with the API's address
    $ waldur-review items list
    (exit 7)
    --- stdout
    --- stderr
    error: 127.0.0.1:PORT does not know the address http://127.0.0.1:PORT/api/assignment-items/ (404)
      the address comes from credentials.toml, profile "default"
      this Waldur may be too old, or have no calls for proposals
    $ waldur-review items list
    (exit 4)
    --- stdout
    --- stderr
    error: the server refused your token (401): Token has expired
      token: credentials.toml, profile "default"
      make a new one in the web portal and run: waldur-review auth login
    "#);
}

#[test]
fn server_text_is_sanitized() {
    let waldur = Waldur::new();
    waldur.with(|world| {
        world.item(1).name = "A\u{1b}[2J\u{202e}b\u{7}\r\nc\tand d".to_owned();
        world.item(1).slug = "s\u{1b}]0;x\u{7}".to_owned();
        world.item(2).status = "paused\u{1b}[1m";
    });
    let session = Session::new(waldur.start());
    for format in ["table", "tsv"] {
        let ran = session.command(["items", "list", "--format", format]).run().assert_status(0);
        let text = ran.stdout_text();
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{7}', '\r']), "{}", ran.snapshot());
    }
}

#[test]
fn items_are_ordered_and_limited() {
    let waldur = Waldur::new();
    waldur.with(|world| {
        world.item(2).affinity = Some(0.95);
        world.item(4).affinity = None;
        world.accept(3);
    });
    let session = Session::new(waldur.start());
    for (words, expected) in [
        // A program gets the server's order.
        ("", "gw-001 gw-002 gw-003 gw-004"),
        ("--sort due", "gw-001 gw-002 gw-004 gw-003"),
        ("--sort affinity", "gw-002 gw-001 gw-003 gw-004"),
        ("--sort affinity --reverse --limit 1", "gw-004"),
        ("--sort answered --limit 1", "gw-003"),
        ("--sort server", "gw-001 gw-002 gw-003 gw-004"),
        ("--limit 2", "gw-001 gw-002"),
    ] {
        let ran = session.run(&format!("items list --columns slug {words}")).assert_status(0);
        let found: Vec<&str> = ran.stdout_text().lines().collect();
        assert_eq!(found.join(" "), expected, "{words}");
    }
    let wrong = session.run("items list --json --columns slug").assert_status(2);
    assert!(wrong.stderr.contains("--columns is for tables; JSON has fields"), "{}", wrong.stderr);
    let columns = "items list --columns proposal-uuid,deadline,call --limit 1";
    let ran = session.run(columns).assert_status(0);
    assert!(ran.stdout_text().contains("\t2026-12-01T17:00:00Z\t"), "{}", ran.stdout_text());
}
