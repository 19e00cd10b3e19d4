//! The bell panel: what can be typed. No input or output happens here.

mod keys;

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::{ArgMatches, Args, FromArgMatches, Parser, Subcommand, ValueEnum};

pub use keys::{KEYS, Key, Kind as KeyKind, Setting};

const EXAMPLES: &str = "\
Examples:
  waldur-review --demo batches list          try it, without an account
  waldur-review auth login                   store a token once
  waldur-review batches list                 what is due
  waldur-review batches show 0b6d            one batch
  waldur-review batches list --json | jq .   for scripts

Exit codes: 0 done, 2 usage or settings, 3 not found, 4 not logged in,
5 refused, 6 not reached, 7 the server's fault, 8 work waits (--exit-status),
9 some of several failed, 130 interrupted, 1 anything else.
More in: man waldur-review (where it is missing: waldur-review man --help)";

const STATUS_EXAMPLES: &str = "\
Examples:
  waldur-review status
  waldur-review status --all-profiles
  waldur-review status --json | jq '.batches | length'
  waldur-review status --short      for a prompt or a status bar

--short prints a line, and nothing where nothing is owed. It asks the server at
most every five minutes (--max-age), and waits two seconds for it at most; in
between and without the server it says what was last known. A token_command is
never run for it: then it says what status last found.";

const DOCTOR_EXAMPLES: &str = "\
Examples:
  waldur-review doctor
  waldur-review doctor --json | jq '.checks[] | select(.verdict == \"problem\")'

It looks at the settings, the name (DNS), the connection, TLS, the API, the
clock, the token, and your reviewer profile. What it prints holds no token and
nothing of a proposal: it can be sent to whoever helps you. The exit code is
that of the first problem, and 0 if there is none.";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  waldur-review completions zsh > ~/.zfunc/_waldur-review
  waldur-review completions bash \\
    > ~/.local/share/bash-completion/completions/waldur-review
  waldur-review completions fish \\
    > ~/.config/fish/completions/waldur-review.fish
  waldur-review completions bash --dynamic \\
    > ~/.local/share/bash-completion/completions/waldur-review

With --dynamic (bash, zsh, fish) the program is asked at each TAB, and offers
your batches, items and profiles as well. It asks the server at most once a
minute and waits a second for it, and never runs a token_command.";

const MAN_EXAMPLES: &str = "\
Examples:
  waldur-review man --into ~/.local/share/man/man1    all of them
  waldur-review man batches list | man -l -           one, to read

A page for each command, as in man/ of the sources. The directory is made
where it is missing, and pages in it are replaced.";

const SCHEMA_EXAMPLES: &str = "\
Examples:
  waldur-review schema
  waldur-review schema batches list
  waldur-review schema error > error.schema.json

JSON Schema 2020-12. Within a major version members are only added. What a
server sends is passed on as it is, whatever the schema says of it.";

#[cfg(feature = "demo")]
const DEMO_EXAMPLES: &str = "\
Example:
  waldur-review demo
It prints two lines that set the address and the token in another shell.
Ctrl-C ends it.";

/// Review proposals on Waldur from the terminal.
#[derive(Debug, Parser)]
#[command(
    name = "waldur-review",
    version,
    after_help = EXAMPLES,
    disable_help_subcommand = true,
    arg_required_else_help = true
)]
pub struct Cli {
    /// What applies to every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Global options")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct Global {
    /// Use the login of this name; lists take several
    #[arg(long, global = true, value_name = "NAME")]
    pub profile: Vec<String>,
    /// Use the small Waldur inside: no account, nothing stored
    #[cfg(feature = "demo")]
    #[arg(long, global = true)]
    pub demo: bool,
    /// Show times in UTC instead of the local zone
    #[arg(long, global = true)]
    pub utc: bool,
    /// Labelled lines in place of tables, nothing redrawn
    #[arg(long, global = true)]
    pub accessible: bool,
    /// Hide names, notes and reasons, for a shared screen
    #[arg(long, global = true)]
    pub redact: bool,
    /// Colour always, never or auto
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        value_enum,
        hide_possible_values = true
    )]
    pub color: Option<ColorChoice>,
    /// Give up on a request after this time [default: 30s]
    #[arg(long, global = true, value_name = "TIME", value_parser = parse_duration)]
    pub timeout: Option<Duration>,
    /// Also trust the certificates in this PEM file
    #[arg(long, global = true, value_name = "FILE")]
    pub ca_cert: Option<PathBuf>,
    /// Never ask; fail where an answer is needed
    #[arg(long, global = true)]
    pub no_input: bool,
    /// Leave out footers, hints and warnings
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Show each request on standard error (never the token)
    #[arg(long, short, global = true)]
    pub verbose: bool,
}

