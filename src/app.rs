//! The program from the command line to the exit code.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::rc::Rc;

use anyhow::Result;
use clap::{CommandFactory, Parser};
use jiff::tz::TimeZone;

use crate::args::Behavior;
use crate::cli::{Cli, Command, SHORT_HELP};
use crate::commands::context::{Context, Outcome};
use crate::error::UserError;
use crate::files::set_waiting_notice;
use crate::filter::{FILTER_VARIABLE, OutputFilter, run_filter_process};
use crate::output::Theme;
use crate::print::{Printer, print_line, print_message, print_report, print_text};
use crate::report::Report;
use crate::settings::{Env, Settings, Streams};
use crate::ui::{Signals, Ui};
use crate::{commands, ui, usage};

/// Runs the program on the arguments and the environment of this process. Everything is printed
/// when it returns the exit code.
#[must_use]
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    if let Some(code) = std::env::var_os(FILTER_VARIABLE) {
        run_filter_process(&code.to_string_lossy(), io::stdin().lock(), io::stdout().lock());
        return ExitCode::SUCCESS;
    }
    // Set by the scripts of `completions --dynamic`.
    let completes = std::env::var_os("WALDUR_REVIEW_COMPLETE");
    if let Some(shell) = completes.filter(|shell| !shell.is_empty()) {
        let words = arguments.into_iter().skip(1).collect();
        return complete(&shell.to_string_lossy(), words);
    }
    if arguments.len() <= 1 {
        return print_text(SHORT_HELP, false);
    }
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(Cli { command: Command::Help(help), .. }) => {
            return match Cli::try_parse_from(help.as_arguments()) {
                Ok(_) => ExitCode::SUCCESS,
                Err(error) => usage::refuse(&error, &help.as_arguments()),
            };
        }
        Ok(cli) => cli,
        Err(error) => return usage::refuse(&error, &arguments),
    };
    let behavior = cli.command.behavior();
    let session =
        check_arguments(&arguments, &cli, &behavior).and_then(|()| Session::open(&cli, &behavior));
    match session {
        Ok(session) => {
            let signals = Signals::default();
            let code = session.run(&cli.command, &behavior, &signals);
            signals.end_by_noted();
            code
        }
        Err(error) => print_report(&Report::of_user_error(&error), behavior.json, &Theme::plain()),
    }
}

/// Refuses what clap takes for something else than what was meant.
fn check_arguments(
    arguments: &[OsString],
    cli: &Cli,
    behavior: &Behavior<'_>,
) -> Result<(), UserError> {
    usage::check_json_fields(arguments)?;
    // clap takes those before the command or those after it.
    if behavior.several_servers && profiles_typed(arguments) > cli.global.profile.len() {
        return Err(UserError::usage("some --profile stand before the command and some after it")
            .hint("write all of them after the command"));
    }
    Ok(())
}

/// The settings and streams that a command runs with.
struct Session {
    settings: Settings,
    /// Of standard output.
    output: Theme,
    /// Of standard error.
    messages: Theme,
    filter: Option<Rc<OutputFilter>>,
}

