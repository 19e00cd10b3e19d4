//! What can go wrong between the program and a server: typed, because code decides on it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// What is known of a server, for messages. Holds no secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerFacts {
    /// The profile's name.
    pub profile: String,
    /// Host, and port where it is not the scheme's own.
    pub host: String,
    /// Scheme, host and port.
    pub origin: String,
    /// Where the address came from.
    pub address_source: String,
    /// Where the token came from; `None` for a request without a token.
    pub token_source: Option<String>,
    /// When the token ends, if it says so itself and that is past, as a sentence's end.
    pub token_ended: Option<String>,
    /// The web portal's address, where it is known.
    pub portal: Option<String>,
    /// The portal's page where such a token is made.
    pub token_page: &'static str,
}

/// A request that did not give what was asked for.
#[derive(Debug, Clone)]
pub struct ApiError {
    /// What happened.
    pub problem: Problem,
    /// Which server it was.
    pub server: Arc<ServerFacts>,
    /// The URL that was asked, without secrets.
    pub url: String,
    /// How often it was tried.
    pub attempts: u32,
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
    /// 401, with the server's words.
    Unauthorized(Option<String>),
    /// 403, with the server's words.
    Forbidden(Option<String>),
    /// 404 in JSON: the server knows the path but not the thing.
    NotFound,
    /// 404 as a page: the server does not know the path.
    NoSuchEndpoint,
    /// 400, 409 or another status from 400 to 499, with the server's words.
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
        /// Whether it is an HTML page.
        page: bool,
    },
    /// JSON, but not of the documented shape.
    Shape(&'static str),
    /// A body beyond this many bytes.
    TooLarge(u64),
    /// The trusted certificates could not be loaded, or the request not be built.
    Setup(String),
}

/// Why a TLS handshake failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TlsProblem {
    /// Nobody that this computer trusts vouches for the certificate.
    UnknownIssuer,
    /// The certificate has ended.
    Expired,
    /// The certificate is for a later time: often a wrong clock.
    NotYetValid,
    /// The certificate is for another name.
    WrongHost,
    /// No protocol version or cipher in common.
    NoCommonVersion,
    /// The other side does not speak TLS.
    NotTls,
    /// Anything else, in the library's words.
    Other(String),
}

impl ApiError {
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
            | Problem::Setup(_) => None,
        }
    }
}

impl fmt::Display for ApiError {
    #[expect(clippy::too_many_lines, reason = "a sentence for each problem, and nothing else")]
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
                    "{host} broke the connection off before its answer was complete ({why})"
                )
            }
            Problem::Unauthorized(_) if self.server.token_source.is_none() => {
                write!(formatter, "{host} asks for a login of its own (401)")
            }
            Problem::Unauthorized(said) => match (&self.server.token_ended, said) {
                (Some(ended), _) => {
                    write!(formatter, "the server refused your token (401): {ended}")
                }
                (None, Some(said)) => {
                    write!(formatter, "the server refused your token (401): {said}")
                }
                (None, None) => formatter.write_str("the server refused your token (401)"),
            },
            Problem::Forbidden(said) => {
                write!(formatter, "you may not do that on {host} (403)")?;
                said.as_ref().map_or(Ok(()), |said| write!(formatter, ": {said}"))
            }
            Problem::NotFound => write!(formatter, "not found on {host} (404)"),
            Problem::NoSuchEndpoint => {
                write!(
                    formatter,
                    "{host} does not know the address {} (404)",
                    self.url.split('?').next().unwrap_or(&self.url)
                )
            }
            Problem::Refused(status, said) => {
                write!(formatter, "{host} refused the request ({status})")?;
                said.as_ref().map_or(Ok(()), |said| write!(formatter, ": {said}"))
            }
            Problem::Throttled(_) => {
                write!(formatter, "{host} asks to slow down (429 Too Many Requests)")?;
                self.tried(formatter)
            }
            Problem::ServerFailed(status) => {
                write!(formatter, "the server failed ({status}{})", reason(*status))?;
                self.tried(formatter)
            }
            Problem::Redirect(goal) => {
                write!(formatter, "{host} sends the request on to {goal}, which is not followed")
            }
            Problem::RedirectLoop => write!(formatter, "{host} sends the request in circles"),
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
                write!(formatter, "the answer of {} is not as documented: {what}", self.url)
            }
            Problem::TooLarge(limit) => {
                write!(formatter, "the answer of {} is larger than {} MiB", self.url, limit >> 20)
            }
            Problem::Setup(what) => formatter.write_str(what),
        }
    }
}

