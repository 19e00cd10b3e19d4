//! `batches watch`: asks for the list again and again, and tells what changed.

use crate::args::JsonArgs;
use crate::commands::phrases::deadline_words;
use crate::values::parse_interval;
use crate::waldur::uuid::short_uuid;
use clap::Args;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::time::Duration;

use anyhow::{Error, Result};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::commands::context::{Context, Outcome};
use crate::commands::deadlines::URGENT;
use crate::commands::deadlines::is_due_within;
use crate::error::UserError;
use crate::output::{Theme, View, sanitize_line, short_time};
use crate::report::Report;
use crate::settings::Server;
use crate::waldur::{
    ApiError, Batch, BatchStatus, Client, Deadline, Document, Problem, batches, jitter,
};

/// `batches watch`
#[derive(Debug, Args)]
pub struct WatchArgs {
    /// Time between requests, 30s or more [default: 5m]
    #[arg(long, value_name = "TIME", value_parser = parse_interval)]
    pub interval: Option<Duration>,
    /// Run this at each event; takes the rest of the line
    #[arg(
        long,
        value_name = "CMD",
        num_args = 1..,
        allow_hyphen_values = true,
        value_terminator = ";"
    )]
    pub exec: Vec<OsString>,
    /// The form of the output: with --json, an object for each event.
    #[command(flatten)]
    pub output: JsonArgs,
}

/// The time between two rounds.
const INTERVAL: Duration = Duration::from_secs(300);
/// After failures, the time between two rounds is not made longer than this, or the interval.
const LONGEST_PAUSE: Duration = Duration::from_secs(3600);

/// Facts of a batch from earlier rounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen {
    deadline: Deadline,
    /// True if it was within 48 hours.
    soon: bool,
}

/// An event of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Event {
    New,
    DeadlineChanged(Deadline),
    DueSoon,
}

impl Event {
    fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::DeadlineChanged(_) => "deadline_changed",
            Self::DueSoon => "due_soon",
        }
    }
}

/// An event for programs.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct EventDocument<'a> {
    /// `new`, `deadline_changed` or `due_soon`.
    event: &'static str,
    /// When it was noticed: RFC 3339, UTC.
    #[cfg_attr(test, schemars(with = "String"))]
    at: Timestamp,
    profile: &'a str,
    server: &'a str,
    /// The deadline before it changed: RFC 3339, UTC.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    previous_expires_at: Option<Timestamp>,
    /// The batch as the server sent it.
    #[cfg_attr(test, schemars(with = "crate::waldur::batches::BatchSchema"))]
    batch: &'a RawValue,
}

pub fn run(arguments: &WatchArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let interval = arguments.interval.unwrap_or(INTERVAL);
    let mut caller: Option<(Client, Server)> = None;
    let mut seen: Option<BTreeMap<String, Seen>> = None;
    let mut failures = 0;
    loop {
        // After a failure the login is read anew: there may be a fresh token.
        let round = match caller.take().map_or_else(|| context.client(), Ok) {
            Ok((client, server)) => {
                let list = batches::list(&client).map_err(Error::from);
                list.map(|list| (client, server, list))
            }
            Err(error) => Err(error),
        };
        let wait = match round {
            Ok((client, server, list)) => {
                let now = context.clock();
                let is_first = seen.is_none();
                let known = seen.get_or_insert_default();
                for batch in list.documents() {
                    let Some(uuid) = batch.read.uuid() else {
                        continue;
                    };
                    let fresh = Seen::of(&batch.read, now);
                    if let Some(event) = fresh.event(known.get(uuid)).filter(|_| !is_first)
                        && !tell(event, &batch, &server, now, arguments, context)?
                    {
                        return Ok(Outcome::new(View::Nothing));
                    }
                    // A batch that is gone for a while, as when it had expired, is still the same.
                    known.insert(uuid.to_owned(), fresh);
                }
                if is_first {
                    context.ui.say(&format!(
                        "Watching {} on {}, every {}; Ctrl-C ends it.",
                        match known.len() {
                            1 => "1 batch".to_owned(),
                            count => format!("{count} batches"),
                        },
                        client.facts().host,
                        words(interval)
                    ));
                }
                caller = Some((client, server));
                failures = 0;
                pause(interval, 0, None, jitter())
            }
            Err(error) => {
                let report = Report::of(&error);
                // An error that retrying cannot fix is reported at the start, when the user still
                // looks.
                if seen.is_none() && !report.retryable {
                    return Err(error);
                }
                failures += 1;
                let wait = pause(interval, failures, retry_after(&error), jitter());
                if arguments.output.is_for_programs() {
                    context.ui.say(&report.to_json().to_line());
                } else {
                    context.ui.say(&format!(
                        "warning: {}; asking again in {}",
                        report.message,
                        words(wait)
                    ));
                }
                wait
            }
        };
        context.ui.wait(context.settings.test_pause.unwrap_or(wait));
    }
}

