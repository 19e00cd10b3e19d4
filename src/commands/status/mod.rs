//! `status`: what is owed and by when. It asks for the list of batches, for how many items wait,
//! for the reviews in progress, for the invitations that wait and for the token's life, all at
//! once.

mod page;
pub mod short;

use std::time::Duration;

use anyhow::{Error, Result, anyhow};
use clap::Args;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::args::{JsonArgs, ServersArgs};
use crate::commands::context::{Context, Outcome};
use crate::commands::deadlines::{deadline_key, due_key};
use crate::commands::empty;
use crate::commands::multi_server::{Asked, chosen, named};
use crate::output::View;
use crate::settings::Server;
use crate::values::parse_duration;
use crate::waldur::invitations::{self, Invitation};
use crate::waldur::items::{self, ItemFilter};
use crate::waldur::pagination::List;
use crate::waldur::uuid::short_uuid;
use crate::waldur::{
    Batch, BatchStatus, Client, Document, Review, batches, is_not_offered, profiles, reviews, users,
};

const EXAMPLES: &str = "\
Examples:
  waldur-review status
  waldur-review status --all-profiles
  waldur-review status --json | jq '.batches | length'
  waldur-review status --short      for a prompt or a status bar

--short prints a line, and nothing where nothing is owed. It asks the server at
most every five minutes (--max-age), and waits two seconds for it at most; in
between and without the server it says what was last known. A token_command is
never run for it: then it says what status last found.";

/// What you owe and by when
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct StatusArgs {
    /// Whose.
    #[command(flatten)]
    pub servers: ServersArgs,
    /// One line of counts and times, for a prompt
    #[arg(long, conflicts_with_all = ["json", "jq", "template"])]
    pub short: bool,
    /// With --short: how old it may be [default: 5m]
    #[arg(long, value_name = "TIME", value_parser = parse_duration, requires = "short")]
    pub max_age: Option<Duration>,
    /// The form of the output.
    #[command(flatten)]
    pub output: JsonArgs,
}

/// The answers of a server.
pub(crate) struct Answers {
    batches: List<Batch<'static>>,
    /// How many items wait, those in answered batches included.
    pending: Result<Option<usize>>,
    reviews: Result<List<Review<'static>>>,
    /// The invitations that wait; `None` where the server has none to list.
    invitations: Result<Option<List<Invitation<'static>>>>,
    /// Seconds of inactivity after which a classic token ends.
    lifetime: Result<Option<u64>>,
}

/// The work that is owed to one server, for programs.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct StatusDocument<'a> {
    profile: &'a str,
    server: String,
    /// When it was asked: RFC 3339, UTC.
    #[cfg_attr(test, schemars(with = "String"))]
    asked_at: Timestamp,
    /// The batches that can still be answered, soonest deadline first, as the server sent them.
    #[cfg_attr(test, schemars(with = "Vec<crate::waldur::batches::BatchSchema>"))]
    batches: Vec<&'a RawValue>,
    /// How many proposals wait for an answer, also in batches that are not listed any more;
    /// `null` where that could not be asked.
    pending_items: Option<u64>,
    /// The reviews that are to be submitted, soonest end first, as the server sent them; `null`
    /// where they could not be asked for.
    #[cfg_attr(test, schemars(with = "Option<Vec<crate::waldur::reviews::ReviewSchema>>"))]
    reviews: Option<Vec<&'a RawValue>>,
    /// How many invitations to review wait for an answer; `null` where that could not be asked.
    pending_invitations: Option<usize>,
    token: TokenLife,
}

/// The life of the token in use.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TokenLife {
    /// `classic` or `personal`.
    kind: &'static str,
    /// RFC 3339, for personal access tokens.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    expires_at: Option<Timestamp>,
    /// Seconds of inactivity after which a classic token ends; `null` for never or not known.
    lifetime: Option<u64>,
}

/// Runs `status`, or with `--short` the line for a prompt.
///
/// # Errors
/// When no server could be asked.
pub fn run(arguments: &StatusArgs, context: &mut Context<'_>) -> Result<Outcome> {
    if arguments.short { short::run(arguments, context) } else { full(arguments, context) }
}

fn full(arguments: &StatusArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let servers = chosen(arguments.servers.all_profiles, context)?;
    let several = servers.several;
    let (mut asked, mut failures) = servers.ask(ask)?;
    if asked.is_empty() {
        return Ok(Outcome::all_failed(failures));
    }
    // A part that could not be asked is left out, and said.
    for asked in &mut asked {
        let answers = &mut asked.answer;
        let parts = [
            answers.pending.as_mut().err().map(take),
            answers.reviews.as_mut().err().map(take),
            answers.invitations.as_mut().err().map(take),
            answers.lifetime.as_mut().err().map(take),
        ];
        let parts = parts.into_iter().flatten();
        failures.extend(parts.map(|error| named(error, &asked.profile, several)));
    }
    let mut owed = Vec::new();
    for asked in &asked {
        let found = Owed::new(asked, context.now());
        if found.reviews.is_some() {
            let host = &asked.client.facts().host;
            short::learn(&found, &asked.profile.value, host, context);
        }
        owed.push(found);
    }
    let view = if arguments.output.json() {
        let documents: Vec<String> = owed
            .iter()
            .map(|owed| {
                let document = serde_json::to_string(&owed.document(context.now()))?;
                if several { owed.asked.wrap(&document) } else { Ok(document) }
            })
            .collect::<Result<_>>()?;
        View::Json(if several {
            format!("[{}]", documents.join(",")).into_bytes()
        } else {
            documents.concat().into_bytes()
        })
    } else {
        View::Page(page::page(&owed, several, context))
    };
    let mut outcome = Outcome::new(view);
    outcome.failures = failures;
    if !arguments.output.json() {
        let idle = owed.iter().filter(|owed| {
            owed.open.is_empty() && owed.past == 0 && owed.invitations.iter().all(Vec::is_empty)
        });
        outcome.messages.extend(idle.filter_map(|owed| empty::no_profile(&owed.asked.client)));
    }
    let next = owed
        .iter()
        .filter_map(|owed| Some((owed, owed.open.first()?)))
        .min_by_key(|(_, batch)| due_key(&batch.read, context.now()));
    if !arguments.output.json()
        && let Some((owed, batch)) = next
        && let Some(uuid) = batch.read.uuid()
    {
        let program = owed.asked.program(several, context);
        let uuid = short_uuid(uuid);
        outcome.footer = Some(format!("Next: {program} batches show {uuid}"));
    }
    Ok(outcome)
}

