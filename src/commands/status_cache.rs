//! The cache of `status --short`: counts and times of one profile's server.

use crate::commands::context::Context;
use crate::files::PrivateFile;
use crate::settings::Settings;

/// Where it is kept; nowhere without a home, and for the demo.
pub(crate) fn file(profile: &str, host: &str, context: &Context<'_>) -> Option<PrivateFile> {
    let settings = context.settings;
    let directory = settings.cache_directory.as_ref()?;
    settings.demo.is_none().then(|| {
        let name = format!("status-{}.json", Settings::kept_as(profile, host));
        PrivateFile::new(directory.join(name), "XDG_CACHE_HOME")
    })
}

/// Forgets what is known of a profile's server, after something changed it.
pub(crate) fn forget(profile: &str, host: &str, context: &Context<'_>) {
    if let Some(file) = file(profile, host, context) {
        let _ = std::fs::remove_file(file.path());
    }
}
