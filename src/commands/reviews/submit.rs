//! `reviews submit`: sends reviews to their end. The server takes no change afterwards.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, ValueHint};

use super::check::{open_all, problems_of};
use super::compared::Compared;
use super::push::{confirm_emptied, conflict, patch, without_errors};
use super::send::{SendOutcome, Sent, differing, is_summary, report};
use super::settle_submission::{settle_submission, submitted_otherwise};
use crate::args::SendingArgs;
use crate::commands::confirm::{check_confirmable, is_confirmed, lock, nothing_sent};
use crate::commands::context::{Context, Outcome};
use crate::commands::deadlines::when;
use crate::commands::status_cache;
use crate::error::{ErrorKind, UserError};
use crate::output::{Cell, Column, Role, Row, Table, View};
use crate::review_form::{Change, FormFile, PRIVATE, PUBLIC, SCORE, Values, count_words, forms_in};
use crate::waldur::{ApiError, Deadline, Problem, reviews};

/// `reviews submit`
#[derive(Debug, Args)]
pub struct SubmitArgs {
    /// The forms of the reviews
    #[arg(
        value_name = "FILE",
        value_hint = ValueHint::FilePath,
        required_unless_present = "ready"
    )]
    pub files: Vec<PathBuf>,
    /// The forms of this folder that say ready: true
    #[arg(long, conflicts_with = "files")]
    pub ready: bool,
    /// Submit without a public text as well
    #[arg(long)]
    pub allow_empty: bool,
    /// Empty the fields whose sections are empty
    #[arg(long)]
    pub clear: bool,
    /// Confirmation and output.
    #[command(flatten)]
    pub sending: SendingArgs,
}

/// Runs `reviews submit`.
///
/// # Errors
/// When there is no form, or nobody can be asked.
pub fn run(arguments: &SubmitArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let as_json = arguments.sending.output.json();
    let files = chosen(arguments)?;
    let (files, mut sent) = without_errors(files);
    let (files, incomplete) = complete(files, arguments);
    sent.extend(incomplete);
    let mut plan = Vec::new();
    for (number, file) in files.into_iter().enumerate() {
        context.ui.progress(&format!("reading review {}", number + 1));
        match Compared::read(file, context).and_then(|one| refuse_differences(one, context)) {
            Ok(compared) => plan.push(compared),
            Err(refused) => sent.push(*refused),
        }
    }
    context.ui.clear_progress();
    if !plan.is_empty() && !arguments.sending.dry_run {
        check_confirmable(arguments.sending.yes, context)?;
    }
    confirm_emptied(&plan, arguments.clear, &arguments.sending, context)?;
    if arguments.sending.dry_run {
        sent.extend(plan.iter().map(|one| Sent {
            fields: fields_of(&one.values),
            ..Sent::new(&one.file, SendOutcome::Planned)
        }));
        return report(sent, "submit", as_json);
    }
    if plan.is_empty() {
        return report(sent, "submit", as_json);
    }
    if !arguments.sending.yes && !confirm(&plan, context)? {
        return Ok(nothing_sent());
    }
    context.ui.watch_interrupts();
    let count = plan.len();
    let mut is_refused = false;
    for (number, compared) in plan.into_iter().enumerate() {
        if is_refused || context.ui.interrupted() {
            sent.push(Sent::new(&compared.file, SendOutcome::NotSent));
            continue;
        }
        context.ui.progress(&format!("submitted {number} of {count}"));
        let profile = compared.server.profile.clone();
        let host = compared.client.facts().host.clone();
        let one = submit_one(compared, context)?;
        status_cache::forget_owed(&profile, &host, context);
        // A token that has ended refuses all others as well.
        is_refused = one.error.as_ref().is_some_and(is_unauthorized);
        sent.push(one);
    }
    context.ui.clear_progress();
    report(sent, "submit", as_json)
}

fn is_unauthorized(error: &anyhow::Error) -> bool {
    let api = error.downcast_ref::<ApiError>();
    api.is_some_and(|error| matches!(error.problem, Problem::Unauthorized(_)))
}

