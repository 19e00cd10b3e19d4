//! The telephone: the only room that makes requests.

pub mod batches;
mod certificate;
mod error;
pub mod items;
pub mod json;
mod network;
pub mod pagination;
pub mod portal;
pub mod probe;
pub mod profiles;
mod record;
mod redact;
mod retry;
pub mod reviews;
mod tls;
pub mod users;
pub mod uuid;

use std::error::Error as StdError;
use std::net::ToSocketAddrs;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use reqwest::header::{
    ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, DATE, HeaderMap, HeaderValue, LINK,
    LOCATION, RETRY_AFTER,
};
use reqwest::{Method, Response, StatusCode};
use tokio::runtime::Runtime;
use url::Url;

pub use batches::{Batch, BatchStatus, Deadline};
pub use error::{ApiError, Problem, ServerFacts, TlsProblem};
pub use items::{Item, ItemStatus};
pub use json::{Document, elements, members};
pub use network::{Network, Proxy};
pub use record::Record;
pub use redact::HIDDEN;
pub use reviews::Review;
#[cfg(any(test, fuzzing))]
pub use {
    certificate::read as read_certificate,
    redact::redact,
    retry::{pause, retry_after},
    tls::pem_certificates,
};

use crate::credentials::{ApiUrl, Token};

/// No answer may be larger, in bytes, after decompression.
pub const LARGEST_ANSWER: u64 = 64 << 20;
/// A connection that takes longer is given up.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Redirects within the origin that are followed for one request.
const MOST_REDIRECTS: u32 = 5;
/// Characters of the server's words that a message takes.
const MOST_WORDS: usize = 1000;
const USER_AGENT: &str = concat!("waldur-review/", env!("CARGO_PKG_VERSION"));

/// One request and what came of it, for `--verbose`. Holds no secret.
#[derive(Debug)]
pub struct Exchange<'a> {
    /// The method.
    pub method: &'a str,
    /// The URL.
    pub url: &'a str,
    /// The status, or what went wrong.
    pub outcome: Result<u16, &'a ApiError>,
    /// From the request's start to the answer's end.
    pub elapsed: Duration,
    /// Bytes of the body, after decompression.
    pub bytes: usize,
}

/// An answer, and what its headers say of a paged list.
#[derive(Debug)]
pub struct Answer {
    /// The body, JSON.
    pub body: Vec<u8>,
    /// The query of the next page, from `Link`.
    pub next: Option<String>,
    /// How many elements all pages hold, from `X-Result-Count`.
    pub count: Option<usize>,
    /// The server's clock, from `Date`.
    pub date: Option<Timestamp>,
}

/// What is asked.
struct Call {
    method: Method,
    json: Option<String>,
}

/// Hears of requests: a spinner, or the lines of `--verbose`.
pub trait Observer: Send + Sync {
    /// A request starts.
    fn started(&self);
    /// A request ended, and may be repeated.
    fn finished(&self, exchange: &Exchange<'_>);
}

/// A caller of one server's API, with a token or without.
pub struct Client {
    api: ApiUrl,
    token: Option<Token>,
    facts: Arc<ServerFacts>,
    network: Network,
    now: Timestamp,
    observer: Arc<dyn Observer>,
    line: OnceLock<Line>,
}

/// What a first request builds and later ones share.
struct Line {
    runtime: Option<Runtime>,
    http: reqwest::Client,
    /// The variable that gave the proxy in use.
    proxy: Option<&'static str>,
}

impl Drop for Line {
    fn drop(&mut self) {
        // A look-up of a name may hang in the system; the program does not wait for it.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Client {
    /// A client for this API. Nothing is connected or read before the first request.
    pub fn new(
        api: ApiUrl,
        token: Option<Token>,
        facts: ServerFacts,
        network: Network,
        now: Timestamp,
        observer: Arc<dyn Observer>,
    ) -> Self {
        Self { api, token, facts: Arc::new(facts), network, now, observer, line: OnceLock::new() }
    }

    /// The same, for somebody who does not wait longer than this for an answer.
    #[must_use]
    pub fn within(mut self, limit: Duration) -> Self {
        self.network.timeout = self.network.timeout.min(limit);
        self
    }

    /// The URL of a path below `/api/`, for showing.
    pub fn url(&self, path: &str) -> Url {
        self.api.join(path)
    }

    /// What messages say of the server.
    pub fn facts(&self) -> &ServerFacts {
        &self.facts
    }

    /// The body of `GET /api/{path}`, which is JSON.
    ///
    /// # Errors
    /// [`ApiError`], after at most two repetitions of what may pass.
    pub fn get(&self, path: &str) -> Result<Vec<u8>, ApiError> {
        Ok(self.get_page(path)?.body)
    }

    /// One page of a paged list: the body of `GET /api/{path}` and what its headers say of the
    /// other pages.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn get_page(&self, path: &str) -> Result<Answer, ApiError> {
        self.get_url(&self.api.join(path))
    }

