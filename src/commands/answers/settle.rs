//! What came of a POST: its response, and where that does not say it, the item read again.

use crate::waldur::items::AnswerResponse;
use crate::waldur::{ApiError, Problem};

use super::AnswerOutcome;
use super::precheck::Precheck;

/// What the response to a POST says.
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
