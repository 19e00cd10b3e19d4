//! Questions at the terminal.
//!
//! The user's answer is edited by rustyline, which takes lines that are pasted together as one
//! answer. What was typed or pasted before a question is shown does not answer it.

use std::borrow::Cow;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use rustyline::error::ReadlineError;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::history::MemHistory;
use rustyline::{Behavior, ColorMode, Config, Editor};

use super::signals::Signals;

/// Pasted text arrives in parts: input that was there before a question counts as over after so
/// long a silence.
const SILENCE: Duration = Duration::from_millis(30);
/// Input that goes on and on is thrown away for no longer than this.
const LONGEST_DISCARD: Duration = Duration::from_secs(2);

/// Why there is no answer.
#[derive(Debug)]
pub enum NoAnswer {
    /// Ctrl-C, or a signal.
    Interrupted,
    /// Ctrl-D, or the terminal was closed.
    EndOfInput,
    /// The terminal cannot be read or written.
    Failed(io::Error),
}

/// Asks for a line that is shown while it is typed. Lines that are pasted together are one answer.
///
/// # Errors
/// [`NoAnswer`].
pub fn line(question: &str, signals: &Signals) -> Result<String, NoAnswer> {
    ask(question, false, signals)
}

/// Asks for a line that is hidden while it is typed.
///
/// # Errors
/// [`NoAnswer`].
pub fn hidden_line(question: &str, signals: &Signals) -> Result<String, NoAnswer> {
    ask(question, true, signals)
}

fn ask(question: &str, is_hidden: bool, signals: &Signals) -> Result<String, NoAnswer> {
    let _deferred = signals.defer();
    let mut question = Cow::Borrowed(question);
    loop {
        if signals.noted().is_some() {
            return Err(NoAnswer::Interrupted);
        }
        // The editor writes its prompt anew at each change: that is a single line.
        let (before, prompt) = question.rsplit_once('\n').unwrap_or(("", &question));
        if question.len() > prompt.len() {
            writeln!(io::stderr(), "{before}").map_err(NoAnswer::Failed)?;
        }
        let problem = match terminal::ask(prompt, is_hidden, signals) {
            Ok(answer) if !answer.contains('\0') => return Ok(answer),
            Ok(_) => "A null character cannot be sent",
            Err(NoAnswer::Failed(error)) if error.kind() == io::ErrorKind::InvalidData => {
                "That is not UTF-8 text"
            }
            Err(NoAnswer::Failed(error)) if error.kind() == io::ErrorKind::FileTooLarge => {
                "That line is longer than this terminal can pass on"
            }
            Err(no_answer) => return Err(no_answer),
        };
        question = format!("{problem}. Try again:\n{prompt}").into();
    }
}

/// Shows a star for each character.
struct Mask {
    is_hidden: bool,
}

impl Highlighter for Mask {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        if self.is_hidden {
            Cow::Owned("*".repeat(line.chars().count()))
        } else {
            Cow::Borrowed(line)
        }
    }

    // Without this, the editor writes a character that is added at the end as it is.
    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        self.is_hidden && kind != CmdKind::MoveCursor
    }
}

impl rustyline::completion::Completer for Mask {
    type Candidate = String;
}
impl rustyline::hint::Hinter for Mask {
    type Hint = String;
}
impl rustyline::validate::Validator for Mask {}
impl rustyline::Helper for Mask {}

/// Reads with a new editor: one that was used before may hold bytes that were read ahead.
fn edit(question: &str, is_hidden: bool) -> Result<String, NoAnswer> {
    let config = Config::builder()
        // Standard output is not for questions.
        .behavior(Behavior::PreferTerm)
        .color_mode(if is_hidden { ColorMode::Forced } else { ColorMode::Disabled })
        .build();
    let mut editor = Editor::with_history(config, MemHistory::new()).map_err(no_answer)?;
    editor.set_helper(Some(Mask { is_hidden }));
    editor.readline(question).map_err(no_answer)
}

fn no_answer(error: ReadlineError) -> NoAnswer {
    match error {
        ReadlineError::Interrupted | ReadlineError::Signal(_) => NoAnswer::Interrupted,
        ReadlineError::Eof => NoAnswer::EndOfInput,
        ReadlineError::Io(error) => NoAnswer::Failed(error),
        #[cfg(unix)]
        ReadlineError::Errno(error) => NoAnswer::Failed(error.into()),
        error => NoAnswer::Failed(io::Error::other(error)),
    }
}

#[cfg(unix)]
mod terminal {
    use std::fs::File;
    use std::io::{self, Write};
    use std::os::fd::{AsFd, BorrowedFd};
    use std::os::unix::net::UnixStream;
    use std::thread;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::process::{Signal, getpid, kill_process};
    use rustix::termios::{
        LocalModes, OptionalActions, QueueSelector, Termios, tcflush, tcgetattr, tcsetattr,
    };

    use super::{Duration, Instant, LONGEST_DISCARD, NoAnswer, SILENCE, Signals, edit};

    /// A terminal in canonical mode passes on so many bytes of a line and drops the rest.
    const LONGEST_CANONICAL_LINE: usize = 4095;
    /// A signal interrupts the editor within milliseconds. Where it does not, the program ends.
    const SIGNAL_ATTEMPTS: u32 = 50;
    const SIGNAL_INTERVAL: Duration = Duration::from_millis(20);

