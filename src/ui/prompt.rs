//! Questions at the terminal: a line that is shown while it is typed, or a hidden one.

use std::io::{self, BufRead, Write};

use anyhow::Result;

use super::Interrupts;
use crate::error::{ErrorKind, UserError};

/// Asks for a line that is shown while it is typed.
///
/// # Errors
/// [`ErrorKind::Interrupted`] when the input ends; an [`io::Error`] when a stream fails.
pub fn line(question: &str) -> Result<String> {
    let mut stderr = io::stderr().lock();
    loop {
        write!(stderr, "{question}")?;
        stderr.flush()?;
        let mut bytes = Vec::new();
        if io::stdin().lock().read_until(b'\n', &mut bytes)? == 0 {
            writeln!(stderr)?;
            return Err(stopped().into());
        }
        match String::from_utf8(bytes) {
            Ok(answer) if !answer.contains('\0') => return Ok(answer.trim().to_owned()),
            Ok(_) => writeln!(stderr, "A null character cannot be sent. Once more:")?,
            Err(_) => writeln!(stderr, "That is not UTF-8 text. Once more:")?,
        }
    }
}

/// Asks for a line that is hidden while it is typed.
///
/// # Errors
/// [`ErrorKind::Interrupted`] when the input ends or Ctrl-C is pressed; an [`io::Error`] when the
/// terminal fails.
pub fn secret(question: &str, interrupts: &Interrupts) -> Result<String> {
    // The terminal does not echo meanwhile: that is undone before the program ends.
    let answer = interrupts.hold(|| rpassword::prompt_password(question));
    answer.map_err(|error| {
        if matches!(error.kind(), io::ErrorKind::Interrupted | io::ErrorKind::UnexpectedEof) {
            // What follows starts on a line of its own.
            let _ = writeln!(io::stderr());
            stopped().into()
        } else {
            anyhow::Error::from(error).context("cannot ask for the token")
        }
    })
}

fn stopped() -> UserError {
    UserError::new(ErrorKind::Interrupted, "stopped; nothing was changed")
}
