//! `/api/proposal-reviews/{uuid}/`: reading, saving, submitting and ending a review.

#![expect(non_camel_case_types, reason = "document! names each field's type after the field")]

use serde::Serialize;
use serde_json::{Map, Value};

use super::documents::{document, round_name, stamp, url};
use super::response::{ApiResponse, to_json};
use super::state::{Batch, Item, Review, State};
use super::status::{IN_REVIEW, REJECTED, SUBMITTED};

/// The texts that must not be null.
const SUMMARIES: [&str; 2] = ["summary_public_comment", "summary_private_comment"];
/// The texts that may be null, in the server's order.
const COMMENTS: [&str; 6] = [
    "comment_project_title",
    "comment_project_summary",
    "comment_project_description",
    "comment_project_supporting_documentation",
    "comment_resource_requests",
    "comment_team",
];
/// The most code points of a comment.
const LONGEST_COMMENT: usize = 255;
/// What the other window of the reviewer saves.
const FROM_SECOND_TAB: &str = "Saved in another browser tab a moment ago.";

/// An element of `/api/proposal-reviews/`.
pub fn proposal_review(state: &State, batch: &Batch, item: &Item, review: &Review) -> String {
    let call = batch.call;
    let (start, cutoff) = batch.round();
    let summary = |key| review.texts.get(key).map_or("", String::as_str);
    let comment = |key| review.texts.get(key);
    document! {
        url: url(state, "proposal-reviews", &review.uuid),
        uuid: &review.uuid,
        proposal: url(state, "proposal-proposals", &item.proposal_uuid),
        proposal_name: &item.name,
        proposal_uuid: &item.proposal_uuid,
        proposal_slug: &item.slug,
        reviewer: url(state, "users", state.reviewer.user_uuid),
        reviewer_full_name: state.reviewer.full_name,
        reviewer_uuid: state.reviewer.user_uuid,
        reviewer_image: (),
        state: review.state,
        review_end_date: review.end.map(stamp),
        summary_score: review.score,
        summary_public_comment: summary("summary_public_comment"),
        summary_private_comment: summary("summary_private_comment"),
        round_uuid: call.round_uuid,
        round_name: round_name(batch),
        round_slug: format!("{}-r1", call.slug),
        round_cutoff_time: stamp(cutoff),
        round_start_time: stamp(start),
        call_name: &batch.call_name,
        call_uuid: call.uuid,
        call_slug: call.slug,
        call_managing_organisation_uuid: call.organisation_uuid,
        comment_project_title: comment("comment_project_title"),
        comment_project_summary: comment("comment_project_summary"),
        comment_project_description: comment("comment_project_description"),
        comment_project_supporting_documentation: comment("comment_project_supporting_documentation"),
        comment_resource_requests: comment("comment_resource_requests"),
        comment_team: comment("comment_team"),
        coi_confirmed: review.stated_at.is_some(),
        coi_confirmed_at: review.stated_at.map(stamp),
        coi_confirmation_required: review.needs_statement,
        created: stamp(review.created),
        modified: stamp(review.modified),
    }
}

/// `GET`: the review of this UUID.
pub fn one(state: &mut State, uuid: &str) -> Option<String> {
    let (batch, item, review) = state.review(uuid)?;
    let document = proposal_review(state, batch, item, review);
    let (now, second_tab) = (state.now(), state.second_tab);
    if let Some(review) = state.review_mut(uuid).filter(|_| second_tab)
        && review.state == IN_REVIEW
        && review.texts.values().all(|text| text != FROM_SECOND_TAB)
    {
        review.texts.insert("summary_public_comment", FROM_SECOND_TAB.to_owned());
        review.modified = now;
    }
    Some(document)
}

/// `PATCH`, and `PUT` which acts the same: saves the known fields, and ignores others.
pub fn save(
    state: &mut State,
    uuid: &str,
    sent: &Map<String, Value>,
) -> Option<Result<String, ApiResponse>> {
    let now = state.now();
    let review = state.review_mut(uuid)?;
    let mut change = || -> Result<(), ApiResponse> {
        check_open(review)?;
        let mut errors = Vec::new();
        let score = read_score(sent, &mut errors);
        let texts: Vec<_> = SUMMARIES
            .iter()
            .chain(&COMMENTS)
            .filter_map(|key| Some((*key, read_text(key, sent.get(*key)?, &mut errors)?)))
            .collect();
        refuse(&errors)?;
        review.score = score.unwrap_or(review.score);
        for (key, text) in texts {
            match text {
                Some(text) => review.texts.insert(key, text),
                None => review.texts.remove(key),
            };
        }
        review.modified = now;
        Ok(())
    };
    if let Err(refusal) = change() {
        return Some(Err(refusal));
    }
    let (batch, item, review) = state.review(uuid)?;
    Some(Ok(proposal_review(state, batch, item, review)))
}

