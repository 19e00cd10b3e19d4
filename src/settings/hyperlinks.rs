//! Decides whether the terminal makes links of OSC 8 sequences. One that does not know them should
//! leave them out, but some old ones show them: so only where it is known.

use super::config::Choice;
use super::{Config, Env, Source, Sourced};
use crate::error::UserError;
use crate::values::ColorChoice;

/// The choice: by the variable that other programs know too, or by `config.toml`.
pub(super) fn choice(env: &Env, config: &Config) -> Sourced<ColorChoice> {
    const VARIABLE: &str = "FORCE_HYPERLINK";
    match (env.raw(VARIABLE), config.display.hyperlinks) {
        (Some(value), _) => Sourced {
            value: if value == "0" { ColorChoice::Never } else { ColorChoice::Always },
            source: Source::Variable(VARIABLE),
        },
        (None, Some(Choice(value))) => Sourced { value, source: Source::Config },
        (None, None) => Sourced { value: ColorChoice::Auto, source: Source::Default },
    }
}

/// Returns whether the terminal is one that is known to have links.
///
/// # Errors
/// When a variable that tells of the terminal is not UTF-8.
pub(super) fn are_known(env: &Env) -> Result<bool, UserError> {
    let term = env.text("TERM")?.unwrap_or_default();
    let program = env.text("TERM_PROGRAM")?.unwrap_or_default();
    let version = env.text("TERM_PROGRAM_VERSION")?.unwrap_or_default();
    // tmux stands between, and keeps the variables of the terminal around it; so does screen,
    // which has no links.
    if env.is_set("TMUX") || program == "tmux" {
        return Ok(program == "tmux" && at_least(&version, (3, 4)));
    }
    if term == "dumb" || env.is_set("STY") || term == "screen" || term.starts_with("screen.") {
        return Ok(false);
    }
    let by_program = match program.as_str() {
        "iTerm.app" => at_least(&version, (3, 1)),
        "WezTerm" | "vscode" | "ghostty" | "Hyper" | "rio" => true,
        _ => false,
    };
    let by_term = ["xterm-kitty", "xterm-ghostty", "alacritty", "foot"]
        .iter()
        .any(|known| term == *known || term.starts_with(&format!("{known}-")));
    // GNOME Terminal and the like: links came with 0.50.
    let by_vte = env
        .text("VTE_VERSION")?
        .and_then(|version| version.parse::<u32>().ok())
        .is_some_and(|version| version >= 5000);
    let by_variable = ["KITTY_WINDOW_ID", "WT_SESSION", "DOMTERM", "KONSOLE_VERSION"]
        .iter()
        .any(|name| env.is_set(name));
    Ok(by_program || by_term || by_vte || by_variable)
}

/// Returns whether a version such as `3.4` or `3.5a` is not older than this.
fn at_least(version: &str, least: (u32, u32)) -> bool {
    let mut numbers =
        version.split('.').map(|part| part.trim_end_matches(|c: char| !c.is_ascii_digit()).parse());
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => (major, minor) >= least,
        (Some(Ok(major)), _) => (major, 0) >= least,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::are_known;
    use crate::settings::Env;

    fn known(variables: &'static [(&'static str, &'static str)]) -> bool {
        are_known(&Env::new(move |name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| value.into())
        }))
        .unwrap()
    }

    #[test]
    fn terminals_are_known_by_their_variables() {
        for variables in [
            &[("TERM", "xterm-kitty")] as &[_],
            &[("TERM", "foot-extra")],
            &[("TERM", "xterm-256color"), ("VTE_VERSION", "7600")],
            &[("TERM_PROGRAM", "iTerm.app"), ("TERM_PROGRAM_VERSION", "3.4.19")],
            &[("TERM_PROGRAM", "iTerm.app"), ("TERM_PROGRAM_VERSION", "4")],
            &[("TERM_PROGRAM", "WezTerm")],
            &[("TERM", "xterm-256color"), ("WT_SESSION", "x")],
            &[
                ("TERM", "tmux-256color"),
                ("TMUX", "/tmp/x"),
                ("TERM_PROGRAM", "tmux"),
                ("TERM_PROGRAM_VERSION", "3.5a"),
            ],
        ] {
            assert!(known(variables), "{variables:?}");
        }
    }

    #[test]
    fn others_get_none() {
        for variables in [
            &[] as &[_],
            &[("TERM", "xterm-256color")],
            &[("TERM", "dumb"), ("VTE_VERSION", "7600")],
            &[("VTE_VERSION", "4999")],
            &[("TERM", "footnote")],
            &[("TERM", "screen.xterm-256color"), ("VTE_VERSION", "7600")],
            &[("STY", "1.pts"), ("VTE_VERSION", "7600")],
            &[("TMUX", "/tmp/x"), ("VTE_VERSION", "7600")],
            &[("TERM_PROGRAM", "tmux"), ("TERM_PROGRAM_VERSION", "3.3a"), ("VTE_VERSION", "7600")],
            &[("TERM_PROGRAM", "iTerm.app"), ("TERM_PROGRAM_VERSION", "3.0.2")],
            &[("TERM_PROGRAM", "iTerm.app"), ("TERM_PROGRAM_VERSION", "3")],
            &[("TERM_PROGRAM", "iTerm.app"), ("TERM_PROGRAM_VERSION", "?")],
            &[("TERM_PROGRAM", "Apple_Terminal")],
        ] {
            assert!(!known(variables), "{variables:?}");
        }
    }
}
