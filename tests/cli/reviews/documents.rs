//! `reviews documents`: whole documents, or none.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use insta::assert_snapshot;

use super::Desk;
use crate::support::{Fault, Response};

#[test]
fn documents_are_listed_and_downloaded_once() {
    let desk = Desk::new(1);
    let ran = desk.run("reviews documents gw-001").assert_status(0);
    assert_snapshot!(ran.stdout_text());
    let ran = desk.run("reviews documents gw-001 --into there").assert_status(0);
    assert_snapshot!(ran.stdout_text());
    let count = || desk.session.server.calls().iter().filter(|call| call.contains("media")).count();
    assert_eq!(count(), 2);
    // An annotated file is never touched, and a whole one not requested again.
    let path = desk.session.home().join("there/1-case_for_support.pdf");
    fs::write(&path, "annotated").unwrap();
    let ran = desk.run("reviews documents gw-001 --into there").assert_status(0);
    assert_snapshot!(ran.stdout_text());
    assert_eq!((count(), fs::read_to_string(&path).unwrap()), (2, "annotated".to_owned()));
}

#[test]
fn document_that_is_not_whole_is_not_kept() {
    for (response, why) in [
        (Response::new(200).body("%PDF-1.4 short"), " bytes, 14 came"),
        (Response::new(200).body("%PDF-1.4 ".repeat(99)), " bytes, 891 came"),
        (Response::new(200).body("<html>log in</html>"), " bytes, 19 came"),
        (Response::json(404, r#"{"detail":"Not found."}"#), "404"),
    ] {
        // One of two documents, and both.
        for (times, left) in [(1, 2), (2, 0)] {
            let desk = Desk::new(1);
            desk.waldur.fault("GET", "/api/media/", times, Fault::Instead(response.clone()));
            let ran = desk.run("reviews documents gw-001 --into there");
            let status = match (times, why) {
                (1, _) => 9,
                (_, "404") => 3,
                _ => 7,
            };
            assert_eq!(ran.status, status, "{}", ran.snapshot());
            assert!(ran.stderr.contains("was not downloaded"), "{}", ran.stderr);
            assert!(ran.stderr.contains(why), "{}", ran.stderr);
            // The other document and the list.
            let names = fs::read_dir(desk.session.home().join("there")).unwrap();
            assert_eq!(names.count(), left);
        }
    }
}

#[test]
fn largest_document_is_a_setting() {
    let desk = Desk::new(1);
    desk.run("config set reviews.max_document_size 1MiB").assert_status(0);
    let large = Response::new(200).body("x".repeat((1 << 20) + 1));
    desk.waldur.fault("GET", "/api/media/", 2, Fault::Instead(large));
    let ran = desk.run("reviews documents gw-001 --into there").assert_status(7);
    assert!(ran.stderr.contains("it is larger than 1 MiB"), "{}", ran.stderr);
    // One that says so is not requested.
    for part in ["/resources/", "/list_users/", "/workflow_states/"] {
        desk.waldur.fault("GET", part, 1, Fault::None);
    }
    let document = r#"{"file":"/api/media/0123456789abcdef0123456789abcdef/","file_name":"a/large.bin","file_size":1048577}"#;
    let proposal = format!(r#"{{"supporting_documentation":[{document}]}}"#);
    desk.waldur.fault(
        "GET",
        "proposal-proposals",
        1,
        Fault::Instead(Response::json(200, &proposal)),
    );
    let before = desk.session.server.calls().len();
    let ran = desk.run("reviews documents gw-001 --into there").assert_status(5);
    let why = "it has 1048577 bytes, and reviews.max_document_size is 1MiB";
    assert!(ran.stderr.contains(why), "{}", ran.stderr);
    let calls = desk.session.server.calls();
    assert!(!calls[before..].iter().any(|call| call.contains("/api/media/")), "{calls:?}");
}

#[test]
fn download_that_was_ended_is_taken_up_again() {
    let desk = Desk::new(1);
    desk.run("reviews documents gw-001 --into there").assert_status(0);
    let folder = desk.session.home().join("there");
    // Ended after the second document was noted, before its file had its name; the first was
    // coming.
    fs::rename(folder.join("2-letter.pdf"), folder.join(".2-letter.pdf.part")).unwrap();
    let ran = desk.run("reviews documents gw-001 --into there --json").assert_status(0);
    assert!(ran.stdout_text().contains("\"outcome\":\"unchanged\""), "{}", ran.stdout_text());
    assert!(ran.stdout_text().contains("\"outcome\":\"downloaded\""), "{}", ran.stdout_text());
    let mut names: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["1-case_for_support.pdf", "2-letter.pdf", "SHA256SUMS"]);
}

#[test]
fn clean_removes_nothing_outside_of_the_folder() {
    let desk = Desk::new(1);
    desk.run("reviews pull --into forms").assert_status(0);
    desk.fill(1);
    desk.run("reviews submit forms/gw-001.md --yes").assert_status(0);
    // A folder that somebody sent: its list names a file elsewhere by its true digest.
    let own = desk.session.home().join("own.txt");
    fs::write(&own, "abc").unwrap();
    let sums = desk.session.home().join("forms/gw-001/documents/SHA256SUMS");
    let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let text = fs::read_to_string(&sums).unwrap();
    fs::write(&sums, format!("{text}{digest}  ../../../own.txt\n{digest}  {}\n", own.display()))
        .unwrap();
    fs::write(sums.with_file_name(".3-late.pdf.part"), "%PDF-").unwrap();
    let ran = desk.run("reviews clean forms --yes").assert_status(0);
    assert!(own.exists());
    // Which documents are as they were downloaded is not known any more.
    let kept = "Kept, since you changed them: forms/gw-001/documents/SHA256SUMS";
    assert!(ran.stderr.contains(kept), "{}", ran.stderr);
    let mut left: Vec<_> = fs::read_dir(sums.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    assert_eq!(left, ["1-case_for_support.pdf", "2-letter.pdf", "SHA256SUMS"]);
    assert!(!desk.session.home().join("forms/gw-001/proposal.txt").exists());
}

#[test]
fn list_of_checksums_that_somebody_else_wrote_is_left_alone() {
    let desk = Desk::new(1);
    for foreign in ["0123  thesis.pdf\n", "# mine\n", "\u{e9}\n"] {
        desk.session.write("there/SHA256SUMS", foreign);
        let ran = desk.run("reviews documents gw-001 --into there").assert_status(2);
        let message = "error: there/SHA256SUMS is not as this program wrote it\n";
        assert!(ran.stderr.starts_with(message), "{}", ran.stderr);
        assert_eq!(desk.session.read("there/SHA256SUMS"), foreign);
        let names = fs::read_dir(desk.session.home().join("there")).unwrap();
        assert_eq!(names.count(), 1, "something was downloaded");
    }
    desk.run("reviews documents gw-001 --into other").assert_status(0);
    let list = fs::metadata(desk.session.home().join("other/SHA256SUMS")).unwrap();
    assert_eq!(list.permissions().mode() & 0o777, 0o600);
}
