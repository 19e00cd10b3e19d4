//! Tables for users: no row is wider than the terminal, and none breaks.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::io::{self, Write};

use comfy_table::{CellAlignment, ContentArrangement, Table as Grid};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{ALWAYS_SHOWN, Cell, Column, Role, Table, Theme, When, link, time};

/// Blanks between columns.
const GAP: u16 = 2;
/// The mark before a row and its gap.
const MARK: usize = 3;
/// A flexible column keeps this width while another column can be left out.
const FLEXIBLE_LEAST: usize = 12;

/// Up to so many rows are drawn by comfy-table. It costs some 22,000 instructions a row, which
/// is not noticed on a screen; longer lists are padded here, to the same characters.
const MOST_DRAWN: usize = 500;

/// The text of a cell as users see it, and how it is decorated.
struct Face<'c> {
    text: Cow<'c, str>,
    width: usize,
    /// The colour of the mark and of a deadline.
    role: Role,
    /// The address that it links to.
    link: Option<&'c str>,
}

impl<'c> Face<'c> {
    fn new(text: Cow<'c, str>) -> Self {
        Self { width: text.width(), text, role: Role::Plain, link: None }
    }

    fn of(cell: &'c Cell, row: Role, theme: &Theme) -> Self {
        let link = if let Cell::Linked(_, address) = cell { Some(address.as_str()) } else { None };
        let link = link.filter(|_| theme.hyperlinks);
        let role = if matches!(cell, Cell::Near(_)) { row } else { Role::Plain };
        Self { role, link, ..Self::new(face(cell, theme)) }
    }

    /// Makes it fit: what is too long ends in a sign of that.
    fn cut(&mut self, most: usize, theme: &Theme) {
        if self.width <= most {
            return;
        }
        let room = most.saturating_sub(1);
        let mut kept = String::with_capacity(self.text.len());
        let mut used = 0;
        for character in self.text.chars() {
            used += character.width().unwrap_or(0);
            if used > room {
                break;
            }
            kept.push(character);
        }
        // Widths of sequences (emoji, combining marks) are not the sum of their characters'.
        while kept.width() > room {
            kept.pop();
        }
        kept.truncate(kept.trim_end().len());
        kept.push_str(theme.ellipsis());
        *self = Self { role: self.role, link: self.link, ..Self::new(Cow::Owned(kept)) };
    }
}

/// Writes the header and the rows.
pub fn write(table: &Table, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    let draw = if table.rows.len() > MOST_DRAWN { pad } else { draw };
    write_by(draw, table, theme, out)
}

/// How lines are made of a grid of texts that fit.
type Draw = fn(
    &[Vec<Face<'_>>],
    &[(usize, bool)],
    &mut dyn FnMut(usize, &str) -> io::Result<()>,
) -> io::Result<()>;

fn write_by(draw: Draw, table: &Table, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    let (places, columns): (Vec<usize>, Vec<Column>) = table
        .columns
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, column)| column.is_shown(table.keep_all, theme))
        .unzip();
    // The header is the first row, the mark the first cell.
    let titles = columns.iter().map(|column| Face::new(Cow::Borrowed(column.title)));
    let mut grid: Vec<Vec<Face<'_>>> = Vec::with_capacity(table.rows.len() + 1);
    grid.push(std::iter::once(Face::new(Cow::Borrowed(""))).chain(titles).collect());
    for row in &table.rows {
        let mut faces = Vec::with_capacity(places.len() + 1);
        faces.push(Face { role: row.role, ..Face::new(Cow::Borrowed(mark(row.role))) });
        let cells = places.iter().filter_map(|at| row.cells.get(*at));
        faces.extend(cells.map(|cell| Face::of(cell, row.role, theme)));
        grid.push(faces);
    }
    let natural: Vec<usize> = (1..=columns.len()).map(|at| widest(&grid, at)).collect();
    let mut shown: Vec<usize> = (0..columns.len()).collect();
    let widths = column_widths(&columns, table.keep_all, &mut shown, &natural, theme.width);
    if shown.len() < columns.len() {
        for row in &mut grid {
            let mut at = 0;
            row.retain(|_| {
                at += 1;
                at == 1 || shown.contains(&(at - 2))
            });
        }
    }
    for row in &mut grid {
        for (face, width) in row.iter_mut().skip(1).zip(&widths) {
            face.cut(*width, theme);
        }
    }
    let mut sizes = vec![(1, false)];
    sizes.extend(shown.iter().enumerate().map(|(position, at)| {
        // What was cut may have become narrower than it had to.
        let right = columns.get(*at).is_some_and(|column| column.right);
        (widest(&grid, position + 1), right)
    }));
    draw(&grid, &sizes, &mut |number, line| {
        let heading = if number == 0 { Role::Heading } else { Role::Plain };
        let row = grid.get(number).map(Vec::as_slice).unwrap_or_default();
        writeln!(out, "{}", theme.paint(heading, &decorate(line, row, &sizes, theme)))
    })
}

