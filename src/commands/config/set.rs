//! `config set`: changes one setting in `config.toml`.

use anyhow::Result;
use clap::Args;

use super::{done, with_remaining_error};
use crate::commands::context::{Context, Outcome};
use crate::settings::Source;
use crate::settings::registry::{Key, KeyParser, Kind as KeyKind};

/// `config set`
#[derive(Debug, Args)]
pub struct ConfigSetArgs {
    /// A setting, such as display.color or profiles.NAME.timeout
    #[arg(value_name = "KEY", value_parser = KeyParser, hide_possible_values = true)]
    pub key: String,
    /// Its value; for a token command a program and its arguments
    #[arg(value_name = "VALUE", required = true)]
    pub values: Vec<String>,
}

pub fn run(arguments: &ConfigSetArgs, context: &Context<'_>) -> Result<Outcome> {
    let settings = context.settings;
    let (key, profile) = Key::named(&arguments.key)?;
    settings.config_file().set(key, profile, &arguments.values)?;
    let name = key.name_for(profile);
    let mut outcome = done(format!("Set {name} in {}", settings.config_file().path().display()));
    if let Some(value) = settings.value(key, profile)
        && let Source::Variable(variable) = value.source
    {
        outcome = outcome.message(format!("note: {variable} is set and comes before it"));
    }
    if key.kind == KeyKind::Profile
        && let [name] = arguments.values.as_slice()
        && !settings.profiles()?.contains(name)
    {
        outcome = outcome.message(format!(
            "note: there is no login of this name yet; run: waldur-review auth login --profile {name}"
        ));
    }
    Ok(with_remaining_error(outcome, context))
}
