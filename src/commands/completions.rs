//! `completions`: the committed scripts, packed, so that nothing is generated at start and the
//! program is not a tenth larger for what is printed once.

use crate::commands::context::Outcome;
use crate::commands::unpack;
use crate::error::UserError;
use crate::output::View;
use crate::values::Shell;
use clap::Args;

const EXAMPLES: &str = "\
Examples:
  waldur-review completions zsh > ~/.zfunc/_waldur-review
  waldur-review completions bash \\
    > ~/.local/share/bash-completion/completions/waldur-review
  waldur-review completions fish \\
    > ~/.config/fish/completions/waldur-review.fish
  waldur-review completions bash --dynamic \\
    > ~/.local/share/bash-completion/completions/waldur-review

With --dynamic (bash, zsh, fish) the program is asked at each TAB, and offers
your batches, items and profiles as well. It asks the server at most once a
minute and waits a second for it, and never runs a token_command.";

/// Print the completion script of a shell
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct CompletionsArgs {
    /// bash, zsh, fish, powershell, elvish or nushell
    #[arg(value_enum, hide_possible_values = true)]
    pub shell: Shell,
    /// The script that asks the program, and knows batches
    #[arg(long)]
    pub dynamic: bool,
}

/// The script of a shell.
///
/// # Errors
/// A usage fault where the shell has none that asks the program.
pub fn run(arguments: &CompletionsArgs) -> Result<Outcome, UserError> {
    if arguments.dynamic {
        let script = dynamic_script(arguments.shell)?;
        return Ok(Outcome::new(View::Text(script.to_owned())));
    }
    let script = unpack(packed(arguments.shell), "the script")?;
    Ok(Outcome::new(View::Text(script)))
}

/// The script that asks the program at each TAB.
fn dynamic_script(shell: Shell) -> Result<&'static str, UserError> {
    match shell {
        Shell::Bash => Ok(include_str!("complete.bash")),
        Shell::Zsh => Ok(include_str!("complete.zsh")),
        Shell::Fish => Ok(include_str!("complete.fish")),
        Shell::Powershell | Shell::Elvish | Shell::Nushell => {
            Err(UserError::usage("--dynamic is for bash, zsh and fish")
                .hint("leave it out for a script that knows commands, flags and their words"))
        }
    }
}

/// The script of a shell, as it is in `completions/`.
fn packed(shell: Shell) -> &'static [u8] {
    match shell {
        Shell::Bash => include_bytes!("completions/waldur-review.bash.lz4"),
        Shell::Zsh => include_bytes!("completions/_waldur-review.lz4"),
        Shell::Fish => include_bytes!("completions/waldur-review.fish.lz4"),
        Shell::Powershell => include_bytes!("completions/_waldur-review.ps1.lz4"),
        Shell::Elvish => include_bytes!("completions/waldur-review.elv.lz4"),
        Shell::Nushell => include_bytes!("completions/waldur-review.nu.lz4"),
    }
}
