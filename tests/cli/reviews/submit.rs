//! `reviews submit`: complete, confirmed, compared, sent once, and read again.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use insta::assert_snapshot;

use super::Desk;
use crate::support::{Fault, Response, answer};

#[test]
fn complete_review_is_submitted_and_read_again() {
    let desk = Desk::with_forms(1);
    desk.fill(1);
    desk.write(1, "{#team}\n", "{#team}\nA strong team.\n");
    let ran = desk.run("reviews submit forms/gw-001.md --yes").assert_status(0);
    assert_eq!(ran.stdout_text(), "submitted        gw-001\n");
    assert_eq!(desk.writes(), ["PATCH 1", "POST submit 1"]);
    assert_eq!(desk.state(1), "submitted");
    assert_eq!(desk.text(1, "comment_team"), "A strong team.");
    assert_eq!(desk.text(1, "summary_public_comment"), "A credible plan.");
    let form = desk.form(1);
    assert!(form.contains("\nsubmitted: 2026-11-24T03:00:0"), "{form}");
    let path = desk.session.home().join("forms/gw-001.md");
    assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o400);
    // Once more is success, and sends nothing.
    let ran = desk.run("reviews submit forms/gw-001.md --yes").assert_status(0);
    assert_eq!(ran.stdout_text(), "submitted before gw-001\n");
    assert_eq!(desk.writes().len(), 2);
    desk.run("reviews clean forms --yes --forms").assert_status(0);
    assert!(!desk.session.home().join("forms/gw-001.md").exists());
}

#[test]
fn incomplete_review_is_not_submitted() {
    for (from, to, message) in [
        ("score: 4", "score:", "forms/gw-001.md:5: a score is missing for submission"),
        ("A credible plan.", "", "forms/gw-001.md:16: Comments is empty"),
        ("ready: true", "ready: false", "--yes needs ready: true in the form"),
        ("{#team}", "", "this is nearly the heading of a section"),
    ] {
        let desk = Desk::with_forms(1);
        desk.fill(1);
        desk.write(1, from, to);
        let ran = desk.run("reviews submit forms/gw-001.md --yes").assert_status(2);
        assert!(ran.stderr.contains(message), "{message}: {}", ran.stderr);
        assert_eq!(desk.writes().len(), 0);
        assert_eq!(desk.state(1), "in_review");
    }
}

#[test]
fn statement_on_conflicts_comes_from_the_form_only() {
    let desk = Desk::new(1);
    desk.waldur.with(|world| world.item(1).review.as_mut().unwrap().needs_statement = true);
    desk.run("reviews pull --into forms --no-documents").assert_status(0);
    desk.fill(1);
    let ran = desk.run("reviews submit forms/gw-001.md --yes").assert_status(2);
    assert!(ran.stderr.contains("no_conflict_of_interest: true"), "{}", ran.stderr);
    desk.write(1, "no_conflict_of_interest: false", "no_conflict_of_interest: true");
    desk.run("reviews submit forms/gw-001.md --yes").assert_status(0);
    assert!(
        desk.waldur.with(|world| world.item(1).review.as_ref().unwrap().confirmed_at.is_some())
    );
}

