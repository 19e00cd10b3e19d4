//! Assignment batches: `/api/my-assignment-batches/` and `/api/assignment-batches/`.

use std::fmt;

use anyhow::Result;
use jiff::Timestamp;
use serde_json::value::RawValue;

use super::items::Item;
use super::json::{Document, Scalar, elements, members};
use super::pagination::{List, Object, all_pages};
use super::record::record;
use super::uuid::{normalized, path_part};
use super::{ApiError, Client};

const LIST: &str = "my-assignment-batches/";
const HISTORY: &str = "assignment-batches/";

/// `GET /api/my-assignment-batches/`: the batches that wait for the reviewer.
///
/// # Errors
/// [`ApiError`], also when the body is not a list of objects.
pub fn list(client: &Client) -> Result<List<Batch<'static>>, ApiError> {
    List::of_one_body(client, LIST)
}

/// `GET /api/assignment-batches/`, all pages: answered and expired batches as well. With the UUID
/// of a reviewer profile only that reviewer's: a call manager or staff would get everybody's.
///
/// # Errors
/// [`ApiError`]; a [`crate::error::UserError`] when the list changed while it was read.
pub fn history(client: &Client, reviewer: Option<&str>) -> Result<List<Batch<'static>>> {
    let reviewer =
        reviewer.map_or_else(String::new, |uuid| format!("&reviewer_uuid={}", path_part(uuid)));
    all_pages(client, &format!("{HISTORY}?page_size=300{reviewer}"))
}

/// `GET /api/my-assignment-batches/{uuid}/`: a batch with its items.
///
/// # Errors
/// [`ApiError`], also when the body is not an object.
pub fn get(client: &Client, uuid: &str) -> Result<Object<Batch<'static>>, ApiError> {
    Object::get(client, &format!("{LIST}{}/", path_part(uuid)))
}

/// The items of a batch, from the document of [`get`]; `None` where it holds no list of them.
pub fn items(batch: &RawValue) -> Option<Vec<Item<'_>>> {
    let (_, list) = members(batch).ok()?.into_iter().find(|(name, _)| name == "items")?;
    let elements = elements(list.get().as_bytes()).ok()?;
    Some(elements.into_iter().map(|raw| Document::new(raw).read).collect())
}

/// The items of a batch, where its document is that of this UUID.
///
/// # Errors
/// [`ApiError`] where it is another batch, or holds no list of items.
pub fn items_of<'d>(
    client: &Client,
    batch: &'d Object<Batch<'static>>,
    uuid: &str,
) -> Result<Vec<Item<'d>>, ApiError> {
    if batch.read().uuid().and_then(normalized).as_deref() != Some(uuid) {
        return Err(client.shape_error(LIST, "it is not the batch that was asked for"));
    }
    items(batch.raw()).ok_or_else(|| client.shape_error(LIST, "it has no list of proposals"))
}

record! {
    /// An assignment batch, as the server lists it.
    pub struct Batch, schema BatchSchema;
    read {
        /// 32 hex characters.
        uuid: uuid,
        call_uuid: text,
        call_name: text,
        /// `sent`, `responded` or `expired`; others may come.
        status: text,
        /// The status in the server's words.
        status_display: text,
        /// RFC 3339; null where it was not sent.
        sent_at: time,
        /// The deadline, RFC 3339; null where there is none.
        expires_at: deadline,
        /// True if the deadline has passed, whatever the status.
        is_expired: flag,
        items_count: count,
        /// The items with status `pending`.
        items_pending_count: count,
        /// The call manager's note; empty where there is none.
        manager_notes: text,
    }
    sometimes {
        /// Only with `--all`: RFC 3339; null where it was not answered.
        responded_at: time,
        /// Only with `--all`.
        items_accepted_count: count,
        /// Only with `--all`.
        items_declined_count: count,
    }
    unread {}
}

/// An assignment batch with its proposals.
#[cfg(test)]
#[derive(schemars::JsonSchema)]
#[expect(dead_code, reason = "only its schema is used")]
pub struct BatchDetailSchema {
    #[serde(flatten)]
    batch: BatchSchema,
    items: Option<Vec<super::items::ItemSchema>>,
}

impl Batch<'_> {
    /// 32 hex characters, as the server sent them.
    pub fn uuid(&self) -> Option<&str> {
        self.uuid.as_text()
    }

    /// The call's UUID.
    pub fn call_uuid(&self) -> Option<&str> {
        self.call_uuid.as_text()
    }

    /// The call's name.
    pub fn call_name(&self) -> Option<&str> {
        self.call_name.as_text()
    }

    /// Where the batch stands.
    pub fn status(&self) -> BatchStatus {
        BatchStatus::new(&self.status, &self.status_display)
    }

    /// The `status` as the server names it.
    pub fn status_word(&self) -> Option<&str> {
        self.status.as_text()
    }

    /// When it was sent to the reviewer.
    pub fn sent_at(&self) -> Option<Timestamp> {
        self.sent_at
    }

    /// Until when it can be answered.
    pub fn deadline(&self) -> Deadline {
        self.expires_at
    }

    /// Returns whether the deadline has passed without an answer being complete: an answered batch
    /// is past its deadline later, which is no alarm.
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

    /// Returns whether the server accepts answers to it: it refuses them once it says that the
    /// deadline has passed, also to what still waits in an answered batch.
    pub fn takes_answers(&self, now: Timestamp) -> bool {
        !self.is_past(now) && self.is_expired != Some(true)
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
        self.responded_at
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
        self.manager_notes.as_text().filter(|note| !note.trim().is_empty())
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
        match word.as_text() {
            Some("sent") => Self::Sent,
            Some("responded") => Self::Responded,
            Some("expired") => Self::Expired,
            other => Self::Other(display.as_text().or(other).unwrap_or("?").into()),
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

/// The time until which a batch can be answered or a review submitted.
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
    /// Reads the value of a deadline field.
    pub fn new(value: &Scalar<'_>) -> Self {
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

#[cfg(test)]
mod tests {
    use super::{Batch, BatchStatus, Deadline};
    use crate::waldur::json::Document;
    use jiff::Timestamp;

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
