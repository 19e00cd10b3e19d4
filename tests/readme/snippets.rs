//! What the pages tell the user to paste, run after the installation that they document. Marks
//! above a code block, as HTML comments, say more:
//!
//! - `prints: TEXT`: this is in standard output, which otherwise must not be empty
//! - `prints nothing`: standard output is empty
//! - `says: TEXT`: this is in standard error, which otherwise must be empty
//! - `needs: PROGRAM`: left out where the program is not installed
//! - `not run: REASON`

use std::fs;
use std::process::{Command, Output};

use crate::pages::{Block, Page, pages};
use crate::sandbox::{Sandbox, write_script};

/// Pages for developers: their commands are for a copy of the repository.
const FOR_DEVELOPERS: [&str; 6] = [
    "CONTRIBUTING.md",
    "docs/architecture.md",
    "docs/faults.md",
    "docs/performance.md",
    "docs/testing.md",
    "packaging/README.md",
];

/// An address that the pages use for the user's server.
const EXAMPLE: &str = "https://waldur.example.ac.uk";

#[test]
fn every_snippet_works_when_it_is_pasted() {
    let mut run = 0;
    let pages = pages();
    let pages = pages.iter().filter(|page| !FOR_DEVELOPERS.contains(&page.name.as_str()));
    for block in pages.flat_map(Page::blocks) {
        if block.marked("not run").is_some() {
            continue;
        }
        if let Some(program) = block.marked("needs").filter(|program| !is_installed(program)) {
            println!("LEFT OUT: {}: {program} is not installed", block.place);
            continue;
        }
        match block.language.as_str() {
            // An example of output, of the layout of a file, or of an answer.
            "" | "console" | "json" => continue,
            "sh" => shell_snippet(&block),
            "bash" => bash_prompt(&block),
            "crontab" => crontab(&block),
            "ini" if block.text.contains("ExecStart=") => systemd_service(&block),
            "ini" => assert!(block.text.contains("[Timer]"), "{}", block.place),
            "tmux" => tmux_status(&block),
            "toml" => config_file(&block),
            other => panic!("{}: no test knows how to run {other}", block.place),
        }
        run += 1;
    }
    assert!(run > 15, "{run} snippets were found");
}

