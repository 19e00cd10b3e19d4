//! `batches list`: as a table for people, as rows and JSON for programs.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::Value;

use crate::support::{
    Invocation, PAT, Ran, Response, STEERING, Sandbox, Server, TOKEN, all, answer, answer_body,
    assert_no_token, steers,
};

const ROUTE: &str = "/api/my-assignment-batches/";

/// A sandbox that is logged in to a server with this answer for the list.
struct Site {
    server: Server,
    sandbox: Sandbox,
}

impl Site {
    fn new(list: Response) -> Self {
        let server = Server::start(move |request| match request.route() {
            ROUTE => list.clone(),
            "/api/reviewer-profiles/me/" => answer("profile-me"),
            other => panic!("{other} was asked for"),
        });
        let sandbox = Sandbox::new();
        sandbox.logged_in(&server);
        Self { server, sandbox }
    }

    fn recorded(name: &str) -> Self {
        Self::new(answer(name))
    }

    fn body(text: &str) -> Self {
        Self::new(Response::json(200, text))
    }

    /// `batches list` with more arguments, words with blanks between.
    fn list(&self, arguments: &str) -> Invocation {
        self.sandbox
            .command(["batches", "list"])
            .args(arguments.split_whitespace())
    }

    fn table(&self, arguments: &str) -> Invocation {
        self.list("--format table")
            .args(arguments.split_whitespace())
    }
}

/// The UUIDs' first four characters in the order of the output.
fn order(ran: Ran) -> Vec<String> {
    let ran = ran.assert_status(0);
    let lines = ran.stdout_text().lines();
    lines.map(|line| line.chars().take(4).collect()).collect()
}

/// A listed batch, all as documented.
const PLAIN: &str = r#"{"uuid":"00000000000040008000000000000000","call_uuid":"a446c5216e8349c2903aa7ede02161b1","call_name":"Plain","status":"sent","status_display":"Sent to reviewer","sent_at":"2026-11-20T09:00:00+00:00","expires_at":"2026-12-01T09:00:00+00:00","is_expired":false,"items_count":3,"items_pending_count":2,"manager_notes":"a note"}"#;

/// `PLAIN` with one member's text replaced; `None` takes the member out.
fn with(field: &str, value: Option<&str>) -> String {
    let members: Vec<String> = [
        "uuid",
        "call_uuid",
        "call_name",
        "status",
        "status_display",
        "sent_at",
        "expires_at",
        "is_expired",
        "items_count",
        "items_pending_count",
        "manager_notes",
    ]
    .into_iter()
    .filter_map(|name| {
        let plain: Value = serde_json::from_str(PLAIN).unwrap();
        let text = plain[name].to_string();
        let text = if name == field { value? } else { &text };
        Some(format!("{}:{text}", Value::from(name)))
    })
    .collect();
    format!("{{{}}}", members.join(","))
}

#[test]
fn the_table_fits_every_width() {
    let site = Site::recorded("list-tls");
    let runs = [40, 60, 80, 100, 120, 140].map(|columns| {
        let ran = site.table("").env("COLUMNS", columns.to_string()).run();
        (format!("{columns} columns"), ran.assert_status(0))
    });
    insta::assert_snapshot!(all(runs));
    assert_eq!(site.server.calls(), ["GET /api/my-assignment-batches/"; 6]);
}

#[test]
fn a_long_list_fits_every_width() {
    let site = Site::recorded("list-reviewer_big");
    let runs = [40, 60, 80, 100, 120, 140].map(|columns| {
        let ran = site
            .table("--limit 6")
            .env("COLUMNS", columns.to_string())
            .run();
        (format!("{columns} columns"), ran.assert_status(0))
    });
    insta::assert_snapshot!(all(runs));
    let whole = site.table("").run().assert_status(0);
    assert_eq!(whole.stdout_text().lines().count(), 201);
}

#[test]
fn every_recorded_list_is_shown() {
    let names = [
        "list-reviewer3",
        "list-lifetime",
        "list-page-size-2",
        "list-format-json",
        "list-accept-json-charset",
        "list-lang-et",
        "list-before-last",
        "list-after-all-responded",
        "expiry-list-before",
        "gzip-list-tls",
        "auth-lowercase-token",
    ];
    let runs = names.map(|name| {
        let ran = Site::recorded(name).table("").run().assert_status(0);
        (name.to_owned(), ran)
    });
    insta::assert_snapshot!(all(runs));
}

