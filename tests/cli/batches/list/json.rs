//! JSON: the server's document, bytes unchanged.

use serde_json::Value;

use crate::support::{Sandbox, all, answer_body};

use super::{body, list, recorded, with};

#[test]
fn json_is_the_document_of_the_server() {
    for name in [
        "list-tls",
        "list-reviewer_big",
        "gzip-list-tls",
        "gzip-list-big-tls",
        "list-support",
        "list-reviewer3",
    ] {
        let site = recorded(name);
        for arguments in ["--json", "--format json"] {
            let ran = list(&site, arguments).run().assert_status(0);
            assert!(ran.stdout_text() == format!("{}\n", answer_body(name)), "{name}");
            assert_eq!(ran.stderr, "");
        }
        assert_eq!(site.server.calls(), ["GET /api/my-assignment-batches/"; 2]);
    }
}

/// Everything that a reader into numbers and maps would change.
const ODD: &str = "\n [ {\"uuid\" : \"AB\\u00e9\" ,\"z\":1e-7,\"a\":1.10,\"big\":123456789012345678901234567890,\n\t\"twice\":1,\"twice\":2.0,\"status\":\"sent\" , \"far\":1e999,\"neg\":-0,\"o\":{ \"y\" : [ ] }} ,\r\n{\"uuid\":\"cd\",\"call_name\":\"\\/ \\ud83e\\uddec\",\"status\":\"paused\"}]\n\n";

#[test]
fn json_keeps_every_byte_of_an_odd_document() {
    let site = body(ODD);
    let ran = list(&site, "--json").odd_documents().run().assert_status(0);
    assert_eq!(ran.stdout_text(), ODD);
    let ran = list(&site, "--json --status sent").odd_documents().run().assert_status(0);
    assert_eq!(
        ran.stdout_text(),
        "[{\"uuid\" : \"AB\\u00e9\" ,\"z\":1e-7,\"a\":1.10,\"big\":123456789012345678901234567890,\n\t\"twice\":1,\"twice\":2.0,\"status\":\"sent\" , \"far\":1e999,\"neg\":-0,\"o\":{ \"y\" : [ ] }}]\n"
    );
    let ran = list(&site, "--json --reverse --limit 1").odd_documents().run().assert_status(0);
    assert_eq!(
        ran.stdout_text(),
        "[{\"uuid\":\"cd\",\"call_name\":\"\\/ \\ud83e\\uddec\",\"status\":\"paused\"}]\n"
    );
    let ran = list(&site, "--format ndjson").odd_documents().run().assert_status(0);
    assert_eq!(
        ran.stdout_text(),
        "{\"uuid\":\"AB\\u00e9\",\"z\":1e-7,\"a\":1.10,\"big\":123456789012345678901234567890,\"twice\":1,\"twice\":2.0,\"status\":\"sent\",\"far\":1e999,\"neg\":-0,\"o\":{\"y\":[]}}\n{\"uuid\":\"cd\",\"call_name\":\"\\/ \\ud83e\\uddec\",\"status\":\"paused\"}\n"
    );
    let ran = list(&site, "--json=big,z,uuid,twice,a,far,o").odd_documents().run().assert_status(0);
    assert_eq!(
        ran.stdout_text(),
        "[{\"big\":123456789012345678901234567890,\"z\":1e-7,\"uuid\":\"AB\\u00e9\",\"twice\":2.0,\"a\":1.10,\"far\":1e999,\"o\":{ \"y\" : [ ] }},{\"big\":null,\"z\":null,\"uuid\":\"cd\",\"twice\":null,\"a\":null,\"far\":null,\"o\":null}]\n"
    );
}

#[test]
fn json_keeps_the_order_of_the_server_unless_sorted() {
    let site = recorded("list-tls");
    let uuids = |arguments: &str| -> Vec<String> {
        let ran = list(&site, arguments).run().assert_status(0);
        let list: Vec<Value> = serde_json::from_slice(&ran.stdout).unwrap();
        list.iter().map(|batch| batch["uuid"].as_str().unwrap()[..4].to_owned()).collect()
    };
    let sent = ["8d53", "560f", "ea33", "810d", "8a57", "7a97"];
    assert_eq!(uuids("--json=uuid"), sent);
    assert_eq!(uuids("--json --no-expired"), sent[..5]);
    assert_eq!(uuids("--json --sort due --limit 2"), ["8a57", "810d"]);
    assert_eq!(uuids("--format json --reverse --limit 1"), ["7a97"]);
}

