//! Tables, pages, and texts on their way to a terminal.

use jiff::Timestamp;
use unicode_width::UnicodeWidthStr;

use crate::output::{self, Block, Cell, Column, Page, Role, Row, Table, Theme, View, When, render};

use super::Input;

/// A server's text, made harmless.
pub fn sanitize(data: &[u8]) {
    let text = Input(data).rest();
    let utf8 = Theme::plain();
    let ascii = Theme { utf8: false, ..Theme::plain() };
    let line = utf8.line(&text);
    assert!(!line.chars().any(output::is_unsafe));
    assert_eq!(line.chars().count(), text.chars().count());
    assert_eq!(utf8.line(&line), line, "cleaned twice");
    let lines = utf8.text(&text);
    assert!(!lines.chars().any(|c| c != '\n' && output::is_unsafe(c)));
    assert_eq!(utf8.text(&lines), lines, "cleaned twice");
    for plain in [ascii.line(&text), ascii.text(&text)] {
        assert!(plain.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')));
    }
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        assert!(line == text && lines == text, "plain text changed");
    }
    if let Some(address) = output::address(&text) {
        assert!(address.bytes().all(|byte| byte.is_ascii_graphic()));
        assert!(address.starts_with("https://") || address.starts_with("http://"));
    }
}

/// A table at a terminal: a line a row, none wider than the terminal, and the same for programs.
pub fn tables(data: &[u8]) {
    let mut input = Input(data);
    let width = input.number(20, 140);
    let utf8 = input.flag();
    let table = table(&mut input);
    let rows = table.rows.len();
    let columns = table.columns.len();
    let terminal = Theme {
        width,
        utf8,
        is_terminal: true,
        now: "2026-11-24T03:00:00Z".parse().expect("a time"),
        ..Theme::plain()
    };
    // One look at each input: an input for the other looks is soon found.
    match data.len() % 4 {
        0 => {
            let drawn = shown(&View::Table(table), &terminal);
            assert_eq!(drawn.lines().count(), rows + 1);
            assert_fits(&drawn, width, &terminal);
        }
        1 => {
            let view = View::Table(table);
            assert_eq!(seen(&shown(&view, &fancy(&terminal))), seen(&shown(&view, &terminal)));
        }
        2 => {
            let heard = Theme { accessible: true, ..terminal };
            let heard = shown(&View::Table(table), &heard);
            assert!(!heard.chars().any(|c| c != '\n' && output::is_unsafe(c)));
        }
        _ if utf8 => {
            let tsv = shown(&View::Tsv(table), &terminal);
            assert_eq!(tsv.lines().count(), rows);
            for line in tsv.split_terminator('\n') {
                assert_eq!(line.matches('\t').count() + 1, columns);
                assert!(!line.chars().any(|c| c != '\t' && output::is_unsafe(c)));
            }
        }
        _ => {
            let csv = shown(&View::Csv(table), &terminal);
            let mut reader = csv::Reader::from_reader(csv.as_bytes());
            let records = reader.records().map(|record| record.expect("CSV").len());
            assert!(records.eq(std::iter::repeat_n(columns, rows)));
        }
    }
}

/// As at a terminal that can colour and link.
fn fancy(terminal: &Theme) -> Theme {
    Theme { color: true, hyperlinks: true, ..terminal.clone() }
}

fn assert_fits(text: &str, width: usize, theme: &Theme) {
    for line in text.split_terminator('\n') {
        assert!(line.width() <= width, "{line:?} has {} columns", line.width());
        assert!(!line.chars().any(output::is_unsafe));
        assert!(theme.utf8 || line.is_ascii());
    }
}

