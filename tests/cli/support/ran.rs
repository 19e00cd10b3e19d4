//! What a run of the program left behind, and how to write it down for comparison.

use std::process::ExitStatus;
use std::sync::Arc;

use tempfile::TempDir;

/// A finished run.
#[derive(Debug)]
pub struct Ran {
    /// The exit code; 128 and the signal's number when a signal ended it.
    pub status: i32,
    /// Standard output.
    pub stdout: Vec<u8>,
    /// Standard error.
    pub stderr: String,
    pub(super) origin: Origin,
}

/// What was run, and where.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    pub(super) line: String,
    pub(super) home: Arc<TempDir>,
}

impl Ran {
    /// Standard output, which must be UTF-8.
    pub fn stdout_text(&self) -> &str {
        std::str::from_utf8(&self.stdout).expect("standard output is UTF-8")
    }

    /// Fails with the whole output when the exit code is another one.
    #[track_caller]
    pub fn assert_status(self, status: i32) -> Self {
        assert_eq!(self.status, status, "\n{}", self.snapshot());
        self
    }

    /// The whole output in a form that is the same on each run and each computer: ports of
    /// loopback addresses are `PORT` (a second one `PORT2`), the sandbox is `[HOME]`, the
    /// version `[VERSION]`, and characters that a reader could not see are written as escapes.
    pub fn snapshot(&self) -> String {
        let stdout = String::from_utf8_lossy(&self.stdout);
        self.origin.tidy(&format!(
            "$ {}\n(exit {})\n--- stdout\n{}--- stderr\n{}",
            self.origin.line,
            self.status,
            closed(&stdout),
            closed(&self.stderr)
        ))
    }
}

/// Something that a person, or a log, may have seen.
pub trait Seen {
    /// All of it.
    fn seen(&self) -> String;
}

impl Seen for Ran {
    fn seen(&self) -> String {
        format!("{}{}", String::from_utf8_lossy(&self.stdout), self.stderr)
    }
}

impl Seen for str {
    fn seen(&self) -> String {
        self.to_owned()
    }
}

/// Whether the token, or twelve characters of its secret part, can be seen.
pub fn shows_token(seen: &(impl Seen + ?Sized), token: &str) -> bool {
    let seen = seen.seen();
    let secret = token.rsplit('_').next().unwrap_or(token).as_bytes();
    let shown = secret
        .windows(12.min(secret.len()))
        .any(|part| seen.as_bytes().windows(part.len()).any(|window| window == part));
    shown || seen.contains(token)
}

/// Fails when the token can be seen.
#[track_caller]
pub fn assert_no_token(seen: &(impl Seen + ?Sized), token: &str) {
    assert!(!shows_token(seen, token), "a token can be seen in:\n{}", seen.seen());
}

/// As an exit code.
pub(super) fn code(status: ExitStatus) -> i32 {
    #[cfg(unix)]
    let signal = std::os::unix::process::ExitStatusExt::signal(&status);
    #[cfg(not(unix))]
    let signal = None;
    status.code().unwrap_or_else(|| 128 + signal.unwrap_or_default())
}

/// With a line's end at the end.
fn closed(text: &str) -> String {
    match text {
        "" => String::new(),
        text if text.ends_with('\n') => text.to_owned(),
        text => format!("{text}\n(no line's end)\n"),
    }
}

impl Origin {
    /// Replaces what differs from run to run, and what cannot be seen.
    pub(super) fn tidy(&self, text: &str) -> String {
        let home = self.home.path().to_str().expect("the sandbox has a UTF-8 path");
        let version = env!("CARGO_PKG_VERSION");
        let text = text.replace(home, "[HOME]");
        let text = ["waldur-review/", "waldur-review "].iter().fold(text, |text, name| {
            text.replace(&format!("{name}{version}"), &format!("{name}[VERSION]"))
        });
        visible(&without_ports(&text))
    }
}

/// Loopback addresses with `PORT` for the first port met, `PORT2` for the second, and so on.
fn without_ports(text: &str) -> String {
    let mut ports = Vec::new();
    let mut result = String::new();
    let mut rest = text;
    let hosts = ["127.0.0.1:", "localhost:", "[::1]:"];
    while let Some(at) = hosts.iter().filter_map(|host| Some(rest.find(host)? + host.len())).min() {
        let (before, after) = rest.split_at(at);
        let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        let (port, after) = after.split_at(digits);
        result.push_str(before);
        if !port.is_empty() {
            let known = ports.iter().position(|known| *known == port);
            let index = known.unwrap_or_else(|| {
                ports.push(port);
                ports.len() - 1
            });
            result.push_str("PORT");
            if index > 0 {
                result.push_str(&(index + 1).to_string());
            }
        }
        rest = after;
    }
    result + rest
}

/// Control characters other than tab and the line's end, and characters that direct or hide
/// text, as Rust's escapes.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\t' => c.to_string(),
            '\r' => "\\r".to_owned(),
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => {
                c.escape_unicode().to_string()
            }
            '\u{feff}' => c.escape_unicode().to_string(),
            c if c.is_control() => c.escape_unicode().to_string(),
            c => c.to_string(),
        })
        .collect()
}
