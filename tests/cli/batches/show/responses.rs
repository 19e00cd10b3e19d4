//! JSON and rows, and responses that are not as documented.

use std::fmt::Write as _;

use crate::support::{Response, STEERING, all, answer_body, steers};

use super::{HEX, NO_DEADLINE, Site};

#[test]
fn json_is_the_document_of_the_server() {
    let site = Site::new();
    let body = answer_body("show-hex");
    for arguments in ["--json", "--format json"] {
        let ran = site.show(HEX).args(arguments.split(' ')).run().assert_status(0);
        assert!(ran.stdout_text() == format!("{body}\n") && ran.stderr.is_empty());
    }
    let other = answer_body("show-no-deadline");
    let ran = site.show("8a57 ea33 --json").run().assert_status(0);
    assert!(ran.stdout_text() == format!("[{body},{other}]\n"));
    let ran = site.show("ea33 8a57 --format ndjson").run().assert_status(0);
    assert!(ran.stdout_text() == format!("{other}\n{body}\n"));
}

#[test]
fn json_keeps_every_byte_of_an_odd_document() {
    let odd = "\n{ \"uuid\" : \"AB\" ,\"z\":1e-7,\"a\":1.10,\"big\":123456789012345678901234567890,\r\n\"items\":[ {\"affinity_score\":1e-7 , \"new\":-0} ]}\n";
    let site = Site::one(Response::json(200, odd));
    let ran = site.show(HEX).odd_documents().args(["--json"]).run().assert_status(0);
    assert_eq!(ran.stdout_text(), odd);
    let ran = site.show(HEX).odd_documents().args([HEX, "--json"]).run().assert_status(0);
    let inner = odd.trim();
    assert_eq!(ran.stdout_text(), format!("[{inner},{inner}]\n"));
    let ran = site.show(HEX).odd_documents().args(["--format", "ndjson"]).run().assert_status(0);
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
    let ran = site.show(HEX).odd_documents().args([HEX, "--json=z"]).run().assert_status(0);
    assert_eq!(ran.stdout_text(), "[{\"z\":1e-7},{\"z\":1e-7}]\n");
    let ran = site.show(HEX).odd_documents().args(["--json=uuid,colour"]).run().assert_status(2);
    insta::assert_snapshot!(ran.snapshot(), @r#"
    $ waldur-review batches show 8a577869a7c74a7494c19336f75f6551 --json=uuid,colour
    (exit 2)
    --- stdout
    --- stderr
    {"error":{"code":"usage","message":"there is no field \"colour\"","hint":"fields: uuid, call_uuid, call_name, status, status_display, sent_at, expires_at, is_expired, items_count, items_pending_count, manager_notes, items","http_status":null,"exit_code":2,"retryable":false}}
    "#);
}

#[test]
fn piped_output_is_tab_separated() {
    let site = Site::new();
    let runs = ["tsv", "csv"].map(|format| {
        let ran = site.show("8a57 ea33 --format").args([format]).run();
        (format.to_owned(), ran.assert_status(0))
    });
    insta::assert_snapshot!(all(runs));
}

/// A batch with one item, in which a member's text is replaced.
pub(super) fn odd(member: &str, value: Option<&str>, of_item: bool) -> String {
    let replaced = |members: &[(&str, &str)], here: bool| {
        let texts: Vec<String> = members
            .iter()
            .filter_map(|(name, text)| {
                let text = if here && *name == member { value? } else { text };
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
fn odd_field_costs_one_value() {
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
                let rows = site.show(HEX).odd_documents().args(["--format", "tsv"]).run();
                rows.assert_status(0);
                let json = site.show(HEX).odd_documents().args(["--json"]).run().assert_status(0);
                assert_eq!(json.stdout_text(), format!("{body}\n"));
            }
        }
    }
    insta::assert_snapshot!(texts);
}

#[test]
fn response_that_is_not_a_batch_is_a_server_error() {
    for body in ["[]", "null", "3", "\"x\"", "", "{", "{\"uuid\":1", "[{}]", "<html>"] {
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
    let ran = site.show(HEX).odd_documents().args(["--json"]).run().assert_status(0);
    assert_eq!(ran.stdout_text(), format!("{body}\n"));
    site.show(HEX).run().assert_status(0);
}

#[test]
fn server_text_is_sanitized() {
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
            let ran = site.show(HEX).args(arguments.split_whitespace()).run().assert_status(0);
            assert!(!steers(ran.stdout_text()) && !steers(&ran.stderr), "{}", ran.snapshot());
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
        assert!(ran.status != 0 && !steers(&ran.stderr), "{}", ran.snapshot());
    }
}
