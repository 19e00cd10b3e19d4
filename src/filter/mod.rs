//! The carving board: `--jq` and `--template` make something else of a JSON view before it is
//! printed. A command does not know of it.

mod jq;
mod jq_functions;
mod template;

use crate::error::UserError;
use crate::output::{Theme, Value, View};

/// Arrays and objects inside each other, at most: what is deeper could exhaust the stack. The reader
/// of templates goes no deeper either.
const DEEPEST: usize = 127;
/// Digits of a number, at most: the time that jq's numbers take grows with the square of that.
const MOST_DIGITS: usize = 1000;
/// No filter gives more, in bytes.
const MOST: usize = 64 << 20;

/// What was asked for, found to be well-formed.
pub enum OutputFilter {
    /// A jq filter.
    Jq(Box<jq::Filter>),
    /// A template.
    Template(Box<template::Template>),
}

impl OutputFilter {
    /// Reads a filter or a template; none where neither was given.
    ///
    /// # Errors
    /// A usage fault that says where it is wrong.
    pub fn new(
        jq: Option<&str>,
        template: Option<&str>,
        theme: &Theme,
    ) -> Result<Option<Self>, UserError> {
        Ok(match (jq, template) {
            (Some(code), _) => Some(Self::Jq(Box::new(jq::Filter::new(code)?))),
            (None, Some(text)) => {
                Some(Self::Template(Box::new(template::Template::new(text, theme)?)))
            }
            (None, None) => None,
        })
    }

    /// What is made of a JSON view; nothing is of any other.
    ///
    /// # Errors
    /// A usage fault when the filter or the template does not fit the document.
    pub fn apply(&self, view: &View) -> Result<Option<View>, UserError> {
        let mut values = Vec::new();
        match view {
            View::Json(document) => self.document(document, &mut values)?,
            View::Ndjson(lines) => {
                for line in lines {
                    self.document(line.as_bytes(), &mut values)?;
                }
            }
            View::Nothing
            | View::Text(_)
            | View::Table(_)
            | View::Tsv(_)
            | View::Csv(_)
            | View::Page(_)
            | View::Values(_) => return Ok(None),
        }
        Ok(Some(View::Values(values)))
    }

    fn document(&self, json: &[u8], values: &mut Vec<Value>) -> Result<(), UserError> {
        let (depth, digits) = extremes(json);
        let problem = if depth > DEEPEST {
            Some(format!("is nested more than {DEEPEST} levels deep"))
        } else if digits > MOST_DIGITS {
            Some(format!("has a number of more than {MOST_DIGITS} digits"))
        } else {
            None
        };
        if let Some(problem) = problem {
            return Err(UserError::usage(format!(
                "the document {problem}, which --jq and --template do not take"
            ))
            .hint("leave them out: --json alone passes on every document"));
        }
        match self {
            Self::Jq(filter) => filter.run(json, values),
            Self::Template(template) => template.render(json, values),
        }
    }
}

