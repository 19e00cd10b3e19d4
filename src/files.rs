//! Files of this program's own, for their owner alone, and files that the user named: each is
//! replaced whole or not at all.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use crate::error::UserError;

#[cfg(unix)]
mod owner;
mod permissions;
mod unreadable;

pub use permissions::{PermissionWarning, open_to_others, readable_by_others, writable_by_others};
pub use unreadable::unreadable;

/// How the name of a temporary file ends, and how many random characters are before that.
const SUFFIX: &str = ".tmp";
const RANDOM: usize = 6;
/// How long another run that has locked a file is waited for.
const LOCK_LIMIT: Duration = Duration::from_secs(10);
/// After this time a message says what is waited for.
const LOCK_NOTICE: Duration = Duration::from_secs(1);

/// The function that tells the user that a lock is waited for.
static WAITING_NOTICE: OnceLock<fn(&str)> = OnceLock::new();

/// Sets what tells the user that a lock is waited for; until then nothing does.
pub fn set_waiting_notice(notice: fn(&str)) {
    let _ = WAITING_NOTICE.set(notice);
}

/// A file with mode 0600 in a directory with mode 0700. A change is made under a lock, and a
/// reader sees the file as it was or as it is.
#[derive(Debug, Clone)]
pub struct PrivateFile {
    path: PathBuf,
    /// The variable that moves the file elsewhere, for the hint.
    variable: &'static str,
    /// True if there is a directory for it; without a home there is none.
    has_directory: bool,
}

/// The lock of a file; it ends when this is dropped.
#[derive(Debug)]
pub struct LockedFile {
    file: PrivateFile,
    target: PathBuf,
    /// True if no other run can have it: some file systems have no locks.
    is_exclusive: bool,
    _lock: File,
}

impl PrivateFile {
    /// The file at this path, which need not exist; the variable is named where it cannot be
    /// written.
    pub fn new(path: PathBuf, variable: &'static str) -> Self {
        Self { path, variable, has_directory: true }
    }