/// A drawn line with the colours and links of its cells. Drawing works on plain text, since escape
/// sequences have no width.
fn decorate<'l>(
    line: &'l str,
    row: &[Face<'_>],
    sizes: &[(usize, bool)],
    theme: &Theme,
) -> Cow<'l, str> {
    let is_decorated =
        |face: &Face<'_>| face.link.is_some() || theme.color && face.role != Role::Plain;
    if !row.iter().any(is_decorated) {
        return Cow::Borrowed(line);
    }
    let mut text = String::with_capacity(line.len() + 64);
    let (mut copied, mut start) = (0, 0);
    for (face, (width, right)) in row.iter().zip(sizes) {
        let blanks = width.saturating_sub(face.width);
        let from = if *right { start + blanks } else { start };
        let to = from + face.text.len();
        if let (true, Some(before), Some(cell)) =
            (is_decorated(face), line.get(copied..from), line.get(from..to))
        {
            let painted = theme.paint(face.role, cell);
            text.push_str(before);
            text.push_str(&match face.link.and_then(link::address) {
                Some(address) => link::linked(&painted, &address),
                None => painted,
            });
            copied = to;
        }
        start += blanks + face.text.len() + usize::from(GAP);
    }
    text.push_str(line.get(copied..).unwrap_or_default());
    Cow::Owned(text)
}

