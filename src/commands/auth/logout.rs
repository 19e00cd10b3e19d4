//! `auth logout`: removes a stored token.

use anyhow::Result;

use super::personal::page;
use crate::commands::context::{Context, Outcome};
use crate::credentials::Scheme;
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
    let login = login.ok().flatten();
    let place =
        login.as_ref().map_or_else(String::new, |login| format!(" of {}", login.api.host()));
    let portal = login.as_ref().and_then(|login| login.portal.as_deref());
    let token = login.as_ref().and_then(|login| login.token.as_ref());
    let name = login.as_ref().and_then(|login| login.made.as_ref());
    let still = match token {
        // It cannot revoke itself.
        Some(token) if token.scheme() == Scheme::Bearer => {
            let name = name.map_or_else(String::new, |made| format!(" \"{}\"", made.name));
            format!(
                "The personal access token{name} still works until you revoke it at {}",
                page(portal)
            )
        }
        _ => "The token still works until you revoke it in the portal.".to_owned(),
    };
    let mut outcome = Outcome::new(View::Nothing)
        .message(format!("Logged out{place} (profile {profile:?}). {still}"));
    if let Some(variable) = &settings.token_variable {
        outcome = outcome.message(format!("note: {} still gives a token", variable.source));
    }
    Ok(outcome)
}
