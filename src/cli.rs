//! The command line: the global structure and the list of commands. Each command's arguments stand
//! beside its code, in `commands`.

use clap::{Parser, Subcommand};

use crate::args::{Behavior, GlobalArgs};
use crate::commands::auth::AuthCommand;
use crate::commands::batches::BatchesCommand;
use crate::commands::completions::CompletionsArgs;
use crate::commands::config::ConfigCommand;
#[cfg(feature = "demo")]
use crate::commands::demo::DemoArgs;
use crate::commands::doctor::DoctorArgs;
use crate::commands::items::ItemsCommand;
use crate::commands::man::ManArgs;
use crate::commands::schema::SchemaArgs;
use crate::commands::status::StatusArgs;

const EXAMPLES: &str = "\
Examples:
  waldur-review --demo batches list          try it, without an account
  waldur-review auth login                   store a token once
  waldur-review batches list                 what is due
  waldur-review batches show 0b6d            one batch
  waldur-review batches list --json | jq .   for scripts

Exit codes: 0 done, 2 usage or settings, 3 not found, 4 not logged in,
5 refused, 6 not reached, 7 the server's fault, 8 work waits (--exit-status),
9 some of several failed, 130 interrupted, 1 anything else.
More in: man waldur-review (where it is missing: waldur-review man --help)";

/// Review proposals on Waldur from the terminal.
#[derive(Debug, Parser)]
#[command(
    name = "waldur-review",
    version,
    after_help = EXAMPLES,
    disable_help_subcommand = true,
    arg_required_else_help = true
)]
pub struct Cli {
    /// What applies to every command.
    #[command(flatten)]
    pub global: GlobalArgs,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// What you owe and by when: batches, reviews, and your token's life
    Status(StatusArgs),
    /// Assignment batches: what you were asked to review
    #[command(subcommand, visible_alias = "batch", arg_required_else_help = true)]
    Batches(BatchesCommand),
    /// Assignment items: the proposals one by one
    #[command(subcommand, visible_alias = "item", arg_required_else_help = true)]
    Items(ItemsCommand),
    /// Log in, and see or forget what is stored
    #[command(subcommand, arg_required_else_help = true)]
    Auth(AuthCommand),
    /// Find out why it does not work, and what to do about it
    Doctor(DoctorArgs),
    /// See and change the settings in config.toml
    #[command(subcommand, arg_required_else_help = true, after_help = crate::settings::registry::help())]
    Config(ConfigCommand),
    /// Print the completion script of a shell
    Completions(CompletionsArgs),
    /// Print a man page, or write them all
    Man(ManArgs),
    /// Print the JSON Schema of what a command prints
    Schema(SchemaArgs),
    /// Keep the small Waldur of --demo running, for trying scripts
    #[cfg(feature = "demo")]
    Demo(DemoArgs),
}

impl Command {
    /// What the program must know of the command before it runs.
    pub fn behavior(&self) -> Behavior<'_> {
        match self {
            Self::Status(status) => status.output.behavior().with_several_servers(),
            Self::Batches(command) => command.behavior(),
            Self::Items(command) => command.behavior(),
            Self::Auth(command) => command.behavior(),
            Self::Config(command) => command.behavior(),
            Self::Doctor(doctor) => doctor.output.behavior().without_settings(),
            Self::Completions(_) | Self::Man(_) | Self::Schema(_) => {
                Behavior::default().without_settings()
            }
            #[cfg(feature = "demo")]
            Self::Demo(_) => Behavior::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::CommandFactory;

    #[test]
    fn the_definitions_hold_together() {
        Cli::command().debug_assert();
    }
}
