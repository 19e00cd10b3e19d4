//! `auth status`: every profile, where each value comes from, and whether the server agrees.

use std::thread::ScopedJoinHandle;

use anyhow::{Result, anyhow};
use serde::Serialize;

use super::auth_login::{ME, read_user, user_name};
use crate::api::Client;
use crate::cli::AuthStatusArgs;
use crate::context::{Context, Outcome};
use crate::credentials::Scheme;
use crate::fault::{Fault, Kind};
use crate::output::{Block, Page, Role, View, distance, long_time};
use crate::report::{ErrorDocument, Report};
use crate::settings::{Server, Source, Sourced};

/// What is known of one profile.
#[derive(Debug, Serialize)]
struct ProfileStatus {
    profile: String,
    /// Whether commands use it when nothing else is said.
    active: bool,
    ok: bool,
    address: Option<String>,
    address_source: Option<String>,
    token_source: Option<String>,
    /// `classic` or `personal`.
    token_kind: Option<&'static str>,
    /// RFC 3339, for personal access tokens.
    token_expires_at: Option<String>,
    /// Seconds of inactivity after which a classic token ends.
    token_lifetime: Option<u64>,
    username: Option<String>,
    user: Option<String>,
    error: Option<ErrorDocument>,
}

pub fn run(arguments: &AuthStatusArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let settings = context.settings;
    let active = &settings.profile;
    let mut names = if settings.demo.is_some() {
        Vec::new()
    } else {
        settings.profiles()?
    };
    if matches!(active.source, Source::Flag(_)) {
        names.retain(|name| *name == active.value);
    }
    let by_variables = settings.url_variable.is_some() && settings.token_variable.is_some();
    if !names.contains(&active.value) && (by_variables || settings.demo.is_some()) {
        names.insert(0, active.value.clone());
    }
    if names.is_empty() {
        // The reason is the same as for every other command.
        settings.server()?;
        return Err(Fault::new(Kind::NotLoggedIn, "you are not logged in")
            .hint("run: waldur-review auth login")
            .into());
    }
    // A password manager may ask: one profile after another. The servers are asked at once.
    let prepared: Vec<(ProfileStatus, Result<Client>)> = names
        .iter()
        .map(|name| prepare(name, *name == active.value, context))
        .collect();
    let asked = std::thread::scope(|scope| {
        let threads: Vec<_> = prepared
            .into_iter()
            .map(|(mut status, client)| {
                scope.spawn(move || {
                    let result = client.and_then(|client| ask(&client, &mut status));
                    (status, result)
                })
            })
            .collect();
        threads
            .into_iter()
            .map(ScopedJoinHandle::join)
            .collect::<Vec<_>>()
    });
    let mut statuses = Vec::new();
    let mut failures = Vec::new();
    for joined in asked {
        let (mut status, result) = joined.map_err(|_| anyhow!("a profile could not be asked"))?;
        match result {
            Ok(()) => status.ok = true,
            Err(error) => {
                status.error = Some(Report::of(&error).to_json());
                failures.push(error.context(format!("profile {:?}", status.profile)));
            }
        }
        statuses.push(status);
    }
    if let (true, [only]) = (arguments.output.json, statuses.as_slice())
        && !only.ok
        && let Some(failure) = failures.pop()
    {
        return Err(failure);
    }
    let view = if arguments.output.json {
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

/// What is known of a profile without asking its server, and who can ask it.
fn prepare(name: &str, active: bool, context: &Context<'_>) -> (ProfileStatus, Result<Client>) {
    let mut status = ProfileStatus {
        profile: name.to_owned(),
        active,
        ok: false,
        address: None,
        address_source: None,
        token_source: None,
        token_kind: None,
        token_expires_at: None,
        token_lifetime: None,
        username: None,
        user: None,
        error: None,
    };
    let client = server_of(name, active, context).and_then(|server| {
        status.address = Some(server.api.value.to_string());
        status.address_source = Some(server.api.source.to_string());
        status.token_source = Some(server.token.source.to_string());
        let token = &server.token.value;
        status.token_kind = Some(match token.scheme() {
            Scheme::Token => "classic",
            Scheme::Bearer => "personal",
        });
        status.token_expires_at = token.expires_at().map(|at| at.to_string());
        context.settings.check_transport(name, &server.api.value)?;
        Ok(context.client_of(&server))
    });
    (status, client)
}

fn ask(client: &Client, status: &mut ProfileStatus) -> Result<()> {
    let body = client.get(ME)?;
    let user = read_user(client, &body)?;
    status.user = Some(user_name(client, &user)?);
    status.username = user.username().map(str::to_owned);
    status.token_lifetime = user.token_lifetime();
    Ok(())
}

/// The active profile as every command sees it; another one as `--profile` would.
fn server_of(name: &str, active: bool, context: &Context<'_>) -> Result<Server> {
    if active {
        if let Some(demo) = &context.settings.demo {
            return Ok(demo.clone());
        }
        return Ok(context.settings.server_of(&context.settings.profile)?);
    }
    let profile = Sourced {
        value: name.to_owned(),
        source: Source::Flag("--profile"),
    };
    Ok(context.settings.server_of(&profile)?)
}

fn page(statuses: &[ProfileStatus], context: &Context<'_>) -> Page {
    let mut page = Page::default();
    for (number, status) in statuses.iter().enumerate() {
        let blocks = &mut page.blocks;
        if number > 0 {
            blocks.push(Block::Blank);
        }
        let (word, role) = if status.ok {
            ("ok", Role::Good)
        } else {
            ("failed", Role::Danger)
        };
        let used = if status.active { " (in use)" } else { "" };
        blocks.push(Block::Title(
            format!("{}{used}", status.profile),
            word.to_owned(),
            role,
        ));
        let from = |value: &Option<String>, source: &Option<String>| match (value, source) {
            (Some(value), Some(source)) => Some(format!("{value}, from {source}")),
            _ => None,
        };
        let facts = [
            ("Server", from(&status.address, &status.address_source)),
            ("User", status.user.clone()),
            (
                "Token",
                from(&status.token_kind.map(str::to_owned), &status.token_source),
            ),
            ("Life", life(status, context)),
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
    if let Some(at) = status
        .token_expires_at
        .as_ref()
        .and_then(|at| at.parse().ok())
    {
        let exact = long_time(at, &context.theme.zone);
        let verb = if at <= context.now() { "ended" } else { "ends" };
        return Some(format!("{verb} {exact} ({})", distance(at, context.now())));
    }
    if !status.ok {
        return None;
    }
    Some(match status.token_lifetime {
        Some(seconds) if seconds >= 60 => format!("ends after {} min without use", seconds / 60),
        Some(seconds) => format!("ends after {seconds} s without use"),
        None => "does not end".to_owned(),
    })
}
