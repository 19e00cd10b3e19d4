//! `items accept` and `items decline`.

use crate::args::SendingArgs;
use clap::Args;
use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::Result;
use serde_json::value::RawValue;

use crate::commands::answers::Action;
use crate::commands::answers::Batches;
use crate::commands::answers::Missed;
use crate::commands::answers::Step;
use crate::commands::answers::confirm_and_send;
use crate::commands::answers::plan;
use crate::commands::context::{Context, Outcome};
use crate::commands::resolve::whole_uuid;
use crate::error::{ErrorKind, UserError};
use crate::waldur::items::{self, ItemFilter};
use crate::waldur::uuid::Selector;
use crate::waldur::{Client, Document, Item, elements};

/// `items accept`
#[derive(Debug, Default, Args)]
pub struct AnswerArgs {
    /// UUID, unique beginning of one, or slug; - reads standard input
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
    /// What is declined.
    #[command(flatten)]
    pub answer: AnswerArgs,
    /// Why; - reads it from standard input
    #[arg(long, value_name = "TEXT", conflicts_with = "reason_file")]
    pub reason: Option<String>,
    /// A file that says why
    #[arg(long, value_name = "FILE")]
    pub reason_file: Option<PathBuf>,
}

/// No list of items, and no reason, is longer, in bytes.
pub(crate) const LONGEST_LIST: u64 = 16 << 20;
/// Candidates of an ambiguous name that are listed.
const MOST_CANDIDATES: usize = 10;

pub fn accept(arguments: &AnswerArgs, context: &mut Context<'_>) -> Result<Outcome> {
    answer(arguments, &Action::Accept, context)
}

pub fn decline(arguments: &DeclineArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let reason = match (&arguments.reason, &arguments.reason_file) {
        (Some(dash), _) if dash == "-" => {
            if arguments.answer.items.iter().any(|item| item == "-") {
                return Err(UserError::usage(
                    "standard input cannot be both the items and the reason",
                )
                .hint("write the reason with --reason-file FILE")
                .into());
            }
            context.ui.standard_input(LONGEST_LIST)?
        }
        (Some(text), _) => text.clone(),
        (None, Some(path)) => std::fs::read_to_string(path).map_err(|error| {
            UserError::usage(format!("cannot read the reason in {}: {error}", path.display()))
        })?,
        // Who confirms at a terminal can say why there as well.
        (None, None) if context.settings.may_ask && !arguments.answer.sending.yes => {
            let reason = context.ui.line("Why? The call manager reads it: ")?;
            if reason.is_empty() {
                return Err(UserError::new(
                    ErrorKind::Interrupted,
                    "no reason was given; nothing was sent",
                )
                .hint("--reason '' declines without one")
                .into());
            }
            reason
        }
        (None, None) => {
            return Err(UserError::usage("a reason is missing")
                .hint("say why with --reason TEXT: the call manager reads it (--reason '' gives none)")
                .into());
        }
    };
    if reason.contains('\0') {
        return Err(UserError::usage(
            "the reason holds a null character, which the server refuses",
        )
        .into());
    }
    answer(&arguments.answer, &Action::Decline(reason.trim_end().to_owned()), context)
}

fn answer(arguments: &AnswerArgs, action: &Action, context: &mut Context<'_>) -> Result<Outcome> {
    let typed = typed_items(arguments, context)?;
    let (client, server) = context.client()?;
    let mut missed = Vec::new();
    let uuids = match &arguments.batch {
        Some(batch) => pending_of(&whole_uuid(batch, &client, context)?, &client)?,
        None => resolve_all(&typed, action, &client, &mut missed)?,
    };
    let mut batches = Batches::default();
    let mut steps: Vec<Step> = Vec::new();
    let mut seen = BTreeSet::new();
    for uuid in uuids {
        if !seen.insert(uuid.clone()) {
            continue;
        }
        match plan(&uuid, action.clone(), &mut batches, &client, context) {
            Ok(step) => steps.push(step),
            Err(error) => missed.push((Step::missed(&uuid, action.clone()), error)),
        }
    }
    match (steps.len(), missed.len()) {
        (0, 0) => Err(UserError::new(
            ErrorKind::NotFound,
            "no proposal of that batch waits for an answer",
        )
        .into()),
        (0, 1) => Err(missed.remove(0).1),
        _ => confirm_and_send(&steps, missed, &arguments.sending, (&client, &server), context),
    }
}

