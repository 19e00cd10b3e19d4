//! `reviews list`: `GET /api/proposal-reviews/`, with the state of the forms on this computer.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::Result;
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use serde_json::value::RawValue;

use super::lookup::own_list;
use super::material::state_words;
use crate::args::{OutputArgs, ServersArgs};
use crate::commands::context::{Context, Outcome};
use crate::commands::deadlines::{URGENT, deadline_key, is_due_within, when};
use crate::commands::fields::check_fields;
use crate::commands::listing::{ListForm, PartArgs};
use crate::commands::multi_server::{Asked, chosen};
use crate::commands::phrases::program;
use crate::commands::portal;
use crate::commands::review_forms::{form_state, known_forms};
use crate::complete as completing;
use crate::error::UserError;
use crate::output::{Cell, Column, Role, Row, Table, View};
use crate::review_form::FormFile;
use crate::values::{Format, parse_duration};
use crate::waldur::pagination::{List, Object};
use crate::waldur::portal::review_page;
use crate::waldur::uuid::short_uuid;
use crate::waldur::{Deadline, Record, Review};

/// `reviews list`
#[derive(Debug, Default, Args)]
pub struct ReviewsListArgs {
    /// Whose reviews.
    #[command(flatten)]
    pub servers: ServersArgs,
    /// Submitted and closed reviews as well
    #[arg(long)]
    pub all: bool,
    /// Only reviews in this state, such as submitted
    #[arg(long, value_name = "STATE", conflicts_with = "all")]
    pub state: Vec<String>,
    /// Only reviews for calls whose name holds this text
    #[arg(
        long,
        value_name = "TEXT",
        allow_hyphen_values = true,
        value_parser = crate::values::parse_free_text
    )]
    pub call: Option<String>,
    /// Only reviews due within this time: 90m, 48h, 7d
    #[arg(long, value_name = "TIME", value_parser = parse_duration)]
    pub due_within: Option<Duration>,
    /// Open your reviews in the web portal instead
    #[arg(long, short)]
    pub web: bool,
    /// Exit with 8 when anything is listed
    #[arg(long)]
    pub exit_status: bool,
    /// Order by due (the default), call or server
    #[arg(long, value_name = "ORDER", value_enum, hide_possible_values = true)]
    pub sort: Option<ReviewOrder>,
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
    pub columns: Vec<ReviewColumn>,
    /// The form of the output.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// The orders of `reviews list`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ReviewOrder {
    /// Soonest end first, what is not open last
    #[default]
    Due,
    /// By the call's name
    Call,
    /// As the server sends them
    Server,
}

/// The columns of `reviews list`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReviewColumn {
    Server,
    Review,
    Slug,
    Proposal,
    Call,
    Due,
    Deadline,
    State,
    Score,
    Form,
}

/// A review of a list, with the number of the server that sent it.
struct ListedReview<'a> {
    server: usize,
    raw: &'a RawValue,
    review: Review<'a>,
}

