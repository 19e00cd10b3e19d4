//! Child processes: without the token, and those of `--exec`.

use std::ffi::{OsStr, OsString};
use std::io;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::credentials::child_command;

/// A program of `--exec` is not waited for longer.
const LONGEST_RUN: Duration = Duration::from_secs(60);

/// A command for what a user has put into a variable such as `PAGER` or `EDITOR`. As in git, the
/// shell reads it where it holds more than words, so that quotes, pipes and assignments mean what
/// they mean elsewhere. The arguments follow it unchanged.
pub fn user_command(line: &str, arguments: &[&OsStr]) -> Command {
    if cfg!(unix) && line.contains(|c: char| "|&;<>()$`\\\"'*?[]#~=%{}!\n".contains(c)) {
        let mut command = child_command("sh");
        let with_arguments = if arguments.is_empty() { "" } else { " \"$@\"" };
        command.arg("-c").arg(format!("{line}{with_arguments}")).arg(line).args(arguments);
        return command;
    }
    let mut words = line.split_whitespace();
    let mut command = child_command(words.next().unwrap_or_default());
    command.args(words).args(arguments);
    command
}

/// Runs a program with these variables, not through a shell and without input. Its standard output
/// goes to standard error. Returns a warning about its end, if there is any.
pub fn run_hook(words: &[OsString], variables: &[(&'static str, String)]) -> Option<String> {
    let (program, arguments) = words.split_first()?;
    let shown = program.to_string_lossy();
    let mut command = child_command(program);
    command
        .args(arguments)
        .envs(variables.iter().map(|(name, value)| (name, value)))
        .stdin(Stdio::null());
    // Standard output holds this program's own output only.
    #[cfg(unix)]
    if let Ok(stderr) = std::os::fd::AsFd::as_fd(&io::stderr()).try_clone_to_owned() {
        command.stdout(stderr);
    }
    #[cfg(not(unix))]
    command.stdout(Stdio::null());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => return Some(format!("warning: cannot run {shown}: {error}")),
    };
    let end = Instant::now() + LONGEST_RUN;
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return None,
            Ok(Some(status)) => return Some(format!("warning: {shown}: {status}")),
            Ok(None) if Instant::now() < end => std::thread::sleep(Duration::from_millis(20)),
            Ok(None) => {
                // Its end is waited for all the same, or it would stay as a zombie process.
                std::thread::spawn(move || child.wait());
                return Some(format!(
                    "warning: {shown} still runs after {} s; going on without waiting for it",
                    LONGEST_RUN.as_secs()
                ));
            }
            Err(error) => return Some(format!("warning: {shown}: {error}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::user_command;
    use crate::credentials::child_command;
    use std::ffi::OsStr;

    #[test]
    fn children_do_not_inherit_the_token() {
        for command in [child_command("x"), user_command("x", &[]), user_command("x 'y'", &[])] {
            let removed: Vec<_> = command
                .get_envs()
                .filter(|(_, value)| value.is_none())
                .map(|(name, _)| name)
                .collect();
            assert_eq!(removed, ["WALDUR_ACCESS_TOKEN", "WALDUR_REVIEW_TOKEN"].map(OsStr::new));
        }
    }

    #[cfg(unix)]
    #[test]
    fn user_commands_keep_quotes_pipes_assignments_and_arguments() {
        for (line, arguments, expected) in [
            ("printf '%s|' 'a b' c", &[][..], "a b|c|"),
            ("printf 'a b' | tr a x", &[], "x b"),
            ("X=1 sh -c 'echo $X'", &[], "1\n"),
            ("echo a  b", &["c d"], "a b c d\n"),
            ("printf '%s|' -w", &["a b", "$c"], "-w|a b|$c|"),
        ] {
            let arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).collect();
            let output = user_command(line, &arguments).output().unwrap();
            assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "{line}");
        }
    }
}
