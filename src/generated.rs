//! Man pages and completion scripts come from the same definitions as the command line, are
//! committed, and are held against them here. `WALDUR_REVIEW_REGENERATE=1 cargo test generated`
//! writes them anew.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_complete::aot::generate;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::cli::Cli;
use crate::commands::man::MARK as MAN_MARK;

const NAME: &str = "waldur-review";

const EXIT_STATUS: &[(&str, &str)] = &[
    ("0", "Success, an empty list, or a pipe that its reader closed."),
    ("1", "Anything unexpected."),
    ("2", "The command line, a variable or a file cannot be used."),
    ("3", "Not found, or ambiguous."),
    ("4", "Not logged in, or the server refused the token (401)."),
    ("5", "The server refused the request (403, 409, 400 and the like)."),
    ("6", "The server was not reached: DNS, connection, TLS, time-out."),
    ("7", "The server's fault: 5xx, 429, not JSON, or not as documented."),
    ("8", "Something is listed, only with --exit-status."),
    ("9", "Several were asked for, and some failed."),
    ("130", "Interrupted, or the person gave up."),
];

const ENVIRONMENT: &[(&str, &str)] = &[
    (
        "WALDUR_REVIEW_URL, WALDUR_API_URL",
        "The server's address. The first one that is set counts; both come before the stored login, unless --profile is given.",
    ),
    ("WALDUR_REVIEW_TOKEN, WALDUR_ACCESS_TOKEN", "The token, likewise."),
    ("WALDUR_REVIEW_PROFILE, WALDUR_PROFILE", "The name of the stored login to use."),
    ("WALDUR_REVIEW_CONFIG_DIR", "The directory of the two files below."),
    (
        "WALDUR_REVIEW_PAGER, PAGER",
        "The pager of batches show, for what is taller than the terminal; less if unset, none if it is cat or empty.",
    ),
    ("VISUAL, EDITOR", "The editor for batches respond --edit and config edit; vi if unset."),
    (
        "WALDUR_REVIEW_ACCESSIBLE, WALDUR_REVIEW_REDACT",
        "Anything but 0 is as --accessible and --redact; 0 is not, whatever config.toml says.",
    ),
    (
        "FORCE_HYPERLINK",
        "Links at a terminal: 0 for none, anything else although the terminal is not known to have them.",
    ),
    (
        "NO_COLOR, CLICOLOR, CLICOLOR_FORCE, FORCE_COLOR, TERM",
        "When to colour, as is usual; TERM=dumb never does.",
    ),
    ("COLUMNS", "The width to write for."),
    ("TZ", "The time zone."),
    ("LC_ALL, LC_CTYPE, LANG", "A locale without UTF-8 gets ASCII in tables and pages."),
    ("SSL_CERT_FILE, SSL_CERT_DIR", "Trusted certificates, instead of the system's."),
    (
        "HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY",
        "Proxies, also in lower case. A loopback address is never asked through a proxy.",
    ),
    ("WALDUR_REVIEW_NOW", "The time that counts as now (RFC 3339), for tests."),
    ("WALDUR_REVIEW_TEST_PAUSE", "How long batches watch waits between two rounds, for tests."),
];

const FILES: &[(&str, &str)] = &[
    (
        "$XDG_CONFIG_HOME/waldur-review/credentials.toml",
        "Tokens, a table a profile. Written by auth login and auth logout only, with mode 0600.",
    ),
    (
        "$XDG_CONFIG_HOME/waldur-review/config.toml",
        "Settings, written by config set, config unset and config edit only. They are listed in waldur-review-config(1).",
    ),
    (
        "$XDG_STATE_HOME/waldur-review/listed-NAME@HOST.json",
        "What batches list --new has listed of a profile: UUIDs and times.",
    ),
    (
        "$XDG_CACHE_HOME/waldur-review/status-NAME@HOST.json",
        "What status --short last found out of a profile: counts and times.",
    ),
    (
        "$XDG_CACHE_HOME/waldur-review/batches-NAME.json, items-NAME.json",
        "What completion offers of a profile: UUIDs, short names of proposals, names of calls, and times.",
    ),
];

/// A file's path inside the project, and what it is to hold.
fn files() -> Vec<(PathBuf, Vec<u8>)> {
    let mut command = Cli::command();
    command.build();
    let mut files = Vec::new();
    man_pages(&command, NAME, &mut files);
    for (shell, name) in [
        (Shell::Bash, "waldur-review.bash"),
        (Shell::Zsh, "_waldur-review"),
        (Shell::Fish, "waldur-review.fish"),
        (Shell::PowerShell, "_waldur-review.ps1"),
        (Shell::Elvish, "waldur-review.elv"),
    ] {
        let mut script = Vec::new();
        generate(shell, &mut Cli::command(), NAME, &mut script);
        if shell == Shell::Bash {
            // For a name with a hyphen, clap_complete writes its states in two ways.
            let text = String::from_utf8(script).expect("a script is text");
            script = text.replace("waldur__subcmd__review", "waldur__review").into_bytes();
        }
        files.push((Path::new("completions").join(name), script));
    }
    let mut script = Vec::new();
    generate(clap_complete_nushell::Nushell, &mut Cli::command(), NAME, &mut script);
    files.push((Path::new("completions").join(format!("{NAME}.nu")), script));
    for (name, schema) in crate::commands::schemas::all() {
        let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
        text.push('\n');
        let path = Path::new("schema").join(format!("{name}.schema.json"));
        files.push((path, text.into_bytes()));
    }
    files
}

