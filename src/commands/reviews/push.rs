//! `reviews push`: saves what was changed in forms as drafts on the server. It never submits.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueHint};

use super::check::{open_all, problems_of};
use super::compared::Compared;
use super::send::{SendOutcome, Sent, differing, refusal_at, report};
use crate::args::SendingArgs;
use crate::commands::confirm::{check_confirmable, is_confirmed, lock, nothing_sent};
use crate::commands::context::{Context, Outcome};
use crate::commands::phrases::counted;
use crate::commands::review_forms::values_of;
use crate::error::{ErrorKind, UserError};
use crate::output::{Block, Page, Role, View};
use crate::review_form::{Change, Comparison, FormFile, SCORE, Severity, count_words, title_of};
use crate::waldur::pagination::Object;
use crate::waldur::{ApiError, Review, reviews};

/// `reviews push`
#[derive(Debug, Args)]
pub struct PushArgs {
    /// A form, or a folder; else the forms of the current one
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// Empty the fields whose sections are empty
    #[arg(long)]
    pub clear: bool,
    /// Confirmation and output.
    #[command(flatten)]
    pub sending: SendingArgs,
}

/// Runs `reviews push`.
///
/// # Errors
/// When there is no form, or nobody can be asked.
pub fn run(arguments: &PushArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let files = open_all(&arguments.files)?;
    let as_json = arguments.sending.output.json();
    let (files, mut sent) = without_errors(files);
    let mut plan = Vec::new();
    for (number, file) in files.into_iter().enumerate() {
        context.ui.progress(&format!("reading review {}", number + 1));
        match Compared::read(file, context).and_then(refuse_obstacles) {
            Ok(compared) => plan.push(compared),
            Err(refused) => sent.push(*refused),
        }
    }
    context.ui.clear_progress();
    let to_send = plan.iter().filter(|one| !one.names(Change::Form).is_empty()).count();
    if to_send > 0 && !arguments.sending.dry_run {
        check_confirmable(arguments.sending.yes, context)?;
    }
    confirm_emptied(&plan, arguments.clear, &arguments.sending, context)?;
    if to_send == 0 || arguments.sending.yes || arguments.sending.dry_run {
        // There is no preview that says it.
        for (one, words) in plan.iter().flat_map(|one| not_sent(one).map(move |words| (one, words)))
        {
            let proposal = one.file.reading.form.proposal();
            context.ui.say(&format!("{proposal}: {words} (reviews pull takes it over)"));
        }
    }
    if arguments.sending.dry_run {
        let mut planned: Vec<Sent> = plan.iter().map(planned).collect();
        sent.append(&mut planned);
        return report(sent, "push", as_json);
    }
    if to_send > 0 && !arguments.sending.yes {
        context.ui.show(&View::Page(preview(&plan)))?;
        let drafts = counted(to_send, "draft", "drafts");
        let question =
            format!("\nSave {drafts} on the server? Call managers can read drafts. [y/N] ");
        if !is_confirmed(&question, context)? {
            return Ok(nothing_sent());
        }
    }
    context.ui.watch_interrupts();
    for (number, compared) in plan.into_iter().enumerate() {
        if context.ui.interrupted() {
            sent.push(Sent::new(&compared.file, SendOutcome::NotSent));
            continue;
        }
        context.ui.progress(&format!("saved {number}"));
        sent.push(push_one(compared, context)?);
    }
    context.ui.clear_progress();
    report(sent, "push", as_json)
}

/// The forms without an error, and the others as refused.
pub fn without_errors(files: Vec<FormFile>) -> (Vec<FormFile>, Vec<Sent>) {
    let wrong: Vec<(PathBuf, String)> = problems_of(&files, true)
        .into_iter()
        .filter(|(_, problem)| problem.severity == Severity::Error)
        // What is missing for submission is no obstacle to a draft.
        .filter(|(_, problem)| !["score-missing", "conflict-unconfirmed"].contains(&problem.code))
        .map(|(path, problem)| (path.to_path_buf(), format!("{}:{problem}", path.display())))
        .collect();
    let (mut good, mut sent) = (Vec::new(), Vec::new());
    for file in files {
        match wrong.iter().find(|(path, _)| path == file.path()) {
            None => good.push(file),
            Some((_, message)) => {
                let error = UserError::usage(message.clone())
                    .hint("see all with: waldur-review reviews check");
                sent.push(Sent::failed(&file, SendOutcome::Refused, error));
            }
        }
    }
    (good, sent)
}

