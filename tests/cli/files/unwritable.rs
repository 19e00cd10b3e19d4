//! Files that cannot be written.

use std::fs;
use std::os::unix::fs::symlink;

use crate::reviews::Desk;
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

#[test]
fn full_disk_leaves_forms_and_drafts_unchanged() {
    let desk = Desk::with_forms(2);
    desk.fill(1);
    let shell = |line: &str| desk.session.shell(&format!("{FULL}waldur-review {line}")).run();
    let before = kept(&desk.session);
    // Without the version before, nothing is sent.
    let push = shell("reviews push forms/gw-001.md --yes");
    assert_named(&push, "gw-001.000001.md: File too large (os error 27)");
    assert_eq!(desk.writes(), [""; 0]);
    desk.waldur.with(|world| {
        let review = world.item(2).review.as_mut().unwrap();
        review.texts.insert("comment_team", "From another tab.".to_owned());
    });
    let pull = shell("reviews pull gw-002 --into forms --no-documents");
    assert_named(&pull, "gw-002.000001.md: File too large (os error 27)");
    let forms = |files: Vec<(String, u32, Vec<u8>)>| -> Vec<(String, u32, Vec<u8>)> {
        files.into_iter().filter(|(name, ..)| name.contains("/forms/")).collect()
    };
    assert_eq!(forms(kept(&desk.session)), forms(before));
    // A submission has no version before to keep, and is reported as done.
    let submit = shell("reviews submit forms/gw-001.md --yes");
    assert_eq!((submit.status, desk.state(1)), (2, "submitted"), "{}", submit.snapshot());
    let error = "error: the review is submitted as it was shown, but the form does not say so: ";
    assert!(submit.stderr.contains(error), "{}", submit.snapshot());
    assert_eq!(submit.stdout_text(), "submitted        gw-001\n");
    assert!(desk.form(1).contains("A credible plan.") && !desk.form(1).contains("submitted:"));
    // And once there is room again, it is known.
    let again = desk.run("reviews submit forms/gw-001.md --yes").assert_status(0);
    assert_eq!(again.stdout_text(), "submitted before gw-001\n");
}

/// The name of the version before would be too long: a place in which it cannot be made, for root
/// as well.
#[cfg(target_os = "linux")]
#[test]
fn draft_is_not_sent_where_the_version_before_cannot_be_kept() {
    let desk = Desk::with_forms(1);
    desk.fill(1);
    let form = desk.form(1);
    let long = format!("forms/{}.md", "n".repeat(250));
    fs::rename(desk.session.home().join("forms/gw-001.md"), desk.session.home().join(&long))
        .unwrap();
    let ran = desk.run(&format!("reviews push {long} --yes"));
    assert_named(&ran, "File name too long (os error 36)");
    assert_eq!((desk.writes().len(), desk.session.read(&long)), (0, form));
    let nowhere = desk.run("reviews pull --into /proc/forms");
    assert_eq!(nowhere.status, 2, "{}", nowhere.snapshot());
    assert!(nowhere.stderr.contains("cannot make the folder /proc/forms"), "{}", nowhere.stderr);
}
