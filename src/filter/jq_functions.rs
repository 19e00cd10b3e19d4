//! Functions of jq that read no environment, no file and no input. jaq's own come only all
//! together, with a second library for times and the environment's variables.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jaq_core::data::JustLut;
use jaq_core::native::{Filter, Fun, bome, run, unary, v};
use jaq_core::{Cv, RunPtr};
use jaq_json::{Error, Map, Val, ValR};
use jaq_std::ValT as _;
use jiff::{SignedDuration, Timestamp};
use regex_lite::{Captures, Regex, RegexBuilder};

type Data = JustLut<Val>;

/// The functions, by name and number of arguments.
pub fn all() -> impl Iterator<Item = Fun<Data>> {
    let functions: [Filter<RunPtr<Data>>; 17] = [
        ("now", v(0), |_| bome(Ok(seconds(Timestamp::now())))),
        ("fromdateiso8601", v(0), |cv| bome(from_date(&cv.1))),
        ("todateiso8601", v(0), |cv| bome(moment(&cv.1).map(|at| text(at.to_string())))),
        ("strftime", v(1), |cv| {
            unary(cv, |value, format| {
                let written = jiff::fmt::strtime::format(string(&format)?, moment(&value)?);
                written.map(text).map_err(Error::str)
            })
        }),
        ("escape_html", v(0), |cv| bome(html(&cv.1))),
        ("encode_uri", v(0), |cv| bome(uri(&cv.1))),
        ("encode_base64", v(0), |cv| bome(string(&cv.1).map(|plain| text(STANDARD.encode(plain))))),
        ("decode_base64", v(0), |cv| bome(from_base64(&cv.1))),
        ("matches", v(2), |cv| bome(by_regex(cv, found))),
        ("split_matches", v(2), |cv| {
            bome(by_regex(cv, |regex, whole, all| parted(regex, whole, all, true)))
        }),
        ("split_", v(2), |cv| {
            bome(by_regex(cv, |regex, whole, all| parted(regex, whole, all, false)))
        }),
        ("sqrt", v(0), |cv| bome(number(&cv.1).map(|x| x.sqrt().into()))),
        ("exp", v(0), |cv| bome(number(&cv.1).map(|x| x.exp().into()))),
        ("log", v(0), |cv| bome(number(&cv.1).map(|x| x.ln().into()))),
        ("log2", v(0), |cv| bome(number(&cv.1).map(|x| x.log2().into()))),
        ("log10", v(0), |cv| bome(number(&cv.1).map(|x| x.log10().into()))),
        ("pow", v(2), |mut cv| {
            let (power, base) = (cv.0.pop_var(), cv.0.pop_var());
            bome(number(&base).and_then(|base| Ok(base.powf(number(&power)?).into())))
        }),
    ];
    functions.into_iter().map(|function| run::<Data>(function))
}

fn text(text: String) -> Val {
    Val::from(text)
}

fn string(value: &Val) -> Result<&str, Error> {
    value
        .as_utf8_bytes()
        .and_then(|bytes| std::str::from_utf8(bytes).ok())
        .ok_or_else(|| Error::typ(value.clone(), "string"))
}

fn number(value: &Val) -> Result<f64, Error> {
    value.as_f64().ok_or_else(|| Error::typ(value.clone(), "number"))
}

/// Seconds since 1970, whole where they are.
fn seconds(at: Timestamp) -> Val {
    if at.subsec_nanosecond() == 0
        && let Ok(whole) = isize::try_from(at.as_second())
    {
        return Val::from(whole);
    }
    Val::from(at.as_duration().as_secs_f64())
}

fn from_date(value: &Val) -> ValR {
    let at: Result<Timestamp, _> = string(value)?.parse();
    at.map(seconds).map_err(Error::str)
}

