//! `status --short`: a line for a prompt, from what was last known where that is new enough. What
//! is kept for it are counts and times.

use std::time::Duration;

use anyhow::{Error, Result};
use jiff::Timestamp;

use crate::cache::{JsonFile, is_within};
use crate::commands::context::{Context, Outcome};
use crate::commands::deadlines::URGENT;
use crate::commands::multi_server::Asked;
use crate::commands::multi_server::at_once;
use crate::commands::multi_server::named;
use crate::commands::status::Owed;
use crate::commands::status::StatusArgs;
use crate::commands::status::ask;
use crate::commands::status_cache::{CachedStatus, file};
use crate::error::{ErrorKind, UserError};
use crate::output::{View, distance, relative_time};
use crate::report::Report;
use crate::settings::Server;
use crate::waldur::{Client, Deadline};

/// The longest age of a cached answer.
const MAX_AGE: Duration = Duration::from_secs(300);
/// A prompt does not wait longer for an answer, of which one may have to wait for another.
const PATIENCE: Duration = Duration::from_secs(1);
/// After a failure, a server is left alone for so long.
const REST: Duration = Duration::from_secs(60);

pub fn run(arguments: &StatusArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let settings = context.settings;
    let max_age = arguments.max_age.unwrap_or(MAX_AGE);
    let several = arguments.servers.all_profiles || settings.named_count() > 1;
    let context: &Context<'_> = context;
    let now = context.now();
    let mut known = Vec::new();
    let mut failures = Vec::new();
    let mut stale: Vec<(_, _, _, Result<(Client, Server), _>)> = Vec::new();
    for profile in settings.selected_profiles(arguments.servers.all_profiles)? {
        let file =
            settings.api_of(&profile).and_then(|api| file(&profile.value, &api.host(), context));
        let kept = file.as_ref().and_then(JsonFile::read);
        let rests = kept.as_ref().is_some_and(|kept| kept.has_failed_within(REST, now));
        match kept {
            Some(kept) if kept.is_fresh(max_age, now) => known.push(kept),
            // A program for the token may ask for something, which nobody would see here.
            Some(kept)
                if kept.asked_at.is_some() && (rests || settings.has_token_command(&profile)) =>
            {
                known.push(kept);
            }
            _ if settings.has_token_command(&profile) => failures.push(named(
                UserError::new(
                    ErrorKind::NotLoggedIn,
                    "a prompt does not start the token_command, and nothing is known yet",
                )
                .hint(format!("run once: {} status", crate::commands::phrases::program(context)))
                .into(),
                &profile,
                several,
            )),
            Some(_) if rests => failures.push(named(
                UserError::new(
                    ErrorKind::ServerFailed,
                    "the server could not be asked just now; it is left alone for a minute",
                )
                .into(),
                &profile,
                several,
            )),
            kept => {
                let earlier =
                    stale.iter().filter_map(|(.., client)| Some(&client.as_ref().ok()?.0));
                let client = settings.checked_server_of(&profile).map(|server| {
                    let client = context.client_of(&server).within(PATIENCE);
                    (client.sharing(earlier), server)
                });
                stale.push((profile, file, kept, client));
            }
        }
    }
    let answers = at_once(stale, |(profile, file, kept, client)| {
        let answer = client.map_err(Error::from).and_then(|(client, server)| {
            let answer = ask(&client, &server)?;
            let asked = Asked { profile: profile.clone(), client, server, answer };
            Ok(cached(&Owed::new(&asked, now), now))
        });
        (profile, file, kept, answer)
    })?;
    for (profile, file, kept, answer) in answers {
        let (kept, failure) = match answer {
            Ok(known) => (known, None),
            Err(error) => {
                let failed = CachedStatus { failed_at: Some(now), ..kept.unwrap_or_default() };
                // What does not pass by itself must not stay unseen.
                let hides = failed.asked_at.is_some() && Report::of(&error).retryable;
                (failed, (!hides).then_some(error))
            }
        };
        if let Some(file) = file {
            // A prompt that cannot keep it asks again.
            file.write(&kept);
        }
        match failure {
            None => known.push(kept),
            Some(error) => failures.push(named(error, &profile, several)),
        }
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

/// Keeps what the whole status found out, for the next prompt.
pub(crate) fn learn(owed: &Owed<'_>, profile: &str, host: &str, context: &Context<'_>) {
    if let Some(file) = file(profile, host, context) {
        file.write(&cached(owed, context.now()));
    }
}

/// The status as it is cached.
fn cached(owed: &Owed<'_>, now: Timestamp) -> CachedStatus {
    let at = |deadline: Deadline| match deadline {
        Deadline::At(at) => Some(at),
        Deadline::None | Deadline::Unknown => None,
    };
    CachedStatus {
        asked_at: Some(now),
        failed_at: None,
        batches: owed.open.iter().map(|batch| at(batch.read.deadline())).collect(),
        reviews: owed.reviews.iter().flatten().map(|review| at(review.read.deadline())).collect(),
    }
}

/// `! 5 batches, next today 12:00; 2 reviews, next in 9 days`
fn line(known: &[CachedStatus], max_age: Duration, context: &Context<'_>) -> Option<String> {
    let now = context.now();
    let part = |times: Vec<Option<Timestamp>>, one: &str, several: &str| {
        let count = match times.len() {
            0 => return None,
            1 => format!("1 {one}"),
            count => format!("{count} {several}"),
        };
        let overdue = times.iter().flatten().filter(|at| **at <= now).count();
        let next = times.iter().flatten().min().copied();
        let words = match next {
            _ if overdue > 0 => format!("{count}, {overdue} overdue"),
            Some(at) => format!("{count}, next {}", relative_time(at, context.theme)),
            None => count,
        };
        Some((words, next))
    };
    let all = |times: fn(&CachedStatus) -> &Vec<Option<Timestamp>>| {
        known.iter().flat_map(times).copied().collect::<Vec<_>>()
    };
    // A batch past its deadline cannot be answered any more; a review past its end can be sent.
    let mut batches = all(|known| &known.batches);
    batches.retain(|at| at.is_none_or(|at| at > now));
    let parts: Vec<(String, Option<Timestamp>)> =
        [part(batches, "batch", "batches"), part(all(|known| &known.reviews), "review", "reviews")]
            .into_iter()
            .flatten()
            .collect();
    let first = parts.iter().filter_map(|(_, next)| *next).min();
    let is_urgent = first.is_some_and(|at| now.checked_add(URGENT).is_ok_and(|end| at <= end));
    let words: Vec<String> = parts.into_iter().map(|(words, _)| words).collect();
    let oldest = known.iter().filter_map(|known| known.asked_at).min();
    let is_stale = !is_within(oldest, max_age, now);
    if words.is_empty() && !is_stale {
        return None;
    }
    let mark = if is_urgent { "! " } else { "" };
    let mut line = match words.as_slice() {
        [] => "nothing".to_owned(),
        words => format!("{mark}{}", words.join("; ")),
    };
    // What could not be asked anew is shown with its age.
    if let Some(at) = oldest.filter(|_| is_stale) {
        line = format!("{line} (as of {})", distance(at, context.theme));
    }
    Some(line)
}
