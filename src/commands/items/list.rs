//! `items list`: `GET /api/assignment-items/`, with the deadlines and calls of the items' batches.

use std::collections::HashMap;

use anyhow::Result;
use clap::{Args, ValueEnum};
use jiff::Timestamp;

use super::columns::{BatchFacts, ItemColumn, ListedItem, TableOptions};
use crate::args::{OutputArgs, ServersArgs};
use crate::commands::context::{Context, Outcome};
use crate::commands::deadlines::deadline_key;
use crate::commands::empty::{self, Nothing};
use crate::commands::fields::check_fields;
use crate::commands::listing::{ListForm, PartArgs};
use crate::commands::multi_server::{Asked, chosen};
use crate::commands::phrases::program;
use crate::commands::portal;
use crate::complete as completing;
use crate::error::UserError;
use crate::output::View;
use crate::values::Format;
use crate::waldur::items::{self, ItemFilter};
use crate::waldur::pagination::List;
use crate::waldur::uuid::{Selector, normalized};
use crate::waldur::{Batch, Client, Item, Record, batches, profiles};

/// `items list`
#[derive(Debug, Default, Args)]
pub struct ItemsListArgs {
    /// Whose items.
    #[command(flatten)]
    pub servers: ServersArgs,
    /// Open your assignments in the web portal instead
    #[arg(long, short)]
    pub web: bool,
    /// Only items of this batch
    #[arg(long, value_name = "BATCH")]
    pub batch: Option<String>,
    /// Items of calls whose name holds TEXT, or by UUID
    #[arg(
        long,
        value_name = "TEXT",
        allow_hyphen_values = true,
        value_parser = crate::values::parse_free_text
    )]
    pub call: Option<String>,
    /// Only items with this status, such as accepted
    #[arg(long, value_name = "STATUS")]
    pub status: Vec<String>,
    /// Only items that wait for an answer
    #[arg(long, conflicts_with = "status")]
    pub pending: bool,
    /// Order by due, affinity, answered or server
    #[arg(long, value_name = "ORDER", value_enum, hide_possible_values = true)]
    pub sort: Option<ItemOrder>,
    /// The part that is shown.
    #[command(flatten)]
    pub part: PartArgs,
    /// The columns, in this order, with commas between
    #[arg(
        long,
        value_name = "COLUMNS",
        value_delimiter = ',',
        value_enum,
        hide_possible_values = true,
        num_args = 1
    )]
    pub columns: Vec<ItemColumn>,
    /// The form of the output.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// The orders of `items list`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ItemOrder {
    /// What can be answered first, soonest deadline first
    Due,
    /// Highest affinity first
    Affinity,
    /// Last answered first
    Answered,
    /// As the server sends them
    Server,
}

/// The answer of one server: the items, and the facts of their batches by UUID.
struct Answer {
    items: List<Item<'static>>,
    batches: HashMap<String, BatchFacts>,
}

/// Runs `items list`.
///
/// # Errors
/// When no server could be asked, or a filter cannot be used.
pub fn run(arguments: &ItemsListArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let form = ListForm::of(&arguments.output, !arguments.columns.is_empty(), context)?;
    let (format, is_json) = (form.format, form.is_json());
    let servers = chosen(arguments.servers.all_profiles, context)?;
    if arguments.web {
        return portal::open(portal::ASSIGNMENTS, servers.only()?, context);
    }
    let several = servers.several;
    let batch = match &arguments.batch {
        Some(typed) if several => match Selector::parse(typed) {
            Ok(Selector::Whole(uuid)) => Some(uuid.into()),
            Ok(Selector::Prefix(_)) | Err(_) => {
                return Err(
                    UserError::usage("among several servers, --batch needs a whole UUID").into()
                );
            }
        },
        Some(typed) => Some(servers.whole_uuid(typed, context)?),
        None => None,
    };
    let (filter, call_text) = filters(arguments, batch)?;
    let now = context.now();
    let mut options = TableOptions {
        chosen: &arguments.columns,
        for_programs: format != Format::Table,
        several,
        servers: Vec::new(),
        theme: context.theme,
        now,
    };
    // JSON and rows for programs keep the server's order, as documented, unless another is chosen.
    let order = arguments.sort.unwrap_or(match format {
        Format::Table => ItemOrder::Due,
        Format::Tsv | Format::Csv | Format::Json | Format::Ndjson => ItemOrder::Server,
    });
    let needs_batches = call_text.is_some()
        || order == ItemOrder::Due
        || !is_json && options.columns().into_iter().any(ItemColumn::needs_batch);
    let (asked, failures) = servers.ask(|client, _| ask(client, &filter, needs_batches, now))?;
    if asked.is_empty() {
        return Ok(Outcome::all_failed(failures));
    }
    if filter == ItemFilter::pending() {
        for asked in &asked {
            completing::cache_items(asked, &asked.answer.items, context);
        }
    }
    options.servers =
        asked.iter().map(|it| (it.profile.value.as_str(), it.server.portal.as_deref())).collect();
    let all = listed(&asked);
    check_fields(&form.fields, Item::FIELDS, all.iter().map(|listed| listed.raw))?;
    let shown = arrange(all, arguments, call_text.as_deref(), order);
    let mut outcome = if is_json {
        let elements = shown.into_iter().map(|listed| (listed.server, listed.raw));
        Outcome::new(form.json(&asked, elements, several, |_| None)?)
    } else if shown.is_empty() && format != Format::Csv {
        let mut outcome = Outcome::new(View::Nothing);
        let is_filtered = filter != ItemFilter::default() || call_text.is_some();
        outcome.messages.extend(why_empty(is_filtered, &asked, arguments, context));
        outcome
    } else {
        let table = options.table(&shown);
        Outcome::new(form.rows(table))
    };
    outcome.all_failed = false;
    outcome.failures = failures;
    Ok(outcome)
}

