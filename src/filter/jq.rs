//! `--jq`: jq's language, by jaq.

use jaq_core::load::{self, Arena, File, Loader, parse, span};
use jaq_core::{Compiler, Ctx, Vars, data::JustLut, unwrap_valr};
use jaq_json::write::Pp;
use jaq_json::{Num, Val, read};

use super::{MOST, jq_functions};
use crate::error::UserError;
use crate::output::Value;

/// A filter that is ready to run.
pub struct Filter(jaq_core::Filter<JustLut<Val>>);

/// `join` as in jq, where null counts as nothing. (jaq defines null after its own `join`.)
const JOIN: &str = r#"
def join($between):
  def null: [][0];
  reduce .[] as $part (null;
    (if . == null then "" else . + $between end)
      + ($part | if . > null and . < "" then tostring else . // "" end))
  // "";
"#;

/// Definitions of the standard library for which there are no functions here.
const LEFT_OUT: [&str; 12] = [
    "stderr",
    "debug",
    "halt_error",
    "logb",
    "significand",
    "drem",
    "nexttoward",
    "scalb",
    "gamma",
    "@htmld",
    "@urid",
    "halt",
];

impl Filter {
    /// Compiles a filter.
    ///
    /// # Errors
    /// A usage fault with the place and what is wrong there.
    pub fn new(code: &str) -> Result<Self, UserError> {
        let definitions = jaq_core::defs()
            .filter(|definition| definition.name != "join")
            .chain(parse(JOIN, |parser| parser.defs()).unwrap_or_default())
            .chain(jaq_std::defs().filter(|definition| !LEFT_OUT.contains(&definition.name)))
            .chain(jaq_json::defs())
            .chain(parse(include_str!("defs.jq"), |parser| parser.defs()).unwrap_or_default());
        let jq_functions = jaq_core::funs()
            .chain(jaq_std::base_funs().filter(|(name, ..)| *name != "halt"))
            .chain(jaq_json::funs())
            .chain(jq_functions::all());
        let arena = Arena::default();
        let modules = Loader::new(definitions)
            .load(&arena, File { path: (), code })
            .map_err(|errors| refused(code, errors))?;
        load::import(&modules, |_| Err("there are no files here".to_owned()))
            .map_err(|errors| refused(code, errors))?;
        let filter =
            Compiler::default().with_funs(jq_functions).compile(modules).map_err(|errors| {
                let first = errors.iter().flat_map(|(_, found)| found).next();
                wrong(
                    code,
                    first.map(|(name, kind)| {
                        (*name, format!("there is no {} {name}", kind.as_str()))
                    }),
                )
            })?;
        Ok(Self(filter))
    }

    /// Runs the filter on JSON documents that follow each other.
    ///
    /// # Errors
    /// A usage error when the filter does not fit a document, or gives too much.
    pub fn run(&self, json: &[u8], values: &mut Vec<Value>) -> Result<(), UserError> {
        let mut size = 0;
        for input in read::parse_many(json) {
            let input = input.map_err(|error| {
                UserError::usage(format!("--jq cannot read the document: {error}"))
            })?;
            let context = Ctx::<JustLut<Val>>::new(&self.0.lut, Vars::new([]));
            for result in self.0.id.run((context, input)).map(unwrap_valr) {
                let value = result.map_err(|error| {
                    // It holds the value that did not fit, which may be the whole document.
                    UserError::usage(format!("--jq: {}", shortened(&error.to_string())))
                        .hint("see the document with --json, or its parts with --jq keys")
                })?;
                let value = output_value(&value)?;
                let (Value::Text(text) | Value::Json(text)) = &value;
                size += text.len() + 1;
                if size > MOST {
                    return Err(UserError::usage(format!(
                        "--jq gives more than {} MiB",
                        MOST >> 20
                    ))
                    .hint("does it end? otherwise use --json and jq itself"));
                }
                values.push(value);
            }
        }
        Ok(())
    }
}

/// A result as it is printed: a text as it is, everything else as JSON.
fn output_value(value: &Val) -> Result<Value, UserError> {
    if let Val::TStr(text) = value {
        return Ok(Value::Text(String::from_utf8_lossy(text).into_owned()));
    }
    let is_json = |text: &str| serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
    let json = to_json(value);
    if is_json(&json) {
        return Ok(Value::Json(json));
    }
    let json = to_json(&with_json_values(value));
    if is_json(&json) {
        return Ok(Value::Json(json));
    }
    Err(UserError::usage(format!("--jq gives what is not JSON: {}", shortened(&json)))
        .hint("the keys of objects are texts"))
}

/// Replaces what JSON does not have as jq does: NaN by null, infinity by the greatest number.
fn with_json_values(value: &Val) -> Val {
    match value {
        Val::Num(Num::Float(number)) if number.is_nan() => Val::Null,
        Val::Num(Num::Float(number)) if number.is_infinite() => {
            Val::Num(Num::Float(f64::MAX.copysign(*number)))
        }
        Val::BStr(bytes) => Val::from(String::from_utf8_lossy(bytes).into_owned()),
        Val::Arr(values) => values.iter().map(with_json_values).collect(),
        Val::Obj(members) => Val::obj(
            members.iter().map(|(key, value)| (key.clone(), with_json_values(value))).collect(),
        ),
        Val::Null | Val::Bool(_) | Val::Num(_) | Val::TStr(_) => value.clone(),
    }
}

/// The error of a filter that cannot be read.
fn refused(code: &str, errors: load::Errors<&str, ()>) -> UserError {
    let place = match errors.into_iter().next().map(|(_, error)| error) {
        Some(load::Error::Io(found)) => found.into_iter().next(),
        Some(load::Error::Lex(found)) => {
            found.first().map(|(expected, at)| (*at, format!("expected {}", expected.as_str())))
        }
        Some(load::Error::Parse(found)) => {
            found.first().map(|(expected, at)| (*at, format!("expected {}", expected.as_str())))
        }
        None => None,
    };
    wrong(code, place)
}

fn shortened(text: &str) -> String {
    const MOST: usize = 200;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let half = |text: Vec<char>| text.into_iter().collect::<String>();
    let head = half(text.chars().take(MOST * 3 / 4).collect());
    let mut tail: Vec<char> = text.chars().rev().take(MOST / 4).collect();
    tail.reverse();
    format!("{head} ... {}", half(tail))
}

/// As compact JSON.
fn to_json(value: &Val) -> String {
    let mut bytes = Vec::new();
    // Memory takes it.
    let _ = jaq_json::write::write(&mut bytes, &Pp::default(), 0, value);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The error of a filter at this place.
fn wrong(code: &str, place: Option<(&str, String)>) -> UserError {
    let message = match place {
        Some(("", what)) => format!("--jq: {what} at the end"),
        Some((at, what)) => {
            let position =
                code.get(..span(code, at).start).map_or(0, |before| before.chars().count());
            format!("--jq: {what} at character {}", position + 1)
        }
        None => "--jq: this is not a filter".to_owned(),
    };
    UserError::usage(message).hint(format!("in: {code}"))
}