/// The commands.
#[derive(Debug)]
pub enum Command {
    /// `status`
    Status(StatusArgs),
    /// `batches …`
    Batches(BatchesCommand),
    /// `items …`
    Items(ItemsCommand),
    /// `auth …`
    Auth(AuthCommand),
    /// `doctor`
    Doctor(DoctorArgs),
    /// `config …`
    Config(ConfigCommand),
    /// `completions`
    Completions(CompletionsArgs),
    /// `man`
    Man(ManArgs),
    /// `schema`
    Schema(SchemaArgs),
    /// `demo`
    #[cfg(feature = "demo")]
    Demo(DemoArgs),
}

impl Command {
    /// Whether it changes something on the server.
    pub fn sends(&self) -> bool {
        matches!(
            self,
            Self::Batches(BatchesCommand::Respond(_))
                | Self::Items(ItemsCommand::Accept(_) | ItemsCommand::Decline(_))
        )
    }

    /// Whether several servers can be asked at once.
    pub fn may_ask_several(&self) -> bool {
        matches!(
            self,
            Self::Status(_)
                | Self::Batches(BatchesCommand::List(_) | BatchesCommand::Export(_))
                | Self::Items(ItemsCommand::List(_))
                | Self::Auth(AuthCommand::Status(_))
        )
    }

    /// Whether it must work although `config.toml` cannot be used: it shows or mends it.
    pub fn mends_settings(&self) -> bool {
        matches!(
            self,
            Self::Config(
                ConfigCommand::Set(_)
                    | ConfigCommand::Unset(_)
                    | ConfigCommand::Path(_)
                    | ConfigCommand::Edit
            )
        )
    }
}

/// Written by hand where clap would derive it, so that a command is defined when it is used and
/// not at every start: that is a third of what `--help` costs.
impl Subcommand for Command {
    fn augment_subcommands(program: clap::Command) -> clap::Command {
        let group = |name: &'static str, about: &'static str| {
            clap::Command::new(name)
                .about(about)
                .subcommand_required(true)
                .arg_required_else_help(true)
        };
        let program = program
            .subcommand(
                clap::Command::new("status")
                    .about("What you owe and by when: batches, reviews, and your token's life")
                    .after_help(STATUS_EXAMPLES)
                    .defer(StatusArgs::augment_args),
            )
            .subcommand(
                group(
                    "batches",
                    "Assignment batches: what you were asked to review",
                )
                .visible_alias("batch")
                .defer(BatchesCommand::augment_subcommands),
            )
            .subcommand(
                group("items", "Assignment items: the proposals one by one")
                    .visible_alias("item")
                    .defer(ItemsCommand::augment_subcommands),
            )
            .subcommand(
                group("auth", "Log in, and see or forget what is stored")
                    .defer(AuthCommand::augment_subcommands),
            )
            .subcommand(
                clap::Command::new("doctor")
                    .about("Find out why it does not work, and what to do about it")
                    .after_help(DOCTOR_EXAMPLES)
                    .defer(DoctorArgs::augment_args),
            )
            .subcommand(
                group("config", "See and change the settings in config.toml").defer(|command| {
                    ConfigCommand::augment_subcommands(command).after_help(keys::help())
                }),
            )
            .subcommand(
                clap::Command::new("completions")
                    .about("Print the completion script of a shell")
                    .after_help(COMPLETIONS_EXAMPLES)
                    .defer(CompletionsArgs::augment_args),
            )
            .subcommand(
                clap::Command::new("man")
                    .about("Print a man page, or write them all")
                    .after_help(MAN_EXAMPLES)
                    .defer(ManArgs::augment_args),
            )
            .subcommand(
                clap::Command::new("schema")
                    .about("Print the JSON Schema of what a command prints")
                    .after_help(SCHEMA_EXAMPLES)
                    .defer(SchemaArgs::augment_args),
            );
        #[cfg(feature = "demo")]
        let program = program.subcommand(
            clap::Command::new("demo")
                .about("Keep the small Waldur of --demo running, for trying scripts")
                .after_help(DEMO_EXAMPLES)
                .defer(DemoArgs::augment_args),
        );
        program
    }