/// The filters for the server, and the text that the call's name must contain.
fn filters(
    arguments: &ItemsListArgs,
    batch: Option<String>,
) -> Result<(ItemFilter, Option<String>)> {
    let mut filter = ItemFilter { batch, ..ItemFilter::default() };
    let mut call_text = None;
    if let Some(call) = &arguments.call {
        match Selector::parse(call) {
            Ok(Selector::Whole(uuid)) => filter.call = Some(uuid.into()),
            Ok(Selector::Prefix(_)) | Err(_) => call_text = Some(call.to_lowercase()),
        }
    }
    if arguments.pending {
        filter.statuses = vec!["pending".to_owned()];
    }
    for status in &arguments.status {
        if !status.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            return Err(UserError::usage(format!("{status:?} is not the status of an item"))
                .hint("known: pending, accepted, declined, coi_blocked, expired, reassigned")
                .into());
        }
        filter.statuses.push(status.to_ascii_lowercase());
    }
    Ok((filter, call_text))
}

/// Asks one server for the items and, at the same time, for the batches that wait; for the history
/// only where an item is in none of these.
fn ask(
    client: &Client,
    filter: &ItemFilter,
    needs_batches: bool,
    now: Timestamp,
) -> Result<Answer> {
    let own = || -> Result<_> {
        let reviewer = profiles::own_uuid(client)?;
        let filter = ItemFilter { reviewer: reviewer.clone(), ..filter.clone() };
        Ok((reviewer, items::list(client, &filter)?))
    };
    let (own, open) = std::thread::scope(|scope| {
        let open = needs_batches.then(|| scope.spawn(|| batches::list(client)));
        (own(), open.map(std::thread::ScopedJoinHandle::join))
    });
    let (reviewer, items) = own?;
    let mut known = HashMap::new();
    // The items are what was asked for: without the batches, their deadlines are not known.
    if let Some(Ok(Ok(open))) = open {
        add_facts(&mut known, &open.records(), now);
        let is_known =
            |item: &Item<'_>| item.batch_uuid().is_none_or(|batch| known.contains_key(&batch));
        if !items.records().iter().all(is_known)
            && let Ok(history) = batches::history(client, reviewer.as_deref())
        {
            add_facts(&mut known, &history.records(), now);
        }
    }
    Ok(Answer { items, batches: known })
}

fn add_facts(known: &mut HashMap<String, BatchFacts>, batches: &[Batch<'_>], now: Timestamp) {
    for batch in batches {
        if let Some(uuid) = batch.uuid().and_then(normalized) {
            known.entry(uuid).or_insert_with(|| BatchFacts::of(batch, now));
        }
    }
}

/// The items of all servers.
fn listed(asked: &[Asked<Answer>]) -> Vec<ListedItem<'_>> {
    let mut all = Vec::new();
    for (server, asked) in asked.iter().enumerate() {
        all.extend(asked.answer.items.documents().into_iter().map(|document| {
            let batch = document.read.batch_uuid();
            let batch = batch.and_then(|batch| asked.answer.batches.get(&batch));
            ListedItem { server, raw: document.raw, item: document.read, batch }
        }));
    }
    all
}

/// The items to show, in their order.
fn arrange<'a>(
    mut items: Vec<ListedItem<'a>>,
    arguments: &ItemsListArgs,
    call_text: Option<&str>,
    order: ItemOrder,
) -> Vec<ListedItem<'a>> {
    if let Some(text) = call_text {
        items.retain(|listed| {
            let call = listed.batch.and_then(|batch| batch.call.as_ref());
            call.is_some_and(|call| call.to_lowercase().contains(text))
        });
    }
    match order {
        ItemOrder::Due => {
            items.sort_by_cached_key(|it| {
                (!it.is_open(), deadline_key(it.deadline(), !it.is_open()))
            });
        }
        ItemOrder::Affinity => items.sort_by(|one, other| {
            let affinity = |listed: &ListedItem<'_>| listed.item.affinity().unwrap_or(-1.0);
            affinity(other).total_cmp(&affinity(one))
        }),
        ItemOrder::Answered => {
            items.sort_by_key(|listed| std::cmp::Reverse(listed.item.responded_at()));
        }
        ItemOrder::Server => {}
    }
    arguments.part.cut(&mut items);
    items
}

fn why_empty(
    is_filtered: bool,
    asked: &[Asked<Answer>],
    arguments: &ItemsListArgs,
    context: &Context<'_>,
) -> Option<String> {
    if is_filtered {
        return Some(format!(
            "No proposal matches. See all: {} items list{}",
            program(context),
            if arguments.servers.all_profiles { " --all-profiles" } else { "" },
        ));
    }
    let clients: Vec<&Client> = asked.iter().map(|asked| &asked.client).collect();
    empty::explain(Nothing::ItemAssignedSoFar, &clients, &program(context))
}
