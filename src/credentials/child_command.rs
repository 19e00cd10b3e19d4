//! Other programs, started without the token in their environment.

use std::ffi::OsStr;
use std::process::Command;

/// The variables that can hold a token.
const TOKEN_VARIABLES: [&str; 2] = ["WALDUR_REVIEW_TOKEN", "WALDUR_ACCESS_TOKEN"];

/// A command for another program: browser, editor, pager, `--exec`, `token_command`. Every one is
/// made here, so that none inherits a token: it may print its environment into a log.
pub fn child_command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    remove_token_variables(&mut command);
    command
}

/// Takes the token out of the environment of a command that something else made.
pub fn remove_token_variables(command: &mut Command) {
    for name in TOKEN_VARIABLES {
        command.env_remove(name);
    }
}
