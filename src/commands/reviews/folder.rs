//! The folder of forms: which one it is, the names in it, and the forms that are known.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Result;
use unicode_width::UnicodeWidthStr;

use crate::commands::context::Context;
use crate::error::UserError;
use crate::files;
use crate::output::is_unsafe;
use crate::review_form::forms_in;
use crate::settings::expand_home;

/// The longest name made of a slug, in bytes.
const LONGEST_NAME: usize = 100;
/// Names that Windows takes for devices.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The folder for forms: the one that is named, else the setting `reviews.folder`, else the current
/// folder if it holds forms, else the user's answer.
///
/// # Errors
/// A usage error where nobody can be asked; an interruption.
pub fn choose(into: Option<&Path>, context: &mut Context<'_>) -> Result<PathBuf> {
    if let Some(folder) = into {
        return Ok(folder.to_path_buf());
    }
    if let Some(folder) = context.settings.reviews_folder() {
        return Ok(folder);
    }
    if !forms_in(Path::new(""))?.is_empty() {
        return Ok(PathBuf::new());
    }
    if !context.settings.may_ask {
        return Err(UserError::usage("which folder the forms belong in is not known")
            .hint("add --into DIR, or: waldur-review config set reviews.folder DIR")
            .into());
    }
    let answer = context.ui.line("Folder for the forms [reviews]: ")?;
    let answer = if answer.is_empty() { "reviews" } else { &answer };
    Ok(expand_home(Path::new(answer), "the folder")?)
}

/// Makes the folder where there is none, for its owner alone and outside of version control.
///
/// # Errors
/// When it cannot be made.
pub fn make(folder: &Path) -> Result<(), UserError> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    files::make_private_directory(folder)?;
    files::create_private(&folder.join(".gitignore"), b"*\n", 0o600)
}

/// A warning where other users of the computer can read what is in a folder.
pub fn warning(folder: &Path) -> Option<String> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    files::open_to_others(folder).then(|| {
        format!(
            "warning: other users of this computer can read the folder {}: chmod go-rx {}",
            folder.display(),
            crate::commands::phrases::quoted(folder)
        )
    })
}

/// The name for the form of a review, without `.md`: its slug made safe, with the beginning of the
/// review's UUID behind it where the slug is empty or another form has that name.
pub fn form_name(slug: &str, review: &str, taken: &BTreeSet<String>) -> String {
    let short: String = review.chars().take(8).collect();
    let name = safe_name(slug);
    if name.is_empty() {
        return short;
    }
    if taken.contains(&name.to_lowercase()) { format!("{name}-{short}") } else { name }
}

/// A name of a server as the name of a file that leads nowhere else: no separators, control,
/// bidirectional or zero-width characters, no name with a meaning, at most 100 bytes.
pub fn safe_name(text: &str) -> String {
    let kept = |c: char| {
        !is_unsafe(c)
            && !c.is_control()
            && !matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
            && (c == ' ' || c.to_string().width() > 0 || c.is_alphanumeric())
    };
    let mut name = String::new();
    for character in text.chars().filter(|c| kept(*c)) {
        if name.len() + character.len_utf8() > LONGEST_NAME {
            break;
        }
        name.push(character);
    }
    let name = name.trim().trim_start_matches(['.', '-']).trim_end_matches(['.', ' ']).to_owned();
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    if DEVICES.contains(&stem.as_str()) { format!("_{name}") } else { name }
}

#[cfg(test)]
mod tests {
    use super::{form_name, safe_name};
    use std::collections::BTreeSet;

    #[test]
    fn names_lead_nowhere_else() {
        for (text, name) in [
            ("GW-0147", "GW-0147"),
            ("BRISTOL-1-GATEWAY-1-202609-001", "BRISTOL-1-GATEWAY-1-202609-001"),
            ("../../etc/passwd", "etcpasswd"),
            ("..", ""),
            ("-rf", "rf"),
            (".ssh", "ssh"),
            ("a\u{202e}b\u{200b}c\u{1b}[2Jd", "abc[2Jd"),
            ("con", "_con"),
            ("NUL.md", "_NUL.md"),
            ("C:\\x|y?", "Cxy"),
            ("é 高", "é 高"),
            ("x. ", "x"),
        ] {
            assert_eq!(safe_name(text), name, "{text:?}");
        }
        assert_eq!(safe_name(&"é".repeat(80)).len(), 100);
    }

    #[test]
    fn names_are_unique_whatever_the_letter_case() {
        let taken = BTreeSet::from(["gw-1".to_owned()]);
        assert_eq!(form_name("GW-1", "5c1e0d7a9b3f", &taken), "GW-1-5c1e0d7a");
        assert_eq!(form_name("GW-2", "5c1e0d7a9b3f", &taken), "GW-2");
        assert_eq!(form_name("\u{200b}", "5c1e0d7a9b3f", &taken), "5c1e0d7a");
    }
}
