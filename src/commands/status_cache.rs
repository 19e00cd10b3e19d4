//! The cache of `status --short`: counts and times of one profile's server.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::cache::{JsonFile, is_within};
use crate::commands::context::Context;
use crate::complete;
use crate::settings::Settings;

/// The document of the cache.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct CachedStatus {
    /// When the server last answered.
    pub asked_at: Option<Timestamp>,
    /// When the server last could not be asked.
    #[serde(default)]
    pub failed_at: Option<Timestamp>,
    /// The deadlines of the batches to answer, `null` where there is none.
    pub batches: Vec<Option<Timestamp>>,
    /// The deadlines of the reviews in progress.
    pub reviews: Vec<Option<Timestamp>>,
}

impl CachedStatus {
    /// Returns whether the server answered less than this long ago.
    pub fn is_fresh(&self, max_age: Duration, now: Timestamp) -> bool {
        is_within(self.asked_at, max_age, now)
    }

    /// Returns whether the server failed less than this long ago.
    pub fn has_failed_within(&self, span: Duration, now: Timestamp) -> bool {
        is_within(self.failed_at, span, now)
    }
}

/// The file of the cache; there is none without a home, and for the demo.
pub(crate) fn file(
    profile: &str,
    host: &str,
    context: &Context<'_>,
) -> Option<JsonFile<CachedStatus>> {
    let settings = context.settings;
    let directory = settings.cache_directory.as_ref()?;
    settings.demo.is_none().then(|| {
        let name = format!("status-{}.json", Settings::cache_name(profile, host));
        JsonFile::new(directory.join(name), "XDG_CACHE_HOME")
    })
}

/// Deletes what is cached for the prompt and for completion, after something was sent: neither must
/// show what was owed before.
pub(crate) fn forget_owed(profile: &str, host: &str, context: &Context<'_>) {
    forget(profile, host, context);
    complete::forget(profile, context);
}

/// Deletes the cache of a profile's server, after something changed there.
pub(crate) fn forget(profile: &str, host: &str, context: &Context<'_>) {
    if let Some(file) = file(profile, host, context) {
        file.forget();
    }
}