/// The items as they were typed, `-` replaced by what standard input names.
fn typed_items(arguments: &AnswerArgs, context: &mut Context<'_>) -> Result<Vec<String>> {
    let mut typed = Vec::new();
    for item in &arguments.items {
        if item == "-" {
            typed.extend(items_of_input(&context.ui.standard_input(LONGEST_LIST)?)?);
        } else {
            typed.push(item.clone());
        }
    }
    if typed.is_empty() && arguments.batch.is_none() {
        return Err(UserError::usage("standard input names no item").into());
    }
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

fn pending_of(batch: &str, client: &Client) -> Result<Vec<String>> {
    let filter = ItemFilter { batch: Some(batch.to_owned()), ..ItemFilter::pending() };
    let list = items::list(client, &filter)?;
    Ok(list.records().iter().filter_map(|item| item.uuid().map(str::to_owned)).collect())
}

/// The UUID of each item. Lists are asked for only where a name is not a whole UUID.
fn resolve_all(
    typed: &[String],
    action: &Action,
    client: &Client,
    missed: &mut Vec<Missed>,
) -> Result<Vec<String>> {
    let whole = |text: &str| match Selector::parse(text) {
        Ok(Selector::Whole(uuid)) => Some(String::from(uuid)),
        Ok(Selector::Prefix(_)) | Err(_) => None,
    };
    if let Some(uuids) = typed.iter().map(|text| whole(text)).collect::<Option<Vec<_>>>() {
        return Ok(uuids);
    }
    let mut results: Vec<Result<String, UserError>> = Vec::new();
    // A name that was answered before is looked for among all items: what is as asked already
    // counts as done, whatever it is named by.
    for filter in [ItemFilter::pending(), ItemFilter::default()] {
        let missing = |result: &Result<String, UserError>| matches!(result, Err(fault) if fault.kind == ErrorKind::NotFound);
        if !results.is_empty() && !results.iter().any(missing) {
            break;
        }
        let list = items::list(client, &filter)?;
        let items = list.records();
        let find = |text: &String| whole(text).map_or_else(|| resolve(text, &items, client), Ok);
        if results.is_empty() {
            results = typed.iter().map(find).collect();
        } else {
            for (result, text) in results.iter_mut().zip(typed) {
                if missing(result) {
                    *result = find(text);
                }
            }
        }
    }
    let mut uuids = Vec::new();
    for (result, text) in results.into_iter().zip(typed) {
        match result {
            Ok(uuid) => uuids.push(uuid),
            Err(fault) => missed.push((Step::missed(text, action.clone()), fault.into())),
        }
    }
    Ok(uuids)
}

fn resolve(text: &str, items: &[Item<'_>], client: &Client) -> Result<String, UserError> {
    let prefix = match Selector::parse(text) {
        Ok(Selector::Prefix(prefix)) => Some(prefix),
        Ok(Selector::Whole(_)) | Err(_) => None,
    };
    let found: Vec<&Item<'_>> = items
        .iter()
        .filter(|item| {
            let by_slug =
                item.proposal_slug().is_some_and(|slug| slug.eq_ignore_ascii_case(text.trim()));
            by_slug
                || prefix
                    .as_deref()
                    .is_some_and(|prefix| item.uuid().is_some_and(|uuid| uuid.starts_with(prefix)))
        })
        .collect();
    match found.as_slice() {
        [] => Err(UserError::new(
            ErrorKind::NotFound,
            format!("no item of yours matches {text} on {}", client.facts().host),
        )
        .hint("a beginning has 4 characters or more, a slug is whole; run: waldur-review items list --pending")),
        [item] => Ok(item.uuid().unwrap_or_default().to_owned()),
        several => {
            let mut fault = UserError::new(ErrorKind::Ambiguous, format!("{text} stands for {} items: write a UUID", several.len()));
            for item in several.iter().take(MOST_CANDIDATES) {
                fault = fault.hint(format!(
                    "{}  {}",
                    item.uuid().unwrap_or("?"),
                    item.proposal_name().unwrap_or("?")
                ));
            }
            Err(fault)
        }
    }
}
