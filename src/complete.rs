//! What TAB offers: the engine of clap knows commands, flags and their words; what only the
//! server or the files know is put in here. Nothing of it may ask, fail aloud, or take long.
//!
//! Lists are kept for a minute, in files that hold UUIDs, short names of proposals, names of calls
//! and times. With a `token_command` nobody is asked: a password manager must not open at TAB.
//! What is offered then is what the last list showed.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::time::Duration;

use std::thread::ScopedJoinHandle;

use anyhow::{Result, anyhow};
use clap::builder::StyledStr;
use clap::{Arg, Command, CommandFactory};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, ValueCompleter, complete};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::args::GlobalArgs;
use crate::cache::{JsonFile, is_within};
use crate::cli::Cli;
use crate::commands::context::Context;
use crate::commands::deadlines::due_key;
use crate::commands::multi_server::Asked;
use crate::output::sanitize_line;
use crate::settings::Settings;
use crate::waldur::items::ItemFilter;
use crate::waldur::pagination::List as ServerList;
use crate::waldur::uuid::{is_uuid, unique_prefixes};
use crate::waldur::{Batch, Client, Item, Record, batches as batches_api, items as items_api};

/// A list may be this old; after a failure, a server is left alone for so long.
const FRESH: Duration = Duration::from_secs(60);
/// Nobody waits longer for a completion.
const PATIENCE: Duration = Duration::from_secs(1);
/// What the script of a shell takes for: offer the names of files.
const FILES: &str = ":files";
/// Characters of a UUID that tell it from the others, as in lists.
const SHORT: usize = 8;

const BATCH_STATUSES: [&str; 3] = ["sent", "responded", "expired"];
const ITEM_STATUSES: [&str; 6] =
    ["pending", "accepted", "declined", "coi_blocked", "expired", "reassigned"];

/// The shells with a script for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shell {
    Bash,
    Zsh,
    Fish,
}

/// What the engine does not know, by the name of the value in the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Batches,
    Items,
    Profiles,
    Fields,
    Statuses,
    Files,
}

impl Known {
    const ALL: [(Self, &str); 6] = [
        (Self::Batches, "BATCH"),
        (Self::Items, "ITEM"),
        (Self::Profiles, "NAME"),
        (Self::Fields, "FIELDS"),
        (Self::Statuses, "STATUS"),
        (Self::Files, "FILE"),
    ];

    fn named(name: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(_, known)| *known == name);
        found.map(|(known, _)| *known)
    }
}

/// The engine passes on which it is, and it is looked up afterwards: see [`Line::text`].
impl ValueCompleter for Known {
    fn complete(&self, _: &OsStr) -> Vec<CompletionCandidate> {
        let found = Self::ALL.iter().find(|(known, _)| known == self);
        let tag = found.map(|(_, name)| StyledStr::from(*name));
        vec![CompletionCandidate::new("").tag(tag)]
    }
}

/// A command whose values are known, and all below it.
fn completed(command: Command) -> Command {
    let with_values = |arg: Arg| {
        let name = arg.get_value_names().and_then(|names| names.first());
        match name.and_then(|name| Known::named(name)) {
            Some(known) => arg.add(ArgValueCompleter::new(known)),
            None => arg,
        }
    };
    command.mut_args(with_values).mut_subcommands(completed)
}

/// A line that is being typed.
#[derive(Debug)]
pub struct Line {
    shell: Shell,
    /// The words up to the cursor, the program's name first.
    words: Vec<String>,
    /// How much of the last word the shell does not replace.
    kept: usize,
    offers: Vec<Offer>,
}

/// Something to offer, or what is to be looked up for it.
#[derive(Debug)]
enum Offer {
    Word(String, Option<String>),
    /// With what stands before it in the same word.
    Known(Known, String),
}

