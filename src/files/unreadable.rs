//! The error for a file that is there but cannot be read, with a hint for its cause.

use std::io;
use std::path::Path;

use crate::error::UserError;

/// The error for a file that is there but cannot be read.
pub fn unreadable(path: &Path, error: &io::Error) -> UserError {
    if error.kind() == io::ErrorKind::InvalidData {
        return UserError::file(format!("{} is not UTF-8 text", path.display()))
            .hint("it was left as it is; save it as UTF-8 in your editor, or move it away");
    }
    let fault = UserError::file(format!("cannot read {}: {error}", path.display()));
    if error.kind() == io::ErrorKind::PermissionDenied {
        fault.hint(hint_for_permissions(path))
    } else if error.kind() == io::ErrorKind::IsADirectory {
        fault.hint("a file is expected there: move the directory away")
    } else {
        fault.hint("it was left as it is; move it away if it is of no use")
    }
}

#[cfg(unix)]
fn hint_for_permissions(path: &Path) -> String {
    use std::os::unix::fs::MetadataExt;
    let own = rustix::process::geteuid().as_raw();
    match std::fs::metadata(path) {
        Ok(file) if file.uid() == own => {
            format!(
                "it was left as it is; make it readable for you: chmod u+r '{}'",
                path.display()
            )
        }
        Ok(file) => format!(
            "it belongs to another user (number {}); who owns it can give it to you with chown",
            file.uid()
        ),
        // The directory does not even let one look.
        Err(_) => {
            let directory = path.parent().unwrap_or(Path::new("/"));
            format!(
                "make its directory accessible for you (chmod u+rx '{}'), or choose another one",
                directory.display()
            )
        }
    }
}

#[cfg(not(unix))]
fn hint_for_permissions(_: &Path) -> String {
    "it was left as it is; make it readable for you, or move it away".to_owned()
}

#[cfg(test)]
mod tests {
    use super::unreadable;
    use std::io;
    use std::path::Path;

    #[test]
    fn hint_names_the_cause() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("config.toml");
        std::fs::write(&path, "").unwrap();
        let hint = |path: &Path, kind: io::ErrorKind| {
            let error = unreadable(path, &io::Error::from(kind));
            format!("{}; {}", error.message, error.hints.join("; "))
        };
        assert!(hint(&path, io::ErrorKind::InvalidData).contains("save it as UTF-8"));
        assert!(hint(&path, io::ErrorKind::IsADirectory).contains("move the directory away"));
        assert!(!hint(&path, io::ErrorKind::StorageFull).contains("chmod"));
        #[cfg(unix)]
        {
            assert!(hint(&path, io::ErrorKind::PermissionDenied).contains("chmod u+r '"));
            let hidden = home.path().join("none/config.toml");
            assert!(hint(&hidden, io::ErrorKind::PermissionDenied).contains("chmod u+rx '"));
        }
    }
}
