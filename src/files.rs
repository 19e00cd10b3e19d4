//! The drawer: files of this program's own, for its owner alone, replaced whole or not at all.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::fault::Fault;

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
    pub fn read(&self) -> Result<Option<String>, Fault> {
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
    pub fn lock(&self) -> Result<Locked, Fault> {
        let (target, lock) = self.open_lock()?;
        self.locked(lock.lock(), lock, target)
    }

    /// As [`PrivateFile::lock`], but does not wait longer than this.
    ///
    /// # Errors
    /// Also when another program keeps the file all this time.
    pub fn lock_within(&self, limit: Duration) -> Result<Locked, Fault> {
        let (target, lock) = self.open_lock()?;
        let end = Instant::now() + limit;
        loop {
            match lock.try_lock() {
                Err(TryLockError::WouldBlock) if Instant::now() < end => {
                    std::thread::sleep(Duration::from_millis(20));
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(Fault::file(format!(
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

    fn open_lock(&self) -> Result<(PathBuf, File), Fault> {
        let target = self.target();
        self.make_directory(self.path.parent())?;
        self.make_directory(target.parent())?;
        let path = target.with_extension("lock");
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let lock = options
            .open(&path)
            .map_err(|error| self.unwritable(&path, &error))?;
        Ok((target, lock))
    }

    fn locked(&self, result: io::Result<()>, lock: File, target: PathBuf) -> Result<Locked, Fault> {
        match result {
            // Some cluster file systems know no locks; one program at a time is still safe there.
            Err(error) if error.kind() != io::ErrorKind::Unsupported => {
                Err(self.unwritable(&target.with_extension("lock"), &error))
            }
            Ok(()) | Err(_) => Ok(Locked {
                file: self.clone(),
                target,
                _lock: lock,
            }),
        }
    }

    /// The file to replace: behind a symbolic link, the file that it leads to.
    fn target(&self) -> PathBuf {
        if let Ok(path) = fs::canonicalize(&self.path) {
            return path;
        }
        match fs::read_link(&self.path) {
            // A link whose goal does not exist yet: make the goal.
            Ok(goal) => self
                .path
                .parent()
                .map_or_else(|| goal.clone(), |at| at.join(&goal)),
            Err(_) => self.path.clone(),
        }
    }

    fn make_directory(&self, path: Option<&Path>) -> Result<(), Fault> {
        let Some(path) = path.filter(|path| !path.as_os_str().is_empty() && !path.is_dir()) else {
            return Ok(());
        };
        if let Some(above) = path.parent() {
            fs::create_dir_all(above).map_err(|error| self.unwritable(above, &error))?;
        }
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        match builder.create(path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                Err(self.unwritable(path, &error))
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }

    fn unwritable(&self, path: &Path, error: &io::Error) -> Fault {
        Fault::file(format!("cannot write {}: {error}", path.display())).hint(format!(
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
    pub fn replace(&self, text: &str) -> Result<(), Fault> {
        let unwritable = |error: &io::Error| self.file.unwritable(&self.target, error);
        let mut file = self.temporary()?;
        file.write_all(text.as_bytes())
            .map_err(|error| unwritable(&error))?;
        file.as_file()
            .sync_all()
            .map_err(|error| unwritable(&error))?;
        file.persist(&self.target)
            .map_err(|error| unwritable(&error.error))?;
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
    pub fn check(&self) -> Result<(), Fault> {
        self.temporary().map(drop)
    }

    fn temporary(&self) -> Result<tempfile::NamedTempFile, Fault> {
        // tempfile creates with mode 0600, so a secret is never readable by others.
        let directory = self.target.parent().unwrap_or(Path::new("."));
        let name = self.target.file_stem().unwrap_or_default();
        tempfile::Builder::new()
            .prefix(&format!(".{}-", name.to_string_lossy()))
            .suffix(".tmp")
            .tempfile_in(directory)
            .map_err(|error| self.file.unwritable(&self.target, &error))
    }
}

/// What is said of a file that is there but cannot be read.
pub fn unreadable(path: &Path, error: &io::Error) -> Fault {
    Fault::file(format!("cannot read {}: {error}", path.display()))
        .hint("it was left as it is; make it readable for you (chmod u+r), or move it away")
}
