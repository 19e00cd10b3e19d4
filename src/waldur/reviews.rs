//! Reviews: `/api/proposal-reviews/`.

#![expect(dead_code, reason = "the commands that use the rest are not there yet")]
#![expect(clippy::struct_field_names, reason = "the names are the server's")]

use std::collections::BTreeMap;
use std::fmt;

use anyhow::Result;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::value::RawValue;

use super::batches::Deadline;
use super::json::{Scalar, members};
use super::pagination::{List, Object, all_pages};
use super::record::record;
use super::uuid::path_part;
use super::{ApiError, Client, users};

const PATH: &str = "proposal-reviews/";
/// What the names of the members that hold a comment on a part of the proposal begin with.
const COMMENT: &str = "comment_";

/// The states of a review that can be written to.
pub const OPEN: &[&str] = &["in_review"];

/// The reviews that the logged-in user still has to submit; `GET /api/users/me/` says who that is
/// where `user_uuid` is not known.
///
/// # Errors
/// As [`list`]; also when the server does not say who is logged in.
pub fn own_in_progress(client: &Client, user_uuid: Option<&str>) -> Result<List<Review<'static>>> {
    own(client, user_uuid, OPEN)
}

/// `GET /api/proposal-reviews/`, all pages: the reviews that this user still has to submit.
///
/// # Errors
/// As [`list`].
pub fn in_progress(client: &Client, user_uuid: &str) -> Result<List<Review<'static>>> {
    list(client, user_uuid, OPEN)
}

/// The reviews of the logged-in user in one of these states, all where there is none;
/// `GET /api/users/me/` says who that is where `user_uuid` is not known.
///
/// # Errors
/// As [`list`]; also when the server does not say who is logged in.
pub fn own(
    client: &Client,
    user_uuid: Option<&str>,
    states: &[&str],
) -> Result<List<Review<'static>>> {
    match user_uuid {
        Some(uuid) => list(client, uuid, states),
        None => list(client, &users::me(client)?.uuid(client)?, states),
    }
}

/// `GET /api/proposal-reviews/`, all pages: the reviews of this user in one of these states, all
/// where there is none. A call manager or staff would get everybody's without the user. A state is a
/// word of letters, digits and `_`.
///
/// # Errors
/// [`ApiError`]; a [`crate::error::UserError`] when the list changed while it was read.
pub fn list(client: &Client, user_uuid: &str, states: &[&str]) -> Result<List<Review<'static>>> {
    let mut path = format!("{PATH}?page_size=300&reviewer_uuid={}", path_part(user_uuid));
    for state in states {
        path = format!("{path}&state={state}");
    }
    all_pages(client, &path)
}

/// `GET /api/proposal-reviews/{uuid}/`
///
/// # Errors
/// [`ApiError`], also when the body is not an object.
pub fn get(client: &Client, uuid: &str) -> Result<Object<Review<'static>>, ApiError> {
    Object::get(client, &format!("{PATH}{}/", path_part(uuid)))
}

/// The value of a field that is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum FieldValue {
    /// `summary_score`
    Score(u16),
    /// Any other.
    Text(String),
}

/// The fields that are written, by their names.
pub type Changes = BTreeMap<String, FieldValue>;

/// `PATCH /api/proposal-reviews/{uuid}/`, sent once: saves these fields of a draft, and gives the
/// review as the server answered. What the server does not know it drops without a word: compare.
///
/// # Errors
/// [`ApiError`]; its `may_have_changed` says whether the server may have saved it all the same.
pub fn save(
    client: &Client,
    uuid: &str,
    changes: &Changes,
) -> Result<Object<Review<'static>>, ApiError> {
    let path = format!("{PATH}{}/", path_part(uuid));
    let response = client.patch(&path, serde_json::json!(changes).to_string())?;
    Object::new(client, &path, response.body)
        .map_err(|error| ApiError { may_have_changed: true, ..error })
}

/// What a review is submitted with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Submission {
    /// From 1 to 5; 0 is none.
    pub summary_score: u16,
    /// For the applicants.
    pub summary_public_comment: String,
    /// For the call managers.
    pub summary_private_comment: String,
    /// The statement that there is no conflict of interest; not sent where it was not made.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub coi_confirmed: bool,
}

/// The server's response to an action that it did not refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionResponse {
    /// The documented response.
    Done,
    /// Status 200 with a body that is not documented: whether it was done must be read again.
    Undocumented,
}