impl Line {
    /// Reads what the script of a shell hands over. `None` where it is not understood.
    pub fn new(shell: &str, words: Vec<OsString>) -> Option<Self> {
        let shell = match shell {
            "bash" => Shell::Bash,
            "zsh" => Shell::Zsh,
            "fish" => Shell::Fish,
            _ => return None,
        };
        let words: Option<Vec<String>> =
            words.into_iter().map(|word| word.into_string().ok()).collect();
        let (words, kept) = match shell {
            Shell::Bash => joined(words?),
            Shell::Zsh | Shell::Fish => (words?, 0),
        };
        let last = words.len().checked_sub(1).filter(|last| *last > 0)?;
        let typed = words.get(last)?;
        let words_of_engine = words.iter().map(OsString::from).collect();
        let mut program = Cli::command();
        // Every command is defined now; at a usual start, none of this is done.
        program.build();
        let mut program = completed(program);
        let found = complete(&mut program, words_of_engine, last, None).ok()?;
        let mut offers: Vec<Offer> = found
            .iter()
            .filter_map(|candidate| {
                let value = candidate.get_value().to_str()?.to_owned();
                let tag = candidate.get_tag().map(ToString::to_string);
                if let Some(known) = tag.as_deref().and_then(Known::named) {
                    return Some(Offer::Known(known, value));
                }
                let help = candidate.get_help().map(ToString::to_string);
                Some(Offer::Word(spelled_out(value, help.as_deref(), &program), help))
            })
            .collect();
        // Flags are offered once one is begun, or where there is nothing else.
        let is_flag =
            |offer: &Offer| matches!(offer, Offer::Word(word, _) if word.starts_with('-'));
        if typed.is_empty() && !offers.iter().all(is_flag) {
            offers.retain(|offer| !is_flag(offer));
        }
        Some(Self { shell, words, kept, offers })
    }

    /// Whether settings are needed for it.
    pub fn asks(&self) -> bool {
        self.offers.iter().any(|offer| {
            matches!(offer, Offer::Known(Known::Batches | Known::Items | Known::Profiles, _))
        })
    }

    /// The global options among the words: those that decide on who is asked.
    pub fn global(&self) -> GlobalArgs {
        let value = |flag: &str| {
            let mut words = self.words.iter();
            let mut value = None;
            while let Some(word) = words.next() {
                if word == flag {
                    value = words.next().filter(|_| words.len() > 0);
                } else if let Some((name, text)) = word.split_once('=')
                    && name == flag
                    && words.len() > 0
                {
                    return Some(text.to_owned());
                }
            }
            value.cloned()
        };
        GlobalArgs {
            profile: value("--profile").into_iter().collect(),
            #[cfg(feature = "demo")]
            demo: self.words.iter().any(|word| word == "--demo"),
            ca_cert: value("--ca-cert").map(PathBuf::from),
            no_input: true,
            quiet: true,
            ..GlobalArgs::default()
        }
    }

    /// What the script takes: a line for each word that is offered.
    pub fn text(&self, context: Option<&Context<'_>>) -> String {
        let typed = self.words.last().map_or("", String::as_str);
        let mut lines = String::new();
        for offer in &self.offers {
            let words = match offer {
                Offer::Word(word, help) => vec![(word.clone(), help.clone())],
                Offer::Known(Known::Files, _) => return format!("{FILES}\n"),
                Offer::Known(known, before) => {
                    let typed = typed.strip_prefix(before.as_str()).unwrap_or_default();
                    self.known(*known, before, typed, context)
                        .into_iter()
                        .map(|(word, help)| (format!("{before}{word}"), help))
                        .collect()
                }
            };
            for (word, help) in words {
                // A shell may read it as a command: nothing else than a plain word gets there.
                if is_plain(&word) && word.starts_with(typed) {
                    lines.push_str(&self.written(&word, help.as_deref()));
                }
            }
        }
        lines
    }

    fn written(&self, word: &str, help: Option<&str>) -> String {
        let help = help.and_then(|help| help.lines().next()).map(sanitize_line);
        match (self.shell, help) {
            (Shell::Bash, _) => format!("{}\n", word.get(self.kept..).unwrap_or_default()),
            (Shell::Zsh, Some(help)) => {
                format!("{}:{}\n", word.replace(':', "\\:"), help.replace('\\', "\\\\"))
            }
            (Shell::Zsh, None) => format!("{}\n", word.replace(':', "\\:")),
            (Shell::Fish, Some(help)) => format!("{word}\t{help}\n"),
            (Shell::Fish, None) => format!("{word}\n"),
        }
    }

