//! `auth login`: finds the API, checks the token with `GET /api/users/me/`, and stores what was
//! verified.

use anyhow::Result;
use clap::Args;

use super::personal::{self, NotMade};
use crate::commands::confirm::is_wanted;
use crate::commands::context::{Context, Outcome};
use crate::commands::phrases::{expiry, expiry_words, token_warning};
use crate::commands::portal::ask_configuration;
use crate::commands::status_cache;
use crate::credentials::{ApiUrl, Scheme, Token, check_profile_name, read_waldur_cli};
use crate::error::UserError;
use crate::output::{View, relative_time};
use crate::settings::{Server, Source, Sourced};
use crate::waldur::{Batch, Client, Deadline, Problem, batches, portal as waldur_portal, users};

/// `auth login`
#[derive(Debug, Default, Args)]
pub struct LoginArgs {
    /// The server's address, or the web portal's
    #[arg(long, value_name = "URL", conflicts_with = "from")]
    pub url: Option<String>,
    /// Read the token from standard input
    #[arg(long, conflicts_with = "from")]
    pub with_token: bool,
    /// Copy a login of waldur-cli
    #[arg(long, num_args = 1..=2, value_names = ["PROGRAM", "PROFILE"])]
    pub from: Vec<String>,
    /// Make a long-lived token, without asking
    #[arg(long)]
    pub long_lived: bool,
    /// Keep the token that was given, without asking
    #[arg(long, conflicts_with = "long_lived")]
    pub no_long_lived: bool,
    /// How long the new token lasts.
    #[command(flatten)]
    pub days: DaysArg,
}

/// How long a personal access token lasts.
#[derive(Debug, Default, Args)]
pub struct DaysArg {
    /// Days until the new token ends [default: 90]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=3650))]
    days: Option<u32>,
}

impl DaysArg {
    /// The days.
    pub fn days(&self) -> u32 {
        self.days.unwrap_or(personal::DAYS)
    }
}

/// No token is longer, in bytes.
const LONGEST_TOKEN: u64 = 64 << 10;

pub fn run(arguments: &LoginArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let settings = context.settings;
    if settings.demo.is_some() {
        return Err(UserError::usage("--demo needs no login, and stores nothing")
            .hint("try: waldur-review --demo batches list")
            .into());
    }
    settings.store.check_writable()?;
    // To read, the only login there is will do; to write, it could overwrite another server's.
    let mut profile = if settings.profile.source == Source::Default {
        "default".to_owned()
    } else {
        settings.profile.value.clone()
    };
    let (found, token) = if arguments.from.is_empty() {
        let (text, source) = address(arguments, &profile, context)?;
        let found = find_api(&text, source, &profile, true, context)?;
        check_overwrites_nothing(&profile, &found.api.value, context)?;
        let portal = found.portal.as_deref();
        let token = read_token(arguments.with_token, &found.api.value, portal, context)?;
        (found, token)
    } else {
        let (name, api, token) = from_other_program(&arguments.from, context)?;
        if settings.profile.source == Source::Default {
            check_profile_name(&name)?;
            profile = name;
        }
        // The token is bound to the address beside it: a portal may not lead it elsewhere.
        let found = find_api(api.as_str(), Source::Flag("--from"), &profile, false, context)?;
        check_overwrites_nothing(&profile, &found.api.value, context)?;
        (found, token)
    };
    let server = Server {
        profile: profile.clone(),
        api: found.api,
        token: Sourced { value: token, source: Source::Flag("auth login") },
        portal: found.portal,
        user: None,
    };
    let client = context.client_of(&server);
    let user = users::me(&client)?;
    let server = Server { user: user.uuid.clone(), ..server };
    settings.store.save(&profile, &server.to_login(None))?;
    let (server, made) = match long_lived(arguments, &client, server, user.token_lifetime, context)
    {
        Ok(result) => result,
        Err(error) => {
            context.ui.say("You are logged in with the token that you gave.");
            return Err(error);
        }
    };
    let client = context.client_of(&server);

    // What was known may be another person's.
    status_cache::forget(&profile, &client.facts().host, context);
    let place = match profile.as_str() {
        "default" => String::new(),
        name => format!(" (profile {name})"),
    };
    let waiting = what_waits(&client, context);
    let line = format!(
        "Logged in to {} as {}{place}. {waiting}",
        client.facts().origin,
        user.display_name
    );
    let mut outcome = Outcome::new(View::Text(format!("{}\n", context.theme.line(&line))));
    outcome.messages.extend(found.note);
    outcome.messages.extend(made);
    outcome.messages.extend(token_warning(&server, context));
    for source in [
        settings.url_variable.as_ref().map(|value| &value.source),
        settings.token_variable.as_ref().map(|value| &value.source),
    ]
    .into_iter()
    .flatten()
    {
        outcome.messages.push(format!("note: {source} is set and comes before what was stored"));
    }
    Ok(outcome)
}

