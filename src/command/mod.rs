//! The kitchen: each command takes its arguments and gives back an [`Outcome`]. None of them
//! prints, reads the environment or knows an exit code.

mod answering;
mod auth_login;
mod auth_logout;
mod auth_status;
mod auth_token;
mod batches_export;
mod batches_list;
mod batches_respond;
mod batches_show;
mod batches_watch;
mod completing;
mod completions;
mod config;
#[cfg(feature = "demo")]
mod demo;
mod doctor;
mod fields;
pub mod form;
mod items_answer;
mod items_list;
mod man;
mod memory;
mod portal;
mod reviews;
mod schema;
#[cfg(test)]
pub mod schemas;
mod servers;
mod status;
mod status_short;

use std::fmt;

use anyhow::Result;
use lz4_flex::block::decompress_size_prepended;
use serde_json::value::RawValue;

use crate::api::{ApiError, Client, Document, Item, Problem, Scalar, members};
use crate::cli::{AuthCommand, BatchesCommand, Command, ItemsCommand};
use crate::context::{Context, Outcome};
use crate::fault::{Fault, Kind};
use crate::output::distance;
use crate::settings::{Server, Source};

/// A personal access token that ends sooner is warned about, in days.
const TOKEN_WARNING_DAYS: i64 = 7;
/// No list has more pages: at 300 elements a page, that is 300,000.
const MOST_PAGES: usize = 1000;

/// Runs a command.
///
/// # Errors
/// What kept the command from giving anything.
pub fn run(command: &Command, context: &mut Context<'_>) -> Result<Outcome> {
    match command {
        Command::Status(arguments) if arguments.short => status_short::run(arguments, context),
        Command::Status(arguments) => status::run(arguments, context),
        Command::Batches(BatchesCommand::List(arguments)) => batches_list::run(arguments, context),
        Command::Batches(BatchesCommand::Watch(arguments)) => {
            batches_watch::run(arguments, context)
        }
        Command::Batches(BatchesCommand::Export(arguments)) => {
            batches_export::run(arguments, context)
        }
        Command::Batches(BatchesCommand::Show(arguments)) => batches_show::run(arguments, context),
        Command::Batches(BatchesCommand::Respond(arguments)) => {
            batches_respond::run(arguments, context)
        }
        Command::Items(ItemsCommand::List(arguments)) => items_list::run(arguments, context),
        Command::Items(ItemsCommand::Accept(arguments)) => items_answer::accept(arguments, context),
        Command::Items(ItemsCommand::Decline(arguments)) => {
            items_answer::decline(arguments, context)
        }
        Command::Auth(AuthCommand::Login(arguments)) => auth_login::run(arguments, context),
        Command::Auth(AuthCommand::Status(arguments)) => auth_status::run(arguments, context),
        Command::Auth(AuthCommand::Logout) => auth_logout::run(context),
        Command::Auth(AuthCommand::Token) => auth_token::run(context),
        Command::Config(command) => config::run(command, context),
        Command::Doctor(arguments) => doctor::run(arguments, context),
        Command::Schema(arguments) => schema::run(arguments),
        Command::Man(arguments) => Ok(man(arguments)?),
        Command::Completions(arguments) => Ok(completions(arguments)?),
        #[cfg(feature = "demo")]
        Command::Demo(arguments) => demo::run(arguments, context),
    }
}

#[cfg(any(test, fuzzing))]
pub use answering::Action;
pub use completing::Line;
pub use completions::run as completions;
#[cfg(all(test, feature = "demo"))]
pub use man::MARK as MAN_MARK;
pub use man::run as man;

/// A text of our own that the program holds packed (LZ4, the size before it).
fn unpack(packed: &[u8], what: &str) -> Result<String, Fault> {
    let cannot = |error: &dyn fmt::Display| Fault::file(format!("cannot unpack {what}: {error}"));
    let text = decompress_size_prepended(packed).map_err(|error| cannot(&error))?;
    String::from_utf8(text).map_err(|error| cannot(&error))
}

/// A warning when the token in use ends soon or has ended.
fn token_warning(server: &Server, context: &Context<'_>) -> Option<String> {
    let at = server.token.value.expires_at()?;
    let now = context.now();
    let days = (at.as_second() - now.as_second()).div_euclid(86_400);
    let when = distance(at, context.theme);
    let renew = match &server.portal {
        Some(portal) => format!(
            "make a new one at {}/{}",
            portal.trim_end_matches('/'),
            server.token.value.scheme().page()
        ),
        None => "make a new one in the web portal".to_owned(),
    };
    if at <= now {
        Some(format!("warning: your token has expired ({when}); {renew}"))
    } else if days < TOKEN_WARNING_DAYS {
        Some(format!("warning: your token ends {when}; {renew}"))
    } else {
        None
    }
}

