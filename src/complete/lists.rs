//! The lists of batches, items and reviews that completion offers, and their caches.
//!
//! They are cached for a minute, in files that hold UUIDs, slugs of proposals, names of calls, and
//! times. With a `token_command` no server is asked, since a password manager must not open at TAB:
//! what the last list showed is offered.

use std::collections::HashMap;
use std::thread::ScopedJoinHandle;
use std::time::Duration;

use anyhow::{Result, anyhow};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::is_plain;
use crate::cache::{JsonFile, is_within};
use crate::commands::context::Context;
use crate::commands::deadlines::{deadline_key, due_key};
use crate::commands::multi_server::Asked;
use crate::output::sanitize_line;
use crate::settings::{Server, Settings};
use crate::waldur::items::ItemFilter;
use crate::waldur::pagination::List as ServerList;
use crate::waldur::uuid::is_uuid;
use crate::waldur::{
    Batch, Client, Item, Review, batches as batches_api, items as items_api,
    profiles as profiles_api, reviews as reviews_api,
};

/// A list may be this old; after a failure, a server is not asked again for so long.
const FRESH: Duration = Duration::from_secs(60);
/// A server has no longer for a response.
const PATIENCE: Duration = Duration::from_secs(1);

/// The lists that are cached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    Batches,
    Items,
    /// Those that are to be written.
    Reviews,
}

/// A batch or an item that waits, or a review to write.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Entry {
    /// 32 hex characters.
    pub uuid: String,
    /// The slug of an item's or a review's proposal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// The call's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<String>,
}

/// The file of a list.
#[derive(Debug, Serialize, Deserialize)]
struct CachedList {
    /// Whose list it is.
    server: String,
    asked_at: Option<Timestamp>,
    /// When the server last could not be asked.
    failed_at: Option<Timestamp>,
    list: Vec<Entry>,
}

impl CachedList {
    fn is_fresh(&self, now: Timestamp) -> bool {
        is_within(self.asked_at, FRESH, now) || is_within(self.failed_at, FRESH, now)
    }
}

/// The entries to offer of a list: as it is cached, or as the server says now.
pub fn offered(list: List, context: &Context<'_>) -> Vec<Entry> {
    let settings = context.settings;
    let profile = &settings.profile.value;
    let file = file(list, profile, settings);
    let kept = file.as_ref().and_then(JsonFile::read);
    let api = settings.api_of(&settings.profile);
    let origin = api.map(|api| api.origin());
    let kept = kept.filter(|kept| Some(&kept.server) == origin.as_ref());
    if settings.has_token_command(&settings.profile) {
        return kept.map_or_else(Vec::new, |kept| kept.list);
    }
    let Ok(server) = settings.server() else {
        return Vec::new();
    };
    let origin = server.api.value.origin();
    if let Some(kept) = kept.as_ref().filter(|kept| kept.is_fresh(context.now())) {
        return kept.list.clone();
    }
    let client = context.client_of(&server).within(PATIENCE);
    let at = Some(context.now());
    if let Ok(lists) = ask(list, &client, &server, context.now()) {
        let mut asked = Vec::new();
        for (of, list_of) in lists {
            let new =
                CachedList { server: origin.clone(), asked_at: at, failed_at: None, list: list_of };
            write(of, profile, &new, settings);
            if of == list {
                asked = new.list;
            }
        }
        return asked;
    }
    // It is not asked at every TAB; what was known is better than nothing.
    let known = kept.map_or_else(Vec::new, |kept| kept.list);
    let new = CachedList { server: origin, asked_at: None, failed_at: at, list: known };
    write(list, profile, &new, settings);
    new.list
}

/// Asks for a list, soonest first; items need that of the batches for the names of their calls.
fn ask(
    list: List,
    client: &Client,
    server: &Server,
    now: Timestamp,
) -> Result<Vec<(List, Vec<Entry>)>> {
    if list == List::Reviews {
        let reviews = reviews_api::own_in_progress(client, server.user.as_deref())?;
        return Ok(vec![(List::Reviews, reviews_of(reviews.records()))]);
    }
    let (batches, items) = std::thread::scope(|scope| {
        let items = (list == List::Items).then(|| scope.spawn(|| own_pending_items(client)));
        (batches_api::list(client), items.map(ScopedJoinHandle::join))
    });
    let batches = batches_of(batches?.records(), now);
    let items = match items {
        Some(items) => {
            let items = items.map_err(|_| anyhow!("the items could not be asked for"))??;
            let records = items.iter().flat_map(ServerList::records).collect();
            Some((List::Items, items_of(records, &batches)))
        }
        None => None,
    };
    Ok([(List::Batches, batches)].into_iter().chain(items).collect())
}

/// The reviewer's own pending items, or `None` for a user who is no reviewer. Without the reviewer,
/// a call manager or staff would get everybody's.
fn own_pending_items(client: &Client) -> Result<Option<ServerList<Item<'static>>>> {
    let Some(reviewer) = profiles_api::me(client)?.and_then(|profile| profile.uuid) else {
        return Ok(None);
    };
    let filter = ItemFilter { reviewer: Some(reviewer), ..ItemFilter::pending() };
    Ok(Some(items_api::first_page_for_completion(client, &filter)?))
}

