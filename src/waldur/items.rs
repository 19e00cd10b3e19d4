//! Assignment items: `/api/assignment-items/`.

use std::fmt;

use anyhow::Result;
use jiff::Timestamp;
use serde_json::value::RawValue;

use super::json::{Scalar, members};
use super::pagination::{List, Object, all_pages};
use super::record::record;
use super::uuid::{Selector, is_uuid, path_part};
use super::{ApiError, Client};

const PATH: &str = "assignment-items/";

/// The filter of [`list`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemFilter {
    /// Only items of this batch: its UUID.
    pub batch: Option<String>,
    /// Only items of this call: its UUID.
    pub call: Option<String>,
    /// Only items with one of these status words; all where there is none.
    pub statuses: Vec<String>,
    /// Only items of this reviewer profile: its UUID. A call manager or staff would get
    /// everybody's.
    pub reviewer: Option<String>,
}

impl ItemFilter {
    /// The items that wait for an answer.
    pub fn pending() -> Self {
        Self { statuses: vec!["pending".to_owned()], ..Self::default() }
    }

    fn query(&self) -> String {
        let mut query = String::new();
        for (name, value) in [
            ("batch_uuid", &self.batch),
            ("call_uuid", &self.call),
            ("reviewer_uuid", &self.reviewer),
        ] {
            if let Some(value) = value {
                query = format!("{query}&{name}={}", path_part(value));
            }
        }
        for status in &self.statuses {
            query = format!("{query}&status={status}");
        }
        query
    }
}

/// `GET /api/assignment-items/`, all pages. A server may ignore a filter: check what came before a
/// write.
///
/// # Errors
/// [`ApiError`]; a [`crate::error::UserError`] when the list changed while it was read.
pub fn list(client: &Client, filter: &ItemFilter) -> Result<List<Item<'static>>> {
    all_pages(client, &format!("{PATH}?page_size=300{}", filter.query()))
}

/// `GET /api/assignment-items/`, one page of at most 300 with the fields that completion offers.
///
/// # Errors
/// [`ApiError`].
pub fn first_page_for_completion(
    client: &Client,
    filter: &ItemFilter,
) -> Result<List<Item<'static>>, ApiError> {
    let fields = "field=uuid&field=proposal_slug&field=batch";
    let query = filter.query();
    List::of_one_body(client, &format!("{PATH}?page_size=300{query}&{fields}"))
}

/// How many items match, from the header of `GET /api/assignment-items/`; `None` where the server
/// does not say.
///
/// # Errors
/// [`ApiError`].
pub fn count(client: &Client, filter: &ItemFilter) -> Result<Option<usize>, ApiError> {
    let query = filter.query();
    Ok(client.get_page(&format!("{PATH}?page_size=1&field=uuid{query}"))?.count)
}

/// `GET /api/assignment-items/{uuid}/`
///
/// # Errors
/// [`ApiError`], also when the body is not an object.
pub fn get(client: &Client, uuid: &str) -> Result<Object<Item<'static>>, ApiError> {
    Object::get(client, &format!("{PATH}{}/", path_part(uuid)))
}

/// An answer to an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// `POST /api/assignment-items/{uuid}/accept/`
    Accept,
    /// `POST /api/assignment-items/{uuid}/decline/` with the reason, which may be empty.
    Decline(String),
}

/// The server's response to an answer that it did not refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerResponse {
    /// The documented response, with the UUID of the review that accepting made.
    Done(Option<String>),
    /// Status 200 with a body that is not documented: whether it was done must be read again.
    Undocumented,
}

/// Sends an answer, once: it is neither repeated nor redirected.
///
/// # Errors
/// [`ApiError`]; the server may have done it all the same where the request can have reached it.
pub fn answer(client: &Client, uuid: &str, answer: &Answer) -> Result<AnswerResponse, ApiError> {
    let response = client.post(&answer_path(uuid, answer), answer_body(answer))?;
    Ok(read_answer_response(&response.body, answer))
}

impl Answer {
    /// `accept` or `decline`: the last part of the path, and a word for messages.
    pub fn verb(&self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Decline(_) => "decline",
        }
    }
}

fn answer_path(uuid: &str, answer: &Answer) -> String {
    format!("{PATH}{}/{}/", path_part(uuid), answer.verb())
}

fn answer_body(answer: &Answer) -> Option<String> {
    match answer {
        Answer::Accept => None,
        Answer::Decline(reason) => Some(serde_json::json!({ "reason": reason }).to_string()),
    }
}

/// The documented bodies are `{"detail": TEXT, "review_uuid": UUID}` after accepting, and the same
/// with `null` after declining.
fn read_answer_response(body: &[u8], answer: &Answer) -> AnswerResponse {
    let member = |name: &str| {
        let raw: &RawValue = serde_json::from_slice(body).ok()?;
        let found = members(raw).ok()?.into_iter().find(|(key, _)| key == name)?.1;
        serde_json::from_str::<Scalar<'_>>(found.get()).ok()
    };
    let has_detail = member("detail").is_some_and(|detail| detail.as_text().is_some());
    match (answer, has_detail, member("review_uuid")) {
        (Answer::Accept, true, Some(Scalar::Text(uuid))) if is_uuid(&uuid) => {
            AnswerResponse::Done(Some(uuid.into_owned()))
        }
        (Answer::Decline(_), true, Some(Scalar::Null)) => AnswerResponse::Done(None),
        _ => AnswerResponse::Undocumented,
    }
}

