//! The front door: opens the streams, runs a command, prints what it gives back, and exits.

mod api;
mod cli;
mod command;
mod context;
mod credentials;
#[cfg(feature = "demo")]
mod demo;
mod fault;
mod files;
#[cfg(all(test, feature = "demo"))]
mod generated;
mod output;
mod report;
mod settings;
mod terminal;

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use clap::{CommandFactory, FromArgMatches};

use crate::cli::{
    AuthCommand, BatchesCommand, Cli, Command, ConfigCommand, Format, ItemsCommand, OutputArgs,
};
use crate::context::{Context, Outcome};
use crate::fault::Fault;
use crate::output::{Role, Theme, View, render};
use crate::report::Report;
use crate::settings::{Env, Settings, Streams};
use crate::terminal::{Interrupts, Person, Requests, page};

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let mut command = Cli::command();
    if !io::stdout().is_terminal() {
        // Styles would be put in and taken out again.
        command = command.styles(clap::builder::Styles::plain());
    }
    let parsed = command
        .try_get_matches_from_mut(&arguments)
        .and_then(|matches| Cli::from_arg_matches(&matches))
        .map_err(|error| error.format(&mut command));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return refuse(&error, &arguments),
    };
    if let Command::Completions(_) = &cli.command {
        return print_script(&cli.command);
    }
    let json = wants_json(&cli.command);
    let mut stderr_theme = None;
    match run(&cli, json, &mut stderr_theme) {
        Ok(code) => code,
        Err(error) => {
            let report = Report::of(&error);
            complain(&report, json, stderr_theme.as_ref());
            report.exit_code()
        }
    }
}

fn run(cli: &Cli, json: bool, stderr_theme: &mut Option<Theme>) -> Result<ExitCode> {
    let streams = Streams {
        stdin_is_terminal: io::stdin().is_terminal(),
        stdout_is_terminal: io::stdout().is_terminal(),
        stderr_is_terminal: io::stderr().is_terminal(),
        size: terminal::size(),
    };
    #[cfg_attr(
        not(feature = "demo"),
        expect(unused_mut, reason = "only the demo changes them")
    )]
    let mut settings = Settings::resolve(
        &cli.global,
        &Env::new(|name| std::env::var_os(name)),
        streams,
        cli.command.mends_settings(),
    )?;
    if settings.named_count() > 1 && !cli.command.may_ask_several() {
        return Err(Fault::usage("this command works with one server at a time")
            .hint("name one profile: --profile NAME")
            .into());
    }
    let theme = Theme {
        color: settings.display.color,
        utf8: settings.display.utf8,
        width: settings.display.width,
        zone: settings.zone()?,
        now: settings.now,
        is_terminal: streams.stdout_is_terminal,
        accessible: settings.display.accessible,
        hyperlinks: settings.display.hyperlinks,
    };
    let messages = stderr_theme.insert(Theme {
        color: settings.display.color_stderr,
        is_terminal: streams.stderr_is_terminal,
        hyperlinks: settings.display.hyperlinks && streams.stderr_is_terminal,
        ..theme.clone()
    });
    #[cfg(feature = "demo")]
    if cli.global.demo {
        use_demo(&mut settings)?;
    }
    if !settings.quiet
        && !json
        && settings.demo.is_none()
        && let Some(warning) = settings.store.loose_permissions()
    {
        say(&warn(messages, &format!("warning: {warning}")));
    }
    let interrupts = Interrupts::default();
    let mut person = Person::new(
        interrupts.clone(),
        messages.clone(),
        theme.clone(),
        &settings,
    );
    let mut context = Context {
        settings: &settings,
        theme: &theme,
        observer: Arc::new(Requests::new(&settings)),
        asker: &mut person,
    };
    let outcome = command::run(&cli.command, &mut context)?;
    present(outcome, &settings, &theme, messages, &interrupts, json)
}

/// Starts the small Waldur where it was asked for; from then on it is the server in use.
#[cfg(feature = "demo")]
fn use_demo(settings: &mut Settings) -> Result<()> {
    use crate::credentials::{ApiUrl, Token};
    use crate::settings::{Server, Source, Sourced};
    let demo = demo::start(None, settings.now)?;
    settings.demo = Some(Server {
        profile: "demo".to_owned(),
        api: Sourced {
            value: ApiUrl::parse(&demo.api)?,
            source: Source::Demo,
        },
        token: Sourced {
            value: Token::parse(&demo.token)?,
            source: Source::Demo,
        },
        portal: None,
        user: None,
    });
    settings.profile = Sourced {
        value: "demo".to_owned(),
        source: Source::Demo,
    };
    Ok(())
}

/// Prints what a command gave back, standard output first.
fn present(
    outcome: Outcome,
    settings: &Settings,
    theme: &Theme,
    messages: &Theme,
    interrupts: &Interrupts,
    json: bool,
) -> Result<ExitCode> {
    if !print(&outcome, settings, theme, interrupts)? && outcome.failures.is_empty() {
        // Whoever read the output has seen enough. What failed is said all the same.
        return Ok(ExitCode::SUCCESS);
    }
    if !settings.quiet {
        for message in &outcome.messages {
            say(&warn(messages, message));
        }
        if let Some(footer) = outcome
            .footer
            .as_ref()
            .filter(|_| settings.streams.is_terminal())
        {
            for line in footer.lines() {
                say(&warn(messages, line));
            }
        }
    }
    if let Some(afterwards) = outcome.afterwards {
        (afterwards.0)()?;
    }
    // The program ends: taking ten thousand cells apart one by one helps nobody.
    std::mem::forget(outcome.view);
    if outcome.failures.is_empty() {
        return Ok(if outcome.work_waits {
            ExitCode::from(report::exit::WORK_WAITS)
        } else {
            ExitCode::SUCCESS
        });
    }
    let reports: Vec<Report> = outcome.failures.iter().map(Report::of).collect();
    let whole = Report::of_several(&reports, outcome.all_failed);
    if json {
        let errors = reports.iter().map(Report::to_json).collect();
        say(&whole.to_json().with_errors(errors).to_line());
    } else {
        for report in &reports {
            complain(report, false, Some(messages));
        }
    }
    Ok(whole.exit_code())
}

