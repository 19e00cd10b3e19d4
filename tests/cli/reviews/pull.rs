//! `reviews pull`: forms, and what is beside them.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use insta::assert_snapshot;

use super::Desk;
use crate::support::{Fault, Response};

fn mode(desk: &Desk, path: &str) -> u32 {
    let metadata = fs::metadata(desk.session.home().join(path)).unwrap();
    metadata.permissions().mode() & 0o777
}

#[test]
fn forms_and_material_are_for_their_owner_alone() {
    let desk = Desk::new(2);
    let ran = desk.run("reviews pull --into forms").assert_status(0);
    assert_snapshot!(ran.snapshot());
    let port = desk.session.server.port().to_string();
    assert_snapshot!(desk.form(1).replace(&port, "PORT"));
    for (path, expected) in [
        ("forms", 0o700),
        ("forms/gw-001.md", 0o600),
        ("forms/gw-001", 0o700),
        ("forms/gw-001/proposal.txt", 0o400),
        ("forms/gw-001/documents/1-case_for_support.pdf", 0o600),
    ] {
        assert_eq!(mode(&desk, path), expected, "{path}");
    }
    assert_eq!(desk.session.read("forms/.gitignore"), "*\n");
    assert!(desk.session.read("forms/gw-001/CACHEDIR.TAG").starts_with("Signature: 8a477f59"));
    let pdf = desk.session.read("forms/gw-001/documents/2-letter.pdf");
    assert!(pdf.starts_with("%PDF-1.4\n") && pdf.ends_with("%%EOF\n"), "{pdf}");
    // Again: nothing is written, and no document is requested.
    let before = desk.session.server.calls().len();
    let again = desk.run("reviews pull --into forms --json").assert_status(0);
    assert!(again.stdout_text().contains(r#""outcome":"unchanged""#), "{}", again.stdout_text());
    let calls = desk.session.server.calls();
    assert!(!calls[before..].iter().any(|call| call.contains("/api/media/")), "{calls:?}");
}

#[test]
fn documents_that_failed_are_not_counted() {
    let desk = Desk::new(1);
    let gone = Response::json(404, r#"{"detail":"Not found."}"#);
    desk.waldur.fault("GET", "/api/media/", 1, Fault::Instead(gone));
    let ran = desk.run("reviews pull --into forms").assert_status(9);
    assert_eq!(ran.stdout_text(), "created   forms/gw-001.md, 1 of 2 documents\n");
}

#[test]
fn text_of_a_proposal_is_the_same_at_another_time() {
    let desk = Desk::new(1);
    desk.run("reviews pull --into forms --no-documents").assert_status(0);
    let path = "forms/gw-001/proposal.txt";
    let before = desk.session.read(path);
    let later = desk.session.command("reviews pull --into forms --no-documents".split(' '));
    later.env("WALDUR_REVIEW_NOW", "2026-11-24T09:30:00Z").run().assert_status(0);
    assert_eq!(desk.session.read(path), before);
}

#[test]
fn folder_is_named_where_nobody_can_be_asked() {
    let desk = Desk::new(1);
    let ran = desk.run("reviews pull").assert_status(2);
    assert_snapshot!(ran.stderr, @r"
    error: which folder the forms belong in is not known
      add --into DIR, or: waldur-review config set reviews.folder DIR
    ");
    desk.run("config set reviews.folder ~/there").assert_status(0);
    desk.run("reviews pull --no-documents").assert_status(0);
    assert!(desk.session.read("there/gw-001.md").starts_with("---\n"));
}

#[test]
fn folder_that_is_typed_may_begin_with_the_home() {
    let desk = Desk::new(1);
    let pull = ["reviews", "pull", "--no-documents"];
    let mut terminal = desk.session.command(pull).terminal(80, 24);
    terminal.expect("Folder for the forms [reviews]: ");
    terminal.send_line("~/there");
    let seen = terminal.finish();
    assert_eq!(seen.status, 0, "{}", seen.text);
    assert!(desk.session.read("there/gw-001.md").starts_with("---\n"));
}

#[test]
fn changes_of_the_server_are_taken_over_and_conflicts_marked() {
    let desk = Desk::with_forms(2);
    desk.fill(1);
    desk.set_text(1, "comment_team", "A strong team.");
    desk.set_text(2, "summary_public_comment", "From another tab.");
    desk.fill(2);
    let ran = desk.run("reviews pull --into forms --no-documents").assert_status(0);
    assert_snapshot!(ran.stdout_text(), @r"
    updated   forms/gw-001.md
    conflict  forms/gw-002.md
    ");
    let first = desk.form(1);
    assert!(first.contains("A strong team.") && first.contains("A credible plan."), "{first}");
    assert!(first.contains("ready: false"), "{first}");
    let second = desk.form(2);
    let marked = "<<<<<<< yours\nA credible plan.\n=======\nFrom another tab.\n>>>>>>> server\n";
    assert!(second.contains(marked), "{second}");
    // A form with open marks is left as it is.
    let ran = desk.run("reviews pull --into forms --no-documents").assert_status(0);
    assert!(ran.stdout_text().contains("left      forms/gw-002.md"), "{}", ran.stdout_text());
    assert_eq!(desk.form(2), second);
    desk.run("reviews check forms").assert_status(2);
    // The version before is kept.
    assert!(desk.session.read("forms/.backup/gw-002.000001.md").contains("ready: true"));
}

#[test]
fn form_with_an_error_is_not_touched() {
    let desk = Desk::with_forms(1);
    desk.write(1, " {#private}", "");
    let before = desk.form(1);
    let ran = desk.run("reviews pull --into forms --no-documents").assert_status(2);
    assert!(ran.stderr.contains("forms/gw-001.md:"), "{}", ran.stderr);
    assert_eq!(desk.form(1), before);
}

#[test]
fn form_that_cannot_be_read_gets_no_second_one() {
    let latin = |form: &str| {
        let (before, after) = form.split_once("{#public}").unwrap();
        [before.as_bytes(), b"{#public}\n\xe9\n", after.as_bytes()].concat()
    };
    let utf_16 = |form: &str| form.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    for (name, damaged) in [
        ("gw-001.md", latin as fn(&str) -> Vec<u8>),
        ("mine.md", latin),
        ("mine.md", |form| form.replacen("review: ", "review: x", 1).into_bytes()),
        ("mine.md", |form| form.replacen("---\n", "", 1).into_bytes()),
        ("mine.md", |form| format!("{form}{}", "\n".repeat(1 << 20)).into_bytes()),
        ("gw-001.md", utf_16),
        ("gw-001.md", |_| Vec::new()),
    ] {
        let desk = Desk::with_forms(1);
        let folder = desk.session.home().join("forms");
        let bytes = damaged(&desk.form(1));
        fs::remove_file(folder.join("gw-001.md")).unwrap();
        fs::remove_dir_all(folder.join("gw-001")).unwrap();
        fs::write(folder.join(name), &bytes).unwrap();
        let ran = desk.run("reviews pull --into forms --no-documents").assert_status(2);
        assert!(ran.stderr.contains(&format!("forms/{name}:")), "{}", ran.stderr);
        assert!(ran.stderr.contains("correct the form, or rename the file"), "{}", ran.stderr);
        assert_eq!(fs::read(folder.join(name)).unwrap(), bytes);
        let entries = fs::read_dir(&folder).unwrap();
        assert_eq!(entries.count(), 2, "more than .gitignore and the form");
    }
}

#[test]
fn text_that_no_form_can_hold_is_not_written() {
    let desk = Desk::new(1);
    desk.set_text(1, "summary_public_comment", &"a ".repeat(1 << 20));
    let ran = desk.run("reviews pull --into forms --no-documents").assert_status(2);
    assert!(ran.stderr.contains("forms/gw-001.md is not written"), "{}", ran.stderr);
    assert!(!desk.session.home().join("forms/gw-001.md").exists());
}

#[test]
fn form_is_made_although_the_proposal_is_gone() {
    let desk = Desk::new(1);
    let gone = Response::json(404, r#"{"detail":"No Proposal matches the given query."}"#);
    desk.waldur.fault("GET", "proposal-proposals", 9, Fault::Instead(gone));
    let ran = desk.run("reviews pull --into forms --json").assert_status(9);
    assert!(ran.stderr.contains("the form is made without it"), "{}", ran.stderr);
    let reports: serde_json::Value = serde_json::from_str(ran.stdout_text()).unwrap();
    assert_eq!(reports[0]["outcome"], "created");
    assert_eq!(reports[0]["error"]["code"], "not_found");
    assert!(desk.form(1).contains("{#public}"));
    assert!(!desk.session.home().join("forms/gw-001").exists());
}

/// Kills `pull` of three reviews so many times, each time a little later: each form is then the old
/// one or the new one, and each file beside it whole.
fn kill_pulls(rounds: u32) {
    let desk = Desk::with_forms(3);
    let pull = ["reviews", "pull", "--into", "forms"];
    let start = std::time::Instant::now();
    desk.session.command(pull).run().assert_status(0);
    let whole = start.elapsed();
    let (mut old, mut new) = (0, 0);
    for round in 0..rounds {
        let text = format!("{}{round:04}", "x".repeat(200));
        for number in 1..=3 {
            desk.set_text(number, "comment_team", &text);
            let folder = desk.session.home().join(format!("forms/gw-{number:03}"));
            fs::remove_dir_all(folder.join("documents")).unwrap();
            fs::remove_file(folder.join("proposal.txt")).unwrap();
        }
        let before = [1, 2, 3].map(|number| desk.form(number));
        let mut child = desk.session.command(pull).start();
        std::thread::sleep(whole * round / rounds);
        child.kill().unwrap();
        child.wait().unwrap();
        for (number, before) in (1..).zip(before) {
            let after = desk.form(number);
            let is_new = after.contains(&text) && after.ends_with(" -->\n");
            assert!(after == before || is_new, "{after}");
            (old, new) = if is_new { (old, new + 1) } else { (old + 1, new) };
            let folder = desk.session.home().join(format!("forms/gw-{number:03}"));
            if let Ok(text) = fs::read_to_string(folder.join("proposal.txt")) {
                assert!(text.contains("SHA-256 of the text above this line: "), "{text}");
            }
            let documents = fs::read_dir(folder.join("documents")).into_iter().flatten();
            for path in documents.map(|entry| entry.unwrap().path()) {
                if path.extension().is_some_and(|extension| extension == "pdf") {
                    let text = fs::read_to_string(&path).unwrap();
                    assert!(text.ends_with("%%EOF\n"), "{}", path.display());
                }
            }
        }
        // What it left is in nobody's way.
        desk.session.command(pull).run().assert_status(0);
        desk.run("reviews check forms").assert_status(0);
    }
    assert!(old > 0 && new > 0, "{old} forms were old and {new} new");
}

#[test]
fn files_are_old_or_new_whenever_pull_is_killed() {
    kill_pulls(20);
}

#[test]
fn folder_that_cannot_be_marked_is_not_left() {
    let desk = Desk::new(1);
    let line = "trap '' XFSZ; ulimit -f 0; waldur-review reviews pull --into forms --no-documents";
    let ran = desk.session.sandbox.shell(line).run().assert_status(2);
    let error = "error: cannot write forms/.gitignore: File too large";
    assert!(ran.stderr.starts_with(error), "{}", ran.snapshot());
    assert!(!desk.session.home().join("forms").exists());
    desk.run("reviews pull --into forms --no-documents").assert_status(0);
    assert_eq!(desk.session.read("forms/.gitignore"), "*\n");
}

/// Where not even root can make a file.
#[cfg(target_os = "linux")]
#[test]
fn folder_that_cannot_be_made_is_named() {
    let desk = Desk::new(1);
    for words in ["pull --into /proc/forms", "documents gw-001 --into /proc/documents"] {
        let ran = desk.run(&format!("reviews {words}")).assert_status(2);
        let message = "error: cannot make the folder /proc/";
        assert!(ran.stderr.starts_with(message), "{}", ran.stderr);
    }
}

#[test]
fn closed_review_and_one_without_a_deadline_are_told_apart() {
    let desk = Desk::new(2);
    desk.waldur.with(|world| {
        world.item(1).review.as_mut().unwrap().end = None;
        world.item(2).review.as_mut().unwrap().state = "rejected";
    });
    let ran = desk.run("reviews pull gw-002 --into forms").assert_status(5);
    assert!(
        ran.stderr.contains("the review of gw-002 is rejected and takes no text"),
        "{}",
        ran.stderr
    );
    assert!(!desk.session.home().join("forms/gw-002.md").exists());
    desk.run("reviews pull --into forms").assert_status(0);
    assert!(desk.form(1).contains("<!-- No deadline.\n"), "{}", desk.form(1));
    let text = desk.session.read("forms/gw-001/proposal.txt");
    assert!(text.contains("no deadline"), "{text}");
    let ran = Desk::new(0).run("reviews pull --into forms").assert_status(0);
    assert_eq!(ran.stderr, "No review is to be written.\n");
}

#[test]
fn hidden_texts_do_not_get_into_forms() {
    let desk = Desk::new(1);
    desk.set_text(1, "summary_public_comment", "Written in the portal.");
    desk.run("reviews pull --into forms --no-documents").assert_status(0);
    let form = desk.form(1);
    assert!(form.contains("Written in the portal."));
    for words in [
        "pull gw-001 --into forms",
        "diff forms",
        "push forms --yes",
        "submit forms/gw-001.md --yes",
        "edit forms/gw-001.md",
    ] {
        let ran = desk.run(&format!("--redact reviews {words}")).assert_status(2);
        assert!(ran.stderr.contains("--redact hides"), "{words}: {}", ran.stderr);
    }
    let list = desk.session.command(["--redact", "reviews", "list", "--columns", "slug,form"]);
    assert_eq!(list.in_folder("forms").run().assert_status(0).stdout_text(), "gw-001\t-\n");
    assert_eq!((desk.form(1), desk.writes().len()), (form, 0));
}
