//! `reviews check`: the problems of forms, without a server or a login.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, ValueHint};
use serde::Serialize;

use crate::args::JsonArgs;
use crate::commands::context::{Context, Outcome};
use crate::commands::phrases::counted;
use crate::error::{ErrorKind, UserError};
use crate::output::View;
use crate::review_form::{FormFile, Problem, Severity, check, forms_in};

/// `reviews check`
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// A form, or a folder of forms
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// Do not require a public text
    #[arg(long)]
    pub allow_empty: bool,
    /// The form of the output.
    #[command(flatten)]
    pub output: JsonArgs,
}

/// A problem of a form, as `--json` prints it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ProblemDocument<'a> {
    file: String,
    /// From 1.
    line: usize,
    /// From 1, in characters.
    column: usize,
    severity: Severity,
    /// A word for programs, such as `too-long`.
    code: &'a str,
    message: &'a str,
}

pub fn run(arguments: &CheckArgs, context: &Context<'_>) -> Result<Outcome> {
    let forms = open_all(&arguments.files)?;
    let found = problems_of(&forms, arguments.allow_empty);
    let view = if arguments.output.json() {
        let documents: Vec<ProblemDocument<'_>> = found.iter().map(document).collect();
        View::Json(serde_json::to_vec(&documents)?)
    } else {
        let lines = found.iter().map(|(path, problem)| {
            context.theme.line(&format!("{}:{problem}", path.display())).into_owned() + "\n"
        });
        View::Text(lines.collect())
    };
    let mut outcome = Outcome::new(view);
    outcome.all_failed = false;
    let errors = found.iter().filter(|(_, problem)| problem.severity == Severity::Error).count();
    if errors > 0 {
        let message = counted(errors, "error", "errors");
        if !arguments.output.json() {
            outcome.messages.push(format!("{message} in {}.", forms_count(forms.len())));
        }
        outcome.reported = Some(UserError::usage(message).into());
    } else {
        outcome.messages.push(format!("{} without an error.", forms_count(forms.len())));
    }
    Ok(outcome)
}

fn forms_count(count: usize) -> String {
    counted(count, "form", "forms")
}

fn document<'a>((path, problem): &'a (&Path, Problem)) -> ProblemDocument<'a> {
    ProblemDocument {
        file: path.to_string_lossy().into_owned(),
        line: problem.line,
        column: problem.column,
        severity: problem.severity,
        code: problem.code,
        message: &problem.message,
    }
}

/// The forms that these paths name: each file, the forms of each folder, those of the current
/// folder where none is named.
///
/// # Errors
/// When one is not there or cannot be read, or there is none at all.
pub(super) fn open_all(paths: &[PathBuf]) -> Result<Vec<FormFile>, UserError> {
    let here = [PathBuf::new()];
    let paths = if paths.is_empty() { &here } else { paths };
    let mut forms = Vec::new();
    for path in paths {
        if path.as_os_str().is_empty() || path.is_dir() {
            for path in forms_in(path)? {
                forms.push(FormFile::open(&path)?);
            }
        } else {
            forms.push(FormFile::open(path)?);
        }
    }
    if forms.is_empty() {
        return Err(UserError::new(ErrorKind::NotFound, "there is no review form here")
            .hint("forms are made by: waldur-review reviews pull"));
    }
    Ok(forms)
}

/// The problems of these forms, with their paths; two forms of one review are an error of both.
pub(super) fn problems_of(forms: &[FormFile], allow_empty: bool) -> Vec<(&Path, Problem)> {
    let mut by_review: BTreeMap<&str, Vec<&FormFile>> = BTreeMap::new();
    for form in forms {
        by_review.entry(form.reading.form.review()).or_default().push(form);
    }
    let mut found = Vec::new();
    for form in forms {
        let review = form.reading.form.review();
        let others = by_review.get(review).map(Vec::as_slice).unwrap_or_default();
        if let Some(other) = others.iter().find(|other| other.path() != form.path())
            && !review.is_empty()
        {
            let message = format!("{} is a form of the same review", other.path().display());
            let line = form.reading.form.line_of_key("review");
            found.push((form.path(), Problem::error(line, "two-forms", message)));
        }
        let problems = check(&form.reading, allow_empty).into_iter();
        found.extend(problems.map(|problem| (form.path(), problem)));
    }
    found
}
