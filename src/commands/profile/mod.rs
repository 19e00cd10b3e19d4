//! The reviewer profile: the commands `profile …`.

mod change;
mod publish;
mod set;
mod show;

use anyhow::Result;
use clap::Subcommand;

use crate::args::Behavior;
use crate::commands::context::{Context, Outcome};
use crate::error::{ErrorKind, UserError};
use crate::waldur::Client;
use crate::waldur::pagination::Object;
use crate::waldur::profiles::{self, Profile};

pub use publish::ProfilePublishArgs;
pub use set::ProfileSetArgs;
pub use show::ProfileShowArgs;

/// Your reviewer profile: show, publish, available or not
#[derive(Debug, Subcommand)]
pub enum ProfileCommand {
    /// Show your reviewer profile
    Show(ProfileShowArgs),
    /// Let call managers find your profile
    Publish(ProfilePublishArgs),
    /// Hide your profile; invitations and batches stay
    Unpublish(ProfilePublishArgs),
    /// Set whether you take reviews
    #[command(after_help = "\
Examples:
  waldur-review profile set available no
  waldur-review profile set available yes")]
    Set(ProfileSetArgs),
}

impl ProfileCommand {
    /// The behavior of a command of this group, which the program must know before it runs.
    pub fn behavior(&self) -> Behavior<'_> {
        match self {
            Self::Show(show) => show.output.behavior(),
            Self::Publish(_) | Self::Unpublish(_) | Self::Set(_) => Behavior::default().sending(),
        }
    }
}

/// Runs a command of this group.
///
/// # Errors
/// When there is no profile, or it cannot be read or changed.
pub fn run(command: &ProfileCommand, context: &mut Context<'_>) -> Result<Outcome> {
    match command {
        ProfileCommand::Show(arguments) => show::run(arguments, context),
        ProfileCommand::Publish(arguments) => publish::run(arguments, true, context),
        ProfileCommand::Unpublish(arguments) => publish::run(arguments, false, context),
        ProfileCommand::Set(arguments) => set::run(arguments, context),
    }
}

/// The user's profile.
fn own(client: &Client) -> Result<Object<Profile<'static>>> {
    profiles::own(client)?.ok_or_else(|| {
        let message = format!("you have no reviewer profile on {}", client.facts().host);
        UserError::new(ErrorKind::NotFound, message).hint("create one in the web portal").into()
    })
}
