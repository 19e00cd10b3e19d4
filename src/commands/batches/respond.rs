//! `batches respond`: a batch's pending proposals one by one, or from a form. Nothing is sent
//! before the summary is confirmed, and every answer is saved as it is given.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use crate::args::SendingArgs;
use crate::commands::answers::plan::BatchFacts;
use crate::commands::answers::{Plan, PlannedAnswer, Sent, confirm_and_send};
use crate::commands::batches::edit_form;
use crate::commands::batches::form::{self, Decisions, Heading};
use crate::commands::batches::interview::{self, End, Proposals};
use crate::commands::batches::kept::KeptAnswers;
use crate::commands::batches::show::add_batch;
use crate::commands::conflicts::{OwnConflicts, not_explained};
use crate::commands::context::{Context, Outcome};
use crate::commands::phrases::{deadline_words, program};
use crate::commands::resolve::{read_batch, whole_uuid};
use crate::error::{ErrorKind, UserError};
use crate::output::{Page, View};
use crate::settings::Server;
use crate::waldur::pagination::Object;
use crate::waldur::{Batch, Client, Item, ItemStatus, batches};

/// No form is longer, in bytes.
const LONGEST_FORM: u64 = 16 << 20;

/// `batches respond`
#[derive(Debug, Args)]
pub struct RespondArgs {
    /// UUID, unique prefix, or a URL that holds a UUID
    #[arg(value_name = "BATCH")]
    pub batch: String,
    /// Write the answers in a form, in $VISUAL or $EDITOR
    #[arg(long)]
    pub edit: bool,
    /// Take the answers from a form; - for standard input
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,
    /// Go on with the answers that an earlier run saved
    #[arg(long, conflicts_with = "from")]
    pub resume: bool,
    /// Print the form and send nothing
    #[arg(long, conflicts_with_all = ["edit", "from", "resume"])]
    pub print_form: bool,
    /// How it is confirmed and shown.
    #[command(flatten)]
    pub sending: SendingArgs,
}

/// The server, and the batch that is answered.
struct Session<'s> {
    client: &'s Client,
    server: &'s Server,
    uuid: String,
    arguments: &'s RespondArgs,
}

pub fn run(arguments: &RespondArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let (client, server) = context.client()?;
    let uuid = whole_uuid(&arguments.batch, &client, context)?;
    let session = Session { client: &client, server: &server, uuid, arguments };
    let reading = Plan::begin(&server, context);
    let document = session.read(context)?;
    let items = session.items(&document)?;
    let pending: Vec<&Item<'_>> =
        items.iter().filter(|item| item.status() == ItemStatus::Pending).collect();
    let mut kept = KeptAnswers::new(&session.uuid, &arguments.batch, &server, context);
    let batch = document.read();
    if pending.is_empty() {
        let outcome = nothing(arguments, "No proposal of this batch waits for an answer.");
        // Saved answers that cannot be read stay as they are.
        let _ = kept.load(&items);
        return Ok(match kept.note(context) {
            Some(note) => outcome.message(note),
            None => outcome,
        });
    }
    if !batch.takes_answers(context.now()) {
        // Nobody should answer one by one what is refused in the end.
        return Err(UserError::new(
            ErrorKind::Refused,
            "the deadline of this batch has passed, so it takes no answers",
        )
        .hint("ask the call manager to extend it")
        .into());
    }
    let due = deadline_words(batch.deadline(), context.theme);
    let heading = Heading { call: batch.call_name().unwrap_or("?"), due: &due, note: batch.note() };
    if arguments.print_form {
        let text = form::write(&heading, &items, &Decisions::new(), &[]);
        return Ok(Outcome::new(View::Text(text)));
    }
    if let Some(path) = &arguments.from {
        let read = form::read(&read_form(path, context)?, &items);
        if !arguments.edit {
            let decisions = read.into_decisions().map_err(|error| with_file(error, path))?;
            return Ok(session.send(&decisions, reading, &items, &document, context)?.outcome);
        }
        kept.decisions = read.decisions;
        return session.edit_and_send(&heading, &items, read.unread, &mut kept, context);
    }
    let found = kept.load(&items)?;
    if found > 0 && !arguments.resume && !may_use_saved(found, &mut kept, context)? {
        return Ok(quit(kept.note(context)));
    }
    if arguments.edit {
        return session.edit_and_send(&heading, &items, Vec::new(), &mut kept, context);
    }
    if !context.settings.may_ask {
        if arguments.resume && (arguments.sending.yes || arguments.sending.dry_run) {
            return session.send_kept(&mut kept, reading, &items, &document, context);
        }
        return Err(UserError::usage("answering one by one needs a terminal")
            .hint("use --print-form and --from FILE, or items accept and items decline")
            .into());
    }
    kept.check(context);
    let mut page = Page::default();
    add_batch(&mut page, document.raw(), None, context);
    context.ui.show(&View::Page(page))?;
    let conflicts = session.conflicts(&pending, context);
    let proposals = Proposals { pending: &pending, conflicts };
    match interview::ask_all(&proposals, &mut kept, context) {
        Ok(End::Finished) => session.send_kept(&mut kept, reading, &items, &document, context),
        Ok(End::Quit) => Ok(quit(kept.note(context))),
        Err(error) => Err(kept.add_note(error, context)),
    }
}