fn refuse_obstacles(compared: Compared) -> Result<Compared, Box<Sent>> {
    let conflicts = compared.names(Change::Both);
    let is_changed = !conflicts.is_empty() || !compared.names(Change::Form).is_empty();
    // A submitted review takes nothing, and the form that was submitted has nothing to send.
    if let Some(error) =
        compared.obstacle().filter(|_| is_changed || compared.review.read().is_open())
    {
        return Err(Box::new(Sent::failed(&compared.file, SendOutcome::Refused, error)));
    }
    if conflicts.is_empty() {
        return Ok(compared);
    }
    Err(Box::new(conflict(&compared.file, conflicts)))
}

/// The refusal of a form where both sides changed a field.
pub fn conflict(file: &FormFile, conflicts: Vec<String>) -> Sent {
    let path = file.path();
    let message = format!(
        "{}: the form and the server both changed {}",
        path.display(),
        conflicts.join(", ")
    );
    let error = UserError::new(ErrorKind::Refused, message).hint(format!(
        "run: waldur-review reviews pull {}",
        crate::commands::phrases::quoted(path)
    ));
    Sent { conflicts, ..Sent::failed(file, SendOutcome::Conflict, error) }
}

/// Asks for each field that an empty section would clear, unless `--clear` says it.
///
/// # Errors
/// A usage error where one is not to be cleared, or nobody is asked.
pub fn confirm_emptied(
    plan: &[Compared],
    clear: bool,
    sending: &SendingArgs,
    context: &mut Context<'_>,
) -> Result<()> {
    let may_ask = !sending.yes && !sending.dry_run;
    let emptied = plan
        .iter()
        .flat_map(|one| emptied(&one.comparisons).map(move |field| (one, field)))
        .filter(|_| !clear);
    for (one, field) in emptied {
        if may_ask && is_confirmed(&clear_question(one, field), context)? {
            continue;
        }
        let message = format!(
            "{}: the section {} is empty, and has text on the server",
            one.file.path().display(),
            field.name
        );
        return Err(UserError::usage(message)
            .hint("add --clear to empty it on the server; reviews diff shows its text")
            .into());
    }
    Ok(())
}

fn clear_question(compared: &Compared, field: &Comparison) -> String {
    let (name, value) = if field.name == SCORE {
        ("score".to_owned(), field.server.clone())
    } else {
        (title_of(&field.name), counted(count_words(&field.server), "word", "words"))
    };
    let proposal = compared.file.reading.form.proposal();
    format!("{proposal}: {name} is empty here, and has {value} on the server. Clear it? [y/N] ")
}

/// Fields that hold text on the server and none in the form.
fn emptied(comparisons: &[Comparison]) -> impl Iterator<Item = &Comparison> {
    comparisons
        .iter()
        .filter(|one| one.change == Change::Form && one.form.is_empty() && !one.server.is_empty())
}

fn planned(compared: &Compared) -> Sent {
    let fields = compared.names(Change::Form);
    let outcome = if fields.is_empty() { SendOutcome::Unchanged } else { SendOutcome::Planned };
    Sent { fields, ..Sent::new(&compared.file, outcome) }
}

/// Sentences on what only the server changed.
fn not_sent(compared: &Compared) -> impl Iterator<Item = String> {
    let names = compared.names(Change::Server).into_iter();
    names.map(|name| format!("{name} has changed on the server, and is not sent"))
}

/// `score 0 -> 4; comments 0 -> 214 words`, for each review.
fn preview(plan: &[Compared]) -> Page {
    let mut page = Page::default();
    for compared in plan {
        let mut words: Vec<String> = Vec::new();
        for one in compared.comparisons.iter().filter(|one| one.change == Change::Form) {
            let value = |text: &str| {
                if one.name == SCORE {
                    if text.is_empty() { "none".to_owned() } else { text.to_owned() }
                } else {
                    count_words(text).to_string()
                }
            };
            let unit = if one.name == SCORE { "" } else { " words" };
            words.push(format!(
                "{} {} -> {}{unit}",
                one.name,
                value(&one.server),
                value(&one.form)
            ));
        }
        words.extend(not_sent(compared));
        if words.is_empty() {
            words.push("nothing to send".to_owned());
        }
        let proposal = compared.file.reading.form.proposal().to_owned();
        page.blocks.push(Block::Facts(vec![(proposal, Role::Heading)], 0));
        page.blocks.push(Block::Text(words.join("; "), 2, None));
    }
    page
}

