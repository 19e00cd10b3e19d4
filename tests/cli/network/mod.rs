//! The network: failures, retries, redirects, TLS, proxies.

mod connections;
mod proxy;
mod responses;
mod rounds;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::support::{Invocation, Ran, Response, Sandbox, Server, TOKEN, answer};

const LIST: &str = "/api/my-assignment-batches/";

const BATCH: &str = "8a577869a7c74a7494c19336f75f6551";

/// Longer than the program waits in any of these tests.
const LONG: Duration = Duration::from_secs(15);

/// `batches list` of somebody who is logged in there.
fn list(server: &Server) -> Ran {
    command(server).run()
}

fn command(server: &Server) -> Invocation {
    let sandbox = Sandbox::new();
    sandbox.logged_in(server);
    sandbox.command(["batches", "list"])
}

/// The same of an address that may be nobody's, by variables.
fn list_at(url: &str) -> Invocation {
    Sandbox::new()
        .command(["batches", "list"])
        .env("WALDUR_API_URL", url)
        .env("WALDUR_ACCESS_TOKEN", TOKEN)
}

/// A server that always gives this recorded answer.
fn always(name: &'static str) -> Server {
    Server::start(move |_| answer(name))
}

/// A server that gives these answers in turn, the last one for ever.
fn in_turn(responses: Vec<Response>) -> Server {
    let next = AtomicUsize::new(0);
    Server::start(move |_| {
        let number = next.fetch_add(1, Ordering::SeqCst);
        responses[number.min(responses.len() - 1)].clone()
    })
}