pub fn run(arguments: &ReviewsListArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let form = ListForm::of(&arguments.output, !arguments.columns.is_empty(), context)?;
    let (format, is_json) = (form.format, form.is_json());
    let servers = chosen(arguments.servers.all_profiles, context)?;
    if arguments.web {
        return portal::open(portal::REVIEWS, servers.only()?, context);
    }
    let several = servers.several;
    let states = states(arguments)?;
    let (asked, failures) = servers.ask(|client, server| own_list(client, server, &states))?;
    if asked.is_empty() {
        return Ok(Outcome::all_failed(failures));
    }
    if arguments.state.is_empty() {
        for asked in &asked {
            completing::cache_reviews(asked, &asked.answer, context);
        }
    }
    let all = listed(&asked);
    check_fields(&form.fields, Review::FIELDS, all.iter().map(|listed| listed.raw))?;
    let count = all.len();
    let order =
        arguments.sort.unwrap_or(if is_json { ReviewOrder::Server } else { ReviewOrder::Due });
    let shown = arrange(all, arguments, order, context.now());
    let mut outcome = if is_json {
        let elements = shown.iter().map(|listed| (listed.server, listed.raw));
        Outcome::new(form.json(&asked, elements, several, |_| None)?)
    } else if shown.is_empty() && format != Format::Csv {
        Outcome::new(View::Nothing).message(why_empty(count, arguments, context))
    } else {
        let table = table(&shown, &asked, arguments, (format, several), context);
        Outcome::new(form.rows(table))
    };
    if format == Format::Table
        && let Some(next) = shown.iter().find(|listed| listed.review.is_open())
        && let (Some(uuid), Some(asked)) = (next.review.uuid(), asked.get(next.server))
    {
        let short = short_uuid(uuid);
        let program = asked.program(several, context);
        outcome.footer = Some(format!("Next: {program} reviews pull {short}"));
    }
    outcome.work_waits = arguments.exit_status && !shown.is_empty();
    outcome.all_failed = false;
    outcome.failures = failures;
    Ok(outcome)
}

/// The states to ask for: what is open, unless others are named.
fn states(arguments: &ReviewsListArgs) -> Result<Vec<String>> {
    if arguments.all {
        return Ok(Vec::new());
    }
    if arguments.state.is_empty() {
        return Ok(vec!["in_review".to_owned()]);
    }
    for state in &arguments.state {
        if !state.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            return Err(UserError::usage(format!("{state:?} is not the state of a review"))
                .hint("known: in_review, submitted, rejected")
                .into());
        }
    }
    Ok(arguments.state.iter().map(|state| state.to_ascii_lowercase()).collect())
}

fn listed<'a>(asked: &'a [Asked<List<Review<'static>>>]) -> Vec<ListedReview<'a>> {
    let mut all = Vec::new();
    for (server, asked) in asked.iter().enumerate() {
        all.extend(asked.answer.documents().into_iter().map(|document| ListedReview {
            server,
            raw: document.raw,
            review: document.read,
        }));
    }
    all
}

fn arrange<'a>(
    mut reviews: Vec<ListedReview<'a>>,
    arguments: &ReviewsListArgs,
    order: ReviewOrder,
    now: Timestamp,
) -> Vec<ListedReview<'a>> {
    let call = arguments.call.as_ref().map(|call| call.to_lowercase());
    reviews.retain(|listed| {
        let name = listed.review.call_name().unwrap_or_default().to_lowercase();
        call.as_ref().is_none_or(|call| name.contains(call))
            && arguments
                .due_within
                .is_none_or(|span| is_due_within(listed.review.deadline(), span, now))
    });
    match order {
        ReviewOrder::Due => reviews.sort_by_cached_key(|listed| {
            // What is overdue and open comes first: it can still be submitted.
            (!listed.review.is_open(), deadline_key(listed.review.deadline(), false))
        }),
        ReviewOrder::Call => {
            reviews.sort_by_cached_key(|listed| listed.review.call_name().map(str::to_lowercase));
        }
        ReviewOrder::Server => {}
    }
    arguments.part.cut(&mut reviews);
    reviews
}

fn why_empty(count: usize, arguments: &ReviewsListArgs, context: &Context<'_>) -> String {
    let program = program(context);
    if count > 0 {
        format!("No review matches. See all: {program} reviews list --all")
    } else if arguments.all {
        "You have no review so far: accepting a proposal makes one.".to_owned()
    } else {
        format!("No review is to be written. See all: {program} reviews list --all")
    }
}

fn role(review: &Review<'_>, now: Timestamp) -> Role {
    let is_past = matches!(review.deadline(), Deadline::At(at) if at <= now);
    match (review.is_open(), is_past) {
        (true, true) => Role::Past,
        (true, false) if is_due_within(review.deadline(), URGENT, now) => Role::Urgent,
        _ => Role::Plain,
    }
}

