//! Messages about a command line that clap does not take: help, the version, and errors with the
//! command that was probably meant.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory};

use crate::cli::Cli;
use crate::error::UserError;
use crate::exit_code;
use crate::output::Theme;
use crate::print::{print_help, print_line, print_report, styled_for_stderr};
use crate::report::Report;

/// Names that other programs have for a command here.
const SYNONYMS: [(&str, &str); 4] = [
    ("signin", "auth login"),
    ("signout", "auth logout"),
    ("settings", "config"),
    ("calendar", "batches export"),
];

/// Prints what clap says: help and the version on standard output, errors on standard error.
pub fn refuse(error: &clap::Error, arguments: &[OsString]) -> ExitCode {
    let rendered = error.render();
    let json = asks_for_json(arguments);
    if !error.use_stderr() {
        return print_help(&rendered, json);
    }
    let tips = tips(error, arguments);
    if json {
        let rendered = rendered.to_string();
        let mut lines = rendered.lines().map(str::trim).filter(|line| !line.is_empty());
        let message = lines.next().unwrap_or_default().trim_start_matches("error: ");
        let mut report = Report::of_user_error(&UserError::usage(message));
        // The tips alone: those of clap would be about another command.
        report.hints = if tips.is_empty() { lines.map(str::to_owned).collect() } else { tips };
        return print_report(&report, true, &Theme::plain());
    }
    let text = styled_for_stderr(&rendered);
    if tips.is_empty() {
        print_line(text.trim_end());
    } else {
        print_line(text.lines().next().unwrap_or_default());
        for tip in &tips {
            print_line(&format!("  {tip}"));
        }
    }
    ExitCode::from(exit_code::USAGE)
}

/// Refuses `--json A,B`, which would take the fields for something else.
///
/// # Errors
/// A usage error with the right way to write it.
pub fn check_json_fields(arguments: &[OsString]) -> Result<(), UserError> {
    let words: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let misplaced = words.windows(2).find_map(|pair| match pair {
        [flag, fields] if flag == "--json" && is_field_list(fields) && fields.contains(',') => {
            Some(fields)
        }
        _ => None,
    });
    match misplaced {
        Some(fields) => {
            Err(UserError::usage("the fields of --json follow an equals sign, without a space")
                .hint(format!("did you mean: --json={fields}")))
        }
        None => Ok(()),
    }
}

fn is_field_list(word: &str) -> bool {
    let is_field = |field: &str| {
        field.starts_with(|c: char| c.is_ascii_lowercase())
            && field.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    };
    word.split(',').all(is_field)
}

/// Suggests what was probably meant, where clap does not know it.
fn tips(error: &clap::Error, arguments: &[OsString]) -> Vec<String> {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        Some(_) | None => None,
    };
    #[expect(clippy::wildcard_enum_match_arm, reason = "only these kinds have a suggestion")]
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let Some(word) = text(ContextKind::InvalidSubcommand) else { return Vec::new() };
            let at = arguments.iter().position(|argument| argument == word);
            let rest: Vec<_> = arguments.iter().skip(at.map_or(usize::MAX, |at| at + 1)).collect();
            let rest: String =
                rest.iter().flat_map(|argument| [" ".into(), argument.to_string_lossy()]).collect();
            let has_own_tip = error.get(ContextKind::SuggestedSubcommand).is_some();
            let starts = ["did you mean", "or"].into_iter().chain(std::iter::repeat("or"));
            commands_named(word, !has_own_tip)
                .iter()
                .zip(starts)
                .map(|(command, start)| format!("{start}: waldur-review {command}{rest}"))
                .collect()
        }
        ErrorKind::UnknownArgument => {
            let Some(word) = text(ContextKind::InvalidArg) else { return Vec::new() };
            let follows_json =
                arguments.windows(2).any(|pair| pair[0] == "--json" && pair[1] == word);
            if follows_json && is_field_list(word) {
                vec![format!("did you mean: --json={word}")]
            } else {
                Vec::new()
            }
        }
        _ => Vec::new(),
    }
}

/// The commands of all groups whose last word this is, else, where that is wanted, those whose last
/// word is most like it.
fn commands_named(word: &str, or_similar: bool) -> Vec<String> {
    fn collect(command: &Command, path: &str, found: &mut Vec<(String, String)>) {
        for inner in command.get_subcommands() {
            let path = format!("{path}{}", inner.get_name());
            for name in std::iter::once(inner.get_name()).chain(inner.get_all_aliases()) {
                found.push((name.to_owned(), path.clone()));
            }
            collect(inner, &format!("{path} "), found);
        }
    }
    let mut all = Vec::new();
    collect(&Cli::command(), "", &mut all);
    all.extend(SYNONYMS.map(|(name, command)| (name.to_owned(), command.to_owned())));
    let named = |wanted: &str| -> Vec<String> {
        all.iter().filter(|(name, _)| name == wanted).map(|(_, path)| path.clone()).collect()
    };
    let found = named(word);
    if !found.is_empty() || !or_similar {
        return found;
    }
    let likeness = |name: &str| strsim::jaro(word, name);
    let best = all.iter().max_by(|(a, _), (b, _)| likeness(a).total_cmp(&likeness(b)));
    best.filter(|(name, _)| likeness(name) > 0.8).map_or_else(Vec::new, |(name, _)| named(name))
}

/// Returns whether JSON was asked for, as far as arguments that clap refused show it.
fn asks_for_json(arguments: &[OsString]) -> bool {
    let words: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let is_json = |form: &str| matches!(form, "json" | "ndjson");
    words.iter().any(|word| {
        word == "--json"
            || word.starts_with("--json=")
            || word.strip_prefix("--format=").is_some_and(is_json)
    }) || words
        .windows(2)
        .any(|pair| matches!(pair, [flag, form] if flag == "--format" && is_json(form)))
}
