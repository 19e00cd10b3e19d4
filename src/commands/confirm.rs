//! The question before something is sent, and the lock while it is.

use std::time::Duration;

use anyhow::Result;

use crate::answers_file::{AnswersLock, HeldAnswers};
use crate::commands::context::{Context, Outcome};
use crate::error::{ErrorKind, UserError};
use crate::output::View;
use crate::settings::Server;

/// Another run that sends is waited for so long without a word, and then with one.
const WAIT_IN_SILENCE: Duration = Duration::from_millis(500);
/// Another run is not waited for longer.
const LONGEST_WAIT: Duration = Duration::from_secs(120);

/// Makes sure that somebody can be asked for confirmation, unless `yes` says that it is given.
///
/// # Errors
/// A usage error.
pub fn check_confirmable(yes: bool, context: &Context<'_>) -> Result<(), UserError> {
    if yes || context.settings.may_ask {
        return Ok(());
    }
    Err(UserError::usage("cannot ask for confirmation: no terminal")
        .hint("add --yes (try --dry-run first)"))
}

/// Asks a question that ends in `[y/N]`; says whether the answer is yes.
///
/// # Errors
/// An interruption; an error of the terminal.
pub fn is_confirmed(question: &str, context: &mut Context<'_>) -> Result<bool> {
    let reply = context.ui.line(question)?;
    Ok(matches!(reply.trim().to_ascii_lowercase().as_str(), "y" | "yes"))
}

/// Asks a question that ends in `[Y/n]`, where the Enter key alone is yes; says whether the answer
/// is yes.
///
/// # Errors
/// An interruption; an error of the terminal.
pub fn is_wanted(question: &str, context: &mut Context<'_>) -> Result<bool> {
    let reply = context.ui.line(question)?;
    Ok(matches!(reply.trim().to_ascii_lowercase().as_str(), "" | "y" | "yes"))
}

/// The end of a command whose question was answered with no, which is no error.
pub fn nothing_sent() -> Outcome {
    let mut outcome = Outcome::new(View::Nothing).message("Nothing sent.");
    outcome.reported = Some(UserError::new(ErrorKind::Interrupted, "nothing was sent").into());
    outcome
}

/// Waits until no other run on this computer sends to this server.
///
/// # Errors
/// When another run keeps the lock.
pub fn lock(server: &Server, context: &mut Context<'_>) -> Result<HeldAnswers> {
    let lock = AnswersLock::new(context.settings, server);
    let held = lock.acquire(WAIT_IN_SILENCE).or_else(|_| {
        context.ui.say(
            "Waiting for another run of waldur-review, which is changing something on this server.",
        );
        lock.acquire(LONGEST_WAIT)
    })?;
    if let Some(warning) = &held.warning {
        context.ui.say(warning);
    }
    Ok(held)
}
