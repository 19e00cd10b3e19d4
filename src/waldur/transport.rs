//! The connection to a server: proxy, TLS, name resolution, and the transfer of one request.

use std::net::ToSocketAddrs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, Response};
use tokio::runtime::Runtime;
use tower_layer::Layer;
use tower_service::Service;
use url::Url;

use super::client::LARGEST_RESPONSE;
use super::error::{Problem, TlsProblem};
use super::network::{Network, Proxy};
use super::tls;
use super::transport_error::{body_problem, broken, error_chain, innermost, reason, tls_problem};
use crate::credentials::{ApiUrl, Token};

/// The time limit for a connection, its TLS handshake included.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// The share of a request's time limit that connecting may take. Less than the whole, so that a
/// request whose time is up was certainly connected.
const CONNECT_SHARE: f64 = 0.9;
const USER_AGENT: &str = concat!("waldur-review/", env!("CARGO_PKG_VERSION"));

/// A request to be sent.
pub(super) struct Request {
    pub method: Method,
    pub json: Option<String>,
}

/// A request that gave no response, or not the one that was asked for.
pub(super) struct Failure {
    pub problem: Problem,
    /// True if the request, or a part of it, may have reached the server. It has not while no
    /// connection was made or its TLS handshake was not finished.
    pub was_sent: bool,
}

impl Failure {
    pub(super) fn after_sending(problem: Problem) -> Self {
        Self { problem, was_sent: true }
    }

    fn before_sending(problem: Problem) -> Self {
        Self { problem, was_sent: false }
    }
}

/// Settings that all connections to a server have in common.
pub(super) struct Setup {
    trust: tls::Trust,
    host: String,
    proxy: Option<Proxy>,
    connect_timeout: Duration,
    /// The time limit for connecting that messages name: the one that the user set, not the share
    /// of it.
    named_timeout: Duration,
    /// The entries of `NO_PROXY` that are not understood.
    not_understood: String,
}

impl Setup {
    /// Reads the trusted certificates, where they are needed. Nothing is connected yet.
    ///
    /// # Errors
    /// A sentence, when certificates or the proxy cannot be used.
    pub(super) fn new(api: &ApiUrl, network: &Network) -> Result<Self, String> {
        let proxy = network.proxy_for(api);
        let host = api.endpoint().0;
        if let (Some(proxy), true, true) = (proxy, api.is_https(), host.contains(':')) {
            return Err(format!(
                "an https:// server cannot be reached by its IPv6 address through the proxy of {}: use its name, or name the address in NO_PROXY",
                proxy.variable
            ));
        }
        // Reading the system's certificates is most of the cost of a start, so only where used.
        let needs_tls = api.is_https() || proxy.is_some_and(|proxy| proxy.url.scheme() == "https");
        Ok(Self {
            trust: if needs_tls { tls::trusted(network)? } else { tls::Trust::none()? },
            host,
            proxy: proxy.cloned(),
            connect_timeout: CONNECT_TIMEOUT.min(network.timeout.mul_f64(CONNECT_SHARE)),
            named_timeout: CONNECT_TIMEOUT.min(network.timeout),
            not_understood: network.no_proxy.not_understood().join(", "),
        })
    }

    /// A client of the HTTP library, which has no connection yet.
    fn client(&self, opened: OpenedConnections) -> Result<reqwest::Client, String> {
        let builder = reqwest::Client::builder()
            .user_agent(USER_AGENT)
            .connect_timeout(self.connect_timeout)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .dns_resolver(Arc::new(Resolver))
            .tls_backend_preconfigured(self.trust.config.clone())
            .no_proxy()
            .connector_layer(opened);
        let builder = match &self.proxy {
            Some(proxy) => builder.proxy(proxy_rule(proxy)?),
            None => builder,
        };
        builder.build().map_err(|error| cannot_set_up(innermost(&error)))
    }
}

fn cannot_set_up(why: impl std::fmt::Display) -> String {
    format!("the network client cannot be set up: {why}")
}

/// A connection to a server, which is opened by the first request and again where the server closed
/// it. One request at a time uses it.
pub(super) struct Connection {
    setup: Arc<Setup>,
    runtime: Option<Runtime>,
    http: reqwest::Client,
    /// How often `http` opened a connection.
    opened: OpenedConnections,
    /// True if the server has been seen to keep a connection open after a response.
    keeps_open: AtomicBool,
}

