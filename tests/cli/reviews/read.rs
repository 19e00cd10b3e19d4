//! `reviews list` and `reviews show`.

use insta::assert_snapshot;

use super::Desk;
use crate::support::{Fault, Response, Waldur, answer, review, time};

fn short(text: &str) -> String {
    text.replace("c0ffee4a000000000000000", "~")
}

#[test]
fn list_has_deadlines_and_the_state_of_forms() {
    let desk = Desk::new(4);
    desk.waldur.with(|world| {
        let past = time("2026-11-23T03:00:00Z");
        world.item(2).review.as_mut().unwrap().end = Some(past);
        world.item(3).review.as_mut().unwrap().end = None;
        world.item(4).review.as_mut().unwrap().submit(past);
    });
    desk.run("reviews pull gw-001 --into . --no-documents").assert_status(0);
    let list = |words: &str| short(&desk.run(&format!("reviews list {words}")).snapshot());
    assert_snapshot!(
        [list("--format table"), list("--all"), list("--due-within 1h"), list("--call nothing")]
            .join("\n")
    );
    desk.run("reviews list --exit-status").assert_status(8);
    let json = desk.run("reviews list --json").assert_status(0);
    assert_eq!(json.stdout_text().matches("\"uuid\"").count(), 3);
    // Only the user's own: a call manager would get everybody's.
    assert!(desk.session.server.calls().iter().any(|call| call.contains("reviewer_uuid=")));
}

#[test]
fn review_is_shown_with_its_proposal() {
    let desk = Desk::new(1);
    desk.set_text(1, "summary_private_comment", "Fund it.");
    let ran = desk.run("reviews show gw-001").assert_status(0);
    assert_snapshot!(short(ran.stdout_text()));
    for typed in [review(1), review(1)[..8].to_owned()] {
        assert_eq!(desk.run(&format!("reviews show {typed}")).stdout, ran.stdout, "{typed}");
    }
    let json = desk.run("reviews show gw-001 --json").assert_status(0);
    let document: serde_json::Value = serde_json::from_str(json.stdout_text()).unwrap();
    assert_eq!(document["review"]["uuid"], review(1));
    assert_eq!(document["proposal"]["slug"], "gw-001");
    assert_eq!(document["resources"][0]["limits"]["gpu_hours"], 20000);
    assert_eq!(document["team"].as_array().unwrap().len(), 2);
}

#[test]
fn recorded_answers_are_shown() {
    let desk = Desk::new(1);
    // The requests come at once, and the first rule that matches counts.
    for (path, name) in [
        ("proposal-reviews/4e", "review-show-overdue"),
        ("/resources/", "proposal-resources"),
        ("/list_users/", "proposal-team"),
        ("/workflow_states/", "proposal-workflow"),
        ("proposal-proposals/", "proposal-show"),
    ] {
        desk.waldur.fault("GET", path, 1, Fault::Instead(answer(name)));
    }
    let ran = desk.run(&format!("reviews show {}", review(1))).assert_status(0);
    assert_snapshot!(ran.stdout_text());
}

#[test]
fn applicants_with_the_names_of_the_reviewer_are_marked() {
    let desk = Desk::new(8);
    // The demo's applicants come from four organisations, of which one is the reviewer's.
    let seen: Vec<String> = (1..=8)
        .map(|number| {
            let words = format!("reviews show gw-{number:03}");
            desk.run(&words).assert_status(0).stdout_text().to_owned()
        })
        .collect();
    let own = "Prifysgol Enghraifft";
    assert!(seen.iter().any(|page| page.contains(own)), "{}", seen[0]);
    for page in &seen {
        let is_marked = page.contains(&format!("{own}  (yours as well)"));
        assert_eq!(is_marked, page.contains(own), "{page}");
        assert_eq!(page.matches("yours").count(), usize::from(is_marked), "{page}");
    }
    desk.run("reviews pull --into forms --no-documents").assert_status(0);
    let text = |number: usize| desk.session.read(&format!("forms/gw-{number:03}/proposal.txt"));
    assert!((1..=8).any(|number| text(number).contains(&format!("{own}  (yours as well)"))));
}

