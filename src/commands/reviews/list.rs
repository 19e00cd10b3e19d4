//! `reviews list`: `GET /api/proposal-reviews/`, which knows no order by deadline.

use std::cmp::Reverse;
use std::time::Duration;

use anyhow::Result;
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use serde_json::value::RawValue;

use super::columns::{ListedReview, ReviewColumn, TableOptions};
use crate::args::{OutputArgs, ServersArgs};
use crate::commands::context::{Context, Outcome};
use crate::commands::deadlines::{deadline_key, is_due_within};
use crate::commands::fields::{Wanted, check_fields, select};
use crate::commands::multi_server::{Asked, chosen, list_view};
use crate::commands::phrases::{program, token_warning};
use crate::commands::portal;
use crate::error::UserError;
use crate::output::View;
use crate::values::{Format, parse_duration, parse_free_text};
use crate::waldur::pagination::List;
use crate::waldur::reviews::{self, OPEN, ReviewState};
use crate::waldur::{Record, Review};

/// `reviews list`
#[derive(Debug, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct ReviewsListArgs {
    /// Whose reviews.
    #[command(flatten)]
    pub servers: ServersArgs,
    /// Submitted and ended reviews as well
    #[arg(long)]
    pub all: bool,
    /// Open your reviews in the web portal instead
    #[arg(long, short)]
    pub web: bool,
    /// Only reviews whose call's name holds this text
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = parse_free_text)]
    pub call: Option<String>,
    /// Only reviews that end within this time: 48h, 7d
    #[arg(long, value_name = "TIME", value_parser = parse_duration)]
    pub due_within: Option<Duration>,
    /// Only reviews in this state, such as submitted
    #[arg(long, value_name = "STATE", conflicts_with = "all")]
    pub state: Vec<String>,
    /// Exit with 8 when anything is listed
    #[arg(long)]
    pub exit_status: bool,
    /// Order by due, modified, call or server
    #[arg(long, value_name = "ORDER", value_enum, hide_possible_values = true)]
    pub sort: Option<ReviewOrder>,
    /// Reverse the order
    #[arg(long)]
    pub reverse: bool,
    /// At most this many reviews
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
    pub columns: Vec<ReviewColumn>,
    /// The form of the output.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// The orders of `reviews list`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReviewOrder {
    /// What is still to be submitted first, soonest end first
    Due,
    /// Last saved first
    Modified,
    /// By the call's name
    Call,
    /// As the server sends them
    Server,
}

/// What one server answered.
type Answered = Asked<List<Review<'static>>>;

/// Runs `reviews list`.
///
/// # Errors
/// When no server could be asked, or a filter cannot be used.
pub fn run(arguments: &ReviewsListArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let Wanted { format, fields } = Wanted::of(&arguments.output)?;
    let format = context.format(format);
    let is_json = matches!(format, Format::Json | Format::Ndjson);
    if !arguments.columns.is_empty() && is_json {
        return Err(UserError::usage("--columns is for tables; JSON has fields")
            .hint("write --json=uuid,proposal_slug for some of them")
            .into());
    }
    let states = arguments.states()?;
    let states: Vec<&str> = states.iter().map(String::as_str).collect();
    let servers = chosen(arguments.servers.all_profiles, context)?;
    if arguments.web {
        return portal::open(portal::REVIEWS, servers.only()?, context);
    }
    let several = servers.several;
    let (asked, failures) =
        servers.ask(|client, server| reviews::own(client, server.user.as_deref(), &states))?;
    if asked.is_empty() {
        return Ok(Outcome::all_failed(failures));
    }
    let all = listed(&asked);
    if !fields.is_empty() {
        let elements: Vec<&RawValue> = all.iter().map(|listed| listed.raw).collect();
        check_fields(&fields, Review::FIELDS, &elements)?;
    }
    let now = context.now();
    // JSON and rows for programs keep the server's order unless another is chosen.
    let order = arguments.sort.unwrap_or(match format {
        Format::Table => ReviewOrder::Due,
        Format::Tsv | Format::Csv | Format::Json | Format::Ndjson => ReviewOrder::Server,
    });
    let shown = arguments.arrange(all, order, now);
    let view = if is_json {
        json(&asked, &shown, &fields, format, several)?
    } else {
        let servers = asked.iter();
        let options = TableOptions {
            chosen: &arguments.columns,
            for_programs: format != Format::Table,
            several,
            servers: servers
                .map(|it| (it.profile.value.as_str(), it.server.portal.as_deref()))
                .collect(),
            theme: context.theme,
            now,
        };
        let table = options.table(&shown);
        match format {
            Format::Csv => View::Csv(table),
            _ if shown.is_empty() => View::Nothing,
            Format::Table => View::Table(table),
            Format::Tsv | Format::Json | Format::Ndjson => View::Tsv(table),
        }
    };
    let mut outcome = Outcome::new(view);
    if !is_json {
        if shown.is_empty() {
            outcome.messages.push(why_empty(&asked, arguments, context));
        } else if format == Format::Table && context.settings.streams.is_terminal() {
            outcome.footer = Some(footer(&shown, now));
        }
        for asked in &asked {
            if let Some(warning) = token_warning(&asked.server, context) {
                let profile = &asked.profile.value;
                let of = if several { format!(" (profile {profile:?})") } else { String::new() };
                outcome.messages.push(format!("{warning}{of}"));
            }
        }
    }
    outcome.work_waits = arguments.exit_status && !shown.is_empty();
    outcome.all_failed = false;
    outcome.failures = failures;
    Ok(outcome)
}