    fn augment_subcommands_for_update(program: clap::Command) -> clap::Command {
        Self::augment_subcommands(program)
    }

    fn has_subcommand(name: &str) -> bool {
        Self::augment_subcommands(clap::Command::new(""))
            .find_subcommand(name)
            .is_some()
    }
}

impl FromArgMatches for Command {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        match matches.subcommand() {
            Some(("status", inner)) => StatusArgs::from_arg_matches(inner).map(Self::Status),
            Some(("batches", inner)) => BatchesCommand::from_arg_matches(inner).map(Self::Batches),
            Some(("items", inner)) => ItemsCommand::from_arg_matches(inner).map(Self::Items),
            Some(("auth", inner)) => AuthCommand::from_arg_matches(inner).map(Self::Auth),
            Some(("doctor", inner)) => DoctorArgs::from_arg_matches(inner).map(Self::Doctor),
            Some(("config", inner)) => ConfigCommand::from_arg_matches(inner).map(Self::Config),
            Some(("completions", inner)) => {
                CompletionsArgs::from_arg_matches(inner).map(Self::Completions)
            }
            Some(("man", inner)) => ManArgs::from_arg_matches(inner).map(Self::Man),
            Some(("schema", inner)) => SchemaArgs::from_arg_matches(inner).map(Self::Schema),
            #[cfg(feature = "demo")]
            Some(("demo", inner)) => DemoArgs::from_arg_matches(inner).map(Self::Demo),
            Some(_) | None => Err(clap::Error::new(clap::error::ErrorKind::MissingSubcommand)),
        }
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// What you owe and by when
#[derive(Debug, Args)]
pub struct StatusArgs {
    /// Whose.
    #[command(flatten)]
    pub servers: ServersArgs,
    /// One line of counts and times, for a prompt
    #[arg(long, conflicts_with_all = ["json", "jq", "template"])]
    pub short: bool,
    /// With --short: what may be so old [default: 5m]
    #[arg(long, value_name = "TIME", value_parser = parse_duration, requires = "short")]
    pub max_age: Option<Duration>,
    /// The form of the output.
    #[command(flatten)]
    pub output: JsonArgs,
}

/// Assignment batches: what you were asked to review
#[derive(Debug, Subcommand)]
pub enum BatchesCommand {
    /// List the batches that wait for your answer, soonest first
    #[command(
        visible_alias = "ls",
        after_help = "\
Examples:
  waldur-review batches list --due-within 48h
  waldur-review batches list --pending --call isambard
  waldur-review batches list --all-profiles
  waldur-review batches list --json | jq -r '.[].uuid'
  waldur-review batches list --json=uuid,call_name,expires_at
  waldur-review batches list --format csv --columns batch,call,due > due.csv

The server lists what waits for you; --all adds what is answered or expired.
The mark ! is due within 48 hours, x is past its deadline.

Columns: batch, call, due, deadline, left, pending, items, status, expired,
sent, note, call-uuid, server; with --all also answered, accepted, declined. In
a pipe the default form is tsv: full UUIDs, times in UTC, and the columns batch,
call, due, pending, items, status, sent, note.

With --all-profiles or several --profile, one list holds the batches of all
servers, with the profile's name in the column server, and JSON is a list of
{profile, server, document}. A server that fails is named, and costs exit 9.

--new lists what no run with --new of the same profile has listed before."
    )]
    List(ListArgs),
    /// Show one or more batches with their proposals
    #[command(
        visible_alias = "view",
        after_help = "\
Examples:
  waldur-review batches show 0b6d
  waldur-review batches show 0b6d2e48-61f7-4c0a-9d35-2f1be0c7a914 --full
  waldur-review batches show 0b6d c19e --json | jq '.[].items[].proposal_name'

