//! A page for reading: headings, labelled facts and wrapped text.

use std::borrow::Cow;
use std::io::{self, Write};

use textwrap::{Options, WordSplitter};
use unicode_width::UnicodeWidthStr;

use super::{Role, Table, Theme, link, table};

/// Lines longer than this are hard to read, however wide the terminal.
pub const WIDEST: usize = 100;

/// A page.
#[derive(Debug)]
pub struct Page {
    /// Its blocks, from the top.
    pub blocks: Vec<Block>,
    /// The words after a text that was cut: how all of it is seen.
    pub more: &'static str,
}

impl Default for Page {
    fn default() -> Self {
        Self { blocks: Vec::new(), more: "(--full for all)" }
    }
}

/// A part of a page. Texts may be a server's: they are cleaned when they are written.
#[derive(Debug)]
pub enum Block {
    /// The page's name, and a word at the right.
    Title(String, String, Role),
    /// A labelled fact; without a label it says more of the one above.
    Fact(&'static str, String, Role),
    /// A heading of our own.
    Heading(&'static str),
    /// An empty line.
    Blank,
    /// Wrapped text, so many columns from the left; at most so many lines, if a number is given.
    Text(String, usize, Option<usize>),
    /// An entry: its number, and its name with a hanging indent.
    Entry(String, String),
    /// Facts on a line, so many columns from the left.
    Facts(Vec<(String, Role)>, usize),
    /// A table.
    Rows(Table),
    /// How something came out, in a word, and what it was.
    Check(&'static str, Role, String),
    /// A block whose name or value leads to an address, where the terminal can do that.
    Linked(Box<Block>, String),
}

/// Writes a page.
pub fn write(page: &Page, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    let width = theme.width.min(WIDEST);
    page.blocks.iter().try_for_each(|block| write_block(block, None, page.more, width, theme, out))
}

fn write_block(
    block: &Block,
    address: Option<&str>,
    more: &str,
    width: usize,
    theme: &Theme,
    out: &mut dyn Write,
) -> io::Result<()> {
    let name = |role, text: &str| styled(role, text, address, theme);
    match block {
        Block::Linked(block, address) => {
            let address = link::address(address).filter(|_| theme.hyperlinks);
            write_block(block, address.as_deref(), more, width, theme, out)
        }
        Block::Title(text, word, role) => title(text, word, *role, width, theme, out, &name),
        Block::Fact(label, value, role) => {
            let label = format!("{label:<8}");
            for line in wrap(&theme.line(value), width, &label, "        ") {
                let (head, tail) = line.split_at_checked(8).unwrap_or((&line, ""));
                writeln!(out, "{head}{}", name(*role, tail))?;
            }
            Ok(())
        }
        Block::Heading(text) => writeln!(out, "{}", theme.paint(Role::Heading, text)),
        Block::Blank => writeln!(out),
        Block::Text(text, indent, most) => {
            paragraphs(text, *indent, most.map(|most| (most, more)), width, theme, out)
        }
        Block::Entry(number, text) => {
            let indent = " ".repeat(number.len() + 2);
            for line in wrap(&theme.line(text), width, &format!("{number}  "), &indent) {
                let (head, tail) = line.split_at_checked(indent.len()).unwrap_or((&line, ""));
                if address.is_none() {
                    writeln!(out, "{}", theme.paint(Role::Heading, &line))?;
                    continue;
                }
                let head = theme.paint(Role::Heading, head);
                writeln!(out, "{head}{}", name(Role::Heading, tail))?;
            }
            Ok(())
        }
        Block::Facts(facts, indent) => facts_line(facts, *indent, width, theme, out),
        Block::Rows(rows) => {
            let theme = Theme { width, ..theme.clone() };
            table::write(rows, &theme, out)
        }
        Block::Check(word, role, text) => {
            let label = format!("{word:<9}");
            // What is sent to somebody keeps its paths and addresses whole.
            let width = if theme.is_terminal { width } else { usize::MAX };
            for line in wrap(&theme.line(text), width, &label, "         ") {
                let (head, tail) = line.split_at_checked(9).unwrap_or((&line, ""));
                writeln!(out, "{}{tail}", theme.paint(*role, head))?;
            }
            Ok(())
        }
    }
}

/// Text in the style of its role, which leads somewhere if there is an address.
fn styled(role: Role, text: &str, address: Option<&str>, theme: &Theme) -> String {
    let painted = theme.paint(role, text);
    match address {
        Some(address) if !text.is_empty() => link::linked(&painted, address),
        Some(_) | None => painted,
    }
}

fn title(
    name: &str,
    word: &str,
    role: Role,
    width: usize,
    theme: &Theme,
    out: &mut dyn Write,
    styled: &dyn Fn(Role, &str) -> String,
) -> io::Result<()> {
    let name = theme.line(name);
    let word = theme.line(word);
    let room = width.saturating_sub(word.width() + 2);
    let lines = wrap(&name, room, "", "");
    for (number, line) in lines.iter().enumerate() {
        let styled = styled(Role::Heading, line);
        if number == 0 && !word.is_empty() {
            let gap = " ".repeat(width.saturating_sub(line.width() + word.width()).max(2));
            writeln!(out, "{styled}{gap}{}", theme.paint(role, &word))?;
        } else {
            writeln!(out, "{styled}")?;
        }
    }
    Ok(())
}

fn paragraphs(
    text: &str,
    indent: usize,
    most: Option<(usize, &str)>,
    width: usize,
    theme: &Theme,
    out: &mut dyn Write,
) -> io::Result<()> {
    let margin = " ".repeat(indent);
    let text = theme.text(text);
    let Some((most, hint)) = most else {
        let mut lines = text.trim().lines().flat_map(|line| {
            // What is set in by its writer, such as a list, stays so.
            let depth = line.len() - line.trim_start_matches(' ').len();
            let margin = format!("{margin}{}", " ".repeat(depth.min(8)));
            wrap(line.trim(), width, &margin, &margin)
        });
        return lines.try_for_each(|line| writeln!(out, "{}", line.trim_end()));
    };
    // A short look is one paragraph, whatever the line breaks; no more of it than can be shown.
    let words = text.split_whitespace().take(most * width);
    let flowing = words.collect::<Vec<_>>().join(" ");
    let mut lines = wrap(&flowing, width, &margin, &margin).into_iter();
    let mut kept: Vec<String> = lines.by_ref().take(most).collect();
    if lines.next().is_some()
        && let Some(last) = kept.last_mut()
    {
        let room = width.saturating_sub(hint.len() + 3);
        let mut first_gone = ' ';
        while last.width() > room {
            first_gone = last.pop().unwrap_or(' ');
        }
        // Words stay whole, where the script has words.
        if first_gone != ' '
            && let Some(end) = last.rfind(' ').filter(|end| *end > indent + room / 2)
        {
            last.truncate(end);
        }
        let cut = format!("{} {}", last.trim_end(), theme.ellipsis());
        let gap = " ".repeat(width.saturating_sub(cut.width() + hint.len()).max(1));
        *last = format!("{cut}{gap}{hint}");
    }
    kept.iter().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
}

fn facts_line(
    facts: &[(String, Role)],
    indent: usize,
    width: usize,
    theme: &Theme,
    out: &mut dyn Write,
) -> io::Result<()> {
    let margin = " ".repeat(indent);
    let mut line = margin.clone();
    let mut used = indent;
    for (number, (text, role)) in facts.iter().enumerate() {
        let text = theme.line(text);
        let separator = if number == 0 { "" } else { theme.separator() };
        // A short fact moves to the next line whole, a long one runs on and is wrapped, where there
        // is room for some of it.
        let least = text.width().min(width / 3);
        if number > 0 && used + separator.width() + least > width {
            writeln!(out, "{line}")?;
            line.clone_from(&margin);
            used = indent;
        } else {
            line.push_str(separator);
            used += separator.width();
        }
        // An address that is broken leads nowhere.
        if text.width() <= width.saturating_sub(used) || text.contains("://") {
            line.push_str(&theme.paint(*role, &text));
            used += text.width();
            continue;
        }
        // Longer than a line: it goes on below, set in.
        let hang = format!("{margin}  ");
        let mut pieces = wrap(&text, width, &" ".repeat(used), &hang).into_iter();
        if let Some(first) = pieces.next() {
            line.push_str(&theme.paint(*role, first.trim_start()));
            used = first.width();
        }
        for piece in pieces {
            writeln!(out, "{line}")?;
            line = format!("{hang}{}", theme.paint(*role, piece.trim_start()));
            used = piece.width();
        }
    }
    writeln!(out, "{line}")
}

fn wrap(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    let options = Options::new(width.max(20))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(true);
    textwrap::wrap(text, options).into_iter().map(Cow::into_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{Block, Page, write};
    use crate::output::Theme;
    use unicode_width::UnicodeWidthStr;

    fn lines(block: Block, width: usize) -> Vec<String> {
        let page = Page { blocks: vec![block], ..Page::default() };
        let mut out = Vec::new();
        write(&page, &Theme { width, ..Theme::plain() }, &mut out).unwrap();
        String::from_utf8(out).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_cut_summary_keeps_its_beginning_in_every_script() {
        for text in [
            "本課題は水素アンモニア混合火炎の直接数値計算を行う".repeat(6),
            "many plain words ".repeat(20),
        ] {
            let lines = lines(Block::Text(text, 3, Some(2)), 60);
            assert_eq!(lines.len(), 2);
            assert!(
                lines[1].ends_with("… (--full for all)") || lines[1].ends_with("(--full for all)")
            );
            assert!(lines[1].width() <= 60 && lines[1].find('…').unwrap() > 25, "{lines:?}");
        }
    }

    #[test]
    fn nothing_is_wider_than_the_page() {
        let word = "x".repeat(300);
        for block in [
            Block::Title(word.clone(), "Sent".to_owned(), crate::output::Role::Plain),
            Block::Fact("Due", word.clone(), crate::output::Role::Plain),
            Block::Entry("12".to_owned(), word.clone()),
            Block::Text(word.clone(), 4, None),
            Block::Facts(
                vec![
                    ("done".to_owned(), crate::output::Role::Good),
                    (word.clone(), crate::output::Role::Plain),
                ],
                2,
            ),
            Block::Facts(
                vec![
                    ("x".repeat(45), crate::output::Role::Plain),
                    (word.clone(), crate::output::Role::Plain),
                ],
                3,
            ),
            Block::Facts(
                vec![
                    ("many words ".repeat(12), crate::output::Role::Plain),
                    ("end".to_owned(), crate::output::Role::Plain),
                ],
                0,
            ),
        ] {
            for line in lines(block, 50) {
                assert!(line.width() <= 50, "{line}");
            }
        }
    }
}
