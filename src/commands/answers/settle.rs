//! The result of a POST: by its response, and where that does not say it, by reading again.

use anyhow::{Error, Result};

use crate::error::{ErrorKind, UserError};
use crate::waldur::items::AnswerResponse;
use crate::waldur::{ApiError, Problem};

use super::AnswerOutcome;
use super::precheck::Precheck;

/// The result of a POST by its response.
#[derive(Debug)]
pub enum PostResult {
    /// It was done; the review that accepting it made.
    Done(String),
    /// It was done, and declining makes no review.
    DoneWithoutReview,
    /// The request cannot have reached the server.
    NotSent(ApiError),
    /// It must be read again.
    Uncertain(Uncertainty, Option<ApiError>),
}

/// Why a response does not say what came of a POST.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uncertainty {
    /// The server refused it; another client may have been faster with the same answer.
    Refused,
    /// 429: a limiter refused it, before the server or after it.
    Throttled,
    /// The server failed or sent a response that is not documented: it has stopped working on it.
    Ended,
    /// The response was lost: the server may still be working on it.
    Lost,
}

/// Sorts the response to a POST.
pub fn classify_response(response: Result<AnswerResponse, ApiError>) -> PostResult {
    let error = match response {
        Ok(AnswerResponse::Done(Some(review))) => return PostResult::Done(review),
        Ok(AnswerResponse::Done(None)) => return PostResult::DoneWithoutReview,
        Ok(AnswerResponse::Undocumented) => {
            return PostResult::Uncertain(Uncertainty::Ended, None);
        }
        Err(error) => error,
    };
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "any other problem may have lost the answer"
    )]
    let uncertainty = match error.problem {
        Problem::Unauthorized(_)
        | Problem::Forbidden(_)
        | Problem::NotFound
        | Problem::NoSuchEndpoint
        | Problem::Refused(..) => Uncertainty::Refused,
        Problem::Throttled(_) => Uncertainty::Throttled,
        _ if !error.may_have_changed => return PostResult::NotSent(error),
        // A proxy that gave up has other codes.
        Problem::ServerFailed(500 | 503) => Uncertainty::Ended,
        _ => Uncertainty::Lost,
    };
    PostResult::Uncertain(uncertainty, Some(error))
}

/// The outcome by what the item was read again as; `None` where it could not be read.
pub fn settle(uncertainty: Uncertainty, reread: Option<&Precheck>) -> AnswerOutcome {
    match (reread, uncertainty) {
        (Some(Precheck::AlreadyDone), Uncertainty::Refused) => AnswerOutcome::AlreadyDone,
        (Some(Precheck::AlreadyDone), _) => AnswerOutcome::Done,
        (Some(Precheck::Refused(_)), _)
        | (Some(Precheck::Send), Uncertainty::Refused | Uncertainty::Throttled)
        | (None, Uncertainty::Refused) => AnswerOutcome::Refused,
        (Some(Precheck::Send), Uncertainty::Ended) => AnswerOutcome::NotDone,
        (Some(Precheck::Send), Uncertainty::Lost) | (None, _) => AnswerOutcome::NotKnown,
    }
}

/// A change of the server that is sent at most once, as sentences call it.
#[derive(Debug, Clone, Copy)]
pub struct Change<'c> {
    /// The name of the thing that is changed: `GW-0152`, `the invitation`.
    pub name: &'c str,
    /// `accept`
    pub verb: &'c str,
    /// `accepted`
    pub done: &'c str,
    /// How it is read where it is not done: `it still waits for an answer`.
    pub pending: &'c str,
    /// The command that shows it.
    pub look: &'c str,
}

