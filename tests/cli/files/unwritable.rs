//! Files that cannot be written.

use std::fs;
use std::os::unix::fs::symlink;

use crate::support::{Ran, Sandbox, TOKEN, assert_no_token};

use super::{STORED, good_day, kept, login, mode};

/// A shell in which every file that is written to is full at once. The signal that comes with it
/// is ignored, as a full disk sends none.
const FULL: &str = "trap '' XFSZ; ulimit -f 0; ";

/// It says what could not be written, with the code for files, and not more.
#[track_caller]
fn assert_named(ran: &Ran, what: &str) {
    assert_eq!(ran.status, 2, "{}", ran.snapshot());
    let mut lines = ran.stderr.lines();
    assert!(
        lines.any(|line| line.starts_with("error: cannot write ") && line.ends_with(what)),
        "{}",
        ran.snapshot()
    );
    assert!(!ran.stderr.contains("panicked"), "{}", ran.snapshot());
    assert_no_token(ran, TOKEN);
}

#[test]
fn full_disk_leaves_every_file_unchanged() {
    let server = good_day();
    let sandbox = Sandbox::new();
    let shell = |line: &str| {
        let url = server.origin();
        let line = format!("{FULL}{}", line.replace("URL", &url));
        sandbox.shell(&line).stdin(TOKEN).run()
    };
    // Nothing is there yet.
    let first = shell("waldur-review auth login --url URL --with-token");
    assert_named(&first, "credentials.toml: File too large (os error 27)");
    assert_eq!(kept(&sandbox), []);

    login(&sandbox, &server, "default").run().assert_status(0);
    login(&sandbox, &server, "other").run().assert_status(0);
    let list = |words: &[&str]| sandbox.command(["--profile", "default", "batches"]).args(words);
    list(&["list", "--new"]).run().assert_status(0);
    list(&["export", "--ics", "due.ics"]).run().assert_status(0);
    let before = kept(&sandbox);
    assert!(before.iter().any(|(name, ..)| name.ends_with("due.ics")), "{before:?}");
    let listed = format!("default@127.0.0.1_{}.json", server.port());
    for (line, what) in [
        ("auth login --url URL --with-token --profile third", "credentials.toml"),
        ("auth login --url URL --with-token --profile other", "credentials.toml"),
        ("auth logout --profile other", "credentials.toml"),
        ("--profile default batches list --new", &listed),
        ("--profile default batches export --ics new.ics", "new.ics"),
        ("--profile default batches export --ics due.ics --alarm none", "due.ics"),
    ] {
        let ran = shell(&format!("waldur-review {line}"));
        assert_named(&ran, &format!("{what}: File too large (os error 27)"));
        assert_eq!(kept(&sandbox), before, "{line}");
    }
    // What is only kept to be quick is not worth an error.
    let short = shell("waldur-review status --short --profile default");
    assert!(!short.stdout.is_empty(), "{}", short.snapshot());
    assert_eq!(kept(&sandbox), before);
    // And all of it works when there is room again.
    login(&sandbox, &server, "third").run().assert_status(0);
    assert!(sandbox.read(STORED).contains("[profiles.third]"));
}

/// Where not even root can make a file.
#[cfg(target_os = "linux")]
#[test]
fn unwritable_place_is_named() {
    let server = good_day();
    let sandbox = Sandbox::new();
    let nowhere = "/proc/waldur-review";
    let ran = login(&sandbox, &server, "default").env("WALDUR_REVIEW_CONFIG_DIR", nowhere).run();
    assert_named(&ran, "No such file or directory (os error 2)");
    assert!(ran.stderr.contains("WALDUR_REVIEW_CONFIG_DIR"), "{}", ran.snapshot());

    sandbox.logged_in(&server);
    let before = kept(&sandbox);
    let run = |words: &[&str]| {
        sandbox
            .command(words.iter().copied())
            .env("XDG_STATE_HOME", nowhere)
            .env("XDG_CACHE_HOME", nowhere)
            .run()
    };
    let new = run(&["batches", "list", "--new"]);
    assert_named(&new, "No such file or directory (os error 2)");
    // What is new is not said to be known before it is.
    assert_eq!(new.stdout_text(), "");
    let export = run(&["batches", "export", "--ics", "/proc/due.ics"]);
    assert_named(&export, "No such file or directory (os error 2)");
    assert!(!run(&["status", "--short"]).stdout.is_empty());
    assert_eq!(kept(&sandbox), before);
}

#[test]
fn circular_and_dangling_links_are_errors() {
    let server = good_day();
    let sandbox = Sandbox::new();
    sandbox.write("config/config.toml", "");
    let stored = sandbox.home().join(STORED);
    symlink("credentials.toml", &stored).unwrap();
    let ran = login(&sandbox, &server, "default").run();
    assert_eq!(ran.status, 2, "{}", ran.snapshot());
    assert!(fs::symlink_metadata(&stored).unwrap().is_symlink());
    fs::remove_file(&stored).unwrap();
    // A link whose goal is not there yet is to be made at its goal.
    symlink("../elsewhere/tokens.toml", &stored).unwrap();
    login(&sandbox, &server, "default").run().assert_status(0);
    assert_eq!(mode(&sandbox.home().join("elsewhere/tokens.toml")), 0o600);
    assert!(fs::symlink_metadata(&stored).unwrap().is_symlink());
}

/// Its lock can be made but no file to replace it, whose name is longer: a place in which nothing
/// can be made, for root as well.
#[test]
fn unwritable_credentials_are_reported_before_any_question() {
    let server = good_day().must_stay_silent();
    let sandbox = Sandbox::new();
    sandbox.write("config/config.toml", "");
    let goal = format!("{}.toml", "n".repeat(248));
    symlink(&goal, sandbox.home().join(STORED)).unwrap();
    let ran = login(&sandbox, &server, "default").run();
    assert_named(&ran, "File name too long (os error 36)");
}
