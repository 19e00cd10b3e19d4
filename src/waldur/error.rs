//! Errors of requests: typed, because code decides on them.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::values::Source;

use jiff::Timestamp;

/// Facts of a server, for messages. Holds no secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerFacts {
    /// The profile's name.
    pub profile: String,
    /// Host, and port where it is not the scheme's own.
    pub host: String,
    /// Scheme, host and port.
    pub origin: String,
    /// Where the address came from.
    pub address_source: Source,
    /// Where the token came from; `None` for a request without a token.
    pub token_source: Option<Source>,
    /// When the token expires, if it says so itself, and the end of a sentence that says that it
    /// has expired.
    pub token_expiry: Option<(Timestamp, String)>,
    /// The web portal's address, where it is known.
    pub portal: Option<String>,
    /// The portal's page where such a token is made.
    pub token_page: &'static str,
}

/// A failed request.
#[derive(Debug, Clone)]
pub struct ApiError {
    /// The kind of error.
    pub problem: Problem,
    /// Which server it was.
    pub server: Arc<ServerFacts>,
    /// The URL that was asked, without secrets.
    pub url: String,
    /// How often it was tried.
    pub attempts: u32,
    /// True if the request may have changed something on the server: it was not a GET, it may have
    /// arrived, and no refusal came back. Only where this is false, nothing was changed.
    pub may_have_changed: bool,
}

/// The kinds of failure of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The host's name has no address.
    Dns(String),
    /// No connection could be made.
    Connect(String),
    /// The proxy could not be used; the name of the variable that gave it.
    Proxy(String, String),
    /// The TLS handshake failed.
    Tls(TlsProblem),
    /// No whole answer within this time.
    Timeout(Duration),
    /// The connection ended before the answer did.
    Broken(String),
    /// 401, with the server's message.
    Unauthorized(Option<String>),
    /// 403, with the server's message.
    Forbidden(Option<String>),
    /// 404 in JSON: the server knows the path but not the thing.
    NotFound,
    /// 404 as a page: the server does not know the path.
    NoSuchEndpoint,
    /// 400, 409 or another status from 400 to 499, with the server's message.
    Refused(u16, Option<String>),
    /// 429, and how long to wait.
    Throttled(Option<Duration>),
    /// 500 to 599.
    ServerFailed(u16),
    /// A redirect to another origin, which is not followed.
    Redirect(String),
    /// Redirects within the origin that do not end.
    RedirectLoop,
    /// Another status that was not asked for.
    UnexpectedStatus(u16),
    /// A body that is not JSON; whether it looks like a web page.
    NotJson {
        /// True if it is an HTML page.
        page: bool,
    },
    /// JSON, but not of the documented shape.
    Shape(&'static str),
    /// A body beyond this many bytes.
    TooLarge(u64),
    /// The pages of a list are in sum beyond this bound, such as `256 MiB`.
    ListTooLarge(String),
    /// The pages of a list were not all read within this time.
    ListTooSlow(Duration),
    /// The trusted certificates could not be loaded, or the request not be built.
    Setup(String),
}

/// Why a TLS handshake failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TlsProblem {
    /// No authority that this computer trusts signed the certificate; a sentence that names the
    /// trusted certificates that cannot be used, if any.
    UnknownIssuer(Option<String>),
    /// The certificate is not one for a server, for this reason.
    Unsuitable(&'static str),
    /// The certificate has expired.
    Expired,
    /// The certificate is for a later time: often a wrong clock.
    NotYetValid,
    /// The certificate is for another name.
    WrongHost,
    /// No protocol version or cipher in common.
    NoCommonVersion,
    /// The server does not use TLS on this port.
    NotTls,
    /// Anything else, in the library's words.
    Other(String),
}

/// Returns whether an error says that the server does not have this, or does not show it to this
/// user.
pub fn is_not_offered(error: &anyhow::Error) -> bool {
    matches!(
        error.downcast_ref::<ApiError>().map(|error| &error.problem),
        Some(Problem::NotFound | Problem::NoSuchEndpoint | Problem::Forbidden(_))
    )
}

impl ApiError {
    /// Returns whether the server, or what is before it, answered with a status from 400 to 499.
    pub fn is_client_error(&self) -> bool {
        self.status().is_some_and(|status| (400..500).contains(&status))
    }

    /// The HTTP status, where there was one.
    pub fn status(&self) -> Option<u16> {
        match &self.problem {
            Problem::Unauthorized(_) => Some(401),
            Problem::Forbidden(_) => Some(403),
            Problem::NotFound | Problem::NoSuchEndpoint => Some(404),
            Problem::Throttled(_) => Some(429),
            Problem::Refused(status, _)
            | Problem::ServerFailed(status)
            | Problem::UnexpectedStatus(status) => Some(*status),
            Problem::Dns(_)
            | Problem::Connect(_)
            | Problem::Proxy(..)
            | Problem::Tls(_)
            | Problem::Timeout(_)
            | Problem::Broken(_)
            | Problem::Redirect(_)
            | Problem::RedirectLoop
            | Problem::NotJson { .. }
            | Problem::Shape(_)
            | Problem::TooLarge(_)
            | Problem::ListTooLarge(_)
            | Problem::ListTooSlow(_)
            | Problem::Setup(_) => None,
        }
    }
}

