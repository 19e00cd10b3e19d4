//! Settings of the network: time limits, trusted certificates and proxies.

use std::path::PathBuf;
use std::time::Duration;

use hyper_util::client::proxy::matcher::Matcher;
use url::Url;

use crate::credentials::ApiUrl;

/// How the network is used.
#[derive(Debug, Clone, Default)]
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
    pub no_proxy: Option<String>,
    /// Whether names, notes and reasons are taken out of every answer.
    pub redact: bool,
}

/// A proxy.
#[derive(Debug, Clone)]
pub struct Proxy {
    /// Where it is. May hold a password: not for messages.
    pub url: Url,
    /// The variable that named it.
    pub variable: &'static str,
}

impl Network {
    /// Whether `NO_PROXY` names the API's host, or a domain or network that it is in.
    pub fn is_excepted(&self, api: &ApiUrl) -> bool {
        let matcher = Matcher::builder()
            .all("http://proxy.invalid")
            .no(self.no_proxy.clone().unwrap_or_default())
            .build();
        api.as_str().parse().is_ok_and(|api| matcher.intercept(&api).is_none())
    }

    /// The proxy for an API. A loopback address is never asked through a proxy: plain http to it
    /// is allowed because it does not leave the computer.
    pub fn proxy_for(&self, api: &ApiUrl) -> Option<&Proxy> {
        if api.is_loopback() {
            return None;
        }
        if api.is_https() { self.https_proxy.as_ref() } else { self.http_proxy.as_ref() }
    }
}

#[cfg(test)]
mod tests {
    use super::Network;
    use crate::credentials::ApiUrl;

    #[test]
    fn no_proxy_names_hosts_domains_and_networks() {
        let excepted = |list: &str, host: &str| {
            Network { no_proxy: Some(list.to_owned()), ..Network::default() }
                .is_excepted(&ApiUrl::parse(&format!("https://{host}")).unwrap())
        };
        for (list, host) in [
            ("*", "w.example"),
            ("a.example, .example.org", "w.example.org"),
            ("example.org", "example.org"),
            ("10.0.0.0/8", "10.1.2.3"),
            ("192.0.2.1", "192.0.2.1"),
            ("2001:db8::/32", "[2001:db8::1]"),
        ] {
            assert!(excepted(list, host), "{list} {host}");
        }
        for (list, host) in [
            ("", "w.example"),
            (",", "w.example"),
            ("example.org", "badexample.org"),
            ("10.0.0.0/8", "11.1.2.3"),
            ("1.2.3", "0.1.2.3"),
            ("2001:db8::/32", "10.0.0.1"),
        ] {
            assert!(!excepted(list, host), "{list} {host}");
        }
    }
}
