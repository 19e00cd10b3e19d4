//! The environment variables.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use crate::error::UserError;

/// Looks up one variable.
type Lookup = dyn Fn(&str) -> Option<OsString>;

/// The environment variables. An empty variable counts as not set.
pub struct Env(Box<Lookup>);

impl Env {
    /// The environment that this look-up knows.
    pub fn new(lookup: impl Fn(&str) -> Option<OsString> + 'static) -> Self {
        Self(Box::new(lookup))
    }

    /// A variable's raw value.
    pub fn raw(&self, name: &str) -> Option<OsString> {
        (self.0)(name).filter(|value| !value.is_empty())
    }

    /// A variable as a path, with `~` for the home directory.
    ///
    /// # Errors
    /// When it begins with `~` and that cannot be expanded; the message names the variable.
    pub fn path(&self, name: &str) -> Result<Option<PathBuf>, UserError> {
        self.raw(name).map(|value| expand_home(Path::new(&value), name)).transpose()
    }

    /// A variable as a list of paths, as [`Env::path`] each.
    ///
    /// # Errors
    /// As [`Env::path`].
    pub fn paths(&self, name: &str) -> Result<Vec<PathBuf>, UserError> {
        let Some(value) = self.raw(name) else {
            return Ok(Vec::new());
        };
        std::env::split_paths(&value).map(|path| expand_home(&path, name)).collect()
    }

    /// A variable as text.
    ///
    /// # Errors
    /// When it is not UTF-8; the fault names the variable.
    pub fn text(&self, name: &'static str) -> Result<Option<String>, UserError> {
        self.raw(name)
            .map(|value| {
                value
                    .into_string()
                    .map_err(|_| UserError::configuration(format!("{name} is not UTF-8 text")))
            })
            .transpose()
    }

    /// The first of several variables that is set, with its name.
    ///
    /// # Errors
    /// As [`Env::text`].
    pub fn first(
        &self,
        names: &[&'static str],
    ) -> Result<Option<(&'static str, String)>, UserError> {
        for name in names {
            if let Some(value) = self.text(name)? {
                return Ok(Some((name, value)));
            }
        }
        Ok(None)
    }

    /// Returns whether a variable is there but holds nothing, which for a few of them says "none".
    pub fn is_blank(&self, name: &str) -> bool {
        (self.0)(name).is_some_and(|value| value.is_empty())
    }

    /// Returns whether a variable is set to something.
    pub fn is_set(&self, name: &str) -> bool {
        self.raw(name).is_some()
    }
}

/// A path with the home directory in the place of a `~` at its beginning. A shell does that where
/// the `~` begins a word: not in `--ca-cert=~/site.pem`, and not in a file.
///
/// # Errors
/// When it names another user's home, or there is no home. The message begins with where the path
/// comes from.
pub fn expand_home(path: &Path, source: &str) -> Result<PathBuf, UserError> {
    let mut parts = path.components();
    let first = match parts.next() {
        Some(Component::Normal(first)) => first.to_string_lossy().into_owned(),
        Some(_) | None => String::new(),
    };
    if !first.starts_with('~') {
        return Ok(path.to_path_buf());
    }
    let fault = |why: &str| {
        UserError::configuration(format!("{source}: {why} ({})", path.display()))
            .hint("write the whole path; a file whose name begins with ~ is written ./~…")
    };
    if first != "~" {
        return Err(fault("the home of another user is not looked up"));
    }
    match directories::BaseDirs::new() {
        Some(base) => Ok(base.home_dir().join(parts.as_path())),
        None => Err(fault("there is no home directory for ~")),
    }
}

#[cfg(test)]
mod tests {
    use super::expand_home;
    use std::path::Path;

    #[test]
    fn home_is_expanded_at_the_beginning_only() {
        let home = directories::BaseDirs::new().unwrap().home_dir().to_path_buf();
        let expand = |text: &str| expand_home(Path::new(text), "HERE");
        assert_eq!(expand("~").unwrap(), home);
        assert_eq!(expand("~/certs/site.pem").unwrap(), home.join("certs/site.pem"));
        for other in ["", "/a/~", "a/~/b", "./~x", "site.pem"] {
            assert_eq!(expand(other).unwrap(), Path::new(other));
        }
        let error = expand("~alice/site.pem").unwrap_err();
        assert!(error.message.starts_with("HERE: the home of another user"), "{error}");
    }
}
