//! The check before a request: whether an answer can be sent, by what was read of its item.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::PlannedAnswer;
use crate::error::{ErrorKind, UserError};
use crate::output::long_time;
use crate::waldur::items::Answer;
use crate::waldur::{Deadline, ItemStatus};

/// The result of the check.
#[derive(Debug, PartialEq, Eq)]
pub enum Precheck {
    /// It can be sent.
    Send,
    /// The item has this answer already.
    AlreadyDone,
    /// The server would refuse it.
    Refused(UserError),
}

/// Checks an answer against the status, the deadline and the conflict flag of its item.
pub fn precheck(answer: &PlannedAnswer, now: Timestamp, zone: &TimeZone) -> Precheck {
    const MANAGER: &str = "write to the call manager";
    let (reason, hint) = match (&answer.status, &answer.action) {
        (ItemStatus::Accepted, Answer::Accept) | (ItemStatus::Declined, Answer::Decline(_)) => {
            return Precheck::AlreadyDone;
        }
        (ItemStatus::Accepted, Answer::Decline(_)) => (
            "you accepted it before".to_owned(),
            "decline the review in the web portal, or write to the call manager",
        ),
        (ItemStatus::Declined, Answer::Accept) => ("you declined it before".to_owned(), MANAGER),
        (ItemStatus::Blocked, _) => ("a conflict of interest blocks it".to_owned(), MANAGER),
        (ItemStatus::Expired, _) => ("it expired without an answer".to_owned(), MANAGER),
        (ItemStatus::Reassigned, _) => ("another reviewer has it now".to_owned(), MANAGER),
        // An unknown status is for the server to judge.
        (ItemStatus::Pending | ItemStatus::Other(_), action) => {
            if let Some(passed) = passed_deadline(answer, now, zone) {
                (passed, "ask the call manager to extend it")
            } else if answer.has_conflict && *action == Answer::Accept {
                (
                    "a conflict of interest is flagged".to_owned(),
                    "write to the call manager, who can dismiss it; declining works",
                )
            } else {
                return Precheck::Send;
            }
        }
    };
    let message = format!("cannot {} {}: {reason}", answer.action.verb(), answer.short_name);
    Precheck::Refused(UserError::new(ErrorKind::Refused, message).hint(hint))
}

/// A sentence's end, where the deadline has passed by the clock of this computer or the server.
fn passed_deadline(answer: &PlannedAnswer, now: Timestamp, zone: &TimeZone) -> Option<String> {
    match answer.batch.deadline {
        Deadline::At(at) if at <= now => {
            Some(format!("the deadline passed on {}", long_time(at, zone)))
        }
        Deadline::At(_) | Deadline::None | Deadline::Unknown => {
            answer.batch.is_closed.then(|| "the deadline has passed".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::{Precheck, precheck};
    use crate::commands::answers::plan::{BatchFacts, PlannedAnswer};
    use crate::waldur::items::Answer;
    use crate::waldur::{Deadline, ItemStatus};

    fn planned(action: Answer, status: ItemStatus) -> PlannedAnswer {
        let batch = BatchFacts {
            uuid: "ba".repeat(16),
            call: "Call".to_owned(),
            deadline: Deadline::At("2026-12-01T17:00:00Z".parse().unwrap()),
            is_closed: false,
        };
        PlannedAnswer {
            item: "e0".repeat(16),
            proposal: None,
            name: "GW-1  Proposal".to_owned(),
            short_name: "GW-1".to_owned(),
            batch,
            action,
            status,
            has_conflict: false,
            review: None,
        }
    }

    fn check(answer: &PlannedAnswer) -> String {
        let now = "2026-11-24T03:00:00Z".parse().unwrap();
        match precheck(answer, now, &TimeZone::UTC) {
            Precheck::Send => "send".to_owned(),
            Precheck::AlreadyDone => "already done".to_owned(),
            Precheck::Refused(error) => error.message,
        }
    }

    #[test]
    fn status_decides() {
        let decline = || Answer::Decline("No time.".to_owned());
        let unknown = || ItemStatus::Other("On hold".into());
        for (action, status, expected) in [
            (Answer::Accept, ItemStatus::Pending, "send"),
            (decline(), ItemStatus::Pending, "send"),
            (Answer::Accept, unknown(), "send"),
            (Answer::Accept, ItemStatus::Accepted, "already done"),
            (decline(), ItemStatus::Declined, "already done"),
            (decline(), ItemStatus::Accepted, "cannot decline GW-1: you accepted it before"),
            (Answer::Accept, ItemStatus::Declined, "cannot accept GW-1: you declined it before"),
            (
                Answer::Accept,
                ItemStatus::Blocked,
                "cannot accept GW-1: a conflict of interest blocks it",
            ),
            (
                decline(),
                ItemStatus::Blocked,
                "cannot decline GW-1: a conflict of interest blocks it",
            ),
            (
                Answer::Accept,
                ItemStatus::Expired,
                "cannot accept GW-1: it expired without an answer",
            ),
            (decline(), ItemStatus::Reassigned, "cannot decline GW-1: another reviewer has it now"),
        ] {
            let answer = planned(action, status);
            assert_eq!(check(&answer), expected, "{answer:?}");
        }
    }

    #[test]
    fn deadline_comes_before_a_conflict() {
        let at = |text: &str| Deadline::At(text.parse().unwrap());
        for (deadline, is_closed, has_conflict, accepted, declined) in [
            (
                at("2026-11-24T03:00:00Z"),
                false,
                true,
                "cannot accept GW-1: the deadline passed on Tue 24 Nov 2026 03:00 UTC",
                "cannot decline GW-1: the deadline passed on Tue 24 Nov 2026 03:00 UTC",
            ),
            (
                at("2026-12-01T17:00:00Z"),
                true,
                false,
                "cannot accept GW-1: the deadline has passed",
                "cannot decline GW-1: the deadline has passed",
            ),
            (
                Deadline::None,
                false,
                true,
                "cannot accept GW-1: a conflict of interest is flagged",
                "send",
            ),
            (Deadline::Unknown, false, false, "send", "send"),
        ] {
            for (action, expected) in
                [(Answer::Accept, accepted), (Answer::Decline(String::new()), declined)]
            {
                let mut answer = planned(action, ItemStatus::Pending);
                answer.batch.deadline = deadline;
                answer.batch.is_closed = is_closed;
                answer.has_conflict = has_conflict;
                assert_eq!(check(&answer), expected, "{answer:?}");
            }
        }
    }
}
