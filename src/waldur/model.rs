//! Waldur's words: batch, item, status, deadline. No HTTP happens here.

use super::uuid::BatchId;
use std::fmt;

use jiff::Timestamp;

use super::json::{Document, Fields, Scalar};

/// An assignment batch, as `GET /api/my-assignment-batches/` lists it.
#[derive(Debug, Default)]
pub struct Batch<'a> {
    uuid: Scalar<'a>,
    call_uuid: Scalar<'a>,
    call_name: Scalar<'a>,
    status: Scalar<'a>,
    status_display: Scalar<'a>,
    sent_at: Scalar<'a>,
    deadline: Deadline,
    is_expired: Option<bool>,
    items_count: Option<u64>,
    items_pending_count: Option<u64>,
    manager_notes: Scalar<'a>,
    responded_at: Scalar<'a>,
    items_accepted_count: Option<u64>,
    items_declined_count: Option<u64>,
}

impl<'a> Fields<'a> for Batch<'a> {
    fn set(&mut self, name: &str, value: Scalar<'a>) {
        match name {
            "uuid" => self.uuid = value,
            "call_uuid" => self.call_uuid = value,
            "call_name" => self.call_name = value,
            "status" => self.status = value,
            "status_display" => self.status_display = value,
            "sent_at" => self.sent_at = value,
            // Read once: lists ask for it again and again.
            "expires_at" => self.deadline = Deadline::new(&value),
            "is_expired" => self.is_expired = value.bool(),
            "items_count" => self.items_count = value.count(),
            "items_pending_count" => self.items_pending_count = value.count(),
            "manager_notes" => self.manager_notes = value,
            "responded_at" => self.responded_at = value,
            "items_accepted_count" => self.items_accepted_count = value.count(),
            "items_declined_count" => self.items_declined_count = value.count(),
            _ => {}
        }
    }
}

impl<'a> AsRef<Batch<'a>> for Batch<'a> {
    fn as_ref(&self) -> &Self {
        self
    }
}

impl<'a> AsRef<Batch<'a>> for Document<'a, Batch<'a>> {
    fn as_ref(&self) -> &Batch<'a> {
        &self.read
    }
}

/// The fields that a listed batch has, in the server's order.
pub const BATCH_FIELDS: [&str; 11] = [
    "uuid",
    "call_uuid",
    "call_name",
    "status",
    "status_display",
    "sent_at",
    "expires_at",
    "is_expired",
    "items_count",
    "items_pending_count",
    "manager_notes",
];

impl Batch<'_> {
    /// 32 hex characters, as the server sent them.
    pub fn uuid(&self) -> Option<&str> {
        text(&self.uuid)
    }

    /// The call's UUID.
    pub fn call_uuid(&self) -> Option<&str> {
        text(&self.call_uuid)
    }

    /// The call's name.
    pub fn call_name(&self) -> Option<&str> {
        text(&self.call_name)
    }

    /// Where the batch stands.
    pub fn status(&self) -> BatchStatus {
        BatchStatus::new(&self.status, &self.status_display)
    }

    /// The `status` as the server names it.
    pub fn status_word(&self) -> Option<&str> {
        text(&self.status)
    }

    /// When it was sent to the reviewer.
    pub fn sent_at(&self) -> Option<Timestamp> {
        text(&self.sent_at).and_then(|text| text.parse().ok())
    }

    /// Until when it can be answered.
    pub fn deadline(&self) -> Deadline {
        self.deadline
    }

    /// Whether the deadline has passed without an answer being complete: an answered batch is
    /// past its deadline later, which is no alarm.
    pub fn is_past(&self, now: Timestamp) -> bool {
        match self.status() {
            BatchStatus::Expired => true,
            BatchStatus::Responded => false,
            BatchStatus::Sent | BatchStatus::Other(_) => {
                self.is_expired == Some(true)
                    || matches!(self.deadline(), Deadline::At(at) if at <= now)
            }
        }
    }

    /// Whether the server says that the deadline has passed, whatever the status: from then on
    /// it refuses answers, also to what still waits in an answered batch.
    pub fn is_closed(&self) -> bool {
        self.is_expired == Some(true)
    }

    /// How many proposals it holds.
    pub fn items_count(&self) -> Option<u64> {
        self.items_count
    }

    /// How many proposals wait for an answer.
    pub fn pending_count(&self) -> Option<u64> {
        self.items_pending_count
    }

    /// When the last proposal was answered: known of `GET /api/assignment-batches/` only.
    pub fn responded_at(&self) -> Option<Timestamp> {
        text(&self.responded_at).and_then(|text| text.parse().ok())
    }

    /// How many proposals were accepted: known of `GET /api/assignment-batches/` only.
    pub fn accepted_count(&self) -> Option<u64> {
        self.items_accepted_count
    }

    /// How many proposals were declined: known of `GET /api/assignment-batches/` only.
    pub fn declined_count(&self) -> Option<u64> {
        self.items_declined_count
    }

    /// The call manager's note, or `None` where it says nothing.
    pub fn note(&self) -> Option<&str> {
        text(&self.manager_notes).filter(|note| !note.trim().is_empty())
    }
}

