//! The user's browser.

use std::ffi::OsStr;
use std::process::Stdio;

use super::Signals;
use super::exec::user_command;
use crate::credentials::remove_token_variables;

/// Opens a page with the commands in `BROWSER` (with colons between, in the order to try them),
/// else by the desktop; says whether that could be tried.
pub fn open(url: &str, commands: Option<&str>, signals: &Signals) -> bool {
    match commands {
        Some(commands) => commands.split(':').any(|command| run(command, url, signals)),
        None => open::commands(url).into_iter().any(|mut command| {
            remove_token_variables(&mut command);
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            // Ctrl-C in this terminal is not for the browser.
            #[cfg(unix)]
            std::os::unix::process::CommandExt::process_group(&mut command, 0);
            command.spawn().is_ok()
        }),
    }
}

/// Runs a command of `BROWSER` and waits for its end: it may be one for the terminal.
fn run(command: &str, url: &str, signals: &Signals) -> bool {
    if command.trim().is_empty() {
        return false;
    }
    let mut child = if cfg!(unix) && command.contains("%s") {
        // The shell puts the address in, so that nothing in it can be read as a command.
        let line = command.replace("'%s'", "%s").replace("\"%s\"", "%s").replace("%s", "\"$1\"");
        let mut child = user_command(&line, &[]);
        child.arg(url);
        child
    } else {
        user_command(command, &[OsStr::new(url)])
    };
    signals.ignore_interrupts(|| child.status()).is_ok_and(|status| status.success())
}

#[cfg(all(test, unix))]
mod tests {
    use super::open;
    use crate::ui::Signals;

    #[test]
    fn address_is_passed_to_the_first_command_that_works() {
        let url = "https://w.example/a;touch$(x)'\"?b=1&c=2";
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("opened");
        let to_file = |command: &str| format!("{command} > {}", file.display());
        for (commands, expected) in [
            (to_file("no-such-browser-1:false:echo '%s'"), format!("{url}\n")),
            (to_file("echo %s -x"), format!("{url} -x\n")),
            (format!("x() {{ echo \"$1\" > {}; }}; x", file.display()), format!("{url}\n")),
        ] {
            assert!(open(url, Some(&commands), &Signals::default()), "{commands}");
            assert_eq!(std::fs::read_to_string(&file).unwrap(), expected, "{commands}");
        }
        assert!(!open(url, Some("no-such-browser-1::false"), &Signals::default()));
    }
}
