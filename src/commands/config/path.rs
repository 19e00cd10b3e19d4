//! `config path`: where the files of this program are.

use std::path::Path;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::args::JsonArgs;
use crate::commands::context::{Context, Outcome};
use crate::output::View;
use crate::values::Format;

/// `config path`
#[derive(Debug, Args)]
pub struct ConfigPathArgs {
    /// The form of the output.
    #[command(flatten)]
    pub output: JsonArgs,
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

pub fn run(arguments: &ConfigPathArgs, context: &Context<'_>) -> Result<Outcome> {
    let settings = context.settings;
    let file = settings.config_file();
    let paths = Paths {
        config: file.path(),
        credentials: settings.store.path(),
        state: settings.state_directory.as_deref(),
        cache: settings.cache_directory.as_deref(),
    };
    if arguments.output.json() {
        return Ok(Outcome::new(View::Json(serde_json::to_vec(&paths)?)));
    }
    // A path that was cut or wrapped would be of no use.
    let is_table = context.format(None) == Format::Table;
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
        text = match (is_table, context.theme.accessible) {
            (_, true) => format!("{text}{name}: {path}\n"),
            (true, false) => format!("{text}{name:<11}  {path}\n"),
            (false, false) => format!("{text}{name}\t{path}\n"),
        };
    }
    Ok(Outcome::new(View::Text(text)))
}
