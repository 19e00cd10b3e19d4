//! Sending: an item is read before its POST, a POST is sent at most once, and where its response
//! does not say what was done, the item is read again.

use super::plan::{NotPlanned, Plan, PlannedAnswer, Reading};
use super::precheck::{Precheck, precheck};
use super::settle::{Change, PostResult, classify_response};
use super::{AnswerOutcome, done_word};
use crate::commands::context::Context;
use crate::commands::phrases::program;
use crate::waldur::Client;
use crate::waldur::items::{self, Answer};

/// The result of one answer.
#[derive(Debug)]
pub struct AnswerResult {
    /// The item's UUID, or what was typed where none was found.
    pub item: String,
    /// The proposal's UUID.
    pub proposal: Option<String>,
    /// The proposal, for a line of its own.
    pub name: String,
    /// The answer that was asked for.
    pub action: Answer,
    /// The outcome.
    pub outcome: AnswerOutcome,
    /// The review that accepting it made.
    pub review: Option<String>,
    /// Why it was not done.
    pub error: Option<anyhow::Error>,
}

impl AnswerResult {
    /// A result for an answer.
    pub fn new(answer: &PlannedAnswer, settled: Settled) -> Self {
        Self {
            item: answer.item.clone(),
            proposal: answer.proposal.clone(),
            name: answer.name.clone(),
            action: answer.action.clone(),
            outcome: settled.outcome,
            review: settled.review,
            error: settled.error,
        }
    }

    /// The result for something that cannot be tried.
    pub fn not_planned(missing: NotPlanned) -> Self {
        Self {
            name: missing.typed.clone(),
            item: missing.typed,
            proposal: None,
            action: missing.action,
            outcome: AnswerOutcome::NotSent,
            review: None,
            error: Some(missing.error),
        }
    }
}

/// The outcome of an answer, and what belongs to it.
#[derive(Debug)]
pub struct Settled {
    pub outcome: AnswerOutcome,
    pub review: Option<String>,
    pub error: Option<anyhow::Error>,
}

impl Settled {
    /// The outcome of an answer that is not sent because of its check.
    pub fn of_precheck(answer: &PlannedAnswer, check: Precheck) -> Self {
        match check {
            Precheck::Send => Self::plain(AnswerOutcome::NotSent),
            Precheck::AlreadyDone => {
                Self { review: answer.review.clone(), ..Self::plain(AnswerOutcome::AlreadyDone) }
            }
            Precheck::Refused(error) => Self::failed(AnswerOutcome::Refused, error),
        }
    }

    /// An outcome without a review or an error.
    pub fn plain(outcome: AnswerOutcome) -> Self {
        Self { outcome, review: None, error: None }
    }

    fn failed(outcome: AnswerOutcome, error: impl Into<anyhow::Error>) -> Self {
        Self { error: Some(error.into()), ..Self::plain(outcome) }
    }
}

/// Sends one answer, unless the item stands against it: as it is now, or as the plan read it where
/// that still counts as the read before the write.
pub fn send_one(
    answer: &PlannedAnswer,
    must_read: bool,
    client: &Client,
    context: &Context<'_>,
) -> Settled {
    let check = |answer: &PlannedAnswer| precheck(answer, context.clock(), &context.theme.zone);
    let look = format!("{} items list", program(context));
    let change = change_of(answer, &look);
    let reread = if must_read {
        match answer.read_again(client, context) {
            Ok(now) => Some(now),
            Err(error) => {
                return Settled::failed(AnswerOutcome::NotDone, change.name_in(error));
            }
        }
    } else {
        None
    };
    let current = reread.as_ref().unwrap_or(answer);
    match check(current) {
        Precheck::Send => {}
        other @ (Precheck::AlreadyDone | Precheck::Refused(_)) => {
            return Settled::of_precheck(current, other);
        }
    }
    match classify_response(items::answer(client, &answer.item, &answer.action)) {
        PostResult::Done(review) => {
            Settled { review: Some(review), ..Settled::plain(AnswerOutcome::Done) }
        }
        PostResult::DoneWithoutReview => Settled::plain(AnswerOutcome::Done),
        PostResult::NotSent(error) => {
            Settled::failed(AnswerOutcome::NotDone, change.name_in(error))
        }
        PostResult::Uncertain(uncertainty, error) => {
            let cause = format!("the response of {} was not a documented one", client.facts().host);
            let reread = answer.read_again(client, context);
            let review = reread.as_ref().ok().and_then(|now| now.review.clone());
            let reread = reread.map(|now| check(&now));
            let (outcome, error) = change.resolve(uncertainty, error.as_ref(), &cause, reread);
            Settled { outcome, review: review.filter(|_| outcome.is_settled()), error }
        }
    }
}

/// An answer, as sentences call it.
fn change_of<'a>(answer: &'a PlannedAnswer, look: &'a str) -> Change<'a> {
    Change {
        name: &answer.short_name,
        verb: answer.action.verb(),
        done: done_word(&answer.action),
        pending: "it still waits for an answer",
        look,
    }
}

/// The answers of a plan with their checks, as they are shown before the question: an answer that
/// was not shown as one to be sent is not sent, whatever changes later.
pub struct CheckedPlan {
    pub answers: Vec<(PlannedAnswer, Precheck)>,
    pub not_planned: Vec<NotPlanned>,
    pub reading: Reading,
}

impl CheckedPlan {
    /// Checks each answer of a plan.
    pub fn new(plan: Plan, context: &Context<'_>) -> Self {
        let check = |answer: PlannedAnswer| {
            let check = precheck(&answer, context.clock(), &context.theme.zone);
            (answer, check)
        };
        Self {
            answers: plan.answers.into_iter().map(check).collect(),
            not_planned: plan.not_planned,
            reading: plan.reading,
        }
    }

    /// How many answers would be sent.
    pub fn count_to_send(&self) -> usize {
        self.answers.iter().filter(|(_, check)| *check == Precheck::Send).count()
    }
}
