//! `schema`: what is published in `schema/`, which every other test's JSON is held against.

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::Sandbox;
use crate::waldur::several;

#[test]
fn schema_is_printed_by_command_or_by_name() {
    let sandbox = Sandbox::new();
    let schema = |words: &[&str]| {
        let ran = sandbox.command([&["schema"], words].concat()).run().assert_status(0);
        serde_json::from_str::<Value>(ran.stdout_text()).unwrap()
    };
    let list = schema(&["batches", "list"]);
    assert_eq!(list["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(list, schema(&["batches-list"]));
    assert_eq!(schema(&["items", "accept"]), schema(&["batches", "respond"]));
    for word in schema(&["error"])["$defs"]["ErrorDocument"]["required"].as_array().unwrap() {
        assert!(
            ["code", "message", "hint", "exit_code", "retryable"].contains(&word.as_str().unwrap())
        );
    }
}

#[test]
fn names_are_listed_and_an_unknown_one_is_refused() {
    let sandbox = Sandbox::new();
    let names = sandbox.command(["schema"]).run().assert_status(0);
    for line in names.stdout_text().lines() {
        let name = line.split_whitespace().next().unwrap();
        sandbox.command(["schema", name]).run().assert_status(0);
    }
    let wrong = sandbox.command(["schema", "batches", "lists"]).run().assert_status(3);
    assert_snapshot!(several(&[names, wrong]));
}
