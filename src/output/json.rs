//! JSON as the server sent it. White space between tokens is all that ever changes, and on a
//! terminal the characters that could steer it, which become escapes of the same meaning.

use super::sanitize;

/// How the white space between tokens is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// None: everything on one line.
    Compact,
    /// A line a member, two spaces a level.
    Indented,
}

/// Which characters inside strings become `\u` escapes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Escape {
    /// None: every token stays byte for byte.
    Nothing,
    /// Those that could steer a terminal.
    Unsafe,
    /// All beyond ASCII, for a terminal that shows no more.
    NonAscii,
}

impl Escape {
    fn is_for(self, character: char) -> bool {
        match self {
            Self::Nothing => false,
            Self::Unsafe => sanitize::is_unsafe(character),
            Self::NonAscii => !character.is_ascii() || sanitize::is_unsafe(character),
        }
    }
}

/// Lays JSON text out anew, which must be valid: tokens stay, but for characters to escape.
pub fn lay_out(json: &str, layout: Layout, escape: Escape) -> String {
    let mut out =
        Writer { out: String::with_capacity(json.len() + json.len() / 2), layout, depth: 0 };
    let mut rest = json;
    while let Some(first) = rest.bytes().next() {
        let length = match first {
            b' ' | b'\n' | b'\r' | b'\t' => 1,
            b'{' | b'[' => {
                let inside =
                    rest.get(1..).unwrap_or_default().trim_start_matches([' ', '\n', '\r', '\t']);
                let empty = inside.starts_with(['}', ']']);
                out.open(char::from(first), empty);
                // An empty object or array stays on its line.
                if empty {
                    out.out.push(if first == b'{' { '}' } else { ']' });
                    rest.len() - inside.len() + 1
                } else {
                    1
                }
            }
            b'}' | b']' => {
                out.close(char::from(first));
                1
            }
            b',' => {
                out.out.push(',');
                out.line();
                1
            }
            b':' => {
                out.out.push_str(if layout == Layout::Indented { ": " } else { ":" });
                1
            }
            b'"' => {
                let length = string_length(rest);
                out.string(rest.get(..length).unwrap_or(rest), escape);
                length
            }
            _ => {
                let length =
                    rest.find([',', ']', '}', ' ', '\n', '\r', '\t']).unwrap_or(rest.len());
                out.out.push_str(rest.get(..length).unwrap_or(rest));
                length
            }
        };
        rest = rest.get(length.max(1)..).unwrap_or_default();
    }
    out.out
}

/// The length in bytes of the string that the text starts with, both quotes included.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

struct Writer {
    out: String,
    layout: Layout,
    depth: usize,
}

impl Writer {
    fn open(&mut self, bracket: char, empty: bool) {
        self.out.push(bracket);
        if !empty {
            self.depth += 1;
            self.line();
        }
    }

    fn close(&mut self, bracket: char) {
        self.depth = self.depth.saturating_sub(1);
        self.line();
        self.out.push(bracket);
    }

    fn line(&mut self) {
        if self.layout == Layout::Indented {
            self.out.push('\n');
            // Deeper than a terminal is wide, indenting helps nobody and costs much.
            self.out.extend(std::iter::repeat_n("  ", self.depth.min(100)));
        }
    }

    fn string(&mut self, string: &str, escape: Escape) {
        use std::fmt::Write as _;
        if !string.chars().any(|character| escape.is_for(character)) {
            self.out.push_str(string);
            return;
        }
        for character in string.chars() {
            if escape.is_for(character) {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    let _ = write!(self.out, "\\u{unit:04x}");
                }
            } else {
                self.out.push(character);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Escape, Layout, lay_out};
    use crate::output::sanitize;
    use proptest::prelude::*;
    use serde_json::Value;

    #[test]
    fn tokens_stay_as_they_are() {
        let json = r#" {"b" : 1.10,"a":[1e-7, 123456789012345678901234567890 ,{ } ,[
        ]],"\u00e9\"":"x, y: [z]\\" , "n":null}"#;
        assert_eq!(
            lay_out(json, Layout::Compact, Escape::Nothing),
            r#"{"b":1.10,"a":[1e-7,123456789012345678901234567890,{},[]],"\u00e9\"":"x, y: [z]\\","n":null}"#
        );
        assert_eq!(
            lay_out(json, Layout::Indented, Escape::Nothing),
            "{\n  \"b\": 1.10,\n  \"a\": [\n    1e-7,\n    123456789012345678901234567890,\n    {},\n    []\n  ],\n  \"\\u00e9\\\"\": \"x, y: [z]\\\\\",\n  \"n\": null\n}"
        );
    }

    #[test]
    fn escapes_mean_the_same() {
        let json = "\"a\u{202e}b\u{9b}\u{7f}é\"";
        assert_eq!(lay_out(json, Layout::Compact, Escape::Unsafe), "\"a\\u202eb\\u009b\\u007fé\"");
    }

    #[test]
    fn a_terminal_without_utf8_gets_ascii_with_the_same_meaning() {
        assert_eq!(
            lay_out("\"é🙏\"", Layout::Compact, Escape::NonAscii),
            "\"\\u00e9\\ud83d\\ude4f\""
        );
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<i32>().prop_map(|quarters| Value::from(f64::from(quarters) / 4.0)),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(5, 64, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::hash_map(any::<String>(), inner, 0..6)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn every_layout_means_the_same(value in values(), escape in prop::sample::select(vec![Escape::Nothing, Escape::Unsafe, Escape::NonAscii])) {
            for text in [serde_json::to_string(&value).unwrap(), serde_json::to_string_pretty(&value).unwrap()] {
                for layout in [Layout::Compact, Layout::Indented] {
                    let laid_out = lay_out(&text, layout, escape);
                    let parsed: Value = serde_json::from_str(&laid_out).unwrap();
                    prop_assert_eq!(&parsed, &value);
                    prop_assert_eq!(lay_out(&laid_out, layout, escape), laid_out.clone());
                    if escape != Escape::Nothing {
                        prop_assert!(!laid_out.chars().any(|c| c != '\n' && sanitize::is_unsafe(c)));
                    }
                }
            }
            let compact = serde_json::to_string(&value).unwrap();
            prop_assert_eq!(lay_out(&serde_json::to_string_pretty(&value).unwrap(), Layout::Compact, Escape::Nothing), compact);
        }

        #[test]
        fn no_text_makes_it_fail(text in any::<String>()) {
            lay_out(&text, Layout::Indented, Escape::NonAscii);
        }
    }
}