/// Makes a personal access token for a token that ends when it is not used, where that is wanted,
/// and stores it in the place of the other one. Without one, the login stands as it is. Gives the
/// server with the token that is stored then, and what to say.
fn long_lived(
    arguments: &LoginArgs,
    client: &Client,
    server: Server,
    lifetime: Option<u64>,
    context: &mut Context<'_>,
) -> Result<(Server, Vec<String>)> {
    if !personal::ends_without_use(&server.token.value, lifetime) {
        let why = match server.token.value.scheme() {
            Scheme::Bearer => "a personal access token cannot make another",
            Scheme::Token => "the token that you gave does not expire",
        };
        let note = arguments.long_lived.then(|| format!("No token was made: {why}."));
        return Ok((server, note.into_iter().collect()));
    }
    if arguments.no_long_lived || !(arguments.long_lived || context.settings.may_ask) {
        return Ok((server, Vec::new()));
    }
    let life = expiry_words(lifetime);
    let kept = |why: NotMade| {
        vec![format!(
            "No long-lived token was made: {} You stay logged in with the token that you gave, which {life}.",
            why.why
        )]
    };
    let permission = match personal::smallest_permission(client, server.portal.as_deref()) {
        Ok(permission) => permission,
        Err(why) => return Ok((server, kept(why))),
    };
    let days = arguments.days.days();
    let allowed = permission.words();
    if arguments.long_lived {
        context.ui.say(&format!("The new token lasts {days} days and is allowed: {allowed}."));
    } else {
        let question = format!(
            "This token {life}. A new one is allowed:\n  {allowed}\nCreate one for this program that lasts {days} days? [Y/n] "
        );
        if !is_wanted(&question, context)? {
            return Ok((server, Vec::new()));
        }
    }
    let made = match personal::make(client, &server, &permission, days, context) {
        Ok(made) => made,
        Err(why) => return Ok((server, kept(why))),
    };
    let login = made.server.to_login(Some(made.found_by.clone()));
    let portal = made.server.portal.as_deref();
    let store = &context.settings.store;
    let is_replaced = store
        .replace(&server.profile, &server.token.value, &login)
        .map_err(|error| personal::name_token(error, &made.found_by, portal))?;
    let mut said: Vec<String> = made.note.into_iter().collect();
    if !is_replaced {
        said.push(format!(
            "Another login of this profile came meanwhile, and stays. The new token \"{}\" is not stored: revoke it at {}.",
            made.found_by.name,
            personal::page(portal)
        ));
        return Ok((server, said));
    }
    said.push(format!(
        "Stored the new token \"{}\", which {}; the one that you gave is not stored.",
        made.found_by.name,
        expiry(&made.server.token.value, context)
    ));
    Ok((made.server, said))
}

