//! The folder of forms: which one it is, the names in it, and the forms that are known.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Result;
use icu_normalizer::ComposingNormalizerBorrowed;
use unicode_width::UnicodeWidthStr;

use crate::commands::context::Context;
use crate::error::UserError;
use crate::files;
use crate::output::is_unsafe;
use crate::review_form::forms_in;
use crate::settings::expand_home;

/// The longest name made of a slug, in bytes.
const LONGEST_NAME: usize = 100;
/// An extension of so many bytes, with its dot, is kept where a name is cut.
const LONGEST_EXTENSION: usize = 12;
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
    files::create_private(&folder.join(".gitignore"), b"*\n", 0o600).inspect_err(|_| {
        // One that is there is not marked later.
        let _ = std::fs::remove_dir(folder);
    })
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
/// review's UUID after it where the slug is empty or another form has that name.
pub fn form_name(slug: &str, review: &str, taken: &BTreeSet<String>) -> String {
    let short: String = review.chars().take(8).collect();
    let name = safe_name(slug);
    if name.is_empty() {
        return short;
    }
    if taken.contains(&folded(&name)) { format!("{name}-{short}") } else { name }
}

/// A name in the form in which names are the same that some file systems take for one: whatever the
/// letter case, and however letters with accents are written.
pub fn folded(name: &str) -> String {
    composed(&name.to_lowercase())
}

/// Letters with accents as one character each (NFC).
fn composed(text: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc().normalize(text).into_owned()
}

/// A name of a server as the name of a file that leads nowhere else: no separators, control,
/// bidirectional or zero-width characters, no name with a meaning, at most 100 bytes.
pub fn safe_name(text: &str) -> String {
    let kept = |c: &char| {
        !is_unsafe(*c)
            && !c.is_control()
            && !matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
            && (*c == ' ' || c.to_string().width() > 0 || c.is_alphanumeric())
    };
    // What was left out may have stood between two characters that are one together.
    let name = composed(&composed(text).chars().filter(kept).collect::<String>());
    let name = name.trim().trim_start_matches(['.', '-']).trim_end_matches(['.', ' ']);
    let name = shortened(name);
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    if DEVICES.contains(&stem.as_str()) { format!("_{name}") } else { name }
}

/// The beginning of a name that is too long, with its extension.
fn shortened(name: &str) -> String {
    if name.len() <= LONGEST_NAME {
        return name.to_owned();
    }
    let at = name.rfind('.').filter(|at| name.len() - at <= LONGEST_EXTENSION);
    let (stem, extension) = name.split_at(at.unwrap_or(name.len()));
    let mut end = LONGEST_NAME - extension.len();
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    let stem = stem.get(..end).unwrap_or_default().trim_end_matches(['.', ' ']);
    format!("{stem}{extension}")
}

#[cfg(test)]
mod tests {
    use super::{folded, form_name, safe_name};
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
            ("e\u{301}tude", "\u{e9}tude"),
            ("\u{1100}\u{200b}\u{1161}", "\u{ac00}"),
        ] {
            assert_eq!(safe_name(text), name, "{text:?}");
        }
        assert_eq!(safe_name(&"é".repeat(80)).len(), 100);
        let long = "高".repeat(80);
        for (text, length, end) in [
            (format!("{long}.pdf"), 100, "高.pdf"),
            (format!("{long}.pdf."), 100, "高.pdf"),
            (format!("{long}.{long}"), 99, "高"),
            (format!("{}. .tar", "x".repeat(95)), 99, "x.tar"),
        ] {
            let name = safe_name(&text);
            assert_eq!(name.len(), length, "{name}");
            assert!(name.ends_with(end), "{name}");
        }
    }

    #[test]
    fn names_are_unique_whatever_the_letter_case() {
        let taken = BTreeSet::from(["gw-1".to_owned(), folded("E\u{301}")]);
        assert_eq!(form_name("\u{e9}", "5c1e0d7a9b3f", &taken), "\u{e9}-5c1e0d7a");
        assert_eq!(form_name("GW-1", "5c1e0d7a9b3f", &taken), "GW-1-5c1e0d7a");
        assert_eq!(form_name("GW-2", "5c1e0d7a9b3f", &taken), "GW-2");
        assert_eq!(form_name("\u{200b}", "5c1e0d7a9b3f", &taken), "5c1e0d7a");
    }
}
