//! How things are to look: colours, width, pager and the like.

use super::config::Choice;
use super::{Config, Env, Source, Sourced, hyperlinks};
use crate::args::GlobalArgs;
use crate::error::UserError;
use crate::values::{BatchColumn, ColorChoice, ListOrder};

/// The kinds of the standard streams.
#[derive(Debug, Clone, Copy, Default)]
pub struct Streams {
    /// True if the user can answer.
    pub stdin_is_terminal: bool,
    /// True if the user reads the output.
    pub stdout_is_terminal: bool,
    /// True if the user reads the messages.
    pub stderr_is_terminal: bool,
    /// Columns and rows of the terminal, where there is one.
    pub size: Option<(u16, u16)>,
}

impl Streams {
    /// Returns whether the user reads both the output and the messages.
    pub fn is_terminal(self) -> bool {
        self.stdout_is_terminal && self.stderr_is_terminal
    }
}

/// How things are to look.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is decided by itself")]
pub struct Display {
    /// True if standard output is coloured.
    pub color: bool,
    /// True if standard error is coloured.
    pub color_stderr: bool,
    /// True if the terminal shows more than ASCII.
    pub utf8: bool,
    /// Columns.
    pub width: usize,
    /// Rows, where there is a terminal.
    pub height: Option<usize>,
    /// True if times are shown in UTC.
    pub utc: bool,
    /// True if the terminal can redraw a line.
    pub animated: bool,
    /// True if a browser can be opened for the user.
    pub has_browser: bool,
    /// The commands in `BROWSER` that open a page, as one text.
    pub browser: Option<String>,
    /// The editor and its arguments, as one text.
    pub editor: Option<String>,
    /// The pager to use for what is taller than the terminal.
    pub pager: Option<String>,
    /// True if there are labelled lines in the place of tables, and nothing is redrawn.
    pub accessible: bool,
    /// True if names, notes and reasons are hidden.
    pub redact: bool,
    /// True if texts can be links on standard output.
    pub hyperlinks: bool,
    /// The columns of the table of `batches list`, where `config.toml` names them.
    pub columns: Vec<BatchColumn>,
    /// Its order, likewise.
    pub sort: Option<ListOrder>,
    /// The choices, for `config list`.
    pub(super) chosen: Chosen,
}

/// A choice for the display, and by whom it was made.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    pub(super) color: Sourced<ColorChoice>,
    pub(super) hyperlinks: Sourced<ColorChoice>,
    pub(super) pager: Sourced<String>,
    pub(super) accessible: Source,
    pub(super) redact: Source,
    pub(super) utc: Source,
}

/// Decides how things are to look.
///
/// # Errors
/// When a variable that decides on it is not UTF-8.
pub(super) fn resolve(
    global: &GlobalArgs,
    env: &Env,
    config: &Config,
    streams: Streams,
) -> Result<Display, UserError> {
    let dumb = env.text("TERM")?.is_some_and(|term| term == "dumb");
    let accessible = flag(
        global.accessible.then_some("--accessible"),
        switch(env, "WALDUR_REVIEW_ACCESSIBLE"),
        config.display.accessible,
    );
    let redact = flag(
        global.redact.then_some("--redact"),
        switch(env, "WALDUR_REVIEW_REDACT"),
        config.display.redact,
    );
    let utc = flag(global.utc.then_some("--utc"), None, config.display.utc.or(config.utc));
    let chosen = Chosen {
        color: color(global, env, config),
        hyperlinks: hyperlinks::choice(env, config),
        pager: pager(env, config)?,
        accessible: accessible.source,
        redact: redact.source,
        utc: utc.source,
    };
    let is_colored = |is_terminal: bool| match chosen.color.value {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => is_terminal && !dumb,
    };
    let columns = env
        .text("COLUMNS")?
        .and_then(|text| text.trim().parse::<u16>().ok())
        .filter(|columns| *columns > 0);
    let (width, height) = streams.size.map_or((80, None), |(w, h)| (w, Some(usize::from(h))));
    let pager = chosen.pager.value.clone();
    Ok(Display {
        color: is_colored(streams.stdout_is_terminal),
        color_stderr: is_colored(streams.stderr_is_terminal),
        utf8: utf8_locale(env)?,
        width: usize::from(columns.unwrap_or(width)),
        height: height.filter(|_| streams.stdout_is_terminal),
        utc: utc.value,
        animated: !dumb && !accessible.value,
        has_browser: has_browser(env, streams),
        browser: env.first(&["BROWSER"])?.map(|(_, commands)| commands),
        editor: env.first(&["VISUAL", "EDITOR"])?.map(|(_, editor)| editor),
        pager: (!dumb && pager != "cat").then_some(pager),
        accessible: accessible.value,
        redact: redact.value,
        hyperlinks: streams.stdout_is_terminal
            && match chosen.hyperlinks.value {
                ColorChoice::Always => true,
                ColorChoice::Never => false,
                ColorChoice::Auto => !accessible.value && hyperlinks::are_known(env)?,
            },
        columns: config.display.columns.iter().flatten().map(|Choice(column)| *column).collect(),
        sort: config.display.sort.map(|Choice(order)| order),
        chosen,
    })
}

