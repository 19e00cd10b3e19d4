//! `batches respond`: a batch's pending proposals one by one, or from a form. Nothing is sent
//! before the summary is confirmed, and what a person wrote is never lost.

use crate::args::SendingArgs;
use clap::Args;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::commands::answers::Action;
use crate::commands::answers::Batches;
use crate::commands::answers::Step;
use crate::commands::answers::confirm_and_send;
use crate::commands::answers::plan;
use crate::commands::batches::form;
use crate::commands::batches::show::add_batch;
use crate::commands::batches::show::add_item;
use crate::commands::context::{Context, Outcome};
use crate::commands::phrases::deadline_words;
use crate::commands::phrases::program;
use crate::commands::resolve::read_batch;
use crate::commands::resolve::whole_uuid;
use crate::error::{ErrorKind, Hint, UserError};
use crate::output::{Block, Page, View};
use crate::settings::Server;
use crate::waldur::{Batch, Client, Document, Item, ItemStatus, batches};

/// `batches respond`
#[derive(Debug, Args)]
pub struct RespondArgs {
    /// UUID, unique beginning of one, or a URL that holds a UUID
    #[arg(value_name = "BATCH")]
    pub batch: String,
    /// Write the answers in a form, in $VISUAL or $EDITOR
    #[arg(long, group = "form")]
    pub edit: bool,
    /// Take the answers from a form; - for standard input
    #[arg(long, value_name = "FILE", group = "form")]
    pub from: Option<PathBuf>,
    /// Print the form and send nothing
    #[arg(long, group = "form")]
    pub print_form: bool,
    /// How it is confirmed and shown.
    #[command(flatten)]
    pub sending: SendingArgs,
}

pub fn run(arguments: &RespondArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let (client, server) = context.client()?;
    let uuid = whole_uuid(&arguments.batch, &client, context)?;
    let document = read_batch(&uuid, &arguments.batch, &client, context)?;
    let raw = document.raw();
    let all = batches::items(raw).ok_or_else(|| {
        client.shape_error("my-assignment-batches/", "it has no list of proposals")
    })?;
    let pending: Vec<&Item<'_>> =
        all.iter().filter(|item| item.status() == ItemStatus::Pending).collect();
    if pending.is_empty() {
        return Ok(nothing(arguments, "No proposal of this batch waits for an answer."));
    }
    let batch = Document::<Batch<'_>>::new(raw).read;
    if batch.is_past(context.now()) || batch.is_closed() {
        // Nobody should answer one by one what is refused in the end.
        return Err(UserError::new(
            ErrorKind::Refused,
            "the deadline of this batch has passed, so it takes no answers",
        )
        .hint("ask the call manager to extend it")
        .into());
    }
    let blank = || {
        form::write(
            batch.call_name().unwrap_or("?"),
            &deadline_words(batch.deadline(), context.theme),
            &all,
        )
    };
    if arguments.print_form {
        return Ok(Outcome::new(View::Text(blank())));
    }
    if let Some(path) = &arguments.from {
        let text = read_form(path, context)?;
        let answers = form::read(&text, &all).map_err(|fault| {
            if path.as_os_str() == "-" {
                fault
            } else {
                fault.hint(format!("the form is in {}", path.display()))
            }
        })?;
        return send(answers, arguments, (&client, &server), context);
    }
    if arguments.edit {
        return edit(&blank(), &all, arguments, (&client, &server), context);
    }
    if !context.settings.may_ask {
        return Err(UserError::usage("answering one by one needs a terminal")
            .hint("use --print-form and --from FILE, or items accept and items decline")
            .into());
    }
    let mut page = Page::default();
    add_batch(&mut page, raw, false, false, context);
    context.ui.show(&View::Page(page))?;
    let mut answers = Vec::new();
    let outcome = one_by_one(&pending, &mut answers, context)
        .and_then(|()| send(answers.clone(), arguments, (&client, &server), context));
    match outcome {
        // Reasons take thought, and are worth a file.
        Err(error)
            if answers.iter().any(|(_, action)| matches!(action, Some(Action::Decline(_)))) =>
        {
            let path = keep(&form::fill_in(&blank(), &answers))?;
            Err(error.context(Hint(kept(&path, arguments, context))))
        }
        other => other,
    }
}

