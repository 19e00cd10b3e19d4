//! `invitations list`: `GET /api/call-reviewer-pools/`.

use anyhow::Result;
use clap::Args;
use jiff::Timestamp;
use serde_json::value::RawValue;

use crate::args::{OutputArgs, ServersArgs};
use crate::commands::context::{Context, Outcome};
use crate::commands::deadlines::{URGENT, deadline_key, is_due_within, when};
use crate::commands::fields::{check_fields, without};
use crate::commands::listing::ListForm;
use crate::commands::multi_server::{Asked, chosen};
use crate::output::{Cell, Column, Role, Row, Table, View, When};
use crate::values::Format;
use crate::waldur::invitations::{self, Invitation, SECRET};
use crate::waldur::pagination::List;
use crate::waldur::uuid::short_uuid;
use crate::waldur::{Deadline, Document, Record};

/// `invitations list`
#[derive(Debug, Default, Args)]
pub struct InvitationsListArgs {
    /// Whose invitations.
    #[command(flatten)]
    pub servers: ServersArgs,
    /// Only those that wait for your answer
    #[arg(long)]
    pub pending: bool,
    /// Exit with 8 when anything is listed
    #[arg(long)]
    pub exit_status: bool,
    /// The form of the output.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// An invitation of a list, with the number of the server that sent it.
type Listed<'a> = (usize, Document<'a, Invitation<'a>>);

/// Runs `invitations list`.
///
/// # Errors
/// When no server could be asked.
pub fn run(arguments: &InvitationsListArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let form = ListForm::of(&arguments.output, false, context)?;
    let (format, is_json) = (form.format, form.is_json());
    let servers = chosen(arguments.servers.all_profiles, context)?;
    let several = servers.several;
    let (asked, failures) = servers.ask(|client, _| invitations::list(client))?;
    if asked.is_empty() {
        return Ok(Outcome::all_failed(failures));
    }
    let mut shown: Vec<Listed<'_>> = Vec::new();
    for (server, asked) in asked.iter().enumerate() {
        shown.extend(asked.answer.documents().into_iter().map(|document| (server, document)));
    }
    shown.retain(|(_, document)| !arguments.pending || document.read.is_pending());
    if !is_json {
        shown.sort_by_cached_key(|(_, document)| {
            let is_past = !document.read.is_pending();
            (is_past, deadline_key(document.read.deadline(), is_past))
        });
    }
    check_fields(&form.fields, Invitation::FIELDS, shown.iter().map(|(_, document)| document.raw))?;
    let work_waits = arguments.exit_status && !shown.is_empty();
    let mut outcome = if is_json {
        // The readings take much memory, and are not needed any more.
        let public = std::mem::take(&mut shown).into_iter();
        let public = public.map(|(server, document)| Ok((server, without(document.raw, SECRET)?)));
        let public: Vec<(usize, Box<RawValue>)> = public.collect::<Result<_>>()?;
        let elements = public.iter().map(|(server, raw)| (*server, &**raw));
        Outcome::new(form.json(&asked, elements, several, |_| None)?)
    } else if shown.is_empty() && format != Format::Csv {
        let what =
            if arguments.pending { "No invitation waits." } else { "You have no invitation." };
        Outcome::new(View::Nothing).message(what)
    } else {
        let table = table(&shown, &asked, (format, several), context.now());
        Outcome::new(form.rows(table))
    };
    let waiting = shown.iter().find(|(_, document)| document.read.is_pending());
    if format == Format::Table
        && let Some((server, document)) = waiting
        && let (Some(uuid), Some(asked)) = (document.read.uuid(), asked.get(*server))
    {
        let (program, short) = (asked.program(several, context), short_uuid(uuid));
        outcome.footer = Some(format!("Next: {program} invitations accept {short}"));
    }
    outcome.work_waits = work_waits;
    outcome.all_failed = false;
    outcome.failures = failures;
    Ok(outcome)
}

fn role(invitation: &Invitation<'_>, now: Timestamp) -> Role {
    let deadline = invitation.deadline();
    if !invitation.is_pending() {
        Role::Plain
    } else if matches!(deadline, Deadline::At(at) if at <= now) {
        Role::Past
    } else if is_due_within(deadline, URGENT, now) {
        Role::Urgent
    } else {
        Role::Plain
    }
}

fn table(
    shown: &[Listed<'_>],
    asked: &[Asked<List<Invitation<'static>>>],
    (format, several): (Format, bool),
    now: Timestamp,
) -> Table {
    let for_programs = format != Format::Table;
    let server = Column::new("server", "SERVER");
    let columns = [
        Column { priority: 3, ..Column::new("invitation", "INVITATION") },
        Column { flexible: true, ..Column::new("call", "CALL") },
        Column::new("until", "UNTIL"),
        Column { right: true, priority: 2, ..Column::new("most", "MOST") },
        Column { priority: 4, ..Column::new("status", "STATUS") },
        Column { priority: 1, ..Column::new("invited", "INVITED") },
        Column { from_width: 100, priority: 0, ..Column::new("by", "BY") },
    ];
    let rows = shown.iter().map(|(number, document)| {
        let invitation = &document.read;
        let length = if for_programs { 32 } else { 8 };
        let uuid = invitation.uuid().map(|uuid| uuid.get(..length).unwrap_or(uuid));
        let profile = asked.get(*number).map(|asked| asked.profile.value.as_str());
        let mut cells = if several { vec![Cell::text(profile)] } else { Vec::new() };
        cells.extend([
            Cell::text(uuid),
            Cell::text(invitation.call_name()),
            Cell::Near(when(invitation.deadline())),
            Cell::Count(invitation.most_assignments()),
            Cell::text(invitation.status()),
            Cell::Date(invitation.invited_at().map_or(When::Absent, When::At)),
            Cell::text(invitation.invited_by()),
        ]);
        Row { role: role(invitation, now), cells }
    });
    Table {
        columns: several.then_some(server).into_iter().chain(columns).collect(),
        rows: rows.collect(),
        keep_all: for_programs,
    }
}