/// Writes the view; says whether its reader took all of it.
fn print(
    outcome: &Outcome,
    settings: &Settings,
    theme: &Theme,
    interrupts: &Interrupts,
) -> Result<bool> {
    let written = if let (true, Some(pager), Some(height)) = (
        outcome.may_page,
        &settings.display.pager,
        settings.display.height,
    ) {
        let mut text = Vec::new();
        // An old pager shows what makes a link, so there is none in what it gets.
        let plain = Theme {
            hyperlinks: false,
            ..theme.clone()
        };
        render(&outcome.view, &plain, &mut text)?;
        if theme.hyperlinks && text.split(|byte| *byte == b'\n').count() <= height {
            text.clear();
            render(&outcome.view, theme, &mut text)?;
        }
        page(&text, pager, height, theme.utf8, interrupts)
    } else {
        let mut out = BufWriter::new(io::stdout().lock());
        render(&outcome.view, theme, &mut out).and_then(|()| out.flush())
    };
    match written {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(anyhow::Error::from(error).context("cannot write the output")),
    }
}

/// Completion scripts need neither settings nor a home.
fn print_script(command: &Command) -> ExitCode {
    let Command::Completions(arguments) = command else {
        return ExitCode::FAILURE;
    };
    let View::Text(script) = command::completions(arguments).view else {
        return ExitCode::FAILURE;
    };
    match io::stdout().lock().write_all(script.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        Ok(()) | Err(_) => ExitCode::SUCCESS,
    }
}

/// Help and the version are no errors; everything else that clap says is.
fn refuse(error: &clap::Error, arguments: &[OsString]) -> ExitCode {
    if !error.use_stderr() {
        return match error.print() {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
            Ok(()) | Err(_) => ExitCode::SUCCESS,
        };
    }
    if asks_for_json(arguments) {
        let rendered = error.to_string();
        let mut lines = rendered
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty());
        let message = lines
            .next()
            .unwrap_or_default()
            .trim_start_matches("error: ")
            .to_owned();
        let mut report = Report::of_usage(&message);
        report.hints = lines.map(str::to_owned).collect();
        complain(&report, true, None);
        return report.exit_code();
    }
    let _ = error.print();
    ExitCode::from(report::exit::USAGE)
}

/// Whether JSON was asked for, as far as that can be told of arguments that clap refused.
fn asks_for_json(arguments: &[OsString]) -> bool {
    let words: Vec<_> = arguments
        .iter()
        .map(|argument| argument.to_string_lossy())
        .collect();
    let is_json = |form: &str| matches!(form, "json" | "ndjson");
    words.iter().any(|word| {
        word == "--json"
            || word.starts_with("--json=")
            || word.strip_prefix("--format=").is_some_and(is_json)
    }) || words
        .windows(2)
        .any(|pair| matches!(pair, [flag, form] if flag == "--format" && is_json(form)))
}

fn wants_json(command: &Command) -> bool {
    let asked = |output: &OutputArgs| {
        output.json.is_some() || matches!(output.format, Some(Format::Json | Format::Ndjson))
    };
    match command {
        Command::Status(arguments) => arguments.output.json,
        Command::Batches(BatchesCommand::List(arguments)) => asked(&arguments.output),
        Command::Batches(BatchesCommand::Watch(arguments)) => arguments.output.json,
        Command::Batches(BatchesCommand::Show(arguments)) => asked(&arguments.output),
        Command::Batches(BatchesCommand::Respond(arguments)) => arguments.sending.json,
        Command::Items(ItemsCommand::List(arguments)) => asked(&arguments.output),
        Command::Items(ItemsCommand::Accept(arguments)) => arguments.sending.json,
        Command::Items(ItemsCommand::Decline(arguments)) => arguments.answer.sending.json,
        Command::Auth(AuthCommand::Status(arguments)) => arguments.output.json,
        Command::Config(ConfigCommand::List(arguments) | ConfigCommand::Path(arguments)) => {
            arguments.output.json
        }
        Command::Config(
            ConfigCommand::Get(_)
            | ConfigCommand::Set(_)
            | ConfigCommand::Unset(_)
            | ConfigCommand::Edit,
        )
        | Command::Auth(AuthCommand::Login(_) | AuthCommand::Logout | AuthCommand::Token)
        | Command::Completions(_) => false,
        #[cfg(feature = "demo")]
        Command::Demo(_) => false,
    }
}

fn complain(report: &Report, json: bool, theme: Option<&Theme>) {
    if json {
        say(&report.to_json().to_line());
        return;
    }
    let fallback = Theme::plain();
    say(report.to_text(theme.unwrap_or(&fallback)).trim_end());
}

fn warn(theme: &Theme, line: &str) -> String {
    let line = theme.line(line);
    match line.split_once(' ') {
        Some((word @ "warning:", rest)) => format!("{} {rest}", theme.paint(Role::Urgent, word)),
        _ => line.into_owned(),
    }
}

/// A line for the person. Where standard error is gone, there is nobody to tell.
fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}