impl Seen {
    fn of(batch: &Batch<'_>, now: Timestamp) -> Self {
        let deadline = batch.deadline();
        let soon = batch.status() == BatchStatus::Sent
            && matches!(deadline, Deadline::At(at) if at > now)
            && is_due_within(deadline, URGENT, now);
        Self { deadline, soon }
    }

    /// The events since what was seen before.
    fn event(self, before: Option<&Self>) -> Option<Event> {
        match before {
            None => Some(Event::New),
            Some(before) if before.deadline != self.deadline => {
                Some(Event::DeadlineChanged(before.deadline))
            }
            Some(before) if self.soon && !before.soon => Some(Event::DueSoon),
            Some(_) => None,
        }
    }
}

/// How long to wait: the interval, more after failures and as long as the server asks for, a tenth
/// more or less, so that many programs do not ask at the same moment.
fn pause(
    interval: Duration,
    failures: u32,
    retry_after: Option<Duration>,
    jitter: f64,
) -> Duration {
    let longer = interval.saturating_mul(1 << failures.min(6));
    let span = longer.min(LONGEST_PAUSE.max(interval));
    let span = span.mul_f64(0.9 + 0.2 * jitter);
    // A server that asks for more than that is not obeyed: its clock or its word may be wrong.
    let most = LONGEST_PAUSE.max(interval);
    retry_after.map_or(span, |wait| wait.min(most).max(span))
}

fn retry_after(error: &Error) -> Option<Duration> {
    if let Problem::Throttled(wait) = error.downcast_ref::<ApiError>()?.problem {
        wait
    } else {
        None
    }
}

fn words(span: Duration) -> String {
    match span.as_secs() {
        seconds @ 0..120 => format!("{seconds} s"),
        seconds => format!("{} min", seconds / 60),
    }
}

/// Tells of an event; says whether anybody still reads.
fn tell(
    event: Event,
    batch: &Document<'_, Batch<'_>>,
    server: &Server,
    now: Timestamp,
    arguments: &WatchArgs,
    context: &mut Context<'_>,
) -> Result<bool> {
    let origin = server.api.value.origin();
    let before = match event {
        Event::DeadlineChanged(Deadline::At(at)) => Some(at),
        Event::DeadlineChanged(Deadline::None | Deadline::Unknown)
        | Event::New
        | Event::DueSoon => None,
    };
    let view = if arguments.output.json() {
        View::Ndjson(vec![serde_json::to_string(&EventDocument {
            event: event.word(),
            at: now,
            profile: &server.profile,
            server: &origin,
            previous_expires_at: before,
            batch: batch.raw,
        })?])
    } else {
        View::Text(line(event, &batch.read, now, context.theme))
    };
    match context.ui.print(view) {
        Ok(true) => {}
        Ok(false) => return Ok(false),
        // A filter that does not fit one event may fit the next.
        Err(error) if error.is::<UserError>() => context.ui.say(&format!("warning: {error}")),
        Err(error) => return Err(error),
    }
    if !arguments.exec.is_empty() {
        let variables = facts(event, &batch.read, before, server, &origin);
        if let Some(warning) = context.ui.execute(&arguments.exec, &variables) {
            context.ui.say(&warning);
        }
    }
    Ok(true)
}

/// `2026-10-01 09:05 BST  new  0b6d2e48  Gateway to Isambard-AI (3 of 3 wait, due tomorrow 17:00)`
fn line(event: Event, batch: &Batch<'_>, now: Timestamp, theme: &Theme) -> String {
    let theme = Theme { now, ..theme.clone() };
    let due = |deadline: Deadline| deadline_words(deadline, &theme);
    let what = match event {
        Event::New => "new".to_owned(),
        Event::DeadlineChanged(before) => format!("new deadline (was {})", due(before)),
        Event::DueSoon => "due soon".to_owned(),
    };
    let count =
        |count: Option<u64>| count.map_or_else(|| "?".to_owned(), |count| count.to_string());
    let text = format!(
        "{}  {what}: {}  {} ({} of {} wait, {})",
        short_time(now, &theme.zone),
        batch.uuid().map_or("?", short_uuid),
        batch.call_name().unwrap_or("?"),
        count(batch.pending_count()),
        count(batch.items_count()),
        due(batch.deadline()),
    );
    format!("{}\n", theme.line(&text))
}

