//! The page: widths, colours, statuses.

use crate::support::{Response, all, answer};

use super::responses::odd;
use super::{HEX, Site};

#[test]
fn every_recorded_batch_has_a_page() {
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
fn page_fits_every_width() {
    let site = Site::new();
    for columns in ["40", "80", "100", "120"] {
        let ran = site.show(HEX).env("COLUMNS", columns).run().assert_status(0);
        insta::assert_snapshot!(format!("page_{columns}"), ran.snapshot());
    }
}

#[test]
fn page_can_show_whole_summaries() {
    let site = Site::new();
    let ran = site.show(HEX).args(["--full"]).run().assert_status(0);
    insta::assert_snapshot!(ran.snapshot());
}

#[test]
fn page_can_be_colored_or_ascii() {
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
fn unknown_statuses_are_shown() {
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
        let ran = Site::one(Response::json(200, &body)).show(HEX).run().assert_status(0);
        insta::assert_snapshot!(format!("item_{status}"), ran.snapshot());
    }
}
