//! `items accept` and `items decline`.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use serde_json::value::RawValue;

use crate::args::SendingArgs;
use crate::commands::answers::plan::{BatchCache, BatchFacts, NotPlanned};
use crate::commands::answers::reason::{self, TypedReason};
use crate::commands::answers::text::check_text;
use crate::commands::answers::{Plan, PlannedAnswer, confirm_and_send};
use crate::commands::confirm::nothing_sent;
use crate::commands::context::{Context, Outcome};
use crate::commands::resolve::{own_items, read_batch, whole_uuid};
use crate::error::{ErrorKind, UserError};
use crate::settings::Server;
use crate::waldur::items::{Answer, Item, ItemStatus};
use crate::waldur::pagination::Object;
use crate::waldur::uuid::normalized;
use crate::waldur::{Batch, Client, Document, batches, elements};

/// `items accept`
#[derive(Debug, Default, Args)]
pub struct AnswerArgs {
    /// UUID, unique prefix, or slug; - reads standard input
    #[arg(value_name = "ITEM", required_unless_present_any = ["batch", "all_pending"])]
    pub items: Vec<String>,
    /// With --all-pending: the batch
    #[arg(long, value_name = "BATCH", requires = "all_pending", conflicts_with = "items")]
    pub batch: Option<String>,
    /// All items of the batch that wait for an answer
    #[arg(long, requires = "batch")]
    pub all_pending: bool,
    /// How it is confirmed and shown.
    #[command(flatten)]
    pub sending: SendingArgs,
}

/// `items decline`
#[derive(Debug, Default, Args)]
pub struct DeclineArgs {
    /// The items that are declined.
    #[command(flatten)]
    pub answer: AnswerArgs,
    /// The reason; - reads it from standard input
    #[arg(
        long,
        value_name = "TEXT",
        conflicts_with = "reason_file",
        allow_hyphen_values = true,
        value_parser = crate::values::parse_free_text
    )]
    pub reason: Option<String>,
    /// A file with the reason
    #[arg(long, value_name = "FILE")]
    pub reason_file: Option<PathBuf>,
}

/// No list of items, and no reason, is longer, in bytes.
pub const LONGEST_INPUT: u64 = 16 << 20;

pub fn accept(arguments: &AnswerArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let typed = typed_items(arguments, context)?;
    let (client, server) = context.client()?;
    let plan = make_plan(&typed, arguments, &Answer::Accept, (&client, &server), context)?;
    let sent = confirm_and_send(plan, &arguments.sending, (&client, &server), context)?;
    Ok(sent.outcome)
}

pub fn decline(arguments: &DeclineArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let sending = &arguments.answer.sending;
    let given = given_reason(arguments, context)?;
    let typed = typed_items(&arguments.answer, context)?;
    let (client, server) = context.client()?;
    let action = Answer::Decline(given.clone().unwrap_or_default());
    let mut plan = make_plan(&typed, &arguments.answer, &action, (&client, &server), context)?;
    // An answer that cannot be sent needs no reason.
    if given.is_some() || plan.sendable(context).is_empty() {
        return Ok(confirm_and_send(plan, sending, (&client, &server), context)?.outcome);
    }
    let Some(reason) = reason::ask_for_plan(&plan, context)? else {
        return Ok(nothing_sent().message("--reason '' declines without a reason."));
    };
    plan.set_action(&Answer::Decline(reason.clone()));
    let kept = TypedReason::keep(&reason, &plan, &server, context);
    let sent = confirm_and_send(plan, sending, (&client, &server), context);
    kept.finish(sent, context)
}

/// The reason that a flag, a file or standard input gives; `None` where it is asked for.
fn given_reason(arguments: &DeclineArgs, context: &mut Context<'_>) -> Result<Option<String>> {
    let reason = match (&arguments.reason, &arguments.reason_file) {
        (Some(dash), _) if dash == "-" => {
            if arguments.answer.items.iter().any(|item| item == "-") {
                return Err(UserError::usage(
                    "standard input cannot be both the items and the reason",
                )
                .hint("write the reason with --reason-file FILE")
                .into());
            }
            context.ui.standard_input(LONGEST_INPUT)?
        }
        (Some(text), _) => text.clone(),
        (None, Some(path)) => std::fs::read_to_string(path).map_err(|error| {
            UserError::usage(format!("cannot read the reason in {}: {error}", path.display()))
        })?,
        // Who confirms at a terminal can give the reason there as well.
        (None, None) if context.settings.may_ask && !arguments.answer.sending.yes => {
            return Ok(None);
        }
        (None, None) => {
            return Err(UserError::usage("a reason is missing")
                .hint(
                    "give it with --reason TEXT: the call manager will read it (--reason '' gives \
                     none)",
                )
                .into());
        }
    };
    check_text(&reason, "the reason")?;
    Ok(Some(reason.trim_end().to_owned()))
}

