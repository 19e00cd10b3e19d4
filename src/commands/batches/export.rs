//! `batches export`: the deadlines of batches and reviews as a calendar.
//!
//! An event is the moment of a deadline, in UTC, and takes no time. RFC 5545 wants an end to be
//! later than its start, so that there is none: every calendar shows such an event at the right
//! minute, where half an hour before it would look like the deadline itself.

use crate::args::ServersArgs;
use crate::values::parse_alarm;
use crate::waldur::uuid::short_uuid;
use clap::Args;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::path::PathBuf;

use anyhow::{Result, anyhow};
use jiff::Timestamp;

use crate::commands::context::{Context, Outcome};
use crate::commands::multi_server::Asked;
use crate::commands::multi_server::chosen;
use crate::commands::multi_server::named;
use crate::commands::phrases::counted;
use crate::commands::portal;
use crate::error::{ErrorKind, UserError};
use crate::files;
use crate::output::View;
use crate::output::ics::{self, Event};
use crate::values::Alarm;
use crate::waldur::pagination::List;
use crate::waldur::portal::{configuration, join};
use crate::waldur::uuid::is_uuid;
use crate::waldur::{Batch, BatchStatus, Deadline, Review, batches, reviews};

/// `batches export`
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Whose deadlines.
    #[command(flatten)]
    pub servers: ServersArgs,
    /// Write iCalendar to this file, or to standard output
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-")]
    pub ics: Option<PathBuf>,
    /// Reminder, this long before; or none [default: 2d and 3h]
    #[arg(long, value_name = "TIME", value_parser = parse_alarm)]
    pub alarm: Vec<Alarm>,
    /// Name the proposals to review, not only their short names
    #[arg(long)]
    pub with_names: bool,
}

/// Two days and three hours before, in seconds.
const ALARMS: [u64; 2] = [172_800, 10_800];

/// The answers of one server.
struct Answers {
    batches: List<Batch<'static>>,
    reviews: Result<List<Review<'static>>>,
    /// The web portal's address.
    portal: Option<String>,
}

/// The deadlines that were found.
#[derive(Default)]
struct Found {
    events: Vec<Event>,
    /// Batches and reviews without a deadline.
    open_ended: [usize; 2],
    /// Those of which it is not known when they are due: what is in the file stays.
    unclear: BTreeSet<String>,
    /// The end of the UIDs of each server that was asked, and the login.
    places: BTreeSet<(String, String)>,
}

pub fn run(arguments: &ExportArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let alarms = alarms(&arguments.alarm)?;
    let path = arguments.ics.as_deref();
    let path = path.filter(|path| *path != Path::new("-"));
    // What cannot be replaced is said before anybody is asked.
    let (text, before) = path.map(read).transpose()?.unwrap_or_default();
    let servers = chosen(arguments.servers.all_profiles, context)?;
    let several = servers.several;
    let (mut asked, mut failures) = servers.ask(|client, server| {
        // All at once; without the batches, nothing is said of the rest.
        let (batches, reviews, portal) = std::thread::scope(|scope| {
            let reviews = scope.spawn(|| reviews::own_in_progress(client, server.user.as_deref()));
            let portal = scope.spawn(|| match &server.portal {
                Some(stored) => Some(stored.clone()),
                None => configuration(&client.anonymous()).ok()?.portal,
            });
            (batches::list(client), reviews.join(), portal.join())
        });
        Ok(Answers {
            batches: batches?,
            reviews: reviews.unwrap_or_else(|_| Err(anyhow!("they could not be requested"))),
            portal: portal.unwrap_or_default(),
        })
    })?;
    if asked.is_empty() {
        return Ok(Outcome::all_failed(failures));
    }
    let mut found = Found::default();
    let now = context.now();
    for asked in &mut asked {
        // The port of a demo is another one each time.
        let host = match context.settings.demo {
            Some(_) => "demo".to_owned(),
            None => asked.server.api.value.host(),
        };
        let place = Place {
            end: format!("@{host}"),
            portal: asked.answer.portal.clone(),
            program: asked.program(several, context),
            profile: asked.profile.value.clone(),
            with_names: arguments.with_names,
            alarms: &alarms,
        };
        found.add_batches(asked, &place, now);
        found.add_reviews(asked, &place, now);
        if let Err(error) = &mut asked.answer.reviews {
            let error = std::mem::replace(error, anyhow!("not known"));
            failures.push(named(
                error.context("the reviews are left out"),
                &asked.profile,
                several,
            ));
        }
        found.places.insert((place.end, asked.profile.value.clone()));
    }
    let [batches, reviews] = found.open_ended;
    // After a failure, what was not found may be there all the same.
    let may_cancel = failures.is_empty();
    let events = found.merge(before, may_cancel, now);
    let count = events.len();
    let cancelled = events.iter().filter(|event| event.is_cancelled).count();
    let new = ics::write(events);
    let mut outcome = match path {
        None => Outcome::new(View::Text(new)),
        Some(path) => {
            let is_new = text.as_deref() != Some(&new);
            if is_new {
                files::replace(path, &new)?;
            }
            Outcome::new(View::Nothing).message(wrote(path, is_new, count, cancelled))
        }
    };
    if count == 0 && path.is_none() {
        outcome = outcome.message("There is no deadline to come.");
    }
    let left_out: Vec<String> = [(batches, "batch", "batches"), (reviews, "review", "reviews")]
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, several)| counted(count, one, several))
        .collect();
    if !left_out.is_empty() {
        outcome = outcome.message(format!("Without a deadline: {}.", left_out.join(", ")));
    }
    outcome.failures = failures;
    outcome.all_failed = false;
    Ok(outcome)
}

