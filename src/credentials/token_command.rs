//! A token from another program, such as a password manager.

use std::process::Stdio;

use super::{Token, child_command};
use crate::error::{ErrorKind, UserError};

/// Runs a profile's `token_command` without a shell and reads the token from its first line.
/// The program may ask at the terminal: it keeps standard error, and standard input where that
/// is the terminal (in a loop of a script it would eat the loop's input).
///
/// # Errors
/// When it cannot be started, fails, or prints no token. Its output is never quoted.
pub fn token_from_command(
    profile: &str,
    command: &[String],
    stdin_is_terminal: bool,
) -> Result<Token, UserError> {
    let Some((program, arguments)) = command.split_first() else {
        return Err(UserError::configuration(format!(
            "config.toml: profile {profile:?}: `token_command` is empty"
        ))
        .hint("it is a list, such as [\"pass\", \"show\", \"waldur\"]"));
    };
    let failed = |what: String| {
        UserError::new(
            ErrorKind::NotLoggedIn,
            format!("the token_command of profile {profile:?} {what}"),
        )
        .hint(format!("try it in a shell: {}", command.join(" ")))
    };
    let output = child_command(program)
        .args(arguments)
        .stdin(if stdin_is_terminal { Stdio::inherit() } else { Stdio::null() })
        .stderr(Stdio::inherit())
        .stdout(Stdio::piped())
        .output()
        .map_err(|error| failed(format!("could not be started: {program}: {error}")))?;
    if !output.status.success() {
        return Err(failed(format!("failed ({})", output.status)));
    }
    let text = String::from_utf8(output.stdout).unwrap_or_default();
    Token::parse(text.lines().next().unwrap_or_default())
        .map_err(|fault| failed(format!("printed no token: {}", fault.message)))
}