    /// A file of this name that has no directory: reading finds nothing, writing is an error.
    pub fn without_directory(name: &str, variable: &'static str) -> Self {
        Self { path: PathBuf::from(name), variable, has_directory: false }
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its text, or nothing where there is no such file.
    ///
    /// # Errors
    /// When it is there but cannot be read, or is not UTF-8.
    pub fn read(&self) -> Result<Option<String>, UserError> {
        if self.has_directory { read_text(&self.path) } else { Ok(None) }
    }

    /// Deletes it; that there is none is no error.
    ///
    /// # Errors
    /// When it is there and cannot be deleted.
    pub fn remove(&self) -> Result<(), UserError> {
        match fs::remove_file(&self.path) {
            Err(error) if self.has_directory && !is_absent(&error) => {
                Err(self.unwritable(&self.path, &error))
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Waits for other runs that change the file, and keeps them out. Makes the directory.
    ///
    /// # Errors
    /// When the directory or the lock's file cannot be made, or another run keeps the lock.
    pub fn lock(&self) -> Result<LockedFile, UserError> {
        self.lock_within(LOCK_LIMIT)
    }

    /// As [`PrivateFile::lock`], but does not wait longer than this.
    ///
    /// # Errors
    /// As [`PrivateFile::lock`].
    pub fn lock_within(&self, limit: Duration) -> Result<LockedFile, UserError> {
        self.try_lock_within(limit)?.ok_or_else(|| {
            UserError::file(format!(
                "another run of waldur-review has locked {}",
                self.path.display()
            ))
            .hint(
                "it may be stopped (Ctrl-Z), or wait for its output to be read: end it, or try again later",
            )
        })
    }

    /// As [`PrivateFile::lock_within`]; nothing where another run keeps the lock.
    ///
    /// # Errors
    /// When the directory or the lock's file cannot be made.
    pub fn try_lock_within(&self, limit: Duration) -> Result<Option<LockedFile>, UserError> {
        let (target, lock) = self.open_lock()?;
        let began = Instant::now();
        let mut is_told = false;
        loop {
            match lock.try_lock() {
                Err(TryLockError::WouldBlock) if began.elapsed() < limit => {
                    if !is_told && began.elapsed() >= LOCK_NOTICE {
                        is_told = true;
                        self.tell_of_waiting();
                    }
                    std::thread::sleep(Duration::from_millis(20));
                }
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => {
                    return self.locked(Err(error), lock, target).map(Some);
                }
                Ok(()) => return self.locked(Ok(()), lock, target).map(Some),
            }
        }
    }

    fn tell_of_waiting(&self) {
        if let Some(notice) = WAITING_NOTICE.get() {
            let path = self.path.display();
            notice(&format!("Waiting for another run of waldur-review that has locked {path}"));
        }
    }

    fn open_lock(&self) -> Result<(PathBuf, File), UserError> {
        if !self.has_directory {
            return Err(UserError::configuration(format!(
                "there is no home directory, and so no place for {}",
                self.path.display()
            ))
            .hint(format!("set HOME, or {}", self.variable)));
        }
        let target = followed(&self.path);
        for file in [&self.path, &target] {
            if let Some(directory) = file.parent() {
                make_directory(directory).map_err(|error| self.unwritable(directory, &error))?;
            }
        }
        let path = target.with_extension("lock");
        let lock = open_lock_file(&path).map_err(|error| self.unwritable(&path, &error))?;
        Ok((target, lock))
    }

    fn locked(
        &self,
        result: io::Result<()>,
        lock: File,
        target: PathBuf,
    ) -> Result<LockedFile, UserError> {
        match result {
            // Some cluster file systems have no locks; one run at a time is still safe there.
            Err(error) if !is_without_locks(&error) => {
                Err(self.unwritable(&target.with_extension("lock"), &error))
            }
            result => Ok(LockedFile {
                file: self.clone(),
                target,
                is_exclusive: result.is_ok(),
                _lock: lock,
            }),
        }
    }

    fn unwritable(&self, path: &Path, error: &io::Error) -> UserError {
        let kind = error.kind();
        let cure = if kind == io::ErrorKind::NotADirectory {
            "move away the file that is where a directory belongs"
        } else if matches!(kind, io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) {
            "make room on the disk"
        } else {
            "make it writable for you"
        };
        let error = without_path(error);
        UserError::file(format!("cannot write {}: {error}", path.display())).hint(format!(
            "nothing was stored; {cure}, or choose a directory with {}",
            self.variable
        ))
    }
}

impl LockedFile {
    /// Returns whether no other run can have it, as far as the file system tells.
    pub fn is_exclusive(&self) -> bool {
        self.is_exclusive
    }

    /// Replaces the file, whole or not at all.
    ///
    /// # Errors
    /// When it cannot be written; the file is then as it was.
    pub fn replace(&self, text: &str) -> Result<(), UserError> {
        let unwritable = |error: &io::Error| self.file.unwritable(&self.target, error);
        self.remove_left_over_files();
        let mut file = self.temporary()?;
        file.write_all(text.as_bytes()).map_err(|error| unwritable(&error))?;
        #[cfg(unix)]
        owner::keep(file.as_file(), &self.target);
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
    /// As [`LockedFile::replace`].
    pub fn check(&self) -> Result<(), UserError> {
        self.temporary().map(drop)
    }

    /// Deletes what a run that was killed in the middle of a change left: it may hold a token that
    /// is to be forgotten.
    fn remove_left_over_files(&self) {
        let names = self.target.parent().and_then(|at| fs::read_dir(at).ok());
        let prefix = self.prefix();
        for entry in names.into_iter().flatten().flatten().filter(|_| self.is_exclusive) {
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

/// A text that can be part of a file's name: letters, digits, dots and hyphens, the rest as `_`.
pub fn file_name_part(text: &str) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || matches!(c, '.' | '-') { c } else { '_' }
    };
    text.chars().map(plain).collect()
}

/// The text of a file, or nothing where there is no such file.
///
/// # Errors
/// When it is there but cannot be read, or is not UTF-8.
pub fn read_text(path: &Path) -> Result<Option<String>, UserError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if is_absent(&error) => Ok(None),
        Err(error) => Err(unreadable(path, &error)),
    }
}

/// The bytes of a file that the user named, or nothing where there is no such file.
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
        Ok(metadata) if !metadata.is_file() => return Err(not_a_file(path)),
        Ok(metadata) if metadata.len() > MOST => {
            return Err(unreadable(&io::Error::from(io::ErrorKind::FileTooLarge)));
        }
        Ok(_) => {}
    }
    fs::read(path).map(Some).map_err(|error| unreadable(&error))
}

fn not_a_file(path: &Path) -> UserError {
    UserError::file(format!("{} is not a file", path.display())).hint("write - for standard output")
}

/// Replaces a file that the user named, whole or not at all; behind a symbolic link, the file that
/// it leads to. Its owner and who may read it stay as they were; a new file is as the user's other
/// ones.
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
        Ok(metadata) if !metadata.is_file() => return Err(not_a_file(path)),
        Ok(metadata) => Some(metadata.permissions()),
        Err(_) => None,
    };
    let directory = target.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".waldur-review-").suffix(".tmp");
    // The system takes away from it what the user's umask says.
    #[cfg(unix)]
    builder.permissions(
        before.clone().unwrap_or_else(|| std::os::unix::fs::PermissionsExt::from_mode(0o666)),
    );
    let written = builder.tempfile_in(directory).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        #[cfg(unix)]
        owner::keep(file.as_file(), &target);
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
        // The target of the link does not exist yet.
        Ok(goal) => path.parent().map_or_else(|| goal.clone(), |at| at.join(&goal)),
        Err(_) => path.to_path_buf(),
    }
}

