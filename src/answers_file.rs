//! Answers that were given and not sent yet, and the lock for sending: files of the state directory
//! of this computer.
//!
//! Sending: note [`AnswersLock::generation`] before the items are read, then
//! [`AnswersLock::acquire`] before the first POST and keep what it returns until the last response.
//! Where [`HeldAnswers::was_held_since`] says so, another run may have sent answers meanwhile: read
//! the items again. Asking: [`AnswersFile::save`] after each answer, [`AnswersFile::remove`] when
//! all of them were sent.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::cache::JsonFile;
use crate::error::UserError;
use crate::files::{LockedFile, PrivateFile, file_name_part, writable_by_others};
use crate::settings::{Server, Settings};

/// The variable that moves the state directory.
const VARIABLE: &str = "XDG_STATE_HOME";

/// The lock around reading items and sending answers for one server, whoever the user is there: two
/// profiles can be the same user. It is known to this user of this computer only.
#[derive(Debug)]
pub struct AnswersLock {
    /// Nothing where there is no directory for it.
    file: Option<PrivateFile>,
    host: String,
}

/// How often the lock was acquired and released before, so that it is odd while a run holds it;
/// nothing where that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Generation(Option<u64>);

impl Generation {
    /// Returns whether a run was sending answers at this moment, or may have been.
    fn is_held(self) -> bool {
        self.0.is_none_or(|count| count % 2 == 1)
    }
}

/// The lock for answering, as long as this is kept.
#[derive(Debug)]
pub struct HeldAnswers {
    _lock: Option<CountedLock>,
    /// The generation before this run acquired it.
    before: Generation,
    /// Why no lock could be had; to be said once, and work goes on.
    pub warning: Option<String>,
}

impl AnswersLock {
    /// The lock for this server.
    pub fn new(settings: &Settings, server: &Server) -> Self {
        let file = directory(settings).ok().map(|directory| {
            let name = format!("answering-{}.txt", file_name_part(&origin(settings, server)));
            PrivateFile::new(directory.join(name), VARIABLE)
        });
        Self { file, host: server.api.value.host() }
    }

    /// Which runs have held the lock until now. To be taken before the items are read.
    pub fn generation(&self) -> Generation {
        let file = self.file.as_ref();
        Generation(file.and_then(|file| {
            let text = file.read().ok()?;
            text.map_or(Some(0), |text| text.trim().parse().ok())
        }))
    }

    /// Waits for other runs that send answers to this server, and keeps them out. Where there is no
    /// place for a lock, work goes on with a warning.
    ///
    /// # Errors
    /// When another run does not end within this time.
    pub fn acquire(&self, limit: Duration) -> Result<HeldAnswers, UserError> {
        let Some(file) = &self.file else {
            return Ok(HeldAnswers::without_lock("there is no directory for its file"));
        };
        let locked = match file.try_lock_within(limit) {
            Ok(Some(locked)) => locked,
            Ok(None) => {
                return Err(UserError::file(format!(
                    "another run of waldur-review is changing something on {}, so nothing was sent",
                    self.host
                ))
                .hint("wait for its end, or end it, and try again"));
            }
            Err(error) => return Ok(HeldAnswers::without_lock(&error.message)),
        };
        if !locked.is_exclusive() {
            return Ok(HeldAnswers::without_lock(&format!(
                "the file system of {} has no locks",
                file.path().display()
            )));
        }
        let before = self.generation();
        // Still odd where a run that held it was killed.
        let count = before.0.unwrap_or_default();
        let next = count.wrapping_add(1 + count % 2);
        let written = locked.replace(&format!("{next}\n"));
        let lock = Some(CountedLock { locked, after: next.wrapping_add(1) });
        Ok(match written {
            Ok(()) => HeldAnswers { _lock: lock, before, warning: None },
            Err(error) => HeldAnswers { _lock: lock, ..HeldAnswers::without_lock(&error.message) },
        })
    }
}

impl HeldAnswers {
    fn without_lock(why: &str) -> Self {
        Self {
            _lock: None,
            before: Generation(None),
            warning: Some(format!(
                "warning: cannot tell whether another run changes something on the server at the same time: {why}"
            )),
        }
    }

    /// Returns whether another run may have held the lock at this moment or since: what was read
    /// while it sent an answer does not show that answer.
    pub fn was_held_since(&self, moment: Generation) -> bool {
        moment.is_held() || self.before != moment
    }
}

/// The locked file, which gets the next count when it is released.
#[derive(Debug)]
struct CountedLock {
    locked: LockedFile,
    after: u64,
}

impl Drop for CountedLock {
    fn drop(&mut self) {
        // Where this fails, the next run reads the items once more than it needs.
        let _ = self.locked.replace(&format!("{}\n", self.after));
    }
}

