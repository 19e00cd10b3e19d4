//! The plan: each item with its action and what the server said of it before the question.

use std::collections::{BTreeMap, HashSet};
use std::time::{Duration, Instant};

use anyhow::Result;
use jiff::Timestamp;

use super::precheck::{Precheck, precheck};
use crate::answers_file::{AnswersLock, Generation};
use crate::commands::context::Context;
use crate::commands::resolve::{read_item, reassigned};
use crate::error::{ErrorKind, UserError};
use crate::settings::Server;
use crate::waldur::items::Answer;
use crate::waldur::{ApiError, Batch, Client, Deadline, Item, ItemStatus, batches};

/// A plan that was read longer ago is read again before a write.
const LONGEST_FRESH: Duration = Duration::from_secs(60);

/// Facts of a batch that hold for all of its items.
#[derive(Debug, Clone)]
pub struct BatchFacts {
    /// The batch's UUID.
    pub uuid: String,
    /// The call's name.
    pub call: String,
    /// The time until which its items can be answered.
    pub deadline: Deadline,
    /// True if the server says that this time is over.
    pub is_closed: bool,
}

impl BatchFacts {
    /// The facts of a batch as the server sent it.
    pub fn new(batch: &Batch<'_>, now: Timestamp) -> Self {
        Self {
            uuid: batch.uuid().unwrap_or_default().to_owned(),
            call: batch.call_name().unwrap_or("?").to_owned(),
            deadline: batch.deadline(),
            is_closed: !batch.takes_answers(now),
        }
    }

    /// The facts of a batch that the server does not name: it decides itself.
    pub fn unknown() -> Self {
        Self {
            uuid: String::new(),
            call: "?".to_owned(),
            deadline: Deadline::Unknown,
            is_closed: false,
        }
    }
}

/// An item, the action asked for, and what the server said of the item.
#[derive(Debug, Clone)]
pub struct PlannedAnswer {
    /// The item's UUID.
    pub item: String,
    /// The proposal's UUID.
    pub proposal: Option<String>,
    /// The proposal's slug and name, for a line of its own.
    pub name: String,
    /// The proposal's slug, or its name, for sentences.
    pub short_name: String,
    /// The batch that it is in.
    pub batch: BatchFacts,
    /// The answer to send.
    pub action: Answer,
    /// The item's status.
    pub status: ItemStatus,
    /// True if a conflict of interest is flagged.
    pub has_conflict: bool,
    /// The review that accepting it made.
    pub review: Option<String>,
}

impl PlannedAnswer {
    /// The plan for an item of this batch.
    pub fn new(uuid: &str, item: &Item<'_>, batch: BatchFacts, action: Answer) -> Self {
        Self {
            item: uuid.to_owned(),
            proposal: item.proposal_uuid().map(str::to_owned),
            name: proposal_name(item),
            short_name: short_name(item),
            batch,
            action,
            status: item.status(),
            has_conflict: item.has_conflict(),
            review: item.review_uuid().map(str::to_owned),
        }
    }

    /// The same with the item as it is now.
    ///
    /// # Errors
    /// [`ApiError`]; a not-found error when the item is gone.
    pub fn read_again(&self, client: &Client, context: &Context<'_>) -> Result<Self> {
        let document = read_item(&self.item, client, context)?;
        Ok(Self::new(&self.item, &document.read(), self.batch.clone(), self.action.clone()))
    }
}

/// `GW-0147  Exascale protein dynamics`
pub fn proposal_name(item: &Item<'_>) -> String {
    let name = item.proposal_name().unwrap_or("?");
    item.proposal_slug().map_or_else(|| name.to_owned(), |slug| format!("{slug}  {name}"))
}

/// `GW-0147`
pub fn short_name(item: &Item<'_>) -> String {
    item.proposal_slug().or(item.proposal_name()).unwrap_or("?").to_owned()
}

/// Something that was asked for and cannot be tried.
#[derive(Debug)]
pub struct NotPlanned {
    /// The typed name, or the item's UUID.
    pub typed: String,
    /// The answer that was asked for.
    pub action: Answer,
    /// Why it cannot be tried.
    pub error: anyhow::Error,
}

