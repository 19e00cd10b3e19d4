//! Answering, safely: an item is read before its POST, a POST is sent at most once, and after a
//! lost answer the item is read again, so that what is said is true.

use std::collections::BTreeMap;

use anyhow::Result;
use jiff::Timestamp;
use serde::Serialize;

use crate::args::SendingArgs;
use crate::commands::context::{Context, Outcome};
use crate::commands::phrases::deadline_words;
use crate::commands::portal;
use crate::commands::status_cache;
use crate::complete as completing;
use crate::error::{ErrorKind, UserError};
use crate::output::{Block, Page, Role, View, long_time};
use crate::report::{ErrorDocument, Report};
use crate::settings::Server;
use crate::waldur::items::{self, AnswerResponse};
use crate::waldur::{ApiError, Client, Deadline, HIDDEN, Item, ItemStatus, Problem, batches};

/// What a reviewer answers.
pub use crate::waldur::items::Answer as Action;

/// The words for an answer.
trait ActionWords {
    fn word(&self) -> &'static str;
    fn done(&self) -> &'static str;
    fn already(&self) -> &'static str;
}

impl ActionWords for Action {
    fn word(&self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Decline(_) => "decline",
        }
    }

    fn done(&self) -> &'static str {
        match self {
            Self::Accept => "accepted",
            Self::Decline(_) => "declined",
        }
    }

    fn already(&self) -> &'static str {
        match self {
            Self::Accept => "already accepted",
            Self::Decline(_) => "already declined",
        }
    }
}

/// An item and the action asked for.
#[derive(Debug, Clone)]
pub struct Step {
    /// The item's UUID.
    pub uuid: String,
    /// The proposal's UUID.
    pub proposal: Option<String>,
    /// The proposal, for a line: its slug and name.
    pub name: String,
    /// The proposal, for messages: its slug, or its name.
    pub short: String,
    /// The call's name.
    pub call: String,
    /// Until when it can be answered.
    pub deadline: Deadline,
    is_past: bool,
    /// What is to be done.
    pub action: Action,
    status: ItemStatus,
    conflict: bool,
    review: Option<String>,
}

impl Step {
    /// What was asked for and cannot be tried, under the name that it was given.
    pub fn missed(name: &str, action: Action) -> Self {
        Self {
            uuid: name.to_owned(),
            proposal: None,
            name: name.to_owned(),
            short: name.to_owned(),
            call: String::new(),
            deadline: Deadline::Unknown,
            is_past: false,
            action,
            status: ItemStatus::Pending,
            conflict: false,
            review: None,
        }
    }
}

/// What was asked for and cannot be tried, and why.
pub type Missed = (Step, anyhow::Error);

/// What came of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Fate {
    /// The server did it.
    Done,
    /// It was so before, and nothing was sent.
    AlreadyDone,
    /// The server refuses it, or would.
    Refused,
    /// The item still waits.
    NotDone,
    /// Look before you repeat it.
    NotKnown,
    /// The item was not found, or it was stopped before its turn.
    NotSent,
    /// Only with `--dry-run`: it would be sent.
    Planned,
}

/// What came of one answer.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Line<'a> {
    /// The item's UUID, or what was typed where none was found.
    item: &'a str,
    /// The proposal's slug or name.
    proposal: Option<&'a str>,
    /// `accept` or `decline`.
    action: &'static str,
    outcome: Fate,
    /// The review that accepting it made.
    review_uuid: Option<&'a str>,
    /// Why it was not done.
    error: Option<ErrorDocument>,
}

impl<'a> Line<'a> {
    fn new(
        step: &'a Step,
        outcome: Fate,
        review_uuid: Option<&'a str>,
        error: Option<ErrorDocument>,
    ) -> Self {
        Self {
            item: &step.uuid,
            proposal: step.proposal.as_deref(),
            action: step.action.word(),
            outcome,
            review_uuid,
            error,
        }
    }
}

/// The batches that were read, so that none is read twice.
#[derive(Debug, Default)]
pub struct Batches(BTreeMap<String, Place>);

/// What an item is in: the call's name, the deadline, and whether that is past.
type Place = (String, Deadline, bool);

impl Batches {
    fn look_up(&mut self, uuid: &str, client: &Client, now: Timestamp) -> Result<Place> {
        if let Some(known) = self.0.get(uuid) {
            return Ok(known.clone());
        }
        let document = batches::get(client, uuid)?;
        let batch = document.read();
        let known = (
            batch.call_name().unwrap_or("?").to_owned(),
            batch.deadline(),
            batch.is_past(now) || batch.is_closed(),
        );
        self.0.insert(uuid.to_owned(), known.clone());
        Ok(known)
    }
}

