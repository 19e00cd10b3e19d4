//! Reviews: the commands `reviews …`.

pub mod check;
pub mod clean;
mod compared;
pub mod decline;
pub mod diff;
pub mod documents;
pub mod edit;
mod folder;
mod form_update;
mod html;
pub mod list;
mod lookup;
mod material;
pub mod pull;
pub mod push;
pub mod send;
mod settle_submission;
pub mod show;
pub mod submit;

use anyhow::Result;
use clap::Subcommand;

use crate::args::Behavior;
use crate::commands::context::{Context, Outcome};
use crate::error::UserError;
use check::CheckArgs;
use clean::CleanArgs;
use decline::DeclineReviewArgs;
use diff::DiffArgs;
use documents::DocumentsArgs;
use edit::ReviewsEditArgs;
use list::ReviewsListArgs;
use pull::PullArgs;
use push::PushArgs;
use show::ReviewsShowArgs;
use submit::SubmitArgs;

/// Reviews: read, write, check and submit them
#[derive(Debug, Subcommand)]
pub enum ReviewsCommand {
    /// List your reviews, soonest end first
    #[command(
        visible_alias = "ls",
        after_help = "\
Examples:
  waldur-review reviews list
  waldur-review reviews list --due-within 48h --exit-status
  waldur-review reviews list --all --json | jq -r '.[].proposal_slug'

FORM says how the form on this computer stands: - (none), what it lacks, not
pushed, ready, closed. Forms of the current folder and of the setting
reviews.folder are looked at. Columns in tsv and csv: review, slug, proposal,
call, due, state, score, form."
    )]
    List(ReviewsListArgs),
    /// Show a review with its proposal and your draft
    #[command(
        visible_alias = "view",
        after_help = "\
Examples:
  waldur-review reviews show GW-0147
  waldur-review reviews show 5c1e0d7a --json | jq .proposal.project_summary

A REVIEW is a UUID, a unique prefix of it, a proposal's slug, an address of the
portal, or the path of a form. Nothing is stored. JSON has the documents review,
proposal, resources and team of the server; null where one cannot be read."
    )]
    Show(ReviewsShowArgs),
    /// Make or update review forms, with the proposals beside them
    #[command(after_help = "\
Examples:
  waldur-review reviews pull
  waldur-review reviews pull GW-0147 --into ~/reviews

Without a REVIEW, all that are to be written. The folder is --into, else the
setting reviews.folder, else the current one if it holds forms. A form that is
there is updated field by field; what both sides changed is marked as git marks
a conflict. Earlier versions are in .backup/.")]
    Pull(PullArgs),
    /// Write a review in your editor
    #[command(after_help = "\
Examples:
  waldur-review reviews edit GW-0147
  EDITOR=nano waldur-review reviews edit 5c1e0d7a

Makes the form where there is none, opens it, and checks it when it is closed.
Nothing is sent.")]
    Edit(ReviewsEditArgs),
    /// List or download the documents of a proposal
    #[command(after_help = "\
Examples:
  waldur-review reviews documents GW-0147
  waldur-review reviews documents GW-0147 --into GW-0147/documents

A document that is there whole is not downloaded again, and a file that you
changed is never touched.")]
    Documents(DocumentsArgs),
    /// Check review forms, without a server
    #[command(after_help = "\
Examples:
  waldur-review reviews check
  waldur-review reviews check GW-0147.md --json

A FILE is a form, or a folder of forms; without one, all forms of the current
folder are checked. Each line has file, line, column, severity and a code. Exits
with 2 where anything is an error. What is missing for submission is a note, and
an error once the form says ready: true.")]
    Check(CheckArgs),
    /// Show what differs between forms and the server
    #[command(after_help = "\
Examples:
  waldur-review reviews diff
  waldur-review reviews diff GW-0147.md --json

Lines with - are the server's, lines with + the form's.")]
    Diff(DiffArgs),
    /// Save forms as drafts on the server
    #[command(after_help = "\
Examples:
  waldur-review reviews push
  waldur-review reviews push GW-0147.md --dry-run

