//! The front door: opens the streams, runs a command, prints what it gives back, and exits.

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::process::ExitCode;
use std::rc::Rc;

use anyhow::Result;
use clap::{CommandFactory, FromArgMatches, ValueEnum};
use jiff::tz::TimeZone;

use crate::args::{Behavior, FilterArgs};
use crate::cli::{Cli, Command};
use crate::commands::completions::CompletionsArgs;
use crate::commands::context::{Context, Outcome};
use crate::error::UserError;
use crate::files::set_waiting_notice;
use crate::filter::OutputFilter;
use crate::output::{Role, Theme, View, render};
use crate::report::Report;
use crate::settings::{Env, Settings, Streams};
use crate::ui::{Signals, Ui, page};
use crate::values::Shell;
use crate::{commands, report, ui};

/// Runs the program on the arguments and the environment of this process.
///
/// The code that it gives back is for the process to exit with; everything is said by then.
#[must_use]
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    // Set by the scripts of `completions --dynamic`.
    let completes = std::env::var_os("WALDUR_REVIEW_COMPLETE");
    if let Some(shell) = completes.filter(|shell| !shell.is_empty()) {
        let words = arguments.into_iter().skip(1).collect();
        return complete(&shell.to_string_lossy(), words);
    }
    // Shells run this at each start: it needs no look at all else that can be typed.
    if let Some(script) = asked_script(&arguments) {
        return print_packed(commands::completions::run(&script), false);
    }
    // The program ends soon: taking the definitions apart helps nobody.
    let mut command = ManuallyDrop::new(definitions(&arguments));
    let parsed = command
        .try_get_matches_from_mut(&arguments)
        .and_then(|matches| Cli::from_arg_matches(&matches))
        .map_err(|error| error.format(&mut command));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return refuse(&ManuallyDrop::new(error), &arguments),
    };
    if let Command::Completions(script) = &cli.command {
        return print_packed(commands::completions::run(script), cli.global.quiet);
    }
    if let Command::Man(page) = &cli.command {
        return print_packed(commands::man::run(page), cli.global.quiet);
    }
    let behavior = cli.command.behavior();
    let json = behavior.json;
    if behavior.several_servers && profiles_typed(&arguments) > cli.global.profile.len() {
        // clap takes those before the command or those after it.
        let fault = UserError::usage("some --profile stand before the command and some after it")
            .hint("write all of them after the command");
        let report = Report::of_fault(&fault);
        complain(&report, json, None);
        return report.exit_code();
    }
    let mut stderr_theme = None;
    let signals = Signals::default();
    let code = match run(&cli, &behavior, &signals, &mut stderr_theme) {
        Ok(code) => code,
        Err(error) => {
            let report = Report::of(&error);
            complain(&report, json, stderr_theme.as_ref());
            report.exit_code()
        }
    };
    signals.end_by_noted();
    code
}

/// All that can be typed.
fn definitions(arguments: &[OsString]) -> clap::Command {
    let mut command = Cli::command();
    if !io::stdout().is_terminal() {
        // Styles would be put in and taken out again.
        command = command.styles(clap::builder::Styles::plain());
    }
    if matches!(arguments, [_, flag] if flag == "--help" || flag == "-h") {
        // No command follows that would need a copy of each of them.
        command = command.mut_args(|argument| argument.global(false));
    }
    command
}

