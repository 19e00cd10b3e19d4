//! `auth status`: every profile, where each value comes from, and whether the server agrees.

use crate::args::JsonArgs;
use crate::commands::phrases::token_life;
use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::commands::context::{Context, Outcome};
use crate::commands::multi_server::about;
use crate::commands::multi_server::at_once;
use crate::output::{Block, Page, Role, View};
use crate::report::{ErrorDocument, Report};
use crate::settings::{Server, Sourced};
use crate::waldur::{Client, users};

/// `auth status`
#[derive(Debug, Args)]
pub struct AuthStatusArgs {
    /// The form of the output.
    #[command(flatten)]
    pub output: JsonArgs,
}

/// Facts of one profile.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ProfileStatus {
    profile: String,
    /// True if commands use it when nothing else is said.
    active: bool,
    ok: bool,
    address: Option<String>,
    address_source: Option<String>,
    token_source: Option<String>,
    /// `classic` or `personal`.
    token_kind: Option<&'static str>,
    /// RFC 3339, for personal access tokens.
    token_expires_at: Option<String>,
    /// Who says so: `as the token says` or `as the server said`.
    token_expires_source: Option<&'static str>,
    /// Seconds of inactivity after which a classic token ends.
    token_lifetime: Option<u64>,
    username: Option<String>,
    user: Option<String>,
    error: Option<ErrorDocument>,
}

pub fn run(arguments: &AuthStatusArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let settings = context.settings;
    let asked = settings.selected_profiles(settings.named_count() == 0)?;
    if let [only] = asked.as_slice()
        && settings.named_count() == 1
        && !settings.profiles()?.contains(&only.value)
    {
        // The reason is the same as for every other command.
        settings.server()?;
    }
    // A password manager may ask: one profile after another. The servers are asked at once.
    let mut prepared: Vec<(ProfileStatus, Result<Client>)> = Vec::new();
    for profile in &asked {
        let (status, client) = prepare(profile, context);
        let earlier = prepared.iter().filter_map(|(_, client)| client.as_ref().ok());
        let client = client.map(|client| client.sharing(earlier));
        prepared.push((status, client));
    }
    let answers = at_once(prepared, |(mut status, client)| {
        let result = client.and_then(|client| ask(&client, &mut status));
        (status, result)
    })?;
    let mut statuses = Vec::new();
    let mut failures = Vec::new();
    for (mut status, result) in answers {
        match result {
            Ok(()) => status.ok = true,
            Err(error) => {
                status.error = Some(Report::of(&error).to_json());
                failures.push(error.context(about(&status.profile)));
            }
        }
        statuses.push(status);
    }
    if let (true, [only]) = (arguments.output.json(), statuses.as_slice())
        && !only.ok
        && let Some(failure) = failures.pop()
    {
        return Err(failure);
    }
    let view = if arguments.output.json() {
        View::Json(serde_json::to_vec(&statuses)?)
    } else {
        View::Page(page(&statuses, context))
    };
    let mut outcome = Outcome::new(view);
    // A failure among several has its own code, and one alone has the failure's.
    outcome.all_failed = matches!(statuses.as_slice(), [only] if !only.ok);
    outcome.failures = failures;
    Ok(outcome)
}

/// Facts of a profile that need no request, and the server to ask.
fn prepare(profile: &Sourced<String>, context: &Context<'_>) -> (ProfileStatus, Result<Client>) {
    let mut status = ProfileStatus {
        profile: profile.value.clone(),
        active: profile.value == context.settings.profile.value,
        ok: false,
        address: None,
        address_source: None,
        token_source: None,
        token_kind: None,
        token_expires_at: None,
        token_expires_source: None,
        token_lifetime: None,
        username: None,
        user: None,
        error: None,
    };
    let client = server_of(profile, context).and_then(|server| {
        status.address = Some(server.api.value.to_string());
        status.address_source = Some(server.api.source.to_string());
        status.token_source = Some(server.token.source.to_string());
        let token = &server.token.value;
        status.token_kind = Some(token.scheme().word());
        status.token_expires_at = token.expires_at().map(|at| at.to_string());
        status.token_expires_source = token.end_source();
        context.settings.check_transport(&server.profile, &server.api.value)?;
        Ok(context.client_of(&server))
    });
    (status, client)
}

fn ask(client: &Client, status: &mut ProfileStatus) -> Result<()> {
    let user = users::me(client)?;
    status.user = Some(user.display_name);
    status.username = Some(user.username);
    status.token_lifetime = user.token_lifetime;
    Ok(())
}

fn server_of(profile: &Sourced<String>, context: &Context<'_>) -> Result<Server> {
    match &context.settings.demo {
        Some(demo) => Ok(demo.clone()),
        None => Ok(context.settings.server_of(profile)?),
    }
}

fn page(statuses: &[ProfileStatus], context: &Context<'_>) -> Page {
    let mut page = Page::default();
    for (number, status) in statuses.iter().enumerate() {
        let blocks = &mut page.blocks;
        if number > 0 {
            blocks.push(Block::Blank);
        }
        let (word, role) = if status.ok { ("ok", Role::Good) } else { ("failed", Role::Danger) };
        let used = if status.active { " (in use)" } else { "" };
        blocks.push(Block::Title(format!("{}{used}", status.profile), word.to_owned(), role));
        let from = |value: &Option<String>, source: &Option<String>| match (value, source) {
            (Some(value), Some(source)) => Some(format!("{value}, from {source}")),
            _ => None,
        };
        let facts = [
            ("Server", from(&status.address, &status.address_source)),
            ("User", status.user.clone()),
            ("Token", from(&status.token_kind.map(str::to_owned), &status.token_source)),
            ("Expires", life(status, context)),
        ];
        for (label, value) in facts {
            if let Some(value) = value {
                blocks.push(Block::Fact(label, value, Role::Plain));
            }
        }
    }
    page
}

fn life(status: &ProfileStatus, context: &Context<'_>) -> Option<String> {
    let at = status.token_expires_at.as_ref().and_then(|at| at.parse().ok());
    let lifetime = status.ok.then_some(status.token_lifetime);
    let life = token_life(at.zip(status.token_expires_source), lifetime, context)?;
    // The label says the verb.
    Some(life.trim_start_matches("expires ").trim_end_matches(" expires").to_owned())
}
