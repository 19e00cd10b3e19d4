//! `reviews check`: without a server.

use insta::assert_snapshot;

use crate::support::Sandbox;

const FORM: &str = "---
review: 5c1e0d7a9b3f4e21a6d80c42f7b9e313
proposal: GW-0147
server: https://waldur.example.ac.uk
score: 4
ready: true
---

# GW-0147  Exascale protein dynamics

## Comments {#public}
<!-- The applicants may read this after the decision. -->

The case is convincing. TODO more.

## Notes for the call manager {#private}

I would fund it.

## To myself {#notes}

<!-- base score=0 public=- private=- -->
";

fn sandbox(form: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    std::fs::write(sandbox.home().join("GW-0147.md"), form).unwrap();
    sandbox
}

#[test]
fn problems_have_file_line_and_column() {
    let sandbox = sandbox(FORM);
    let ran = sandbox.command(["reviews", "check"]).run().assert_status(0);
    assert_snapshot!(ran.snapshot());
    let wrong = FORM
        .replace("## Notes for the call manager {#private}", "## Notes for the call manager")
        .replace("score: 4", "score: 4 | 3");
    let sandbox = self::sandbox(&wrong);
    let ran = sandbox.command(["reviews", "check", "GW-0147.md"]).run().assert_status(2);
    assert_snapshot!(ran.snapshot());
    let json = sandbox.command(["reviews", "check", "--json"]).run().assert_status(2);
    assert_snapshot!(json.snapshot());
}

#[test]
fn two_forms_of_one_review_are_an_error_of_both() {
    let sandbox = sandbox(FORM);
    std::fs::write(sandbox.home().join("copy.md"), FORM).unwrap();
    std::fs::write(sandbox.home().join("README.md"), "# No form\n").unwrap();
    let ran = sandbox.command(["reviews", "check"]).run().assert_status(2);
    let text = ran.stdout_text();
    assert!(
        text.contains("GW-0147.md:2:1: error: copy.md is a form of the same review [two-forms]"),
        "{text}"
    );
    assert!(
        text.contains("copy.md:2:1: error: GW-0147.md is a form of the same review [two-forms]"),
        "{text}"
    );
    assert!(!text.contains("README"), "{text}");
}

#[test]
fn form_that_is_not_there_is_named() {
    let sandbox = Sandbox::new();
    let ran = sandbox.command(["reviews", "check", "GW-1.md"]).run().assert_status(3);
    assert_snapshot!(ran.stderr, @r"
    error: there is no form GW-1.md
      forms are made by: waldur-review reviews pull
    ");
    let ran = sandbox.command(["reviews", "check"]).run().assert_status(3);
    assert_snapshot!(ran.stderr, @r"
    error: there is no review form here
      forms are made by: waldur-review reviews pull
    ");
}
