//! Man pages, completion scripts and JSON Schemas are committed, so that packages and readers have
//! them without running the program; here they are compared with what the program makes.
//! `WALDUR_REVIEW_REGENERATE=1 cargo test generated` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Command, CommandFactory};

use crate::cli::Cli;
use crate::commands::completions::script;
use crate::commands::man;
use crate::values::Shell;

/// The paths of the generated files inside the project, and their contents.
fn files() -> Vec<(PathBuf, String)> {
    let mut program = Cli::command();
    program.build();
    let pages = man::pages(&program).expect("the pages are written to memory");
    let mut files: Vec<(PathBuf, String)> =
        pages.into_iter().map(|(name, text)| (Path::new("man").join(name), text)).collect();
    for (shell, name) in [
        (Shell::Bash, "waldur-review.bash"),
        (Shell::Zsh, "_waldur-review"),
        (Shell::Fish, "waldur-review.fish"),
        (Shell::Powershell, "_waldur-review.ps1"),
        (Shell::Elvish, "waldur-review.elv"),
        (Shell::Nushell, "waldur-review.nu"),
    ] {
        files.push((Path::new("completions").join(name), script(shell, Cli::command())));
    }
    for (name, schema) in crate::commands::schemas::all() {
        let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
        text.push('\n');
        files.push((Path::new("schema").join(format!("{name}.schema.json")), text));
    }
    files
}

#[test]
fn generated_files_are_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = files();
    for (path, expected) in &files {
        let path = root.join(path);
        if std::env::var_os("WALDUR_REVIEW_REGENERATE").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, expected).unwrap();
        }
        assert!(
            fs::read_to_string(&path).unwrap_or_default() == *expected,
            "{} is not current; run: WALDUR_REVIEW_REGENERATE=1 cargo test generated",
            path.display()
        );
    }
    for directory in ["man", "completions"] {
        for entry in fs::read_dir(root.join(directory)).unwrap() {
            let name = Path::new(directory).join(entry.unwrap().file_name());
            assert!(
                files.iter().any(|(path, _)| *path == name),
                "{} belongs to no command",
                name.display()
            );
        }
    }
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