/// A proposal within a batch.
#[derive(Debug, Default)]
pub struct Item<'a> {
    uuid: Scalar<'a>,
    proposal_uuid: Scalar<'a>,
    proposal_name: Scalar<'a>,
    proposal_slug: Scalar<'a>,
    proposal_summary: Scalar<'a>,
    status: Scalar<'a>,
    status_display: Scalar<'a>,
    affinity_score: Scalar<'a>,
    has_coi: Scalar<'a>,
    batch: Scalar<'a>,
    responded_at: Scalar<'a>,
    review_uuid: Scalar<'a>,
}

impl<'a> Fields<'a> for Item<'a> {
    fn set(&mut self, name: &str, value: Scalar<'a>) {
        match name {
            "uuid" => self.uuid = value,
            "proposal_uuid" => self.proposal_uuid = value,
            "proposal_name" => self.proposal_name = value,
            "proposal_slug" => self.proposal_slug = value,
            "proposal_summary" => self.proposal_summary = value,
            "status" => self.status = value,
            "status_display" => self.status_display = value,
            "affinity_score" => self.affinity_score = value,
            "has_coi" => self.has_coi = value,
            "batch" => self.batch = value,
            "responded_at" => self.responded_at = value,
            "review_uuid" => self.review_uuid = value,
            _ => {}
        }
    }
}

impl Item<'_> {
    /// The item's UUID: what is accepted or declined.
    pub fn uuid(&self) -> Option<&str> {
        text(&self.uuid)
    }

    /// The proposal's UUID.
    pub fn proposal_uuid(&self) -> Option<&str> {
        text(&self.proposal_uuid)
    }

    /// The proposal's name.
    pub fn proposal_name(&self) -> Option<&str> {
        text(&self.proposal_name)
    }

    /// The proposal's short name.
    pub fn proposal_slug(&self) -> Option<&str> {
        text(&self.proposal_slug).filter(|slug| !slug.is_empty())
    }

    /// The proposal's summary, or `None` where the call does not disclose it.
    pub fn summary(&self) -> Option<&str> {
        text(&self.proposal_summary).filter(|summary| !summary.trim().is_empty())
    }

    /// Where the item stands.
    pub fn status(&self) -> ItemStatus {
        ItemStatus::new(&self.status, &self.status_display)
    }

    /// The `status` as the server names it.
    pub fn status_word(&self) -> Option<&str> {
        text(&self.status)
    }

    /// How well the proposal fits the reviewer, 0 to 1.
    pub fn affinity(&self) -> Option<f64> {
        self.affinity_score.number()
    }

    /// The UUID of its batch, from the batch's URL: known of `GET /api/assignment-items/` only.
    pub fn batch_uuid(&self) -> Option<String> {
        match BatchId::parse(text(&self.batch)?) {
            Ok(BatchId::Whole(uuid)) => Some(uuid.into()),
            Ok(BatchId::Prefix(_)) | Err(_) => None,
        }
    }

    /// When it was answered: known of `GET /api/assignment-items/` only.
    pub fn responded_at(&self) -> Option<Timestamp> {
        text(&self.responded_at).and_then(|text| text.parse().ok())
    }

    /// The review that accepting it made.
    pub fn review_uuid(&self) -> Option<&str> {
        text(&self.review_uuid)
    }

    /// Whether a conflict of interest is flagged.
    pub fn has_conflict(&self) -> bool {
        self.has_coi.bool() == Some(true)
    }
}

/// A batch's status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BatchStatus {
    /// It waits for the reviewer.
    Sent,
    /// Every proposal is answered.
    Responded,
    /// The deadline passed first.
    Expired,
    /// A word that this program does not know, by the name that the server shows for it.
    Other(Box<str>),
}