impl Drop for Connection {
    fn drop(&mut self) {
        // A look-up of a name may hang in the system; the program does not wait for it.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Connection {
    /// Prepares a connection. Nothing is connected yet.
    ///
    /// # Errors
    /// A sentence, when the proxy cannot be used.
    pub(super) fn new(setup: Arc<Setup>) -> Result<Self, String> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build()
            .map_err(cannot_set_up)?;
        let opened = OpenedConnections::default();
        let http = setup.client(opened.clone())?;
        let keeps_open = AtomicBool::new(false);
        Ok(Self { setup, runtime: Some(runtime), http, opened, keeps_open })
    }

    /// The output of a future, or `None` when the deadline comes first.
    pub(super) fn block_on<T>(
        &self,
        deadline: Instant,
        future: impl Future<Output = Result<T, Failure>>,
    ) -> Option<Result<T, Failure>> {
        let Some(runtime) = &self.runtime else {
            let why = "the program is ending".to_owned();
            return Some(Err(Failure::before_sending(Problem::Setup(why))));
        };
        let limit = tokio::time::Instant::from_std(deadline);
        // The timer of `timeout_at` must be made inside of the runtime.
        runtime.block_on(async {
            let result = tokio::time::timeout_at(limit, future).await;
            // The HTTP library notes that the connection can be used again.
            tokio::task::yield_now().await;
            result.ok()
        })
    }

