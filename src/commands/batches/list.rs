//! `batches list`: `GET /api/my-assignment-batches/`, filtered and ordered here because the
//! server does neither.

use crate::args::OutputArgs;
use crate::args::ServersArgs;
use crate::commands::deadlines::due_key;
use crate::commands::deadlines::is_due_within;
use crate::commands::deadlines::shown_status;
use crate::commands::deadlines::{role, when};
use crate::values::parse_duration;
use clap::Args;
use std::cmp::Reverse;
use std::time::Duration;

use anyhow::Result;
use jiff::Timestamp;
use serde_json::value::RawValue;

use crate::commands::batches::seen::SeenBatches;
use crate::commands::context::{Afterwards, Context, Outcome};
use crate::commands::fields::Wanted;
use crate::commands::fields::check_fields;
use crate::commands::fields::select;
use crate::commands::multi_server::Asked;
use crate::commands::multi_server::chosen;
use crate::commands::multi_server::json_view;
use crate::commands::phrases::program;
use crate::commands::phrases::token_warning;
use crate::commands::portal;
use crate::complete as completing;
use crate::error::UserError;
use crate::output::{Cell, Column, Row, Table, View, When, long_time};
use crate::values::{BatchColumn, Format, ListOrder};
use crate::waldur::pagination::List;
use crate::waldur::uuid::{distinguishing_length, unique_prefix_length};
use crate::waldur::{Batch, BatchStatus, Document, Record, batches, profiles};

/// `batches list`
#[derive(Debug, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct ListArgs {
    /// Whose batches.
    #[command(flatten)]
    pub servers: ServersArgs,
    /// Answered and expired batches as well
    #[arg(long)]
    pub all: bool,
    /// Open your assignments in the web portal instead
    #[arg(long, short)]
    pub web: bool,
    /// Only batches whose call's name holds this text
    #[arg(
        long,
        value_name = "TEXT",
        allow_hyphen_values = true,
        value_parser = crate::values::parse_free_text
    )]
    pub call: Option<String>,
    /// Only batches due within this time: 90m, 48h, 7d
    #[arg(long, value_name = "TIME", value_parser = parse_duration)]
    pub due_within: Option<Duration>,
    /// Only batches with proposals that wait for an answer
    #[arg(long)]
    pub pending: bool,
    /// Only batches past their deadline
    #[arg(long, overrides_with = "no_expired")]
    pub expired: bool,
    /// Only batches not past their deadline
    #[arg(long, overrides_with = "expired")]
    pub no_expired: bool,
    /// Only batches with this status, such as sent
    #[arg(long, value_name = "STATUS")]
    pub status: Vec<String>,
    /// Only what no run with --new has listed before
    #[arg(long, conflicts_with = "all")]
    pub new: bool,
    /// Exit with 8 when anything is listed
    #[arg(long)]
    pub exit_status: bool,
    /// Order by due (the default), sent, call or pending
    #[arg(long, value_name = "ORDER", value_enum, hide_possible_values = true)]
    pub sort: Option<ListOrder>,
    /// Reverse the order
    #[arg(long)]
    pub reverse: bool,
    /// At most this many batches
    #[arg(long, short = 'L', value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: Option<u32>,
    /// The columns, in this order, with commas between
    #[arg(
        long,
        value_name = "COLUMNS",
        value_delimiter = ',',
        value_enum,
        hide_possible_values = true,
        num_args = 1
    )]
    pub columns: Vec<BatchColumn>,
    /// The form of the output.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// A batch of a list, with the number of the server that sent it.
struct ListedBatch<'a> {
    server: usize,
    raw: &'a RawValue,
    batch: Batch<'a>,
}

/// What one server answered.
type Answered = Asked<List<Batch<'static>>>;

/// How a list is to be shown.
struct Listing<'l, 'c> {
    arguments: &'l ListArgs,
    format: Format,
    /// Whether what is shown names the servers.
    several: bool,
    asked: &'l [Answered],
    context: &'l Context<'c>,
}

