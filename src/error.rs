//! The user error: a problem outside of the API, with its kind, its cause and hints.
//!
//! Every module reports such a problem as a [`UserError`]; only [`crate::report`] knows which exit
//! code a kind has.

use std::fmt;

/// The kinds of problem that a script may want to tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// The command line asks for something that does not exist or does not fit.
    Usage,
    /// A variable or a file holds something that cannot be used.
    Configuration,
    /// The named thing is not there.
    NotFound,
    /// The name fits several things.
    Ambiguous,
    /// There is no token for the server.
    NotLoggedIn,
    /// The server would refuse it, or did.
    Refused,
    /// The server failed, and what was asked for did not happen.
    ServerFailed,
    /// A request was lost, and what came of it is not known.
    NotKnown,
    /// The user stopped it.
    Interrupted,
    /// A file could not be read or written.
    File,
}

/// An error message: the cause, then hints.
#[derive(Debug, PartialEq, Eq)]
pub struct UserError {
    /// The kind, which decides on the exit code.
    pub kind: ErrorKind,
    /// One sentence, lower case, without a full stop.
    pub message: String,
    /// Lines that say what to do, in the order to try them.
    pub hints: Vec<String>,
}

impl UserError {
    /// An error of this kind without hints.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hints: Vec::new() }
    }

    /// The command line asks for something that cannot be.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Usage, message)
    }

    /// A variable or a settings file is wrong.
    pub fn configuration(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Configuration, message)
    }

    /// A file could not be read or written.
    pub fn file(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::File, message)
    }

    /// Adds a hint.
    #[must_use]
    pub fn hint(mut self, line: impl Into<String>) -> Self {
        self.hints.push(line.into());
        self
    }
}

impl fmt::Display for UserError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for UserError {}

/// Hints for an error of any kind: its context, printed after the error's own hints.
#[derive(Debug)]
pub struct Hints(pub Vec<String>);

impl Hints {
    /// Adds a hint to an error, after those that it has.
    pub fn add(mut error: anyhow::Error, hint: String) -> anyhow::Error {
        if let Some(Self(hints)) = error.downcast_mut() {
            hints.push(hint);
            return error;
        }
        error.context(Self(vec![hint]))
    }
}

impl fmt::Display for Hints {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.join("; "))
    }
}
