//! Resolves a typed name to the UUID of one batch or one item.
//!
//! The rules are the same for both: a whole UUID in any form, a URL that holds one, or a prefix of
//! 4 characters or more that only one of the listed UUIDs has; an item also by its proposal's whole
//! slug. What is ambiguous is refused with its candidates.

use std::cell::OnceCell;
use std::collections::HashMap;

use anyhow::Result;

use crate::commands::context::Context;
use crate::commands::phrases::{deadline_words, program};
use crate::error::{ErrorKind, UserError};
use crate::output::Theme;
use crate::waldur::invitations::{self, Invitation};
use crate::waldur::items::{self, Item, ItemFilter};
use crate::waldur::pagination::{List, Object};
use crate::waldur::uuid::{Selector, normalized};
use crate::waldur::{
    ApiError, Batch, Client, Deadline, Document, Problem, Review, batches, profiles,
};

/// Candidates of an ambiguous name that are listed.
pub const MOST_CANDIDATES: usize = 10;

/// Something that can be named.
struct Candidate {
    /// 32 lower-case hex characters.
    uuid: String,
    /// The proposal's slug, of an item.
    slug: Option<String>,
    /// The call or the proposal, for the list of an ambiguous name.
    title: String,
    /// The deadline of a batch.
    deadline: Option<Deadline>,
}

/// Candidates by their UUIDs and slugs.
#[derive(Default)]
struct Index {
    /// Sorted by UUID, without duplicates.
    candidates: Vec<Candidate>,
    /// The places of the candidates that have a slug, which is in lower case here.
    by_slug: HashMap<String, Vec<usize>>,
}

impl Index {
    fn new(candidates: impl Iterator<Item = Candidate>) -> Self {
        let mut candidates: Vec<Candidate> = candidates.collect();
        candidates.sort_by(|one, other| one.uuid.cmp(&other.uuid));
        candidates.dedup_by(|one, other| one.uuid == other.uuid);
        let mut by_slug: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, candidate) in candidates.iter().enumerate() {
            if let Some(slug) = &candidate.slug {
                by_slug.entry(slug.to_ascii_lowercase()).or_default().push(place);
            }
        }
        Self { candidates, by_slug }
    }

    /// The only candidate that matches; `None` where there is none. `plural` is what the message
    /// calls the candidates.
    ///
    /// # Errors
    /// An error that lists the candidates, where there are several.
    fn only_match(
        &self,
        typed: &str,
        plural: &str,
        theme: &Theme,
    ) -> Result<Option<&Candidate>, UserError> {
        let typed = typed.trim();
        let with_prefix = match Selector::parse(typed) {
            Ok(Selector::Prefix(prefix) | Selector::Whole(prefix)) => {
                // Sorted, those with the same prefix follow each other.
                let first = self.candidates.partition_point(|it| it.uuid.as_str() < &*prefix);
                let end = self.candidates.partition_point(|it| {
                    it.uuid.as_str() < &*prefix || it.uuid.starts_with(&*prefix)
                });
                first..end
            }
            Err(_) => 0..0,
        };
        let with_slug = self.by_slug.get(&typed.to_ascii_lowercase()).into_iter().flatten();
        let with_slug = with_slug.copied().filter(|place| !with_prefix.contains(place));
        let count = with_prefix.len() + with_slug.clone().count();
        let mut found =
            with_prefix.clone().chain(with_slug).filter_map(|place| self.candidates.get(place));
        if count < 2 {
            return Ok(found.next());
        }
        let message = format!("{typed} matches {count} {plural}: write more of the UUID");
        let mut error = UserError::new(ErrorKind::Ambiguous, message);
        for candidate in found.take(MOST_CANDIDATES) {
            let due = candidate.deadline.map_or_else(String::new, |deadline| {
                format!("  ({})", deadline_words(deadline, theme))
            });
            error = error.hint(format!("{}  {}{due}", candidate.uuid, candidate.title));
        }
        Err(error)
    }
}

/// The whole UUID of a batch as a user writes it.
///
/// # Errors
/// A usage error for what cannot be one; [`crate::waldur::ApiError`] where a prefix is resolved.
pub fn whole_uuid(typed: &str, client: &Client, context: &Context<'_>) -> Result<String> {
    match Selector::parse(typed).map_err(|why| not_a_batch(why, context))? {
        Selector::Whole(uuid) => Ok(uuid.into()),
        Selector::Prefix(_) => {
            Candidates::new(&batches::list(client)?).resolve(typed, client, context)
        }
    }
}