/// `Wrote 5 events to due.ics, 1 of them called off.`
fn wrote(path: &Path, is_new: bool, count: usize, cancelled: usize) -> String {
    let path = path.display();
    let events = counted(count, "event", "events");
    let cancelled = match cancelled {
        0 => String::new(),
        cancelled => format!(", {cancelled} of them cancelled"),
    };
    if is_new {
        format!("Wrote {events} to {path}{cancelled}.")
    } else {
        format!("Nothing changed: {path} has {events}{cancelled}.")
    }
}

/// When to ring, in seconds before a deadline.
fn alarms(asked: &[Alarm]) -> Result<Vec<u64>, UserError> {
    let mut alarms: Vec<u64> = match asked {
        [] => ALARMS.to_vec(),
        [Alarm::None] => Vec::new(),
        several => several
            .iter()
            .map(|alarm| match alarm {
                Alarm::Before(seconds) => Ok(*seconds),
                Alarm::None => Err(UserError::usage("--alarm none excludes every other --alarm")
                    .hint("leave one of them out")),
            })
            .collect::<Result<_, _>>()?,
    };
    alarms.sort_unstable_by(|one, other| other.cmp(one));
    alarms.dedup();
    Ok(alarms)
}

/// The text of an earlier export, and its events.
fn read(path: &Path) -> Result<(Option<String>, Vec<Event>), UserError> {
    let refused = |why: &str| {
        UserError::new(
            ErrorKind::File,
            format!("{} would be overwritten, and {why}", path.display()),
        )
        .hint("nothing was written; name another file, or move this one away")
    };
    let Some(bytes) = files::read(path)? else {
        return Ok((None, Vec::new()));
    };
    let Ok(text) = String::from_utf8(bytes) else {
        return Err(refused("it is not a calendar"));
    };
    // As `touch` and `mktemp` make it.
    if text.is_empty() {
        return Ok((None, Vec::new()));
    }
    let events = ics::read(&text).map_err(|why| refused(&why))?;
    let is_own = |event: &Event| {
        let (kind, rest) = event.uid.split_once('-').unwrap_or_default();
        let uuid = rest.split('@').next().unwrap_or_default();
        matches!(kind, "batch" | "review") && is_uuid(uuid)
    };
    if !events.iter().all(is_own) {
        return Err(refused("an event in it is not of this program"));
    }
    Ok((Some(text), events))
}

/// A server, as its events name it.
struct Place<'a> {
    /// The end of their UIDs: `@` and the host.
    end: String,
    portal: Option<String>,
    program: String,
    profile: String,
    with_names: bool,
    alarms: &'a [u64],
}

impl Place<'_> {
    /// The address of a page of the portal.
    fn page(&self, page: &str) -> Option<String> {
        Some(ics::clean(&join(self.portal.as_deref()?, page)))
    }
}

impl Found {
    /// Adds the batches that wait.
    fn add_batches(&mut self, asked: &Asked<Answers>, place: &Place<'_>, now: Timestamp) {
        for batch in asked.answer.batches.records() {
            let is_done = batch.status() == BatchStatus::Responded
                || batch.pending_count() == Some(0)
                || batch.is_past(now);
            if !is_done {
                let uuid = batch.uuid().filter(|uuid| is_uuid(uuid));
                let event = of_batch(&batch, uuid, place);
                let deadline = batch.deadline();
                self.open_ended[0] += usize::from(!matches!(deadline, Deadline::At(_)));
                self.add("batch", uuid, deadline, place, event, now);
            }
        }
    }

    /// Adds the reviews in progress.
    fn add_reviews(&mut self, asked: &Asked<Answers>, place: &Place<'_>, now: Timestamp) {
        let reviews = asked.answer.reviews.as_ref().map(List::records).unwrap_or_default();
        for review in reviews {
            let uuid = review.uuid().filter(|uuid| is_uuid(uuid));
            let event = of_review(&review, uuid, place);
            let deadline = review.deadline();
            self.open_ended[1] += usize::from(!matches!(deadline, Deadline::At(_)));
            self.add("review", uuid, deadline, place, event, now);
        }
    }

