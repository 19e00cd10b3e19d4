//! The environment, as read once by the front door.

use std::ffi::OsString;
use std::path::PathBuf;

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

    /// A variable as a path.
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        self.raw(name).map(PathBuf::from)
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

    /// Whether a variable is there but holds nothing, which for a few of them says "none".
    pub fn is_blank(&self, name: &str) -> bool {
        (self.0)(name).is_some_and(|value| value.is_empty())
    }

    /// Whether a variable is set to something.
    pub fn is_set(&self, name: &str) -> bool {
        self.raw(name).is_some()
    }
}
