//! Conflicts of interest: `/api/conflicts-of-interest/`.

use anyhow::Result;

use super::Client;
use super::pagination::{List, all_pages};
use super::record::record;
use super::uuid::path_part;

/// `GET /api/conflicts-of-interest/`, all pages: the conflicts of a reviewer profile. A server may
/// ignore the filter: look at [`Conflict::reviewer_uuid`].
///
/// # Errors
/// [`super::ApiError`]; a [`crate::error::UserError`] when the list changed while it was read.
pub fn of_reviewer(client: &Client, reviewer: &str) -> Result<List<Conflict<'static>>> {
    let filter = format!("reviewer_uuid={}", path_part(reviewer));
    all_pages(client, &format!("conflicts-of-interest/?page_size=300&{filter}"))
}

record! {
    /// A conflict of interest between a reviewer and a proposal.
    pub struct Conflict, schema ConflictSchema;
    read {
        /// 32 hex characters.
        uuid: uuid,
        /// The UUID of the reviewer's profile.
        reviewer_uuid: text,
        proposal_uuid: text,
        coi_type: text,
        coi_type_display: text,
        severity_display: text,
        /// `pending`, `dismissed`, `waived` or `recused`; others may come.
        status: text,
        status_display: text,
        evidence_description: text,
    }
    sometimes {}
    unread {}
}

impl Conflict<'_> {
    /// The UUID of the reviewer's profile.
    pub fn reviewer_uuid(&self) -> Option<&str> {
        self.reviewer_uuid.as_text()
    }

    /// The proposal's UUID.
    pub fn proposal_uuid(&self) -> Option<&str> {
        self.proposal_uuid.as_text()
    }

    /// The kind of conflict in the server's words.
    pub fn kind(&self) -> Option<&str> {
        self.coi_type_display.as_text().or(self.coi_type.as_text())
    }

    /// How serious it is, in the server's words.
    pub fn severity(&self) -> Option<&str> {
        self.severity_display.as_text()
    }

    /// Where it stands, in the server's words.
    pub fn status(&self) -> Option<&str> {
        self.status_display.as_text().or(self.status.as_text())
    }

    /// Returns whether a manager has dismissed it.
    pub fn is_dismissed(&self) -> bool {
        self.status.as_text() == Some("dismissed")
    }

    /// The evidence that it was concluded from.
    pub fn evidence(&self) -> Option<&str> {
        self.evidence_description.as_text().filter(|text| !text.trim().is_empty())
    }
}
