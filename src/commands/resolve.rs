//! What was typed becomes the UUID of one batch.

use crate::commands::context::Context;
use crate::commands::phrases::deadline_words;
use crate::commands::phrases::program;
use crate::error::ErrorKind;
use crate::error::UserError;
use crate::waldur::pagination::{List, Object};
use crate::waldur::uuid::{Selector, normalized};
use crate::waldur::{Batch, Client, Deadline, Problem, batches};
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
            Candidates::new(&batches::list(client)?).resolve(&prefix, typed, client, context)
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

/// The batches that a prefix can stand for: those that wait, then the answered and expired ones,
/// which are asked for and read once, and only where the first do not have it.
#[derive(Default)]
pub struct Candidates {
    waiting: Vec<Candidate>,
    history: OnceCell<Vec<Candidate>>,
}

struct Candidate {
    uuid: String,
    call: Option<String>,
    deadline: Deadline,
}

impl Candidates {
    /// Candidates of the list of the batches that wait.
    pub fn new(waiting: &List<Batch<'static>>) -> Self {
        Self { waiting: by_uuid(waiting), history: OnceCell::new() }
    }

    /// The whole UUID of the only batch that starts so.
    ///
    /// # Errors
    /// A not-found error; an error that lists the candidates where there are several.
    pub fn resolve(
        &self,
        prefix: &str,
        typed: &str,
        client: &Client,
        context: &Context<'_>,
    ) -> Result<String> {
        if let Some(uuid) = only_one(prefix, typed, &self.waiting, context)? {
            return Ok(uuid);
        }
        let history = self.history.get_or_init(|| {
            batches::history(client, None).as_ref().map(by_uuid).unwrap_or_default()
        });
        only_one(prefix, typed, history, context)?
            .ok_or_else(|| no_match(typed, client, context).into())
    }
}

/// The batches of a list, sorted by their UUIDs and without duplicates.
fn by_uuid(list: &List<Batch<'static>>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = list
        .records()
        .iter()
        .filter_map(|batch| {
            Some(Candidate {
                uuid: normalized(batch.uuid()?)?,
                call: batch.call_name().map(str::to_owned),
                deadline: batch.deadline(),
            })
        })
        .collect();
    found.sort_by(|one, other| one.uuid.cmp(&other.uuid));
    found.dedup_by(|one, other| one.uuid == other.uuid);
    found
}

fn only_one(
    prefix: &str,
    typed: &str,
    candidates: &[Candidate],
    context: &Context<'_>,
) -> Result<Option<String>, UserError> {
    // Sorted, those that begin with the prefix follow each other.
    let first = candidates.partition_point(|candidate| candidate.uuid.as_str() < prefix);
    let found: Vec<&Candidate> = candidates
        .iter()
        .skip(first)
        .take_while(|candidate| candidate.uuid.starts_with(prefix))
        .collect();
    match found.as_slice() {
        [] => Ok(None),
        [only] => Ok(Some(only.uuid.clone())),
        several => {
            let mut fault = UserError::new(
                ErrorKind::Ambiguous,
                format!("{typed} is the beginning of {} batches: write more of it", several.len()),
            );
            for candidate in several.iter().take(MOST_CANDIDATES) {
                fault = fault.hint(format!(
                    "{}  {}  ({})",
                    candidate.uuid,
                    candidate.call.as_deref().unwrap_or("?"),
                    deadline_words(candidate.deadline, context.theme)
                ));
            }
            Err(fault)
        }
    }
}
