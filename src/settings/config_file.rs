//! Changes to `config.toml`: what is written is checked before, and the rest of the file stays as
//! it is, comments included.

use std::fs;
use std::path::Path;

use toml_edit::{Array, DocumentMut, Item, Value};

use super::Config;
use super::env::expand_home;
use crate::credentials::{ApiUrl, check_profile_name};
use crate::error::UserError;
use crate::files::PrivateFile;
use crate::settings::registry::{KEYS, Key, Kind as KeyKind};
use crate::toml_file::{
    decor_prefix, in_format_of, inner_table, place_comment, set_key, take_key_out,
};
use crate::values::{parse_duration, parse_size};

/// The settings file.
#[derive(Debug)]
pub struct ConfigFile {
    file: PrivateFile,
}

impl ConfigFile {
    /// The file in this directory, which need not exist.
    pub fn new(directory: Option<&Path>) -> Self {
        const NAME: &str = "config.toml";
        const VARIABLE: &str = "WALDUR_REVIEW_CONFIG_DIR";
        Self {
            file: match directory {
                Some(directory) => PrivateFile::new(directory.join(NAME), VARIABLE),
                None => PrivateFile::without_directory(NAME, VARIABLE),
            },
        }
    }

    /// Reads the settings; a file that is not there holds none.
    ///
    /// # Errors
    /// When the file cannot be read or is not valid, with the path, the line and what is wrong.
    pub fn read(&self) -> Result<Config, UserError> {
        let Some(text) = self.text()? else {
            return Ok(Config::default());
        };
        Config::parse(&text, self.path()).map_err(|fault| {
            fault
                .hint("correct it with: waldur-review config edit")
                .hint("the settings are listed by: waldur-review config -h")
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// Its text, or nothing where there is no such file.
    ///
    /// # Errors
    /// When it is there but cannot be read, or is not UTF-8.
    pub fn text(&self) -> Result<Option<String>, UserError> {
        self.file.read()
    }

    /// Returns the error that a text of it would cause.
    ///
    /// # Errors
    /// The fault that commands would meet.
    pub fn check(&self, text: &str) -> Result<(), UserError> {
        Config::parse(text, self.path()).map(drop)
    }

    /// Sets a value.
    ///
    /// # Errors
    /// When the value does not fit, the file cannot be read, understood or written; it is then as
    /// it was.
    pub fn set(&self, key: &Key, profile: Option<&str>, words: &[String]) -> Result<(), UserError> {
        let name = key.name_for(profile);
        if let Some(profile) = profile {
            check_profile_name(profile)?;
        }
        let value = value(key, &name, words)?;
        self.change(|document| put(document, key, profile, value, self.path())).map(drop)
    }

    /// Takes a value out, also one that is not known; says whether it was there.
    ///
    /// # Errors
    /// When the file cannot be read, understood or written; it is then as it was.
    pub fn unset(&self, name: &str) -> Result<bool, UserError> {
        if self.text()?.is_none() {
            return Ok(false);
        }
        self.change(|document| take_out(document, name))
    }

    /// Puts a text in its place that was checked before.
    ///
    /// # Errors
    /// When the file is no longer what it was before, or cannot be written.
    pub fn install(&self, text: &str, before: Option<&str>) -> Result<(), UserError> {
        self.check_writable()?;
        let locked = self.file.lock().map_err(|fault| self.explained(fault))?;
        if self.text()?.as_deref() != before {
            return Err(UserError::file(format!(
                "another program changed {} meanwhile, so nothing was changed",
                self.path().display()
            )));
        }
        locked.replace(text).map_err(|fault| self.explained(fault))
    }

    /// Makes sure that it could be written, before the user edits it.
    ///
    /// # Errors
    /// When it is read-only, or its directory is.
    pub fn check_writable(&self) -> Result<(), UserError> {
        // Replacing a file needs no right to write into it, but who took that right away means it.
        if fs::metadata(self.path()).is_ok_and(|file| file.permissions().readonly()) {
            let path = self.path().display();
            let fault = UserError::file(format!("{path} is read-only, so nothing was changed"));
            let fault = self.explained(fault);
            return Err(if fault.hints.is_empty() {
                fault.hint("make it writable for you: chmod u+w, or change it where it is made")
            } else {
                fault
            });
        }
        self.file.lock().and_then(|locked| locked.check()).map_err(|fault| self.explained(fault))
    }

    /// A file that another program manages is changed there.
    fn explained(&self, fault: UserError) -> UserError {
        match fs::canonicalize(self.path()) {
            Ok(goal) if fs::symlink_metadata(self.path()).is_ok_and(|it| it.is_symlink()) => {
                let goal = goal.display();
                UserError {
                    hints: vec![format!(
                        "it leads to {goal}: change it where that is made (Nix, dotfiles)"
                    )],
                    ..fault
                }
            }
            Ok(_) | Err(_) => fault,
        }
    }

    /// Reads, changes and replaces the file under a lock. The change says whether to write.
    fn change(
        &self,
        change: impl FnOnce(&mut DocumentMut) -> Result<bool, UserError>,
    ) -> Result<bool, UserError> {
        self.check_writable()?;
        let locked = self.file.lock().map_err(|fault| self.explained(fault))?;
        let before = self.text()?.unwrap_or_default();
        let Some(after) = edited(&before, self.path(), change)? else {
            return Ok(false);
        };
        locked.replace(&after).map_err(|fault| self.explained(fault))?;
        Ok(true)
    }
}

/// The text of the file after a change, or `None` where it changes nothing.
///
/// # Errors
/// When the text is not TOML, the change fails, or what was right before is wrong after it.
pub fn edited(
    before: &str,
    path: &Path,
    change: impl FnOnce(&mut DocumentMut) -> Result<bool, UserError>,
) -> Result<Option<String>, UserError> {
    let check = |text: &str| Config::parse(text, path);
    let mut document = before.parse::<DocumentMut>().map_err(|_| {
        let fault = check(before).err();
        fault
            .unwrap_or_else(|| UserError::configuration("config.toml is not valid TOML"))
            .hint("nothing was changed; correct it with: waldur-review config edit")
    })?;
    if !change(&mut document)? {
        return Ok(None);
    }
    let after = in_format_of(before, &document.to_string());
    // What was wrong before is not this change's fault.
    if check(before).is_ok() {
        check(&after)?;
    }
    Ok(Some(after))
}

/// Puts a value that was checked in its place.
///
/// # Errors
/// When what holds its place is no table.
pub fn put(
    document: &mut DocumentMut,
    key: &Key,
    profile: Option<&str>,
    value: Value,
    path: &Path,
) -> Result<bool, UserError> {
    let name = key.name_for(profile);
    let (table, last) = place(document, &name, profile);
    let Some(table) = table else {
        return Err(UserError::configuration(format!(
            "{}: what holds `{name}` is no table, so nothing was changed",
            path.display()
        ))
        .hint("correct it with: waldur-review config edit"));
    };
    let is_new = table.get(last).is_none_or(Item::is_none);
    set_key(table, last, value);
    if is_new {
        stand_apart(document);
    }
    Ok(true)
}

/// Takes a setting out; says whether it was there.
///
/// # Errors
/// When it is a table of settings.
pub fn take_out(document: &mut DocumentMut, name: &str) -> Result<bool, UserError> {
    // The whole file has no line of its own, as a table has that is only there for those in it.
    document.as_table_mut().set_implicit(true);
    match remove(document.as_item_mut(), name) {
        Removed::Yes(comment) => {
            if let Some(comment) = comment {
                let end = document.trailing().as_str().unwrap_or_default().to_owned();
                document.set_trailing(format!("{comment}{end}"));
            }
            Ok(true)
        }
        Removed::No => Ok(false),
        Removed::IsTable => Err(UserError::usage(format!("{name} is a table of settings"))
            .hint("take its settings out one by one, or all with: waldur-review config edit")),
    }
}

impl Key {
    /// The setting of this name, and the profile in it.
    ///
    /// # Errors
    /// A usage fault that lists the known ones, or names the nearest.
    pub fn named(text: &str) -> Result<(&'static Self, Option<&str>), UserError> {
        if let Some(found) = Self::find(text) {
            return Ok(found);
        }
        let last = text.rsplit('.').next().unwrap_or(text);
        let fault = UserError::usage(format!("there is no setting {text:?}"));
        if ["token", "password", "secret", "api_key", "access_token"].contains(&last) {
            return Err(fault
                .hint("a token is no setting: it is stored by waldur-review auth login")
                .hint("a password manager can keep it: profiles.NAME.token_command"));
        }
        let profile =
            text.strip_prefix("profiles.").and_then(|rest| Some(rest.rsplit_once('.')?.0));
        let names = || KEYS.iter().map(|key| key.name_for(profile));
        let same_end = |name: &String| name.rsplit('.').next() == Some(last);
        let nearest = names()
            .map(|name| (strsim::damerau_levenshtein(&name, text), name))
            .min()
            .filter(|(distance, _)| *distance <= 2)
            .map(|(_, name)| name)
            .or_else(|| names().find(same_end));
        Err(match nearest {
            Some(name) => fault.hint(format!("did you mean {name}?")),
            None => fault.hint(format!("settings: {}", KEYS.map(|key| key.name).join(", "))),
        })
    }
}

/// The table that holds a setting, made where it is not there, and the setting's name in it.
fn place<'d>(
    document: &'d mut DocumentMut,
    name: &str,
    profile: Option<&str>,
) -> (Option<&'d mut Item>, &'static str) {
    let last = KEYS
        .iter()
        .find(|key| key.name_for(profile) == name)
        .map_or("", |key| key.name.rsplit('.').next().unwrap_or(key.name));
    let mut table = Some(document.as_item_mut());
    let above: Vec<&str> = match (profile, name.split_once('.')) {
        (Some(profile), _) => vec!["profiles", profile],
        (None, Some((table, _))) => vec![table],
        (None, None) => Vec::new(),
    };
    for part in above {
        table = table.and_then(|table| inner_table(table, part));
    }
    let table = table.filter(|table| table.is_table_like());
    (table, last)
}

/// An empty line between the settings at the top and the first table.
fn stand_apart(document: &mut DocumentMut) {
    let root = document.as_table_mut();
    if !root.iter().any(|(_, item)| item.is_value()) {
        return;
    }
    let first_table = root.iter_mut().find_map(|(_, item)| item.as_table_mut());
    // A table that is only there for those in it has no line of its own.
    let first_table = match first_table {
        Some(table) if table.is_implicit() => {
            table.iter_mut().find_map(|(_, item)| item.as_table_mut())
        }
        other => other,
    };
    if let Some(table) = first_table
        && decor_prefix(table.decor()).is_empty()
    {
        table.decor_mut().set_prefix("\n");
    }
}

/// The result of taking a setting out.
enum Removed {
    /// With a comment that there is no place for yet.
    Yes(Option<String>),
    No,
    IsTable,
}

/// Takes out what this name with dots leads to. The name of a table may itself hold dots.
fn remove(table: &mut Item, name: &str) -> Removed {
    let found = table.as_table_like().and_then(|table| table.get(name));
    if let Some(item) = found {
        if item.as_table_like().is_some_and(|inner| !inner.is_empty()) {
            return Removed::IsTable;
        }
        return Removed::Yes(take_key_out(table, name));
    }
    let ends: Vec<usize> = name.match_indices('.').map(|(at, _)| at).collect();
    for at in ends {
        let part = name.get(..at).unwrap_or_default();
        let rest = name.get(at + 1..).unwrap_or_default();
        let Some(names) = table.as_table_like_mut() else {
            continue;
        };
        let place = names.iter().position(|(known, _)| known == part);
        let removed = names.get_mut(part).map_or(Removed::No, |inner| remove(inner, rest));
        match (removed, place) {
            // Nothing is left there to have the comment, so it goes to what is beside it.
            (Removed::Yes(Some(comment)), Some(place)) => {
                return Removed::Yes(place_comment(table, place + 1, comment));
            }
            (Removed::No, _) => {}
            (removed, _) => return removed,
        }
    }
    Removed::No
}

/// A value as TOML.
///
/// # Errors
/// A usage fault where it does not fit the setting.
pub fn value(key: &Key, name: &str, words: &[String]) -> Result<Value, UserError> {
    let wrong = |why: String| UserError::usage(format!("{name}: {why}"));
    if key.kind == KeyKind::Words {
        return Ok(Value::Array(words.iter().collect::<Array>()));
    }
    let [word] = words else {
        return Err(wrong("it takes one value".to_owned())
            .hint("put one that holds blanks in quotes, and columns with commas between"));
    };
    let known = |word: &str| match key.kind.words() {
        Some(known) if !known.iter().any(|known| known == word) => {
            Err(wrong(format!("{word:?} is none of {}", known.join(", "))))
        }
        Some(_) | None => Ok(()),
    };
    Ok(match key.kind {
        KeyKind::Flag => {
            known(word)?;
            Value::from(word == "true")
        }
        KeyKind::When | KeyKind::Order => {
            known(word)?;
            Value::from(word)
        }
        KeyKind::Columns => {
            let columns: Vec<&str> = word.split(',').map(str::trim).collect();
            columns.iter().try_for_each(|column| known(column))?;
            Value::Array(columns.into_iter().collect::<Array>())
        }
        KeyKind::Time => {
            parse_duration(word).map_err(wrong)?;
            Value::from(word)
        }
        KeyKind::Size => {
            parse_size(word).map_err(wrong)?;
            Value::from(word)
        }
        KeyKind::Profile => {
            check_profile_name(word)?;
            Value::from(word)
        }
        KeyKind::Address => {
            ApiUrl::parse(word)?;
            Value::from(word)
        }
        KeyKind::File | KeyKind::Folder => {
            // At a prompt a path starts here, in the file where the file is.
            let path = expand_home(Path::new(word), name)?;
            let path = std::path::absolute(path).map_err(|error| wrong(error.to_string()))?;
            if key.kind == KeyKind::File && !path.is_file() {
                let shown = path.display();
                return Err(wrong(format!("there is no file {shown}")));
            }
            let text = path.to_str();
            let text = text.ok_or_else(|| wrong("the path is not UTF-8 text".to_owned()))?;
            Value::from(text)
        }
        KeyKind::Text | KeyKind::Words => Value::from(word),
    })
}

#[cfg(test)]
mod tests {
    use super::{edited, take_out};
    use crate::settings::registry::Key;
    use std::path::Path;

    #[test]
    fn a_table_in_braces_gets_its_tables_in_braces() {
        let path = Path::new("config.toml");
        let (key, profile) = Key::named("profiles.b.url").unwrap();
        for (before, after) in [
            (
                "profiles = { a = { url = 'w' } } # x\n",
                "profiles = { a = { url = 'w' } , b = { url = \"v\" } } # x\n",
            ),
            ("profiles = {}\n", "profiles = { b = { url = \"v\" } }\n"),
        ] {
            let put = |document: &mut _| super::put(document, key, profile, "v".into(), path);
            assert_eq!(edited(before, path, put).unwrap().unwrap(), after);
        }
    }

    fn without(text: &str, name: &str) -> String {
        let path = Path::new("config.toml");
        let edited = edited(text, path, |document| take_out(document, name));
        edited.unwrap().unwrap()
    }

    #[test]
    fn the_comment_above_a_setting_outlives_it() {
        for (text, name, after) in [
            ("# a\nutc = true\ntimeout = '9s'\n", "utc", "# a\ntimeout = '9s'\n"),
            ("timeout = '9s'\n# a\nutc = true\n", "utc", "timeout = '9s'\n# a\n"),
            ("# a\nutc = true\n", "utc", "# a\n"),
            (
                "timeout = '9s'\n# a\nutc = true\n\n[profiles.w]\nurl = 'w'\n",
                "utc",
                "timeout = '9s'\n# a\n\n[profiles.w]\nurl = 'w'\n",
            ),
            (
                "# a\nutc = true\nprofiles.w.timeout = '9s'\n",
                "utc",
                "# a\nprofiles.w.timeout = '9s'\n",
            ),
            ("# a\nprofiles.w.url = 'w'\n", "profiles.w.url", "# a\n"),
            (
                "utc = true\n# a\nprofiles.w.url = 'w'\n[display]\n",
                "profiles.w.url",
                "utc = true\n# a\n[display]\n",
            ),
            ("# a\n[profiles.w]\n# b\n", "profiles.w", "# a\n# b\n"),
            ("[display]\n# a\nutc = true # b\n# c\n", "display.utc", "[display]\n# a\n# c\n"),
        ] {
            assert_eq!(without(text, name), after, "{name} of {text:?}");
        }
    }
}