A BATCH is a UUID (hex or dashed, any case), a beginning of it that is unique
among the listed batches (4 characters or more), or a URL that holds one."
    )]
    Show(ShowArgs),
    /// Tell of new batches, changed deadlines, and what is due within 48 h
    #[command(after_help = "\
Examples:
  waldur-review batches watch
  waldur-review batches watch --json --interval 15m
  waldur-review batches watch --exec notify-send 'Batch to review'
  waldur-review batches watch --exec sh -c 'echo \"$WALDUR_EVENT_CALL\" >> log' \\;

It goes on until Ctrl-C, and asks again at longer and longer intervals while the
server cannot be asked. What is there at the start is not told of.

--exec runs a program for each event, not through a shell. All that follows are
its arguments, up to a ; if there is one. It finds the facts in the variables
WALDUR_EVENT (new, deadline_changed or due_soon), WALDUR_EVENT_BATCH, _CALL,
_DUE, _PREVIOUS_DUE, _PENDING, _ITEMS, _PROFILE and _SERVER, each of which
starts with WALDUR_EVENT; times are RFC 3339 in UTC.")]
    Watch(WatchArgs),
    /// Export deadlines as a calendar
    #[command(after_help = "\
Examples:
  waldur-review batches export --ics > deadlines.ics
  waldur-review batches export --ics ~/deadlines.ics
  waldur-review batches export --ics ~/deadlines.ics --alarm 1d --alarm 90m
  waldur-review batches export --all-profiles --ics ~/deadlines.ics

An event is the moment of a deadline: of a batch to answer, or of a review in
progress. Calendars know it again, so that a later export replaces it.

With FILE, an earlier export in it is brought up to date: what did not change
stays as it was, and what was answered is called off, until it would be past. A
file that holds anything else is never overwritten.")]
    Export(ExportArgs),
    /// Answer a batch's pending proposals one by one, or from a form
    #[command(after_help = "\
Examples:
  waldur-review batches respond 0b6d               one by one
  waldur-review batches respond 0b6d --edit        in your editor
  waldur-review batches respond 0b6d --print-form > form.txt
  waldur-review batches respond 0b6d --from form.txt --dry-run

Nothing is sent before the summary is confirmed.")]
    Respond(RespondArgs),
}

/// Assignment items: the proposals one by one
#[derive(Debug, Subcommand)]
pub enum ItemsCommand {
    /// List your proposals, answered ones included
    #[command(
        visible_alias = "ls",
        after_help = "\
Examples:
  waldur-review items list --pending
  waldur-review items list --status declined --json | jq -r '.[].decline_reason'

It also finds pending proposals in answered batches, which batches list cannot.
Blocked: a conflict of interest stands against it. Columns in tsv and csv: item,
slug, proposal, status, affinity, conflict, answered, batch."
    )]
    List(ItemsListArgs),
    /// Accept proposals to review
    #[command(after_help = "\
Examples:
  waldur-review items accept 9e1f04b3 GW-0160
  waldur-review items accept --batch 0b6d --all-pending --dry-run
  waldur-review items list --pending --format ndjson > all.ndjson
  waldur-review items accept - --yes < all.ndjson

An ITEM is a UUID, a beginning of it that is unique among your pending items
(4 characters or more), or a proposal's slug. There is no undo on the server.")]
    Accept(AnswerArgs),
    /// Decline proposals
    #[command(after_help = "\
