//! `config get`: the value of one setting.

use anyhow::Result;
use clap::Args;

use crate::commands::context::{Context, Outcome};
use crate::error::{ErrorKind, UserError};
use crate::output::View;
use crate::settings::registry::{Key, KeyParser};

/// `config get`
#[derive(Debug, Args)]
pub struct ConfigGetArgs {
    /// A setting, such as display.color or profiles.NAME.timeout
    #[arg(value_name = "KEY", value_parser = KeyParser, hide_possible_values = true)]
    pub key: String,
}

pub fn run(arguments: &ConfigGetArgs, context: &Context<'_>) -> Result<Outcome> {
    let (key, profile) = Key::named(&arguments.key)?;
    let name = key.name_for(profile);
    let value = context.settings.value(key, profile).ok_or_else(|| {
        UserError::new(ErrorKind::NotFound, format!("{name} has no value"))
            .hint(format!("give it one: waldur-review config set {name} VALUE"))
    })?;
    let value = context.theme.line(&value.value);
    Ok(Outcome::new(View::Text(format!("{value}\n"))))
}
