//! `man`: the man pages, generated from the definition of the command line, so that
//! `cargo install`, which installs the program alone, is enough to have them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::commands::context::Outcome;
use crate::error::{ErrorKind, UserError};
use crate::exit_code;
use crate::files;
use crate::output::View;

const EXAMPLES: &str = "\
Examples:
  waldur-review man --into ~/.local/share/man/man1    all of them
  waldur-review man batches list | man -l -           one, to read

A page for each command, as in man/ of the sources. The directory is created
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

const ENVIRONMENT: &[(&str, &str)] = &[
    (
        "WALDUR_REVIEW_URL, WALDUR_API_URL",
        "The server's address. The first one that is set counts; both come before the stored login, unless --profile is given.",
    ),
    ("WALDUR_REVIEW_TOKEN, WALDUR_ACCESS_TOKEN", "The token; the first one that is set counts."),
    ("WALDUR_REVIEW_PROFILE, WALDUR_PROFILE", "The name of the stored login to use."),
    ("WALDUR_REVIEW_CONFIG_DIR", "The directory of the two files below."),
    (
        "WALDUR_REVIEW_PAGER, PAGER",
        "The pager of pages such as batches show, for what is taller than the terminal: a command, as the shell reads it; less if unset, none if it is cat or empty.",
    ),
    (
        "VISUAL, EDITOR",
        "The editor for batches respond, items decline, reviews edit and config edit: a command, as the shell reads it; vi if unset.",
    ),
    (
        "WALDUR_REVIEW_ACCESSIBLE, WALDUR_REVIEW_REDACT",
        "Any value but 0 is the same as --accessible and --redact; 0 turns it off, whatever config.toml says.",
    ),
    (
        "FORCE_HYPERLINK",
        "Links at a terminal: 0 for none; any other value for links although the terminal is not known to support them.",
    ),
    (
        "NO_COLOR, CLICOLOR, CLICOLOR_FORCE, FORCE_COLOR, TERM",
        "When to use colour, as in other programs; never with TERM=dumb.",
    ),
    ("BROWSER", "The browser for --web: a command, or several with colons between."),
    ("COLUMNS", "The width to write for."),
    ("TZ", "The time zone."),
    ("LC_ALL, LC_CTYPE, LANG", "In a locale without UTF-8, tables and pages are ASCII."),
    ("SSL_CERT_FILE, SSL_CERT_DIR", "Trusted certificates, instead of the system's."),
    (
        "HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY",
        "Proxies; the names may be in lower case. A loopback address is never reached through a proxy.",
    ),
    ("WALDUR_REVIEW_NOW", "The current time (RFC 3339), for tests."),
    ("WALDUR_REVIEW_TEST_PAUSE", "How long batches watch waits between two rounds, for tests."),
];

const FILES: &[(&str, &str)] = &[
    (
        "$XDG_CONFIG_HOME/waldur-review/credentials.toml",
        "Tokens, one table for each profile. Written by auth login, auth renew and auth logout only, with mode 0600.",
    ),
    (
        "$XDG_CONFIG_HOME/waldur-review/config.toml",
        "Settings, written by config set, config unset and config edit only. They are listed in waldur-review-config(1).",
    ),
    (
        "$XDG_STATE_HOME/waldur-review/listed-NAME@HOST.json",
        "What batches list --new has listed for a profile: UUIDs and times.",
    ),
    (
        "$XDG_CACHE_HOME/waldur-review/status-NAME@HOST.json",
        "The last result of status --short for a profile: counts and times.",
    ),
    (
        "$XDG_CACHE_HOME/waldur-review/batches-NAME.json, items-NAME.json",
        "What completion offers for a profile: UUIDs, slugs of proposals, names of calls, and times.",
    ),
];

/// Prints a page, or writes all.
///
/// # Errors
/// When there is no such command, or the directory cannot be written.
pub fn run(arguments: &ManArgs, mut program: Command) -> Result<Outcome, UserError> {
    program.build();
    if let Some(directory) = &arguments.into {
        return write_all(directory, &program);
    }
    let words = &arguments.command;
    let found = find(&program, words.iter().map(String::as_str)).or_else(|| {
        // The page's own name will do as well: waldur-review-batches-list or its file's name.
        let [name] = words.as_slice() else { return None };
        let name = name.strip_suffix(".1").unwrap_or(name).strip_prefix(PROGRAM)?;
        find(&program, name.split('-').filter(|word| !word.is_empty()))
    });
    let Some((command, names)) = found else {
        return Err(UserError::new(
            ErrorKind::NotFound,
            format!("there is no man page for {:?}", words.join(" ")),
        )
        .hint("the commands are listed by: waldur-review --help"));
    };
    let page = page(command, &names).map_err(|error| cannot_generate(&error))?;
    let mut outcome = Outcome::new(View::Text(page));
    outcome.footer = Some(format!("To read it: {} | man -l -", typed("waldur-review man", &names)));
    Ok(outcome)
}

