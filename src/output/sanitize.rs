//! Text from a server is other people's input: nothing in it may steer a terminal.

use std::borrow::Cow;

use icu_normalizer::DecomposingNormalizerBorrowed;

/// One line: control characters are shown as pictures, line breaks and tabs become spaces, and
/// what changes the direction of writing is replaced.
pub fn line(text: &str) -> Cow<'_, str> {
    replace(text, |character| match character {
        '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        other => unsafe_for_terminals(other),
    })
}

/// Several lines: as [`line`], but line breaks are kept, each as `\n`, and tabs become spaces.
pub fn text(text: &str) -> Cow<'_, str> {
    let text = if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n"))
    } else {
        Cow::Borrowed(text)
    };
    let clean = |character| match character {
        '\n' => None,
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        other => unsafe_for_terminals(other),
    };
    match text {
        Cow::Borrowed(text) => replace(text, clean),
        Cow::Owned(text) => Cow::Owned(replace(&text, clean).into_owned()),
    }
}

/// ASCII for terminals without UTF-8: letters without their accents, common signs by their
/// likeness, other characters as `?`.
pub fn ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '‐' | '‑' | '‒' | '–' | '—' | '−' => plain.push('-'),
            '‘' | '’' | '‚' | '′' => plain.push('\''),
            '“' | '”' | '„' | '«' | '»' | '″' => plain.push('"'),
            '…' => plain.push_str("..."),
            '·' | '•' => plain.push('|'),
            '\u{a0}' | '\u{2009}' | '\u{202f}' => plain.push(' '),
            '×' => plain.push('x'),
            // Letters that have no accent to drop.
            'ø' => plain.push('o'),
            'Ø' => plain.push('O'),
            'ł' => plain.push('l'),
            'Ł' => plain.push('L'),
            'đ' => plain.push('d'),
            'Đ' => plain.push('D'),
            'ı' => plain.push('i'),
            'æ' => plain.push_str("ae"),
            'Æ' => plain.push_str("AE"),
            'œ' => plain.push_str("oe"),
            'Œ' => plain.push_str("OE"),
            'ß' => plain.push_str("ss"),
            // Tabs and line ends stay, where they are part of the form.
            ascii if ascii.is_ascii() => plain.push(ascii),
            other => {
                if let Some(letter) = without_accents(other) {
                    plain.push(letter);
                    continue;
                }
                // What shows nothing by itself leaves nothing behind.
                let width = unicode_width::UnicodeWidthChar::width(other).unwrap_or(0);
                plain.extend(std::iter::repeat_n('?', width));
            }
        }
    }
    Cow::Owned(plain)
}

/// The ASCII letter below the accents of a character.
fn without_accents(character: char) -> Option<char> {
    let decomposed = DecomposingNormalizerBorrowed::new_nfd();
    let base = decomposed.normalize_iter(std::iter::once(character)).next()?;
    base.is_ascii_alphabetic().then_some(base)
}

/// Returns whether a character could steer a terminal or reorder what it shows.
pub fn is_unsafe(character: char) -> bool {
    unsafe_for_terminals(character).is_some()
}

/// The character itself, or what to show instead of one that could steer a terminal.
pub fn safe(character: char) -> char {
    unsafe_for_terminals(character).unwrap_or(character)
}

/// Returns the text to show instead of a character that could steer a terminal: `None` for harmless
/// ones.
fn unsafe_for_terminals(character: char) -> Option<char> {
    match character {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)),
        '\u{7f}' => Some('\u{2421}'),
        // C1 controls act like escape sequences on some terminals.
        '\u{80}'..='\u{9f}'
        // Embeddings, overrides and isolates reorder what follows them.
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        // Annotations hide text; the byte-order mark and line separators confuse widths.
        | '\u{fff9}'..='\u{fffb}'
        | '\u{feff}'
        | '\u{2028}'
        | '\u{2029}' => Some('\u{fffd}'),
        _ => None,
    }
}

/// Returns whether a text is of nothing but printable ASCII and letters of Latin script (U+00C0 to
/// U+027F), as most are, by its bytes.
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~' | 0x80..=0xbf | 0xc3..=0xc9))
}

fn replace(text: &str, clean: impl Fn(char) -> Option<char>) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    if !text.chars().any(|character| clean(character).is_some()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|character| clean(character).unwrap_or(character)).collect())
}

#[cfg(test)]
mod tests {
    use super::{ascii, is_unsafe, line, text};
    use proptest::prelude::*;

    #[test]
    fn what_steers_a_terminal_is_shown_not_obeyed() {
        assert_eq!(line("\u{1b}[31mred\u{7}\u{7f}"), "␛[31mred␇␡");
        assert_eq!(line("a\r\nb\tc"), "a  b c");
        assert_eq!(
            line("RLO \u{202e}gnp.exe\u{2066}\u{9b}31m"),
            "RLO \u{fffd}gnp.exe\u{fffd}\u{fffd}31m"
        );
        assert_eq!(
            text("one\r\ntwo\rthree\u{2028}four\n\tfive\u{8}"),
            "one\ntwo\nthree\nfour\n five␈"
        );
    }

    #[test]
    fn peoples_words_stay() {
        for words in ["Tähtkuju — «Exa» 高性能", "👩‍🔬🇪🇪 é", "محاكاة البروتينات", "a\u{200e}b"]
        {
            assert_eq!(line(words), words);
            assert_eq!(text(words), words);
        }
    }

    #[test]
    fn ascii_keeps_the_likeness() {
        assert_eq!(ascii("Tähtkuju — «Exa…» 高 ·"), "Tahtkuju - \"Exa...\" ?? |");
        assert_eq!(ascii("e\u{301}"), "e");
        assert_eq!(
            ascii("Éva Łukasiewicz, Søren Groß, İzmir, Việt"),
            "Eva Lukasiewicz, Soren Gross, Izmir, Viet"
        );
    }

    #[test]
    fn no_latin_letter_is_unsafe() {
        assert!(('\u{c0}'..='\u{27f}').all(|letter| !is_unsafe(letter)));
        for unsafe_ones in ["\u{80}", "\u{9b}", "\u{200d}\u{202e}", "é\u{1b}", "\u{85}"] {
            assert_ne!(line(unsafe_ones), unsafe_ones);
        }
    }

    proptest! {
        #[test]
        fn nothing_unsafe_is_left(input in any::<String>()) {
            prop_assert!(!line(&input).chars().any(|c| is_unsafe(c) || c == '\n'));
            prop_assert!(!text(&input).chars().any(|c| is_unsafe(c) && c != '\n'));
            prop_assert!(ascii(&line(&input)).bytes().all(|b| matches!(b, b' '..=b'~')));
        }

        #[test]
        fn cleaning_twice_changes_nothing(input in any::<String>()) {
            let once = line(&input).into_owned();
            prop_assert_eq!(line(&once), once.as_str());
            let once = text(&input).into_owned();
            prop_assert_eq!(text(&once), once.as_str());
        }
    }
}