fn moment(value: &Val) -> Result<Timestamp, Error> {
    let since = match value.as_isize() {
        Some(whole) => i64::try_from(whole).map(SignedDuration::from_secs).ok(),
        None => SignedDuration::try_from_secs_f64(number(value)?).ok(),
    };
    since
        .and_then(|since| Timestamp::from_duration(since).ok())
        .ok_or_else(|| Error::str(format!("{value} is not a time in seconds")))
}

fn html(value: &Val) -> ValR {
    let mut escaped = String::new();
    for character in string(value)?.chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\'' => escaped.push_str("&#39;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    Ok(text(escaped))
}

fn uri(value: &Val) -> ValR {
    use std::fmt::Write as _;
    let mut encoded = String::new();
    for byte in string(value)?.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                encoded.push(char::from(byte));
            }
            other => {
                let _ = write!(encoded, "%{other:02X}");
            }
        }
    }
    Ok(text(encoded))
}

fn from_base64(value: &Val) -> ValR {
    let bytes = STANDARD.decode(string(value)?).map_err(Error::str)?;
    Ok(text(String::from_utf8_lossy(&bytes).into_owned()))
}

/// Applies a function to the regular expression, the text, and whether all matches are meant.
fn by_regex(mut cv: Cv<'_, Data>, what: impl Fn(&Regex, &str, bool) -> Vec<Val>) -> ValR {
    let (flags, pattern) = (cv.0.pop_var(), cv.0.pop_var());
    let mut builder = RegexBuilder::new(string(&pattern)?);
    let mut all = false;
    if !matches!(flags, Val::Null) {
        for flag in string(&flags)?.chars() {
            match flag {
                'g' => all = true,
                'i' => _ = builder.case_insensitive(true),
                'x' => _ = builder.ignore_whitespace(true),
                's' => _ = builder.dot_matches_new_line(true),
                'l' | 'n' | 'p' => {}
                other => {
                    let wrong = format!("{other} is not a flag: g, i, n, s or x");
                    return Err(Error::str(wrong));
                }
            }
        }
    }
    let regex = builder.build().map_err(Error::str)?;
    Ok(what(&regex, string(&cv.1)?, all).into_iter().collect())
}

/// Each match: the whole of it, and each of its groups.
fn found(regex: &Regex, whole: &str, all: bool) -> Vec<Val> {
    let most = if all { usize::MAX } else { 1 };
    regex.captures_iter(whole).take(most).map(|captures| groups(regex, &captures, whole)).collect()
}

fn groups(regex: &Regex, captures: &Captures<'_>, whole: &str) -> Val {
    let length = |text: &str| {
        let count = text.chars().count();
        Val::from(isize::try_from(count).unwrap_or(isize::MAX))
    };
    let groups = captures.iter().zip(regex.capture_names()).map(|(group, name)| {
        let mut members = Map::default();
        let mut add = |key: &str, value: Val| members.insert(text(key.to_owned()), value);
        if let Some(group) = group {
            add("offset", length(whole.get(..group.start()).unwrap_or_default()));
            add("length", length(group.as_str()));
            add("string", text(group.as_str().to_owned()));
        } else {
            add("offset", Val::from(-1_isize));
            add("length", Val::from(0_isize));
            add("string", Val::Null);
        }
        if let Some(name) = name {
            add("name", text(name.to_owned()));
        }
        Val::obj(members)
    });
    groups.collect()
}

/// The parts between the matches, and the matches among them where they are wanted.
fn parted(regex: &Regex, whole: &str, all: bool, with_matches: bool) -> Vec<Val> {
    let most = if all { usize::MAX } else { 1 };
    let piece = |from: usize, to: usize| text(whole.get(from..to).unwrap_or_default().to_owned());
    let mut parts = Vec::new();
    let mut end = 0;
    for captures in regex.captures_iter(whole).take(most) {
        let Some(matched) = captures.get(0) else {
            continue;
        };
        parts.push(piece(end, matched.start()));
        if with_matches {
            parts.push(groups(regex, &captures, whole));
        }
        end = matched.end();
    }
    parts.push(piece(end, whole.len()));
    parts
}