fn man_pages(command: &Command, name: &str, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    // clap keeps names for the length of the program.
    let spoken: &'static str = name.to_owned().leak();
    let typed: &'static str = name[NAME.len()..].replace('-', " ").leak();
    let page = command.clone().name(spoken).display_name(spoken).bin_name(format!("{NAME}{typed}"));
    let after_help = page.get_after_help().map(ToString::to_string).unwrap_or_default();
    // A date that is empty would not be written, and what follows it be taken for it.
    let man = Man::new(page.clone())
        .date(" ")
        .source(concat!("waldur-review ", env!("CARGO_PKG_VERSION")))
        .manual("User Commands");
    let mut text = Vec::new();
    man.render_title(&mut text).expect("memory takes it");
    man.render_name_section(&mut text).expect("memory takes it");
    man.render_synopsis_section(&mut text).expect("memory takes it");
    man.render_description_section(&mut text).expect("memory takes it");
    if page.get_arguments().next().is_some() {
        man.render_options_section(&mut text).expect("memory takes it");
    }
    if page.get_subcommands().next().is_some() {
        man.render_subcommands_section(&mut text).expect("memory takes it");
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
    for (title, entries) in
        [("EXIT STATUS", EXIT_STATUS), ("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES)]
    {
        roff.control("SH", [title]);
        for (term, meaning) in entries {
            roff.control("TP", []);
            roff.text([bold(*term)]);
            roff.text([roman(*meaning)]);
        }
    }
    roff.to_writer(&mut text).expect("memory takes it");
    files.push((Path::new("man").join(format!("{name}.1")), text));
    for inner in command.get_subcommands() {
        man_pages(inner, &format!("{name}-{}", inner.get_name()), files);
    }
}

/// What follows the options in `--help`: the examples, and notes.
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

#[test]
fn generated_files_are_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let regenerate = std::env::var_os("WALDUR_REVIEW_REGENERATE").is_some();
    let files = files();
    for (path, expected) in &files {
        if path.starts_with("completions") {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            packed_is_current(&format!("completions/{name}"), expected, regenerate);
        }
        let path = root.join(path);
        if regenerate {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, expected).unwrap();
        }
        let found = fs::read(&path).unwrap_or_default();
        assert!(
            found == *expected,
            "{} is not current; run: WALDUR_REVIEW_REGENERATE=1 cargo test generated",
            path.display()
        );
    }
    packed_is_current("man", &all_pages(&files), regenerate);
    for directory in ["man", "completions"] {
        for entry in fs::read_dir(root.join(directory)).unwrap() {
            let name = Path::new(directory).join(entry.unwrap().file_name());
            assert!(
                files.iter().any(|(path, _)| *path == name),
                "{} is of no command any more",
                name.display()
            );
        }
    }
}

/// The man pages in one text: they say much alike, and pack to a sixth of what each would alone.
fn all_pages(files: &[(PathBuf, Vec<u8>)]) -> Vec<u8> {
    let mut all = String::new();
    for (path, page) in files.iter().filter(|(path, _)| path.starts_with("man")) {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let page = String::from_utf8_lossy(page);
        all.extend([MAN_MARK.to_string().as_str(), &name, "\n", &page]);
    }
    all.into_bytes()
}

/// The program holds the scripts and the man pages packed.
fn packed_is_current(name: &str, expected: &[u8], regenerate: bool) {
    use lz4_flex::block::{compress_prepend_size, decompress_size_prepended};
    let packed =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("src/commands").join(format!("{name}.lz4"));
    let read = || {
        let file = fs::read(&packed).unwrap_or_default();
        decompress_size_prepended(&file).unwrap_or_default()
    };
    // Another release of the packer may pack otherwise: what is unpacked counts.
    if regenerate && read() != expected {
        fs::write(&packed, compress_prepend_size(expected)).expect("the file can be written");
    }
    assert!(
        read() == expected,
        "src/commands/{name}.lz4 is not current; run: WALDUR_REVIEW_REGENERATE=1 cargo test generated"
    );
}

/// Bash itself says what it completes.
#[cfg(unix)]
#[test]
fn bash_completes_commands_flags_and_values() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/completions/waldur-review.bash");
    for (typed, expected) in [
        ("batches ", "list"),
        ("batches list --so", "--sort"),
        ("batches list --sort ", "pending"),
        ("items ", "decline"),
        ("auth login --fr", "--from"),
    ] {
        let words: Vec<&str> = typed.split(' ').collect();
        let asked = format!(
            "source {script}; COMP_WORDS=(waldur-review {typed}); COMP_CWORD={}; \
             _waldur__review waldur-review \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"; \
             printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            words.len()
        );
        let Ok(output) = std::process::Command::new("bash").args(["-c", &asked]).output() else {
            // A machine without bash needs no completion of it.
            return;
        };
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            said.lines().any(|line| line == expected),
            "{typed}: {said}{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[test]
fn help_fits_into_80_columns() {
    fn check(command: &mut Command) {
        // What -h and --help print: the long form where something has more to say.
        let both = [command.render_help(), command.render_long_help()];
        for line in both.map(|help| help.to_string()).iter().flat_map(|help| help.lines()) {
            assert!(line.chars().count() <= 80, "{}: {line}", command.get_name());
        }
        command.get_subcommands_mut().for_each(check);
    }
    let mut command = Cli::command();
    command.build();
    check(&mut command);
}

#[test]
fn every_exit_code_is_in_the_manual() {
    use crate::report::exit;
    for code in [
        exit::UNEXPECTED,
        exit::USAGE,
        exit::NOT_FOUND,
        exit::NOT_LOGGED_IN,
        exit::REFUSED,
        exit::NOT_REACHED,
        exit::SERVER,
        exit::PARTIAL,
        exit::INTERRUPTED,
    ] {
        assert!(EXIT_STATUS.iter().any(|(listed, _)| *listed == code.to_string()), "{code}");
    }
}
