//! `batches list`: `GET /api/my-assignment-batches/`, filtered and ordered here because the
//! server does neither.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::time::Duration;

use anyhow::Result;
use jiff::Timestamp;
use serde_json::value::RawValue;

use super::{all_pages, listed, portal, program, token_warning};
use crate::api::{BATCH_FIELDS, Batch, BatchStatus, Client, Deadline, Document, Problem, members};
use crate::cli::{BatchColumn, Format, ListArgs, ListOrder};
use crate::context::{Context, Outcome};
use crate::fault::Fault;
use crate::output::{Cell, Column, Role, Row, Table, View, When};

/// The path of the list below `/api/`.
pub(super) const PATH: &str = "my-assignment-batches/";
/// The path of the history below `/api/`: answered and expired batches as well, in pages.
const ALL_PATH: &str = "assignment-batches/";
/// Due within this time is marked as urgent.
pub(super) const URGENT: Duration = Duration::from_secs(48 * 3600);

/// A listed batch.
type Listed<'a> = Document<'a, Batch<'a>>;

pub fn run(arguments: &ListArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let fields = arguments
        .output
        .json
        .as_deref()
        .map(field_names)
        .transpose()?;
    let format = context.format(if fields.is_some() {
        Some(Format::Json)
    } else {
        arguments.output.format
    });
    if !arguments.columns.is_empty() && matches!(format, Format::Json | Format::Ndjson) {
        return Err(Fault::usage("--columns is for tables; JSON has fields")
            .hint("write --json=uuid,call_name for some of them")
            .into());
    }
    let (client, server) = context.client()?;
    if arguments.web {
        return portal::open(portal::ASSIGNMENTS, &server, context);
    }
    let path = if arguments.all { ALL_PATH } else { PATH };
    let mut bodies = if arguments.all {
        all_pages(&client, &format!("{ALL_PATH}?page_size=300"))?
    } else {
        vec![client.get(PATH)?]
    };
    let elements: Vec<&RawValue> = bodies
        .iter()
        .map(|body| listed(&client, path, body))
        .collect::<Result<Vec<_>>>()?
        .concat();
    let total = elements.len();

    let untouched = !arguments.narrows() && arguments.sort.is_none() && !arguments.reverse;
    let whole = untouched && format == Format::Json && fields.as_ref().is_none_or(Vec::is_empty);
    if whole && bodies.len() == 1 {
        drop(elements);
        return Ok(Outcome::new(View::Json(bodies.swap_remove(0))));
    }
    let now = context.now();
    let mut batches: Vec<Listed<'_>> = elements
        .iter()
        .map(|raw| Document::<Batch<'_>>::new(raw))
        .filter(|batch| arguments.matches(&batch.read, now))
        .collect();
    let is_json = matches!(format, Format::Json | Format::Ndjson);
    match arguments.sort {
        Some(order) => sort(&mut batches, order, now),
        // JSON keeps the server's order; but the first N are the same ones in every form.
        None if is_json && arguments.limit.is_none() => {}
        None => sort(&mut batches, ListOrder::Due, now),
    }
    if arguments.reverse {
        batches.reverse();
    }
    if let Some(limit) = arguments.limit {
        batches.truncate(limit as usize);
    }
    let view = match format {
        Format::Json | Format::Ndjson => json_view(
            &elements,
            &batches,
            fields.as_deref().unwrap_or_default(),
            format,
        )?,
        Format::Table => View::Table(table(&batches, arguments, now, false)),
        Format::Tsv => View::Tsv(table(&batches, arguments, now, true)),
        Format::Csv => View::Csv(table(&batches, arguments, now, true)),
    };
    let mut outcome = if batches.is_empty() && !is_json {
        let view = if format == Format::Csv {
            view
        } else {
            View::Nothing
        };
        Outcome::new(view).message(why_empty(&client, total, context))
    } else {
        Outcome::new(view)
    };
    if format == Format::Table && !batches.is_empty() && context.settings.streams.is_terminal() {
        outcome.footer = Some(footer(&batches, &elements, now, context));
    }
    if !is_json {
        outcome.messages.extend(token_warning(&server, context));
    }
    Ok(outcome)
}

impl ListArgs {
    fn narrows(&self) -> bool {
        self.call.is_some()
            || self.due_within.is_some()
            || self.pending
            || self.expired
            || self.no_expired
            || !self.status.is_empty()
            || self.limit.is_some()
    }

    fn matches(&self, batch: &Batch<'_>, now: Timestamp) -> bool {
        let is_past = batch.is_past(now);
        let call = self.call.as_ref().is_none_or(|text| {
            batch
                .call_name()
                .is_some_and(|name| name.to_lowercase().contains(&text.to_lowercase()))
        });
        let due = self
            .due_within
            .is_none_or(|span| !is_past && is_due_within(batch, span, now));
        let status = self.status.is_empty()
            || self.status.iter().any(|wanted| {
                // A batch past its deadline is shown as expired, whatever the server calls it.
                let shown = is_past && wanted.eq_ignore_ascii_case("expired");
                shown
                    || batch
                        .status_word()
                        .is_some_and(|word| wanted.eq_ignore_ascii_case(word))
            });
        call && due
            && status
            && (!self.pending || batch.pending_count().is_some_and(|count| count > 0))
            && (!self.expired || is_past)
            && (!self.no_expired || !is_past)
    }
}

fn is_due_within(batch: &Batch<'_>, span: Duration, now: Timestamp) -> bool {
    match batch.deadline() {
        Deadline::At(at) => now.checked_add(span).is_ok_and(|limit| at <= limit),
        Deadline::None | Deadline::Unknown => false,
    }
}

/// What a batch's row or page says of its urgency.
pub(super) fn role(batch: &Batch<'_>, now: Timestamp) -> Role {
    if batch.is_past(now) {
        Role::Past
    } else if batch.status() == BatchStatus::Sent && is_due_within(batch, URGENT, now) {
        Role::Urgent
    } else {
        Role::Plain
    }
}

fn sort(batches: &mut [Listed<'_>], order: ListOrder, now: Timestamp) {
    match order {
        ListOrder::Due => batches.sort_by_cached_key(|batch| due_key(&batch.read, now)),
        ListOrder::Sent => batches.sort_by_cached_key(|batch| Reverse(batch.read.sent_at())),
        ListOrder::Call => batches.sort_by_cached_key(|batch| {
            (
                batch.read.call_name().map(str::to_lowercase),
                due_key(&batch.read, now),
            )
        }),
        ListOrder::Pending => batches.sort_by_cached_key(|batch| {
            (
                Reverse(batch.read.pending_count()),
                due_key(&batch.read, now),
            )
        }),
    }
}

/// Soonest deadline first, then without one, then what is past with the latest first.
fn due_key(batch: &Batch<'_>, now: Timestamp) -> (u8, i128) {
    match (batch.is_past(now), batch.deadline()) {
        (false, Deadline::At(at)) => (0, at.as_nanosecond()),
        (false, Deadline::None) => (1, 0),
        (false, Deadline::Unknown) => (2, 0),
        (true, Deadline::At(at)) => (3, -at.as_nanosecond()),
        (true, Deadline::None | Deadline::Unknown) => (4, 0),
    }
}

/// The names in `--json=FIELDS`; none for the bare flag.
pub(super) fn field_names(text: &str) -> Result<Vec<&str>> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let names: Vec<&str> = text.split(',').map(str::trim).collect();
    if names.iter().any(|name| name.is_empty()) {
        return Err(
            Fault::usage(format!("--json={text}: a field's name is empty"))
                .hint("write the names with commas between: --json=uuid,call_name")
                .into(),
        );
    }
    // An object holds each name once.
    let mut seen = HashSet::new();
    Ok(names
        .into_iter()
        .filter(|name| seen.insert(*name))
        .collect())
}

/// One object with the chosen members, each value as the server sent it.
pub(super) fn select(raw: &RawValue, fields: &[&str]) -> Result<String> {
    let members = members(raw)?;
    let mut object = String::from("{");
    for field in fields {
        if object.len() > 1 {
            object.push(',');
        }
        object.push_str(&serde_json::to_string(field)?);
        object.push(':');
        let value = members.iter().find(|(name, _)| name == field);
        object.push_str(value.map_or("null", |(_, value)| value.get()));
    }
    object.push('}');
    Ok(object)
}

/// Refuses a field that is neither documented nor in any of the elements.
pub(super) fn check_fields(
    fields: &[&str],
    documented: &[&str],
    elements: &[&RawValue],
) -> Result<()> {
    for field in fields.iter().filter(|field| !documented.contains(field)) {
        let sent = elements.iter().any(|raw| {
            members(raw).is_ok_and(|members| members.iter().any(|(name, _)| name == field))
        });
        if !sent {
            return Err(Fault::usage(format!("there is no field {field:?}"))
                .hint(format!("fields: {}", documented.join(", ")))
                .into());
        }
    }
    Ok(())
}

fn json_view(
    elements: &[&RawValue],
    batches: &[Listed<'_>],
    fields: &[&str],
    format: Format,
) -> Result<View> {
    check_fields(fields, &BATCH_FIELDS, elements)?;
    let texts = batches.iter().map(|batch| {
        if fields.is_empty() {
            Ok(batch.raw.get().to_owned())
        } else {
            select(batch.raw, fields)
        }
    });
    let texts: Vec<String> = texts.collect::<Result<_>>()?;
    Ok(if format == Format::Ndjson {
        View::Ndjson(texts)
    } else {
        View::Json(format!("[{}]", texts.join(",")).into_bytes())
    })
}

fn table(
    batches: &[Listed<'_>],
    arguments: &ListArgs,
    now: Timestamp,
    for_programs: bool,
) -> Table {
    let default: &[BatchColumn] = if for_programs {
        &[
            BatchColumn::Batch,
            BatchColumn::Call,
            BatchColumn::Due,
            BatchColumn::Pending,
            BatchColumn::Items,
            BatchColumn::Status,
            BatchColumn::Sent,
            BatchColumn::Note,
        ]
    } else {
        &[
            BatchColumn::Batch,
            BatchColumn::Call,
            BatchColumn::Due,
            BatchColumn::Deadline,
            BatchColumn::Left,
            BatchColumn::Status,
            BatchColumn::Sent,
            BatchColumn::Note,
        ]
    };
    let history = [
        BatchColumn::Answered,
        BatchColumn::Accepted,
        BatchColumn::Declined,
    ];
    let default: Vec<BatchColumn> = if arguments.all {
        default.iter().copied().chain(history).collect()
    } else {
        default.to_vec()
    };
    let keep_all = !arguments.columns.is_empty();
    let columns = if keep_all {
        &arguments.columns
    } else {
        &default
    };
    let length = short_length(batches);
    Table {
        columns: columns.iter().map(|column| column.definition()).collect(),
        rows: batches
            .iter()
            .map(|batch| Row {
                role: role(&batch.read, now),
                cells: columns
                    .iter()
                    .map(|column| column.cell(&batch.read, length, now))
                    .collect(),
            })
            .collect(),
        keep_all,
    }
}

impl BatchColumn {
    fn definition(self) -> Column {
        let column = |name, title| Column {
            name,
            title,
            right: false,
            flexible: false,
            from_width: 0,
        };
        match self {
            Self::Batch => column("batch", "BATCH"),
            Self::Call => Column {
                flexible: true,
                ..column("call", "CALL")
            },
            Self::Due => column("due", "DUE"),
            Self::Deadline => Column {
                from_width: 100,
                ..column("deadline", "DEADLINE")
            },
            Self::Left => Column {
                right: true,
                ..column("left", "LEFT")
            },
            Self::Pending => Column {
                right: true,
                ..column("pending", "PENDING")
            },
            Self::Items => Column {
                right: true,
                ..column("items", "ITEMS")
            },
            Self::Status => column("status", "STATUS"),
            Self::Expired => column("expired", "EXPIRED"),
            Self::Sent => Column {
                from_width: 120,
                ..column("sent", "SENT")
            },
            Self::Note => column("note", "NOTE"),
            Self::CallUuid => column("call-uuid", "CALL UUID"),
            Self::Answered => column("answered", "ANSWERED"),
            Self::Accepted => Column {
                right: true,
                ..column("accepted", "ACCEPTED")
            },
            Self::Declined => Column {
                right: true,
                ..column("declined", "DECLINED")
            },
        }
    }

    fn cell(self, batch: &Batch<'_>, length: usize, now: Timestamp) -> Cell {
        let unknown = || Cell::Word("?".to_owned(), String::new());
        let known =
            |text: Option<&str>| text.map_or_else(unknown, |text| Cell::Text(text.to_owned()));
        let deadline = match batch.deadline() {
            Deadline::At(at) => When::At(at),
            Deadline::None => When::Never("no deadline"),
            Deadline::Unknown => When::Unknown,
        };
        match self {
            Self::Batch => batch
                .uuid()
                .map_or_else(unknown, |uuid| Cell::Id(uuid.to_owned(), length)),
            Self::Call => known(batch.call_name()),
            Self::Due => Cell::Near(deadline),
            Self::Deadline => Cell::Exact(deadline),
            Self::Left => Cell::Of(batch.pending_count(), batch.items_count()),
            Self::Pending => Cell::Count(batch.pending_count()),
            Self::Items => Cell::Count(batch.items_count()),
            Self::Status => Cell::Word(
                shown_status(batch, now),
                batch.status_word().unwrap_or_default().to_owned(),
            ),
            Self::Expired => Cell::Flag(batch.is_past(now)),
            Self::Sent => Cell::Date(batch.sent_at().map_or(When::Never("-"), When::At)),
            Self::Note => Cell::Note(batch.note().map(str::to_owned)),
            Self::CallUuid => known(batch.call_uuid()),
            Self::Answered => Cell::Date(batch.responded_at().map_or(When::Never("-"), When::At)),
            Self::Accepted => Cell::Count(batch.accepted_count()),
            Self::Declined => Cell::Count(batch.declined_count()),
        }
    }
}

/// A batch that is still `sent` but past its deadline takes no answers any more.
pub(super) fn shown_status(batch: &Batch<'_>, now: Timestamp) -> String {
    if batch.is_past(now) {
        "Expired".to_owned()
    } else {
        batch.status().to_string()
    }
}

/// How many characters of a UUID tell the listed batches apart, 8 or more.
fn short_length(batches: &[Listed<'_>]) -> usize {
    // As numbers, 16 characters at a time are compared at once.
    let mut heads: Vec<u64> = batches
        .iter()
        .filter_map(|batch| u64::from_str_radix(batch.read.uuid()?.get(..16)?, 16).ok())
        .collect();
    heads.sort_unstable();
    let shared = heads.windows(2).filter_map(|pair| match pair {
        [one, other] if one != other => Some((one ^ other).leading_zeros() / 4),
        // The same batch twice, or as good as: more characters would not help.
        _ => None,
    });
    shared
        .max()
        .map_or(8, |shared| (shared as usize + 1).max(8))
}

fn common(one: &str, other: &str) -> usize {
    one.chars()
        .zip(other.chars())
        .take_while(|(a, b)| a == b)
        .count()
}

fn footer(
    batches: &[Listed<'_>],
    elements: &[&RawValue],
    now: Timestamp,
    context: &Context<'_>,
) -> String {
    let total = elements.len();
    let is_open =
        |batch: &Batch<'_>| !batch.is_past(now) && batch.status() != BatchStatus::Responded;
    let count = |wanted: &dyn Fn(&Batch<'_>) -> bool| {
        batches.iter().filter(|batch| wanted(&batch.read)).count()
    };
    let parts = [
        (count(&is_open), "open"),
        (count(&|batch| batch.is_past(now)), "expired"),
        (
            count(&|batch| batch.status() == BatchStatus::Responded),
            "answered",
        ),
    ];
    let parts = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"));
    let mut text = format!("{}.", parts.collect::<Vec<_>>().join(", "));
    if batches.len() < total {
        text = format!("{text} {} of {total} shown.", batches.len());
    }
    let first = batches
        .iter()
        .filter(|batch| is_open(&batch.read))
        .min_by_key(|batch| due_key(&batch.read, now))
        .and_then(|batch| batch.read.uuid());
    if let Some(first) = first {
        // A prefix must be unique among all batches, the ones that were filtered away included.
        let shared = elements
            .iter()
            .filter_map(|raw| {
                let batch = Document::<Batch<'_>>::new(raw).read;
                batch
                    .uuid()
                    .filter(|uuid| *uuid != first)
                    .map(|uuid| common(uuid, first))
            })
            .max()
            .unwrap_or(0);
        let prefix: String = first.chars().take((shared + 1).max(4)).collect();
        text = format!("{text} Next: {} batches show {prefix}", program(context));
    }
    text
}

/// Why there is nothing to show, asking the server only where that can tell more.
fn why_empty(client: &Client, total: usize, context: &Context<'_>) -> String {
    let host = &client.facts().host;
    if total > 0 {
        let batches = if total == 1 {
            "The one batch does".to_owned()
        } else {
            format!("None of the {total} batches")
        };
        let verb = if total == 1 { " not match" } else { " matches" };
        return format!(
            "{batches}{verb}. See all: {} batches list",
            program(context)
        );
    }
    match client.get("reviewer-profiles/me/") {
        Err(error) if error.problem == Problem::NotFound => format!(
            "You have no reviewer profile on {host}, so no batch can be sent to you. The call manager invites reviewers."
        ),
        Ok(_) | Err(_) => format!("Nothing is due: no batch on {host} waits for your answer."),
    }
}
