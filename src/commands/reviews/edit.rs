//! `reviews edit`: opens a form in the editor, and checks it when it is closed.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, ValueHint};

use super::folder;
use super::lookup::{read_reviews, uuids};
use super::pull::{PullTo, own_profile, pull};
use crate::commands::context::{Context, Outcome};
use crate::commands::phrases::{program, quoted};
use crate::commands::review_forms::known_forms;
use crate::error::{ErrorKind, UserError};
use crate::output::View;
use crate::review_form::{FormFile, Severity, check};

/// `reviews edit`
#[derive(Debug, Args)]
pub struct ReviewsEditArgs {
    /// UUID, unique prefix, slug, portal URL, or a form
    #[arg(value_name = "REVIEW")]
    pub review: String,
    /// The folder of the forms, where there is no form so far
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub into: Option<PathBuf>,
    /// Do not download the documents
    #[arg(long)]
    pub no_documents: bool,
}

/// Runs `reviews edit`.
///
/// # Errors
/// When there is no such review, or no editor can be started.
pub fn run(arguments: &ReviewsEditArgs, context: &mut Context<'_>) -> Result<Outcome> {
    if !context.settings.may_ask {
        return Err(UserError::usage("an editor needs a terminal")
            .hint("edit the form that this makes: waldur-review reviews pull")
            .into());
    }
    let path = Path::new(&arguments.review);
    let path = if path.is_file() { path.to_path_buf() } else { find_or_pull(arguments, context)? };
    loop {
        context.ui.edit(&path)?;
        let file = FormFile::open(&path)?;
        let problems = check(&file.reading, true);
        let errors: Vec<_> =
            problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
        let Some(first) = errors.first() else {
            let words = if file.reading.form.is_ready() { "submit" } else { "push" };
            let next = format!("{} reviews {words} {}", program(context), quoted(&path));
            let mut outcome = Outcome::new(View::Nothing);
            outcome.all_failed = false;
            outcome.messages.push(format!("{} has no error. Next: {next}", path.display()));
            return Ok(outcome);
        };
        context.ui.say(&format!("{}:{first}", path.display()));
        let reply = context.ui.line("Open it again? [Y/n] ")?;
        if reply.to_ascii_lowercase().starts_with('n') {
            let message = format!("{}:{first}", path.display());
            return Err(UserError::usage(message).hint("the form is as you saved it").into());
        }
    }
}

/// The form of a review, made where there is none.
fn find_or_pull(arguments: &ReviewsEditArgs, context: &mut Context<'_>) -> Result<PathBuf> {
    let (client, server) = context.client()?;
    let typed = std::slice::from_ref(&arguments.review);
    let named = uuids(typed, &client, &server, context)?;
    if let Some(Ok(uuid)) = named.first()
        && let Some(file) = known_forms(context).remove(uuid)
    {
        return Ok(file.path().to_path_buf());
    }
    let reviews = read_reviews(named, typed, &client, context);
    let folder = folder::choose(arguments.into.as_deref(), context)?;
    folder::make(&folder)?;
    let own = own_profile(&client);
    let to = PullTo { folder: &folder, with_documents: !arguments.no_documents, own: own.as_ref() };
    let (reports, mut failures) = pull((typed, reviews), &to, (&client, &server), context)?;
    match reports.first().and_then(|report| report.form.clone()) {
        Some(form) => Ok(PathBuf::from(form)),
        None if failures.is_empty() => {
            Err(UserError::new(ErrorKind::NotFound, "there is no form").into())
        }
        None => Err(failures.remove(0)),
    }
}
