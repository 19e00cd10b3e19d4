//! `status`: pending work and deadlines.

mod page;
mod short;

use crate::support::{Ran, Request, Response, Sandbox, Server};
use crate::waldur::waldur;

const REVIEWS: &str = r#"[{"uuid":"466ce6164d3e4eb3afb6fb032d5c3c34","state":"in_review","review_end_date":"2026-12-01T02:25:10.426997+00:00","proposal_name":"Direct numerical simulation of hydrogen flames","proposal_slug":"prop-9","call_name":"Open Access Call"},
{"uuid":"466ce6164d3e4eb3afb6fb032d5c3c35","state":"in_review","review_end_date":"2026-11-25T02:25:10+00:00","proposal_name":"\u001b[31mSoon","proposal_slug":"","odd":1.10},{"uuid":"466ce6164d3e4eb3afb6fb032d5c3c36","review_end_date":null,"proposal_name":"No end","proposal_slug":"prop-1"}]"#;

/// A good day with reviews in progress, and one proposal that waits in an answered batch.
fn busy(request: &Request) -> Response {
    match request.route() {
        "/api/assignment-items/" => Response::json(200, "[]").header("X-Result-Count", "18"),
        "/api/proposal-reviews/" => {
            for part in ["state=in_review", "reviewer_uuid=9cb75f90d121495799dc860494eae605"] {
                assert!(request.path.contains(part), "{}", request.path);
            }
            Response::json(200, REVIEWS)
        }
        _ => waldur(request),
    }
}

fn status(sandbox: &Sandbox, words: &str) -> Ran {
    let words = format!("status {words}");
    sandbox.command(words.trim().split(' ')).run()
}

/// Where it is kept what a prompt knows of a server.
fn cache(server: &Server) -> String {
    let port = server.port();
    format!(".cache/waldur-review/status-default@127.0.0.1_{port}.json")
}

fn calls(server: &Server) -> Vec<String> {
    let calls = server.calls().into_iter();
    let mut calls: Vec<String> = calls
        .map(|call| call.split_once('?').map_or(call.clone(), |(path, _)| path.to_owned()))
        .collect();
    calls.sort();
    calls
}