#[test]
fn form_that_does_not_fit_the_server_is_not_submitted() {
    // The call demands the statement since the form was made.
    let desk = Desk::with_forms(1);
    desk.fill(1);
    desk.waldur.with(|world| world.item(1).review.as_mut().unwrap().needs_statement = true);
    let ran = desk.run("reviews submit forms/gw-001.md --yes").assert_status(2);
    assert_snapshot!(ran.stderr, @r"
    error: forms/gw-001.md: the call demands the statement that you have no conflict of interest
      if you have none, add the line no_conflict_of_interest: true below the line score
    ");
    // Its line comes with pull, unanswered.
    let ran = desk.run("reviews pull --into forms --no-documents").assert_status(0);
    assert_eq!(ran.stdout_text(), "updated   forms/gw-001.md\n");
    let form = desk.form(1);
    assert!(form.contains("\nready: false\nno_conflict_of_interest: false\n"), "{form}");
    desk.write(1, "ready: false", "ready: true");
    let ran = desk.run("reviews submit forms/gw-001.md --yes").assert_status(2);
    assert!(ran.stderr.contains("the call demands the statement"), "{}", ran.stderr);
    let ran = desk.run("reviews pull --into forms --no-documents").assert_status(0);
    assert_eq!(ran.stdout_text(), "unchanged forms/gw-001.md\n");
    // Both sides changed a field.
    let desk = Desk::with_forms(1);
    desk.fill(1);
    desk.set_text(1, "summary_public_comment", "From another tab.");
    let ran = desk.run("reviews submit forms/gw-001.md --yes").assert_status(5);
    assert!(ran.stderr.contains("public"), "{}", ran.stderr);
    assert_eq!(desk.writes(), [""; 0]);
    // None is ready.
    let desk = Desk::with_forms(1);
    let ran = desk.session.command(["reviews", "submit", "--ready", "--yes"]).in_folder("forms");
    let ran = ran.run().assert_status(3);
    assert!(ran.stderr.contains("no form here says ready: true"), "{}", ran.stderr);
}

#[test]
fn statement_is_in_the_table_before_the_question() {
    let desk = Desk::new(1);
    desk.waldur.with(|world| world.item(1).review.as_mut().unwrap().needs_statement = true);
    desk.run("reviews pull --into forms --no-documents").assert_status(0);
    desk.fill(1);
    desk.write(1, "no_conflict_of_interest: false", "no_conflict_of_interest: true");
    let command = desk.session.command(["reviews", "submit", "forms/gw-001.md"]);
    let mut terminal = command.terminal(80, 24);
    terminal.expect("NO CONFLICT");
    terminal.expect("stated");
    terminal.expect("Submit? [y/N] ");
    terminal.send_line("n");
    assert_eq!((terminal.finish().status, desk.writes().len()), (130, 0));
}

#[test]
fn refused_draft_or_a_server_that_is_gone_ends_before_the_submission() {
    let mark = "{#team}\n<!-- At most 255 characters. The applicants may read this too. -->\n";
    let refusal = r#"{"comment_team":["Ensure this field has no more than 3 characters."]}"#;
    let desk = Desk::with_forms(1);
    desk.fill(1);
    desk.write(1, mark, &format!("{mark}\nStrong.\n"));
    desk.waldur.fault("PATCH", "", 1, Fault::Instead(Response::json(400, refusal)));
    let ran = desk.run("reviews submit forms/gw-001.md --yes").assert_status(5);
    assert!(ran.stderr.contains("no more than 3 characters"), "{}", ran.stderr);
    assert_eq!(desk.writes(), ["PATCH 1"]);
    let desk = Desk::with_forms(1);
    desk.fill(1);
    let path = crate::support::review(1);
    desk.waldur.fault("GET", &path, 1, Fault::None);
    desk.waldur.fault("GET", &path, 9, Fault::Instead(Response::close()));
    let ran = desk.run("reviews submit forms/gw-001.md --yes").assert_status(6);
    assert!(ran.stderr.contains("the review is not submitted"), "{}", ran.stderr);
    assert_eq!(desk.writes(), [""; 0]);
}

#[test]
fn dry_run_sends_nothing_and_an_overdue_review_is_named() {
    let desk = Desk::with_forms(1);
    desk.fill(1);
    let ran = desk.run("reviews submit forms/gw-001.md --dry-run --json").assert_status(0);
    assert!(ran.stdout_text().contains("\"outcome\":\"planned\""), "{}", ran.stdout_text());
    let late = desk.session.command(["reviews", "submit", "forms/gw-001.md"]);
    let mut terminal = late.env("WALDUR_REVIEW_NOW", "2027-11-24T03:00:00Z").terminal(80, 24);
    terminal.expect("Overdue reviews can be submitted until the server closes them.");
    terminal.expect("The server takes no change after this. Submit? [y/N] ");
    assert_eq!(desk.writes(), [""; 0]);
    terminal.send_line("y");
    assert_eq!((terminal.finish().status, desk.state(1)), (0, "submitted"));
}

#[test]
fn twelve_ready_reviews_are_submitted_and_one_is_refused() {
    let desk = Desk::with_forms(13);
    for number in 1..=12 {
        desk.fill(number);
    }
    let refusal = r#"{"coi_confirmed":["You must confirm absence of conflict of interest before submitting this review."]}"#;
    let path = format!("{}/submit", crate::support::review(7));
    desk.waldur.fault("POST", &path, 1, Fault::Instead(Response::json(400, refusal)));
    let ran = desk
        .session
        .command(["reviews", "submit", "--ready", "--yes"])
        .in_folder("forms")
        .run()
        .assert_status(9);
    assert_snapshot!(ran.snapshot());
    assert_eq!(desk.writes().len(), 12);
    assert_eq!(
        (desk.state(7), desk.state(8), desk.state(13)),
        ("in_review", "submitted", "in_review")
    );
}

#[test]
fn token_that_ends_stops_the_rest() {
    let desk = Desk::with_forms(4);
    for number in 1..=4 {
        desk.fill(number);
    }
    let path = format!("{}/submit", crate::support::review(3));
    desk.waldur.fault("POST", &path, 1, Fault::Instead(answer("auth-expired")));
    let ran = desk.run(
        "reviews submit forms/gw-001.md forms/gw-002.md forms/gw-003.md forms/gw-004.md --yes",
    );
    ran.assert_status(9);
    assert_eq!(desk.writes(), ["POST submit 1", "POST submit 2", "POST submit 3"]);
    assert_eq!((desk.state(2), desk.state(4)), ("submitted", "in_review"));
}

#[test]
fn several_reviews_are_submitted_when_their_number_is_typed() {
    let desk = Desk::with_forms(2);
    desk.fill(1);
    desk.fill(2);
    for (typed, sent) in [("y", 0), ("1", 0), ("", 0), ("2", 2)] {
        let forms = ["reviews", "submit", "forms/gw-001.md", "forms/gw-002.md"];
        let mut screen = desk.session.command(forms).terminal(80, 24);
        screen.expect("Submit 2 reviews? Type 2: ");
        screen.send_line(typed);
        let seen = screen.finish();
        assert_eq!(desk.writes().len(), sent, "{typed:?}: {}", seen.text);
    }
}

#[test]
fn server_that_is_gone_gets_nothing_and_the_form_stays() {
    let desk = Desk::with_forms(1);
    desk.fill(1);
    let form = desk.form(1);
    desk.waldur.fault("GET", "proposal-reviews", 99, Fault::Instead(Response::close()));
    for words in ["push forms --yes", "submit forms/gw-001.md --yes"] {
        let ran = desk.run(&format!("reviews {words}")).assert_status(6);
        assert!(ran.stderr.contains("error: "), "{}", ran.stderr);
        assert_eq!((desk.writes().len(), desk.form(1)), (0, form.clone()), "{words}");
    }
}

#[test]
fn emptied_field_is_cleared_only_when_that_is_asked_for() {
    let desk = Desk::new(1);
    desk.set_text(1, "comment_team", "An earlier text.");
    desk.run("reviews pull --into forms --no-documents").assert_status(0);
    desk.fill(1);
    desk.write(1, "An earlier text.", "");
    let words = ["reviews", "submit", "forms/gw-001.md"];
    let ran = desk.run("reviews submit forms/gw-001.md --yes").assert_status(2);
    assert_snapshot!(ran.stderr, @r"
    error: forms/gw-001.md: the section team is empty, and has text on the server
      add --clear to empty it on the server; reviews diff shows its text
    ");
    desk.run("reviews submit forms/gw-001.md --dry-run").assert_status(2);
    let question =
        "gw-001: Project team is empty here, and has 3 words on the server. Clear it? [y/N] ";
    let mut screen = desk.session.command(words).terminal(100, 24);
    screen.expect(question);
    screen.send_line("n");
    let seen = screen.finish();
    assert_eq!((seen.status, desk.writes().len()), (2, 0), "{}", seen.text);
    let mut screen = desk.session.command(words).terminal(100, 24);
    screen.expect(question);
    screen.send_line("y");
    screen.expect("Submit? [y/N] ");
    screen.send_line("n");
    let seen = screen.finish();
    assert_eq!((seen.status, desk.writes().len()), (130, 0), "{}", seen.text);
    desk.run("reviews submit forms/gw-001.md --yes --clear").assert_status(0);
    assert_eq!((desk.state(1), desk.text(1, "comment_team").as_str()), ("submitted", ""));
}

/// What is confirmed can be told apart at every width: proposals are whole, and the columns that do
/// not fit are left out.
#[test]
fn table_before_the_question_fits_the_terminal() {
    let desk = Desk::new(3);
    desk.waldur.with(|world| {
        "BRISTOL-1-GATEWAY-1-202609-001".clone_into(&mut world.item(3).slug);
        world.item(1).review.as_mut().unwrap().needs_statement = true;
    });
    desk.run("reviews pull --into forms --no-documents").assert_status(0);
    let path = "forms/BRISTOL-1-GATEWAY-1-202609-001.md";
    fs::rename(desk.session.home().join(path), desk.session.home().join("forms/gw-003.md"))
        .unwrap();
    for number in 1..=3 {
        desk.fill(number);
    }
    desk.write(1, "no_conflict_of_interest: false", "no_conflict_of_interest: true");
    let mut seen = Vec::new();
    for forms in
        [&["forms/gw-001.md", "forms/gw-002.md"][..], &["forms/gw-002.md", "forms/gw-003.md"]]
    {
        for width in [40, 80, 120] {
            let words = ["reviews", "submit"].iter().chain(forms);
            let command = desk.session.command(words).env("NO_COLOR", "1");
            let mut terminal = command.terminal(width, 24);
            terminal.expect("Submit 2 reviews? Type 2: ");
            terminal.send_line("n");
            let text = terminal.finish().text;
            seen.push(format!("{width} columns\n{text}"));
        }
    }
    assert_snapshot!(seen.join("\n"));
}