impl std::error::Error for ApiError {}

impl ApiError {
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
            Self::UnknownIssuer => write!(
                formatter,
                "{host} has a certificate that this computer does not trust (unknown issuer)"
            ),
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

/// The server's own words in an error body, if it is one of Waldur's four shapes. The text is
/// for a person only: it is translated, and nothing may depend on it.
pub fn words(body: &[u8]) -> Option<String> {
    use super::json::members;
    let raw = serde_json::from_slice(body).ok()?;
    let members = members(raw).ok()?;
    let mut said = Vec::new();
    for (name, value) in &members {
        let texts: Vec<String> = serde_json::from_str::<String>(value.get())
            .map(|text| vec![text])
            .or_else(|_| serde_json::from_str(value.get()))
            .unwrap_or_default();
        for text in texts {
            let text = plain(&text);
            said.push(match name.as_ref() {
                "detail" | "error" | "message" | "non_field_errors" => text,
                field => format!("{field}: {text}"),
            });
        }
    }
    let said = said.join(" ");
    let said = said.trim().trim_end_matches('.');
    (!said.is_empty()).then(|| said.to_owned())
}

/// Takes the sentences out of a Python list that the server sends as text, such as
/// `[ErrorDetail(string='Can only accept pending assignments.', code='invalid')]`.
fn plain(text: &str) -> String {
    let Some(inner) = text.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
        return text.to_owned();
    };
    let mut sentences = Vec::new();
    let mut rest = inner;
    while let Some(at) = rest.find(['\'', '"']) {
        let is_code = rest.get(..at).is_some_and(|before| before.ends_with("code="));
        let quote = if rest.as_bytes().get(at) == Some(&b'"') { '"' } else { '\'' };
        let mut sentence = String::new();
        let mut characters = rest.get(at + 1..).unwrap_or_default().char_indices();
        let mut end = rest.len();
        while let Some((offset, character)) = characters.next() {
            if character == '\\' {
                sentence.extend(characters.next().map(|(_, escaped)| escaped));
            } else if character == quote {
                end = at + 1 + offset + 1;
                break;
            } else {
                sentence.push(character);
            }
        }
        if !is_code {
            sentences.push(sentence);
        }
        rest = rest.get(end..).unwrap_or_default();
    }
    if sentences.is_empty() { text.to_owned() } else { sentences.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn the_shapes_of_error_bodies_become_sentences() {
        for (body, expected) in [
            (r#"{"detail":"Invalid token."}"#, "Invalid token"),
            (
                r#"{"error":"Cannot accept expired assignment."}"#,
                "Cannot accept expired assignment",
            ),
            (
                r#"{"error":"[ErrorDetail(string='Can only accept pending assignments.', code='invalid')]"}"#,
                "Can only accept pending assignments",
            ),
            (r#"{"error":"['One.', \"it's two.\"]"}"#, "One. it's two"),
            (r#"{"error":"['it\\'s']"}"#, "it's"),
            (r#"{"reason":["Not a valid string."]}"#, "reason: Not a valid string"),
            (r#"{"non_field_errors":["Both are needed."]}"#, "Both are needed"),
            (r#"{"error":"[]"}"#, "[]"),
            (r#"{"error":"['open"}"#, "['open"),
        ] {
            assert_eq!(words(body.as_bytes()).as_deref(), Some(expected), "{body}");
        }
        for body in ["", "<html>", "[]", "{}", r#"{"detail":""}"#, r#"{"detail":{"a":1}}"#, "3"] {
            assert_eq!(words(body.as_bytes()), None, "{body}");
        }
    }
}
