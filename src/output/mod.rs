//! Output: a [`View`] becomes bytes. Nothing here knows what a batch is.

mod accessible;
mod delimited;
pub mod ics;
mod json;
mod link;
mod message;
mod page;
mod sanitize;
mod table;
mod theme;
mod time;

use std::io::{self, Write};

use jiff::Timestamp;

use json::{Escape, Layout, write_reformatted};
#[cfg(any(test, fuzzing))]
pub use link::address;
pub use message::{message_lines, question};
pub use page::{Block, Page};
pub use sanitize::is_unsafe;
pub use sanitize::line as sanitize_line;
pub use sanitize::text as sanitize_text;
pub use theme::{Role, Theme};
pub use time::{
    day_name, distance, elsewhere, long as long_time, relative as relative_time,
    short as short_time,
};

/// The output of a command.
#[derive(Debug)]
pub enum View {
    /// Nothing on standard output.
    Nothing,
    /// Text of our own, printed as it is.
    Text(String),
    /// Rows for reading.
    Table(Table),
    /// Rows for programs: tabs between, no header.
    Tsv(Table),
    /// Rows for programs: commas between, a header.
    Csv(Table),
    /// A page for reading.
    Page(Page),
    /// A JSON document, whole and valid.
    Json(Vec<u8>),
    /// JSON documents, one a line.
    Ndjson(Vec<String>),
    /// Results of a filter or a template, one below the other.
    Values(Vec<Value>),
}

/// A result of a filter or a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text, as it is; it may be a server's.
    Text(String),
    /// Valid JSON.
    Json(String),
}

/// Rows and what they are rows of.
#[derive(Debug, Default)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<Row>,
    /// True if all columns were asked for by name, so that none may be left out.
    pub keep_all: bool,
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name for programs and for `--columns`.
    pub name: &'static str,
    /// Its heading for people.
    pub title: &'static str,
    /// True if its text stands at the right.
    pub right: bool,
    /// True if it gives way when the terminal is narrow, by being cut.
    pub flexible: bool,
    /// The width of terminal from which on it is shown unasked.
    pub from_width: usize,
    /// Where there is no room for all columns, those with the lowest number are left out first, the
    /// last of them before the others; those of [`ALWAYS_SHOWN`] never.
    pub priority: u8,
}

/// The priority of a column that is cut rather than left out.
pub const ALWAYS_SHOWN: u8 = 100;

impl Column {
    /// A column that is always shown, whole, its text at the left.
    pub fn new(name: &'static str, title: &'static str) -> Self {
        Self { name, title, right: false, flexible: false, from_width: 0, priority: ALWAYS_SHOWN }
    }

    /// Returns whether people are shown it, where there is room for it.
    pub fn is_shown(&self, keep_all: bool, theme: &Theme) -> bool {
        let width = if theme.accessible { 0 } else { theme.width };
        keep_all || width >= self.from_width
    }
}

/// A row: its mark, and its cells.
#[derive(Debug)]
pub struct Row {
    /// The role that gives the row its mark and colour.
    pub role: Role,
    /// One for each column.
    pub cells: Vec<Cell>,
}

/// A value that people and programs want in different forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text, cleaned when it is written: it may be the server's.
    Text(String),
    /// A time, for people as nearness.
    Near(When),
    /// A time, for people as date, clock and zone.
    Exact(When),
    /// A time, for people as a date.
    Date(When),
    /// Text, and the address that it links to at terminals that have links.
    Linked(String, String),
    /// A number.
    Count(Option<u64>),
    /// A number of those in another.
    Part(Option<u64>, Option<u64>),
    /// True or false.
    Flag(bool),
    /// A value that the server did not send, or that is not understood.
    Unknown,
    /// No value, which is known.
    Absent,
}

impl Cell {
    /// Text that the server may not have sent.
    pub fn text(text: Option<&str>) -> Self {
        text.map_or(Self::Unknown, |text| Self::Text(text.to_owned()))
    }
}

/// A time that may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// At this time.
    At(Timestamp),
    /// There is none, in these words for users.
    Never(&'static str),
    /// There is none, which is nothing to mention.
    Absent,
    /// The server said something that is not understood.
    Unknown,
}

/// Writes a view.
///
/// # Errors
/// When the writer fails, a closed pipe included.
pub fn render(view: &View, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    match view {
        View::Nothing => Ok(()),
        View::Text(text) => out.write_all(text.as_bytes()),
        View::Table(table) if theme.accessible => accessible::write_table(table, theme, out),
        View::Page(page) if theme.accessible => accessible::write_page(page, theme, out),
        View::Table(table) => table::write(table, theme, out),
        View::Tsv(table) => delimited::write_tsv(table, theme, out),
        View::Csv(table) => delimited::write_csv(table, theme, out),
        View::Page(page) => page::write(page, theme, out),
        View::Json(bytes) => write_json(bytes, theme, out),
        View::Ndjson(lines) => {
            for line in lines {
                write_reformatted(line, Layout::Compact, escape(theme), out)?;
                out.write_all(b"\n")?;
            }
            Ok(())
        }
        View::Values(values) => {
            for value in values {
                match value {
                    Value::Text(text) if theme.is_terminal => {
                        writeln!(out, "{}", theme.text(text))?;
                    }
                    Value::Text(text) => writeln!(out, "{text}")?,
                    Value::Json(json) if theme.is_terminal => {
                        write_reformatted(json, Layout::Indented, escape(theme), out)?;
                        out.write_all(b"\n")?;
                    }
                    Value::Json(json) => writeln!(out, "{json}")?,
                }
            }
            Ok(())
        }
    }
}

/// A pipe gets the bytes; a terminal nothing that steers it, in a form that it can show.
fn escape(theme: &Theme) -> Escape {
    match (theme.is_terminal, theme.utf8) {
        (false, _) => Escape::Nothing,
        (true, true) => Escape::Unsafe,
        (true, false) => Escape::NonAscii,
    }
}

/// In a pipe the bytes go on as they came; on a terminal they are laid out for reading.
fn write_json(bytes: &[u8], theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    match std::str::from_utf8(bytes) {
        Ok(text) if theme.is_terminal => {
            write_reformatted(text, Layout::Indented, escape(theme), out)?;
            out.write_all(b"\n")
        }
        Ok(_) | Err(_) => {
            out.write_all(bytes)?;
            if bytes.ends_with(b"\n") { Ok(()) } else { out.write_all(b"\n") }
        }
    }
}
