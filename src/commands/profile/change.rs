//! Changes of the reviewer profile, which are sent at most once.

use anyhow::Result;

use super::own;
use crate::commands::answers::precheck::Precheck;
use crate::commands::answers::settle::Change;
use crate::commands::confirm::{check_confirmable, is_confirmed, lock, nothing_sent};
use crate::commands::context::{Context, Outcome};
use crate::commands::phrases::program;
use crate::output::View;
use crate::waldur::profiles::{self, Profile};
use crate::waldur::{ApiError, Client};

/// A change of the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProfileChange {
    Published(bool),
    Available(bool),
}

impl ProfileChange {
    fn is_done(self, profile: &Profile<'_>) -> bool {
        match self {
            Self::Published(value) => profile.is_published() == Some(value),
            Self::Available(value) => profile.is_available() == Some(value),
        }
    }

    /// The words for the profile after the change.
    fn words(self) -> &'static str {
        match self {
            Self::Published(true) => "published: call managers can find it",
            Self::Published(false) => "not published: call managers do not find it",
            Self::Available(true) => "marked as available for reviews",
            Self::Available(false) => "marked as not available for reviews",
        }
    }

    fn send(self, client: &Client) -> Result<(), ApiError> {
        match self {
            Self::Published(value) => profiles::publish(client, value),
            Self::Available(value) => profiles::set_available(client, value),
        }
    }
}

/// Changes the profile, once, and reads it again: what it is then is what came of it.
///
/// # Errors
/// When there is no profile, or it cannot be read or changed.
pub fn send(change: ProfileChange, yes: bool, context: &mut Context<'_>) -> Result<Outcome> {
    let (client, server) = context.client()?;
    let words = change.words();
    if change.is_done(&own(&client)?.read()) {
        return Ok(Outcome::new(View::Text(format!(
            "Your profile was {words}, before as well.\n"
        ))));
    }
    check_confirmable(yes, context)?;
    if !yes && !is_confirmed(&format!("Your profile will be {words}. Go on? [y/N] "), context)? {
        return Ok(nothing_sent());
    }
    let _held = lock(&server, context)?;
    context.ui.watch_interrupts();
    let sent = Change {
        name: "your profile",
        verb: "change",
        done: "changed",
        pending: "it is as before",
        look: &format!("{} profile show", program(context)),
    };
    let read = || {
        let is_done = change.is_done(&own(&client)?.read());
        Ok(if is_done { Precheck::AlreadyDone } else { Precheck::Send })
    };
    match sent.send(read, || change.send(&client)) {
        (_, Some(error)) => Err(error),
        (_, None) => Ok(Outcome::new(View::Text(format!("Your profile is {words}.\n")))),
    }
}