Only what you changed is sent, and nothing is submitted. Call managers can read
drafts. A form where both sides changed the same field is left out; pull marks
the conflict in it.")]
    Push(PushArgs),
    /// Submit reviews: the server takes no change afterwards
    #[command(after_help = "\
Examples:
  waldur-review reviews submit GW-0147.md
  waldur-review reviews submit --ready

Score, public text and, where the call demands it, the statement on conflicts of
interest must be there. --yes needs ready: true in each form. What was submitted
is read again and compared.")]
    Submit(SubmitArgs),
    /// End a review that you will not write
    #[command(after_help = "\
Example:
  waldur-review reviews decline GW-0152

The portal calls it \"Send back\". No reason can be sent, and you lose access to
the proposal at once. There is no undo on the server.")]
    Decline(DeclineReviewArgs),
    /// Remove the proposal text of finished reviews
    #[command(after_help = "\
Examples:
  waldur-review reviews clean --dry-run
  waldur-review reviews clean --forms

A file that you changed is kept, and so is the form of a review that was not
submitted.")]
    Clean(CleanArgs),
}

impl ReviewsCommand {
    /// The behavior of a command of this group, which the program must know before it runs.
    pub fn behavior(&self) -> Behavior<'_> {
        match self {
            Self::List(list) => list.output.behavior().with_several_servers(),
            Self::Show(show) => show.output.behavior(),
            Self::Pull(pull) => pull.output.behavior(),
            Self::Documents(documents) => documents.output.behavior(),
            Self::Edit(_) | Self::Clean(_) => Behavior::default(),
            Self::Diff(diff) => diff.output.behavior(),
            Self::Push(push) => push.sending.behavior(),
            Self::Submit(submit) => submit.sending.behavior(),
            Self::Decline(decline) => decline.sending.behavior(),
            Self::Check(check) => check.output.behavior().without_settings(),
        }
    }
}

/// Refuses to compare forms with texts that come hidden: they would count as changes of the server,
/// and replace what the user wrote.
fn check_texts_are_shown(command: &ReviewsCommand, context: &Context<'_>) -> Result<(), UserError> {
    let compares = match command {
        ReviewsCommand::Pull(_)
        | ReviewsCommand::Edit(_)
        | ReviewsCommand::Diff(_)
        | ReviewsCommand::Push(_)
        | ReviewsCommand::Submit(_) => true,
        ReviewsCommand::List(_)
        | ReviewsCommand::Show(_)
        | ReviewsCommand::Documents(_)
        | ReviewsCommand::Decline(_)
        | ReviewsCommand::Clean(_)
        | ReviewsCommand::Check(_) => false,
    };
    if compares && context.settings.display.redact {
        return Err(UserError::usage("forms cannot be compared with texts that --redact hides")
            .hint("leave it out; where config.toml sets it: WALDUR_REVIEW_REDACT=0"));
    }
    Ok(())
}

/// Runs a command of this group.
///
/// # Errors
/// As the command.
pub fn run(command: &ReviewsCommand, context: &mut Context<'_>) -> Result<Outcome> {
    check_texts_are_shown(command, context)?;
    match command {
        ReviewsCommand::List(arguments) => list::run(arguments, context),
        ReviewsCommand::Show(arguments) => show::run(arguments, context),
        ReviewsCommand::Pull(arguments) => pull::run(arguments, context),
        ReviewsCommand::Documents(arguments) => documents::run(arguments, context),
        ReviewsCommand::Edit(arguments) => edit::run(arguments, context),
        ReviewsCommand::Diff(arguments) => diff::run(arguments, context),
        ReviewsCommand::Push(arguments) => push::run(arguments, context),
        ReviewsCommand::Submit(arguments) => submit::run(arguments, context),
        ReviewsCommand::Decline(arguments) => decline::run(arguments, context),
        ReviewsCommand::Clean(arguments) => clean::run(arguments, context),
        ReviewsCommand::Check(arguments) => check::run(arguments, context),
    }
}
