//! What `--new` remembers of a profile from one run to the next: UUIDs and times, nothing else.

use crate::waldur::uuid::is_uuid;
use std::collections::BTreeMap;

use anyhow::Result;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::commands::context::Context;
use crate::error::UserError;
use crate::files::{Locked, PrivateFile};
use crate::settings::Settings;

/// The batches that were listed before. As long as it is there, another run waits.
pub(crate) struct Memory {
    locked: Locked,
    kept: Kept,
}

/// The file.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Kept {
    /// When a run with `--new` last asked.
    asked_at: Option<Timestamp>,
    /// When each batch was listed first.
    batches: BTreeMap<String, Timestamp>,
}

impl Memory {
    /// The memory of a profile's server; none for the demo, which keeps nothing.
    ///
    /// # Errors
    /// When there is no home for it, it cannot be read or written, or another run keeps it.
    pub fn open(profile: &str, host: &str, context: &Context<'_>) -> Result<Option<Self>> {
        let settings = context.settings;
        if settings.demo.is_some() {
            return Ok(None);
        }
        let directory = settings.state_directory.as_ref().ok_or_else(|| {
            UserError::configuration("cannot tell where to remember what is new: there is no home")
                .hint("set HOME, or XDG_STATE_HOME")
        })?;
        let file = PrivateFile::new(
            directory.join(format!("listed-{}.json", Settings::kept_as(profile, host))),
            "XDG_STATE_HOME",
        );
        let locked = file.lock_within(settings.network.timeout)?;
        let text = file.read()?;
        let kept = text.map_or(Ok(Kept::default()), |text| serde_json::from_str(&text));
        let kept = kept.map_err(|_| {
            let path = file.path().display();
            UserError::configuration(format!("{path} is not what this program wrote there"))
                .hint(format!("move it away: then every batch counts as new (rm '{path}')"))
        })?;
        Ok(Some(Self { locked, kept }))
    }

    /// Whether the batch was listed before.
    pub fn knows(&self, uuid: &str) -> bool {
        self.kept.batches.contains_key(uuid)
    }

    /// When it was last asked for what is new.
    pub fn asked_at(&self) -> Option<Timestamp> {
        self.kept.asked_at
    }

    /// Remembers what was shown, and forgets what the server no longer lists.
    pub fn learn<'b>(
        &mut self,
        listed: impl Iterator<Item = &'b str>,
        shown: impl Iterator<Item = &'b str>,
        now: Timestamp,
    ) {
        let mut before = std::mem::take(&mut self.kept.batches);
        self.kept.batches = listed.filter_map(|uuid| before.remove_entry(uuid)).collect();
        for uuid in shown.filter(|uuid| is_uuid(uuid)) {
            self.kept.batches.entry(uuid.to_owned()).or_insert(now);
        }
        self.kept.asked_at = Some(now);
    }

    /// Writes it down.
    ///
    /// # Errors
    /// When the file cannot be written; then the same is new the next time.
    pub fn save(self) -> Result<()> {
        let mut text = serde_json::to_string(&self.kept)?;
        text.push('\n');
        Ok(self.locked.replace(&text)?)
    }
}
