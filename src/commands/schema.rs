//! `schema`: the JSON Schemas of what is printed, as published in `schema/`.

use anyhow::Result;
use clap::Args;

use crate::commands::context::Outcome;
use crate::error::{ErrorKind, UserError};
use crate::output::View;

const EXAMPLES: &str = "\
Examples:
  waldur-review schema
  waldur-review schema batches list
  waldur-review schema error > error.schema.json

JSON Schema 2020-12. Within a major version members are only added. What a
server sends is passed on as it is, whatever the schema says of it.";

/// Print the JSON Schema of what a command prints
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct SchemaArgs {
    /// A command, such as batches list, or error; else a list
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,
}

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
    "invitations-list": ["invitations list"],
    "invitations-answer": ["invitations accept", "invitations decline"],
    "profile-show": ["profile show"],
    "reviews-list": ["reviews list"],
    "reviews-show": ["reviews show"],
    "reviews-pull": ["reviews pull"],
    "reviews-documents": ["reviews documents"],
    "reviews-check": ["reviews check"],
    "reviews-diff": ["reviews diff"],
    "reviews-send": ["reviews push", "reviews submit", "reviews decline"],
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
            lines = format!("{lines}{name:<18}  {}\n", commands.join(", "));
        }
        return Ok(Outcome::new(View::Text(lines)));
    }
    let wanted = arguments.command.join(" ");
    let found = PUBLISHED
        .iter()
        .find(|(name, commands, _)| *name == wanted || commands.contains(&wanted.as_str()));
    match found {
        Some((_, _, text)) => Ok(Outcome::new(View::Text((*text).to_owned()))),
        None => {
            Err(UserError::new(ErrorKind::NotFound, format!("there is no schema of {wanted:?}"))
                .hint("they are listed by: waldur-review schema")
                .into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PUBLISHED;

    #[test]
    fn every_schema_is_published() {
        let mut made: Vec<&str> =
            crate::commands::schemas::all().into_iter().map(|(name, _)| name).collect();
        let mut published: Vec<&str> = PUBLISHED.iter().map(|(name, ..)| *name).collect();
        made.sort_unstable();
        published.sort_unstable();
        assert_eq!(made, published);
    }
}