/// Soonest deadline first.
fn batches_of(mut batches: Vec<Batch<'_>>, now: Timestamp) -> Vec<Entry> {
    batches.sort_by_cached_key(|batch| due_key(batch, now));
    let batches = batches.iter().filter_map(|batch| {
        Some(Entry {
            uuid: hex(batch.uuid()?)?,
            slug: None,
            call: batch.call_name().map(|name| sanitize_line(name).into()),
        })
    });
    batches.collect()
}

/// In the order of their batches, and then those that are in none of them.
fn items_of(items: Vec<Item<'_>>, batches: &[Entry]) -> Vec<Entry> {
    let places: HashMap<&str, usize> =
        batches.iter().enumerate().map(|(at, batch)| (batch.uuid.as_str(), at)).collect();
    let mut items: Vec<(usize, Entry)> = items
        .into_iter()
        .filter_map(|item| {
            let batch = item.batch_uuid();
            let at = batch.and_then(|batch| places.get(batch.as_str()).copied());
            let call = at.and_then(|at| batches.get(at)?.call.clone());
            let slug = item.proposal_slug().filter(|slug| is_plain(slug));
            let entry = Entry { uuid: hex(item.uuid()?)?, slug: slug.map(str::to_owned), call };
            Some((at.unwrap_or(usize::MAX), entry))
        })
        .collect();
    items.sort_by_key(|(at, _)| *at);
    items.into_iter().map(|(_, entry)| entry).collect()
}

/// Soonest deadline first.
fn reviews_of(mut reviews: Vec<Review<'_>>) -> Vec<Entry> {
    reviews.retain(Review::is_open);
    reviews.sort_by_key(|review| deadline_key(review.deadline(), false));
    let reviews = reviews.iter().filter_map(|review| {
        let slug = review.proposal_slug().filter(|slug| is_plain(slug));
        Some(Entry {
            uuid: hex(review.uuid()?)?,
            slug: slug.map(str::to_owned),
            call: review.call_name().map(|name| sanitize_line(name).into()),
        })
    });
    reviews.collect()
}

fn hex(uuid: &str) -> Option<String> {
    is_uuid(uuid).then(|| uuid.replace('-', "").to_ascii_lowercase())
}

/// Where a list is kept; nowhere without a home, and for the demo.
fn file(list: List, profile: &str, settings: &Settings) -> Option<JsonFile<CachedList>> {
    let directory = settings.cache_directory.as_ref()?;
    let name = match list {
        List::Batches => "batches",
        List::Items => "items",
        List::Reviews => "reviews",
    };
    settings
        .demo
        .is_none()
        .then(|| JsonFile::new(directory.join(format!("{name}-{profile}.json")), "XDG_CACHE_HOME"))
}

/// A list that cannot be kept is asked for again.
fn write(list: List, profile: &str, kept: &CachedList, settings: &Settings) {
    if let Some(file) = file(list, profile, settings) {
        file.write(kept);
    }
}

/// Keeps the batches that a command listed, for a profile whose server is not asked at TAB.
pub fn cache_batches(asked: &Asked<ServerList<Batch<'static>>>, context: &Context<'_>) {
    let entries = || batches_of(asked.answer.records(), context.now());
    cache_list(List::Batches, entries, asked, context);
}

/// Keeps the pending items that a command listed, likewise.
pub fn cache_items<T>(asked: &Asked<T>, items: &ServerList<Item<'static>>, context: &Context<'_>) {
    let entries = || {
        let file = file(List::Batches, &asked.profile.value, context.settings);
        let batches = file.as_ref().and_then(JsonFile::read);
        items_of(items.records(), &batches.map_or_else(Vec::new, |kept| kept.list))
    };
    cache_list(List::Items, entries, asked, context);
}

/// Keeps the reviews in progress that a command listed, likewise.
pub fn cache_reviews<T>(
    asked: &Asked<T>,
    reviews: &ServerList<Review<'static>>,
    context: &Context<'_>,
) {
    cache_list(List::Reviews, || reviews_of(reviews.records()), asked, context);
}

/// Reads the entries only where they are kept: most profiles have no `token_command`.
fn cache_list<T>(
    list: List,
    entries: impl FnOnce() -> Vec<Entry>,
    asked: &Asked<T>,
    context: &Context<'_>,
) {
    let settings = context.settings;
    let profile = &asked.profile.value;
    if !settings.has_token_command(&asked.profile) {
        return;
    }
    let kept = CachedList {
        server: asked.server.api.value.origin(),
        asked_at: Some(context.now()),
        failed_at: None,
        list: entries(),
    };
    write(list, profile, &kept, settings);
}

/// Forgets the lists of a profile, after an answer changed them.
pub fn forget(profile: &str, context: &Context<'_>) {
    for list in [List::Batches, List::Items, List::Reviews] {
        if let Some(file) = file(list, profile, context.settings) {
            file.forget();
        }
    }
}
