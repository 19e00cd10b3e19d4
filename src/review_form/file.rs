//! Forms in files: read whole, replaced whole, with the versions before in `.backup/`.

use std::path::{Path, PathBuf};

use super::Form;
use super::keys::{is_key, is_uuid};
use super::read::{Reading, read};
use crate::error::{ErrorKind, UserError};
use crate::files;

/// So many versions of a form are kept in `.backup/`.
const MOST_BACKUPS: usize = 20;
const BACKUP: &str = ".backup";
/// The keys of a form are in so many bytes at its beginning.
const LONGEST_HEAD: usize = 4096;
/// A file with so many keys at its beginning was made as a form, whatever an editor did to it.
const ENOUGH_KEYS: usize = 3;

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
    /// When it could not be read again, it cannot be written, or a file is there by now.
    pub fn create(path: &Path, form: &Form) -> Result<(), UserError> {
        let text = form.to_text();
        read_again(path, &text)?;
        files::create_private(path, text.as_bytes(), 0o600)
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The review's UUID, also of a form that cannot be read; empty where it names none.
    pub fn review(&self) -> String {
        key_in(&self.bytes, "review").filter(|value| is_uuid(value)).unwrap_or_default()
    }

    /// The proposal's short name, also of a form that cannot be read.
    pub fn proposal(&self) -> String {
        key_in(&self.bytes, "proposal").unwrap_or_default()
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
    /// When the file was changed since it was read, the new form could not be read again, or it
    /// cannot be written: it is then as it was.
    pub fn replace(&mut self, form: &Form) -> Result<(), UserError> {
        let text = form.to_text();
        if text.as_bytes() == self.bytes {
            return Ok(());
        }
        let reading = read_again(&self.path, &text)?;
        if self.is_changed()? {
            let message =
                format!("{} was changed meanwhile, and is left as it is", self.path.display());
            return Err(UserError::file(message).hint("save it in your editor, and try again"));
        }
        self.back_up()?;
        files::replace(&self.path, &text)?;
        self.bytes = text.into_bytes();
        self.reading = reading;
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

/// Returns whether a file was made as a form: it begins with a line `---` and has the key of the
/// review, or it has several of the keys, in an encoding or with a fault that the reader refuses.
fn is_form(bytes: &[u8]) -> bool {
    let head = head_of(bytes);
    let begins_as_form = head.lines().next().is_some_and(|line| line.trim_end() == "---");
    begins_as_form && keys_in(&head).any(|(name, _)| name == "review")
        || keys_in(&head).count() >= ENOUGH_KEYS
}

/// The beginning of a file, above its title.
fn head_of(bytes: &[u8]) -> String {
    let start = String::from_utf8_lossy(bytes.get(..LONGEST_HEAD).unwrap_or(bytes));
    let lines = start.trim_start_matches('\u{feff}').split_inclusive('\n');
    lines.take_while(|line| !line.starts_with('#')).collect()
}

/// The keys in the beginning of a file, with their values.
fn keys_in(head: &str) -> impl Iterator<Item = (&str, &str)> {
    let pairs = head.lines().filter_map(|line| line.split_once(':'));
    pairs.map(|(name, value)| (name.trim(), value.trim())).filter(|(name, _)| is_key(name))
}

fn key_in(bytes: &[u8], name: &str) -> Option<String> {
    keys_in(&head_of(bytes)).find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
}

/// The text of a form as it will be read, for what is about to be written.
fn read_again(path: &Path, text: &str) -> Result<Reading, UserError> {
    let reading = read(text.as_bytes());
    match reading.first_error() {
        Some(problem) if !reading.has_conflicts_only() => {
            let message = format!(
                "{} is not written, since it could not be read again: {problem}",
                path.display()
            );
            Err(UserError::file(message))
        }
        Some(_) | None => Ok(reading),
    }
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
            ("without-beginning.md", FORM.trim_start_matches("---\n")),
            ("without-review.md", &FORM.replace("review:", "revew;")),
            ("post.md", "---\nserver: of the week\nready: yes\n---\n"),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let found = forms_in(folder.path()).unwrap();
        let names: Vec<_> = found.iter().map(|path| path.file_name().unwrap().to_owned()).collect();
        assert_eq!(names, ["a.md", "b.md", "without-beginning.md", "without-review.md"]);
        let reviews: Vec<_> =
            found.iter().map(|path| FormFile::open(path).unwrap().review().len()).collect();
        assert_eq!(reviews, [32, 32, 32, 0]);
    }
}