/// The error for text that cannot name a batch.
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
    batches::get(client, uuid).map_err(|error| batch_error(error, typed, client, context))
}

/// The error of reading a batch: that there is none of this name, where the server said so.
pub fn batch_error(
    error: ApiError,
    typed: &str,
    client: &Client,
    context: &Context<'_>,
) -> anyhow::Error {
    if error.problem == Problem::NotFound {
        no_match(typed, client, context).into()
    } else {
        error.into()
    }
}

/// The error for a batch that is not there.
pub fn no_match(typed: &str, client: &Client, context: &Context<'_>) -> UserError {
    UserError::new(
        ErrorKind::NotFound,
        format!("no batch matches {typed} on {}", client.facts().host),
    )
    .hint(format!(
        "it may be cancelled, not sent yet, or someone else's; run: {} batches list --all",
        program(context)
    ))
}

/// The batches that a prefix can stand for: those that wait, then the answered and expired ones,
/// which are asked for and read once, and only where the first do not have it.
#[derive(Default)]
pub struct Candidates {
    waiting: Index,
    history: OnceCell<Index>,
}

impl Candidates {
    /// Candidates of the list of the batches that wait.
    pub fn new(waiting: &List<Batch<'static>>) -> Self {
        Self { waiting: batch_candidates(waiting), history: OnceCell::new() }
    }

    /// The whole UUID of the only batch with this prefix.
    ///
    /// # Errors
    /// A not-found error; an error that lists the candidates where there are several;
    /// [`crate::waldur::ApiError`].
    pub fn resolve(&self, typed: &str, client: &Client, context: &Context<'_>) -> Result<String> {
        if let Some(found) = self.waiting.only_match(typed, "batches", context.theme)? {
            return Ok(found.uuid.clone());
        }
        if self.history.get().is_none() {
            // A call manager or staff would get everybody's batches.
            let past = match profiles::me(client)? {
                Some(profile) => {
                    batch_candidates(&batches::history(client, profile.uuid.as_deref())?)
                }
                None => Index::default(),
            };
            let _ = self.history.set(past);
        }
        let history = self.history.get().map(|all| all.only_match(typed, "batches", context.theme));
        match history.transpose()?.flatten() {
            Some(found) => Ok(found.uuid.clone()),
            None => Err(no_match(typed, client, context).into()),
        }
    }
}

fn batch_candidates(list: &List<Batch<'static>>) -> Index {
    let records = list.records();
    let candidates = records.iter().filter_map(|batch| {
        Some(Candidate {
            uuid: normalized(batch.uuid()?)?,
            slug: None,
            title: batch.call_name().unwrap_or("?").to_owned(),
            deadline: Some(batch.deadline()),
        })
    });
    Index::new(candidates)
}

