//! Messages on standard error: wrapped at the terminal's width, commands on lines of their own.

use std::borrow::Cow;

use textwrap::{Options, WordSeparator, WordSplitter};
use unicode_width::UnicodeWidthStr;

use super::Theme;
use super::page::WIDEST;

/// The lines of a message, which may hold a server's text. The first line begins with `first`, the
/// others with `rest`. At a terminal it is wrapped, and where that is needed, a command that it
/// names stands on a line of its own, to be copied; elsewhere a message is one line.
pub fn message_lines(text: &str, first: &str, rest: &str, theme: &Theme) -> Vec<String> {
    let text = theme.line(text.trim_end());
    let width = theme.width.min(WIDEST);
    let whole = format!("{first}{text}");
    if !theme.is_terminal || whole.width() <= width {
        return vec![whole];
    }
    let mut lines = Vec::new();
    let mut remaining = &*text;
    while !remaining.is_empty() {
        let (sentence, command, after) = split_at_command(remaining);
        let options = Options::new(width)
            .initial_indent(if lines.is_empty() { first } else { rest })
            .subsequent_indent(rest)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            // An address or a path that is longer than a line stays whole, to be copied.
            .break_words(false);
        lines.extend(textwrap::wrap(sentence, options).into_iter().map(Cow::into_owned));
        lines.extend(command.map(|command| format!("{rest}  {command}")));
        remaining = after;
    }
    lines
}

/// A question, which may hold a server's text, wrapped at the terminal's width. The blank at its
/// end stays: what is typed comes behind it.
pub fn question(text: &str, theme: &Theme) -> String {
    let text = theme.text(text);
    let options = Options::new(theme.width.min(WIDEST))
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    let lines = text.trim_end_matches(' ').split('\n').map(|line| {
        let indent = &line[..line.len() - line.trim_start_matches(' ').len()];
        textwrap::wrap(line, options.clone().subsequent_indent(indent)).join("\n")
    });
    let blank = if text.ends_with(' ') { " " } else { "" };
    format!("{}{blank}", lines.collect::<Vec<_>>().join("\n"))
}

/// Splits a message at the first command that it names: before it, the command, and behind it.
fn split_at_command(text: &str) -> (&str, Option<&str>, &str) {
    let Some(at) = text.find(": waldur-review ") else { return (text, None, "") };
    let (sentence, command) = text.split_at(at + 1);
    let (command, after) = command.split_once("; ").unwrap_or((command, ""));
    (sentence, Some(command.trim_start()), after)
}

#[cfg(test)]
mod tests {
    use super::{message_lines, question};
    use crate::output::Theme;

    #[test]
    fn question_is_wrapped_between_words_and_keeps_its_last_blank() {
        let theme = Theme { width: 40, is_terminal: true, ..Theme::plain() };
        for (text, expected) in [
            ("Submit? [y/N] ", "Submit? [y/N] "),
            (
                "1 of 3: [a]ccept, [d]ecline, [s]kip, [b]ack, [q]uit, [?] ",
                "1 of 3: [a]ccept, [d]ecline, [s]kip,\n[b]ack, [q]uit, [?] ",
            ),
            (
                "It is allowed:\n  to read the lists of proposals and batches\nGo on? ",
                "It is allowed:\n  to read the lists of proposals and\n  batches\nGo on? ",
            ),
            ("\nEnd this review? ", "\nEnd this review? "),
            ("Token (\u{1b}[2Jhidden): ", "Token (␛[2Jhidden): "),
        ] {
            assert_eq!(question(text, &theme), expected);
        }
    }

    #[test]
    fn messages_are_wrapped_at_a_terminal_and_commands_kept_whole() {
        let terminal = Theme { width: 40, is_terminal: true, ..Theme::plain() };
        for (text, expected) in [
            ("run: waldur-review auth login", &["  run: waldur-review auth login"][..]),
            (
                "it may be answered, or assigned to someone else; run: waldur-review batches list --all",
                &[
                    "  it may be answered, or assigned to",
                    "    someone else; run:",
                    "      waldur-review batches list --all",
                ],
            ),
            (
                "run: waldur-review auth login; or look around: waldur-review --demo batches list",
                &[
                    "  run:",
                    "      waldur-review auth login",
                    "    or look around:",
                    "      waldur-review --demo batches list",
                ],
            ),
            (
                "see https://portal.example.ac.uk/a/long/address/of/a/page for more",
                &[
                    "  see",
                    "    https://portal.example.ac.uk/a/long/address/of/a/page",
                    "    for more",
                ],
            ),
        ] {
            assert_eq!(message_lines(text, "  ", "    ", &terminal), expected);
            assert_eq!(message_lines(text, "  ", "    ", &Theme::plain()), [format!("  {text}")]);
        }
    }
}
