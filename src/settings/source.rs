//! Where a value came from.

use std::fmt;

/// Where a value came from, for `auth status` and for error messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A flag of the command line.
    Flag(&'static str),
    /// An environment variable.
    Variable(&'static str),
    /// `credentials.toml`.
    Credentials,
    /// `config.toml`.
    Config,
    /// The profile's `token_command`.
    TokenCommand,
    /// The demo server inside the program.
    #[cfg(feature = "demo")]
    Demo,
    /// Nothing said otherwise.
    Default,
}

impl fmt::Display for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Flag(name) | Self::Variable(name) => name,
            Self::Credentials => "credentials.toml",
            Self::Config => "config.toml",
            Self::TokenCommand => "token_command",
            #[cfg(feature = "demo")]
            Self::Demo => "--demo",
            Self::Default => "default",
        })
    }
}

/// A value and where it came from.
#[derive(Debug, Clone)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it came from.
    pub source: Source,
}