/// Refuses to replace the login of another server, unless its profile was named.
fn check_overwrites_nothing(profile: &str, api: &ApiUrl, context: &Context<'_>) -> Result<()> {
    if matches!(context.settings.profile.source, Source::Flag(_)) {
        return Ok(());
    }
    match context.settings.store.login(profile) {
        Ok(Some(login)) if !login.api.same_origin(&api.join("")) => {
            Err(UserError::usage(format!("profile {profile:?} holds a login to {}", login.api.origin()))
                .hint(format!("to keep it, name this login otherwise: waldur-review auth login --profile NAME --url {api}"))
                .hint(format!("to replace it: waldur-review auth login --profile {profile} --url {api}"))
                .into())
        }
        // A login that cannot be read is replaced by logging in again.
        Ok(_) | Err(_) => Ok(()),
    }
}

/// An API that answered, and what is known of it.
struct Found {
    api: Sourced<ApiUrl>,
    portal: Option<String>,
    note: Option<String>,
}

fn address(
    arguments: &LoginArgs,
    profile: &str,
    context: &mut Context<'_>,
) -> Result<(String, Source)> {
    const QUESTION: &str = "Address of the Waldur server or its web portal";
    let settings = context.settings;
    if let Some(url) = &arguments.url {
        return Ok((url.clone(), Source::Flag("--url")));
    }
    if let Some(api) = &settings.url_variable {
        return Ok((api.value.to_string(), api.source.clone()));
    }
    // A new token for the same server: its address is known.
    let known = match settings.store.login(profile) {
        Ok(Some(login)) => Some((login.api.to_string(), Source::Credentials)),
        Ok(None) | Err(_) => settings
            .config
            .profiles
            .get(profile)
            .and_then(|profile| Some((profile.url.clone()?, Source::Config))),
    };
    match (known, settings.may_ask) {
        (Some((url, source)), true) => {
            let answer = context.ui.line(&format!("{QUESTION} [{url}]: "))?;
            Ok(if answer.is_empty() {
                (url, source)
            } else {
                (answer, Source::Flag("your answer"))
            })
        }
        (Some(known), false) => Ok(known),
        (None, true) => {
            if settings.waldur_cli.as_deref().is_some_and(std::path::Path::exists) {
                let note = "waldur-cli has stored a login; to take it over, stop here (Ctrl-C) and run:\n  waldur-review auth login --from waldur-cli\n";
                context.ui.show(&View::Text(note.to_owned()))?;
            }
            let answer = context.ui.line(&format!("{QUESTION}: "))?;
            Ok((answer, Source::Flag("your answer")))
        }
        (None, false) => Err(UserError::usage(
            "the server's address is missing, and there is no terminal to ask for it",
        )
        .hint("name it: waldur-review auth login --url https://waldur.example.ac.uk --with-token")
        .into()),
    }
}

/// The token from standard input, or as it is typed.
///
/// # Errors
/// When nobody can be asked, or it is no token.
pub fn read_token(
    from_input: bool,
    api: &ApiUrl,
    portal: Option<&str>,
    context: &mut Context<'_>,
) -> Result<Token> {
    let text = if from_input {
        context.ui.standard_input(LONGEST_TOKEN).map_err(|error| {
            match error.downcast::<UserError>() {
                Ok(fault) => fault.hint("pipe in the token alone").into(),
                Err(error) => error,
            }
        })?
    } else if context.settings.may_ask {
        let page = waldur_portal::join(portal.unwrap_or("https://PORTAL"), Scheme::Token.page());
        context.ui.secret(&format!(
            "Make a token at {page} and paste it here.\nToken for {} (hidden): ",
            api.origin()
        ))?
    } else {
        return Err(UserError::usage(
            "the token is missing, and there is no terminal to ask for it",
        )
        .hint("pipe it in: … | waldur-review auth login --url URL --with-token")
        .into());
    };
    Ok(Token::parse(&text)?)
}

fn from_other_program(from: &[String], context: &Context<'_>) -> Result<(String, ApiUrl, Token)> {
    let (program, profile) = match from {
        [program] => (program, None),
        [program, profile] => (program, Some(profile.as_str())),
        _ => return Err(UserError::usage("--from takes a program and a profile").into()),
    };
    if program != "waldur-cli" {
        return Err(UserError::usage(format!("logins of {program:?} cannot be taken over"))
            .hint("the program that can be named is: waldur-cli")
            .into());
    }
    let path = context.settings.waldur_cli.as_deref().ok_or_else(|| {
        UserError::configuration(
            "cannot tell where waldur-cli keeps its logins: there is no home directory",
        )
    })?;
    Ok(read_waldur_cli(path, profile)?)
}

