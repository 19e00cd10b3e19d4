//! Empty lists, odd responses, and requests.

use serde_json::Value;

use crate::support::{
    PAT, Response, STEERING, Sandbox, Server, Session, TOKEN, all, answer, assert_no_token, steers,
};

use super::{PLAIN, POOLS, ROUTE, body, list, recorded, serving, table, with};

#[test]
fn empty_list_says_why() {
    let empty = recorded("list-support");
    insta::assert_snapshot!(list(&empty, "").run().assert_status(0).snapshot(), @r"
    $ waldur-review batches list
    (exit 0)
    --- stdout
    --- stderr
    Nothing is due: no batch on 127.0.0.1:PORT waits for your answer.
    ");
    insta::assert_snapshot!(table(&empty, "").run().assert_status(0).snapshot(), @r"
    $ waldur-review batches list --format table
    (exit 0)
    --- stdout
    --- stderr
    Nothing is due: no batch on 127.0.0.1:PORT waits for your answer.
    ");
    insta::assert_snapshot!(list(&empty, "--format csv").run().assert_status(0).snapshot(), @r"
    $ waldur-review batches list --format csv
    (exit 0)
    --- stdout
    batch,call,due,pending,items,status,sent,note
    --- stderr
    Nothing is due: no batch on 127.0.0.1:PORT waits for your answer.
    ");
    insta::assert_snapshot!(list(&empty, "--quiet").run().assert_status(0).snapshot(), @r"
    $ waldur-review batches list --quiet
    (exit 0)
    --- stdout
    --- stderr
    ");
    insta::assert_snapshot!(list(&empty, "--format ndjson").run().assert_status(0).snapshot(), @r"
    $ waldur-review batches list --format ndjson
    (exit 0)
    --- stdout
    --- stderr
    ");
    let away = recorded("list-tls");
    insta::assert_snapshot!(list(&away, "--call nothing").run().assert_status(0).snapshot(), @r"
    $ waldur-review batches list --call nothing
    (exit 0)
    --- stdout
    --- stderr
    None of the 6 batches matches. See all: waldur-review batches list
    ");
    insta::assert_snapshot!(list(&away, "--call nothing --json").run().assert_status(0).snapshot(), @r"
    $ waldur-review batches list --call nothing --json
    (exit 0)
    --- stdout
    []
    --- stderr
    ");
    let one = recorded("list-lifetime");
    insta::assert_snapshot!(table(&one, "--expired").run().assert_status(0).snapshot(), @r"
    $ waldur-review batches list --format table --expired
    (exit 0)
    --- stdout
    --- stderr
    The one batch does not match. See all: waldur-review batches list
    ");
}

#[test]
fn empty_list_names_a_missing_reviewer_profile() {
    let Session { server, sandbox } = Session::start(|request| match request.route() {
        ROUTE | POOLS => answer("list-support"),
        _ => answer("profile-me-plain"),
    });
    let ran = sandbox.command(["batches", "list"]).run().assert_status(0);
    insta::assert_snapshot!(ran.snapshot(), @r"
    $ waldur-review batches list
    (exit 0)
    --- stdout
    --- stderr
    You have no reviewer profile on 127.0.0.1:PORT, so no batch can be sent to you. The call manager invites reviewers.
    ");
    assert_eq!(
        server.calls(),
        [
            format!("GET {ROUTE}"),
            format!("GET {POOLS}?my_invitations=true&invitation_status=pending"),
            "GET /api/reviewer-profiles/me/".to_owned(),
        ]
    );
}

#[test]
fn odd_field_costs_one_cell() {
    let odd = [
        Some("null"),
        None,
        Some("7"),
        Some("-1.5"),
        Some("1e999"),
        Some("true"),
        Some("\"\""),
        Some("\"what?\""),
        Some("[[1]]"),
        Some("{\"uuid\":\"x\"}"),
    ];
    let fields: Vec<String> = serde_json::from_str::<serde_json::Map<String, Value>>(PLAIN)
        .unwrap()
        .keys()
        .cloned()
        .collect();
    assert_eq!(fields.len(), 11);
    let mut texts = String::new();
    for field in fields {
        let elements: Vec<String> = odd.iter().map(|value| with(&field, *value)).collect();
        let document = format!("[{}]", elements.join(","));
        let site = body(&document);
        // Each order must stand it too.
        for sort in ["due", "sent", "call", "pending"] {
            table(&site, "--sort").args([sort]).run().assert_status(0);
        }
        let table = table(&site, "--sort sent").env("COLUMNS", "140").run();
        let tsv = list(&site, "--sort sent").run();
        texts.push_str(&all([
            (format!("{field} as table"), table.assert_status(0)),
            (format!("{field} as tsv"), tsv.assert_status(0)),
        ]));
        let json = list(&site, "--json").odd_documents().run().assert_status(0);
        assert_eq!(json.stdout_text(), format!("{document}\n"));
    }
    insta::assert_snapshot!(texts);
}

#[test]
fn response_that_is_not_a_list_is_a_server_error() {
    let cases: [(&str, &[u8]); 14] = [
        ("an object", b"{\"results\":[]}"),
        ("null", b"null"),
        ("a number", b"3"),
        ("elements that are not objects", b"[{\"uuid\":\"a\"},3]"),
        ("a list of lists", b"[[]]"),
        ("truncated", b"[{\"uuid\":\"8d53"),
        ("truncated after an element", b"[{\"uuid\":\"8d53\"},"),
        ("empty", b""),
        ("blank", b" \n"),
        ("two documents", b"[] []"),
        ("not UTF-8", b"[{\"uuid\":\"\xff\xfe\"}]"),
        ("a byte-order mark", b"\xef\xbb\xbf[]"),
        ("a control character in a string", b"[{\"uuid\":\"\x1b\"}]"),
        ("a page", b"<!DOCTYPE html><title>\x1b[31mportal</title>"),
    ];
    let mut runs = Vec::new();
    for (name, body) in cases {
        let site =
            serving(Response::new(200).header("Content-Type", "application/json").body(body));
        for arguments in ["", "--json"] {
            let ran = list(&site, arguments).run().assert_status(7);
            assert!(ran.stdout.is_empty());
            runs.push((name.to_owned(), ran));
        }
    }
    insta::assert_snapshot!(all(runs));
}

#[test]
fn server_text_is_sanitized() {
    let text = format!("\"{STEERING}\"");
    let mut texts = String::new();
    for field in [
        "uuid",
        "call_uuid",
        "call_name",
        "status",
        "status_display",
        "manager_notes",
        "expires_at",
    ] {
        let mut element = with(field, Some(&text));
        if field == "status_display" {
            element = element.replace("\"sent\"", "\"paused\"");
        }
        let site = body(&format!("[{element}]"));
        let columns = "--columns batch,call,due,status,note,call-uuid";
        for format in ["table", "tsv", "csv"] {
            let ran = list(&site, "--format").args([format]).args(columns.split(' ')).run();
            let ran = ran.assert_status(0);
            assert!(!steers(ran.stdout_text()) && !steers(&ran.stderr), "{}", ran.snapshot());
            texts.push_str(&all([(field.to_owned(), ran)]));
        }
    }
    insta::assert_snapshot!(texts);
}

#[test]
fn server_error_text_is_sanitized() {
    for status in [400, 401, 403, 409, 429] {
        for body in [
            format!("{{\"detail\":\"{STEERING}\"}}"),
            format!("{{\"error\":\"['{STEERING}']\"}}"),
            format!("{{\"{STEERING}\":[\"{STEERING}\"]}}"),
        ] {
            let site = serving(Response::json(status, &body).header("Retry-After", "3600"));
            for arguments in ["", "--json", "-v"] {
                let ran = list(&site, arguments).run();
                assert!(ran.status != 0 && ran.stdout.is_empty());
                assert!(!steers(&ran.stderr), "{}", ran.snapshot());
            }
        }
    }
    // What the person typed may come from elsewhere too.
    let site = recorded("list-tls");
    for arguments in [vec!["--json=\u{1b}[2J\u{202e}x"], vec!["--call", "\u{1b}[2Jx"]] {
        let ran = list(&site, "").args(arguments).run();
        assert!(!steers(&ran.stderr), "{}", ran.snapshot());
    }
}

#[test]
fn request_has_slash_token_and_headers() {
    let site = recorded("gzip-list-tls");
    list(&site, "").run().assert_status(0);
    let [request] = site.server.requests().try_into().unwrap();
    assert_eq!((request.method.as_str(), request.path.as_str()), ("GET", ROUTE));
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("authorization"), Some(format!("Token {TOKEN}").as_str()));
    let agent = format!("waldur-review/{}", env!("CARGO_PKG_VERSION"));
    assert_eq!(request.header("user-agent"), Some(agent.as_str()));
    assert!(request.header("accept-encoding").unwrap().contains("gzip"));
    assert!(request.body.is_empty());
}

#[test]
fn verbose_shows_requests_without_the_token() {
    let server = Server::start(|_| answer("list-lifetime"));
    let sandbox = Sandbox::new();
    sandbox.logged_in_as("default", &server, PAT);
    let ran = sandbox.command(["batches", "list", "-v"]).run().assert_status(0);
    assert_no_token(&ran, PAT);
    let line = ran.stderr.lines().next().unwrap();
    let start = format!("GET {}my-assignment-batches/ 200, ", server.api_url());
    assert!(line.starts_with(&start) && line.ends_with(" ms, 353 bytes"), "{line}");
    assert_eq!(ran.stderr.lines().count(), 1);
    assert_eq!(ran.stdout_text().lines().count(), 1);
}
