//! The post room: what was typed, the environment and the files become [`Settings`].
//! Nothing else reads the environment or `config.toml`.

mod config;
mod config_file;
mod display_values;
mod env;
mod hyperlinks;
mod network;
pub mod registry;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use directories::ProjectDirs;
use jiff::Timestamp;
use jiff::tz::TimeZone;

pub use config::Config;
pub use config_file::ConfigFile;
#[cfg(any(test, fuzzing))]
pub use config_file::{edited, put, take_out, value as toml_value};
pub use env::Env;

use config::{Choice, Span};

use crate::args::GlobalArgs;
use crate::credentials::{ApiUrl, Login, Store, Token, check_profile_name, token_from_command};
use crate::error::{ErrorKind, UserError};
use crate::values::{BatchColumn, ColorChoice, ListOrder, parse_duration};
use crate::waldur::{Clock, Network};

/// Where a value came from, for `auth status` and for error messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A flag of the command line.
    Flag(&'static str),
    /// An environment variable.
    Variable(&'static str),
    /// `credentials.toml`.
    Credentials,
    /// `config.toml`.
    Config,
    /// The profile's `token_command`.
    TokenCommand,
    /// The demo server inside the program.
    #[cfg(feature = "demo")]
    Demo,
    /// Nothing said otherwise.
    Default,
}

impl fmt::Display for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Flag(name) | Self::Variable(name) => name,
            Self::Credentials => "credentials.toml",
            Self::Config => "config.toml",
            Self::TokenCommand => "token_command",
            #[cfg(feature = "demo")]
            Self::Demo => "--demo",
            Self::Default => "default",
        })
    }
}

/// A value and where it came from.
#[derive(Debug, Clone)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it came from.
    pub source: Source,
}

/// A server to ask, and with what.
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

/// What the standard streams are.
#[derive(Debug, Clone, Copy, Default)]
pub struct Streams {
    /// Whether a person can answer.
    pub stdin_is_terminal: bool,
    /// Whether a person reads the output.
    pub stdout_is_terminal: bool,
    /// Whether a person reads the messages.
    pub stderr_is_terminal: bool,
    /// Columns and rows of the terminal, where there is one.
    pub size: Option<(u16, u16)>,
}

impl Streams {
    /// Whether a person reads both the output and the messages.
    pub fn is_terminal(self) -> bool {
        self.stdout_is_terminal && self.stderr_is_terminal
    }
}

/// How things are to look.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is decided by itself")]
pub struct Display {
    /// Whether standard output is coloured.
    pub color: bool,
    /// Whether standard error is coloured.
    pub color_stderr: bool,
    /// Whether the terminal shows more than ASCII.
    pub utf8: bool,
    /// Columns.
    pub width: usize,
    /// Rows, where there is a terminal.
    pub height: Option<usize>,
    /// Whether times are shown in UTC.
    pub utc: bool,
    /// Whether the terminal can redraw a line.
    pub animated: bool,
    /// Whether a browser can be opened for the person.
    pub has_browser: bool,
    /// The commands in `BROWSER` that open a page, as one text.
    pub browser: Option<String>,
    /// The editor and its arguments, as one text.
    pub editor: Option<String>,
    /// The pager to use for what is taller than the terminal.
    pub pager: Option<String>,
    /// Whether there are labelled lines in the place of tables, and nothing is redrawn.
    pub accessible: bool,
    /// Whether names, notes and reasons are hidden.
    pub redact: bool,
    /// Whether texts can be links on standard output.
    pub hyperlinks: bool,
    /// The columns of the table of `batches list`, where `config.toml` names them.
    pub columns: Vec<BatchColumn>,
    /// Its order, likewise.
    pub sort: Option<ListOrder>,
    /// What was chosen, for `config list`.
    chosen: Chosen,
}

