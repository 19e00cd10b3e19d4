//! `auth logout`: forgets a stored token.

use anyhow::Result;

use crate::commands::context::{Context, Outcome};
use crate::error::{ErrorKind, UserError};
use crate::output::View;

pub fn run(context: &mut Context<'_>) -> Result<Outcome> {
    let settings = context.settings;
    if settings.demo.is_some() {
        return Err(
            UserError::usage("--demo stores nothing, so there is nothing to log out of").into()
        );
    }
    let profile = &settings.profile.value;
    let login = settings.store.login(profile);
    if !settings.store.remove(profile)? {
        let known = settings.store.profiles()?;
        let fault = UserError::new(
            ErrorKind::NotLoggedIn,
            format!(
                "there is no login for profile {profile:?} in {}",
                settings.store.path().display()
            ),
        );
        return Err(if known.is_empty() {
            fault
        } else {
            fault.hint(format!("stored profiles: {}; name one with --profile", known.join(", ")))
        }
        .into());
    }
    let place =
        login.ok().flatten().map(|login| format!(" ({})", login.api.origin())).unwrap_or_default();
    let mut outcome = Outcome::new(View::Nothing)
        .message(format!("Forgot the token of profile {profile:?}{place}. It goes on working until you end it in the web portal."));
    if let Some(variable) = &settings.token_variable {
        outcome = outcome.message(format!("note: {} still gives a token", variable.source));
    }
    Ok(outcome)
}
