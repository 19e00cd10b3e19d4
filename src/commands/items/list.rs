//! `items list`: `GET /api/assignment-items/`, all pages.

use crate::args::OutputArgs;
use crate::args::ServersArgs;
use anyhow::Result;
use clap::Args;
use serde_json::value::RawValue;

use crate::commands::context::{Context, Outcome};
use crate::commands::fields::Wanted;
use crate::commands::fields::check_fields;
use crate::commands::fields::select;
use crate::commands::multi_server::Asked;
use crate::commands::multi_server::chosen;
use crate::commands::multi_server::json_view;
use crate::commands::phrases::program;
use crate::commands::portal;
use crate::complete as completing;
use crate::error::UserError;
use crate::output::{Cell, Column, Role, Row, Table, View, When};
use crate::values::Format;
use crate::waldur::items::{self, ItemFilter};
use crate::waldur::pagination::List;
use crate::waldur::uuid::Selector;
use crate::waldur::{Document, Item, Record};

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
    /// Only items of the call with this UUID
    #[arg(long, value_name = "UUID")]
    pub call: Option<String>,
    /// Only items with this status, such as accepted
    #[arg(long, value_name = "STATUS")]
    pub status: Vec<String>,
    /// Only items that wait for an answer
    #[arg(long, conflicts_with = "status")]
    pub pending: bool,
    /// The form of the output.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// What one server answered.
type Answered = Asked<List<Item<'static>>>;

/// Runs `items list`.
///
/// # Errors
/// When no server could be asked, or a filter cannot be used.
pub fn run(arguments: &ItemsListArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let Wanted { format, fields } = Wanted::of(&arguments.output)?;
    let format = context.format(format);
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
    let filter = ItemFilter { batch, ..filter(arguments)? };
    let is_filtered = filter != ItemFilter::default();
    let is_all_pending = filter == ItemFilter::pending();
    let (asked, failures) = servers.ask(|client, _| items::list(client, &filter))?;
    if asked.is_empty() {
        return Ok(Outcome::all_failed(failures));
    }
    for asked in asked.iter().filter(|_| is_all_pending) {
        completing::learn_items(asked, context);
    }
    let elements: Vec<Vec<&RawValue>> = asked.iter().map(|asked| asked.answer.elements()).collect();
    if !fields.is_empty() {
        check_fields(&fields, Item::FIELDS, &elements.concat())?;
    }
    let is_empty = elements.iter().all(Vec::is_empty);
    let mut outcome = if matches!(format, Format::Json | Format::Ndjson) {
        Outcome::new(json(&asked, &elements, &fields, format, several)?)
    } else if is_empty && format != Format::Csv {
        let hosts: Vec<&str> =
            asked.iter().map(|asked| asked.client.facts().host.as_str()).collect();
        let mut outcome = Outcome::new(View::Nothing);
        if is_filtered {
            outcome = outcome.message(format!(
                "No proposal matches. See all: {} items list{}",
                program(context),
                if arguments.servers.all_profiles { " --all-profiles" } else { "" },
            ));
        } else {
            outcome = outcome.message(format!(
                "No proposal was assigned to you on {} so far.",
                hosts.join(", ")
            ));
        }
        outcome
    } else {
        let mut table = table(&elements.concat(), format != Format::Table);
        if context.theme.hyperlinks && format == Format::Table {
            link_reviews(&mut table, &asked, &elements);
        }
        if several {
            name_servers(&mut table, &asked, &elements);
        }
        Outcome::new(match format {
            Format::Csv => View::Csv(table),
            Format::Table => View::Table(table),
            Format::Tsv | Format::Json | Format::Ndjson => View::Tsv(table),
        })
    };
    outcome.all_failed = false;
    outcome.failures = failures;
    Ok(outcome)
}

/// The filters that the server is asked for.
fn filter(arguments: &ItemsListArgs) -> Result<ItemFilter> {
    let mut filter = ItemFilter::default();
    if let Some(call) = &arguments.call {
        let Ok(Selector::Whole(uuid)) = Selector::parse(call) else {
            return Err(UserError::usage(format!("{call:?} is not the whole UUID of a call"))
                .hint(
                    "they are listed by: waldur-review batches list --all --columns call,call-uuid",
                )
                .into());
        };
        filter.call = Some(uuid.into());
    }
    if arguments.pending {
        filter.statuses = vec!["pending".to_owned()];
    }
    for status in &arguments.status {
        if !status.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            return Err(UserError::usage(format!("{status:?} is not a status"))
                .hint("pending, accepted, declined, coi_blocked, expired or reassigned")
                .into());
        }
        filter.statuses.push(status.to_ascii_lowercase());
    }
    Ok(filter)
}

