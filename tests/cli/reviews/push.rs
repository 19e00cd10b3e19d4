//! `reviews push`: only what changed is sent, once, and what the server has then is said.

use insta::assert_snapshot;

use super::Desk;
use crate::support::{Fault, Response};

const CUT: fn() -> Response = || Response::close();

#[test]
fn changed_fields_are_saved_as_a_draft() {
    let desk = Desk::with_forms(2);
    desk.fill(1);
    let ran = desk.run("reviews push forms --dry-run").assert_status(0);
    assert_snapshot!(ran.stdout_text(), @r"
    to send          gw-001: score, public
    unchanged        gw-002
    ");
    assert_eq!(desk.writes().len(), 0);
    desk.run("reviews push forms").assert_status(2);
    let ran = desk.run("reviews push forms --yes").assert_status(0);
    assert_snapshot!(ran.stdout_text(), @r"
    saved            gw-001: score, public
    unchanged        gw-002
    ");
    assert_eq!(desk.writes(), ["PATCH 1"]);
    assert_eq!(desk.text(1, "summary_public_comment"), "A credible plan.");
    assert_eq!(desk.state(1), "in_review");
    // The base is renewed: there is nothing left to send.
    desk.run("reviews push forms --yes").assert_status(0);
    assert_eq!(desk.writes(), ["PATCH 1"]);
    let ran = desk.run("reviews diff forms").assert_status(0);
    assert_eq!(ran.stderr, "The forms and the server hold the same.\n");
}

#[test]
fn both_sides_changed_sends_nothing_of_that_review() {
    let desk = Desk::with_forms(2);
    desk.fill(1);
    desk.fill(2);
    desk.set_text(1, "summary_public_comment", "From another tab.");
    desk.set_text(2, "comment_team", "From another tab.");
    let ran = desk.run("reviews push forms --yes").assert_status(9);
    assert_snapshot!(ran.snapshot());
    assert_eq!(desk.writes(), ["PATCH 2"]);
    assert_eq!(desk.text(1, "summary_public_comment"), "From another tab.");
    assert_eq!(desk.text(2, "comment_team"), "From another tab.");
    desk.run("reviews push forms/gw-001.md --yes").assert_status(5);
}

#[test]
fn lost_answer_is_settled_by_reading() {
    for (fault, status, outcome) in [
        (Fault::After(CUT()), 0, "saved"),
        (Fault::Instead(CUT()), 6, "not_done"),
        (Fault::After(Response::json(500, "{}")), 0, "saved"),
        (Fault::Instead(Response::json(500, "{}")), 6, "not_done"),
        (Fault::After(Response::json(200, "{}")), 0, "saved"),
    ] {
        let desk = Desk::with_forms(1);
        desk.fill(1);
        desk.waldur.fault("PATCH", "proposal-reviews", 1, fault.clone());
        let ran = desk.run("reviews push forms --yes --json");
        let text = ran.stdout_text().to_owned() + &ran.stderr;
        assert!(text.contains(&format!("\"outcome\":\"{outcome}\"")), "{fault:?}: {text}");
        assert_eq!(ran.status, status, "{fault:?}: {text}");
        assert_eq!(desk.writes(), ["PATCH 1"], "{fault:?}");
    }
}

#[test]
fn draft_that_cannot_be_read_again_is_not_known() {
    let broken = || Response::json(500, "{}");
    for (fault, status, text) in [
        (Fault::After(CUT()), 6, "whether the draft was saved is not known"),
        (Fault::Instead(Response::json(403, "{}")), 5, "forms/gw-001.md"),
    ] {
        let desk = Desk::with_forms(1);
        desk.fill(1);
        let form = desk.form(1);
        let path = crate::support::review(1);
        // It is read for the preview, and again before the PATCH.
        desk.waldur.fault("GET", &path, 2, Fault::None);
        desk.waldur.fault("GET", &path, 9, Fault::Instead(broken()));
        desk.waldur.fault("PATCH", &path, 1, fault.clone());
        let ran = desk.run("reviews push forms --yes");
        assert!(ran.stderr.contains(text), "{fault:?}: {}", ran.stderr);
        assert_eq!((ran.status, desk.writes().len()), (status, 1), "{fault:?}: {}", ran.stderr);
        assert_eq!(desk.form(1), form);
    }
}

#[test]
fn preview_has_both_sides_and_is_confirmed() {
    let desk = Desk::with_forms(2);
    desk.fill(1);
    desk.set_text(1, "comment_team", "From another tab.");
    for (typed, status, writes) in [("n", 130, 0), ("y", 0, 1)] {
        let mut terminal = desk.session.command(["reviews", "push", "forms"]).terminal(80, 24);
        terminal.expect("score none -> 4");
        terminal.expect("public 0 -> 3 words");
        terminal.expect("team has changed on the server, and is");
        terminal.expect("nothing to send");
        terminal.expect("Save 1 draft on the server? Call managers can read drafts. [y/N] ");
        terminal.send_line(typed);
        let seen = terminal.finish();
        assert_eq!((seen.status, desk.writes().len()), (status, writes), "{}", seen.text);
    }
    assert_eq!(desk.text(1, "comment_team"), "From another tab.");
}

#[test]
fn form_without_a_field_or_a_review_on_the_server_is_refused() {
    for (from, to, status, text) in [
        ("{#team}", "{#novelty}", 2, "there is no section novelty"),
        ("review: 4e", "review: 5e", 3, "there is no such review of yours on the server"),
        ("review: 4e0001c0ffee4a000000000000000001", "review:", 2, "forms/gw-001.md"),
    ] {
        let desk = Desk::with_forms(1);
        let mark = "{#team}\n<!-- At most 255 characters. The applicants may read this too. -->\n";
        desk.write(1, mark, &format!("{mark}\nStrong.\n"));
        desk.write(1, from, to);
        let ran = desk.run("reviews push forms --yes");
        assert!(ran.stderr.contains(text), "{to}: {}", ran.stderr);
        assert_eq!((ran.status, desk.writes().len()), (status, 0), "{to}: {}", ran.stderr);
    }
}

#[test]
fn section_whose_field_is_gone_stays_in_the_form() {
    let desk = Desk::with_forms(1);
    let mark = "{#team}\n<!-- At most 255 characters. The applicants may read this too. -->\n";
    desk.write(1, mark, &format!("{mark}\nStrong.\n"));
    let uuid = crate::support::review(1);
    let json = desk.run(&format!("reviews show {uuid} --json")).assert_status(0);
    let mut document: serde_json::Value = serde_json::from_str(json.stdout_text()).unwrap();
    let review = document["review"].as_object_mut().unwrap();
    review.remove("comment_team").unwrap();
    let without = Response::json(200, &document["review"].to_string());
    desk.waldur.fault("GET", &uuid, 9, Fault::Instead(without));
    let ran = desk.run("reviews push forms --yes").assert_status(5);
    let text = "the server has no field for the section team any more";
    assert!(ran.stderr.contains(text), "{}", ran.stderr);
    assert!(desk.form(1).contains("\nStrong.\n"));
    assert_eq!(desk.writes(), [""; 0]);
}

#[test]
fn key_that_the_server_drops_is_noticed() {
    let desk = Desk::with_forms(1);
    desk.fill(1);
    // It answers 200 with the review as it was.
    let body = {
        let ran = desk.run("reviews show gw-001 --jq .review").assert_status(0);
        ran.stdout_text().to_owned()
    };
    desk.waldur.fault("PATCH", "proposal-reviews", 1, Fault::Instead(Response::json(200, &body)));
    let ran = desk.run("reviews push forms --yes").assert_status(7);
    assert!(ran.stderr.contains("did not keep score, public"), "{}", ran.stderr);
    assert!(desk.form(1).contains("A credible plan."));
}

#[test]
fn refusal_of_a_field_is_said_at_its_line() {
    let desk = Desk::with_forms(1);
    desk.fill(1);
    let body = r#"{"summary_score":["Ensure this value is less than or equal to 3."]}"#;
    desk.waldur.fault("PATCH", "proposal-reviews", 1, Fault::Instead(Response::json(400, body)));
    let ran = desk.run("reviews push forms --yes").assert_status(5);
    assert!(ran.stderr.contains("forms/gw-001.md:5: "), "{}", ran.stderr);
    assert!(ran.stderr.contains("less than or equal to 3"), "{}", ran.stderr);
}

#[test]
fn emptied_field_is_cleared_only_when_that_is_asked_for() {
    let desk = Desk::new(1);
    desk.set_text(1, "summary_public_comment", "An earlier text.");
    desk.run("reviews pull --into forms --no-documents").assert_status(0);
    desk.write(1, "An earlier text.", "");
    let ran = desk.run("reviews push forms --yes").assert_status(2);
    assert_snapshot!(ran.stderr, @r"
    error: forms/gw-001.md: the section public is empty, and has text on the server
      add --clear to empty it on the server; reviews diff shows its text
    ");
    // At a terminal each is asked for by itself, before all of it is shown.
    let question =
        "gw-001: Comments is empty here, and has 3 words on the server. Clear it? [y/N] ";
    let mut screen = desk.session.command(["reviews", "push", "forms"]).terminal(100, 24);
    screen.expect(question);
    screen.send_line("n");
    let seen = screen.finish();
    assert_eq!(seen.status, 2, "{}", seen.text);
    let mut screen = desk.session.command(["reviews", "push", "forms"]).terminal(100, 24);
    screen.expect(question);
    screen.send_line("y");
    screen.expect("public 3 -> 0 words");
    screen.expect("[y/N] ");
    screen.send_line("n");
    assert!(screen.finish().text.contains("Nothing sent."));
    assert_eq!(desk.writes().len(), 0);
    desk.run("reviews push forms --yes --clear").assert_status(0);
    assert_eq!(desk.text(1, "summary_public_comment"), "");
}

#[test]
fn change_of_the_server_is_not_reverted_by_a_later_push() {
    let desk = Desk::with_forms(1);
    desk.set_text(1, "comment_team", "From another tab.");
    desk.waldur.with(|world| world.item(1).review.as_mut().unwrap().score = 2);
    desk.write_public(1, "Mine.");
    for _ in 0..2 {
        desk.run("reviews push forms --yes").assert_status(0);
        assert_eq!(desk.writes(), ["PATCH 1"]);
        assert_eq!(desk.text(1, "comment_team"), "From another tab.");
    }
    // The other field is still to be taken over.
    desk.run("reviews pull --into forms --no-documents").assert_status(0);
    assert!(desk.form(1).contains("From another tab.") && desk.form(1).contains("score: 2\n"));
    desk.run("reviews push forms --yes").assert_status(0);
    assert_eq!(desk.writes(), ["PATCH 1"]);
}

#[test]
fn push_that_was_ended_before_the_base_was_renewed_is_no_conflict() {
    let desk = Desk::with_forms(1);
    let before = desk.form(1);
    desk.write_public(1, "First.");
    desk.run("reviews push forms --yes").assert_status(0);
    // As a kill behind the PATCH leaves it: the old base line below the new text.
    let base = |text: &str| text[text.find("<!-- base").unwrap()..].to_owned();
    desk.write(1, &base(&desk.form(1)), &base(&before));
    desk.write(1, "First.", "Second.");
    desk.run("reviews push forms --yes").assert_status(0);
    assert_eq!(desk.text(1, "summary_public_comment"), "Second.");
}

#[test]
fn closed_review_takes_nothing() {
    let desk = Desk::with_forms(2);
    desk.fill(1);
    desk.fill(2);
    desk.waldur.with(|world| {
        world.item(1).review.as_mut().unwrap().state = "rejected";
        world.item(2).review.as_mut().unwrap().state = "created";
    });
    let ran = desk.run("reviews push forms --yes").assert_status(5);
    assert!(ran.stderr.contains("the review is closed"), "{}", ran.stderr);
    assert!(ran.stderr.contains("the review is created, and is not written to"), "{}", ran.stderr);
    assert_eq!(desk.writes().len(), 0);
    let list = desk.session.command(["reviews", "list", "--all", "--columns", "slug,form"]);
    let list = list.in_folder("forms").run().assert_status(0);
    // A state that is no end leaves the form as it is.
    assert_eq!(list.stdout_text(), "gw-001\tclosed\ngw-002\tready\n");
}

#[test]
fn submitted_form_has_nothing_to_send() {
    let desk = Desk::with_forms(2);
    desk.fill(1);
    desk.run("reviews submit forms/gw-001.md --yes").assert_status(0);
    desk.write_public(2, "A draft.");
    let ran = desk.run("reviews push forms --yes").assert_status(0);
    assert_snapshot!(ran.stdout_text(), @r"
    unchanged        gw-001
    saved            gw-002: public
    ");
    assert_eq!(desk.writes(), ["POST submit 1", "PATCH 2"]);
}

#[test]
fn form_of_another_server_names_the_login() {
    let desk = Desk::with_forms(1);
    desk.fill(1);
    let text = desk.form(1);
    let server = text.lines().find(|line| line.starts_with("server:")).unwrap();
    desk.write(1, server, "server: https://other.example");
    let ran = desk.run("reviews push forms --yes").assert_status(4);
    assert_snapshot!(ran.stderr, @r"
    error: forms/gw-001.md: you are not logged in to https://other.example
      run: waldur-review auth login --url https://other.example
    ");
}

#[test]
fn form_of_two_proposals_is_refused() {
    let desk = Desk::with_forms(2);
    desk.fill(1);
    desk.write(1, "proposal: gw-001", "proposal: gw-002");
    let ran = desk.run("reviews push forms/gw-001.md --yes").assert_status(2);
    assert_snapshot!(ran.stderr, @r"
    error: forms/gw-001.md:3: proposal: names gw-002, but review: is the review of gw-001
      correct the one that is wrong; a form for another review is made by: waldur-review reviews pull
    ");
    for words in ["submit forms/gw-001.md --yes", "diff forms/gw-001.md"] {
        let ran = desk.run(&format!("reviews {words}")).assert_status(2);
        assert!(ran.stderr.contains("proposal: names gw-002, but"), "{words}: {}", ran.stderr);
    }
    assert_eq!(desk.writes(), [""; 0]);
}

#[test]
fn what_changes_after_the_preview_is_not_overwritten() {
    let desk = Desk::with_forms(1);
    desk.fill(1);
    let path = crate::support::review(1);
    desk.waldur.fault("GET", &path, 1, Fault::None);
    desk.waldur.fault(
        "GET",
        &path,
        1,
        Fault::First(|world| {
            let review = world.item(1).review.as_mut().unwrap();
            review.texts.insert("summary_public_comment", "From another tab.".to_owned());
        }),
    );
    let ran = desk.run("reviews push forms --yes").assert_status(5);
    assert_snapshot!(ran.stderr, @r"
    error: forms/gw-001.md: the server changed public meanwhile: nothing of it was sent
      look with: waldur-review reviews diff forms/gw-001.md
    ");
    assert_eq!(desk.writes(), [""; 0]);
    assert_eq!(desk.text(1, "summary_public_comment"), "From another tab.");
    // The form as well.
    let desk = Desk::with_forms(1);
    desk.fill(1);
    let mut terminal = desk.session.command(["reviews", "push", "forms"]).terminal(100, 24);
    terminal.expect("Save 1 draft on the server? Call managers can read drafts. [y/N] ");
    desk.write(1, "A credible plan.", "Not a plan.");
    terminal.send_line("y");
    let seen = terminal.finish();
    let words = "forms/gw-001.md was changed since it was read: nothing of it was sent";
    assert!(seen.text.contains(words), "{}", seen.text);
    assert_eq!((seen.status, desk.writes().len()), (2, 0));
}

#[test]
fn change_of_the_server_alone_is_said_without_a_preview() {
    let desk = Desk::with_forms(1);
    desk.fill(1);
    desk.set_text(1, "comment_team", "From another tab.");
    let said =
        "gw-001: team has changed on the server, and is not sent (reviews pull takes it over)";
    for words in ["--dry-run", "--dry-run --json", "--yes --json", "--yes", ""] {
        let ran = desk.run(&format!("reviews push forms {words}")).assert_status(0);
        assert_eq!(ran.stderr.trim_end(), said, "{words}");
    }
    assert_eq!(desk.writes(), ["PATCH 1"]);
}
