//! `config edit`.

use std::fs;

use insta::assert_snapshot;

use crate::support::Sandbox;
#[cfg(unix)]
use crate::support::Seen;
#[cfg(unix)]
use crate::support::Terminal;

use super::CONFIG;

/// `config edit` with this script as the editor, which gets the copy's path.
fn edit(sandbox: &Sandbox, script: &str) -> Terminal {
    sandbox.write("editor.sh", script);
    let command = sandbox.command(["config", "edit"]);
    command
        .env("EDITOR", "sh editor.sh")
        .env("NO_COLOR", "1")
        .env("TMPDIR", sandbox.home())
        .terminal(80, 24)
}

fn copies(sandbox: &Sandbox) -> Vec<String> {
    fs::read_dir(sandbox.home())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("waldur-review-config-"))
        .collect()
}

#[test]
fn valid_file_is_installed() {
    let sandbox = Sandbox::new();
    let screen = edit(&sandbox, "cp \"$1\" seen; printf 'utc = true\\n' > \"$1\"").finish();
    assert_eq!(screen.status, 0, "{}", screen.snapshot());
    assert!(screen.text.starts_with("Editing a copy: "), "{}", screen.text);
    assert!(screen.seen().contains("Changed "), "{}", screen.text);
    assert_eq!(sandbox.read(CONFIG), "utc = true\n");
    // A first file shows what can be set.
    assert!(sandbox.read("seen").contains("\n[display]\n#accessible = true"));
    let screen = edit(&sandbox, "cp \"$1\" seen; sleep 1.1").finish();
    assert_eq!(sandbox.read("seen"), "utc = true\n");
    assert!(screen.text.ends_with("Nothing was changed.\n"), "{}", screen.text);
    assert_eq!(copies(&sandbox), [""; 0]);
}

/// An editor that only tells its window to open the file still needs the file.
#[test]
fn copy_stays_for_an_editor_that_ends_at_once() {
    let sandbox = Sandbox::new();
    sandbox.write(CONFIG, "utc = true\n");
    let screen = edit(&sandbox, "true").finish();
    assert_eq!(screen.status, 0, "{}", screen.text);
    let [copy] = &copies(&sandbox)[..] else { panic!("{}", screen.text) };
    assert!(screen.seen().contains(copy.as_str()), "{}", screen.text);
    assert!(screen.seen().contains("code --wait"), "{}", screen.text);
    assert_eq!(sandbox.read(copy), "utc = true\n");
}

#[test]
fn invalid_file_is_kept_and_not_installed() {
    let sandbox = Sandbox::new();
    sandbox.write(CONFIG, "utc = true\n");
    let mut terminal = edit(&sandbox, "printf 'utc = 3\\n' >> \"$1\"");
    terminal.expect("Edit it again? [Y/n] ");
    terminal.send_line("n");
    let screen = terminal.finish();
    assert_eq!(screen.status, 2);
    let [copy] = &copies(&sandbox)[..] else { panic!("{}", screen.text) };
    assert_snapshot!(screen.snapshot().replace(copy, "[COPY]"), @"
    $ waldur-review config edit
    (exit 2)
    --- terminal
    Editing a copy: [HOME]/[COPY]
    [HOME]/config/config.toml, line 2: duplicate key
    Edit it again? [Y/n] n
    error: [HOME]/config/config.toml, line 2: duplicate key
      config.toml is as it was
      what you wrote is kept in [HOME]/[COPY]
    ");
    assert_eq!(sandbox.read(CONFIG), "utc = true\n");
    assert_eq!(sandbox.read(copy), "utc = true\nutc = 3\n");
}

#[test]
fn error_can_be_corrected_at_once() {
    let sandbox = Sandbox::new();
    // The broken file itself can be edited, too.
    sandbox.write(CONFIG, "[broken\n");
    let mut terminal = edit(
        &sandbox,
        "if [ -e again ]; then printf 'utc = true\\n' > \"$1\"; else touch again; echo x >> \"$1\"; fi",
    );
    terminal.expect("Edit it again? [Y/n] ");
    terminal.send_line("");
    let screen = terminal.finish();
    assert_eq!(screen.status, 0, "{}", screen.text);
    assert_eq!(sandbox.read(CONFIG), "utc = true\n");
    assert_eq!(copies(&sandbox), [""; 0]);
}

#[test]
fn edited_text_is_never_lost() {
    let sandbox = Sandbox::new();
    sandbox.write(CONFIG, "utc = true\n");
    let failed = edit(&sandbox, "echo '# x' >> \"$1\"; exit 1").finish();
    assert_eq!(failed.status, 130, "{}", failed.text);
    assert_eq!(copies(&sandbox).len(), 1);
    // Another program was faster.
    let raced =
        edit(&sandbox, "echo '# mine' >> \"$1\"; echo '# theirs' >> config/config.toml").finish();
    assert_eq!(raced.status, 2, "{}", raced.text);
    assert!(raced.seen().contains("meanwhile"), "{}", raced.text);
    assert!(raced.seen().contains("what you wrote is kept in"));
    assert_eq!(sandbox.read(CONFIG), "utc = true\n# theirs\n");
    assert_eq!(copies(&sandbox).len(), 2);
}

#[test]
fn missing_terminal_or_editor_is_an_error() {
    let sandbox = Sandbox::new();
    let ran = sandbox.command(["config", "edit"]).run().assert_status(2);
    let screen = sandbox
        .command(["config", "edit"])
        .env("EDITOR", "no-such-editor")
        .env("NO_COLOR", "1")
        .env("TMPDIR", sandbox.home())
        .terminal(80, 24)
        .finish();
    let screen = screen.snapshot();
    let (before, copy) = screen.split_once("Editing a copy: [HOME]/waldur-review-config-").unwrap();
    let screen = format!("{before}{}", copy.split_once('\n').unwrap().1);
    assert_snapshot!(format!("{}\n{screen}", ran.snapshot()), @"
    $ waldur-review config edit
    (exit 2)
    --- stdout
    --- stderr
    error: config edit needs a terminal
      change one setting with: waldur-review config set KEY VALUE

    $ waldur-review config edit
    (exit 2)
    --- terminal
    error: cannot start the editor no-such-editor: No such file or directory (os
           error 2)
      set VISUAL or EDITOR to an editor, or use: waldur-review config set KEY VALUE
    ");
    assert_eq!(copies(&sandbox), [""; 0]);
}
