//! The terminal: questions, the progress line, the lines of `--verbose`, the editor, the browser,
//! the pager, and other child processes.

mod browser;
mod editor;
mod exec;
mod pager;
mod progress;
mod prompt;
mod signals;

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use terminal_size::{Height, Width, terminal_size, terminal_size_of};

use crate::error::{ErrorKind, UserError};
use crate::filter::OutputFilter;
use crate::output::{self, Theme, View, render};
use crate::settings::Settings;
use crate::waldur::Observer;
pub use pager::page;
pub use progress::Progress;
use progress::Requests;
use prompt::NoAnswer;
pub use signals::Signals;

/// Columns and rows of the user's terminal.
pub fn size() -> Option<(u16, u16)> {
    // In `… | less` standard output is no terminal, but standard error still is.
    let (Width(width), Height(height)) =
        terminal_size().or_else(|| terminal_size_of(io::stderr()))?;
    (width > 0).then_some((width, height))
}

/// The user at the terminal, as a command meets them.
pub struct Ui {
    signals: Signals,
    /// Of standard error.
    theme: Theme,
    /// Of standard output.
    output: Theme,
    /// Applied to JSON that is printed at once.
    filter: Option<Rc<OutputFilter>>,
    progress: Arc<Progress>,
    quiet: bool,
    verbose: bool,
    editor: Option<String>,
    has_browser: bool,
    /// The commands in `BROWSER`.
    browser: Option<String>,
}

impl Ui {
    /// A user interface with these settings; `theme` is of standard error, `output` of standard
    /// output.
    pub fn new(
        signals: Signals,
        theme: Theme,
        output: Theme,
        filter: Option<Rc<OutputFilter>>,
        settings: &Settings,
    ) -> Self {
        let display = &settings.display;
        let shows_progress = settings.streams.stderr_is_terminal
            && display.animated
            && !settings.verbose
            && !settings.quiet;
        Self {
            signals,
            theme,
            output,
            filter,
            progress: Arc::new(Progress::new(shows_progress)),
            quiet: settings.quiet,
            verbose: settings.verbose,
            editor: display.editor.clone(),
            has_browser: display.has_browser,
            browser: display.browser.clone(),
        }
    }

    /// The observer of requests that belongs to this user interface.
    pub fn observer(&self) -> Arc<dyn Observer> {
        Arc::new(Requests::new(self.verbose, Arc::clone(&self.progress)))
    }

    /// Says on the progress line how far the work is, such as `checking 7 of 18`.
    pub fn progress(&self, text: &str) {
        self.progress.say(text);
    }

    /// Shows a bar of so many bytes on the progress line. Threads move it by
    /// [`Progress::add_bytes`].
    pub fn expect_bytes(&self, text: &str, total: u64) -> Arc<Progress> {
        self.progress.expect_bytes(text, total);
        Arc::clone(&self.progress)
    }

    /// Takes the progress line away, before something else is written.
    pub fn clear_progress(&self) {
        self.progress.clear();
    }

    /// Asks for a line that is shown while it is typed.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::Interrupted`] when the user gives up or input ends.
    pub fn line(&mut self, question: &str) -> Result<String> {
        self.clear_progress();
        let question = output::question(question, &self.theme);
        let answer = prompt::line(&question, &self.signals).map_err(no_answer)?;
        Ok(answer.trim().to_owned())
    }

    /// Asks for a line that is hidden while it is typed.
    ///
    /// # Errors
    /// As [`Ui::line`].
    pub fn secret(&mut self, question: &str) -> Result<String> {
        self.clear_progress();
        let question = output::question(question, &self.theme);
        prompt::hidden_line(&question, &self.signals).map_err(no_answer)
    }

    /// Shows something before a question, on standard error.
    ///
    /// # Errors
    /// When standard error cannot be written.
    pub fn show(&mut self, page: &View) -> Result<()> {
        self.clear_progress();
        Ok(render(page, &self.theme, &mut io::stderr().lock())?)
    }

    /// From now on SIGINT, SIGTERM and SIGHUP do not end the program but are reported by
    /// [`Ui::interrupted`].
    pub fn watch_interrupts(&mut self) {
        self.signals.defer_until_end();
    }

    /// Returns whether a signal came since [`Ui::watch_interrupts`].
    pub fn interrupted(&self) -> bool {
        self.signals.noted().is_some()
    }

    /// Opens a page in the user's browser; says whether that could be tried.
    pub fn open(&mut self, url: &str) -> bool {
        self.clear_progress();
        self.has_browser && browser::open(url, self.browser.as_deref(), &self.signals)
    }

    /// Lets the user edit a file with their own editor; says whether the editor succeeded.
    ///
    /// # Errors
    /// A configuration error when the editor cannot be started.
    pub fn edit(&mut self, path: &Path) -> Result<bool> {
        self.clear_progress();
        editor::edit(path, self.editor.as_deref(), &self.signals)
    }

    /// Prints something at once, for a command that goes on; says whether anybody still reads.
    ///
    /// # Errors
    /// When standard output cannot be written, or the filter does not fit the document.
    pub fn print(&mut self, view: View) -> Result<bool> {
        self.clear_progress();
        let view = match &self.filter {
            Some(filter) => filter.apply(&view)?.unwrap_or(view),
            None => view,
        };
        let mut out = io::stdout().lock();
        match render(&view, &self.output, &mut out).and_then(|()| out.flush()) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
            Err(error) => Err(anyhow::Error::from(error).context("cannot write the output")),
        }
    }

    /// Says something at once on standard error, unless `--quiet`.
    pub fn say(&mut self, line: &str) {
        self.clear_progress();
        if !self.quiet {
            let _ = writeln!(io::stderr().lock(), "{}", self.theme.line(line));
        }
    }

    /// Lets time pass, until a signal comes that does not end the program.
    pub fn wait(&mut self, span: Duration) {
        self.clear_progress();
        self.signals.sleep(span);
    }

    /// Runs a program with these variables, not through a shell and without input; what it prints
    /// goes to standard error. Returns a warning about its end, if there is any.
    pub fn execute(
        &mut self,
        words: &[OsString],
        variables: &[(&'static str, String)],
    ) -> Option<String> {
        self.clear_progress();
        exec::run_hook(words, variables)
    }

    /// Reads all of standard input, at most so many bytes.
    ///
    /// # Errors
    /// When it cannot be read; a usage error when it is longer, or is not UTF-8.
    #[expect(clippy::unused_self, reason = "standard input belongs to the user interface")]
    pub fn standard_input(&mut self, most: u64) -> Result<String> {
        let mut bytes = Vec::new();
        io::stdin().lock().take(most + 1).read_to_end(&mut bytes)?;
        // A text that is cut would be taken for the whole, and nobody would know.
        if bytes.len() as u64 > most {
            return Err(UserError::usage(format!(
                "standard input is longer than {} KiB",
                most >> 10
            ))
            .into());
        }
        String::from_utf8(bytes)
            .map_err(|_| UserError::usage("standard input is not UTF-8 text").into())
    }
}

fn no_answer(reason: NoAnswer) -> anyhow::Error {
    match reason {
        NoAnswer::Interrupted | NoAnswer::EndOfInput => {
            UserError::new(ErrorKind::Interrupted, "stopped; nothing was changed").into()
        }
        NoAnswer::Failed(error) => anyhow::Error::from(error).context("cannot ask at the terminal"),
    }
}