/// What was chosen for the display, and by whom.
#[derive(Debug, Clone)]
struct Chosen {
    color: Sourced<ColorChoice>,
    hyperlinks: Sourced<ColorChoice>,
    pager: Sourced<String>,
    accessible: Source,
    redact: Source,
    utc: Source,
}

/// Everything that was decided before a command runs.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct Settings {
    /// The profile in use.
    pub profile: Sourced<String>,
    /// All profiles that were named by flags; the first of them is the one in use.
    named: Vec<String>,
    /// The directory of the two files.
    pub directory: PathBuf,
    /// Where what is to be remembered between runs is kept, where there is a home.
    pub state_directory: Option<PathBuf>,
    /// Where what may be forgotten at any time is kept, where there is a home.
    pub cache_directory: Option<PathBuf>,
    /// The credentials file.
    pub store: Store,
    /// The settings file.
    pub config: Config,
    /// Where `waldur-cli` keeps its logins.
    pub waldur_cli: Option<PathBuf>,
    /// What is wrong with the settings file, where a command works without it.
    pub config_fault: Option<UserError>,
    /// How the network is used, before what is particular to a profile.
    pub network: Network,
    /// Who says so of the time limit and of further certificates.
    network_sources: (Source, Source),
    /// How things look.
    pub display: Display,
    /// What the streams are.
    pub streams: Streams,
    /// The time that counts as now.
    pub now: Timestamp,
    /// What `now` was on the monotonic clock, where `now` is pretended.
    pretended_at: Option<Instant>,
    /// How long `batches watch` waits in tests.
    pub test_pause: Option<Duration>,
    /// Whether asking is allowed and possible.
    pub may_ask: bool,
    /// No footers, hints or warnings.
    pub quiet: bool,
    /// Show requests.
    pub verbose: bool,
    /// The address that a variable gives.
    pub url_variable: Option<Sourced<ApiUrl>>,
    /// The token that a variable gives.
    pub token_variable: Option<Sourced<Token>>,
    /// Whether the shared token was left out, being for another server.
    left_out_token: bool,
    /// Whether `TZ` is set.
    zone_is_chosen: bool,
    /// The file that describes the zone, where it is plain which one it is.
    zone_file: Option<PathBuf>,
    /// The demo server, which comes before everything else.
    pub demo: Option<Server>,
    /// What keeps the settings from being used; then these are the least of all.
    pub broken: Option<UserError>,
    /// The person's home, to be left out of what is shown to others.
    pub home: Option<PathBuf>,
}

/// What is done with `config.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Files {
    /// It is read, and must be good.
    Use,
    /// It is read, and what is wrong with it is kept.
    Mend,
    /// It is not read.
    Leave,
}

impl Settings {
    /// Decides everything. Precedence: flag, own variable, shared variable, file, default. Where
    /// the command is there to mend `config.toml`, what is wrong with it is kept for the command.
    ///
    /// # Errors
    /// A fault that names the flag, variable or file that cannot be used.
    pub fn resolve(
        global: &GlobalArgs,
        env: &Env,
        streams: Streams,
        mends_config: bool,
    ) -> Result<Self, UserError> {
        let files = if mends_config { Files::Mend } else { Files::Use };
        Self::resolve_with(global, env, streams, files)
    }

    /// The least that something can be shown with, for saying what is broken.
    ///
    /// # Errors
    /// When not even that can be had.
    pub fn broken(
        fault: UserError,
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
        let global = GlobalArgs { profile: Vec::new(), ..global.clone() };
        Ok(Self {
            broken: Some(fault),
            ..Self::resolve_with(&global, &env, streams, Files::Leave)?
        })
    }

