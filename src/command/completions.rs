//! `completions`: the committed scripts, so that nothing is generated at start.

use crate::cli::{CompletionsArgs, Shell};
use crate::context::Outcome;
use crate::fault::Fault;
use crate::output::View;

/// The script of a shell.
///
/// # Errors
/// A usage fault where the shell has none that asks the program.
pub fn run(arguments: &CompletionsArgs) -> Result<Outcome, Fault> {
    let script = if arguments.dynamic {
        dynamic_script(arguments.shell)?
    } else {
        script(arguments.shell)
    };
    Ok(Outcome::new(View::Text(script.to_owned())))
}

/// The script that asks the program at each TAB.
fn dynamic_script(shell: Shell) -> Result<&'static str, Fault> {
    match shell {
        Shell::Bash => Ok(include_str!("complete.bash")),
        Shell::Zsh => Ok(include_str!("complete.zsh")),
        Shell::Fish => Ok(include_str!("complete.fish")),
        Shell::Powershell | Shell::Elvish | Shell::Nushell => {
            Err(Fault::usage("--dynamic is for bash, zsh and fish")
                .hint("leave it out for a script that knows commands, flags and their words"))
        }
    }
}

/// The script of a shell, as it is in `completions/`.
fn script(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => include_str!("../../completions/waldur-review.bash"),
        Shell::Zsh => include_str!("../../completions/_waldur-review"),
        Shell::Fish => include_str!("../../completions/waldur-review.fish"),
        Shell::Powershell => include_str!("../../completions/_waldur-review.ps1"),
        Shell::Elvish => include_str!("../../completions/waldur-review.elv"),
        Shell::Nushell => include_str!("../../completions/waldur-review.nu"),
    }
}
