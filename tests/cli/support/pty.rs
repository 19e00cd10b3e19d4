//! A real terminal for the program, with the test as the person in front of it.

use std::io::{Read, Write};
use std::process::Child;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use pty_process::Size;
use pty_process::blocking::{Command, Pty, open};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{LocalModes, tcgetattr};

use super::ran::{Origin, Seen, code};

const LIMIT: Duration = Duration::from_secs(10);

/// A program that runs in a terminal. Dropping it ends the program.
pub struct Terminal {
    pty: Arc<Pty>,
    child: Child,
    output: Arc<Output>,
    /// How much of the output was expected already.
    met: usize,
    limit: Duration,
    origin: Origin,
}

#[derive(Default)]
struct Output {
    written: Mutex<Written>,
    changed: Condvar,
}

#[derive(Default)]
struct Written {
    bytes: Vec<u8>,
    ended: bool,
}

/// What was on the terminal when the program had ended.
#[derive(Debug)]
pub struct Screen {
    /// The exit code; 128 and the signal's number when a signal ended it.
    pub status: i32,
    /// What was written and stays, escapes and echoed input included, with plain line ends. The
    /// progress line, which a slow computer shows and a quick one does not, is erased.
    pub text: String,
    /// The same with what was erased.
    written: String,
    /// Whether the terminal was left as it was found.
    pub is_restored: bool,
    origin: Origin,
}

impl Terminal {
    pub(super) fn start(command: Command, columns: u16, rows: u16, origin: Origin) -> Self {
        let (pty, pts) = open().unwrap();
        pty.resize(Size::new(rows, columns)).unwrap();
        let child = command.spawn(pts).unwrap();
        let pty = Arc::new(pty);
        let output = Arc::new(Output::default());
        thread::spawn({
            let (pty, output) = (Arc::clone(&pty), Arc::clone(&output));
            move || output.collect(&pty)
        });
        Self { pty, child, output, met: 0, limit: LIMIT, origin }
    }

    /// Waits at most this long in the calls that follow, instead of 10 seconds.
    pub fn limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// Waits until the text appears after what was expected before.
    ///
    /// # Panics
    /// When it is too late, or the program has ended; with what was seen until then.
    #[track_caller]
    pub fn expect(&mut self, text: &str) {
        let met = self.met;
        let find = |written: &Written| {
            let new = &written.bytes[met..];
            (0..=new.len()).find(|&at| new[at..].starts_with(text.as_bytes()))
        };
        let found =
            self.output.wait(self.limit, |written| written.ended || find(written).is_some());
        let Some(at) = found.then(|| find(&self.output.written.lock().unwrap())).flatten() else {
            panic!("{text:?} did not appear; seen:\n{}", self.seen());
        };
        self.met += at + text.len();
    }

