//! The client of one server's API: requests, their repetition, and their errors.

mod download;
#[cfg(test)]
mod tests;

use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use reqwest::Method;
use reqwest::header::LOCATION;
use url::Url;

use super::connections::Connections;
use super::error::{ApiError, Problem, ServerFacts};
use super::network::Network;
use super::response::{ResponseHead, ServerResponse, classify_response};
use super::transport::{Connection, Failure, Request};
use super::{redact, retry, server_message, token_filter};
use crate::credentials::{ApiUrl, Token};

/// The most bytes of a response's body, after decompression.
pub const LARGEST_RESPONSE: u64 = 64 << 20;
/// The most bytes that are read of the body of an error.
const LARGEST_ERROR: u64 = 1 << 20;
/// The most bytes of all pages of a list together.
const LARGEST_LIST: u64 = 256 << 20;
/// The time for all pages of a list together, in time limits of one request.
const LIST_TIME_LIMITS: u32 = 10;
/// A document may take so many times the time limit of a request.
const DOWNLOAD_TIME_LIMITS: u32 = 20;
/// The most redirects within the origin that are followed for one request.
const MOST_REDIRECTS: u32 = 5;
/// The most characters of a server's message that are shown.
const LONGEST_MESSAGE: usize = 1000;
/// The most characters of a token, each of them written as an escape.
const LONGEST_TOKEN: usize = 10_000;

/// A source of the current time.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// A request and its outcome, for `--verbose`. Holds no secret.
#[derive(Debug)]
pub struct Exchange<'a> {
    /// The method.
    pub method: &'a str,
    /// The URL.
    pub url: &'a str,
    /// The status, or the error.
    pub outcome: Result<u16, &'a ApiError>,
    /// From the start of the request to the end of the response.
    pub elapsed: Duration,
    /// Bytes of the body, after decompression.
    pub bytes: usize,
}

/// Observes requests: a progress line, or the lines of `--verbose`.
pub trait Observer: Send + Sync {
    /// A request starts.
    fn started(&self);
    /// A request ended, and may be repeated.
    fn finished(&self, exchange: &Exchange<'_>);
}

/// The bytes and the time that all pages of one list may take together.
#[derive(Debug)]
pub struct ListBudget {
    bytes_left: std::sync::atomic::AtomicU64,
    most_bytes: u64,
    deadline: Instant,
    limit: Duration,
}

impl ListBudget {
    fn new(most_bytes: u64, limit: Duration) -> Self {
        Self { bytes_left: most_bytes.into(), most_bytes, deadline: Instant::now() + limit, limit }
    }
}

/// A client of one server's API, with a token or without. Threads may share it.
pub struct Client {
    api: ApiUrl,
    token: Option<Token>,
    facts: Arc<ServerFacts>,
    network: Network,
    clock: Clock,
    observer: Arc<dyn Observer>,
    /// Prepared for the first request. Clients of one server may share them.
    connections: Arc<OnceLock<Result<Connections, String>>>,
}

impl Client {
    /// A client for this API. Nothing is connected or read before the first request.
    pub fn new(
        api: ApiUrl,
        token: Option<Token>,
        facts: ServerFacts,
        network: Network,
        clock: Clock,
        observer: Arc<dyn Observer>,
    ) -> Self {
        let facts = Arc::new(facts);
        Self { api, token, facts, network, clock, observer, connections: Arc::default() }
    }

    /// A client of the same server that sends no token, for public endpoints.
    #[must_use]
    pub fn anonymous(&self) -> Self {
        Self {
            api: self.api.clone(),
            token: None,
            facts: Arc::clone(&self.facts),
            network: self.network.clone(),
            clock: Arc::clone(&self.clock),
            observer: Arc::clone(&self.observer),
            connections: Arc::clone(&self.connections),
        }
    }

    /// The same client with a shorter time limit for a request.
    #[must_use]
    pub fn within(mut self, limit: Duration) -> Self {
        self.network.timeout = self.network.timeout.min(limit);
        self.connections = Arc::default();
        self
    }

