//! `man`: the committed man pages, packed, so that `cargo install`, which installs a program and
//! nothing else, is enough to have them.

use std::fs;
use std::io::Read;
use std::path::Path;

use clap::CommandFactory;
use flate2::read::GzDecoder;

use crate::cli::{Cli, ManArgs};
use crate::context::Outcome;
use crate::fault::{Fault, Kind};
use crate::files;
use crate::output::View;

const PROGRAM: &str = env!("CARGO_PKG_NAME");
/// What stands before each page's name in the packed file; the page begins on the next line.
pub const MARK: char = '\u{1e}';

/// Prints a page, or writes all.
///
/// # Errors
/// When there is no such command, or the directory cannot be written.
pub fn run(arguments: &ManArgs) -> Result<Outcome, Fault> {
    let mut text = String::new();
    GzDecoder::new(&include_bytes!("man.gz")[..])
        .read_to_string(&mut text)
        .map_err(|error| Fault::file(format!("cannot unpack the man pages: {error}")))?;
    let mut pages = text.split(MARK).filter_map(|page| page.split_once('\n'));
    if let Some(directory) = &arguments.into {
        return write(directory, pages);
    }
    let name = page_name(&arguments.command);
    match pages.find(|(page, _)| Some(*page) == name.as_deref()) {
        Some((name, page)) => {
            let typed = name.strip_prefix(PROGRAM).unwrap_or_default();
            let typed = typed.replace('-', " ");
            let mut outcome = Outcome::new(View::Text(page.to_owned()));
            outcome.footer = Some(format!("To read it: {PROGRAM} man{typed} | man -l -"));
            Ok(outcome)
        }
        None => Err(Fault::new(
            Kind::NotFound,
            format!("there is no man page of {:?}", arguments.command.join(" ")),
        )
        .hint("the commands are listed by: waldur-review --help")),
    }
}

fn write<'a>(
    directory: &Path,
    pages: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<Outcome, Fault> {
    fs::create_dir_all(directory).map_err(|error| {
        Fault::file(format!("cannot make {}: {error}", directory.display()))
            .hint("nothing was written; choose another place")
    })?;
    let mut count = 0;
    for (name, page) in pages {
        files::replace(&directory.join(format!("{name}.1")), page)?;
        count += 1;
    }
    let directory = directory.display();
    Ok(Outcome::new(View::Nothing).message(format!("Wrote {count} man pages to {directory}.")))
}

/// The page's name of a command as it is typed, aliases too, or as `man` knows it.
fn page_name(words: &[String]) -> Option<String> {
    if let [word] = words
        && word.starts_with(PROGRAM)
    {
        return Some(word.trim_end_matches(".1").to_owned());
    }
    let mut program = Cli::command();
    program.build();
    let mut command = &program;
    let mut name = PROGRAM.to_owned();
    for word in words {
        command = command.find_subcommand(word)?;
        name = format!("{name}-{}", command.get_name());
    }
    Some(name)
}