pub fn run(arguments: &ListArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let Wanted { format, fields } = Wanted::of(&arguments.output)?;
    let format = context.format(format);
    let is_json = matches!(format, Format::Json | Format::Ndjson);
    if !arguments.columns.is_empty() && is_json {
        return Err(UserError::usage("--columns is for tables; JSON has fields")
            .hint("write --json=uuid,call_name for some of them")
            .into());
    }
    let servers = chosen(arguments.servers.all_profiles, context)?;
    if arguments.web {
        return portal::open(portal::ASSIGNMENTS, servers.only()?, context);
    }
    let several = servers.several;
    let (mut asked, failures) = servers.ask(|client, _| {
        if arguments.all { batches::history(client, None) } else { Ok(batches::list(client)?) }
    })?;
    if asked.is_empty() {
        return Ok(Outcome::all_failed(failures));
    }
    for asked in asked.iter().filter(|_| !arguments.all) {
        completing::learn_batches(asked, context);
    }
    let mut memories = memories(&asked, arguments, context)?;
    let listing = Listing { arguments, format, several, asked: &asked, context };
    let mut outcome = if is_json {
        match listing.json(&fields, &mut memories)? {
            Json::Made(outcome) => outcome,
            Json::AsItCame(count) => {
                let body = asked.pop().and_then(|only| only.answer.into_only_body());
                let mut outcome = Outcome::new(View::Json(body.unwrap_or_default()));
                outcome.work_waits = count > 0;
                outcome
            }
        }
    } else {
        listing.rows(listing.batches(), &mut memories)
    };
    outcome.work_waits &= arguments.exit_status;
    outcome.all_failed = false;
    outcome.failures = failures;
    // What could not be shown counts as new the next time.
    let memories: Vec<SeenBatches> = memories.into_iter().flatten().collect();
    if !memories.is_empty() {
        outcome.afterwards =
            Some(Afterwards(Box::new(|| memories.into_iter().try_for_each(SeenBatches::save))));
    }
    Ok(outcome)
}

/// The memories of `--new`, one for each server.
fn memories(
    asked: &[Answered],
    arguments: &ListArgs,
    context: &Context<'_>,
) -> Result<Vec<Option<SeenBatches>>> {
    let mut memories: Vec<Option<SeenBatches>> = asked.iter().map(|_| None).collect();
    if !arguments.new {
        return Ok(memories);
    }
    // In the order of the names, so that no two runs wait for each other.
    let mut order: Vec<(&str, usize)> =
        asked.iter().enumerate().map(|(at, asked)| (asked.profile.value.as_str(), at)).collect();
    order.sort_unstable();
    for (profile, at) in order {
        if let (Some(memory), Some(asked)) = (memories.get_mut(at), asked.get(at)) {
            *memory = SeenBatches::open(profile, &asked.client.facts().host, context)?;
        }
    }
    Ok(memories)
}

/// A list as JSON.
enum Json {
    /// Made of the elements.
    Made(Outcome),
    /// The server's document, of so many elements, is what was asked for.
    AsItCame(usize),
}

impl Listing<'_, '_> {
    /// The batches of all servers.
    fn batches(&self) -> Vec<ListedBatch<'_>> {
        let documents = self.asked.iter().enumerate().flat_map(|(server, asked)| {
            asked.answer.documents().into_iter().map(move |document| (server, document))
        });
        documents
            .map(|(server, Document { raw, read })| ListedBatch { server, raw, batch: read })
            .collect()
    }

    fn rows(&self, batches: Vec<ListedBatch<'_>>, memories: &mut [Option<SeenBatches>]) -> Outcome {
        let Self { arguments, format, context, .. } = *self;
        let now = context.now();
        // What programs get is in the same order for everybody.
        let usual = context.settings.display.sort;
        let usual = usual.filter(|_| format == Format::Table);
        let (shown, left_out) = arguments.arrange(batches, usual, false, memories, now);
        // It is said of all that was asked, or not at all.
        let since = memories
            .iter()
            .map(|memory| memory.as_ref().and_then(SeenBatches::asked_at))
            .collect::<Option<Vec<_>>>()
            .and_then(|times| times.into_iter().max())
            .filter(|_| !arguments.narrows_otherwise());
        learn(memories, &shown, &left_out, now);
        let table = self.table(&shown);
        let view = match format {
            Format::Csv => View::Csv(table),
            _ if shown.is_empty() => View::Nothing,
            Format::Table => View::Table(table),
            Format::Tsv | Format::Json | Format::Ndjson => View::Tsv(table),
        };
        let mut outcome = Outcome::new(view);
        outcome.work_waits = !shown.is_empty();
        if shown.is_empty() {
            outcome.messages.extend(self.why_empty(left_out.len(), since));
        } else if format == Format::Table && context.settings.streams.is_terminal() {
            outcome.footer = Some(self.footer(&shown, &left_out));
        }
        for asked in self.asked {
            if let Some(warning) = token_warning(&asked.server, context) {
                outcome.messages.push(if self.several {
                    format!("{warning} (profile {:?})", asked.profile.value)
                } else {
                    warning
                });
            }
        }
        outcome
    }

    fn json(&self, fields: &[&str], memories: &mut [Option<SeenBatches>]) -> Result<Json> {
        let Self { arguments, format, several, asked, context } = *self;
        let untouched = !arguments.narrows()
            && arguments.sort.is_none()
            && !arguments.reverse
            && fields.is_empty();
        if let [answered] = asked
            && untouched
            && !several
            && format == Format::Json
            && answered.answer.only_body().is_some()
        {
            return Ok(Json::AsItCame(answered.answer.elements().len()));
        }
        let batches = self.batches();
        if !fields.is_empty() {
            let elements: Vec<&RawValue> = batches.iter().map(|batch| batch.raw).collect();
            check_fields(fields, Batch::FIELDS, &elements)?;
        }
        let now = context.now();
        let (shown, left_out) = arguments.arrange(batches, None, true, memories, now);
        learn(memories, &shown, &left_out, now);
        let mut texts: Vec<Vec<String>> = asked.iter().map(|_| Vec::new()).collect();
        for batch in &shown {
            let text = select(batch.raw, fields)?;
            if let Some(texts) = texts.get_mut(batch.server) {
                texts.push(text);
            }
        }
        let view = if several {
            let mut wrapped = Vec::new();
            for (asked, texts) in asked.iter().zip(texts) {
                if format == Format::Ndjson {
                    for text in texts {
                        wrapped.push(asked.wrap(&text)?);
                    }
                } else if let (Some(body), true) = (asked.answer.only_body(), untouched) {
                    wrapped.push(asked.wrap(String::from_utf8_lossy(body).trim())?);
                } else {
                    wrapped.push(asked.wrap(&format!("[{}]", texts.join(",")))?);
                }
            }
            json_view(wrapped, format)
        } else {
            json_view(texts.concat(), format)
        };
        let mut outcome = Outcome::new(view);
        outcome.work_waits = !shown.is_empty();
        Ok(Json::Made(outcome))
    }
}

