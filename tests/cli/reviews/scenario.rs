//! From the batch to the submitted review, without a step in the portal.

use super::Desk;
use crate::support::{Waldur, item};

#[test]
fn batch_becomes_a_submitted_review() {
    let desk = Desk::of(Waldur::new());
    let ran = desk.run(&format!("items accept --yes {}", item(1))).assert_status(0);
    assert!(ran.stdout_text().contains("accepted"), "{}", ran.stdout_text());
    let list = desk.run("reviews list").assert_status(0);
    assert!(list.stdout_text().contains("gw-001"), "{}", list.stdout_text());
    desk.run("reviews pull gw-001 --into forms").assert_status(0);
    assert!(desk.session.read("forms/gw-001/proposal.txt").contains("Aims"));
    desk.fill(1);
    desk.run("reviews check forms").assert_status(0);
    let diff = desk.run("reviews diff forms").assert_status(0);
    assert!(diff.stdout_text().contains("+A credible plan.\n"), "{}", diff.stdout_text());
    desk.run("reviews push forms --yes").assert_status(0);
    let ran = desk
        .session
        .command(["reviews", "submit", "--ready", "--yes"])
        .in_folder("forms")
        .run()
        .assert_status(0);
    assert_eq!(ran.stdout_text(), "submitted        gw-001\n");
    assert_eq!(desk.state(1), "submitted");
    desk.run("reviews clean forms --yes").assert_status(0);
    assert!(!desk.session.home().join("forms/gw-001/proposal.txt").exists());
    assert!(desk.form(1).contains("submitted: "));
}
