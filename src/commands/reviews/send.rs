//! Code that push, submit and decline share: what is sent of a form, and what came of each review.
//! A PATCH or a POST is sent once; what came of it is what is read afterwards.

use anyhow::Result;
use serde::Serialize;

use crate::commands::context::Outcome;
use crate::output::{Block, Page, View};
use crate::report::{ErrorDocument, Report};
use crate::review_form::{Change, Form, FormFile, PRIVATE, PUBLIC, SCORE, Values, compare, key_of};
use crate::waldur::{ApiError, Problem};

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
    /// The form has an error, or the server refused it.
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