fn table(
    shown: &[ListedReview<'_>],
    asked: &[Asked<List<Review<'static>>>],
    arguments: &ReviewsListArgs,
    (format, several): (Format, bool),
    context: &Context<'_>,
) -> Table {
    use ReviewColumn::{Call, Deadline, Due, Form, Proposal, Review, Score, Server, Slug, State};
    let for_programs = format != Format::Table;
    let keep_all = !arguments.columns.is_empty();
    let mut columns = match (keep_all, for_programs) {
        (true, _) => arguments.columns.clone(),
        (false, true) => vec![Review, Slug, Proposal, Call, Due, State, Score, Form],
        (false, false) if arguments.all || !arguments.state.is_empty() => {
            vec![Slug, Proposal, Call, Due, Deadline, State, Score, Form]
        }
        (false, false) => vec![Slug, Proposal, Call, Due, Deadline, Score, Form],
    };
    if several && !columns.contains(&Server) {
        columns.insert(0, Server);
    }
    if !for_programs {
        columns.retain(|column| column.definition().is_shown(keep_all, context.theme));
    }
    let forms = if columns.contains(&Form) { known_forms(context) } else { BTreeMap::new() };
    let rows = shown.iter().map(|listed| Row {
        role: role(&listed.review, context.now()),
        cells: columns
            .iter()
            .map(|column| cell(*column, listed, asked, &forms, for_programs))
            .collect(),
    });
    Table {
        columns: columns.iter().map(|column| column.definition()).collect(),
        rows: rows.collect(),
        keep_all,
    }
}

fn cell(
    column: ReviewColumn,
    listed: &ListedReview<'_>,
    asked: &[Asked<List<Review<'static>>>],
    forms: &BTreeMap<String, FormFile>,
    for_programs: bool,
) -> Cell {
    let review = &listed.review;
    let asked = asked.get(listed.server);
    match column {
        ReviewColumn::Server => Cell::text(asked.map(|asked| asked.profile.value.as_str())),
        ReviewColumn::Review => Cell::text(review.uuid()),
        ReviewColumn::Slug => {
            let portal = asked.and_then(|asked| asked.server.portal.as_deref());
            let page = review.uuid().and_then(review_page);
            portal::link(Cell::text(review.proposal_slug()), portal.filter(|_| !for_programs), page)
        }
        ReviewColumn::Proposal => Cell::text(review.proposal_name()),
        ReviewColumn::Call => Cell::text(review.call_name()),
        ReviewColumn::Due => Cell::Near(when(review.deadline())),
        ReviewColumn::Deadline => Cell::Exact(when(review.deadline())),
        ReviewColumn::State if for_programs => Cell::text(review.state()),
        ReviewColumn::State => Cell::text(review.state().map(state_words)),
        ReviewColumn::Score if review.score() == 0 => Cell::Absent,
        ReviewColumn::Score => Cell::Count(Some(review.score())),
        ReviewColumn::Form => {
            let form = review.uuid().and_then(|uuid| forms.get(uuid));
            let object = Object::of_element(listed.raw);
            Cell::Text(form_state(form, &object).to_owned())
        }
    }
}

impl ReviewColumn {
    fn definition(self) -> Column {
        let column = Column::new;
        match self {
            Self::Server => column("server", "SERVER"),
            Self::Review => column("review", "REVIEW"),
            Self::Slug => column("slug", "SLUG"),
            Self::Proposal => {
                Column { flexible: true, priority: 8, ..column("proposal", "PROPOSAL") }
            }
            Self::Call => Column { flexible: true, from_width: 110, ..column("call", "CALL") },
            Self::Due => column("due", "DUE"),
            Self::Deadline => {
                Column { from_width: 140, priority: 0, ..column("deadline", "DEADLINE") }
            }
            Self::State => Column { priority: 3, ..column("state", "STATE") },
            Self::Score => Column { right: true, priority: 2, ..column("score", "SCORE") },
            Self::Form => Column { priority: 4, ..column("form", "FORM") },
        }
    }
}
