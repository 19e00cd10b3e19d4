//! The keys at the beginning of a form.

use super::line::{Shape, shape};
use super::problem::Problem;

/// The keys that a form may have, and whether it must.
const KEYS: [(&str, bool); 7] = [
    ("review", true),
    ("proposal", true),
    ("server", true),
    ("score", true),
    ("no_conflict_of_interest", false),
    ("ready", true),
    ("submitted", false),
];

/// Returns whether a form may have a key of this name.
pub fn is_key(name: &str) -> bool {
    KEYS.iter().any(|(known, _)| *known == name)
}

/// Returns whether a value can be that of the key `review`: 32 hex characters.
pub fn is_uuid(value: &str) -> bool {
    value.len() == 32 && value.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The score as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Score {
    /// None is given.
    Empty,
    /// A whole number.
    Number(u64),
    /// Two, as a merge leaves them.
    Conflict,
    /// Something else.
    Odd,
}

impl Score {
    /// Reads what follows `score:`.
    pub fn parse(value: &str) -> Self {
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        match value.split_once('|') {
            _ if value.is_empty() => Self::Empty,
            Some((own, server)) if is_number(own.trim()) && is_number(server.trim()) => {
                Self::Conflict
            }
            None if is_number(value) => value.parse().map_or(Self::Odd, Self::Number),
            Some(_) | None => Self::Odd,
        }
    }
}

/// Reads a line `key: value`; `seen` are the keys above it.
pub fn read_key(text: &str, number: usize, seen: &[String]) -> Result<String, Problem> {
    let problem = |message: String| Problem::error(number, "key", message);
    let name = match text.split_once(':') {
        Some((name, value)) if value.is_empty() || value.starts_with([' ', '\t']) => name,
        Some(_) | None => return Err(problem("expected `key: value`".to_owned())),
    };
    if !is_key(name) {
        let known = KEYS.map(|(known, _)| known).join(", ");
        return Err(problem(format!("unknown key; the keys are {known}")));
    }
    if seen.iter().any(|key| key == name) {
        return Err(problem(format!("{name} is there twice")));
    }
    Ok(name.to_owned())
}

/// Returns the problem of a key's value.
pub fn check_value(name: &str, text: &str, number: usize) -> Option<Problem> {
    let value = text.split_once(':').map_or("", |(_, value)| value.trim());
    let at = text.rfind(value).unwrap_or(0);
    let problem = |code, message: &str| Some(Problem::error(number, code, message).at(text, at));
    match name {
        "review" if !is_uuid(value) => {
            problem("key", "expected the review's UUID, 32 hex characters")
        }
        "proposal" | "server" if value.is_empty() => problem("key", "the value is missing"),
        "ready" | "no_conflict_of_interest" if !matches!(value, "true" | "false") => {
            problem("key", "expected true or false")
        }
        "score" => match Score::parse(value) {
            Score::Empty | Score::Number(_) => None,
            Score::Conflict => problem("conflict-mark", "two scores: keep one of them"),
            Score::Odd => problem("score", "expected a whole number from 1 to 5, or nothing"),
        },
        _ => None,
    }
}

/// The keys that a form must have and that are not among these.
pub fn missing_keys(seen: &[String]) -> impl Iterator<Item = &'static str> {
    KEYS.iter().filter_map(|(name, is_needed)| {
        (*is_needed && !seen.iter().any(|key| key == name)).then_some(*name)
    })
}

/// Returns whether a line ends the keys: one that was lost must not make keys of a whole form.
pub fn ends_keys(text: &str) -> bool {
    text.starts_with('#') || !matches!(shape(text), Shape::Text | Shape::InlineComment)
}
