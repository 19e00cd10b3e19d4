//! Warnings about the files and the computer that the settings come from.

use super::{Settings, clock};
use crate::files::{PermissionWarning, readable_by_others, writable_by_others};

impl Settings {
    /// Files of the settings that others can read or change. What they change would be used: a
    /// `token_command` of theirs would run.
    pub fn file_warnings(&self) -> Vec<PermissionWarning> {
        let Some(directory) = self.directory.as_deref() else {
            return Vec::new();
        };
        let config = self.config_file();
        let credentials = self.store.path();
        [directory, config.path()]
            .into_iter()
            .filter_map(writable_by_others)
            .chain(readable_by_others(credentials).or_else(|| writable_by_others(credentials)))
            .collect()
    }

    /// Warnings that the user should see before anything is done, a line for each.
    pub fn warnings(&self) -> Vec<String> {
        let files = self.file_warnings();
        let zone = self.zone_name.as_deref().filter(|name| clock::lacks_database(name)).map(|name| {
            format!("TZ is {name}, but this computer has no time zones, so times are in UTC; install the package tzdata")
        });
        files.iter().map(PermissionWarning::line).chain(zone).collect()
    }
}