/// Asks about each proposal until the person quits; what is answered so far is in `answers`.
fn one_by_one(
    pending: &[&Item<'_>],
    answers: &mut Vec<form::Answer>,
    context: &mut Context<'_>,
) -> Result<()> {
    for (number, item) in pending.iter().enumerate() {
        match ask(number + 1, pending.len(), item, context)? {
            Choice::Answer(action) => {
                answers.push((item.uuid().unwrap_or_default().to_owned(), Some(action)));
            }
            Choice::Skip => {}
            Choice::Quit => break,
        }
    }
    Ok(())
}

/// Nothing to send: a sentence for a person, an empty list for a program.
fn nothing(arguments: &RespondArgs, why: &str) -> Outcome {
    let outcome = Outcome::new(if arguments.sending.output.json() {
        View::Json(b"[]".to_vec())
    } else {
        View::Nothing
    });
    outcome.message(why)
}

enum Choice {
    Answer(Action),
    Skip,
    Quit,
}

/// One proposal: its page, and what the person says.
fn ask(number: usize, of: usize, item: &Item<'_>, context: &mut Context<'_>) -> Result<Choice> {
    let mut full = false;
    loop {
        let mut blocks = vec![Block::Blank];
        add_item(&mut blocks, number, item, full);
        context.ui.show(&View::Page(Page { blocks, more: "(f for all)" }))?;
        let accept = if item.has_conflict() { "" } else { "[a]ccept, " };
        let question =
            format!("{number} of {of}: {accept}[d]ecline, [s]kip, [f]ull text, [q]uit? ");
        match context.ui.line(&question)?.to_ascii_lowercase().as_str() {
            "a" | "accept" if !item.has_conflict() => return Ok(Choice::Answer(Action::Accept)),
            "d" | "decline" => {
                let reason = context.ui.line("Why? The call manager reads it: ")?;
                if !reason.is_empty() {
                    return Ok(Choice::Answer(Action::Decline(reason)));
                }
                tell("A reason is needed.", context)?;
            }
            "s" | "skip" => return Ok(Choice::Skip),
            "f" | "full" => full = true,
            "q" | "quit" => return Ok(Choice::Quit),
            "a" | "accept" => {
                tell("A conflict of interest is flagged, so it cannot be accepted.", context)?;
            }
            _ => tell("Answer with one of the letters in brackets.", context)?,
        }
    }
}

fn tell(sentence: &str, context: &mut Context<'_>) -> Result<()> {
    context.ui.show(&View::Text(format!("{sentence}\n")))
}

fn read_form(path: &Path, context: &mut Context<'_>) -> Result<String> {
    if path.as_os_str() == "-" {
        return context.ui.standard_input(crate::commands::items::answer::LONGEST_LIST);
    }
    std::fs::read_to_string(path).map_err(|error| {
        UserError::usage(format!("cannot read the form {}: {error}", path.display())).into()
    })
}

/// A form in a file of its own, for its owner only, which stays.
fn keep(form: &str) -> Result<PathBuf> {
    let mut file = tempfile::Builder::new().prefix("waldur-review-").suffix(".txt").tempfile()?;
    file.write_all(form.as_bytes())?;
    file.flush()?;
    Ok(file.keep()?.1)
}

/// Where what a person wrote is kept, and how it is used.
fn kept(path: &Path, arguments: &RespondArgs, context: &Context<'_>) -> String {
    let program = program(context);
    let path = path.display().to_string();
    let path = if path.contains([' ', '\'', '"']) {
        format!("'{}'", path.replace('\'', "'\\''"))
    } else {
        path
    };
    format!(
        "what you wrote is kept; run: {program} batches respond {} --from {path}",
        arguments.batch
    )
}

/// The form in the person's editor. The file goes only when everything in it was sent or left.
fn edit(
    blank: &str,
    all: &[Item<'_>],
    arguments: &RespondArgs,
    (client, server): (&Client, &Server),
    context: &mut Context<'_>,
) -> Result<Outcome> {
    if !context.settings.may_ask {
        return Err(UserError::usage("--edit needs a terminal")
            .hint("use --print-form and --from FILE")
            .into());
    }
    // The file stays until everything in it is done.
    let path = keep(blank)?;
    let outcome = edited(blank, &path, all, arguments, (client, server), context);
    let place = kept(&path, arguments, context);
    match outcome {
        Ok(Some(outcome)) if outcome.failures.is_empty() && !arguments.sending.dry_run => {
            let _ = std::fs::remove_file(&path);
            Ok(outcome)
        }
        Ok(Some(outcome)) => Ok(outcome.message(place)),
        Ok(None) => {
            let _ = std::fs::remove_file(&path);
            Err(UserError::new(
                ErrorKind::Interrupted,
                "the form was not changed; nothing was sent",
            )
            .into())
        }
        Err(error) => {
            // An editor that cannot be started, or that removes the file, leaves nothing to keep.
            match std::fs::read(&path) {
                Ok(bytes) if bytes != blank.as_bytes() => Err(error.context(Hint(place))),
                Ok(_) | Err(_) => {
                    let _ = std::fs::remove_file(&path);
                    Err(error)
                }
            }
        }
    }
}

/// What comes of the edited form; nothing where the person changed nothing.
fn edited(
    blank: &str,
    path: &Path,
    all: &[Item<'_>],
    arguments: &RespondArgs,
    client: (&Client, &Server),
    context: &mut Context<'_>,
) -> Result<Option<Outcome>> {
    let went_well = context.ui.edit(path);
    let bytes = std::fs::read(path)
        .map_err(|error| UserError::file(format!("the form is gone after the editor: {error}")))?;
    if bytes == blank.as_bytes() || bytes.trim_ascii().is_empty() {
        return went_well.map(|_| None);
    }
    if !went_well? {
        return Err(
            UserError::new(ErrorKind::Interrupted, "the editor failed; nothing was sent").into()
        );
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| UserError::usage("the form is not UTF-8 text; nothing was sent"))?;
    let answers = form::read(&text, all)?;
    // Ctrl-C at the question ends the program: the place must be known before.
    let note = format!("The form is kept in {} until it is sent.", path.display());
    context.ui.show(&View::Text(format!("{note}\n\n")))?;
    Ok(Some(send(answers, arguments, client, context)?))
}

fn send(
    answers: Vec<form::Answer>,
    arguments: &RespondArgs,
    (client, server): (&Client, &Server),
    context: &mut Context<'_>,
) -> Result<Outcome> {
    let mut batches = Batches::default();
    let mut steps: Vec<Step> = Vec::new();
    let mut missed = Vec::new();
    for (uuid, action) in answers {
        if let Some(action) = action {
            // One that went meanwhile takes nothing of what was written on the others with it.
            match plan(&uuid, action.clone(), &mut batches, client, context) {
                Ok(step) => steps.push(step),
                Err(error) => missed.push((Step::missed(&uuid, action), error)),
            }
        }
    }
    if let (true, 1) = (steps.is_empty(), missed.len()) {
        return Err(missed.remove(0).1);
    }
    if steps.is_empty() && missed.is_empty() {
        return Ok(nothing(arguments, "Nothing was answered, and nothing was sent."));
    }
    confirm_and_send(&steps, missed, &arguments.sending, (client, server), context)
}
