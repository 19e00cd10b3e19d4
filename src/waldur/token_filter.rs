//! Removes the token from text that a server chose, in whatever way it is written there.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// The text that is shown in the token's place.
const REPLACEMENT: &str = "[token]";
/// A shorter text is not searched for: it would be found everywhere.
const SHORTEST: usize = 8;
/// How often an escape may be escaped again.
const MOST_LAYERS: usize = 8;

/// The text without the token, in any letter case, percent-encoded, with escapes of JSON or HTML,
/// in hexadecimal digits, or in base64.
pub(super) fn without_token(text: String, token: &str) -> String {
    if token.len() < SHORTEST || text.len() < SHORTEST {
        return text;
    }
    let encodings = encodings_of(token.as_bytes());
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        let length = match_length(rest, token.as_bytes())
            .or_else(|| encodings.iter().find(|one| starts_with(rest, one)).map(String::len));
        match length {
            Some(length) if text.is_char_boundary(at) && text.is_char_boundary(at + length) => {
                out.push_str(text.get(copied..at).unwrap_or_default());
                out.push_str(REPLACEMENT);
                at += length;
                copied = at;
            }
            Some(_) | None => at += 1,
        }
    }
    if copied == 0 {
        return text;
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    out
}

fn starts_with(text: &[u8], start: &str) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
}

/// The length of the token at the beginning of the text, each character written in any way.
fn match_length(text: &[u8], token: &[u8]) -> Option<usize> {
    let mut at = 0;
    for expected in token {
        let (found, length) = read_character(text.get(at..)?)?;
        if !found.eq_ignore_ascii_case(expected) {
            return None;
        }
        at += length;
    }
    Some(at)
}

/// The ASCII character that the text begins with, and how many bytes it is written with.
fn read_character(text: &[u8]) -> Option<(u8, usize)> {
    // Encoded once more, `%` is `%25` and `\` is `\\`.
    let strip = |text: &[u8], prefix: &[u8], again: &[u8]| {
        let mut at = prefix.len();
        text.starts_with(prefix).then(|| {
            for _ in 0..MOST_LAYERS {
                if text.get(at..).is_some_and(|rest| rest.starts_with(again)) {
                    at += again.len();
                }
            }
            at
        })
    };
    let hexadecimal = |at: usize, digits: usize| {
        let written = std::str::from_utf8(text.get(at..at + digits)?).ok()?;
        Some((u8::from_str_radix(written, 16).ok()?, at + digits))
    };
    if let Some(at) = strip(text, b"%", b"25") {
        // A literal `%25` is the percent sign itself, which no token holds.
        return hexadecimal(at, 2);
    }
    if let Some(at) = strip(text, b"\\", b"\\") {
        return match text.get(at)? {
            b'u' | b'U' => hexadecimal(at + 3, 2),
            b'x' | b'X' => hexadecimal(at + 1, 2),
            other => Some((*other, at + 1)),
        };
    }
    if let Some(entity) = text.strip_prefix(b"&#") {
        let end = entity.iter().take(8).position(|byte| *byte == b';')?;
        let written = std::str::from_utf8(entity.get(..end)?).ok()?;
        let code = match written.strip_prefix(['x', 'X']) {
            Some(digits) => u8::from_str_radix(digits, 16).ok()?,
            None => written.parse().ok()?,
        };
        return Some((code, 2 + end + 1));
    }
    text.first().map(|byte| (*byte, 1))
}

/// The token in hexadecimal digits and in base64, the latter for each place where it can begin
/// within a group of three bytes, without the characters that its neighbours share.
fn encodings_of(token: &[u8]) -> Vec<String> {
    let digits =
        |byte: &u8| [byte >> 4, byte & 15].map(|digit| b"0123456789abcdef"[usize::from(digit)]);
    let mut all = vec![token.iter().flat_map(digits).map(char::from).collect::<String>()];
    for engine in [&STANDARD_NO_PAD, &URL_SAFE_NO_PAD] {
        for skipped in 0..3 {
            let mut padded = vec![0; skipped];
            padded.extend_from_slice(token);
            let encoded = engine.encode(&padded);
            let own = (skipped * 8).div_ceil(6)..padded.len() * 8 / 6;
            all.extend(encoded.get(own).map(ToOwned::to_owned));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::without_token;
    use proptest::prelude::*;

    const TOKEN: &str = "0123456789abcdef0123456789abcdef0123456a";

    #[test]
    fn token_is_found_however_it_is_written() {
        let escaped = |prefix: &str, suffix: &str| {
            TOKEN
                .bytes()
                .map(|byte| format!("{prefix}{byte:02x}{suffix}"))
                .collect::<Vec<_>>()
                .concat()
        };
        let decimal = TOKEN.bytes().map(|byte| format!("&#{byte};")).collect::<Vec<_>>().concat();
        for written in [
            TOKEN.to_owned(),
            TOKEN.to_uppercase(),
            TOKEN.replace('a', "A"),
            TOKEN.replace('a', "%61"),
            TOKEN.replace('1', "\\u0031"),
            escaped("%", ""),
            escaped("%25", ""),
            escaped("%2525", "").to_uppercase(),
            escaped("\\u00", ""),
            escaped("\\\\u00", ""),
            escaped("\\x", ""),
            escaped("&#x", ";"),
            escaped("", ""),
            decimal,
            "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2YQ==".to_owned(),
        ] {
            let text = format!("é said {written} and {written}.");
            let shown = without_token(text, TOKEN);
            assert!(
                shown.starts_with("é said [token]") && shown.matches("[token]").count() == 2,
                "{written}: {shown}"
            );
        }
    }

    #[test]
    fn other_text_stays() {
        for text in ["", "%", "\\", "&#", "100 % of it, 0123456789abcdef", "%é", "\\é", "&#1;é"]
        {
            assert_eq!(without_token(text.to_owned(), TOKEN), text);
        }
        assert_eq!(without_token("abc".to_owned(), "abc"), "abc");
    }

    #[test]
    fn base64_is_found_wherever_the_token_begins() {
        for (text, rest) in [
            ("VG9rZW4gMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2YQ==", "VG9rZW4g"),
            ("OjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1NmE6eA==", "Oj"),
            ("YTowMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTZhOmI=", "YTow"),
        ] {
            let shown = without_token(text.to_owned(), TOKEN);
            assert!(shown.contains("[token]") && shown.len() < 24, "{shown} {rest}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_fail(text in any::<String>(), token in "[ -~]{8,40}") {
            let _ = without_token(text.clone(), &token);
            let hidden = without_token(format!("{text} {token}"), &token);
            prop_assert!(!hidden.contains(&token) || token.contains(['%', '\\', '&']));
        }
    }
}
