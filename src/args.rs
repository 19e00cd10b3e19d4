//! Arguments that several commands share.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use crate::values::{ColorChoice, Format, parse_duration, parse_free_text};

/// The behavior of a command, which the program must know before it runs.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Behavior<'a> {
    /// True if a program reads the output, so that errors are JSON as well.
    pub json: bool,
    /// The filter or template that JSON goes through before it is printed.
    pub filter: Option<&'a FilterArgs>,
    /// True if it changes something on the server.
    pub sends: bool,
    /// True if several servers can be asked at once.
    pub several_servers: bool,
    /// True if it works although `config.toml` cannot be used: it shows or repairs it.
    pub repairs_settings: bool,
    /// True if it works without settings: where they cannot be used, it does without.
    pub runs_without_settings: bool,
}

impl Behavior<'_> {
    /// Adds that the command changes something on the server.
    #[must_use]
    pub fn sending(self) -> Self {
        Self { sends: true, ..self }
    }

    /// Adds that several servers can be asked at once.
    #[must_use]
    pub fn with_several_servers(self) -> Self {
        Self { several_servers: true, ..self }
    }

    /// Adds that it works although `config.toml` cannot be used.
    #[must_use]
    pub fn repairing_settings(self) -> Self {
        Self { repairs_settings: true, ..self }
    }

    /// Adds that it works without settings.
    #[must_use]
    pub fn without_settings(self) -> Self {
        Self { runs_without_settings: true, ..self }
    }
}

/// Options of every command.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Global options")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct GlobalArgs {
    /// Use this stored login; lists accept several
    #[arg(long, global = true, value_name = "NAME")]
    pub profile: Vec<String>,
    /// Use a built-in demo server: no account, nothing stored
    #[cfg(feature = "demo")]
    #[arg(long, global = true)]
    pub demo: bool,
    /// Show times in UTC instead of the local zone
    #[arg(long, global = true)]
    pub utc: bool,
    /// Labelled lines instead of tables, nothing redrawn
    #[arg(long, global = true)]
    pub accessible: bool,
    /// Hide names, notes and reasons, for a shared screen
    #[arg(long, global = true)]
    pub redact: bool,
    /// Use colour: auto, always or never
    #[arg(long, global = true, value_name = "WHEN", value_enum, hide_possible_values = true)]
    pub color: Option<ColorChoice>,
    /// Give up on a request after this time [default: 30s]
    #[arg(long, global = true, value_name = "TIME", value_parser = parse_duration)]
    pub timeout: Option<Duration>,
    /// Also trust the certificates in this PEM file
    #[arg(long, global = true, value_name = "FILE")]
    pub ca_cert: Option<PathBuf>,
    /// Never ask questions; fail where one would be needed
    #[arg(long, global = true)]
    pub no_input: bool,
    /// Leave out footers and warnings
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Show each request on standard error (never the token)
    #[arg(long, short, global = true)]
    pub verbose: bool,
}

/// How answers are confirmed and shown.
#[derive(Debug, Clone, Default, Args)]
pub struct SendingArgs {
    /// Do not ask for confirmation
    #[arg(long, short)]
    pub yes: bool,
    /// Say what would be sent, and send nothing
    #[arg(long, short = 'n')]
    pub dry_run: bool,
    /// The form of what was done.
    #[command(flatten)]
    pub output: JsonArgs,
}

impl SendingArgs {
    /// The behavior of a command that sends answers.
    pub fn behavior(&self) -> Behavior<'_> {
        self.output.behavior().sending()
    }
}

/// Which servers are asked.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct ServersArgs {
    /// Ask the servers of all stored logins at once
    #[arg(long)]
    pub all_profiles: bool,
}

/// The filter or template that JSON goes through before it is printed.
#[derive(Debug, Clone, Default, Args)]
pub struct FilterArgs {
    /// Filter the JSON with this jq expression
    #[arg(
        long,
        value_name = "EXPR",
        conflicts_with = "template",
        allow_hyphen_values = true,
        value_parser = parse_free_text
    )]
    pub jq: Option<String>,
    /// Fill this template with the JSON, called data
    #[arg(
        long,
        value_name = "TEMPLATE",
        allow_hyphen_values = true,
        value_parser = parse_free_text
    )]
    pub template: Option<String>,
}

impl FilterArgs {
    /// Returns whether there is a filter or a template.
    pub fn is_any(&self) -> bool {
        self.jq.is_some() || self.template.is_some()
    }
}

/// How the answer is printed.
#[derive(Debug, Clone, Default, Args)]
pub struct OutputArgs {
    /// Print the server's JSON, or these fields of it
    #[arg(
        long,
        value_name = "FIELDS",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "",
        conflicts_with = "format"
    )]
    pub json: Option<String>,
    /// The filter or template that it goes through.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// Print as table, tsv, csv, json or ndjson
    #[arg(long, value_name = "FORMAT", value_enum, hide_possible_values = true)]
    pub format: Option<Format>,
}

/// The choice of commands that print either a page or JSON of this program's own.
#[derive(Debug, Clone, Default, Args)]
pub struct JsonArgs {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// The filter or template that it goes through.
    #[command(flatten)]
    pub filter: FilterArgs,
}

impl JsonArgs {
    /// Returns whether JSON is asked for: a filter and a template need it.
    pub fn json(&self) -> bool {
        self.json || self.filter.is_any()
    }

    /// Returns whether a program reads the output, errors included.
    pub fn is_for_programs(&self) -> bool {
        self.json
    }

    /// The behavior of a command with this output.
    pub fn behavior(&self) -> Behavior<'_> {
        Behavior { json: self.json, filter: Some(&self.filter), ..Behavior::default() }
    }
}

impl OutputArgs {
    /// The behavior of a command with this output.
    pub fn behavior(&self) -> Behavior<'_> {
        let json = self.is_for_programs();
        Behavior { json, filter: Some(&self.filter), ..Behavior::default() }
    }

    /// Returns whether a program reads the output, errors included.
    pub fn is_for_programs(&self) -> bool {
        self.json.is_some() || matches!(self.format, Some(Format::Json | Format::Ndjson))
    }
}