/// The answers of one batch that were given and not sent yet: decisions and reasons, nothing of a
/// proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedAnswers {
    /// Where they are to be sent; a file of another server or user is not used.
    pub origin: String,
    /// The UUID of the user, or the profile where that is not known.
    pub user: String,
    /// The UUID of the batch.
    pub batch: String,
    /// When the last of them was given.
    pub saved_at: Timestamp,
    /// By the UUID of the item.
    pub answers: BTreeMap<String, SavedAnswer>,
}

/// An answer that was given and not sent yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "lowercase")]
pub enum SavedAnswer {
    Accept,
    Decline { reason: String },
}

/// The file of the saved answers of one batch, with mode 0600.
#[derive(Debug)]
pub struct AnswersFile {
    file: JsonFile<SavedAnswers>,
    origin: String,
    user: String,
    batch: String,
}

impl AnswersFile {
    /// The file for a batch of this server. With `--demo` it is below the temporary directory.
    ///
    /// # Errors
    /// When there is no home directory to keep it in.
    pub fn new(settings: &Settings, server: &Server, batch: &str) -> Result<Self, UserError> {
        let origin = origin(settings, server);
        let user = server.user.clone().unwrap_or_else(|| server.profile.clone());
        let [user_part, origin_part, batch_part] = [&user, &origin, batch].map(file_name_part);
        let name = format!("answers-{user_part}@{origin_part}-{batch_part}.json");
        Ok(Self {
            file: JsonFile::new(directory(settings)?.join(name), VARIABLE),
            origin,
            user,
            batch: batch.to_owned(),
        })
    }

    /// Its path, to be named to the user.
    pub fn path(&self) -> &std::path::Path {
        self.file.file().path()
    }

    /// Makes sure that answers could be saved, before the user is asked for them.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn check_writable(&self) -> Result<(), UserError> {
        self.file.file().lock()?.check()
    }

    /// The answers that an earlier run saved; nothing where there are none.
    ///
    /// # Errors
    /// When the file is there and cannot be read or understood.
    pub fn load(&self) -> Result<Option<SavedAnswers>, UserError> {
        let Some(text) = self.file.file().read()? else {
            return Ok(None);
        };
        let saved: SavedAnswers = serde_json::from_str(&text).map_err(|_| {
            let path = self.path().display();
            UserError::configuration(format!("the saved answers in {path} cannot be understood"))
                .hint(format!("look into the file, then delete it: rm '{path}'"))
        })?;
        let is_own =
            saved.origin == self.origin && saved.user == self.user && saved.batch == self.batch;
        Ok(is_own.then_some(saved))
    }

    /// Saves the answers that were given until now; none of them deletes the file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(
        &self,
        answers: &BTreeMap<String, SavedAnswer>,
        now: Timestamp,
    ) -> Result<(), UserError> {
        if answers.is_empty() {
            return self.remove();
        }
        let saved = SavedAnswers {
            origin: self.origin.clone(),
            user: self.user.clone(),
            batch: self.batch.clone(),
            saved_at: now,
            answers: answers.clone(),
        };
        let text = serde_json::to_string(&saved)
            .map_err(|error| UserError::file(format!("cannot save the answers: {error}")))?;
        self.file.file().lock()?.replace(&text)
    }

    /// Deletes the saved answers: they were sent, or the batch is closed.
    ///
    /// # Errors
    /// When the file is there and cannot be deleted.
    pub fn remove(&self) -> Result<(), UserError> {
        self.file.file().remove()
    }
}

/// The directory of these files: the state directory, or for the demo one below the temporary
/// directory.
fn directory(settings: &Settings) -> Result<PathBuf, UserError> {
    if settings.demo.is_some() {
        let temporary = &settings.temporary_directory;
        // It is the computer's: it is never made here.
        if !temporary.is_dir() {
            let shown = temporary.display();
            return Err(UserError::configuration(format!("there is no directory {shown}"))
                .hint("set TMPDIR to a directory that you can write"));
        }
        let directory = temporary.join(demo_directory_name());
        // Others can write to the temporary directory, and could have put something there.
        let is_foreign = std::fs::symlink_metadata(&directory)
            .is_ok_and(|found| !found.is_dir() || writable_by_others(&directory).is_some());
        if is_foreign {
            let shown = directory.display();
            return Err(UserError::file(format!("{shown} is not a directory of your own"))
                .hint("move it away, or set TMPDIR to a directory of your own"));
        }
        return Ok(directory);
    }
    settings.state_directory.clone().ok_or_else(|| {
        UserError::configuration("there is no home directory to keep your answers in")
            .hint(format!("set HOME, or {VARIABLE}"))
    })
}

/// Each user of the computer has a directory of their own.
fn demo_directory_name() -> String {
    #[cfg(unix)]
    {
        format!("waldur-review-demo-{}", rustix::process::geteuid().as_raw())
    }
    #[cfg(not(unix))]
    {
        "waldur-review-demo".to_owned()
    }
}