/// The error itself, for the end; in its place stays that there was one.
fn take(error: &mut Error) -> Error {
    std::mem::replace(error, anyhow!("not known"))
}

/// Asks one server, for everything at once: what needs an earlier answer waits for it alone.
pub(crate) fn ask(client: &Client, server: &Server) -> Result<Answers> {
    let pending = || -> Result<Option<usize>> {
        let reviewer = profiles::own_uuid(client)?;
        Ok(items::count(client, &ItemFilter { reviewer, ..ItemFilter::pending() })?)
    };
    // With the user's UUID of the login, the reviews need not wait for it.
    let known = server.user.as_deref();
    let me = || -> Result<_> {
        let user = users::me(client)?;
        let reviews = known.is_none().then(|| reviews::in_progress(client, &user.uuid(client)?));
        Ok((user.token_lifetime, reviews))
    };
    let own = || known.map(|user| reviews::in_progress(client, user));
    let invited = || match invitations::pending(client) {
        Ok(list) => Ok(Some(list)),
        Err(error) if is_not_offered(&error) => Ok(None),
        Err(error) => Err(error),
    };
    let panicked = |_| anyhow!("a part could not be asked");
    let (batches, pending, me, own, invited) = std::thread::scope(|scope| {
        let pending = scope.spawn(pending);
        let me = scope.spawn(me);
        let own = scope.spawn(own);
        let invited = scope.spawn(invited);
        (batches::list(client), pending.join(), me.join(), own.join(), invited.join())
    });
    let me = me.map_err(panicked)?;
    let own = own.map_err(panicked)?;
    let (lifetime, theirs) = match me {
        Ok((lifetime, reviews)) => (Ok(lifetime), reviews),
        Err(error) => (Err(error), None),
    };
    // Without the list there is nothing to show; its error is the server's.
    let batches = batches?;
    Ok(Answers {
        batches,
        pending: pending.map_err(panicked)?,
        reviews: own.or(theirs).unwrap_or_else(|| {
            Err(anyhow!("who is logged in is not known, and so no reviews are"))
        }),
        invitations: invited.map_err(panicked)?,
        lifetime,
    })
}

/// The work that is owed to one server.
pub(crate) struct Owed<'a> {
    asked: &'a Asked<Answers>,
    /// Those that can be answered, soonest deadline first.
    pub open: Vec<Document<'a, Batch<'a>>>,
    /// Those that are past their deadline.
    past: usize,
    /// Items that wait in listed batches.
    listed_pending: u64,
    pub reviews: Option<Vec<Document<'a, Review<'a>>>>,
    /// Those that wait for an answer.
    invitations: Option<Vec<Invitation<'a>>>,
}

impl<'a> Owed<'a> {
    /// Reads the responses of a server.
    pub fn new(asked: &'a Asked<Answers>, now: Timestamp) -> Self {
        let all = asked.answer.batches.documents();
        let listed_pending = all
            .iter()
            .filter_map(|batch: &Document<'a, Batch<'a>>| batch.read.pending_count())
            .sum();
        let (past, open): (Vec<_>, Vec<_>) = all
            .into_iter()
            .filter(|batch| batch.read.status() != BatchStatus::Responded)
            .partition(|batch| batch.read.is_past(now));
        let mut open = open;
        open.sort_by_cached_key(|batch| due_key(&batch.read, now));
        let reviews = match &asked.answer.reviews {
            Ok(list) => {
                let mut reviews = list.documents();
                reviews.sort_by_key(|review| deadline_key(review.read.deadline(), false));
                Some(reviews)
            }
            Err(_) => None,
        };
        let invitations = asked.answer.invitations.as_ref().ok();
        let invitations =
            invitations.map(|list| list.as_ref().map(invitations::waiting).unwrap_or_default());
        Self { asked, open, past: past.len(), listed_pending, reviews, invitations }
    }

    /// How many items wait, in all.
    pub fn pending(&self) -> Option<u64> {
        let known = self.asked.answer.pending.as_ref().ok().copied().flatten();
        known.and_then(|count| u64::try_from(count).ok())
    }

    fn document(&self, now: Timestamp) -> StatusDocument<'_> {
        let token = &self.asked.server.token.value;
        StatusDocument {
            profile: &self.asked.profile.value,
            server: self.asked.server.api.value.origin(),
            asked_at: now,
            batches: self.open.iter().map(|batch| batch.raw).collect(),
            pending_items: self.pending(),
            reviews: self
                .reviews
                .as_ref()
                .map(|reviews| reviews.iter().map(|review| review.raw).collect()),
            pending_invitations: self.invitations.as_ref().map(Vec::len),
            token: TokenLife {
                kind: token.scheme().word(),
                expires_at: token.expires_at(),
                lifetime: self.asked.answer.lifetime.as_ref().ok().copied().flatten(),
            },
        }
    }
}