fn run(
    cli: &Cli,
    behavior: &Behavior<'_>,
    signals: &Signals,
    stderr_theme: &mut Option<Theme>,
) -> Result<ExitCode> {
    let streams = Streams {
        stdin_is_terminal: io::stdin().is_terminal(),
        stdout_is_terminal: io::stdout().is_terminal(),
        stderr_is_terminal: io::stderr().is_terminal(),
        size: ui::size(),
    };
    let env = Env::new(|name| std::env::var_os(name));
    let json = behavior.json;
    if streams.stderr_is_terminal && !cli.global.quiet && !json {
        set_waiting_notice(|line| say(&Theme::plain().line(line)));
    }
    let mut settings =
        match Settings::resolve(&cli.global, &env, streams, behavior.repairs_settings) {
            // What keeps every other command from working is what `doctor` is for.
            Err(fault) if behavior.runs_without_settings => {
                Settings::minimal(fault, &cli.global, &env, streams)?
            }
            settings => settings?,
        };
    if settings.named_count() > 1 && !behavior.several_servers {
        return Err(UserError::usage("this command works with one server at a time")
            .hint("name one profile: --profile NAME")
            .into());
    }
    let zone = match settings.zone() {
        Err(fault) if behavior.runs_without_settings => {
            settings.unusable = Some(fault);
            TimeZone::UTC
        }
        zone => zone?,
    };
    let theme = Theme {
        color: settings.display.color,
        utf8: settings.display.utf8,
        width: settings.display.width,
        zone,
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
    if !settings.quiet && !json && settings.demo.is_none() && !behavior.runs_without_settings {
        for warning in settings.warnings() {
            say(&warn(messages, &format!("warning: {warning}")));
        }
    }
    // A filter that is none is refused before anything is asked or sent.
    let filter = match behavior.filter {
        Some(FilterArgs { jq, template }) => {
            OutputFilter::new(jq.as_deref(), template.as_deref(), &theme)?.map(Rc::new)
        }
        None => None,
    };
    let mut ui =
        Ui::new(signals.clone(), messages.clone(), theme.clone(), filter.clone(), &settings);
    let mut context =
        Context { settings: &settings, theme: &theme, observer: ui.observer(), ui: &mut ui };
    let result = commands::run(&cli.command, &mut context);
    ui.clear_progress();
    let mut outcome = result?;
    if let Some(filter) = filter {
        match filter.apply(&outcome.view) {
            Ok(Some(view)) => outcome.view = view,
            Ok(None) => {}
            // What was sent cannot be asked for again: the report of it comes as it is.
            Err(fault) if behavior.sends => outcome.failures.push(fault.into()),
            Err(fault) => return Err(fault.into()),
        }
    }
    present(outcome, &settings, &theme, messages, signals, json)
}

/// Starts the small Waldur where it was asked for; from then on it is the server in use.
#[cfg(feature = "demo")]
fn use_demo(settings: &mut Settings) -> Result<()> {
    use crate::credentials::{ApiUrl, Token};
    use crate::settings::{Server, Source, Sourced};
    let demo = crate::demo::start(None, settings.now)?;
    settings.demo = Some(Server {
        profile: "demo".to_owned(),
        api: Sourced { value: ApiUrl::parse(&demo.api)?, source: Source::Demo },
        token: Sourced { value: Token::parse(&demo.token)?, source: Source::Demo },
        portal: None,
        user: None,
    });
    settings.profile = Sourced { value: "demo".to_owned(), source: Source::Demo };
    Ok(())
}

/// Prints what a command gave back, standard output first.
fn present(
    outcome: Outcome,
    settings: &Settings,
    theme: &Theme,
    messages: &Theme,
    signals: &Signals,
    json: bool,
) -> Result<ExitCode> {
    let was_read = print(&outcome, settings, theme, signals)?;
    if !was_read && outcome.failures.is_empty() {
        // Whoever read the output has seen enough. What failed is said all the same.
        return Ok(ExitCode::SUCCESS);
    }
    if !settings.quiet {
        for message in &outcome.messages {
            say(&warn(messages, message));
        }
        if let Some(footer) = outcome.footer.as_ref().filter(|_| settings.streams.is_terminal()) {
            for line in footer.lines() {
                say(&warn(messages, line));
            }
        }
    }
    if let Some(told) = &outcome.told {
        return Ok(Report::of(told).exit_code());
    }
    let mut failures = outcome.failures;
    if let Some(afterwards) = outcome.afterwards.filter(|_| was_read)
        && let Err(error) = (afterwards.0)()
    {
        if failures.is_empty() {
            return Err(error);
        }
        failures.push(error);
    }
    // The program ends: taking ten thousand cells apart one by one helps nobody.
    std::mem::forget(outcome.view);
    if failures.is_empty() {
        return Ok(if outcome.work_waits {
            ExitCode::from(report::exit::WORK_WAITS)
        } else {
            ExitCode::SUCCESS
        });
    }
    let reports: Vec<Report> = failures.iter().map(Report::of).collect();
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
fn print(outcome: &Outcome, settings: &Settings, theme: &Theme, signals: &Signals) -> Result<bool> {
    let written = if let (true, Some(pager), Some(height)) =
        (outcome.may_page, &settings.display.pager, settings.display.height)
    {
        let mut text = Vec::new();
        // An old pager shows what makes a link, so there is none in what it gets.
        let plain = Theme { hyperlinks: false, ..theme.clone() };
        render(&outcome.view, &plain, &mut text)?;
        if theme.hyperlinks && text.split(|byte| *byte == b'\n').count() <= height {
            text.clear();
            render(&outcome.view, theme, &mut text)?;
        }
        page(&text, pager, height, theme.utf8, signals)
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

/// `completions SHELL`, written so, with or without `--dynamic` behind it.
fn asked_script(arguments: &[OsString]) -> Option<CompletionsArgs> {
    let (command, shell, dynamic) = match arguments {
        [_, command, shell] => (command, shell, false),
        [_, command, shell, flag] if flag == "--dynamic" => (command, shell, true),
        _ => return None,
    };
    if command != "completions" {
        return None;
    }
    let shell = Shell::from_str(shell.to_str()?, false).ok()?;
    Some(CompletionsArgs { shell, dynamic })
}

/// Completion scripts and man pages need neither settings nor a home.
fn print_packed(outcome: Result<Outcome, UserError>, quiet: bool) -> ExitCode {
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(fault) => {
            let report = Report::of_fault(&fault);
            complain(&report, false, None);
            return report.exit_code();
        }
    };
    let text = if let View::Text(text) = &outcome.view { text.as_str() } else { "" };
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    drop(out);
    let is_seen = io::stdout().is_terminal() && io::stderr().is_terminal();
    let footer = outcome.footer.filter(|_| is_seen);
    if !quiet {
        for message in outcome.messages.into_iter().chain(footer) {
            say(&message);
        }
    }
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let report = Report::of(&anyhow::Error::from(error).context("cannot write the output"));
            complain(&report, false, None);
            report.exit_code()
        }
        Ok(()) | Err(_) => ExitCode::SUCCESS,
    }
}

/// What a shell shows at TAB. Whatever goes wrong, nothing is said.
fn complete(shell: &str, words: Vec<OsString>) -> ExitCode {
    if let Some(line) = crate::complete::Line::new(shell, words) {
        let text = if line.asks() {
            known(&line).unwrap_or_else(|| line.text(None))
        } else {
            line.text(None)
        };
        let _ = io::stdout().lock().write_all(text.as_bytes());
    }
    ExitCode::SUCCESS
}

/// What is completed with the settings, where they can be used.
fn known(line: &crate::complete::Line) -> Option<String> {
    let env = Env::new(|name| std::env::var_os(name));
    #[cfg_attr(not(feature = "demo"), expect(unused_mut, reason = "only the demo changes them"))]
    let mut settings = Settings::resolve(&line.global(), &env, Streams::default(), false).ok()?;
    #[cfg(feature = "demo")]
    if line.global().demo {
        use_demo(&mut settings).ok()?;
    }
    let theme = Theme::plain();
    let mut ui = Ui::new(Signals::default(), theme.clone(), theme.clone(), None, &settings);
    let observer = ui.observer();
    Some(line.text(Some(&Context { settings: &settings, theme: &theme, observer, ui: &mut ui })))
}

/// Help and the version are no errors; everything else that clap says is.
fn refuse(error: &clap::Error, arguments: &[OsString]) -> ExitCode {
    if !error.use_stderr() {
        let printed = if io::stdout().is_terminal() {
            error.print()
        } else {
            // Plain already: there is nothing to look for in it.
            let text = error.render().ansi().to_string();
            io::stdout().lock().write_all(text.as_bytes())
        };
        return match printed {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
            Ok(()) | Err(_) => ExitCode::SUCCESS,
        };
    }
    if asks_for_json(arguments) {
        let rendered = error.to_string();
        let mut lines = rendered.lines().map(str::trim).filter(|line| !line.is_empty());
        let message = lines.next().unwrap_or_default().trim_start_matches("error: ").to_owned();
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
    let words: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let is_json = |form: &str| matches!(form, "json" | "ndjson");
    words.iter().any(|word| {
        word == "--json"
            || word.starts_with("--json=")
            || word.strip_prefix("--format=").is_some_and(is_json)
    }) || words
        .windows(2)
        .any(|pair| matches!(pair, [flag, form] if flag == "--format" && is_json(form)))
}

/// How often `--profile` was typed.
fn profiles_typed(arguments: &[OsString]) -> usize {
    let is_flag = |argument: &&OsString| {
        let word = argument.to_string_lossy();
        word == "--profile" || word.starts_with("--profile=")
    };
    arguments.iter().filter(is_flag).count()
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
