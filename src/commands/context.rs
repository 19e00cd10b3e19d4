//! The input of every command ([`Context`]) and its result ([`Outcome`]).

use std::sync::Arc;

use anyhow::Result;
use jiff::Timestamp;

use crate::credentials::{ApiUrl, Scheme};
use crate::output::{Theme, View, long_time};
use crate::settings::{Server, Settings};
use crate::ui::Ui;
use crate::values::{Format, Source};
use crate::waldur::{Client, Observer, ServerFacts};

/// The input of every command.
pub struct Context<'a> {
    /// The settings.
    pub settings: &'a Settings,
    /// How times and texts are put.
    pub theme: &'a Theme,
    /// Who hears of requests.
    pub observer: Arc<dyn Observer>,
    /// The user at the terminal.
    pub ui: &'a mut Ui,
}

impl Context<'_> {
    /// The time that counts as now.
    pub fn now(&self) -> Timestamp {
        self.settings.now
    }

    /// The time by the clock, for a command that goes on.
    pub fn clock(&self) -> Timestamp {
        self.settings.clock()
    }

    /// A caller of the server in use, with its token.
    ///
    /// # Errors
    /// When nobody is logged in, or the token must not be sent there.
    pub fn client(&self) -> Result<(Client, Server)> {
        let server = self.settings.server()?;
        Ok((self.client_of(&server), server))
    }

    /// A caller of this server, with its token.
    pub fn client_of(&self, server: &Server) -> Client {
        let token = &server.token.value;
        let facts = ServerFacts {
            profile: server.profile.clone(),
            host: server.api.value.host(),
            origin: server.api.value.origin(),
            address_source: server.api.source.clone(),
            token_source: Some(server.token.source.clone()),
            token_expiry: token
                .expires_at()
                .map(|at| (at, format!("it has expired ({})", long_time(at, &self.theme.zone)))),
            portal: server.portal.clone(),
            token_page: token.scheme().page(),
        };
        Client::new(
            server.api.value.clone(),
            Some(token.clone()),
            facts,
            self.settings.network_of(&server.profile),
            self.settings.clock_source(),
            Arc::clone(&self.observer),
        )
    }

    /// A caller without a token.
    pub fn anonymous_client(&self, profile: &str, api: ApiUrl, address_source: &Source) -> Client {
        let facts = ServerFacts {
            profile: profile.to_owned(),
            host: api.host(),
            origin: api.origin(),
            address_source: address_source.clone(),
            token_source: None,
            token_expiry: None,
            portal: None,
            token_page: Scheme::Token.page(),
        };
        Client::new(
            api,
            None,
            facts,
            self.settings.network_of(profile),
            self.settings.clock_source(),
            Arc::clone(&self.observer),
        )
    }

    /// The form of output, where none was asked for: for a person, or for a program.
    pub fn format(&self, asked_for: Option<Format>) -> Format {
        asked_for.unwrap_or(if self.settings.streams.stdout_is_terminal {
            Format::Table
        } else {
            Format::Tsv
        })
    }
}

/// The result of a command.
#[derive(Debug)]
pub struct Outcome {
    /// For standard output.
    pub view: View,
    /// For standard error, unless `--quiet`.
    pub messages: Vec<String>,
    /// For standard error on a terminal only, unless `--quiet`.
    pub footer: Option<String>,
    /// Errors of single ones of the things that were asked for.
    pub failures: Vec<anyhow::Error>,
    /// The first of the failures that the view tells of itself: it is not said again, and gives
    /// the exit code.
    pub reported: Option<anyhow::Error>,
    /// True if nothing of what was asked for succeeded, whatever the view shows.
    pub all_failed: bool,
    /// True if the view may go through a pager.
    pub may_page: bool,
    /// Work that is left once the view was printed.
    pub afterwards: Option<Afterwards>,
    /// True if `--exit-status` shall say that there is work.
    pub work_waits: bool,
}

/// Work that remains once the view is printed.
pub struct Afterwards(pub Box<dyn FnOnce() -> Result<()>>);

impl std::fmt::Debug for Afterwards {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Afterwards")
    }
}

impl Outcome {
    /// An outcome that is all view.
    pub fn new(view: View) -> Self {
        Self {
            all_failed: matches!(view, View::Nothing),
            view,
            messages: Vec::new(),
            footer: None,
            failures: Vec::new(),
            reported: None,
            may_page: false,
            afterwards: None,
            work_waits: false,
        }
    }

    /// An outcome without anything but failures.
    pub fn all_failed(failures: Vec<anyhow::Error>) -> Self {
        Self { failures, ..Self::new(View::Nothing) }
    }

    /// Adds a message.
    #[must_use]
    pub fn message(mut self, text: impl Into<String>) -> Self {
        self.messages.push(text.into());
        self
    }
}
