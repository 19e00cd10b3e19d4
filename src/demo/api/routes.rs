//! From a request to a response: paths, authentication, methods, filters, refusals.

use std::cmp::Reverse;

use serde_json::{Map, Value};

use super::conflicts;
use super::documents::{self, select};
use super::filters;
use super::fixed;
use super::invitations;
use super::personal_tokens;
use super::profiles;
use super::proposals::{self, Part};
use super::query::{Query, uuid};
use super::response::{ApiResponse, to_json};
use super::reviews;
use super::state::{Batch, Decision, Refusal, State};
use super::status::SENT;

/// A request without HTTP.
pub struct ApiRequest<'a> {
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
    PublishProfile(bool),
    MyBatches,
    MyBatch(&'a str),
    Batches,
    Items,
    Item(&'a str),
    Accept(&'a str),
    Decline(&'a str),
    Reviews,
    Review(&'a str),
    SubmitReview(&'a str),
    RejectReview(&'a str),
    Proposal(&'a str, Part),
    Media(&'a str),
    PersonalTokens,
    TokenScopes,
    Conflicts,
    Conflict(&'a str),
    Invitations,
    Invitation(&'a str),
    AcceptInvitation(&'a str),
    DeclineInvitation(&'a str),
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
            ["reviewer-profiles", "publish"] => Self::PublishProfile(true),
            ["reviewer-profiles", "unpublish"] => Self::PublishProfile(false),
            ["my-assignment-batches"] => Self::MyBatches,
            ["my-assignment-batches", id] if !id.is_empty() => Self::MyBatch(id),
            ["assignment-batches"] => Self::Batches,
            ["assignment-items"] => Self::Items,
            ["assignment-items", id] if !id.is_empty() => Self::Item(id),
            ["assignment-items", id, "accept"] => Self::Accept(id),
            ["assignment-items", id, "decline"] => Self::Decline(id),
            ["proposal-reviews"] => Self::Reviews,
            ["proposal-reviews", id] if !id.is_empty() => Self::Review(id),
            ["proposal-reviews", id, "submit"] => Self::SubmitReview(id),
            ["proposal-reviews", id, "reject"] => Self::RejectReview(id),
            ["proposal-proposals", id] if !id.is_empty() => Self::Proposal(id, Part::Itself),
            ["proposal-proposals", id, "resources"] => Self::Proposal(id, Part::Resources),
            ["proposal-proposals", id, "list_users"] => Self::Proposal(id, Part::Users),
            ["proposal-proposals", id, "workflow_states"] => {
                Self::Proposal(id, Part::WorkflowStates)
            }
            ["media", id] if !id.is_empty() => Self::Media(id),
            ["personal-access-tokens"] => Self::PersonalTokens,
            ["personal-access-tokens", "available_scopes"] => Self::TokenScopes,
            ["conflicts-of-interest"] => Self::Conflicts,
            ["conflicts-of-interest", id] if !id.is_empty() => Self::Conflict(id),
            ["call-reviewer-pools"] => Self::Invitations,
            ["call-reviewer-pools", id] if !id.is_empty() => Self::Invitation(id),
            ["call-reviewer-pools", id, "accept"] => Self::AcceptInvitation(id),
            ["call-reviewer-pools", id, "decline"] => Self::DeclineInvitation(id),
            _ => return None,
        })
    }

    /// The `Allow` header. Waldur names methods there that it then refuses, and so do we.
    fn allow(&self) -> &'static str {
        match self {
            Self::Configuration => "GET, OPTIONS",
            Self::Profile => "GET, POST, PUT, PATCH, HEAD, OPTIONS",
            Self::Me
            | Self::MyBatches
            | Self::MyBatch(_)
            | Self::Proposal(_, Part::Resources | Part::Users | Part::WorkflowStates)
            | Self::Media(_)
            | Self::TokenScopes => "GET, HEAD, OPTIONS",
            Self::Batches
            | Self::Items
            | Self::Reviews
            | Self::Conflicts
            | Self::PersonalTokens
            | Self::Invitations => "GET, POST, HEAD, OPTIONS",
            Self::Item(_)
            | Self::Review(_)
            | Self::Proposal(_, Part::Itself)
            | Self::Conflict(_)
            | Self::Invitation(_) => "GET, PUT, PATCH, DELETE, HEAD, OPTIONS",
            Self::Accept(_)
            | Self::Decline(_)
            | Self::SubmitReview(_)
            | Self::PublishProfile(_)
            | Self::RejectReview(_)
            | Self::AcceptInvitation(_)
            | Self::DeclineInvitation(_) => "POST, OPTIONS",
        }
    }

    fn takes(&self, method: &str) -> bool {
        let answers = self.allow().starts_with("POST");
        match method {
            "POST" => answers || matches!(self, Self::PersonalTokens),
            "GET" => !answers,
            "PATCH" => matches!(self, Self::Review(_) | Self::Profile),
            "HEAD" => self.allow().contains("HEAD"),
            _ => false,
        }
    }
}

/// Responds to one request. `HEAD` gets the whole response; the HTTP layer leaves the body out.
pub fn respond(state: &mut State, request: &ApiRequest<'_>) -> ApiResponse {
    let Some(route) = Route::find(request.path) else {
        let slashed = format!("{}/", request.path);
        return match Route::find(&slashed) {
            Some(_) => ApiResponse::with_slash(request.path, request.query),
            None => ApiResponse::no_such_path(),
        };
    };
    let public = matches!(route, Route::Configuration);
    let reply = match authenticate(request.authorization, &state.tokens) {
        Err(detail) => unauthorized(detail),
        Ok(false) if matches!(route, Route::Media(_)) => {
            ApiResponse::text(404, "detail", "Not found.")
        }
        Ok(false) if !public => unauthorized("Authentication credentials were not provided."),
        Ok(_) if !route.takes(request.method) => {
            let text = format!("Method \"{}\" not allowed.", request.method);
            ApiResponse::text(405, "detail", &text)
        }
        Ok(_) => handle(state, &route, request).unwrap_or_else(|refusal| refusal),
    };
    reply.header("Allow", route.allow())
}

fn unauthorized(detail: &str) -> ApiResponse {
    ApiResponse::text(401, "detail", detail).header("WWW-Authenticate", "Token")
}

/// Returns whether the header holds a token of the reviewer; no header, or one of another scheme,
/// is no user at all.
fn authenticate(header: Option<&[u8]>, tokens: &[String]) -> Result<bool, &'static str> {
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
    let is_personal = sent.starts_with("w_");
    let is_bearer = scheme == b"bearer";
    if is_bearer && !is_personal {
        return Err("Invalid JWT token.");
    }
    let known = is_bearer == is_personal && tokens.iter().any(|token| token == sent);
    if known { Ok(true) } else { Err("Invalid token.") }
}

/// Returns whether a request comes with a personal access token.
fn is_bearer(header: Option<&[u8]>) -> bool {
    let scheme = header.unwrap_or_default().split(u8::is_ascii_whitespace).next();
    scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case(b"bearer"))
}

fn handle(
    state: &mut State,
    route: &Route<'_>,
    request: &ApiRequest<'_>,
) -> Result<ApiResponse, ApiResponse> {
    let query = Query::parse(request.query);
    let address = format!("{}{}", state.origin, request.path);
    Ok(match route {
        Route::Configuration => ApiResponse::json(200, fixed::configuration(state)),
        Route::Me => {
            let fields: Vec<&str> = query.all("field").collect();
            ApiResponse::json(200, select(fixed::user(state), &fields))
        }
        Route::Profile if request.method == "PATCH" => profiles::patch(state, request)?,
        Route::Profile => profiles::get(state),
        Route::PublishProfile(is_public) => profiles::publish(state, *is_public),
        Route::MyBatches => {
            let mut sent: Vec<&Batch> =
                state.batches.iter().filter(|batch| batch.status == SENT).collect();
            sent.sort_by_key(|batch| Reverse(batch.sent_at));
            let rows = sent.into_iter().map(|batch| documents::my_batch(batch, state.now()));
            ApiResponse::json(200, format!("[{}]", rows.collect::<Vec<_>>().join(",")))
        }
        Route::MyBatch(id) => {
            let id = uuid(id).unwrap_or_default();
            let batch = state.batches.iter().find(|batch| batch.uuid == id);
            let batch = batch.ok_or_else(|| unmatched("AssignmentBatch"))?;
            ApiResponse::json(200, documents::my_batch_with_items(batch, state.now()))
        }
        Route::Batches => query.page(&filters::batches(state, &query)?, &address, state.page_limit),
        Route::Items => {
            let rows: Vec<String> = filters::items(state, &query)?
                .into_iter()
                .map(|(batch, item)| documents::assignment_item(state, batch, item))
                .collect();
            query.page(&rows, &address, state.page_limit)
        }
        Route::Item(id) => {
            let id = uuid(id).unwrap_or_default();
            let found = state.items().find(|(_, item)| item.uuid == id);
            let (batch, item) = found.ok_or_else(|| unmatched("AssignmentItem"))?;
            ApiResponse::json(200, documents::assignment_item(state, batch, item))
        }
        Route::Accept(id) => decide(state, id, Decision::Accept),
        Route::Decline(id) => decide(
            state,
            id,
            Decision::Decline(text_member(request, "reason")?.unwrap_or_default()),
        ),
        Route::Reviews => query.page(&filters::reviews(state, &query)?, &address, state.page_limit),
        Route::Review(id) if request.method == "PATCH" => {
            reviews::patch(state, &uuid(id).unwrap_or_default(), request)?
        }
        Route::Review(id) => reviews::one(state, &uuid(id).unwrap_or_default())?,
        Route::SubmitReview(id) => reviews::submit(state, &uuid(id).unwrap_or_default(), request)?,
        Route::RejectReview(id) => reviews::reject(state, &uuid(id).unwrap_or_default())?,
        Route::Proposal(id, part) => proposals::get(state, &uuid(id).unwrap_or_default(), *part)?,
        Route::Media(id) => proposals::media(state, &uuid(id).unwrap_or_default()),
        Route::TokenScopes => personal_tokens::scopes(state)?,
        Route::PersonalTokens if request.method == "POST" => {
            let body = Value::Object(body_object(request)?);
            personal_tokens::create(state, is_bearer(request.authorization), &body)?
        }
        Route::PersonalTokens => {
            query.page(&personal_tokens::list(state)?, &address, state.page_limit)
        }
        Route::Conflicts => {
            query.page(&conflicts::list(state, &query)?, &address, state.page_limit)
        }
        Route::Conflict(id) => conflicts::one(state, &uuid(id).unwrap_or_default())
            .ok_or_else(|| unmatched("ConflictOfInterest"))
            .map(|document| ApiResponse::json(200, document))?,
        Route::Invitations => {
            query.page(&invitations::list(state, &query)?, &address, state.page_limit)
        }
        Route::Invitation(id) => invitations::one(state, &uuid(id).unwrap_or_default())
            .ok_or_else(|| unmatched("CallReviewerPool"))
            .map(|document| ApiResponse::json(200, document))?,
        Route::AcceptInvitation(id) => {
            let id = uuid(id).unwrap_or_default();
            invitations::accept(state, &id).ok_or_else(|| unmatched("CallReviewerPool"))?
        }
        Route::DeclineInvitation(id) => {
            let id = uuid(id).unwrap_or_default();
            let reason = text_member(request, "reason")?;
            invitations::decline(state, &id, reason).ok_or_else(|| unmatched("CallReviewerPool"))?
        }
    })
}

/// A text in the body of a request, trimmed: JSON, a form, or no body at all.
fn text_member(request: &ApiRequest<'_>, member: &str) -> Result<Option<String>, ApiResponse> {
    if request.body.is_empty() {
        return Ok(None);
    }
    let media_type = request.content_type.split(';').next().unwrap_or_default();
    let text = match media_type.trim().to_ascii_lowercase().as_str() {
        "application/json" => match body_object(request)?.get(member) {
            None => return Ok(None),
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::Null) => {
                return Err(ApiResponse::field(member, "This field may not be null."));
            }
            Some(Value::Bool(_) | Value::Array(_) | Value::Object(_)) => {
                return Err(ApiResponse::field(member, "Not a valid string."));
            }
        },
        "application/x-www-form-urlencoded" => {
            let form = Query::parse(&String::from_utf8_lossy(request.body));
            form.last(member).unwrap_or_default().to_owned()
        }
        _ => return Err(unsupported(request)),
    };
    if text.contains('\0') {
        return Err(ApiResponse::field(member, "Null characters are not allowed."));
    }
    Ok(Some(text.trim().to_owned()))
}

/// The JSON object in the body of a request.
pub fn body_object(request: &ApiRequest<'_>) -> Result<Map<String, Value>, ApiResponse> {
    let media_type = request.content_type.split(';').next().unwrap_or_default();
    if !media_type.trim().eq_ignore_ascii_case("application/json") {
        return Err(unsupported(request));
    }
    let sent: Value = serde_json::from_slice(request.body).map_err(|_| {
        let text = "JSON parse error - Expecting value: line 1 column 1 (char 0)";
        ApiResponse::text(400, "detail", text)
    })?;
    let Value::Object(sent) = sent else {
        let text = "Invalid data. Expected a dictionary.";
        return Err(ApiResponse::field("non_field_errors", text));
    };
    Ok(sent)
}

fn unsupported(request: &ApiRequest<'_>) -> ApiResponse {
    let text = format!("Unsupported media type \"{}\" in request.", request.content_type);
    ApiResponse::text(415, "detail", &text)
}

fn decide(state: &mut State, id: &str, decision: Decision) -> ApiResponse {
    let (verb, detail) = match decision {
        Decision::Accept => ("accept", "Assignment accepted. Review created."),
        Decision::Decline(_) => ("decline", "Assignment declined."),
    };
    // Waldur lets Python's own rendering of its error through, for these two.
    let refused = |text: &str| {
        let text = format!("[ErrorDetail(string='{text}', code='invalid')]");
        ApiResponse::text(400, "error", &text)
    };
    match state.decide(&uuid(id).unwrap_or_default(), decision) {
        Ok(review) => {
            let (detail, review) = (to_json(&detail), to_json(&review));
            ApiResponse::json(200, format!("{{\"detail\":{detail},\"review_uuid\":{review}}}"))
        }
        Err(Refusal::Unknown) => unmatched("AssignmentItem"),
        Err(Refusal::PastDeadline) => {
            ApiResponse::text(400, "error", &format!("Cannot {verb} expired assignment."))
        }
        Err(Refusal::NotPending) => refused(&format!("Can only {verb} pending assignments.")),
        Err(Refusal::Conflict) => refused(
            "Cannot accept assignment with unresolved COI. Please contact the call manager.",
        ),
    }
}

fn unmatched(model: &str) -> ApiResponse {
    ApiResponse::text(404, "detail", &format!("No {model} matches the given query."))
}
