//! `schema`: the JSON Schemas of what is printed, as published in `schema/`.

use anyhow::Result;

use crate::cli::SchemaArgs;
use crate::context::Outcome;
use crate::fault::{Fault, Kind};
use crate::output::View;

/// A schema: its name, the commands that it is of, and its text.
type Published = (&'static str, &'static [&'static str], &'static str);

macro_rules! published {
    ($($name:literal: [$($command:literal),+]),+ $(,)?) => {
        [$(($name, &[$($command),+], include_str!(concat!("../../schema/", $name, ".schema.json")))),+]
    };
}

/// All of them.
const PUBLISHED: &[Published] = &published! {
    "status": ["status"],
    "batches-list": ["batches list"],
    "batches-show": ["batches show"],
    "batches-watch": ["batches watch"],
    "items-list": ["items list"],
    "answers": ["items accept", "items decline", "batches respond"],
    "auth-status": ["auth status"],
    "config-list": ["config list"],
    "config-path": ["config path"],
    "doctor": ["doctor"],
    "error": ["error"],
};

/// Prints a schema, or their names.
///
/// # Errors
/// When there is no schema of this name.
pub fn run(arguments: &SchemaArgs) -> Result<Outcome> {
    if arguments.command.is_empty() {
        let mut lines = String::new();
        for (name, commands, _) in PUBLISHED {
            lines = format!("{lines}{name:<14}  {}\n", commands.join(", "));
        }
        return Ok(Outcome::new(View::Text(lines)));
    }
    let wanted = arguments.command.join(" ");
    let found = PUBLISHED
        .iter()
        .find(|(name, commands, _)| *name == wanted || commands.contains(&wanted.as_str()));
    match found {
        Some((_, _, text)) => Ok(Outcome::new(View::Text((*text).to_owned()))),
        None => Err(
            Fault::new(Kind::NotFound, format!("there is no schema of {wanted:?}"))
                .hint("they are listed by: waldur-review schema")
                .into(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::PUBLISHED;

    #[test]
    fn every_schema_is_published() {
        let mut made: Vec<&str> = crate::command::schemas::all()
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        let mut published: Vec<&str> = PUBLISHED.iter().map(|(name, ..)| *name).collect();
        made.sort_unstable();
        published.sort_unstable();
        assert_eq!(made, published);
    }
}
