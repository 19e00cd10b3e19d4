//! The command line: the global structure and the list of commands. Each command's arguments stand
//! beside its code, in `commands`.

use std::ffi::OsString;

use clap::{Args, Parser, Subcommand};

use crate::args::{Behavior, GlobalArgs};
use crate::commands::auth::AuthCommand;
use crate::commands::batches::BatchesCommand;
use crate::commands::completions::CompletionsArgs;
use crate::commands::config::ConfigCommand;
#[cfg(feature = "demo")]
use crate::commands::demo::DemoArgs;
use crate::commands::doctor::DoctorArgs;
use crate::commands::invitations::InvitationsCommand;
use crate::commands::items::ItemsCommand;
use crate::commands::man::ManArgs;
use crate::commands::profile::ProfileCommand;
use crate::commands::reviews::ReviewsCommand;
use crate::commands::schema::SchemaArgs;
use crate::commands::status::StatusArgs;

/// The text that is printed where nothing was typed but the program's name.
pub const SHORT_HELP: &str = "\
Review proposals on Waldur from the terminal.

First steps:
  waldur-review auth login             store a token, once
  waldur-review status                 what you owe, and by when
  waldur-review batches list           the batches to answer, soonest first
  waldur-review batches show BATCH     one batch with its proposals
  waldur-review batches respond BATCH  answer its proposals

To try it without an account, add --demo: waldur-review --demo batches list
All commands and options: waldur-review --help
";

const EXAMPLES: &str = "\
Examples:
  waldur-review --demo batches list          try it, without an account
  waldur-review auth login                   store a token once
  waldur-review batches list                 what is due
  waldur-review batches show 0b6d            one batch
  waldur-review batches list --json | jq .   for scripts
";

/// The text behind the options in `--help`.
fn after_help() -> String {
    format!(
        "{EXAMPLES}\n{}\n\nThe manual: man waldur-review (if it is missing: waldur-review man --help)",
        crate::exit_code::help()
    )
}

/// Review proposals on Waldur from the terminal.
#[derive(Debug, Parser)]
#[command(
    name = "waldur-review",
    version,
    after_help = after_help(),
    disable_help_subcommand = true,
    arg_required_else_help = true
)]
pub struct Cli {
    /// Options of every command.
    #[command(flatten)]
    pub global: GlobalArgs,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// What you owe and by when: batches, reviews, token lifetime
    Status(StatusArgs),
    /// Assignment batches: what you were asked to review
    #[command(subcommand, visible_alias = "batch", arg_required_else_help = true)]
    Batches(BatchesCommand),
    /// Assignment items: the proposals one by one
    #[command(subcommand, visible_alias = "item", arg_required_else_help = true)]
    Items(ItemsCommand),
    /// Reviews: read, write, check and submit them
    #[command(subcommand, visible_alias = "review", arg_required_else_help = true)]
    Reviews(ReviewsCommand),
    /// Invitations to review for a call
    #[command(subcommand, visible_alias = "invitation", arg_required_else_help = true)]
    Invitations(InvitationsCommand),
    /// Your reviewer profile: show, publish, available or not
    #[command(subcommand, arg_required_else_help = true)]
    Profile(ProfileCommand),
    /// Log in or out, and show the stored logins
    #[command(subcommand, arg_required_else_help = true)]
    Auth(AuthCommand),
    /// Find out what does not work, and what to do about it
    Doctor(DoctorArgs),
    /// Show and change the settings in config.toml
    #[command(subcommand, arg_required_else_help = true, after_help = crate::settings::registry::help())]
    Config(ConfigCommand),
    /// Show the help of a command
    Help(HelpArgs),
    /// Print the completion script of a shell
    Completions(CompletionsArgs),
    /// Print a man page, or write them all
    Man(ManArgs),
    /// Print the JSON Schema of what a command prints
    Schema(SchemaArgs),
    /// Run the built-in demo server, for trying scripts
    #[cfg(feature = "demo")]
    Demo(DemoArgs),
}

/// `help`
#[derive(Debug, Args)]
pub struct HelpArgs {
    /// A command, such as batches list; else the program itself
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,
}

impl HelpArgs {
    /// The command line that prints the help.
    pub fn as_arguments(&self) -> Vec<OsString> {
        let mut words = vec![env!("CARGO_PKG_NAME")];
        words.extend(self.command.iter().map(String::as_str));
        words.push("--help");
        words.into_iter().map(OsString::from).collect()
    }
}

impl Command {
    /// The behavior of the command, which the program must know before it runs.
    pub fn behavior(&self) -> Behavior<'_> {
        match self {
            Self::Status(status) => status.output.behavior().with_several_servers(),
            Self::Batches(command) => command.behavior(),
            Self::Items(command) => command.behavior(),
            Self::Reviews(command) => command.behavior(),
            Self::Invitations(command) => command.behavior(),
            Self::Profile(command) => command.behavior(),
            Self::Auth(command) => command.behavior(),
            Self::Config(command) => command.behavior(),
            Self::Doctor(doctor) => doctor.output.behavior().without_settings(),
            Self::Help(_) | Self::Completions(_) | Self::Man(_) | Self::Schema(_) => {
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

    /// The names of calls and the reasons are anybody's text.
    #[test]
    fn options_for_text_take_a_value_that_begins_with_a_hyphen() {
        fn check(command: &clap::Command) -> usize {
            let free = command.get_arguments().filter(|argument| {
                argument.get_long() == Some("call") || argument.get_long() == Some("reason")
            });
            let mut count = 0;
            for argument in free {
                assert!(
                    argument.is_allow_hyphen_values_set(),
                    "{} --{}",
                    command.get_name(),
                    argument.get_long().unwrap_or_default()
                );
                count += 1;
            }
            count + command.get_subcommands().map(check).sum::<usize>()
        }
        assert!(check(&Cli::command()) > 4);
    }
}
