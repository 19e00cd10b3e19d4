//! Invitations to a reviewer pool: `/api/call-reviewer-pools/`.

#![expect(clippy::struct_field_names, reason = "the names are the server's")]

use anyhow::Result;
use jiff::Timestamp;
use serde::Serialize;

use super::batches::Deadline;
use super::pagination::{List, Object, all_pages};
use super::record::record;
use super::uuid::path_part;
use super::{ApiError, Client};

const PATH: &str = "call-reviewer-pools/";

/// The member that holds a secret: whoever knows the link may answer the invitation without a
/// login.
pub const SECRET: &str = "invitation_link";

/// `GET /api/call-reviewer-pools/` with `my_invitations` and `invitation_status=pending`: the
/// invitations that wait for the user's answer.
///
/// # Errors
/// [`ApiError`]; a [`crate::error::UserError`] when the list changed while it was read.
pub fn pending(client: &Client) -> Result<List<Invitation<'static>>> {
    all_pages(client, &format!("{PATH}?my_invitations=true&invitation_status=pending"))
}

/// The invitations of a list that wait for the user's answer: a server may ignore the filter.
pub fn waiting<'l>(list: &'l List<Invitation<'static>>) -> Vec<Invitation<'l>> {
    let mut records = list.records();
    records.retain(Invitation::is_pending);
    records
}

/// `GET /api/call-reviewer-pools/` with `my_invitations`: all of the user's invitations.
///
/// # Errors
/// As [`pending`].
pub fn list(client: &Client) -> Result<List<Invitation<'static>>> {
    all_pages(client, &format!("{PATH}?my_invitations=true&page_size=300"))
}

/// `GET /api/call-reviewer-pools/{uuid}/`
///
/// # Errors
/// [`ApiError`], also when the body is not an object.
pub fn get(client: &Client, uuid: &str) -> Result<Object<Invitation<'static>>, ApiError> {
    Object::get(client, &format!("{PATH}{}/", path_part(uuid)))
}

/// A conflict of interest that is declared when an invitation is accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeclaredConflict {
    /// The proposal's UUID.
    pub proposal_uuid: String,
    /// The server's word for the kind, such as `INST_SAME`.
    pub coi_type: String,
    /// Its description.
    pub description: String,
}

/// `POST /api/call-reviewer-pools/{uuid}/accept/`, once.
///
/// # Errors
/// [`ApiError`]; the server may have done it all the same where the request can have reached it.
pub fn accept(client: &Client, uuid: &str, conflicts: &[DeclaredConflict]) -> Result<(), ApiError> {
    let body = serde_json::json!(conflicts).to_string();
    client.post(&format!("{PATH}{}/accept/", path_part(uuid)), Some(body)).map(drop)
}

/// `POST /api/call-reviewer-pools/{uuid}/decline/` with the reason, once.
///
/// # Errors
/// As [`accept`].
pub fn decline(client: &Client, uuid: &str, reason: &str) -> Result<(), ApiError> {
    let body = serde_json::json!({ "reason": reason }).to_string();
    client.post(&format!("{PATH}{}/decline/", path_part(uuid)), Some(body)).map(drop)
}

record! {
    /// An invitation to a call's reviewer pool.
    pub struct Invitation, schema InvitationSchema;
    read {
        /// 32 hex characters.
        uuid: uuid,
        call_name: text,
        /// `pending`, `accepted`, `declined` or `expired`.
        invitation_status: text,
        /// The end of the time to answer it; null where there is none.
        invitation_expires_at: deadline,
        invited_at: time,
        invited_by_name: text,
        /// How many proposals may be assigned at most.
        max_assignments: count,
    }
    sometimes {}
    unread {
        url: text,
        current_assignments: count,
        call_uuid: text,
        response_date: time,
        decline_reason: text,
        invitation_status_display: text,
        created: time,
    }
}

impl Invitation<'_> {
    /// The UUID.
    pub fn uuid(&self) -> Option<&str> {
        self.uuid.as_text()
    }

    /// Returns whether it waits for the user's answer.
    pub fn is_pending(&self) -> bool {
        self.status() == Some("pending")
    }

    /// The status as the server names it.
    pub fn status(&self) -> Option<&str> {
        self.invitation_status.as_text()
    }

    /// The call's name.
    pub fn call_name(&self) -> Option<&str> {
        self.call_name.as_text()
    }

    /// Until when it can be answered.
    pub fn deadline(&self) -> Deadline {
        self.invitation_expires_at
    }

    /// When it was sent.
    pub fn invited_at(&self) -> Option<Timestamp> {
        self.invited_at
    }

    /// Who sent it.
    pub fn invited_by(&self) -> Option<&str> {
        self.invited_by_name.as_text()
    }

    /// How many proposals may be assigned at most.
    pub fn most_assignments(&self) -> Option<u64> {
        self.max_assignments
    }
}
