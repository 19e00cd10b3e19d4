//! `batches show`: `GET /api/my-assignment-batches/{uuid}/`, and the list where a prefix is to be
//! resolved.

use crate::args::OutputArgs;
use crate::commands::resolve::{Candidates, batch_error, not_a_batch};
use crate::waldur::uuid::short_uuid;
use clap::Args;
use std::borrow::Cow;
use std::convert::Infallible;

use anyhow::Result;
use serde_json::value::RawValue;

use crate::commands::conflicts::{self, OwnConflicts};
use crate::commands::context::{Context, Outcome};
use crate::commands::deadlines::role;
use crate::commands::deadlines::shown_status;
use crate::commands::fields::Wanted;
use crate::commands::fields::check_fields;
use crate::commands::fields::select;
use crate::commands::listing::json_view;
use crate::commands::phrases::{PAST_DEADLINE, exact_time, program, token_warning};
use crate::commands::portal;
use crate::output::{
    Block, Cell, Column, Page, Role, Row, Table, Theme, View, day_name, elsewhere, long_time,
};
use crate::values::Format;
use crate::waldur::batches::{self, items};
use crate::waldur::pagination::Object;
use crate::waldur::uuid::Selector;
use crate::waldur::uuid::dashed;
use crate::waldur::{
    Batch, BatchStatus, Client, Deadline, Document, Item, ItemStatus, MOST_LANES, Record, in_lanes,
};

/// `batches show`
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// UUID, unique prefix, or a URL that holds a UUID
    #[arg(required = true, value_name = "BATCH")]
    pub batches: Vec<String>,
    /// Open your assignments in the web portal instead
    #[arg(long, short)]
    pub web: bool,
    /// Show summaries whole
    #[arg(long)]
    pub full: bool,
    /// Do not use a pager
    #[arg(long)]
    pub no_pager: bool,
    /// The form of the output.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Lines of a summary that are shown unasked.
const SUMMARY_LINES: usize = 2;

pub fn run(arguments: &ShowArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let Wanted { format, fields } = Wanted::of(&arguments.output)?;
    // A page is for reading even in a pipe; programs ask for a form.
    let format = format.unwrap_or(Format::Table);
    let ids: Vec<Selector> = arguments
        .batches
        .iter()
        .map(|text| Selector::parse(text).map_err(|why| not_a_batch(why, context)))
        .collect::<Result<_, _>>()?;
    let (client, server) = context.client()?;
    if arguments.web {
        return portal::open(portal::ASSIGNMENTS, &server, context);
    }
    let has_prefix = ids.iter().any(|id| matches!(id, Selector::Prefix(_)));
    let candidates =
        if has_prefix { Candidates::new(&batches::list(&client)?) } else { Candidates::default() };

    let (mut found, mut failures) = (Vec::new(), Vec::new());
    for batch in fetch(&ids, &arguments.batches, &candidates, &client, context) {
        match batch {
            Ok(batch) => found.push(batch),
            Err(error) => failures.push(error),
        }
    }
    if let (true, 1) = (found.is_empty(), failures.len()) {
        return Err(failures.remove(0));
    }
    // Only a page explains them, and only where one is flagged.
    let is_explained = format == Format::Table
        && found
            .iter()
            .any(|batch| items(batch.raw()).unwrap_or_default().iter().any(Item::is_flagged));
    let (conflicts, unexplained) = if is_explained {
        conflicts::or_message(OwnConflicts::read(&client))
    } else {
        (None, None)
    };
    let next = (format == Format::Table).then(|| next_step(&found, context)).flatten();
    let view = if found.is_empty() {
        View::Nothing
    } else {
        view(found, (format, &fields), conflicts, arguments, server.portal.as_deref(), context)?
    };
    let mut outcome = Outcome::new(view);
    outcome.failures = failures;
    outcome.messages.extend(unexplained);
    if !matches!(format, Format::Json | Format::Ndjson) {
        outcome.messages.extend(token_warning(&server, context));
    }
    outcome.may_page = !arguments.no_pager;
    outcome.footer = next;
    Ok(outcome)
}

