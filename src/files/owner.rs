//! Keeps the owner of files: when root changes a user's file, for example under `sudo` that keeps
//! `HOME`, the file must stay the user's.

use std::fs::{self, File, Metadata, OpenOptions};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, fchown};
use std::path::Path;

/// Gives a file that was just made the owner of the file that it replaces, or that of the
/// directory where there is none. Only root can do so; for others nothing changes.
pub fn keep(file: &File, target: &Path) {
    let owner = fs::metadata(target).or_else(|_| directory_of(target));
    if let (Ok(owner), true) = (owner, is_root()) {
        let _ = fchown(file, Some(owner.uid()), Some(owner.gid()));
    }
}

/// Gives a directory that was just made the owner of the directory above it.
pub fn give_directory(path: &Path) {
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::DIRECTORY;
    if !is_root() {
        return;
    }
    // Without following a link that somebody may have put there meanwhile.
    let opened = i32::try_from(flags.bits())
        .map(|flags| OpenOptions::new().read(true).custom_flags(flags).open(path));
    if let (Ok(Ok(directory)), Ok(above)) = (opened, directory_of(path)) {
        let _ = fchown(&directory, Some(above.uid()), Some(above.gid()));
    }
}

fn directory_of(path: &Path) -> std::io::Result<Metadata> {
    fs::metadata(path.parent().unwrap_or(Path::new("/")))
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}