/// The facts of an event for a program, which may print them: the server's text is cleaned.
fn facts(
    event: Event,
    batch: &Batch<'_>,
    before: Option<Timestamp>,
    server: &Server,
    origin: &str,
) -> [(&'static str, String); 9] {
    let clean = |text: Option<&str>| sanitize_line(text.unwrap_or_default()).into_owned();
    let number = |count: Option<u64>| count.map(|count| count.to_string()).unwrap_or_default();
    let time = |at: Option<Timestamp>| at.map(|at| at.to_string()).unwrap_or_default();
    let due = match batch.deadline() {
        Deadline::At(at) => Some(at),
        Deadline::None | Deadline::Unknown => None,
    };
    [
        ("WALDUR_EVENT", event.word().to_owned()),
        ("WALDUR_EVENT_BATCH", clean(batch.uuid())),
        ("WALDUR_EVENT_CALL", clean(batch.call_name())),
        ("WALDUR_EVENT_DUE", time(due)),
        ("WALDUR_EVENT_PREVIOUS_DUE", time(before)),
        ("WALDUR_EVENT_PENDING", number(batch.pending_count())),
        ("WALDUR_EVENT_ITEMS", number(batch.items_count())),
        ("WALDUR_EVENT_PROFILE", server.profile.clone()),
        ("WALDUR_EVENT_SERVER", origin.to_owned()),
    ]
}

#[cfg(test)]
mod tests {
    use super::{Event, INTERVAL, LONGEST_PAUSE, Seen, pause};
    use crate::waldur::{Batch, Deadline, Document};
    use jiff::Timestamp;
    use std::time::Duration;

    #[test]
    fn a_batch_is_told_of_once_for_each_change() {
        let mut seen: Option<Seen> = None;
        let mut at = |now: &str, due: &str| {
            let text = format!(r#"{{"uuid":"a","status":"sent","expires_at":{due}}}"#);
            let raw = serde_json::from_str(&text).unwrap();
            let batch = Document::<Batch<'_>>::new(raw).read;
            let fresh = Seen::of(&batch, now.parse::<Timestamp>().unwrap());
            let event = fresh.event(seen.as_ref());
            seen = Some(fresh);
            event
        };
        let due = "\"2026-10-10T12:00:00Z\"";
        let time = |text: &str| Deadline::At(text.parse().unwrap());
        assert_eq!(at("2026-10-01T00:00:00Z", due), Some(Event::New));
        assert_eq!(at("2026-10-08T11:59:00Z", due), None);
        assert_eq!(at("2026-10-08T12:00:00Z", due), Some(Event::DueSoon));
        assert_eq!(at("2026-10-09T12:00:00Z", due), None);
        // The same time in other words is no change.
        assert_eq!(at("2026-10-09T12:00:00Z", "\"2026-10-10T14:00:00+02:00\""), None);
        let changed = Event::DeadlineChanged(time("2026-10-10T12:00:00Z"));
        let later = "\"2026-10-20T12:00:00Z\"";
        assert_eq!(at("2026-10-11T12:00:00Z", later), Some(changed));
        assert_eq!(at("2026-10-18T13:00:00Z", later), Some(Event::DueSoon));
        assert_eq!(at("2026-10-21T13:00:00Z", later), None);
        let changed = Event::DeadlineChanged(time("2026-10-20T12:00:00Z"));
        assert_eq!(at("2026-10-21T13:00:00Z", "null"), Some(changed));
    }

    #[test]
    fn failures_make_the_pause_longer_up_to_an_hour() {
        let minutes = |failures| pause(INTERVAL, failures, None, 0.5).as_secs() / 60;
        assert_eq!([0, 1, 2, 3].map(minutes), [5, 10, 20, 40]);
        assert_eq!([4, 5, 6, 60].map(minutes), [60; 4]);
        let day = Duration::from_secs(86_400);
        assert_eq!(pause(day, 9, None, 0.5), day);
        assert_eq!(pause(INTERVAL, 1, Some(day), 0.5), LONGEST_PAUSE);
        assert!(pause(INTERVAL, 0, None, 0.0) < INTERVAL);
        assert!(pause(INTERVAL, 9, None, 1.0) > LONGEST_PAUSE);
    }
}