/// The command that answers the only batch that was shown, where it waits for an answer.
fn next_step(found: &[Object<Batch<'static>>], context: &Context<'_>) -> Option<String> {
    let [only] = found else {
        return None;
    };
    let batch = only.read();
    let is_waiting = batch.pending_count()? > 0
        && batch.status() == BatchStatus::Sent
        && batch.takes_answers(context.now());
    let uuid = short_uuid(batch.uuid()?);
    is_waiting.then(|| format!("Next: {} batches respond {uuid}", program(context)))
}

/// The batches by what was typed, in that order: several are read at once.
fn fetch(
    ids: &[Selector],
    typed: &[String],
    candidates: &Candidates,
    client: &Client,
    context: &Context<'_>,
) -> Vec<Result<Object<Batch<'static>>>> {
    let resolve = |(id, typed): (&Selector, &String)| match id {
        Selector::Whole(uuid) => Ok(uuid.to_string()),
        Selector::Prefix(_) => candidates.resolve(typed, client, context),
    };
    let uuids: Vec<Result<String>> = ids.iter().zip(typed).map(resolve).collect();
    let read = in_lanes(&uuids, MOST_LANES, |uuid| {
        let uuid = uuid.as_ref().ok();
        Ok::<_, Infallible>(uuid.map(|uuid| batches::get(client, uuid)))
    });
    let Ok(read) = read;
    let found = uuids.into_iter().zip(read).zip(typed).map(|((uuid, read), typed)| {
        let uuid = uuid?;
        let read = read.unwrap_or_else(|| batches::get(client, &uuid));
        read.map_err(|error| batch_error(error, typed, client, context))
    });
    found.collect()
}

fn view(
    mut found: Vec<Object<Batch<'static>>>,
    (format, fields): (Format, &[&str]),
    conflicts: Option<OwnConflicts>,
    arguments: &ShowArgs,
    portal: Option<&str>,
    context: &Context<'_>,
) -> Result<View> {
    let several = arguments.batches.len() > 1;
    if format == Format::Json && !several && fields.is_empty() {
        return Ok(View::Json(found.swap_remove(0).into_body()));
    }
    let raws: Vec<&RawValue> = found.iter().map(Object::raw).collect();
    if matches!(format, Format::Json | Format::Ndjson) {
        let documented: Vec<&str> = Batch::FIELDS.iter().copied().chain(["items"]).collect();
        check_fields(fields, &documented, raws.iter().copied())?;
        let texts: Vec<Cow<'_, str>> =
            raws.iter().map(|raw| select(raw, fields)).collect::<Result<_>>()?;
        return Ok(if several || format == Format::Ndjson {
            json_view(texts.into_iter(), format)
        } else {
            View::Json(texts.concat().into_bytes())
        });
    }
    if format == Format::Table {
        let mut page = Page::default();
        let shown = ShownItems { full: arguments.full, conflicts };
        for (number, raw) in raws.iter().enumerate() {
            if number > 0 {
                page.blocks.extend([Block::Blank, Block::Blank]);
            }
            let start = page.blocks.len();
            add_batch(&mut page, raw, Some(&shown), context);
            let added = page.blocks.split_off(start);
            page.blocks.extend(linked(added, raw, portal));
        }
        return Ok(View::Page(page));
    }
    let mut table = Table { columns: item_columns(), rows: Vec::new(), keep_all: true };
    for raw in &raws {
        let batch = Document::<Batch<'_>>::new(raw).read;
        table.rows.extend(items(raw).unwrap_or_default().iter().map(|item| item_row(&batch, item)));
    }
    Ok(if format == Format::Csv { View::Csv(table) } else { View::Tsv(table) })
}