fn chosen(arguments: &SubmitArgs) -> Result<Vec<FormFile>> {
    if !arguments.ready {
        return Ok(open_all(&arguments.files)?);
    }
    let mut ready = Vec::new();
    for path in forms_in(Path::new(""))? {
        let file = FormFile::open(&path)?;
        if file.reading.form.is_ready() && file.reading.form.submitted().is_none() {
            ready.push(file);
        }
    }
    if ready.is_empty() {
        return Err(UserError::new(ErrorKind::NotFound, "no form here says ready: true").into());
    }
    Ok(ready)
}

/// The forms that lack nothing for submission, and the others as refused.
fn complete(files: Vec<FormFile>, arguments: &SubmitArgs) -> (Vec<FormFile>, Vec<Sent>) {
    const MISSING: [&str; 3] = ["score-missing", "public-empty", "conflict-unconfirmed"];
    let problems: Vec<(PathBuf, String)> = problems_of(&files, arguments.allow_empty)
        .into_iter()
        .filter(|(_, problem)| MISSING.contains(&problem.code))
        .map(|(path, problem)| {
            let place = format!("{}:{}", path.display(), problem.line);
            (path.to_path_buf(), format!("{place}: {}", problem.message))
        })
        .collect();
    let (mut good, mut sent) = (Vec::new(), Vec::new());
    for file in files {
        let form = &file.reading.form;
        let missing = problems.iter().find(|(path, _)| path == file.path());
        let message = match missing {
            Some((_, message)) => message.clone(),
            // Nobody is asked, so the form itself must say it.
            None if arguments.sending.yes && !form.is_ready() => {
                format!("{}: --yes needs ready: true in the form", file.path().display())
            }
            None => {
                good.push(file);
                continue;
            }
        };
        sent.push(Sent::failed(&file, SendOutcome::Refused, UserError::usage(message)));
    }
    (good, sent)
}

/// Refuses what is submitted already, closed, or changed on the server.
fn refuse_differences(compared: Compared, context: &Context<'_>) -> Result<Compared, Box<Sent>> {
    let file = &compared.file;
    if is_submitted(&compared) {
        return Err(Box::new(submitted_before(&compared)));
    }
    if let Some(error) = compared.obstacle() {
        return Err(Box::new(Sent::failed(file, SendOutcome::Refused, error)));
    }
    let conflicts = compared.names(Change::Both);
    if !conflicts.is_empty() {
        return Err(Box::new(conflict(file, conflicts)));
    }
    let changed = compared.names(Change::Server);
    if !changed.is_empty() {
        let message = format!(
            "{}: the server changed {} since the last pull",
            file.path().display(),
            changed.join(", ")
        );
        let error = UserError::new(ErrorKind::Refused, message).hint(format!(
            "run: {} reviews pull {}",
            crate::commands::phrases::program(context),
            crate::commands::phrases::quoted(file.path())
        ));
        return Err(Box::new(Sent::failed(file, SendOutcome::Refused, error)));
    }
    if compared.review.read().needs_conflict_statement() && !file.reading.form.states_no_conflict()
    {
        let message = format!(
            "{}: the call demands the statement that you have no conflict of interest",
            file.path().display()
        );
        let error = UserError::usage(message).hint(
            "if you have none, add the line no_conflict_of_interest: true below the line score",
        );
        return Err(Box::new(Sent::failed(file, SendOutcome::Refused, error)));
    }
    Ok(compared)
}

fn is_submitted(compared: &Compared) -> bool {
    compared.review.read().state() == Some("submitted")
}

/// The result for a review that was submitted, but not by this run.
fn submitted_before(compared: &Compared) -> Sent {
    let form = &compared.file.reading.form;
    let differing = differing(form, &compared.values, &fields_of(&compared.values));
    if differing.is_empty() {
        return Sent::new(&compared.file, SendOutcome::AlreadySubmitted);
    }
    submitted_otherwise(&compared.file, &differing)
}

/// The names of all fields of a review.
pub fn fields_of(values: &Values) -> Vec<String> {
    let texts = values.texts.iter().map(|(name, _)| name.clone());
    std::iter::once(SCORE.to_owned()).chain(texts).collect()
}

