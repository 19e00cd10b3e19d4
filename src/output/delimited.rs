//! Rows for programs: full UUIDs, times in UTC as RFC 3339.

use std::borrow::Cow;
use std::io::{self, Write};

use super::table::fraction;
use super::{Cell, Table, Theme, When, sanitize};

/// Tab-separated values without a header. As by jq's `@tsv`, a tab, line break or backslash
/// inside a value is written `\t`, `\n`, `\r` or `\\`.
pub fn write_tsv(table: &Table, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    let mut line = String::new();
    for row in &table.rows {
        line.clear();
        for (number, cell) in row.cells.iter().enumerate() {
            if number > 0 {
                line.push('\t');
            }
            let value = data(cell);
            if sanitize::is_plain(&value) && !value.contains('\\') {
                line.push_str(&value);
                continue;
            }
            for character in value.chars() {
                match character {
                    '\t' => line.push_str("\\t"),
                    '\n' => line.push_str("\\n"),
                    '\r' => line.push_str("\\r"),
                    '\\' => line.push_str("\\\\"),
                    // Such lines are often shown on a terminal after all.
                    other => line.push(sanitize::safe(other)),
                }
            }
        }
        line.push('\n');
        out.write_all(shown(&line, theme).as_bytes())?;
    }
    Ok(())
}

/// Comma-separated values with a header line, quoted as RFC 4180 says, lines ending in `\n`.
pub fn write_csv(table: &Table, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(table.columns.iter().map(|column| column.name)).map_err(io_error)?;
    for row in &table.rows {
        let record = row.cells.iter().map(|cell| {
            let value = data(cell);
            shown(&sanitize::text(&value), theme).into_owned()
        });
        writer.write_record(record).map_err(io_error)?;
    }
    writer.flush()
}

/// Returns the characters of a text that a terminal can show; a pipe gets UTF-8.
fn shown<'t>(text: &'t str, theme: &Theme) -> Cow<'t, str> {
    if theme.is_terminal { theme.fit(Cow::Borrowed(text)) } else { Cow::Borrowed(text) }
}

/// The writer's own error, so that a closed pipe is known as one.
fn io_error(error: csv::Error) -> io::Error {
    if let csv::ErrorKind::Io(error) = error.into_kind() {
        error
    } else {
        io::Error::other("a row has not as many cells as the header")
    }
}

fn data(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Text(text) | Cell::Linked(text, _) => Cow::Borrowed(text),
        Cell::Part(part, whole) => Cow::Owned(fraction(*part, *whole)),
        Cell::Near(when) | Cell::Exact(when) | Cell::Date(when) => match when {
            When::At(at) => Cow::Owned(at.to_string()),
            When::Never(_) | When::Absent | When::Unknown => Cow::Borrowed(""),
        },
        Cell::Count(count) => {
            count.map_or(Cow::Borrowed(""), |count| Cow::Owned(count.to_string()))
        }
        Cell::Unknown | Cell::Absent => Cow::Borrowed(""),
        Cell::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
    }
}

#[cfg(test)]
mod tests {
    use super::{write_csv, write_tsv};
    use crate::output::{Cell, Column, Role, Row, Table, Theme, When};

    fn table() -> Table {
        let column = |name| Column::new(name, "");
        Table {
            columns: ["a", "b", "c"].map(column).to_vec(),
            rows: vec![Row {
                role: Role::Plain,
                cells: vec![
                    Cell::Text("x\ty\\\n\u{1b}[2J".to_owned()),
                    Cell::Near(When::At("2026-10-02T17:00:00.123+01:00".parse().unwrap())),
                    Cell::Text("say \"hi\", then\r\ngo".to_owned()),
                ],
            }],
            keep_all: true,
        }
    }

    #[test]
    fn a_row_stays_a_line() {
        let mut out = Vec::new();
        write_tsv(&table(), &Theme::plain(), &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            // The tabs between values are counted, not those inside.
            "x\\ty\\\\\\n␛[2J\t2026-10-02T16:00:00.123Z\tsay \"hi\", then\\r\\ngo\n"
        );
    }

    #[test]
    fn csv_quotes() {
        let mut out = Vec::new();
        write_csv(&table(), &Theme::plain(), &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "a,b,c\n\"x y\\\n␛[2J\",2026-10-02T16:00:00.123Z,\"say \"\"hi\"\", then\ngo\"\n"
        );
    }
}
