//! Warnings about files that other users of this computer can read or change.

use std::path::Path;

/// A file whose permissions are too wide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PermissionWarning {
    /// The file and what is wrong.
    pub message: String,
    /// The command that puts it right.
    pub cure: String,
}

impl PermissionWarning {
    /// Both in one line.
    pub fn line(&self) -> String {
        format!("{}; {}", self.message, self.cure)
    }
}

/// A warning when others than its owner can read a file, where the platform tells.
pub fn readable_by_others(path: &Path) -> Option<PermissionWarning> {
    #[cfg(unix)]
    {
        let metadata = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
        let mode = mode(&metadata);
        (mode & 0o077 != 0).then(|| {
            let path = path.display();
            PermissionWarning {
                message: format!("{path} can be read by others (mode {mode:04o})"),
                cure: format!("run: chmod 600 '{path}'"),
            }
        })
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

/// Returns whether other users can list a folder, as far as the modes of it and of those above it
/// tell.
pub fn open_to_others(folder: &Path) -> bool {
    #[cfg(unix)]
    {
        let Ok(folder) = std::fs::canonicalize(folder) else {
            return false;
        };
        let has = |path: &Path, bits: u32| {
            std::fs::metadata(path).is_ok_and(|metadata| mode(&metadata) & bits != 0)
        };
        has(&folder, 0o044) && folder.ancestors().all(|folder| has(folder, 0o011))
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        false
    }
}

/// A warning when other users can change a file or a directory, where the platform tells: what is
/// written there is used, and a `token_command` is run.
pub fn writable_by_others(path: &Path) -> Option<PermissionWarning> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let metadata = std::fs::metadata(path).ok()?;
        let mode = mode(&metadata);
        let shown = path.display();
        // Many systems give each user a group of their own, with the same number.
        let by_group = mode & 0o020 != 0 && metadata.gid() != metadata.uid();
        if by_group || mode & 0o002 != 0 {
            return Some(PermissionWarning {
                message: format!("{shown} can be changed by others (mode {mode:04o})"),
                cure: format!("run: chmod go-w '{shown}'"),
            });
        }
        let own = rustix::process::geteuid();
        let is_foreign = !own.is_root() && metadata.uid() != 0 && metadata.uid() != own.as_raw();
        is_foreign.then(|| PermissionWarning {
            message: format!("{shown} belongs to another user (number {})", metadata.uid()),
            cure: "use a directory of your own: set WALDUR_REVIEW_CONFIG_DIR".to_owned(),
        })
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

#[cfg(unix)]
fn mode(metadata: &std::fs::Metadata) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o777
}

#[cfg(all(test, unix))]
mod tests {
    use super::{readable_by_others, writable_by_others};
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    #[test]
    fn wide_permissions_are_a_warning() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("config.toml");
        fs::write(&path, "").unwrap();
        let metadata = fs::metadata(&path).unwrap();
        let own_group = metadata.uid() == metadata.gid();
        for (mode, readable, writable) in [
            (0o600, false, false),
            (0o644, true, false),
            (0o620, true, !own_group),
            (0o602, true, true),
        ] {
            fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            assert_eq!(readable_by_others(&path).is_some(), readable, "{mode:o}");
            assert_eq!(writable_by_others(&path).is_some(), writable, "{mode:o}");
        }
        fs::set_permissions(home.path(), Permissions::from_mode(0o777)).unwrap();
        let warning = writable_by_others(home.path()).unwrap().line();
        assert!(warning.contains("can be changed by others (mode 0777); run: chmod go-w"));
        // A directory is no file to be read.
        assert_eq!(readable_by_others(home.path()), None);
    }
}
