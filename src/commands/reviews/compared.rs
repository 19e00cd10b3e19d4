//! A form beside its review on the server: the login that its address selects, and each field
//! compared.

use anyhow::Result;

use super::send::{SendOutcome, Sent};
use crate::commands::context::Context;
use crate::commands::review_forms::values_of;
use crate::error::{ErrorKind, UserError};
use crate::review_form::{
    Change, Comparison, FormFile, NOTES, SCORE, Values, compare, normal, one_line,
};
use crate::settings::Server;
use crate::waldur::pagination::Object;
use crate::waldur::uuid::is_uuid;
use crate::waldur::{ApiError, Client, Problem, Review, reviews};

/// Who is asked for the review of a form: the login whose origin is that of `server:`.
///
/// # Errors
/// A not-logged-in error that says how to log in there.
pub fn server_of(form: &FormFile, context: &Context<'_>) -> Result<(Client, Server)> {
    let origin = form.reading.form.server().trim_end_matches('/');
    let settings = context.settings;
    if let Ok(server) = settings.server()
        && server.api.value.origin() == origin
    {
        return Ok((context.client_of(&server), server));
    }
    for profile in settings.selected_profiles(true).unwrap_or_default() {
        if settings.api_of(&profile).is_some_and(|api| api.origin() == origin) {
            let server = settings.checked_server_of(&profile)?;
            return Ok((context.client_of(&server), server));
        }
    }
    let message = format!("{}: you are not logged in to {origin}", form.path().display());
    Err(UserError::new(ErrorKind::NotLoggedIn, message)
        .hint(format!("run: waldur-review auth login --url {}", safe_word(origin)))
        .into())
}

/// A word of a file for a command line to copy: nothing that a shell could read as more.
fn safe_word(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || ":/.-_[]".contains(*c)).collect()
}

/// A form compared with its review.
pub struct Compared {
    /// The form and its file.
    pub file: FormFile,
    /// Who is asked.
    pub client: Client,
    /// The login.
    pub server: Server,
    /// The review as it was read.
    pub review: Object<Review<'static>>,
    /// Its values.
    pub values: Values,
    /// Each field that the server shows.
    pub comparisons: Vec<Comparison>,
}

impl Compared {
    /// Reads the review of a form, and compares them.
    ///
    /// # Errors
    /// The form, and why nothing can be sent for it.
    pub fn read(file: FormFile, context: &Context<'_>) -> Result<Self, Box<Sent>> {
        let refused = |file: &FormFile, error: anyhow::Error| {
            Box::new(Sent::failed(file, SendOutcome::Refused, error))
        };
        let (client, server) = match server_of(&file, context) {
            Ok(found) => found,
            Err(error) => return Err(refused(&file, error)),
        };
        let uuid = file.reading.form.review().to_owned();
        if !is_uuid(&uuid) {
            let error = UserError::usage(format!("{} names no review", file.path().display()));
            return Err(refused(&file, error.into()));
        }
        let review = match reviews::get(&client, &uuid) {
            Ok(review) => review,
            Err(error) => {
                let outcome = if error.problem.is_refusal() {
                    SendOutcome::Refused
                } else {
                    SendOutcome::NotSent
                };
                return Err(Box::new(Sent::failed(&file, outcome, read_error(error, &file))));
            }
        };
        if let Some(error) = mismatch(&file, &review.read()) {
            return Err(refused(&file, error.into()));
        }
        let values = values_of(&review);
        let comparisons = compare(&file.reading.form, &values, &file.earlier());
        Ok(Self { file, client, server, review, values, comparisons })
    }

