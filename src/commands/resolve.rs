//! What was typed becomes the UUID of one batch.

use crate::commands::batches::list::ALL_PATH;
use crate::commands::batches::list::HISTORY;
use crate::commands::batches::list::PATH;
use crate::commands::context::Context;
use crate::commands::phrases::deadline_words;
use crate::commands::phrases::program;
use crate::error::ErrorKind;
use crate::error::UserError;
use crate::waldur::Batch;
use crate::waldur::Client;
use crate::waldur::Document;
use crate::waldur::Problem;
use crate::waldur::pagination::all_pages;
use crate::waldur::pagination::listed;
use crate::waldur::uuid::BatchId;
use anyhow::Result;
use std::cell::OnceCell;

/// Candidates of an ambiguous prefix that are listed.
pub(crate) const MOST_CANDIDATES: usize = 10;

/// The whole UUID of a batch as a person writes it.
///
/// # Errors
/// A usage fault for what cannot be one; as the list's request where a prefix is to be resolved.
pub(crate) fn whole_uuid(typed: &str, client: &Client, context: &Context<'_>) -> Result<String> {
    match BatchId::parse(typed).map_err(|why| not_a_batch(why, context))? {
        BatchId::Whole(uuid) => Ok(uuid.into()),
        BatchId::Prefix(prefix) => {
            let body = client.get(PATH)?;
            let known = listed(client, PATH, &body)?;
            let known: Vec<Batch<'_>> = known.iter().map(|raw| Document::new(raw).read).collect();
            resolve(&prefix, typed, &known, &OnceCell::new(), client, context)
        }
    }
}

pub(crate) fn not_a_batch(why: String, context: &Context<'_>) -> UserError {
    let program = program(context);
    UserError::usage(why).hint(format!(
        "batches are listed by: {program} batches list; proposals by: {program} items list"
    ))
}

/// The answer for one batch, or that there is none of this name.
pub(crate) fn read_batch(
    path: &str,
    typed: &str,
    client: &Client,
    context: &Context<'_>,
) -> Result<Vec<u8>> {
    client.get(path).map_err(|error| {
        if error.problem == Problem::NotFound {
            no_match(typed, client, context).into()
        } else {
            error.into()
        }
    })
}

/// What is said of a batch that is not there.
pub(crate) fn no_match(typed: &str, client: &Client, context: &Context<'_>) -> UserError {
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
pub(crate) fn resolve(
    prefix: &str,
    typed: &str,
    known: &[Batch<'_>],
    history: &OnceCell<Vec<Vec<u8>>>,
    client: &Client,
    context: &Context<'_>,
) -> Result<String> {
    if let Some(uuid) = only_one(prefix, typed, known, context)? {
        return Ok(uuid);
    }
    // Asked for once, and only where the list that was asked anyway does not have it.
    let bodies = history.get_or_init(|| all_pages(client, HISTORY).unwrap_or_default());
    let mut past: Vec<Batch<'_>> = Vec::new();
    for body in bodies {
        let elements = listed(client, ALL_PATH, body)?;
        past.extend(elements.iter().map(|raw| Document::new(raw).read));
    }
    only_one(prefix, typed, &past, context)?.ok_or_else(|| no_match(typed, client, context).into())
}

pub(crate) fn only_one(
    prefix: &str,
    typed: &str,
    known: &[Batch<'_>],
    context: &Context<'_>,
) -> Result<Option<String>, UserError> {
    let plain = |uuid: &str| uuid.replace('-', "").to_ascii_lowercase();
    let mut found: Vec<(&Batch<'_>, String)> = known
        .iter()
        .filter_map(|batch| Some((batch, plain(batch.uuid()?))))
        .filter(|(_, uuid)| uuid.starts_with(prefix) && uuid.len() == 32)
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
