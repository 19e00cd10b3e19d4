//! Accessible output, for screen readers and braille: a labelled line for each fact, records one
//! after the other, and no mark, colour, position or line break that carries meaning.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Block, Cell, Page, Role, Table, Theme, When, time};

/// Columns that name nothing by themselves: the one after them says what a row is of.
const NO_NOUNS: [&str; 3] = ["server", "slug", "uuid"];
/// Words that are written in capitals in a label.
const ABBREVIATIONS: [&str; 1] = ["UUID"];

/// Writes the rows, each as a record.
pub fn write_table(table: &Table, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    let shown: Vec<usize> = (0..table.columns.len())
        .filter(|at| {
            let column = table.columns.get(*at);
            column.is_some_and(|column| column.is_shown(table.keep_all, theme))
        })
        .collect();
    let noun = shown
        .iter()
        .filter_map(|at| table.columns.get(*at))
        .find(|column| !NO_NOUNS.contains(&column.name))
        .map_or_else(|| "Row".to_owned(), |column| label(column.title));
    let count = table.rows.len();
    for (number, row) in table.rows.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{noun} {} of {count}", number + 1)?;
        for at in &shown {
            if let (Some(column), Some(cell)) = (table.columns.get(*at), row.cells.get(*at)) {
                let value = words(cell, theme);
                if !value.is_empty() {
                    writeln!(out, "{}: {value}", label(column.title))?;
                }
            }
        }
        if let Some(meaning) = meaning(row.role) {
            writeln!(out, "{meaning}")?;
        }
    }
    Ok(())
}

/// Writes a page.
pub fn write_page(page: &Page, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    let mut last = "";
    let mut blocks = page.blocks.iter().peekable();
    // What a colour says of a fact is said when all of the fact was.
    let mut said = None;
    let mut is_inside = false;
    while let Some(block) = blocks.next() {
        // What starts at the left again is about something else.
        let depth =
            if let Block::Facts(_, depth) | Block::Text(_, depth, _) = block { *depth } else { 0 };
        if is_inside && depth == 0 && matches!(block, Block::Facts(..)) {
            writeln!(out)?;
        }
        is_inside = depth > 0;
        write_block(block, page.more, &mut last, theme, out)?;
        if let Block::Fact(_, _, role) = block {
            said = said.or(meaning(*role));
        }
        let goes_on = matches!(blocks.peek(), Some(Block::Fact("", ..)));
        if let Some(meaning) = said.take_if(|_| !goes_on) {
            writeln!(out, "{meaning}")?;
        }
    }
    Ok(())
}

fn write_block<'b>(
    block: &'b Block,
    more: &str,
    last: &mut &'b str,
    theme: &Theme,
    out: &mut dyn Write,
) -> io::Result<()> {
    match block {
        Block::Title(name, word, _) if word.is_empty() => writeln!(out, "{}", theme.line(name)),
        Block::Title(name, word, _) => {
            writeln!(out, "{}, {}", theme.line(name), theme.line(word))
        }
        Block::Fact(label, value, _) => {
            // A fact without a label says more of the one above.
            if !label.is_empty() {
                *last = label;
            }
            writeln!(out, "{last}: {}", theme.line(value))
        }
        Block::Heading(text) => writeln!(out, "{text}:"),
        Block::Blank => writeln!(out),
        Block::Text(text, _, most) => paragraphs(text, *most, more, theme, out),
        Block::Entry(number, name) => writeln!(out, "Number {number}: {}", theme.line(name)),
        Block::Facts(facts, _) => {
            facts.iter().try_for_each(|(text, _)| writeln!(out, "{}", theme.line(text)))
        }
        Block::Rows(table) => {
            writeln!(out)?;
            write_table(table, theme, out)
        }
        Block::Check(word, _, text) => writeln!(out, "{word}: {}", theme.line(text)),
        Block::Linked(block, _) => write_block(block, more, last, theme, out),
    }
}

/// Text as its writer broke it, or a short look at its beginning.
fn paragraphs(
    text: &str,
    most: Option<usize>,
    more: &str,
    theme: &Theme,
    out: &mut dyn Write,
) -> io::Result<()> {
    let text = theme.text(text);
    let Some(lines) = most else {
        let mut lines = text.trim().lines();
        return lines.try_for_each(|line| writeln!(out, "{}", line.trim()));
    };
    let room = lines * theme.width;
    let words = text.split_whitespace().take(room);
    let flowing = words.collect::<Vec<_>>().join(" ");
    match flowing.char_indices().nth(room) {
        None => writeln!(out, "{flowing}"),
        Some((end, _)) => {
            let head = flowing.get(..end).unwrap_or(&flowing);
            // Words stay whole, where the script has words.
            let whole = head.rfind(' ').filter(|at| *at > end / 2).unwrap_or(end);
            let head = head.get(..whole).unwrap_or(head);
            writeln!(out, "{head} ... {more}")
        }
    }
}

/// Returns the words for a mark before a row or a colour.
fn meaning(role: Role) -> Option<&'static str> {
    match role {
        Role::Urgent => Some("Urgent: yes"),
        Role::Past => Some("Past: yes"),
        Role::Plain | Role::Heading | Role::Good | Role::Danger => None,
    }
}