/// Writes a new file with this mode, whole or not at all; one that is there is not replaced.
///
/// # Errors
/// When it is there already, or cannot be written.
pub fn create_private(path: &Path, bytes: &[u8], mode: u32) -> Result<(), UserError> {
    let unwritable = |error: &io::Error| {
        let error = without_path(error);
        UserError::file(format!("cannot write {}: {error}", path.display()))
    };
    let directory = path.parent().filter(|at| !at.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".waldur-review-").suffix(".tmp");
    let written = builder.tempfile_in(directory).and_then(|mut file| {
        file.write_all(bytes)?;
        set_mode(file.as_file(), mode)?;
        file.as_file().sync_all()?;
        file.persist_noclobber(path).map_err(|error| error.error)
    });
    written.map(drop).map_err(|error| unwritable(&error))
}

/// Takes away the permission to write a file.
///
/// # Errors
/// When that is not possible.
pub fn make_read_only(path: &Path) -> Result<(), UserError> {
    let changed = File::open(path).and_then(|file| set_mode(&file, 0o400));
    changed.map_err(|error| UserError::file(format!("cannot protect {}: {error}", path.display())))
}

/// Makes a directory for its owner alone, where there is none.
///
/// # Errors
/// When it cannot be made.
pub fn make_private_directory(path: &Path) -> Result<(), UserError> {
    make_directory(path).map_err(|error| {
        UserError::file(format!("cannot make the folder {}: {error}", path.display()))
    })
}

#[cfg(unix)]
fn set_mode(file: &File, mode: u32) -> io::Result<()> {
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(mode))
}

#[cfg(not(unix))]
fn set_mode(_: &File, _: u32) -> io::Result<()> {
    Ok(())
}

/// Makes a directory for its owner alone, and those above it that are not there: the directories
/// of XDG are private as well.
fn make_directory(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    if let Some(above) = path.parent().filter(|above| !above.as_os_str().is_empty()) {
        make_directory(above)?;
    }
    #[cfg_attr(not(unix), expect(unused_mut, reason = "the mode is for Unix"))]
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(path) {
        // Another run was faster, or a file is there.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            if path.is_dir() {
                Ok(())
            } else {
                Err(io::ErrorKind::NotADirectory.into())
            }
        }
        Err(error) => Err(error),
        Ok(()) => {
            #[cfg(unix)]
            owner::give_directory(path);
            Ok(())
        }
    }
}

