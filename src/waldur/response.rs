//! A server's response, and the classification of its status and body.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};
use reqwest::{Method, StatusCode};

use super::error::Problem;
use super::{link_header, retry};

/// A response to a request that succeeded, and what its headers say of a paged list.
#[derive(Debug)]
pub struct ServerResponse {
    /// 200, or 201 for a POST.
    pub status: u16,
    /// The body: JSON, except that the body of a response to a POST may be empty.
    pub body: Vec<u8>,
    /// The query of the next page, from `Link`.
    pub next: Option<String>,
    /// The number of elements on all pages together, from `X-Result-Count`.
    pub count: Option<usize>,
    /// The server's clock, from `Date`.
    pub date: Option<Timestamp>,
}

/// The parts of a response's head that are used.
pub(super) struct ResponseHead {
    status: StatusCode,
    /// The wait that the server asks for.
    wait: Option<Duration>,
    next: Option<String>,
    count: Option<usize>,
    date: Option<Timestamp>,
}

impl ResponseHead {
    /// Reads status and headers. `now` is the time at which they came.
    pub(super) fn new(status: StatusCode, headers: &HeaderMap, now: Timestamp) -> Self {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        Self {
            status,
            wait: text(RETRY_AFTER.as_str()).and_then(|value| retry::retry_after(value, now)),
            next: link_header::next_page(headers),
            count: text("x-result-count").and_then(|count| count.parse().ok()),
            date: text(DATE.as_str())
                .and_then(|date| jiff::fmt::rfc2822::parse(date).ok())
                .map(|date| date.timestamp()),
        }
    }

    /// Returns whether the body is what was asked for, and not the description of an error.
    pub(super) fn is_success(&self) -> bool {
        self.status.is_success()
    }
}

/// Decides what a response to a request with this method means. `server_message` finds the
/// server's message in an error body.
pub(super) fn classify_response(
    method: &Method,
    head: ResponseHead,
    body: Vec<u8>,
    server_message: impl Fn(&[u8]) -> Option<String>,
) -> Result<ServerResponse, Problem> {
    let page = body.trim_ascii_start().starts_with(b"<");
    let status = head.status.as_u16();
    let is_success = status == 200 || status == 201 && method == Method::POST;
    match status {
        _ if is_success && page => Err(Problem::NotJson { page }),
        _ if is_success => {
            let ResponseHead { next, count, date, .. } = head;
            Ok(ServerResponse { status, body, next, count, date })
        }
        401 => Err(Problem::Unauthorized(server_message(&body))),
        403 => Err(Problem::Forbidden(server_message(&body))),
        404 if serde_json::from_slice::<serde::de::IgnoredAny>(&body).is_ok() => {
            Err(Problem::NotFound)
        }
        404 => Err(Problem::NoSuchEndpoint),
        429 => Err(Problem::Throttled(head.wait)),
        code @ 400..=499 => Err(Problem::Refused(code, server_message(&body))),
        code @ 500..=599 => Err(Problem::ServerFailed(code)),
        code => Err(Problem::UnexpectedStatus(code)),
    }
}