/// The answers that a command is going to send.
#[derive(Debug)]
pub struct Plan {
    /// The answers, in the order in which they are sent.
    pub answers: Vec<PlannedAnswer>,
    /// Names that were typed and cannot be answered.
    pub not_planned: Vec<NotPlanned>,
    /// When the server was asked.
    pub reading: Reading,
    /// The items of the answers.
    planned: HashSet<String>,
}

impl Plan {
    /// A plan without answers; the server is asked from now on.
    pub fn begin(server: &Server, context: &Context<'_>) -> Self {
        let reading = Reading::begin(server, context);
        Self { answers: Vec::new(), not_planned: Vec::new(), reading, planned: HashSet::new() }
    }

    /// Adds an answer to an item of a batch, unless the item is planned already.
    pub fn add(&mut self, answer: PlannedAnswer) {
        if self.planned.insert(answer.item.clone()) {
            self.answers.push(answer);
        }
    }

    /// Adds the answers to items that the batch does not hold any more.
    pub fn add_gone(&mut self, asked_for: &BTreeMap<String, Answer>, context: &Context<'_>) {
        for (uuid, action) in asked_for {
            if !self.planned.contains(uuid) {
                let message = format!("item {uuid} is no longer in this batch");
                let error = UserError::new(ErrorKind::NotFound, message).hint(reassigned(context));
                self.not_planned.push(NotPlanned {
                    typed: uuid.clone(),
                    action: action.clone(),
                    error: error.into(),
                });
            }
        }
    }

    /// Sets what is to be done with all items.
    pub fn set_action(&mut self, action: &Answer) {
        for answer in &mut self.answers {
            answer.action = action.clone();
        }
    }

    /// The answers that can be sent.
    pub fn sendable(&self, context: &Context<'_>) -> Vec<&PlannedAnswer> {
        let can_send = |answer: &&PlannedAnswer| {
            precheck(answer, context.clock(), &context.theme.zone) == Precheck::Send
        };
        self.answers.iter().filter(can_send).collect()
    }
}

/// The time at which the server was asked.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    /// Does not count the time in which a computer sleeps.
    started: Instant,
    /// Can be set back.
    clock: Timestamp,
    /// Which runs had sent answers until then.
    pub generation: Generation,
}

impl Reading {
    fn begin(server: &Server, context: &Context<'_>) -> Self {
        let generation = AnswersLock::new(context.settings, server).generation();
        Self { started: Instant::now(), clock: context.clock(), generation }
    }

    /// Returns whether what was read counts as the read before a write, by both clocks.
    pub fn is_fresh(&self, context: &Context<'_>) -> bool {
        let by_clock = context.clock().duration_since(self.clock);
        self.started.elapsed() < LONGEST_FRESH
            && Duration::try_from(by_clock).is_ok_and(|passed| passed < LONGEST_FRESH)
    }
}

/// The batches of items that were read one by one or from a list: each is asked for once.
#[derive(Debug, Default)]
pub struct BatchCache {
    known: BTreeMap<String, BatchFacts>,
    is_listed: bool,
}

impl BatchCache {
    /// The facts of a batch: from the list of batches that wait, else from its own document.
    ///
    /// # Errors
    /// [`ApiError`].
    pub fn facts(
        &mut self,
        uuid: &str,
        client: &Client,
        now: Timestamp,
    ) -> Result<BatchFacts, ApiError> {
        if !self.is_listed {
            for batch in batches::list(client)?.records() {
                let facts = BatchFacts::new(&batch, now);
                self.known.insert(facts.uuid.clone(), facts);
            }
            self.is_listed = true;
        }
        if let Some(facts) = self.known.get(uuid) {
            return Ok(facts.clone());
        }
        let facts = BatchFacts::new(&batches::get(client, uuid)?.read(), now);
        self.known.insert(uuid.to_owned(), facts.clone());
        Ok(facts)
    }
}