    /// Reads the form and its review again, immediately before something is sent. `consequence` says
    /// what an error means.
    ///
    /// # Errors
    /// One of them is not as it was shown, or cannot be read.
    pub fn check_unchanged(&mut self, consequence: &str) -> Result<(), Box<Sent>> {
        let path = self.file.path().display().to_string();
        let failed = |file: &FormFile, outcome, error: anyhow::Error| {
            Box::new(Sent::failed(file, outcome, error))
        };
        match self.file.is_changed() {
            Ok(false) => {}
            Ok(true) => {
                let message = format!("{path} was changed since it was read: {consequence}");
                let error = UserError::file(message).hint("save it in your editor, and try again");
                return Err(failed(&self.file, SendOutcome::NotSent, error.into()));
            }
            Err(error) => return Err(failed(&self.file, SendOutcome::NotSent, error.into())),
        }
        let review = match reviews::get(&self.client, self.file.reading.form.review()) {
            Ok(review) => review,
            Err(error) => {
                let error = anyhow::Error::from(error).context(format!("{path}: {consequence}"));
                return Err(failed(&self.file, SendOutcome::NotSent, error));
            }
        };
        let shown = std::mem::replace(&mut self.values, values_of(&review));
        self.review = review;
        if let Some(error) = self.obstacle() {
            return Err(failed(&self.file, SendOutcome::Refused, error.into()));
        }
        let changed = differing_values(&shown, &self.values);
        if changed.is_empty() {
            return Ok(());
        }
        let message =
            format!("{path}: the server changed {} meanwhile: {consequence}", changed.join(", "));
        let error = UserError::new(ErrorKind::Refused, message).hint(format!(
            "look with: waldur-review reviews diff {}",
            crate::commands::phrases::quoted(self.file.path())
        ));
        let refused = failed(&self.file, SendOutcome::Conflict, error.into());
        Err(Box::new(Sent { conflicts: changed, ..*refused }))
    }

    /// The names of the fields with this change.
    pub fn names(&self, change: Change) -> Vec<String> {
        let of_change = self.comparisons.iter().filter(|one| one.change == change);
        of_change.map(|one| one.name.clone()).collect()
    }

    /// Why nothing can be written: the review is not open any more, or a section is not known to
    /// the server.
    pub fn obstacle(&self) -> Option<UserError> {
        let review = self.review.read();
        let path = self.file.path().display();
        if !review.is_open() {
            let state = review.state().unwrap_or("?");
            let message = match state {
                "submitted" => format!("{path}: the review is submitted and cannot be changed"),
                "rejected" => format!(
                    "{path}: the review is closed (deadline, recusal or decision); the call manager can say why"
                ),
                other => format!("{path}: the review is {other}, and is not written to"),
            };
            return Some(UserError::new(ErrorKind::Refused, message));
        }
        let form = &self.file.reading.form;
        let unknown = form.sections().find(|name| {
            *name != NOTES
                && self.values.text(name).is_none()
                && form.text(name).is_some_and(|text| !text.is_empty())
        })?;
        let line = form.text_line(unknown);
        let message =
            format!("{path}:{line}: the server has no field for the section {unknown} any more");
        Some(UserError::new(ErrorKind::Refused, message).hint("move its text elsewhere"))
    }
}

/// The names of the fields in which two readings of a review differ.
fn differing_values(one: &Values, other: &Values) -> Vec<String> {
    let text = |values: &Values, name: &str| normal(values.text(name).unwrap_or_default());
    let score = (one.score != other.score).then(|| SCORE.to_owned());
    let names = other.texts.iter().map(|(name, _)| name);
    let gone = one.texts.iter().map(|(name, _)| name).filter(|name| other.text(name).is_none());
    let texts = names.chain(gone).filter(|name| text(one, name) != text(other, name));
    score.into_iter().chain(texts.cloned()).collect()
}

/// The error of a form whose keys `review` and `proposal` are of two reviews, as in a copy of a form
/// that became the form of another proposal.
fn mismatch(file: &FormFile, review: &Review<'_>) -> Option<UserError> {
    let form = &file.reading.form;
    let slug = one_line(review.proposal_slug()?);
    // A form for a slug without a visible character has the beginning of the review's UUID.
    if slug == form.proposal() || slug.is_empty() {
        return None;
    }
    let message = format!(
        "{}:{}: proposal: names {}, but review: is the review of {slug}",
        file.path().display(),
        form.line_of_key("proposal"),
        form.proposal()
    );
    Some(UserError::usage(message).hint(
        "correct the one that is wrong; a form for another review is made by: waldur-review reviews pull",
    ))
}

/// An error of reading a review, with the form that it is of.
fn read_error(error: ApiError, file: &FormFile) -> anyhow::Error {
    let path = file.path().display();
    if error.problem == Problem::NotFound {
        let message = format!("{path}: there is no such review of yours on the server (any more)");
        return UserError::new(ErrorKind::NotFound, message).into();
    }
    anyhow::Error::from(error).context(format!("{path}"))
}
