//! Prints what a command gave back, and decides on the exit code.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use clap::builder::StyledStr;

use crate::commands::context::Outcome;
use crate::exit_code;
use crate::output::{Role, Theme, message_lines, render};
use crate::report::Report;
use crate::settings::Settings;
use crate::ui::{Signals, page};

/// How output, messages and errors are printed.
pub struct Printer<'a> {
    pub settings: &'a Settings,
    /// Of standard output.
    pub output: &'a Theme,
    /// Of standard error.
    pub messages: &'a Theme,
    pub signals: &'a Signals,
    /// True if errors are JSON.
    pub json: bool,
    /// True if the command changed something on the server: its report must not get lost.
    pub sends: bool,
}

impl Printer<'_> {
    /// Prints what a command gave back, standard output first; returns the exit code.
    pub fn present(&self, mut outcome: Outcome) -> ExitCode {
        let written = self.write_view(&outcome);
        let is_closed =
            written.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe);
        let has_failed = outcome.reported.is_some() || !outcome.failures.is_empty();
        if is_closed && !has_failed {
            // The reader of the output has seen enough.
            return ExitCode::SUCCESS;
        }
        if written.is_err() && self.sends {
            let _ = render(&outcome.view, self.messages, &mut io::stderr().lock());
        }
        let write_error = match written {
            Err(error) if !is_closed => Some(unwritten(error)),
            Ok(()) | Err(_) => None,
        };
        if let Some(error) = &write_error
            && !self.sends
        {
            return self.fail(error);
        }
        self.print_messages(&outcome);
        if let Some(error) = &write_error {
            let code = self.fail(error);
            if !has_failed {
                return code;
            }
        }
        if let Some(reported) = &outcome.reported {
            return Report::of(reported).exit_code();
        }
        if let Some(afterwards) =
            outcome.afterwards.take_if(|_| write_error.is_none() && !is_closed)
            && let Err(error) = (afterwards.0)()
        {
            outcome.failures.push(error);
            if outcome.failures.len() == 1 {
                return self.fail(&outcome.failures[0]);
            }
        }
        match outcome.failures.as_slice() {
            [] if outcome.work_waits => ExitCode::from(exit_code::WORK_PENDING),
            [] => ExitCode::SUCCESS,
            failures => self.fail_in_parts(failures, outcome.all_failed),
        }
    }

    /// Prints an error; returns its exit code.
    pub fn fail(&self, error: &anyhow::Error) -> ExitCode {
        print_report(&Report::of(error), self.json, self.messages)
    }

    /// Prints the errors of a command that was asked for several things.
    fn fail_in_parts(&self, failures: &[anyhow::Error], all_failed: bool) -> ExitCode {
        let reports: Vec<Report> = failures.iter().map(Report::of).collect();
        let whole = Report::of_several(&reports, all_failed);
        if self.json {
            let errors = reports.iter().map(Report::to_json).collect();
            print_line(&whole.to_json().with_errors(errors).to_line());
        } else {
            for report in &reports {
                print_report(report, false, self.messages);
            }
        }
        whole.exit_code()
    }

    /// Writes the view to standard output, through the pager where that may be.
    fn write_view(&self, outcome: &Outcome) -> io::Result<()> {
        let display = &self.settings.display;
        let (true, Some(pager), Some(height)) = (outcome.may_page, &display.pager, display.height)
        else {
            let mut out = BufWriter::new(io::stdout().lock());
            return render(&outcome.view, self.output, &mut out).and_then(|()| out.flush());
        };
        let mut text = Vec::new();
        // An old pager shows the characters that make a link, so there is none in what it gets.
        let plain = Theme { hyperlinks: false, ..self.output.clone() };
        render(&outcome.view, &plain, &mut text)?;
        if self.output.hyperlinks && text.split(|byte| *byte == b'\n').count() <= height {
            text.clear();
            render(&outcome.view, self.output, &mut text)?;
        }
        page(&text, pager, height, self.output.utf8, self.signals)
    }

    fn print_messages(&self, outcome: &Outcome) {
        if self.settings.quiet {
            return;
        }
        for message in &outcome.messages {
            print_message(message, self.messages);
        }
        let footer = outcome.footer.as_ref().filter(|_| self.settings.streams.is_terminal());
        for line in footer.iter().flat_map(|footer| footer.lines()) {
            print_message(line, self.messages);
        }
    }
}

/// Prints an error; returns its exit code.
pub fn print_report(report: &Report, json: bool, theme: &Theme) -> ExitCode {
    if json {
        print_line(&report.to_json().to_line());
    } else {
        print_line(&report.to_text(theme));
    }
    report.exit_code()
}

/// Prints help or another text of the program's own on standard output; an error is JSON where that
/// is asked for.
pub fn print_text(text: &str, json: bool) -> ExitCode {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            print_report(&Report::of(&unwritten(error)), json, &Theme::plain())
        }
        Ok(()) | Err(_) => ExitCode::SUCCESS,
    }
}

/// Prints help or the version on standard output, as [`print_text`] does.
pub fn print_help(help: &StyledStr, json: bool) -> ExitCode {
    let is_terminal = io::stdout().is_terminal();
    print_text(&if is_terminal { help.ansi().to_string() } else { help.to_string() }, json)
}

/// The error of standard output that cannot be written.
fn unwritten(error: io::Error) -> anyhow::Error {
    anyhow::Error::from(error).context("cannot write the output")
}

/// A text of clap as standard error shows it.
pub fn styled_for_stderr(text: &StyledStr) -> String {
    if io::stderr().is_terminal() { text.ansi().to_string() } else { text.to_string() }
}

/// Prints a message; the word of a warning is coloured.
pub fn print_message(message: &str, theme: &Theme) {
    let mut lines = message_lines(message, "", "  ", theme);
    if let Some(first) = lines.first_mut()
        && let Some(rest) = first.strip_prefix("warning:")
    {
        *first = format!("{}{rest}", theme.paint(Role::Urgent, "warning:"));
    }
    print_line(&lines.join("\n"));
}

/// Prints a line on standard error. Where that is closed, the line is lost.
pub fn print_line(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}
