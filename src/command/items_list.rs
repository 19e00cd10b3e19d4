//! `items list`: `GET /api/assignment-items/`, all pages.

use anyhow::Result;
use serde_json::value::RawValue;

use super::batches_show::whole_uuid;
use super::fields::{Wanted, check_fields, select};
use super::{all_pages, listed, portal, program};
use crate::api::{BatchId, Document, Item};
use crate::cli::{Format, ItemsListArgs};
use crate::context::{Context, Outcome};
use crate::fault::Fault;
use crate::output::{Cell, Column, Role, Row, Table, View, When};

/// The path of the list below `/api/`.
pub(super) const PATH: &str = "assignment-items/";

/// The fields that a listed item has, in the server's order.
const ITEM_FIELDS: [&str; 20] = [
    "url",
    "uuid",
    "batch",
    "proposal",
    "proposal_uuid",
    "proposal_name",
    "proposal_slug",
    "status",
    "status_display",
    "affinity_score",
    "has_coi",
    "coi_count",
    "responded_at",
    "decline_reason",
    "review",
    "review_uuid",
    "reassign_count",
    "override_reason",
    "overridden_by_name",
    "created",
];

pub fn run(arguments: &ItemsListArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let Wanted { format, fields } = Wanted::of(&arguments.output)?;
    let format = context.format(format);
    let (client, server) = context.client()?;
    if arguments.web {
        return portal::open(portal::ASSIGNMENTS, &server, context);
    }
    let mut path = format!("{PATH}?page_size=300");
    if let Some(batch) = &arguments.batch {
        path = format!("{path}&batch_uuid={}", whole_uuid(batch, &client, context)?);
    }
    if let Some(call) = &arguments.call {
        let Ok(BatchId::Whole(uuid)) = BatchId::parse(call) else {
            return Err(
                Fault::usage(format!("{call:?} is not the whole UUID of a call"))
                    .hint("they are listed by: waldur-review batches list --all --columns call,call-uuid")
                    .into(),
            );
        };
        path = format!("{path}&call_uuid={uuid}");
    }
    let pending = ["pending".to_owned()];
    for status in if arguments.pending {
        pending.as_slice()
    } else {
        &arguments.status
    } {
        if !status
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        {
            return Err(Fault::usage(format!("{status:?} is not a status"))
                .hint("pending, accepted, declined, coi_blocked, expired or reassigned")
                .into());
        }
        path = format!("{path}&status={}", status.to_ascii_lowercase());
    }
    let bodies = all_pages(&client, &path)?;
    let elements: Vec<&RawValue> = bodies
        .iter()
        .map(|body| listed(&client, PATH, body))
        .collect::<Result<Vec<_>>>()?
        .concat();
    check_fields(&fields, &ITEM_FIELDS, &elements)?;
    if matches!(format, Format::Json | Format::Ndjson) {
        let texts: Vec<String> = elements
            .iter()
            .map(|raw| {
                if fields.is_empty() {
                    Ok(raw.get().to_owned())
                } else {
                    select(raw, &fields)
                }
            })
            .collect::<Result<_>>()?;
        return Ok(Outcome::new(if format == Format::Ndjson {
            View::Ndjson(texts)
        } else {
            View::Json(format!("[{}]", texts.join(",")).into_bytes())
        }));
    }
    if elements.is_empty() && format != Format::Csv {
        let narrowed = path.contains('&');
        return Ok(Outcome::new(View::Nothing).message(if narrowed {
            format!(
                "No proposal matches. See all: {} items list",
                program(context)
            )
        } else {
            format!(
                "No proposal was assigned to you on {} so far.",
                client.facts().host
            )
        }));
    }
    let table = table(&elements, format != Format::Table);
    Ok(Outcome::new(match format {
        Format::Csv => View::Csv(table),
        Format::Table => View::Table(table),
        Format::Tsv | Format::Json | Format::Ndjson => View::Tsv(table),
    }))
}

fn table(elements: &[&RawValue], for_programs: bool) -> Table {
    let column = |name, title| Column {
        name,
        title,
        right: false,
        flexible: false,
        from_width: 0,
    };
    let columns = vec![
        column("item", "ITEM"),
        column("slug", "SLUG"),
        Column {
            flexible: true,
            ..column("proposal", "PROPOSAL")
        },
        column("status", "STATUS"),
        Column {
            right: true,
            ..column("affinity", "AFFINITY")
        },
        column("conflict", "CONFLICT"),
        Column {
            from_width: 100,
            ..column("answered", "ANSWERED")
        },
        Column {
            from_width: 100,
            ..column("batch", "BATCH")
        },
    ];
    let rows = elements.iter().map(|raw| {
        let item = Document::<Item<'_>>::new(raw).read;
        let text = |text: Option<&str>| {
            Cell::Text(
                text.unwrap_or(if for_programs { "" } else { "?" })
                    .to_owned(),
            )
        };
        let id = |uuid: Option<&str>| {
            text(uuid.map(|uuid| {
                if for_programs {
                    uuid
                } else {
                    uuid.get(..8).unwrap_or(uuid)
                }
            }))
        };
        let status = item.status();
        let affinity = item.affinity().map(|affinity| {
            if for_programs {
                affinity.to_string()
            } else {
                format!("{affinity:.2}")
            }
        });
        Row {
            role: Role::Plain,
            cells: vec![
                id(item.uuid()),
                Cell::Text(item.proposal_slug().unwrap_or_default().to_owned()),
                text(item.proposal_name()),
                if for_programs {
                    text(item.status_word())
                } else {
                    text(Some(status.short()))
                },
                Cell::Text(affinity.unwrap_or_default()),
                Cell::Flag(item.has_conflict()),
                Cell::Date(item.responded_at().map_or(When::Never("-"), When::At)),
                id(item.batch_uuid().as_deref()),
            ],
        }
    });
    Table {
        columns,
        rows: rows.collect(),
        keep_all: false,
    }
}