fn make_plan(
    typed: &[String],
    arguments: &AnswerArgs,
    action: &Answer,
    (client, server): (&Client, &Server),
    context: &Context<'_>,
) -> Result<Plan> {
    let mut plan = match &arguments.batch {
        Some(batch) => all_pending(batch, action, (client, server), context)?,
        None => named_items(typed, action, (client, server), context)?,
    };
    match (plan.answers.len(), plan.not_planned.len()) {
        (0, 0) => Err(UserError::new(
            ErrorKind::NotFound,
            "no proposal of that batch waits for an answer",
        )
        .into()),
        (0, 1) => Err(plan.not_planned.remove(0).error),
        _ => Ok(plan),
    }
}

/// The pending items of a batch, from the batch's own document: a list could hold other items.
fn all_pending(
    typed: &str,
    action: &Answer,
    (client, server): (&Client, &Server),
    context: &Context<'_>,
) -> Result<Plan> {
    let uuid = whole_uuid(typed, client, context)?;
    let mut plan = Plan::begin(server, context);
    let document = read_batch(&uuid, typed, client, context)?;
    for answer in answers_of_batch(&document, &uuid, client, context)? {
        if answer.status == ItemStatus::Pending {
            plan.add(PlannedAnswer { action: action.clone(), ..answer });
        }
    }
    Ok(plan)
}

/// Every item of a batch, planned to be accepted.
fn answers_of_batch(
    document: &Object<Batch<'static>>,
    uuid: &str,
    client: &Client,
    context: &Context<'_>,
) -> Result<Vec<PlannedAnswer>> {
    let items = batches::items_of(client, document, uuid)?;
    let facts = BatchFacts::new(&document.read(), context.now());
    let planned = items.iter().filter_map(|item| {
        let own = item.uuid().and_then(normalized)?;
        Some(PlannedAnswer::new(&own, item, facts.clone(), Answer::Accept))
    });
    Ok(planned.collect())
}

/// The items that were named one by one.
fn named_items(
    typed: &[String],
    action: &Answer,
    (client, server): (&Client, &Server),
    context: &Context<'_>,
) -> Result<Plan> {
    let mut plan = Plan::begin(server, context);
    let found = own_items(typed, client, context, |uuid, item| {
        let answer = PlannedAnswer::new(uuid, item, BatchFacts::unknown(), action.clone());
        (answer, item.batch_uuid())
    })?;
    let mut known = BatchCache::default();
    for (found, typed) in found.into_iter().zip(typed) {
        let planned = found.and_then(|(answer, batch)| {
            let batch = match batch {
                Some(uuid) => known.facts(&uuid, client, context.now())?,
                None => BatchFacts::unknown(),
            };
            Ok(PlannedAnswer { batch, ..answer })
        });
        match planned {
            Ok(answer) => plan.add(answer),
            Err(error) => plan.not_planned.push(NotPlanned {
                typed: typed.clone(),
                action: action.clone(),
                error,
            }),
        }
    }
    Ok(plan)
}

/// The items as they were typed, `-` replaced by what standard input names.
fn typed_items(arguments: &AnswerArgs, context: &mut Context<'_>) -> Result<Vec<String>> {
    let mut typed: Vec<String> = Vec::new();
    for item in &arguments.items {
        if item == "-" {
            typed.extend(items_of_input(&context.ui.standard_input(LONGEST_INPUT)?)?);
        } else {
            typed.push(item.clone());
        }
    }
    if typed.is_empty() && arguments.batch.is_none() {
        return Err(UserError::usage("standard input names no item").into());
    }
    let mut seen = std::collections::HashSet::new();
    typed.retain(|item| seen.insert(item.clone()));
    Ok(typed)
}

/// The items that standard input names: a JSON array of objects with a `uuid`, or lines, each a
/// plain name (its first word counts) or such an object.
fn items_of_input(input: &str) -> Result<Vec<String>> {
    if input.trim_start().starts_with('[') {
        let elements = elements(input.as_bytes()).map_err(|_| no_items())?;
        return elements.into_iter().map(uuid_of).collect();
    }
    let lines = input.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            if line.starts_with('{') {
                uuid_of(serde_json::from_str(line).map_err(|_| no_items())?)
            } else {
                Ok(line.split_whitespace().next().unwrap_or(line).to_owned())
            }
        })
        .collect()
}

fn uuid_of(raw: &RawValue) -> Result<String> {
    let uuid = Document::<Item<'_>>::new(raw).read.uuid().map(str::to_owned);
    uuid.ok_or_else(|| no_items().into())
}

fn no_items() -> UserError {
    UserError::usage("standard input holds JSON that names no items by `uuid`")
        .hint("make it with: waldur-review items list --pending --format ndjson")
}
