//! Sending: an item is read before its POST, a POST is sent at most once, and where its response
//! does not say what was done, the item is read again.

use super::plan::{NotPlanned, Plan, PlannedAnswer, Reading};
use super::precheck::{Precheck, precheck};
use super::settle::{PostResult, Uncertainty, classify_response, settle};
use super::{AnswerOutcome, done_word};
use crate::commands::context::Context;
use crate::error::{ErrorKind, UserError};
use crate::waldur::items::{self, Answer};
use crate::waldur::{ApiError, Client};

/// What came of one answer.
#[derive(Debug)]
pub struct AnswerResult {
    /// The item's UUID, or what was typed where none was found.
    pub item: String,
    /// The proposal's UUID.
    pub proposal: Option<String>,
    /// The proposal, for a line of its own.
    pub name: String,
    /// What was asked for.
    pub action: Answer,
    /// What came of it.
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
    let reread = if must_read {
        match answer.read_again(client) {
            Ok(now) => Some(now),
            Err(error) => {
                return Settled::failed(AnswerOutcome::NotDone, with_name(answer, error));
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
            Settled::failed(AnswerOutcome::NotDone, with_name(answer, error))
        }
        PostResult::Uncertain(uncertainty, error) => {
            resolve_uncertain(answer, uncertainty, error.as_ref(), client, &check)
        }
    }
}

/// Adds the proposal to an error: of several answers it must be said whose it is. A [`UserError`]
/// names it itself.
fn with_name(answer: &PlannedAnswer, error: impl Into<anyhow::Error>) -> anyhow::Error {
    let error = error.into();
    if error.is::<UserError>() {
        return error;
    }
    error.context(format!("cannot {} {}", answer.action.verb(), answer.short_name))
}

/// Reads the item again after a POST whose response does not say what was done.
fn resolve_uncertain(
    answer: &PlannedAnswer,
    uncertainty: Uncertainty,
    error: Option<&ApiError>,
    client: &Client,
    check: &dyn Fn(&PlannedAnswer) -> Precheck,
) -> Settled {
    let reread = answer.read_again(client);
    let checked = reread.as_ref().ok().map(check);
    let outcome = settle(uncertainty, checked.as_ref());
    let review = reread.as_ref().ok().and_then(|now| now.review.clone());
    let done = done_word(&answer.action);
    match (outcome, checked, reread, error) {
        (AnswerOutcome::Done | AnswerOutcome::AlreadyDone, ..) => {
            Settled { review, ..Settled::plain(outcome) }
        }
        (_, Some(Precheck::Refused(refusal)), ..) => Settled::failed(outcome, refusal),
        // The item is gone, which says more than the refusal.
        (AnswerOutcome::Refused, None, Err(gone), _) if gone.is::<UserError>() => {
            Settled::failed(outcome, gone)
        }
        (AnswerOutcome::Refused, checked, _, Some(error)) => {
            // What was read again says that nothing was changed.
            let may_have_changed = error.may_have_changed && checked.is_none();
            let error = ApiError { may_have_changed, ..error.clone() };
            Settled::failed(outcome, with_name(answer, error))
        }
        (_, checked, _, error) => {
            let cause = error.map_or_else(
                || format!("the response of {} was not a documented one", client.facts().host),
                ToString::to_string,
            );
            let truth = match (outcome, checked) {
                (AnswerOutcome::NotDone, _) => {
                    format!("it still waits for an answer, so it was not {done}")
                }
                (_, Some(_)) => {
                    format!("it is not {done} so far, but the server may still be working on it")
                }
                (_, None) => format!("whether it was {done} is not known"),
            };
            let kind = if outcome == AnswerOutcome::NotDone {
                ErrorKind::ServerFailed
            } else {
                ErrorKind::NotKnown
            };
            let error = UserError::new(kind, format!("{}: {cause}; {truth}", answer.short_name))
                .hint("look again before you repeat it: waldur-review items list");
            Settled::failed(outcome, error)
        }
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
