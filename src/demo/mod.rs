//! `--demo`: a built-in demo server, so that everything can be tried without an account.
//!
//! It listens on a loopback port of this process and speaks real HTTP/1.1, with the shapes, the
//! rules and the refusals of a Waldur server. Its data is invented, lives in memory, and is new at
//! each start.

use std::collections::hash_map::RandomState;
use std::convert::Infallible;
use std::hash::{BuildHasher as _, Hasher as _};
use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, header};
use hyper_util::rt::{TokioIo, TokioTimer};
use jiff::Timestamp;
use tokio::net::TcpListener;

mod api;
mod data;
mod seed;
#[cfg(test)]
mod tests;

use api::ApiRequest;
use api::response::ApiResponse;
use api::state::State;
pub use api::state::TokenPolicy;

/// Longest request body read, in bytes.
const MAX_BODY: usize = 1 << 20;

/// A running demo server; it ends with the process.
pub struct Demo {
    /// The API's address with its final slash, for instance `http://127.0.0.1:43127/api/`.
    pub api: String,
    /// The reviewer's classic token (40 hex characters), for `Authorization: Token …`.
    pub token: String,
    thread: JoinHandle<()>,
}

impl Demo {
    /// Blocks for ever: the process ends by a signal.
    pub fn wait(self) {
        // The thread's own panic, were there one, has been reported by the thread.
        drop(self.thread.join());
    }
}

/// Starts the server in a thread of its own and returns once it listens on `127.0.0.1`.
///
/// `port` is the TCP port, `None` for a free one. `now` is the time base of the data: deadlines
/// are relative to it, and the server's clock is `now` plus the time since the start.
/// `tokens`: what the site allows of personal access tokens.
/// `has_second_tab`: each review is changed between the first two times that it is read.
///
/// # Errors
/// When the port cannot be bound (taken, or not permitted), or the thread cannot be made.
pub fn start(
    port: Option<u16>,
    now: Timestamp,
    has_second_tab: bool,
    tokens: TokenPolicy,
) -> io::Result<Demo> {
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port.unwrap_or(0)))?;
    listener.set_nonblocking(true)?;
    let origin = format!("http://{}", listener.local_addr()?);
    let api = format!("{origin}/api/");
    let token = new_token();
    let state = seed::state(origin, token.clone(), new_token(), now, has_second_tab, tokens);
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    let listener = {
        let _inside = runtime.enter();
        TcpListener::from_std(listener)?
    };
    let thread = thread::Builder::new()
        .name("demo".to_owned())
        .spawn(move || runtime.block_on(serve(listener, Arc::new(Mutex::new(state)))))?;
    Ok(Demo { api, token, thread })
}

/// A new token: 40 hex characters that another user of this computer cannot guess.
///
/// It guards invented data behind a loopback port until the process ends, so the standard
/// library's hash keys, which the system seeds at random, are secret enough: no crate is needed.
fn new_token() -> String {
    let part = || RandomState::new().build_hasher().finish();
    let mut token = format!("{:016x}{:016x}{:016x}", part(), part(), part());
    token.truncate(40);
    token
}

async fn serve(listener: TcpListener, state: Arc<Mutex<State>>) {
    loop {
        // Too many open files passes; asking again at once would only spin.
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let state = Arc::clone(&state);
        tokio::spawn(async move {
            let service = service_fn(move |request| serve_request(request, Arc::clone(&state)));
            // hyper answers what is not HTTP with 400 itself; a broken connection is its
            // client's loss only.
            let _ended = http1::Builder::new()
                .timer(TokioTimer::new())
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

async fn serve_request(
    request: Request<Incoming>,
    state: Arc<Mutex<State>>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let found = match Limited::new(body, MAX_BODY).collect().await {
        Ok(body) => {
            let request = ApiRequest {
                method: head.method.as_str(),
                path: head.uri.path(),
                query: head.uri.query().unwrap_or_default(),
                authorization: head
                    .headers
                    .get(header::AUTHORIZATION)
                    .map(header::HeaderValue::as_bytes),
                content_type: head
                    .headers
                    .get(header::CONTENT_TYPE)
                    .and_then(|value| value.to_str().ok())
                    .unwrap_or_default(),
                body: &body.to_bytes(),
            };
            let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
            api::respond(&mut state, &request)
        }
        Err(_) => ApiResponse::html(413, "<h1>413 Request Entity Too Large</h1>\n"),
    };
    let mut response = Response::builder().status(found.status);
    for (name, value) in &found.headers {
        response = response.header(*name, value);
    }
    Ok(response.body(Full::from(found.body)).unwrap_or_else(|_| Response::new(Full::default())))
}