    fn add(
        &mut self,
        kind: &str,
        uuid: Option<&str>,
        deadline: Deadline,
        place: &Place<'_>,
        event: Event,
        now: Timestamp,
    ) {
        // Without a UUID, no later export would find it again.
        let Some(uuid) = uuid else {
            return;
        };
        let hex = uuid.replace('-', "").to_ascii_lowercase();
        let name = format!("{kind}-{hex}{}", place.end);
        match deadline {
            Deadline::At(at) if at > now => self.events.push(Event {
                uid: name,
                profile: Some(place.profile.clone()),
                stamp: whole(now),
                at: whole(at),
                alarms: place.alarms.to_vec(),
                ..event
            }),
            Deadline::At(_) | Deadline::None => {}
            Deadline::Unknown => {
                self.unclear.insert(name);
            }
        }
    }

    /// The events of the new file. What did not change stays as it was, to the letter; what is
    /// not there any more is called off, until it would be past.
    fn merge(self, before: Vec<Event>, may_cancel: bool, now: Timestamp) -> Vec<Event> {
        let mut before: BTreeMap<String, Event> =
            before.into_iter().map(|event| (event.uid.clone(), event)).collect();
        let mut merged: Vec<Event> = Vec::new();
        let mut known = BTreeSet::new();
        for mut event in self.events {
            // Two logins of one person see the same.
            if !known.insert(event.uid.clone()) {
                continue;
            }
            merged.push(match before.remove(&event.uid) {
                Some(old) => {
                    // A portal that is not known today is no change.
                    if event.url.is_none() && old.url.is_some() {
                        event.url.clone_from(&old.url);
                        event.description.clone_from(&old.description);
                    }
                    if old.is_as(&event) {
                        old
                    } else {
                        Event { sequence: old.sequence.saturating_add(1), ..event }
                    }
                }
                None => event,
            });
        }
        for (uid, old) in before {
            // Another account of the same server is another person's.
            let is_asked = self.places.iter().any(|(place, profile)| {
                uid.ends_with(place) && old.profile.as_ref().is_none_or(|own| own == profile)
            });
            if old.at <= now {
                continue;
            }
            merged.push(
                if old.is_cancelled || !may_cancel || !is_asked || self.unclear.contains(&uid) {
                    old
                } else {
                    Event {
                        stamp: whole(now),
                        sequence: old.sequence.saturating_add(1),
                        is_cancelled: true,
                        alarms: Vec::new(),
                        ..old
                    }
                },
            );
        }
        merged
    }
}

/// A calendar knows whole seconds.
fn whole(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}

/// `Waldur: 3 proposals to answer — Gateway to Isambard-AI`
fn of_batch(batch: &Batch<'_>, uuid: Option<&str>, place: &Place<'_>) -> Event {
    let proposals = match batch.pending_count() {
        Some(1) => "1 proposal".to_owned(),
        Some(count) => format!("{count} proposals"),
        None => "proposals".to_owned(),
    };
    let url = place.page(portal::ASSIGNMENTS);
    let respond = uuid.map(|uuid| format!("{} batches respond {uuid}", place.program));
    let description: Vec<String> = url.iter().cloned().chain(respond).collect();
    Event {
        description: description.join("\n"),
        ..event(&format!("{proposals} to answer"), batch.call_name(), url)
    }
}

/// `Waldur: review GW-0147 — Gateway to Isambard-AI`
fn of_review(review: &Review<'_>, uuid: Option<&str>, place: &Place<'_>) -> Event {
    let slug = review.proposal_slug().or_else(|| review.proposal_uuid().map(short_uuid));
    let name = review.proposal_name().filter(|_| place.with_names);
    let what: Vec<&str> = slug.into_iter().chain(name).collect();
    let url = uuid.and_then(|uuid| place.page(&format!("proposal-review/{uuid}/")));
    Event {
        description: url.clone().unwrap_or_default(),
        ..event(&format!("review {}", what.join(", ")), review.call_name(), url)
    }
}

fn event(what: &str, call: Option<&str>, url: Option<String>) -> Event {
    let call = call.map(ics::clean).filter(|call| !call.is_empty());
    let what = ics::clean(what);
    Event {
        uid: String::new(),
        profile: None,
        stamp: Timestamp::UNIX_EPOCH,
        sequence: 0,
        is_cancelled: false,
        at: Timestamp::UNIX_EPOCH,
        summary: match call {
            Some(call) => format!("Waldur: {what} — {call}"),
            None => format!("Waldur: {what}"),
        },
        description: String::new(),
        url,
        alarms: Vec::new(),
    }
}
