//! Forms in files: read whole, replaced whole, with the versions before in `.backup/`.

use std::path::{Path, PathBuf};

use super::Form;
use super::read::{Reading, read};
use crate::error::{ErrorKind, UserError};
use crate::files;

/// So many versions of a form are kept in `.backup/`.
const MOST_BACKUPS: usize = 20;
const BACKUP: &str = ".backup";

/// A form and its file.
#[derive(Debug)]
pub struct FormFile {
    path: PathBuf,
    bytes: Vec<u8>,
    /// The result of reading it.
    pub reading: Reading,
}

impl FormFile {
    /// Reads a form.
    ///
    /// # Errors
    /// When there is no such file, or it cannot be read.
    pub fn open(path: &Path) -> Result<Self, UserError> {
        let bytes = files::read(path)?.ok_or_else(|| {
            UserError::new(ErrorKind::NotFound, format!("there is no form {}", path.display()))
                .hint("forms are made by: waldur-review reviews pull")
        })?;
        let reading = read(&bytes);
        Ok(Self { path: path.to_path_buf(), bytes, reading })
    }

    /// Writes a new form, readable for the user alone.
    ///
    /// # Errors
    /// When it cannot be written, or a file is there by now.
    pub fn create(path: &Path, form: &Form) -> Result<(), UserError> {
        files::create_private(path, form.to_text().as_bytes(), 0o600)
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The versions of the form before it was rewritten, the last first.
    pub fn earlier(&self) -> Vec<Form> {
        let backups = self.backups().into_iter().rev();
        backups.filter_map(|(_, path)| Some(read(&files::read(&path).ok()??).form)).collect()
    }

    /// Returns whether the file is not any more as it was read.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn is_changed(&self) -> Result<bool, UserError> {
        Ok(files::read(&self.path)?.as_deref() != Some(&self.bytes))
    }

    /// Replaces the form, and keeps the version before in `.backup/`. Where nothing differs,
    /// nothing is written.
    ///
    /// # Errors
    /// When the file was changed since it was read, or it cannot be written: it is then as it was.
    pub fn replace(&mut self, form: &Form) -> Result<(), UserError> {
        let text = form.to_text();
        if text.as_bytes() == self.bytes {
            return Ok(());
        }
        if self.is_changed()? {
            let message =
                format!("{} was changed meanwhile, and is left as it is", self.path.display());
            return Err(UserError::file(message).hint("save it in your editor, and try again"));
        }
        self.back_up()?;
        files::replace(&self.path, &text)?;
        self.bytes = text.into_bytes();
        self.reading = read(&self.bytes);
        Ok(())
    }

    /// The files of the versions before, the oldest first.
    pub fn backup_paths(&self) -> Vec<PathBuf> {
        self.backups().into_iter().map(|(_, path)| path).collect()
    }

    /// Keeps the form as it is in `.backup/`, unless the last version there is the same. What the
    /// server then has of it counts as sent from here, even when the form was never rewritten.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn back_up(&self) -> Result<(), UserError> {
        let backups = self.backups();
        if let Some((_, last)) = backups.last()
            && files::read(last)?.as_deref() == Some(&self.bytes)
        {
            return Ok(());
        }
        let number = backups.last().map_or(1, |(number, _)| number + 1);
        let directory = self.directory().join(BACKUP);
        files::make_private_directory(&directory)?;
        let path = directory.join(format!("{}.{number:06}.md", self.stem()));
        files::create_private(&path, &self.bytes, 0o600)?;
        let too_many = (backups.len() + 1).saturating_sub(MOST_BACKUPS);
        for (_, path) in backups.iter().take(too_many) {
            // One that stays is in nobody's way.
            let _ = std::fs::remove_file(path);
        }
        Ok(())
    }

    /// The numbers and paths of the versions before, the oldest first.
    fn backups(&self) -> Vec<(u64, PathBuf)> {
        let prefix = format!("{}.", self.stem());
        let entries = std::fs::read_dir(self.directory().join(BACKUP)).into_iter().flatten();
        let mut found: Vec<(u64, PathBuf)> = entries
            .filter_map(|entry| {
                let path = entry.ok()?.path();
                let name = path.file_name()?.to_str()?;
                let number = name.strip_prefix(&prefix)?.strip_suffix(".md")?;
                Some((number.parse().ok()?, path))
            })
            .collect();
        found.sort();
        found
    }

    fn directory(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    fn stem(&self) -> String {
        self.path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// The forms in a folder, by name: files that end in `.md` and begin as a form does.
///
/// # Errors
/// When the folder cannot be read.
pub fn forms_in(directory: &Path) -> Result<Vec<PathBuf>, UserError> {
    let cannot_read = |error: &std::io::Error| {
        UserError::file(format!("cannot read the folder {}: {error}", directory.display()))
    };
    let entries = std::fs::read_dir(if directory.as_os_str().is_empty() {
        Path::new(".")
    } else {
        directory
    });
    let mut found = Vec::new();
    for entry in entries.map_err(|error| cannot_read(&error))? {
        let name = entry.map_err(|error| cannot_read(&error))?.file_name();
        let path = directory.join(&name);
        if path.extension().is_some_and(|extension| extension == "md")
            && !name.to_string_lossy().starts_with('.')
            && files::read(&path).is_ok_and(|bytes| bytes.is_some_and(|bytes| is_form(&bytes)))
        {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Returns whether a file begins as a form does: with a line `---`, and the key of the review among
/// the keys.
fn is_form(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes)).into_owned();
    let mut lines = start.trim_start_matches('\u{feff}').lines().map(str::trim_end);
    lines.next() == Some("---")
        && lines.take_while(|line| *line != "---").any(|line| line.starts_with("review:"))
}

#[cfg(test)]
mod tests {
    use super::{FormFile, forms_in};
    use std::fs;

    const FORM: &str = "---\nreview: 5c1e0d7a9b3f4e21a6d80c42f7b9e313\nproposal: GW-1\nserver: https://w.example\nscore:\nready: false\n---\n\n## Comments {#public}\n\n## Notes {#private}\n\n## Own {#notes}\n";

    #[test]
    fn twenty_versions_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("GW-1.md");
        fs::write(&path, FORM).unwrap();
        let mut file = FormFile::open(&path).unwrap();
        for number in 0..25 {
            let mut form = file.reading.form.clone();
            form.set_text("public", &number.to_string());
            file.replace(&form).unwrap();
        }
        let earlier = file.earlier();
        assert_eq!(earlier.len(), 20);
        assert_eq!(earlier[0].text("public").as_deref(), Some("23"));
        // The same again writes nothing.
        file.replace(&file.reading.form.clone()).unwrap();
        assert_eq!(file.earlier().len(), 20);
    }

    #[test]
    fn form_that_was_changed_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("GW-1.md");
        fs::write(&path, FORM).unwrap();
        let mut file = FormFile::open(&path).unwrap();
        fs::write(&path, "by an editor").unwrap();
        let mut form = file.reading.form.clone();
        form.set_text("public", "x");
        assert!(file.replace(&form).unwrap_err().message.contains("was changed meanwhile"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "by an editor");
    }

    #[test]
    fn only_forms_of_a_folder_are_found() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [
            ("b.md", FORM),
            ("a.md", &FORM.replace('\n', "\r\n")),
            ("README.md", "# Notes\n"),
            ("c.txt", FORM),
            (".d.md", FORM),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let found = forms_in(folder.path()).unwrap();
        let names: Vec<_> = found.iter().map(|path| path.file_name().unwrap().to_owned()).collect();
        assert_eq!(names, ["a.md", "b.md"]);
    }
}
