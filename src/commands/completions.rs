//! `completions`: the scripts for shells, generated from the definition of the command line.

use clap::{Arg, Args, Command, ValueHint};
use clap_complete::aot;

use crate::commands::context::Outcome;
use crate::error::UserError;
use crate::output::View;
use crate::values::Shell;

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

/// Prints the script of a shell.
///
/// # Errors
/// A usage error where the shell has no script that asks the program.
pub fn run(arguments: &CompletionsArgs, program: Command) -> Result<Outcome, UserError> {
    let text = if arguments.dynamic {
        dynamic_script(arguments.shell)?.to_owned()
    } else {
        script(arguments.shell, program)
    };
    Ok(Outcome::new(View::Text(text)))
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

/// The script of a shell that knows commands, flags and their values, and does not ask the program.
pub fn script(shell: Shell, program: Command) -> String {
    const NAME: &str = env!("CARGO_PKG_NAME");
    let mut program = with_file_hints(program);
    let mut bytes = Vec::new();
    let mut generate = |generator: aot::Shell| {
        aot::generate(generator, &mut program, NAME, &mut bytes);
    };
    match shell {
        Shell::Bash => generate(aot::Shell::Bash),
        Shell::Zsh => generate(aot::Shell::Zsh),
        Shell::Fish => generate(aot::Shell::Fish),
        Shell::Powershell => generate(aot::Shell::PowerShell),
        Shell::Elvish => generate(aot::Shell::Elvish),
        Shell::Nushell => {
            aot::generate(clap_complete_nushell::Nushell, &mut program, NAME, &mut bytes);
        }
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    if shell == Shell::Bash { corrected_for_bash(&text) } else { text }
}

/// Marks the arguments that are files and directories, whose names may have blanks.
fn with_file_hints(command: Command) -> Command {
    let with_hint = |argument: Arg| {
        let name = argument.get_value_names().and_then(|names| names.first());
        match name.map(clap::builder::Str::as_str) {
            Some("FILE") => argument.value_hint(ValueHint::FilePath),
            Some("DIR") => argument.value_hint(ValueHint::DirPath),
            Some(_) | None => argument,
        }
    };
    command.mut_args(with_hint).mut_subcommands(with_file_hints)
}

/// In the generated script, the previous word decides which values are offered. bash makes a word
/// of its own of the sign in `--flag=value`, so that it is never the flag.
const BASH_PREVIOUS_WORD: &str = "    prev=\"$3\"\n";
const BASH_PREVIOUS_WORD_CORRECTED: &str = r#"    prev="$3"
    if [[ "${prev}" == "=" ]]; then
        prev="${COMP_WORDS[COMP_CWORD-2]}"
    elif [[ "${COMP_WORDS[COMP_CWORD]}" == "=" ]]; then
        cur=""
        prev="${COMP_WORDS[COMP_CWORD-1]}"
    fi
"#;

fn corrected_for_bash(script: &str) -> String {
    script
        .replacen(BASH_PREVIOUS_WORD, BASH_PREVIOUS_WORD_CORRECTED, 1)
        // clap_complete writes the states of a program with a hyphen in its name in two ways.
        .replace("waldur__subcmd__review", "waldur__review")
}
