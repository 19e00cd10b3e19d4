//! How the network is used, from flags, variables and `config.toml`.

use std::path::Path;
use std::time::Duration;

use url::Url;

use super::config::Span;
use super::{Config, Env, Source};
use crate::args::GlobalArgs;
use crate::error::UserError;
use crate::waldur::{Network, Proxy};

/// Reads flags, variables and settings.
///
/// # Errors
/// A fault that names the flag, variable or file that cannot be used.
pub(super) fn resolve(
    global: &GlobalArgs,
    env: &Env,
    config: &Config,
    directory: &Path,
) -> Result<Network, UserError> {
    let timeout = match (global.timeout, config.timeout) {
        (Some(timeout), _) | (None, Some(Span(timeout))) => timeout,
        (None, None) => Duration::from_secs(30),
    };
    let extra_certificates = match (&global.ca_cert, &config.ca_cert) {
        (Some(path), _) => Some((path.clone(), "--ca-cert".to_owned())),
        (None, Some(path)) => Some((directory.join(path), "config.toml".to_owned())),
        (None, None) => None,
    };
    Ok(Network {
        timeout,
        extra_certificates,
        certificate_file: env.path("SSL_CERT_FILE"),
        certificate_directories: env
            .raw("SSL_CERT_DIR")
            .map(|value| std::env::split_paths(&value).collect())
            .unwrap_or_default(),
        https_proxy: proxy(env, &["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])?,
        http_proxy: proxy(env, &["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"])?,
        no_proxy: env.first(&["no_proxy", "NO_PROXY"])?.map(|(_, hosts)| hosts),
        redact: false,
    })
}

/// Who says so of the time limit and of further certificates.
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
    let url = Url::parse(&whole).map_err(|_| wrong())?;
    let known =
        matches!(url.scheme(), "http" | "https" | "socks4" | "socks4a" | "socks5" | "socks5h");
    if !known || url.host_str().is_none_or(str::is_empty) {
        return Err(wrong());
    }
    Ok(Some(Proxy { url, variable }))
}
