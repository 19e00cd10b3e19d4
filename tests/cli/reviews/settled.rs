//! `reviews submit`: what came of it is read from the server, and what changed since it was shown is
//! not sent.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use super::Desk;
use crate::support::{Fault, Response, World, answer};

#[test]
fn lost_answer_is_settled_by_reading() {
    let cut = || Response::close();
    for (fault, status, outcome) in [
        (Fault::After(cut()), 0, "submitted"),
        (Fault::Instead(cut()), 6, "not_done"),
        (Fault::After(Response::json(502, "{}")), 0, "submitted"),
        (Fault::Instead(Response::json(200, "\"done\"")), 6, "not_done"),
        (Fault::Instead(answer("auth-expired")), 4, "refused"),
    ] {
        let desk = Desk::with_forms(1);
        desk.fill(1);
        desk.waldur.fault("POST", "submit", 1, fault.clone());
        let ran = desk.run("reviews submit forms/gw-001.md --yes --json");
        let text = ran.stdout_text().to_owned() + &ran.stderr;
        assert!(text.contains(&format!("\"outcome\":\"{outcome}\"")), "{fault:?}: {text}");
        assert_eq!(ran.status, status, "{fault:?}: {text}");
        assert_eq!(desk.writes(), ["POST submit 1"], "{fault:?}");
    }
}

#[test]
fn submission_that_cannot_be_read_again_is_not_known() {
    let cut = || Response::close();
    for (fault, status, text) in [
        (Fault::After(cut()), 6, "whether the review was submitted is not known"),
        (
            Fault::None,
            6,
            "the server accepted the submission, but the review could not be read again",
        ),
        (Fault::Instead(answer("auth-expired")), 4, "the review is not submitted"),
    ] {
        let desk = Desk::with_forms(1);
        desk.fill(1);
        let path = crate::support::review(1);
        // Each reading counts as one request; the third is after the POST.
        desk.waldur.fault("GET", &path, 2, Fault::None);
        desk.waldur.fault("GET", &path, 9, Fault::Instead(Response::json(500, "{}")));
        desk.waldur.fault("POST", "submit", 1, fault.clone());
        let ran = desk.run("reviews submit forms/gw-001.md --yes");
        assert!(ran.stderr.contains(text), "{fault:?}: {}", ran.stderr);
        assert_eq!((ran.status, desk.writes().len()), (status, 1), "{fault:?}: {}", ran.stderr);
        // The form is as it was written.
        assert!(!desk.form(1).contains("\nsubmitted:"), "{}", desk.form(1));
    }
}

#[test]
fn value_that_the_server_changed_on_submission_is_named() {
    let desk = Desk::with_forms(1);
    desk.fill(1);
    let path = crate::support::review(1);
    desk.waldur.fault("GET", &path, 2, Fault::None);
    desk.waldur.fault(
        "GET",
        &path,
        1,
        Fault::First(|world| {
            let review = world.item(1).review.as_mut().unwrap();
            review.texts.insert("summary_public_comment", "Cut".to_owned());
        }),
    );
    let ran = desk.run("reviews submit forms/gw-001.md --yes").assert_status(7);
    let text = "the review is submitted, but the server did not keep public as it was sent";
    assert!(ran.stderr.contains(text), "{}", ran.stderr);
    assert!(desk.form(1).contains("\nsubmitted:"), "{}", desk.form(1));
}

#[test]
fn submitted_elsewhere_is_compared() {
    let desk = Desk::with_forms(1);
    desk.fill(1);
    desk.set_text(1, "summary_public_comment", "Another text.");
    desk.waldur.with(|world| {
        world.item(1).review.as_mut().unwrap().submit("2026-11-24T02:00:00Z".parse().unwrap());
    });
    let ran = desk.run("reviews submit forms/gw-001.md --yes").assert_status(5);
    assert!(
        ran.stderr.contains("the review is submitted, but not with the form's score, public"),
        "{}",
        ran.stderr
    );
}

