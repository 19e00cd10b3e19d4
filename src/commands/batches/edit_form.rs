//! `batches respond --edit`: the form in the user's editor, until it can be read.

use anyhow::Result;

use crate::commands::answers::editing::{Edited, EditedFile};
use crate::commands::batches::form::{self, Decisions, Heading};
use crate::commands::batches::kept::KeptAnswers;
use crate::commands::confirm::is_wanted;
use crate::commands::context::Context;
use crate::commands::phrases::{program, quoted};
use crate::error::{ErrorKind, Hints, UserError};
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
    match edit_until_valid(heading, items, &mut unread, kept, context) {
        Ok(decisions) => Ok(decisions),
        Err(error) => Err(with_place(error, &unread, kept, context)),
    }
}

fn edit_until_valid(
    heading: &Heading<'_>,
    items: &[Item<'_>],
    unread: &mut Vec<String>,
    kept: &mut KeptAnswers,
    context: &mut Context<'_>,
) -> Result<Option<Decisions>> {
    let stopped = |message| UserError::new(ErrorKind::Interrupted, message).into();
    let mut file = EditedFile::new("", context)?;
    loop {
        file.write(&form::write(heading, items, &kept.decisions, unread))?;
        let edited = file.edit(context);
        // The user may have saved something before an error, too.
        if !matches!(edited, Ok(Edited::Unchanged))
            && let Ok((text, _)) = file.read()
            && text != file.written()
            && !text.trim().is_empty()
        {
            let reading = form::read(&text, items);
            kept.set_all(reading.decisions, context);
            *unread = reading.unread;
        }
        let problem = match edited? {
            Edited::Unchanged if unread.is_empty() => return Ok(None),
            Edited::Unchanged => return Err(stopped("nothing was sent")),
            Edited::Failed(_) => {
                return Err(stopped("the editor ended with an error; nothing was sent"));
            }
            Edited::NotUtf8(_) => UserError::usage(
                "the form was not saved as UTF-8: other bytes were read as Latin-1",
            ),
            Edited::Changed(text) => match form::read(&text, items).into_decisions() {
                Ok(decisions) => return Ok(Some(decisions)),
                Err(error) => error,
            },
        };
        let mut lines = format!("{}\n", problem.message);
        for hint in &problem.hints {
            lines = format!("{lines}  {hint}\n");
        }
        context.ui.show(&View::Text(lines))?;
        if !is_wanted("Edit it again? [Y/n] ", context)? {
            return Err(problem.into());
        }
    }
}

/// Adds where the answers are, which are saved already; where lines could not be read, a form without
/// comments that holds both, for `--edit --from FILE`.
fn with_place(
    error: anyhow::Error,
    unread: &[String],
    kept: &KeptAnswers,
    context: &Context<'_>,
) -> anyhow::Error {
    if unread.is_empty() {
        return kept.add_note(error, context);
    }
    let text = form::write_decisions(&kept.decisions, unread);
    let path = kept.form_path();
    let written = path
        .as_ref()
        .map(|path| PrivateFile::new(path.clone(), "XDG_STATE_HOME").lock()?.replace(&text));
    match (path, written) {
        (Some(path), Some(Ok(()))) => {
            let program = program(context);
            let hint = format!(
                "the form is kept without its comments; go on with: {program} batches respond {} \
                 --edit --from {}",
                kept.typed(),
                quoted(&path)
            );
            Hints::add(error, hint)
        }
        // What was written is shown rather than lost.
        _ => Hints::add(error, format!("the form could not be saved:\n{text}")),
    }
}
