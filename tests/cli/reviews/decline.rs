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
    for (fault, status, state) in
        [(Fault::After(cut()), 0, "rejected"), (Fault::Instead(cut()), 6, "in_review")]
    {
        let desk = Desk::new(1);
        desk.waldur.fault("POST", "reject", 1, fault.clone());
        let ran = desk.run("reviews decline gw-001 --yes");
        assert_eq!((ran.status, desk.state(1)), (status, state), "{fault:?}: {}", ran.stderr);
        assert_eq!(desk.writes().len(), 1);
    }
}