#[test]
fn refusal_of_a_review_that_another_client_submitted_is_settled_by_reading() {
    let conflict = || Response::json(409, r#"{"detail":"Another sentence."}"#);
    for (text, status, outcome, words) in [
        ("A credible plan.", 0, "already_submitted", "submitted: "),
        ("From another tab.", 5, "refused", "not with the form's public"),
    ] {
        let desk = Desk::with_forms(1);
        desk.fill(1);
        let before = desk.form(1);
        let path = crate::support::review(1);
        desk.waldur.fault("GET", &path, 2, Fault::None);
        let submit: fn(&mut World) = if status == 0 {
            |world| submit_in_the_portal(world, "A credible plan.")
        } else {
            |world| submit_in_the_portal(world, "From another tab.")
        };
        desk.waldur.fault("GET", &path, 1, Fault::First(submit));
        desk.waldur.fault("POST", "submit", 1, Fault::Instead(conflict()));
        let ran = desk.run("reviews submit forms/gw-001.md --yes --json").assert_status(status);
        let seen = ran.stdout_text().to_owned() + &ran.stderr + &desk.form(1);
        assert!(seen.contains(&format!("\"outcome\":\"{outcome}\"")), "{seen}");
        assert!(seen.contains(words), "{seen}");
        assert_eq!(desk.text(1, "summary_public_comment"), text);
        if status != 0 {
            // The form stays as it was written, and can be written.
            assert_eq!(desk.form(1), before);
            let path = desk.session.home().join("forms/gw-001.md");
            assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
}

fn submit_in_the_portal(world: &mut World, text: &str) {
    let review = world.item(1).review.as_mut().unwrap();
    review.score = 4;
    review.texts.insert("summary_public_comment", text.to_owned());
    review.submit("2026-11-24T02:00:00Z".parse().unwrap());
}

#[test]
fn form_that_is_edited_during_the_question_is_not_submitted() {
    let desk = Desk::with_forms(1);
    desk.fill(1);
    let command = desk.session.command(["reviews", "submit", "forms/gw-001.md"]);
    let mut terminal = command.terminal(100, 24);
    terminal.expect("Submit? [y/N] ");
    desk.write(1, "A credible plan.", "Not a plan.");
    terminal.send_line("y");
    let seen = terminal.finish();
    let words = "forms/gw-001.md was changed since it was read: the review is not submitted";
    assert!(seen.text.contains(words), "{}", seen.text);
    assert_eq!((seen.status, desk.writes().len(), desk.state(1)), (2, 0, "in_review"));
}

#[test]
fn form_that_is_edited_during_the_submission_is_kept() {
    let desk = Desk::with_forms(1);
    desk.fill(1);
    let slow = Fault::Slow(Duration::from_secs(1));
    desk.waldur.fault("POST", "submit", 1, slow);
    let child = desk.session.command(["reviews", "submit", "forms/gw-001.md", "--yes"]).start();
    while desk.writes().is_empty() {
        std::thread::sleep(Duration::from_millis(5));
    }
    desk.write(1, "A credible plan.", "Not a plan.");
    let finished = child.wait_with_output().unwrap();
    let said = String::from_utf8(finished.stderr).unwrap();
    let error = "error: the review is submitted as it was shown, but the form does not say so: \
                 forms/gw-001.md was changed meanwhile, and is left as it is\n";
    assert_eq!((said.as_str(), finished.status.code()), (error, Some(2)));
    assert_eq!(desk.state(1), "submitted");
    assert_eq!(desk.text(1, "summary_public_comment"), "A credible plan.");
    assert!(desk.form(1).contains("Not a plan.") && !desk.form(1).contains("submitted:"));
}

#[test]
fn what_a_portal_tab_saved_is_not_sent_unseen() {
    // Before it is shown.
    let desk = Desk::with_forms(1);
    desk.fill(1);
    desk.set_text(1, "comment_team", "From another tab.");
    let ran = desk.run("reviews submit forms/gw-001.md --yes").assert_status(5);
    assert!(ran.stderr.contains("the server changed team since the last pull"), "{}", ran.stderr);
    // Between the table and the POST.
    let desk = Desk::with_forms(1);
    desk.fill(1);
    desk.waldur.fault("GET", "proposal-reviews/4e", 1, Fault::None);
    desk.waldur.fault(
        "GET",
        "proposal-reviews/4e",
        1,
        Fault::First(|world| {
            let review = world.item(1).review.as_mut().unwrap();
            review.texts.insert("summary_public_comment", "From another tab.".to_owned());
        }),
    );
    let ran = desk.run("reviews submit forms/gw-001.md --yes").assert_status(5);
    assert!(
        ran.stderr.contains("the server changed public meanwhile: the review is not"),
        "{}",
        ran.stderr
    );
    assert_eq!(desk.state(1), "in_review");
    assert_eq!(desk.text(1, "summary_public_comment"), "From another tab.");
}

#[test]
fn draft_that_is_saved_before_a_refused_submission_is_named() {
    let desk = Desk::with_forms(1);
    desk.fill(1);
    let mark = "{#team}\n<!-- At most 255 characters. The applicants may read this too. -->\n";
    desk.write(1, mark, &format!("{mark}\nStrong.\n"));
    let refusal = r#"{"summary_score":["Ensure this value is less than or equal to 3."]}"#;
    desk.waldur.fault("POST", "submit", 1, Fault::Instead(Response::json(400, refusal)));
    let ran = desk.run("reviews submit forms/gw-001.md --yes").assert_status(5);
    assert!(ran.stderr.contains("saved as a draft"), "{}", ran.stderr);
    assert!(ran.stderr.contains("forms/gw-001.md:5: "), "{}", ran.stderr);
    assert_eq!(desk.writes(), ["PATCH 1", "POST submit 1"]);
    assert_eq!(desk.text(1, "comment_team"), "Strong.");
    // The base is renewed: there is nothing of it to send again.
    let diff = desk.run("reviews diff forms").assert_status(0);
    assert!(!diff.stdout_text().contains("Strong."), "{}", diff.stdout_text());
}

#[test]
fn field_of_a_missing_section_is_not_submitted_unseen() {
    let desk = Desk::new(1);
    desk.set_text(1, "comment_team", "An earlier text.");
    desk.run("reviews pull --into forms --no-documents").assert_status(0);
    desk.fill(1);
    let text = desk.form(1);
    let start = text.find("## Project team").unwrap();
    let end = start + text[start..].find("## To myself").unwrap();
    desk.write(1, &text[start..end], "");
    desk.set_text(1, "comment_team", "From another tab.");
    let ran = desk.run("reviews submit forms/gw-001.md --yes").assert_status(5);
    assert!(ran.stderr.contains("team"), "{}", ran.stderr);
    assert_eq!((desk.state(1), desk.writes().len()), ("in_review", 0));
    // What it was when it was pulled stays so.
    desk.set_text(1, "comment_team", "An earlier text.");
    desk.run("reviews submit forms/gw-001.md --yes").assert_status(0);
    assert_eq!(desk.text(1, "comment_team"), "An earlier text.");
}
