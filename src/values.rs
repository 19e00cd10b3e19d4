//! Plain values that flags and `config.toml` share. No input or output happens here.

use std::time::Duration;

use clap::ValueEnum;

/// When a calendar rings.
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
    use super::parse_duration;
    use std::time::Duration;

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