fn widest(grid: &[Vec<Face<'_>>], at: usize) -> usize {
    grid.iter().filter_map(|row| row.get(at)).map(|face| face.width).max().unwrap_or(0)
}

fn draw(
    grid: &[Vec<Face<'_>>],
    sizes: &[(usize, bool)],
    line: &mut dyn FnMut(usize, &str) -> io::Result<()>,
) -> io::Result<()> {
    let mut drawn = Grid::new();
    drawn.load_style(comfy_table::presets::NOTHING);
    drawn.set_content_arrangement(ContentArrangement::Disabled);
    for row in grid {
        drawn.add_row(row.iter().map(|face| face.text.as_ref()));
    }
    for (column, (_, right)) in drawn.column_iter_mut().zip(sizes) {
        column.set_padding((0, GAP));
        if *right {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for (number, text) in drawn.lines().enumerate() {
        line(number, text.trim_end())?;
    }
    Ok(())
}

fn pad(
    grid: &[Vec<Face<'_>>],
    sizes: &[(usize, bool)],
    line: &mut dyn FnMut(usize, &str) -> io::Result<()>,
) -> io::Result<()> {
    let mut text = String::new();
    for (number, row) in grid.iter().enumerate() {
        text.clear();
        for (face, (width, right)) in row.iter().zip(sizes) {
            let blanks = std::iter::repeat_n(' ', width.saturating_sub(face.width));
            if *right {
                text.extend(blanks);
                text.push_str(&face.text);
            } else {
                text.push_str(&face.text);
                text.extend(blanks);
            }
            text.push_str("  ");
        }
        line(number, text.trim_end())?;
    }
    Ok(())
}

/// The width of each shown column. Columns that cannot be shown are taken out of `shown` by
/// their priority, unless they were asked for or are always shown; what is flexible is cut, then
/// everything else.
fn column_widths(
    columns: &[Column],
    keep_all: bool,
    shown: &mut Vec<usize>,
    natural: &[usize],
    terminal: usize,
) -> Vec<usize> {
    let flexible = |at: usize| columns.get(at).is_some_and(|column| column.flexible);
    let wish = |at: usize| natural.get(at).copied().unwrap_or(0);
    let least = |at: usize| {
        if flexible(at) { wish(at).min(FLEXIBLE_LEAST) } else { wish(at) }
    };
    let gaps = |shown: &[usize]| MARK + usize::from(GAP) * shown.len().saturating_sub(1);
    while !keep_all && shown.len() > 1 {
        let needed: usize = shown.iter().map(|at| least(*at)).sum::<usize>() + gaps(shown);
        if needed <= terminal {
            break;
        }
        let lightest = shown
            .iter()
            .enumerate()
            .filter_map(|(position, at)| Some((position, columns.get(*at)?.priority)))
            .filter(|(_, priority)| *priority < ALWAYS_SHOWN)
            .min_by_key(|(position, priority)| (*priority, Reverse(*position)))
            .map(|(position, _)| position);
        let Some(lightest) = lightest else {
            break;
        };
        shown.remove(lightest);
    }
    let mut widths: Vec<usize> = shown.iter().map(|at| wish(*at)).collect();
    let mut over = (widths.iter().sum::<usize>() + gaps(shown)).saturating_sub(terminal);
    for (only_flexible, least) in [(true, FLEXIBLE_LEAST), (false, 1)] {
        while over > 0 {
            // The widest gives way first, one column at a time.
            let widest = widths
                .iter()
                .enumerate()
                .filter(|(position, width)| {
                    let may =
                        shown.get(*position).is_some_and(|at| !only_flexible || flexible(*at));
                    may && **width > least
                })
                .max_by_key(|(_, width)| **width)
                .map(|(position, _)| position);
            let Some(width) = widest.and_then(|position| widths.get_mut(position)) else {
                break;
            };
            *width -= 1;
            over -= 1;
        }
    }
    widths
}

fn mark(role: Role) -> &'static str {
    match role {
        Role::Urgent => "!",
        Role::Past => "x",
        Role::Plain | Role::Heading | Role::Good | Role::Danger => "",
    }
}

/// The text of a cell as users see it.
fn face<'c>(cell: &'c Cell, theme: &Theme) -> Cow<'c, str> {
    match cell {
        Cell::Text(text) | Cell::Linked(text, _) => theme.line(text),
        Cell::Near(when) => moment(*when, |at| time::relative(at, theme)),
        Cell::Exact(when) => moment(*when, |at| time::short(at, &theme.zone)),
        Cell::Date(when) => moment(*when, |at| time::date(at, &theme.zone)),
        Cell::Count(count) => number(*count),
        Cell::Part(part, whole) => Cow::Owned(fraction(*part, *whole)),
        Cell::Flag(true) => Cow::Borrowed("yes"),
        // What is so stands out where what is not leaves a blank.
        Cell::Flag(false) => Cow::Borrowed(""),
        Cell::Unknown => Cow::Borrowed("?"),
        Cell::Absent => Cow::Borrowed("-"),
    }
}

fn moment(when: When, words: impl Fn(jiff::Timestamp) -> String) -> Cow<'static, str> {
    match when {
        When::At(at) => Cow::Owned(words(at)),
        When::Never(word) => Cow::Borrowed(word),
        When::Absent => Cow::Borrowed("-"),
        When::Unknown => Cow::Borrowed("?"),
    }
}

fn number(count: Option<u64>) -> Cow<'static, str> {
    count.map_or(Cow::Borrowed("?"), |count| Cow::Owned(count.to_string()))
}

/// `3/8`, with `?` for what is not known.
pub(super) fn fraction(part: Option<u64>, whole: Option<u64>) -> String {
    let mut text = String::with_capacity(8);
    text.push_str(&number(part));
    text.push('/');
    text.push_str(&number(whole));
    text
}

#[cfg(test)]
mod tests {
    use super::{draw, pad, write, write_by};
    use crate::output::{Cell, Column, Role, Row, Table, Theme};
    use jiff::{Timestamp, tz::TimeZone};
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    fn theme(width: usize) -> Theme {
        Theme {
            color: false,
            utf8: true,
            width,
            zone: TimeZone::UTC,
            now: Timestamp::UNIX_EPOCH,
            is_terminal: true,
            ..Theme::plain()
        }
    }

    fn lines(table: &Table, width: usize) -> Vec<String> {
        let mut out = Vec::new();
        write(table, &theme(width), &mut out).unwrap();
        String::from_utf8(out).unwrap().lines().map(str::to_owned).collect()
    }

