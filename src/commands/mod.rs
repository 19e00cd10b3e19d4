//! The commands: a directory for each group, a file for each verb with its arguments beside its
//! code. A command takes its arguments and gives back an [`Outcome`]: it does not print, read the
//! environment or choose an exit code. Files directly in this directory are shared by all groups;
//! no group imports another.

pub mod answers;
pub mod auth;
pub mod batches;
pub mod completions;
pub mod config;
pub mod confirm;
pub mod conflicts;
pub mod context;
pub mod deadlines;
#[cfg(feature = "demo")]
pub mod demo;
pub mod doctor;
pub mod empty;
pub mod fields;
pub mod invitations;
pub mod items;
pub mod listing;
pub mod man;
pub mod multi_server;
pub mod phrases;
pub mod portal;
pub mod profile;
pub mod proposal_text;
pub mod resolve;
pub mod review_forms;
pub mod reviews;
pub mod schema;
#[cfg(test)]
pub mod schemas;
pub mod status;
pub mod status_cache;

use anyhow::Result;
use clap::CommandFactory;

use crate::cli::{Cli, Command};
use crate::commands::context::{Context, Outcome};
use crate::output::View;

/// Runs a command.
///
/// # Errors
/// The error that kept the command from giving any result.
pub fn run(command: &Command, context: &mut Context<'_>) -> Result<Outcome> {
    match command {
        Command::Status(arguments) => status::run(arguments, context),
        Command::Batches(command) => batches::run(command, context),
        Command::Items(command) => items::run(command, context),
        Command::Reviews(command) => reviews::run(command, context),
        Command::Invitations(command) => invitations::run(command, context),
        Command::Profile(command) => profile::run(command, context),
        Command::Auth(command) => auth::run(command, context),
        Command::Config(command) => config::run(command, context),
        Command::Doctor(arguments) => doctor::run(arguments, context),
        Command::Schema(arguments) => schema::run(arguments),
        Command::Man(arguments) => Ok(man::run(arguments, Cli::command())?),
        Command::Completions(arguments) => Ok(completions::run(arguments, Cli::command())?),
        // `app` prints the help of the command that is named.
        Command::Help(_) => Ok(Outcome::new(View::Nothing)),
        #[cfg(feature = "demo")]
        Command::Demo(arguments) => demo::run(arguments, context),
    }
}
