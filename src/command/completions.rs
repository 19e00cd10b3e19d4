//! `completions`: the committed scripts, so that nothing is generated at start.

use crate::cli::{CompletionsArgs, Shell};
use crate::context::Outcome;
use crate::output::View;

pub fn run(arguments: &CompletionsArgs) -> Outcome {
    Outcome::new(View::Text(script(arguments.shell).to_owned()))
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