/// The page of a batch with its names leading to the portal, where that is known.
fn linked(blocks: Vec<Block>, raw: &RawValue, portal: Option<&str>) -> Vec<Block> {
    let batch = Document::<Batch<'_>>::new(raw).read;
    let mut items = items(raw).unwrap_or_default().into_iter();
    let page = |block: &Block| match block {
        Block::Title(..) => batch.call_uuid().and_then(portal::call_page),
        Block::Fact("Batch", ..) => Some(portal::ASSIGNMENTS.to_owned()),
        Block::Entry(..) => items.next()?.review_uuid().and_then(portal::review_page),
        Block::Fact(..)
        | Block::Heading(_)
        | Block::Blank
        | Block::Text(..)
        | Block::Facts(..)
        | Block::Rows(_)
        | Block::Check(..)
        | Block::Linked(..) => None,
    };
    let pages: Vec<Option<String>> = blocks.iter().map(page).collect();
    blocks
        .into_iter()
        .zip(pages)
        .map(|(block, page)| portal::link_block(block, portal, page))
        .collect()
}

fn item_columns() -> Vec<Column> {
    ["batch", "item", "slug", "proposal", "proposal-uuid", "status", "affinity", "conflict"]
        .map(|name| Column::new(name, name))
        .to_vec()
}

fn item_row(batch: &Batch<'_>, item: &Item<'_>) -> Row {
    let text = |text: Option<&str>| Cell::Text(text.unwrap_or_default().to_owned());
    Row {
        role: Role::Plain,
        cells: vec![
            text(batch.uuid()),
            text(item.uuid()),
            text(item.proposal_slug()),
            text(item.proposal_name()),
            text(item.proposal_uuid()),
            text(item.status_word()),
            Cell::Text(item.affinity().map(|affinity| affinity.to_string()).unwrap_or_default()),
            Cell::Flag(item.has_conflict()),
        ],
    }
}

/// How the proposals of a batch are shown.
pub(crate) struct ShownItems {
    /// Summaries whole.
    full: bool,
    /// The reviewer's conflicts of interest; `None` where none is flagged or they cannot be read.
    conflicts: Option<OwnConflicts>,
}

/// Adds a batch to a page, with its proposals unless there is `None` to say how.
pub(crate) fn add_batch(
    page: &mut Page,
    raw: &RawValue,
    shown: Option<&ShownItems>,
    context: &Context<'_>,
) {
    let now = context.now();
    let theme = context.theme;
    let batch = Document::<Batch<'_>>::new(raw).read;
    let items = items(raw);
    let urgency = role(&batch, now);
    let blocks = &mut page.blocks;
    blocks.push(Block::Title(
        batch.call_name().unwrap_or("?").to_owned(),
        shown_status(&batch, now),
        if urgency == Role::Past { Role::Past } else { Role::Plain },
    ));
    blocks.push(Block::Fact("Batch", dashed(batch.uuid().unwrap_or("?")), Role::Plain));
    blocks.push(Block::Fact("Due", due(&batch, theme), urgency));
    if let Deadline::At(at) = batch.deadline()
        && at > now
    {
        blocks.push(Block::Fact("", elsewhere(at, &theme.zone), Role::Plain));
    }
    let waits = batch.pending_count().is_some_and(|count| count > 0);
    if waits && !batch.takes_answers(now) {
        blocks.push(Block::Fact("", PAST_DEADLINE.to_owned(), Role::Past));
    }
    if let Some(sent) = batch.sent_at() {
        blocks.push(Block::Fact("Sent", long_time(sent, &theme.zone), Role::Plain));
    }
    blocks.push(answer(&batch, items.as_deref().unwrap_or_default()));
    if let Some(note) = batch.note() {
        blocks.push(Block::Blank);
        blocks.push(Block::Heading("Note from the call manager"));
        blocks.push(Block::Text(note.to_owned(), 2, None));
    }
    let Some(shown) = shown else {
        return;
    };
    let Some(items) = items else {
        blocks.push(Block::Blank);
        blocks.push(Block::Text("The server sent no list of proposals.".to_owned(), 0, None));
        return;
    };
    for (number, item) in items.iter().enumerate() {
        blocks.push(Block::Blank);
        let conflicts = shown.conflicts.as_ref().filter(|_| item.is_flagged());
        add_item(blocks, number + 1, item, conflicts, shown.full);
    }
}