    /// The same client with the connections of the first of these clients that reaches the same
    /// server in the same way, so that the bound of connections is for all of them together.
    #[must_use]
    pub fn sharing<'c>(mut self, clients: impl IntoIterator<Item = &'c Self>) -> Self {
        let is_same = |other: &&Self| {
            self.api.origin() == other.api.origin() && self.network == other.network
        };
        if let Some(same) = clients.into_iter().find(is_same) {
            self.connections = Arc::clone(&same.connections);
        }
        self
    }

    /// The path of the API, which ends in `/api/`.
    pub fn api_path(&self) -> &str {
        self.api.path()
    }

    /// The facts of the server, for messages.
    pub fn facts(&self) -> &ServerFacts {
        &self.facts
    }

    /// The body of `GET /api/{path}`, which is JSON.
    ///
    /// # Errors
    /// [`ApiError`], after at most two repetitions where one may succeed.
    pub fn get(&self, path: &str) -> Result<Vec<u8>, ApiError> {
        Ok(self.get_page(path)?.body)
    }

    /// The response to `GET /api/{path}`: the body, and what its headers say of other pages.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn get_page(&self, path: &str) -> Result<ServerResponse, ApiError> {
        self.get_url(&self.api.join(path), None)
    }

    /// The budget of a list that starts to be read now.
    pub fn list_budget(&self) -> ListBudget {
        ListBudget::new(LARGEST_LIST, self.network.timeout.saturating_mul(LIST_TIME_LIMITS))
    }

    /// One page of a list, as [`Client::get_page`], within the budget of the list.
    ///
    /// # Errors
    /// As [`Client::get`]; also [`Problem::ListTooLarge`] and [`Problem::ListTooSlow`].
    pub fn get_page_within(
        &self,
        path: &str,
        budget: &ListBudget,
    ) -> Result<ServerResponse, ApiError> {
        self.get_url(&self.api.join(path), Some(budget))
    }

    /// The response to `POST /api/{path}`, which is sent once: neither repeated nor redirected.
    /// Without a JSON body, an empty body is sent. The caller judges whether the response is the
    /// documented one: its body can be anything but a web page.
    ///
    /// # Errors
    /// [`ApiError`]; its `may_have_changed` says whether the server may have done it all the same.
    pub fn post(&self, path: &str, json: Option<String>) -> Result<ServerResponse, ApiError> {
        self.write(path, &Request { method: Method::POST, json })
    }

    /// The response to `PATCH /api/{path}`, as [`Client::post`].
    ///
    /// # Errors
    /// As [`Client::post`].
    pub fn patch(&self, path: &str, json: String) -> Result<ServerResponse, ApiError> {
        self.write(path, &Request { method: Method::PATCH, json: Some(json) })
    }

    fn write(&self, path: &str, request: &Request) -> Result<ServerResponse, ApiError> {
        let url = self.api.join(path);
        // What was hidden from the user must not replace what the server has.
        if self.network.redact
            && request.json.as_ref().is_some_and(|json| json.contains(redact::HIDDEN))
        {
            let why = format!("with --redact, no text that holds {} is sent", redact::HIDDEN);
            return Err(self.error(Problem::Setup(why), &url, 1));
        }
        let connections = self.connections(&url)?;
        connections.close_idle();
        connections
            .with(|connection| {
                let deadline = Instant::now() + self.network.timeout;
                let limits = Limits { deadline, budget: None };
                self.send_once(connection, request, &url, limits, 1)
            })
            .unwrap_or_else(|what| Err(self.error(Problem::Setup(what), &url, 1)))
    }

    /// The body of a GET at the root of the API's origin, which is JSON.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn get_at_root(&self, path: &str) -> Result<Vec<u8>, ApiError> {
        Ok(self.get_url(&self.api.at_root(path), None)?.body)
    }

    /// The error that a response could not be parsed, or is not as documented.
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

    /// The error that a response is not as documented.
    pub fn shape_error(&self, path: &str, what: &'static str) -> ApiError {
        self.error(Problem::Shape(what), &self.api.join(path), 1)
    }

    /// The error that a list has more than this many pages.
    pub fn too_many_pages(&self, path: &str, most: usize) -> ApiError {
        let bound = format!("{most} pages");
        self.error(Problem::ListTooLarge(bound), &self.api.join(path), 1)
    }

    fn get_url(&self, url: &Url, budget: Option<&ListBudget>) -> Result<ServerResponse, ApiError> {
        let mut own_deadline = Instant::now() + self.network.timeout;
        let within = |own: Instant| budget.map_or(own, |budget| own.min(budget.deadline));
        let connections = self.connections(url)?;
        let request = Request { method: Method::GET, json: None };
        let mut attempt = 1;
        loop {
            let asked = Instant::now();
            let sent = connections
                .with(|connection| {
                    own_deadline += asked.elapsed();
                    let limits = Limits { deadline: within(own_deadline), budget };
                    self.send_once(connection, &request, url, limits, attempt)
                })
                .unwrap_or_else(|what| Err(self.error(Problem::Setup(what), url, attempt)));
            let error = match sent {
                Ok(response) => return Ok(response),
                Err(error) => error,
            };
            let remaining = within(own_deadline).saturating_duration_since(Instant::now());
            match retry::pause(&error.problem, attempt, jitter(), remaining) {
                Some(wait) => std::thread::sleep(wait),
                None => return Err(error),
            }
            attempt += 1;
        }
    }

    /// Sends a request once, and tells the observer.
    fn send_once(
        &self,
        connection: &Connection,
        request: &Request,
        url: &Url,
        limits: Limits<'_>,
        attempt: u32,
    ) -> Result<ServerResponse, ApiError> {
        let started = Instant::now();
        self.observer.started();
        let result = connection
            .block_on(limits.deadline, self.exchange(connection, request, url.clone(), limits))
            .unwrap_or_else(|| Err(self.time_is_up(limits)))
            .map_err(|failure| {
                let may_have_changed = request.method != Method::GET
                    && failure.was_sent
                    && !failure.problem.is_refusal();
                ApiError { may_have_changed, ..self.error(failure.problem, url, attempt) }
            });
        let shown_url = self.without_token(url.to_string());
        self.observer.finished(&Exchange {
            method: request.method.as_str(),
            url: &shown_url,
            outcome: match &result {
                Ok(response) => Ok(response.status),
                Err(error) => error.status().ok_or(error),
            },
            elapsed: started.elapsed(),
            bytes: result.as_ref().map_or(0, |response| response.body.len()),
        });
        result.map(|response| ServerResponse {
            body: if self.network.redact {
                redact::redact(&response.body, url.path())
            } else {
                response.body
            },
            ..response
        })
    }

    /// Sends a request, follows redirects of a GET, and classifies the response.
    async fn exchange(
        &self,
        connection: &Connection,
        request: &Request,
        mut url: Url,
        limits: Limits<'_>,
    ) -> Result<ServerResponse, Failure> {
        for _ in 0..=MOST_REDIRECTS {
            let mut response = connection.send(request, &url, self.token.as_ref()).await?;
            if !response.status().is_redirection() {
                let head = ResponseHead::new(response.status(), response.headers(), (self.clock)());
                let body = if head.is_success() {
                    connection.receive(&mut response, |count| limits.take(count)).await?
                } else {
                    connection.receive_start(&mut response, LARGEST_ERROR).await?
                };
                let message = |body: &[u8]| self.server_message(body, url.path());
                return classify_response(&request.method, head, body, message)
                    .map_err(Failure::after_sending);
            }
            let unexpected =
                || Failure::after_sending(Problem::UnexpectedStatus(response.status().as_u16()));
            let target = response
                .headers()
                .get(LOCATION)
                .and_then(|location| location.to_str().ok())
                .and_then(|location| url.join(location).ok())
                .ok_or_else(unexpected)?;
            // A POST that follows a redirect can become a GET.
            if request.method != Method::GET {
                return Err(unexpected());
            }
            // With its body read, the connection can be used again; a body that breaks off closes it.
            let _ = connection.receive_start(&mut response, LARGEST_ERROR).await;
            // The token stays within the origin that it belongs to.
            if !self.api.same_origin(&target) {
                let place = self.without_token(origin_or_scheme(&target));
                return Err(Failure::after_sending(Problem::Redirect(place)));
            }
            url = target;
        }
        Err(Failure::after_sending(Problem::RedirectLoop))
    }

    /// The failure of a request whose time is up. Connecting has a shorter limit of its own, so
    /// that by then the request was sent.
    fn time_is_up(&self, limits: Limits<'_>) -> Failure {
        Failure::after_sending(match limits.budget {
            Some(budget) if limits.deadline == budget.deadline => {
                Problem::ListTooSlow(budget.limit)
            }
            Some(_) | None => Problem::Timeout(self.network.timeout),
        })
    }

    /// The server's message in an error body, shortened, without the token and without what
    /// `--redact` hides.
    fn server_message(&self, body: &[u8], path: &str) -> Option<String> {
        let message = if self.network.redact {
            server_message::redacted(body, path)?
        } else {
            server_message::read(body)?
        };
        // More than is shown is searched for the token, which may begin right before the cut.
        let searched: String = message.chars().take(LONGEST_MESSAGE + LONGEST_TOKEN).collect();
        let mut message = self.without_token(searched);
        if let Some((end, _)) = message.char_indices().nth(LONGEST_MESSAGE) {
            message.truncate(end);
            message.push('…');
        }
        Some(message)
    }

    /// A text that the server may have chosen, without the token that it was sent.
    fn without_token(&self, text: String) -> String {
        match &self.token {
            Some(token) => token_filter::without_token(text, token.expose()),
            None => text,
        }
    }

    fn connections(&self, url: &Url) -> Result<&Connections, ApiError> {
        self.connections
            .get_or_init(|| Connections::new(&self.api, &self.network))
            .as_ref()
            .map_err(|what| self.error(Problem::Setup(what.clone()), url, 1))
    }

    fn error(&self, problem: Problem, url: &Url, attempts: u32) -> ApiError {
        let problem = match (problem, &self.facts.token_expiry) {
            (Problem::Unauthorized(_), Some((at, sentence))) if *at <= (self.clock)() => {
                Problem::Unauthorized(Some(sentence.clone()))
            }
            (problem, _) => problem,
        };
        ApiError {
            problem,
            server: Arc::clone(&self.facts),
            url: self.without_token(url.to_string()),
            attempts,
            may_have_changed: false,
        }
    }
}

