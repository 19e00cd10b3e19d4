//! `batches list`: as a table for users, as rows and JSON for programs.

mod json;
mod responses;
mod selection;
mod table;

use serde_json::Value;

use crate::support::{Invocation, Response, Session, answer};

const ROUTE: &str = "/api/my-assignment-batches/";
const POOLS: &str = "/api/call-reviewer-pools/";

/// A session with a server that answers the list in this way.
fn serving(list: Response) -> Session {
    Session::start(move |request| match request.route() {
        ROUTE => list.clone(),
        "/api/reviewer-profiles/me/" => answer("profile-me"),
        POOLS => Response::json(200, "[]"),
        other => panic!("{other} was asked for"),
    })
}

/// The same with a recorded answer.
fn recorded(name: &str) -> Session {
    serving(answer(name))
}

/// The same with this document.
fn body(text: &str) -> Session {
    serving(Response::json(200, text))
}

/// `batches list` with more arguments, words with blanks between.
fn list(session: &Session, arguments: &str) -> Invocation {
    session.command(["batches", "list"]).args(arguments.split_whitespace())
}

/// The same as a table.
fn table(session: &Session, arguments: &str) -> Invocation {
    list(session, "--format table").args(arguments.split_whitespace())
}

/// A listed batch, all as documented.
const PLAIN: &str = r#"{"uuid":"00000000000040008000000000000000","call_uuid":"a446c5216e8349c2903aa7ede02161b1","call_name":"Plain","status":"sent","status_display":"Sent to reviewer","sent_at":"2026-11-20T09:00:00+00:00","expires_at":"2026-12-01T09:00:00+00:00","is_expired":false,"items_count":3,"items_pending_count":2,"manager_notes":"a note"}"#;

/// `PLAIN` with one member's text replaced; `None` takes the member out.
fn with(field: &str, value: Option<&str>) -> String {
    let members: Vec<String> = [
        "uuid",
        "call_uuid",
        "call_name",
        "status",
        "status_display",
        "sent_at",
        "expires_at",
        "is_expired",
        "items_count",
        "items_pending_count",
        "manager_notes",
    ]
    .into_iter()
    .filter_map(|name| {
        let plain: Value = serde_json::from_str(PLAIN).unwrap();
        let text = plain[name].to_string();
        let text = if name == field { value? } else { &text };
        Some(format!("{}:{text}", Value::from(name)))
    })
    .collect();
    format!("{{{}}}", members.join(","))
}
