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
    for response in [
        Response::new(200).body("%PDF-1.4 short"),
        Response::new(200).body("<html>log in</html>"),
        Response::json(404, r#"{"detail":"Not found."}"#),
    ] {
        let desk = Desk::new(1);
        desk.waldur.fault("GET", "/api/media/", 1, Fault::Instead(response));
        let ran = desk.run("reviews documents gw-001 --into there").assert_status(9);
        assert!(ran.stderr.contains("was not downloaded"), "{}", ran.stderr);
        let names: Vec<_> = fs::read_dir(desk.session.home().join("there"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.contains(".part"))
            .collect();
        assert_eq!(names, Vec::<String>::new());
    }
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
