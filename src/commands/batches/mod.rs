//! Assignment batches: the commands `batches …`.

mod columns;
pub mod edit_form;
pub mod export;
mod filter;
pub mod form;
pub mod interview;
pub mod kept;
pub mod list;
pub mod respond;
pub mod seen;
pub mod show;
pub mod watch;

use anyhow::Result;
use clap::Subcommand;

use crate::args::Behavior;
use crate::commands::context::{Context, Outcome};
use export::ExportArgs;
use list::ListArgs;
use respond::RespondArgs;
use show::ShowArgs;
use watch::WatchArgs;

/// Assignment batches: what you were asked to review
#[derive(Debug, Subcommand)]
pub enum BatchesCommand {
    /// List the batches that wait for your answer, soonest first
    #[command(
        visible_alias = "ls",
        after_help = "\
Examples:
  waldur-review batches list --due-within 48h
  waldur-review batches list --pending --call isambard
  waldur-review batches list --all-profiles
  waldur-review batches list --json | jq -r '.[].uuid'
  waldur-review batches list --json=uuid,call_name,expires_at
  waldur-review batches list --format csv --columns batch,call,due > due.csv

The server lists what waits for you; --all adds what is answered or expired.
The mark ! is due within 48 hours, x is past its deadline.

Columns: batch, call, due, deadline, left, pending, items, status, expired,
sent, note, call-uuid, server; with --all also answered, accepted, declined. In
a pipe the default form is tsv: full UUIDs, times in UTC, and the columns batch,
call, due, pending, items, status, sent, note.

With --all-profiles or several --profile, one list holds the batches of all
servers, with the profile's name in the column server, and JSON is a list of
{profile, server, document}. A server that fails is named, and costs exit 9.

--new lists what no run with --new of the same profile has listed before."
    )]
    List(ListArgs),
    /// Show one or more batches with their proposals
    #[command(
        visible_alias = "view",
        after_help = "\
Examples:
  waldur-review batches show 0b6d
  waldur-review batches show 0b6d2e48-61f7-4c0a-9d35-2f1be0c7a914 --full
  waldur-review batches show 0b6d c19e --json | jq '.[].items[].proposal_name'

A BATCH is a UUID (hex or dashed, any case), a beginning of it that is unique
among the listed batches (4 characters or more), or a URL that holds one."
    )]
    Show(ShowArgs),
    /// Report new batches, changed deadlines, and what is due within 48 h
    #[command(after_help = "\
Examples:
  waldur-review batches watch
  waldur-review batches watch --json --interval 15m
  waldur-review batches watch --exec notify-send 'Batch to review'
  waldur-review batches watch --exec \\
    sh -c 'printf \"%s\\n\" \"$WALDUR_EVENT_CALL\" >> log' \\;

It goes on until Ctrl-C, and asks again at longer and longer intervals while the
server cannot be asked. What is there at the start is not reported.

--exec runs a program for each event, not through a shell. All that follows are
its arguments, up to a ; if there is one. It finds the facts in the variables
WALDUR_EVENT (new, deadline_changed or due_soon), WALDUR_EVENT_BATCH, _CALL,
_DUE, _PREVIOUS_DUE, _PENDING, _ITEMS, _PROFILE and _SERVER, each of which
starts with WALDUR_EVENT; times are RFC 3339 in UTC.")]
    Watch(WatchArgs),
    /// Export deadlines as a calendar
    #[command(after_help = "\
Examples:
  waldur-review batches export --ics > deadlines.ics
  waldur-review batches export --ics ~/deadlines.ics
  waldur-review batches export --ics ~/deadlines.ics --alarm 1d --alarm 90m
  waldur-review batches export --all-profiles --ics ~/deadlines.ics

An event is the moment of a deadline: of a batch to answer, or of a review in
progress. A later export replaces it, since its identifier stays the same.

With FILE, an earlier export in it is brought up to date: what did not change
stays as it was, and what was answered is cancelled, until it would be past. A
file that holds anything else is never overwritten.")]
    Export(ExportArgs),
    /// Answer a batch's pending proposals one by one, or from a form
    #[command(after_help = "\
Examples:
  waldur-review batches respond 0b6d               one by one
  waldur-review batches respond 0b6d --edit        in your editor
  waldur-review batches respond 0b6d --resume      go on where you stopped
  waldur-review batches respond 0b6d --print-form > form.txt
  waldur-review batches respond 0b6d --from form.txt --dry-run

Nothing is sent before the summary is confirmed. Every answer is saved on this
computer as you give it, and deleted when it is sent.")]
    Respond(RespondArgs),
}

impl BatchesCommand {
    /// The behavior of a command of this group, which the program must know before it runs.
    pub fn behavior(&self) -> Behavior<'_> {
        match self {
            Self::List(list) => list.output.behavior().with_several_servers(),
            Self::Show(show) => show.output.behavior(),
            Self::Watch(watch) => watch.output.behavior(),
            Self::Export(_) => Behavior::default().with_several_servers(),
            Self::Respond(respond) => respond.sending.behavior(),
        }
    }
}

/// Runs a command of this group.
///
/// # Errors
/// As the command.
pub fn run(command: &BatchesCommand, context: &mut Context<'_>) -> Result<Outcome> {
    match command {
        BatchesCommand::List(arguments) => list::run(arguments, context),
        BatchesCommand::Show(arguments) => show::run(arguments, context),
        BatchesCommand::Watch(arguments) => watch::run(arguments, context),
        BatchesCommand::Export(arguments) => export::run(arguments, context),
        BatchesCommand::Respond(arguments) => respond::run(arguments, context),
    }
}