    fn resolve_with(
        global: &GlobalArgs,
        env: &Env,
        streams: Streams,
        files: Files,
    ) -> Result<Self, UserError> {
        let directories = ProjectDirs::from("", "", "waldur-review");
        let directory = match directory(env, directories.as_ref()) {
            Err(_) if files == Files::Leave => PathBuf::new(),
            directory => directory?,
        };
        // The demo stands alone: whatever is wrong with the real settings, it shows the program.
        let nothing = Env::new(|_| None);
        let (config, config_fault, servers) = match files {
            Files::Leave => (Config::default(), None, &nothing),
            Files::Use | Files::Mend => match Config::read(&directory.join("config.toml")) {
                Ok(config) if is_demo(global) => {
                    let display = config.display;
                    let config = Config { display, ..Config::default() };
                    (config, None, &nothing)
                }
                Err(_) if is_demo(global) => (Config::default(), None, &nothing),
                Ok(config) => (config, None, env),
                Err(fault) if files == Files::Mend => (Config::default(), Some(fault), env),
                Err(fault) => return Err(fault),
            },
        };
        let store = Store::new(directory.join("credentials.toml"));
        let profile = profile(global, servers, &config, &store)?;
        let display = display(global, env, &config, streams)?;
        let network = Network {
            redact: display.redact,
            ..network::resolve(global, env, &config, &directory)?
        };
        let url_variable = variable_url(servers, &["WALDUR_REVIEW_URL", "WALDUR_API_URL"])?;
        let token_variable = servers
            .first(&["WALDUR_REVIEW_TOKEN", "WALDUR_ACCESS_TOKEN"])?
            .map(|(name, text)| {
                Token::parse(&text)
                    .map_err(|fault| {
                        UserError::configuration(format!("{name}: {}", fault.message))
                            .hint(format!("set {name} to the token alone, or unset it"))
                    })
                    .map(|value| Sourced { value, source: Source::Variable(name) })
            })
            .transpose()?;
        // The shared variables of waldur-cli are a pair: its token is for its address.
        let left_out_token = shared_url_elsewhere(servers, url_variable.as_ref())?
            && matches!(&token_variable, Some(token) if token.source == Source::Variable("WALDUR_ACCESS_TOKEN"));
        let token_variable = token_variable.filter(|_| !left_out_token);
        for name in &global.profile {
            check_profile_name(name)
                .map_err(|fault| fault.hint("the name comes from --profile"))?;
        }
        Ok(Self {
            profile,
            named: global.profile.clone(),
            waldur_cli: directories::BaseDirs::new()
                .map(|base| base.config_dir().join("waldur-cli").join("credentials.toml")),
            state_directory: directories.as_ref().map(|places| {
                let place = places.state_dir().unwrap_or(places.data_local_dir());
                place.to_path_buf()
            }),
            cache_directory: directories.map(|places| places.cache_dir().to_path_buf()),
            directory,
            store,
            display,
            network_sources: network::sources(global, &config),
            config,
            config_fault,
            network,
            streams,
            now: now(env)?,
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
            left_out_token,
            zone_is_chosen: env.is_set("TZ"),
            zone_file: zone_file(env)?,
            url_variable,
            token_variable,
            demo: None,
            broken: None,
            home: directories::BaseDirs::new().map(|base| base.home_dir().to_path_buf()),
        })
    }

    /// Whether the time is pretended.
    pub fn is_pretended(&self) -> bool {
        self.pretended_at.is_some()
    }

    /// The time by the clock; a pretended one goes on from what was pretended.
    pub fn clock(&self) -> Timestamp {
        self.clock_source()()
    }

    /// The clock, for what outlives the settings.
    pub fn clock_source(&self) -> Clock {
        let (now, pretended_at) = (self.now, self.pretended_at);
        Arc::new(move || match pretended_at {
            Some(then) => now + then.elapsed(),
            None => Timestamp::now(),
        })
    }

    /// How the network is used for the server of this profile.
    pub fn network_of(&self, profile: &str) -> Network {
        let mut network = self.network.clone();
        let Some(own) = self.config.profiles.get(profile) else {
            return network;
        };
        let (timeout, certificates) = &self.network_sources;
        if let (Some(Span(limit)), false) = (own.timeout, matches!(timeout, Source::Flag(_))) {
            network.timeout = limit;
        }
        if let (Some(path), false) = (&own.ca_cert, matches!(certificates, Source::Flag(_))) {
            let source = format!("config.toml, profile {profile:?}");
            network.extra_certificates = Some((self.directory.join(path), source));
        }
        network
    }