fn is_installed(program: &str) -> bool {
    Command::new("sh")
        .args(["-c", r#"command -v "$0" >/dev/null"#, program])
        .status()
        .unwrap()
        .success()
}

/// Asserts success, silence on standard error, and what the marks say of standard output.
fn check(block: &Block, output: &Output) {
    let printed = String::from_utf8_lossy(&output.stdout);
    let said = String::from_utf8_lossy(&output.stderr);
    let expected = block.marked("says").unwrap_or_default();
    let is_expected = said.contains(expected) && said.is_empty() == expected.is_empty();
    assert!(output.status.success() && is_expected, "{}: {printed}{said}", block.place);
    if let Some(text) = block.marked("prints") {
        assert!(printed.contains(text), "{} prints {printed}", block.place);
    } else {
        let silent = block.marks.iter().any(|mark| mark == "prints nothing");
        assert_eq!(printed.is_empty(), silent, "{} prints {printed:?}", block.place);
    }
}

fn shell_snippet(block: &Block) {
    let sandbox = Sandbox::new();
    let script = block.text.replace(EXAMPLE, &sandbox.url);
    check(block, &sandbox.run(&mut sandbox.shell(&script)));
}

/// A line of `~/.bashrc` that sets the prompt.
fn bash_prompt(block: &Block) {
    let sandbox = Sandbox::new();
    fs::write(sandbox.home().join(".bashrc"), &block.text).unwrap();
    let script = "bash --norc -c '. ~/.bashrc; printf %s \"${PS1@P}\"'";
    check(block, &sandbox.run(&mut sandbox.shell(script)));
}

/// Runs each line of a crontab twice, as cron does it: assignments are taken literally, and the
/// rest of a line after its five fields is for `sh`.
fn crontab(block: &Block) {
    let sandbox = Sandbox::new();
    let mut assignments: Vec<(&str, &str)> = Vec::new();
    let mut jobs = 0;
    for line in block.text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some((name, value)) = line.split_once('=').filter(|(name, _)| !name.contains(' ')) {
            assignments.push((name, value));
            continue;
        }
        let mut rest = line;
        for _ in 0..5 {
            let (_, after) = rest.split_once(' ').unwrap();
            rest = after.trim_start();
        }
        assert!(!rest.contains('%'), "{}: cron takes % for the end of the command", block.place);
        let run = || {
            let mut command = sandbox.without_login("/bin/sh");
            sandbox.run(command.args(["-c", rest]).envs(assignments.iter().copied()))
        };
        check(block, &run());
        let again = run();
        // What `--new` has listed is not listed again, and cron sends no mail.
        assert_eq!(again.stdout.is_empty(), rest.contains("--new"), "{}: {rest}", block.place);
        assert!(again.stderr.is_empty(), "{}: {rest}", block.place);
        jobs += 1;
    }
    assert!(jobs > 0, "{} has no job", block.place);
}

/// Runs the `ExecStart=` of a user's systemd unit.
fn systemd_service(block: &Block) {
    let sandbox = Sandbox::new();
    let unit = block.text.replace("\\\n", " ");
    let values = |name: &str| {
        let of_this_name = unit.lines().filter_map(move |line| line.strip_prefix(name));
        of_this_name
            .map(|value| value.replace("%h", &sandbox.home().display().to_string()))
            .collect::<Vec<_>>()
    };
    let [start] = &values("ExecStart=")[..] else { panic!("{}: no ExecStart=", block.place) };
    let words = systemd_words(&start.replace("$$", "$"));
    let mut command = sandbox.without_login(&words[0]);
    command.args(&words[1..]);
    for assignment in values("Environment=") {
        let (name, value) = assignment.split_once('=').unwrap();
        command.env(name, value);
    }
    check(block, &sandbox.run(&mut command));
    assert_ne!(sandbox.take_notifications(), "", "{}", block.place);
    let again = sandbox.run(&mut command);
    assert!(again.status.success() && again.stdout.is_empty(), "{}: {again:?}", block.place);
    assert_eq!(sandbox.take_notifications(), "", "{}", block.place);
}

/// Splits a command line at blanks outside single quotes.
fn systemd_words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in line.split('\'').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// Runs the commands that a tmux option holds as `#(...)`.
fn tmux_status(block: &Block) {
    let sandbox = Sandbox::new();
    let (_, rest) = block.text.split_once("#(").unwrap();
    let (command, _) = rest.split_once(')').unwrap();
    check(block, &sandbox.run(&mut sandbox.shell(command)));
}

/// Reads a `config.toml`, and asks the server of each profile that has a `token_command`.
fn config_file(block: &Block) {
    let sandbox = Sandbox::new();
    let directory = sandbox.home().join(".config/waldur-review");
    let text = block.text.replace(EXAMPLE, &sandbox.url);
    fs::write(directory.join("config.toml"), &text).unwrap();
    check(block, &sandbox.run(&mut sandbox.shell("waldur-review config list")));
    if text.contains("token_command") {
        let script = "waldur-review --profile isambard batches list";
        check(block, &sandbox.run(&mut sandbox.shell(script)));
    }
}

#[test]
fn text_of_a_server_is_no_option_and_empty_fields_keep_their_place() {
    // The loop over tab-separated values, with rows that its author would not expect.
    let block = snippet("while IFS=");
    let sandbox = Sandbox::new();
    let rows = "8a57\t--help\t2026-10-02T16:00:00Z\t2\t3\tsent\t\tfalse\n\
                0b6d\t\t2026-10-02T16:00:00Z\t3\t3\tsent\t\tfalse\n\
                c19e\tcall\t\t1\t1\tsent\t\tfalse\n";
    fs::write(sandbox.home().join("rows"), rows).unwrap();
    write_script(&sandbox.home().join("waldur-review"), "cat \"$HOME/rows\"");
    let script = format!("PATH=$HOME:$PATH\n{}", block.text);
    let output = sandbox.run(&mut sandbox.shell(&script));
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "--help: 2 to answer by 2026-10-02T16:00:00Z\n\
         : 3 to answer by 2026-10-02T16:00:00Z\n\
         call: 1 to answer by \n"
    );

    // The notification of `batches watch`, of a call with the name of an option.
    let block = snippet("--exec sh -c '");
    let (_, rest) = block.text.split_once("--exec ").unwrap();
    let command = rest.lines().next().unwrap();
    let mut shell = sandbox.shell(command);
    let output = sandbox.run(shell.env("WALDUR_EVENT_CALL", "--icon=/etc/passwd"));
    assert!(output.status.success(), "{output:?}");
    assert_eq!(sandbox.take_notifications(), "--icon=/etc/passwd\n");
}

/// The first code block of README.md and docs/ with this text.
fn snippet(text: &str) -> Block {
    let blocks = pages().iter().flat_map(super::pages::Page::blocks).collect::<Vec<_>>();
    blocks.into_iter().find(|block| block.text.contains(text)).unwrap()
}
