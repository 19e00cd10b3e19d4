//! Tokens, the addresses that they are bound to, and the file that holds them.

mod address;
mod child_command;
mod store;
mod token;
mod token_command;

pub use address::ApiUrl;
pub use child_command::{child_command, remove_token_variables};
pub use store::{Login, MadeToken, Store, read_waldur_cli};
#[cfg(any(test, fuzzing))]
pub use store::{login_in, put, understood};
pub use token::{Scheme, Token};
pub use token_command::token_from_command;

use crate::error::UserError;

/// Checks a profile's name: 1 to 64 of `A-Z a-z 0-9 . _ -`, the first a letter or digit.
///
/// # Errors
/// A usage fault that says what a name may hold.
pub fn check_profile_name(name: &str) -> Result<(), UserError> {
    let starts_well = name.starts_with(|c: char| c.is_ascii_alphanumeric());
    let holds_well =
        name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'));
    if starts_well && holds_well && name.len() <= 64 {
        return Ok(());
    }
    Err(UserError::usage(format!("{name:?} is not a profile name"))
        .hint("a name has 1 to 64 of A-Z a-z 0-9 . _ - and starts with a letter or digit"))
}

#[cfg(test)]
mod tests {
    use super::check_profile_name;

    #[test]
    fn names_are_plain_words() {
        for good in ["default", "a", "site-2", "EPCC.test", "0x", &"n".repeat(64)] {
            assert!(check_profile_name(good).is_ok(), "{good}");
        }
        for bad in ["", "-x", ".x", "a b", "ä", "a/b", "a\n", &"n".repeat(65)] {
            assert!(check_profile_name(bad).is_err(), "{bad}");
        }
    }
}
