//! The person at the terminal: questions, the spinner, the lines of `--verbose`, and the pager.

use std::ffi::OsString;
use std::io::{self, BufRead, IsTerminal, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, mpsc};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::Result;
use terminal_size::{Height, Width, terminal_size, terminal_size_of};

use crate::commands::context::Asker;
use crate::error::{ErrorKind, UserError};
use crate::filter::Shape;
use crate::output::{Theme, View, render, sanitize_line};
use crate::settings::Settings;
use crate::waldur::{Exchange, Observer};

/// A request that is answered sooner shows no spinner.
const PATIENCE: Duration = Duration::from_millis(300);
/// A program of `--exec` is not waited for longer.
const LONGEST_RUN: Duration = Duration::from_secs(60);

/// Columns and rows of the terminal that the person sits at.
pub fn size() -> Option<(u16, u16)> {
    // In `… | less` standard output is no terminal, but standard error still is.
    let (Width(width), Height(height)) =
        terminal_size().or_else(|| terminal_size_of(io::stderr()))?;
    (width > 0).then_some((width, height))
}

/// Whether Ctrl-C ends the program, as it does unless something must be put in order first.
#[derive(Clone, Default)]
pub struct Interrupts(Arc<OnceLock<Arc<AtomicBool>>>);

impl Interrupts {
    /// From now on Ctrl-C does not end the program.
    fn disarm(&self) {
        self.ends().store(false, Ordering::SeqCst);
    }

    /// Holds Ctrl-C off while something runs; says afterwards whether it may end the program.
    fn hold<T>(&self, what: impl FnOnce() -> T) -> T {
        let before = self.ends().swap(false, Ordering::SeqCst);
        let result = what();
        self.ends().store(before, Ordering::SeqCst);
        result
    }

    fn ends(&self) -> &AtomicBool {
        self.0.get_or_init(|| {
            let ends = Arc::new(AtomicBool::new(true));
            #[cfg(unix)]
            let _ = signal_hook::flag::register_conditional_default(
                signal_hook::consts::SIGINT,
                Arc::clone(&ends),
            );
            ends
        })
    }
}

/// Asks at the terminal.
pub struct Person {
    interrupts: Interrupts,
    /// Of standard error.
    theme: Theme,
    /// Of standard output.
    output: Theme,
    /// What is made of JSON that is printed at once.
    shape: Option<Rc<Shape>>,
    quiet: bool,
    editor: Option<String>,
    has_browser: bool,
    pressed: Arc<AtomicBool>,
}

impl Person {
    /// Somebody to ask.
    pub fn new(
        interrupts: Interrupts,
        theme: Theme,
        output: Theme,
        shape: Option<Rc<Shape>>,
        settings: &Settings,
    ) -> Self {
        Self {
            interrupts,
            theme,
            output,
            shape,
            quiet: settings.quiet,
            editor: settings.display.editor.clone(),
            has_browser: settings.display.has_browser,
            pressed: Arc::default(),
        }
    }
}

impl Asker for Person {
    fn line(&mut self, question: &str) -> Result<String> {
        let mut stderr = io::stderr().lock();
        loop {
            write!(stderr, "{question}")?;
            stderr.flush()?;
            let mut bytes = Vec::new();
            if io::stdin().lock().read_until(b'\n', &mut bytes)? == 0 {
                writeln!(stderr)?;
                return Err(given_up().into());
            }
            match String::from_utf8(bytes) {
                Ok(answer) if !answer.contains('\0') => return Ok(answer.trim().to_owned()),
                Ok(_) => writeln!(stderr, "A null character cannot be sent. Once more:")?,
                Err(_) => writeln!(stderr, "That is not UTF-8 text. Once more:")?,
            }
        }
    }

    fn secret(&mut self, question: &str) -> Result<String> {
        // The terminal does not echo meanwhile: it must be put right before the program ends.
        let answer = self.interrupts.hold(|| rpassword::prompt_password(question));
        answer.map_err(|error| {
            if matches!(error.kind(), io::ErrorKind::Interrupted | io::ErrorKind::UnexpectedEof) {
                // What comes next starts on a line of its own.
                let _ = writeln!(io::stderr());
                given_up().into()
            } else {
                anyhow::Error::from(error).context("cannot ask for the token")
            }
        })
    }

    fn show(&mut self, page: &View) -> Result<()> {
        Ok(render(page, &self.theme, &mut io::stderr().lock())?)
    }

