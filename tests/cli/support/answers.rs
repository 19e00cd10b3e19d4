//! The answers in `tests/answers.ndjson`, recorded from a real Waldur server.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde_json::Value;

use super::http::Response;

/// The answer recorded under this name: its status, headers and body. What a server decides
/// anew for each answer (length, connection, framing) is left to this one; a body that was
/// gzipped is gzipped again.
///
/// # Panics
/// When there is no such answer.
pub fn answer(name: &str) -> Response {
    let recorded = record(name);
    let status = recorded["status"].as_u64().and_then(|status| u16::try_from(status).ok());
    let mut response = match status.expect("a recorded answer has a status") {
        0 => return Response::close(),
        status => Response::new(status),
    };
    let headers = recorded["headers"].as_object();
    for (name, value) in headers.expect("a recorded answer has headers") {
        let value = value.as_str().expect("a header is text");
        response = match name.to_ascii_lowercase().as_str() {
            "content-length" | "connection" | "transfer-encoding" => response,
            "content-encoding" => response.gzip(),
            _ => response.header(name, value),
        };
    }
    response.body(body(recorded))
}

/// The body of the answer recorded under this name.
///
/// # Panics
/// When there is no such answer.
pub fn answer_body(name: &str) -> &'static str {
    body(record(name))
}

fn record(name: &str) -> &'static Value {
    recorded().get(name).unwrap_or_else(|| panic!("tests/answers.ndjson holds no answer {name:?}"))
}

/// The names of all recorded answers.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    recorded().keys().map(String::as_str)
}

/// A body that equals an earlier one is recorded as `body_of`, the name of that one.
fn body(record: &'static Value) -> &'static str {
    let record = record["body_of"].as_str().map_or(record, |other| &recorded()[other]);
    record["body"].as_str().expect("a recorded answer has a body")
}

fn recorded() -> &'static HashMap<String, Value> {
    static RECORDED: OnceLock<HashMap<String, Value>> = OnceLock::new();
    RECORDED.get_or_init(|| {
        include_str!("../../answers.ndjson")
            .lines()
            .map(|line| {
                let record: Value = serde_json::from_str(line).expect("each line is JSON");
                let name = record["name"].as_str().expect("a recorded answer has a name");
                (name.to_owned(), record)
            })
            .collect()
    })
}
