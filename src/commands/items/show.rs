//! `items show`: one proposal with its batch, its summary and the reason of a conflict of interest.

use anyhow::Result;
use clap::Args;

use crate::args::OutputArgs;
use crate::commands::conflicts::{OwnConflicts, not_explained};
use crate::commands::context::{Context, Outcome};
use crate::commands::fields::{Wanted, check_fields, select};
use crate::commands::listing::json_view;
use crate::commands::phrases::{PAST_DEADLINE, deadline_words, exact_time};
use crate::commands::portal;
use crate::commands::resolve::{own_items, read_item};
use crate::error::{ErrorKind, UserError};
use crate::output::{Block, Page, Role, View, long_time};
use crate::values::Format;
use crate::waldur::pagination::Object;
use crate::waldur::portal::review_page;
use crate::waldur::uuid::{dashed, normalized};
use crate::waldur::{Batch, Client, Deadline, Item, ItemStatus, Record, batches};

use super::columns::row_for_programs;

/// `items show`
#[derive(Debug, Args)]
pub struct ItemsShowArgs {
    /// UUID, unique prefix, or slug
    #[arg(value_name = "ITEM")]
    pub item: String,
    /// The form of the output.
    #[command(flatten)]
    pub output: OutputArgs,
}

pub fn run(arguments: &ItemsShowArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let Wanted { format, fields } = Wanted::of(&arguments.output)?;
    let (client, server) = context.client()?;
    let typed = std::slice::from_ref(&arguments.item);
    let found = own_items(typed, &client, context, |uuid, _| uuid.to_owned())?;
    let uuid = found.into_iter().next().transpose()?.ok_or_else(|| {
        UserError::new(ErrorKind::NotFound, format!("no item matches {}", arguments.item))
    })?;
    let document = read_item(&uuid, &client, context)?;
    let raw = document.raw();
    match format.unwrap_or(Format::Table) {
        Format::Json if fields.is_empty() => Ok(Outcome::new(View::Json(document.into_body()))),
        format @ (Format::Json | Format::Ndjson) => {
            check_fields(&fields, Item::FIELDS, [raw])?;
            let text = select(raw, &fields)?;
            Ok(Outcome::new(if format == Format::Json {
                View::Json(text.into_owned().into_bytes())
            } else {
                json_view(std::iter::once(text), format)
            }))
        }
        Format::Csv => {
            Ok(Outcome::new(View::Csv(row_for_programs(raw, context.theme, context.now()))))
        }
        Format::Tsv => {
            Ok(Outcome::new(View::Tsv(row_for_programs(raw, context.theme, context.now()))))
        }
        Format::Table => {
            let item = document.read();
            let batch = match item.batch_uuid() {
                Some(uuid) => Some(batches::get(&client, &uuid)?),
                None => None,
            };
            let conflict = conflict_blocks(&item, &client);
            let portal = portal::address(&server, context).ok().flatten();
            let page = page(&uuid, &item, batch.as_ref(), conflict, portal.as_deref(), context);
            Ok(Outcome::new(View::Page(page)))
        }
    }
}

fn page(
    uuid: &str,
    item: &Item<'_>,
    batch: Option<&Object<Batch<'static>>>,
    conflict: Vec<Block>,
    portal: Option<&str>,
    context: &Context<'_>,
) -> Page {
    let zone = &context.theme.zone;
    let mut blocks = vec![Block::Title(
        item.proposal_name().unwrap_or("?").to_owned(),
        item.status().to_string(),
        if item.status() == ItemStatus::Blocked { Role::Danger } else { Role::Plain },
    )];
    if let Some(slug) = item.proposal_slug() {
        blocks.push(Block::Fact("Slug", slug.to_owned(), Role::Plain));
    }
    blocks.push(Block::Fact("Item", dashed(uuid), Role::Plain));
    let mut summary = None;
    if let Some(document) = batch {
        let batch = document.read();
        if let Some(call) = batch.call_name() {
            blocks.push(Block::Fact("Call", call.to_owned(), Role::Plain));
        }
        if let Some(uuid) = batch.uuid() {
            blocks.push(Block::Fact("Batch", dashed(uuid), Role::Plain));
        }
        let due = match batch.deadline() {
            Deadline::At(at) => exact_time(at, context.theme),
            Deadline::None | Deadline::Unknown => deadline_words(batch.deadline(), context.theme),
        };
        let is_past = !batch.takes_answers(context.now());
        let role = if is_past { Role::Past } else { Role::Plain };
        blocks.push(Block::Fact("Due", due, role));
        if is_past && item.status() == ItemStatus::Pending {
            blocks.push(Block::Fact("", PAST_DEADLINE.to_owned(), Role::Past));
        }
        let items = batches::items(document.raw()).unwrap_or_default();
        let own = items.iter().find(|own| own.uuid().and_then(normalized).as_deref() == Some(uuid));
        summary = own.and_then(|own| own.summary().map(str::to_owned));
    }
    if let Some(affinity) = item.affinity() {
        blocks.push(Block::Fact("Match", format!("affinity {affinity:.2}"), Role::Plain));
    }
    if let Some(at) = item.responded_at() {
        blocks.push(Block::Fact("Answer", format!("sent {}", long_time(at, zone)), Role::Plain));
    }
    if let Some(review) = item.review_uuid() {
        let block = Block::Fact("Review", review.to_owned(), Role::Plain);
        blocks.push(portal::link_block(block, portal, review_page(review)));
    }
    blocks.extend(conflict);
    blocks.push(Block::Blank);
    if let Some(summary) = summary {
        blocks.push(Block::Text(summary, 0, None));
    } else {
        let sentence = "No summary is available.";
        blocks.push(Block::Text(sentence.to_owned(), 0, None));
    }
    Page { blocks, ..Page::default() }
}

/// Why a conflict of interest is flagged, as far as the server says.
fn conflict_blocks(item: &Item<'_>, client: &Client) -> Vec<Block> {
    if !item.is_flagged() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Blank, Block::Heading("Conflict of interest")];
    let mut add = |text: String| blocks.push(Block::Text(text, 2, None));
    let proposal = item.proposal_uuid().unwrap_or_default();
    match OwnConflicts::read(client) {
        Ok(own) if own.with(proposal).next().is_none() => {
            add("The server does not say why it is flagged.".to_owned());
        }
        Ok(own) => own.with(proposal).map(str::to_owned).for_each(add),
        Err(error) => add(not_explained(&error)),
    }
    blocks
}
