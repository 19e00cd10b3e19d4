//! The answers of `batches respond` that were given and not sent: saved as each is given, and used
//! again with `--resume`.

use std::collections::HashMap;

use anyhow::Result;

use crate::answers_file::{AnswersFile, SavedAnswer};
use crate::commands::batches::form::{Decisions, write_decisions};
use crate::commands::context::Context;
use crate::commands::phrases::{program, quoted};
use crate::error::{Hints, UserError};
use crate::settings::Server;
use crate::waldur::items::Answer;
use crate::waldur::{Item, ItemStatus};

/// The answers to one batch, in memory and on disk.
pub struct KeptAnswers {
    /// Nothing where there is no place for it.
    file: Option<AnswersFile>,
    /// The batch as the user typed it.
    typed: String,
    /// The answers given so far.
    pub decisions: Decisions,
    /// Saved answers to items that the server does not let the reviewer answer now. They stay in the
    /// file: a deadline can be extended, and a response can leave an item out.
    waiting: Decisions,
    /// Why they cannot be saved.
    problem: Option<UserError>,
}

impl KeptAnswers {
    /// The answers to a batch; none are read yet.
    pub fn new(batch: &str, typed: &str, server: &Server, context: &Context<'_>) -> Self {
        let (file, problem) = match AnswersFile::new(context.settings, server, batch) {
            Ok(file) => (Some(file), None),
            Err(error) => (None, Some(error)),
        };
        Self {
            file,
            typed: typed.to_owned(),
            decisions: Decisions::new(),
            waiting: Decisions::new(),
            problem,
        }
    }

    /// Reads the answers that an earlier run saved; those to items that were answered since are left
    /// out. Says how many of them can be sent.
    ///
    /// # Errors
    /// When the file is there and cannot be understood.
    pub fn load(&mut self, items: &[Item<'_>]) -> Result<usize, UserError> {
        let Some(file) = &self.file else { return Ok(0) };
        let Some(saved) = file.load()? else { return Ok(0) };
        let by_uuid: HashMap<_, _> =
            items.iter().filter_map(|item| Some((item.uuid()?, item.status()))).collect();
        for (uuid, answer) in saved.answers {
            let answer = match answer {
                SavedAnswer::Accept => Answer::Accept,
                SavedAnswer::Decline { reason } => Answer::Decline(reason),
            };
            match by_uuid.get(uuid.as_str()) {
                Some(ItemStatus::Pending) => self.decisions.insert(uuid, answer),
                Some(ItemStatus::Accepted | ItemStatus::Declined | ItemStatus::Reassigned) => None,
                Some(ItemStatus::Blocked | ItemStatus::Expired | ItemStatus::Other(_)) | None => {
                    self.waiting.insert(uuid, answer)
                }
            };
        }
        if self.decisions.is_empty() && self.waiting.is_empty() {
            let _ = file.remove();
        }
        Ok(self.decisions.len())
    }

    /// Says before the first question where answers cannot be saved.
    pub fn check(&mut self, context: &mut Context<'_>) {
        if let Some(file) = &self.file
            && let Err(error) = file.check_writable()
        {
            self.problem = Some(error);
        }
        if let Some(problem) = &self.problem {
            context.ui.say(&format!(
                "warning: your answers cannot be saved, and are lost when the program is killed: {}",
                problem.message
            ));
        }
    }

    /// Takes an answer, or takes one back, and saves all.
    pub fn set(&mut self, uuid: &str, answer: Option<Answer>, context: &mut Context<'_>) {
        match answer {
            Some(answer) => self.decisions.insert(uuid.to_owned(), answer),
            None => self.decisions.remove(uuid),
        };
        self.save(context);
    }

    /// Replaces all answers, and saves them.
    pub fn set_all(&mut self, decisions: Decisions, context: &mut Context<'_>) {
        self.decisions = decisions;
        self.save(context);
    }

    fn save(&mut self, context: &mut Context<'_>) {
        let Some(file) = &self.file else {
            return;
        };
        let answers = self.waiting.iter().chain(&self.decisions).map(|(uuid, answer)| {
            let saved = match answer {
                Answer::Accept => SavedAnswer::Accept,
                Answer::Decline(reason) => SavedAnswer::Decline { reason: reason.clone() },
            };
            (uuid.clone(), saved)
        });
        match file.save(&answers.collect(), context.settings.clock()) {
            Ok(()) => self.problem = None,
            Err(error) => {
                if self.problem.is_none() {
                    context
                        .ui
                        .say(&format!("warning: your answers cannot be saved: {}", error.message));
                }
                self.problem = Some(error);
            }
        }
    }

    /// Removes the answers that were sent, and saves the others.
    pub fn settle(&mut self, settled: &[String], context: &mut Context<'_>) {
        self.decisions.retain(|uuid, _| !settled.contains(uuid));
        self.save(context);
    }

    /// Deletes what is saved.
    pub fn discard(&mut self) {
        self.decisions.clear();
        self.waiting.clear();
        if let Some(file) = &self.file {
            let _ = file.remove();
        }
    }

    /// Where the answers are and how to go on, or where they could not be saved, the answers;
    /// nothing where there are none.
    pub fn note(&self, context: &Context<'_>) -> Option<String> {
        let counted =
            |count| if count == 1 { "1 answer".to_owned() } else { format!("{count} answers") };
        if self.decisions.is_empty() {
            let file = self.file.as_ref().filter(|_| !self.waiting.is_empty())?;
            return Some(format!(
                "{} that an earlier run saved cannot be sent now: kept in {}",
                counted(self.waiting.len()),
                file.path().display()
            ));
        }
        let count = counted(self.decisions.len());
        let Some(file) = self.file.as_ref().filter(|_| self.problem.is_none()) else {
            let text = write_decisions(&self.decisions, &[]);
            return Some(format!("{count} not sent and not saved:\n{text}"));
        };
        let (program, batch) = (program(context), &self.typed);
        Some(format!(
            "{count} not sent: kept in {}; go on with: {program} batches respond {batch} --resume",
            file.path().display()
        ))
    }

    /// Adds the note to an error.
    pub fn add_note(&self, error: anyhow::Error, context: &Context<'_>) -> anyhow::Error {
        match self.note(context) {
            Some(note) => Hints::add(error, note),
            None => error,
        }
    }

    /// The batch as the user typed it.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Where a form is kept that could not be read.
    pub fn form_path(&self) -> Option<std::path::PathBuf> {
        self.file.as_ref().map(|file| file.path().with_extension("txt"))
    }

    /// The path of the saved answers, quoted for a shell, for a command that deletes them.
    pub fn path(&self) -> String {
        self.file.as_ref().map_or_else(String::new, |file| quoted(file.path()))
    }
}