    /// Sends a request, and waits for the head of the response. A POST goes through a connection
    /// of its own unless the server has been seen to keep connections open: one that closes them
    /// without a word would never get it.
    pub(super) async fn send(
        &self,
        request: &Request,
        url: &Url,
        token: Option<&Token>,
    ) -> Result<Response, Failure> {
        let may_reuse = request.method == Method::GET || self.keeps_open.load(Relaxed);
        let fresh;
        let http = if may_reuse {
            &self.http
        } else {
            fresh = self
                .setup
                .client(OpenedConnections::default())
                .map_err(|why| Failure::before_sending(Problem::Setup(why)))?;
            &fresh
        };
        let mut builder = http
            .request(request.method.clone(), url.clone())
            .header(ACCEPT, HeaderValue::from_static("application/json"));
        if let Some(token) = token {
            let mut value = HeaderValue::from_str(&token.header()).map_err(|_| {
                let why = "the token cannot be sent in a header".to_owned();
                Failure::before_sending(Problem::Setup(why))
            })?;
            value.set_sensitive(true);
            builder = builder.header(AUTHORIZATION, value);
        }
        if let Some(json) = &request.json {
            builder = builder
                .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
                .body(json.clone());
        } else if request.method == Method::POST {
            // Some servers refuse a POST that does not say how long its body is.
            builder = builder.header(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        let opened_before = self.opened.count();
        let result = builder.send().await.map_err(|error| self.failure(&error));
        if result.is_err() {
            self.keeps_open.store(false, Relaxed);
        } else if may_reuse && self.opened.count() == opened_before {
            self.keeps_open.store(true, Relaxed);
        }
        result
    }

    /// The whole body of a response. `take` receives each part of it, and may refuse it.
    pub(super) async fn receive(
        &self,
        response: &mut Response,
        take: impl Fn(u64) -> Result<(), Problem>,
    ) -> Result<Vec<u8>, Failure> {
        let announced = response.content_length().unwrap_or(0).min(LARGEST_RESPONSE);
        let mut body = Vec::with_capacity(usize::try_from(announced).unwrap_or(0));
        while let Some(chunk) = self.next_chunk(response).await? {
            take(chunk.len() as u64).map_err(Failure::after_sending)?;
            if body.len() as u64 + chunk.len() as u64 > LARGEST_RESPONSE {
                return Err(Failure::after_sending(Problem::TooLarge(LARGEST_RESPONSE)));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }

    /// The body of a response up to a number of bytes. The rest is not read.
    pub(super) async fn receive_start(
        &self,
        response: &mut Response,
        limit: u64,
    ) -> Result<Vec<u8>, Failure> {
        let mut body = Vec::new();
        while let Some(chunk) = self.next_chunk(response).await? {
            body.extend_from_slice(&chunk);
            if body.len() as u64 >= limit {
                break;
            }
        }
        Ok(body)
    }

    pub(super) async fn next_chunk(
        &self,
        response: &mut Response,
    ) -> Result<Option<impl AsRef<[u8]> + std::ops::Deref<Target = [u8]> + use<>>, Failure> {
        response.chunk().await.map_err(|error| {
            self.keeps_open.store(false, Relaxed);
            Failure::after_sending(body_problem(&error))
        })
    }

    /// Translates an error of the HTTP library, and says whether the request may have been sent.
    /// Only an error of connecting, the TLS handshake included, comes before that.
    fn failure(&self, error: &reqwest::Error) -> Failure {
        Failure { problem: self.problem(error), was_sent: !error.is_connect() }
    }

    fn problem(&self, error: &reqwest::Error) -> Problem {
        let proxy = self.setup.proxy.as_ref().map(|proxy| proxy.variable);
        if let Some(name) =
            error_chain(error).find_map(|cause| cause.downcast_ref::<LookupFailed>())
        {
            return match proxy {
                Some(variable) if name.0 != self.setup.host => {
                    self.proxy_problem(variable, format!("its name {} is not found (DNS)", name.0))
                }
                Some(_) | None => Problem::Dns(name.0.clone()),
            };
        }
        match tls_problem(error) {
            Some(TlsProblem::UnknownIssuer(_)) => {
                let unusable = self.setup.trust.unusable.clone();
                return Problem::Tls(TlsProblem::UnknownIssuer(unusable));
            }
            Some(problem) => return Problem::Tls(problem),
            None => {}
        }
        if error.is_timeout() {
            return Problem::Timeout(self.setup.named_timeout);
        }
        if error.is_connect() {
            let why = reason(error);
            return match proxy {
                Some(variable) => self.proxy_problem(variable, proxy_words(why)),
                None => Problem::Connect(why),
            };
        }
        broken(error)
    }

    fn proxy_problem(&self, variable: &str, why: String) -> Problem {
        let not_understood = &self.setup.not_understood;
        let why = if not_understood.is_empty() {
            why
        } else {
            format!("{why} (NO_PROXY has entries that are not understood: {not_understood})")
        };
        Problem::Proxy(variable.to_owned(), why)
    }
}

/// The HTTP library's words for a proxy's refusal, in plain ones. Its errors have no public type.
fn proxy_words(why: String) -> String {
    match why.as_str() {
        "tunnel error: proxy authorization required" => {
            "it asks for a user name and a password (407)".to_owned()
        }
        "tunnel error: unsuccessful" => {
            "it refuses to connect to the server (its answer to CONNECT is not 200)".to_owned()
        }
        _ => why,
    }
}

fn proxy_rule(proxy: &Proxy) -> Result<reqwest::Proxy, String> {
    reqwest::Proxy::all(proxy.url.clone())
        .map_err(|_| format!("the proxy of {} cannot be used", proxy.variable))
}

/// Counts the connections that a client opens.
#[derive(Clone, Default)]
struct OpenedConnections(Arc<AtomicUsize>);

impl OpenedConnections {
    fn count(&self) -> usize {
        self.0.load(Relaxed)
    }
}

impl<S> Layer<S> for OpenedConnections {
    type Service = CountingConnector<S>;

    fn layer(&self, connector: S) -> Self::Service {
        CountingConnector { connector, opened: self.clone() }
    }
}

/// A connector that counts how often it is used.
#[derive(Clone)]
struct CountingConnector<S> {
    connector: S,
    opened: OpenedConnections,
}

impl<S: Service<T>, T> Service<T> for CountingConnector<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.connector.poll_ready(context)
    }

    fn call(&mut self, target: T) -> S::Future {
        self.opened.0.fetch_add(1, Relaxed);
        self.connector.call(target)
    }
}

/// The system's resolver of names, with an error of its own type.
struct Resolver;

#[derive(Debug, thiserror::Error)]
#[error("no address for {0}")]
struct LookupFailed(String);

impl reqwest::dns::Resolve for Resolver {
    fn resolve(&self, name: reqwest::dns::Name) -> reqwest::dns::Resolving {
        // A SOCKS proxy's target may be an IPv6 address, still in its brackets.
        let host = name.as_str().trim_matches(['[', ']']).to_owned();
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
