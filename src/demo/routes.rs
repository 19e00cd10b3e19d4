//! From a request to a reply: paths, who may ask, methods, filters, refusals.

use serde_json::Value;

use super::documents::{self, select};
use super::filters;
use super::fixed;
use super::query::{Query, uuid};
use super::reply::{Reply, to_json};
use super::state::{Decision, Refusal, State};
use super::status::BatchStatus;

/// What a request asks, taken out of HTTP.
pub struct Asked<'a> {
    pub method: &'a str,
    pub path: &'a str,
    pub query: &'a str,
    pub authorization: Option<&'a [u8]>,
    pub content_type: &'a str,
    pub body: &'a [u8],
}

enum Route<'a> {
    Configuration,
    Me,
    Profile,
    MyBatches,
    MyBatch(&'a str),
    Batches,
    Items,
    Item(&'a str),
    Accept(&'a str),
    Decline(&'a str),
    Reviews,
}

impl<'a> Route<'a> {
    /// The route of a path that ends with a slash.
    fn find(path: &'a str) -> Option<Self> {
        let path = path.strip_prefix("/api/")?.strip_suffix('/')?;
        let parts: Vec<&str> = path.split('/').collect();
        Some(match *parts.as_slice() {
            ["configuration"] => Self::Configuration,
            ["users", "me"] => Self::Me,
            ["reviewer-profiles", "me"] => Self::Profile,
            ["my-assignment-batches"] => Self::MyBatches,
            ["my-assignment-batches", id] if !id.is_empty() => Self::MyBatch(id),
            ["assignment-batches"] => Self::Batches,
            ["assignment-items"] => Self::Items,
            ["assignment-items", id] if !id.is_empty() => Self::Item(id),
            ["assignment-items", id, "accept"] => Self::Accept(id),
            ["assignment-items", id, "decline"] => Self::Decline(id),
            ["proposal-reviews"] => Self::Reviews,
            _ => return None,
        })
    }

    /// The `Allow` header. Waldur names methods there that it then refuses, and so do we.
    fn allow(&self) -> &'static str {
        match self {
            Self::Configuration => "GET, OPTIONS",
            Self::Me | Self::Profile | Self::MyBatches | Self::MyBatch(_) => "GET, HEAD, OPTIONS",
            Self::Batches | Self::Items | Self::Reviews => "GET, POST, HEAD, OPTIONS",
            Self::Item(_) => "GET, PUT, PATCH, DELETE, HEAD, OPTIONS",
            Self::Accept(_) | Self::Decline(_) => "POST, OPTIONS",
        }
    }

    fn takes(&self, method: &str) -> bool {
        let answers = matches!(self, Self::Accept(_) | Self::Decline(_));
        match method {
            "POST" => answers,
            "GET" => !answers,
            "HEAD" => self.allow().contains("HEAD"),
            _ => false,
        }
    }
}

/// Answers one request. `HEAD` gets the whole reply; the HTTP layer leaves the body out.
pub fn answer(state: &mut State, asked: &Asked<'_>) -> Reply {
    let Some(route) = Route::find(asked.path) else {
        let slashed = format!("{}/", asked.path);
        return match Route::find(&slashed) {
            Some(_) => Reply::with_slash(asked.path, asked.query),
            None => Reply::no_such_path(),
        };
    };
    let public = matches!(route, Route::Configuration);
    let reply = match authenticate(asked.authorization, &state.token) {
        Err(detail) => unauthorized(detail),
        Ok(false) if !public => unauthorized("Authentication credentials were not provided."),
        Ok(_) if !route.takes(asked.method) => {
            let text = format!("Method \"{}\" not allowed.", asked.method);
            Reply::text(405, "detail", &text)
        }
        Ok(_) => handle(state, &route, asked).unwrap_or_else(|refusal| refusal),
    };
    reply.header("Allow", route.allow())
}

fn unauthorized(detail: &str) -> Reply {
    Reply::text(401, "detail", detail).header("WWW-Authenticate", "Token")
}

/// Whether the header holds our token; no header, or another scheme's, is nobody.
fn authenticate(header: Option<&[u8]>, token: &str) -> Result<bool, &'static str> {
    let mut words =
        header.unwrap_or_default().split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let scheme = words.next().unwrap_or_default().to_ascii_lowercase();
    if !matches!(scheme.as_slice(), b"token" | b"bearer") {
        return Ok(false);
    }
    let sent = match (words.next(), words.next()) {
        (None, _) => return Err("Invalid token. No credentials provided."),
        (_, Some(_)) => return Err("Invalid token. Token string should not contain spaces."),
        (Some(sent), None) => str::from_utf8(sent).map_err(
            |_| "Invalid token header. Token string should not contain invalid characters.",
        )?,
    };
    match scheme.as_slice() {
        b"token" if sent == token => Ok(true),
        b"bearer" if !sent.starts_with("w_") => Err("Invalid JWT token."),
        _ => Err("Invalid token."),
    }
}

fn handle(state: &mut State, route: &Route<'_>, asked: &Asked<'_>) -> Result<Reply, Reply> {
    let query = Query::parse(asked.query);
    let address = format!("{}{}", state.origin, asked.path);
    Ok(match route {
        Route::Configuration => Reply::json(200, fixed::configuration(state)),
        Route::Me => {
            let fields: Vec<&str> = query.all("field").collect();
            Reply::json(200, select(fixed::user(state), &fields))
        }
        Route::Profile => Reply::json(200, fixed::profile(state)),
        Route::MyBatches => {
            let sent = state.batches.iter().rev();
            let sent = sent.filter(|batch| batch.status == BatchStatus::Sent);
            let rows = sent.map(|batch| documents::my_batch(batch, state.now()));
            Reply::json(200, format!("[{}]", rows.collect::<Vec<_>>().join(",")))
        }
        Route::MyBatch(id) => {
            let id = uuid(id).unwrap_or_default();
            let batch = state.batches.iter().find(|batch| batch.seed.uuid == id);
            let batch = batch.ok_or_else(|| unmatched("AssignmentBatch"))?;
            Reply::json(200, documents::my_batch_with_items(batch, state.now()))
        }
        Route::Batches => {
            let newest = state.batches.iter().rev();
            let rows: Vec<String> =
                newest.map(|batch| documents::assignment_batch(state, batch)).collect();
            query.page(&rows, &address)
        }
        Route::Items => {
            let rows: Vec<String> = filters::items(state, &query)?
                .into_iter()
                .map(|(batch, item)| documents::assignment_item(state, batch, item))
                .collect();
            query.page(&rows, &address)
        }
        Route::Item(id) => {
            let id = uuid(id).unwrap_or_default();
            let found = state.items().find(|(_, item)| item.seed.uuid == id);
            let (batch, item) = found.ok_or_else(|| unmatched("AssignmentItem"))?;
            Reply::json(200, documents::assignment_item(state, batch, item))
        }
        Route::Accept(id) => decide(state, id, Decision::Accept),
        Route::Decline(id) => decide(state, id, Decision::Decline(reason(asked)?)),
        Route::Reviews => query.page(&filters::reviews(state, &query)?, &address),
    })
}

/// The reason in the body of a decline: none, JSON or a form.
fn reason(asked: &Asked<'_>) -> Result<String, Reply> {
    if asked.body.is_empty() {
        return Ok(String::new());
    }
    let media_type = asked.content_type.split(';').next().unwrap_or_default();
    let text = match media_type.trim().to_ascii_lowercase().as_str() {
        "application/json" => {
            let sent: Value = serde_json::from_slice(asked.body).map_err(|_| {
                let text = "JSON parse error - Expecting value: line 1 column 1 (char 0)";
                Reply::text(400, "detail", text)
            })?;
            let Value::Object(sent) = sent else {
                let text = "Invalid data. Expected a dictionary.";
                return Err(Reply::field("non_field_errors", text));
            };
            match sent.get("reason") {
                None => String::new(),
                Some(Value::String(text)) => text.clone(),
                Some(Value::Number(number)) => number.to_string(),
                Some(Value::Null) => {
                    return Err(Reply::field("reason", "This field may not be null."));
                }
                Some(Value::Bool(_) | Value::Array(_) | Value::Object(_)) => {
                    return Err(Reply::field("reason", "Not a valid string."));
                }
            }
        }
        "application/x-www-form-urlencoded" => {
            let form = Query::parse(&String::from_utf8_lossy(asked.body));
            form.last("reason").unwrap_or_default().to_owned()
        }
        _ => {
            let sent = asked.content_type;
            let text = format!("Unsupported media type \"{sent}\" in request.");
            return Err(Reply::text(415, "detail", &text));
        }
    };
    if text.contains('\0') {
        return Err(Reply::field("reason", "Null characters are not allowed."));
    }
    Ok(text.trim().to_owned())
}

fn decide(state: &mut State, id: &str, decision: Decision) -> Reply {
    let (verb, detail) = match decision {
        Decision::Accept => ("accept", "Assignment accepted. Review created."),
        Decision::Decline(_) => ("decline", "Assignment declined."),
    };
    // Waldur lets Python's own rendering of its error through, for these two.
    let refused = |text: &str| {
        let text = format!("[ErrorDetail(string='{text}', code='invalid')]");
        Reply::text(400, "error", &text)
    };
    match state.decide(&uuid(id).unwrap_or_default(), decision) {
        Ok(review) => {
            let (detail, review) = (to_json(&detail), to_json(&review));
            Reply::json(200, format!("{{\"detail\":{detail},\"review_uuid\":{review}}}"))
        }
        Err(Refusal::Unknown) => unmatched("AssignmentItem"),
        Err(Refusal::PastDeadline) => {
            Reply::text(400, "error", &format!("Cannot {verb} expired assignment."))
        }
        Err(Refusal::NotPending) => refused(&format!("Can only {verb} pending assignments.")),
        Err(Refusal::Conflict) => refused(
            "Cannot accept assignment with unresolved COI. Please contact the call manager.",
        ),
    }
}

fn unmatched(model: &str) -> Reply {
    Reply::text(404, "detail", &format!("No {model} matches the given query."))
}
