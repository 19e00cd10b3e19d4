//! What was typed becomes the UUID of one batch.

use crate::commands::context::Context;
use crate::commands::phrases::deadline_words;
use crate::commands::phrases::program;
use crate::error::ErrorKind;
use crate::error::UserError;
use crate::waldur::pagination::{List, Object};
use crate::waldur::uuid::{Selector, normalized};
use crate::waldur::{Batch, Client, Problem, batches};
use anyhow::Result;
use std::cell::OnceCell;

/// Candidates of an ambiguous prefix that are listed.
pub const MOST_CANDIDATES: usize = 10;

/// The whole UUID of a batch as a person writes it.
///
/// # Errors
/// A usage fault for what cannot be one; as the list's request where a prefix is to be resolved.
pub fn whole_uuid(typed: &str, client: &Client, context: &Context<'_>) -> Result<String> {
    match Selector::parse(typed).map_err(|why| not_a_batch(why, context))? {
        Selector::Whole(uuid) => Ok(uuid.into()),
        Selector::Prefix(prefix) => {
            let list = batches::list(client)?;
            resolve(&prefix, typed, &list.records(), &OnceCell::new(), client, context)
        }
    }
}

pub fn not_a_batch(why: String, context: &Context<'_>) -> UserError {
    let program = program(context);
    UserError::usage(why).hint(format!(
        "batches are listed by: {program} batches list; proposals by: {program} items list"
    ))
}

/// A batch by its UUID, or the error that there is none of this name.
///
/// # Errors
/// A not-found error with what was typed; [`crate::waldur::ApiError`].
pub fn read_batch(
    uuid: &str,
    typed: &str,
    client: &Client,
    context: &Context<'_>,
) -> Result<Object<Batch<'static>>> {
    batches::get(client, uuid).map_err(|error| {
        if error.problem == Problem::NotFound {
            no_match(typed, client, context).into()
        } else {
            error.into()
        }
    })
}

/// What is said of a batch that is not there.
pub fn no_match(typed: &str, client: &Client, context: &Context<'_>) -> UserError {
    UserError::new(
        ErrorKind::NotFound,
        format!("no batch matches {typed} on {}", client.facts().host),
    )
    .hint(format!(
        "it may be answered, or assigned to someone else; run: {} batches list",
        program(context)
    ))
}

/// The whole UUID of the only batch that starts so: of those that wait, else of the answered and
/// expired ones.
pub fn resolve(
    prefix: &str,
    typed: &str,
    known: &[Batch<'_>],
    history: &OnceCell<Option<List<Batch<'static>>>>,
    client: &Client,
    context: &Context<'_>,
) -> Result<String> {
    if let Some(uuid) = only_one(prefix, typed, known, context)? {
        return Ok(uuid);
    }
    // Asked for once, and only where the list that was asked anyway does not have it.
    let history = history.get_or_init(|| batches::history(client, None).ok());
    let past = history.as_ref().map(List::records).unwrap_or_default();
    only_one(prefix, typed, &past, context)?.ok_or_else(|| no_match(typed, client, context).into())
}

pub fn only_one(
    prefix: &str,
    typed: &str,
    known: &[Batch<'_>],
    context: &Context<'_>,
) -> Result<Option<String>, UserError> {
    let mut found: Vec<(&Batch<'_>, String)> = known
        .iter()
        .filter_map(|batch| Some((batch, normalized(batch.uuid()?)?)))
        .filter(|(_, uuid)| uuid.starts_with(prefix))
        .collect();
    found.sort_by(|(_, one), (_, other)| one.cmp(other));
    found.dedup_by(|(_, one), (_, other)| one == other);
    match found.as_slice() {
        [] => Ok(None),
        [(_, uuid)] => Ok(Some(uuid.clone())),
        several => {
            let mut fault = UserError::new(
                ErrorKind::Ambiguous,
                format!("{typed} is the beginning of {} batches: write more of it", several.len()),
            );
            for (batch, uuid) in several.iter().take(MOST_CANDIDATES) {
                fault = fault.hint(format!(
                    "{uuid}  {}  ({})",
                    batch.call_name().unwrap_or("?"),
                    deadline_words(batch.deadline(), context.theme)
                ));
            }
            Err(fault)
        }
    }
}