impl ReviewsListArgs {
    /// The states that the server is asked for; none for all.
    fn states(&self) -> Result<Vec<String>> {
        if self.state.is_empty() {
            let open = OPEN.iter().map(|state| (*state).to_owned());
            return Ok(if self.all { Vec::new() } else { open.collect() });
        }
        let read = |state: &String| {
            if state.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
                return Ok(state.to_ascii_lowercase());
            }
            Err(UserError::usage(format!("{state:?} is not the state of a review"))
                .hint("known: in_review, submitted, rejected")
                .into())
        };
        self.state.iter().map(read).collect()
    }

    fn narrows(&self) -> bool {
        self.call.is_some() || self.due_within.is_some() || !self.state.is_empty()
    }

    /// The reviews to show, in their order.
    fn arrange<'a>(
        &self,
        mut reviews: Vec<ListedReview<'a>>,
        order: ReviewOrder,
        now: Timestamp,
    ) -> Vec<ListedReview<'a>> {
        if let Some(text) = self.call.as_ref().map(|text| text.to_lowercase()) {
            let call = |it: &ListedReview<'_>| it.review.call_name().map(str::to_lowercase);
            reviews.retain(|it| call(it).is_some_and(|call| call.contains(&text)));
        }
        if let Some(span) = self.due_within {
            reviews.retain(|it| {
                it.review.state() == ReviewState::InReview
                    && is_due_within(it.review.deadline(), span, now)
            });
        }
        match order {
            ReviewOrder::Due => reviews.sort_by_cached_key(|it| {
                // What is overdue may still be taken, and so comes first.
                let is_done = it.review.state() != ReviewState::InReview;
                (is_done, deadline_key(it.review.deadline(), is_done))
            }),
            ReviewOrder::Modified => reviews.sort_by_key(|it| Reverse(it.review.modified())),
            ReviewOrder::Call => reviews
                .sort_by_cached_key(|it| it.review.call_name().unwrap_or_default().to_lowercase()),
            ReviewOrder::Server => {}
        }
        if self.reverse {
            reviews.reverse();
        }
        if let Some(limit) = self.limit {
            reviews.truncate(limit as usize);
        }
        reviews
    }
}

/// The reviews of all servers.
fn listed(asked: &[Answered]) -> Vec<ListedReview<'_>> {
    let of_server = |(server, asked)| {
        let asked: &Answered = asked;
        asked.answer.documents().into_iter().map(move |document| ListedReview {
            server,
            raw: document.raw,
            review: document.read,
        })
    };
    asked.iter().enumerate().flat_map(of_server).collect()
}

fn footer(shown: &[ListedReview<'_>], now: Timestamp) -> String {
    let open = shown.iter().filter(|it| it.review.state() == ReviewState::InReview).count();
    let overdue = shown.iter().filter(|it| it.review.is_overdue(now)).count();
    let overdue = if overdue > 0 { format!(", {overdue} overdue") } else { String::new() };
    format!("{open} to submit{overdue}.")
}

fn why_empty(asked: &[Answered], arguments: &ReviewsListArgs, context: &Context<'_>) -> String {
    if arguments.narrows() {
        let servers = if arguments.servers.all_profiles { " --all-profiles" } else { "" };
        return format!(
            "No review matches. See all: {} reviews list --all{servers}",
            program(context)
        );
    }
    let hosts: Vec<&str> = asked.iter().map(|it| it.client.facts().host.as_str()).collect();
    let hosts = hosts.join(", ");
    if arguments.all {
        format!("You have no review on {hosts} so far: accepting a proposal makes one.")
    } else {
        format!("You have no review to submit on {hosts}.")
    }
}

fn json(
    asked: &[Answered],
    shown: &[ListedReview<'_>],
    fields: &[&str],
    format: Format,
    several: bool,
) -> Result<View> {
    let mut texts: Vec<Vec<String>> = asked.iter().map(|_| Vec::new()).collect();
    for listed in shown {
        if let Some(texts) = texts.get_mut(listed.server) {
            texts.push(select(listed.raw, fields)?);
        }
    }
    list_view(asked, texts, (format, several), |_| None)
}
