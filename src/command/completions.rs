//! `completions`: the committed scripts, packed, so that nothing is generated at start and the
//! program is not a tenth larger for what is printed once.

use std::io::Read;

use flate2::read::GzDecoder;

use crate::cli::{CompletionsArgs, Shell};
use crate::context::Outcome;
use crate::output::View;

pub fn run(arguments: &CompletionsArgs) -> Outcome {
    let mut script = String::new();
    let unpacked = GzDecoder::new(packed(arguments.shell)).read_to_string(&mut script);
    Outcome::new(unpacked.map_or(View::Nothing, |_| View::Text(script)))
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
