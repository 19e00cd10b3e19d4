//! `completions`: the committed scripts, packed, so that nothing is generated at start and the
//! program is not a tenth larger for what is printed once.

use std::io::Read;

use flate2::read::GzDecoder;

use crate::cli::{CompletionsArgs, Shell};
use crate::context::Outcome;
use crate::fault::Fault;
use crate::output::View;

/// The script of a shell.
///
/// # Errors
/// A usage fault where the shell has none that asks the program.
pub fn run(arguments: &CompletionsArgs) -> Result<Outcome, Fault> {
    if arguments.dynamic {
        let script = dynamic_script(arguments.shell)?;
        return Ok(Outcome::new(View::Text(script.to_owned())));
    }
    let mut script = String::new();
    GzDecoder::new(packed(arguments.shell))
        .read_to_string(&mut script)
        .map_err(|error| Fault::file(format!("cannot unpack the script: {error}")))?;
    Ok(Outcome::new(View::Text(script)))
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
fn packed(shell: Shell) -> &'static [u8] {
    match shell {
        Shell::Bash => include_bytes!("completions/waldur-review.bash.gz"),
        Shell::Zsh => include_bytes!("completions/_waldur-review.gz"),
        Shell::Fish => include_bytes!("completions/waldur-review.fish.gz"),
        Shell::Powershell => include_bytes!("completions/_waldur-review.ps1.gz"),
        Shell::Elvish => include_bytes!("completions/waldur-review.elv.gz"),
        Shell::Nushell => include_bytes!("completions/waldur-review.nu.gz"),
    }
}
