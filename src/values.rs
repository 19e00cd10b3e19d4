//! Plain values that flags and `config.toml` share. No input or output happens here.

use std::fmt;
use std::time::Duration;

use clap::ValueEnum;

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

/// When a calendar reminds of a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alarm {
    /// Never.
    None,
    /// So many seconds before.
    Before(u64),
}

/// The shells with a completion script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
    Elvish,
    Nushell,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    Auto,
    Always,
    Never,
}

/// The forms of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading
    Table,
    /// Tab-separated values, no header, as by jq's @tsv
    Tsv,
    /// Comma-separated values with a header
    Csv,
    /// The server's document
    Json,
    /// One JSON object a line
    Ndjson,
}

/// The orders of `batches list`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ListOrder {
    /// Soonest deadline first, what is past last
    #[default]
    Due,
    /// Newest first
    Sent,
    /// By the call's name
    Call,
    /// Most pending proposals first
    Pending,
}

/// The columns of `batches list`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BatchColumn {
    Server,
    Batch,
    Call,
    Due,
    Deadline,
    Left,
    Pending,
    Items,
    Status,
    Expired,
    Sent,
    Note,
    CallUuid,
    Answered,
    Accepted,
    Declined,
}

/// Reads a time span: a number with `ms`, `s`, `m`, `h`, `d` or `w`. Without a unit it would be a
/// guess what is meant, and for a deadline a wrong one.
///
/// # Errors
/// A sentence that says what a span looks like.
pub fn parse_duration(text: &str) -> Result<Duration, String> {
    let wrong = || {
        "a time is a number above 0 with a unit, such as 500ms, 30s, 90m, 48h, 7d or 2w".to_owned()
    };
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let number: u64 = number.parse().map_err(|_| wrong())?;
    let milliseconds: u64 = match unit {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        "w" => 604_800_000,
        _ => return Err(wrong()),
    };
    // Ten years is beyond every deadline, and keeps all arithmetic on times in range.
    match number.checked_mul(milliseconds) {
        Some(span @ 1..=315_360_000_000) => Ok(Duration::from_millis(span)),
        Some(_) | None => Err(wrong()),
    }
}

const MIB: u64 = 1 << 20;

/// Reads a size, in bytes: a number with `MiB` or `GiB`.
///
/// # Errors
/// A sentence that says what a size looks like.
pub fn parse_size(text: &str) -> Result<u64, String> {
    let wrong = || "a size is a number above 0 with a unit, such as 256MiB or 2GiB".to_owned();
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let unit = match unit {
        "MiB" => MIB,
        "GiB" => MIB << 10,
        _ => return Err(wrong()),
    };
    let number: u64 = number.parse().map_err(|_| wrong())?;
    number.checked_mul(unit).filter(|size| *size > 0).ok_or_else(wrong)
}

/// A size as [`parse_size`] reads it.
pub fn size_words(size: u64) -> String {
    format!("{}MiB", size / MIB)
}

/// Reads free text, which may begin with a hyphen. A text that is only a flag is refused: then the
/// text was forgotten, and the flag after it would be taken for it.
///
/// # Errors
/// A sentence that says so.
pub fn parse_free_text(text: &str) -> Result<String, String> {
    let is_flag = text.strip_prefix("--").is_some_and(|word| {
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.chars().all(|c| c.is_ascii_lowercase() || c == '-')
    });
    if is_flag {
        return Err("this is a flag: the text before it is missing".to_owned());
    }
    Ok(text.to_owned())
}

pub(crate) fn parse_alarm(text: &str) -> Result<Alarm, String> {
    if text == "none" {
        return Ok(Alarm::None);
    }
    match parse_duration(text) {
        Ok(span) if span.subsec_nanos() == 0 => Ok(Alarm::Before(span.as_secs())),
        Ok(_) => Err("a calendar knows whole seconds".to_owned()),
        Err(why) => Err(format!("{why}; or none")),
    }
}

pub(crate) fn parse_interval(text: &str) -> Result<Duration, String> {
    match parse_duration(text)? {
        span if span < Duration::from_secs(30) => {
            Err("the server is asked every 30 s at most".to_owned())
        }
        span => Ok(span),
    }
}

#[cfg(test)]
mod tests {
    use super::{parse_duration, parse_free_text};
    use std::time::Duration;

    #[test]
    fn sizes_have_a_number_above_zero_and_a_unit() {
        assert_eq!(super::parse_size("256MiB"), Ok(256 << 20));
        assert_eq!(super::parse_size("2GiB"), Ok(2 << 30));
        assert_eq!(super::size_words(2 << 30), "2048MiB");
        for text in [
            "",
            "0MiB",
            "256",
            "MiB",
            "1 MiB",
            "1mib",
            "-1MiB",
            "99999999999999999999MiB",
            "18014398509481984GiB",
        ] {
            assert!(super::parse_size(text).is_err(), "{text}");
        }
    }

    #[test]
    fn free_text_may_begin_with_a_hyphen_but_not_be_a_flag() {
        for text in [
            "- I work with them",
            "-1",
            "-x",
            "--- see above",
            "-",
            "--",
            "-x y",
            "--yes, really",
            "",
        ] {
            assert_eq!(parse_free_text(text), Ok(text.to_owned()));
        }
        for text in ["--yes", "--dry-run"] {
            assert!(parse_free_text(text).is_err(), "{text}");
        }
    }

    #[test]
    fn spans_have_units() {
        for (text, seconds) in
            [("30s", 30), ("90m", 5400), ("48h", 172_800), ("7d", 604_800), ("2w", 1_209_600)]
        {
            assert_eq!(parse_duration(text), Ok(Duration::from_secs(seconds)));
        }
        assert_eq!(parse_duration("500ms"), Ok(Duration::from_millis(500)));
        for text in [
            "",
            "0",
            "30",
            "0h",
            "-1h",
            "1.5h",
            "h",
            "1 h",
            "1y",
            "99999999999999999999",
            "9999999w",
            "١h",
        ] {
            assert!(parse_duration(text).is_err(), "{text}");
        }
    }
}