impl Problem {
    /// Returns whether the server answered that it does not do what it was asked to do. A limit on
    /// the number of requests (429) is none: it may stand behind what does the work.
    pub fn is_refusal(&self) -> bool {
        matches!(
            self,
            Self::Unauthorized(_)
                | Self::Forbidden(_)
                | Self::NotFound
                | Self::NoSuchEndpoint
                | Self::Refused(..)
        )
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = &self.server.host;
        match &self.problem {
            Problem::Dns(name) => write!(formatter, "cannot find the server {name} (DNS)"),
            Problem::Connect(why) => write!(formatter, "cannot connect to {host}: {why}"),
            Problem::Proxy(variable, why) => {
                write!(formatter, "cannot reach {host} through the proxy of {variable}: {why}")
            }
            Problem::Tls(problem) => problem.fmt_for(host, formatter),
            Problem::Timeout(limit) => {
                write!(formatter, "{host} did not answer within {}", Seconds(*limit))
            }
            Problem::Broken(why) => {
                write!(
                    formatter,
                    "{host} closed the connection before its response was complete ({why})"
                )
            }
            Problem::Unauthorized(_) if self.server.token_source.is_none() => {
                write!(formatter, "{host} requires a login that it should not require (401)")
            }
            Problem::Unauthorized(said) => {
                formatter.write_str("the server refused your token (401)")?;
                said.as_ref().map_or(Ok(()), |said| write!(formatter, ": {said}"))
            }
            Problem::Forbidden(said) => {
                write!(formatter, "you may not do that on {host} (403)")?;
                said.as_ref().map_or(Ok(()), |said| write!(formatter, ": {said}"))
            }
            Problem::NotFound => write!(formatter, "not found on {host} (404)"),
            Problem::NoSuchEndpoint => {
                write!(formatter, "{host} does not know the address {} (404)", self.path())
            }
            Problem::Refused(status, said) => {
                write!(formatter, "{host} refused the request ({status})")?;
                said.as_ref().map_or(Ok(()), |said| write!(formatter, ": {said}"))
            }
            Problem::Throttled(_) => {
                write!(formatter, "{host} received too many requests (429)")?;
                self.tried(formatter)
            }
            Problem::ServerFailed(status) => {
                write!(formatter, "server error ({status}{})", reason(*status))?;
                self.tried(formatter)
            }
            Problem::Redirect(goal) => {
                write!(formatter, "{host} redirects to {goal}, which is not followed")
            }
            Problem::RedirectLoop => write!(formatter, "{host} redirects without end"),
            Problem::UnexpectedStatus(status) => {
                write!(formatter, "{host} answered with an unexpected status ({status})")
            }
            Problem::NotJson { page: true } => {
                write!(formatter, "expected JSON from {} but got a web page", self.url)
            }
            Problem::NotJson { page: false } => {
                write!(formatter, "expected JSON from {} but got something else", self.url)
            }
            Problem::Shape(what) => {
                write!(formatter, "the response of {} is not as documented: {what}", self.url)
            }
            Problem::TooLarge(limit) => {
                write!(formatter, "the response of {} is larger than {} MiB", self.url, limit >> 20)
            }
            Problem::ListTooLarge(bound) => {
                write!(
                    formatter,
                    "the list on {host} is larger than {bound} in all: {}",
                    self.path()
                )
            }
            Problem::ListTooSlow(limit) => write!(
                formatter,
                "{host} did not send the whole list within {}: {}",
                Seconds(*limit),
                self.path()
            ),
            Problem::Setup(what) => formatter.write_str(what),
        }
    }
}

impl std::error::Error for ApiError {}

impl ApiError {
    /// The URL without its query.
    fn path(&self) -> &str {
        self.url.split('?').next().unwrap_or(&self.url)
    }

    fn tried(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.attempts {
            0 | 1 => Ok(()),
            attempts => write!(formatter, ", tried {attempts} times"),
        }
    }
}

impl TlsProblem {
    fn fmt_for(&self, host: &str, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownIssuer(_) => write!(
                formatter,
                "{host} has a certificate that this computer does not trust (unknown issuer)"
            ),
            Self::Unsuitable(why) => {
                write!(formatter, "the certificate of {host} cannot be used: {why}")
            }
            Self::Expired => write!(formatter, "the certificate of {host} has expired"),
            Self::NotYetValid => write!(formatter, "the certificate of {host} is not valid yet"),
            Self::WrongHost => write!(formatter, "the certificate of {host} is for another name"),
            Self::NoCommonVersion => write!(
                formatter,
                "{host} offers no secure connection that this program knows (TLS 1.2 or later)"
            ),
            Self::NotTls => write!(formatter, "{host} does not speak TLS on this port"),
            Self::Other(why) => write!(formatter, "no secure connection to {host}: {why}"),
        }
    }
}

/// A time span in words: seconds, with a fraction only where there is one.
struct Seconds(Duration);

impl fmt::Display for Seconds {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.subsec_millis() == 0 {
            write!(formatter, "{} s", self.0.as_secs())
        } else {
            write!(formatter, "{} s", self.0.as_secs_f64())
        }
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        500 => " Internal Server Error",
        502 => " Bad Gateway",
        503 => " Service Unavailable",
        504 => " Gateway Timeout",
        _ => "",
    }
}
