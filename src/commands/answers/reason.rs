//! The reason for declining, typed at the terminal: one line, or several in the user's editor.

use std::path::Path;

use anyhow::Result;

use super::Sent;
use super::editing::{Edited, EditedFile, trimmed};
use super::plan::Plan;
use super::text::find_control_character;
use crate::answers_file::AnswersFile;
use crate::commands::context::{Context, Outcome};
use crate::commands::phrases::quoted;
use crate::error::Hints;
use crate::files::PrivateFile;
use crate::output::{Block, Page, Role, View};
use crate::settings::Server;

/// Names the proposals of a plan that can be declined, and asks for the reason; `None` where the
/// user gives none.
///
/// # Errors
/// An interruption; an error of the terminal or the editor.
pub fn ask_for_plan(plan: &Plan, context: &mut Context<'_>) -> Result<Option<String>> {
    let answers = plan.sendable(context);
    let mut page = Page::default();
    for answer in &answers {
        page.blocks.push(Block::Facts(
            vec![(answer.name.clone(), Role::Heading), (answer.batch.call.clone(), Role::Plain)],
            0,
        ));
    }
    let subject = match answers.as_slice() {
        [only] => only.short_name.clone(),
        several => format!("these {} proposals", several.len()),
    };
    context.ui.show(&View::Page(page))?;
    ask(&subject, context)
}

/// Asks for the reason for declining a proposal; `None` where the user gives none. `e` opens the
/// editor.
///
/// # Errors
/// An interruption; an error of the terminal or the editor.
pub fn ask(subject: &str, context: &mut Context<'_>) -> Result<Option<String>> {
    let subject = context.theme.line(subject).into_owned();
    let question = format!("Reason for declining {subject} (the call manager will read it): ");
    let mut file = None;
    let reason = ask_until_valid(&question, &mut file, context);
    let used = reason.as_ref().ok().and_then(Option::as_deref);
    let Some(path) = file.and_then(|file| file.close(used)) else {
        return reason;
    };
    let place = format!("what you wrote in the editor is kept in {}", path.display());
    match reason {
        Ok(reason) => {
            context.ui.show(&View::Text(format!("{place}\n")))?;
            Ok(reason)
        }
        Err(error) => Err(Hints::add(error, place)),
    }
}

/// Asks until the reply is a reason that can be sent. The file of the editor is made when it is
/// first opened; opened once more, it holds what was written before.
fn ask_until_valid(
    question: &str,
    file: &mut Option<EditedFile>,
    context: &mut Context<'_>,
) -> Result<Option<String>> {
    loop {
        let reply = context.ui.line(question)?;
        // A terminal pastes line breaks as the Enter key sends them.
        let mut reply = reply.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned();
        let mut again = "";
        if reply == "e" {
            let file = match file {
                Some(file) => file,
                None => file.insert(EditedFile::new("", context)?),
            };
            again = "; e opens the editor with it again";
            let problem = match file.edit(context)? {
                Edited::Changed(text) => {
                    reply = trimmed(&text);
                    None
                }
                Edited::Unchanged => continue,
                Edited::Failed(_) => Some("The editor ended with an error"),
                Edited::NotUtf8(_) => Some("The text was not saved as UTF-8"),
            };
            if let Some(problem) = problem {
                context.ui.show(&View::Text(format!("{problem}{again}.\n")))?;
                continue;
            }
        }
        match find_control_character(&reply) {
            None if reply.is_empty() => return Ok(None),
            None => return Ok(Some(reply)),
            Some(found) => {
                let sentence = format!("It holds {found}, which is not sent{again}.\n");
                context.ui.show(&View::Text(sentence))?;
            }
        }
    }
}

/// A reason that was typed, kept in a file until the answers with it are sent.
pub struct TypedReason {
    reason: String,
    file: Option<PrivateFile>,
}

impl TypedReason {
    /// Writes the reason to a file that only the user can read.
    pub fn keep(reason: &str, plan: &Plan, server: &Server, context: &mut Context<'_>) -> Self {
        let batch = plan.answers.first().map_or("", |answer| answer.batch.uuid.as_str());
        let file = AnswersFile::new(context.settings, server, batch).and_then(|file| {
            let name = format!("reason-{}.txt", context.settings.clock().as_millisecond());
            let file = PrivateFile::new(file.path().with_file_name(name), "XDG_STATE_HOME");
            file.lock()?.replace(&format!("{reason}\n"))?;
            Ok(file)
        });
        if let Err(error) = &file {
            context.ui.say(&format!("warning: the reason cannot be saved: {}", error.message));
        }
        Self { reason: reason.to_owned(), file: file.ok() }
    }

    /// Deletes the file where all answers were sent; otherwise says where the reason is.
    ///
    /// # Errors
    /// The error of sending, with the place of the reason.
    pub fn finish(self, sent: Result<Sent>, context: &Context<'_>) -> Result<Outcome> {
        let place = match &self.file {
            Some(file) => kept_in(file.path()),
            None => format!("your reason was: {}", context.theme.line(&self.reason)),
        };
        match sent {
            Ok(sent) if sent.is_complete => {
                if let Some(file) = &self.file {
                    remove(file.path());
                }
                Ok(sent.outcome)
            }
            Ok(sent) => Ok(sent.outcome.message(place)),
            Err(error) => Err(Hints::add(error, place)),
        }
    }
}

fn kept_in(path: &Path) -> String {
    format!("your reason is kept; use it again with: --reason-file {}", quoted(path))
}

fn remove(path: &Path) {
    let _ = std::fs::remove_file(path);
    // The lock's file is beside it.
    let _ = std::fs::remove_file(path.with_extension("lock"));
}
