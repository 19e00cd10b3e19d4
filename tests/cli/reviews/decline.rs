//! `reviews decline`: ends a review.

use super::Desk;
use crate::support::{Fault, Response};

#[test]
fn review_is_ended_and_the_form_kept() {
    let desk = Desk::with_forms(1);
    desk.run("reviews decline gw-001").assert_status(2);
    let ran = desk.run("reviews decline gw-001 --yes").assert_status(0);
    assert_eq!(ran.stdout_text(), "ended            gw-001\n");
    assert_eq!((desk.state(1), desk.writes()), ("rejected", vec!["POST reject 1".to_owned()]));
    // Once more sends nothing.
    desk.run(&format!("reviews decline {} --yes", crate::support::review(1))).assert_status(0);
    assert_eq!(desk.writes().len(), 1);
    assert!(desk.form(1).contains("{#public}"));
    // The proposal's text goes, the form stays.
    desk.run("reviews clean forms --yes").assert_status(0);
    assert!(!desk.session.home().join("forms/gw-001").exists());
    assert!(desk.form(1).contains("{#public}"));
}

#[test]
fn lost_answer_is_settled_by_reading() {
    let cut = || Response::close();
    let refused = || Response::json(403, r#"{"detail":"You do not have permission."}"#);
    for (fault, status, state, text) in [
        (Fault::After(cut()), 0, "rejected", ""),
        // The server may still be working on it.
        (Fault::Instead(cut()), 6, "in_review", "it is not declined so far"),
        (Fault::Instead(Response::json(500, "{}")), 7, "in_review", "so it was not declined"),
        (Fault::Instead(Response::json(200, "{}")), 7, "in_review", "so it was not declined"),
        (Fault::Instead(refused()), 5, "in_review", "You do not have permission"),
    ] {
        let desk = Desk::new(1);
        desk.waldur.fault("POST", "reject", 1, fault.clone());
        let ran = desk.run("reviews decline gw-001 --yes");
        assert_eq!((ran.status, desk.state(1)), (status, state), "{fault:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(text), "{fault:?}: {}", ran.stderr);
        assert_eq!(desk.writes().len(), 1);
    }
    // Where it cannot be read again, what came of it is not known.
    let desk = Desk::new(1);
    desk.waldur.fault("POST", "reject", 1, Fault::After(cut()));
    let answered = std::cell::Cell::new(0);
    let path = crate::support::review(1);
    for fault in [Fault::None, Fault::None, Fault::Instead(Response::json(500, "{}"))] {
        answered.set(answered.get() + 1);
        let times = if answered.get() == 3 { 9 } else { 1 };
        desk.waldur.fault("GET", &path, times, fault);
    }
    let ran = desk.run("reviews decline gw-001 --yes");
    assert!(ran.stderr.contains("whether it was declined is not known"), "{}", ran.stderr);
    assert!(ran.stderr.contains("look again before you repeat it"), "{}", ran.stderr);
    assert_eq!((ran.status, desk.writes().len()), (6, 1));
}

#[test]
fn it_is_explained_and_confirmed() {
    let desk = Desk::new(1);
    for (typed, status, state) in [("n", 130, "in_review"), ("y", 0, "rejected")] {
        let mut terminal = desk.session.command(["reviews", "decline", "gw-001"]).terminal(80, 24);
        terminal.expect("You lose access to the proposal and its documents at once.");
        terminal.expect("reviews pull");
        terminal.expect("End this review? There is no undo. [y/N] ");
        terminal.send_line(typed);
        let seen = terminal.finish();
        assert_eq!((seen.status, desk.state(1)), (status, state), "{}", seen.text);
    }
    assert_eq!(desk.writes(), ["POST reject 1"]);
}

#[test]
fn what_cannot_be_declined_or_is_only_tried_sends_nothing() {
    let desk = Desk::new(2);
    let ran = desk.run("reviews decline gw-001 --dry-run --json").assert_status(0);
    assert!(ran.stdout_text().contains("\"outcome\":\"planned\""), "{}", ran.stdout_text());
    desk.waldur.with(|world| {
        world.item(1).review.as_mut().unwrap().submit("2026-11-24T02:00:00Z".parse().unwrap());
    });
    let ran = desk.run("reviews decline gw-001 --yes").assert_status(5);
    assert!(ran.stderr.contains("submitted, and can no longer be declined"), "{}", ran.stderr);
    // It is submitted in the portal while the question waits.
    let mut terminal = desk.session.command(["reviews", "decline", "gw-002"]).terminal(80, 24);
    terminal.expect("[y/N] ");
    desk.waldur.with(|world| {
        world.item(2).review.as_mut().unwrap().submit("2026-11-24T02:00:00Z".parse().unwrap());
    });
    terminal.send_line("y");
    assert_eq!(terminal.finish().status, 5);
    assert_eq!(desk.writes(), [""; 0]);
}
