//! `reviews list`.

use super::{short, some};
use crate::support::{Session, Waldur};

#[test]
fn reviews_are_listed_in_every_format() {
    let session = Session::new(some().start());
    let mut seen = String::new();
    for words in [
        "reviews list --format table",
        "reviews ls --all --format table",
        "reviews list",
        "reviews list --state submitted --format csv",
        "reviews list --due-within 48h --sort due --columns slug,deadline --format table",
        "reviews list --call isambard --limit 1 --json=proposal_slug,state",
        "review list --call nothing --format table",
    ] {
        seen += &short(&session.run(words).snapshot());
    }
    insta::assert_snapshot!(seen);
}

#[test]
fn whole_elements_of_the_server_are_printed() {
    let session = Session::new(some().start());
    let ran = session.run("reviews list --json --all").assert_status(0);
    let reviews: Vec<serde_json::Value> = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(reviews.len(), 4);
    assert!(reviews[0].get("comment_team").is_some(), "{}", ran.snapshot());
}

#[test]
fn exit_status_tells_of_reviews_to_submit() {
    let session = Session::new(some().start());
    session.run("reviews list --exit-status").assert_status(8);
    let none = Session::new(Waldur::new().start());
    let mut seen = String::new();
    for words in ["reviews list --exit-status", "reviews list --all", "reviews list --state x-y"] {
        seen += &none.run(words).snapshot();
    }
    insta::assert_snapshot!(seen);
}