#[test]
fn colour_comes_only_when_asked_for() {
    let site = Site::recorded("list-tls");
    let ran = site.table("--color always").run().assert_status(0);
    insta::assert_snapshot!(ran.snapshot());
    let coloured = |invocation: Invocation| {
        let ran = invocation.run().assert_status(0);
        ran.stdout.contains(&0x1b)
    };
    assert!(!coloured(site.table("")));
    assert!(!coloured(
        site.table("--color never").env("CLICOLOR_FORCE", "1")
    ));
    assert!(!coloured(site.table("").env("NO_COLOR", "1")));
    assert!(coloured(site.table("").env("CLICOLOR_FORCE", "1")));
    assert!(coloured(site.table("").env("FORCE_COLOR", "1")));
    assert!(!coloured(site.table("").env("TERM", "dumb")));
    assert!(coloured(site.table("--color always").env("NO_COLOR", "1")));
    // Rows for programs are never coloured.
    assert!(!coloured(site.list("--color always")));
    assert!(!coloured(site.list("--color always --json")));
}

#[test]
fn a_terminal_without_utf8_gets_ascii() {
    let site = Site::recorded("list-tls");
    let runs = [("LANG", "C"), ("LC_ALL", "POSIX")].map(|(name, value)| {
        let ran = site.table("").env(name, value).run().assert_status(0);
        assert!(ran.stdout.is_ascii());
        (format!("{name}={value}"), ran)
    });
    insta::assert_snapshot!(all(runs));
    // Rows for programs stay whole.
    let ran = site.list("").env("LANG", "C").run().assert_status(0);
    assert!(ran.stdout_text().contains("高性能計算課題募集"));
}

#[test]
fn times_are_in_the_zone_of_the_person() {
    let site = Site::recorded("list-tls");
    let columns = "--columns batch,due,deadline,sent";
    let mut runs: Vec<(String, Ran)> = [
        "Asia/Tokyo",
        "America/Los_Angeles",
        "Pacific/Apia",
        "Asia/Kathmandu",
        "UTC",
        "GMT0BST,M3.5.0/1,M10.5.0",
    ]
    .into_iter()
    .map(|zone| {
        let ran = site.table(columns).env("TZ", zone).run().assert_status(0);
        (zone.to_owned(), ran)
    })
    .collect();
    let utc = site.table(columns).args(["--utc"]);
    let utc = utc.env("TZ", "Asia/Tokyo").run().assert_status(0);
    runs.push(("--utc beats TZ".to_owned(), utc));
    insta::assert_snapshot!(all(runs));
}

#[test]
fn in_a_pipe_rows_are_for_programs() {
    let site = Site::recorded("list-tls");
    insta::assert_snapshot!(site.list("").run().assert_status(0).snapshot());
    insta::assert_snapshot!(
        "csv",
        site.list("--format csv").run().assert_status(0).snapshot()
    );
    let every =
        "--columns batch,call,due,deadline,left,pending,items,status,expired,sent,note,call-uuid";
    let runs = ["--format tsv", "--format csv", "--format table"].map(|format| {
        let ran = site.list(format).args(every.split(' ')).run();
        (format.to_owned(), ran.assert_status(0))
    });
    insta::assert_snapshot!("every_column", all(runs));
}

