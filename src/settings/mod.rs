//! Flags, environment variables and files become [`Settings`]. Nothing else reads the environment
//! or `config.toml`.

mod clock;
mod config;
mod config_file;
mod config_values;
mod directories;
mod display;
mod env;
mod hyperlinks;
mod network;
mod profiles;
pub mod registry;
mod server;
mod source;
mod variables;
mod warnings;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use jiff::Timestamp;

pub use config::Config;
pub use config_file::ConfigFile;
#[cfg(any(test, fuzzing))]
pub use config_file::{edited, put, take_out, value as toml_value};
pub use display::{Display, Streams};
pub use env::{Env, expand_home};
pub use server::Server;
pub use source::{Source, Sourced};

use config::{ConfigUse, Size};
use directories::Directories;
use variables::LoginVariables;

use crate::args::GlobalArgs;
use crate::credentials::{ApiUrl, Store, Token, check_profile_name};
use crate::error::UserError;
use crate::values::parse_duration;
use crate::waldur::Network;

/// The largest document that is downloaded, in bytes, unless a setting says another one.
const MAX_DOCUMENT_SIZE: u64 = 256 << 20;

/// Everything that is decided before a command runs.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct Settings {
    /// The profile in use.
    pub profile: Sourced<String>,
    /// All profiles that were named by flags; the first of them is the one in use.
    named: Vec<String>,
    /// The directory of `config.toml` and `credentials.toml`, where there is a home.
    directory: Option<PathBuf>,
    /// The directory of what must be kept between runs, where there is a home.
    pub state_directory: Option<PathBuf>,
    /// The directory of what may be lost at any time, where there is a home.
    pub cache_directory: Option<PathBuf>,
    /// The directory of temporary files.
    pub temporary_directory: PathBuf,
    /// The credentials file.
    pub store: Store,
    /// The settings file.
    pub config: Config,
    /// Where `waldur-cli` keeps its logins.
    pub waldur_cli: Option<PathBuf>,
    /// The error in the settings file, where a command works without it.
    pub config_error: Option<UserError>,
    /// How the network is used, before what is particular to a profile.
    pub network: Network,
    /// Where the time limit and further certificates come from.
    network_sources: (Source, Source),
    /// How things look.
    pub display: Display,
    /// The kinds of the streams.
    pub streams: Streams,
    /// The time that counts as now.
    pub now: Timestamp,
    /// The time of `now` on the monotonic clock, where `WALDUR_REVIEW_NOW` sets it.
    pretended_at: Option<Instant>,
    /// How long `batches watch` waits in tests.
    pub test_pause: Option<Duration>,
    /// True if asking is allowed and possible.
    pub may_ask: bool,
    /// No footers, hints or warnings.
    pub quiet: bool,
    /// Show requests.
    pub verbose: bool,
    /// The address that a variable gives.
    pub url_variable: Option<Sourced<ApiUrl>>,
    /// The token that a variable gives.
    pub token_variable: Option<Sourced<Token>>,
    /// True if `WALDUR_ACCESS_TOKEN` is not used, because it is for another server.
    ignores_shared_token: bool,
    /// The value of `TZ`, where it is set.
    zone_name: Option<String>,
    /// The demo server, which comes before everything else.
    pub demo: Option<Server>,
    /// The error that keeps the settings from being used; then these are the minimal ones.
    pub unusable: Option<UserError>,
    /// The user's home, to be left out of what is shown to others.
    pub home: Option<PathBuf>,
}

impl Settings {
    /// Decides everything. Precedence: flag, own variable, shared variable, file, default. A
    /// command that repairs `config.toml` tolerates errors in it: they are kept for the command.
    ///
    /// # Errors
    /// When a flag, a variable or a file cannot be used; the message names it.
    pub fn resolve(
        global: &GlobalArgs,
        env: &Env,
        streams: Streams,
        tolerates_config_errors: bool,
    ) -> Result<Self, UserError> {
        let config_use =
            if tolerates_config_errors { ConfigUse::Tolerated } else { ConfigUse::Required };
        Self::resolve_with(global, env, streams, config_use)
    }