Examples:
  waldur-review items decline GW-0152 --reason \"I work with the applicants.\"
  waldur-review items decline --batch 0b6d --all-pending --reason-file why.txt

An ITEM is a UUID, a beginning of it that is unique among your pending items
(4 characters or more), or a proposal's slug. There is no undo on the server.")]
    Decline(DeclineArgs),
}

/// `items list`
#[derive(Debug, Default, Args)]
pub struct ItemsListArgs {
    /// Whose items.
    #[command(flatten)]
    pub servers: ServersArgs,
    /// Open your assignments in the web portal instead
    #[arg(long, short)]
    pub web: bool,
    /// Only items of this batch
    #[arg(long, value_name = "BATCH")]
    pub batch: Option<String>,
    /// Only items of the call with this UUID
    #[arg(long, value_name = "UUID")]
    pub call: Option<String>,
    /// Only items with this status, such as accepted
    #[arg(long, value_name = "STATUS")]
    pub status: Vec<String>,
    /// Only items that wait for an answer
    #[arg(long, conflicts_with = "status")]
    pub pending: bool,
    /// The form of the output.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// `items accept`
#[derive(Debug, Default, Args)]
pub struct AnswerArgs {
    /// UUID, unique beginning of one, or slug; - reads standard input
    #[arg(value_name = "ITEM", required_unless_present_any = ["batch", "all_pending"])]
    pub items: Vec<String>,
    /// With --all-pending: the batch
    #[arg(
        long,
        value_name = "BATCH",
        requires = "all_pending",
        conflicts_with = "items"
    )]
    pub batch: Option<String>,
    /// All items of the batch that wait for an answer
    #[arg(long, requires = "batch")]
    pub all_pending: bool,
    /// How it is confirmed and shown.
    #[command(flatten)]
    pub sending: SendingArgs,
}

/// `items decline`
#[derive(Debug, Default, Args)]
pub struct DeclineArgs {
    /// What is declined.
    #[command(flatten)]
    pub answer: AnswerArgs,
    /// Why; - reads it from standard input
    #[arg(long, value_name = "TEXT", conflicts_with = "reason_file")]
    pub reason: Option<String>,
    /// A file that says why
    #[arg(long, value_name = "FILE")]
    pub reason_file: Option<PathBuf>,
}

/// How answers are confirmed and shown.
#[derive(Debug, Clone, Default, Args)]
pub struct SendingArgs {
    /// Do not ask for confirmation
    #[arg(long, short)]
    pub yes: bool,
    /// Print the requests and send nothing
    #[arg(long, short = 'n')]
    pub dry_run: bool,
    /// The form of what was done.
    #[command(flatten)]
    pub output: JsonArgs,
}

/// `batches respond`
#[derive(Debug, Args)]
pub struct RespondArgs {
    /// UUID, unique beginning of one, or a URL that holds a UUID
    #[arg(value_name = "BATCH")]
    pub batch: String,
    /// Write the answers in a form, in $VISUAL or $EDITOR
    #[arg(long, group = "form")]
    pub edit: bool,
    /// Take the answers from a form; - for standard input
    #[arg(long, value_name = "FILE", group = "form")]
    pub from: Option<PathBuf>,
    /// Print the form and send nothing
    #[arg(long, group = "form")]
    pub print_form: bool,
    /// How it is confirmed and shown.
    #[command(flatten)]
    pub sending: SendingArgs,
}

