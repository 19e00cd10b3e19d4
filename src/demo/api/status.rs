//! The statuses of batches, items and invitations, with the API's texts for them.

/// Statuses of a batch, as far as its reviewer sees it.
pub const SENT: &str = "sent";
pub const RESPONDED: &str = "responded";

/// Statuses of one proposal in a batch. An invitation has the first three and `EXPIRED`.
pub const PENDING: &str = "pending";
pub const ACCEPTED: &str = "accepted";
pub const DECLINED: &str = "declined";
pub const COI_BLOCKED: &str = "coi_blocked";
/// Of a batch and of an item.
pub const EXPIRED: &str = "expired";
pub const REASSIGNED: &str = "reassigned";

/// `status_display` of a batch.
pub fn batch_display(status: &str) -> &str {
    match status {
        SENT => "Sent to reviewer",
        RESPONDED => "Reviewer responded",
        EXPIRED => "Invitation expired",
        other => other,
    }
}

/// `status_display` of an item.
pub fn item_display(status: &str) -> &str {
    match status {
        PENDING => "Awaiting response",
        ACCEPTED => "Accepted",
        DECLINED => "Declined",
        COI_BLOCKED => "Blocked due to COI",
        EXPIRED => "Expired without response",
        REASSIGNED => "Reassigned to another reviewer",
        other => other,
    }
}

/// The states of a review.
pub const IN_REVIEW: &str = "in_review";
pub const SUBMITTED: &str = "submitted";
pub const REJECTED: &str = "rejected";
