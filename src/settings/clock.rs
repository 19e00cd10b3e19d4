//! The time that counts as now, and the zone that times are shown in.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Env, Settings};
use crate::error::UserError;
use crate::waldur::Clock;

impl Settings {
    /// Returns whether `WALDUR_REVIEW_NOW` sets the time.
    pub fn is_pretended(&self) -> bool {
        self.pretended_at.is_some()
    }

    /// The time by the clock; one that `WALDUR_REVIEW_NOW` sets goes on from there.
    pub fn clock(&self) -> Timestamp {
        self.clock_source()()
    }

    /// The clock, for what outlives the settings.
    pub fn clock_source(&self) -> Clock {
        let (now, pretended_at) = (self.now, self.pretended_at);
        Arc::new(move || match pretended_at {
            Some(then) => now + then.elapsed(),
            None => Timestamp::now(),
        })
    }

    /// The zone that times are shown in.
    ///
    /// # Errors
    /// When `TZ` names a zone that this computer does not know.
    pub fn zone(&self) -> Result<TimeZone, UserError> {
        let name = self.zone_name.as_deref();
        if self.display.utc || name.is_some_and(is_utc) {
            return Ok(TimeZone::UTC);
        }
        if let Some(zone) = zone_file(name).as_deref().and_then(zone_of_file) {
            return Ok(zone);
        }
        match TimeZone::try_system() {
            Ok(zone) => Ok(zone),
            // On a minimal system without zone files, times are in UTC; see Settings::warnings.
            Err(_) if name.is_none_or(lacks_database) => Ok(TimeZone::UTC),
            Err(error) => {
                Err(UserError::configuration(format!("TZ is not a known time zone: {error}"))
                    .hint("set TZ to a name such as Europe/London, or use --utc"))
            }
        }
    }
}

/// The start of this run, or the time that `WALDUR_REVIEW_NOW` sets.
pub(super) fn now(env: &Env) -> Result<Timestamp, UserError> {
    match env.text("WALDUR_REVIEW_NOW")? {
        None => Ok(Timestamp::now()),
        Some(text) => text.parse().map_err(|_| {
            UserError::configuration(format!("WALDUR_REVIEW_NOW: {text:?} is not a time"))
                .hint("it is for tests, and looks like 2026-10-01T09:00:00Z")
        }),
    }
}

/// The file of the zone, by the rules of every Unix. Reading that one file costs little; jiff's
/// own search lists all of the some 600 zones first, which costs more than the rest of a start.
fn zone_file(name: Option<&str>) -> Option<PathBuf> {
    if !cfg!(unix) {
        return None;
    }
    match name {
        None => Some(PathBuf::from("/etc/localtime")),
        Some(name) => is_zone_name(name).then(|| Path::new("/usr/share/zoneinfo").join(name)),
    }
}

/// Returns whether a text can be the name of a zone, and so part of a path.
fn is_zone_name(name: &str) -> bool {
    name.split('/').all(|part| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+'))
    })
}

/// Returns whether a value of `TZ` means UTC, for which no file is needed.
fn is_utc(name: &str) -> bool {
    const NAMES: [&str; 7] = ["UTC", "UTC0", "GMT", "GMT0", "UCT", "Zulu", "Universal"];
    let name = name.strip_prefix(':').unwrap_or(name);
    NAMES.contains(&name.strip_prefix("Etc/").unwrap_or(name))
}

/// Returns whether this is the name of a zone and the computer has no zones at all.
pub(super) fn lacks_database(name: &str) -> bool {
    let name = name.strip_prefix(':').unwrap_or(name);
    // Where the zone's own file is, jiff's search for all zones is not needed.
    let has_file = || zone_file(Some(name)).is_some_and(|file| file.exists());
    is_zone_name(name)
        && !is_utc(name)
        && !has_file()
        && jiff::tz::db().available().next().is_none()
}

fn zone_of_file(path: &Path) -> Option<TimeZone> {
    TimeZone::tzif("", &std::fs::read(path).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::is_utc;
    #[cfg(unix)]
    use super::zone_file;
    #[cfg(unix)]
    use std::path::{Path, PathBuf};

    #[test]
    fn names_of_utc_need_no_file() {
        for name in ["UTC", "UTC0", "Etc/UTC", ":Etc/UTC", "GMT", "Etc/GMT0", "Zulu"] {
            assert!(is_utc(name), "{name}");
        }
        for name in ["", "utc-1", "Etc/GMT+5", "Europe/London", "GMT0BST,M3.5.0/1"] {
            assert!(!is_utc(name), "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn zone_file_is_below_the_directory_of_zones() {
        let file = zone_file;
        let zones = |name: &str| Some(Path::new("/usr/share/zoneinfo").join(name));
        assert_eq!(file(None), Some(PathBuf::from("/etc/localtime")));
        for name in [
            "UTC",
            "Europe/London",
            "America/Port-au-Prince",
            "America/North_Dakota/Center",
            "Etc/GMT+5",
        ] {
            assert_eq!(file(Some(name)), zones(name), "{name}");
        }
        for other in [
            "/etc/passwd",
            "../../etc/passwd",
            "Europe/../London",
            "Europe/",
            "GMT0BST,M3.5.0/1",
            "<+03>-3",
            ":Europe/London",
            "5",
        ] {
            assert_eq!(file(Some(other)), None, "{other}");
        }
    }
}
