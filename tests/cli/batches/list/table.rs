//! The table: widths, colours, character sets, times and deadlines.

use crate::support::{Invocation, Ran, all};

use super::{PLAIN, body, list, recorded, table, with};

#[test]
fn table_fits_every_width() {
    let site = recorded("list-tls");
    let runs = [40, 60, 80, 100, 120, 140].map(|columns| {
        let ran = table(&site, "").env("COLUMNS", columns.to_string()).run();
        (format!("{columns} columns"), ran.assert_status(0))
    });
    insta::assert_snapshot!(all(runs));
    assert_eq!(site.server.calls(), ["GET /api/my-assignment-batches/"; 6]);
}

#[test]
fn long_list_fits_every_width() {
    let site = recorded("list-reviewer_big");
    let runs = [40, 60, 80, 100, 120, 140].map(|columns| {
        let ran = table(&site, "--limit 6").env("COLUMNS", columns.to_string()).run();
        (format!("{columns} columns"), ran.assert_status(0))
    });
    insta::assert_snapshot!(all(runs));
    let whole = table(&site, "").run().assert_status(0);
    assert_eq!(whole.stdout_text().lines().count(), 201);
}

#[test]
fn every_recorded_list_has_a_table() {
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
        let ran = table(&recorded(name), "").run().assert_status(0);
        (name.to_owned(), ran)
    });
    insta::assert_snapshot!(all(runs));
}

#[test]
fn color_is_off_unless_requested() {
    let site = recorded("list-tls");
    let ran = table(&site, "--color always").run().assert_status(0);
    insta::assert_snapshot!(ran.snapshot());
    let coloured = |invocation: Invocation| {
        let ran = invocation.run().assert_status(0);
        ran.stdout.contains(&0x1b)
    };
    assert!(!coloured(table(&site, "")));
    assert!(!coloured(table(&site, "--color never").env("CLICOLOR_FORCE", "1")));
    assert!(!coloured(table(&site, "").env("NO_COLOR", "1")));
    assert!(coloured(table(&site, "").env("CLICOLOR_FORCE", "1")));
    assert!(coloured(table(&site, "").env("FORCE_COLOR", "1")));
    assert!(!coloured(table(&site, "").env("TERM", "dumb")));
    assert!(coloured(table(&site, "--color always").env("NO_COLOR", "1")));
    // Rows for programs are never coloured.
    assert!(!coloured(list(&site, "--color always")));
    assert!(!coloured(list(&site, "--color always --json")));
}

#[test]
fn locale_without_utf8_gets_ascii() {
    let site = recorded("list-tls");
    let runs = [("LANG", "C"), ("LC_ALL", "POSIX")].map(|(name, value)| {
        let ran = table(&site, "").env(name, value).run().assert_status(0);
        assert!(ran.stdout.is_ascii());
        (format!("{name}={value}"), ran)
    });
    insta::assert_snapshot!(all(runs));
    // Rows for programs stay whole.
    let ran = list(&site, "").env("LANG", "C").run().assert_status(0);
    assert!(ran.stdout_text().contains("高性能計算課題募集"));
}

#[test]
fn times_are_in_the_zone_of_the_user() {
    let site = recorded("list-tls");
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
        let ran = table(&site, columns).env("TZ", zone).run().assert_status(0);
        (zone.to_owned(), ran)
    })
    .collect();
    let utc = table(&site, columns).args(["--utc"]);
    let utc = utc.env("TZ", "Asia/Tokyo").run().assert_status(0);
    runs.push(("--utc beats TZ".to_owned(), utc));
    insta::assert_snapshot!(all(runs));
}

#[test]
fn deadlines_differ_from_answered_batches() {
    let list = [
        PLAIN.to_owned(),
        PLAIN.replace("\"sent\"", "\"paused\"").replace("Sent to reviewer", "On hold"),
        PLAIN.replace("\"sent\"", "\"responded\"").replace("false", "true"),
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
    let site = body(&format!("[{}]", list.join(",")));
    let ran = table(&site, "--columns due,deadline,status,expired").run();
    insta::assert_snapshot!(ran.assert_status(0).snapshot());
}