/// Finds the API behind an address, which may be the web portal's. Asked without a token.
fn find_api(
    text: &str,
    source: Source,
    profile: &str,
    may_be_portal: bool,
    context: &Context<'_>,
) -> Result<Found> {
    let mut first_error = None;
    let candidates = ApiUrl::candidates(text)?;
    for api in &candidates {
        context.settings.check_transport(profile, api)?;
        match ask_configuration(profile, api, &source, context) {
            Ok(portal) => {
                let note = (candidates.len() > 1).then(|| format!("The API is at {api}"));
                return Ok(Found { api: Sourced { value: api.clone(), source }, portal, note });
            }
            // The server was reached, but there is no API: it may be the portal.
            Err(error) if is_no_api(&error.problem) => {
                first_error.get_or_insert(error);
            }
            Err(error) => return Err(error.into()),
        }
    }
    if may_be_portal
        && let Some(found) = find_behind_portal(&candidates, &source, profile, context)?
    {
        return Ok(found);
    }
    match first_error {
        Some(error) => Err(UserError::configuration(format!("there is no Waldur API at {}", candidates.first().map_or(text, ApiUrl::as_str)))
            .hint(format!("{error}"))
            .hint("look for \"API\" in the portal's documentation, or ask the help desk for the API's address")
            .into()),
        None => Err(UserError::configuration(format!("{text:?} is not an address")).into()),
    }
}

fn is_no_api(problem: &Problem) -> bool {
    matches!(
        problem,
        Problem::NotJson { .. }
            | Problem::Shape(_)
            | Problem::NotFound
            | Problem::NoSuchEndpoint
            | Problem::Refused(..)
            | Problem::Forbidden(_)
            | Problem::UnexpectedStatus(_)
    )
}

/// The portal tells its browser program where the API is; what that names is asked as well.
fn find_behind_portal(
    candidates: &[ApiUrl],
    source: &Source,
    profile: &str,
    context: &Context<'_>,
) -> Result<Option<Found>> {
    let Some(portal) = candidates.last() else {
        return Ok(None);
    };
    let client = context.anonymous_client(profile, portal.clone(), source);
    let Some(endpoint) = waldur_portal::api_behind_portal(&client) else {
        return Ok(None);
    };
    let Ok(api) = ApiUrl::parse(&endpoint) else {
        return Ok(None);
    };
    context.settings.check_transport(profile, &api)?;
    let homeport = ask_configuration(profile, &api, source, context)?;
    Ok(Some(Found {
        note: Some(format!("{} is the web portal; its API is at {api}", portal.origin())),
        portal: homeport.or_else(|| Some(format!("{}/", portal.origin()))),
        api: Sourced { value: api, source: source.clone() },
    }))
}

/// How many batches wait, and when the next is due. The login stands even when this is not known.
fn what_waits(client: &Client, context: &Context<'_>) -> String {
    let list = match batches::list(client) {
        Ok(list) => list,
        Err(error) => return format!("The waiting batches could not be read: {error}."),
    };
    let open: Vec<Batch<'_>> =
        list.records().into_iter().filter(|batch| !batch.is_past(context.now())).collect();
    let next = open
        .iter()
        .filter_map(|batch| match batch.deadline() {
            Deadline::At(at) => Some(at),
            Deadline::None | Deadline::Unknown => None,
        })
        .min();
    let due = next.map(|at| relative_time(at, context.theme));
    match (open.len(), due) {
        (0, _) => "No batch waits.".to_owned(),
        (1, Some(due)) => format!("1 batch waits, due {due}."),
        (1, None) => "1 batch waits.".to_owned(),
        (count, Some(due)) => format!("{count} batches wait; the next is due {due}."),
        (count, None) => format!("{count} batches wait."),
    }
}
