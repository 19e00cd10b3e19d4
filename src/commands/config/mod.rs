//! `config …`: the settings in `config.toml`, and where files are.

use crate::args::{Behavior, JsonArgs};
use clap::Args;
use clap::Subcommand;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::Serialize;

use crate::commands::context::{Context, Outcome};
use crate::error::{ErrorKind, UserError};
use crate::output::{Cell, Column, Role, Row, Table, View};
use crate::settings::registry::{KEYS, Key, Kind as KeyKind, Setting};
use crate::settings::{Settings, Source};
use crate::values::Format;

/// See and change the settings in config.toml
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Show every setting, its value, and where that comes from
    #[command(
        visible_alias = "ls",
        after_help = "\
Examples:
  waldur-review config list
  waldur-review config list --json | jq -r '.[] | select(.source != \"default\")'"
    )]
    List(ConfigListArgs),
    /// Print the value of a setting alone
    #[command(after_help = "\
Example:
  waldur-review config get display.color
Where a setting has no value, not even a default, it exits with 3.")]
    Get(ConfigKeyArgs),
    /// Change a setting in config.toml
    #[command(after_help = "\
Examples:
  waldur-review config set display.color never
  waldur-review config set display.columns batch,call,deadline,left
  waldur-review config set profiles.isambard.timeout 60s
  waldur-review config set profiles.isambard.token_command -- pass show waldur

The rest of the file stays as it is, comments included. What the setting cannot
be is refused before anything is written. All settings: waldur-review config -h")]
    Set(ConfigSetArgs),
    /// Take a setting out of config.toml
    #[command(after_help = "\
Example:
  waldur-review config unset display.color")]
    Unset(ConfigKeyArgs),
    /// Show where the files of this program are
    #[command(after_help = "\
Examples:
  waldur-review config path
  waldur-review config path --json | jq -r .config")]
    Path(ConfigListArgs),
    /// Change config.toml in your editor; what is not valid is not installed
    #[command(after_help = "\
Example:
  waldur-review config edit
It edits a copy with $VISUAL or $EDITOR, also where the file cannot be read as
TOML any more.")]
    Edit,
}

/// `config list` and `config path`
#[derive(Debug, Args)]
pub struct ConfigListArgs {
    /// The form of the output.
    #[command(flatten)]
    pub output: JsonArgs,
}

/// `config get` and `config unset`
#[derive(Debug, Args)]
pub struct ConfigKeyArgs {
    /// A setting, such as display.color or profiles.NAME.timeout
    #[arg(value_name = "KEY", value_parser = crate::settings::registry::KeyParser, hide_possible_values = true)]
    pub key: String,
}

/// `config set`
#[derive(Debug, Args)]
pub struct ConfigSetArgs {
    /// A setting, such as display.color or profiles.NAME.timeout
    #[arg(value_name = "KEY", value_parser = crate::settings::registry::KeyParser, hide_possible_values = true)]
    pub key: String,
    /// Its value; for a token command a program and its arguments
    #[arg(value_name = "VALUE", required = true)]
    pub values: Vec<String>,
}

impl ConfigCommand {
    /// What the program must know of a command of this group before it runs.
    pub fn behavior(&self) -> Behavior<'_> {
        match self {
            Self::List(list) => list.output.behavior(),
            Self::Path(path) => path.output.behavior().repairing_settings(),
            Self::Get(_) => Behavior::default(),
            Self::Set(_) | Self::Unset(_) | Self::Edit => Behavior::default().repairing_settings(),
        }
    }
}

pub fn run(command: &ConfigCommand, context: &mut Context<'_>) -> Result<Outcome> {
    let writes =
        matches!(command, ConfigCommand::Set(_) | ConfigCommand::Unset(_) | ConfigCommand::Edit);
    if writes && context.settings.demo.is_some() {
        return Err(UserError::usage("--demo stores nothing").into());
    }
    match command {
        ConfigCommand::List(arguments) => list(arguments.output.json(), context),
        ConfigCommand::Get(arguments) => get(arguments, context),
        ConfigCommand::Set(arguments) => set(arguments, context),
        ConfigCommand::Unset(arguments) => unset(arguments, context),
        ConfigCommand::Path(arguments) => path(arguments.output.json(), context),
        ConfigCommand::Edit => edit(context),
    }
}

/// A setting, for programs.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct SettingDocument {
    key: String,
    /// As it is written in `config.toml`; a list with commas between.
    value: Option<String>,
    /// The flag, variable or file that decides on it, or `default`.
    source: String,
    /// What it does.
    about: &'static str,
}

