//! Completion that knows batches, items, reviews, profiles and fields: the completion engine of
//! clap knows commands, flags and their words, and the values that only the server or the files
//! know are added here. It asks no question, prints no error, and takes no longer than a user waits
//! at TAB.

mod lists;

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::builder::StyledStr;
use clap::{Arg, Command};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, ValueCompleter, complete};

use crate::args::GlobalArgs;
use crate::commands::context::Context;
use crate::output::sanitize_line;
use crate::waldur::uuid::unique_prefixes;
use crate::waldur::{Batch, Item, Record, Review};
use lists::{Entry, List, offered};
pub use lists::{cache_batches, cache_items, cache_reviews, forget};

/// With this line, the script of a shell offers the names of files.
const FILES: &str = ":files";
/// Characters of a UUID that tell it from the others, as in lists.
const SHORT: usize = 8;

const BATCH_STATUSES: [&str; 3] = ["sent", "responded", "expired"];
const ITEM_STATUSES: [&str; 6] =
    ["pending", "accepted", "declined", "coi_blocked", "expired", "reassigned"];
const REVIEW_STATES: [&str; 3] = ["in_review", "submitted", "rejected"];

/// The shells with a script for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shell {
    Bash,
    Zsh,
    Fish,
}

/// Candidates that the engine does not know, by the name of the value in the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Batches,
    Items,
    Reviews,
    Profiles,
    Fields,
    Statuses,
    States,
    Files,
}

impl Known {
    const ALL: [(Self, &str); 9] = [
        (Self::Batches, "BATCH"),
        (Self::Items, "ITEM"),
        (Self::Reviews, "REVIEW"),
        (Self::Profiles, "NAME"),
        (Self::Fields, "FIELDS"),
        (Self::Statuses, "STATUS"),
        (Self::States, "STATE"),
        (Self::Files, "FILE"),
        (Self::Files, "DIR"),
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
    /// Reads what the script of a shell hands over, for this command line. `None` where it is not
    /// understood.
    pub fn new(shell: &str, words: Vec<OsString>, mut program: Command) -> Option<Self> {
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

    /// Returns whether settings are needed for it.
    pub fn asks(&self) -> bool {
        self.offers.iter().any(|offer| {
            matches!(
                offer,
                Offer::Known(Known::Batches | Known::Items | Known::Reviews | Known::Profiles, _)
            )
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

    /// The output for the script: a line for each word that is offered.
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

    /// The candidates for the rest of a word.
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
            (Known::States, _) => plain(&REVIEW_STATES),
            // Fields are written after = only.
            (Known::Fields, _) if before.ends_with('=') => {
                let is_batches = !is_items && !has(["reviews", "review"]);
                let mut fields: Vec<&str> = match (is_items, is_batches) {
                    (true, _) => Item::FIELDS.to_vec(),
                    (false, true) => Batch::FIELDS.to_vec(),
                    (false, false) => Review::FIELDS.to_vec(),
                };
                if is_batches && has(["show", "view"]) {
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
            (Known::Reviews, Some(context)) => self.named(&offered(List::Reviews, context), typed),
            (
                Known::Fields
                | Known::Files
                | Known::Profiles
                | Known::Batches
                | Known::Items
                | Known::Reviews,
                _,
            ) => Vec::new(),
        }
    }

    /// The names of batches, items or reviews: as many characters as tell one from the others, or
    /// the short name of the proposal.
    fn named(&self, entries: &[Entry], typed: &str) -> Vec<(String, Option<String>)> {
        let before = self.words.split_last().map_or(&[][..], |(_, before)| before);
        let before: HashSet<&String> = before.iter().collect();
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
