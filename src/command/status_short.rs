//! `status --short`: a line for a prompt, from what was last known where that is new enough. What
//! is kept for it are counts and times.

use std::time::Duration;

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::batches_list::URGENT;
use super::servers::Asked;
use super::servers::{at_once, named};
use super::status::{Answers, Owed, ask};
use crate::api::Deadline;
use crate::cli::StatusArgs;
use crate::context::{Context, Outcome};
use crate::files::PrivateFile;
use crate::output::{View, distance, relative_time};

/// What is known may be this old.
const MAX_AGE: Duration = Duration::from_secs(300);
/// A prompt does not wait longer for a server.
const PATIENCE: Duration = Duration::from_secs(2);
/// After a failure, a server is left alone for so long.
const REST: SignedDuration = SignedDuration::from_secs(60);

/// The file: counts and times.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Known {
    asked_at: Option<Timestamp>,
    /// When the server last could not be asked.
    #[serde(default)]
    failed_at: Option<Timestamp>,
    /// The deadlines of the batches that wait, `null` where there is none.
    batches: Vec<Option<Timestamp>>,
    /// The ends of the reviews in progress.
    reviews: Vec<Option<Timestamp>>,
}

pub fn run(arguments: &StatusArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let settings = context.settings;
    let max_age = arguments.max_age.unwrap_or(MAX_AGE);
    let several = arguments.servers.all_profiles || settings.named_count() > 1;
    let mut known = Vec::new();
    let mut stale = Vec::new();
    for profile in settings.asked(arguments.servers.all_profiles)? {
        let file = file(&profile.value, context);
        let kept = file.as_ref().and_then(read);
        match kept {
            Some(kept) if kept.is_fresh(max_age, context.now()) => known.push(kept),
            kept => stale.push((profile, file, kept)),
        }
    }
    let mut failures = Vec::new();
    let context: &Context<'_> = context;
    let mut asked = Vec::new();
    for (profile, file, kept) in stale {
        let server = settings.checked_server_of(&profile);
        let client = server.map(|server| (context.client_of(&server).within(PATIENCE), server));
        asked.push((profile, file, kept, client));
    }
    let now = context.now();
    let answers = at_once(asked, |(profile, file, kept, client)| {
        let answer = client
            .map_err(anyhow::Error::from)
            .and_then(|(client, server)| {
                let answer = ask(&client, &server)?;
                let asked = Asked {
                    profile: profile.clone(),
                    client,
                    server,
                    answer,
                };
                Known::of(&asked, now)
            });
        (profile, file, kept, answer)
    })?;
    for (profile, file, kept, answer) in answers {
        let kept = match (answer, kept) {
            (Ok(known), _) => known,
            (Err(_), Some(kept)) if kept.asked_at.is_some() => Known {
                failed_at: Some(now),
                ..kept
            },
            (Err(error), _) => {
                failures.push(if several {
                    named(error, &profile.value)
                } else {
                    error
                });
                continue;
            }
        };
        if let Some(file) = file {
            // A prompt that cannot keep it asks again.
            let _ = write(&file, &kept);
        }
        known.push(kept);
    }
    if known.is_empty() {
        if !several && let Some(failure) = failures.pop() {
            return Err(failure);
        }
        return Ok(Outcome::all_failed(failures));
    }
    let mut outcome = Outcome::new(match line(&known, max_age, context) {
        Some(line) => View::Text(format!("{}\n", context.theme.line(&line))),
        None => View::Nothing,
    });
    outcome.all_failed = false;
    outcome.failures = failures;
    Ok(outcome)
}

/// Where it is kept; nowhere without a home, and for the demo.
fn file(profile: &str, context: &Context<'_>) -> Option<PrivateFile> {
    let settings = context.settings;
    let directory = settings.cache_directory.as_ref()?;
    settings.demo.is_none().then(|| {
        PrivateFile::new(
            directory.join(format!("status-{profile}.json")),
            "XDG_CACHE_HOME",
        )
    })
}

/// What was kept, if it is understood.
fn read(file: &PrivateFile) -> Option<Known> {
    serde_json::from_str(&file.read().ok()??).ok()
}

fn write(file: &PrivateFile, known: &Known) -> Result<()> {
    Ok(file.lock()?.replace(&serde_json::to_string(known)?)?)
}

/// Forgets what is known of a profile, after an answer changed it.
pub(super) fn forget(profile: &str, context: &Context<'_>) {
    if let Some(file) = file(profile, context) {
        let _ = std::fs::remove_file(file.path());
    }
}

impl Known {
    fn of(asked: &Asked<Answers>, now: Timestamp) -> Result<Self> {
        let owed = Owed::new(asked, now)?;
        let at = |deadline: Deadline| match deadline {
            Deadline::At(at) => Some(at),
            Deadline::None | Deadline::Unknown => None,
        };
        Ok(Self {
            asked_at: Some(now),
            failed_at: None,
            batches: owed
                .open
                .iter()
                .map(|batch| at(batch.read.deadline()))
                .collect(),
            reviews: owed
                .reviews
                .iter()
                .flatten()
                .map(|review| at(review.read.deadline()))
                .collect(),
        })
    }

    fn is_fresh(&self, max_age: Duration, now: Timestamp) -> bool {
        let within = |at: Option<Timestamp>, span: SignedDuration| {
            // A clock that was put back makes nothing fresh.
            at.is_some_and(|at| at <= now && now.duration_since(at) < span)
        };
        let max_age = SignedDuration::try_from(max_age).unwrap_or(SignedDuration::MAX);
        within(self.asked_at, max_age) || self.asked_at.is_some() && within(self.failed_at, REST)
    }
}

/// `! 5 batches, next today 12:00; 2 reviews, next in 9 days`
fn line(known: &[Known], max_age: Duration, context: &Context<'_>) -> Option<String> {
    let now = context.now();
    let part = |times: Vec<Option<Timestamp>>, one: &str, several: &str| {
        // What is past cannot be answered any more.
        let open: Vec<Option<Timestamp>> = times
            .into_iter()
            .filter(|at| at.is_none_or(|at| at > now))
            .collect();
        let count = match open.len() {
            0 => return None,
            1 => format!("1 {one}"),
            count => format!("{count} {several}"),
        };
        let next = open.into_iter().flatten().min();
        let words = match next {
            Some(at) => format!("{count}, next {}", relative_time(at, context.theme)),
            None => count,
        };
        Some((words, next))
    };
    let all = |times: fn(&Known) -> &Vec<Option<Timestamp>>| {
        known.iter().flat_map(times).copied().collect::<Vec<_>>()
    };
    let parts: Vec<(String, Option<Timestamp>)> = [
        part(all(|known| &known.batches), "batch", "batches"),
        part(all(|known| &known.reviews), "review", "reviews"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let first = parts.iter().filter_map(|(_, next)| *next).min();
    let is_urgent = first.is_some_and(|at| now.checked_add(URGENT).is_ok_and(|end| at <= end));
    let words: Vec<String> = parts.into_iter().map(|(words, _)| words).collect();
    if words.is_empty() {
        return None;
    }
    let mark = if is_urgent { "! " } else { "" };
    let mut line = format!("{mark}{}", words.join("; "));
    // What could not be asked anew is told by its age.
    let max_age = SignedDuration::try_from(max_age).unwrap_or(SignedDuration::MAX);
    let oldest = known.iter().filter_map(|known| known.asked_at).min();
    if let Some(at) = oldest.filter(|at| now.duration_since(*at) >= max_age) {
        line = format!("{line} (as of {})", distance(at, now));
    }
    Some(line)
}
