//! The directories of this program's files.

use std::path::PathBuf;

use directories::{BaseDirs, ProjectDirs};

use super::{Env, Settings};
use crate::error::UserError;
use crate::files::file_name_part;

/// Where files are kept. Without a home directory only the temporary one is known.
#[derive(Debug, Default)]
pub(super) struct Directories {
    pub config: Option<PathBuf>,
    pub state: Option<PathBuf>,
    pub cache: Option<PathBuf>,
    pub temporary: PathBuf,
    pub waldur_cli: Option<PathBuf>,
    pub home: Option<PathBuf>,
}

impl Directories {
    /// Finds them, by the rules of the platform.
    ///
    /// # Errors
    /// When `WALDUR_REVIEW_CONFIG_DIR` or `TMPDIR` cannot be a path.
    pub(super) fn find(env: &Env) -> Result<Self, UserError> {
        const VARIABLE: &str = "WALDUR_REVIEW_CONFIG_DIR";
        let project = ProjectDirs::from("", "", "waldur-review");
        let base = BaseDirs::new();
        let config = match env.path(VARIABLE)? {
            Some(path) => Some(
                std::path::absolute(path)
                    .map_err(|error| UserError::configuration(format!("{VARIABLE}: {error}")))?,
            ),
            None => project.as_ref().map(|project| project.config_dir().to_path_buf()),
        };
        Ok(Self {
            config,
            state: project.as_ref().map(|project| {
                project.state_dir().unwrap_or(project.data_local_dir()).to_path_buf()
            }),
            cache: project.map(|project| project.cache_dir().to_path_buf()),
            temporary: temporary_directory(env)?,
            waldur_cli: base
                .as_ref()
                .map(|base| base.config_dir().join("waldur-cli").join("credentials.toml")),
            home: base.map(|base| base.home_dir().to_path_buf()),
        })
    }
}

/// An empty `TMPDIR` counts as not set: it would be the current directory.
fn temporary_directory(env: &Env) -> Result<PathBuf, UserError> {
    Ok(match env.path("TMPDIR")? {
        Some(path) if cfg!(unix) => path,
        None if cfg!(unix) => PathBuf::from("/tmp"),
        Some(_) | None => std::env::temp_dir(),
    })
}

impl Settings {
    /// The part of a file's name that stands for a profile's server: `NAME@HOST`.
    pub fn cache_name(profile: &str, host: &str) -> String {
        let profile = if crate::credentials::check_profile_name(profile).is_ok() {
            profile.to_owned()
        } else {
            file_name_part(profile)
        };
        format!("{profile}@{}", file_name_part(host))
    }

    /// A file for the user's editor, which only they can read. It is deleted when dropped.
    ///
    /// # Errors
    /// When the temporary directory cannot be written.
    pub fn temporary_file(
        &self,
        prefix: &str,
        suffix: &str,
    ) -> Result<tempfile::NamedTempFile, UserError> {
        let directory = &self.temporary_directory;
        tempfile::Builder::new().prefix(prefix).suffix(suffix).tempfile_in(directory).map_err(
            |error| {
                // The message names the path of the file, which says nothing.
                let error = error.to_string();
                let error = error.split(" at path ").next().unwrap_or_default();
                UserError::configuration(format!(
                    "cannot write a temporary file in {}: {error}",
                    directory.display()
                ))
                .hint("set TMPDIR to a directory that you can write")
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::temporary_directory;
    use crate::settings::{Env, Settings};
    use std::path::Path;

    #[cfg(unix)]
    #[test]
    fn empty_tmpdir_is_not_the_current_directory() {
        for (value, directory) in [(None, "/tmp"), (Some(""), "/tmp"), (Some("/x"), "/x")] {
            let env = Env::new(move |name| {
                value.filter(|_| name == "TMPDIR").map(std::ffi::OsString::from)
            });
            assert_eq!(temporary_directory(&env).unwrap(), Path::new(directory), "{value:?}");
        }
    }

    #[test]
    fn cache_names_lead_nowhere_else() {
        assert_eq!(Settings::cache_name("site_2", "w.example:8000"), "site_2@w.example_8000");
        assert_eq!(Settings::cache_name("../x", "[::1]:80"), ".._x@___1__80");
    }
}