impl BatchStatus {
    fn new(word: &Scalar<'_>, display: &Scalar<'_>) -> Self {
        match text(word) {
            Some("sent") => Self::Sent,
            Some("responded") => Self::Responded,
            Some("expired") => Self::Expired,
            other => Self::Other(shown(other, display)),
        }
    }
}

impl fmt::Display for BatchStatus {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Sent => "Sent",
            Self::Responded => "Responded",
            Self::Expired => "Expired",
            Self::Other(name) => name,
        })
    }
}

/// An item's status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemStatus {
    /// It waits for an answer.
    Pending,
    /// The reviewer took it.
    Accepted,
    /// The reviewer declined it.
    Declined,
    /// A conflict of interest stands against it.
    Blocked,
    /// The deadline passed first.
    Expired,
    /// Another reviewer has it now.
    Reassigned,
    /// A word that this program does not know, by the name that the server shows for it.
    Other(Box<str>),
}

impl ItemStatus {
    fn new(word: &Scalar<'_>, display: &Scalar<'_>) -> Self {
        match text(word) {
            Some("pending") => Self::Pending,
            Some("accepted") => Self::Accepted,
            Some("declined") => Self::Declined,
            Some("coi_blocked") => Self::Blocked,
            Some("expired") => Self::Expired,
            Some("reassigned") => Self::Reassigned,
            other => Self::Other(shown(other, display)),
        }
    }
}

impl ItemStatus {
    /// One word where there is one, for a table.
    pub fn short(&self) -> &str {
        match self {
            Self::Pending => "Pending",
            Self::Accepted => "Accepted",
            Self::Declined => "Declined",
            Self::Blocked => "Blocked",
            Self::Expired => "Expired",
            Self::Reassigned => "Reassigned",
            Self::Other(name) => name,
        }
    }
}

impl fmt::Display for ItemStatus {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Blocked => "Blocked by a conflict of interest",
            Self::Pending
            | Self::Accepted
            | Self::Declined
            | Self::Expired
            | Self::Reassigned
            | Self::Other(_) => self.short(),
        })
    }
}

/// Until when a batch can be answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Deadline {
    /// At this moment it ends.
    At(Timestamp),
    /// The call sets none.
    None,
    /// The server said nothing, or something that is not understood.
    #[default]
    Unknown,
}

impl Deadline {
    fn new(value: &Scalar<'_>) -> Self {
        match value {
            Scalar::Null => Self::None,
            Scalar::Text(text) => text.parse().map_or(Self::Unknown, Self::At),
            Scalar::Missing
            | Scalar::Bool(_)
            | Scalar::Count(_)
            | Scalar::Number(_)
            | Scalar::Other => Self::Unknown,
        }
    }
}

/// A review that accepting a proposal made, as `GET /api/proposal-reviews/` lists it.
#[derive(Debug, Default)]
pub struct Review<'a> {
    uuid: Scalar<'a>,
    proposal_uuid: Scalar<'a>,
    proposal_name: Scalar<'a>,
    proposal_slug: Scalar<'a>,
    call_name: Scalar<'a>,
    end: Deadline,
}

impl<'a> Fields<'a> for Review<'a> {
    fn set(&mut self, name: &str, value: Scalar<'a>) {
        match name {
            "uuid" => self.uuid = value,
            "proposal_uuid" => self.proposal_uuid = value,
            "proposal_name" => self.proposal_name = value,
            "proposal_slug" => self.proposal_slug = value,
            "call_name" => self.call_name = value,
            "review_end_date" => self.end = Deadline::new(&value),
            _ => {}
        }
    }
}

impl Review<'_> {
    /// The review's UUID.
    pub fn uuid(&self) -> Option<&str> {
        text(&self.uuid)
    }

    /// The proposal's UUID.
    pub fn proposal_uuid(&self) -> Option<&str> {
        text(&self.proposal_uuid)
    }

    /// The proposal's name.
    pub fn proposal_name(&self) -> Option<&str> {
        text(&self.proposal_name)
    }

    /// The proposal's short name.
    pub fn proposal_slug(&self) -> Option<&str> {
        text(&self.proposal_slug).filter(|slug| !slug.is_empty())
    }

    /// The call's name.
    pub fn call_name(&self) -> Option<&str> {
        text(&self.call_name)
    }

    /// Until when it is to be submitted: `review_end_date`.
    pub fn deadline(&self) -> Deadline {
        self.end
    }
}

/// Who is logged in, as `GET /api/users/me/` says with field selection.
#[derive(Debug, Default)]
pub struct User<'a> {
    uuid: Scalar<'a>,
    username: Scalar<'a>,
    full_name: Scalar<'a>,
    token_lifetime: Scalar<'a>,
}