/// Reads an item and its batch, and makes a step of them.
///
/// # Errors
/// As every request; a fault when there is no such item.
pub fn plan(
    uuid: &str,
    action: Action,
    batches: &mut Batches,
    client: &Client,
    context: &Context<'_>,
) -> Result<Step> {
    let unknown = ("?".to_owned(), Deadline::Unknown, false);
    let (mut planned, batch) =
        read(uuid, client, |item| (step(uuid, item, unknown, action), item.batch_uuid()))?;
    if let Some(batch) = batch {
        (planned.call, planned.deadline, planned.is_past) =
            batches.look_up(&batch, client, context.now())?;
    }
    Ok(planned)
}

fn step(uuid: &str, item: &Item<'_>, place: Place, action: Action) -> Step {
    let (call, deadline, is_past) = place;
    let name = item.proposal_name().unwrap_or("?");
    Step {
        uuid: uuid.to_owned(),
        proposal: item.proposal_uuid().map(str::to_owned),
        name: item
            .proposal_slug()
            .map_or_else(|| name.to_owned(), |slug| format!("{slug}  {name}")),
        short: item.proposal_slug().unwrap_or(name).to_owned(),
        call,
        deadline,
        is_past,
        action,
        status: item.status(),
        conflict: item.has_conflict(),
        review: item.review_uuid().map(str::to_owned),
    }
}

/// Asks for an item, and takes from it what is needed.
fn read<T>(uuid: &str, client: &Client, take: impl FnOnce(&Item<'_>) -> T) -> Result<T> {
    let document = items::get(client, uuid).map_err(|error| {
        if error.problem == Problem::NotFound {
            anyhow::Error::from(
                UserError::new(
                    ErrorKind::NotFound,
                    format!("no item {uuid} is assigned to you on {}", client.facts().host),
                )
                .hint("it may be reassigned; run: waldur-review items list --pending"),
            )
        } else {
            error.into()
        }
    })?;
    Ok(take(&document.read()))
}

/// What stands against a step, and whether it is as asked already.
fn judge(step: &Step, now: Timestamp, context: &Context<'_>) -> Result<bool, UserError> {
    let word = step.action.word();
    let refused = |why: &str| {
        UserError::new(ErrorKind::Refused, format!("cannot {word} {}: {why}", step.short))
    };
    let manager = "write to the call manager";
    match (&step.status, &step.action) {
        (ItemStatus::Accepted, Action::Accept) | (ItemStatus::Declined, Action::Decline(_)) => {
            return Ok(true);
        }
        (ItemStatus::Accepted, Action::Decline(_)) => {
            return Err(refused("you accepted it before")
                .hint("decline the review in the web portal, or write to the call manager"));
        }
        (ItemStatus::Declined, Action::Accept) => {
            return Err(refused("you declined it before").hint(manager));
        }
        (ItemStatus::Blocked, _) => {
            return Err(refused("a conflict of interest blocks it").hint(manager));
        }
        (ItemStatus::Expired, _) => {
            return Err(refused("it expired without an answer").hint(manager));
        }
        (ItemStatus::Reassigned, _) => {
            return Err(refused("another reviewer has it now").hint(manager));
        }
        // An unknown status is for the server to judge.
        (ItemStatus::Pending | ItemStatus::Other(_), _) => {}
    }
    let passed = match step.deadline {
        Deadline::At(at) if at <= now => {
            Some(format!("the deadline passed on {}", long_time(at, &context.theme.zone)))
        }
        Deadline::At(_) | Deadline::None | Deadline::Unknown => {
            step.is_past.then(|| "the deadline has passed".to_owned())
        }
    };
    if let Some(why) = passed {
        return Err(refused(&why).hint("ask the call manager to extend it"));
    }
    if step.conflict && step.action == Action::Accept {
        return Err(refused("a conflict of interest is flagged")
            .hint("write to the call manager, who can dismiss it; declining works"));
    }
    Ok(false)
}

/// Shows what will happen, asks, and does it.
///
/// # Errors
/// A usage fault where nobody can confirm; an interruption where the person says no.
pub fn confirm_and_send(
    steps: &[Step],
    missed: Vec<Missed>,
    sending: &SendingArgs,
    (client, server): (&Client, &Server),
    context: &mut Context<'_>,
) -> Result<Outcome> {
    // What the person is shown is what is sent: a verdict that changes later adds nothing to it.
    let steps: Vec<Judged<'_>> =
        steps.iter().map(|step| (step, judge(step, context.now(), context))).collect();
    if sending.dry_run {
        let view = if sending.output.json() {
            let missed = missed.iter().map(|(step, error)| {
                let error = Some(Report::of(error).to_json());
                Line::new(step, Fate::NotSent, None, error)
            });
            let lines: Vec<Line<'_>> = steps.iter().map(planned).chain(missed).collect();
            View::Json(serde_json::to_vec(&lines)?)
        } else {
            View::Text(requests(&steps, client, context))
        };
        let failures = missed.into_iter().map(|(_, error)| error).collect();
        return Ok(with_failures(view, failures, steps.is_empty()));
    }
    let wanted = steps.iter().filter(|(_, verdict)| matches!(verdict, Ok(false))).count();
    if wanted > 0 && !sending.yes {
        if !context.settings.may_ask {
            return Err(UserError::usage(
                "answering needs a confirmation, and nobody can be asked",
            )
            .hint("look first with --dry-run; --yes confirms")
            .into());
        }
        let preview = View::Page(preview(&steps, &missed, context));
        context.ui.show(&preview)?;
        let answers =
            if wanted == 1 { "this answer".to_owned() } else { format!("these {wanted} answers") };
        let reply = context.ui.line(&format!("\nSend {answers}? There is no undo. [y/N] "))?;
        if !matches!(reply.to_ascii_lowercase().as_str(), "y" | "yes") {
            return Err(UserError::new(ErrorKind::Interrupted, "nothing was sent").into());
        }
    }
    send(steps, missed, sending, (client, server), context)
}

/// A step, and whether it is as asked already or what stands against it.
type Judged<'a> = (&'a Step, Result<bool, UserError>);

