//! `auth renew`: another personal access token for one that ends soon or has ended.

use anyhow::Result;
use clap::Args;

use super::login::{DaysArg, read_token};
use super::personal::{self, NotMade, page};
use crate::commands::context::{Context, Outcome};
use crate::commands::phrases::expiry;
use crate::commands::status_cache;
use crate::credentials::Scheme;
use crate::error::{ErrorKind, UserError};
use crate::output::View;
use crate::settings::{Server, Source, Sourced};
use crate::waldur::users;

/// `auth renew`
#[derive(Debug, Default, Args)]
pub struct RenewArgs {
    /// Read the token of the API key page from standard input
    #[arg(long)]
    pub with_token: bool,
    /// How long the new token lasts.
    #[command(flatten)]
    pub days: DaysArg,
}

/// Runs `auth renew`. Where no new token can be made, the stored login is as it was.
///
/// # Errors
/// When nobody is logged in, the token that was typed cannot make another, or none was made.
pub fn run(arguments: &RenewArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let settings = context.settings;
    if settings.demo.is_some() {
        return Err(UserError::usage("--demo needs no login, and stores nothing").into());
    }
    let profile = settings.profile.value.clone();
    let login = settings.store.login(&profile)?.ok_or_else(|| {
        UserError::new(
            ErrorKind::NotLoggedIn,
            format!("there is no login for profile {profile:?} to renew"),
        )
        .hint("run: waldur-review auth login")
    })?;
    if settings.has_token_command(&settings.profile) {
        return Err(UserError::usage(format!(
            "profile {profile:?} has its token from its token_command, which comes before a stored one"
        ))
        .hint("renew it where that command has it from")
        .into());
    }
    settings.check_transport(&profile, &login.api)?;
    let portal = login.portal.clone();
    let token = read_token(arguments.with_token, &login.api, portal.as_deref(), context)?;
    if token.scheme() == Scheme::Bearer {
        return Err(UserError::usage("a personal access token cannot make another")
            .hint("paste the token of the portal's API key page")
            .into());
    }
    let typed = Server {
        profile: profile.clone(),
        api: Sourced { value: login.api.clone(), source: Source::Credentials },
        token: Sourced { value: token, source: Source::Flag("auth renew") },
        portal: portal.clone(),
        user: None,
    };
    let client = context.client_of(&typed);
    let user = users::me(&client)?;
    if login.user.is_some() && login.user != user.uuid {
        return Err(UserError::usage(format!(
            "that token is of {}, and the login to renew is another user's",
            user.display_name
        ))
        .hint("to log in as this user: waldur-review auth login")
        .into());
    }
    let server = Server { user: user.uuid, ..typed };
    let days = arguments.days.days();
    let made = personal::smallest_permission(&client, portal.as_deref()).and_then(|permission| {
        context.ui.say(&format!("The new token is allowed: {}.", permission.words()));
        personal::make(&client, &server, &permission, days, context)
    });
    let made = made.map_err(|NotMade { why, is_unknown }| {
        let (kind, what) = if is_unknown {
            (ErrorKind::NotKnown, "whether a new token was made is not known")
        } else {
            (ErrorKind::Refused, "no new token was made")
        };
        UserError::new(kind, format!("{what}: {why}")).hint(
            "the stored login is as it was; to log in with the typed token: waldur-review auth login --no-long-lived",
        )
    })?;
    settings
        .store
        .save(&profile, &made.server.to_login(Some(made.found_by.clone())))
        .map_err(|error| personal::name_token(error, &made.found_by, portal.as_deref()))?;
    status_cache::forget(&profile, &client.facts().host, context);
    let line = format!(
        "Renewed the login to {} (profile {profile:?}): it {}.",
        client.facts().origin,
        expiry(&made.server.token.value, context)
    );
    let mut outcome = Outcome::new(View::Text(format!("{}\n", context.theme.line(&line))));
    outcome.messages.extend(made.note);
    if login.token.as_ref().is_some_and(|token| token.scheme() == Scheme::Bearer) {
        let old = match &login.made {
            Some(old) if old.name == made.found_by.name => {
                format!("the older token \"{}\"", old.name)
            }
            Some(old) => format!("the old token \"{}\"", old.name),
            None => "the old token".to_owned(),
        };
        outcome.messages.push(format!("Revoke {old} at {}", page(portal.as_deref())));
    }
    Ok(outcome)
}
