//! The batches that `--new` listed before, by profile: UUIDs and times, nothing else.

use std::collections::BTreeMap;

use anyhow::Result;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::cache::JsonFile;
use crate::commands::context::Context;
use crate::error::UserError;
use crate::files::LockedFile;
use crate::settings::Settings;
use crate::waldur::uuid::is_uuid;

/// The batches that were listed before. As long as it exists, another run waits.
pub(crate) struct SeenBatches {
    locked: LockedFile,
    document: SeenDocument,
}

/// The document of the file.
#[derive(Debug, Default, Serialize, Deserialize)]
struct SeenDocument {
    /// When a run with `--new` last asked.
    asked_at: Option<Timestamp>,
    /// When each batch was listed first.
    batches: BTreeMap<String, Timestamp>,
}

impl SeenBatches {
    /// Those of a profile's server; none for the demo, which keeps nothing.
    ///
    /// # Errors
    /// When there is no home for the file, it cannot be read or written, or another run has it.
    pub fn open(profile: &str, host: &str, context: &Context<'_>) -> Result<Option<Self>> {
        let settings = context.settings;
        if settings.demo.is_some() {
            return Ok(None);
        }
        let directory = settings.state_directory.as_ref().ok_or_else(|| {
            UserError::configuration("there is no home directory to keep what --new has listed in")
                .hint("set HOME, or XDG_STATE_HOME")
        })?;
        let name = format!("listed-{}.json", Settings::cache_name(profile, host));
        let file = JsonFile::new(directory.join(name), "XDG_STATE_HOME");
        let (locked, document) =
            file.lock_within(settings.network.timeout, "every batch counts as new")?;
        Ok(Some(Self { locked, document }))
    }

    /// Returns whether the batch was listed before.
    pub fn knows(&self, uuid: &str) -> bool {
        self.document.batches.contains_key(uuid)
    }

    /// When a run with `--new` last asked.
    pub fn asked_at(&self) -> Option<Timestamp> {
        self.document.asked_at
    }

    /// Adds the batches that were shown, and drops those that the server no longer lists.
    pub fn update<'b>(
        &mut self,
        listed: impl Iterator<Item = &'b str>,
        shown: impl Iterator<Item = &'b str>,
        now: Timestamp,
    ) {
        let mut before = std::mem::take(&mut self.document.batches);
        self.document.batches = listed.filter_map(|uuid| before.remove_entry(uuid)).collect();
        for uuid in shown.filter(|uuid| is_uuid(uuid)) {
            self.document.batches.entry(uuid.to_owned()).or_insert(now);
        }
        self.document.asked_at = Some(now);
    }

    /// Saves them.
    ///
    /// # Errors
    /// When the file cannot be written; then the same is new the next time.
    pub fn save(self) -> Result<()> {
        let mut text = serde_json::to_string(&self.document)?;
        text.push('\n');
        Ok(self.locked.replace(&text)?)
    }
}