/// A page at a terminal.
pub fn pages(data: &[u8]) {
    let mut input = Input(data);
    let width = input.number(40, 140);
    let utf8 = input.flag();
    let mut blocks = Vec::new();
    let mut is_broad = false;
    while !input.0.is_empty() && blocks.len() < 8 {
        let role = role(&mut input);
        let block = match input.byte() % 9 {
            0 => Block::Title(input.text(), "Sent".to_owned(), role),
            1 => Block::Fact("Due", input.text(), role),
            2 => Block::Fact("", input.text(), role),
            3 => Block::Entry(input.number(1, 99).to_string(), input.text()),
            4 => Block::Text(input.text(), input.number(0, 6), None),
            5 => {
                let most = input.number(1, 4);
                Block::Text(input.text(), input.number(0, 6), Some(most))
            }
            6 => {
                let mut facts = Vec::new();
                for _ in 0..input.number(1, 4) {
                    let text = input.text();
                    // An address is never broken: it would lead nowhere.
                    is_broad |= text.contains("://");
                    facts.push((text, role));
                }
                Block::Facts(facts, input.number(0, 6))
            }
            7 => Block::Check("warning", role, input.text()),
            _ => Block::Rows(table(&mut input)),
        };
        let block = if input.flag() {
            Block::Linked(Box::new(block), format!("https://w.example/{}", input.text()))
        } else {
            block
        };
        blocks.push(block);
    }
    let view = View::Page(Page { blocks, ..Page::default() });
    let terminal = Theme { width, utf8, is_terminal: true, ..Theme::plain() };
    match data.len() % 3 {
        0 => {
            // Only what holds an address may be too wide.
            let width = if is_broad { usize::MAX } else { width.min(100) };
            assert_fits(&shown(&view, &terminal), width, &terminal);
        }
        1 => assert_eq!(seen(&shown(&view, &fancy(&terminal))), seen(&shown(&view, &terminal))),
        _ => {
            let heard = Theme { accessible: true, ..terminal };
            let heard = shown(&view, &heard);
            assert!(!heard.chars().any(|c| c != '\n' && output::is_unsafe(c)));
        }
    }
}

/// The text of a view.
pub(super) fn shown(view: &View, theme: &Theme) -> String {
    let mut out = Vec::new();
    render(view, theme, &mut out).expect("memory takes it");
    String::from_utf8(out).expect("UTF-8")
}

fn role(input: &mut Input<'_>) -> Role {
    match input.byte() % 6 {
        0 => Role::Plain,
        1 => Role::Heading,
        2 => Role::Urgent,
        3 => Role::Past,
        4 => Role::Good,
        _ => Role::Danger,
    }
}

fn table(input: &mut Input<'_>) -> Table {
    const NAMES: [&str; 6] = ["BATCH", "CALL", "DUE", "A LONG HEADING", "D", "E"];
    let mut columns: Vec<Column> = Vec::new();
    for name in NAMES.iter().take(input.number(1, NAMES.len())) {
        let flags = input.byte();
        columns.push(Column {
            right: flags & 1 == 1,
            flexible: flags & 2 == 2,
            from_width: if flags & 0b1100 == 0b1100 && !columns.is_empty() { 100 } else { 0 },
            ..Column::new(name, name)
        });
    }
    let keep_all = input.flag();
    let mut rows = Vec::new();
    while !input.0.is_empty() && rows.len() < 6 {
        let role = role(input);
        let cells = columns.iter().map(|_| cell(input)).collect();
        rows.push(Row { role, cells });
    }
    Table { columns, rows, keep_all }
}

fn cell(input: &mut Input<'_>) -> Cell {
    match input.byte() % 10 {
        0 => Cell::Near(When::At(moment(input))),
        1 => Cell::Exact(When::At(moment(input))),
        2 => Cell::Date(When::Unknown),
        3 => Cell::Count(Some(u64::from(input.byte()) << 50)),
        4 => Cell::Part(None, Some(u64::from(input.byte()))),
        5 => Cell::Flag(input.flag()),
        6 => Cell::Linked(input.text(), format!("https://w.example/{}", input.text())),
        _ => Cell::Text(input.text()),
    }
}

/// Any time that can be one, most of them far away.
fn moment(input: &mut Input<'_>) -> Timestamp {
    let seconds = (0..5).fold(0, |seconds, _| seconds << 8 | i64::from(input.byte()));
    let seconds = seconds & 0x3f_ffff_ffff;
    Timestamp::from_second(seconds).unwrap_or(Timestamp::MAX)
}

/// The visible part of a text: colours and links add what a terminal does not show, and blanks at
/// the end of a line are not seen.
fn seen(text: &str) -> Vec<String> {
    let text = without_sequences(text);
    let lines = text.split_terminator('\n');
    lines.map(|line| line.trim_end().to_owned()).collect()
}

/// A text without colours (`ESC [ … m`) and links (`ESC ] … ESC \`). Any other
/// sequence stays.
fn without_sequences(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        out.push_str(before);
        let end = if let Some(style) = after.strip_prefix('[') {
            style.find('m').map(|at| at + 2)
        } else if after.starts_with("]8;;") {
            after.find("\u{1b}\\").map(|at| at + 2)
        } else {
            None
        };
        if let Some(end) = end {
            rest = after.get(end..).unwrap_or_default();
        } else {
            out.push('\u{1b}');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}