    /// Waits until the text appears and what is typed is no longer shown. A person is slower
    /// than the program; a test that types at once could see its token echoed.
    ///
    /// # Panics
    /// As [`Terminal::expect`].
    #[track_caller]
    pub fn expect_hidden(&mut self, text: &str) {
        self.expect(text);
        let end = Instant::now() + self.limit;
        // No event tells of it.
        while tcgetattr(&*self.pty).unwrap().local_modes.contains(LocalModes::ECHO) {
            let seen = || self.seen();
            assert!(
                Instant::now() < end,
                "typing is still shown after {text:?}; seen:\n{}",
                seen()
            );
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// Presses these keys.
    pub fn send(&mut self, keys: &[u8]) {
        (&*self.pty).write_all(keys).unwrap();
    }

    /// Types a line and presses Enter.
    pub fn send_line(&mut self, line: &str) {
        self.send(format!("{line}\r").as_bytes());
    }

    /// Sends the program a signal.
    pub fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Whether the terminal shows what is typed and hands it over line by line, as before.
    fn is_restored(&self) -> bool {
        let modes = tcgetattr(&*self.pty).unwrap().local_modes;
        modes.contains(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG)
            && !self.raw().rsplit(PASTE_OFF).next().unwrap().contains(PASTE_ON)
    }

    /// What was written, byte by byte.
    fn raw(&self) -> String {
        String::from_utf8_lossy(&self.output.written.lock().unwrap().bytes).into_owned()
    }

    /// Waits for the program's end.
    ///
    /// # Panics
    /// When it is too late; with what was seen until then.
    #[track_caller]
    pub fn finish(mut self) -> Screen {
        let ended = self.output.wait(self.limit, |written| written.ended);
        assert!(ended, "the program goes on; seen:\n{}", self.seen());
        let written = self.seen();
        Screen {
            status: code(self.child.wait().unwrap()),
            text: without_erased(&written),
            written,
            is_restored: self.is_restored(),
            origin: self.origin.clone(),
        }
    }
}

/// The line editor marks the beginning and the end of a prompt for the terminal.
const PASTE_ON: &str = "\u{1b}[?2004h";
const PASTE_OFF: &str = "\u{1b}[?2004l";

/// Shows prompts as they look in the end, without what the line editor writes on the way.
fn without_editing(text: &str) -> String {
    let mut parts = text.split(PASTE_ON);
    let mut seen = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (edited, after) = part.split_once(PASTE_OFF).unwrap_or((part, ""));
        let lines: Vec<String> = edited.split('\n').map(edited_line).collect();
        seen += &lines.join("\n");
        seen += after;
    }
    seen
}

/// Leaves out what a program wrote on a line before it erased the whole line.
fn without_erased(text: &str) -> String {
    text.split_inclusive('\n').filter_map(|line| line.rsplit("\r\u{1b}[2K").next()).collect()
}

/// What a line shows after the cursor moved in it and parts of it were written again.
fn edited_line(written: &str) -> String {
    let mut line: Vec<char> = Vec::new();
    let mut column = 0;
    let mut rest = written.chars();
    while let Some(c) = rest.next() {
        match c {
            '\r' => column = 0,
            '\u{1b}' => {
                let mut parameters = String::new();
                let command = rest.by_ref().find(|c| {
                    parameters.push(*c);
                    c.is_ascii_alphabetic()
                });
                let digits = parameters.trim_matches(|c: char| !c.is_ascii_digit());
                let count: usize = digits.parse().unwrap_or(1);
                match command {
                    Some('C') => column += count,
                    Some('D') => column -= count,
                    Some('K') => line.truncate(column),
                    _ => {}
                }
            }
            c => {
                line.resize(line.len().max(column + 1), ' ');
                line[column] = c;
                column += 1;
            }
        }
    }
    line.into_iter().collect()
}

impl Seen for Terminal {
    fn seen(&self) -> String {
        let written = self.output.written.lock().unwrap();
        without_editing(&String::from_utf8_lossy(&written.bytes).replace("\r\n", "\n"))
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Output {
    /// Reads until no program has the terminal open any more.
    fn collect(&self, mut pty: &Pty) {
        let mut buffer = [0; 8192];
        while let Ok(count @ 1..) = pty.read(&mut buffer) {
            self.written.lock().unwrap().bytes.extend(&buffer[..count]);
            self.changed.notify_all();
        }
        self.written.lock().unwrap().ended = true;
        self.changed.notify_all();
    }

    /// Waits until it is so; says whether it is.
    fn wait(&self, limit: Duration, so: impl Fn(&Written) -> bool) -> bool {
        let written = self.written.lock().unwrap();
        let (written, _) =
            self.changed.wait_timeout_while(written, limit, |written| !so(written)).unwrap();
        so(&written)
    }
}

impl Screen {
    /// The whole in the form of [`Ran::snapshot`](super::Ran::snapshot).
    pub fn snapshot(&self) -> String {
        let line = &self.origin.line;
        self.origin.tidy(&format!("$ {line}\n(exit {})\n--- terminal\n{}", self.status, self.text))
    }
}

impl Seen for Screen {
    fn seen(&self) -> String {
        self.written.clone()
    }
}
