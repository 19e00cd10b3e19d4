//! `items list`: all pages or none, and in every form.

use crate::support::{
    Fault, Response, Sandbox, Server, TOKEN, Waldur, World, answer, assert_no_token, batch, item,
};

/// Without the zeros in the UUIDs of the tests.
fn short(text: &str) -> String {
    text.replace("c0ffee4a000000000000000", "~")
}

fn list(server: &Server, args: &[&str]) -> String {
    let sandbox = Sandbox::new();
    sandbox.logged_in(server);
    let ran = sandbox.command(["items", "list"]).args(args).run();
    assert_no_token(&ran, TOKEN);
    short(&ran.snapshot())
}

fn some() -> Waldur {
    let waldur = Waldur::new();
    waldur.with(|world| {
        let second = world.batch(2, "Isambard 3 Rapid Access");
        second.status = "responded";
        world.items(2, 5..=6);
        world.item(2).status = "accepted";
        world.item(2).reviewed = true;
        world.item(4).status = "declined";
        "No time.".clone_into(&mut world.item(4).reason);
        world.item(5).status = "coi_blocked";
        world.item(1).name = "Llais: open speech models for Welsh, Cornish and Gàidhlig".repeat(2);
    });
    waldur
}

#[test]
fn items_are_listed_in_every_form() {
    let server = some().start();
    let mut seen = String::new();
    for format in ["table", "tsv", "csv", "ndjson"] {
        seen += &list(&server, &["--format", format]);
    }
    insta::assert_snapshot!(seen, @r#"
    $ waldur-review items list --format table
    (exit 0)
    --- stdout
       ITEM      SLUG    PROPOSAL                       STATUS    AFFINITY  CONFLICT
       e00001c0  gw-001  Llais: open speech models fo…  Pending       0.82
       e00002c0  gw-002  Proposal 2                     Accepted      0.82
       e00003c0  gw-003  Proposal 3                     Pending       0.82  yes
       e00004c0  gw-004  Proposal 4                     Declined      0.82
       e00005c0  gw-005  Proposal 5                     Blocked       0.82
       e00006c0  gw-006  Proposal 6                     Pending       0.82
    --- stderr
    $ waldur-review items list --format tsv
    (exit 0)
    --- stdout
    e00001~001	gw-001	Llais: open speech models for Welsh, Cornish and GàidhligLlais: open speech models for Welsh, Cornish and Gàidhlig	pending	0.82	false		ba0001~001
    e00002~002	gw-002	Proposal 2	accepted	0.82	false	2026-11-24T03:00:01Z	ba0001~001
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
    e00002~002,gw-002,Proposal 2,accepted,0.82,false,2026-11-24T03:00:01Z,ba0001~001
    e00003~003,gw-003,Proposal 3,pending,0.82,true,,ba0001~001
    e00004~004,gw-004,Proposal 4,declined,0.82,false,2026-11-24T03:00:01Z,ba0001~001
    e00005~005,gw-005,Proposal 5,coi_blocked,0.82,false,,ba0002~002
    e00006~006,gw-006,Proposal 6,pending,0.82,false,,ba0002~002
    --- stderr
    $ waldur-review items list --format ndjson
    (exit 0)
    --- stdout
    {"affinity_score":0.82,"batch":"http://127.0.0.1:PORT/api/assignment-batches/ba0001~001/","created":"2026-11-19T10:12:00+00:00","decline_reason":"","has_coi":false,"proposal_name":"Llais: open speech models for Welsh, Cornish and GàidhligLlais: open speech models for Welsh, Cornish and Gàidhlig","proposal_slug":"gw-001","proposal_uuid":"f00001~001","responded_at":null,"review":null,"status":"pending","status_display":"Awaiting response","url":"http://127.0.0.1:PORT/api/assignment-items/e00001~001/","uuid":"e00001~001"}
    {"affinity_score":0.82,"batch":"http://127.0.0.1:PORT/api/assignment-batches/ba0001~001/","created":"2026-11-19T10:12:00+00:00","decline_reason":"","has_coi":false,"proposal_name":"Proposal 2","proposal_slug":"gw-002","proposal_uuid":"f00002~002","responded_at":"2026-11-24T03:00:01.000000+00:00","review":null,"review_uuid":"4e0002~002","status":"accepted","status_display":"Accepted","url":"http://127.0.0.1:PORT/api/assignment-items/e00002~002/","uuid":"e00002~002"}
    {"affinity_score":0.82,"batch":"http://127.0.0.1:PORT/api/assignment-batches/ba0001~001/","created":"2026-11-19T10:12:00+00:00","decline_reason":"","has_coi":true,"proposal_name":"Proposal 3","proposal_slug":"gw-003","proposal_uuid":"f00003~003","responded_at":null,"review":null,"status":"pending","status_display":"Awaiting response","url":"http://127.0.0.1:PORT/api/assignment-items/e00003~003/","uuid":"e00003~003"}
    {"affinity_score":0.82,"batch":"http://127.0.0.1:PORT/api/assignment-batches/ba0001~001/","created":"2026-11-19T10:12:00+00:00","decline_reason":"No time.","has_coi":false,"proposal_name":"Proposal 4","proposal_slug":"gw-004","proposal_uuid":"f00004~004","responded_at":"2026-11-24T03:00:01.000000+00:00","review":null,"status":"declined","status_display":"Declined","url":"http://127.0.0.1:PORT/api/assignment-items/e00004~004/","uuid":"e00004~004"}
    {"affinity_score":0.82,"batch":"http://127.0.0.1:PORT/api/assignment-batches/ba0002~002/","created":"2026-11-19T10:12:00+00:00","decline_reason":"","has_coi":false,"proposal_name":"Proposal 5","proposal_slug":"gw-005","proposal_uuid":"f00005~005","responded_at":null,"review":null,"status":"coi_blocked","status_display":"Blocked due to COI","url":"http://127.0.0.1:PORT/api/assignment-items/e00005~005/","uuid":"e00005~005"}
    {"affinity_score":0.82,"batch":"http://127.0.0.1:PORT/api/assignment-batches/ba0002~002/","created":"2026-11-19T10:12:00+00:00","decline_reason":"","has_coi":false,"proposal_name":"Proposal 6","proposal_slug":"gw-006","proposal_uuid":"f00006~006","responded_at":null,"review":null,"status":"pending","status_display":"Awaiting response","url":"http://127.0.0.1:PORT/api/assignment-items/e00006~006/","uuid":"e00006~006"}
    --- stderr
    "#);
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let wide = sandbox
        .command(["items", "ls", "--format=table"])
        .env("COLUMNS", "140")
        .run();
    insta::assert_snapshot!(short(&wide.snapshot()), @r"
    $ waldur-review items ls --format=table
    (exit 0)
    --- stdout
       ITEM      SLUG    PROPOSAL                                                             STATUS    AFFINITY  CONFLICT  ANSWERED    BATCH
       e00001c0  gw-001  Llais: open speech models for Welsh, Cornish and GàidhligLlais: op…  Pending       0.82            -           ba0001c0
       e00002c0  gw-002  Proposal 2                                                           Accepted      0.82            2026-11-24  ba0001c0
       e00003c0  gw-003  Proposal 3                                                           Pending       0.82  yes       -           ba0001c0
       e00004c0  gw-004  Proposal 4                                                           Declined      0.82            2026-11-24  ba0001c0
       e00005c0  gw-005  Proposal 5                                                           Blocked       0.82            -           ba0002c0
       e00006c0  gw-006  Proposal 6                                                           Pending       0.82            -           ba0002c0
    --- stderr
    ");
}

#[test]
fn items_are_filtered_by_the_server() {
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
    e00002~002	gw-002	Proposal 2	accepted	0.82	false	2026-11-24T03:00:01Z	ba0001~001
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
    (exit 2)
    --- stdout
    --- stderr
    error: "abcd" is not the whole UUID of a call
      they are listed by: waldur-review batches list --all --columns call,call-uuid
    $ waldur-review items list --status 'a&b'
    (exit 2)
    --- stdout
    --- stderr
    error: "a&b" is not a status
      pending, accepted, declined, coi_blocked, expired or reassigned
    $ waldur-review items list --status lost
    (exit 5)
    --- stdout
    --- stderr
    error: 127.0.0.1:PORT refused the request (400): status: Select a valid choice. nonsense is not one of the available choices
    $ waldur-review items list --batch ffff
    (exit 3)
    --- stdout
    --- stderr
    error: no batch matches ffff on 127.0.0.1:PORT
      it may be answered, or assigned to someone else; run: waldur-review batches list
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
    {"error":{"code":"usage","message":"there is no field \"nothing\"","hint":"fields: url, uuid, batch, proposal, proposal_uuid, proposal_name, proposal_slug, status, status_display, affinity_score, has_coi, coi_count, responded_at, decline_reason, review, review_uuid, reassign_count, override_reason, overridden_by_name, created","http_status":null,"exit_code":2,"retryable":false}}
    "#);
    let asked = server.calls().join("\n");
    let asked = short(&asked);
    insta::assert_snapshot!(asked, @"
    GET /api/assignment-items/?page_size=300&status=pending
    GET /api/assignment-items/?page_size=300&status=accepted&status=declined
    GET /api/my-assignment-batches/
    GET /api/assignment-items/?page_size=300&batch_uuid=ba0001~001&status=coi_blocked
    GET /api/assignment-items/?page_size=300&batch_uuid=ba0002~002
    GET /api/assignment-items/?page_size=300&call_uuid=ca0001~001
    GET /api/assignment-items/?page_size=300&status=lost
    GET /api/my-assignment-batches/
    GET /api/assignment-batches/?page_size=300
    GET /api/assignment-items/?page_size=300
    ");
}

#[test]
fn an_empty_list_says_so() {
    let server = Waldur::empty().start();
    let mut seen = String::new();
    for args in [
        &[][..],
        &["--pending"],
        &["--json"],
        &["--format=csv"],
        &["--format=table"],
    ] {
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
fn json_is_the_servers_own() {
    let body = r#"[{"uuid":"e0000100000000000000000000000000","b":1.10,"a":123456789012345678901234567890,
 "text":"\u001b[1mé é\u202e","batch":null}]"#;
    let server = Server::start(move |_| Response::json(200, body));
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let ran = sandbox
        .command(["items", "list", "--json"])
        .run()
        .assert_status(0);
    let text = ran.stdout_text();
    for part in [
        r#""b":1.10,"a":123456789012345678901234567890"#,
        r#""text":"\u001b[1mé é\u202e""#,
    ] {
        assert!(text.contains(part), "{text}");
    }
    let ran = sandbox
        .command(["items", "list", "--json=a,b,review_uuid"])
        .run();
    assert_eq!(
        ran.stdout_text(),
        "[{\"a\":123456789012345678901234567890,\"b\":1.10,\"review_uuid\":null}]\n"
    );
    // A real server's words, with a count of more than there is on this page.
    let real = answer("items")
        .header("X-Result-Count", "10")
        .header("Link", "<x>; rel=\"first\"");
    let server = Server::start(move |_| real.clone());
    let table = list(&server, &["--format=table"]);
    insta::assert_snapshot!(table, @r"
    $ waldur-review items list --format=table
    (exit 0)
    --- stdout
       ITEM      SLUG               PROPOSAL          STATUS      AFFINITY  CONFLICT
       010fb861  nsc-b-2026-r1-016  Bulk proposal 0…  Reassigned      0.80
       3b0bec27  nsc-b-2026-r1-015  Bulk proposal 0…  Accepted        0.90
       e2a8ce5f  nsc-b-2026-r1-014  Bulk proposal 0…  Expired         0.30
       a5ed32a0  nsc-c-2026-r1-009  Lattice QCD wit…  Blocked         0.10  yes
       d973e9c3  nsc-c-2026-r1-008  A                 Declined        0.20
       bad58a48  nsc-c-2026-r1-007  🧬 Genome-scale…  Accepted        0.60
       70cde365  nsc-c-2026-r1-006  Protein folding…  Accepted        0.70
       98b9e52d  nsc-a-2026-r1-008  A                 Blocked         0.90  yes
       7a6c9120  nsc-a-2026-r1-005  محاكاة البروتين…  Pending         0.11
       813af992  nsc-a-2026-r1-010  Lattice QCD wit…  Pending         0.30
    --- stderr
    ");
}

#[test]
fn all_pages_are_read_as_the_server_links_them() {
    let waldur = Waldur::empty();
    waldur.with(|world| {
        world.batch(1, "Gateway");
        world.items(1, 1..=25);
        world.page_limit = Some(10);
        // Behind a proxy, a server may know itself by another name.
        world.link_origin = Some("https://internal.example.net:8443".to_owned());
    });
    let server = waldur.start();
    let text = list(&server, &["--json=uuid"]);
    assert_eq!(text.matches("\"uuid\"").count(), 25);
    assert_eq!(
        server.calls(),
        [
            "GET /api/assignment-items/?page_size=300",
            "GET /api/assignment-items/?page=2&page_size=300",
            "GET /api/assignment-items/?page=3&page_size=300",
        ]
    );
    for request in server.requests() {
        assert!(request.header("host").unwrap().starts_with("127.0.0.1:"));
    }
}

fn paged() -> Waldur {
    let waldur = Waldur::empty();
    waldur.with(|world| {
        world.batch(1, "Gateway");
        world.items(1, 1..=5);
        world.page_limit = Some(2);
    });
    waldur
}

#[test]
fn pages_that_change_while_they_are_read_are_read_again() {
    let shorter: fn(&mut World) = |world| drop(world.items.remove(0));
    let longer: fn(&mut World) = |world| {
        world.items(1, 6..=6);
        world.items.rotate_right(1);
    };
    for (change, expected) in [(shorter, 4), (longer, 6)] {
        let waldur = paged();
        waldur.fault("GET", "page=2", 1, Fault::First(change));
        let server = waldur.start();
        let text = list(&server, &["--json=uuid"]);
        assert!(text.contains("(exit 0)"), "{text}");
        assert_eq!(text.matches("\"uuid\"").count(), expected, "{text}");
        assert!(server.calls().len() >= 4);
    }
    // The last page goes.
    let waldur = paged();
    waldur.fault(
        "GET",
        "page=3",
        1,
        Fault::First(|world| world.items.truncate(4)),
    );
    let server = waldur.start();
    assert_eq!(
        list(&server, &["--json=uuid"]).matches("\"uuid\"").count(),
        4
    );
}

#[test]
fn pages_that_go_on_changing_are_never_shown_in_part() {
    let waldur = paged();
    let turn = |world: &mut World| world.items.rotate_left(2);
    waldur.fault("GET", "page=2", 9, Fault::First(turn));
    let server = waldur.start();
    let mut seen = list(&server, &[]);
    seen += &list(&server, &["--json"]);
    insta::assert_snapshot!(seen, @r#"
    $ waldur-review items list
    (exit 7)
    --- stdout
    --- stderr
    error: the list on 127.0.0.1:PORT changed while it was read, twice
      a part of it is not shown as the whole; try again
    $ waldur-review items list --json
    (exit 7)
    --- stdout
    --- stderr
    {"error":{"code":"server_failed","message":"the list on 127.0.0.1:PORT changed while it was read, twice","hint":"a part of it is not shown as the whole; try again","http_status":null,"exit_code":7,"retryable":false}}
    "#);

    let waldur = paged();
    waldur.fault("GET", "page=3", 9, Fault::Instead(answer("down-db-list")));
    insta::assert_snapshot!(list(&waldur.start(), &[]), @r"
    $ waldur-review items list
    (exit 7)
    --- stdout
    --- stderr
    error: the server failed (500 Internal Server Error)
      nothing was changed; try again later
    ");
}

#[test]
fn pages_that_lead_in_circles_end() {
    let page = format!("[{{\"uuid\":\"{}\"}}]", item(1));
    let server = Server::start(move |request| {
        let link = format!(
            "<http://{}/api/assignment-items/?page=2>; rel=\"next\"",
            request.header("host").unwrap()
        );
        Response::json(200, &page).header("Link", &link)
    });
    let text = list(&server, &["--json"]);
    assert!(text.contains("(exit 7)"), "{text}");
    assert!(server.calls().len() < 10);
}

#[test]
fn what_is_no_list_is_the_servers_fault() {
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
    error: the answer of http://127.0.0.1:PORT/api/assignment-items/ is not as documented: a list was expected
      the address comes from credentials.toml, profile "default"
      see what it says with: curl -i
    $ waldur-review items list
    (exit 7)
    --- stdout
    --- stderr
    error: the answer of http://127.0.0.1:PORT/api/assignment-items/ is not as documented: a list of objects was expected
      the address comes from credentials.toml, profile "default"
      see what it says with: curl -i
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
fn without_a_browser_the_portals_page_is_printed() {
    let server = Waldur::new().start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    for args in [
        &["items", "list", "--web"][..],
        &["items", "list", "-w", "--pending"],
        &["batches", "list", "--web"],
        &["batches", "list", "--all", "-w"],
        &["batches", "show", &batch(1), "--web"],
    ] {
        let ran = sandbox.command(args).run().assert_status(0);
        assert_eq!(
            ran.stdout_text(),
            "https://portal.example.org/reviews/assignments/\n"
        );
    }
    for request in server.requests() {
        assert_eq!(request.path, "/api/configuration/");
        assert_eq!(request.header("authorization"), None);
    }
    let waldur = Waldur::new();
    let mut seen = String::new();
    for portal in [
        None,
        Some("javascript:alert(1)"),
        Some("https://p.example/\u{1b}[2J"),
    ] {
        waldur.with(|world| world.portal = portal.map(str::to_owned));
        seen += &list(&waldur.start(), &["--web"]);
    }
    insta::assert_snapshot!(seen, @r"
    $ waldur-review items list --web
    (exit 3)
    --- stdout
    --- stderr
    error: 127.0.0.1:PORT does not say where its web portal is
    $ waldur-review items list --web
    (exit 3)
    --- stdout
    --- stderr
    error: 127.0.0.1:PORT does not say where its web portal is
    $ waldur-review items list --web
    (exit 0)
    --- stdout
    https://p.example/%1B[2J/reviews/assignments/
    --- stderr
    ");
}

#[test]
fn names_never_reach_the_terminal_raw() {
    let waldur = Waldur::new();
    waldur.with(|world| {
        world.item(1).name = "A\u{1b}[2J\u{202e}b\u{7}\r\nc\tand d".to_owned();
        world.item(1).slug = "s\u{1b}]0;x\u{7}".to_owned();
        world.item(2).status = "paused\u{1b}[1m";
    });
    let server = waldur.start();
    for format in ["table", "tsv"] {
        let sandbox = Sandbox::new();
        sandbox.logged_in(&server);
        let ran = sandbox.command(["items", "list", "--format", format]).run();
        let text = ran.stdout_text();
        assert!(
            !text.contains(['\u{1b}', '\u{202e}', '\u{7}', '\r']),
            "{}",
            ran.snapshot()
        );
    }
}

/// A browser is opened only where the person would see it: `xdg-open` here says what it was given.
#[cfg(target_os = "linux")]
#[test]
fn a_browser_is_opened_where_the_person_sees_it() {
    use std::os::unix::fs::PermissionsExt;
    let waldur = Waldur::new();
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let browser = sandbox.write(
        "bin/xdg-open",
        "#!/bin/sh\nprintf %s \"$1\" >\"$HOME/.new\"\nmv \"$HOME/.new\" \"$HOME/opened\"\n",
    );
    std::fs::set_permissions(&browser, PermissionsExt::from_mode(0o755)).unwrap();
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{path}", browser.parent().unwrap().display());
    let opened = sandbox.home().join("opened");
    let page = "https://portal.example.org/reviews/assignments/";
    for (variables, sees) in [
        (&["DISPLAY"][..], true),
        (&["WAYLAND_DISPLAY"], true),
        (&[], false),
        (&["DISPLAY", "SSH_CONNECTION"], false),
        (&["WAYLAND_DISPLAY", "SSH_TTY"], false),
    ] {
        let mut list = sandbox
            .command(["items", "list", "--web"])
            .env("PATH", &path);
        for name in variables {
            list = list.env(name, ":0");
        }
        let screen = list.terminal(80, 24).finish();
        // It is not waited for.
        let end = std::time::Instant::now() + std::time::Duration::from_secs(10);
        while sees && !opened.exists() && std::time::Instant::now() < end {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        assert_eq!(
            screen.text,
            if sees {
                format!("Opened {page}\n")
            } else {
                format!("{page}\n")
            },
            "{variables:?}"
        );
        assert_eq!(
            std::fs::read_to_string(&opened).ok().as_deref(),
            sees.then_some(page),
            "{variables:?}"
        );
        let _ = std::fs::remove_file(&opened);
    }
    // A script that reads the output gets the address.
    let piped = sandbox
        .command(["items", "list", "--web"])
        .env("PATH", &path)
        .env("DISPLAY", ":0");
    assert_eq!(
        piped.run().assert_status(0).stdout_text(),
        format!("{page}\n")
    );
}
