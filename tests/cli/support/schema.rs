//! Holds every JSON that the program prints against its published schema.

use std::collections::HashMap;
use std::sync::OnceLock;

use jsonschema::Validator;
use serde_json::Value;

use super::ran::Ran;

macro_rules! schemas {
    ($($name:literal),+) => {
        [$(($name, include_str!(concat!("../../../schema/", $name, ".schema.json")))),+]
    };
}

fn validator(name: &str) -> &'static Validator {
    static ALL: OnceLock<HashMap<&'static str, Validator>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        schemas![
            "answers",
            "auth-status",
            "batches-list",
            "batches-show",
            "batches-watch",
            "config-list",
            "config-path",
            "doctor",
            "error",
            "items-list",
            "invitations-list",
            "invitations-answer",
            "profile-show",
            "reviews-check",
            "reviews-list",
            "reviews-show",
            "reviews-pull",
            "reviews-documents",
            "reviews-diff",
            "reviews-send",
            "status"
        ]
        .into_iter()
        .map(|(name, text)| {
            let schema: Value = serde_json::from_str(text).unwrap();
            (name, jsonschema::draft202012::new(&schema).unwrap())
        })
        .collect()
    });
    all.get(name).unwrap_or_else(|| panic!("no schema {name}"))
}

/// The schema of what these arguments print, where they print a whole JSON document.
fn schema_of(args: &[String]) -> Option<&'static str> {
    let has = |word: &str| args.iter().any(|arg| arg == word);
    let is_json = has("--json") || args.windows(2).any(|pair| pair == ["--format", "json"]);
    let is_shaped = args
        .iter()
        .any(|arg| ["--jq", "--template", "--json="].iter().any(|flag| arg.starts_with(flag)));
    if !is_json || is_shaped {
        return None;
    }
    let mut words = args.iter().filter(|arg| !arg.starts_with('-'));
    let (first, second) = (words.next()?.as_str(), words.next().map(String::as_str));
    match (first, second.unwrap_or_default()) {
        ("status", _) => Some("status"),
        ("doctor", _) => Some("doctor"),
        ("config", "list" | "ls") => Some("config-list"),
        ("config", "path") => Some("config-path"),
        ("batches" | "batch", "list" | "ls") => Some("batches-list"),
        ("batches" | "batch", "show" | "view") => Some("batches-show"),
        ("batches" | "batch", "watch") => Some("batches-watch"),
        ("batches" | "batch", "respond") | ("items" | "item", "accept" | "decline") => {
            Some("answers")
        }
        ("items" | "item", "list" | "ls") => Some("items-list"),
        ("invitations" | "invitation", "list" | "ls") => Some("invitations-list"),
        ("invitations" | "invitation", "accept" | "decline") => Some("invitations-answer"),
        ("profile", "show") => Some("profile-show"),
        ("reviews" | "review", "list" | "ls") => Some("reviews-list"),
        ("reviews" | "review", "show" | "view") => Some("reviews-show"),
        ("reviews" | "review", "pull") => Some("reviews-pull"),
        ("reviews" | "review", "documents") => Some("reviews-documents"),
        ("reviews" | "review", "check") => Some("reviews-check"),
        ("reviews" | "review", "diff") => Some("reviews-diff"),
        ("reviews" | "review", "push" | "submit" | "decline") => Some("reviews-send"),
        ("auth", "status") => Some("auth-status"),
        _ => None,
    }
}

fn check(name: &str, text: &str, ran: &Ran) {
    let value: Value = serde_json::from_str(text)
        .unwrap_or_else(|error| panic!("{error}: not JSON:\n{}", ran.snapshot()));
    let errors: Vec<String> = validator(name)
        .iter_errors(&value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(
        errors.is_empty(),
        "not as schema/{name}.schema.json says:\n{}\n{}",
        errors.join("\n"),
        ran.snapshot()
    );
}

/// Checks what was printed, where the server's documents are as documented.
#[track_caller]
pub fn check_run(args: &[String], ran: &Ran, documented: bool) {
    for line in ran.stderr.lines() {
        if line.starts_with("{\"error\":") {
            check("error", line, ran);
        }
    }
    let (Some(name), true) = (schema_of(args), documented) else {
        return;
    };
    let text = ran.stdout_text();
    if text.is_empty() {
        return;
    }
    if name == "batches-watch" {
        text.lines().for_each(|line| check(name, line, ran));
    } else {
        check(name, text, ran);
    }
}
