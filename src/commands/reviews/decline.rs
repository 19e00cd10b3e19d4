//! `reviews decline`: ends a review that will not be written.

use anyhow::Result;
use clap::Args;

use super::lookup::{read_reviews, uuids};
use super::send::{SendOutcome, Sent, report};
use crate::args::SendingArgs;
use crate::commands::confirm::{check_confirmable, is_confirmed, lock, nothing_sent};
use crate::commands::context::{Context, Outcome};
use crate::commands::phrases::program;
use crate::commands::status_cache;
use crate::error::{ErrorKind, UserError};
use crate::output::{Block, Page, Role, View};
use crate::settings::Server;
use crate::waldur::pagination::Object;
use crate::waldur::{ApiError, Client, Review, reviews};

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
    if read.state() == Some("rejected") {
        return report(vec![result(&review, SendOutcome::Declined, None)], "decline", as_json);
    }
    if !read.is_open() {
        let state = read.state().unwrap_or("?");
        let message = format!("the review is {state}, and can no longer be declined");
        let error = UserError::new(ErrorKind::Refused, message).into();
        return report(
            vec![result(&review, SendOutcome::Refused, Some(error))],
            "decline",
            as_json,
        );
    }
    if arguments.sending.dry_run {
        return report(vec![result(&review, SendOutcome::Planned, None)], "decline", as_json);
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

/// Sends it once, and reads the review again: what it is then is what came of it.
fn send(
    review: &Object<Review<'static>>,
    (client, server): (&Client, &Server),
    context: &mut Context<'_>,
) -> Result<Sent> {
    let _held = lock(server, context)?;
    context.ui.watch_interrupts();
    let uuid = review.read().uuid().unwrap_or_default().to_owned();
    let error = reviews::reject(client, &uuid).err();
    let state =
        reviews::get(client, &uuid).ok().and_then(|now| now.read().state().map(str::to_owned));
    Ok(match (state.as_deref(), error) {
        (Some("rejected"), _) => result(review, SendOutcome::Declined, None),
        (Some(_), Some(error)) => {
            let error = ApiError { may_have_changed: false, ..error };
            result(review, SendOutcome::NotDone, Some(error.into()))
        }
        (Some(state), None) => {
            let message = format!("the server took it, but the review is {state}");
            let error = UserError::new(ErrorKind::ServerFailed, message).into();
            result(review, SendOutcome::NotDone, Some(error))
        }
        (None, error) => {
            let cause = error.map_or_else(String::new, |error| format!("{error}; "));
            let message = format!("{cause}whether the review was ended is not known");
            let error = UserError::new(ErrorKind::NotKnown, message)
                .hint("look with: waldur-review reviews list --all")
                .into();
            result(review, SendOutcome::NotKnown, Some(error))
        }
    })
}