/// How deep arrays and objects are nested in valid JSON, and how many digits follow each other in a
/// number, at most.
fn extremes(json: &[u8]) -> (usize, usize) {
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut digits, mut most_digits) = (0_usize, 0);
    let (mut inside, mut escaped) = (false, false);
    for byte in json {
        digits = if byte.is_ascii_digit() && !inside { digits + 1 } else { 0 };
        most_digits = most_digits.max(digits);
        match byte {
            _ if escaped => escaped = false,
            b'\\' if inside => escaped = true,
            b'"' => inside = !inside,
            b'[' | b'{' if !inside => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !inside => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    (deepest, most_digits)
}

#[cfg(test)]
mod tests {
    use super::{DEEPEST, MOST_DIGITS, OutputFilter, extremes};
    use crate::output::{Theme, Value, View};

    fn apply(jq: Option<&str>, template: Option<&str>, json: &str) -> Result<Vec<Value>, String> {
        let filter =
            OutputFilter::new(jq, template, &Theme::plain()).map_err(|fault| fault.message)?;
        let view = View::Json(json.as_bytes().to_vec());
        match filter.unwrap().apply(&view).map_err(|fault| fault.message)? {
            Some(View::Values(values)) => Ok(values),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn nesting_and_digits_are_counted_outside_of_strings() {
        for (json, levels, digits) in [
            ("3", 0, 1),
            ("[]", 1, 0),
            (r#"[{"a[[[":"\"[{","b":[[]]}]"#, 4, 0),
            (r#"["\\", []]"#, 2, 0),
            (r#"{"12345":[-123.4567e89,"\"123456",10]}"#, 2, 4),
        ] {
            assert_eq!(extremes(json.as_bytes()), (levels, digits), "{json}");
        }
    }

    #[test]
    fn what_is_too_deep_is_refused_and_not_followed() {
        let deep = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(apply(Some("."), None, &deep(DEEPEST)).is_ok());
        assert!(apply(None, Some("x"), &deep(DEEPEST)).is_ok());
        for levels in [DEEPEST + 1, 100_000] {
            for (jq, template) in [(Some("."), None), (None, Some("x"))] {
                let refused = apply(jq, template, &deep(levels)).unwrap_err();
                assert!(refused.contains("levels deep"), "{refused}");
            }
        }
    }

    #[test]
    fn a_very_long_number_is_refused_and_not_read() {
        let long = "9".repeat(MOST_DIGITS);
        assert!(apply(Some("."), None, &long).is_ok());
        for (jq, template) in [(Some("."), None), (None, Some("x"))] {
            let refused = apply(jq, template, &format!("[{long}9]")).unwrap_err();
            assert!(refused.contains("more than 1000 digits"), "{refused}");
        }
    }

    #[test]
    fn numbers_that_a_filter_passes_on_stay_what_they_are() {
        let json = r#"{"b":1.10,"a":123456789012345678901234567890,"c":1e-7}"#;
        let found = apply(Some("., .b, .a, .c"), None, json).unwrap();
        let expected = [json, "1.10", "123456789012345678901234567890", "1e-7"];
        assert_eq!(found, expected.map(|text| Value::Json(text.to_owned())));
    }

    #[test]
    fn a_text_is_given_raw_and_everything_else_as_json() {
        let json = r#"["a\"\n\u00e9", 1, null, {"z":1,"a":"x"}]"#;
        let found = apply(Some(".[]"), None, json);
        assert_eq!(
            found.unwrap(),
            [
                Value::Text("a\"\n\u{e9}".to_owned()),
                Value::Json("1".to_owned()),
                Value::Json("null".to_owned()),
                Value::Json(r#"{"z":1,"a":"x"}"#.to_owned()),
            ]
        );
    }

    #[test]
    fn the_filters_that_people_know_are_there() {
        for (code, result) in [
            (r#"[.[] | select(.n > 1) | .s] | join(",")"#, "b,c"),
            (r#"map(.s | test("^b$")) | any | tostring"#, "true"),
            (r"group_by(.n > 1) | map(length) | @csv", "1,2"),
            (r"sort_by(-.n)[0] | .s | ascii_upcase | @base64", "Qw=="),
            (r#""2026-11-24T03:00:00Z" | fromdate | todate"#, "2026-11-24T03:00:00Z"),
            (r"reduce .[].n as $n (0; . + $n) | tojson", "6"),
            (r"first | to_entries | map(.key) | @tsv", "s\tn"),
            (r#"[.[].s | gsub("[ab]"; "x")] | add"#, "xxc"),
            (r#"[.[0].s, null, true, 1.50, "a\"b"] | @csv"#, r#""a",,true,1.50,"a""b""#),
            (r#"["a\tb\\c\nd\r", null, false] | @tsv"#, "a\\tb\\\\c\\nd\\r\t\tfalse"),
            (r"try ([[]] | @csv) catch .", "array ([]) cannot stand in a row"),
            (r#""a1 b22" | [scan("[a-z]\\d+")] | join("|")"#, "a1|b22"),
            (r#""x-12" | capture("(?<word>[a-z])-(?<n>\\d+)") | .word + .n"#, "x12"),
            (r#""aXbxc" | [splits("x"; "i")] | join(",")"#, "a,b,c"),
            (r#""é1" | match("\\d") | [.offset, .length, .string] | join(" ")"#, "1 1 1"),
            (r#""ab" | sub("(?<first>.)"; .first + "-")"#, "a-b"),
            (r#"[(9 | sqrt), pow(2; 10), (8 | log2)] | map(floor) | join(" ")"#, "3 1024 3"),
            (r#"0 | strftime("%Y-%m-%d")"#, "1970-01-01"),
            (r#""1970-01-01T00:01:00.5+00:00" | fromdate | tostring"#, "60.5"),
            (r#""a b/é" | @uri"#, "a%20b%2F%C3%A9"),
            (r#""YQ==" | @base64d"#, "a"),
            (r#""<a>" | @html"#, "&lt;a&gt;"),
            (r"now > 1e9 | tostring", "true"),
            (r#"try error("no") catch ."#, "no"),
        ] {
            let json = r#"[{"s":"a","n":1},{"s":"b","n":2},{"s":"c","n":3}]"#;
            let found = apply(Some(code), None, json);
            assert_eq!(found, Ok(vec![Value::Text(result.to_owned())]), "{code}");
        }
    }

    #[test]
    fn nothing_of_the_environment_or_the_files_can_be_had() {
        for code in [
            "env",
            "$ENV",
            "env.PATH",
            "input",
            "input_filename",
            "import \"a\" as a; .",
            "include \"a\"; .",
            "import \"a\" as $a; .",
            "halt",
            "halt(3)",
            "halt_error",
            "$__prog_args",
            "get_search_list",
            "input_line_number",
        ] {
            assert!(apply(Some(code), None, "{}").is_err(), "{code}");
        }
        for text in ["{% include 'x' %}", "{{ env }}", "{% import 'x' as x %}"] {
            assert!(apply(None, Some(text), "{}").is_err(), "{text}");
        }
    }

    #[test]
    fn a_template_sees_the_document_as_data() {
        let json = r#"[{"uuid":"8a577869a7c74a7494c19336f75f6551","n":1.5,"at":"1970-01-01T01:30:00Z","no":null}]"#;
        for (text, result) in [
            ("{% for b in data %}{{ b.uuid|short }} {{ b.n }}\n{% endfor %}", "8a577869 1.5"),
            (
                "{{ data[0].at|local }}, {{ data[0].at|relative }}",
                "1970-01-01 01:30 UTC, today 01:30",
            ),
            ("{{ data|length }} {{ data[0].no|local }}|{{ data[0].no|short }}", "1 |"),
            ("{{ data[0].n|json }} {{ data|json|length > 10 }}", "1.5 True"),
            ("{{ data[0].no|default('-') }} {{ 'Aé'|upper|lower }}", "- aé"),
            ("{{ ['a', 1]|join(', ') }}", "a, 1"),
            ("a\n", "a"),
        ] {
            let found = apply(None, Some(text), json);
            assert_eq!(found, Ok(vec![Value::Text(result.to_owned())]), "{text}");
        }
        for wrong in
            ["{{ data.nothing }}", "{{ data[0].uuid|local }}", "{% for %}", "{{ x|unknown }}"]
        {
            assert!(apply(None, Some(wrong), json).is_err(), "{wrong}");
        }
    }
}