    /// What is known for the rest of a word.
    fn known(
        &self,
        known: Known,
        before: &str,
        typed: &str,
        context: Option<&Context<'_>>,
    ) -> Vec<(String, Option<String>)> {
        let has = |names: [&str; 2]| self.words.iter().any(|word| names.contains(&word.as_str()));
        let is_items = has(["items", "item"]);
        let plain = |words: &[&str]| words.iter().map(|word| ((*word).to_owned(), None)).collect();
        match (known, context) {
            (Known::Statuses, _) if is_items => plain(&ITEM_STATUSES),
            (Known::Statuses, _) => plain(&BATCH_STATUSES),
            // Fields are written after = only.
            (Known::Fields, _) if before.ends_with('=') => {
                let mut fields: Vec<&str> =
                    if is_items { Item::FIELDS.to_vec() } else { Batch::FIELDS.to_vec() };
                if has(["show", "view"]) {
                    fields.push("items");
                }
                let (done, _) = typed.rsplit_once(',').unwrap_or_default();
                fields.retain(|field| !done.split(',').any(|other| other == *field));
                let done = if done.is_empty() { String::new() } else { format!("{done},") };
                fields.iter().map(|field| (format!("{done}{field}"), None)).collect()
            }
            (Known::Profiles, Some(context)) => {
                let profiles = context.settings.profiles().unwrap_or_default();
                profiles.into_iter().map(|name| (name, None)).collect()
            }
            (Known::Batches, Some(context)) => self.named(&offered(List::Batches, context), typed),
            (Known::Items, Some(context)) => self.named(&offered(List::Items, context), typed),
            (Known::Fields | Known::Files | Known::Profiles | Known::Batches | Known::Items, _) => {
                Vec::new()
            }
        }
    }

    /// The names of batches or items: as many characters as tell one from the others, or the
    /// short name of the proposal.
    fn named(&self, entries: &[Entry], typed: &str) -> Vec<(String, Option<String>)> {
        let before = self.words.split_last().map_or(&[][..], |(_, before)| before);
        let mut names = Vec::new();
        let prefixes = unique_prefixes(entries.iter().map(|entry| entry.uuid.as_str()), SHORT);
        for entry in entries {
            let short = prefixes.get(entry.uuid.as_str()).copied().unwrap_or(&entry.uuid);
            let call = entry.call.clone();
            let about = match (&entry.slug, &call) {
                (Some(slug), Some(call)) => Some(format!("{slug} · {call}")),
                (slug, call) => slug.clone().or(call.clone()),
            };
            let uuid = if typed.len() > short.len() { &entry.uuid } else { short };
            let all = match &entry.slug {
                Some(slug) if typed.is_empty() => vec![(slug.clone(), call)],
                Some(slug) => vec![(slug.clone(), call), (uuid.to_owned(), about)],
                None => vec![(uuid.to_owned(), about)],
            };
            // What is named on the line already is not named again.
            if !all.iter().any(|(name, _)| before.contains(name)) {
                names.extend(all);
            }
        }
        names
    }
}

/// Bash cuts `--flag=value` at the sign: puts it together again, and says how much of the last
/// word it does not replace.
fn joined(words: Vec<String>) -> (Vec<String>, usize) {
    let mut joined: Vec<String> = Vec::new();
    let mut kept = 0;
    for word in words {
        let goes_on = joined.last().is_some_and(|last| {
            last.starts_with("--") && (word == "=" && !last.contains('=') || last.ends_with('='))
        });
        match joined.last_mut() {
            Some(last) if goes_on => {
                last.push_str(&word);
                kept = last.find('=').map_or(0, |at| at + 1);
            }
            Some(_) | None => {
                joined.push(word);
                kept = 0;
            }
        }
    }
    (joined, kept)
}

/// Of a command and its alias, the engine offers the shorter one.
fn spelled_out(word: String, help: Option<&str>, program: &Command) -> String {
    let meant = program.get_subcommands().find(|command| {
        command.get_visible_aliases().any(|alias| alias == word)
            && command.get_about().map(ToString::to_string).as_deref() == help
    });
    meant.map_or(word, |command| command.get_name().to_owned())
}

fn is_plain(word: &str) -> bool {
    word.chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ',' | '=' | '+'))
}

/// What is kept a list of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum List {
    Batches,
    Items,
}

/// A batch or an item that waits.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Entry {
    /// 32 hex characters.
    uuid: String,
    /// The short name of an item's proposal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    slug: Option<String>,
    /// The call's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    call: Option<String>,
}

