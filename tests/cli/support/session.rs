//! The fixture of most tests: a server, and a user who is logged in to it.

use std::ops::Deref;

use super::http::{Request, Response};
use super::ran::Ran;
use super::sandbox::Sandbox;
use super::server::Server;

/// A server, and a home in which the login to it is stored (profile `default`). The home's methods
/// are the session's, so `session.command(["batches", "list"])` is the program of that user.
pub struct Session {
    pub server: Server,
    pub sandbox: Sandbox,
}

impl Session {
    /// Stores a login to this server in a new home.
    pub fn new(server: Server) -> Self {
        let sandbox = Sandbox::new();
        sandbox.logged_in(&server);
        Self { server, sandbox }
    }

    /// Starts a server that answers in this way, and stores a login to it.
    pub fn start(handler: impl Fn(&Request) -> Response + Send + Sync + 'static) -> Self {
        Self::new(Server::start(handler))
    }

    /// Runs the program with these words as its arguments.
    pub fn run(&self, words: &str) -> Ran {
        self.command(words.split_whitespace()).run()
    }
}

impl Deref for Session {
    type Target = Sandbox;

    fn deref(&self) -> &Sandbox {
        &self.sandbox
    }
}