    /// The minimal settings with which something can be shown, for a report of why the real ones
    /// cannot be used.
    ///
    /// # Errors
    /// When not even these can be had.
    pub fn minimal(
        error: UserError,
        global: &GlobalArgs,
        env: &Env,
        streams: Streams,
    ) -> Result<Self, UserError> {
        const SHOWN: [&str; 8] = [
            "TERM",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "NO_COLOR",
            "COLUMNS",
            "HOME",
            "WALDUR_REVIEW_CONFIG_DIR",
        ];
        let kept: BTreeMap<&str, OsString> =
            SHOWN.into_iter().filter_map(|name| Some((name, env.raw(name)?))).collect();
        let env = Env::new(move |name| kept.get(name).cloned());
        let global = GlobalArgs { profile: Vec::new(), ca_cert: None, ..global.clone() };
        Ok(Self {
            unusable: Some(error),
            ..Self::resolve_with(&global, &env, streams, ConfigUse::Ignored)?
        })
    }

    fn resolve_with(
        global: &GlobalArgs,
        env: &Env,
        streams: Streams,
        config_use: ConfigUse,
    ) -> Result<Self, UserError> {
        let directories = match Directories::find(env) {
            Err(_) if config_use == ConfigUse::Ignored => Directories::default(),
            directories => directories?,
        };
        let store = Store::new(directories.config.as_deref());
        // The demo is independent of the real settings: whatever is wrong with them, it works.
        let nothing = Env::new(|_| None);
        let variables =
            if is_demo(global) || config_use == ConfigUse::Ignored { &nothing } else { env };
        let (config, config_error) = match config_use {
            ConfigUse::Ignored => (Config::default(), None),
            ConfigUse::Required | ConfigUse::Tolerated => {
                match ConfigFile::new(directories.config.as_deref()).read() {
                    Ok(config) if is_demo(global) => {
                        (Config { display: config.display, ..Config::default() }, None)
                    }
                    Err(_) if is_demo(global) => (Config::default(), None),
                    Ok(config) => (config, None),
                    Err(error) if config_use == ConfigUse::Tolerated => {
                        (Config::default(), Some(error))
                    }
                    Err(error) => return Err(error),
                }
            }
        };
        let profile = profiles::in_use(global, variables, &config, &store)?;
        let display = display::resolve(global, env, &config, streams)?;
        let network = Network {
            redact: display.redact,
            ..network::resolve(global, env, &config, directories.config.as_deref())?
        };
        let LoginVariables { url, token, ignores_shared_token } = LoginVariables::read(variables)?;
        for name in &global.profile {
            check_profile_name(name)
                .map_err(|fault| fault.hint("the name comes from --profile"))?;
        }
        Ok(Self {
            profile,
            named: global.profile.clone(),
            waldur_cli: directories.waldur_cli,
            state_directory: directories.state,
            cache_directory: directories.cache,
            temporary_directory: directories.temporary,
            directory: directories.config,
            home: directories.home,
            store,
            display,
            network_sources: network::sources(global, &config),
            config,
            config_error,
            network,
            streams,
            now: clock::now(env)?,
            pretended_at: env.is_set("WALDUR_REVIEW_NOW").then(Instant::now),
            test_pause: env
                .text("WALDUR_REVIEW_TEST_PAUSE")?
                .map(|text| parse_duration(&text))
                .transpose()
                .map_err(|why| {
                    UserError::configuration(format!("WALDUR_REVIEW_TEST_PAUSE: {why}"))
                })?,
            may_ask: streams.stdin_is_terminal && streams.stderr_is_terminal && !global.no_input,
            quiet: global.quiet,
            verbose: global.verbose,
            ignores_shared_token,
            zone_name: env.text("TZ")?,
            url_variable: url,
            token_variable: token,
            demo: None,
            unusable: None,
        })
    }

    /// The setting `reviews.folder`.
    pub fn reviews_folder(&self) -> Option<PathBuf> {
        self.config.reviews.folder.as_deref().map(|folder| self.beside_config(folder))
    }

    /// The setting `reviews.max_document_size`, in bytes.
    pub fn max_document_size(&self) -> u64 {
        self.config.reviews.max_document_size.map_or(MAX_DOCUMENT_SIZE, |Size(size)| size)
    }

    /// The settings file, for those who change it.
    pub fn config_file(&self) -> ConfigFile {
        ConfigFile::new(self.directory.as_deref())
    }
}

fn is_demo(global: &GlobalArgs) -> bool {
    #[cfg(feature = "demo")]
    {
        global.demo
    }
    #[cfg(not(feature = "demo"))]
    {
        let _ = global;
        false
    }
}
