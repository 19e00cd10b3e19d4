//! Assignment items: the commands `items …`.

pub mod answer;
mod columns;
pub mod list;
pub mod show;

use anyhow::Result;
use clap::Subcommand;

use crate::args::Behavior;
use crate::commands::context::{Context, Outcome};
use answer::{AnswerArgs, DeclineArgs};
use list::ItemsListArgs;
use show::ItemsShowArgs;

/// Assignment items: the proposals one by one
#[derive(Debug, Subcommand)]
pub enum ItemsCommand {
    /// List your proposals, answered ones included
    #[command(
        visible_alias = "ls",
        after_help = "\
Examples:
  waldur-review items list --pending
  waldur-review items list --status declined --json | jq -r '.[].decline_reason'

It also finds pending proposals in answered batches, which batches list cannot.
Blocked: a conflict of interest stands against it. Columns in tsv and csv: item,
slug, proposal, status, affinity, conflict, answered, batch."
    )]
    List(ItemsListArgs),
    /// Show one proposal with its deadline and summary
    #[command(
        visible_alias = "view",
        after_help = "\
Examples:
  waldur-review items show GW-0152
  waldur-review items show 9e1f04b3 --json=status,has_coi

An ITEM is a UUID, a prefix of it that is unique among your items (4 characters
or more), or a proposal's slug. JSON is the item as the server sent it."
    )]
    Show(ItemsShowArgs),
    /// Accept proposals to review
    #[command(after_help = "\
Examples:
  waldur-review items accept 9e1f04b3 GW-0160
  waldur-review items accept --batch 0b6d --all-pending --dry-run
  waldur-review items list --pending --format ndjson > all.ndjson
  waldur-review items accept - --yes < all.ndjson

An ITEM is a UUID, a prefix of it that is unique among your pending items (4
characters or more), or a proposal's slug. There is no undo on the server.")]
    Accept(AnswerArgs),
    /// Decline proposals
    #[command(after_help = "\
Examples:
  waldur-review items decline GW-0152 --reason \"I work with the applicants.\"
  waldur-review items decline --batch 0b6d --all-pending --reason-file why.txt

An ITEM is a UUID, a prefix of it that is unique among your pending items (4
characters or more), or a proposal's slug. There is no undo on the server.")]
    Decline(DeclineArgs),
}

impl ItemsCommand {
    /// The behavior of a command of this group, which the program must know before it runs.
    pub fn behavior(&self) -> Behavior<'_> {
        match self {
            Self::List(list) => list.output.behavior().with_several_servers(),
            Self::Show(show) => show.output.behavior(),
            Self::Accept(accept) => accept.sending.behavior(),
            Self::Decline(decline) => decline.answer.sending.behavior(),
        }
    }
}

/// Runs a command of this group.
///
/// # Errors
/// As the command.
pub fn run(command: &ItemsCommand, context: &mut Context<'_>) -> Result<Outcome> {
    match command {
        ItemsCommand::List(arguments) => list::run(arguments, context),
        ItemsCommand::Show(arguments) => show::run(arguments, context),
        ItemsCommand::Accept(arguments) => answer::accept(arguments, context),
        ItemsCommand::Decline(arguments) => answer::decline(arguments, context),
    }
}
