//! Small private JSON files: what is kept from one run to the next and may be lost at any time.

use std::marker::PhantomData;
use std::path::PathBuf;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::UserError;
use crate::files::{LockedFile, PrivateFile};

/// Another run that writes the same file is not waited for longer.
const LOCK_LIMIT: Duration = Duration::from_millis(100);

/// A private file that holds one JSON document.
#[derive(Debug, Clone)]
pub struct JsonFile<T> {
    file: PrivateFile,
    document: PhantomData<fn() -> T>,
}

impl<T: Serialize + DeserializeOwned> JsonFile<T> {
    /// The file at this path, which need not exist; the variable moves it elsewhere.
    pub fn new(path: PathBuf, variable: &'static str) -> Self {
        Self { file: PrivateFile::new(path, variable), document: PhantomData }
    }

    /// The file itself.
    pub fn file(&self) -> &PrivateFile {
        &self.file
    }

    /// The document, or nothing where there is none that is understood.
    pub fn read(&self) -> Option<T> {
        serde_json::from_str(&self.file.read().ok()??).ok()
    }

    /// Replaces the document. A failure is not reported: what is not cached is asked for again.
    pub fn write(&self, document: &T) {
        if let Ok(text) = serde_json::to_string(document)
            && let Ok(locked) = self.file.lock_within(LOCK_LIMIT)
        {
            let _ = locked.replace(&text);
        }
    }

    /// Deletes the file.
    pub fn forget(&self) {
        let _ = self.file.remove();
    }

    /// Waits for other runs that hold the file, and reads it under the lock. A file that is not
    /// there is a new document; what that means for the user is said where the file cannot be used.
    ///
    /// # Errors
    /// When it cannot be read, written or locked in time, or holds something else.
    pub fn lock_within(
        &self,
        limit: Duration,
        without_it: &str,
    ) -> Result<(LockedFile, T), UserError>
    where
        T: Default,
    {
        let locked = self.file.lock_within(limit)?;
        let text = self.file.read()?;
        let document = text.map_or(Ok(T::default()), |text| serde_json::from_str(&text));
        let document = document.map_err(|_| {
            let path = self.file.path().display();
            UserError::configuration(format!("{path} was not written by this program"))
                .hint(format!("delete it, then {without_it}: rm '{path}'"))
        })?;
        Ok((locked, document))
    }
}

/// Returns whether a time is less than this span ago. A time in the future is not: the clock was
/// set back.
pub fn is_within(at: Option<Timestamp>, span: Duration, now: Timestamp) -> bool {
    let span = SignedDuration::try_from(span).unwrap_or(SignedDuration::MAX);
    at.is_some_and(|at| at <= now && now.duration_since(at) < span)
}

#[cfg(test)]
mod tests {
    use super::{JsonFile, is_within};
    use jiff::Timestamp;
    use std::time::Duration;

    #[test]
    fn file_that_is_not_understood_is_no_document() {
        let home = tempfile::tempdir().unwrap();
        let file = JsonFile::<Vec<u32>>::new(home.path().join("list.json"), "HERE");
        assert_eq!(file.read(), None);
        file.write(&vec![1, 2]);
        assert_eq!(file.read(), Some(vec![1, 2]));
        std::fs::write(file.file().path(), "{ what").unwrap();
        assert_eq!(file.read(), None);
        let error = file.lock_within(Duration::ZERO, "nothing is known").unwrap_err();
        assert!(error.message.ends_with("list.json was not written by this program"), "{error}");
        file.forget();
        assert_eq!(
            file.lock_within(Duration::ZERO, "nothing is known").unwrap().1,
            Vec::<u32>::new()
        );
    }

    #[test]
    fn only_the_near_past_is_within_a_span() {
        let now: Timestamp = "2026-11-24T03:00:00Z".parse().unwrap();
        let minute = Duration::from_secs(60);
        for (at, expected) in [
            (None, false),
            (Some("2026-11-24T03:00:00Z"), true),
            (Some("2026-11-24T02:59:01Z"), true),
            (Some("2026-11-24T02:59:00Z"), false),
            (Some("2026-11-24T03:00:01Z"), false),
        ] {
            let at = at.map(|text| text.parse().unwrap());
            assert_eq!(is_within(at, minute, now), expected, "{at:?}");
        }
        assert!(is_within(Some(now), Duration::MAX, now));
    }
}