/// `batches list`
#[derive(Debug, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct ListArgs {
    /// Whose batches.
    #[command(flatten)]
    pub servers: ServersArgs,
    /// Answered and expired batches as well
    #[arg(long)]
    pub all: bool,
    /// Open your assignments in the web portal instead
    #[arg(long, short)]
    pub web: bool,
    /// Only batches whose call's name holds this text
    #[arg(long, value_name = "TEXT")]
    pub call: Option<String>,
    /// Only batches due within this time: 90m, 48h, 7d
    #[arg(long, value_name = "TIME", value_parser = parse_duration)]
    pub due_within: Option<Duration>,
    /// Only batches with proposals that wait for an answer
    #[arg(long)]
    pub pending: bool,
    /// Only batches past their deadline
    #[arg(long, overrides_with = "no_expired")]
    pub expired: bool,
    /// Only batches not past their deadline
    #[arg(long, overrides_with = "expired")]
    pub no_expired: bool,
    /// Only batches with this status, such as sent
    #[arg(long, value_name = "STATUS")]
    pub status: Vec<String>,
    /// Only what no run with --new has listed before
    #[arg(long, conflicts_with = "all")]
    pub new: bool,
    /// Exit with 8 when anything is listed
    #[arg(long)]
    pub exit_status: bool,
    /// Order by due (the default), sent, call or pending
    #[arg(long, value_name = "ORDER", value_enum, hide_possible_values = true)]
    pub sort: Option<ListOrder>,
    /// Reverse the order
    #[arg(long)]
    pub reverse: bool,
    /// At most this many batches
    #[arg(long, short = 'L', value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: Option<u32>,
    /// The columns, in this order, with commas between
    #[arg(
        long,
        value_name = "COLUMNS",
        value_delimiter = ',',
        value_enum,
        hide_possible_values = true,
        num_args = 1
    )]
    pub columns: Vec<BatchColumn>,
    /// The form of the output.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// `batches show`
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// UUID, unique prefix, or a URL that holds a UUID
    #[arg(required = true, value_name = "BATCH")]
    pub batches: Vec<String>,
    /// Open your assignments in the web portal instead
    #[arg(long, short)]
    pub web: bool,
    /// Show summaries whole
    #[arg(long)]
    pub full: bool,
    /// Do not use a pager
    #[arg(long)]
    pub no_pager: bool,
    /// The form of the output.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Which servers are asked.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct ServersArgs {
    /// Ask the servers of all stored logins, at once
    #[arg(long)]
    pub all_profiles: bool,
}

/// `batches watch`
#[derive(Debug, Args)]
pub struct WatchArgs {
    /// Ask so often, 30s at least [default: 5m]
    #[arg(long, value_name = "TIME", value_parser = parse_interval)]
    pub interval: Option<Duration>,
    /// Run this at each event; takes the rest of the line
    #[arg(
        long,
        value_name = "CMD",
        num_args = 1..,
        allow_hyphen_values = true,
        value_terminator = ";"
    )]
    pub exec: Vec<OsString>,
    /// The form of the output: with --json, an object for each event.
    #[command(flatten)]
    pub output: JsonArgs,
}

/// What is made of JSON before it is printed.
#[derive(Debug, Clone, Default, Args)]
pub struct Shaping {
    /// Print what this jq filter makes of the JSON
    #[arg(long, value_name = "EXPR", conflicts_with = "template")]
    pub jq: Option<String>,
    /// Print this template, filled with the JSON as data
    #[arg(long, value_name = "TEMPLATE")]
    pub template: Option<String>,
}

impl Shaping {
    /// Whether there is a filter or a template.
    pub fn is_any(&self) -> bool {
        self.jq.is_some() || self.template.is_some()
    }
}

/// `batches export`
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Whose deadlines.
    #[command(flatten)]
    pub servers: ServersArgs,
    /// As iCalendar: to this file, or to standard output
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-")]
    pub ics: Option<PathBuf>,
    /// Ring so long before; or none [default: 2d and 3h]
    #[arg(long, value_name = "TIME", value_parser = parse_alarm)]
    pub alarm: Vec<Alarm>,
    /// Name the proposals to review, not only their short names
    #[arg(long)]
    pub with_names: bool,
}

/// When a calendar rings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alarm {
    /// Never.
    None,
    /// So many seconds before.
    Before(u64),
}