fn json(
    asked: &[Answered],
    elements: &[Vec<&RawValue>],
    fields: &[&str],
    format: Format,
    several: bool,
) -> Result<View> {
    let mut texts = Vec::new();
    for (asked, elements) in asked.iter().zip(elements) {
        let own = elements.iter().map(|raw| select(raw, fields));
        let own: Vec<String> = own.collect::<Result<_>>()?;
        match (several, format) {
            (false, _) => texts.extend(own),
            (true, Format::Ndjson) => {
                for text in own {
                    texts.push(asked.wrap(&text)?);
                }
            }
            (true, _) => texts.push(asked.wrap(&format!("[{}]", own.join(",")))?),
        }
    }
    Ok(json_view(texts, format))
}

/// Makes the proposal's name of each row lead to its review, where there is one.
fn link_reviews(table: &mut Table, asked: &[Answered], elements: &[Vec<&RawValue>]) {
    let at = table.columns.iter().position(|it| it.name == "proposal");
    let portals = asked.iter().zip(elements).flat_map(|(asked, elements)| {
        let portal = asked.server.portal.as_deref();
        elements.iter().map(move |raw| (portal, raw))
    });
    for (row, (portal, raw)) in table.rows.iter_mut().zip(portals) {
        let item = Document::<Item<'_>>::new(raw).read;
        let page = item.review_uuid().and_then(portal::review_page);
        if let Some(cell) = at.and_then(|at| row.cells.get_mut(at)) {
            let text = std::mem::replace(cell, Cell::Flag(false));
            *cell = portal::link(text, portal, page);
        }
    }
}

/// Puts the profile's name before each row.
fn name_servers(table: &mut Table, asked: &[Answered], elements: &[Vec<&RawValue>]) {
    table.columns.insert(0, Column::new("server", "SERVER"));
    let names = asked
        .iter()
        .zip(elements)
        .flat_map(|(asked, elements)| std::iter::repeat_n(&asked.profile.value, elements.len()));
    for (row, name) in table.rows.iter_mut().zip(names) {
        row.cells.insert(0, Cell::Text(name.clone()));
    }
}

pub(super) fn table(elements: &[&RawValue], for_programs: bool) -> Table {
    let columns = vec![
        Column::new("item", "ITEM"),
        Column::new("slug", "SLUG"),
        Column { flexible: true, ..Column::new("proposal", "PROPOSAL") },
        Column::new("status", "STATUS"),
        Column { right: true, ..Column::new("affinity", "AFFINITY") },
        Column::new("conflict", "CONFLICT"),
        Column { from_width: 100, ..Column::new("answered", "ANSWERED") },
        Column { from_width: 100, ..Column::new("batch", "BATCH") },
    ];
    let rows = elements.iter().map(|raw| {
        let item = Document::<Item<'_>>::new(raw).read;
        let text = |text: Option<&str>| {
            Cell::Text(text.unwrap_or(if for_programs { "" } else { "?" }).to_owned())
        };
        let id = |uuid: Option<&str>| {
            text(uuid.map(|uuid| if for_programs { uuid } else { uuid.get(..8).unwrap_or(uuid) }))
        };
        let status = item.status();
        let affinity = item.affinity().map(|affinity| {
            if for_programs { affinity.to_string() } else { format!("{affinity:.2}") }
        });
        Row {
            role: Role::Plain,
            cells: vec![
                id(item.uuid()),
                Cell::Text(item.proposal_slug().unwrap_or_default().to_owned()),
                text(item.proposal_name()),
                if for_programs { text(item.status_word()) } else { text(Some(status.short())) },
                Cell::Text(affinity.unwrap_or_default()),
                Cell::Flag(item.has_conflict()),
                Cell::Date(item.responded_at().map_or(When::Never("-"), When::At)),
                id(item.batch_uuid().as_deref()),
            ],
        }
    });
    Table { columns, rows: rows.collect(), keep_all: false }
}