/// `POST /api/proposal-reviews/{uuid}/submit/`, sent once: there is no way back.
///
/// # Errors
/// [`ApiError`]; its `may_have_changed` says whether the server may have done it all the same.
pub fn submit(
    client: &Client,
    uuid: &str,
    submission: &Submission,
) -> Result<ActionResponse, ApiError> {
    act(client, uuid, "submit", Some(serde_json::json!(submission).to_string()))
}

/// `POST /api/proposal-reviews/{uuid}/reject/`, sent once: ends the review without submitting it.
/// No reason can be given, and there is no way back.
///
/// # Errors
/// As [`submit`].
pub fn reject(client: &Client, uuid: &str) -> Result<ActionResponse, ApiError> {
    act(client, uuid, "reject", None)
}

fn act(
    client: &Client,
    uuid: &str,
    action: &str,
    body: Option<String>,
) -> Result<ActionResponse, ApiError> {
    let response = client.post(&format!("{PATH}{}/{action}/", path_part(uuid)), body)?;
    Ok(read_action_response(&response.body))
}

/// The documented bodies are sentences: JSON strings.
fn read_action_response(body: &[u8]) -> ActionResponse {
    match serde_json::from_slice::<String>(body) {
        Ok(sentence) if !sentence.is_empty() => ActionResponse::Done,
        Ok(_) | Err(_) => ActionResponse::Undocumented,
    }
}

/// A comment on a part of the proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The name of its member, such as `comment_team`.
    pub key: String,
    /// Empty where there is none.
    pub text: String,
}

/// The comments that the server's review has a member for, in its order: releases differ in them.
pub fn comments(review: &RawValue) -> Vec<Comment> {
    let read = |(key, raw): (std::borrow::Cow<'_, str>, &RawValue)| {
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let part = key.strip_prefix(COMMENT)?;
        if part.is_empty() || !part.chars().all(is_name) {
            return None;
        }
        let text = match serde_json::from_str(raw.get()).ok()? {
            Scalar::Text(text) => text.into_owned(),
            Scalar::Null => String::new(),
            // Not a text: it cannot be written as one.
            Scalar::Missing
            | Scalar::Bool(_)
            | Scalar::Count(_)
            | Scalar::Number(_)
            | Scalar::Other => return None,
        };
        Some(Comment { key: key.into_owned(), text })
    };
    members(review).unwrap_or_default().into_iter().filter_map(read).collect()
}

record! {
    /// A review that accepting a proposal made.
    pub struct Review, schema ReviewSchema;
    read {
        /// 32 hex characters.
        uuid: uuid,
        proposal_uuid: text,
        proposal_name: text,
        proposal_slug: text,
        /// `in_review`, `submitted` or `rejected`; others may come.
        state: text,
        /// The end of the time to submit it, RFC 3339; null where there is none.
        review_end_date: deadline,
        call_uuid: text,
        call_name: text,
        /// 0 where none is given yet.
        summary_score: count,
        /// The applicants may read it after the decision.
        summary_public_comment: text,
        /// The call managers may read it.
        summary_private_comment: text,
        /// Whether it was stated that there is no conflict of interest.
        coi_confirmed: flag,
        /// Whether that must be stated to submit it.
        coi_confirmation_required: flag,
        /// RFC 3339.
        created: time,
        /// RFC 3339.
        modified: time,
    }
    sometimes {}
    unread {
        url: text,
        /// The URL of its proposal.
        proposal: text,
        round_name: text,
        /// The user's UUID.
        reviewer_uuid: text,
    }
}