#[test]
fn json_fields_come_in_the_requested_order() {
    let site = recorded("list-lifetime");
    let ran = list(&site, "--json=status,uuid,expires_at").run();
    insta::assert_snapshot!(ran.assert_status(0).snapshot(), @r#"
    $ waldur-review batches list --json=status,uuid,expires_at
    (exit 0)
    --- stdout
    [{"status":"sent","uuid":"fa0e7b6b4e1941a29a3d61d5e3f46407","expires_at":"2026-11-30T02:24:49.677213+00:00"}]
    --- stderr
    "#);
    let ran = list(&site, "--json=uuid,colour").run();
    insta::assert_snapshot!(ran.assert_status(2).snapshot(), @r#"
    $ waldur-review batches list --json=uuid,colour
    (exit 2)
    --- stdout
    --- stderr
    {"error":{"code":"usage","message":"there is no field \"colour\"","hint":"fields: uuid, call_uuid, call_name, status, status_display, sent_at, expires_at, is_expired, items_count, items_pending_count, manager_notes","http_status":null,"exit_code":2,"retryable":false}}
    "#);
    let ran = list(&body("[]"), "--json=uuid,colour").run();
    insta::assert_snapshot!(ran.assert_status(2).snapshot(), @r#"
    $ waldur-review batches list --json=uuid,colour
    (exit 2)
    --- stdout
    --- stderr
    {"error":{"code":"usage","message":"there is no field \"colour\"","hint":"fields: uuid, call_uuid, call_name, status, status_display, sent_at, expires_at, is_expired, items_count, items_pending_count, manager_notes","http_status":null,"exit_code":2,"retryable":false}}
    "#);
    let ran = list(&site, "--json=status,uuid,status").run();
    assert_eq!(
        ran.assert_status(0).stdout_text(),
        "[{\"status\":\"sent\",\"uuid\":\"fa0e7b6b4e1941a29a3d61d5e3f46407\"}]\n"
    );
    let site = body(r#"[{"uuid":"a","colour":"red"},{"uuid":"b"}]"#);
    let ran = list(&site, "--json=colour,uuid").run();
    insta::assert_snapshot!(ran.assert_status(0).snapshot(), @r#"
    $ waldur-review batches list --json=colour,uuid
    (exit 0)
    --- stdout
    [{"colour":"red","uuid":"a"},{"colour":null,"uuid":"b"}]
    --- stderr
    "#);
}

#[test]
fn json_failure_is_one_object_on_standard_error() {
    let names =
        ["auth-bad-token", "list-inactive", "down-gunicorn-tls", "not-found-api", "down-db-list"];
    let runs = names.map(|name| {
        let ran = list(&recorded(name), "--json").run();
        assert!(ran.stdout.is_empty(), "{name}");
        let error: Value = serde_json::from_str(&ran.stderr).unwrap();
        assert_eq!(error["error"]["exit_code"], ran.status);
        (name.to_owned(), ran)
    });
    insta::assert_snapshot!(all(runs));
    let sandbox = Sandbox::new();
    let ran = sandbox.command(["batches", "list", "--format=ndjson"]).run();
    insta::assert_snapshot!(ran.assert_status(4).snapshot(), @r#"
    $ waldur-review batches list --format=ndjson
    (exit 4)
    --- stdout
    --- stderr
    {"error":{"code":"not_logged_in","message":"you are not logged in","hint":"run: waldur-review auth login; or look around first: waldur-review --demo batches list","http_status":null,"exit_code":4,"retryable":false}}
    "#);
}

#[test]
fn document_nested_ten_thousand_deep_is_passed_on() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let element = with("manager_notes", Some(&deep));
    let site = body(&format!("[{element}]"));
    let ran = list(&site, "--columns batch,note").run().assert_status(0);
    assert_eq!(ran.stdout_text(), "00000000000040008000000000000000\t\n");
    let ran = list(&site, "--json").odd_documents().run().assert_status(0);
    assert_eq!(ran.stdout_text(), format!("[{element}]\n"));
    let ran = list(&site, "--json=manager_notes").odd_documents().run().assert_status(0);
    assert_eq!(ran.stdout_text(), format!("[{{\"manager_notes\":{deep}}}]\n"));
    list(&site, "--format ndjson").odd_documents().run().assert_status(0);
    list(&body(&deep), "").run().assert_status(7);
    list(&body(&"[".repeat(10_000)), "").run().assert_status(7);
}

#[test]
fn last_of_two_members_with_one_name_counts() {
    let site = body(r#"[{"uuid":"aaaa","uuid":"bbbb","call_name":3,"call_name":"two"}]"#);
    let ran = list(&site, "--columns batch,call").run().assert_status(0);
    assert_eq!(ran.stdout_text(), "bbbb\ttwo\n");
    let ran = list(&site, "--json=uuid").run().assert_status(0);
    assert_eq!(ran.stdout_text(), "[{\"uuid\":\"bbbb\"}]\n");
}
