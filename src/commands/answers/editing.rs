//! Texts in the user's editor: a file for the editor, and what comes back.

use anyhow::Result;

use crate::commands::context::Context;
use crate::error::UserError;

/// A file that the user edits. It is deleted when dropped: what must survive is saved elsewhere.
pub struct EditedFile {
    file: tempfile::TempPath,
    written: String,
}

/// The text that an editor left.
#[derive(Debug, PartialEq, Eq)]
pub enum Edited {
    /// A text that differs from the one that was written.
    Changed(String),
    /// Such a text, but the editor ended with an error, as when the user wants to give up.
    Failed(String),
    /// The text as it was, or none.
    Unchanged,
}

impl EditedFile {
    /// A file with this text.
    ///
    /// # Errors
    /// When the temporary directory cannot be written.
    pub fn new(text: &str, context: &Context<'_>) -> Result<Self> {
        let file = context.settings.temporary_file("waldur-review-", ".txt")?.into_temp_path();
        let mut edited = Self { file, written: String::new() };
        edited.write(text)?;
        Ok(edited)
    }

    /// Replaces the text.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&mut self, text: &str) -> Result<()> {
        std::fs::write(&self.file, text).map_err(|error| {
            UserError::file(format!("cannot write {}: {error}", self.file.display()))
        })?;
        text.clone_into(&mut self.written);
        Ok(())
    }

    /// Opens the editor and waits for its end. An editor with a window of its own may return at
    /// once: where nothing is changed, the user says when it is saved.
    ///
    /// # Errors
    /// An interruption; a configuration error when the editor cannot be started; a file error when
    /// the file is gone.
    pub fn edit(&self, context: &mut Context<'_>) -> Result<Edited> {
        let succeeded = context.ui.edit(&self.file)?;
        let mut text = self.read()?;
        if succeeded && text == self.written {
            let question = "Nothing was changed. If your editor is still open, save there and then \
                            press Enter; or [q]uit: ";
            if !context.ui.line(question)?.trim().to_ascii_lowercase().starts_with('q') {
                text = self.read()?;
            }
        }
        Ok(if text == self.written || text.trim().is_empty() {
            Edited::Unchanged
        } else if succeeded {
            Edited::Changed(text)
        } else {
            Edited::Failed(text)
        })
    }

    /// The text that was written for the editor.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The text as it is in the file now.
    ///
    /// # Errors
    /// When the file is gone, or not UTF-8 text.
    pub fn read(&self) -> Result<String> {
        let bytes = std::fs::read(&self.file).map_err(|error| {
            UserError::file(format!("the file is gone after the editor: {error}"))
        })?;
        let text = String::from_utf8(bytes);
        Ok(text.map_err(|_| UserError::usage("what the editor saved is not UTF-8 text"))?)
    }
}

/// Lets the user write a text in the editor; `None` where they write none.
///
/// # Errors
/// As [`EditedFile::edit`].
pub fn edit_text(context: &mut Context<'_>) -> Result<Option<String>> {
    match EditedFile::new("", context)?.edit(context)? {
        Edited::Changed(text) => Ok(Some(text.replace("\r\n", "\n").trim().to_owned())),
        Edited::Failed(_) | Edited::Unchanged => Ok(None),
    }
}