    /// The body of `POST /api/{path}`, sent once: neither repeated nor redirected. Without a
    /// JSON body, nothing is sent in it.
    ///
    /// # Errors
    /// [`ApiError`]. After [`Problem::Timeout`], [`Problem::Broken`] or
    /// [`Problem::ServerFailed`] the server may have done it all the same.
    pub fn post(&self, path: &str, json: Option<String>) -> Result<Vec<u8>, ApiError> {
        let url = self.api.join(path);
        let deadline = Instant::now() + self.network.timeout;
        let line = self.line(&url)?;
        let call = Call { method: Method::POST, json };
        Ok(self.once(line, &call, &url, deadline, 1)?.body)
    }

    /// The body of a GET at the root of the API's origin, which is JSON.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn get_at_root(&self, path: &str) -> Result<Vec<u8>, ApiError> {
        Ok(self.get_url(&self.api.at_root(path))?.body)
    }

    /// An error of this server: its answer could not be parsed, or is not as documented.
    pub fn json_error(
        &self,
        path: &str,
        error: &serde_json::Error,
        what: &'static str,
    ) -> ApiError {
        let problem =
            if error.is_data() { Problem::Shape(what) } else { Problem::NotJson { page: false } };
        self.error(problem, &self.api.join(path), 1)
    }

    /// An error of this server: its answer is not as documented.
    pub fn shape_error(&self, path: &str, what: &'static str) -> ApiError {
        self.error(Problem::Shape(what), &self.api.join(path), 1)
    }