/// How this program is called again with the same choices, for hints.
fn program(context: &Context<'_>) -> String {
    let profile = &context.settings.profile;
    if context.settings.demo.is_some() {
        "waldur-review --demo".to_owned()
    } else if matches!(profile.source, Source::Flag(_)) {
        format!("waldur-review --profile {}", profile.value)
    } else {
        "waldur-review".to_owned()
    }
}

/// The object that the server gave, unread.
///
/// # Errors
/// When the body is not JSON, or not an object.
fn object<'b>(client: &Client, path: &str, body: &'b [u8]) -> Result<&'b RawValue, ApiError> {
    const WHAT: &str = "an object was expected";
    let raw: &RawValue =
        serde_json::from_slice(body).map_err(|error| client.json_error(path, &error, WHAT))?;
    if raw.get().starts_with('{') {
        Ok(raw)
    } else {
        Err(client.shape_error(path, WHAT))
    }
}

/// The text at the end of a path of member names.
fn member_text(body: &[u8], path: &[&str]) -> Option<String> {
    let mut raw: &RawValue = serde_json::from_slice(body).ok()?;
    for name in path {
        raw = members(raw)
            .ok()?
            .into_iter()
            .find(|(key, _)| key == name)?
            .1;
    }
    serde_json::from_str::<Scalar<'_>>(raw.get())
        .ok()?
        .text()
        .map(Into::into)
}

/// The unread elements of a list that the server gave.
///
/// # Errors
/// When the body is not JSON, or not a list of objects.
fn listed<'b>(client: &Client, path: &str, body: &'b [u8]) -> Result<Vec<&'b RawValue>> {
    let elements = crate::api::elements(body)
        .map_err(|error| client.json_error(path, &error, "a list was expected"))?;
    if elements
        .iter()
        .all(|element| element.get().starts_with('{'))
    {
        Ok(elements)
    } else {
        Err(client
            .shape_error(path, "a list of objects was expected")
            .into())
    }
}

/// The bodies of all pages of a list, never a part of it shown as the whole.
///
/// # Errors
/// As every request; also when the list changed while it was read, twice.
fn all_pages(client: &Client, path: &str) -> Result<Vec<Vec<u8>>> {
    for _ in 0..2 {
        if let Some(bodies) = read_pages(client, path)? {
            return Ok(bodies);
        }
    }
    Err(Fault::new(
        Kind::ServerFailed,
        format!(
            "the list on {} changed while it was read, twice",
            client.facts().host
        ),
    )
    .hint("a part of it is not shown as the whole; try again")
    .into())
}

/// All pages, or nothing where they do not add up to what the server counts.
fn read_pages(client: &Client, path: &str) -> Result<Option<Vec<Vec<u8>>>> {
    let (bare, _) = path.split_once('?').unwrap_or((path, ""));
    let mut next = Some(path.to_owned());
    let mut bodies = Vec::new();
    let mut uuids = std::collections::BTreeSet::new();
    let (mut with_uuid, mut total) = (0, 0);
    let mut count = None;
    while let Some(page) = next.take() {
        let answer = match client.get_page(&page) {
            // The list became shorter, and this page went.
            Err(error) if error.problem == Problem::NotFound && !bodies.is_empty() => {
                return Ok(None);
            }
            other => other?,
        };
        let found = listed(client, bare, &answer.body)?;
        let before = with_uuid;
        for raw in &found {
            if let Some(uuid) = Document::<Item<'_>>::new(raw).read.uuid() {
                with_uuid += 1;
                uuids.insert(uuid.to_owned());
            }
        }
        total += found.len();
        // A page that brings nothing new leads nowhere, and neither do more pages than there can be.
        let is_endless = uuids.len() < with_uuid
            || with_uuid == before
            || answer.count.is_some_and(|count| total >= count)
            || bodies.len() >= MOST_PAGES;
        if answer.next.is_some() && is_endless {
            return Ok(None);
        }
        // Each page must tell of the same whole: one that grew or shrank has moved the others.
        if !bodies.is_empty() && count != answer.count {
            return Ok(None);
        }
        count = answer.count;
        next = answer.next.map(|query| format!("{bare}?{query}"));
        bodies.push(answer.body);
    }
    // An element on two pages means that another one was missed.
    let complete = count.is_none_or(|count| count == total) && uuids.len() == with_uuid;
    Ok(complete.then_some(bodies))
}
