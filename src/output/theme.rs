//! Colour, width, glyphs and time: decided once, and values everywhere else.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use owo_colors::{OwoColorize, Style};

use super::sanitize;

/// The meaning of a piece of text, which decides how it looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Role {
    /// Nothing in particular.
    #[default]
    Plain,
    /// A heading.
    Heading,
    /// Something is due soon.
    Urgent,
    /// It is too late.
    Past,
    /// Done well.
    Good,
    /// Beware.
    Danger,
}

impl Role {
    /// Four-bit colours only, which every terminal's own palette makes readable.
    fn style(self) -> Style {
        match self {
            Self::Plain => Style::new(),
            Self::Heading => Style::new().bold(),
            // Yellow cannot be read on white.
            Self::Urgent => Style::new().magenta(),
            Self::Past => Style::new().red(),
            Self::Good => Style::new().green(),
            Self::Danger => Style::new().red().bold(),
        }
    }
}

/// How everything is to look.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is decided by itself")]
pub struct Theme {
    /// True if output is coloured.
    pub color: bool,
    /// True if more than ASCII can be shown.
    pub utf8: bool,
    /// Columns.
    pub width: usize,
    /// The zone of absolute times.
    pub zone: TimeZone,
    /// The time to which relative times are relative.
    pub now: Timestamp,
    /// True if it is shown on a terminal.
    pub is_terminal: bool,
    /// True if there are labelled lines in the place of tables and pages, for who hears them.
    pub accessible: bool,
    /// True if texts can be links.
    pub hyperlinks: bool,
}

impl Theme {
    /// The least of everything, for when nothing is known yet.
    pub fn plain() -> Self {
        Self {
            color: false,
            utf8: true,
            width: 80,
            zone: TimeZone::UTC,
            now: Timestamp::UNIX_EPOCH,
            is_terminal: false,
            accessible: false,
            hyperlinks: false,
        }
    }

    /// Text in the style of its role.
    pub fn paint(&self, role: Role, text: &str) -> String {
        if self.color && role != Role::Plain && !text.is_empty() {
            text.style(role.style()).to_string()
        } else {
            text.to_owned()
        }
    }

    /// Returns the part of a clean text that the terminal can show.
    pub fn fit<'t>(&self, text: Cow<'t, str>) -> Cow<'t, str> {
        if self.utf8 || text.is_ascii() {
            return text;
        }
        Cow::Owned(sanitize::ascii(&text).into_owned())
    }

    /// A server's text on one line.
    pub fn line<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.fit(sanitize::line(text))
    }

    /// A server's text of several lines.
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.fit(sanitize::text(text))
    }

    /// The sign of text that was cut.
    pub fn ellipsis(&self) -> &'static str {
        if self.utf8 { "…" } else { "~" }
    }

    /// The separator of facts on a line.
    pub fn separator(&self) -> &'static str {
        if self.utf8 { " · " } else { " | " }
    }
}
