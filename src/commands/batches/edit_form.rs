//! `batches respond --edit`: the form in the user's editor, until it can be read.

use anyhow::Result;

use crate::commands::answers::editing::{Edited, EditedFile};
use crate::commands::batches::form::{self, Decisions, Heading};
use crate::commands::batches::kept::KeptAnswers;
use crate::commands::context::Context;
use crate::commands::phrases::{program, quoted};
use crate::error::{ErrorKind, Hint, UserError};
use crate::files::PrivateFile;
use crate::output::View;
use crate::waldur::Item;

/// Lets the user fill in the form with the answers given so far. `unread` are lines of an earlier
/// form that could not be read. Answers are saved whenever the editor returns; `None` where the
/// user changed nothing.
///
/// # Errors
/// An interruption, with the place of what was written; an error of the editor or the terminal.
pub fn edit(
    heading: &Heading<'_>,
    items: &[Item<'_>],
    unread: Vec<String>,
    kept: &mut KeptAnswers,
    context: &mut Context<'_>,
) -> Result<Option<Decisions>> {
    let mut unread = unread;
    let mut file = EditedFile::new("", context)?;
    loop {
        file.write(&form::write(heading, items, &kept.decisions, &unread))?;
        let edited = match file.edit(context) {
            Ok(edited) => edited,
            // The user may have saved something all the same.
            Err(error) => {
                let text = file.read().unwrap_or_default();
                let reading = form::read(&text, items);
                if text != file.written() && !text.trim().is_empty() {
                    kept.set_all(reading.decisions, context);
                    unread = reading.unread;
                }
                return Err(with_place(error, &unread, kept, context));
            }
        };
        let (text, failed) = match edited {
            Edited::Changed(text) => (text, false),
            Edited::Failed(text) => (text, true),
            Edited::Unchanged if unread.is_empty() => return Ok(None),
            Edited::Unchanged => {
                let error = UserError::new(ErrorKind::Interrupted, "nothing was sent");
                return Err(with_place(error.into(), &unread, kept, context));
            }
        };
        let reading = form::read(&text, items);
        kept.set_all(reading.decisions.clone(), context);
        unread.clone_from(&reading.unread);
        if failed {
            let message = "the editor ended with an error; nothing was sent";
            let error = UserError::new(ErrorKind::Interrupted, message);
            return Err(with_place(error.into(), &unread, kept, context));
        }
        let error = match reading.into_decisions() {
            Ok(decisions) => return Ok(Some(decisions)),
            Err(error) => error,
        };
        let mut lines = format!("{}\n", error.message);
        for hint in &error.hints {
            lines = format!("{lines}  {hint}\n");
        }
        let asked = context
            .ui
            .show(&View::Text(lines))
            .and_then(|()| context.ui.line("Edit it again? [Y/n] "));
        match asked {
            Ok(reply) if reply.trim().to_ascii_lowercase().starts_with('n') => {
                return Err(with_place(error.into(), &unread, kept, context));
            }
            Ok(_) => {}
            Err(stopped) => return Err(with_place(stopped, &unread, kept, context)),
        }
    }
}

/// Adds where the lines are that could not be read: a form without comments, for
/// `--edit --from FILE`. The answers that could be read are saved already.
fn with_place(
    error: anyhow::Error,
    unread: &[String],
    kept: &KeptAnswers,
    context: &mut Context<'_>,
) -> anyhow::Error {
    if unread.is_empty() {
        return error;
    }
    let text = form::write_decisions(&kept.decisions, unread);
    let path = kept.form_path();
    let written = path
        .as_ref()
        .map(|path| PrivateFile::new(path.clone(), "XDG_STATE_HOME").lock()?.replace(&text));
    match (path, written) {
        (Some(path), Some(Ok(()))) => {
            let program = program(context);
            error.context(Hint(format!(
                "the form is kept without its comments; go on with: {program} batches respond {} \
                 --edit --from {}",
                kept.typed(),
                quoted(&path)
            )))
        }
        // What was written is shown rather than lost.
        _ => error.context(Hint(format!("the form could not be saved:\n{text}"))),
    }
}