/// Opens the file of a lock, which holds nothing.
fn open_lock_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(file) => {
            #[cfg(unix)]
            owner::keep(&file, path);
            Ok(file)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            options.create_new(false).create(true).truncate(false).open(path)
        }
        Err(error) => Err(error),
    }
}

/// Returns whether an error says that there is no such file: also where what should be a directory
/// above it is a file.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Returns whether an error says that the file system has no locks.
fn is_without_locks(error: &io::Error) -> bool {
    // A network file system without its lock service.
    #[cfg(unix)]
    if rustix::io::Errno::from_io_error(error) == Some(rustix::io::Errno::NOLCK) {
        return true;
    }
    error.kind() == io::ErrorKind::Unsupported
}

/// The message of an error. That of a temporary file names that one, too, which says nothing.
fn without_path(error: &io::Error) -> String {
    let mut message = error.to_string();
    if let Some(at) = message.find(" at path ") {
        message.truncate(at);
    }
    message
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
    fn waiting_for_a_lock_ends_in_time() {
        let (_home, file) = file();
        let locked = file.lock().unwrap();
        let limit = Duration::from_millis(50);
        let began = Instant::now();
        let error = file.lock_within(limit).unwrap_err();
        assert!(began.elapsed() >= limit);
        assert!(error.message.starts_with("another run of waldur-review has locked "), "{error:?}");
        drop(locked);
        file.lock_within(Duration::ZERO).unwrap();
    }

    #[test]
    fn without_locks_no_file_of_another_run_is_removed() {
        let (home, file) = file();
        let left = home.path().join("own/.kept-aB3xY9.tmp");
        let locked = |error: io::Error| {
            let (target, lock) = file.open_lock().unwrap();
            file.locked(Err(error), lock, target)
        };
        let mut without_locks = vec![io::Error::from(io::ErrorKind::Unsupported)];
        #[cfg(unix)]
        without_locks.push(rustix::io::Errno::NOLCK.into());
        for error in without_locks {
            let locked = locked(error).unwrap();
            assert!(!locked.is_exclusive());
            fs::write(&left, "of a run that may go on").unwrap();
            locked.replace("one").unwrap();
            assert!(left.exists());
            assert_eq!(file.read().unwrap().as_deref(), Some("one"));
        }
        // With a lock, the run that left it has ended.
        file.lock().unwrap().replace("two").unwrap();
        assert!(!left.exists());
        let error = locked(io::ErrorKind::StorageFull.into()).unwrap_err();
        assert!(error.message.contains("kept.lock: "), "{error:?}");
    }

    #[test]
    fn file_without_a_directory_is_empty_and_cannot_be_written() {
        let file = PrivateFile::without_directory("config.toml", "HERE");
        assert_eq!(file.read(), Ok(None));
        let error = file.lock().unwrap_err();
        assert_eq!(error.message, "there is no home directory, and so no place for config.toml");
        assert_eq!(error.hints, ["set HOME, or HERE"]);
        file.remove().unwrap();
    }

    #[test]
    fn directory_that_is_a_file_holds_no_file() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("own"), "").unwrap();
        let file = PrivateFile::new(home.path().join("own/kept.json"), "HERE");
        assert_eq!(file.read(), Ok(None));
        assert!(file.lock().is_err());
    }

    #[test]
    fn parts_of_file_names_lead_nowhere_else() {
        for (text, part) in [
            ("waldur.example.ac.uk:8000", "waldur.example.ac.uk_8000"),
            ("../../etc/passwd", ".._.._etc_passwd"),
            ("[::1]\u{1b}\\", "___1___"),
        ] {
            assert_eq!(file_name_part(text), part);
        }
    }
}