/// The limits of one request.
#[derive(Clone, Copy)]
struct Limits<'b> {
    deadline: Instant,
    budget: Option<&'b ListBudget>,
}

impl Limits<'_> {
    /// Takes bytes of a body, which has that many in all by now, from the budget.
    fn take(self, chunk: u64) -> Result<(), Problem> {
        use std::sync::atomic::Ordering::Relaxed;
        let Some(budget) = self.budget else {
            return Ok(());
        };
        budget
            .bytes_left
            .fetch_update(Relaxed, Relaxed, |left| left.checked_sub(chunk))
            .map(drop)
            .map_err(|_| Problem::ListTooLarge(format!("{} MiB", budget.most_bytes >> 20)))
    }
}

/// The origin of a redirect's target, without what may be secret in it.
fn origin_or_scheme(target: &Url) -> String {
    let origin = target.origin();
    if origin.is_tuple() {
        origin.ascii_serialization()
    } else {
        format!("a {}: address", target.scheme())
    }
}

/// A random number from 0 to 1.
pub fn jitter() -> f64 {
    use std::hash::{BuildHasher, RandomState};
    let bits = u32::try_from(RandomState::new().hash_one(0) >> 32).unwrap_or(0);
    f64::from(bits) / f64::from(u32::MAX)
}
