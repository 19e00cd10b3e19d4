//! `config list`: every setting, its value, and where that comes from.

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::args::JsonArgs;
use crate::commands::context::{Context, Outcome};
use crate::output::{Cell, Column, Role, Row, Table, View};
use crate::settings::registry::{KEYS, Key};
use crate::settings::{Settings, Source};
use crate::values::Format;

/// `config list`
#[derive(Debug, Args)]
pub struct ConfigListArgs {
    /// The form of the output.
    #[command(flatten)]
    pub output: JsonArgs,
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
    /// Its effect.
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
        // Of a profile only what is set is listed.
        documents.filter(|document| document.value.is_some())
    });
    general.chain(own).collect()
}

pub fn run(arguments: &ConfigListArgs, context: &Context<'_>) -> Result<Outcome> {
    let all = settings_of(context.settings);
    if arguments.output.json() {
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
