//! The settings of `config.toml`, in one table: what `config` lists, completes, checks and
//! explains. Each is read by [`crate::settings`].

use clap::ValueEnum;
use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};

use crate::values::{BatchColumn, ColorChoice, ListOrder};

/// A setting.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The setting.
    pub setting: Setting,
    /// Its name with dots; `NAME` stands for a profile's name.
    pub name: &'static str,
    /// The type of its value.
    pub kind: Kind,
    /// Its effect, in a few words.
    pub about: &'static str,
}

/// The settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    Profile,
    Timeout,
    CaCert,
    Utc,
    Accessible,
    Color,
    Columns,
    Hyperlinks,
    Pager,
    Redact,
    Sort,
    DisplayUtc,
    ReviewsFolder,
    ReviewsMaxDocumentSize,
    ProfileUrl,
    ProfileTokenCommand,
    ProfilePlainHttp,
    ProfileTimeout,
    ProfileCaCert,
}

/// The type of a setting's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// The name of a profile.
    Profile,
    /// The address of a server.
    Address,
    /// The path of a file.
    File,
    /// The path of a folder, which need not be there.
    Folder,
    /// A span of time.
    Time,
    /// A number of bytes.
    Size,
    /// True or false.
    Flag,
    /// A program and its arguments.
    Words,
    /// `auto`, `always` or `never`.
    When,
    /// An order of `batches list`.
    Order,
    /// Columns of `batches list`.
    Columns,
}

impl Kind {
    /// The words that it can be, where they are few.
    pub fn words(self) -> Option<Vec<String>> {
        match self {
            Self::Flag => Some(vec!["true".to_owned(), "false".to_owned()]),
            Self::When => Some(names::<ColorChoice>()),
            Self::Order => Some(names::<ListOrder>()),
            Self::Columns => Some(names::<BatchColumn>()),
            Self::Text
            | Self::Profile
            | Self::Address
            | Self::File
            | Self::Folder
            | Self::Time
            | Self::Size
            | Self::Words => None,
        }
    }
}

fn names<T: ValueEnum>() -> Vec<String> {
    T::value_variants()
        .iter()
        .filter_map(|value| Some(value.to_possible_value()?.get_name().to_owned()))
        .collect()
}

const fn key(setting: Setting, name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key { setting, name, kind, about }
}

/// All of them.
pub const KEYS: [Key; 19] = [
    key(Setting::Profile, "profile", Kind::Profile, "the default profile"),
    key(Setting::Timeout, "timeout", Kind::Time, "as --timeout"),
    key(Setting::CaCert, "ca_cert", Kind::File, "as --ca-cert"),
    key(Setting::Utc, "utc", Kind::Flag, "the same as display.utc"),
    key(Setting::Accessible, "display.accessible", Kind::Flag, "as --accessible"),
    key(Setting::Color, "display.color", Kind::When, "auto, always or never"),
    key(Setting::Columns, "display.columns", Kind::Columns, "of the table of batches list"),
    key(
        Setting::Hyperlinks,
        "display.hyperlinks",
        Kind::When,
        "auto, always or never; at a terminal",
    ),
    key(Setting::Pager, "display.pager", Kind::Text, "a program, or cat for none"),
    key(Setting::Redact, "display.redact", Kind::Flag, "as --redact, in pipes as well"),
    key(Setting::Sort, "display.sort", Kind::Order, "of the table of batches list"),
    key(Setting::DisplayUtc, "display.utc", Kind::Flag, "as --utc"),
    key(Setting::ReviewsFolder, "reviews.folder", Kind::Folder, "of review forms"),
    key(
        Setting::ReviewsMaxDocumentSize,
        "reviews.max_document_size",
        Kind::Size,
        "a larger one is not downloaded",
    ),
    key(Setting::ProfileUrl, "profiles.NAME.url", Kind::Address, "the server, without auth login"),
    key(
        Setting::ProfileTokenCommand,
        "profiles.NAME.token_command",
        Kind::Words,
        "a program that prints the token; no shell",
    ),
    key(
        Setting::ProfilePlainHttp,
        "profiles.NAME.plain_http",
        Kind::Flag,
        "allow unencrypted http",
    ),
    key(Setting::ProfileTimeout, "profiles.NAME.timeout", Kind::Time, "instead of timeout"),
    key(Setting::ProfileCaCert, "profiles.NAME.ca_cert", Kind::File, "instead of ca_cert"),
];

impl Key {
    /// The setting of this name, and the profile in it.
    pub fn find(text: &str) -> Option<(&'static Self, Option<&str>)> {
        KEYS.iter().find_map(|key| match key.name.split_once("NAME") {
            None => (key.name == text).then_some((key, None)),
            Some((before, after)) => {
                let profile = text.strip_prefix(before)?.strip_suffix(after)?;
                (!profile.is_empty()).then_some((key, Some(profile)))
            }
        })
    }

    /// Its name for this profile.
    pub fn name_for(&self, profile: Option<&str>) -> String {
        self.name.replace("NAME", profile.unwrap_or("NAME"))
    }
}

/// The lines of `config --help`, one for each.
pub fn help() -> String {
    let mut text = "\
Examples:
  waldur-review config list
  waldur-review config set display.color never
  waldur-review config edit

Settings (a flag or variable comes before them, a profile's before the others):
"
    .to_owned();
    for key in &KEYS {
        text = format!("{text}  {:<29}{}\n", key.name, key.about);
    }
    text.push_str(
        "
display.columns and display.sort are for tables only: what programs get stays
as it is. A relative path in the file starts at the file's directory. None of
them is a token: auth login stores that, or a token_command prints it.",
    );
    text
}

/// Takes any text, and completes the names of settings.
#[derive(Debug, Clone, Copy)]
pub struct KeyParser;

impl TypedValueParser for KeyParser {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(
            KEYS.iter()
                .filter(|key| !key.name.contains("NAME"))
                .map(|key| PossibleValue::new(key.name).help(key.about)),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::{KEYS, Key};

    #[test]
    fn every_setting_is_found_by_its_name() {
        for key in &KEYS {
            let name = key.name_for(Some("a.b"));
            let (found, profile) = Key::find(&name).unwrap();
            assert_eq!(found.setting, key.setting);
            assert_eq!(profile, key.name.contains("NAME").then_some("a.b"));
        }
        for text in ["", "profiles", "profiles..url", "profiles.url", "Timeout"] {
            assert!(Key::find(text).is_none(), "{text}");
        }
    }
}
