//! Code that push, submit and decline share: the login of a form, the lock, the question, and what
//! came of each review. A PATCH or a POST is sent once; what came of it is what is read afterwards.

use std::path::PathBuf;

use anyhow::Result;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::commands::context::{Context, Outcome};
use crate::commands::review_forms::values_of;
use crate::error::{ErrorKind, UserError};
use crate::output::{Block, Page, View};
use crate::report::{ErrorDocument, Report};
use crate::review_form::{
    Change, Comparison, Form, FormFile, NOTES, PRIVATE, PUBLIC, SCORE, Values, compare, key_of,
};
use crate::settings::Server;
use crate::waldur::pagination::Object;
use crate::waldur::uuid::is_uuid;
use crate::waldur::{ApiError, Client, Problem, Review, reviews};

/// The outcome of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SendOutcome {
    /// With `--dry-run`: it would be sent.
    Planned,
    /// The draft on the server is as the form.
    Saved,
    /// There was nothing to send.
    Unchanged,
    /// It is submitted.
    Submitted,
    /// It had been submitted before, with the same text.
    AlreadySubmitted,
    /// The review is ended.
    Declined,
    /// Both sides changed the same field: nothing was sent.
    Conflict,
    /// The form, or the server, stands against it.
    Refused,
    /// It was tried, and is not done.
    NotDone,
    /// The outcome is not known: look before it is repeated.
    NotKnown,
    /// It was not tried.
    NotSent,
}

impl SendOutcome {
    fn is_good(self) -> bool {
        matches!(
            self,
            Self::Planned
                | Self::Saved
                | Self::Unchanged
                | Self::Submitted
                | Self::AlreadySubmitted
                | Self::Declined
        )
    }

    fn words(self) -> &'static str {
        match self {
            Self::Planned => "to send",
            Self::Saved => "saved",
            Self::Unchanged => "unchanged",
            Self::Submitted => "submitted",
            Self::AlreadySubmitted => "submitted before",
            Self::Declined => "ended",
            Self::Conflict => "conflict",
            Self::Refused => "refused",
            Self::NotDone => "not done",
            Self::NotKnown => "not known",
            Self::NotSent => "not sent",
        }
    }
}

/// The result of one review, and why.
pub struct Sent {
    /// The review's UUID.
    pub review: String,
    /// The proposal's short name.
    pub proposal: String,
    /// The outcome.
    pub outcome: SendOutcome,
    /// The fields that were sent, or would be.
    pub fields: Vec<String>,
    /// The fields that both sides changed.
    pub conflicts: Vec<String>,
    /// Why it was not done.
    pub error: Option<anyhow::Error>,
}

impl Sent {
    /// An outcome without fields or an error.
    pub fn new(form: &FormFile, outcome: SendOutcome) -> Self {
        let form = &form.reading.form;
        Self {
            review: form.review().to_owned(),
            proposal: form.proposal().to_owned(),
            outcome,
            fields: Vec::new(),
            conflicts: Vec::new(),
            error: None,
        }
    }

    /// An outcome with its error.
    pub fn failed(form: &FormFile, outcome: SendOutcome, error: impl Into<anyhow::Error>) -> Self {
        Self { error: Some(error.into()), ..Self::new(form, outcome) }
    }
}

/// One review, as `--json` prints it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SendReport {
    /// The review's UUID.
    review: String,
    /// The proposal's short name.
    proposal: String,
    /// `push`, `submit` or `decline`.
    action: &'static str,
    outcome: SendOutcome,
    /// The fields that were sent, or would be.
    fields: Vec<String>,
    /// The fields that both sides changed.
    conflicts: Vec<String>,
    /// Why it was not done.
    error: Option<ErrorDocument>,
}