    fn watch_interrupts(&mut self) {
        self.interrupts.disarm();
        #[cfg(unix)]
        let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(&self.pressed));
    }

    fn interrupted(&self) -> bool {
        self.pressed.load(Ordering::SeqCst)
    }

    fn open(&mut self, url: &str) -> bool {
        self.has_browser && open::that_detached(url).is_ok()
    }

    fn edit(&mut self, path: &Path) -> Result<bool> {
        let editor = self.editor.as_deref().unwrap_or("vi");
        let mut words = editor.split_whitespace();
        let program = words.next().unwrap_or("vi");
        // Ctrl-C in the editor is the editor's.
        let status = self.interrupts.hold(|| Command::new(program).args(words).arg(path).status());
        match status {
            Ok(status) => Ok(status.success()),
            Err(error) => {
                Err(UserError::configuration(format!("cannot start the editor {program}: {error}"))
                    .hint("set VISUAL or EDITOR to an editor, or use --print-form and --from FILE")
                    .into())
            }
        }
    }

    fn print(&mut self, view: View) -> Result<bool> {
        let view = match &self.shape {
            Some(shape) => shape.apply(&view)?.unwrap_or(view),
            None => view,
        };
        let mut out = io::stdout().lock();
        match render(&view, &self.output, &mut out).and_then(|()| out.flush()) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
            Err(error) => Err(anyhow::Error::from(error).context("cannot write the output")),
        }
    }

    fn say(&mut self, line: &str) {
        if !self.quiet {
            let _ = writeln!(io::stderr().lock(), "{}", self.theme.line(line));
        }
    }

    fn wait(&mut self, span: Duration) {
        std::thread::sleep(span);
    }

    fn execute(
        &mut self,
        words: &[OsString],
        variables: &[(&'static str, String)],
    ) -> Option<String> {
        let (program, arguments) = words.split_first()?;
        let shown = program.to_string_lossy();
        let mut command = Command::new(program);
        command
            .args(arguments)
            // What it prints may end in a log.
            .env_remove("WALDUR_REVIEW_TOKEN")
            .env_remove("WALDUR_ACCESS_TOKEN")
            .envs(variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null());
        // Standard output is the caller's own.
        #[cfg(unix)]
        if let Ok(stderr) = std::os::fd::AsFd::as_fd(&io::stderr()).try_clone_to_owned() {
            command.stdout(stderr);
        }
        #[cfg(not(unix))]
        command.stdout(Stdio::null());
        let mut child = match command.spawn() {
            Ok(child) => child,
            Err(error) => return Some(format!("warning: cannot run {shown}: {error}")),
        };
        let end = Instant::now() + LONGEST_RUN;
        loop {
            match child.try_wait() {
                Ok(Some(status)) if status.success() => return None,
                Ok(Some(status)) => return Some(format!("warning: {shown}: {status}")),
                Ok(None) if Instant::now() < end => std::thread::sleep(Duration::from_millis(20)),
                Ok(None) => {
                    // Its end is waited for all the same, so that the system can forget it.
                    std::thread::spawn(move || child.wait());
                    return Some(format!(
                        "warning: {shown} still runs after {} s and is left to itself",
                        LONGEST_RUN.as_secs()
                    ));
                }
                Err(error) => return Some(format!("warning: {shown}: {error}")),
            }
        }
    }

    fn standard_input(&mut self, most: u64) -> Result<String> {
        let mut bytes = Vec::new();
        io::stdin().lock().take(most + 1).read_to_end(&mut bytes)?;
        // What was cut would be taken for the whole, and nobody would know.
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

fn given_up() -> UserError {
    UserError::new(ErrorKind::Interrupted, "stopped; nothing was changed")
}

/// Hears of requests: lines for `--verbose`, or a spinner where a person waits.
pub struct Requests {
    verbose: bool,
    patient: bool,
    /// How many requests are under way, and the spinner that stands for all of them.
    waiting: Mutex<(usize, Option<Spinner>)>,
}

impl Requests {
    /// A listener for these settings.
    pub fn new(settings: &Settings) -> Self {
        Self {
            verbose: settings.verbose,
            patient: settings.streams.stderr_is_terminal
                && settings.display.animated
                && !settings.verbose
                && !settings.quiet,
            waiting: Mutex::default(),
        }
    }
}

impl Observer for Requests {
    fn started(&self) {
        if self.patient
            && let Ok(mut waiting) = self.waiting.lock()
        {
            waiting.0 += 1;
            waiting.1.get_or_insert_with(Spinner::start);
        }
    }

    fn finished(&self, exchange: &Exchange<'_>) {
        if let Ok(mut waiting) = self.waiting.lock() {
            waiting.0 = waiting.0.saturating_sub(1);
            if waiting.0 == 0 {
                waiting.1 = None;
            }
        }
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

/// A sign of life on standard error; it disappears when dropped.
struct Spinner {
    end: Option<mpsc::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Spinner {
    fn start() -> Self {
        let (end, ended) = mpsc::channel::<()>();
        let thread = std::thread::spawn(move || {
            if ended.recv_timeout(PATIENCE) != Err(mpsc::RecvTimeoutError::Timeout) {
                return;
            }
            let bar = indicatif::ProgressBar::new_spinner().with_message("asking the server");
            bar.enable_steady_tick(Duration::from_millis(120));
            let _ = ended.recv();
            bar.finish_and_clear();
        });
        Self { end: Some(end), thread: Some(thread) }
    }
}

impl Drop for Spinner {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Shows text in the pager when it is taller than the terminal.
///
/// # Errors
/// When standard output fails.
pub fn page(
    text: &[u8],
    pager: &str,
    height: usize,
    utf8: bool,
    interrupts: &Interrupts,
) -> io::Result<()> {
    let lines = text.split(|byte| *byte == b'\n').count() - 1;
    let mut words = pager.split_whitespace();
    let program = words.next().filter(|_| lines >= height && io::stdout().is_terminal());
    let Some(program) = program else {
        return io::stdout().lock().write_all(text);
    };
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::piped());
    // Colours pass, and a text that fits after all ends by itself.
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", "FRX");
    }
    // less knows only the locales that are installed, and shows other text as bytes.
    if utf8 && std::env::var_os("LESSCHARSET").is_none() {
        command.env("LESSCHARSET", "utf-8");
    }
    interrupts.hold(|| {
        let Ok(mut child) = command.spawn() else {
            return io::stdout().lock().write_all(text);
        };
        if let Some(mut input) = child.stdin.take() {
            // Leaving the pager before the end closes the pipe, which is no error.
            let _ = input.write_all(text);
        }
        child.wait().map(|_| ())
    })
}