/// `CALL UUID` as `Call UUID`.
fn label(title: &str) -> String {
    let words = title.split(' ').enumerate().map(|(number, word)| {
        if ABBREVIATIONS.contains(&word) {
            return word.to_owned();
        }
        let lower = word.to_lowercase();
        let mut letters = lower.chars();
        match letters.next() {
            Some(first) if number == 0 => {
                format!("{}{}", first.to_uppercase(), letters.as_str())
            }
            _ => lower,
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A value in words; nothing where there is nothing to say.
fn words<'c>(cell: &'c Cell, theme: &Theme) -> Cow<'c, str> {
    const UNKNOWN: Cow<'static, str> = Cow::Borrowed("not known");
    let moment = |when: &When, words: &dyn Fn(jiff::Timestamp) -> String| match when {
        When::At(at) => Cow::Owned(words(*at)),
        When::Absent => Cow::Borrowed(""),
        When::Never(word) => Cow::Borrowed(*word),
        When::Unknown => UNKNOWN,
    };
    let count = |count: &Option<u64>| count.map_or(UNKNOWN, |count| count.to_string().into());
    match cell {
        Cell::Text(text) | Cell::Linked(text, _) => theme.line(text),
        Cell::Unknown => UNKNOWN,
        Cell::Absent => Cow::Borrowed(""),
        Cell::Near(when) => moment(when, &|at| {
            let exact = time::long(at, &theme.zone);
            format!("{}, {exact}", time::relative(at, theme))
        }),
        Cell::Exact(when) => moment(when, &|at| time::long(at, &theme.zone)),
        Cell::Date(when) => moment(when, &|at| time::date(at, &theme.zone)),
        Cell::Count(number) => count(number),
        Cell::Part(part, whole) => format!("{} of {}", count(part), count(whole)).into(),
        Cell::Flag(true) => Cow::Borrowed("yes"),
        Cell::Flag(false) => Cow::Borrowed("no"),
    }
}

#[cfg(test)]
mod tests {
    use super::{label, write_page, write_table};
    use crate::output::{Block, Cell, Column, Page, Role, Row, Table, Theme, When};

    fn written(write: impl Fn(&mut Vec<u8>) -> std::io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_row_is_a_record_of_labelled_lines() {
        let column = |name, title, from_width| Column { from_width, ..Column::new(name, title) };
        let row = |role, id: Cell| Row {
            role,
            cells: vec![
                Cell::Text("default".to_owned()),
                id,
                Cell::Near(When::At("1970-01-02T00:00:00Z".parse().unwrap())),
                Cell::Part(Some(1), None),
                Cell::Flag(false),
                Cell::Date(When::Absent),
                Cell::Count(Some(2)),
            ],
        };
        let table = Table {
            columns: vec![
                column("server", "SERVER", 0),
                column("batch", "BATCH", 0),
                column("due", "DUE", 0),
                column("left", "LEFT", 0),
                column("note", "NOTE", 0),
                column("sent", "SENT", 0),
                column("wide", "WIDE", 100),
            ],
            rows: vec![
                row(Role::Urgent, Cell::Text("a\u{1b}b".to_owned())),
                row(Role::Past, Cell::Unknown),
            ],
            keep_all: false,
        };
        assert_eq!(
            written(|out| write_table(&table, &Theme::plain(), out)),
            "Batch 1 of 2\nServer: default\nBatch: a␛b\n\
             Due: Fri 00:00 (24 h), Fri 02 Jan 1970 00:00 UTC\nLeft: 1 of not known\nNote: no\n\
             Urgent: yes\n\n\
             Batch 2 of 2\nServer: default\nBatch: not known\n\
             Due: Fri 00:00 (24 h), Fri 02 Jan 1970 00:00 UTC\nLeft: 1 of not known\nNote: no\n\
             Past: yes\n"
        );
    }

    #[test]
    fn texts_that_look_like_missing_values_are_texts() {
        let table = Table {
            columns: vec![Column::new("call", "CALL"), Column::new("note", "NOTE")],
            rows: vec![Row {
                role: Role::Plain,
                cells: vec![Cell::Text("?".to_owned()), Cell::Text("-".to_owned())],
            }],
            keep_all: true,
        };
        let text = written(|out| write_table(&table, &Theme::plain(), out));
        assert_eq!(text, "Call 1 of 1\nCall: ?\nNote: -\n");
    }

    #[test]
    fn a_page_has_neither_places_nor_marks() {
        let page = Page {
            blocks: vec![
                Block::Title("A call".to_owned(), "Sent".to_owned(), Role::Plain),
                Block::Fact("Due", "tomorrow".to_owned(), Role::Urgent),
                Block::Fact("", "in UTC".to_owned(), Role::Plain),
                Block::Blank,
                Block::Heading("Note"),
                Block::Text("One.\n  Two.".to_owned(), 2, None),
                Block::Entry("1".to_owned(), "A proposal".to_owned()),
                Block::Text("many words ".repeat(40), 3, Some(2)),
                Block::Facts(vec![("accept".to_owned(), Role::Plain)], 0),
            ],
            ..Page::default()
        };
        let text = written(|out| write_page(&page, &Theme::plain(), out));
        let (start, summary) = text.split_once("A proposal\n").unwrap();
        assert_eq!(
            start,
            "A call, Sent\nDue: tomorrow\nDue: in UTC\nUrgent: yes\n\nNote:\nOne.\nTwo.\nNumber 1: "
        );
        assert!(summary.ends_with("words many ... (--full for all)\n\naccept\n"), "{summary}");
        assert_eq!(summary.lines().count(), 3);
    }

    #[test]
    fn labels_are_words() {
        assert_eq!(label("CALL UUID"), "Call UUID");
        assert_eq!(label("DUE"), "Due");
    }
}