/// `POST …/submit/`: takes score, summaries and the statement; comments are ignored.
pub fn submit(
    state: &mut State,
    uuid: &str,
    sent: &Map<String, Value>,
) -> Option<Result<ApiResponse, ApiResponse>> {
    let now = state.now();
    let review = state.review_mut(uuid)?;
    let mut act = || -> Result<(), ApiResponse> {
        check_open(review)?;
        let mut errors = Vec::new();
        let score = read_score(sent, &mut errors);
        let texts: Vec<_> = SUMMARIES
            .iter()
            .filter_map(|key| Some((*key, read_text(key, sent.get(*key)?, &mut errors)?)))
            .collect();
        let is_stated = match sent.get("coi_confirmed") {
            None => false,
            Some(Value::Bool(value)) => *value,
            Some(_) => {
                errors.push(("coi_confirmed", "Must be a valid boolean."));
                false
            }
        };
        refuse(&errors)?;
        if review.needs_statement && !is_stated {
            let text =
                "You must confirm absence of conflict of interest before submitting this review.";
            return Err(ApiResponse::field("coi_confirmed", text));
        }
        review.score = score.unwrap_or(review.score);
        review.texts.extend(texts.into_iter().filter_map(|(key, text)| Some((key, text?))));
        review.stated_at = is_stated.then_some(now);
        review.state = SUBMITTED;
        review.modified = now;
        Ok(())
    };
    Some(act().map(|()| ApiResponse::json(200, to_json(&"Review has been submitted."))))
}

/// `POST …/reject/`: ends the review; a body is ignored.
pub fn reject(state: &mut State, uuid: &str) -> Option<Result<ApiResponse, ApiResponse>> {
    let now = state.now();
    let review = state.review_mut(uuid)?;
    if let Err(refusal) = check_open(review) {
        return Some(Err(refusal));
    }
    review.state = REJECTED;
    review.modified = now;
    Some(Ok(ApiResponse::json(200, to_json(&"Review has been rejected."))))
}

fn check_open(review: &Review) -> Result<(), ApiResponse> {
    if review.state == IN_REVIEW {
        return Ok(());
    }
    Err(ApiResponse::text(409, "detail", "Valid states for operation: In review."))
}

type FieldError = (&'static str, &'static str);

fn read_score(sent: &Map<String, Value>, errors: &mut Vec<FieldError>) -> Option<u64> {
    let value = sent.get("summary_score")?;
    let number = match value {
        // A whole number with a fraction of zeros is one.
        Value::Number(number) => {
            let text = number.to_string();
            text.strip_suffix(".0").unwrap_or(&text).parse::<i64>().ok()
        }
        Value::String(text) => text.trim().parse().ok(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    };
    let error = match (value, number) {
        (Value::Null, _) => "This field may not be null.",
        (_, None) => "A valid integer is required.",
        (_, Some(..0)) => "Ensure this value is greater than or equal to 0.",
        (_, Some(32_768..)) => "Ensure this value is less than or equal to 32767.",
        (_, Some(number)) => return u64::try_from(number).ok(),
    };
    errors.push(("summary_score", error));
    None
}

/// The trimmed text, `None` in it for null; nothing where it is refused.
#[expect(clippy::option_option, reason = "refused is something else than null")]
fn read_text(
    key: &'static str,
    value: &Value,
    errors: &mut Vec<FieldError>,
) -> Option<Option<String>> {
    let is_summary = SUMMARIES.contains(&key);
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Null if is_summary => {
            errors.push((key, "This field may not be null."));
            return None;
        }
        Value::Null => return Some(None),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
            errors.push((key, "Not a valid string."));
            return None;
        }
    };
    if text.contains('\0') {
        errors.push((key, "Null characters are not allowed."));
        return None;
    }
    if !is_summary && text.chars().count() > LONGEST_COMMENT {
        errors.push((key, "Ensure this field has no more than 255 characters."));
        return None;
    }
    Some(Some(text))
}

fn refuse(errors: &[FieldError]) -> Result<(), ApiResponse> {
    if errors.is_empty() {
        return Ok(());
    }
    let members: Vec<String> =
        errors.iter().map(|(key, text)| format!("{}:[{}]", to_json(key), to_json(text))).collect();
    Err(ApiResponse::json(400, format!("{{{}}}", members.join(","))))
}
