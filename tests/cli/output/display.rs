//! Display settings: columns, order, colours, zone.

use insta::assert_snapshot;

use crate::support::{Invocation, Sandbox};
use crate::waldur::several;

use super::{CONFIG, site};

#[test]
fn columns_and_sort_settings_apply_to_tables_only() {
    let session = site();
    let list = |args: &[&str]| {
        let list = session.command(["batches", "list"]);
        let ran = list.args(args.iter().copied()).run().assert_status(0);
        ran.stdout_text().to_owned()
    };
    let (tsv, json) = (list(&[]), list(&["--json"]));
    let by_flag = list(&["--format", "table", "--columns", "left,call", "--sort", "call"]);
    session.write(CONFIG, "[display]\ncolumns = [\"left\", \"call\"]\nsort = \"call\"\n");
    assert_eq!(list(&[]), tsv);
    assert_eq!(list(&["--json"]), json);
    assert_eq!(list(&["--format", "table"]), by_flag);
    assert!(list(&["--format", "table", "--columns", "batch"]).contains("BATCH\n"));
    assert_ne!(list(&["--format", "table", "--sort", "due"]), by_flag);
}

#[test]
fn server_column_is_added_for_several_servers() {
    let session = site();
    session.write(CONFIG, "[display]\ncolumns = [\"batch\"]\n");
    let list = ["batches", "list", "--all-profiles", "--format", "table", "-L1"];
    let ran = session.command(list).run().assert_status(0);
    assert_eq!(ran.stdout_text(), "   SERVER   BATCH\n!  default  8a577869\n");
}

#[test]
fn color_and_zone_are_chosen_by_flag_variable_or_setting() {
    let session = site();
    session.write(CONFIG, "[display]\ncolor = \"always\"\nutc = true\n");
    let list = || {
        let list = ["batches", "list", "--format", "table", "--columns", "deadline", "-L1"];
        session.command(list).env("TZ", "Asia/Tokyo")
    };
    let seen = |command: Invocation| command.run().assert_status(0).stdout_text().to_owned();
    let text = seen(list());
    assert!(text.contains('\u{1b}') && text.contains(" UTC"), "{text}");
    assert!(!seen(list().env("NO_COLOR", "1")).contains('\u{1b}'));
    assert!(!seen(list().args(["--color", "never"])).contains('\u{1b}'));
    session.write(CONFIG, "utc = true\n[display]\nutc = false\n");
    assert!(seen(list()).contains(" JST"), "{}", seen(list()));
}

#[test]
fn invalid_display_setting_is_named() {
    let sandbox = Sandbox::new();
    let mut runs = Vec::new();
    for text in [
        "color = \"purple\"",
        "columns = [\"batch\", \"foo\"]",
        "columns = \"batch\"",
        "format = \"json\"",
        "sort = 3",
    ] {
        sandbox.write(CONFIG, &format!("[display]\n{text}\n"));
        runs.push(sandbox.command(["batches", "list"]).run().assert_status(2));
    }
    assert_snapshot!(several(&runs));
}

/// The deadline where the person is, in UTC, and anywhere on earth.
#[test]
fn deadline_is_shown_in_further_zones() {
    let session = site();
    let due = |zone: &str, args: &[&str]| {
        let show = session.command(["batches", "show", "8a57"]);
        let ran = show.args(args.iter().copied()).env("TZ", zone).run();
        let lines = ran.stdout_text().lines().skip(2).take(2);
        lines.collect::<Vec<_>>().join("\n") + "\n"
    };
    assert_snapshot!(
        [
            due("Europe/London", &[]),
            due("Asia/Tokyo", &[]),
            due("America/Los_Angeles", &[]),
            due("Asia/Tokyo", &["--utc"]),
        ]
        .concat(),
        @"
    Due     today, Tue 24 Nov 2026 08:24 GMT (in 5 h)
            Mon 23 Nov 2026 20:24 AoE
    Due     today, Tue 24 Nov 2026 17:24 JST (in 5 h)
            Tue 24 Nov 2026 08:24 UTC, Mon 23 Nov 2026 20:24 AoE
    Due     tomorrow, Tue 24 Nov 2026 00:24 PST (in 5 h)
            Tue 24 Nov 2026 08:24 UTC, Mon 23 Nov 2026 20:24 AoE
    Due     today, Tue 24 Nov 2026 08:24 UTC (in 5 h)
            Mon 23 Nov 2026 20:24 AoE
    "
    );
}
