//! `/api/proposal-reviews/{uuid}/`: a review by itself, its draft, and its end.

use serde_json::{Map, Value};

use super::documents::proposal_review;
use super::response::{ApiResponse, to_json};
use super::routes::{ApiRequest, body_object};
use super::state::{Batch, Item, Review, State};
use super::status::{IN_REVIEW, REJECTED};

/// The keys of the texts, and the most characters that each takes.
const TEXTS: [(&str, Option<usize>); 11] = [
    ("summary_public_comment", None),
    ("summary_private_comment", None),
    ("comment_project_title", Some(255)),
    ("comment_project_summary", Some(255)),
    ("comment_project_is_confidential", Some(255)),
    ("comment_project_has_civilian_purpose", Some(255)),
    ("comment_project_description", Some(255)),
    ("comment_project_duration", Some(255)),
    ("comment_project_supporting_documentation", Some(255)),
    ("comment_resource_requests", Some(255)),
    ("comment_team", Some(255)),
];

/// `GET`
pub fn one(state: &mut State, uuid: &str) -> Result<ApiResponse, ApiResponse> {
    let has_second_tab = state.has_second_tab;
    let now = state.now();
    let review = find(state, uuid)?;
    if has_second_tab && review.reads == 1 && review.state == IN_REVIEW {
        let text = review.texts.entry("summary_public_comment").or_default();
        let blank = if text.is_empty() { "" } else { "\n\n" };
        *text = format!("{text}{blank}Written in another tab.");
        review.modified = now;
    }
    review.reads += 1;
    document(state, uuid)
}

/// `PATCH`: what is named is changed, or nothing where anything is wrong. Unknown keys are ignored.
pub fn patch(
    state: &mut State,
    uuid: &str,
    request: &ApiRequest<'_>,
) -> Result<ApiResponse, ApiResponse> {
    let now = state.now();
    let review = open(state, uuid)?;
    let sent = body_object(request)?;
    let changes = changes(&sent, &TEXTS)?;
    changes.apply(review);
    review.modified = now;
    document(state, uuid)
}

/// `POST …/submit/`: takes the score, both summaries and the statement; other comments are ignored.
pub fn submit(
    state: &mut State,
    uuid: &str,
    request: &ApiRequest<'_>,
) -> Result<ApiResponse, ApiResponse> {
    let now = state.now();
    let review = open(state, uuid)?;
    let sent = if request.body.is_empty() { Map::new() } else { body_object(request)? };
    let changes = changes(&sent, &TEXTS[..2])?;
    let is_confirmed = match sent.get("coi_confirmed") {
        None => false,
        Some(Value::Bool(value)) => *value,
        Some(_) => return Err(ApiResponse::field("coi_confirmed", "Must be a valid boolean.")),
    };
    if review.needs_statement && !is_confirmed {
        let text =
            "You must confirm absence of conflict of interest before submitting this review.";
        return Err(ApiResponse::field("coi_confirmed", text));
    }
    changes.apply(review);
    review.submit(now);
    Ok(ApiResponse::json(200, to_json(&"Review has been submitted.")))
}

/// `POST …/reject/`: a body is ignored.
pub fn reject(state: &mut State, uuid: &str) -> Result<ApiResponse, ApiResponse> {
    let now = state.now();
    let review = open(state, uuid)?;
    review.state = REJECTED;
    review.modified = now;
    Ok(ApiResponse::json(200, to_json(&"Review has been rejected.")))
}

/// The review of this UUID with its item and batch.
pub fn find_with_item<'a>(
    state: &'a State,
    uuid: &str,
) -> Option<(&'a Batch, &'a Item, &'a Review)> {
    let mut all =
        state.items().filter_map(|(batch, item)| Some((batch, item, item.review.as_ref()?)));
    all.find(|(.., review)| review.uuid == uuid)
}

fn document(state: &State, uuid: &str) -> Result<ApiResponse, ApiResponse> {
    let (batch, item, review) = find_with_item(state, uuid).ok_or_else(unmatched)?;
    Ok(ApiResponse::json(200, proposal_review(state, batch, item, review)))
}

fn find<'a>(state: &'a mut State, uuid: &str) -> Result<&'a mut Review, ApiResponse> {
    let items = state.batches.iter_mut().flat_map(|batch| &mut batch.items);
    let mut reviews = items.filter_map(|item| item.review.as_mut());
    reviews.find(|review| review.uuid == uuid).ok_or_else(unmatched)
}

/// A review that can be written to.
fn open<'a>(state: &'a mut State, uuid: &str) -> Result<&'a mut Review, ApiResponse> {
    let review = find(state, uuid)?;
    if review.state == IN_REVIEW {
        Ok(review)
    } else {
        Err(ApiResponse::text(409, "detail", "Valid states for operation: In review."))
    }
}

fn unmatched() -> ApiResponse {
    ApiResponse::text(404, "detail", "No Review matches the given query.")
}

/// The changes of a request.
#[derive(Default)]
struct Changes {
    score: Option<u64>,
    texts: Vec<(&'static str, String)>,
}

impl Changes {
    fn apply(self, review: &mut Review) {
        if let Some(score) = self.score {
            review.score = score;
        }
        review.texts.extend(self.texts);
    }
}

/// Reads the known keys of a body. All that is wrong comes in one response.
fn changes(
    sent: &Map<String, Value>,
    texts: &[(&'static str, Option<usize>)],
) -> Result<Changes, ApiResponse> {
    let mut changes = Changes::default();
    let mut wrong = Vec::new();
    if let Some(value) = sent.get("summary_score") {
        match score(value) {
            Ok(score) => changes.score = Some(score),
            Err(text) => wrong.push(("summary_score", text.to_owned())),
        }
    }
    for (key, limit) in texts {
        match sent.get(*key).map(|value| text(value, *limit, key.starts_with("comment_"))) {
            None => {}
            Some(Ok(text)) => changes.texts.push((key, text)),
            Some(Err(text)) => wrong.push((*key, text)),
        }
    }
    if wrong.is_empty() {
        return Ok(changes);
    }
    let wrong: Vec<String> = wrong
        .into_iter()
        .map(|(key, text)| format!("{}:[{}]", to_json(&key), to_json(&text)))
        .collect();
    Err(ApiResponse::json(400, format!("{{{}}}", wrong.join(","))))
}

fn score(value: &Value) -> Result<u64, &'static str> {
    const INVALID: &str = "A valid integer is required.";
    let number = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        Value::Null => return Err("This field may not be null."),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => return Err(INVALID),
    };
    let whole = number.strip_suffix(".0").unwrap_or(&number);
    match whole.parse::<i64>() {
        Ok(number) if number < 0 => Err("Ensure this value is greater than or equal to 0."),
        Ok(number) if number > 32_767 => Err("Ensure this value is less than or equal to 32767."),
        Ok(number) => u64::try_from(number).map_err(|_| INVALID),
        Err(_) => Err(INVALID),
    }
}

fn text(value: &Value, limit: Option<usize>, may_be_null: bool) -> Result<String, String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Null if may_be_null => String::new(),
        Value::Null => return Err("This field may not be null.".to_owned()),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
            return Err("Not a valid string.".to_owned());
        }
    };
    if text.contains('\0') {
        return Err("Null characters are not allowed.".to_owned());
    }
    match limit {
        Some(limit) if text.chars().count() > limit => {
            Err(format!("Ensure this field has no more than {limit} characters."))
        }
        Some(_) | None => Ok(text),
    }
}
