//! The tray: what a command is given, and what it gives back.

use std::ffi::OsString;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use jiff::Timestamp;

use crate::credentials::{ApiUrl, Scheme};
use crate::output::{Theme, View, long_time};
use crate::settings::{Server, Settings};
use crate::values::Format;
use crate::waldur::{Client, Observer, ServerFacts};

/// Asks the person at the terminal.
pub trait Asker {
    /// A line that is shown while it is typed.
    ///
    /// # Errors
    /// When the person gives up or input ends.
    fn line(&mut self, question: &str) -> Result<String>;
    /// A line that is hidden while it is typed.
    ///
    /// # Errors
    /// As [`Asker::line`].
    fn secret(&mut self, question: &str) -> Result<String>;
    /// Shows something before a question.
    ///
    /// # Errors
    /// When standard error cannot be written.
    fn show(&mut self, page: &View) -> Result<()>;
    /// From now on Ctrl-C does not end the program but is told by [`Asker::interrupted`].
    fn watch_interrupts(&mut self);
    /// Whether Ctrl-C was pressed since it is watched.
    fn interrupted(&self) -> bool;
    /// Opens a page in the person's browser; says whether that could be tried.
    fn open(&mut self, url: &str) -> bool;
    /// Lets the person edit a file with their own editor; says whether the editor succeeded.
    ///
    /// # Errors
    /// When there is no editor, or it cannot be started.
    fn edit(&mut self, path: &Path) -> Result<bool>;
    /// Prints something at once, for a command that goes on; says whether anybody still reads.
    ///
    /// # Errors
    /// When standard output cannot be written.
    fn print(&mut self, view: View) -> Result<bool>;
    /// Says something at once, unless `--quiet`.
    fn say(&mut self, line: &str);
    /// Lets time pass.
    fn wait(&mut self, span: Duration);
    /// Runs a program with these variables, not through a shell and without input; what it prints
    /// goes to standard error. Says what is to be said of its end, if anything.
    fn execute(
        &mut self,
        words: &[OsString],
        variables: &[(&'static str, String)],
    ) -> Option<String>;
    /// All of standard input, at most so many bytes.
    ///
    /// # Errors
    /// When it cannot be read, is longer, or is not UTF-8.
    fn standard_input(&mut self, most: u64) -> Result<String>;
}

/// What every command is given.
pub struct Context<'a> {
    /// What was decided before.
    pub settings: &'a Settings,
    /// How times and texts are put.
    pub theme: &'a Theme,
    /// Who hears of requests.
    pub observer: Arc<dyn Observer>,
    /// Who asks.
    pub asker: &'a mut dyn Asker,
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
            address_source: server.api.source.to_string(),
            token_source: Some(server.token.source.to_string()),
            token_ended: token
                .expires_at()
                .filter(|at| *at <= self.now())
                .map(|at| format!("it has expired ({})", long_time(at, &self.theme.zone))),
            portal: server.portal.clone(),
            token_page: token.scheme().page(),
        };
        Client::new(
            server.api.value.clone(),
            Some(token.clone()),
            facts,
            self.settings.network_of(&server.profile),
            self.now(),
            Arc::clone(&self.observer),
        )
    }

    /// A caller without a token.
    pub fn anonymous_client(&self, profile: &str, api: ApiUrl, address_source: &str) -> Client {
        let facts = ServerFacts {
            profile: profile.to_owned(),
            host: api.host(),
            origin: api.origin(),
            address_source: address_source.to_owned(),
            token_source: None,
            token_ended: None,
            portal: None,
            token_page: Scheme::Token.page(),
        };
        Client::new(
            api,
            None,
            facts,
            self.settings.network_of(&self.settings.profile.value),
            self.now(),
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

/// What a command gives back.
#[derive(Debug)]
pub struct Outcome {
    /// For standard output.
    pub view: View,
    /// For standard error, unless `--quiet`.
    pub messages: Vec<String>,
    /// For standard error on a terminal only, unless `--quiet`.
    pub footer: Option<String>,
    /// What went wrong with single ones of what was asked for.
    pub failures: Vec<anyhow::Error>,
    /// The first of the failures that the view tells of itself: it is not said again, and gives
    /// the exit code.
    pub told: Option<anyhow::Error>,
    /// Whether nothing of what was asked for succeeded, whatever the view shows.
    pub all_failed: bool,
    /// Whether the view may go through a pager.
    pub may_page: bool,
    /// What is left to do once the view was printed.
    pub afterwards: Option<Afterwards>,
    /// Whether `--exit-status` shall say that there is work.
    pub work_waits: bool,
}

/// What remains to be done once the view is printed.
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
            told: None,
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
