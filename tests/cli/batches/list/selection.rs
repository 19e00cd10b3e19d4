//! Columns, filters, order, and rows for programs.

use crate::support::{Ran, Response, Server, Session, all};

use super::{PLAIN, body, list, recorded, table, with};

/// The UUIDs' first four characters in the order of the output.
fn order(ran: Ran) -> Vec<String> {
    let ran = ran.assert_status(0);
    let lines = ran.stdout_text().lines();
    lines.map(|line| line.chars().take(4).collect()).collect()
}

#[test]
fn piped_output_is_tab_separated() {
    let site = recorded("list-tls");
    insta::assert_snapshot!(list(&site, "").run().assert_status(0).snapshot());
    insta::assert_snapshot!("csv", list(&site, "--format csv").run().assert_status(0).snapshot());
    let every =
        "--columns batch,call,due,deadline,left,pending,items,status,expired,sent,note,call-uuid";
    let runs = ["--format tsv", "--format csv", "--format table"].map(|format| {
        let ran = list(&site, format).args(every.split(' ')).run();
        (format.to_owned(), ran.assert_status(0))
    });
    insta::assert_snapshot!("every_column", all(runs));
}

#[test]
fn columns_are_printed_in_the_requested_order() {
    let site = recorded("list-lifetime");
    let ran = table(&site, "--columns status,batch,call").run();
    insta::assert_snapshot!(ran.assert_status(0).snapshot(), @r"
    $ waldur-review batches list --format table --columns status,batch,call
    (exit 0)
    --- stdout
       STATUS  BATCH     CALL
       Sent    fa0e7b6b  Open Access Call 2026/1
    --- stderr
    ");
    let ran = list(&site, "--columns note,pending,batch").run();
    insta::assert_snapshot!(ran.assert_status(0).snapshot(), @r"
    $ waldur-review batches list --columns note,pending,batch
    (exit 0)
    --- stdout
    	1	fa0e7b6b4e1941a29a3d61d5e3f46407
    --- stderr
    ");
}

#[test]
fn unknown_columns_are_refused_before_any_request() {
    let site = recorded("list-tls");
    let silent = Session::new(Server::start(|_| Response::new(500)).must_stay_silent());
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
        let ran = list(&silent, arguments).run().assert_status(2);
        assert!(ran.stdout.is_empty());
        (arguments.to_owned(), ran)
    });
    insta::assert_snapshot!(all(runs));
    list(&site, "").run().assert_status(0);
}

#[test]
fn filters_select_batches() {
    let site = recorded("list-tls");
    let chosen = |arguments: &str| order(list(&site, arguments).run());
    // Soonest first, then without a deadline, then what is past.
    assert_eq!(chosen(""), ["8a57", "810d", "560f", "8d53", "ea33", "7a97"]);
    assert_eq!(chosen("--call tähtkuju"), ["8a57", "ea33"]);
    assert_eq!(chosen("--call TÄHTKUJU"), ["8a57", "ea33"]);
    assert_eq!(chosen("--call 高性能"), ["8a57", "ea33"]);
    assert_eq!(chosen("--due-within 48h"), ["8a57", "810d"]);
    assert_eq!(chosen("--due-within 5h"), [""; 0]);
    assert_eq!(chosen("--due-within 6h"), ["8a57"]);
    assert_eq!(chosen("--due-within 2w"), ["8a57", "810d", "560f"]);
    assert_eq!(chosen("--pending"), ["8a57", "810d", "560f", "8d53", "ea33", "7a97"]);
    assert_eq!(chosen("--expired"), ["7a97"]);
    assert_eq!(chosen("--no-expired"), ["8a57", "810d", "560f", "8d53", "ea33"]);
    assert_eq!(chosen("--no-expired --expired"), ["7a97"]);
    assert_eq!(chosen("--expired --no-expired --limit 1"), ["8a57"]);
    assert_eq!(chosen("--status SENT --limit 2"), ["8a57", "810d"]);
    assert_eq!(chosen("--status responded --status sent --call fast"), ["560f"]);
    assert_eq!(chosen("-L 3 --call open"), ["810d", "8d53", "7a97"]);
}

#[test]
fn pending_selects_batches_with_pending_items() {
    let none = with("items_pending_count", Some("0"));
    let unknown = with("items_pending_count", Some("null"));
    let site = body(&format!("[{none},{unknown},{PLAIN}]"));
    let ran = list(&site, "--pending --columns pending").run();
    assert_eq!(ran.assert_status(0).stdout_text(), "2\n");
}

#[test]
fn sort_orders_batches() {
    let site = recorded("list-tls");
    let ordered = |arguments: &str| order(list(&site, arguments).run());
    let due = ["8a57", "810d", "560f", "8d53", "ea33", "7a97"];
    assert_eq!(ordered("--sort due"), due);
    assert_eq!(ordered("--reverse"), due.into_iter().rev().collect::<Vec<_>>());
    let sent = ["8d53", "560f", "ea33", "810d", "8a57", "7a97"];
    assert_eq!(ordered("--sort sent"), sent);
    assert_eq!(ordered("--sort sent --reverse --limit 2"), ["7a97", "8a57"]);
    assert_eq!(ordered("--sort call"), ["560f", "810d", "8d53", "7a97", "8a57", "ea33"]);
    assert_eq!(ordered("--sort pending"), ["8a57", "560f", "810d", "7a97", "8d53", "ea33"]);
}