impl<'a> Fields<'a> for User<'a> {
    fn set(&mut self, name: &str, value: Scalar<'a>) {
        match name {
            "uuid" => self.uuid = value,
            "username" => self.username = value,
            "full_name" => self.full_name = value,
            "token_lifetime" => self.token_lifetime = value,
            _ => {}
        }
    }
}

impl User<'_> {
    /// The user's UUID, by which reviews are found.
    pub fn uuid(&self) -> Option<&str> {
        text(&self.uuid)
    }

    /// The name to log in with.
    pub fn username(&self) -> Option<&str> {
        text(&self.username)
    }

    /// The person's name.
    pub fn full_name(&self) -> Option<&str> {
        text(&self.full_name).filter(|name| !name.trim().is_empty())
    }

    /// Seconds of inactivity after which a classic token ends; `None` for never or not known.
    pub fn token_lifetime(&self) -> Option<u64> {
        self.token_lifetime.count()
    }
}

fn text<'s>(value: &'s Scalar<'_>) -> Option<&'s str> {
    if let Scalar::Text(text) = value { Some(text) } else { None }
}

fn shown(word: Option<&str>, display: &Scalar<'_>) -> Box<str> {
    text(display).or(word).unwrap_or("?").into()
}

#[cfg(test)]
mod tests {
    use super::{Batch, BatchId, BatchStatus, Deadline};
    use crate::waldur::Document;
    use jiff::Timestamp;

    const HEX: &str = "8a577869a7c74a7494c19336f75f6551";

    #[test]
    fn every_form_of_a_uuid_is_the_same_batch() {
        for form in [
            HEX,
            "8A577869A7C74A7494C19336F75F6551",
            "8a577869-a7c7-4a74-94c1-9336f75f6551",
            "{8A577869-A7C7-4A74-94C1-9336F75F6551}",
            "urn:uuid:8a577869-a7c7-4a74-94c1-9336f75f6551",
            " 8a577869-a7c7-4a74-94c1-9336f75f6551\n",
            "https://w.example/api/my-assignment-batches/8a577869a7c74a7494c19336f75f6551/",
            "https://p.example/reviews/8a577869-a7c7-4a74-94c1-9336f75f6551/?tab=x#y",
            "https://p.example/calls/a446c5216e8349c2903aa7ede02161b1/8a577869a7c74a7494c19336f75f6551",
        ] {
            assert_eq!(BatchId::parse(form), Ok(BatchId::Whole(HEX.into())), "{form}");
        }
    }

    #[test]
    fn prefixes_have_four_characters_or_more() {
        assert_eq!(BatchId::parse("8A57"), Ok(BatchId::Prefix("8a57".into())));
        assert_eq!(BatchId::parse("8a577869-a7"), Ok(BatchId::Prefix("8a577869a7".into())));
        for bad in [
            "",
            "8a5",
            "-",
            "1",
            "xyz1",
            "8a57 8a57",
            "https://w.example/",
            "ä",
            "8a577869a7c74a7494c19336f75f65510",
        ] {
            assert!(BatchId::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_counts_as_past() {
        let now: Timestamp = "2026-11-24T03:00:00Z".parse().unwrap();
        let past = |text: &str| {
            let raw = serde_json::from_str(text).unwrap();
            Document::<Batch>::new(raw).read.is_past(now)
        };
        assert!(past(r#"{"status":"sent","is_expired":true,"expires_at":null}"#));
        assert!(past(
            r#"{"status":"sent","is_expired":false,"expires_at":"2026-11-24T03:00:00+00:00"}"#
        ));
        assert!(past(r#"{"status":"expired","is_expired":false}"#));
        assert!(!past(r#"{"status":"sent","is_expired":false,"expires_at":null}"#));
        assert!(!past(
            r#"{"status":"responded","is_expired":true,"expires_at":"2026-11-01T00:00:00Z"}"#
        ));
        assert!(!past("{}"));
    }

    #[test]
    fn unknown_values_survive() {
        let raw = serde_json::from_str(
            r#"{"status":"paused","status_display":"On hold","expires_at":"soon","items_count":-1}"#,
        )
        .unwrap();
        let batch = Document::<Batch>::new(raw).read;
        assert_eq!(batch.status(), BatchStatus::Other("On hold".into()));
        assert_eq!(batch.deadline(), Deadline::Unknown);
        assert_eq!((batch.items_count(), batch.note()), (None, None));
    }
}
