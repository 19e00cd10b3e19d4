//! The pager, for text that is taller than the terminal.

use std::io::{self, IsTerminal, Write};
use std::process::Stdio;

use super::Signals;
use super::exec::user_command;

/// Shows text in the pager when it is taller than the terminal, else on standard output. The text
/// is never lost: where the pager cannot start or fails, it goes to standard output.
///
/// # Errors
/// When standard output fails.
pub fn page(
    text: &[u8],
    pager: &str,
    height: usize,
    utf8: bool,
    signals: &Signals,
) -> io::Result<()> {
    let lines = text.split(|byte| *byte == b'\n').count() - 1;
    let is_tall = lines >= height && io::stdout().is_terminal();
    if is_tall && !pager.trim().is_empty() && run(text, pager, utf8, signals) {
        return Ok(());
    }
    io::stdout().lock().write_all(text)
}

/// Runs the pager; says whether it ended well.
fn run(text: &[u8], pager: &str, utf8: bool, signals: &Signals) -> bool {
    let mut command = user_command(pager, &[]);
    command.stdin(Stdio::piped());
    // Colours pass, and a text that fits after all ends by itself.
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", "FRX");
    }
    // less knows only the locales that are installed, and shows other text as bytes.
    if utf8 && std::env::var_os("LESSCHARSET").is_none() {
        command.env("LESSCHARSET", "utf-8");
    }
    // Ctrl-C in the pager is for the pager.
    signals.ignore_interrupts(|| {
        let Ok(mut child) = command.spawn() else { return false };
        if let Some(mut input) = child.stdin.take() {
            // Leaving the pager before the end closes the pipe, which is no error.
            let _ = input.write_all(text);
        }
        child.wait().is_ok_and(|status| status.success())
    })
}
