//! `--jq` and `--template`: what is made of a JSON view before it is printed. Commands do not know
//! of them.

mod isolated;
mod jq;
mod jq_functions;
mod template;

pub use isolated::{VARIABLE as FILTER_VARIABLE, child as run_filter_process};

use crate::error::UserError;
use crate::output::{Theme, Value, View};

/// Arrays and objects inside each other, at most: what is deeper could exhaust the stack. The
/// reader of templates goes no deeper either.
const DEEPEST: usize = 127;
/// Digits of a number, at most: the time that jq's numbers take grows with the square of that.
const MOST_DIGITS: usize = 1000;
/// No filter gives more, in bytes.
const MOST: usize = 64 << 20;

/// Brackets inside each other in a filter, at most: its parser needs stack for each.
const DEEPEST_FILTER: usize = 500;

/// A filter or a template that is well-formed.
pub enum OutputFilter {
    /// A jq filter; it is compiled again in the process that runs it.
    Jq(String),
    /// A template.
    Template(Box<template::Template>),
}

impl OutputFilter {
    /// Reads a filter or a template; none where neither was given.
    ///
    /// # Errors
    /// A usage error that says where it is wrong.
    pub fn new(
        jq: Option<&str>,
        template: Option<&str>,
        theme: &Theme,
    ) -> Result<Option<Self>, UserError> {
        Ok(match (jq, template) {
            (Some(code), _) => {
                let (depth, _) = extremes(code.as_bytes());
                if depth > DEEPEST_FILTER {
                    return Err(UserError::usage("--jq: the filter is nested too deeply"));
                }
                jq::Filter::new(code)?;
                Some(Self::Jq(code.to_owned()))
            }
            (None, Some(text)) => {
                Some(Self::Template(Box::new(template::Template::new(text, theme)?)))
            }
            (None, None) => None,
        })
    }

    /// Applies it to a JSON view; any other view gives none.
    ///
    /// # Errors
    /// A usage error when the filter or the template does not fit the document.
    pub fn apply(&self, view: &View) -> Result<Option<View>, UserError> {
        self.apply_with(view, isolated::run)
    }

    fn apply_with(
        &self,
        view: &View,
        run_jq: impl Fn(&str, &[u8]) -> Result<Vec<Value>, UserError>,
    ) -> Result<Option<View>, UserError> {
        let documents: Vec<&[u8]> = match view {
            View::Json(document) => vec![document],
            View::Ndjson(lines) => lines.iter().map(std::string::String::as_bytes).collect(),
            View::Nothing
            | View::Text(_)
            | View::Table(_)
            | View::Tsv(_)
            | View::Csv(_)
            | View::Page(_)
            | View::Values(_) => return Ok(None),
        };
        for document in &documents {
            check(document)?;
        }
        let values = match self {
            Self::Jq(code) => run_jq(code, &documents.join(&b'\n'))?,
            Self::Template(template) => {
                let mut values = Vec::new();
                for document in documents {
                    template.render(document, &mut values)?;
                }
                values
            }
        };
        Ok(Some(View::Values(values)))
    }
}

/// Refuses a document that a filter would take too much stack or time for.
fn check(json: &[u8]) -> Result<(), UserError> {
    let (depth, digits) = extremes(json);
    let problem = if depth > DEEPEST {
        format!("is nested more than {DEEPEST} levels deep")
    } else if digits > MOST_DIGITS {
        format!("has a number of more than {MOST_DIGITS} digits")
    } else {
        return Ok(());
    };
    Err(UserError::usage(format!("the document {problem}, which --jq and --template do not take"))
        .hint("leave them out: --json alone passes on every document"))
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
        let run = |code: &str, documents: &[u8]| {
            let mut values = Vec::new();
            super::jq::Filter::new(code)?.run(documents, &mut values)?;
            Ok(values)
        };
        match filter.unwrap().apply_with(&view, run).map_err(|error| error.message)? {
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
    fn results_are_json_as_those_of_jq() {
        for (code, expected) in [
            ("nan", "null"),
            ("[infinite, -infinite, nan]", "[1.7976931348623157e308,-1.7976931348623157e308,null]"),
            ("{a: [nan]}", r#"{"a":[null]}"#),
        ] {
            assert_eq!(
                apply(Some(code), None, "{}"),
                Ok(vec![Value::Json(expected.to_owned())]),
                "{code}"
            );
        }
        let refused = apply(Some("{(1|tostring): 2} | with_entries(.key |= 1)"), None, "{}");
        assert!(refused.is_err(), "{refused:?}");
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
            (r#"[1, null, "a", true] | join("-")"#, "1--a-true"),
            (r#"[.[0].s, .[0].none] | join("/")"#, "a/"),
            (r#"[] | join(",")"#, ""),
            (r#"[false, null] | join(",") | . + "|""#, "false,|"),
            (r#"try ([[1]] | join(",")) catch "no""#, "no"),
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
                "1970-01-01 01:30 UTC, Thu 01:30 (1 h)",
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
