//! Reviews: `/api/proposal-reviews/`.

#![expect(clippy::struct_field_names, reason = "the names are the server's")]

use anyhow::Result;

use super::batches::Deadline;
use super::pagination::{List, all_pages};
use super::record::record;
use super::uuid::path_part;
use super::{Client, users};

const PATH: &str = "proposal-reviews/";
/// The fields that are asked for: none of them holds what a reviewer wrote.
const FIELDS: [&str; 8] = [
    "uuid",
    "proposal_uuid",
    "proposal_name",
    "proposal_slug",
    "state",
    "review_end_date",
    "call_uuid",
    "call_name",
];

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
    let mut path =
        format!("{PATH}?page_size=300&state=in_review&reviewer_uuid={}", path_part(user_uuid));
    for field in FIELDS {
        path = format!("{path}&field={field}");
    }
    all_pages(client, &path)
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
        /// The end of the time to submit it, RFC 3339; null where there is none.
        review_end_date: deadline,
        call_name: text,
    }
    sometimes {}
    unread {
        /// `in_review`.
        state: text,
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
}