    fn table(rows: Vec<[String; 3]>, keep_all: bool) -> Table {
        let column =
            |title, flexible, right| Column { right, flexible, ..Column::new(title, title) };
        Table {
            columns: vec![
                column("ID", false, false),
                column("NAME", true, false),
                column("LEFT", false, true),
            ],
            rows: rows
                .into_iter()
                .map(|cells| Row { role: Role::Urgent, cells: cells.map(Cell::Text).to_vec() })
                .collect(),
            keep_all,
        }
    }

    #[test]
    fn the_flexible_column_gives_way() {
        let rows = vec![["0b6d2e48".into(), "A call with a rather long name".into(), "3/3".into()]];
        assert_eq!(
            lines(&table(rows, false), 32),
            ["   ID        NAME          LEFT", "!  0b6d2e48  A call with…   3/3"]
        );
    }

    #[test]
    fn colours_are_on_the_mark_and_the_deadline_only() {
        let at = "1970-01-02T09:00:00Z".parse().unwrap();
        let table = Table {
            columns: vec![
                Column::new("name", "NAME"),
                Column { right: true, ..Column::new("count", "COUNT") },
                Column::new("due", "DUE"),
                Column::new("end", "END"),
            ],
            rows: vec![Row {
                role: Role::Past,
                cells: vec![
                    Cell::Linked("高性能".to_owned(), "https://w.example/".to_owned()),
                    Cell::Count(Some(3)),
                    Cell::Near(crate::output::When::At(at)),
                    Cell::Text("z".to_owned()),
                ],
            }],
            keep_all: true,
        };
        let theme = Theme { color: true, hyperlinks: true, ..theme(80) };
        for draw in [draw, pad] {
            let mut out = Vec::new();
            write_by(draw, &table, &theme, &mut out).unwrap();
            let text = String::from_utf8(out).unwrap();
            let row = text.lines().nth(1).unwrap();
            let linked = "\u{1b}]8;;https://w.example/\u{1b}\\高性能\u{1b}]8;;\u{1b}\\";
            assert_eq!(
                row,
                format!(
                    "\u{1b}[31mx\u{1b}[0m  {linked}      3  \u{1b}[31mFri 09:00 (33 h)\u{1b}[0m  z"
                )
            );
        }
    }

    #[test]
    fn what_does_not_fit_is_left_out_by_priority() {
        for (priorities, width, expected) in [
            ([100, 100, 1], 26, ["   ID        NAME", "!  0b6d2e48  A call with…"]),
            ([2, 100, 1], 16, ["   NAME", "!  A call with…"]),
            // Equal ones from the end.
            ([1, 100, 1], 26, ["   ID        NAME", "!  0b6d2e48  A call with…"]),
            // What gives way can be left out as well.
            ([100, 2, 100], 20, ["   ID        LEFT", "!  0b6d2e48   3/3"]),
            // What is always shown is cut.
            ([100, 2, 100], 15, ["   ID      LEFT", "!  0b6d2…   3/3"]),
        ] {
            let rows =
                vec![["0b6d2e48".into(), "A call with a rather long name".into(), "3/3".into()]];
            let mut table = table(rows, false);
            for (column, priority) in table.columns.iter_mut().zip(priorities) {
                column.priority = priority;
            }
            assert_eq!(lines(&table, width), expected, "{priorities:?} {width}");
        }
    }

    proptest! {
        #[test]
        fn long_lists_look_like_short_ones(
            rows in prop::collection::vec(any::<[String; 3]>(), 0..4),
            terminal in 20usize..130,
        ) {
            let table = table(rows, false);
            let by = |draw| {
                let mut out = Vec::new();
                write_by(draw, &table, &theme(terminal), &mut out).unwrap();
                String::from_utf8(out).unwrap()
            };
            prop_assert_eq!(by(draw), by(pad));
        }

        #[test]
        fn no_line_is_wider_than_the_terminal(
            rows in prop::collection::vec(any::<[String; 3]>(), 1..4),
            terminal in 40usize..130,
            keep_all in any::<bool>(),
        ) {
            let count = rows.len();
            let lines = lines(&table(rows, keep_all), terminal);
            prop_assert_eq!(lines.len(), count + 1);
            for line in lines {
                prop_assert!(line.width() <= terminal, "{:?} is {} wide", line, line.width());
            }
        }
    }
}
