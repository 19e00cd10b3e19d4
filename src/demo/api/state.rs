//! The state of the server: batches and their items, invitations, the clock, and the rules of
//! answering.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::status::{ACCEPTED, DECLINED, IN_REVIEW, PENDING, RESPONDED, SUBMITTED};

/// Days that a review may take (Waldur's `PROPOSAL_REVIEW_DURATION`).
const REVIEW_DAYS: i64 = 7;

/// The user who is logged in.
pub struct Reviewer {
    pub user_uuid: &'static str,
    pub profile_uuid: &'static str,
    pub username: &'static str,
    pub full_name: &'static str,
    pub email: &'static str,
}

/// A call for proposals, with what belongs to it alone.
pub struct Call {
    pub uuid: &'static str,
    pub name: &'static str,
    pub slug: &'static str,
    pub round_uuid: &'static str,
    /// The reviewer's entry in the call's reviewer pool.
    pub pool_entry_uuid: &'static str,
    pub manager_uuid: &'static str,
    pub manager_name: &'static str,
    /// The organisation that manages the call.
    pub organisation_uuid: &'static str,
}

/// A batch of proposals that were assigned to the reviewer.
#[derive(Clone)]
pub struct Batch {
    pub uuid: String,
    pub call: &'static Call,
    pub call_name: String,
    pub status: &'static str,
    pub created: Timestamp,
    pub sent_at: Timestamp,
    pub expires_at: Option<Timestamp>,
    pub responded_at: Option<Timestamp>,
    pub manager_notes: String,
    pub items: Vec<Item>,
}

impl Batch {
    /// How many items have this status.
    pub fn count(&self, status: &str) -> usize {
        self.items.iter().filter(|item| item.status == status).count()
    }

    /// Start and cutoff of the call's round that the batch belongs to.
    pub fn round(&self) -> (Timestamp, Timestamp) {
        let before = |days: i64| shift(self.created, SignedDuration::from_hours(-24 * days));
        (before(49), before(5))
    }

    /// Returns whether the deadline has passed, whatever the status.
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|deadline| deadline <= now)
    }
}

/// A proposal offered to the reviewer.
#[derive(Clone)]
pub struct Item {
    pub uuid: String,
    pub proposal_uuid: String,
    pub slug: String,
    pub name: String,
    /// Empty when the call does not disclose summaries, and for a blocked item.
    pub summary: String,
    /// Between 0 and 1; `None` when it was not computed.
    pub affinity: Option<f64>,
    pub status: &'static str,
    pub has_coi: bool,
    pub created: Timestamp,
    pub responded_at: Option<Timestamp>,
    pub decline_reason: String,
    pub override_reason: &'static str,
    /// The UUID of the review that accepting it makes.
    pub review_uuid: String,
    /// The review that accepting it has made.
    pub review: Option<Review>,
    /// The flagged conflict of interest, where the reviewer can read it.
    pub conflict: Option<Conflict>,
}

impl Item {
    /// Accepts the item and makes its review.
    pub fn accept(&mut self, now: Timestamp) {
        self.status = ACCEPTED;
        self.responded_at = Some(now);
        let end = shift(now, SignedDuration::from_hours(24 * REVIEW_DAYS));
        self.review = Some(Review::new(self.review_uuid.clone(), now, Some(end)));
    }

    /// Declines the item with this reason, empty when there is none.
    pub fn decline(&mut self, now: Timestamp, reason: String) {
        self.status = DECLINED;
        self.responded_at = Some(now);
        self.decline_reason = reason;
    }
}

/// A review that accepting an item has made.
#[derive(Clone)]
pub struct Review {
    pub uuid: String,
    /// The API's `state`.
    pub state: &'static str,
    pub created: Timestamp,
    pub modified: Timestamp,
    pub end: Option<Timestamp>,
    pub score: u64,
    /// The texts by their keys; a key that is missing has none.
    pub texts: BTreeMap<&'static str, String>,
    /// True if submitting needs the statement that there is no conflict of interest.
    pub needs_statement: bool,
    pub confirmed_at: Option<Timestamp>,
    /// How often it was read by itself.
    pub reads: u32,
}

impl Review {
    /// A review that was just made.
    pub fn new(uuid: String, now: Timestamp, end: Option<Timestamp>) -> Self {
        Self {
            uuid,
            state: IN_REVIEW,
            created: now,
            modified: now,
            end,
            score: 0,
            texts: BTreeMap::new(),
            needs_statement: false,
            confirmed_at: None,
            reads: 0,
        }
    }

    /// The text of a key.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }

    /// Submits it as it is.
    pub fn submit(&mut self, now: Timestamp) {
        self.state = SUBMITTED;
        self.modified = now;
        if self.needs_statement {
            self.confirmed_at = Some(now);
        }
    }
}

/// A personal access token that was made by the API.
#[derive(Clone)]
pub struct PersonalToken {
    pub name: String,
    pub uuid: String,
    pub text: String,
    pub scopes: Vec<String>,
    pub created: Timestamp,
    pub expires_at: Timestamp,
}