    pub fn ask(question: &str, is_hidden: bool, signals: &Signals) -> Result<String, NoAnswer> {
        let stdin = io::stdin();
        let tty = File::options().read(true).write(true).open("/dev/tty").ok();
        match &tty {
            Some(tty) if can_edit() => {
                discard_input(tty.as_fd());
                interruptible(tty.as_fd(), signals, || edit(question, is_hidden))
            }
            _ => {
                discard_input(stdin.as_fd());
                read_plain(question, is_hidden, signals)
            }
        }
    }

    /// Returns whether the terminal moves its cursor as the editor wants.
    fn can_edit() -> bool {
        let term = std::env::var("TERM").unwrap_or_default();
        !["", "dumb", "cons25", "emacs"].contains(&term.to_ascii_lowercase().as_str())
    }

    /// Throws away what was typed or pasted before the question is shown.
    fn discard_input(tty: BorrowedFd<'_>) {
        let end = Instant::now() + LONGEST_DISCARD;
        while tcflush(tty, QueueSelector::IFlush).is_ok()
            && wait_for(&[tty], Some(SILENCE)) == Some(0)
            && Instant::now() < end
        {}
        let _ = tcflush(tty, QueueSelector::IFlush);
    }

    /// Waits until one of them can be read; says which.
    fn wait_for(files: &[BorrowedFd<'_>], limit: Option<Duration>) -> Option<usize> {
        let limit = limit.and_then(|limit| Timespec::try_from(limit).ok());
        let mut wait: Vec<_> = files.iter().map(|file| PollFd::new(file, PollFlags::IN)).collect();
        while poll(&mut wait, limit.as_ref()) == Err(rustix::io::Errno::INTR) {}
        wait.iter().position(|file| !file.revents().is_empty())
    }

    /// Lets a noted signal interrupt the editor, which knows SIGINT only.
    fn interruptible<T>(tty: BorrowedFd<'_>, signals: &Signals, run: impl FnOnce() -> T) -> T {
        let state = State::of(tty);
        let (Some(wake), Ok((running, ended))) = (signals.wake(), UnixStream::pair()) else {
            return run();
        };
        let watch = || {
            if wait_for(&[ended.as_fd(), wake.as_fd()], None) == Some(0) {
                return;
            }
            for attempt in 1_u32.. {
                let _ = kill_process(getpid(), Signal::INT);
                if wait_for(&[ended.as_fd()], Some(SIGNAL_INTERVAL)).is_some() {
                    return;
                }
                // A busy computer may take longer to start the editor, which then has to end by
                // SIGINT.
                if attempt >= SIGNAL_ATTEMPTS && signals.ends_by_noted() {
                    if let Some(state) = &state {
                        state.restore();
                    }
                    signals.end_by_noted();
                }
            }
        };
        thread::scope(|scope| {
            scope.spawn(watch);
            let result = run();
            drop(running);
            result
        })
    }

    /// Reads a line as the terminal itself edits it.
    fn read_plain(question: &str, is_hidden: bool, signals: &Signals) -> Result<String, NoAnswer> {
        let stdin = io::stdin();
        let stdin = stdin.as_fd();
        let hidden = is_hidden.then(|| State::without_echo(stdin)).flatten();
        let mut stderr = io::stderr();
        write!(stderr, "{question}").map_err(NoAnswer::Failed)?;
        let mut line = Vec::new();
        let end = loop {
            let mut files = vec![stdin];
            files.extend(signals.wake().map(|wake| wake.as_fd()));
            if wait_for(&files, None) != Some(0) {
                break Err(NoAnswer::Interrupted);
            }
            let mut bytes = [0; 4096];
            match rustix::io::read(stdin, &mut bytes) {
                Ok(0) if line.is_empty() => break Err(NoAnswer::EndOfInput),
                Ok(count) => line.extend_from_slice(&bytes[..count]),
                Err(rustix::io::Errno::INTR) => continue,
                Err(error) => break Err(NoAnswer::Failed(error.into())),
            }
            if line.pop_if(|last| *last == b'\n').is_some() {
                break Ok(());
            }
        };
        if end.is_err() || hidden.is_some() {
            let _ = writeln!(stderr);
        }
        drop(hidden);
        end?;
        if line.len() >= LONGEST_CANONICAL_LINE {
            return Err(NoAnswer::Failed(io::ErrorKind::FileTooLarge.into()));
        }
        String::from_utf8(line).map_err(|_| NoAnswer::Failed(io::ErrorKind::InvalidData.into()))
    }

    /// The state of a terminal before a question, restored when dropped.
    struct State<'t> {
        tty: BorrowedFd<'t>,
        state: Termios,
    }

    impl<'t> State<'t> {
        fn of(tty: BorrowedFd<'t>) -> Option<Self> {
            let state = tcgetattr(tty).ok()?;
            Some(Self { tty, state })
        }

        fn without_echo(tty: BorrowedFd<'t>) -> Option<Self> {
            let saved = Self::of(tty)?;
            let mut silent = saved.state.clone();
            silent.local_modes.remove(LocalModes::ECHO);
            tcsetattr(tty, OptionalActions::Now, &silent).ok()?;
            Some(saved)
        }

        fn restore(&self) {
            let _ = tcsetattr(self.tty, OptionalActions::Now, &self.state);
            // The editor tells the terminal to mark what is pasted.
            let _ = rustix::io::write(self.tty, b"\x1b[?2004l\r\n");
        }
    }

    impl Drop for State<'_> {
        fn drop(&mut self) {
            let _ = tcsetattr(self.tty, OptionalActions::Now, &self.state);
        }
    }
}

#[cfg(not(unix))]
mod terminal {
    use super::{NoAnswer, Signals, edit};

    pub fn ask(question: &str, is_hidden: bool, _: &Signals) -> Result<String, NoAnswer> {
        edit(question, is_hidden)
    }
}
