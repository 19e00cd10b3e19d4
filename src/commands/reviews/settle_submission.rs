//! The result of `POST …/submit/`, read from the server.

use super::compared::Compared;
use super::send::{SendOutcome, Sent, differing, refusal_at};
use super::submit::fields_of;
use crate::commands::context::Context;
use crate::commands::phrases::quoted;
use crate::commands::review_forms::values_of;
use crate::error::{ErrorKind, UserError};
use crate::files;
use crate::review_form::{FormFile, PRIVATE, PUBLIC, SCORE};
use crate::waldur::{ApiError, reviews};

/// Reads the review after the POST: what it is then is what came of it.
pub fn settle_submission(
    mut compared: Compared,
    error: Option<ApiError>,
    saved: &str,
    context: &Context<'_>,
) -> Sent {
    let form = compared.file.reading.form.clone();
    let path = compared.file.path().display().to_string();
    let reread = reviews::get(&compared.client, form.review());
    let review = match (reread, &error) {
        (Ok(review), _) if review.read().state() == Some("submitted") => review,
        (Ok(_), _) => return not_submitted(&compared, error, saved),
        (Err(_), None) => {
            let message = format!(
                "{path}: the server accepted the submission, but the review could not be read again"
            );
            let error = UserError::new(ErrorKind::NotKnown, message)
                .hint("look with: waldur-review reviews list --all");
            return Sent::failed(&compared.file, SendOutcome::NotKnown, error);
        }
        (Err(_), Some(error)) if error.may_have_changed => {
            let message = format!("{path}: {error}; whether the review was submitted is not known");
            let error = UserError::new(ErrorKind::NotKnown, message)
                .hint("look with: waldur-review reviews list --all, before you submit again");
            return Sent::failed(&compared.file, SendOutcome::NotKnown, error);
        }
        (Err(_), Some(error)) => {
            let error = anyhow::Error::from(error.clone())
                .context(format!("{path}: the review is not submitted"));
            return Sent::failed(&compared.file, SendOutcome::Refused, error);
        }
    };
    let values = values_of(&review);
    let all = fields_of(&values);
    let lost = differing(&form, &values, &all);
    // Another client can have submitted it.
    if error.is_some() && !lost.is_empty() {
        return submitted_otherwise(&compared.file, &lost);
    }
    let is_refused = error.is_some_and(|error| error.problem.is_refusal());
    let outcome = if is_refused { SendOutcome::AlreadySubmitted } else { SendOutcome::Submitted };
    let mut done = Sent { fields: all, ..Sent::new(&compared.file, outcome) };
    if !lost.is_empty() {
        let message = format!(
            "{path}: the review is submitted, but the server did not keep {} as it was sent",
            lost.join(", ")
        );
        done.error = Some(UserError::new(ErrorKind::ServerFailed, message).into());
    }
    let mut finished = form;
    finished.set_base(&values);
    finished.set_key("submitted", &context.clock().strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    let noted =
        compared.file.replace(&finished).and_then(|()| files::make_read_only(compared.file.path()));
    if let Err(error) = noted {
        let message = format!(
            "the review is submitted as it was shown, but the form does not say so: {}",
            error.message
        );
        done.error.get_or_insert(UserError::new(error.kind, message).into());
    }
    done
}

/// The result for a review that was submitted with other values than those of the form, which stays
/// as it is.
pub fn submitted_otherwise(file: &FormFile, differing: &[String]) -> Sent {
    let path = file.path().display();
    let message = format!(
        "{path}: the review is submitted, but not with the form's {}",
        differing.join(", ")
    );
    let error = UserError::new(ErrorKind::Refused, message)
        .hint(format!("see both with: waldur-review reviews diff {}", quoted(file.path())));
    Sent::failed(file, SendOutcome::Refused, error)
}

/// The result for a review that is still a draft after the POST.
fn not_submitted(compared: &Compared, error: Option<ApiError>, saved: &str) -> Sent {
    let path = compared.file.path().display().to_string();
    let fields = [SCORE.to_owned(), PUBLIC.to_owned(), PRIVATE.to_owned()];
    match error {
        Some(error) if error.is_client_error() => {
            let place = refusal_at(&error, &compared.file, &fields).unwrap_or(path);
            let error = ApiError { may_have_changed: false, ..error };
            let error = anyhow::Error::from(error)
                .context(format!("{place}: {saved}the review is not submitted"));
            Sent::failed(&compared.file, SendOutcome::Refused, error)
        }
        error => {
            let cause = error.map_or_else(String::new, |error| format!("{error}; "));
            let message = format!("{path}: {cause}{saved}the review is still a draft");
            let error = UserError::new(ErrorKind::NotKnown, message)
                .hint("submit again when the server can be reached");
            Sent::failed(&compared.file, SendOutcome::NotDone, error)
        }
    }
}
