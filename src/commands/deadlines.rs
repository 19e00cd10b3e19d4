//! Deadlines: their order, and how urgent they are.

use crate::output::Role;
use crate::output::When;
use crate::waldur::Batch;
use crate::waldur::BatchStatus;
use crate::waldur::Deadline;
use jiff::Timestamp;
use std::time::Duration;

/// Due within this time is marked as urgent.
pub(crate) const URGENT: Duration = Duration::from_secs(48 * 3600);

/// Soonest deadline first, then without one, then what is past with the latest first.
pub fn due_key(batch: &Batch<'_>, now: Timestamp) -> (u8, i128) {
    deadline_key(batch.deadline(), batch.is_past(now))
}

/// The same for any deadline.
pub fn deadline_key(deadline: Deadline, is_past: bool) -> (u8, i128) {
    match (is_past, deadline) {
        (false, Deadline::At(at)) => (0, at.as_nanosecond()),
        (false, Deadline::None) => (1, 0),
        (false, Deadline::Unknown) => (2, 0),
        (true, Deadline::At(at)) => (3, -at.as_nanosecond()),
        (true, Deadline::None | Deadline::Unknown) => (4, 0),
    }
}

/// A deadline as a cell shows it.
pub(crate) fn when(deadline: Deadline) -> When {
    match deadline {
        Deadline::At(at) => When::At(at),
        Deadline::None => When::Never("no deadline"),
        Deadline::Unknown => When::Unknown,
    }
}

/// A batch that is still `sent` but past its deadline takes no answers any more.
pub(crate) fn shown_status(batch: &Batch<'_>, now: Timestamp) -> String {
    if batch.is_past(now) { "Expired".to_owned() } else { batch.status().to_string() }
}

/// The role of a batch's row or page by its urgency.
pub(crate) fn role(batch: &Batch<'_>, now: Timestamp) -> Role {
    if batch.is_past(now) {
        Role::Past
    } else if batch.status() == BatchStatus::Sent && is_due_within(batch.deadline(), URGENT, now) {
        Role::Urgent
    } else {
        Role::Plain
    }
}

/// Returns whether it is to be done within this span from now on, if not before.
pub(crate) fn is_due_within(deadline: Deadline, span: Duration, now: Timestamp) -> bool {
    match deadline {
        Deadline::At(at) => now.checked_add(span).is_ok_and(|limit| at <= limit),
        Deadline::None | Deadline::Unknown => false,
    }
}