/// How the answer is printed.
#[derive(Debug, Clone, Default, Args)]
pub struct OutputArgs {
    /// Print JSON as the server sent it, or these fields
    #[arg(
        long,
        value_name = "FIELDS",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "",
        conflicts_with = "format"
    )]
    pub json: Option<String>,
    /// What is made of it.
    #[command(flatten)]
    pub shaping: Shaping,
    /// Print as table, tsv, csv, json or ndjson
    #[arg(long, value_name = "FORMAT", value_enum, hide_possible_values = true)]
    pub format: Option<Format>,
}

/// Log in, and see or forget what is stored
#[derive(Debug, Subcommand)]
pub enum AuthCommand {
    /// Check a token with the server and store it
    #[command(after_help = "\
Examples:
  waldur-review auth login
  waldur-review auth login --url https://waldur.example.ac.uk
  pass waldur | waldur-review auth login --url w.example.ac.uk --with-token
  waldur-review auth login --from waldur-cli

The address may be the web portal's: the API is looked for behind it. A token
is made in the portal, under Profile, API key. It is stored in
credentials.toml, readable by you alone.")]
    Login(LoginArgs),
    /// Show who is logged in where, and where each value comes from
    #[command(after_help = "\
Examples:
  waldur-review auth status
  waldur-review auth status --json | jq -r '.[] | select(.ok | not) | .profile'")]
    Status(AuthStatusArgs),
    /// Forget the stored token of a profile
    #[command(after_help = "\
Example:
  waldur-review auth logout --profile site-2
The token itself goes on working; end it in the web portal.")]
    Logout,
    /// Print the token in use, for other programs
    #[command(after_help = "\
Example:
  WALDUR_ACCESS_TOKEN=\"$(waldur-review auth token)\" some-other-program")]
    Token,
}

/// `auth login`
#[derive(Debug, Default, Args)]
pub struct LoginArgs {
    /// The server's address, or the web portal's
    #[arg(long, value_name = "URL", conflicts_with = "from")]
    pub url: Option<String>,
    /// Read the token from standard input
    #[arg(long, conflicts_with = "from")]
    pub with_token: bool,
    /// Take over a login of waldur-cli
    #[arg(long, num_args = 1..=2, value_names = ["PROGRAM", "PROFILE"])]
    pub from: Vec<String>,
}

/// `auth status`
#[derive(Debug, Args)]
pub struct AuthStatusArgs {
    /// The form of the output.
    #[command(flatten)]
    pub output: JsonArgs,
}

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
    #[arg(value_name = "KEY", value_parser = keys::KeyParser, hide_possible_values = true)]
    pub key: String,
}

/// `config set`
#[derive(Debug, Args)]
pub struct ConfigSetArgs {
    /// A setting, such as display.color or profiles.NAME.timeout
    #[arg(value_name = "KEY", value_parser = keys::KeyParser, hide_possible_values = true)]
    pub key: String,
    /// Its value; for a token command a program and its arguments
    #[arg(value_name = "VALUE", required = true)]
    pub values: Vec<String>,
}

/// The choice of commands that print either a page or JSON of this program's own.
#[derive(Debug, Clone, Default, Args)]
pub struct JsonArgs {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// What is made of it.
    #[command(flatten)]
    pub shaping: Shaping,
}

impl JsonArgs {
    /// Whether JSON is asked for: a filter and a template need it.
    pub fn json(&self) -> bool {
        self.json || self.shaping.is_any()
    }

    /// Whether a program reads the answer, errors included.
    pub fn is_for_programs(&self) -> bool {
        self.json
    }
}

impl OutputArgs {
    /// Whether a program reads the answer, errors included.
    pub fn is_for_programs(&self) -> bool {
        self.json.is_some() || matches!(self.format, Some(Format::Json | Format::Ndjson))
    }
}

/// Find out why it does not work
#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// The form of the output.
    #[command(flatten)]
    pub output: JsonArgs,
}

/// Print the completion script of a shell
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// bash, zsh, fish, powershell, elvish or nushell
    #[arg(value_enum, hide_possible_values = true)]
    pub shell: Shell,
    /// The script that asks the program, and knows batches
    #[arg(long)]
    pub dynamic: bool,
}