/// Shows what would be submitted, and asks: y for one review, their number for several.
fn confirm(plan: &[Compared], context: &mut Context<'_>) -> Result<bool> {
    let table = preview(plan, context);
    context.ui.show(&View::Table(table))?;
    let overdue = plan.iter().filter(|one| is_overdue(one, context)).count();
    if overdue > 0 {
        context.ui.say("Overdue reviews can be submitted until the server closes them.");
    }
    let count = plan.len();
    if count == 1 {
        let question = "The server takes no change after this. Submit? [y/N] ";
        return is_confirmed(question, context);
    }
    let question =
        format!("The server takes no change after this. Submit {count} reviews? Type {count}: ");
    Ok(context.ui.line(&question)? == count.to_string())
}

fn is_overdue(compared: &Compared, context: &Context<'_>) -> bool {
    let deadline = compared.review.read().deadline();
    matches!(deadline, Deadline::At(at) if at <= context.now())
}

fn preview(plan: &[Compared], context: &Context<'_>) -> Table {
    let rows = plan.iter().map(|one| {
        let form = &one.file.reading.form;
        let texts = one.comparisons.iter().filter(|one| one.name != SCORE);
        let words: usize = texts.clone().map(|one| count_words(&one.form)).sum();
        let parts = texts.filter(|one| !is_summary(&one.name) && !one.form.is_empty()).count();
        let statement = if !one.review.read().needs_conflict_statement() {
            "not required"
        } else if form.states_no_conflict() {
            "stated"
        } else {
            "missing"
        };
        let count = |count: usize| Cell::Count(u64::try_from(count).ok());
        Row {
            role: if is_overdue(one, context) { Role::Past } else { Role::Plain },
            cells: vec![
                Cell::Text(form.proposal().to_owned()),
                Cell::Count(Some(form.score())),
                count(words),
                count(parts),
                Cell::Text(statement.to_owned()),
                Cell::Near(when(one.review.read().deadline())),
            ],
        }
    });
    let column = |name, title, priority| Column { priority, ..Column::new(name, title) };
    let right = |name, title, priority| Column { right: true, ..column(name, title, priority) };
    // A proposal that is cut could be taken for another one.
    Table {
        columns: vec![
            Column::new("proposal", "PROPOSAL"),
            right("score", "SCORE", 5),
            right("words", "WORDS", 2),
            right("parts", "PARTS", 1),
            column("conflict", "NO CONFLICT", 4),
            column("due", "DUE", 3),
        ],
        rows: rows.collect(),
        keep_all: false,
    }
}

/// Submits one review: saves its comments, submits, and reads it again. Each is sent only where the
/// form and the server are as they were shown.
fn submit_one(mut compared: Compared, context: &mut Context<'_>) -> Result<Sent> {
    let _held = lock(&compared.server, context)?;
    let comments: Vec<String> =
        compared.names(Change::Form).into_iter().filter(|name| !is_summary(name)).collect();
    let mut confirmed = compared.values.clone();
    if let Err(changed) = compared.check_unchanged("the review is not submitted") {
        return Ok(if is_submitted(&compared) { submitted_before(&compared) } else { *changed });
    }
    if !comments.is_empty() {
        let saved = patch(&mut compared, &comments);
        if saved.error.is_some() {
            return Ok(Sent { fields: comments, ..saved });
        }
        for (name, text) in &mut confirmed.texts {
            if comments.contains(name) {
                *text = compared.file.reading.form.text(name).unwrap_or_default();
            }
        }
        // The response to the PATCH may hold more than what was confirmed.
        compared.values = confirmed;
        let consequence = "the comments are saved as a draft, the review is not submitted";
        if let Err(changed) = compared.check_unchanged(consequence) {
            return Ok(Sent { fields: comments, ..*changed });
        }
    }
    let form = compared.file.reading.form.clone();
    let summaries = form.changes(&[SCORE.to_owned(), PUBLIC.to_owned(), PRIVATE.to_owned()]);
    let states_no_conflict = form.states_no_conflict();
    let result = reviews::submit(&compared.client, form.review(), summaries, states_no_conflict);
    let saved = if comments.is_empty() { "" } else { "the comments are saved as a draft, " };
    Ok(settle_submission(compared, result.err(), saved, context))
}
