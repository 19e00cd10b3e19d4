//! Invitations to reviewer pools: the commands `invitations …`.

pub mod answer;
pub mod list;

use anyhow::Result;
use clap::Subcommand;

use crate::args::Behavior;
use crate::commands::context::{Context, Outcome};
use answer::{AcceptInvitationArgs, DeclineInvitationArgs};
use list::InvitationsListArgs;

/// Invitations to review for a call
#[derive(Debug, Subcommand)]
pub enum InvitationsCommand {
    /// List your invitations, those that wait first
    #[command(
        visible_alias = "ls",
        after_help = "\
Examples:
  waldur-review invitations list --pending
  waldur-review invitations list --json | jq -r '.[].call_name'

JSON has the server's elements without invitation_link, which is a secret.
Columns in tsv and csv: invitation, call, until, most, status, invited, by."
    )]
    List(InvitationsListArgs),
    /// Accept an invitation: batches can come then
    #[command(after_help = "\
Examples:
  waldur-review invitations accept 3da94211
  waldur-review invitations accept 3da94211 \\
    --conflict 'e5f1…:INST_SAME:We work in the same group'

An INVITATION is a UUID, a unique prefix of it, or the name of the call.
Accepting needs a published reviewer profile: see waldur-review profile.")]
    Accept(AcceptInvitationArgs),
    /// Decline an invitation, with a reason
    #[command(after_help = "\
Example:
  waldur-review invitations decline 3da94211 --reason 'On leave until May.'

The server requires a reason. There is no undo.")]
    Decline(DeclineInvitationArgs),
}

impl InvitationsCommand {
    /// The behavior of a command of this group, which the program must know before it runs.
    pub fn behavior(&self) -> Behavior<'_> {
        match self {
            Self::List(list) => list.output.behavior().with_several_servers(),
            Self::Accept(accept) => accept.sending.behavior(),
            Self::Decline(decline) => decline.sending.behavior(),
        }
    }
}

/// Runs a command of this group.
///
/// # Errors
/// As the command.
pub fn run(command: &InvitationsCommand, context: &mut Context<'_>) -> Result<Outcome> {
    match command {
        InvitationsCommand::List(arguments) => list::run(arguments, context),
        InvitationsCommand::Accept(arguments) => answer::accept(arguments, context),
        InvitationsCommand::Decline(arguments) => answer::decline(arguments, context),
    }
}