/// The user's own items as they were typed, each with what `take` makes of its UUID and document.
///
/// One whole UUID is read by itself. Otherwise the lists are asked for: the pending items, and only
/// where a name is not among them all items, because what is answered already counts as done.
///
/// # Errors
/// [`crate::waldur::ApiError`] of the lists. Each item has its own error.
pub fn own_items<T>(
    typed: &[String],
    client: &Client,
    context: &Context<'_>,
    take: impl Fn(&str, &Item<'_>) -> T,
) -> Result<Vec<Result<T>>> {
    let read =
        |uuid: &str| -> Result<T> { Ok(take(uuid, &read_item(uuid, client, context)?.read())) };
    if let [only] = typed
        && let Ok(Selector::Whole(uuid)) = Selector::parse(only)
    {
        return Ok(vec![read(&uuid)]);
    }
    let Some(profile) = profiles::me(client)? else {
        let message = format!("you have no reviewer profile on {}", client.facts().host);
        return Err(UserError::new(ErrorKind::NotFound, message)
            .hint("without one, no item is assigned to you; create one in the web portal")
            .into());
    };
    let list = |filter: ItemFilter| {
        items::list(client, &ItemFilter { reviewer: profile.uuid.clone(), ..filter })
    };
    let pending = list(ItemFilter::pending())?;
    let mut results = find_items(typed, &pending.records(), client, context, &take);
    let is_missing = |result: &Result<T>| {
        let error = result.as_ref().err().and_then(|error| error.downcast_ref::<UserError>());
        error.is_some_and(|error| error.kind == ErrorKind::NotFound)
    };
    if results.iter().any(is_missing) {
        let all = list(ItemFilter::default())?;
        let records = all.records();
        let missing = typed.iter().zip(&results).filter(|(_, result)| is_missing(result));
        let missing: Vec<String> = missing.map(|(typed, _)| typed.clone()).collect();
        let found = find_items(&missing, &records, client, context, &take);
        let results = results.iter_mut().filter(|result| is_missing(result));
        for ((result, found), typed) in results.zip(found).zip(&missing) {
            *result = match (found, Selector::parse(typed)) {
                // An item that the list does not have may be readable all the same.
                (Err(_), Ok(Selector::Whole(uuid))) => read(&uuid),
                (found, _) => found,
            };
        }
    }
    Ok(results)
}

/// Returns the result of `take` for each item that is named among these.
fn find_items<T>(
    typed: &[String],
    known: &[Item<'_>],
    client: &Client,
    context: &Context<'_>,
    take: &impl Fn(&str, &Item<'_>) -> T,
) -> Vec<Result<T>> {
    let by_uuid: HashMap<String, &Item<'_>> =
        known.iter().filter_map(|item| Some((normalized(item.uuid()?)?, item))).collect();
    let candidates = by_uuid.iter().map(|(uuid, item)| Candidate {
        uuid: uuid.clone(),
        slug: item.proposal_slug().map(str::to_owned),
        title: item.proposal_name().unwrap_or("?").to_owned(),
        deadline: None,
    });
    let candidates = Index::new(candidates);
    let find = |typed: &String| {
        let found = candidates.only_match(typed, "items", context.theme)?;
        let item = found.and_then(|found| Some((&found.uuid, by_uuid.get(&found.uuid)?)));
        let taken = item.map(|(uuid, item)| take(uuid, item));
        taken.ok_or_else(|| no_item(typed, client, context).into())
    };
    typed.iter().map(find).collect()
}

/// The UUIDs of the user's own reviews as they were typed: a whole UUID, a URL that holds one, a
/// unique prefix, or the proposal's whole slug. `list` is called only where one must be looked for.
///
/// # Errors
/// Those of `list`. Each review has its own error.
pub fn own_reviews(
    typed: &[String],
    client: &Client,
    context: &Context<'_>,
    list: impl FnOnce() -> Result<List<Review<'static>>>,
) -> Result<Vec<Result<String>>> {
    let whole = |typed: &String| match Selector::parse(typed) {
        Ok(Selector::Whole(uuid)) => Some(String::from(uuid)),
        Ok(Selector::Prefix(_)) | Err(_) => None,
    };
    let candidates = if typed.iter().all(|typed| whole(typed).is_some()) {
        Index::default()
    } else {
        review_candidates(&list()?)
    };
    let find = |typed: &String| match whole(typed) {
        Some(uuid) => Ok(uuid),
        None => match candidates.only_match(typed, "reviews", context.theme)? {
            Some(found) => Ok(found.uuid.clone()),
            None => Err(no_review(typed, client, context).into()),
        },
    };
    Ok(typed.iter().map(find).collect())
}

fn review_candidates(list: &List<Review<'static>>) -> Index {
    let records = list.records();
    let candidates = records.iter().filter_map(|review| {
        Some(Candidate {
            uuid: normalized(review.uuid()?)?,
            slug: review.proposal_slug().map(str::to_owned),
            title: review.proposal_name().unwrap_or("?").to_owned(),
            deadline: Some(review.deadline()),
        })
    });
    Index::new(candidates)
}

/// The error for a review that is not there.
pub fn no_review(typed: &str, client: &Client, context: &Context<'_>) -> UserError {
    let message = format!("no review of yours matches {typed} on {}", client.facts().host);
    UserError::new(ErrorKind::NotFound, message)
        .hint(format!("they are listed by: {} reviews list --all", program(context)))
}

/// The user's invitation as it was typed: a UUID, a unique prefix of it, or the call's whole name.
///
/// # Errors
/// A not-found error; an error that lists the candidates where there are several;
/// [`crate::waldur::ApiError`] of the list.
pub fn own_invitation(
    typed: &str,
    client: &Client,
    context: &Context<'_>,
) -> Result<Object<Invitation<'static>>> {
    let list = invitations::list(client)?;
    let documents = list.documents();
    let candidates = documents.iter().filter_map(|document| {
        Some(Candidate {
            uuid: normalized(document.read.uuid()?)?,
            slug: document.read.call_name().map(str::to_owned),
            title: document.read.call_name().unwrap_or("?").to_owned(),
            deadline: Some(document.read.deadline()),
        })
    });
    let candidates = Index::new(candidates);
    let found = candidates.only_match(typed, "invitations", context.theme)?;
    let is_found = |document: &&Document<'_, Invitation<'_>>| {
        let uuid = document.read.uuid().and_then(normalized);
        found.is_some_and(|found| Some(&found.uuid) == uuid.as_ref())
    };
    let document = documents.iter().find(is_found).ok_or_else(|| {
        let message = format!("no invitation matches {typed} on {}", client.facts().host);
        UserError::new(ErrorKind::NotFound, message)
            .hint(format!("they are listed by: {} invitations list", program(context)))
    })?;
    Ok(Object::of_element(document.raw))
}

fn no_item(typed: &str, client: &Client, context: &Context<'_>) -> UserError {
    let message = format!("no item of yours matches {typed} on {}", client.facts().host);
    UserError::new(ErrorKind::NotFound, message).hint(format!(
        "a prefix has 4 characters or more, a slug is whole; run: {} items list --pending",
        program(context)
    ))
}

/// Reads an item by its UUID.
///
/// # Errors
/// [`crate::waldur::ApiError`]; a not-found error with a hint.
pub fn read_item(
    uuid: &str,
    client: &Client,
    context: &Context<'_>,
) -> Result<Object<Item<'static>>> {
    items::get(client, uuid).map_err(|error| {
        if error.problem != Problem::NotFound {
            return error.into();
        }
        let message = format!("no item {uuid} is assigned to you on {}", client.facts().host);
        UserError::new(ErrorKind::NotFound, message).hint(reassigned(context)).into()
    })
}

/// The hint where an item is not the user's any more.
pub fn reassigned(context: &Context<'_>) -> String {
    format!("it may be reassigned; run: {} items list --pending", program(context))
}

#[cfg(test)]
mod tests {
    use super::{Candidate, Index};
    use crate::output::Theme;

    const ONE: &str = "9e1f04b31d674adbbf67a2f07025e6b3";
    const TWO: &str = "9e1f77d0efd94280a5e72d1914de0550";

    fn find(typed: &str) -> Result<Option<String>, String> {
        let candidates = [(TWO, "beef"), (ONE, "GW-1"), (ONE, "GW-1")];
        let candidates = candidates.map(|(uuid, slug)| Candidate {
            uuid: uuid.to_owned(),
            slug: Some(slug.to_owned()),
            title: slug.to_owned(),
            deadline: None,
        });
        let candidates = Index::new(candidates.into_iter());
        match candidates.only_match(typed, "items", &Theme::plain()) {
            Ok(found) => Ok(found.map(|found| found.uuid.clone())),
            Err(error) => Err(error.message),
        }
    }

    #[test]
    fn names_match_as_uuid_prefix_or_whole_slug() {
        for typed in [ONE, "9E1F-04", "9e1f04b3-1d67-4adb-bf67-a2f07025e6b3", " gw-1 ", "GW-1"] {
            assert_eq!(find(typed), Ok(Some(ONE.to_owned())), "{typed}");
        }
        assert_eq!(find("beef"), Ok(Some(TWO.to_owned())));
        for typed in ["GW", "9e1", "", "1d67", "beefbeef", "00009e1f"] {
            assert_eq!(find(typed), Ok(None), "{typed}");
        }
        let error = "9e1f matches 2 items: write more of the UUID".to_owned();
        assert_eq!(find("9e1f"), Err(error));
    }
    /// Quadratic, this would take minutes.
    #[test]
    fn many_names_are_found_among_many_candidates() {
        const COUNT: u32 = 100_000;
        let candidates = (0..COUNT).map(|number| Candidate {
            uuid: format!("9e1f{number:028x}"),
            slug: Some(format!("Slug-{number}")),
            title: String::new(),
            deadline: None,
        });
        let candidates = Index::new(candidates);
        for number in 0..COUNT {
            let found = candidates.only_match(&format!("slug-{number}"), "items", &Theme::plain());
            let expected = format!("9e1f{number:028x}");
            assert_eq!(found.unwrap().map(|found| &found.uuid), Some(&expected));
            assert!(candidates.only_match("9e1f", "items", &Theme::plain()).is_err());
        }
    }
}
