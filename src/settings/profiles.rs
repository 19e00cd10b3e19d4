//! Which profiles are meant, and which values count for a profile.

use super::{Config, Env, Settings, Source, Sourced};
use crate::args::GlobalArgs;
use crate::credentials::{ApiUrl, Store, check_profile_name};
use crate::error::{ErrorKind, UserError};

impl Settings {
    /// The profiles to ask: those named by flags; with `all` every profile of both files and, where
    /// variables give a whole login, that one first; else the one in use.
    ///
    /// # Errors
    /// When the credentials file cannot be read, when `all` and names contradict each other, or
    /// when there is no profile at all.
    pub fn selected_profiles(&self, all: bool) -> Result<Vec<Sourced<String>>, UserError> {
        let by_flag =
            |value: &String| Sourced { value: value.clone(), source: Source::Flag("--profile") };
        if all && !self.named.is_empty() {
            return Err(UserError::usage("--all-profiles and --profile exclude each other")
                .hint("name the profiles, or leave the names out"));
        }
        if self.demo.is_some() || !all && self.named.len() < 2 {
            return Ok(vec![self.profile.clone()]);
        }
        if !all {
            let mut names = Vec::new();
            for name in &self.named {
                if !names.contains(name) {
                    names.push(name.clone());
                }
            }
            return Ok(names.iter().map(by_flag).collect());
        }
        let mut names = self.profiles()?;
        let by_variables = self.url_variable.is_some() && self.token_variable.is_some();
        if !names.contains(&self.profile.value) && by_variables {
            names.insert(0, self.profile.value.clone());
        }
        if names.is_empty() {
            return Err(self.not_logged_in()?);
        }
        // The one in use is what every command sees; another one is as `--profile` gives it.
        Ok(names
            .iter()
            .map(
                |name| {
                    if *name == self.profile.value { self.profile.clone() } else { by_flag(name) }
                },
            )
            .collect())
    }

    /// How many profiles flags name.
    pub fn named_count(&self) -> usize {
        self.named.len()
    }

    /// The API that a profile's requests go to, where that is known without its token.
    pub fn api_of(&self, profile: &Sourced<String>) -> Option<ApiUrl> {
        if let Some(demo) = &self.demo {
            return Some(demo.api.value.clone());
        }
        if let Some(url) = &self.url_variable
            && Self::variable_applies(profile, &url.source)
        {
            return Some(url.value.clone());
        }
        if let Ok(Some(login)) = self.store.login(&profile.value) {
            return Some(login.api);
        }
        let configured = self.config.profiles.get(&profile.value)?.url.as_deref()?;
        ApiUrl::parse(configured).ok()
    }

    /// Returns whether the profile's token comes from its `token_command`, which may ask the user:
    /// not where a variable gives a token that counts for the profile.
    pub fn has_token_command(&self, profile: &Sourced<String>) -> bool {
        let configured = self.config.profiles.get(&profile.value);
        let by_variable = self
            .token_variable
            .as_ref()
            .is_some_and(|token| Self::variable_applies(profile, &token.source));
        !by_variable && configured.is_some_and(|profile| profile.token_command.is_some())
    }

    /// Returns whether a variable counts for a profile. A flag that names the profile comes before
    /// all variables, this program's own variable for it before the shared ones.
    pub(super) fn variable_applies(profile: &Sourced<String>, source: &Source) -> bool {
        let by_flag = matches!(profile.source, Source::Flag(_));
        let by_own = profile.source == Source::Variable("WALDUR_REVIEW_PROFILE");
        let shared = matches!(source, Source::Variable("WALDUR_API_URL" | "WALDUR_ACCESS_TOKEN"));
        !(by_flag || by_own && shared)
    }

    /// The names of all profiles, of both files, each once.
    ///
    /// # Errors
    /// When the credentials file cannot be read.
    pub fn profiles(&self) -> Result<Vec<String>, UserError> {
        Ok(all_profiles(&self.config, self.store.profiles()?))
    }

    /// The error where no profile is meant: there is no login, or there are several.
    pub(super) fn not_logged_in(&self) -> Result<UserError, UserError> {
        let known = self.profiles()?;
        if let [_, _, ..] = known.as_slice() {
            let names = known.join(", ");
            return Ok(UserError::new(
                ErrorKind::NotLoggedIn,
                format!("there are several logins, and none of them is the default: {names}"),
            )
            .hint("name one: --profile NAME, or `profile = \"NAME\"` at the top of config.toml"));
        }
        Ok(UserError::new(ErrorKind::NotLoggedIn, "you are not logged in")
            .hint("run: waldur-review auth login")
            .hint("or look around first: waldur-review --demo batches list"))
    }

    /// The error for a profile that has a `token_command` but neither an address nor a login.
    pub(super) fn lacks_address(&self, profile: &str) -> Option<UserError> {
        let configured = self.config.profiles.get(profile)?;
        configured.token_command.as_ref()?;
        Some(
            UserError::configuration("a `token_command` is set, but nothing says for which server")
                .hint(format!("run: waldur-review config set profiles.{profile}.url ADDRESS")),
        )
    }

    pub(super) fn check_profile_exists(&self, profile: &Sourced<String>) -> Result<(), UserError> {
        let name = &profile.value;
        if profile.source == Source::Default {
            return Ok(());
        }
        let origin = if matches!(profile.source, Source::Flag(_)) {
            String::new()
        } else {
            format!(" (named by {})", profile.source)
        };
        let by_variable =
            matches!(profile.source, Source::Variable("WALDUR_PROFILE") | Source::Config);
        if by_variable && self.url_variable.is_some() && self.token_variable.is_some() {
            return Ok(());
        }
        if let Some(fault) = self.lacks_address(name) {
            return Err(fault);
        }
        let known = self.profiles()?;
        let fault = UserError::new(
            ErrorKind::NotLoggedIn,
            format!("there is no login for profile {name:?}{origin}"),
        )
        .hint(format!("run: waldur-review auth login --profile {name}"));
        Err(if known.is_empty() {
            fault
        } else {
            fault.hint(format!("stored profiles: {}", known.join(", ")))
        })
    }
}

/// The profile in use: named by a flag, a variable or `config.toml`, or the only one.
///
/// # Errors
/// When what names it is no name of a profile.
pub(super) fn in_use(
    global: &GlobalArgs,
    env: &Env,
    config: &Config,
    store: &Store,
) -> Result<Sourced<String>, UserError> {
    let named = match global.profile.first() {
        Some(name) => Some(Sourced { value: name.clone(), source: Source::Flag("--profile") }),
        None => env
            .first(&["WALDUR_REVIEW_PROFILE", "WALDUR_PROFILE"])?
            .map(|(variable, value)| Sourced { value, source: Source::Variable(variable) })
            .or_else(|| {
                config.profile.clone().map(|value| Sourced { value, source: Source::Config })
            }),
    };
    if let Some(named) = named {
        check_profile_name(&named.value)
            .map_err(|fault| fault.hint(format!("the name comes from {}", named.source)))?;
        return Ok(named);
    }
    // With one login under another name there is nothing to choose. A file that cannot be read is
    // the concern of the commands that need it.
    let value = match all_profiles(config, store.profiles().unwrap_or_default()).as_slice() {
        [only] => only.clone(),
        _ => "default".to_owned(),
    };
    Ok(Sourced { value, source: Source::Default })
}

/// The stored profiles, and those of `config.toml` that can be used without one.
fn all_profiles(config: &Config, mut names: Vec<String>) -> Vec<String> {
    for (name, profile) in &config.profiles {
        if (profile.url.is_some() || profile.token_command.is_some()) && !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}