fn settings_of(settings: &Settings) -> Vec<SettingDocument> {
    let document = |key: &Key, profile: Option<&str>| {
        let value = settings.value(key, profile);
        SettingDocument {
            key: key.name_for(profile),
            source: value
                .as_ref()
                .map_or(Source::Default, |value| value.source.clone())
                .to_string(),
            value: value.map(|value| value.value),
            about: key.about,
        }
    };
    let (of_profiles, general): (Vec<&Key>, Vec<&Key>) =
        KEYS.iter().partition(|key| key.name.contains("NAME"));
    let general = general.into_iter().map(|key| document(key, None));
    let own = settings.configured_profiles().flat_map(|profile| {
        let keys = of_profiles.iter();
        let documents = keys.map(move |key| document(key, Some(profile)));
        // Of a profile, what nobody set is no news.
        documents.filter(|document| document.value.is_some())
    });
    general.chain(own).collect()
}

fn list(json: bool, context: &Context<'_>) -> Result<Outcome> {
    let all = settings_of(context.settings);
    if json {
        return Ok(Outcome::new(View::Json(serde_json::to_vec(&all)?)));
    }
    let format = context.format(None);
    let nothing = if format == Format::Table { "-" } else { "" };
    let rows = all.into_iter().map(|setting| Row {
        role: Role::Plain,
        cells: vec![
            Cell::Text(setting.key),
            Cell::Text(setting.value.unwrap_or_else(|| nothing.to_owned())),
            Cell::Text(setting.source),
        ],
    });
    let table = Table {
        columns: vec![
            Column::new("setting", "SETTING"),
            Column { flexible: true, ..Column::new("value", "VALUE") },
            Column::new("source", "SOURCE"),
        ],
        rows: rows.collect(),
        keep_all: true,
    };
    Ok(Outcome::new(if format == Format::Table { View::Table(table) } else { View::Tsv(table) }))
}

fn get(arguments: &ConfigKeyArgs, context: &Context<'_>) -> Result<Outcome> {
    let (key, profile) = Key::named(&arguments.key)?;
    let name = key.name_for(profile);
    let value = context.settings.value(key, profile).ok_or_else(|| {
        UserError::new(ErrorKind::NotFound, format!("{name} has no value"))
            .hint(format!("give it one: waldur-review config set {name} VALUE"))
    })?;
    let value = context.theme.line(&value.value);
    Ok(Outcome::new(View::Text(format!("{value}\n"))))
}

fn set(arguments: &ConfigSetArgs, context: &Context<'_>) -> Result<Outcome> {
    let settings = context.settings;
    let (key, profile) = Key::named(&arguments.key)?;
    settings.config_file().set(key, profile, &arguments.values)?;
    let name = key.name_for(profile);
    let mut outcome = done(format!("Set {name} in {}", settings.config_file().path().display()));
    if let Some(value) = settings.value(key, profile)
        && let Source::Variable(variable) = value.source
    {
        outcome = outcome.message(format!("note: {variable} is set and comes before it"));
    }
    if key.kind == KeyKind::Profile
        && let [name] = arguments.values.as_slice()
        && !settings.profiles()?.contains(name)
    {
        outcome = outcome.message(format!(
            "note: there is no login of this name yet; run: waldur-review auth login --profile {name}"
        ));
    }
    Ok(still_wrong(outcome, context))
}

fn unset(arguments: &ConfigKeyArgs, context: &Context<'_>) -> Result<Outcome> {
    let file = context.settings.config_file();
    if !file.unset(&arguments.key)? {
        // A name that cannot be is a slip, one that could be is not there.
        let (key, profile) = Key::named(&arguments.key)?;
        return Err(UserError::new(
            ErrorKind::NotFound,
            format!("{} does not set {}", file.path().display(), key.name_for(profile)),
        )
        .hint("what comes from where is shown by: waldur-review config list")
        .into());
    }
    let outcome = done(format!("Took {} out of {}", arguments.key, file.path().display()));
    Ok(still_wrong(outcome, context))
}

fn done(message: String) -> Outcome {
    Outcome::new(View::Nothing).message(message)
}

/// What is still wrong with a file that was wrong before.
fn still_wrong(outcome: Outcome, context: &Context<'_>) -> Outcome {
    if context.settings.config_fault.is_none() {
        return outcome;
    }
    let file = context.settings.config_file();
    let text = file.text().ok().flatten().unwrap_or_default();
    match file.check(&text) {
        Err(fault) => outcome.message(format!("warning: more is wrong: {}", fault.message)),
        Ok(()) => outcome,
    }
}

/// Where the files are, for programs.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Paths<'p> {
    config: &'p Path,
    credentials: &'p Path,
    /// The directory of what `--new` remembers.
    state: Option<&'p Path>,
    /// The directory of what may be deleted at any time.
    cache: Option<&'p Path>,
}

fn path(json: bool, context: &Context<'_>) -> Result<Outcome> {
    let settings = context.settings;
    let file = settings.config_file();
    let paths = Paths {
        config: file.path(),
        credentials: settings.store.path(),
        state: settings.state_directory.as_deref(),
        cache: settings.cache_directory.as_deref(),
    };
    if json {
        return Ok(Outcome::new(View::Json(serde_json::to_vec(&paths)?)));
    }
    // A path that was cut or wrapped would be of no use.
    let for_people = context.format(None) == Format::Table;
    let mut text = String::new();
    for (name, path) in [
        ("config", Some(paths.config)),
        ("credentials", Some(paths.credentials)),
        ("state", paths.state),
        ("cache", paths.cache),
    ] {
        let Some(path) = path else { continue };
        let path = path.display().to_string();
        let path = context.theme.line(&path);
        text = match (for_people, context.theme.accessible) {
            (_, true) => format!("{text}{name}: {path}\n"),
            (true, false) => format!("{text}{name:<11}  {path}\n"),
            (false, false) => format!("{text}{name}\t{path}\n"),
        };
    }
    Ok(Outcome::new(View::Text(text)))
}

