//! Settings of the network: time limits, trusted certificates and proxies.

use std::path::PathBuf;
use std::time::Duration;

use url::Url;

pub use super::no_proxy::NoProxy;
use crate::credentials::ApiUrl;

/// The settings of the network.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Network {
    /// The limit of a whole request, its repetitions included.
    pub timeout: Duration,
    /// Certificates to trust besides the system's, and the flag or file that names them.
    pub extra_certificates: Option<(PathBuf, String)>,
    /// `SSL_CERT_FILE`: certificates to trust instead of the system's.
    pub certificate_file: Option<PathBuf>,
    /// `SSL_CERT_DIR`: the same, as directories.
    pub certificate_directories: Vec<PathBuf>,
    /// The proxy for https.
    pub https_proxy: Option<Proxy>,
    /// The proxy for http.
    pub http_proxy: Option<Proxy>,
    /// Hosts that are asked without a proxy (`NO_PROXY`).
    pub no_proxy: NoProxy,
    /// True if names, notes and reasons are taken out of every answer.
    pub redact: bool,
}

/// A proxy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proxy {
    /// Its address. May hold a password: not for messages.
    pub url: Url,
    /// The variable that names it.
    pub variable: &'static str,
}

impl Network {
    /// The proxy for requests to an API. A loopback address is never asked through a proxy: plain
    /// http to it is allowed because it does not leave the computer.
    pub fn proxy_for(&self, api: &ApiUrl) -> Option<&Proxy> {
        let (host, port) = api.endpoint();
        self.configured_proxy(api).filter(|_| !self.no_proxy.excepts(&host, port))
    }

    /// The same, without regard to `NO_PROXY`.
    pub fn configured_proxy(&self, api: &ApiUrl) -> Option<&Proxy> {
        if api.is_loopback() {
            return None;
        }
        if api.is_https() { self.https_proxy.as_ref() } else { self.http_proxy.as_ref() }
    }
}
