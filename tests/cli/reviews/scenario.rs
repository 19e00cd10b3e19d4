//! From the invitation to the submitted review, without a step in the portal; several computers.

use std::fs;

use super::Desk;
use crate::support::{Sandbox, Waldur, item};

#[test]
fn invitation_becomes_a_submitted_review() {
    let desk = Desk::of(Waldur::new());
    desk.waldur.with(|world| {
        world.invite();
    });
    let listed = desk.run("invitations list --json").assert_status(0);
    let listed: serde_json::Value = serde_json::from_str(listed.stdout_text()).unwrap();
    let invitation = listed[0]["uuid"].as_str().unwrap();
    let ran = desk.run(&format!("invitations accept {invitation} --yes")).assert_status(0);
    assert!(ran.stdout_text().contains("accepted"), "{}", ran.stdout_text());
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

#[test]
fn two_computers_write_one_review() {
    let desk = Desk::with_forms(1);
    let other = Sandbox::new();
    other.logged_in(&desk.session.server);
    let run_there = |words: &str| other.command(words.split(' ')).run();
    let form_there = || fs::read_to_string(other.home().join("forms/gw-001.md")).unwrap();

    desk.fill(1);
    desk.run("reviews push forms --yes").assert_status(0);
    run_there("reviews pull --into forms --no-documents").assert_status(0);
    assert!(form_there().contains("\nA credible plan.\n") && form_there().contains("score: 4\n"));
    // Whether it may be submitted is said on each computer.
    assert!(form_there().contains("ready: false\n"));

    other.write("forms/gw-001.md", &form_there().replace("A credible plan.", "A better plan."));
    run_there("reviews push forms --yes").assert_status(0);
    desk.run("reviews pull --into forms --no-documents").assert_status(0);
    assert!(desk.form(1).contains("\nA better plan.\n") && desk.form(1).contains("ready: false\n"));

    // Both go on, and neither text is lost.
    desk.write(1, "A better plan.", "The best plan.");
    desk.run("reviews push forms --yes").assert_status(0);
    other.write("forms/gw-001.md", &form_there().replace("A better plan.", "Not a plan."));
    run_there("reviews push forms --yes").assert_status(5);
    run_there("reviews pull --into forms --no-documents").assert_status(0);
    let both = "<<<<<<< yours\nNot a plan.\n=======\nThe best plan.\n>>>>>>> server\n";
    assert!(form_there().contains(both), "{}", form_there());
}

#[test]
fn mailed_form_holds_all_that_is_needed() {
    let desk = Desk::with_forms(1);
    desk.fill(1);
    let other = Sandbox::new();
    other.logged_in(&desk.session.server);
    other.write("mail/form of mine.md", &desk.form(1));
    let ran = other.command(["reviews", "push", "mail/form of mine.md", "--yes"]).run();
    ran.assert_status(0);
    assert_eq!(desk.text(1, "summary_public_comment"), "A credible plan.");
    let ran = other.command(["reviews", "submit", "mail/form of mine.md", "--yes"]).run();
    ran.assert_status(0);
    assert_eq!(desk.state(1), "submitted");
    // The form at home is as it was; the review needs it no more.
    let list = desk.run("reviews list --all").assert_status(0);
    assert!(list.stdout_text().contains("\tsubmitted\t"), "{}", list.stdout_text());
}
