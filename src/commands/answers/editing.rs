//! Texts in the user's editor: a file for the editor, and what comes back.

use std::path::PathBuf;

use anyhow::Result;

use crate::commands::context::Context;
use crate::error::UserError;

/// A file that the user edits. It is deleted when dropped; [`EditedFile::close`] keeps what else is
/// in it.
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
    /// Such a text that was not saved as UTF-8. The other bytes were read as Latin-1, and the file
    /// now holds the text as UTF-8, for the user to look at.
    NotUtf8(String),
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
        self.save(text)?;
        text.clone_into(&mut self.written);
        Ok(())
    }

    fn save(&self, text: &str) -> Result<()> {
        Ok(std::fs::write(&self.file, text).map_err(|error| {
            UserError::file(format!("cannot write {}: {error}", self.file.display()))
        })?)
    }

    /// Opens the editor and waits for its end. An editor with a window of its own may return at
    /// once: where nothing is changed, the user says when it is saved.
    ///
    /// # Errors
    /// An interruption; a configuration error when the editor cannot be started; a file error when
    /// the file is gone.
    pub fn edit(&self, context: &mut Context<'_>) -> Result<Edited> {
        // Where a signal ends the program, nothing more can be said.
        context.ui.say(&format!("Editing: {}", self.file.display()));
        let succeeded = context.ui.edit(&self.file)?;
        let (mut text, mut is_utf8) = self.read()?;
        if succeeded && text == self.written {
            let question = "Nothing was changed. If your editor is still open, save there and then \
                            press Enter; or [q]uit: ";
            if !context.ui.line(question)?.trim().to_ascii_lowercase().starts_with('q') {
                (text, is_utf8) = self.read()?;
            }
        }
        if text == self.written || text.trim().is_empty() {
            return Ok(Edited::Unchanged);
        }
        if !is_utf8 {
            self.save(&text)?;
            return Ok(Edited::NotUtf8(text));
        }
        Ok(if succeeded { Edited::Changed(text) } else { Edited::Failed(text) })
    }

    /// The text that was written for the editor.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The text as it is in the file now, and whether it is UTF-8; bytes that are not are read as
    /// Latin-1.
    ///
    /// # Errors
    /// When the file is gone.
    pub fn read(&self) -> Result<(String, bool)> {
        let bytes = std::fs::read(&self.file).map_err(|error| {
            UserError::file(format!("the file is gone after the editor: {error}"))
        })?;
        let mut text = String::with_capacity(bytes.len());
        let mut is_utf8 = true;
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            text.extend(chunk.invalid().iter().copied().map(char::from));
            is_utf8 &= chunk.invalid().is_empty();
        }
        Ok((text, is_utf8))
    }

    /// Deletes the file where its text was used, or where nothing was written. Otherwise keeps it,
    /// and returns its path.
    pub fn close(self, used: Option<&str>) -> Option<PathBuf> {
        let (text, _) = self.read().ok()?;
        let text = trimmed(&text);
        if text.is_empty() || text == trimmed(&self.written) || used == Some(text.as_str()) {
            return None;
        }
        // Where it cannot be kept, it was not made to be deleted either.
        Some(self.file.keep().unwrap_or_else(|error| error.path.to_path_buf()))
    }
}

/// A text with plain line ends, and without white space around it.
pub fn trimmed(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}
