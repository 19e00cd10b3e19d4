//! Texts of several runs, and texts that must not get through.

use std::fmt::Write as _;

use super::ran::Ran;

/// Control characters, and those that reorder text, in the escapes of JSON.
pub const STEERING: &str = r"\u001b[2J\u001b]0;owned\u0007 \u009b31m \u202egnp.exe\u202c \u2066i\u2069 \u0000 \u007f \u2028 \ufeff\u0085 \b\f\r\n\tend";

/// Whether something could steer a terminal. Tabs and line ends are the output's own.
pub fn steers(text: &str) -> bool {
    text.chars().any(|c| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
    })
}

/// The snapshots of several runs, one after the other.
pub fn all(runs: impl IntoIterator<Item = (String, Ran)>) -> String {
    runs.into_iter().fold(String::new(), |mut text, (name, ran)| {
        let _ = writeln!(text, "## {name}\n{}", ran.snapshot());
        text
    })
}