fn edit(context: &mut Context<'_>) -> Result<Outcome> {
    if !context.settings.may_ask {
        return Err(UserError::usage("config edit needs a terminal")
            .hint("change one setting with: waldur-review config set KEY VALUE")
            .into());
    }
    let file = context.settings.config_file();
    file.check_writable()?;
    let before = file.text()?;
    let start = before.clone().unwrap_or_else(template);
    let copy = copy(&start)?;
    let kept = |fault: UserError| {
        let place = copy.display();
        fault.hint(format!("what you wrote is kept in {place}"))
    };
    loop {
        let went_well = context.ui.edit(&copy).map_err(no_editor);
        let text = std::fs::read_to_string(&copy).map_err(|error| {
            UserError::file(format!("the copy cannot be read after the editor: {error}"))
        })?;
        if text == start {
            let _ = std::fs::remove_file(&copy);
            went_well?;
            return Ok(done("Nothing was changed.".to_owned()));
        }
        if !went_well? {
            return Err(kept(UserError::new(
                ErrorKind::Interrupted,
                "the editor failed; nothing was changed",
            ))
            .into());
        }
        let Err(fault) = file.check(&text) else {
            file.install(&text, before.as_deref()).map_err(kept)?;
            let _ = std::fs::remove_file(&copy);
            return Ok(done(format!("Changed {}", file.path().display())));
        };
        let say = format!("{}\n", context.theme.line(&fault.message));
        context.ui.show(&View::Text(say))?;
        let again = context.ui.line("Edit again? [Y/n] ");
        if !matches!(&again, Ok(reply) if matches!(reply.to_ascii_lowercase().as_str(), "" | "y" | "yes"))
        {
            return Err(kept(fault.hint("config.toml is as it was")).into());
        }
    }
}

/// An editor that cannot be started, with the ways out of this command.
fn no_editor(error: anyhow::Error) -> anyhow::Error {
    match error.downcast::<UserError>() {
        Ok(fault) => UserError {
            hints: vec![
                "set VISUAL or EDITOR to an editor, or use: waldur-review config set KEY VALUE"
                    .to_owned(),
            ],
            ..fault
        }
        .into(),
        Err(error) => error,
    }
}

/// The copy to edit, for its owner only, which stays.
fn copy(text: &str) -> Result<PathBuf> {
    let mut file =
        tempfile::Builder::new().prefix("waldur-review-config-").suffix(".toml").tempfile()?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    Ok(file.keep()?.1)
}

/// What a first file holds: every setting, as a comment.
fn template() -> String {
    let mut text = "# Settings of waldur-review. Take the # away before what you set.\n".to_owned();
    let mut table = "";
    // What is said twice would only confuse.
    for key in KEYS.iter().filter(|key| key.setting != Setting::Utc) {
        let (above, name) = key.name.rsplit_once('.').unwrap_or(("", key.name));
        if above != table {
            // The table of a profile needs a name first.
            let hash = if above.contains("NAME") { "#" } else { "" };
            text = format!("{text}\n{hash}[{above}]\n");
            table = above;
        }
        let example = match key.kind {
            KeyKind::Flag => "true".to_owned(),
            KeyKind::Words => "[\"pass\", \"show\", \"waldur\"]".to_owned(),
            KeyKind::Columns => "[\"batch\", \"call\", \"due\", \"left\"]".to_owned(),
            KeyKind::Time => "\"30s\"".to_owned(),
            KeyKind::When => "\"auto\"".to_owned(),
            KeyKind::Order => "\"due\"".to_owned(),
            KeyKind::Address => "\"https://waldur.example.ac.uk\"".to_owned(),
            KeyKind::File => "\"site.pem\"".to_owned(),
            KeyKind::Profile => "\"default\"".to_owned(),
            KeyKind::Text => "\"less\"".to_owned(),
        };
        text = format!("{text}#{name} = {example}  # {}\n", key.about);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::template;
    use crate::settings::Config;

    #[test]
    fn the_first_file_is_valid_with_and_without_its_settings() {
        let path = std::path::Path::new("config.toml");
        Config::parse(&super::template(), path).unwrap();
        let template = template();
        let lines = template.lines().skip(1);
        let all: Vec<&str> = lines.map(|line| line.strip_prefix('#').unwrap_or(line)).collect();
        let config = Config::parse(&all.join("\n"), path).unwrap();
        assert!(config.profiles.contains_key("NAME"));
    }
}
