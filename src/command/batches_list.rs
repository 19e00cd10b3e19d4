//! `batches list`: `GET /api/my-assignment-batches/`, filtered and ordered here because the
//! server does neither.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::time::Duration;

use anyhow::Result;
use jiff::Timestamp;
use serde_json::value::RawValue;

use super::fields::{Wanted, check_fields, select};
use super::{all_pages, listed, portal, program, token_warning};
use crate::api::{BATCH_FIELDS, Batch, BatchStatus, Client, Deadline, Document, Problem, read_all};
use crate::cli::{BatchColumn, Format, ListArgs, ListOrder};
use crate::context::{Context, Outcome};
use crate::fault::Fault;
use crate::output::{Cell, Column, Role, Row, Table, View, When, fraction};

/// The path of the list below `/api/`.
pub(super) const PATH: &str = "my-assignment-batches/";
/// The path of the history below `/api/`: answered and expired batches as well, in pages.
pub(super) const ALL_PATH: &str = "assignment-batches/";
/// The first of its pages, as long as the server makes them.
pub(super) const HISTORY: &str = "assignment-batches/?page_size=300";
/// Due within this time is marked as urgent.
pub(super) const URGENT: Duration = Duration::from_secs(48 * 3600);

pub fn run(arguments: &ListArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let Wanted { format, fields } = Wanted::of(&arguments.output)?;
    let format = context.format(format);
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
        all_pages(&client, HISTORY)?
    } else {
        vec![client.get(PATH)?]
    };
    let now = context.now();
    if matches!(format, Format::Json | Format::Ndjson) {
        let elements: Vec<&RawValue> = bodies
            .iter()
            .map(|body| listed(&client, path, body))
            .collect::<Result<Vec<_>>>()?
            .concat();
        let untouched = !arguments.narrows() && arguments.sort.is_none() && !arguments.reverse;
        if untouched && format == Format::Json && fields.is_empty() && bodies.len() == 1 {
            drop(elements);
            return Ok(Outcome::new(View::Json(bodies.swap_remove(0))));
        }
        let documents = elements.iter().map(|raw| Document::new(raw)).collect();
        let (shown, _) = arguments.arrange::<Document<'_, Batch<'_>>>(documents, true, now);
        return Ok(Outcome::new(json_view(&elements, &shown, &fields, format)?));
    }
    let mut batches = Vec::new();
    for body in &bodies {
        match read_all(body) {
            Some(read) if batches.is_empty() => batches = read,
            Some(read) => batches.extend(read),
            None => batches.extend(
                listed(&client, path, body)?
                    .into_iter()
                    .map(|raw| Document::new(raw).read),
            ),
        }
    }
    let (shown, left_out) = arguments.arrange::<Batch<'_>>(batches, false, now);
    let table = table(&shown, arguments, now, format != Format::Table);
    let view = match format {
        Format::Csv => View::Csv(table),
        _ if shown.is_empty() => View::Nothing,
        Format::Table => View::Table(table),
        Format::Tsv | Format::Json | Format::Ndjson => View::Tsv(table),
    };
    let mut outcome = Outcome::new(view);
    if shown.is_empty() {
        outcome
            .messages
            .push(why_empty(&client, left_out.len(), arguments.all, context));
    } else if format == Format::Table && context.settings.streams.is_terminal() {
        outcome.footer = Some(footer(&shown, &left_out, now, context));
    }
    outcome.messages.extend(token_warning(&server, context));
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

    /// The batches to show, in their order, and the ones that are left out.
    fn arrange<'a, B: AsRef<Batch<'a>>>(
        &self,
        batches: Vec<B>,
        is_json: bool,
        now: Timestamp,
    ) -> (Vec<B>, Vec<B>) {
        let (mut shown, mut left_out) = if self.narrows() {
            batches
                .into_iter()
                .partition(|batch| self.matches(batch.as_ref(), now))
        } else {
            (batches, Vec::new())
        };
        match self.sort {
            Some(order) => sort(&mut shown, order, now),
            // JSON keeps the server's order; but the first N are the same ones in every form.
            None if is_json && self.limit.is_none() => {}
            None => sort(&mut shown, ListOrder::Due, now),
        }
        if self.reverse {
            shown.reverse();
        }
        let most = self
            .limit
            .map_or(shown.len(), |limit| shown.len().min(limit as usize));
        left_out.extend(shown.drain(most..));
        (shown, left_out)
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

fn sort<'a, B: AsRef<Batch<'a>>>(batches: &mut [B], order: ListOrder, now: Timestamp) {
    match order {
        ListOrder::Due => batches.sort_by_cached_key(|batch| due_key(batch.as_ref(), now)),
        ListOrder::Sent => batches.sort_by_cached_key(|batch| Reverse(batch.as_ref().sent_at())),
        ListOrder::Call => batches.sort_by_cached_key(|batch| {
            let batch = batch.as_ref();
            (
                batch.call_name().map(str::to_lowercase),
                due_key(batch, now),
            )
        }),
        ListOrder::Pending => batches.sort_by_cached_key(|batch| {
            let batch = batch.as_ref();
            (Reverse(batch.pending_count()), due_key(batch, now))
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

fn json_view(
    elements: &[&RawValue],
    batches: &[Document<'_, Batch<'_>>],
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

fn table(batches: &[Batch<'_>], arguments: &ListArgs, now: Timestamp, for_programs: bool) -> Table {
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
    let default: Vec<BatchColumn> = match (arguments.all, for_programs) {
        (false, _) => default.to_vec(),
        (true, true) => default.iter().copied().chain(history).collect(),
        // What was answered is what the history is for; what follows it may not fit.
        (true, false) => [BatchColumn::Batch, BatchColumn::Call, BatchColumn::Status]
            .into_iter()
            .chain(history)
            .chain([
                BatchColumn::Due,
                BatchColumn::Left,
                BatchColumn::Deadline,
                BatchColumn::Sent,
                BatchColumn::Note,
            ])
            .collect(),
    };
    let keep_all = !arguments.columns.is_empty();
    let columns = if keep_all {
        &arguments.columns
    } else {
        &default
    };
    let faces = Faces {
        for_programs,
        length: short_length(batches),
        now,
    };
    Table {
        columns: columns.iter().map(|column| column.definition()).collect(),
        rows: batches
            .iter()
            .map(|batch| Row {
                role: role(batch, now),
                cells: columns
                    .iter()
                    .map(|column| column.cell(batch, faces))
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

    /// What a person sees of a batch, or what a program gets.
    fn cell(self, batch: &Batch<'_>, faces: Faces) -> Cell {
        let Faces {
            for_programs,
            length,
            now,
        } = faces;
        let text = |text: Option<&str>| {
            Cell::Text(
                text.unwrap_or(if for_programs { "" } else { "?" })
                    .to_owned(),
            )
        };
        let deadline = match batch.deadline() {
            Deadline::At(at) => When::At(at),
            Deadline::None => When::Never("no deadline"),
            Deadline::Unknown => When::Unknown,
        };
        match self {
            Self::Batch if for_programs => text(batch.uuid()),
            Self::Batch => text(batch.uuid().map(|uuid| uuid.get(..length).unwrap_or(uuid))),
            Self::Call => text(batch.call_name()),
            Self::Due => Cell::Near(deadline),
            Self::Deadline => Cell::Exact(deadline),
            Self::Left => Cell::Text(fraction(batch.pending_count(), batch.items_count())),
            Self::Pending => Cell::Count(batch.pending_count()),
            Self::Items => Cell::Count(batch.items_count()),
            Self::Status if for_programs => text(batch.status_word()),
            Self::Status => Cell::Text(shown_status(batch, now)),
            Self::Expired => Cell::Flag(batch.is_past(now)),
            Self::Sent => Cell::Date(batch.sent_at().map_or(When::Never("-"), When::At)),
            Self::Note if for_programs => text(batch.note()),
            Self::Note => Cell::Flag(batch.note().is_some()),
            Self::CallUuid => text(batch.call_uuid()),
            Self::Answered => Cell::Date(batch.responded_at().map_or(When::Never("-"), When::At)),
            Self::Accepted => Cell::Count(batch.accepted_count()),
            Self::Declined => Cell::Count(batch.declined_count()),
        }
    }
}

/// Who the cells are for.
#[derive(Debug, Clone, Copy)]
struct Faces {
    for_programs: bool,
    /// Characters of a UUID that a person sees.
    length: usize,
    now: Timestamp,
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
fn short_length(batches: &[Batch<'_>]) -> usize {
    // Eight are enough nearly always, which a set tells cheaper than sorting.
    let heads = batches.iter().filter_map(|batch| batch.uuid()?.get(..8));
    let mut seen = HashSet::with_capacity(batches.len());
    if heads.into_iter().all(|head| seen.insert(head)) {
        return 8;
    }
    let mut uuids: Vec<&str> = batches.iter().filter_map(Batch::uuid).collect();
    uuids.sort_unstable();
    // The same batch twice cannot be told apart by more characters.
    uuids.dedup();
    let shared = uuids.windows(2).map(|pair| match pair {
        [one, other] => common(one, other),
        _ => 0,
    });
    shared.max().map_or(8, |shared| (shared + 1).max(8))
}

fn common(one: &str, other: &str) -> usize {
    one.chars()
        .zip(other.chars())
        .take_while(|(a, b)| a == b)
        .count()
}

fn footer(
    shown: &[Batch<'_>],
    left_out: &[Batch<'_>],
    now: Timestamp,
    context: &Context<'_>,
) -> String {
    let is_open =
        |batch: &Batch<'_>| !batch.is_past(now) && batch.status() != BatchStatus::Responded;
    let count =
        |wanted: &dyn Fn(&Batch<'_>) -> bool| shown.iter().filter(|batch| wanted(batch)).count();
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
    if !left_out.is_empty() {
        text = format!(
            "{text} {} of {} shown.",
            shown.len(),
            shown.len() + left_out.len()
        );
    }
    let first = shown
        .iter()
        .filter(|batch| is_open(batch))
        .min_by_key(|batch| due_key(batch, now))
        .and_then(Batch::uuid);
    if let Some(first) = first {
        // A prefix must be unique among all batches, the ones that are left out included.
        let others = shown.iter().chain(left_out).filter_map(Batch::uuid);
        let shared = others
            .filter(|uuid| *uuid != first)
            .map(|uuid| common(uuid, first))
            .max();
        let length = shared.map_or(4, |shared| (shared + 1).max(4));
        let prefix: String = first.chars().take(length).collect();
        text = format!("{text} Next: {} batches show {prefix}", program(context));
    }
    text
}

/// Why there is nothing to show, asking the server only where that can tell more.
fn why_empty(client: &Client, total: usize, history: bool, context: &Context<'_>) -> String {
    let host = &client.facts().host;
    if total > 0 {
        let batches = if total == 1 {
            "The one batch does".to_owned()
        } else {
            format!("None of the {total} batches")
        };
        let verb = if total == 1 { " not match" } else { " matches" };
        return format!(
            "{batches}{verb}. See all: {} batches list{}",
            program(context),
            if history { " --all" } else { "" }
        );
    }
    match client.get("reviewer-profiles/me/") {
        Err(error) if error.problem == Problem::NotFound => format!(
            "You have no reviewer profile on {host}, so no batch can be sent to you. The call manager invites reviewers."
        ),
        Ok(_) | Err(_) if history => format!("No batch was sent to you on {host} so far."),
        Ok(_) | Err(_) => format!("Nothing is due: no batch on {host} waits for your answer."),
    }
}
