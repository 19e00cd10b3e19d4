//! Answering, shared by `items` and `batches respond`: what is shown is what is sent, a POST is
//! sent at most once, and what is said of the server was read from it.

pub mod editing;
pub mod plan;
pub mod precheck;
pub mod reason;
pub mod render;
pub mod send;
pub mod settle;
pub mod text;

use anyhow::Result;
use serde::Serialize;

use crate::args::SendingArgs;
use crate::commands::confirm::{check_confirmable, is_confirmed, lock, nothing_sent};
use crate::commands::context::{Context, Outcome};
use crate::commands::phrases::program;
use crate::commands::portal;
use crate::commands::status_cache;
use crate::error::{ErrorKind, UserError};
use crate::output::{Block, Page, Role, View};
use crate::settings::Server;
use crate::waldur::Client;
use crate::waldur::items::Answer;
use crate::waldur::uuid::short_uuid;
pub use plan::{Plan, PlannedAnswer};
use precheck::Precheck;
pub(crate) use render::AnswerReport;
use send::{AnswerResult, CheckedPlan, Settled, send_one};

/// Of so many answers the first is read again in any case: a second request that found its
/// connection open lets all POSTs use it, where each would need a TLS handshake of its own
/// otherwise.
const MANY_ANSWERS: usize = 10;

/// The outcome of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AnswerOutcome {
    /// The server did it.
    Done,
    /// It was so before, and nothing was sent.
    AlreadyDone,
    /// The server refuses it, or would.
    Refused,
    /// It is as it was before.
    NotDone,
    /// Look before you repeat it.
    NotKnown,
    /// It was not found, or the command was stopped before its turn.
    NotSent,
    /// Only with `--dry-run`: it would be sent.
    Planned,
}

impl AnswerOutcome {
    /// Returns whether the item has the answer asked for.
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Done | Self::AlreadyDone)
    }
}

/// `accepted` or `declined`
pub fn done_word(answer: &Answer) -> &'static str {
    match answer {
        Answer::Accept => "accepted",
        Answer::Decline(_) => "declined",
    }
}

/// The result of a plan.
pub struct Sent {
    /// The outcome that the command returns.
    pub outcome: Outcome,
    /// The UUIDs of the items that now have the answer asked for.
    pub settled: Vec<String>,
    /// True if all items have.
    pub is_complete: bool,
}

impl Sent {
    /// An end without anything sent.
    pub fn nothing(outcome: Outcome) -> Self {
        Self { outcome, settled: Vec::new(), is_complete: false }
    }
}

/// Shows what will happen, asks, and sends.
///
/// # Errors
/// A usage error where a confirmation is needed and there is no terminal; an error of the terminal.
pub fn confirm_and_send(
    plan: Plan,
    sending: &SendingArgs,
    (client, server): (&Client, &Server),
    context: &mut Context<'_>,
) -> Result<Sent> {
    let plan = CheckedPlan::new(plan, context);
    if sending.dry_run {
        return Ok(Sent::nothing(dry_run(plan, sending, context)?));
    }
    let count = plan.count_to_send();
    if count > 0 && !sending.yes {
        check_confirmable(sending.yes, context)?;
        let page = render::preview(&plan, context);
        context.ui.show(&View::Page(page))?;
        let answers =
            if count == 1 { "this answer".to_owned() } else { format!("these {count} answers") };
        if !is_confirmed(&format!("\nSend {answers}? There is no undo. [y/N] "), context)? {
            return Ok(Sent::nothing(nothing_sent()));
        }
    }
    let results = send_all(plan, sending, (client, server), context)?;
    let settled: Vec<String> = results
        .all
        .iter()
        .filter(|result| result.outcome.is_settled())
        .map(|result| result.item.clone())
        .collect();
    let is_complete = settled.len() == results.all.len();
    Ok(Sent { outcome: report(results, sending, server, context)?, settled, is_complete })
}

fn dry_run(plan: CheckedPlan, sending: &SendingArgs, context: &Context<'_>) -> Result<Outcome> {
    let view = if sending.output.json() {
        let answers = plan.answers.iter().map(AnswerReport::of_dry_run);
        let missing = plan.not_planned.iter().map(AnswerReport::of_not_planned);
        let lines: Vec<AnswerReport<'_>> = answers.chain(missing).collect();
        View::Json(serde_json::to_vec(&lines)?)
    } else {
        let mut page = render::preview(&plan, context);
        page.blocks.push(Block::Text(render::dry_run_summary(&plan), 0, None));
        View::Page(page)
    };
    let mut outcome = Outcome::new(view);
    outcome.all_failed = plan.answers.is_empty();
    outcome.failures = plan.not_planned.into_iter().map(|missing| missing.error).collect();
    Ok(outcome)
}

