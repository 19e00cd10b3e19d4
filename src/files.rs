//! The drawer: files of this program's own, for its owner alone, replaced whole or not at all, and
//! with what a person wrote in them.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use toml_edit::{Decor, InlineTable, Item, RawString, Table, TableLike, Value};

use crate::error::UserError;

/// How the name of a temporary file ends, and how many random characters are before that.
const SUFFIX: &str = ".tmp";
const RANDOM: usize = 6;

/// A file with mode 0600 in a directory with mode 0700. A change is made under a lock, and a
/// reader sees the file as it was or as it is.
#[derive(Debug, Clone)]
pub struct PrivateFile {
    path: PathBuf,
    /// The variable that moves the file elsewhere, for the way out.
    variable: &'static str,
}

/// The lock of a file; it ends when this is dropped.
#[derive(Debug)]
pub struct Locked {
    file: PrivateFile,
    target: PathBuf,
    /// Whether nobody else can have it: some file systems know no locks.
    is_alone: bool,
    _lock: File,
}

impl PrivateFile {
    /// The file at this path, which need not exist; the variable is named where it cannot be
    /// written.
    pub fn new(path: PathBuf, variable: &'static str) -> Self {
        Self { path, variable }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its text, or nothing where there is no such file.
    ///
    /// # Errors
    /// When it is there but cannot be read, or is not UTF-8.
    pub fn read(&self) -> Result<Option<String>, UserError> {
        match fs::read_to_string(&self.path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unreadable(&self.path, &error)),
        }
    }

    /// Waits for other programs that change the file, and keeps them out. Makes the directory.
    ///
    /// # Errors
    /// When the directory or the lock's file cannot be made.
    pub fn lock(&self) -> Result<Locked, UserError> {
        let (target, lock) = self.open_lock()?;
        self.locked(lock.lock(), lock, target)
    }

    /// As [`PrivateFile::lock`], but does not wait longer than this.
    ///
    /// # Errors
    /// Also when another program keeps the file all this time.
    pub fn lock_within(&self, limit: Duration) -> Result<Locked, UserError> {
        let (target, lock) = self.open_lock()?;
        let end = Instant::now() + limit;
        loop {
            match lock.try_lock() {
                Err(TryLockError::WouldBlock) if Instant::now() < end => {
                    std::thread::sleep(Duration::from_millis(20));
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(UserError::file(format!(
                        "another run of this program keeps {}",
                        self.path.display()
                    ))
                    .hint("its output may wait to be read; end it, or try again later"));
                }
                Err(TryLockError::Error(error)) => {
                    return self.locked(Err(error), lock, target);
                }
                Ok(()) => return self.locked(Ok(()), lock, target),
            }
        }
    }

    fn open_lock(&self) -> Result<(PathBuf, File), UserError> {
        let target = followed(&self.path);
        self.make_directory(self.path.parent())?;
        self.make_directory(target.parent())?;
        let path = target.with_extension("lock");
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let lock = options.open(&path).map_err(|error| self.unwritable(&path, &error))?;
        Ok((target, lock))
    }

    fn locked(
        &self,
        result: io::Result<()>,
        lock: File,
        target: PathBuf,
    ) -> Result<Locked, UserError> {
        match result {
            // Some cluster file systems know no locks; one program at a time is still safe there.
            Err(error) if error.kind() != io::ErrorKind::Unsupported => {
                Err(self.unwritable(&target.with_extension("lock"), &error))
            }
            result => {
                Ok(Locked { file: self.clone(), target, is_alone: result.is_ok(), _lock: lock })
            }
        }
    }

    fn make_directory(&self, path: Option<&Path>) -> Result<(), UserError> {
        let Some(path) = path else {
            return Ok(());
        };
        // Those above it as well, where they are not there: XDG's directories are private.
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path).map_err(|error| self.unwritable(path, &error))
    }

    fn unwritable(&self, path: &Path, error: &io::Error) -> UserError {
        let error = without_path(error);
        UserError::file(format!("cannot write {}: {error}", path.display())).hint(format!(
            "nothing was stored; make it writable for you, or choose a directory with {}",
            self.variable
        ))
    }
}

