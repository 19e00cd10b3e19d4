//! One server or several: which ones a command asks, all of them at once.

use std::thread::ScopedJoinHandle;

use anyhow::{Error, Result, anyhow};

use crate::commands::context::Context;
use crate::error::UserError;
use crate::settings::{Server, Source, Sourced};
use crate::waldur::Client;

/// The servers that a command asks.
pub(crate) struct Servers {
    /// True if the person asked for several, even where it comes to one: what is printed then
    /// names the server.
    pub several: bool,
    logins: Vec<Login>,
}

/// A profile, and who can be asked for it.
type Login = (Sourced<String>, Result<(Client, Server)>);

/// A server that was asked, and what came of it.
pub(crate) struct Asked<T> {
    pub profile: Sourced<String>,
    pub client: Client,
    pub server: Server,
    pub answer: T,
}

/// The servers to ask. A password manager may ask for its own password: one profile after the
/// other.
///
/// # Errors
/// When there is none, or the only one that was asked for cannot be used.
pub(crate) fn chosen(all: bool, context: &Context<'_>) -> Result<Servers> {
    let settings = context.settings;
    let several = all || settings.named_count() > 1;
    let mut logins: Vec<Login> = Vec::new();
    for profile in settings.selected_profiles(all)? {
        let login = settings
            .checked_server_of(&profile)
            .map(|server| {
                let earlier = logins.iter().filter_map(|(_, login)| Some(&login.as_ref().ok()?.0));
                (context.client_of(&server).sharing(earlier), server)
            })
            .map_err(Error::from);
        match login {
            Err(error) if !several => return Err(error),
            login => logins.push((profile, login)),
        }
    }
    Ok(Servers { several, logins })
}

impl Servers {
    /// The only server.
    ///
    /// # Errors
    /// A usage fault where several were asked for.
    pub fn only(&self) -> Result<&Server> {
        match self.logins.as_slice() {
            [(_, Ok((_, server)))] if !self.several => Ok(server),
            _ => Err(UserError::usage("--web opens the page of one server")
                .hint("name one profile: --profile NAME")
                .into()),
        }
    }

    /// The whole UUID of a batch as a person writes it for the only server.
    ///
    /// # Errors
    /// As [`crate::commands::resolve::whole_uuid`].
    pub fn whole_uuid(&self, typed: &str, context: &Context<'_>) -> Result<String> {
        match self.logins.as_slice() {
            [(_, Ok((client, _)))] => crate::commands::resolve::whole_uuid(typed, client, context),
            _ => Err(UserError::usage("a batch belongs to one server: give one --profile").into()),
        }
    }

    /// Asks each of them, all at once: those that answered in the order of the profiles, and what
    /// kept the others from it, each with its profile's name.
    ///
    /// # Errors
    /// The error itself, where a single server was asked for.
    pub fn ask<T: Send>(
        self,
        ask: impl Fn(&Client, &Server) -> Result<T> + Sync,
    ) -> Result<(Vec<Asked<T>>, Vec<Error>)> {
        let Self { several, logins } = self;
        let answers = at_once(logins, |(profile, login)| {
            let answer = login.and_then(|(client, server)| {
                ask(&client, &server).map(|answer| (client, server, answer))
            });
            (profile, answer)
        })?;
        let mut asked = Vec::new();
        let mut failures = Vec::new();
        for (profile, answer) in answers {
            match answer {
                Ok((client, server, answer)) => {
                    asked.push(Asked { profile, client, server, answer });
                }
                Err(error) if !several => return Err(error),
                Err(error) => failures.push(named(error, &profile, several)),
            }
        }
        Ok((asked, failures))
    }
}

/// An error with the profile that it is about, where several were asked.
pub(crate) fn named(error: Error, profile: &Sourced<String>, several: bool) -> Error {
    if several { error.context(about(&profile.value)) } else { error }
}

/// The words before an error of one profile.
pub(crate) fn about(profile: &str) -> String {
    format!("profile {profile:?}")
}

/// Does the same with several things at once, and gives the results in their order.
///
/// # Errors
/// When one of them could not be done at all.
pub(crate) fn at_once<I: Send, T: Send>(
    mut inputs: Vec<I>,
    what: impl Fn(I) -> T + Sync,
) -> Result<Vec<T>> {
    if inputs.len() == 1 {
        return Ok(inputs.pop().map(what).into_iter().collect());
    }
    let joined: Vec<_> = std::thread::scope(|scope| {
        let what = &what;
        let threads: Vec<_> =
            inputs.into_iter().map(|input| scope.spawn(move || what(input))).collect();
        threads.into_iter().map(ScopedJoinHandle::join).collect()
    });
    joined
        .into_iter()
        .map(|result| result.map_err(|_| anyhow!("a server could not be asked")))
        .collect()
}

impl<T> Asked<T> {
    /// How this program is called for this server, for hints.
    pub fn program(&self, several: bool, context: &Context<'_>) -> String {
        if several && matches!(self.profile.source, Source::Flag(_)) {
            format!("waldur-review --profile {}", self.profile.value)
        } else {
            crate::commands::phrases::program(context)
        }
    }

    /// `{"profile": …, "server": …, "document": …}`, the document as it is.
    ///
    /// # Errors
    /// When a text cannot be written as JSON.
    pub fn wrap(&self, document: &str) -> Result<String> {
        Ok(format!(
            "{{\"profile\":{},\"server\":{},\"document\":{document}}}",
            serde_json::to_string(&self.profile.value)?,
            serde_json::to_string(&self.server.api.value.origin())?,
        ))
    }
}
