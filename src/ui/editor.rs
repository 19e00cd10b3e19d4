//! The user's editor.

use std::path::Path;

use anyhow::Result;

use super::Signals;
use super::exec::user_command;
use crate::error::UserError;

/// Exit codes of the shell for a program that cannot be run, or is not there.
const NOT_STARTED: [i32; 2] = [126, 127];

/// Lets the user edit a file; says whether the editor succeeded.
///
/// # Errors
/// A configuration error when the editor cannot be started.
pub fn edit(path: &Path, editor: Option<&str>, signals: &Signals) -> Result<bool> {
    let editor = editor.unwrap_or("vi");
    let cannot_start = |why: String| {
        UserError::configuration(format!("cannot start the editor {editor}{why}"))
            .hint("set VISUAL or EDITOR to an editor; batches respond also has --print-form and --from FILE")
    };
    // Ctrl-C in the editor is for the editor.
    let status = signals.ignore_interrupts(|| user_command(editor, &[path.as_os_str()]).status());
    match status {
        Ok(status) if status.code().is_some_and(|code| NOT_STARTED.contains(&code)) => {
            Err(cannot_start(String::new()).into())
        }
        Ok(status) => Ok(status.success()),
        Err(error) => Err(cannot_start(format!(": {error}")).into()),
    }
}