impl Change<'_> {
    /// Sends it once, unless what is read before stands against it, and reads it again: what it is
    /// then is what came of it, whatever the response was.
    pub fn send(
        &self,
        read: impl Fn() -> Result<Precheck>,
        send: impl FnOnce() -> Result<(), ApiError>,
    ) -> (AnswerOutcome, Option<Error>) {
        match read() {
            Ok(Precheck::Send) => {}
            Ok(Precheck::AlreadyDone) => return (AnswerOutcome::AlreadyDone, None),
            Ok(Precheck::Refused(refusal)) => {
                return (AnswerOutcome::Refused, Some(refusal.into()));
            }
            Err(error) => return (AnswerOutcome::NotDone, Some(self.name_in(error))),
        }
        match classify_response(send().map(|()| AnswerResponse::Undocumented)) {
            PostResult::Done(_) | PostResult::DoneWithoutReview => (AnswerOutcome::Done, None),
            PostResult::NotSent(error) => (AnswerOutcome::NotDone, Some(self.name_in(error))),
            PostResult::Uncertain(uncertainty, error) => {
                self.resolve(uncertainty, error.as_ref(), "the server took it", read())
            }
        }
    }

    /// The outcome by what was read again after a response that does not say it, and the error.
    /// `cause` stands in the place of the error where the response was none.
    pub fn resolve(
        &self,
        uncertainty: Uncertainty,
        error: Option<&ApiError>,
        cause: &str,
        reread: Result<Precheck>,
    ) -> (AnswerOutcome, Option<Error>) {
        let outcome = settle(uncertainty, reread.as_ref().ok());
        let error = match (outcome, reread, error) {
            (AnswerOutcome::Done | AnswerOutcome::AlreadyDone, ..) => return (outcome, None),
            (_, Ok(Precheck::Refused(refusal)), _) => refusal.into(),
            // It is gone, which says more than the refusal.
            (AnswerOutcome::Refused, Err(gone), _) if gone.is::<UserError>() => gone,
            (AnswerOutcome::Refused, reread, Some(error)) => {
                // What was read again says that nothing was changed.
                let may_have_changed = error.may_have_changed && reread.is_err();
                self.name_in(ApiError { may_have_changed, ..error.clone() })
            }
            (_, reread, error) => {
                let cause = error.map_or_else(|| cause.to_owned(), ToString::to_string);
                let Self { name, done, pending, look, .. } = self;
                let (kind, truth) = match (outcome, reread) {
                    (AnswerOutcome::NotDone, _) => {
                        (ErrorKind::ServerFailed, format!("{pending}, so it was not {done}"))
                    }
                    (_, Ok(_)) => (
                        ErrorKind::NotKnown,
                        format!(
                            "it is not {done} so far, but the server may still be working on it"
                        ),
                    ),
                    (_, Err(_)) => {
                        (ErrorKind::NotKnown, format!("whether it was {done} is not known"))
                    }
                };
                UserError::new(kind, format!("{name}: {cause}; {truth}"))
                    .hint(format!("look again before you repeat it: {look}"))
                    .into()
            }
        };
        (outcome, Some(error))
    }

    /// Adds what is changed to an error: of several it must be said whose it is. A [`UserError`]
    /// names it itself.
    pub fn name_in(&self, error: impl Into<Error>) -> Error {
        let error = error.into();
        if error.is::<UserError>() {
            return error;
        }
        error.context(format!("cannot {} {}", self.verb, self.name))
    }
}

#[cfg(test)]
mod tests {
    use super::{Uncertainty, settle};
    use crate::commands::answers::AnswerOutcome::{AlreadyDone, Done, NotDone, NotKnown, Refused};
    use crate::commands::answers::precheck::Precheck;
    use crate::error::{ErrorKind, UserError};

    #[test]
    fn item_that_was_read_again_decides() {
        let refused = Precheck::Refused(UserError::new(ErrorKind::Refused, "declined before"));
        for (uncertainty, as_asked, otherwise, pending, unreadable) in [
            (Uncertainty::Refused, AlreadyDone, Refused, Refused, Refused),
            (Uncertainty::Throttled, Done, Refused, Refused, NotKnown),
            (Uncertainty::Ended, Done, Refused, NotDone, NotKnown),
            (Uncertainty::Lost, Done, Refused, NotKnown, NotKnown),
        ] {
            let came = |reread| settle(uncertainty, reread);
            assert_eq!(came(Some(&Precheck::AlreadyDone)), as_asked, "{uncertainty:?}");
            assert_eq!(came(Some(&refused)), otherwise, "{uncertainty:?}");
            assert_eq!(came(Some(&Precheck::Send)), pending, "{uncertainty:?}");
            assert_eq!(came(None), unreadable, "{uncertainty:?}");
        }
    }
}
