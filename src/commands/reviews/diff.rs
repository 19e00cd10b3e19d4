//! `reviews diff`: forms against the server, field by field.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Result;
use clap::{Args, ValueHint};
use serde::Serialize;
use similar::TextDiff;

use super::check::open_all;
use super::compared::Compared;
use crate::args::JsonArgs;
use crate::commands::context::{Context, Outcome};
use crate::output::View;
use crate::review_form::Change;

/// `reviews diff`
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// A form, or a folder; else the forms of the current one
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// The form of the output.
    #[command(flatten)]
    pub output: JsonArgs,
}

/// The search for the shortest difference takes quadratic time: for more pairs of lines than these,
/// all lines between the first and the last difference are shown as replaced.
const MOST_PAIRS_OF_LINES: usize = 4_000_000;

/// A field that the form and the server hold differently.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FieldDifference {
    file: String,
    /// The review's UUID.
    review: String,
    /// The name that the field has in the form.
    field: String,
    /// Who changed it since the last pull or push: `form`, `server` or `both`.
    changed_by: &'static str,
    /// The form's value.
    form: String,
    /// The server's value.
    server: String,
}

/// Runs `reviews diff`.
///
/// # Errors
/// When there is no form.
pub fn run(arguments: &DiffArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let (mut differences, mut failures) = (Vec::new(), Vec::new());
    let files = open_all(&arguments.files)?;
    let count = files.len();
    for file in files {
        match Compared::read(file, context) {
            Ok(compared) => differences.extend(differences_of(&compared)),
            Err(refused) => failures.extend(refused.error),
        }
    }
    let view = if arguments.output.json() {
        View::Json(serde_json::to_vec(&differences)?)
    } else if differences.is_empty() {
        View::Nothing
    } else {
        let text: String = differences.iter().map(text_of).collect();
        View::Text(context.theme.text(&text).into_owned())
    };
    let is_equal = differences.is_empty() && failures.is_empty();
    let mut outcome = Outcome::new(view);
    if is_equal && !arguments.output.json() {
        outcome = outcome.message("The forms and the server hold the same.");
    }
    outcome.all_failed = failures.len() == count;
    outcome.failures = failures;
    Ok(outcome)
}

fn differences_of(compared: &Compared) -> Vec<FieldDifference> {
    let differing = compared.comparisons.iter().filter_map(|one| {
        let changed_by = match one.change {
            Change::None => return None,
            Change::Form => "form",
            Change::Server => "server",
            Change::Both => "both",
        };
        Some(FieldDifference {
            file: compared.file.path().to_string_lossy().into_owned(),
            review: compared.file.reading.form.review().to_owned(),
            field: one.name.clone(),
            changed_by,
            form: one.form.clone(),
            server: one.server.clone(),
        })
    });
    differing.collect()
}

/// The lines that differ, in the form of `diff -u`.
fn text_of(difference: &FieldDifference) -> String {
    let FieldDifference { file, field, changed_by, form, server, .. } = difference;
    let by = match *changed_by {
        "both" => "both sides",
        "server" => "the server",
        _ => "you",
    };
    let line = |text: &str| if text.is_empty() { String::new() } else { format!("{text}\n") };
    let (form, server) = (line(form), line(server));
    let mut search = TextDiff::configure();
    if server.lines().count().saturating_mul(form.lines().count()) > MOST_PAIRS_OF_LINES {
        search.timeout(Duration::ZERO);
    }
    let lines = search.diff_lines(&server, &form);
    let lines = lines.unified_diff().context_radius(2).to_string();
    format!("{file}: {field} (changed by {by})\n{lines}")
}

#[cfg(test)]
mod tests {
    use super::{FieldDifference, text_of};

    /// The time of a complete search grows with the square of the lines.
    #[test]
    fn texts_of_many_lines_are_shown_as_replaced() {
        let lines = |from: usize| -> String {
            let number = |line: usize| ((line * 7919 + from) % 9973).to_string();
            (0..60_000).map(number).collect::<Vec<_>>().join("\n")
        };
        let difference = FieldDifference {
            file: "GW-1.md".to_owned(),
            review: String::new(),
            field: "public".to_owned(),
            changed_by: "both",
            form: format!("same\n{}\nend", lines(1)),
            server: format!("same\n{}\nend", lines(2)),
        };
        let text = text_of(&difference);
        let count = |mark: char| text.lines().filter(|line| line.starts_with(mark)).count();
        // The names of the two sides are lines as well.
        assert!(count('-') >= 60_000 && count('+') >= 60_000, "{} {}", count('-'), count('+'));
        assert!(text.contains("\n same\n"));
    }
}
