//! `auth login`, `auth renew`, `auth status`, `auth logout` and `auth token`.

mod address;
#[cfg(unix)]
mod at_a_terminal;
mod login;
#[cfg(unix)]
mod long_lived;
mod status;

use crate::support::{Ran, Request, Sandbox, Server};

const LIST: &str = "/api/my-assignment-batches/";

const STORED: &str = "config/credentials.toml";

/// Logs in with this on standard input.
fn login(sandbox: &Sandbox, url: &str, token: &str) -> Ran {
    sandbox.command(["auth", "login", "--url", url, "--with-token"]).stdin(token).run()
}

/// The same with more arguments.
fn login_with(sandbox: &Sandbox, url: &str, token: &str, flags: &[&str]) -> Ran {
    let command = sandbox.command(["auth", "login", "--url", url, "--with-token"]);
    command.args(flags).stdin(token).run()
}

fn authorizations(server: &Server) -> Vec<Option<String>> {
    let header = |request: &Request| request.header("authorization").map(str::to_owned);
    server.requests().iter().map(header).collect()
}