impl Review<'_> {
    /// The review's UUID.
    pub fn uuid(&self) -> Option<&str> {
        self.uuid.as_text()
    }

    /// The proposal's UUID.
    pub fn proposal_uuid(&self) -> Option<&str> {
        self.proposal_uuid.as_text()
    }

    /// The proposal's name.
    pub fn proposal_name(&self) -> Option<&str> {
        self.proposal_name.as_text()
    }

    /// The proposal's short name.
    pub fn proposal_slug(&self) -> Option<&str> {
        self.proposal_slug.as_text().filter(|slug| !slug.is_empty())
    }

    /// The call's UUID.
    pub fn call_uuid(&self) -> Option<&str> {
        self.call_uuid.as_text()
    }

    /// The call's name.
    pub fn call_name(&self) -> Option<&str> {
        self.call_name.as_text()
    }

    /// Where it stands.
    pub fn state(&self) -> ReviewState {
        ReviewState::new(&self.state)
    }

    /// The `state` as the server names it.
    pub fn state_word(&self) -> Option<&str> {
        self.state.as_text()
    }

    /// Until when it is to be submitted: `review_end_date`.
    pub fn deadline(&self) -> Deadline {
        self.review_end_date
    }

    /// Whether it is still to be submitted and its time is over. The server may take it all the same.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.state() == ReviewState::InReview
            && matches!(self.deadline(), Deadline::At(end) if end <= now)
    }

    /// The score, where it is known: 0 where none is given yet.
    pub fn score(&self) -> Option<u64> {
        self.summary_score
    }

    /// What the applicants may read; empty where there is nothing.
    pub fn public_comment(&self) -> &str {
        self.summary_public_comment.as_text().unwrap_or_default()
    }

    /// What only the call managers may read; empty where there is nothing.
    pub fn private_comment(&self) -> &str {
        self.summary_private_comment.as_text().unwrap_or_default()
    }

    /// Whether the absence of a conflict of interest must be stated to submit it.
    pub fn needs_conflict_statement(&self) -> bool {
        self.coi_confirmation_required == Some(true)
    }

    /// Whether the absence of a conflict of interest was stated.
    pub fn has_conflict_statement(&self) -> bool {
        self.coi_confirmed == Some(true)
    }

    /// When accepting the proposal made it.
    pub fn created(&self) -> Option<Timestamp> {
        self.created
    }

    /// When it was last saved.
    pub fn modified(&self) -> Option<Timestamp> {
        self.modified
    }
}

/// A review's state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewState {
    /// It is a draft that is still to be submitted.
    InReview,
    /// It is submitted.
    Submitted,
    /// It was sent back, or its time ended, or a manager ended it.
    Rejected,
    /// A word that this program does not know.
    Other(Box<str>),
}

impl ReviewState {
    fn new(word: &Scalar<'_>) -> Self {
        match word.as_text() {
            Some("in_review") => Self::InReview,
            Some("submitted") => Self::Submitted,
            Some("rejected") => Self::Rejected,
            other => Self::Other(other.unwrap_or("?").into()),
        }
    }
}

impl fmt::Display for ReviewState {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::InReview => "To do",
            Self::Submitted => "Submitted",
            Self::Rejected => "Ended",
            Self::Other(word) => word,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::read_action_response;
    use super::{ActionResponse, Changes, Comment, FieldValue, Submission, comments};

    #[test]
    fn comments_are_those_that_the_server_shows() {
        let raw = serde_json::from_str(
            r#"{"comment_team":null,"x":"comment_x","comment_new_part":"a\n\u00e9","comment_":"x",
            "comment_count":3,"comment_{#private}":"x"}"#,
        );
        let comment = |key: &str, text: &str| Comment { key: key.into(), text: text.into() };
        assert_eq!(
            comments(raw.unwrap()),
            [comment("comment_team", ""), comment("comment_new_part", "a\né")]
        );
    }

    #[test]
    fn only_a_sentence_counts_as_done() {
        let read = |body: &str| read_action_response(body.as_bytes());
        assert_eq!(read("\"Review has been submitted.\""), ActionResponse::Done);
        for body in ["", "\"\"", "null", "{}", r#"{"detail":"Review has been submitted."}"#] {
            assert_eq!(read(body), ActionResponse::Undocumented, "{body}");
        }
    }

    #[test]
    fn conflict_statement_is_sent_only_where_it_was_made() {
        let submission = |coi_confirmed| Submission {
            summary_score: 4,
            summary_public_comment: "é\n".to_owned(),
            summary_private_comment: String::new(),
            coi_confirmed,
        };
        let sent = |submission| serde_json::json!(submission).to_string();
        let texts =
            r#""summary_private_comment":"","summary_public_comment":"é\n","summary_score":4}"#;
        assert_eq!(sent(submission(false)), format!("{{{texts}"));
        assert_eq!(sent(submission(true)), format!("{{\"coi_confirmed\":true,{texts}"));
        let changes = Changes::from([
            ("summary_score".to_owned(), FieldValue::Score(0)),
            ("comment_team".to_owned(), FieldValue::Text(String::new())),
        ]);
        assert_eq!(
            serde_json::json!(changes).to_string(),
            r#"{"comment_team":"","summary_score":0}"#
        );
    }
}