    /// The settings file, for those who change it.
    pub fn config_file(&self) -> ConfigFile {
        ConfigFile::new(self.directory.join("config.toml"))
    }

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
    /// A configuration fault with the ways out.
    pub fn check_transport(&self, profile: &str, api: &ApiUrl) -> Result<(), UserError> {
        if api.is_https() || api.is_loopback() {
            return Ok(());
        }
        let fault = UserError::configuration(format!(
            "{} is unencrypted: anyone on the way could read your token",
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
            self.directory.join("config.toml").display()
        )))
    }

    /// The server and token of one profile; variables count unless the profile was named by a
    /// flag, or by this program's own variable where they are the shared ones.
    ///
    /// # Errors
    /// As [`Settings::server`], except for the check of the transport.
    pub fn server_of(&self, profile: &Sourced<String>) -> Result<Server, UserError> {
        let name = &profile.value;
        let counts = |source: &Source| Self::counts(profile, source);
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
        let url_variable = self.url_variable.as_ref().filter(|value| counts(&value.source));
        let token_variable = self.token_variable.as_ref().filter(|value| counts(&value.source));
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
                    None => self.nobody()?,
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

    /// The server of one of [`Settings::asked`], checked as [`Settings::server`] does.
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

    /// The profiles to ask: those named by flags; with `all` every profile of both files and, where
    /// variables give a whole login, that one first; else the one in use.
    ///
    /// # Errors
    /// When the credentials file cannot be read, when `all` and names contradict each other, or
    /// when there is no profile at all.
    pub fn asked(&self, all: bool) -> Result<Vec<Sourced<String>>, UserError> {
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
            return Err(self.nobody()?);
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

    /// The name under which something is kept of a profile's server: `NAME@HOST`.
    pub fn kept_as(profile: &str, host: &str) -> String {
        let plain = |c: char| {
            if c.is_ascii_alphanumeric() || matches!(c, '.' | '-') { c } else { '_' }
        };
        format!("{profile}@{}", host.chars().map(plain).collect::<String>())
    }

    /// The host that a profile's requests go to, where that is known without its token.
    pub fn host_of(&self, profile: &Sourced<String>) -> Option<String> {
        if let Some(demo) = &self.demo {
            return Some(demo.api.value.host());
        }
        if let Some(url) = &self.url_variable
            && Self::counts(profile, &url.source)
        {
            return Some(url.value.host());
        }
        if let Ok(Some(login)) = self.store.login(&profile.value) {
            return Some(login.api.host());
        }
        let configured = self.config.profiles.get(&profile.value)?.url.as_deref()?;
        ApiUrl::parse(configured).ok().map(|api| api.host())
    }

    /// Whether the profile's token comes from a program, which may ask the person.
    pub fn has_token_command(&self, profile: &Sourced<String>) -> bool {
        let configured = self.config.profiles.get(&profile.value);
        let by_variable =
            self.token_variable.as_ref().is_some_and(|token| Self::counts(profile, &token.source));
        !by_variable && configured.is_some_and(|profile| profile.token_command.is_some())
    }

    /// Whether a variable counts for a profile. A profile that was named is meant: a flag comes
    /// before all variables, this program's own variable before the shared ones.
    fn counts(profile: &Sourced<String>, source: &Source) -> bool {
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

    /// The zone that times are shown in.
    ///
    /// # Errors
    /// When `TZ` names a zone that this computer does not know.
    pub fn zone(&self) -> Result<TimeZone, UserError> {
        if self.display.utc {
            return Ok(TimeZone::UTC);
        }
        if let Some(zone) = self.zone_file.as_deref().and_then(zone_of_file) {
            return Ok(zone);
        }
        match TimeZone::try_system() {
            Ok(zone) => Ok(zone),
            // A minimal system without zone files is no mistake of the person.
            Err(_) if !self.zone_is_chosen => Ok(TimeZone::UTC),
            Err(error) => {
                Err(UserError::configuration(format!("TZ is not a known time zone: {error}"))
                    .hint("set TZ to a name such as Europe/London, or use --utc"))
            }
        }
    }

    /// What to say where no profile is meant: nobody is logged in, or nobody said which login.
    fn nobody(&self) -> Result<UserError, UserError> {
        let known = self.profiles()?;
        if let [_, _, ..] = known.as_slice() {
            let names = known.join(", ");
            return Ok(UserError::new(
                ErrorKind::NotLoggedIn,
                format!("there are several logins, and none of them is the usual one: {names}"),
            )
            .hint("name one: --profile NAME, or `profile = \"NAME\"` at the top of config.toml"));
        }
        Ok(UserError::new(ErrorKind::NotLoggedIn, "you are not logged in")
            .hint("run: waldur-review auth login")
            .hint("or look around first: waldur-review --demo batches list"))
    }

    /// What to say of a profile that was set up by half, and has no login.
    fn lacks_address(&self, profile: &str) -> Option<UserError> {
        let configured = self.config.profiles.get(profile)?;
        configured.token_command.as_ref()?;
        Some(
            UserError::configuration("a `token_command` is set, but nothing says for which server")
                .hint(format!("run: waldur-review config set profiles.{profile}.url ADDRESS")),
        )
    }

    fn check_profile_exists(&self, profile: &Sourced<String>) -> Result<(), UserError> {
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
            if self.left_out_token {
                fault
                    .hint("WALDUR_ACCESS_TOKEN is left out: it is for the server of WALDUR_API_URL")
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
        // Who sets up a command means it, even if a token was stored before.
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

fn variable_url(env: &Env, names: &[&'static str]) -> Result<Option<Sourced<ApiUrl>>, UserError> {
    let Some((name, text)) = env.first(names)? else {
        return Ok(None);
    };
    let value = ApiUrl::parse(&text)
        .map_err(|fault| fault.hint(format!("the address comes from {name}")))?;
    Ok(Some(Sourced { value, source: Source::Variable(name) }))
}

/// Whether the shared variable names another server than the one that is used.
fn shared_url_elsewhere(env: &Env, used: Option<&Sourced<ApiUrl>>) -> Result<bool, UserError> {
    let shared = variable_url(env, &["WALDUR_API_URL"])?;
    Ok(match (shared, used) {
        (Some(shared), Some(used)) => !shared.value.same_origin(&used.value.join("")),
        _ => false,
    })
}

fn directory(env: &Env, directories: Option<&ProjectDirs>) -> Result<PathBuf, UserError> {
    if let Some(path) = env.path("WALDUR_REVIEW_CONFIG_DIR") {
        return std::path::absolute(&path).map_err(|error| {
            UserError::configuration(format!("WALDUR_REVIEW_CONFIG_DIR: {error}"))
        });
    }
    directories.map(|directories| directories.config_dir().to_path_buf()).ok_or_else(|| {
        UserError::configuration("cannot tell where settings are kept: there is no home directory")
            .hint("set HOME, or WALDUR_REVIEW_CONFIG_DIR")
    })
}

fn profile(
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

/// The file of the zone, by the rules of every Unix. Reading that one file costs little; jiff's
/// own search lists all of the some 600 zones first, which costs more than the rest of a start.
fn zone_file(env: &Env) -> Result<Option<PathBuf>, UserError> {
    if !cfg!(unix) {
        return Ok(None);
    }
    Ok(match env.text("TZ")? {
        None => Some(PathBuf::from("/etc/localtime")),
        Some(name) => {
            let plain = name.split('/').all(|part| {
                part.starts_with(|c: char| c.is_ascii_alphabetic())
                    && part
                        .chars()
                        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+'))
            });
            plain.then(|| Path::new("/usr/share/zoneinfo").join(name))
        }
    })
}

fn zone_of_file(path: &Path) -> Option<TimeZone> {
    TimeZone::tzif("", &std::fs::read(path).ok()?).ok()
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

fn now(env: &Env) -> Result<Timestamp, UserError> {
    match env.text("WALDUR_REVIEW_NOW")? {
        None => Ok(Timestamp::now()),
        Some(text) => text.parse().map_err(|_| {
            UserError::configuration(format!("WALDUR_REVIEW_NOW: {text:?} is not a time"))
                .hint("it is for tests, and looks like 2026-10-01T09:00:00Z")
        }),
    }
}

fn display(
    global: &GlobalArgs,
    env: &Env,
    config: &Config,
    streams: Streams,
) -> Result<Display, UserError> {
    let dumb = env.text("TERM")?.is_some_and(|term| term == "dumb");
    let accessible = flag(
        global.accessible.then_some("--accessible"),
        switch(env, "WALDUR_REVIEW_ACCESSIBLE"),
        config.display.accessible,
    );
    let redact = flag(
        global.redact.then_some("--redact"),
        switch(env, "WALDUR_REVIEW_REDACT"),
        config.display.redact,
    );
    let utc = flag(global.utc.then_some("--utc"), None, config.display.utc.or(config.utc));
    let chosen = Chosen {
        color: color(global, env, config),
        hyperlinks: hyperlinks::choice(env, config),
        pager: pager(env, config)?,
        accessible: accessible.source,
        redact: redact.source,
        utc: utc.source,
    };
    let is_colored = |is_terminal: bool| match chosen.color.value {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => is_terminal && !dumb,
    };
    let columns = env
        .text("COLUMNS")?
        .and_then(|text| text.trim().parse::<u16>().ok())
        .filter(|columns| *columns > 0);
    let (width, height) = streams.size.map_or((80, None), |(w, h)| (w, Some(usize::from(h))));
    let pager = chosen.pager.value.clone();
    Ok(Display {
        color: is_colored(streams.stdout_is_terminal),
        color_stderr: is_colored(streams.stderr_is_terminal),
        utf8: utf8_locale(env)?,
        width: usize::from(columns.unwrap_or(width)),
        height: height.filter(|_| streams.stdout_is_terminal),
        utc: utc.value,
        animated: !dumb && !accessible.value,
        has_browser: has_browser(env, streams),
        browser: env.first(&["BROWSER"])?.map(|(_, commands)| commands),
        editor: env.first(&["VISUAL", "EDITOR"])?.map(|(_, editor)| editor),
        pager: (!dumb && pager != "cat").then_some(pager),
        accessible: accessible.value,
        redact: redact.value,
        hyperlinks: streams.stdout_is_terminal
            && match chosen.hyperlinks.value {
                ColorChoice::Always => true,
                ColorChoice::Never => false,
                ColorChoice::Auto => !accessible.value && hyperlinks::are_known(env)?,
            },
        columns: config.display.columns.iter().flatten().map(|Choice(column)| *column).collect(),
        sort: config.display.sort.map(|Choice(order)| order),
        chosen,
    })
}

/// What is so or not: by a flag, a variable or `config.toml`.
fn flag(
    by_flag: Option<&'static str>,
    by_variable: Option<Sourced<bool>>,
    by_config: Option<bool>,
) -> Sourced<bool> {
    if let Some(name) = by_flag {
        return Sourced { value: true, source: Source::Flag(name) };
    }
    by_variable.unwrap_or(Sourced {
        value: by_config.unwrap_or(false),
        source: by_config.map_or(Source::Default, |_| Source::Config),
    })
}

/// A variable that says yes, or with `0` no.
fn switch(env: &Env, name: &'static str) -> Option<Sourced<bool>> {
    env.raw(name).map(|value| Sourced { value: value != "0", source: Source::Variable(name) })
}

fn color(global: &GlobalArgs, env: &Env, config: &Config) -> Sourced<ColorChoice> {
    let sourced = |value, source| Sourced { value, source };
    if let Some(choice) = global.color {
        return sourced(choice, Source::Flag("--color"));
    }
    if env.is_set("NO_COLOR") {
        return sourced(ColorChoice::Never, Source::Variable("NO_COLOR"));
    }
    for name in ["CLICOLOR_FORCE", "FORCE_COLOR"] {
        if env.raw(name).is_some_and(|value| value != "0") {
            return sourced(ColorChoice::Always, Source::Variable(name));
        }
    }
    if env.raw("CLICOLOR").is_some_and(|value| value == "0") {
        return sourced(ColorChoice::Never, Source::Variable("CLICOLOR"));
    }
    match config.display.color {
        Some(Choice(choice)) => sourced(choice, Source::Config),
        None => sourced(ColorChoice::Auto, Source::Default),
    }
}

fn pager(env: &Env, config: &Config) -> Result<Sourced<String>, UserError> {
    for name in ["WALDUR_REVIEW_PAGER", "PAGER"] {
        // As for gh and git, an empty variable asks for no pager.
        let value = if env.is_blank(name) { Some("cat".to_owned()) } else { env.text(name)? };
        if let Some(value) = value {
            let source = Source::Variable(name);
            return Ok(Sourced { value, source });
        }
    }
    Ok(match &config.display.pager {
        Some(pager) if pager.trim().is_empty() => {
            Sourced { value: "cat".to_owned(), source: Source::Config }
        }
        Some(pager) => Sourced { value: pager.clone(), source: Source::Config },
        None => Sourced { value: "less".to_owned(), source: Source::Default },
    })
}

/// Over SSH, in cron and without a display, there is no browser that the person would see.
fn has_browser(env: &Env, streams: Streams) -> bool {
    let remote = env.is_set("SSH_CONNECTION") || env.is_set("SSH_TTY");
    let display = cfg!(not(all(unix, not(target_vendor = "apple"))))
        || env.is_set("DISPLAY")
        || env.is_set("WAYLAND_DISPLAY");
    // Who sets BROWSER says that there is one, also on a remote computer.
    (display && !remote || env.is_set("BROWSER")) && streams.stdout_is_terminal
}

/// Whether the locale's character set is UTF-8, as POSIX decides it.
fn utf8_locale(env: &Env) -> Result<bool, UserError> {
    if cfg!(windows) {
        return Ok(true);
    }
    let locale = env.first(&["LC_ALL", "LC_CTYPE", "LANG"])?;
    Ok(locale.is_some_and(|(_, name)| {
        let name = name.to_ascii_lowercase();
        name.contains("utf-8") || name.contains("utf8")
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a variable says of a file that is read leads to no other place.
    #[cfg(unix)]
    #[test]
    fn the_zone_is_one_file_among_those_of_zones() {
        let file = |zone: Option<&'static str>| {
            let env = Env::new(move |name| zone.filter(|_| name == "TZ").map(OsString::from));
            zone_file(&env).unwrap()
        };
        let zones = |name: &str| Some(Path::new("/usr/share/zoneinfo").join(name));
        assert_eq!(file(None), Some(PathBuf::from("/etc/localtime")));
        for name in [
            "UTC",
            "Europe/London",
            "America/Port-au-Prince",
            "America/North_Dakota/Center",
            "Etc/GMT+5",
        ] {
            assert_eq!(file(Some(name)), zones(name), "{name}");
        }
        for other in [
            "/etc/passwd",
            "../../etc/passwd",
            "Europe/../London",
            "Europe/",
            "GMT0BST,M3.5.0/1",
            "<+03>-3",
            ":Europe/London",
            "5",
        ] {
            assert_eq!(file(Some(other)), None, "{other}");
        }
    }
}