/// A choice between yes and no: by a flag, a variable or `config.toml`.
fn flag(
    by_flag: Option<&'static str>,
    by_variable: Option<Sourced<bool>>,
    by_config: Option<bool>,
) -> Sourced<bool> {
    if let Some(name) = by_flag {
        return Sourced { value: true, source: Source::Flag(name) };
    }
    by_variable.unwrap_or(Sourced {
        value: by_config.unwrap_or(false),
        source: by_config.map_or(Source::Default, |_| Source::Config),
    })
}

/// A variable that says yes, or with `0` no.
fn switch(env: &Env, name: &'static str) -> Option<Sourced<bool>> {
    env.raw(name).map(|value| Sourced { value: value != "0", source: Source::Variable(name) })
}

fn color(global: &GlobalArgs, env: &Env, config: &Config) -> Sourced<ColorChoice> {
    let sourced = |value, source| Sourced { value, source };
    if let Some(choice) = global.color {
        return sourced(choice, Source::Flag("--color"));
    }
    if env.is_set("NO_COLOR") {
        return sourced(ColorChoice::Never, Source::Variable("NO_COLOR"));
    }
    for name in ["CLICOLOR_FORCE", "FORCE_COLOR"] {
        if env.raw(name).is_some_and(|value| value != "0") {
            return sourced(ColorChoice::Always, Source::Variable(name));
        }
    }
    if env.raw("CLICOLOR").is_some_and(|value| value == "0") {
        return sourced(ColorChoice::Never, Source::Variable("CLICOLOR"));
    }
    match config.display.color {
        Some(Choice(choice)) => sourced(choice, Source::Config),
        None => sourced(ColorChoice::Auto, Source::Default),
    }
}

fn pager(env: &Env, config: &Config) -> Result<Sourced<String>, UserError> {
    for name in ["WALDUR_REVIEW_PAGER", "PAGER"] {
        // As for gh and git, an empty variable asks for no pager.
        let value = if env.is_blank(name) { Some("cat".to_owned()) } else { env.text(name)? };
        if let Some(value) = value {
            let source = Source::Variable(name);
            return Ok(Sourced { value, source });
        }
    }
    Ok(match &config.display.pager {
        Some(pager) if pager.trim().is_empty() => {
            Sourced { value: "cat".to_owned(), source: Source::Config }
        }
        Some(pager) => Sourced { value: pager.clone(), source: Source::Config },
        None => Sourced { value: "less".to_owned(), source: Source::Default },
    })
}

/// Over SSH, in cron and without a display, there is no browser that the user would see.
fn has_browser(env: &Env, streams: Streams) -> bool {
    let remote = env.is_set("SSH_CONNECTION") || env.is_set("SSH_TTY");
    let display = cfg!(not(all(unix, not(target_vendor = "apple"))))
        || env.is_set("DISPLAY")
        || env.is_set("WAYLAND_DISPLAY");
    // A BROWSER that is set can be used, also on a remote computer.
    (display && !remote || env.is_set("BROWSER")) && streams.stdout_is_terminal
}

/// Returns whether the locale's character set is UTF-8, as POSIX decides it.
fn utf8_locale(env: &Env) -> Result<bool, UserError> {
    if cfg!(windows) {
        return Ok(true);
    }
    let locale = env.first(&["LC_ALL", "LC_CTYPE", "LANG"])?;
    Ok(locale.is_some_and(|(_, name)| {
        let name = name.to_ascii_lowercase();
        name.contains("utf-8") || name.contains("utf8")
    }))
}