/// The personal access tokens of the reviewer that were made by the API.
pub struct PersonalTokens {
    /// Each that was made.
    pub made: Vec<PersonalToken>,
    /// The permissions that such a token may be given, by name.
    pub scopes: Vec<&'static str>,
    /// True if the site allows them; `None` for a server that does not have them.
    pub allowed: Option<bool>,
    /// The site's longest life in days.
    pub most_days: i64,
}

/// The policy of a site on personal access tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum TokenPolicy {
    /// They can be made
    #[default]
    Allowed,
    /// This user may make none
    Forbidden,
    /// An older server, without them
    Absent,
    /// No permission can be given to one
    NoScope,
    /// They last 30 days at most
    Short,
}

impl PersonalTokens {
    /// As a site with this policy.
    pub fn new(policy: TokenPolicy) -> Self {
        let scopes = vec!["PROPOSAL.MANAGE", "PROPOSAL.LIST", "CALL.LIST"];
        let allowed = match policy {
            TokenPolicy::Absent => None,
            TokenPolicy::Forbidden => Some(false),
            TokenPolicy::Allowed | TokenPolicy::NoScope | TokenPolicy::Short => Some(true),
        };
        Self {
            made: Vec::new(),
            scopes: if policy == TokenPolicy::NoScope { Vec::new() } else { scopes },
            allowed,
            most_days: if policy == TokenPolicy::Short { 30 } else { 365 },
        }
    }
}

/// A conflict of interest between the reviewer and a proposal.
#[derive(Clone)]
pub struct Conflict {
    pub uuid: String,
    pub kind: &'static str,
    pub kind_display: &'static str,
    pub evidence: &'static str,
}

/// The reviewer's entry in a call's reviewer pool: an invitation, or what became of it.
#[derive(Clone)]
pub struct Invitation {
    pub call: &'static Call,
    pub status: &'static str,
    pub invited_at: Timestamp,
    pub expires_at: Option<Timestamp>,
    pub responded_at: Option<Timestamp>,
    pub decline_reason: String,
    pub max_assignments: u32,
}

/// A part of a reviewer profile that can be changed.
#[derive(Clone, Copy)]
pub struct ProfileState {
    pub is_published: bool,
    pub is_available: bool,
}

impl ProfileState {
    /// A profile that call managers find.
    pub const PUBLISHED: Self = Self { is_published: true, is_available: true };
}

/// A reviewer's answer to an item.
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

/// The whole server: who may ask, what time it is, and the batches.
pub struct State {
    /// Scheme, host and port, as the documents name them.
    pub origin: String,
    /// The tokens of the reviewer. Those that begin with `w_` are personal access tokens.
    pub tokens: Vec<String>,
    /// `token_lifetime` of the user: seconds of inactivity after which a classic token ends.
    pub token_lifetime: Option<u32>,
    /// The personal access tokens that were made, and whether one may be.
    pub personal_tokens: PersonalTokens,
    pub reviewer: &'static Reviewer,
    /// The web portal's address, as the configuration has it.
    pub portal: Option<String>,
    /// The largest page that is served.
    pub page_limit: usize,
    /// The server's clock.
    pub clock: Box<dyn Fn() -> Timestamp + Send>,
    pub batches: Vec<Batch>,
    pub invitations: Vec<Invitation>,
    /// The secret in the link of an invitation.
    pub invitation_token: String,
    /// The reviewer's profile, where there is one: published or not, available or not.
    pub profile: Option<ProfileState>,
    /// True if somebody writes into each review between the first two times that it is read, as the
    /// reviewer would in a second tab of the portal.
    pub has_second_tab: bool,
}

impl State {
    /// The server's time.
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// Every item with its batch.
    pub fn items(&self) -> impl Iterator<Item = (&Batch, &Item)> {
        self.batches.iter().flat_map(|batch| batch.items.iter().map(move |item| (batch, item)))
    }

    /// Answers an item: the new review's UUID, `None` after declining.
    ///
    /// The checks come in the server's order: an item that expired with its batch is refused for
    /// the deadline, not for its status. A batch without a pending item is `responded`.
    pub fn decide(&mut self, uuid: &str, decision: Decision) -> Result<Option<String>, Refusal> {
        let now = self.now();
        let mut batches = self.batches.iter_mut();
        let batch = batches
            .find(|batch| batch.items.iter().any(|item| item.uuid == uuid))
            .ok_or(Refusal::Unknown)?;
        if batch.is_expired(now) {
            return Err(Refusal::PastDeadline);
        }
        let mut items = batch.items.iter_mut();
        let item = items.find(|item| item.uuid == uuid).ok_or(Refusal::Unknown)?;
        if item.status != PENDING {
            return Err(Refusal::NotPending);
        }
        match decision {
            Decision::Accept if item.has_coi => return Err(Refusal::Conflict),
            Decision::Accept => item.accept(now),
            Decision::Decline(reason) => item.decline(now, reason),
        }
        let review = item.review.as_ref().map(|review| review.uuid.clone());
        if batch.count(PENDING) == 0 {
            batch.status = RESPONDED;
            batch.responded_at = Some(now);
        }
        Ok(review)
    }
}

/// `at` moved by a duration; a clock at the end of time stays where it is.
pub fn shift(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(at)
}
