//! Problems of a form, each with its place.

use std::fmt;

use serde::Serialize;

/// How bad it is: a form with an error is not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Must be put right before anything is sent.
    Error,
    /// May be a mistake.
    Warning,
    /// For information.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}

/// A problem at a place of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// How bad it is.
    pub severity: Severity,
    /// A word for programs.
    pub code: &'static str,
    /// One sentence, lower case, without a full stop.
    pub message: String,
}

impl Problem {
    /// An error at the beginning of a line.
    pub fn error(line: usize, code: &'static str, message: impl Into<String>) -> Self {
        Self { line, column: 1, severity: Severity::Error, code, message: message.into() }
    }

    /// The same, at the character that begins at this byte of the line's text.
    #[must_use]
    pub fn at(self, text: &str, byte: usize) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        Self { column: before.chars().count() + 1, ..self }
    }

    /// The same, less bad.
    #[must_use]
    pub fn with(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }
}

impl fmt::Display for Problem {
    /// As compilers say it, without the file's name: `41:1: error: … [too-long]`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, severity, code, message } = self;
        write!(formatter, "{line}:{column}: {severity}: {message} [{code}]")
    }
}