/// The file of a list.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    /// Whose list it is.
    server: String,
    asked_at: Option<Timestamp>,
    /// When the server last could not be asked.
    failed_at: Option<Timestamp>,
    list: Vec<Entry>,
}

impl Kept {
    fn is_fresh(&self, now: Timestamp) -> bool {
        is_within(self.asked_at, FRESH, now) || is_within(self.failed_at, FRESH, now)
    }
}

/// What to offer of a list: as it is kept, or as the server says now.
fn offered(list: List, context: &Context<'_>) -> Vec<Entry> {
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
    if let Ok(lists) = ask(list, &client, context.now()) {
        let mut asked = Vec::new();
        for (of, list_of) in lists {
            let new = Kept { server: origin.clone(), asked_at: at, failed_at: None, list: list_of };
            write(of, profile, &new, settings);
            if of == list {
                asked = new.list;
            }
        }
        return asked;
    }
    // It is not asked at every TAB; what was known is better than nothing.
    let known = kept.map_or_else(Vec::new, |kept| kept.list);
    let new = Kept { server: origin, asked_at: None, failed_at: at, list: known };
    write(list, profile, &new, settings);
    new.list
}

/// Asks for a list, soonest first; items need that of the batches for the names of their calls.
fn ask(list: List, client: &Client, now: Timestamp) -> Result<Vec<(List, Vec<Entry>)>> {
    let (batches, items) = std::thread::scope(|scope| {
        let items = (list == List::Items).then(|| {
            scope.spawn(|| items_api::first_page_for_completion(client, &ItemFilter::pending()))
        });
        (batches_api::list(client), items.map(ScopedJoinHandle::join))
    });
    let batches = batches_of(batches?.records(), now);
    let items = match items {
        Some(items) => Some(items_of(
            items.map_err(|_| anyhow!("the items could not be asked for"))??.records(),
            &batches,
        )),
        None => None,
    };
    let items = items.map(|items| (List::Items, items));
    Ok([(List::Batches, batches)].into_iter().chain(items).collect())
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

fn hex(uuid: &str) -> Option<String> {
    is_uuid(uuid).then(|| uuid.replace('-', "").to_ascii_lowercase())
}

/// Where a list is kept; nowhere without a home, and for the demo.
fn file(list: List, profile: &str, settings: &Settings) -> Option<JsonFile<Kept>> {
    let directory = settings.cache_directory.as_ref()?;
    let name = match list {
        List::Batches => "batches",
        List::Items => "items",
    };
    settings
        .demo
        .is_none()
        .then(|| JsonFile::new(directory.join(format!("{name}-{profile}.json")), "XDG_CACHE_HOME"))
}

/// What cannot be kept is asked for again.
fn write(list: List, profile: &str, kept: &Kept, settings: &Settings) {
    if let Some(file) = file(list, profile, settings) {
        file.write(kept);
    }
}

/// Keeps the batches that a command listed, for a profile whose server is not asked at TAB.
pub(crate) fn learn_batches(asked: &Asked<ServerList<Batch<'static>>>, context: &Context<'_>) {
    let entries = batches_of(asked.answer.records(), context.now());
    learn(List::Batches, entries, asked, context);
}

/// Keeps the pending items that a command listed, likewise.
pub(crate) fn learn_items(asked: &Asked<ServerList<Item<'static>>>, context: &Context<'_>) {
    let file = file(List::Batches, &asked.profile.value, context.settings);
    let batches = file.as_ref().and_then(JsonFile::read).map_or_else(Vec::new, |kept| kept.list);
    learn(List::Items, items_of(asked.answer.records(), &batches), asked, context);
}

fn learn<T>(list: List, entries: Vec<Entry>, asked: &Asked<T>, context: &Context<'_>) {
    let settings = context.settings;
    let profile = &asked.profile.value;
    if !settings.has_token_command(&asked.profile) {
        return;
    }
    let kept = Kept {
        server: asked.server.api.value.origin(),
        asked_at: Some(context.now()),
        failed_at: None,
        list: entries,
    };
    write(list, profile, &kept, settings);
}

/// Forgets the lists of a profile, after an answer changed them.
pub(crate) fn forget(profile: &str, context: &Context<'_>) {
    for list in [List::Batches, List::Items] {
        if let Some(file) = file(list, profile, context.settings) {
            file.forget();
        }
    }
}