/// Print a man page, or write them all
#[derive(Debug, Args)]
pub struct ManArgs {
    /// A command, such as batches list; else the program itself
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,
    /// Write every page into this directory
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    pub into: Option<PathBuf>,
}

/// Print the JSON Schema of what a command prints
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// A command, such as batches list, or error; else a list
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,
}

/// Keep the small Waldur of --demo running, for trying scripts
#[cfg(feature = "demo")]
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Listen on this loopback port [default: a free one]
    #[arg(long, value_name = "PORT", value_parser = clap::value_parser!(u16).range(1..))]
    pub port: Option<u16>,
}

/// The shells with a completion script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
    Elvish,
    Nushell,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    Auto,
    Always,
    Never,
}

/// The forms of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading
    Table,
    /// Tab-separated values, no header, as by jq's @tsv
    Tsv,
    /// Comma-separated values with a header
    Csv,
    /// The server's document
    Json,
    /// One JSON object a line
    Ndjson,
}

/// The orders of `batches list`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ListOrder {
    /// Soonest deadline first, what is past last
    #[default]
    Due,
    /// Newest first
    Sent,
    /// By the call's name
    Call,
    /// Most pending proposals first
    Pending,
}

/// The columns of `batches list`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BatchColumn {
    Server,
    Batch,
    Call,
    Due,
    Deadline,
    Left,
    Pending,
    Items,
    Status,
    Expired,
    Sent,
    Note,
    CallUuid,
    Answered,
    Accepted,
    Declined,
}

/// Reads a time span: a number with `ms`, `s`, `m`, `h`, `d` or `w`. Without a unit it would be a
/// guess what is meant, and for a deadline a wrong one.
///
/// # Errors
/// A sentence that says what a span looks like.
pub fn parse_duration(text: &str) -> Result<Duration, String> {
    let wrong = || {
        "a time is a number above 0 with a unit, such as 500ms, 30s, 90m, 48h, 7d or 2w".to_owned()
    };
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let number: u64 = number.parse().map_err(|_| wrong())?;
    let milliseconds: u64 = match unit {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        "w" => 604_800_000,
        _ => return Err(wrong()),
    };
    // Ten years is beyond every deadline, and keeps all arithmetic on times in range.
    match number.checked_mul(milliseconds) {
        Some(span @ 1..=315_360_000_000) => Ok(Duration::from_millis(span)),
        Some(_) | None => Err(wrong()),
    }
}

pub(crate) fn parse_alarm(text: &str) -> Result<Alarm, String> {
    if text == "none" {
        return Ok(Alarm::None);
    }
    match parse_duration(text) {
        Ok(span) if span.subsec_nanos() == 0 => Ok(Alarm::Before(span.as_secs())),
        Ok(_) => Err("a calendar knows whole seconds".to_owned()),
        Err(why) => Err(format!("{why}; or none")),
    }
}

pub(crate) fn parse_interval(text: &str) -> Result<Duration, String> {
    match parse_duration(text)? {
        span if span < Duration::from_secs(30) => {
            Err("the server is asked every 30 s at most".to_owned())
        }
        span => Ok(span),
    }
}

#[cfg(test)]
mod tests {
    use super::{Cli, parse_duration};
    use clap::CommandFactory;
    use std::time::Duration;

    #[test]
    fn the_definitions_hold_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn spans_have_units() {
        for (text, seconds) in [
            ("30s", 30),
            ("90m", 5400),
            ("48h", 172_800),
            ("7d", 604_800),
            ("2w", 1_209_600),
        ] {
            assert_eq!(parse_duration(text), Ok(Duration::from_secs(seconds)));
        }
        assert_eq!(parse_duration("500ms"), Ok(Duration::from_millis(500)));
        for text in [
            "",
            "0",
            "30",
            "0h",
            "-1h",
            "1.5h",
            "h",
            "1 h",
            "1y",
            "99999999999999999999",
            "9999999w",
            "١h",
        ] {
            assert!(parse_duration(text).is_err(), "{text}");
        }
    }
}
