//! Text that is sent to the server: no control characters but line breaks and tabs.

use crate::error::UserError;

/// A character that cannot be sent, and its place; lines and columns count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ControlCharacter {
    pub character: char,
    pub line: usize,
    pub column: usize,
}

/// The first control character of a text that is neither a line break nor a tab.
pub fn find_control_character(text: &str) -> Option<ControlCharacter> {
    let (mut line, mut column) = (1, 1);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let is_line_break =
            character == '\n' || (character == '\r' && characters.peek() == Some(&'\n'));
        if character.is_control() && !is_line_break && character != '\t' {
            return Some(ControlCharacter { character, line, column });
        }
        if character == '\n' {
            (line, column) = (line + 1, 1);
        } else {
            column += 1;
        }
    }
    None
}

/// Checks a text that is to be sent; `name` is what the message calls it, such as `the reason`.
///
/// # Errors
/// A usage error with the place of a control character.
pub fn check_text(text: &str, name: &str) -> Result<(), UserError> {
    match find_control_character(text) {
        None => Ok(()),
        Some(found) => Err(UserError::usage(format!(
            "{name} holds {found}, which is not sent: remove it (line breaks and tabs may stay)"
        ))),
    }
}

impl std::fmt::Display for ControlCharacter {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { character, line, column } = self;
        write!(
            formatter,
            "the control character U+{:04X} in line {line}, column {column}",
            u32::from(*character)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{ControlCharacter, check_text, find_control_character};

    #[test]
    fn only_line_breaks_and_tabs_are_allowed() {
        for fine in ["", "a\nb", "a\r\nb", "\ttab", "«Renée» \u{1f9ea}", "\u{200f}\u{2028}"] {
            assert_eq!(find_control_character(fine), None, "{fine:?}");
        }
        for (text, character, line, column) in [
            ("\0", '\0', 1, 1),
            ("a\u{1b}[D", '\u{1b}', 1, 2),
            ("ab\ncd\u{7}", '\u{7}', 2, 3),
            ("a\r\nä\u{9b}", '\u{9b}', 2, 2),
            ("a\rb", '\r', 1, 2),
            ("a\r", '\r', 1, 2),
            ("\u{7f}", '\u{7f}', 1, 1),
        ] {
            let expected = ControlCharacter { character, line, column };
            assert_eq!(find_control_character(text), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn message_names_the_place() {
        let error = check_text("one\ntw\u{8}o", "the reason").unwrap_err();
        assert_eq!(
            error.message,
            "the reason holds the control character U+0008 in line 2, column 3, which is not sent: \
             remove it (line breaks and tabs may stay)"
        );
    }
}
