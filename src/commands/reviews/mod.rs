//! Reviews of proposals: the commands `reviews …`.

mod columns;
pub mod list;

use anyhow::Result;
use clap::Subcommand;

use crate::args::Behavior;
use crate::commands::context::{Context, Outcome};
use list::ReviewsListArgs;

/// Reviews of the proposals that you accepted
#[derive(Debug, Subcommand)]
pub enum ReviewsCommand {
    /// List the reviews to submit, soonest end first
    #[command(
        visible_alias = "ls",
        after_help = "\
Examples:
  waldur-review reviews list --due-within 48h
  waldur-review reviews list --all --json=uuid,proposal_slug,state
  waldur-review reviews list --all-profiles

--all adds what is submitted or ended. The mark ! is due within 48 hours, x is
past its end; the server may still take such a review.

Columns: review, slug, proposal, call, due, deadline, state, score, modified,
proposal-uuid, server. In a pipe the default form is tsv: full UUIDs, times in
UTC, and the columns review, slug, proposal, call, due, state, score."
    )]
    List(ReviewsListArgs),
}

impl ReviewsCommand {
    /// What the program must know of a command of this group before it runs.
    pub fn behavior(&self) -> Behavior<'_> {
        match self {
            Self::List(list) => list.output.behavior().with_several_servers(),
        }
    }
}

/// Runs a command of this group.
///
/// # Errors
/// As the command.
pub fn run(command: &ReviewsCommand, context: &mut Context<'_>) -> Result<Outcome> {
    match command {
        ReviewsCommand::List(arguments) => list::run(arguments, context),
    }
}
