//! The demo's memory: batches and their items, the clock, and the rules of answering.

use std::time::Instant;

use jiff::{RoundMode, SignedDuration, Timestamp, TimestampRound, Unit};

use super::data::{self, BatchSeed, ItemSeed};
use super::status::{BatchStatus, ItemStatus};

/// Days that a review may take (Waldur's `PROPOSAL_REVIEW_DURATION`).
const REVIEW_DAYS: i64 = 7;

/// A batch with its present status; `seed` is what never changes.
pub struct Batch {
    pub seed: &'static BatchSeed,
    pub status: BatchStatus,
    pub created: Timestamp,
    pub sent_at: Timestamp,
    pub expires_at: Option<Timestamp>,
    pub responded_at: Option<Timestamp>,
    pub items: Vec<Item>,
}

impl Batch {
    /// How many items have this status.
    pub fn count(&self, status: ItemStatus) -> usize {
        let items = self.items.iter();
        items.filter(|item| item.status == status).count()
    }

    /// Start and cutoff of the call's round that the batch belongs to.
    pub fn round(&self) -> (Timestamp, Timestamp) {
        let before = |days: i64| shift(self.created, SignedDuration::from_hours(-24 * days));
        (before(49), before(5))
    }

    /// Whether the deadline has passed, whatever the status.
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|deadline| deadline <= now)
    }
}

/// A proposal offered to the reviewer, with its present status.
pub struct Item {
    pub seed: &'static ItemSeed,
    pub status: ItemStatus,
    pub created: Timestamp,
    pub responded_at: Option<Timestamp>,
    pub decline_reason: String,
    /// The review that accepting it has made.
    pub review: Option<Review>,
}

/// What accepting an item makes.
pub struct Review {
    pub uuid: String,
    pub submitted: bool,
    pub created: Timestamp,
    pub end: Timestamp,
}

impl Review {
    /// The API's `state`.
    pub fn state(&self) -> &'static str {
        if self.submitted { "submitted" } else { "in_review" }
    }
}

/// What a reviewer answers to an item.
pub enum Decision {
    Accept,
    /// With the reason, empty when there is none.
    Decline(String),
}

/// Why an answer is refused.
pub enum Refusal {
    Unknown,
    PastDeadline,
    NotPending,
    Conflict,
}

/// The whole server: who may ask, what time it is, and the batches in order of creation.
pub struct State {
    /// Scheme, host and port.
    pub origin: String,
    pub token: String,
    pub batches: Vec<Batch>,
    base: Timestamp,
    started: Instant,
}

impl State {
    pub fn new(origin: String, token: String, now: Timestamp) -> Self {
        let mut batches: Vec<Batch> = data::BATCHES.iter().map(|seed| plant(seed, now)).collect();
        batches.sort_by_key(|batch| batch.sent_at);
        Self { origin, token, batches, base: now, started: Instant::now() }
    }

    /// The server's clock.
    pub fn now(&self) -> Timestamp {
        let elapsed = SignedDuration::try_from(self.started.elapsed()).unwrap_or_default();
        shift(self.base, elapsed)
    }

    /// Every item with its batch, oldest first.
    pub fn items(&self) -> impl Iterator<Item = (&Batch, &Item)> {
        self.batches.iter().flat_map(|batch| batch.items.iter().map(move |item| (batch, item)))
    }

    /// Answers an item: the new review's UUID, `None` after declining.
    ///
    /// The checks come in the server's order; a batch without a pending item is `responded`.
    pub fn decide(&mut self, uuid: &str, decision: Decision) -> Result<Option<String>, Refusal> {
        let now = self.now();
        let mut batches = self.batches.iter_mut();
        let batch = batches
            .find(|batch| batch.items.iter().any(|item| item.seed.uuid == uuid))
            .ok_or(Refusal::Unknown)?;
        if batch.is_expired(now) {
            return Err(Refusal::PastDeadline);
        }
        let mut items = batch.items.iter_mut();
        let item = items.find(|item| item.seed.uuid == uuid).ok_or(Refusal::Unknown)?;
        if item.status != ItemStatus::Pending {
            return Err(Refusal::NotPending);
        }
        match decision {
            Decision::Accept if item.seed.has_coi => return Err(Refusal::Conflict),
            Decision::Accept => {
                item.status = ItemStatus::Accepted;
                item.review = Some(review(item.seed, now, now));
            }
            Decision::Decline(reason) => {
                item.status = ItemStatus::Declined;
                item.decline_reason = reason;
            }
        }
        item.responded_at = Some(now);
        let review = item.review.as_ref().map(|review| review.uuid.clone());
        if batch.count(ItemStatus::Pending) == 0 {
            batch.status = BatchStatus::Responded;
            batch.responded_at = Some(now);
        }
        Ok(review)
    }
}

/// A seed's batch around `now`.
fn plant(seed: &'static BatchSeed, now: Timestamp) -> Batch {
    let hours = SignedDuration::from_hours;
    // To full hours, away from now: nothing is nearer than its seed says.
    let (before, after) = (full_hour(now, RoundMode::Floor), full_hour(now, RoundMode::Ceil));
    let sent_at = shift(before, hours(-seed.sent_hours_ago));
    let sent_at = shift(sent_at, SignedDuration::new(729, 677_213_000));
    let created = shift(sent_at, SignedDuration::from_mins(-38));
    let items = seed.items.iter().zip(1..).map(|(item, place)| {
        let at = shift(sent_at, SignedDuration::new(26_583, 409_117_000) * place);
        let answered = matches!(item.status, ItemStatus::Accepted | ItemStatus::Declined);
        Item {
            seed: item,
            status: item.status,
            created: shift(created, SignedDuration::from_micros(1_327) * place),
            responded_at: answered.then_some(at),
            decline_reason: item.decline_reason.to_owned(),
            review: (item.status == ItemStatus::Accepted).then(|| review(item, at, now)),
        }
    });
    let items: Vec<Item> = items.collect();
    let last_answer = items.iter().filter_map(|item| item.responded_at).max();
    Batch {
        seed,
        status: seed.status,
        created,
        sent_at,
        expires_at: seed
            .due_in_hours
            .map(|due| shift(if due < 0 { before } else { after }, hours(due))),
        responded_at: last_answer.filter(|_| seed.status == BatchStatus::Responded),
        items,
    }
}

/// The same item always makes the same review, so that documentation can name it. One whose time
/// is over has been submitted.
fn review(item: &ItemSeed, created: Timestamp, now: Timestamp) -> Review {
    let (head, tail) = item.uuid.split_at(12);
    let end = shift(created, SignedDuration::from_hours(24 * REVIEW_DAYS));
    Review {
        uuid: head.chars().rev().chain(tail.chars()).collect(),
        submitted: end <= now,
        created,
        end,
    }
}

fn full_hour(at: Timestamp, mode: RoundMode) -> Timestamp {
    at.round(TimestampRound::new().smallest(Unit::Hour).mode(mode)).unwrap_or(at)
}

/// `at` moved by a duration; a clock at the end of time stays where it is.
fn shift(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(at)
}
