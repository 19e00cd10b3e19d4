//! `reviews decline`: ends a review that will not be written.

use anyhow::Result;
use clap::Args;

use super::lookup::{read_reviews, uuids};
use super::send::{SendOutcome, Sent, report};
use crate::args::SendingArgs;
use crate::commands::answers::AnswerOutcome;
use crate::commands::answers::precheck::Precheck;
use crate::commands::answers::settle::Change;
use crate::commands::confirm::{check_confirmable, is_confirmed, lock, nothing_sent};
use crate::commands::context::{Context, Outcome};
use crate::commands::phrases::program;
use crate::commands::status_cache;
use crate::error::{ErrorKind, UserError};
use crate::output::{Block, Page, Role, View};
use crate::settings::Server;
use crate::waldur::pagination::Object;
use crate::waldur::{Client, Review, reviews};

/// `reviews decline`
#[derive(Debug, Args)]
pub struct DeclineReviewArgs {
    /// UUID, unique prefix, slug, portal URL, or a form
    #[arg(value_name = "REVIEW")]
    pub review: String,
    /// Confirmation and output.
    #[command(flatten)]
    pub sending: SendingArgs,
}

/// Runs `reviews decline`.
///
/// # Errors
/// When there is no such review, or nobody can be asked.
pub fn run(arguments: &DeclineReviewArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let (client, server) = context.client()?;
    let typed = std::slice::from_ref(&arguments.review);
    let named = uuids(typed, &client, &server, context)?;
    let reviews = read_reviews(named, typed, &client, context);
    let Some(review) = reviews.into_iter().collect::<Result<Vec<_>>>()?.pop() else {
        return Ok(Outcome::new(View::Nothing));
    };
    let as_json = arguments.sending.output.json();
    let read = review.read();
    let end = match check(&read) {
        Precheck::AlreadyDone => Some((SendOutcome::Declined, None)),
        Precheck::Refused(refusal) => Some((SendOutcome::Refused, Some(refusal.into()))),
        Precheck::Send => arguments.sending.dry_run.then_some((SendOutcome::Planned, None)),
    };
    if let Some((outcome, error)) = end {
        return report(vec![result(&review, outcome, error)], "decline", as_json);
    }
    check_confirmable(arguments.sending.yes, context)?;
    if !arguments.sending.yes {
        let page = explanation(&review, context);
        context.ui.show(&View::Page(page))?;
        if !is_confirmed("\nEnd this review? There is no undo. [y/N] ", context)? {
            return Ok(nothing_sent());
        }
    }
    let sent = send(&review, (&client, &server), context)?;
    status_cache::forget_owed(&server.profile, &client.facts().host, context);
    report(vec![sent], "decline", as_json)
}

fn result(
    review: &Object<Review<'static>>,
    outcome: SendOutcome,
    error: Option<anyhow::Error>,
) -> Sent {
    let review = review.read();
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    Sent {
        review: text(review.uuid()),
        proposal: text(review.proposal_slug().or(review.proposal_name())),
        outcome,
        fields: Vec::new(),
        conflicts: Vec::new(),
        error,
    }
}

fn explanation(review: &Object<Review<'static>>, context: &Context<'_>) -> Page {
    let read = review.read();
    let name = read.proposal_name().unwrap_or("?");
    let slug = read.proposal_slug().unwrap_or_default();
    let uuid: String = read.uuid().unwrap_or_default().chars().take(8).collect();
    let text = |text: String| Block::Text(text, 2, None);
    Page {
        blocks: vec![
            Block::Facts(vec![(format!("{slug}  {name}"), Role::Heading)], 0),
            text("Declining ends this review (the portal calls it \"Send back\").".to_owned()),
            text("You lose access to the proposal and its documents at once.".to_owned()),
            text("No reason can be sent: write to the call manager.".to_owned()),
            text(format!("To keep a copy first: {} reviews pull {uuid}", program(context))),
        ],
        ..Page::default()
    }
}

/// Sends it once, unless another run or client was faster, and reads the review again.
fn send(
    review: &Object<Review<'static>>,
    (client, server): (&Client, &Server),
    context: &mut Context<'_>,
) -> Result<Sent> {
    let _held = lock(server, context)?;
    context.ui.watch_interrupts();
    let uuid = review.read().uuid().unwrap_or_default().to_owned();
    let change = Change {
        name: "the review",
        verb: "decline",
        done: "declined",
        pending: "it is still open",
        look: "waldur-review reviews list --all",
    };
    let read = || Ok(check(&reviews::get(client, &uuid)?.read()));
    let (outcome, error) = change.send(read, || reviews::reject(client, &uuid).map(drop));
    let outcome = match outcome {
        AnswerOutcome::Done | AnswerOutcome::AlreadyDone => SendOutcome::Declined,
        AnswerOutcome::Refused => SendOutcome::Refused,
        AnswerOutcome::NotDone => SendOutcome::NotDone,
        AnswerOutcome::NotKnown => SendOutcome::NotKnown,
        AnswerOutcome::NotSent => SendOutcome::NotSent,
        AnswerOutcome::Planned => SendOutcome::Planned,
    };
    Ok(result(review, outcome, error))
}

/// Returns whether a review can be declined, by what was read of it.
fn check(review: &Review<'_>) -> Precheck {
    match review.state() {
        Some("rejected") => Precheck::AlreadyDone,
        _ if review.is_open() => Precheck::Send,
        state => Precheck::Refused(UserError::new(
            ErrorKind::Refused,
            format!("the review is {}, and can no longer be declined", state.unwrap_or("?")),
        )),
    }
}