#[test]
fn chosen_columns_stand_in_their_order() {
    let site = Site::recorded("list-lifetime");
    let ran = site.table("--columns status,batch,call").run();
    insta::assert_snapshot!(ran.assert_status(0).snapshot(), @r"
    $ waldur-review batches list --format table --columns status,batch,call
    (exit 0)
    --- stdout
       STATUS  BATCH     CALL
       Sent    fa0e7b6b  Open Access Call 2026/1
    --- stderr
    ");
    let ran = site.list("--columns note,pending,batch").run();
    insta::assert_snapshot!(ran.assert_status(0).snapshot(), @r"
    $ waldur-review batches list --columns note,pending,batch
    (exit 0)
    --- stdout
    	1	fa0e7b6b4e1941a29a3d61d5e3f46407
    --- stderr
    ");
}

#[test]
fn odd_columns_are_refused_before_a_request() {
    let site = Site::recorded("list-tls");
    let silent = Site {
        server: Server::start(|_| Response::new(500)).must_stay_silent(),
        sandbox: Sandbox::new(),
    };
    silent.sandbox.logged_in(&silent.server);
    let runs = [
        "--columns batch,colour",
        "--columns batch --json",
        "--columns batch --format ndjson",
        "--json --format csv",
        "--json=uuid,,status",
        "--limit 0",
        "--due-within soon",
        "--sort size",
        "--format json --limit 0",
    ]
    .map(|arguments| {
        let ran = silent.list(arguments).run().assert_status(2);
        assert!(ran.stdout.is_empty());
        (arguments.to_owned(), ran)
    });
    insta::assert_snapshot!(all(runs));
    site.list("").run().assert_status(0);
}

#[test]
fn filters_choose() {
    let site = Site::recorded("list-tls");
    let chosen = |arguments: &str| order(site.list(arguments).run());
    // Soonest first, then without a deadline, then what is past.
    assert_eq!(chosen(""), ["8a57", "810d", "560f", "8d53", "ea33", "7a97"]);
    assert_eq!(chosen("--call tähtkuju"), ["8a57", "ea33"]);
    assert_eq!(chosen("--call TÄHTKUJU"), ["8a57", "ea33"]);
    assert_eq!(chosen("--call 高性能"), ["8a57", "ea33"]);
    assert_eq!(chosen("--due-within 48h"), ["8a57", "810d"]);
    assert_eq!(chosen("--due-within 5h"), [""; 0]);
    assert_eq!(chosen("--due-within 6h"), ["8a57"]);
    assert_eq!(chosen("--due-within 2w"), ["8a57", "810d", "560f"]);
    assert_eq!(
        chosen("--pending"),
        ["8a57", "810d", "560f", "8d53", "ea33", "7a97"]
    );
    assert_eq!(chosen("--expired"), ["7a97"]);
    assert_eq!(
        chosen("--no-expired"),
        ["8a57", "810d", "560f", "8d53", "ea33"]
    );
    assert_eq!(chosen("--no-expired --expired"), ["7a97"]);
    assert_eq!(chosen("--expired --no-expired --limit 1"), ["8a57"]);
    assert_eq!(chosen("--status SENT --limit 2"), ["8a57", "810d"]);
    assert_eq!(
        chosen("--status responded --status sent --call fast"),
        ["560f"]
    );
    assert_eq!(chosen("-L 3 --call open"), ["810d", "8d53", "7a97"]);
}

#[test]
fn pending_needs_a_proposal_that_waits() {
    let none = with("items_pending_count", Some("0"));
    let unknown = with("items_pending_count", Some("null"));
    let site = Site::body(&format!("[{none},{unknown},{PLAIN}]"));
    let ran = site.list("--pending --columns pending").run();
    assert_eq!(ran.assert_status(0).stdout_text(), "2\n");
}

#[test]
fn orders_order() {
    let site = Site::recorded("list-tls");
    let ordered = |arguments: &str| order(site.list(arguments).run());
    let due = ["8a57", "810d", "560f", "8d53", "ea33", "7a97"];
    assert_eq!(ordered("--sort due"), due);
    assert_eq!(
        ordered("--reverse"),
        due.into_iter().rev().collect::<Vec<_>>()
    );
    let sent = ["8d53", "560f", "ea33", "810d", "8a57", "7a97"];
    assert_eq!(ordered("--sort sent"), sent);
    assert_eq!(ordered("--sort sent --reverse --limit 2"), ["7a97", "8a57"]);
    assert_eq!(
        ordered("--sort call"),
        ["560f", "810d", "8d53", "7a97", "8a57", "ea33"]
    );
    assert_eq!(
        ordered("--sort pending"),
        ["8a57", "560f", "810d", "7a97", "8d53", "ea33"]
    );
}

#[test]
fn json_is_the_server_s_own_document() {
    for name in [
        "list-tls",
        "list-reviewer_big",
        "gzip-list-tls",
        "gzip-list-big-tls",
        "list-support",
        "list-reviewer3",
    ] {
        let site = Site::recorded(name);
        for arguments in ["--json", "--format json"] {
            let ran = site.list(arguments).run().assert_status(0);
            assert!(
                ran.stdout_text() == format!("{}\n", answer_body(name)),
                "{name}"
            );
            assert_eq!(ran.stderr, "");
        }
        assert_eq!(site.server.calls(), ["GET /api/my-assignment-batches/"; 2]);
    }
}

/// Everything that a reader into numbers and maps would change.
const ODD: &str = "\n [ {\"uuid\" : \"AB\\u00e9\" ,\"z\":1e-7,\"a\":1.10,\"big\":123456789012345678901234567890,\n\t\"twice\":1,\"twice\":2.0,\"status\":\"sent\" , \"far\":1e999,\"neg\":-0,\"o\":{ \"y\" : [ ] }} ,\r\n{\"uuid\":\"cd\",\"call_name\":\"\\/ \\ud83e\\uddec\",\"status\":\"paused\"}]\n\n";

#[test]
fn json_is_byte_true_even_where_it_is_odd() {
    let site = Site::body(ODD);
    let ran = site.list("--json").odd_documents().run().assert_status(0);
    assert_eq!(ran.stdout_text(), ODD);
    let ran = site
        .list("--json --status sent")
        .odd_documents()
        .run()
        .assert_status(0);
    assert_eq!(
        ran.stdout_text(),
        "[{\"uuid\" : \"AB\\u00e9\" ,\"z\":1e-7,\"a\":1.10,\"big\":123456789012345678901234567890,\n\t\"twice\":1,\"twice\":2.0,\"status\":\"sent\" , \"far\":1e999,\"neg\":-0,\"o\":{ \"y\" : [ ] }}]\n"
    );
    let ran = site
        .list("--json --reverse --limit 1")
        .odd_documents()
        .run()
        .assert_status(0);
    assert_eq!(
        ran.stdout_text(),
        "[{\"uuid\":\"cd\",\"call_name\":\"\\/ \\ud83e\\uddec\",\"status\":\"paused\"}]\n"
    );
    let ran = site
        .list("--format ndjson")
        .odd_documents()
        .run()
        .assert_status(0);
    assert_eq!(
        ran.stdout_text(),
        "{\"uuid\":\"AB\\u00e9\",\"z\":1e-7,\"a\":1.10,\"big\":123456789012345678901234567890,\"twice\":1,\"twice\":2.0,\"status\":\"sent\",\"far\":1e999,\"neg\":-0,\"o\":{\"y\":[]}}\n{\"uuid\":\"cd\",\"call_name\":\"\\/ \\ud83e\\uddec\",\"status\":\"paused\"}\n"
    );
    let ran = site
        .list("--json=big,z,uuid,twice,a,far,o")
        .odd_documents()
        .run()
        .assert_status(0);
    assert_eq!(
        ran.stdout_text(),
        "[{\"big\":123456789012345678901234567890,\"z\":1e-7,\"uuid\":\"AB\\u00e9\",\"twice\":2.0,\"a\":1.10,\"far\":1e999,\"o\":{ \"y\" : [ ] }},{\"big\":null,\"z\":null,\"uuid\":\"cd\",\"twice\":null,\"a\":null,\"far\":null,\"o\":null}]\n"
    );
}

#[test]
fn json_keeps_the_order_of_the_server_unless_asked() {
    let site = Site::recorded("list-tls");
    let uuids = |arguments: &str| -> Vec<String> {
        let ran = site.list(arguments).run().assert_status(0);
        let list: Vec<Value> = serde_json::from_slice(&ran.stdout).unwrap();
        list.iter()
            .map(|batch| batch["uuid"].as_str().unwrap()[..4].to_owned())
            .collect()
    };
    let sent = ["8d53", "560f", "ea33", "810d", "8a57", "7a97"];
    assert_eq!(uuids("--json=uuid"), sent);
    assert_eq!(uuids("--json --no-expired"), sent[..5]);
    assert_eq!(uuids("--json --sort due --limit 2"), ["8a57", "810d"]);
    assert_eq!(uuids("--format json --reverse --limit 1"), ["7a97"]);
}

#[test]
fn json_fields_come_in_the_asked_order() {
    let site = Site::recorded("list-lifetime");
    let ran = site.list("--json=status,uuid,expires_at").run();
    insta::assert_snapshot!(ran.assert_status(0).snapshot(), @r#"
    $ waldur-review batches list --json=status,uuid,expires_at
    (exit 0)
    --- stdout
    [{"status":"sent","uuid":"fa0e7b6b4e1941a29a3d61d5e3f46407","expires_at":"2026-11-30T02:24:49.677213+00:00"}]
    --- stderr
    "#);
    let ran = site.list("--json=uuid,colour").run();
    insta::assert_snapshot!(ran.assert_status(2).snapshot(), @r#"
    $ waldur-review batches list --json=uuid,colour
    (exit 2)
    --- stdout
    --- stderr
    {"error":{"code":"usage","message":"there is no field \"colour\"","hint":"fields: uuid, call_uuid, call_name, status, status_display, sent_at, expires_at, is_expired, items_count, items_pending_count, manager_notes","http_status":null,"exit_code":2,"retryable":false}}
    "#);
    let ran = Site::body("[]").list("--json=uuid,colour").run();
    insta::assert_snapshot!(ran.assert_status(2).snapshot(), @r#"
    $ waldur-review batches list --json=uuid,colour
    (exit 2)
    --- stdout
    --- stderr
    {"error":{"code":"usage","message":"there is no field \"colour\"","hint":"fields: uuid, call_uuid, call_name, status, status_display, sent_at, expires_at, is_expired, items_count, items_pending_count, manager_notes","http_status":null,"exit_code":2,"retryable":false}}
    "#);
    let ran = site.list("--json=status,uuid,status").run();
    assert_eq!(
        ran.assert_status(0).stdout_text(),
        "[{\"status\":\"sent\",\"uuid\":\"fa0e7b6b4e1941a29a3d61d5e3f46407\"}]\n"
    );
    let site = Site::body(r#"[{"uuid":"a","colour":"red"},{"uuid":"b"}]"#);
    let ran = site.list("--json=colour,uuid").run();
    insta::assert_snapshot!(ran.assert_status(0).snapshot(), @r#"
    $ waldur-review batches list --json=colour,uuid
    (exit 0)
    --- stdout
    [{"colour":"red","uuid":"a"},{"colour":null,"uuid":"b"}]
    --- stderr
    "#);
}

#[test]
fn json_failures_are_one_object_on_standard_error() {
    let names = [
        "auth-bad-token",
        "list-inactive",
        "down-gunicorn-tls",
        "not-found-api",
        "down-db-list",
    ];
    let runs = names.map(|name| {
        let ran = Site::recorded(name).list("--json").run();
        assert!(ran.stdout.is_empty(), "{name}");
        let error: Value = serde_json::from_str(&ran.stderr).unwrap();
        assert_eq!(error["error"]["exit_code"], ran.status);
        (name.to_owned(), ran)
    });
    insta::assert_snapshot!(all(runs));
    let sandbox = Sandbox::new();
    let ran = sandbox
        .command(["batches", "list", "--format=ndjson"])
        .run();
    insta::assert_snapshot!(ran.assert_status(4).snapshot(), @r#"
    $ waldur-review batches list --format=ndjson
    (exit 4)
    --- stdout
    --- stderr
    {"error":{"code":"not_logged_in","message":"you are not logged in","hint":"run: waldur-review auth login; or look around first: waldur-review --demo batches list","http_status":null,"exit_code":4,"retryable":false}}
    "#);
}

#[test]
fn an_empty_list_says_why() {
    let empty = Site::recorded("list-support");
    insta::assert_snapshot!(empty.list("").run().assert_status(0).snapshot(), @r"
    $ waldur-review batches list
    (exit 0)
    --- stdout
    --- stderr
    Nothing is due: no batch on 127.0.0.1:PORT waits for your answer.
    ");
    insta::assert_snapshot!(empty.table("").run().assert_status(0).snapshot(), @r"
    $ waldur-review batches list --format table
    (exit 0)
    --- stdout
    --- stderr
    Nothing is due: no batch on 127.0.0.1:PORT waits for your answer.
    ");
    insta::assert_snapshot!(empty.list("--format csv").run().assert_status(0).snapshot(), @r"
    $ waldur-review batches list --format csv
    (exit 0)
    --- stdout
    batch,call,due,pending,items,status,sent,note
    --- stderr
    Nothing is due: no batch on 127.0.0.1:PORT waits for your answer.
    ");
    insta::assert_snapshot!(empty.list("--quiet").run().assert_status(0).snapshot(), @r"
    $ waldur-review batches list --quiet
    (exit 0)
    --- stdout
    --- stderr
    ");
    insta::assert_snapshot!(empty.list("--format ndjson").run().assert_status(0).snapshot(), @r"
    $ waldur-review batches list --format ndjson
    (exit 0)
    --- stdout
    --- stderr
    ");
    let away = Site::recorded("list-tls");
    insta::assert_snapshot!(away.list("--call nothing").run().assert_status(0).snapshot(), @r"
    $ waldur-review batches list --call nothing
    (exit 0)
    --- stdout
    --- stderr
    None of the 6 batches matches. See all: waldur-review batches list
    ");
    insta::assert_snapshot!(away.list("--call nothing --json").run().assert_status(0).snapshot(), @r"
    $ waldur-review batches list --call nothing --json
    (exit 0)
    --- stdout
    []
    --- stderr
    ");
    let one = Site::recorded("list-lifetime");
    insta::assert_snapshot!(one.table("--expired").run().assert_status(0).snapshot(), @r"
    $ waldur-review batches list --format table --expired
    (exit 0)
    --- stdout
    --- stderr
    The one batch does not match. See all: waldur-review batches list
    ");
}

#[test]
fn an_empty_list_says_that_there_is_no_reviewer_profile() {
    let server = Server::start(|request| match request.route() {
        ROUTE => answer("list-support"),
        _ => answer("profile-me-plain"),
    });
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
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
            "GET /api/reviewer-profiles/me/".to_owned()
        ]
    );
}

#[test]
fn one_odd_field_costs_one_cell() {
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
        let body = format!("[{}]", elements.join(","));
        let site = Site::body(&body);
        // Each order must stand it too.
        for sort in ["due", "sent", "call", "pending"] {
            site.table("--sort").args([sort]).run().assert_status(0);
        }
        let table = site.table("--sort sent").env("COLUMNS", "140").run();
        let tsv = site.list("--sort sent").run();
        texts.push_str(&all([
            (format!("{field} as table"), table.assert_status(0)),
            (format!("{field} as tsv"), tsv.assert_status(0)),
        ]));
        let json = site.list("--json").odd_documents().run().assert_status(0);
        assert_eq!(json.stdout_text(), format!("{body}\n"));
    }
    insta::assert_snapshot!(texts);
}

#[test]
fn deadlines_are_told_from_answers() {
    let list = [
        PLAIN.to_owned(),
        PLAIN
            .replace("\"sent\"", "\"paused\"")
            .replace("Sent to reviewer", "On hold"),
        PLAIN
            .replace("\"sent\"", "\"responded\"")
            .replace("false", "true"),
        PLAIN.replace("\"sent\"", "\"expired\""),
        PLAIN.replace("false", "true"),
        // Past, but the server has not noticed.
        with("expires_at", Some("\"2026-11-24T02:59:59Z\"")),
        with("expires_at", Some("\"2026-11-24T03:00:00Z\"")),
        with("expires_at", Some("\"2026-11-24T03:00:40.123456Z\"")),
        with("expires_at", Some("\"2026-11-24T03:41:00+00:00\"")),
        with("expires_at", Some("\"2026-11-26T02:59:00+00:00\"")),
        with("expires_at", Some("\"2026-11-26T03:01:00+00:00\"")),
        with("expires_at", Some("\"9999-12-31T23:59:59Z\"")),
        with("expires_at", Some("\"0001-01-01T00:00:00Z\"")),
    ];
    let site = Site::body(&format!("[{}]", list.join(",")));
    let ran = site.table("--columns due,deadline,status,expired").run();
    insta::assert_snapshot!(ran.assert_status(0).snapshot());
}

#[test]
fn what_is_no_list_of_batches_is_the_server_s_fault() {
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
        let site = Site::new(
            Response::new(200)
                .header("Content-Type", "application/json")
                .body(body),
        );
        for arguments in ["", "--json"] {
            let ran = site.list(arguments).run().assert_status(7);
            assert!(ran.stdout.is_empty());
            runs.push((name.to_owned(), ran));
        }
    }
    insta::assert_snapshot!(all(runs));
}

#[test]
fn ten_thousand_levels_are_no_trouble() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let element = with("manager_notes", Some(&deep));
    let site = Site::body(&format!("[{element}]"));
    let ran = site.list("--columns batch,note").run().assert_status(0);
    assert_eq!(ran.stdout_text(), "00000000000040008000000000000000\t\n");
    let ran = site.list("--json").odd_documents().run().assert_status(0);
    assert_eq!(ran.stdout_text(), format!("[{element}]\n"));
    let ran = site
        .list("--json=manager_notes")
        .odd_documents()
        .run()
        .assert_status(0);
    assert_eq!(
        ran.stdout_text(),
        format!("[{{\"manager_notes\":{deep}}}]\n")
    );
    site.list("--format ndjson")
        .odd_documents()
        .run()
        .assert_status(0);
    Site::body(&deep).list("").run().assert_status(7);
    Site::body(&"[".repeat(10_000))
        .list("")
        .run()
        .assert_status(7);
}

#[test]
fn of_two_members_with_one_name_the_last_counts() {
    let site = Site::body(r#"[{"uuid":"aaaa","uuid":"bbbb","call_name":3,"call_name":"two"}]"#);
    let ran = site.list("--columns batch,call").run().assert_status(0);
    assert_eq!(ran.stdout_text(), "bbbb\ttwo\n");
    let ran = site.list("--json=uuid").run().assert_status(0);
    assert_eq!(ran.stdout_text(), "[{\"uuid\":\"bbbb\"}]\n");
}

#[test]
fn no_text_of_the_server_steers_the_terminal() {
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
        let site = Site::body(&format!("[{element}]"));
        let columns = "--columns batch,call,due,status,note,call-uuid";
        for format in ["table", "tsv", "csv"] {
            let ran = site
                .list("--format")
                .args([format])
                .args(columns.split(' '))
                .run();
            let ran = ran.assert_status(0);
            assert!(
                !steers(ran.stdout_text()) && !steers(&ran.stderr),
                "{}",
                ran.snapshot()
            );
            texts.push_str(&all([(field.to_owned(), ran)]));
        }
    }
    insta::assert_snapshot!(texts);
}

#[test]
fn no_error_of_the_server_steers_the_terminal() {
    for status in [400, 401, 403, 409, 429] {
        for body in [
            format!("{{\"detail\":\"{STEERING}\"}}"),
            format!("{{\"error\":\"['{STEERING}']\"}}"),
            format!("{{\"{STEERING}\":[\"{STEERING}\"]}}"),
        ] {
            let site = Site::new(Response::json(status, &body).header("Retry-After", "3600"));
            for arguments in ["", "--json", "-v"] {
                let ran = site.list(arguments).run();
                assert!(ran.status != 0 && ran.stdout.is_empty());
                assert!(!steers(&ran.stderr), "{}", ran.snapshot());
            }
        }
    }
    // What the person typed may come from elsewhere too.
    let site = Site::recorded("list-tls");
    for arguments in [
        vec!["--json=\u{1b}[2J\u{202e}x"],
        vec!["--call", "\u{1b}[2Jx"],
    ] {
        let ran = site.list("").args(arguments).run();
        assert!(!steers(&ran.stderr), "{}", ran.snapshot());
    }
}

#[test]
fn a_request_is_as_the_server_wants_it() {
    let site = Site::recorded("gzip-list-tls");
    site.list("").run().assert_status(0);
    let [request] = site.server.requests().try_into().unwrap();
    assert_eq!(
        (request.method.as_str(), request.path.as_str()),
        ("GET", ROUTE)
    );
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(
        request.header("authorization"),
        Some(format!("Token {TOKEN}").as_str())
    );
    let agent = format!("waldur-review/{}", env!("CARGO_PKG_VERSION"));
    assert_eq!(request.header("user-agent"), Some(agent.as_str()));
    assert!(request.header("accept-encoding").unwrap().contains("gzip"));
    assert!(request.body.is_empty());
}

#[test]
fn verbose_shows_requests_without_the_secret() {
    let server = Server::start(|_| answer("list-lifetime"));
    let sandbox = Sandbox::new();
    sandbox.logged_in_as("default", &server, PAT);
    let ran = sandbox
        .command(["batches", "list", "-v"])
        .run()
        .assert_status(0);
    assert_no_token(&ran, PAT);
    let line = ran.stderr.lines().next().unwrap();
    let start = format!("GET {}my-assignment-batches/ 200, ", server.api_url());
    assert!(
        line.starts_with(&start) && line.ends_with(" ms, 353 bytes"),
        "{line}"
    );
    assert_eq!(ran.stderr.lines().count(), 1);
    assert_eq!(ran.stdout_text().lines().count(), 1);
}