pub(crate) fn add_item(
    blocks: &mut Vec<Block>,
    number: usize,
    item: &Item<'_>,
    conflicts: Option<&OwnConflicts>,
    full: bool,
) {
    let number = number.to_string();
    let indent = number.len() + 2;
    let name = item.proposal_name().unwrap_or("?");
    blocks.push(Block::Entry(
        number,
        item.proposal_slug().map_or_else(|| name.to_owned(), |slug| format!("{slug}  {name}")),
    ));
    let status = item.status();
    let mut facts = vec![(status.to_string(), item_role(&status))];
    if item.has_conflict() && status != ItemStatus::Blocked {
        facts.push(("conflict of interest flagged".to_owned(), Role::Danger));
    }
    if let Some(affinity) = item.affinity() {
        facts.push((format!("affinity {affinity:.2}"), Role::Plain));
    }
    if let Some(uuid) = item.uuid() {
        facts.push((format!("item {}", short_uuid(uuid)), Role::Plain));
    }
    blocks.push(Block::Facts(facts, indent));
    let line = |text: &str| Block::Text(text.to_owned(), indent, if full { None } else { Some(1) });
    let proposal = item.proposal_uuid().unwrap_or_default();
    blocks.extend(conflicts.into_iter().flat_map(|own| own.with(proposal)).map(line));
    if let Some(summary) = item.summary() {
        let most = if full { None } else { Some(SUMMARY_LINES) };
        blocks.push(Block::Text(summary.to_owned(), indent, most));
    }
}

fn item_role(status: &ItemStatus) -> Role {
    match status {
        ItemStatus::Accepted => Role::Good,
        ItemStatus::Blocked => Role::Danger,
        ItemStatus::Expired => Role::Past,
        ItemStatus::Pending
        | ItemStatus::Declined
        | ItemStatus::Reassigned
        | ItemStatus::Other(_) => Role::Plain,
    }
}

/// `tomorrow, Fri 02 Oct 2026 17:00 BST (in 32 h)`
fn due(batch: &Batch<'_>, theme: &Theme) -> String {
    match batch.deadline() {
        Deadline::At(at) => {
            let exact = exact_time(at, theme);
            match day_name(at, theme) {
                Some(day) => format!("{day}, {exact}"),
                None => exact,
            }
        }
        Deadline::None => "no deadline".to_owned(),
        Deadline::Unknown => "?".to_owned(),
    }
}

/// `3 of 3 waiting; 1 conflict of interest flagged`
fn answer(batch: &Batch<'_>, items: &[Item<'_>]) -> Block {
    let number =
        |count: Option<u64>| count.map_or_else(|| "?".to_owned(), |count| count.to_string());
    let mut words =
        format!("{} of {} waiting", number(batch.pending_count()), number(batch.items_count()));
    for (status, name) in [(ItemStatus::Accepted, "accepted"), (ItemStatus::Declined, "declined")] {
        match items.iter().filter(|item| item.status() == status).count() {
            0 => {}
            count => words = format!("{words}, {count} {name}"),
        }
    }
    let flagged = items.iter().filter(|item| item.has_conflict()).count();
    let role = if flagged > 0 { Role::Danger } else { Role::Plain };
    match flagged {
        0 => {}
        1 => words.push_str("; 1 conflict of interest flagged"),
        several => words = format!("{words}; {several} conflicts of interest flagged"),
    }
    Block::Fact("Answer", words, role)
}
