//! `invitations accept` and `decline`: shown, confirmed, sent once, and read again.

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::args::SendingArgs;
use crate::commands::answers::AnswerOutcome;
use crate::commands::answers::precheck::Precheck;
use crate::commands::answers::settle::Change;
use crate::commands::answers::text::check_text;
use crate::commands::confirm::{check_confirmable, is_confirmed, lock, nothing_sent};
use crate::commands::context::{Context, Outcome};
use crate::commands::phrases::{deadline_words, program};
use crate::commands::resolve::own_invitation;
use crate::error::{ErrorKind, UserError};
use crate::output::{Block, Page, Role, View};
use crate::report::{ErrorDocument, Report};
use crate::settings::Server;
use crate::values::parse_free_text;
use crate::waldur::invitations::{self, DeclaredConflict, Invitation};
use crate::waldur::pagination::Object;
use crate::waldur::uuid::normalized;
use crate::waldur::{Client, profiles};

/// `invitations accept`
#[derive(Debug, Args)]
pub struct AcceptInvitationArgs {
    /// UUID, unique prefix, or the name of the call
    #[arg(value_name = "INVITATION")]
    pub invitation: String,
    /// Declare a conflict, as UUID:TYPE:TEXT
    #[arg(long, value_name = "CONFLICT", value_parser = parse_conflict)]
    pub conflict: Vec<DeclaredConflict>,
    /// Confirmation and output.
    #[command(flatten)]
    pub sending: SendingArgs,
}

/// `invitations decline`
#[derive(Debug, Args)]
pub struct DeclineInvitationArgs {
    /// UUID, unique prefix, or the name of the call
    #[arg(value_name = "INVITATION")]
    pub invitation: String,
    /// Why; the call manager reads it
    #[arg(
        long,
        value_name = "TEXT",
        required = true,
        allow_hyphen_values = true,
        value_parser = parse_free_text
    )]
    pub reason: String,
    /// Confirmation and output.
    #[command(flatten)]
    pub sending: SendingArgs,
}

/// Reads `UUID:TYPE:TEXT`.
fn parse_conflict(text: &str) -> Result<DeclaredConflict, String> {
    let mut parts = text.splitn(3, ':').map(str::trim);
    let uuid = parts.next().and_then(normalized).ok_or("it begins with a proposal's UUID")?;
    let kind = parts.next().unwrap_or_default().to_ascii_uppercase();
    if kind.is_empty() || !kind.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_') {
        return Err("after the UUID comes the type of the conflict, such as :INST_SAME:".to_owned());
    }
    let description = parts.next().filter(|text| !text.is_empty());
    let description = description.ok_or("after the type comes a description of the conflict")?;
    check_text(description, "the text of the conflict").map_err(|error| error.message)?;
    let description = description.to_owned();
    Ok(DeclaredConflict { proposal_uuid: uuid, coi_type: kind, description })
}

/// The result of an answer to an invitation, as `--json` prints it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct InvitationReport {
    /// The invitation's UUID.
    invitation: String,
    call: String,
    /// `accept` or `decline`.
    action: &'static str,
    outcome: AnswerOutcome,
    error: Option<ErrorDocument>,
}

/// The answer to an invitation.
enum Answer<'a> {
    Accept(&'a [DeclaredConflict]),
    Decline(&'a str),
}

impl Answer<'_> {
    fn verb(&self) -> &'static str {
        match self {
            Self::Accept(_) => "accept",
            Self::Decline(_) => "decline",
        }
    }

    /// The status of the invitation once it is done.
    fn status(&self) -> &'static str {
        match self {
            Self::Accept(_) => "accepted",
            Self::Decline(_) => "declined",
        }
    }

    /// Returns whether it can be sent, by what was read of the invitation.
    fn check(&self, invitation: &Invitation<'_>) -> Precheck {
        match invitation.status() {
            Some(status) if status == self.status() => Precheck::AlreadyDone,
            _ if invitation.is_pending() => Precheck::Send,
            status => Precheck::Refused(UserError::new(
                ErrorKind::Refused,
                format!("the invitation is {}", status.unwrap_or("?")),
            )),
        }
    }
}

/// The outcome of an answer to an invitation, and why it was not done.
type AnswerEnd = (AnswerOutcome, Option<anyhow::Error>);

/// Runs `invitations accept`.
///
/// # Errors
/// When there is no such invitation, no published profile, or nobody can be asked.
pub fn accept(arguments: &AcceptInvitationArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let answer = Answer::Accept(&arguments.conflict);
    run(&arguments.invitation, &answer, &arguments.sending, context)
}

/// Runs `invitations decline`.
///
/// # Errors
/// As [`accept`]; also for a reason that cannot be sent.
pub fn decline(arguments: &DeclineInvitationArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let reason = arguments.reason.trim();
    if reason.is_empty() {
        return Err(UserError::usage("the server requires a reason for declining").into());
    }
    check_text(reason, "the reason")?;
    run(&arguments.invitation, &Answer::Decline(reason), &arguments.sending, context)
}

fn run(
    typed: &str,
    answer: &Answer<'_>,
    sending: &SendingArgs,
    context: &mut Context<'_>,
) -> Result<Outcome> {
    let (client, server) = context.client()?;
    let invitation = own_invitation(typed, &client, context)?;
    let read = invitation.read();
    match answer.check(&read) {
        Precheck::Send => {}
        Precheck::AlreadyDone => {
            return report(&invitation, answer, (AnswerOutcome::AlreadyDone, None), sending);
        }
        Precheck::Refused(refusal) => {
            let end = (AnswerOutcome::Refused, Some(refusal.into()));
            return report(&invitation, answer, end, sending);
        }
    }
    if matches!(answer, Answer::Accept(_)) {
        check_profile(&client, context)?;
    }
    if sending.dry_run {
        return report(&invitation, answer, (AnswerOutcome::Planned, None), sending);
    }
    check_confirmable(sending.yes, context)?;
    if !sending.yes {
        let page = preview(&read, answer, context);
        context.ui.show(&View::Page(page))?;
        let question = format!("\nSend this: {}? There is no undo. [y/N] ", answer.verb());
        if !is_confirmed(&question, context)? {
            return Ok(nothing_sent());
        }
    }
    let uuid = read.uuid().unwrap_or_default();
    let result = send(uuid, answer, (&client, &server), context)?;
    report(&invitation, answer, result, sending)
}

