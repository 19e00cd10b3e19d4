//! `man`: the committed man pages, packed, so that `cargo install`, which installs a program and
//! nothing else, is enough to have them.

use clap::Args;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use clap::CommandFactory;

use crate::cli::Cli;
use crate::commands::context::Outcome;
use crate::commands::unpack;
use crate::error::{ErrorKind, UserError};
use crate::files;
use crate::output::View;

const EXAMPLES: &str = "\
Examples:
  waldur-review man --into ~/.local/share/man/man1    all of them
  waldur-review man batches list | man -l -           one, to read

A page for each command, as in man/ of the sources. The directory is made
where it is missing, and pages in it are replaced.";

/// Print a man page, or write them all
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ManArgs {
    /// A command, such as batches list; else the program itself
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,
    /// Write every page into this directory
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    pub into: Option<PathBuf>,
}

const PROGRAM: &str = env!("CARGO_PKG_NAME");
/// What stands before each page's name in the packed file; the page begins on the next line.
pub const MARK: char = '\u{1e}';

/// Prints a page, or writes all.
///
/// # Errors
/// When there is no such command, or the directory cannot be written.
pub fn run(arguments: &ManArgs) -> Result<Outcome, UserError> {
    let text = unpack(include_bytes!("man.lz4"), "the man pages")?;
    let pages = text.split(MARK).filter_map(|page| page.split_once('\n'));
    if let Some(directory) = &arguments.into {
        return write(directory, pages);
    }
    let words = &arguments.command;
    let named = |wanted: &str| pages.clone().find(|(name, _)| *name == wanted);
    let found = named(&page_name(words.iter().map(String::as_str)))
        .or_else(|| named(words.first()?.trim_end_matches(".1")).filter(|_| words.len() == 1))
        .or_else(|| named(&without_aliases(words)?));
    let Some((name, page)) = found else {
        return Err(UserError::new(
            ErrorKind::NotFound,
            format!("there is no man page of {:?}", words.join(" ")),
        )
        .hint("the commands are listed by: waldur-review --help"));
    };
    let typed = name.strip_prefix(PROGRAM).unwrap_or_default();
    let typed = typed.replace('-', " ");
    let mut outcome = Outcome::new(View::Text(page.to_owned()));
    outcome.footer = Some(format!("To read it: {PROGRAM} man{typed} | man -l -"));
    Ok(outcome)
}

fn write<'a>(
    directory: &Path,
    pages: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<Outcome, UserError> {
    fs::create_dir_all(directory).map_err(|error| {
        UserError::file(format!("cannot make {}: {error}", directory.display()))
            .hint("nothing was written; choose another place")
    })?;
    let mut count = 0;
    for (name, page) in pages {
        // What was written is no harm, and is written again.
        files::replace(&directory.join(format!("{name}.1")), page).map_err(|fault| UserError {
            hints: vec![format!(
                "{count} pages were written; make room for it, or choose another directory"
            )],
            ..fault
        })?;
        count += 1;
    }
    let directory = directory.display();
    Ok(Outcome::new(View::Nothing).message(format!("Wrote {count} man pages to {directory}.")))
}

/// The page of a command.
fn page_name<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.fold(PROGRAM.to_owned(), |name, word| format!("{name}-{word}"))
}

/// The page of a command that is typed by its aliases.
fn without_aliases(words: &[String]) -> Option<String> {
    let mut program = Cli::command();
    program.build();
    let mut command = &program;
    let mut names = Vec::new();
    for word in words {
        command = command.find_subcommand(word)?;
        names.push(command.get_name());
    }
    Some(page_name(names.into_iter()))
}
