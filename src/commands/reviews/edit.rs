//! `reviews edit`: opens a form in the editor, and checks it when it is closed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, ValueHint};

use super::folder;
use super::lookup::{read_reviews, uuids};
use super::pull::{PullTo, own_profile, pull};
use crate::commands::confirm::is_wanted;
use crate::commands::context::{Context, Outcome};
use crate::commands::phrases::{program, quoted};
use crate::commands::review_forms::known_forms;
use crate::error::{ErrorKind, UserError};
use crate::output::View;
use crate::review_form::{FormFile, Severity, check, missing_part};

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
        let before = fs::read(&path).ok();
        if !context.ui.edit(&path)? {
            return Err(UserError::new(ErrorKind::Interrupted, "the editor failed")
                .hint(format!("the form is as it was saved: {}", path.display()))
                .into());
        }
        let is_unchanged = before.is_some() && fs::read(&path).ok() == before;
        let file = FormFile::open(&path)?;
        let problems = check(&file.reading, false);
        let errors: Vec<_> =
            problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
        let Some(first) = errors.first() else {
            let next =
                |verb: &str| format!("{} reviews {verb} {}", program(context), quoted(&path));
            let message = if is_unchanged {
                // Some editors only tell their window to open the file.
                format!(
                    "{} is unchanged. If your editor is still open, save there, and then run: {}",
                    path.display(),
                    next("check")
                )
            } else {
                let verb = if file.reading.form.is_ready() { "submit" } else { "push" };
                let lacks: Vec<&str> =
                    problems.iter().filter_map(|problem| missing_part(problem.code)).collect();
                let lacks = match lacks.as_slice() {
                    [] => String::new(),
                    lacks => format!("; for submission it has {}", lacks.join(", ")),
                };
                format!("{} has no error{lacks}. Next: {}", path.display(), next(verb))
            };
            return Ok(Outcome::new(View::Nothing).message(message));
        };
        context.ui.say(&format!("{}:{first}", path.display()));
        if !is_wanted("Edit it again? [Y/n] ", context)? {
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
    let mut reviews = read_reviews(named, typed, &client, context);
    // What cannot be read needs no folder.
    if let Some(missing) = reviews.pop_if(|review| review.is_err()) {
        missing?;
    }
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