/// The results of sending, some of which may be on the terminal already.
struct Results {
    all: Vec<AnswerResult>,
    /// So many were printed as they came.
    printed: usize,
    /// The portal's address, once it was needed.
    #[expect(clippy::option_option, reason = "not asked for yet differs from not known")]
    portal: Option<Option<String>>,
}

impl Results {
    /// The blocks of a result; the portal's address is asked for only where there is a review to
    /// name, and where login did not store it.
    fn blocks(&mut self, at: usize, server: &Server, context: &Context<'_>) -> Vec<Block> {
        let Some(result) = self.all.get(at) else {
            return Vec::new();
        };
        if result.review.is_some() && self.portal.is_none() {
            self.portal = Some(portal::address(server, context).ok().flatten());
        }
        render::result_blocks(result, self.portal.as_ref().and_then(Option::as_deref))
    }
}

/// Sends the answers one after the other. A signal ends it after the request that is under way.
fn send_all(
    plan: CheckedPlan,
    sending: &SendingArgs,
    (client, server): (&Client, &Server),
    context: &mut Context<'_>,
) -> Result<Results> {
    context.ui.watch_interrupts();
    let count = plan.count_to_send();
    let mut prints_at_once = context.settings.streams.stdout_is_terminal
        && !sending.output.json()
        && plan.answers.len() > 1;
    let held = if count > 0 { Some(lock(server, context)?) } else { None };
    let others_sent =
        held.as_ref().is_some_and(|held| held.was_held_since(plan.reading.generation));
    let mut results = Results { all: Vec::new(), printed: 0, portal: None };
    let mut sent = 0;
    for (answer, check) in plan.answers {
        let settled = match check {
            Precheck::Send if context.ui.interrupted() => Settled::plain(AnswerOutcome::NotSent),
            Precheck::Send => {
                if count > 1 {
                    context.ui.progress(&format!("sent {sent} of {count}"));
                }
                let must_read = others_sent
                    || !plan.reading.is_fresh(context)
                    || sent == 0 && count >= MANY_ANSWERS;
                sent += 1;
                send_one(&answer, must_read, client, context)
            }
            other @ (Precheck::AlreadyDone | Precheck::Refused(_)) => {
                Settled::of_precheck(&answer, other)
            }
        };
        results.all.push(AnswerResult::new(&answer, settled));
        if prints_at_once {
            let blocks = results.blocks(results.printed, server, context);
            let view = View::Page(Page { blocks, ..Page::default() });
            // What cannot be printed now is in the report at the end.
            prints_at_once = matches!(context.ui.print(view), Ok(true));
            results.printed += usize::from(prints_at_once);
        }
    }
    context.ui.clear_progress();
    if count > 0 {
        status_cache::forget_owed(&server.profile, &client.facts().host, context);
    }
    results.all.extend(plan.not_planned.into_iter().map(AnswerResult::not_planned));
    Ok(results)
}

fn report(
    mut results: Results,
    sending: &SendingArgs,
    server: &Server,
    context: &Context<'_>,
) -> Result<Outcome> {
    let view = if sending.output.json() {
        let lines: Vec<AnswerReport<'_>> = results.all.iter().map(AnswerReport::new).collect();
        View::Json(serde_json::to_vec(&lines)?)
    } else {
        let mut page = Page::default();
        for at in results.printed..results.all.len() {
            page.blocks.extend(results.blocks(at, server, context));
        }
        if results.all.len() > 1 {
            let summary = render::summary(&results.all);
            page.blocks.push(Block::Facts(vec![(summary, Role::Heading)], 0));
        }
        View::Page(page)
    };
    let results = results.all;
    let made: Vec<&str> = results.iter().filter_map(|result| result.review.as_deref()).collect();
    let next = match made.as_slice() {
        [] => None,
        [only] => Some(format!(" {}", short_uuid(only))),
        _ => Some(String::new()),
    };
    let footer = next.map(|name| format!("Next: {} reviews pull{name}", program(context)));
    let succeeded = results.iter().filter(|result| result.outcome.is_settled()).count();
    let stopped = results
        .iter()
        .any(|result| result.outcome == AnswerOutcome::NotSent && result.error.is_none());
    let mut outcome = Outcome::new(view);
    outcome.all_failed = succeeded == 0;
    outcome.footer = footer;
    if stopped {
        let count = results.len();
        let message =
            format!("stopped after {succeeded} of {count} answers; the rest was not sent");
        outcome.failures.push(UserError::new(ErrorKind::Interrupted, message).into());
    }
    outcome.failures.splice(0..0, results.into_iter().filter_map(|result| result.error));
    Ok(outcome)
}
