//! The server and the token that a profile stands for.

use super::{Settings, Source, Sourced};
use crate::credentials::{ApiUrl, Login, MadeToken, Token, token_from_command};
use crate::error::{ErrorKind, UserError};

/// A server, and the token for it.
#[derive(Debug, Clone)]
pub struct Server {
    /// The profile that it belongs to.
    pub profile: String,
    /// Its API.
    pub api: Sourced<ApiUrl>,
    /// The token for it.
    pub token: Sourced<Token>,
    /// Its web portal, where that is known without asking.
    pub portal: Option<String>,
    /// The UUID of the user that the token is for, where the login says it.
    pub user: Option<String>,
}

impl Server {
    /// Returns the login that `credentials.toml` holds of it; `made` says which token this program
    /// made.
    pub fn to_login(&self, made: Option<MadeToken>) -> Login {
        Login {
            api: self.api.value.clone(),
            token: Some(self.token.value.clone()),
            portal: self.portal.clone(),
            user: self.user.clone(),
            made,
        }
    }
}

impl Settings {
    /// The server and token to use.
    ///
    /// # Errors
    /// When nobody is logged in, when the token belongs to another origin, when the files cannot
    /// be read, or when a token would go over unencrypted http.
    pub fn server(&self) -> Result<Server, UserError> {
        if let Some(demo) = &self.demo {
            return Ok(demo.clone());
        }
        let server = self.server_of(&self.profile)?;
        self.check_transport(&server.profile, &server.api.value)?;
        Ok(server)
    }

    /// Refuses unencrypted http to another computer, unless `config.toml` allows it.
    ///
    /// # Errors
    /// A configuration error with hints.
    pub fn check_transport(&self, profile: &str, api: &ApiUrl) -> Result<(), UserError> {
        if api.is_https() || api.is_loopback() {
            return Ok(());
        }
        let fault = UserError::configuration(format!(
            "{} is unencrypted: anyone on the network could read your token",
            api.origin()
        ))
        .hint("use the https:// address");
        if let Some(configured) =
            self.config.profiles.get(profile).filter(|profile| profile.plain_http)
        {
            // What is allowed for the profile's own server is not for another one.
            let own = match self.store.login(profile) {
                Ok(Some(login)) => Some(login.api),
                Ok(None) | Err(_) => {
                    configured.url.as_deref().and_then(|url| ApiUrl::parse(url).ok())
                }
            };
            return match own.filter(|own| !own.same_origin(&api.join(""))) {
                None => Ok(()),
                Some(own) => Err(fault.hint(format!(
                    "`plain_http` of profile {profile:?} is for {}; to move it: waldur-review auth logout --profile {profile}",
                    own.origin()
                ))),
            };
        }
        Err(fault.hint(format!(
            "if it must be, say `plain_http = true` under [profiles.{profile}] in {}",
            self.config_file().path().display()
        )))
    }

    /// The server and token of one profile; variables count unless the profile was named by a
    /// flag, or by this program's own variable where they are the shared ones.
    ///
    /// # Errors
    /// As [`Settings::server`], except for the check of the transport.
    pub fn server_of(&self, profile: &Sourced<String>) -> Result<Server, UserError> {
        let name = &profile.value;
        let applies = |source: &Source| Self::variable_applies(profile, source);
        let login = self.store.login(name)?;
        let configured = self.config.profiles.get(name);
        let configured_api = configured
            .and_then(|profile| profile.url.as_deref())
            .map(|url| {
                ApiUrl::parse(url).map_err(|fault| fault.hint("the address comes from config.toml"))
            })
            .transpose()?;
        if login.is_none() && configured_api.is_none() {
            self.check_profile_exists(profile)?;
        }
        let own = match (&login, configured_api) {
            (Some(login), _) => {
                Some(Sourced { value: login.api.clone(), source: Source::Credentials })
            }
            (None, Some(value)) => Some(Sourced { value, source: Source::Config }),
            (None, None) => None,
        };
        let url_variable = self.url_variable.as_ref().filter(|value| applies(&value.source));
        let token_variable = self.token_variable.as_ref().filter(|value| applies(&value.source));
        let Some(api) = url_variable.cloned().or_else(|| own.clone()) else {
            return Err(match token_variable {
                Some(token) => UserError::configuration(format!(
                    "{} gives a token, but nothing says for which server",
                    token.source
                ))
                .hint(
                    "set WALDUR_API_URL to the server's address, or run: waldur-review auth login",
                ),
                None => match self.lacks_address(name) {
                    Some(fault) => fault,
                    None => self.not_logged_in()?,
                },
            });
        };
        let token = match token_variable {
            Some(token) => token.clone(),
            None => self.own_token(name, login.as_ref(), own.as_ref(), &api)?,
        };
        let login = login.filter(|login| login.api == api.value);
        Ok(Server {
            profile: name.clone(),
            user: login
                .as_ref()
                .filter(|_| token.source == Source::Credentials)
                .and_then(|login| login.user.clone()),
            portal: login.and_then(|login| login.portal),
            api,
            token,
        })
    }

    /// The server of one of [`Settings::selected_profiles`], checked as [`Settings::server`] does.
    ///
    /// # Errors
    /// As [`Settings::server`].
    pub fn checked_server_of(&self, profile: &Sourced<String>) -> Result<Server, UserError> {
        if *profile.value == self.profile.value {
            return self.server();
        }
        let server = self.server_of(profile)?;
        self.check_transport(&server.profile, &server.api.value)?;
        Ok(server)
    }

    fn own_token(
        &self,
        profile: &str,
        login: Option<&Login>,
        own: Option<&Sourced<ApiUrl>>,
        api: &Sourced<ApiUrl>,
    ) -> Result<Sourced<Token>, UserError> {
        let not_logged_in = || {
            let fault = UserError::new(
                ErrorKind::NotLoggedIn,
                format!("you are not logged in to {}", api.value.origin()),
            );
            if self.ignores_shared_token {
                fault
                    .hint("WALDUR_ACCESS_TOKEN is not used: it is for the server of WALDUR_API_URL")
            } else {
                fault
            }
        };
        let Some(own) = own else {
            return Err(not_logged_in().hint("run: waldur-review auth login"));
        };
        // A token goes to the origin that it was stored for, and nowhere else.
        if !own.value.same_origin(&api.value.join("")) {
            return Err(not_logged_in()
                .hint(format!(
                    "profile {profile:?} is for {}; {} says {}",
                    own.value.origin(),
                    api.source,
                    api.value.origin()
                ))
                .hint(format!(
                    "unset {}, or log in there under another name: waldur-review auth login --profile NAME",
                    api.source
                )));
        }
        let command =
            self.config.profiles.get(profile).and_then(|profile| profile.token_command.as_deref());
        // A command was set up on purpose, even if a token was stored before.
        match (command, login.and_then(|login| login.token.clone())) {
            (Some(command), _) => Ok(Sourced {
                value: token_from_command(profile, command, self.streams.stdin_is_terminal)?,
                source: Source::TokenCommand,
            }),
            (None, Some(value)) => Ok(Sourced { value, source: Source::Credentials }),
            (None, None) => Err(not_logged_in()
                .hint(format!("run: waldur-review auth login --profile {profile}"))
                .hint("or give the profile a `token_command` in config.toml")),
        }
    }
}
