//! The text of a proposal in its folder. Its last line holds the SHA-256 of what is above it, so that
//! a file that the reviewer wrote in is told from one as it was made, and neither replaced nor removed.

use std::fs;
use std::path::{Path, PathBuf};

use ring::digest::{SHA256, digest};

use crate::error::UserError;
use crate::files;
use crate::review_form::hex;

const LAST_LINE: &str = "SHA-256 of the text above this line: ";

/// Writes the text of a proposal into its folder. A file that the reviewer changed stays; where the
/// proposal changed since, its new text gets a file of its own beside it. Gives the changed files.
///
/// # Errors
/// When a file cannot be read or written.
pub fn write(folder: &Path, text: &str) -> Result<Vec<PathBuf>, UserError> {
    let whole = with_last_line(text);
    let mut changed = Vec::new();
    for path in paths(folder) {
        let Some(there) = files::read(&path)? else {
            files::create_private(&path, whole.as_bytes(), 0o400)?;
            break;
        };
        if there == whole.as_bytes() {
            break;
        }
        if is_as_made(&there) {
            let new = folder.join(".proposal.new");
            let _ = fs::remove_file(&new);
            files::create_private(&new, whole.as_bytes(), 0o400)?;
            fs::rename(&new, &path).map_err(|error| {
                UserError::file(format!("cannot write {}: {error}", path.display()))
            })?;
            break;
        }
        changed.push(path);
        if last_line(&there) == last_line(whole.as_bytes()) {
            break;
        }
    }
    Ok(changed)
}

/// The files of a proposal's text that are as they were made, and those that the reviewer changed.
pub fn files_in(folder: &Path) -> (Vec<PathBuf>, Vec<PathBuf>) {
    paths(folder)
        .take_while(|path| path.symlink_metadata().is_ok())
        .partition(|path| files::read(path).ok().flatten().is_some_and(|bytes| is_as_made(&bytes)))
}

/// `proposal.txt`, `proposal-2.txt` and so on.
fn paths(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let name = |version| match version {
        1 => "proposal.txt".to_owned(),
        version => format!("proposal-{version}.txt"),
    };
    (1..).map(move |version: u32| folder.join(name(version)))
}

fn with_last_line(text: &str) -> String {
    let text = format!("{}\n\n", text.trim_end());
    format!("{text}{LAST_LINE}{}\n", hex(digest(&SHA256, text.as_bytes()).as_ref()))
}

fn last_line(bytes: &[u8]) -> Option<&[u8]> {
    bytes.split(|byte| *byte == b'\n').rfind(|line| line.starts_with(LAST_LINE.as_bytes()))
}

fn is_as_made(bytes: &[u8]) -> bool {
    let Some(text) =
        last_line(bytes).and_then(|last| bytes.strip_suffix(b"\n")?.strip_suffix(last))
    else {
        return false;
    };
    std::str::from_utf8(text).is_ok_and(|text| with_last_line(text).as_bytes() == bytes)
}

#[cfg(test)]
mod tests {
    use super::{files_in, write};
    use std::fs;

    #[test]
    fn text_that_the_reviewer_changed_stays_beside_a_new_one() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let path = |name: &str| folder.join(name);
        let text = |name: &str| fs::read_to_string(path(name)).unwrap();
        for version in ["One.\n", "Two.\n"] {
            assert!(write(folder, version).unwrap().is_empty());
            assert!(text("proposal.txt").starts_with(version.trim_end()));
        }
        assert_eq!(files_in(folder), (vec![path("proposal.txt")], vec![]));
        // Above, below, and without the last line.
        let made = text("proposal.txt");
        let without = made.lines().next().unwrap().to_owned();
        for own in [format!("Mine. {made}"), format!("{made}Mine.\n"), without] {
            fs::remove_file(path("proposal.txt")).unwrap();
            let _ = fs::remove_file(path("proposal-2.txt"));
            fs::write(path("proposal.txt"), &own).unwrap();
            assert_eq!(write(folder, "Two.\n").unwrap(), [path("proposal.txt")]);
            assert_eq!(path("proposal-2.txt").exists(), own == "Two.", "{own}");
            for version in ["Three.\n", "Four.\n", "Four.\n"] {
                write(folder, version).unwrap();
                assert_eq!(text("proposal.txt"), own);
                assert!(text("proposal-2.txt").starts_with(version.trim_end()));
            }
            let expected = (vec![path("proposal-2.txt")], vec![path("proposal.txt")]);
            assert_eq!(files_in(folder), expected);
        }
    }
}