impl Locked {
    /// Replaces the file, whole or not at all.
    ///
    /// # Errors
    /// When it cannot be written; the file is then as it was.
    pub fn replace(&self, text: &str) -> Result<(), UserError> {
        let unwritable = |error: &io::Error| self.file.unwritable(&self.target, error);
        self.sweep();
        let mut file = self.temporary()?;
        file.write_all(text.as_bytes()).map_err(|error| unwritable(&error))?;
        file.as_file().sync_all().map_err(|error| unwritable(&error))?;
        file.persist(&self.target).map_err(|error| unwritable(&error.error))?;
        if let Some(directory) = self.target.parent() {
            // The rename itself must survive a crash; not every file system can promise it.
            let _ = File::open(directory).and_then(|directory| directory.sync_all());
        }
        Ok(())
    }

    /// Makes sure that the file could be replaced.
    ///
    /// # Errors
    /// As [`Locked::replace`].
    pub fn check(&self) -> Result<(), UserError> {
        self.temporary().map(drop)
    }

    /// Takes away what a program that was killed in the middle of a change left: it may hold a
    /// token that is to be forgotten.
    fn sweep(&self) {
        let names = self.target.parent().and_then(|at| fs::read_dir(at).ok());
        let prefix = self.prefix();
        for entry in names.into_iter().flatten().flatten().filter(|_| self.is_alone) {
            let name = entry.file_name();
            let random = name.to_str().and_then(|name| {
                let rest = name.strip_prefix(prefix.as_str())?;
                rest.strip_suffix(SUFFIX)
            });
            // Another profile's file may begin alike, but goes on for longer.
            if random.is_some_and(|text| {
                text.len() == RANDOM && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
            }) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    fn prefix(&self) -> String {
        let name = self.target.file_stem().unwrap_or_default();
        format!(".{}-", name.to_string_lossy())
    }

    fn temporary(&self) -> Result<tempfile::NamedTempFile, UserError> {
        // tempfile creates with mode 0600, so a secret is never readable by others.
        let directory = self.target.parent().unwrap_or(Path::new("."));
        tempfile::Builder::new()
            .prefix(&self.prefix())
            .suffix(SUFFIX)
            .rand_bytes(RANDOM)
            .tempfile_in(directory)
            .map_err(|error| self.file.unwritable(&self.target, &error))
    }
}

/// The bytes of a file that the person named, or nothing where there is no such file.
///
/// # Errors
/// When it is something else than a file, cannot be read, or is too large to be of this program.
pub fn read(path: &Path) -> Result<Option<Vec<u8>>, UserError> {
    const MOST: u64 = 16 << 20;
    let unreadable = |error: &io::Error| {
        UserError::file(format!("cannot read {}: {error}", path.display()))
            .hint("nothing was written; make it readable for you, or name another file")
    };
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(&error)),
        Ok(metadata) if !metadata.is_file() => return Err(no_file(path)),
        Ok(metadata) if metadata.len() > MOST => {
            return Err(unreadable(&io::Error::from(io::ErrorKind::FileTooLarge)));
        }
        Ok(_) => {}
    }
    fs::read(path).map(Some).map_err(|error| unreadable(&error))
}

fn no_file(path: &Path) -> UserError {
    UserError::file(format!("{} is not a file", path.display())).hint("write - for standard output")
}

