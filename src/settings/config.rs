//! `config.toml`: settings without secrets, written only by `config set`, `unset` and `edit`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::ValueEnum;
use serde::{Deserialize, Deserializer, de::Error as _};

use super::env::expand_home;
use crate::credentials::check_profile_name;
use crate::error::UserError;
use crate::values::{BatchColumn, ColorChoice, ListOrder, parse_duration, parse_size};

/// Operations on `config.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ConfigUse {
    /// It is read, and an error in it ends the run.
    Required,
    /// It is read, and an error in it is kept for the command.
    Tolerated,
    /// It is not read.
    Ignored,
}

/// The settings file. A key that is not known is an error, so that a typing mistake is noticed.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The profile to use when neither a flag nor a variable names one.
    pub profile: Option<String>,
    /// As `--timeout`.
    pub timeout: Option<Span>,
    /// As `--utc`.
    pub utc: Option<bool>,
    /// As `--ca-cert`; a relative path starts at the directory of the file.
    pub ca_cert: Option<PathBuf>,
    /// How things look.
    #[serde(default)]
    pub display: DisplayConfig,
    /// Review forms.
    #[serde(default)]
    pub reviews: ReviewsConfig,
    /// Settings of one profile.
    #[serde(default)]
    pub profiles: BTreeMap<String, ProfileConfig>,
}

/// `[display]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisplayConfig {
    /// As `--accessible`.
    pub accessible: Option<bool>,
    /// As `--color`.
    pub color: Option<Choice<ColorChoice>>,
    /// The columns of the table of `batches list`.
    pub columns: Option<Vec<Choice<BatchColumn>>>,
    /// True if texts are linked, at a terminal.
    pub hyperlinks: Option<Choice<ColorChoice>>,
    /// The pager.
    pub pager: Option<String>,
    /// As `--redact`.
    pub redact: Option<bool>,
    /// The order of the table of `batches list`.
    pub sort: Option<Choice<ListOrder>>,
    /// As `--utc`.
    pub utc: Option<bool>,
}

/// `[reviews]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewsConfig {
    /// The folder of review forms; a relative path starts at the directory of the file.
    pub folder: Option<PathBuf>,
    /// The largest document that is downloaded.
    pub max_document_size: Option<Size>,
}

/// `[profiles.NAME]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileConfig {
    /// The server of this profile, for a token that is not stored by `auth login`.
    pub url: Option<String>,
    /// A program and its arguments that print the token.
    pub token_command: Option<Vec<String>>,
    /// True if the token may go over unencrypted http to another computer.
    #[serde(default)]
    pub plain_http: bool,
    /// As `--timeout`, for this server.
    pub timeout: Option<Span>,
    /// As `--ca-cert`, for this server.
    pub ca_cert: Option<PathBuf>,
}

/// A span of time, written as for `--timeout`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span(pub Duration);

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse_duration(&text).map(Self).map_err(D::Error::custom)
    }
}

/// A size in bytes, written with its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size(pub u64);

impl<'de> Deserialize<'de> for Size {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse_size(&text).map(Self).map_err(D::Error::custom)
    }
}

/// A word that the command line knows as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice<T>(pub T);

impl<'de, T: ValueEnum> Deserialize<'de> for Choice<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        T::from_str(&text, false).map(Self).map_err(|_| {
            let words: Vec<String> = T::value_variants()
                .iter()
                .filter_map(|word| Some(word.to_possible_value()?.get_name().to_owned()))
                .collect();
            D::Error::custom(format!("{text:?} is none of {}", words.join(", ")))
        })
    }
}

impl Config {
    /// Reads a text that is, or shall be, in the file of this path.
    ///
    /// # Errors
    /// When the text is not TOML or a setting is wrong; the message has path and line.
    pub fn parse(text: &str, path: &Path) -> Result<Self, UserError> {
        let config: Self = toml_edit::de::from_str(text).map_err(|error| {
            let line = error
                .span()
                .and_then(|span| text.get(..span.start))
                .map_or(1, |before| before.matches('\n').count() + 1);
            UserError::configuration(format!(
                "{}, line {line}: {}",
                path.display(),
                error.message().trim_end().replace('\n', "; ")
            ))
        })?;
        for name in config.profile.iter().chain(config.profiles.keys()) {
            check_profile_name(name).map_err(|fault| UserError {
                hints: fault.hints,
                ..UserError::configuration(format!("{}: {}", path.display(), fault.message))
            })?;
        }
        let own = config.profiles.values().filter_map(|profile| profile.ca_cert.as_ref());
        for ca_cert in config.ca_cert.iter().chain(own) {
            expand_home(ca_cert, &format!("{}: ca_cert", path.display()))?;
        }
        if let Some(folder) = &config.reviews.folder {
            expand_home(folder, &format!("{}: reviews.folder", path.display()))?;
        }
        Ok(config)
    }
}
