//! The result of `POST …/submit/`, read from the server.

use super::compared::Compared;
use super::send::{SendOutcome, Sent, refusal_at};
use crate::commands::context::Context;
use crate::commands::review_forms::values_of;
use crate::error::{ErrorKind, UserError};
use crate::files;
use crate::review_form::{Change, PRIVATE, PUBLIC, SCORE, compare};
use crate::waldur::{ApiError, reviews};

/// Reads the review after the POST: what it is then is what came of it.
pub fn settle_submission(
    mut compared: Compared,
    all: &[String],
    error: Option<ApiError>,
    saved: &str,
    context: &Context<'_>,
) -> Sent {
    let form = compared.file.reading.form.clone();
    let path = compared.file.path().display().to_string();
    let reread = reviews::get(&compared.client, form.review());
    let review = match (reread, error) {
        (Ok(review), error) => {
            if review.read().state() != Some("submitted") {
                return not_submitted(&compared, error, saved);
            }
            review
        }
        (Err(_), None) => {
            let message = format!("{path}: the server took it, but it could not be read again");
            let error = UserError::new(ErrorKind::NotKnown, message)
                .hint("look with: waldur-review reviews list --all");
            return Sent::failed(&compared.file, SendOutcome::NotKnown, error);
        }
        (Err(_), Some(error)) if error.may_have_changed => {
            let message = format!("{path}: {error}; whether it was submitted is not known");
            let error = UserError::new(ErrorKind::NotKnown, message)
                .hint("look with: waldur-review reviews list --all, before you submit again");
            return Sent::failed(&compared.file, SendOutcome::NotKnown, error);
        }
        (Err(_), Some(error)) => {
            let error = anyhow::Error::from(error).context(format!("{path}: it is not submitted"));
            return Sent::failed(&compared.file, SendOutcome::Refused, error);
        }
    };
    let values = values_of(&review);
    let lost: Vec<String> = compare(&form, &values, &[])
        .into_iter()
        .filter(|one| one.change != Change::None && all.contains(&one.name))
        .map(|one| one.name)
        .collect();
    let mut done =
        Sent { fields: all.to_vec(), ..Sent::new(&compared.file, SendOutcome::Submitted) };
    if !lost.is_empty() {
        let message =
            format!("{path}: it is submitted, but the server has another {}", lost.join(", "));
        done.error = Some(UserError::new(ErrorKind::ServerFailed, message).into());
    }
    let mut finished = form;
    finished.set_base(&values);
    finished.set_key("submitted", &context.clock().strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    let noted =
        compared.file.replace(&finished).and_then(|()| files::make_read_only(compared.file.path()));
    if let Err(error) = noted {
        let error = error.hint("the review is submitted; only the form could not be changed");
        done.error.get_or_insert(error.into());
    }
    done
}

/// The result for a review that is still a draft after the POST.
fn not_submitted(compared: &Compared, error: Option<ApiError>, saved: &str) -> Sent {
    let path = compared.file.path().display().to_string();
    let fields = [SCORE.to_owned(), PUBLIC.to_owned(), PRIVATE.to_owned()];
    match error {
        Some(error) if error.status().is_some_and(|status| (400..500).contains(&status)) => {
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