/// The end of a command: its report, and an error for each review that is not as asked.
///
/// # Errors
/// When the report cannot be written as JSON.
pub fn report(sent: Vec<Sent>, action: &'static str, as_json: bool) -> Result<Outcome> {
    let view = if as_json {
        let reports: Vec<SendReport> = sent
            .iter()
            .map(|sent| SendReport {
                review: sent.review.clone(),
                proposal: sent.proposal.clone(),
                action,
                outcome: sent.outcome,
                fields: sent.fields.clone(),
                conflicts: sent.conflicts.clone(),
                error: sent.error.as_ref().map(|error| Report::of(error).to_json()),
            })
            .collect();
        View::Json(serde_json::to_vec(&reports)?)
    } else {
        let lines = sent.iter().map(|sent| {
            let fields = if sent.fields.is_empty() || action == "submit" {
                String::new()
            } else {
                format!(": {}", sent.fields.join(", "))
            };
            Block::Text(format!("{:<17}{}{fields}", sent.outcome.words(), sent.proposal), 0, None)
        });
        View::Page(Page { blocks: lines.collect(), ..Page::default() })
    };
    let mut outcome = Outcome::new(view);
    let has_failed = |sent: &Sent| sent.error.is_some() || !sent.outcome.is_good();
    outcome.all_failed = sent.iter().all(has_failed);
    outcome.failures = sent.into_iter().filter_map(|sent| sent.error).collect();
    Ok(outcome)
}

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
        .hint(format!("run: waldur-review auth login {}", safe_word(origin)))
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
                let is_refusal = matches!(
                    error.problem,
                    Problem::NotFound | Problem::Forbidden(_) | Problem::Unauthorized(_)
                );
                let outcome = if is_refusal { SendOutcome::Refused } else { SendOutcome::NotSent };
                return Err(Box::new(Sent::failed(&file, outcome, read_error(error, &file))));
            }
        };
        let values = values_of(&review);
        let comparisons = compare(&file.reading.form, &values, &file.earlier());
        Ok(Self { file, client, server, review, values, comparisons })
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

/// An error of reading a review, with the form that it is of.
fn read_error(error: ApiError, file: &FormFile) -> anyhow::Error {
    let path = file.path().display();
    if error.problem == Problem::NotFound {
        let message = format!("{path}: there is no such review of yours on the server (any more)");
        return UserError::new(ErrorKind::NotFound, message).into();
    }
    anyhow::Error::from(error).context(format!("{path}"))
}

/// The body of a PATCH of these fields, or the part of a POST.
pub fn body_of(form: &Form, names: &[String]) -> Map<String, Value> {
    let mut body = Map::new();
    for name in names {
        if let Some(key) = key_of(name) {
            let value = if name == SCORE {
                Value::from(form.score())
            } else {
                Value::from(form.text(name).unwrap_or_default())
            };
            body.insert(key, value);
        }
    }
    body
}

/// The names of those fields that the server does not have as the form.
pub fn differing(form: &Form, values: &Values, names: &[String]) -> Vec<String> {
    let comparisons = compare(form, values, &[]);
    let differs = |name: &&String| {
        comparisons.iter().any(|one| one.name == **name && one.change != Change::None)
    };
    names.iter().filter(differs).cloned().collect()
}

/// The server's refusal of a field at the line of the form that it is about.
pub fn refusal_at(error: &ApiError, form: &FormFile, names: &[String]) -> Option<String> {
    let Problem::Refused(400, Some(message)) = &error.problem else {
        return None;
    };
    let about = names
        .iter()
        .find(|name| key_of(name).is_some_and(|key| message.starts_with(&format!("{key}:"))))?;
    let line = if about == SCORE {
        form.reading.form.line_of_key(SCORE)
    } else {
        form.reading.form.text_line(about)
    };
    Some(format!("{}:{line}", form.path().display()))
}

/// Names of fields that submit carries itself.
pub fn is_summary(name: &str) -> bool {
    [SCORE, PUBLIC, PRIVATE].contains(&name)
}

/// The paths, or the forms of the current folder.
pub fn open_forms(paths: &[PathBuf]) -> Result<Vec<FormFile>, UserError> {
    super::check::open_all(paths)
}
