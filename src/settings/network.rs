//! How the network is used, from flags, variables and `config.toml`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use url::Url;

use super::config::Span;
use super::env::expand_home;
use super::{Config, Env, Settings, Source};
use crate::args::GlobalArgs;
use crate::error::UserError;
use crate::waldur::{Network, NoProxy, Proxy};

/// Reads flags, variables and settings.
///
/// # Errors
/// A fault that names the flag, variable or file that cannot be used.
pub(super) fn resolve(
    global: &GlobalArgs,
    env: &Env,
    config: &Config,
    directory: Option<&Path>,
) -> Result<Network, UserError> {
    let timeout = match (global.timeout, config.timeout) {
        (Some(timeout), _) | (None, Some(Span(timeout))) => timeout,
        (None, None) => Duration::from_secs(30),
    };
    let extra_certificates = match (&global.ca_cert, &config.ca_cert) {
        (Some(path), _) => Some((expand_home(path, "--ca-cert")?, "--ca-cert".to_owned())),
        (None, Some(path)) => {
            let path = beside_config(path, directory, "config.toml: ca_cert")?;
            Some((path, "config.toml".to_owned()))
        }
        (None, None) => None,
    };
    Ok(Network {
        timeout,
        extra_certificates,
        certificate_file: env.path("SSL_CERT_FILE")?,
        certificate_directories: env.paths("SSL_CERT_DIR")?,
        https_proxy: proxy(env, &["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])?,
        http_proxy: proxy(env, &["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"])?,
        no_proxy: env
            .first(&["no_proxy", "NO_PROXY"])?
            .map(|(_, hosts)| NoProxy::parse(&hosts))
            .unwrap_or_default(),
        redact: false,
    })
}

impl Settings {
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
            network.extra_certificates = Some((self.beside_config(path), source));
        }
        network
    }

    /// A path of `config.toml`: a relative one begins at the directory of the file, `~` is the
    /// home directory.
    pub(super) fn beside_config(&self, path: &Path) -> PathBuf {
        beside_config(path, self.directory.as_deref(), "config.toml")
            .unwrap_or_else(|_| path.to_path_buf())
    }
}

fn beside_config(
    path: &Path,
    directory: Option<&Path>,
    source: &str,
) -> Result<PathBuf, UserError> {
    let path = expand_home(path, source)?;
    Ok(directory.map_or_else(|| path.clone(), |directory| directory.join(&path)))
}

/// Where the time limit and further certificates come from.
pub(super) fn sources(global: &GlobalArgs, config: &Config) -> (Source, Source) {
    let source = |by_flag, by_file, name| match (by_flag, by_file) {
        (true, _) => Source::Flag(name),
        (false, true) => Source::Config,
        (false, false) => Source::Default,
    };
    (
        source(global.timeout.is_some(), config.timeout.is_some(), "--timeout"),
        source(global.ca_cert.is_some(), config.ca_cert.is_some(), "--ca-cert"),
    )
}

fn proxy(env: &Env, names: &[&'static str]) -> Result<Option<Proxy>, UserError> {
    let Some((variable, text)) = env.first(names)? else {
        return Ok(None);
    };
    let whole = if text.contains("://") { text } else { format!("http://{text}") };
    // The text itself may hold a password and is not repeated.
    let wrong = || {
        UserError::configuration(format!("{variable} is not the address of a proxy"))
            .hint("it looks like http://proxy.example.ac.uk:3128 (also https://, socks5:// and socks5h://)")
    };
    // What follows one of these signs is no part of the host: in a password that was not escaped,
    // they would make a part of the password the host, to be looked up and shown.
    let (_, address) = whole.split_once("://").unwrap_or_default();
    if address.trim_end_matches('/').contains(['/', '?', '#', '\\']) {
        return Err(wrong()
            .hint("in a password, write # as %23, / as %2F, ? as %3F, \\ as %5C and @ as %40"));
    }
    let url = Url::parse(&whole).map_err(|_| wrong())?;
    let known =
        matches!(url.scheme(), "http" | "https" | "socks4" | "socks4a" | "socks5" | "socks5h");
    if !known || url.host_str().is_none_or(str::is_empty) {
        return Err(wrong());
    }
    Ok(Some(Proxy { url, variable }))
}