impl Session<'_> {
    fn read(&self, context: &Context<'_>) -> Result<Object<Batch<'static>>> {
        read_batch(&self.uuid, &self.arguments.batch, self.client, context)
    }

    /// The reviewer's conflicts of interest, where one is flagged and they can be read.
    fn conflicts(&self, pending: &[&Item<'_>], context: &mut Context<'_>) -> Option<OwnConflicts> {
        if !pending.iter().any(|item| item.has_conflict()) {
            return None;
        }
        let read = OwnConflicts::read(self.client);
        read.map_err(|error| context.ui.say(&not_explained(&error))).ok()
    }

    fn items<'d>(&self, document: &'d Object<Batch<'static>>) -> Result<Vec<Item<'d>>> {
        Ok(batches::items_of(self.client, document, &self.uuid)?)
    }

    fn edit_and_send(
        &self,
        heading: &Heading<'_>,
        items: &[Item<'_>],
        unread: Vec<String>,
        kept: &mut KeptAnswers,
        context: &mut Context<'_>,
    ) -> Result<Outcome> {
        if !context.settings.may_ask {
            return Err(UserError::usage("--edit needs a terminal")
                .hint("use --print-form and --from FILE")
                .into());
        }
        kept.check(context);
        match edit_form::edit(heading, items, unread, kept, context) {
            Ok(None) if kept.decisions.is_empty() => {
                let message = "the form was not changed; nothing was sent";
                Err(UserError::new(ErrorKind::Interrupted, message).into())
            }
            Ok(_) => {
                // Writing takes time: the batch is read again for the summary.
                let reading = Plan::begin(self.server, context);
                let document = self.read(context);
                let document = document.map_err(|error| kept.add_note(error, context))?;
                let items = self.items(&document);
                let items = items.map_err(|error| kept.add_note(error, context))?;
                self.send_kept(kept, reading, &items, &document, context)
            }
            Err(error) => Err(error),
        }
    }

    /// Sends the answers that are kept, and says where those are that were not sent.
    fn send_kept(
        &self,
        kept: &mut KeptAnswers,
        reading: Plan,
        items: &[Item<'_>],
        document: &Object<Batch<'static>>,
        context: &mut Context<'_>,
    ) -> Result<Outcome> {
        let decisions = kept.decisions.clone();
        match self.send(&decisions, reading, items, document, context) {
            Ok(sent) => {
                kept.settle(&sent.settled, context);
                Ok(match kept.note(context) {
                    Some(note) => sent.outcome.message(note),
                    None => sent.outcome,
                })
            }
            Err(error) => Err(kept.add_note(error, context)),
        }
    }

    fn send(
        &self,
        decisions: &Decisions,
        reading: Plan,
        items: &[Item<'_>],
        document: &Object<Batch<'static>>,
        context: &mut Context<'_>,
    ) -> Result<Sent> {
        if decisions.is_empty() {
            let outcome = nothing(self.arguments, "Nothing was answered, and nothing was sent.");
            return Ok(Sent::nothing(outcome));
        }
        let plan = if reading.reading.is_fresh(context) {
            plan(reading, decisions, items, &document.read(), context)
        } else {
            // Answering took time: what is shown before the question is as it is now.
            let reading = Plan::begin(self.server, context);
            let document = self.read(context)?;
            plan(reading, decisions, &self.items(&document)?, &document.read(), context)
        };
        confirm_and_send(plan, &self.arguments.sending, (self.client, self.server), context)
    }
}

/// The plan for these answers, in the order of the batch.
fn plan(
    mut plan: Plan,
    decisions: &Decisions,
    items: &[Item<'_>],
    batch: &Batch<'_>,
    context: &Context<'_>,
) -> Plan {
    let facts = BatchFacts::new(batch, context.now());
    for item in items {
        if let Some(uuid) = item.uuid()
            && let Some(action) = decisions.get(uuid)
        {
            plan.add(PlannedAnswer::new(uuid, item, facts.clone(), action.clone()));
        }
    }
    plan.add_gone(decisions, context);
    plan
}

/// Returns whether the saved answers of an earlier run are used or deleted; `false` where the user
/// quits.
fn may_use_saved(count: usize, kept: &mut KeptAnswers, context: &mut Context<'_>) -> Result<bool> {
    let answers = if count == 1 { "1 answer".to_owned() } else { format!("{count} answers") };
    if !context.settings.may_ask {
        let program = program(context);
        return Err(UserError::usage(format!(
            "an earlier run saved {answers} for this batch, and there is no terminal to ask"
        ))
        .hint(format!("go on with them: {program} batches respond {} --resume", kept.typed()))
        .hint(format!("or delete them: rm {}", kept.path()))
        .into());
    }
    let question =
        format!("An earlier run saved {answers}. [g]o on with them, [d]elete them, [q]uit? ");
    loop {
        match context.ui.line(&question)?.trim().to_ascii_lowercase().as_str() {
            "g" | "go" | "y" | "yes" => return Ok(true),
            "d" | "delete" => {
                kept.discard();
                return Ok(true);
            }
            "q" | "quit" => return Ok(false),
            _ => {}
        }
    }
}

/// The end of a command that the user quit: nothing was sent.
fn quit(note: Option<String>) -> Outcome {
    let outcome = Outcome::new(View::Nothing);
    match note {
        Some(note) => outcome.message(note),
        None => outcome.message("Nothing was answered, and nothing was sent."),
    }
}

/// Nothing to send: a sentence for a user, an empty list for a program.
fn nothing(arguments: &RespondArgs, why: &str) -> Outcome {
    let outcome = Outcome::new(if arguments.sending.output.json() {
        View::Json(b"[]".to_vec())
    } else {
        View::Nothing
    });
    outcome.message(why)
}

fn with_file(error: UserError, path: &Path) -> UserError {
    if path.as_os_str() == "-" {
        return error;
    }
    error.hint(format!("the form is in {}", path.display()))
}

fn read_form(path: &Path, context: &mut Context<'_>) -> Result<String> {
    if path.as_os_str() == "-" {
        return context.ui.standard_input(LONGEST_FORM);
    }
    std::fs::read_to_string(path).map_err(|error| {
        UserError::usage(format!("cannot read the form {}: {error}", path.display())).into()
    })
}
