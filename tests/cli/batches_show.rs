//! `batches show`: a page for people, JSON and rows for programs, several batches at once.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;

use crate::support::{
    Invocation, Response, STEERING, Sandbox, Server, all, answer, answer_body, steers,
};

const ROUTE: &str = "/api/my-assignment-batches/";
const HEX: &str = "8a577869a7c74a7494c19336f75f6551";
const NO_DEADLINE: &str = "ea33e7e10dda45dcac115725316d400d";
const PAST: &str = "7a970504bf3a40569d9cd533aadf4854";

/// A sandbox that is logged in to a server with a list and batches.
struct Site {
    server: Server,
    sandbox: Sandbox,
}

impl Site {
    /// The list of `list-tls`, and the batches that were recorded of it.
    fn new() -> Self {
        Self::serving(|route| match route {
            "" => answer("list-tls"),
            HEX => answer("show-hex"),
            NO_DEADLINE => answer("show-no-deadline"),
            PAST => answer("show-past-expiry"),
            _ => answer("show-garbage"),
        })
    }

    /// One batch, whatever is asked for.
    fn one(batch: Response) -> Self {
        Self::serving(move |_| batch.clone())
    }

    /// The answers by UUID; nothing for the list.
    fn serving(answers: impl Fn(&str) -> Response + Send + Sync + 'static) -> Self {
        let server = Server::start(move |request| {
            // Where no waiting batch is meant, the history is looked through: a single answered one.
            if request.route() == "/api/assignment-batches/" {
                return Response::json(200, r#"[{"uuid":"abcd0000111122223333444455556666"}]"#);
            }
            let route = request.route().strip_prefix(ROUTE);
            let route = route.unwrap_or_else(|| panic!("{} was asked for", request.path));
            match route.strip_suffix('/') {
                Some(uuid) => answers(uuid),
                None => answers(route),
            }
        });
        let sandbox = Sandbox::new();
        sandbox.logged_in(&server);
        Self { server, sandbox }
    }

    /// `batches show` with more arguments, words with blanks between.
    fn show(&self, arguments: &str) -> Invocation {
        self.sandbox
            .command(["batches", "show"])
            .args(arguments.split_whitespace())
    }

    /// The paths below the list's that were asked for since the start.
    fn asked(&self) -> Vec<String> {
        let calls = self.server.calls();
        let start = format!("GET {ROUTE}");
        let path = |call: &String| call.strip_prefix(&start).unwrap().to_owned();
        calls.iter().map(path).collect()
    }
}

#[test]
fn every_form_of_a_uuid_asks_for_the_same_batch() {
    let site = Site::new();
    let forms = [
        HEX,
        "8a577869-a7c7-4a74-94c1-9336f75f6551",
        "8A577869A7C74A7494C19336F75F6551",
        "8A577869-A7C7-4A74-94C1-9336F75F6551",
        "{8a577869-a7c7-4a74-94c1-9336f75f6551}",
        "urn:uuid:8a577869-a7c7-4a74-94c1-9336f75f6551",
        "https://portal.example.org/reviews/assignments/8a577869a7c74a7494c19336f75f6551/",
        "https://portal.example.org/calls/ed04517764e24a05ae719813be325922/?batch=8A577869-a7c7-4a74-94c1-9336f75f6551#x",
    ];
    let page = site.show(HEX).run().assert_status(0).stdout;
    for form in forms {
        let ran = site.show("").args([form]).run().assert_status(0);
        assert!(ran.stdout == page && ran.stderr.is_empty(), "{form}");
    }
    // A whole UUID needs no list.
    assert_eq!(site.asked(), vec![format!("{HEX}/"); 1 + forms.len()]);
}

#[test]
fn a_unique_prefix_is_resolved_from_the_list() {
    let site = Site::new();
    let page = site.show(HEX).run().assert_status(0).stdout;
    for prefix in [
        "8a57",
        "8A57",
        "8a577869-a7c7",
        "8a577869a7c74a7494c19336f75f655",
    ] {
        let ran = site.show(prefix).run().assert_status(0);
        assert!(ran.stdout == page, "{prefix}");
    }
    let mut asked = vec![format!("{HEX}/")];
    for _ in 0..4 {
        asked.extend([String::new(), format!("{HEX}/")]);
    }
    assert_eq!(site.asked(), asked);
}

#[test]
fn a_prefix_of_several_batches_lists_them() {
    let list = answer_body("list-tls")
        .replace(NO_DEADLINE, "8a57786933e7410dda45dcac115725d4")
        .replace(PAST, "8a57786970504bf3a40569d9cd533aad");
    let site = Site::serving(move |_| Response::json(200, &list));
    let runs = ["8a57", "8A577869", "8a57 --json"]
        .map(|arguments| (arguments.to_owned(), site.show(arguments).run()));
    insta::assert_snapshot!(all(runs));
}

#[test]
fn what_is_not_there_is_said_with_a_way_out() {
    let site = Site::new();
    let mut runs = Vec::new();
    for arguments in [
        "0b6d",
        "0b6d --json",
        "408209cb6d754c918a77d6ef1b21b71b",
        "408209cb-6d75-4c91-8a77-d6ef1b21b71b --json",
        "0b6d 0b6e",
        "0b6d 0b6e --json",
    ] {
        let ran = site.show(arguments).run().assert_status(3);
        runs.push((arguments.to_owned(), ran));
    }
    insta::assert_snapshot!(all(runs));
}

#[test]
fn what_is_no_batch_is_refused_before_a_request() {
    let sandbox = Sandbox::new();
    let server = Server::start(|_| Response::new(500)).must_stay_silent();
    sandbox.logged_in(&server);
    let runs = [
        "8a5",
        "1",
        "not-a-batch",
        "https://portal.example.org/reviews/assignments/",
        "8a577869a7c74a7494c19336f75f65510",
        "8a57 xyz --json",
        "8a57 --json=uuid,",
        "--format json",
    ]
    .map(|arguments| {
        let show = sandbox.command(["batches", "show"]);
        (arguments.to_owned(), show.args(arguments.split(' ')).run())
    });
    insta::assert_snapshot!(all(runs));
}

#[test]
fn every_recorded_batch_has_its_page() {
    let names = [
        "show-no-deadline",
        "show-past-expiry",
        "show-expired-status",
        "show-big-12",
        "write-before",
        "show-after-accept",
        "show-after-all-responded",
        "single-show-after",
        "show-after-w4",
        "show-after-extend",
        "expiry-show-after",
    ];
    let runs = names.map(|name| {
        let ran = Site::one(answer(name)).show(HEX).run().assert_status(0);
        (name.to_owned(), ran)
    });
    insta::assert_snapshot!(all(runs));
}

#[test]
fn a_page_fits_its_width() {
    let site = Site::new();
    for columns in ["40", "80", "100", "120"] {
        let ran = site
            .show(HEX)
            .env("COLUMNS", columns)
            .run()
            .assert_status(0);
        insta::assert_snapshot!(format!("page_{columns}"), ran.snapshot());
    }
}

#[test]
fn a_page_can_be_full() {
    let site = Site::new();
    let ran = site.show(HEX).args(["--full"]).run().assert_status(0);
    insta::assert_snapshot!(ran.snapshot());
}

#[test]
fn a_page_can_be_coloured_or_ascii() {
    let site = Site::new();
    let ran = site.show(HEX).args(["--color", "always"]).run();
    insta::assert_snapshot!("page_coloured", ran.assert_status(0).snapshot());
    let ran = site.show(HEX).args(["--full"]).env("LANG", "C").run();
    assert!(ran.stdout.is_ascii());
    insta::assert_snapshot!("page_ascii", ran.assert_status(0).snapshot());
    let ran = site.show(HEX).args(["--utc"]).env("TZ", "Asia/Tokyo").run();
    let ran = ran.assert_status(0);
    let head: Vec<&str> = ran.stdout_text().lines().take(6).collect();
    insta::assert_snapshot!(head.join("\n"), @"
    Tähtkuju: kõrgjõudluse taotlusvoor 2026 — «Exascale» 高性能計算課題募集     Sent
    Batch   8a577869-a7c7-4a74-94c1-9336f75f6551
    Due     today, Tue 24 Nov 2026 08:24 UTC (in 5 h)
            Mon 23 Nov 2026 20:24 AoE
    Sent    Tue 17 Nov 2026 08:24 UTC
    Answer  6 of 12 waiting, 2 accepted, 2 declined; 2 conflicts of interest flagged
    ");
}

#[test]
fn json_is_the_server_s_own_document() {
    let site = Site::new();
    let body = answer_body("show-hex");
    for arguments in ["--json", "--format json"] {
        let ran = site
            .show(HEX)
            .args(arguments.split(' '))
            .run()
            .assert_status(0);
        assert!(ran.stdout_text() == format!("{body}\n") && ran.stderr.is_empty());
    }
    let other = answer_body("show-no-deadline");
    let ran = site.show("8a57 ea33 --json").run().assert_status(0);
    assert!(ran.stdout_text() == format!("[{body},{other}]\n"));
    let ran = site
        .show("ea33 8a57 --format ndjson")
        .run()
        .assert_status(0);
    assert!(ran.stdout_text() == format!("{other}\n{body}\n"));
}

#[test]
fn json_is_byte_true_even_where_it_is_odd() {
    let odd = "\n{ \"uuid\" : \"AB\" ,\"z\":1e-7,\"a\":1.10,\"big\":123456789012345678901234567890,\r\n\"items\":[ {\"affinity_score\":1e-7 , \"new\":-0} ]}\n";
    let site = Site::one(Response::json(200, odd));
    let ran = site
        .show(HEX)
        .odd_documents()
        .args(["--json"])
        .run()
        .assert_status(0);
    assert_eq!(ran.stdout_text(), odd);
    let ran = site
        .show(HEX)
        .odd_documents()
        .args([HEX, "--json"])
        .run()
        .assert_status(0);
    let inner = odd.trim();
    assert_eq!(ran.stdout_text(), format!("[{inner},{inner}]\n"));
    let ran = site
        .show(HEX)
        .odd_documents()
        .args(["--format", "ndjson"])
        .run()
        .assert_status(0);
    assert_eq!(
        ran.stdout_text(),
        "{\"uuid\":\"AB\",\"z\":1e-7,\"a\":1.10,\"big\":123456789012345678901234567890,\"items\":[{\"affinity_score\":1e-7,\"new\":-0}]}\n"
    );
    let ran = site
        .show(HEX)
        .odd_documents()
        .args(["--json=a,items,uuid,call_name"])
        .run()
        .assert_status(0);
    assert_eq!(
        ran.stdout_text(),
        "{\"a\":1.10,\"items\":[ {\"affinity_score\":1e-7 , \"new\":-0} ],\"uuid\":\"AB\",\"call_name\":null}\n"
    );
    let ran = site
        .show(HEX)
        .odd_documents()
        .args([HEX, "--json=z"])
        .run()
        .assert_status(0);
    assert_eq!(ran.stdout_text(), "[{\"z\":1e-7},{\"z\":1e-7}]\n");
    let ran = site
        .show(HEX)
        .odd_documents()
        .args(["--json=uuid,colour"])
        .run()
        .assert_status(2);
    insta::assert_snapshot!(ran.snapshot(), @r#"
    $ waldur-review batches show 8a577869a7c74a7494c19336f75f6551 --json=uuid,colour
    (exit 2)
    --- stdout
    --- stderr
    {"error":{"code":"usage","message":"there is no field \"colour\"","hint":"fields: uuid, call_uuid, call_name, status, status_display, sent_at, expires_at, is_expired, items_count, items_pending_count, manager_notes, items","http_status":null,"exit_code":2,"retryable":false}}
    "#);
}

#[test]
fn rows_are_for_programs() {
    let site = Site::new();
    let runs = ["tsv", "csv"].map(|format| {
        let ran = site.show("8a57 ea33 --format").args([format]).run();
        (format.to_owned(), ran.assert_status(0))
    });
    insta::assert_snapshot!(all(runs));
}

#[test]
fn of_several_the_rest_is_shown() {
    let site = Site::new();
    let mut runs = Vec::new();
    for (arguments, status) in [
        ("ea33 0b6d 7a97", 9),
        ("ea33 0b6d --json", 9),
        ("ea33 0b6d 0b6e --format ndjson", 9),
        ("0b6d ea33 --format tsv", 9),
        ("ea33 7a97", 0),
    ] {
        let ran = site.show(arguments).run().assert_status(status);
        runs.push((arguments.to_owned(), ran));
    }
    insta::assert_snapshot!(all(runs));
}

#[test]
fn of_several_all_can_fail() {
    let site = Site::serving(|uuid| match uuid {
        HEX => answer("not-found-api"),
        PAST => Response::json(403, "{\"detail\":\"You may not.\"}"),
        _ => answer("show-garbage"),
    });
    let mut runs = Vec::new();
    for (uuids, status) in [([NO_DEADLINE, NO_DEADLINE], 3), ([HEX, PAST], 9)] {
        for json in [None, Some("--json")] {
            let ran = site
                .show("")
                .args(uuids)
                .args(json)
                .run()
                .assert_status(status);
            assert!(ran.stdout.is_empty());
            runs.push((format!("all fail, {status}"), ran));
        }
    }
    insta::assert_snapshot!(all(runs));
}

#[test]
fn a_refused_token_or_a_down_server_is_no_missing_batch() {
    let runs = [
        ("auth-bad-token", 4),
        ("down-gunicorn-tls", 7),
        ("not-found-api", 7),
        ("list-tls", 7),
    ]
    .map(|(name, status)| {
        let site = Site::one(answer(name));
        (name.to_owned(), site.show(HEX).run().assert_status(status))
    });
    insta::assert_snapshot!(all(runs));
    // Where the list fails, a prefix cannot be resolved; nothing else is asked.
    let site = Site::one(answer("auth-bad-token"));
    site.show("8a57 ea33").run().assert_status(4);
    assert_eq!(site.asked(), [""]);
}

/// A batch with one item, in which a member's text is replaced.
fn odd(member: &str, value: Option<&str>, of_item: bool) -> String {
    let replaced = |members: &[(&str, &str)], here: bool| {
        let texts: Vec<String> = members
            .iter()
            .filter_map(|(name, text)| {
                let text = if here && *name == member {
                    value?
                } else {
                    text
                };
                Some(format!("\"{name}\":{text}"))
            })
            .collect();
        format!("{{{}}}", texts.join(","))
    };
    let item = replaced(
        &[
            ("uuid", "\"11111111111141118111111111111111\""),
            ("proposal_uuid", "\"22222222222242228222222222222222\""),
            ("proposal_name", "\"Flames\""),
            ("proposal_slug", "\"f-1\""),
            ("proposal_summary", "\"A summary.\""),
            ("status", "\"pending\""),
            ("status_display", "\"Awaiting response\""),
            ("affinity_score", "0.5"),
            ("has_coi", "false"),
        ],
        of_item,
    );
    let items = format!("[{item}]");
    replaced(
        &[
            ("uuid", "\"00000000000040008000000000000000\""),
            ("call_name", "\"Plain\""),
            ("status", "\"sent\""),
            ("status_display", "\"Sent to reviewer\""),
            ("sent_at", "\"2026-11-20T09:00:00+00:00\""),
            ("expires_at", "\"2026-12-01T09:00:00+00:00\""),
            ("is_expired", "false"),
            ("items_count", "1"),
            ("items_pending_count", "1"),
            ("manager_notes", "\"\""),
            ("items", &items),
        ],
        !of_item,
    )
}

#[test]
fn one_odd_field_costs_one_fact() {
    let batch = [
        "uuid",
        "call_name",
        "status",
        "sent_at",
        "expires_at",
        "items_count",
        "manager_notes",
        "items",
    ];
    let item = [
        "uuid",
        "proposal_name",
        "proposal_slug",
        "proposal_summary",
        "status",
        "affinity_score",
        "has_coi",
    ];
    let members = batch.iter().map(|name| (name, false));
    let members = members.chain(item.iter().map(|name| (name, true)));
    let mut texts = String::new();
    for (name, of_item) in members {
        for value in [
            None,
            Some("null"),
            Some("[[{}]]"),
            Some("-1e999"),
            Some("true"),
            Some("\"\""),
            Some("{}"),
        ] {
            let body = odd(name, value, of_item);
            let site = Site::one(Response::json(200, &body));
            let ran = site.show(HEX).odd_documents().run().assert_status(0);
            // The same reading serves all forms: two values are enough for the others.
            if let Some(value @ ("null" | "[[{}]]")) = value {
                let whose = if of_item { "item's" } else { "batch's" };
                let page = ran.stdout_text();
                let _ = writeln!(texts, "## {whose} {name}: {value}\n{page}");
                let rows = site
                    .show(HEX)
                    .odd_documents()
                    .args(["--format", "tsv"])
                    .run();
                rows.assert_status(0);
                let json = site
                    .show(HEX)
                    .odd_documents()
                    .args(["--json"])
                    .run()
                    .assert_status(0);
                assert_eq!(json.stdout_text(), format!("{body}\n"));
            }
        }
    }
    insta::assert_snapshot!(texts);
}

#[test]
fn unknown_values_survive() {
    let body = odd("status", Some("\"paused\""), false)
        .replace("Sent to reviewer", "On hold")
        .replace("\"pending\"", "\"shelved\"")
        .replace("Awaiting response", "Put aside");
    let site = Site::one(Response::json(200, &body));
    insta::assert_snapshot!(site.show(HEX).run().assert_status(0).snapshot(), @"
    $ waldur-review batches show 8a577869a7c74a7494c19336f75f6551
    (exit 0)
    --- stdout
    Plain                                                                    On hold
    Batch   00000000-0000-4000-8000-000000000000
    Due     Tue 01 Dec 2026 09:00 GMT (in 7 days)
            Mon 30 Nov 2026 21:00 AoE
    Sent    Fri 20 Nov 2026 09:00 GMT
    Answer  1 of 1 waiting

    1  f-1  Flames
       Put aside · affinity 0.50 · item 11111111
       A summary.
    --- stderr
    ");
    for (status, has_coi) in [
        ("reassigned", "true"),
        ("declined", "false"),
        ("expired", "false"),
        ("coi_blocked", "true"),
    ] {
        let body = odd("status", Some(&format!("\"{status}\"")), true)
            .replace("\"has_coi\":false", &format!("\"has_coi\":{has_coi}"));
        let ran = Site::one(Response::json(200, &body))
            .show(HEX)
            .run()
            .assert_status(0);
        insta::assert_snapshot!(format!("item_{status}"), ran.snapshot());
    }
}

#[test]
fn what_is_no_batch_is_the_server_s_fault() {
    for body in [
        "[]",
        "null",
        "3",
        "\"x\"",
        "",
        "{",
        "{\"uuid\":1",
        "[{}]",
        "<html>",
    ] {
        let site = Site::one(Response::json(200, body));
        for json in [None, Some("--json")] {
            let ran = site.show(HEX).args(json).run().assert_status(7);
            assert!(ran.stdout.is_empty(), "{body}");
        }
    }
    let ran = Site::one(Response::json(200, "{}")).show(HEX).run();
    insta::assert_snapshot!(ran.assert_status(0).snapshot(), @r"
    $ waldur-review batches show 8a577869a7c74a7494c19336f75f6551
    (exit 0)
    --- stdout
    ?                                                                              ?
    Batch   ?
    Due     ?
    Answer  ? of ? waiting

    The server sent no list of proposals.
    --- stderr
    ");
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let body = odd("proposal_summary", Some(&deep), true);
    let site = Site::one(Response::json(200, &body));
    let ran = site
        .show(HEX)
        .odd_documents()
        .args(["--json"])
        .run()
        .assert_status(0);
    assert_eq!(ran.stdout_text(), format!("{body}\n"));
    site.show(HEX).run().assert_status(0);
}

#[test]
fn no_text_of_the_server_steers_the_terminal() {
    let text = format!("\"{STEERING}\"");
    let mut texts = String::new();
    for (name, of_item) in [
        ("uuid", false),
        ("call_name", false),
        ("status_display", false),
        ("manager_notes", false),
        ("uuid", true),
        ("proposal_name", true),
        ("proposal_slug", true),
        ("proposal_summary", true),
        ("status_display", true),
    ] {
        let body = odd(name, Some(&text), of_item)
            .replace("\"sent\"", "\"new\"")
            .replace("\"pending\"", "\"new\"");
        let site = Site::one(Response::json(200, &body));
        for arguments in ["", "--full", "--format tsv", "--format csv"] {
            let ran = site
                .show(HEX)
                .args(arguments.split_whitespace())
                .run()
                .assert_status(0);
            assert!(
                !steers(ran.stdout_text()) && !steers(&ran.stderr),
                "{}",
                ran.snapshot()
            );
            if arguments == "--full" {
                let _ = writeln!(texts, "## {name}\n{}", ran.stdout_text());
            }
        }
    }
    insta::assert_snapshot!(texts);
    // In the candidates of a prefix too, and in what the person typed.
    let list = answer_body("list-tls")
        .replace(NO_DEADLINE, "8a57786933e7410dda45dcac115725d4")
        .replace("Tähtkuju", STEERING);
    let site = Site::serving(move |_| Response::json(200, &list));
    for typed in ["8a57", "\u{1b}[2J", "x\u{202e}y"] {
        let ran = site.show("").args([typed]).run();
        assert!(
            ran.status != 0 && !steers(&ran.stderr),
            "{}",
            ran.snapshot()
        );
    }
}

#[test]
fn a_beginning_of_an_answered_batch_is_found_in_the_history() {
    let site = Site::serving(|route| match route {
        "" => answer("list-tls"),
        "abcd0000111122223333444455556666" => answer("show-after-all-responded"),
        _ => answer("show-garbage"),
    });
    let ran = site.show("abcd").run();
    let ran = ran.assert_status(0);
    assert!(
        ran.stdout_text().contains("Responded"),
        "{}",
        ran.snapshot()
    );
    assert_eq!(
        site.server.calls(),
        [
            "GET /api/my-assignment-batches/",
            "GET /api/assignment-batches/?page_size=300",
            "GET /api/my-assignment-batches/abcd0000111122223333444455556666/",
        ]
    );
}

#[test]
fn the_history_is_asked_once_and_a_beginning_is_unique_over_all_its_pages() {
    let server = Server::start(|request| match request.path.as_str() {
        "/api/my-assignment-batches/" => answer("list-tls"),
        "/api/assignment-batches/?page_size=300" => {
            Response::json(200, r#"[{"uuid":"abcd0000111122223333444455556666"}]"#)
                .header("X-Result-Count", "2")
                .header("Link", "<https://w.example/api/?page=2>; rel=\"next\"")
        }
        "/api/assignment-batches/?page=2" => {
            Response::json(200, r#"[{"uuid":"abcd9999111122223333444455556666"}]"#)
                .header("X-Result-Count", "2")
        }
        other => panic!("{other} was asked for"),
    });
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let ran = sandbox
        .command(["batches", "show", "abcd", "eeee", "ffff"])
        .run()
        .assert_status(3);
    assert!(
        ran.stderr.contains("abcd is the beginning of 2 batches"),
        "{}",
        ran.snapshot()
    );
    assert_eq!(server.calls().len(), 3, "{:?}", server.calls());
}