fn write_all(directory: &Path, program: &Command) -> Result<Outcome, UserError> {
    let pages = pages(program).map_err(|error| cannot_generate(&error))?;
    fs::create_dir_all(directory).map_err(|error| {
        UserError::file(format!("cannot create {}: {error}", directory.display()))
            .hint("nothing was written; choose another directory")
    })?;
    for (count, (name, page)) in pages.iter().enumerate() {
        // Pages that were written stay, and are written again by the next run.
        files::replace(&directory.join(name), page).map_err(|error| UserError {
            hints: vec![format!(
                "{count} pages were written; make room for it, or choose another directory"
            )],
            ..error
        })?;
    }
    let (count, directory) = (pages.len(), directory.display());
    Ok(Outcome::new(View::Nothing).message(format!("Wrote {count} man pages to {directory}.")))
}

fn cannot_generate(error: &io::Error) -> UserError {
    UserError::file(format!("cannot generate the man page: {error}"))
}

/// The command of these names or aliases, and its names.
fn find<'c, 'w>(
    program: &'c Command,
    words: impl Iterator<Item = &'w str>,
) -> Option<(&'c Command, Vec<&'c str>)> {
    let mut command = program;
    let mut names = Vec::new();
    for word in words {
        command = command.find_subcommand(word)?;
        names.push(command.get_name());
    }
    Some((command, names))
}

/// The man pages of a program and all its commands: the names of their files, and their texts.
///
/// # Errors
/// When writing into memory fails.
pub fn pages(program: &Command) -> io::Result<Vec<(String, String)>> {
    let mut pages = Vec::new();
    let mut waiting = vec![(program, Vec::new())];
    while let Some((command, names)) = waiting.pop() {
        let name = [&[PROGRAM], names.as_slice()].concat().join("-");
        pages.push((format!("{name}.1"), page(command, &names)?));
        for inner in command.get_subcommands() {
            let mut names = names.clone();
            names.push(inner.get_name());
            waiting.push((inner, names));
        }
    }
    pages.sort();
    Ok(pages)
}

/// A command as it is typed.
fn typed(program: &str, names: &[&str]) -> String {
    [&[program], names].concat().join(" ")
}

/// The man page of a command with these names.
fn page(command: &Command, names: &[&str]) -> io::Result<String> {
    // clap keeps the names for the length of the program.
    let spoken: &'static str = [&[PROGRAM], names].concat().join("-").leak();
    let page = command.clone().name(spoken).display_name(spoken).bin_name(typed(PROGRAM, names));
    let after_help = page.get_after_help().map(ToString::to_string).unwrap_or_default();
    let has_arguments = page.get_arguments().next().is_some();
    let has_commands = page.get_subcommands().next().is_some();
    // An empty date would not be written, and what follows it be taken for the date.
    let man = Man::new(page)
        .date(" ")
        .source(concat!("waldur-review ", env!("CARGO_PKG_VERSION")))
        .manual("User Commands");
    let mut text = Vec::new();
    man.render_title(&mut text)?;
    man.render_name_section(&mut text)?;
    man.render_synopsis_section(&mut text)?;
    man.render_description_section(&mut text)?;
    if has_arguments {
        man.render_options_section(&mut text)?;
    }
    if has_commands {
        man.render_subcommands_section(&mut text)?;
    }
    let mut roff = Roff::new();
    for (title, body) in sections(&after_help) {
        roff.control("SH", [title]);
        roff.control("nf", []);
        for line in body.lines() {
            roff.text([roman(line)]);
        }
        roff.control("fi", []);
    }
    let exit_status = exit_code::TABLE.map(|(code, meaning)| (code.to_string(), sentence(meaning)));
    let table = |entries: &[(&str, &str)]| -> Vec<(String, String)> {
        entries.iter().map(|(term, text)| ((*term).to_owned(), (*text).to_owned())).collect()
    };
    for (title, entries) in [
        ("EXIT STATUS", exit_status.to_vec()),
        ("ENVIRONMENT", table(ENVIRONMENT)),
        ("FILES", table(FILES)),
    ] {
        roff.control("SH", [title]);
        for (term, meaning) in entries {
            roff.control("TP", []);
            roff.text([bold(term)]);
            roff.text([roman(meaning)]);
        }
    }
    roff.to_writer(&mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// With a capital letter and a full stop.
fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).chain(['.']).collect()
}

/// The text behind the options in `--help`: the examples, and notes.
fn sections(after_help: &str) -> Vec<(&'static str, String)> {
    let mut examples = String::new();
    let mut notes = String::new();
    for paragraph in after_help.split("\n\n") {
        if paragraph.starts_with("Exit codes:") {
            continue;
        }
        let goal = if paragraph.starts_with("Example") { &mut examples } else { &mut notes };
        let body = paragraph.split_once(":\n").filter(|_| paragraph.starts_with("Example"));
        goal.push_str(body.map_or(paragraph, |(_, body)| body));
        goal.push('\n');
    }
    [("EXAMPLES", examples), ("NOTES", notes)]
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .collect()
}
