//! Reviews: `/api/proposal-reviews/`.

#![expect(clippy::struct_field_names, reason = "the names are the server's")]

use anyhow::Result;
use serde_json::value::RawValue;

use super::batches::Deadline;
use super::json::{Scalar, members};
use super::pagination::{List, Object, all_pages};
use super::record::record;
use super::uuid::path_part;
use super::{ApiError, Client, users};

const PATH: &str = "proposal-reviews/";

/// How the keys of comments on parts of a proposal begin; which there are differs between releases
/// of the server.
const COMMENT_PREFIX: &str = "comment_";

/// The reviews that the logged-in user still has to submit; `GET /api/users/me/` says who that is
/// where `user_uuid` is not known.
///
/// # Errors
/// As [`in_progress`]; also when the server does not say who is logged in.
pub fn own_in_progress(client: &Client, user_uuid: Option<&str>) -> Result<List<Review<'static>>> {
    match user_uuid {
        Some(uuid) => in_progress(client, uuid),
        None => in_progress(client, &users::me(client)?.uuid(client)?),
    }
}

/// `GET /api/proposal-reviews/`, all pages: the reviews that this user still has to submit.
///
/// # Errors
/// [`super::ApiError`]; a [`crate::error::UserError`] when the list changed while it was read.
pub fn in_progress(client: &Client, user_uuid: &str) -> Result<List<Review<'static>>> {
    list(client, user_uuid, &["in_review".to_owned()])
}

/// `GET /api/proposal-reviews/`, all pages: this user's reviews in one of these states, which are
/// words; all of them where no state is named.
///
/// # Errors
/// As [`in_progress`].
pub fn list(client: &Client, user_uuid: &str, states: &[String]) -> Result<List<Review<'static>>> {
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
    Object::get(client, &review_path(uuid, ""))
}

/// `PATCH /api/proposal-reviews/{uuid}/` with these keys, once: the review as the server answers.
/// It ignores keys that it does not know: compare what it answers.
///
/// # Errors
/// [`ApiError`]; the server may have done it all the same where the request can have reached it.
pub fn patch(
    client: &Client,
    uuid: &str,
    changes: &serde_json::Map<String, serde_json::Value>,
) -> Result<Object<Review<'static>>, ApiError> {
    let path = review_path(uuid, "");
    let json = serde_json::Value::Object(changes.clone()).to_string();
    let response = client.patch(&path, json)?;
    // The server has taken it, whatever it answers.
    Object::new(client, &path, response.body)
        .map_err(|error| ApiError { may_have_changed: true, ..error })
}

/// `POST /api/proposal-reviews/{uuid}/submit/`, once, with the score and the summaries, and with the
/// statement that there is no conflict of interest where it is made. A success says nothing that need
/// not be read again.
///
/// # Errors
/// As [`patch`].
pub fn submit(
    client: &Client,
    uuid: &str,
    mut summaries: serde_json::Map<String, serde_json::Value>,
    states_no_conflict: bool,
) -> Result<(), ApiError> {
    if states_no_conflict {
        summaries.insert("coi_confirmed".to_owned(), true.into());
    }
    let json = serde_json::Value::Object(summaries).to_string();
    client.post(&review_path(uuid, "submit/"), Some(json)).map(drop)
}

/// `POST /api/proposal-reviews/{uuid}/reject/`, once, as [`submit`].
///
/// # Errors
/// As [`patch`].
pub fn reject(client: &Client, uuid: &str) -> Result<(), ApiError> {
    client.post(&review_path(uuid, "reject/"), None).map(drop)
}

fn review_path(uuid: &str, action: &str) -> String {
    format!("{PATH}{}/{action}", path_part(uuid))
}

/// The texts of a review by their keys, in the server's order; what is null is empty.
pub fn texts(raw: &RawValue) -> Vec<(String, String)> {
    let summaries = ["summary_public_comment", "summary_private_comment"];
    let is_text = |key: &str| summaries.contains(&key) || key.starts_with(COMMENT_PREFIX);
    members(raw)
        .unwrap_or_default()
        .into_iter()
        .filter(|(key, _)| is_text(key))
        .filter_map(|(key, value)| match serde_json::from_str(value.get()).ok()? {
            Scalar::Text(text) => Some((key.into_owned(), text.into_owned())),
            Scalar::Null => Some((key.into_owned(), String::new())),
            Scalar::Missing
            | Scalar::Bool(_)
            | Scalar::Count(_)
            | Scalar::Number(_)
            | Scalar::Other => None,
        })
        .collect()
}

record! {
    /// A review that accepting a proposal made, as the server lists it.
    pub struct Review, schema ReviewSchema;
    read {
        /// 32 hex characters.
        uuid: uuid,
        proposal_uuid: text,
        proposal_name: text,
        proposal_slug: text,
        /// `in_review`, `submitted` or `rejected`; `created` on old servers.
        state: text,
        /// The end of the time to submit it, RFC 3339; null where there is none.
        review_end_date: deadline,
        call_name: text,
        /// From 0, which is no score, to 32767; the portal offers 1 to 5.
        summary_score: count,
        /// True if submitting needs the statement that there is no conflict of interest.
        coi_confirmation_required: flag,
    }
    sometimes {}
    unread {
        url: text,
        proposal: text,
        reviewer: text,
        reviewer_uuid: text,
        reviewer_full_name: text,
        summary_public_comment: text,
        summary_private_comment: text,
        round_uuid: text,
        round_name: text,
        round_slug: text,
        round_start_time: time,
        round_cutoff_time: time,
        call_slug: text,
        call_managing_organisation_uuid: text,
        comment_project_title: text,
        comment_project_summary: text,
        comment_project_description: text,
        comment_project_supporting_documentation: text,
        comment_resource_requests: text,
        comment_team: text,
        coi_confirmed: flag,
        coi_confirmed_at: time,
        created: time,
        modified: time,
        call_uuid: text,
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

    /// The call's name.
    pub fn call_name(&self) -> Option<&str> {
        self.call_name.as_text()
    }

    /// Until when it is to be submitted: `review_end_date`.
    pub fn deadline(&self) -> Deadline {
        self.review_end_date
    }

    /// The state as the server names it.
    pub fn state(&self) -> Option<&str> {
        self.state.as_text()
    }

    /// Returns whether it can be written and submitted.
    pub fn is_open(&self) -> bool {
        self.state() == Some("in_review")
    }

    /// Returns whether it is at its end: submitted, declined or closed. A state that is not known is
    /// no end.
    pub fn is_finished(&self) -> bool {
        matches!(self.state(), Some("submitted" | "rejected"))
    }

    /// The score; 0 where none was given.
    pub fn score(&self) -> u64 {
        self.summary_score.unwrap_or(0)
    }

    /// Returns whether submitting needs the statement that there is no conflict of interest.
    pub fn needs_conflict_statement(&self) -> bool {
        self.coi_confirmation_required == Some(true)
    }
}