#[test]
fn proposal_that_is_gone_leaves_the_review() {
    let desk = Desk::new(1);
    let gone = Response::json(404, r#"{"detail":"No Proposal matches the given query."}"#);
    desk.waldur.fault("GET", "proposal-proposals", 9, Fault::Instead(gone));
    let ran = desk.run("reviews show gw-001").assert_status(0);
    assert!(ran.stdout_text().contains("does not show you this proposal"), "{}", ran.stdout_text());
    let json = desk.run("reviews show gw-001 --json").assert_status(0);
    assert!(json.stdout_text().contains("\"proposal\":null"), "{}", json.stdout_text());
}

#[test]
fn unknown_review_is_not_found() {
    let desk = Desk::of(Waldur::new());
    let ran = desk.run("reviews show gw-009").assert_status(3);
    assert_snapshot!(ran.stderr.replace(&desk.session.server.port().to_string(), "PORT"), @r"
    error: no review of yours matches gw-009 on 127.0.0.1:PORT
      they are listed by: waldur-review reviews list --all
    ");
}

#[test]
fn status_has_the_state_of_forms_and_what_is_left_on_disk() {
    let desk = Desk::with_forms(3);
    desk.run("config set reviews.folder forms").assert_status(0);
    assert!(desk.run("status").stdout_text().contains("no score"));
    desk.fill(1);
    desk.fill(2);
    assert_snapshot!(short(&desk.run("status").assert_status(0).snapshot()));
    desk.run("reviews submit forms/gw-001.md --yes").assert_status(0);
    let after = desk.run("status");
    assert!(after.stdout_text().contains("1 ready, not submitted"), "{}", after.stdout_text());
    let left = "Proposals of submitted reviews are still on disk";
    assert!(after.stdout_text().contains(left), "{}", after.stdout_text());
    desk.run("reviews clean forms --yes").assert_status(0);
    let after = desk.run("status");
    assert!(!after.stdout_text().contains(left), "{}", after.stdout_text());
}

#[test]
fn status_has_invitations_that_wait() {
    let desk = Desk::new(1);
    desk.waldur.with(|world| {
        world.invite();
    });
    let ran = desk.run("status").assert_status(0);
    let expected = "1 invitation to answer\n   Gateway: waldur-review invitations list\n";
    assert!(ran.stdout_text().contains(expected), "{}", ran.stdout_text());
    let json = desk.run("status --json").assert_status(0);
    assert!(json.stdout_text().contains("\"pending_invitations\":1"), "{}", json.stdout_text());
    assert!(!json.stdout_text().contains("secret-of-the-link"));
}

#[test]
fn lists_have_room_for_long_slugs() {
    let desk = Desk::new(2);
    desk.waldur.with(|world| {
        "BRISTOL-1-GATEWAY-1-202609-00123".clone_into(&mut world.item(1).slug);
        "Exascale protein dynamics for malaria targets with a title that goes on and on"
            .clone_into(&mut world.item(1).name);
    });
    let at = |words: &str, columns: &str| {
        let command = desk.session.command(words.split(' ')).env("COLUMNS", columns);
        short(&command.run().assert_status(0).snapshot())
    };
    let seen = ["40", "80", "120"]
        .map(|columns| at("reviews list --format table", columns) + &at("status", columns));
    for line in seen.iter().flat_map(|text| text.lines()) {
        assert!(line.chars().count() <= 120, "{line}");
    }
    assert_snapshot!(seen.join("\n"));
}

#[test]
fn reviews_that_do_not_exist_need_no_folder() {
    let desk = Desk::new(1);
    let ran = desk.run("reviews pull gw-008 gw-009").assert_status(3);
    assert!(ran.stderr.contains("gw-008") && ran.stderr.contains("gw-009"), "{}", ran.stderr);
    let ran = desk.run("reviews pull gw-001").assert_status(2);
    assert!(ran.stderr.contains("--into"), "{}", ran.stderr);
}

#[test]
fn list_is_filtered_ordered_and_says_why_it_is_empty() {
    let desk = Desk::new(3);
    desk.waldur.with(|world| {
        let review = world.item(1).review.as_mut().unwrap();
        review.submit("2026-11-24T02:00:00Z".parse().unwrap());
    });
    for (words, expected) in [
        ("", "gw-002 gw-003"),
        ("--all", "gw-002 gw-003 gw-001"),
        ("--all --reverse", "gw-001 gw-003 gw-002"),
        ("--all --limit 1", "gw-002"),
        ("--all --sort server", "gw-001 gw-002 gw-003"),
        ("--all --sort call", "gw-001 gw-002 gw-003"),
        ("--state submitted", "gw-001"),
        ("--state SUBMITTED", "gw-001"),
        ("--call isambard", "gw-002 gw-003"),
        ("--call airr", ""),
        ("--due-within 1h", ""),
        ("--due-within 3000d", "gw-002 gw-003"),
    ] {
        let ran = desk.run(&format!("reviews list --columns slug {words}")).assert_status(0);
        let found: Vec<&str> = ran.stdout_text().lines().collect();
        assert_eq!(found.join(" "), expected, "{words}: {}", ran.stderr);
        let is_said = ran.stderr.contains("No review matches");
        assert_eq!(is_said, expected.is_empty(), "{words}: {}", ran.stderr);
    }
    let ran = desk.run("reviews list --columns review,state,score --all").assert_status(0);
    assert!(ran.stdout_text().contains("\tsubmitted\t"), "{}", ran.stdout_text());
    desk.run("reviews list --exit-status").assert_status(8);
    desk.run("reviews list --json --columns slug").assert_status(2);
    let wrong = desk.run("reviews list --state in-review").assert_status(2);
    assert!(wrong.stderr.contains("known: in_review, submitted, rejected"), "{}", wrong.stderr);
    let empty = Desk::new(0);
    for (words, sentence) in [
        ("", "No review is to be written. See all: waldur-review reviews list --all\n"),
        ("--all", "You have no review so far: accepting a proposal makes one.\n"),
    ] {
        let ran = empty.run(&format!("reviews list {words}")).assert_status(0);
        assert_eq!((ran.stdout_text(), ran.stderr.as_str()), ("", sentence));
    }
    empty.run("reviews list --exit-status").assert_status(0);
}

#[test]
fn list_says_what_a_form_lacks() {
    let desk = Desk::with_forms(1);
    desk.waldur.with(|world| world.item(1).review.as_mut().unwrap().needs_statement = true);
    let assert_form = |expected: &str| {
        let list = desk.session.command("reviews list --columns form".split(' '));
        let list = list.in_folder("forms").run().assert_status(0);
        assert_eq!(list.stdout_text(), format!("{expected}\n"));
    };
    assert_form("no score");
    desk.write(1, "ready: false", "ready: true");
    assert_form("no score");
    desk.write(1, "score:\n", "score: 4\n");
    assert_form("no text");
    desk.write_public(1, "A credible plan.");
    assert_form("no statement");
    desk.write(1, "ready: true", "no_conflict_of_interest: true\nready: true");
    assert_form("ready");
    desk.write(1, "ready: true", "ready: false");
    assert_form("not pushed");
}