record! {
    /// An assignment item: a proposal within a batch, as the batch holds it or as the server lists
    /// it by itself.
    pub struct Item, schema ItemSchema;
    read {
        /// 32 hex characters: what is accepted or declined.
        uuid: uuid,
        /// The URL of its batch.
        batch: text,
        proposal_uuid: text,
        proposal_name: text,
        proposal_slug: text,
        /// `pending`, `accepted`, `declined`, `coi_blocked`, `expired` or `reassigned`; others may
        /// come.
        status: text,
        /// The status in the server's words.
        status_display: text,
        /// From 0 to 1; null where it is not known.
        affinity_score: number,
        /// True if a conflict of interest is flagged.
        has_coi: flag,
        /// RFC 3339; null where it waits.
        responded_at: time,
        review_uuid: text,
    }
    sometimes {
        /// Only within a batch: empty unless the call discloses it.
        proposal_summary: text,
    }
    unread {
        url: text,
        /// The URL of its proposal.
        proposal: text,
        coi_count: count,
        decline_reason: text,
        /// The URL of the review that accepting it made.
        review: text,
        reassign_count: count,
        /// Why a manager dismissed a conflict of interest.
        override_reason: text,
        /// Empty where nobody did.
        overridden_by_name: text,
        /// RFC 3339; null where nobody did.
        overridden_at: text,
        /// RFC 3339.
        created: text,
    }
}

impl Item<'_> {
    /// The item's UUID: what is accepted or declined.
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

    /// The proposal's summary, or `None` where the call does not disclose it.
    pub fn summary(&self) -> Option<&str> {
        self.proposal_summary.as_text().filter(|summary| !summary.trim().is_empty())
    }

    /// Where the item stands.
    pub fn status(&self) -> ItemStatus {
        ItemStatus::new(&self.status, &self.status_display)
    }

    /// The `status` as the server names it.
    pub fn status_word(&self) -> Option<&str> {
        self.status.as_text()
    }

    /// How well the proposal fits the reviewer, 0 to 1.
    pub fn affinity(&self) -> Option<f64> {
        self.affinity_score
    }

    /// The UUID of its batch, from the batch's URL: known of `GET /api/assignment-items/` only.
    pub fn batch_uuid(&self) -> Option<String> {
        match Selector::parse(self.batch.as_text()?) {
            Ok(Selector::Whole(uuid)) => Some(uuid.into()),
            Ok(Selector::Prefix(_)) | Err(_) => None,
        }
    }

    /// When it was answered: known of `GET /api/assignment-items/` only.
    pub fn responded_at(&self) -> Option<Timestamp> {
        self.responded_at
    }

    /// The review that accepting it made.
    pub fn review_uuid(&self) -> Option<&str> {
        self.review_uuid.as_text()
    }

    /// Returns whether a conflict of interest is flagged.
    pub fn has_conflict(&self) -> bool {
        self.has_coi == Some(true)
    }

    /// Returns whether a conflict of interest is flagged, or blocks the item.
    pub fn is_flagged(&self) -> bool {
        self.has_conflict() || self.status() == ItemStatus::Blocked
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
        match word.as_text() {
            Some("pending") => Self::Pending,
            Some("accepted") => Self::Accepted,
            Some("declined") => Self::Declined,
            Some("coi_blocked") => Self::Blocked,
            Some("expired") => Self::Expired,
            Some("reassigned") => Self::Reassigned,
            other => Self::Other(display.as_text().or(other).unwrap_or("?").into()),
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

#[cfg(test)]
mod tests {
    use super::{Answer, AnswerResponse, read_answer_response};

    #[test]
    fn only_the_documented_response_counts_as_done() {
        let review = "8a577869a7c74a7494c19336f75f6551";
        let accepted = format!(r#"{{"detail":"Assignment accepted.","review_uuid":"{review}"}}"#);
        let decline = Answer::Decline("Why not".to_owned());
        let declined = r#"{"detail":"Assignment declined.","review_uuid":null}"#;
        let read = |body: &str, answer: &Answer| read_answer_response(body.as_bytes(), answer);
        assert_eq!(read(&accepted, &Answer::Accept), AnswerResponse::Done(Some(review.to_owned())));
        assert_eq!(read(declined, &decline), AnswerResponse::Done(None));
        assert_eq!(read(declined, &Answer::Accept), AnswerResponse::Undocumented);
        assert_eq!(read(&accepted, &decline), AnswerResponse::Undocumented);
        for body in [
            "",
            "null",
            "{}",
            "[]",
            "\"Assignment accepted.\"",
            r#"{"error":"no"}"#,
            r#"{"detail":"Assignment accepted."}"#,
            r#"{"detail":"x","review_uuid":"../../x"}"#,
            r#"{"detail":null,"review_uuid":null}"#,
            r#"{"review_uuid":null}"#,
        ] {
            assert_eq!(read(body, &Answer::Accept), AnswerResponse::Undocumented, "{body}");
            assert_eq!(read(body, &decline), AnswerResponse::Undocumented, "{body}");
        }
    }
}
