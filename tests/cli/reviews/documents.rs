//! `reviews documents`: whole documents, or none.

use std::fs;

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
