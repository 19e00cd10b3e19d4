//! `config …`: the settings in `config.toml`, and where files are.

pub mod edit;
pub mod get;
pub mod list;
pub mod path;
pub mod set;
mod template;
pub mod unset;

use anyhow::Result;
use clap::Subcommand;

use crate::args::Behavior;
use crate::commands::context::{Context, Outcome};
use crate::error::UserError;
use crate::output::View;

pub use get::ConfigGetArgs;
pub use list::ConfigListArgs;
pub use path::ConfigPathArgs;
pub use set::ConfigSetArgs;
pub use unset::ConfigUnsetArgs;

/// See and change the settings in config.toml
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Show every setting, its value, and where that comes from
    #[command(
        visible_alias = "ls",
        after_help = "\
Examples:
  waldur-review config list
  waldur-review config list --json | jq -r '.[] | select(.source != \"default\")'"
    )]
    List(ConfigListArgs),
    /// Print the value of a setting alone
    #[command(after_help = "\
Example:
  waldur-review config get display.color
Where a setting has no value, not even a default, it exits with 3.")]
    Get(ConfigGetArgs),
    /// Change a setting in config.toml
    #[command(after_help = "\
Examples:
  waldur-review config set display.color never
  waldur-review config set display.columns batch,call,deadline,left
  waldur-review config set profiles.isambard.timeout 60s
  waldur-review config set profiles.isambard.token_command -- pass show waldur

The rest of the file stays as it is, comments included. A value that the
setting does not allow is refused before anything is written.
All settings: waldur-review config -h")]
    Set(ConfigSetArgs),
    /// Remove a setting from config.toml
    #[command(after_help = "\
Example:
  waldur-review config unset display.color")]
    Unset(ConfigUnsetArgs),
    /// Show where the files of this program are
    #[command(after_help = "\
Examples:
  waldur-review config path
  waldur-review config path --json | jq -r .config")]
    Path(ConfigPathArgs),
    /// Change config.toml in your editor; what is not valid is not installed
    #[command(after_help = "\
Example:
  waldur-review config edit
It edits a copy with $VISUAL or $EDITOR, also where the file cannot be read as
TOML any more.")]
    Edit,
}

impl ConfigCommand {
    /// The behavior of a command of this group, which the program must know before it runs.
    pub fn behavior(&self) -> Behavior<'_> {
        match self {
            Self::List(list) => list.output.behavior(),
            Self::Path(path) => path.output.behavior().repairing_settings(),
            Self::Get(_) => Behavior::default(),
            Self::Set(_) | Self::Unset(_) | Self::Edit => Behavior::default().repairing_settings(),
        }
    }
}

pub fn run(command: &ConfigCommand, context: &mut Context<'_>) -> Result<Outcome> {
    let writes =
        matches!(command, ConfigCommand::Set(_) | ConfigCommand::Unset(_) | ConfigCommand::Edit);
    if writes && context.settings.demo.is_some() {
        return Err(UserError::usage("--demo stores nothing").into());
    }
    match command {
        ConfigCommand::List(arguments) => list::run(arguments, context),
        ConfigCommand::Get(arguments) => get::run(arguments, context),
        ConfigCommand::Set(arguments) => set::run(arguments, context),
        ConfigCommand::Unset(arguments) => unset::run(arguments, context),
        ConfigCommand::Path(arguments) => path::run(arguments, context),
        ConfigCommand::Edit => edit::run(context),
    }
}

/// The outcome of a command that has nothing to show but this message.
fn done(message: String) -> Outcome {
    Outcome::new(View::Nothing).message(message)
}

/// Adds what is still wrong with a file that was wrong before.
fn with_remaining_error(outcome: Outcome, context: &Context<'_>) -> Outcome {
    if context.settings.config_error.is_none() {
        return outcome;
    }
    let file = context.settings.config_file();
    let text = file.text().ok().flatten().unwrap_or_default();
    match file.check(&text) {
        Err(fault) => outcome.message(format!("warning: more is wrong: {}", fault.message)),
        Ok(()) => outcome,
    }
}