impl Session {
    /// Decides on settings, themes and the filter.
    ///
    /// # Errors
    /// When the flags, the variables or the files cannot be used, unless the command does without.
    fn open(cli: &Cli, behavior: &Behavior<'_>) -> Result<Self, UserError> {
        let streams = Streams {
            stdin_is_terminal: io::stdin().is_terminal(),
            stdout_is_terminal: io::stdout().is_terminal(),
            stderr_is_terminal: io::stderr().is_terminal(),
            size: ui::size(),
        };
        let env = Env::new(|name| std::env::var_os(name));
        if streams.stderr_is_terminal && !cli.global.quiet && !behavior.json {
            set_waiting_notice(|line| print_line(&Theme::plain().line(line)));
        }
        let resolved = Settings::resolve(&cli.global, &env, streams, behavior.repairs_settings);
        let mut settings = match resolved {
            // `doctor` reports what keeps every other command from working.
            Err(error) if behavior.runs_without_settings => {
                Settings::minimal(error, &cli.global, &env, streams)?
            }
            settings => settings?,
        };
        if settings.named_count() > 1 && !behavior.several_servers {
            return Err(UserError::usage("this command works with one server at a time")
                .hint("name one profile: --profile NAME"));
        }
        let zone = match settings.zone() {
            Err(error) if behavior.runs_without_settings => {
                settings.unusable = Some(error);
                TimeZone::UTC
            }
            zone => zone?,
        };
        let display = &settings.display;
        let output = Theme {
            color: display.color,
            utf8: display.utf8,
            width: display.width,
            zone,
            now: settings.now,
            is_terminal: streams.stdout_is_terminal,
            accessible: display.accessible,
            hyperlinks: display.hyperlinks,
        };
        let messages = Theme {
            color: display.color_stderr,
            is_terminal: streams.stderr_is_terminal,
            hyperlinks: display.hyperlinks && streams.stderr_is_terminal,
            ..output.clone()
        };
        // A filter that is not valid is refused before anything is requested or sent.
        let filter = match behavior.filter {
            Some(filter) => {
                OutputFilter::new(filter.jq.as_deref(), filter.template.as_deref(), &output)?
            }
            None => None,
        };
        #[cfg(feature = "demo")]
        if cli.global.demo {
            use_demo(&mut settings)?;
        }
        Ok(Self { settings, output, messages, filter: filter.map(Rc::new) })
    }

    /// Runs the command and prints what it gives back.
    fn run(&self, command: &Command, behavior: &Behavior<'_>, signals: &Signals) -> ExitCode {
        let Self { settings, output, messages, filter } = self;
        if !settings.quiet
            && !behavior.json
            && !behavior.runs_without_settings
            && settings.demo.is_none()
        {
            for warning in settings.warnings() {
                print_message(&format!("warning: {warning}"), messages);
            }
        }
        let mut ui =
            Ui::new(signals.clone(), messages.clone(), output.clone(), filter.clone(), settings);
        let observer = ui.observer();
        let mut context = Context { settings, theme: output, observer, ui: &mut ui };
        let outcome = commands::run(command, &mut context)
            .and_then(|outcome| self.apply_filter(outcome, behavior.sends));
        ui.clear_progress();
        let printer = Printer {
            settings,
            output,
            messages,
            signals,
            json: behavior.json,
            sends: behavior.sends,
        };
        match outcome {
            Ok(outcome) => printer.present(outcome),
            Err(error) => printer.fail(&error),
        }
    }

    /// Applies `--jq` or `--template`. Where something was sent, an error of the filter must not
    /// hide the report: that is printed as it is.
    fn apply_filter(&self, mut outcome: Outcome, sends: bool) -> Result<Outcome> {
        if let Some(filter) = &self.filter {
            match filter.apply(&outcome.view) {
                Ok(Some(view)) => outcome.view = view,
                Ok(None) => {}
                Err(error) if sends => outcome.failures.push(error.into()),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(outcome)
    }
}

/// Starts the demo server, which from then on is the server in use.
#[cfg(feature = "demo")]
fn use_demo(settings: &mut Settings) -> Result<(), UserError> {
    use crate::credentials::{ApiUrl, Token};
    use crate::settings::{Server, Source, Sourced};
    let demo = crate::demo::start(None, settings.now, false, crate::demo::TokenPolicy::Allowed)
        .map_err(|error| UserError::file(format!("cannot start the demo server: {error}")))?;
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

/// Prints what a shell shows at TAB. Whatever goes wrong, there is no message.
fn complete(shell: &str, words: Vec<OsString>) -> ExitCode {
    if let Some(line) = crate::complete::Line::new(shell, words, Cli::command()) {
        let text = if line.asks() {
            known(&line).unwrap_or_else(|| line.text(None))
        } else {
            line.text(None)
        };
        let _ = io::stdout().lock().write_all(text.as_bytes());
    }
    ExitCode::SUCCESS
}

/// Completes with the settings, where they can be used.
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

/// Counts how often `--profile` was typed.
fn profiles_typed(arguments: &[OsString]) -> usize {
    let is_flag = |argument: &&OsString| {
        let word = argument.to_string_lossy();
        word == "--profile" || word.starts_with("--profile=")
    };
    arguments.iter().filter(is_flag).count()
}
