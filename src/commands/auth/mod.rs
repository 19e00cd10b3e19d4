//! Logins: the commands `auth …`.

pub mod login;
pub mod logout;
mod personal;
pub mod renew;
pub mod status;
pub mod token;

use anyhow::Result;
use clap::Subcommand;

use crate::args::Behavior;
use crate::commands::context::{Context, Outcome};
use login::LoginArgs;
use renew::RenewArgs;
use status::AuthStatusArgs;

/// Log in and out, and show what is stored
#[derive(Debug, Subcommand)]
pub enum AuthCommand {
    /// Check a token with the server and store it
    #[command(after_help = "\
Examples:
  waldur-review auth login
  waldur-review auth login --url https://waldur.example.ac.uk
  pass waldur | waldur-review auth login --url w.example.ac.uk --with-token
  waldur-review auth login --from waldur-cli

The address may be the web portal's: the API is looked for behind it. A token
is made in the portal, under Profile, API key. It is stored in
credentials.toml, readable by you alone.

Such a token often ends after an hour without use. Then a personal access token
is offered in its place, which lasts for --days: --long-lived says yes to that
without a terminal, --no-long-lived no.")]
    Login(LoginArgs),
    /// Replace a personal access token that ends soon, or has ended
    #[command(after_help = "\
Examples:
  waldur-review auth renew
  waldur-review auth renew --profile site-2 --days 365

It asks for a token of the portal's API key page, since a personal access token
cannot make another, makes the next one, and names the old one to revoke.")]
    Renew(RenewArgs),
    /// Show who is logged in where, and where each value comes from
    #[command(after_help = "\
Examples:
  waldur-review auth status
  waldur-review auth status --json | jq -r '.[] | select(.ok | not) | .profile'")]
    Status(AuthStatusArgs),
    /// Log out: remove the stored token of a profile
    #[command(after_help = "\
Example:
  waldur-review auth logout --profile site-2
The token itself goes on working until you revoke it in the web portal.")]
    Logout,
    /// Print the token in use, for other programs
    #[command(after_help = "\
Example:
  WALDUR_ACCESS_TOKEN=\"$(waldur-review auth token)\" some-other-program")]
    Token,
}

impl AuthCommand {
    /// The behavior of a command of this group, which the program must know before it runs.
    pub fn behavior(&self) -> Behavior<'_> {
        match self {
            Self::Status(status) => status.output.behavior().with_several_servers(),
            Self::Login(_) | Self::Renew(_) | Self::Logout | Self::Token => Behavior::default(),
        }
    }
}

/// Runs a command of this group.
///
/// # Errors
/// As the command.
pub fn run(command: &AuthCommand, context: &mut Context<'_>) -> Result<Outcome> {
    match command {
        AuthCommand::Login(arguments) => login::run(arguments, context),
        AuthCommand::Renew(arguments) => renew::run(arguments, context),
        AuthCommand::Status(arguments) => status::run(arguments, context),
        AuthCommand::Logout => logout::run(context),
        AuthCommand::Token => token::run(context),
    }
}