/// Replaces a file that the person named, whole or not at all; behind a symbolic link, the file
/// that it leads to. Who may read it stays as it was; a new file is as the person's other ones.
///
/// # Errors
/// When it is something else than a file, or cannot be written; it is then as it was.
pub fn replace(path: &Path, text: &str) -> Result<(), UserError> {
    let target = followed(path);
    let unwritable = |error: &io::Error| {
        let error = without_path(error);
        UserError::file(format!("cannot write {}: {error}", path.display()))
            .hint("nothing was written; choose another place")
    };
    let before = match fs::metadata(&target) {
        // A device or a socket would be gone.
        Ok(metadata) if !metadata.is_file() => return Err(no_file(path)),
        Ok(metadata) => Some(metadata.permissions()),
        Err(_) => None,
    };
    let directory = target.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".waldur-review-").suffix(".tmp");
    // The system takes away from it what the person's umask says.
    #[cfg(unix)]
    builder.permissions(
        before.clone().unwrap_or_else(|| std::os::unix::fs::PermissionsExt::from_mode(0o666)),
    );
    let written = builder.tempfile_in(directory).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        if let Some(permissions) = before {
            file.as_file().set_permissions(permissions)?;
        }
        file.as_file().sync_all()?;
        file.persist(&target).map_err(|error| error.error)
    });
    written.map(drop).map_err(|error| unwritable(&error))
}

/// The file to replace: behind a symbolic link, the file that it leads to.
fn followed(path: &Path) -> PathBuf {
    if let Ok(path) = fs::canonicalize(path) {
        return path;
    }
    match fs::read_link(path) {
        // A link whose goal does not exist yet: make the goal.
        Ok(goal) => path.parent().map_or_else(|| goal.clone(), |at| at.join(&goal)),
        Err(_) => path.to_path_buf(),
    }
}

/// The words of an error. That of a temporary file names that one, too, which says nothing.
fn without_path(error: &io::Error) -> String {
    let mut words = error.to_string();
    if let Some(at) = words.find(" at path ") {
        words.truncate(at);
    }
    words
}

/// What is said of a file that is there but cannot be read.
pub fn unreadable(path: &Path, error: &io::Error) -> UserError {
    UserError::file(format!("cannot read {}: {error}", path.display()))
        .hint("it was left as it is; make it readable for you (chmod u+r), or move it away")
}

/// What stands before a key or a table of TOML.
pub fn decor_prefix(decor: &Decor) -> String {
    let text = decor.prefix().and_then(RawString::as_str);
    text.unwrap_or_default().to_owned()
}

/// The item of this name in a table; where there is none, a new table, in braces if the outer one
/// is. Nothing where what should hold it is no table.
pub fn inner_table<'i>(item: &'i mut Item, name: &str) -> Option<&'i mut Item> {
    let fresh = if item.is_inline_table() {
        Item::Value(InlineTable::new().into())
    } else {
        // It has no line of its own as long as it only holds tables.
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    };
    let table = item.as_table_like_mut()?;
    Some(table.entry(name).or_insert(fresh))
}

/// Gives a key of a table a value. A comment behind an earlier value stays.
pub fn set_key(item: &mut Item, name: &str, value: Value) {
    let Some(table) = item.as_table_like_mut() else {
        return;
    };
    match table.get_mut(name).and_then(Item::as_value_mut) {
        Some(known) => {
            let decor = known.decor().clone();
            *known = value;
            *known.decor_mut() = decor;
        }
        None => {
            table.insert(name, Item::Value(value));
        }
    }
}

/// Takes a key and its value out of a table. The comment above it stays: above what follows, or
/// else below the value before it, or below the table's name. Gives it back where there is no such
/// place in this table.
pub fn take_key_out(item: &mut Item, name: &str) -> Option<String> {
    let table = item.as_table_like_mut()?;
    let place = table.iter().position(|(known, _)| known == name)?;
    let above_key = table.key(name).map(|key| decor_prefix(key.leaf_decor()));
    let comment = match table.remove(name) {
        Some(Item::Table(gone)) => Some(decor_prefix(gone.decor())),
        Some(_) => above_key,
        None => None,
    };
    place_comment(item, place, comment.filter(|comment| comment.contains('#'))?)
}

