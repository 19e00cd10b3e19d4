//! Requests as the user sees them: one progress line for the whole command, or the lines of
//! `--verbose`.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::output::sanitize_line;
use crate::waldur::{Exchange, Observer};

/// Work that is done sooner shows no progress line.
const DELAY: Duration = Duration::from_millis(300);

/// The line while files come, in at most 80 columns.
const BYTES: &str = "{spinner} {msg:.32} [{bar:16}] {bytes} of {total_bytes}";

/// The progress line of a command, on standard error. It appears when the work has lasted 300 ms,
/// and stays until it is cleared: before each output, question or child process.
#[derive(Default)]
pub struct Progress {
    enabled: bool,
    line: Mutex<Option<Line>>,
}

impl Progress {
    /// A progress line, or none where it is not enabled.
    pub fn new(enabled: bool) -> Self {
        Self { enabled, line: Mutex::default() }
    }

    /// Shows that the command waits for a server, unless the line says more already.
    fn wait_for_server(&self) {
        self.with_line(|_| {});
    }

    /// Says how far the work is.
    pub fn say(&self, text: &str) {
        self.with_line(|line| {
            line.bar.set_style(ProgressStyle::default_spinner());
            line.bar.set_message(sanitize_line(text).into_owned());
        });
    }

    /// Shows a bar of so many bytes, none of which have come.
    pub fn expect_bytes(&self, text: &str, total: u64) {
        self.with_line(|line| {
            // The template is a constant with known keys.
            if let Ok(style) = ProgressStyle::with_template(BYTES) {
                line.bar.set_style(style.progress_chars("=> "));
            }
            line.bar.set_message(sanitize_line(text).into_owned());
            line.bar.set_length(total);
            line.bar.set_position(0);
        });
    }

    /// Moves the bar by so many bytes.
    pub fn add_bytes(&self, bytes: u64) {
        self.with_line(|line| line.bar.inc(bytes));
    }

    /// Takes the line away.
    pub fn clear(&self) {
        *self.line.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn with_line(&self, change: impl FnOnce(&Line)) {
        if self.enabled {
            let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
            change(line.get_or_insert_with(Line::start));
        }
    }
}

/// A line that is, or will be, on the terminal. It disappears when dropped.
struct Line {
    bar: ProgressBar,
    end: Option<mpsc::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Line {
    fn start() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden())
            .with_style(ProgressStyle::default_spinner())
            .with_message("waiting for the server");
        let (end, ended) = mpsc::channel::<()>();
        let shown = bar.clone();
        let thread = std::thread::spawn(move || {
            if ended.recv_timeout(DELAY) == Err(mpsc::RecvTimeoutError::Timeout) {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.enable_steady_tick(Duration::from_millis(120));
                let _ = ended.recv();
            }
        });
        Self { bar, end: Some(end), thread: Some(thread) }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        self.bar.finish_and_clear();
    }
}

/// Observes requests: a line for each with `--verbose`, else the progress line.
pub struct Requests {
    verbose: bool,
    progress: Arc<Progress>,
}

impl Requests {
    /// An observer that shows this progress line.
    pub fn new(verbose: bool, progress: Arc<Progress>) -> Self {
        Self { verbose, progress }
    }
}

impl Observer for Requests {
    fn started(&self) {
        self.progress.wait_for_server();
    }

    fn finished(&self, exchange: &Exchange<'_>) {
        if self.verbose {
            let outcome = match &exchange.outcome {
                Ok(status) => status.to_string(),
                Err(error) => sanitize_line(&error.to_string()).into_owned(),
            };
            let _ = writeln!(
                io::stderr().lock(),
                "{} {} {outcome}, {} ms, {} bytes",
                exchange.method,
                exchange.url,
                exchange.elapsed.as_millis(),
                exchange.bytes,
            );
        }
    }
}
