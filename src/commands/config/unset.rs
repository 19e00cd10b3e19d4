//! `config unset`: takes one setting out of `config.toml`.

use anyhow::Result;
use clap::Args;

use super::{done, with_remaining_error};
use crate::commands::context::{Context, Outcome};
use crate::error::{ErrorKind, UserError};
use crate::settings::registry::{Key, KeyParser};

/// `config unset`
#[derive(Debug, Args)]
pub struct ConfigUnsetArgs {
    /// A setting, such as display.color or profiles.NAME.timeout
    #[arg(value_name = "KEY", value_parser = KeyParser, hide_possible_values = true)]
    pub key: String,
}

pub fn run(arguments: &ConfigUnsetArgs, context: &Context<'_>) -> Result<Outcome> {
    let file = context.settings.config_file();
    if !file.unset(&arguments.key)? {
        // A name that no setting has is a mistake in typing; any other is not in the file.
        let (key, profile) = Key::named(&arguments.key)?;
        return Err(UserError::new(
            ErrorKind::NotFound,
            format!("{} does not set {}", file.path().display(), key.name_for(profile)),
        )
        .hint("where each value comes from is shown by: waldur-review config list")
        .into());
    }
    let outcome = done(format!("Removed {} from {}", arguments.key, file.path().display()));
    Ok(with_remaining_error(outcome, context))
}