/// Sends the changed fields of one form in one PATCH, unless something changed since it was shown,
/// and compares what the server has then.
fn push_one(mut compared: Compared, context: &mut Context<'_>) -> Result<Sent> {
    let fields = compared.names(Change::Form);
    if fields.is_empty() {
        return Ok(Sent::new(&compared.file, SendOutcome::Unchanged));
    }
    let _held = lock(&compared.server, context)?;
    if let Err(changed) = compared.check_unchanged("nothing of it was sent") {
        return Ok(*changed);
    }
    let settled = patch(&mut compared, &fields);
    Ok(Sent { fields, ..settled })
}

/// Sends these fields, settles what came of it, and renews the form's base.
pub fn patch(compared: &mut Compared, fields: &[String]) -> Sent {
    let form = compared.file.reading.form.clone();
    let uuid = form.review().to_owned();
    // A run that is ended behind the PATCH has not renewed the base.
    if let Err(error) = compared.file.back_up() {
        return Sent::failed(&compared.file, SendOutcome::NotSent, error);
    }
    let result = reviews::patch(&compared.client, &uuid, &form.changes(fields));
    let is_documented = |review: &Object<Review<'static>>| {
        review.read().uuid() == Some(uuid.as_str())
            && differing(&form, &values_of(review), fields).is_empty()
    };
    let review = match result {
        Ok(review) if is_documented(&review) => review,
        // What is read again counts, whatever it answered.
        Ok(answered) => reviews::get(&compared.client, &uuid).unwrap_or(answered),
        Err(error) => match settle(compared, &error, fields) {
            Ok(review) => review,
            Err(sent) => return *sent,
        },
    };
    compared.values = values_of(&review);
    compared.review = review;
    let mut renewed = form.clone();
    renewed.renew_base(&compared.values);
    if let Err(error) = compared.file.replace(&renewed) {
        let message = format!("the draft is saved on the server, but: {}", error.message);
        let error = UserError::new(error.kind, message)
            .hint("reviews pull notes in the form what was saved");
        return Sent::failed(&compared.file, SendOutcome::Saved, error);
    }
    let lost = differing(&form, &compared.values, fields);
    if lost.is_empty() {
        return Sent::new(&compared.file, SendOutcome::Saved);
    }
    let message = format!(
        "{}: the server answered, but did not keep {}",
        compared.file.path().display(),
        lost.join(", ")
    );
    Sent::failed(
        &compared.file,
        SendOutcome::NotDone,
        UserError::new(ErrorKind::ServerFailed, message),
    )
}

/// Settles a PATCH without the documented answer: the review as it is then, if it holds what
/// was sent.
fn settle(
    compared: &Compared,
    error: &ApiError,
    fields: &[String],
) -> Result<Object<Review<'static>>, Box<Sent>> {
    let file = &compared.file;
    let path = file.path().display().to_string();
    let is_refusal = error.problem.is_refusal();
    if !error.may_have_changed && !is_refusal {
        let error = anyhow::Error::from(error.clone()).context(format!("{path}: nothing was sent"));
        return Err(Box::new(Sent::failed(file, SendOutcome::NotSent, error)));
    }
    let reread = reviews::get(&compared.client, file.reading.form.review());
    match reread {
        Ok(review) if differing(&file.reading.form, &values_of(&review), fields).is_empty() => {
            Ok(review)
        }
        Ok(_) if error.is_client_error() => {
            let place = refusal_at(error, file, fields).unwrap_or(path);
            let error = ApiError { may_have_changed: false, ..error.clone() };
            let error = anyhow::Error::from(error).context(place);
            Err(Box::new(Sent::failed(file, SendOutcome::Refused, error)))
        }
        Ok(_) => {
            let message = format!("{path}: {error}; the draft on the server differs from the form");
            let error = UserError::new(ErrorKind::NotKnown, message).hint("push again");
            Err(Box::new(Sent::failed(file, SendOutcome::NotDone, error)))
        }
        Err(_) if is_refusal => {
            let error = anyhow::Error::from(error.clone()).context(path);
            Err(Box::new(Sent::failed(file, SendOutcome::Refused, error)))
        }
        Err(_) => {
            let message = format!("{path}: {error}; whether the draft was saved is not known");
            let error = UserError::new(ErrorKind::NotKnown, message)
                .hint("look with: waldur-review reviews diff, before you push again");
            Err(Box::new(Sent::failed(file, SendOutcome::NotKnown, error)))
        }
    }
}