    fn get_url(&self, url: &Url) -> Result<Answer, ApiError> {
        let deadline = Instant::now() + self.network.timeout;
        let line = self.line(url)?;
        let call = Call { method: Method::GET, json: None };
        let mut attempt = 1;
        loop {
            let error = match self.once(line, &call, url, deadline, attempt) {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            let remaining = deadline.saturating_duration_since(Instant::now());
            match retry::pause(&error.problem, attempt, jitter(), remaining) {
                Some(wait) => std::thread::sleep(wait),
                None => return Err(error),
            }
            attempt += 1;
        }
    }

    /// One request, with the observer told.
    fn once(
        &self,
        line: &Line,
        call: &Call,
        url: &Url,
        deadline: Instant,
        attempt: u32,
    ) -> Result<Answer, ApiError> {
        // What was hidden from the person must not replace what the server has.
        if self.network.redact && call.json.as_ref().is_some_and(|json| json.contains(HIDDEN)) {
            let why = format!("with --redact, no text that holds {HIDDEN} is sent");
            return Err(self.error(Problem::Setup(why), url, attempt));
        }
        let started = Instant::now();
        self.observer.started();
        let exchange = self.exchange(line, call, url.clone(), deadline);
        let result = match &line.runtime {
            Some(runtime) => runtime.block_on(exchange),
            None => Err(Problem::Setup("the program is ending".to_owned())),
        };
        let result = result.map_err(|problem| self.error(problem, url, attempt));
        self.observer.finished(&Exchange {
            method: call.method.as_str(),
            url: url.as_str(),
            outcome: match &result {
                Ok(_) => Ok(200),
                Err(error) => error.status().ok_or(error),
            },
            elapsed: started.elapsed(),
            bytes: result.as_ref().map_or(0, |answer| answer.body.len()),
        });
        result.map(|answer| Answer {
            body: if self.network.redact {
                redact::redact(&answer.body, url.path())
            } else {
                answer.body
            },
            ..answer
        })
    }

    async fn exchange(
        &self,
        line: &Line,
        call: &Call,
        url: Url,
        deadline: Instant,
    ) -> Result<Answer, Problem> {
        let limit = tokio::time::Instant::from_std(deadline);
        match tokio::time::timeout_at(limit, self.follow(line, call, url)).await {
            Ok(result) => result,
            Err(_) => Err(Problem::Timeout(self.network.timeout)),
        }
    }

    async fn follow(&self, line: &Line, call: &Call, mut url: Url) -> Result<Answer, Problem> {
        for _ in 0..=MOST_REDIRECTS {
            let response = self.send(line, call, &url).await?;
            if !response.status().is_redirection() {
                return self.receive(response).await;
            }
            let goal = response
                .headers()
                .get(LOCATION)
                .and_then(|location| location.to_str().ok())
                .and_then(|location| url.join(location).ok())
                .ok_or(Problem::UnexpectedStatus(response.status().as_u16()))?;
            // A POST that follows a redirect can become a GET.
            if call.method != Method::GET {
                return Err(Problem::UnexpectedStatus(response.status().as_u16()));
            }
            // The token stays within the origin that it belongs to.
            if !self.api.same_origin(&goal) {
                return Err(Problem::Redirect(self.without_token(place(&goal))));
            }
            url = goal;
        }
        Err(Problem::RedirectLoop)
    }

    async fn send(&self, line: &Line, call: &Call, url: &Url) -> Result<Response, Problem> {
        let mut request = line
            .http
            .request(call.method.clone(), url.clone())
            .header(ACCEPT, HeaderValue::from_static("application/json"));
        if let Some(token) = &self.token {
            let mut value = HeaderValue::from_str(&token.header())
                .map_err(|_| Problem::Setup("the token cannot be sent in a header".to_owned()))?;
            value.set_sensitive(true);
            request = request.header(AUTHORIZATION, value);
        }
        if let Some(json) = &call.json {
            request = request
                .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
                .body(json.clone());
        } else if call.method == Method::POST {
            // Some servers refuse a POST that does not say how long its body is.
            request = request.header(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        request.send().await.map_err(|error| self.problem(line, &error))
    }

    async fn receive(&self, mut response: Response) -> Result<Answer, Problem> {
        let status = response.status();
        let wait = response
            .headers()
            .get(RETRY_AFTER)
            .and_then(|value| retry::retry_after(value.to_str().ok()?, self.now));
        let next = next_page(response.headers());
        let count = response
            .headers()
            .get("x-result-count")
            .and_then(|count| count.to_str().ok()?.parse().ok());
        let date = response
            .headers()
            .get(DATE)
            .and_then(|date| jiff::fmt::rfc2822::parse(date.to_str().ok()?).ok())
            .map(|date| date.timestamp());
        let known = response.content_length().unwrap_or(0).min(LARGEST_ANSWER);
        let mut body = Vec::with_capacity(usize::try_from(known).unwrap_or(0));
        while let Some(chunk) = response.chunk().await.map_err(|error| unread(&error))? {
            if body.len() as u64 + chunk.len() as u64 > LARGEST_ANSWER {
                return Err(Problem::TooLarge(LARGEST_ANSWER));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer { body: judge(status, wait, body, |body| self.words(body))?, next, count, date })
    }

    /// The server's words in an error body, as far as a person reads. A server that says the token
    /// back is not repeated.
    fn words(&self, body: &[u8]) -> Option<String> {
        let mut said = self.without_token(error::words(body)?);
        if let Some((end, _)) = said.char_indices().nth(MOST_WORDS) {
            said.truncate(end);
            said.push('…');
        }
        Some(said)
    }

    /// The server's text, without the token that it was sent.
    fn without_token(&self, text: String) -> String {
        match &self.token {
            Some(token) => text.replace(token.expose(), "[token]"),
            None => text,
        }
    }

    fn line(&self, url: &Url) -> Result<&Line, ApiError> {
        if let Some(line) = self.line.get() {
            return Ok(line);
        }
        let built = self.build_line().map_err(|what| self.error(Problem::Setup(what), url, 1))?;
        Ok(self.line.get_or_init(|| built))
    }

    fn build_line(&self) -> Result<Line, String> {
        let proxy = self.network.proxy_for(&self.api);
        // Reading the system's certificates is most of the cost of a start, so only where used.
        let needs_tls = self.api.is_https()
            || proxy.as_ref().is_some_and(|proxy| proxy.url.scheme() == "https");
        let tls = if needs_tls { tls::trusted(&self.network)? } else { tls::none()? };
        let mut builder = reqwest::Client::builder()
            .user_agent(USER_AGENT)
            .connect_timeout(CONNECT_TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .dns_resolver(Arc::new(Resolver))
            .tls_backend_preconfigured(tls)
            .no_proxy();
        if let Some(proxy) = proxy {
            let except = self.network.no_proxy.as_deref().and_then(reqwest::NoProxy::from_string);
            let rule = reqwest::Proxy::all(proxy.url.clone())
                .map_err(|_| format!("the proxy of {} cannot be used", proxy.variable))?;
            builder = builder.proxy(rule.no_proxy(except));
        }
        let http = builder.build().map_err(|error| {
            format!("the network client cannot be set up: {}", innermost(&error))
        })?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build()
            .map_err(|error| format!("the network client cannot be set up: {error}"))?;
        Ok(Line { runtime: Some(runtime), http, proxy: proxy.map(|proxy| proxy.variable) })
    }

    fn problem(&self, line: &Line, error: &reqwest::Error) -> Problem {
        if let Some(name) = chain(error).find_map(|cause| cause.downcast_ref::<LookupFailed>()) {
            let (host, _) = self.api.endpoint();
            return match line.proxy {
                Some(variable) if name.0 != host => Problem::Proxy(
                    variable.to_owned(),
                    format!("its name {} is not found (DNS)", name.0),
                ),
                Some(_) | None => Problem::Dns(name.0.clone()),
            };
        }
        if let Some(tls) = chain(error).find_map(tls_error) {
            return Problem::Tls(tls_problem(tls));
        }
        if error.is_timeout() {
            return Problem::Timeout(CONNECT_TIMEOUT.min(self.network.timeout));
        }
        if error.is_connect() {
            let why = reason(error);
            return match line.proxy {
                Some(variable) => Problem::Proxy(variable.to_owned(), why),
                None => Problem::Connect(why),
            };
        }
        broken(error)
    }

    fn error(&self, problem: Problem, url: &Url, attempts: u32) -> ApiError {
        ApiError { problem, server: Arc::clone(&self.facts), url: url.to_string(), attempts }
    }
}

/// The query of the page after this one. The address in the header is absolute, and behind a
/// proxy it may be one that only the server knows: its query is all that is used.
fn next_page(headers: &HeaderMap) -> Option<String> {
    let links = headers.get_all(LINK).iter();
    links.filter_map(|value| value.to_str().ok()).find_map(next_query)
}

/// The same of one `Link` header (RFC 8288): addresses in angle brackets, which may hold commas,
/// each with parameters, which may be quoted.
pub(crate) fn next_query(mut links: &str) -> Option<String> {
    while let Some((_, rest)) = links.split_once('<') {
        let (address, rest) = rest.split_once('>')?;
        let unquoted = |sign: char| {
            let mut is_quoted = false;
            move |character: char| {
                is_quoted ^= character == '"';
                character == sign && !is_quoted
            }
        };
        let end = rest.find(unquoted(','));
        let (parameters, following) = rest.split_at(end.unwrap_or(rest.len()));
        links = following;
        let is_next = parameters.split(unquoted(';')).any(|parameter| {
            let (name, value) = parameter.split_once('=').unwrap_or_default();
            let relations = value.trim().trim_matches('"');
            name.trim().eq_ignore_ascii_case("rel")
                && relations
                    .split_ascii_whitespace()
                    .any(|relation| relation.eq_ignore_ascii_case("next"))
        });
        if is_next {
            let (_, query) = address.split_once('?')?;
            return Some(query.split('#').next().unwrap_or(query).to_owned());
        }
    }
    None
}

/// Where a redirect leads, without what may be secret in it.
fn place(goal: &Url) -> String {
    let origin = goal.origin();
    if origin.is_tuple() {
        origin.ascii_serialization()
    } else {
        format!("a {}: address", goal.scheme())
    }
}

/// What a status and a body mean.
fn judge(
    status: StatusCode,
    wait: Option<Duration>,
    body: Vec<u8>,
    words: impl Fn(&[u8]) -> Option<String>,
) -> Result<Vec<u8>, Problem> {
    let page = body.trim_ascii_start().starts_with(b"<");
    match status.as_u16() {
        200 if page => Err(Problem::NotJson { page }),
        200 => Ok(body),
        401 => Err(Problem::Unauthorized(words(&body))),
        403 => Err(Problem::Forbidden(words(&body))),
        404 if serde_json::from_slice::<serde::de::IgnoredAny>(&body).is_ok() => {
            Err(Problem::NotFound)
        }
        404 => Err(Problem::NoSuchEndpoint),
        429 => Err(Problem::Throttled(wait)),
        code @ 400..=499 => Err(Problem::Refused(code, words(&body))),
        code @ 500..=599 => Err(Problem::ServerFailed(code)),
        code => Err(Problem::UnexpectedStatus(code)),
    }
}

fn chain<'e>(error: &'e reqwest::Error) -> impl Iterator<Item = &'e (dyn StdError + 'static)> {
    let first: &(dyn StdError + 'static) = error;
    std::iter::successors(Some(first), |cause| {
        let cause: &'e (dyn StdError + 'static) = *cause;
        cause.source()
    })
}

/// The library's TLS error: I/O errors may hold it inside, one in the other, which `source` steps
/// over.
fn tls_error<'e>(cause: &'e (dyn StdError + 'static)) -> Option<&'e rustls::Error> {
    let mut cause = cause;
    loop {
        if let Some(found) = cause.downcast_ref::<rustls::Error>() {
            return Some(found);
        }
        cause = cause.downcast_ref::<std::io::Error>()?.get_ref()?;
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the library's list is long and grows; what is not named has its words"
)]
fn tls_problem(error: &rustls::Error) -> TlsProblem {
    use rustls::{AlertDescription, CertificateError, Error};
    match error {
        // A bad signature is that of an authority with a trusted one's name and another key, as
        // when a site's authority was made anew.
        Error::InvalidCertificate(
            CertificateError::UnknownIssuer | CertificateError::BadSignature,
        ) => TlsProblem::UnknownIssuer,
        Error::InvalidCertificate(
            CertificateError::Expired | CertificateError::ExpiredContext { .. },
        ) => TlsProblem::Expired,
        Error::InvalidCertificate(
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. },
        ) => TlsProblem::NotYetValid,
        Error::InvalidCertificate(
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
        ) => TlsProblem::WrongHost,
        Error::AlertReceived(
            AlertDescription::ProtocolVersion | AlertDescription::HandshakeFailure,
        )
        | Error::PeerIncompatible(_) => TlsProblem::NoCommonVersion,
        Error::InvalidMessage(_) => TlsProblem::NotTls,
        other => TlsProblem::Other(other.to_string()),
    }
}

fn broken(error: &reqwest::Error) -> Problem {
    Problem::Broken(reason(error))
}

/// Why a body ended early. An error of the system's kind right below comes from unpacking: the
/// body came, but is not compressed as its head says.
fn unread(error: &reqwest::Error) -> Problem {
    use std::io;
    let unpacking = error.source().and_then(|cause| cause.downcast_ref::<io::Error>());
    match unpacking.map(io::Error::kind) {
        Some(io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput) => {
            Problem::NotJson { page: false }
        }
        Some(_) | None => broken(error),
    }
}

/// The cause in a few words: the system's where there is one, else the library's innermost.
fn reason(error: &reqwest::Error) -> String {
    use std::io::ErrorKind;
    let kind = chain(error)
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .map(std::io::Error::kind)
        .last();
    match kind {
        Some(ErrorKind::ConnectionRefused) => "connection refused".to_owned(),
        Some(ErrorKind::ConnectionReset) => "connection reset".to_owned(),
        Some(ErrorKind::HostUnreachable) => "no route to the host".to_owned(),
        Some(ErrorKind::NetworkUnreachable) => "no network".to_owned(),
        Some(ErrorKind::UnexpectedEof) => "it ended early".to_owned(),
        Some(_) | None => innermost(error),
    }
}

fn innermost(error: &reqwest::Error) -> String {
    chain(error).last().map(ToString::to_string).unwrap_or_default()
}

/// A random number from 0 to 1.
pub fn jitter() -> f64 {
    use std::hash::{BuildHasher, RandomState};
    let bits = u32::try_from(RandomState::new().hash_one(0) >> 32).unwrap_or(0);
    f64::from(bits) / f64::from(u32::MAX)
}

/// The system's look-up of names, with an error that can be told from others.
struct Resolver;

#[derive(Debug, thiserror::Error)]
#[error("no address for {0}")]
struct LookupFailed(String);

impl reqwest::dns::Resolve for Resolver {
    fn resolve(&self, name: reqwest::dns::Name) -> reqwest::dns::Resolving {
        let host = name.as_str().to_owned();
        Box::pin(async move {
            let asked = host.clone();
            let found = tokio::task::spawn_blocking(move || {
                (asked.as_str(), 0).to_socket_addrs().map(Iterator::collect::<Vec<_>>)
            });
            match found.await {
                Ok(Ok(addresses)) if !addresses.is_empty() => {
                    let addresses: reqwest::dns::Addrs = Box::new(addresses.into_iter());
                    Ok(addresses)
                }
                Ok(_) | Err(_) => Err(LookupFailed(host).into()),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::next_query;

    #[test]
    fn the_next_page_is_found_among_the_links() {
        for (links, query) in [
            ("<https://w.example/api/x/?page=2>; rel=\"next\"", Some("page=2")),
            ("<?page=1>; rel=prev, <?o=a,b&page=3#x>; rel=next", Some("o=a,b&page=3")),
            ("<?page=2>; title=\"a, <?page=9>; rel=next\"; REL=\"up Next\"", Some("page=2")),
            ("<?page=1>; title=\"x; rel=next\", <?page=3>; rel=next", Some("page=3")),
            ("<?page=2>; rel=\"nextpage\"", None),
            ("<?page=2>; title=next", None),
            ("<page>; rel=next", None),
            ("<?page=2", None),
            ("", None),
        ] {
            assert_eq!(next_query(links).as_deref(), query, "{links}");
        }
    }
}