/// Accepting needs a published reviewer profile.
fn check_profile(client: &Client, context: &Context<'_>) -> Result<()> {
    let profile = profiles::me(client)?;
    let program = program(context);
    let host = &client.facts().host;
    match profile {
        None => Err(UserError::new(
            ErrorKind::Refused,
            format!("you have no reviewer profile on {host}, which accepting needs"),
        )
        .hint("create one in the web portal")
        .into()),
        Some(profile) if profile.is_published == Some(false) => Err(UserError::new(
            ErrorKind::Refused,
            format!("your reviewer profile on {host} is not published, which accepting needs"),
        )
        .hint(format!("run: {program} profile publish"))
        .into()),
        Some(_) => Ok(()),
    }
}

fn preview(invitation: &Invitation<'_>, answer: &Answer<'_>, context: &Context<'_>) -> Page {
    let fact = |label, text: String| Block::Fact(label, text, Role::Plain);
    let mut blocks = vec![
        Block::Facts(vec![(invitation.call_name().unwrap_or("?").to_owned(), Role::Heading)], 0),
        fact("Until", deadline_words(invitation.deadline(), context.theme)),
    ];
    if let Some(most) = invitation.most_assignments() {
        blocks.push(fact("Limit", format!("at most {most} proposals")));
    }
    if let Some(by) = invitation.invited_by() {
        blocks.push(fact("By", by.to_owned()));
    }
    match answer {
        Answer::Accept(conflicts) => {
            blocks.push(fact("Answer", "accept".to_owned()));
            for conflict in *conflicts {
                let DeclaredConflict { proposal_uuid, coi_type, description } = conflict;
                blocks
                    .push(fact("", format!("conflict {proposal_uuid} {coi_type}: {description}")));
            }
        }
        Answer::Decline(reason) => {
            blocks.push(fact("Answer", "decline".to_owned()));
            blocks.push(fact("Reason", (*reason).to_owned()));
        }
    }
    Page { blocks, ..Page::default() }
}

/// Sends it once, unless another run or client was faster, and reads the invitation again.
fn send(
    uuid: &str,
    answer: &Answer<'_>,
    (client, server): (&Client, &Server),
    context: &mut Context<'_>,
) -> Result<AnswerEnd> {
    let _held = lock(server, context)?;
    context.ui.watch_interrupts();
    let change = Change {
        name: "the invitation",
        verb: answer.verb(),
        done: answer.status(),
        pending: "it still waits for an answer",
        look: &format!("{} invitations list", program(context)),
    };
    let read = || Ok(answer.check(&invitations::get(client, uuid)?.read()));
    Ok(change.send(read, || match answer {
        Answer::Accept(conflicts) => invitations::accept(client, uuid, conflicts),
        Answer::Decline(reason) => invitations::decline(client, uuid, reason),
    }))
}

fn report(
    invitation: &Object<Invitation<'static>>,
    answer: &Answer<'_>,
    (outcome, error): AnswerEnd,
    sending: &SendingArgs,
) -> Result<Outcome> {
    let read = invitation.read();
    let call = read.call_name().unwrap_or("?").to_owned();
    let report = InvitationReport {
        invitation: read.uuid().unwrap_or_default().to_owned(),
        call: call.clone(),
        action: answer.verb(),
        outcome,
        error: error.as_ref().map(|error| Report::of(error).to_json()),
    };
    let view = if sending.output.json() {
        View::Json(serde_json::to_vec(&report)?)
    } else if error.is_some() {
        View::Nothing
    } else {
        let words = match outcome {
            AnswerOutcome::Planned => format!("would {}", answer.verb()),
            AnswerOutcome::AlreadyDone => format!("{} before", answer.status()),
            AnswerOutcome::Done
            | AnswerOutcome::Refused
            | AnswerOutcome::NotDone
            | AnswerOutcome::NotKnown
            | AnswerOutcome::NotSent => answer.status().to_owned(),
        };
        View::Page(Page {
            blocks: vec![Block::Text(format!("{words}: {call}"), 0, None)],
            ..Page::default()
        })
    };
    let mut outcome = Outcome::new(view);
    outcome.all_failed = error.is_some();
    outcome.failures = error.into_iter().collect();
    Ok(outcome)
}

#[cfg(test)]
mod tests {
    use super::parse_conflict;

    #[test]
    fn conflict_is_uuid_kind_and_text() {
        let uuid = "f3c34e0aef954e83bda23cc9bf09a4d3";
        let found = parse_conflict(&format!("{uuid}:inst_same:We share a group: yes")).unwrap();
        assert_eq!(
            (found.proposal_uuid.as_str(), found.coi_type.as_str(), found.description.as_str()),
            (uuid, "INST_SAME", "We share a group: yes")
        );
        for text in [
            "",
            uuid,
            "x:INST_SAME:y",
            &format!("{uuid}::y"),
            &format!("{uuid}:A B:y"),
            &format!("{uuid}:INST_SAME: "),
            &format!("{uuid}:INST_SAME:a\u{7}"),
        ] {
            assert!(parse_conflict(text).is_err(), "{text}");
        }
    }
}