/// A step that was not carried out, for `--dry-run --json`.
fn planned<'a>((step, verdict): &Judged<'a>) -> Line<'a> {
    let (outcome, error) = match verdict {
        Ok(false) => (Fate::Planned, None),
        Ok(true) => (Fate::AlreadyDone, None),
        Err(fault) => (Fate::Refused, Some(Report::of_fault(fault).to_json())),
    };
    Line::new(step, outcome, step.review.as_deref(), error)
}

fn with_failures(view: View, failures: Vec<anyhow::Error>, all_failed: bool) -> Outcome {
    let mut outcome = Outcome::new(view);
    outcome.all_failed = all_failed;
    outcome.failures = failures;
    outcome
}

fn requests(steps: &[Judged<'_>], client: &Client, context: &Context<'_>) -> String {
    let mut text = String::new();
    for (step, verdict) in steps {
        let name = context.theme.line(&step.name);
        match verdict {
            Ok(false) => {
                let (url, body) =
                    items::answer_request(client, &step.uuid, &shown(&step.action, context));
                let body =
                    body.map(|body| format!(" {}", context.theme.line(&body))).unwrap_or_default();
                text = format!("{text}POST {url}{body}  # {name}\n");
            }
            Ok(true) => text = format!("{text}# {name} is {} already\n", step.action.done()),
            Err(fault) => text = format!("{text}# {}\n", context.theme.line(&fault.message)),
        }
    }
    text
}

/// An action as it is shown: with `--redact` a reason is hidden like all that was written.
fn shown(action: &Action, context: &Context<'_>) -> Action {
    match action {
        Action::Decline(reason) if context.settings.display.redact && !reason.is_empty() => {
            Action::Decline(HIDDEN.to_owned())
        }
        Action::Accept | Action::Decline(_) => action.clone(),
    }
}

fn preview(steps: &[Judged<'_>], missed: &[Missed], context: &Context<'_>) -> Page {
    let mut page = Page::default();
    for (step, verdict) in steps {
        let (line, role) = match verdict {
            Ok(false) => (format!("{}  {}", step.action.word(), step.name), Role::Heading),
            Ok(true) => {
                (format!("(is {} already)  {}", step.action.done(), step.name), Role::Plain)
            }
            Err(fault) => (format!("(left out)  {}", fault.message), Role::Past),
        };
        page.blocks.push(Block::Facts(vec![(line, role)], 0));
        let due = deadline_words(step.deadline, context.theme);
        page.blocks
            .push(Block::Facts(vec![(step.call.clone(), Role::Plain), (due, Role::Plain)], 4));
        if let (Action::Decline(reason), Ok(false)) = (shown(&step.action, context), verdict) {
            let reason =
                if reason.trim().is_empty() { "(no reason given)".to_owned() } else { reason };
            page.blocks.push(Block::Text(reason, 4, None));
        }
    }
    for (_, error) in missed {
        let line = format!("(left out)  {}", Report::of(error).message);
        page.blocks.push(Block::Facts(vec![(line, Role::Past)], 0));
    }
    page
}

fn send(
    steps: Vec<Judged<'_>>,
    missed: Vec<Missed>,
    sending: &SendingArgs,
    (client, server): (&Client, &Server),
    context: &mut Context<'_>,
) -> Result<Outcome> {
    context.ui.watch_interrupts();
    let mut results = Vec::new();
    let asked_for = steps.len();
    for (step, verdict) in steps {
        let came = match verdict {
            Err(fault) => Err((Fate::Refused, fault.into())),
            Ok(true) => Ok((Fate::AlreadyDone, step.review.clone())),
            Ok(false) if context.ui.interrupted() => Ok((Fate::NotSent, None)),
            Ok(false) => carry_out(step, client, context),
        };
        let (result, review, error) = match came {
            Ok((result, review)) => (result, review, None),
            Err((result, error)) => (result, None, Some(error)),
        };
        results.push((step, result, review, error));
    }
    // A prompt shall not say what was owed before.
    status_cache::forget(&server.profile, &client.facts().host, context);
    completing::forget(&server.profile, context);
    let stopped = results.iter().any(|(_, result, ..)| *result == Fate::NotSent);
    let (missed, errors): (Vec<Step>, Vec<anyhow::Error>) = missed.into_iter().unzip();
    let missed = missed.iter().zip(errors);
    results.extend(missed.map(|(step, error)| (step, Fate::NotSent, None, Some(error))));
    let succeeded = results
        .iter()
        .filter(|(_, result, ..)| matches!(result, Fate::Done | Fate::AlreadyDone))
        .count();
    // Asked for only where there is a review to name, and where login did not store it.
    let has_review = results.iter().any(|(_, _, review, _)| review.is_some());
    let portal = if has_review && !sending.output.json() {
        portal::address(server, context).ok().flatten()
    } else {
        None
    };
    let view = if sending.output.json() {
        let lines: Vec<Line<'_>> = results
            .iter()
            .map(|(step, result, review, error)| {
                let error = error.as_ref().map(|error| Report::of(error).to_json());
                Line::new(step, *result, review.as_deref(), error)
            })
            .collect();
        View::Json(serde_json::to_vec(&lines)?)
    } else {
        View::Page(summary(&results, portal.as_deref()))
    };
    let mut failures: Vec<_> = results.into_iter().filter_map(|(.., error)| error).collect();
    if stopped {
        failures.push(
            UserError::new(
                ErrorKind::Interrupted,
                format!("stopped after {succeeded} of {asked_for} answers; the rest was not sent"),
            )
            .into(),
        );
    }
    Ok(with_failures(view, failures, succeeded == 0))
}

/// One answer: read, judged, sent once, and read again where its answer was lost.
fn carry_out(
    step: &Step,
    client: &Client,
    context: &Context<'_>,
) -> Result<(Fate, Option<String>), (Fate, anyhow::Error)> {
    let fresh = again(step, client).map_err(|error| (Fate::NotDone, named(step, error)))?;
    match judge(&fresh, context.now(), context) {
        Ok(true) => return Ok((Fate::AlreadyDone, fresh.review)),
        Ok(false) => {}
        Err(fault) => return Err((Fate::Refused, fault.into())),
    }
    match items::answer(client, &step.uuid, &step.action) {
        Ok(AnswerResponse::Done(review)) => Ok((Fate::Done, review)),
        Ok(AnswerResponse::Undocumented) => {
            let error = client.shape_error(
                &format!("assignment-items/{}/{}/", step.uuid, step.action.word()),
                "the answer was not confirmed",
            );
            let error = ApiError { may_have_changed: true, ..error };
            after_failure(step, &error, client, context)
        }
        Err(error) => after_failure(step, &error, client, context),
    }
}

/// In a bulk it must be said whose failure it is. A fault names its item itself.
fn named(step: &Step, error: impl Into<anyhow::Error>) -> anyhow::Error {
    let error = error.into();
    if error.is::<UserError>() {
        return error;
    }
    error.context(format!("cannot {} {}", step.action.word(), step.short))
}

/// The truth after a POST that gave no success.
fn after_failure(
    step: &Step,
    error: &ApiError,
    client: &Client,
    context: &Context<'_>,
) -> Result<(Fate, Option<String>), (Fate, anyhow::Error)> {
    // Whether the server may still be at it, although its answer is lost.
    let late = match &error.problem {
        problem if !error.may_have_changed && !problem.is_refusal() => {
            return Err((Fate::NotDone, named(step, error.clone())));
        }
        Problem::Unauthorized(_) | Problem::Forbidden(_) => {
            return Err((Fate::Refused, named(step, error.clone())));
        }
        Problem::NotFound | Problem::NoSuchEndpoint | Problem::Refused(..) => {
            // Another program may have been faster with the same answer.
            return match again(step, client)
                .map(|fresh| (judge(&fresh, context.now(), context), fresh))
            {
                Ok((Ok(true), fresh)) => Ok((Fate::AlreadyDone, fresh.review)),
                Ok((Err(fault), _)) => Err((Fate::Refused, fault.into())),
                // It is gone, and the way out is known.
                Err(gone) if gone.is::<UserError>() => Err((Fate::Refused, gone)),
                Ok((Ok(false), _)) | Err(_) => Err((Fate::Refused, named(step, error.clone()))),
            };
        }
        // The server itself says that it is done with it.
        Problem::ServerFailed(500 | 503) => false,
        // Whoever stands between may have given up first.
        Problem::Dns(_)
        | Problem::Connect(_)
        | Problem::Proxy(..)
        | Problem::Tls(_)
        | Problem::Setup(_)
        | Problem::Timeout(_)
        | Problem::Broken(_)
        | Problem::Throttled(_)
        | Problem::ServerFailed(_)
        | Problem::Redirect(_)
        | Problem::RedirectLoop
        | Problem::UnexpectedStatus(_)
        | Problem::NotJson { .. }
        | Problem::Shape(_)
        | Problem::TooLarge(_)
        | Problem::ListTooLarge(_)
        | Problem::ListTooSlow(_) => true,
    };
    let lost = |kind, truth: &str| {
        UserError::new(kind, format!("{}: {error}; {truth}", step.short))
            .hint("look again before you repeat it: waldur-review items list")
            .into()
    };
    let done = step.action.done();
    let Ok(fresh) = again(step, client) else {
        return Err((
            Fate::NotKnown,
            lost(ErrorKind::NotKnown, &format!("whether it was {done} is not known")),
        ));
    };
    match judge(&fresh, context.now(), context) {
        Ok(true) => Ok((Fate::Done, fresh.review)),
        Err(fault) => Err((Fate::Refused, fault.into())),
        Ok(false) if late => {
            let truth = format!("it is not {done} so far, but the server may still be at it");
            Err((Fate::NotKnown, lost(ErrorKind::NotKnown, &truth)))
        }
        Ok(false) => {
            let truth = format!("it still waits, so it was not {done}");
            Err((Fate::NotDone, lost(ErrorKind::ServerFailed, &truth)))
        }
    }
}

/// The step with the item as it is now.
fn again(step: &Step, client: &Client) -> Result<Step> {
    let place = (step.call.clone(), step.deadline, step.is_past);
    read(&step.uuid, client, |item| self::step(&step.uuid, item, place, step.action.clone()))
}

type Carried<'a> = (&'a Step, Fate, Option<String>, Option<anyhow::Error>);

fn summary(results: &[Carried<'_>], portal: Option<&str>) -> Page {
    let mut page = Page::default();
    for (step, result, review, _) in results {
        let (word, role) = match result {
            Fate::Done => (step.action.done(), Role::Good),
            Fate::AlreadyDone => (step.action.already(), Role::Plain),
            Fate::Refused => ("refused", Role::Danger),
            Fate::NotDone => ("not done", Role::Danger),
            Fate::NotKnown => ("not known", Role::Danger),
            Fate::NotSent | Fate::Planned => ("not sent", Role::Past),
        };
        page.blocks
            .push(Block::Facts(vec![(word.to_owned(), role), (step.name.clone(), Role::Plain)], 0));
        if let Some(review) = review {
            let place = portal.map_or_else(
                || format!("review {review}"),
                |portal| {
                    format!("review {}/proposal-review/{review}/", portal.trim_end_matches('/'))
                },
            );
            page.blocks.push(Block::Facts(vec![(place, Role::Plain)], 4));
        }
    }
    if results.len() > 1 {
        let count = |wanted: &[Fate]| {
            results.iter().filter(|(_, result, ..)| wanted.contains(result)).count()
        };
        let good = count(&[Fate::Done, Fate::AlreadyDone]);
        page.blocks.push(Block::Facts(
            vec![(format!("{good} of {} as asked", results.len()), Role::Heading)],
            0,
        ));
    }
    page
}