/// Scheme, host and port; those of the demo change with each run.
fn origin(settings: &Settings, server: &Server) -> String {
    if settings.demo.is_some() { "demo".to_owned() } else { server.api.value.origin() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::GlobalArgs;
    use crate::credentials::{ApiUrl, Token};
    use crate::settings::{Env, Source, Sourced, Streams};

    fn settings(state: &std::path::Path) -> Settings {
        let mut settings = Settings::resolve(
            &GlobalArgs::default(),
            &Env::new(|_| None),
            Streams::default(),
            true,
        )
        .unwrap();
        settings.state_directory = Some(state.join("state"));
        settings
    }

    fn server(address: &str, user: Option<&str>) -> Server {
        let value = ApiUrl::parse(address).unwrap();
        Server {
            profile: "default".to_owned(),
            api: Sourced { value, source: Source::Default },
            token: Sourced { value: Token::parse("x").unwrap(), source: Source::Default },
            portal: None,
            user: user.map(str::to_owned),
        }
    }

    #[test]
    fn lock_says_whether_another_run_had_it() {
        let home = tempfile::tempdir().unwrap();
        let settings = settings(home.path());
        let lock = AnswersLock::new(&settings, &server("https://w.example", None));
        let start = lock.generation();
        let held = lock.acquire(Duration::ZERO).unwrap();
        assert_eq!(held.warning, None);
        assert!(!held.was_held_since(start));
        // Another user of the same server is the same run of answers.
        let other = AnswersLock::new(&settings, &server("https://w.example", Some("u")));
        let error = other.acquire(Duration::ZERO).unwrap_err();
        assert!(error.message.contains("is changing something on w.example"), "{error}");
        AnswersLock::new(&settings, &server("https://v.example", None))
            .acquire(Duration::ZERO)
            .unwrap();
        // What was read meanwhile may be from before the other's answers.
        let during = lock.generation();
        drop(held);
        let held = other.acquire(Duration::ZERO).unwrap();
        assert!(held.was_held_since(start));
        assert!(held.was_held_since(during));
        drop(held);
        let after = lock.generation();
        let held = lock.acquire(Duration::ZERO).unwrap();
        assert!(!held.was_held_since(after));
        // A run that is killed does not release it; the file is as it was while it was held.
        let path = lock.file.as_ref().unwrap().path().to_owned();
        let killed = std::fs::read_to_string(&path).unwrap();
        drop(held);
        std::fs::write(&path, killed).unwrap();
        let since = lock.generation();
        assert!(lock.acquire(Duration::ZERO).unwrap().was_held_since(since));
        let since = lock.generation();
        assert!(!lock.acquire(Duration::ZERO).unwrap().was_held_since(since));
    }

    #[test]
    fn missing_lock_is_a_warning() {
        let home = tempfile::tempdir().unwrap();
        let mut settings = settings(home.path());
        std::fs::write(home.path().join("state"), "").unwrap();
        for directory in [settings.state_directory.clone(), None] {
            settings.state_directory = directory;
            let lock = AnswersLock::new(&settings, &server("https://w.example", None));
            let start = lock.generation();
            let held = lock.acquire(Duration::ZERO).unwrap();
            assert!(held.was_held_since(start));
            assert!(held.warning.unwrap().starts_with("warning: "));
        }
    }

    #[test]
    fn saved_answers_are_for_one_origin_user_and_batch() {
        let home = tempfile::tempdir().unwrap();
        let settings = settings(home.path());
        let file = |address: &str, user: Option<&str>, batch: &str| {
            AnswersFile::new(&settings, &server(address, user), batch).unwrap()
        };
        let own = file("https://w.example", Some("../u"), "b1");
        assert!(own.path().starts_with(home.path().join("state")));
        assert_eq!(own.path().parent().unwrap(), home.path().join("state"));
        own.check_writable().unwrap();
        assert_eq!(own.load().unwrap(), None);
        let reason = "I work with them".to_owned();
        let answers = BTreeMap::from([
            ("i1".to_owned(), SavedAnswer::Accept),
            ("i2".to_owned(), SavedAnswer::Decline { reason }),
        ]);
        let now = "2026-11-24T03:00:00Z".parse().unwrap();
        own.save(&answers, now).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(own.path()).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        let saved = own.load().unwrap().unwrap();
        assert_eq!((saved.answers, saved.saved_at), (answers, now));
        for other in [
            file("https://w.example:8000", Some("../u"), "b1"),
            file("https://w.example", Some("v"), "b1"),
            file("https://w.example", Some("../u"), "b2"),
        ] {
            assert_eq!(other.load().unwrap(), None);
        }
        // Names that become the same are distinguished by what is in the file.
        assert_eq!(file("https://w.example", Some(".._u"), "b1").load().unwrap(), None);
        std::fs::write(own.path(), "{").unwrap();
        assert!(own.load().unwrap_err().message.contains("cannot be understood"));
        own.save(&BTreeMap::new(), now).unwrap();
        assert!(!own.path().exists());
    }
}