/// Puts a comment where, in this table, the item that was at this place had it. Gives it back where
/// there is nothing to put it to.
pub fn place_comment(item: &mut Item, place: usize, comment: String) -> Option<String> {
    let table = item.as_table_like_mut()?;
    let names: Vec<String> = table.iter().map(|(name, _)| name.to_owned()).collect();
    let (before, after) = names.split_at(place.min(names.len()));
    if after.iter().any(|name| put_above(table, name, &comment)) {
        return None;
    }
    // Behind a value in braces a comment would hide the end of them.
    let Some(table) = item.as_table_mut() else {
        return Some(comment);
    };
    let above = before.iter().rfind(|name| table.get(name).is_some_and(Item::is_value));
    let decor = match above {
        Some(above) => table.get_mut(above)?.as_value_mut()?.decor_mut(),
        None if table.is_implicit() || table.is_dotted() => return Some(comment),
        None => table.decor_mut(),
    };
    let own = decor.suffix().and_then(RawString::as_str);
    let own = own.unwrap_or_default().to_owned();
    let comment = comment.trim_end_matches(['\n', ' ', '\t']);
    decor.set_suffix(format!("{own}\n{comment}"));
    None
}

/// Puts a comment above an item; not above one of which nothing is written.
fn put_above(table: &mut dyn TableLike, name: &str, comment: &str) -> bool {
    match table.get_mut(name) {
        // What is written of it is what is in it.
        Some(Item::Table(inner)) if inner.is_implicit() || inner.is_dotted() => {
            let names: Vec<String> = inner.iter().map(|(name, _)| name.to_owned()).collect();
            return names.iter().any(|name| put_above(inner, name, comment));
        }
        Some(Item::Table(inner)) => prepend(inner.decor_mut(), comment),
        Some(Item::ArrayOfTables(list)) => match list.get_mut(0) {
            Some(first) => prepend(first.decor_mut(), comment),
            None => return false,
        },
        Some(Item::Value(_)) => {
            let Some(mut key) = table.key_mut(name) else {
                return false;
            };
            prepend(key.leaf_decor_mut(), comment);
        }
        Some(Item::None) | None => return false,
    }
    true
}

fn prepend(decor: &mut Decor, comment: &str) {
    let own = decor_prefix(decor);
    decor.set_prefix(format!("{comment}{own}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> (tempfile::TempDir, PrivateFile) {
        let home = tempfile::tempdir().unwrap();
        let file = PrivateFile::new(home.path().join("own/kept.json"), "HERE");
        (home, file)
    }

    #[test]
    fn who_waits_for_another_run_gives_up_in_time() {
        let (_home, file) = file();
        let locked = file.lock().unwrap();
        let limit = Duration::from_millis(50);
        let began = Instant::now();
        let fault = file.lock_within(limit).unwrap_err();
        assert!(began.elapsed() >= limit);
        assert!(fault.message.starts_with("another run of this program keeps "), "{fault:?}");
        drop(locked);
        file.lock_within(Duration::ZERO).unwrap();
    }

    #[test]
    fn where_there_are_no_locks_nothing_of_another_run_is_swept() {
        let (home, file) = file();
        let left = home.path().join("own/.kept-aB3xY9.tmp");
        let locked = |kind: io::ErrorKind| {
            let (target, lock) = file.open_lock().unwrap();
            file.locked(Err(kind.into()), lock, target)
        };
        let alone = locked(io::ErrorKind::Unsupported).unwrap();
        fs::write(&left, "of a run that may go on").unwrap();
        alone.replace("one").unwrap();
        assert!(left.exists());
        assert_eq!(file.read().unwrap().as_deref(), Some("one"));
        // With a lock, who left it is gone.
        file.lock().unwrap().replace("two").unwrap();
        assert!(!left.exists());
        let fault = locked(io::ErrorKind::StorageFull).unwrap_err();
        assert!(fault.message.contains("kept.lock: "), "{fault:?}");
    }
}