/// Remembers what is shown, for the next run with `--new`.
fn learn(
    memories: &mut [Option<SeenBatches>],
    shown: &[ListedBatch<'_>],
    left_out: &[ListedBatch<'_>],
    now: Timestamp,
) {
    for (at, memory) in memories.iter_mut().enumerate() {
        if let Some(memory) = memory {
            let of = |batches| -> Vec<&str> {
                let batches: &[ListedBatch<'_>] = batches;
                let own = batches.iter().filter(|batch| batch.server == at);
                own.filter_map(|batch| batch.batch.uuid()).collect()
            };
            let shown = of(shown);
            let listed = of(left_out).into_iter().chain(shown.iter().copied());
            memory.update(listed, shown.iter().copied(), now);
        }
    }
}

impl ListArgs {
    fn narrows(&self) -> bool {
        self.new || self.narrows_otherwise()
    }

    fn narrows_otherwise(&self) -> bool {
        self.call.is_some()
            || self.due_within.is_some()
            || self.pending
            || self.expired
            || self.no_expired
            || !self.status.is_empty()
            || self.limit.is_some()
    }

    /// The batches to show, in their order, and the ones that are left out.
    fn arrange<'a>(
        &self,
        batches: Vec<ListedBatch<'a>>,
        usual: Option<ListOrder>,
        is_json: bool,
        memories: &[Option<SeenBatches>],
        now: Timestamp,
    ) -> (Vec<ListedBatch<'a>>, Vec<ListedBatch<'a>>) {
        let (mut shown, mut left_out) = if self.narrows() {
            batches
                .into_iter()
                .partition(|batch| self.matches(&batch.batch, now) && is_new(batch, memories))
        } else {
            (batches, Vec::new())
        };
        match self.sort.or(usual) {
            Some(order) => sort(&mut shown, order, now),
            // JSON keeps the server's order; but the first N are the same ones in every form.
            None if is_json && self.limit.is_none() => {}
            None => sort(&mut shown, ListOrder::Due, now),
        }
        if self.reverse {
            shown.reverse();
        }
        let most = self.limit.map_or(shown.len(), |limit| shown.len().min(limit as usize));
        left_out.extend(shown.drain(most..));
        (shown, left_out)
    }

    fn matches(&self, batch: &Batch<'_>, now: Timestamp) -> bool {
        let is_past = batch.is_past(now);
        let call = self.call.as_ref().is_none_or(|text| {
            batch.call_name().is_some_and(|name| name.to_lowercase().contains(&text.to_lowercase()))
        });
        let due = self
            .due_within
            .is_none_or(|span| !is_past && is_due_within(batch.deadline(), span, now));
        let status = self.status.is_empty()
            || self.status.iter().any(|wanted| {
                // A batch past its deadline is shown as expired, whatever the server calls it.
                let shown = is_past && wanted.eq_ignore_ascii_case("expired");
                shown || batch.status_word().is_some_and(|word| wanted.eq_ignore_ascii_case(word))
            });
        call && due
            && status
            && (!self.pending || batch.pending_count().is_some_and(|count| count > 0))
            && (!self.expired || is_past)
            && (!self.no_expired || !is_past)
    }
}

fn sort(batches: &mut [ListedBatch<'_>], order: ListOrder, now: Timestamp) {
    match order {
        ListOrder::Due => batches.sort_by_cached_key(|batch| due_key(&batch.batch, now)),
        ListOrder::Sent => batches.sort_by_cached_key(|batch| Reverse(batch.batch.sent_at())),
        ListOrder::Call => batches.sort_by_cached_key(|batch| {
            let batch = &batch.batch;
            (batch.call_name().map(str::to_lowercase), due_key(batch, now))
        }),
        ListOrder::Pending => batches.sort_by_cached_key(|batch| {
            let batch = &batch.batch;
            (Reverse(batch.pending_count()), due_key(batch, now))
        }),
    }
}

impl Listing<'_, '_> {
    fn table(&self, batches: &[ListedBatch<'_>]) -> Table {
        let arguments = self.arguments;
        let now = self.context.now();
        let for_programs = self.format != Format::Table;
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
        let history = [BatchColumn::Answered, BatchColumn::Accepted, BatchColumn::Declined];
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
        let usual = &self.context.settings.display.columns;
        let is_usual = arguments.columns.is_empty() && !usual.is_empty() && !for_programs;
        let default = if is_usual { usual } else { &default };
        // Whose a batch is comes first, so that it is never left out.
        let server = self.several && !default.contains(&BatchColumn::Server);
        let server = server.then_some(BatchColumn::Server);
        let default: Vec<BatchColumn> = server.into_iter().chain(default.iter().copied()).collect();
        let keep_all = !arguments.columns.is_empty() || is_usual;
        let mut columns =
            if arguments.columns.is_empty() { default } else { arguments.columns.clone() };
        if !for_programs {
            // What there is no room for need not be read.
            let theme = self.context.theme;
            columns.retain(|column| column.definition().is_shown(keep_all, theme));
        }
        let uuids = batches.iter().filter_map(|batch| batch.batch.uuid());
        let length = distinguishing_length(uuids, 8);
        let faces = |batch: &ListedBatch<'_>| Faces {
            server: self.asked.get(batch.server).map_or("", |asked| asked.profile.value.as_str()),
            portal: self
                .asked
                .get(batch.server)
                .and_then(|asked| asked.server.portal.as_deref())
                .filter(|_| !for_programs && self.context.theme.hyperlinks),
            for_programs,
            length,
            now,
        };
        Table {
            columns: columns.iter().map(|column| column.definition()).collect(),
            rows: batches
                .iter()
                .map(|batch| Row {
                    role: role(&batch.batch, now),
                    cells: columns
                        .iter()
                        .map(|column| column.cell(&batch.batch, faces(batch)))
                        .collect(),
                })
                .collect(),
            keep_all,
        }
    }
}

impl BatchColumn {
    fn definition(self) -> Column {
        match self {
            Self::Server => Column::new("server", "SERVER"),
            Self::Batch => Column::new("batch", "BATCH"),
            Self::Call => Column { flexible: true, ..Column::new("call", "CALL") },
            Self::Due => Column::new("due", "DUE"),
            Self::Deadline => Column { from_width: 100, ..Column::new("deadline", "DEADLINE") },
            Self::Left => Column { right: true, ..Column::new("left", "LEFT") },
            Self::Pending => Column { right: true, ..Column::new("pending", "PENDING") },
            Self::Items => Column { right: true, ..Column::new("items", "ITEMS") },
            Self::Status => Column::new("status", "STATUS"),
            Self::Expired => Column::new("expired", "EXPIRED"),
            Self::Sent => Column { from_width: 120, ..Column::new("sent", "SENT") },
            Self::Note => Column::new("note", "NOTE"),
            Self::CallUuid => Column::new("call-uuid", "CALL UUID"),
            Self::Answered => Column::new("answered", "ANSWERED"),
            Self::Accepted => Column { right: true, ..Column::new("accepted", "ACCEPTED") },
            Self::Declined => Column { right: true, ..Column::new("declined", "DECLINED") },
        }
    }

    /// What a person sees of a batch, or what a program gets.
    fn cell(self, batch: &Batch<'_>, faces: Faces<'_>) -> Cell {
        let Faces { server, portal, for_programs, length, now } = faces;
        let text = |text: Option<&str>| {
            Cell::Text(text.unwrap_or(if for_programs { "" } else { "?" }).to_owned())
        };
        let deadline = when(batch.deadline());
        match self {
            Self::Server => Cell::Text(server.to_owned()),
            Self::Batch if for_programs => text(batch.uuid()),
            Self::Batch => {
                let uuid = batch.uuid().map(|uuid| uuid.get(..length).unwrap_or(uuid));
                portal::link(text(uuid), portal, Some(portal::ASSIGNMENTS.to_owned()))
            }
            Self::Call => portal::link(
                text(batch.call_name()),
                portal,
                batch.call_uuid().and_then(portal::call_page),
            ),
            Self::Due => Cell::Near(deadline),
            Self::Deadline => Cell::Exact(deadline),
            Self::Left => Cell::Part(Box::new((batch.pending_count(), batch.items_count()))),
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
struct Faces<'s> {
    /// The profile that it was asked for.
    server: &'s str,
    /// Its web portal, where it is known and can be linked to.
    portal: Option<&'s str>,
    for_programs: bool,
    /// Characters of a UUID that a person sees.
    length: usize,
    now: Timestamp,
}

impl Listing<'_, '_> {
    fn footer(&self, shown: &[ListedBatch<'_>], left_out: &[ListedBatch<'_>]) -> String {
        let now = self.context.now();
        let is_open =
            |batch: &Batch<'_>| !batch.is_past(now) && batch.status() != BatchStatus::Responded;
        let count = |wanted: &dyn Fn(&Batch<'_>) -> bool| {
            shown.iter().filter(|batch| wanted(&batch.batch)).count()
        };
        let parts = [
            (count(&is_open), "open"),
            (count(&|batch| batch.is_past(now)), "expired"),
            (count(&|batch| batch.status() == BatchStatus::Responded), "answered"),
        ];
        let parts = parts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}"));
        let mut text = format!("{}.", parts.collect::<Vec<_>>().join(", "));
        if !left_out.is_empty() {
            text = format!("{text} {} of {} shown.", shown.len(), shown.len() + left_out.len());
        }
        let first = shown
            .iter()
            .filter(|batch| is_open(&batch.batch))
            .min_by_key(|batch| due_key(&batch.batch, now));
        if let Some(next) = first
            && let Some(asked) = self.asked.get(next.server)
            && let Some(first) = next.batch.uuid()
        {
            // A prefix must be unique among all batches of its server, the ones that are left out
            // included.
            let others = shown.iter().chain(left_out);
            let others = others
                .filter(|other| other.server == next.server)
                .filter_map(|other| other.batch.uuid());
            let length = unique_prefix_length(first, others, 4);
            let prefix: String = first.chars().take(length).collect();
            let program = asked.program(self.several, self.context);
            text = format!("{text} Next: {program} batches show {prefix}");
        }
        text
    }

    /// Why there is nothing to show, asking the server only where that can tell more.
    fn why_empty(&self, total: usize, since: Option<Timestamp>) -> Option<String> {
        let history = self.arguments.all;
        if let Some(since) = since {
            let since = long_time(since, &self.context.theme.zone);
            return Some(format!("Nothing new since {since}."));
        }
        if total > 0 {
            let batches = if total == 1 {
                "The one batch does".to_owned()
            } else {
                format!("None of the {total} batches")
            };
            let verb = if total == 1 { " not match" } else { " matches" };
            return Some(format!(
                "{batches}{verb}. See all: {} batches list{}{}",
                program(self.context),
                if history { " --all" } else { "" },
                if self.arguments.servers.all_profiles { " --all-profiles" } else { "" },
            ));
        }
        let hosts: Vec<&str> =
            self.asked.iter().map(|asked| asked.client.facts().host.as_str()).collect();
        let hosts = match hosts.as_slice() {
            [] => return None,
            [only] => (*only).to_owned(),
            [most @ .., last] => format!("{} and {last}", most.join(", ")),
        };
        if let ([asked], false) = (self.asked, self.several)
            && let Ok(None) = profiles::me(&asked.client)
        {
            return Some(format!(
                "You have no reviewer profile on {hosts}, so no batch can be sent to you. The call manager invites reviewers."
            ));
        }
        Some(if history {
            format!("No batch was sent to you on {hosts} so far.")
        } else {
            format!("Nothing is due: no batch on {hosts} waits for your answer.")
        })
    }
}

fn is_new(batch: &ListedBatch<'_>, memories: &[Option<SeenBatches>]) -> bool {
    match (memories.get(batch.server), batch.batch.uuid()) {
        (Some(Some(memory)), Some(uuid)) => !memory.knows(uuid),
        _ => true,
    }
}
