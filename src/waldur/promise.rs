//! What is known of the server's documents, for the published schemas only: a document is passed on
//! as it came, and may hold more, or, from an odd server, less.

#![expect(dead_code, reason = "only their schemas are wanted")]
#![expect(clippy::struct_field_names, reason = "the names are the server's")]

use schemars::JsonSchema;

/// An assignment batch, as the server lists it.
#[derive(JsonSchema)]
pub struct Batch {
    /// 32 hex characters.
    uuid: String,
    call_uuid: Option<String>,
    call_name: Option<String>,
    /// `sent`, `responded` or `expired`; others may come.
    status: Option<String>,
    /// The status in the server's words.
    status_display: Option<String>,
    /// RFC 3339; null where it was not sent.
    sent_at: Option<String>,
    /// The deadline, RFC 3339; null where there is none.
    expires_at: Option<String>,
    /// Whether the deadline has passed, whatever the status.
    is_expired: Option<bool>,
    items_count: Option<u64>,
    /// The items with status `pending`.
    items_pending_count: Option<u64>,
    /// The call manager's note; empty where there is none.
    manager_notes: Option<String>,
    /// Only with `--all`: RFC 3339; null where it was not answered.
    responded_at: Option<String>,
    /// Only with `--all`.
    items_accepted_count: Option<u64>,
    /// Only with `--all`.
    items_declined_count: Option<u64>,
}

/// An assignment batch with its proposals.
#[derive(JsonSchema)]
pub struct BatchDetail {
    #[serde(flatten)]
    batch: Batch,
    items: Option<Vec<BatchItem>>,
}

/// A proposal within a batch.
#[derive(JsonSchema)]
pub struct BatchItem {
    /// 32 hex characters: what is accepted or declined.
    uuid: String,
    proposal_uuid: Option<String>,
    proposal_name: Option<String>,
    proposal_slug: Option<String>,
    /// Empty unless the call discloses it.
    proposal_summary: Option<String>,
    /// `pending`, `accepted`, `declined`, `coi_blocked`, `expired` or `reassigned`; others may come.
    status: Option<String>,
    /// The status in the server's words.
    status_display: Option<String>,
    /// From 0 to 1; null where it is not known.
    affinity_score: Option<f64>,
    /// Whether a conflict of interest is flagged.
    has_coi: Option<bool>,
}

/// An assignment item, as the server lists it by itself.
#[derive(JsonSchema)]
pub struct Item {
    url: Option<String>,
    /// 32 hex characters: what is accepted or declined.
    uuid: String,
    /// The URL of its batch.
    batch: Option<String>,
    /// The URL of its proposal.
    proposal: Option<String>,
    proposal_uuid: Option<String>,
    proposal_name: Option<String>,
    proposal_slug: Option<String>,
    /// `pending`, `accepted`, `declined`, `coi_blocked`, `expired` or `reassigned`; others may come.
    status: Option<String>,
    /// The status in the server's words.
    status_display: Option<String>,
    /// From 0 to 1; null where it is not known.
    affinity_score: Option<f64>,
    /// Whether a conflict of interest is flagged.
    has_coi: Option<bool>,
    coi_count: Option<u64>,
    /// RFC 3339; null where it waits.
    responded_at: Option<String>,
    decline_reason: Option<String>,
    /// The URL of the review that accepting it made.
    review: Option<String>,
    review_uuid: Option<String>,
    reassign_count: Option<u64>,
    /// Why a manager dismissed a conflict of interest.
    override_reason: Option<String>,
    /// Empty where nobody did.
    overridden_by_name: Option<String>,
    /// RFC 3339; null where nobody did.
    overridden_at: Option<String>,
    /// RFC 3339.
    created: Option<String>,
}

/// A review in progress, as the server lists it.
#[derive(JsonSchema)]
pub struct Review {
    /// 32 hex characters.
    uuid: String,
    proposal_uuid: Option<String>,
    proposal_name: Option<String>,
    proposal_slug: Option<String>,
    /// `in_review`.
    state: Option<String>,
    /// Until when it is to be submitted, RFC 3339; null where there is no end.
    review_end_date: Option<String>,
    call_uuid: Option<String>,
    call_name: Option<String>,
}
