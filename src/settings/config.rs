//! `config.toml`: settings without secrets, never written by this program.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::credentials::check_profile_name;
use crate::fault::Fault;

/// The settings file. A key that is not known is an error, so that a typing mistake is noticed.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The profile to use when neither a flag nor a variable names one.
    pub profile: Option<String>,
    /// As `--timeout`.
    pub timeout: Option<String>,
    /// As `--utc`.
    #[serde(default)]
    pub utc: bool,
    /// As `--ca-cert`; a relative path starts at the directory of the file.
    pub ca_cert: Option<PathBuf>,
    /// What is particular to one profile.
    #[serde(default)]
    pub profiles: BTreeMap<String, ProfileConfig>,
}

/// `[profiles.NAME]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileConfig {
    /// The server of this profile, for a token that is not stored by `auth login`.
    pub url: Option<String>,
    /// A program and its arguments that print the token.
    pub token_command: Option<Vec<String>>,
    /// Whether the token may go over unencrypted http to another computer.
    #[serde(default)]
    pub plain_http: bool,
}

impl Config {
    /// Reads the file; a file that is not there holds nothing.
    ///
    /// # Errors
    /// A fault with the path, the line and what is wrong.
    pub fn read(path: &Path) -> Result<Self, Fault> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => {
                return Err(
                    Fault::file(format!("cannot read {}: {error}", path.display()))
                        .hint("make it readable for you (chmod u+r), or move it away"),
                );
            }
        };
        let config: Self = toml_edit::de::from_str(&text).map_err(|error| {
            let line = error
                .span()
                .and_then(|span| text.get(..span.start))
                .map_or(1, |before| before.matches('\n').count() + 1);
            Fault::configuration(format!(
                "{}, line {line}: {}",
                path.display(),
                error.message().trim_end().replace('\n', "; ")
            ))
            .hint("the keys are described in: man waldur-review")
        })?;
        for name in config.profile.iter().chain(config.profiles.keys()) {
            check_profile_name(name).map_err(|fault| Fault {
                hints: fault.hints,
                ..Fault::configuration(format!("{}: {}", path.display(), fault.message))
            })?;
        }
        Ok(config)
    }
}
