//! JSON as the server sent it. Only the white space between tokens ever changes, and for a terminal
//! its control characters, which become escapes of the same meaning.

use std::io::{self, Write};

use super::sanitize;

/// Values that are nested deeper stay on their line: indented, a document of numbers would become a
/// hundred times longer, and each line wider than the terminal.
const MOST_LEVELS: usize = 20;

/// Two blanks a level.
const INDENTATION: &[u8] = &[b' '; 2 * MOST_LEVELS];

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

/// Writes JSON text, which must be valid, in another layout: tokens stay, but for characters to
/// escape. The result is not held in memory, as white space can make it a hundred times longer. It
/// is written in small pieces: the writer should have a buffer.
///
/// # Errors
/// When the writer fails.
pub fn write_reformatted(
    json: &str,
    layout: Layout,
    escape: Escape,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut out = Writer { out, layout, depth: 0 };
    let mut rest = json;
    while let Some(first) = rest.bytes().next() {
        let length = match first {
            b' ' | b'\n' | b'\r' | b'\t' => 1,
            b'{' | b'[' => {
                let inside =
                    rest.get(1..).unwrap_or_default().trim_start_matches([' ', '\n', '\r', '\t']);
                let empty = inside.starts_with(['}', ']']);
                out.open(first, empty)?;
                // An empty object or array stays on its line.
                if empty {
                    out.out.write_all(if first == b'{' { b"}" } else { b"]" })?;
                    rest.len() - inside.len() + 1
                } else {
                    1
                }
            }
            b'}' | b']' => {
                out.close(first)?;
                1
            }
            b',' => {
                out.out.write_all(b",")?;
                out.line()?;
                1
            }
            b':' => {
                out.out.write_all(if layout == Layout::Indented { b": " } else { b":" })?;
                1
            }
            b'"' => {
                let length = string_length(rest);
                out.string(rest.get(..length).unwrap_or(rest), escape)?;
                length
            }
            _ => {
                let length =
                    rest.find([',', ']', '}', ' ', '\n', '\r', '\t']).unwrap_or(rest.len());
                out.out.write_all(rest.get(..length).unwrap_or(rest).as_bytes())?;
                length
            }
        };
        rest = rest.get(length.max(1)..).unwrap_or_default();
    }
    Ok(())
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

struct Writer<'w> {
    out: &'w mut dyn Write,
    layout: Layout,
    depth: usize,
}

impl Writer<'_> {
    fn open(&mut self, bracket: u8, empty: bool) -> io::Result<()> {
        self.out.write_all(&[bracket])?;
        if empty {
            return Ok(());
        }
        self.depth += 1;
        self.line()
    }

    fn close(&mut self, bracket: u8) -> io::Result<()> {
        let was_indented = self.depth <= MOST_LEVELS;
        self.depth = self.depth.saturating_sub(1);
        if was_indented {
            self.line()?;
        }
        self.out.write_all(&[bracket])
    }

    /// Begins a line for an element of this depth.
    fn line(&mut self) -> io::Result<()> {
        if let (Layout::Indented, Some(blanks)) = (self.layout, INDENTATION.get(..self.depth * 2)) {
            self.out.write_all(b"\n")?;
            self.out.write_all(blanks)?;
        }
        Ok(())
    }

    fn string(&mut self, string: &str, escape: Escape) -> io::Result<()> {
        if !string.chars().any(|character| escape.is_for(character)) {
            return self.out.write_all(string.as_bytes());
        }
        for character in string.chars() {
            if escape.is_for(character) {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    write!(self.out, "\\u{unit:04x}")?;
                }
            } else {
                write!(self.out, "{character}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Escape, Layout, write_reformatted};
    use crate::output::sanitize;
    use proptest::prelude::*;
    use serde_json::Value;

    fn reformat(json: &str, layout: Layout, escape: Escape) -> String {
        let mut out = Vec::new();
        write_reformatted(json, layout, escape, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn tokens_stay_as_they_are() {
        let json = r#" {"b" : 1.10,"a":[1e-7, 123456789012345678901234567890 ,{ } ,[
        ]],"\u00e9\"":"x, y: [z]\\" , "n":null}"#;
        assert_eq!(
            reformat(json, Layout::Compact, Escape::Nothing),
            r#"{"b":1.10,"a":[1e-7,123456789012345678901234567890,{},[]],"\u00e9\"":"x, y: [z]\\","n":null}"#
        );
        assert_eq!(
            reformat(json, Layout::Indented, Escape::Nothing),
            "{\n  \"b\": 1.10,\n  \"a\": [\n    1e-7,\n    123456789012345678901234567890,\n    {},\n    []\n  ],\n  \"\\u00e9\\\"\": \"x, y: [z]\\\\\",\n  \"n\": null\n}"
        );
    }

    #[test]
    fn deep_nesting_stays_on_its_line() {
        let json = format!("{}1,2{}", "[".repeat(30), "]".repeat(30));
        let laid_out = reformat(&json, Layout::Indented, Escape::Nothing);
        let lines: Vec<&str> = laid_out.lines().collect();
        assert_eq!(lines.len(), 41);
        let deepest = format!("{}{}1,2{}", " ".repeat(40), "[".repeat(10), "]".repeat(10));
        assert_eq!(lines.get(20), Some(&deepest.as_str()));
    }

    #[test]
    fn escapes_mean_the_same() {
        let json = "\"a\u{202e}b\u{9b}\u{7f}é\"";
        assert_eq!(reformat(json, Layout::Compact, Escape::Unsafe), "\"a\\u202eb\\u009b\\u007fé\"");
    }

    #[test]
    fn a_terminal_without_utf8_gets_ascii_with_the_same_meaning() {
        assert_eq!(
            reformat("\"é🙏\"", Layout::Compact, Escape::NonAscii),
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
                    let laid_out = reformat(&text, layout, escape);
                    let parsed: Value = serde_json::from_str(&laid_out).unwrap();
                    prop_assert_eq!(&parsed, &value);
                    prop_assert_eq!(reformat(&laid_out, layout, escape), laid_out.clone());
                    if escape != Escape::Nothing {
                        prop_assert!(!laid_out.chars().any(|c| c != '\n' && sanitize::is_unsafe(c)));
                    }
                }
            }
            let compact = serde_json::to_string(&value).unwrap();
            prop_assert_eq!(reformat(&serde_json::to_string_pretty(&value).unwrap(), Layout::Compact, Escape::Nothing), compact);
        }

        #[test]
        fn no_text_makes_it_fail(text in any::<String>()) {
            reformat(&text, Layout::Indented, Escape::NonAscii);
        }
    }
}
