//! The one normal form of a text, for comparing, counting, digests and sending.

use std::fmt::Write;

use ring::digest::{SHA256, digest as sha256};

/// The digest of a text in the base line is so many bytes long.
const DIGEST_BYTES: usize = 6;

/// A text as the server would keep it: both ends trimmed as Python's `strip` does. Line ends are
/// `\n`, since the server keeps other ones and the text would count as changed for ever.
pub fn normal(text: &str) -> String {
    let text = text.trim_matches(is_trimmed);
    let mut lines = text.split('\n');
    let mut whole = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        whole.truncate(whole.trim_end_matches('\r').len());
        whole.push('\n');
        whole.push_str(line);
    }
    whole
}

fn is_trimmed(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{1c}'..='\u{1f}')
}

/// The first 12 hex digits of the SHA-256 of a text's normal form; `-` for an empty one.
pub fn digest(text: &str) -> String {
    let text = normal(text);
    if text.is_empty() {
        return "-".to_owned();
    }
    let digest = sha256(&SHA256, text.as_bytes());
    hex(digest.as_ref().get(..DIGEST_BYTES).unwrap_or_default())
}

/// Bytes as lower-case hex digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The words of a text, as people count them.
pub fn count_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

#[cfg(test)]
mod tests {
    use super::{count_words, digest, normal};
    use proptest::prelude::*;

    #[test]
    fn texts_are_trimmed_and_have_one_kind_of_line_end() {
        for (text, expected) in [
            ("", ""),
            (" \r\n\t\u{85}\u{3000}\u{1c}", ""),
            ("a\r\nb", "a\nb"),
            ("a\r\r\n\r\nb\r", "a\n\nb"),
            ("a\rb", "a\rb"),
            ("\u{1f} a  \n  b \u{a0}", "a  \n  b"),
            ("\u{200b}a", "\u{200b}a"),
        ] {
            assert_eq!(normal(text), expected, "{text:?}");
        }
    }

    #[test]
    fn digests_are_those_of_the_normal_form() {
        assert_eq!(digest(" \n"), "-");
        // printf abc | sha256sum
        assert_eq!(digest("abc\r\n"), "ba7816bf8f01");
        assert_ne!(digest("a\nb"), digest("a\rb"));
    }

    #[test]
    fn words_have_a_letter_or_a_digit() {
        assert_eq!(count_words("I would - fund: 70 % …"), 4);
    }

    proptest! {
        #[test]
        fn normal_form_of_a_normal_form_is_the_same(text in "[a \r\n\u{1c}\u{85}]{0,12}") {
            let once = normal(&text);
            prop_assert_eq!(normal(&once), once);
        }
    }
}
