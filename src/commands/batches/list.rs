//! `batches list`: `GET /api/my-assignment-batches/`, filtered and ordered here because the
//! server does neither.

use std::time::Duration;

use anyhow::Result;
use clap::Args;
use jiff::Timestamp;
use serde_json::value::RawValue;

use super::columns::TableOptions;
use super::seen::SeenBatches;
use crate::args::{OutputArgs, ServersArgs};
use crate::commands::context::{Afterwards, Context, Outcome};
use crate::commands::deadlines::due_key;
use crate::commands::empty::{self, Nothing};
use crate::commands::fields::check_fields;
use crate::commands::listing::{ListForm, PartArgs};
use crate::commands::multi_server::{Asked, chosen};
use crate::commands::phrases::{program, token_warning};
use crate::commands::portal;
use crate::complete as completing;
use crate::output::{View, long_time};
use crate::values::{BatchColumn, Format, ListOrder, parse_duration};
use crate::waldur::pagination::List;
use crate::waldur::uuid::unique_prefix_length;
use crate::waldur::{Batch, BatchStatus, Client, Document, Record, batches, profiles};

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
    pub columns: Vec<BatchColumn>,
    /// The form of the output.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// A batch of a list, with the number of the server that sent it.
pub struct ListedBatch<'a> {
    /// The number of the server among those that answered.
    pub server: usize,
    /// The server's text of the batch.
    pub raw: &'a RawValue,
    /// The reading of it.
    pub batch: Batch<'a>,
}

/// The answer of one server.
type Answered = Asked<List<Batch<'static>>>;

/// How a list is to be shown.
struct Listing<'l, 'c> {
    arguments: &'l ListArgs,
    form: ListForm<'l>,
    /// True if what is shown names the servers.
    several: bool,
    asked: &'l [Answered],
    context: &'l Context<'c>,
}

pub fn run(arguments: &ListArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let form = ListForm::of(&arguments.output, !arguments.columns.is_empty(), context)?;
    let is_json = form.is_json();
    let servers = chosen(arguments.servers.all_profiles, context)?;
    if arguments.web {
        return portal::open(portal::ASSIGNMENTS, servers.only()?, context);
    }
    let several = servers.several;
    let (mut asked, failures) = servers.ask(|client, _| {
        if arguments.all {
            batches::history(client, profiles::own_uuid(client)?.as_deref())
        } else {
            Ok(batches::list(client)?)
        }
    })?;
    if asked.is_empty() {
        return Ok(Outcome::all_failed(failures));
    }
    for asked in asked.iter().filter(|_| !arguments.all) {
        completing::cache_batches(asked, context);
    }
    let mut memories = memories(&asked, arguments, context)?;
    let listing = Listing { arguments, form, several, asked: &asked, context };
    let mut outcome = if is_json {
        match listing.json(&mut memories)? {
            Json::Made(outcome) => outcome,
            Json::AsItCame(count) => {
                let body = asked.pop().and_then(|only| only.answer.into_only_body());
                let mut outcome = Outcome::new(View::Json(body.unwrap_or_default()));
                outcome.work_waits = count > 0;
                outcome
            }
        }
    } else {
        listing.rows(&mut memories)?
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

    fn rows(&self, memories: &mut [Option<SeenBatches>]) -> Result<Outcome> {
        let batches = self.batches();
        self.arguments.check_statuses(&batches)?;
        let Self { arguments, ref form, context, .. } = *self;
        let format = form.format;
        let now = context.now();
        // What programs get is in the same order whatever config.toml says.
        let default_order = context.settings.display.sort.filter(|_| format == Format::Table);
        let (shown, left_out) = arguments.arrange(batches, default_order, false, memories, now);
        // It is said of all that was asked, or not at all.
        let since = memories
            .iter()
            .map(|memory| memory.as_ref().and_then(SeenBatches::asked_at))
            .collect::<Option<Vec<_>>>()
            .and_then(|times| times.into_iter().max())
            .filter(|_| !arguments.narrows_otherwise());
        learn(memories, &shown, &left_out, now);
        let table = self.table_options().table(&shown);
        let is_nothing = shown.is_empty() && format != Format::Csv;
        let view = if is_nothing { View::Nothing } else { form.rows(table) };
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
        Ok(outcome)
    }

    fn table_options(&self) -> TableOptions<'_> {
        let for_programs = self.form.format != Format::Table;
        let configured = &self.context.settings.display.columns;
        let chosen = match self.arguments.columns.as_slice() {
            [] if !for_programs => configured,
            named => named,
        };
        let servers = self.asked.iter();
        let servers =
            servers.map(|it| (it.profile.value.as_str(), it.server.portal.as_deref())).collect();
        TableOptions {
            chosen,
            with_history: self.arguments.all,
            for_programs,
            several: self.several,
            servers,
            theme: self.context.theme,
            now: self.context.now(),
        }
    }

    fn json(&self, memories: &mut [Option<SeenBatches>]) -> Result<Json> {
        let Self { arguments, ref form, several, asked, context } = *self;
        let untouched = !arguments.narrows()
            && arguments.sort.is_none()
            && !arguments.part.reverse
            && form.fields.is_empty();
        if let [answered] = asked
            && untouched
            && !several
            && form.format == Format::Json
            && answered.answer.only_body().is_some()
        {
            return Ok(Json::AsItCame(answered.answer.len()));
        }
        let batches = self.batches();
        arguments.check_statuses(&batches)?;
        check_fields(&form.fields, Batch::FIELDS, batches.iter().map(|batch| batch.raw))?;
        let now = context.now();
        let (shown, left_out) = arguments.arrange(batches, None, true, memories, now);
        learn(memories, &shown, &left_out, now);
        let work_waits = !shown.is_empty();
        // The readings are as large as the document, and are not needed any more.
        drop(left_out);
        let elements = shown.into_iter().map(|batch| (batch.server, batch.raw));
        let view =
            form.json(asked, elements, several, |list| list.only_body().filter(|_| untouched))?;
        let mut outcome = Outcome::new(view);
        outcome.work_waits = work_waits;
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
        let history = self.arguments.all;
        if self.arguments.needs_all() {
            return Some(format!(
                "Answered batches are listed with --all: {} batches list --all --status responded",
                program(self.context)
            ));
        }
        let clients: Vec<&Client> = self.asked.iter().map(|asked| &asked.client).collect();
        let nothing = if history { Nothing::BatchSentSoFar } else { Nothing::BatchWaits };
        empty::explain(nothing, &clients, &program(self.context))
    }
}
