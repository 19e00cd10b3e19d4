//! Invitations to a reviewer pool: `/api/call-reviewer-pools/`.

#![expect(clippy::struct_field_names, reason = "the names are the server's")]

use anyhow::Result;

use super::Client;
use super::pagination::{List, all_pages};
use super::record::record;

/// `GET /api/call-reviewer-pools/` with `my_invitations` and `invitation_status=pending`: the
/// invitations that wait for the user's answer.
///
/// # Errors
/// [`super::ApiError`]; a [`crate::error::UserError`] when the list changed while it was read.
pub fn pending(client: &Client) -> Result<List<Invitation<'static>>> {
    all_pages(client, "call-reviewer-pools/?my_invitations=true&invitation_status=pending")
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
    }
    sometimes {}
    unread {}
}

impl Invitation<'_> {
    /// Whether it waits for the user's answer.
    pub fn is_pending(&self) -> bool {
        self.invitation_status.as_text() == Some("pending")
    }

    /// The call's name.
    pub fn call_name(&self) -> Option<&str> {
        self.call_name.as_text()
    }
}
