//! Phrases that several commands say in the same way.

use crate::commands::context::Context;
use crate::output::Theme;
use crate::output::distance;
use crate::output::long_time;
use crate::output::relative_time;
use crate::settings::Server;
use crate::settings::Source;
use crate::waldur::Deadline;
use jiff::Timestamp;

/// The sentence below a deadline that has passed while something waits for an answer.
pub const PAST_DEADLINE: &str = "The deadline has passed: it can no longer be answered.";

/// A personal access token that ends sooner is warned about, in days.
pub(crate) const TOKEN_WARNING_DAYS: i64 = 7;

/// A warning when the token in use ends soon or has ended.
pub(crate) fn token_warning(server: &Server, context: &Context<'_>) -> Option<String> {
    let at = server.token.value.expires_at()?;
    let now = context.now();
    let days = (at.as_second() - now.as_second()).div_euclid(86_400);
    let when = distance(at, context.theme);
    let renew = match &server.portal {
        Some(portal) => format!(
            "make a new one at {}/{}",
            portal.trim_end_matches('/'),
            server.token.value.scheme().page()
        ),
        None => "make a new one in the web portal".to_owned(),
    };
    if at <= now {
        Some(format!("warning: your token has expired ({when}); {renew}"))
    } else if days < TOKEN_WARNING_DAYS {
        Some(format!("warning: your token ends {when}; {renew}"))
    } else {
        None
    }
}

/// A number of things: `1 form`, `2 forms`.
pub(crate) fn counted(count: usize, one: &str, several: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        count => format!("{count} {several}"),
    }
}

/// How this program is called again with the same choices, for hints.
pub(crate) fn program(context: &Context<'_>) -> String {
    let profile = &context.settings.profile;
    if context.settings.demo.is_some() {
        "waldur-review --demo".to_owned()
    } else if matches!(profile.source, Source::Flag(_)) {
        format!("waldur-review --profile {}", profile.value)
    } else {
        "waldur-review".to_owned()
    }
}

/// How long a token lives: until a time, or so many seconds without use, if that is known.
#[expect(clippy::option_option, reason = "not known is something else than without an end")]
pub(crate) fn token_life(
    expires_at: Option<Timestamp>,
    lifetime: Option<Option<u64>>,
    context: &Context<'_>,
) -> Option<String> {
    if let Some(at) = expires_at {
        let exact = long_time(at, &context.theme.zone);
        let verb = if at <= context.now() { "ended" } else { "ends" };
        return Some(format!("{verb} {exact} ({})", distance(at, context.theme)));
    }
    Some(match lifetime? {
        Some(seconds) if seconds >= 60 => format!("ends after {} min without use", seconds / 60),
        Some(seconds) => format!("ends after {seconds} s without use"),
        None => "does not end".to_owned(),
    })
}

pub(crate) fn deadline_words(deadline: Deadline, theme: &Theme) -> String {
    match deadline {
        Deadline::At(at) => format!("due {}", relative_time(at, theme)),
        Deadline::None => "no deadline".to_owned(),
        Deadline::Unknown => "deadline not known".to_owned(),
    }
}

/// A path as a word for the shell.
pub(crate) fn quoted(path: &std::path::Path) -> String {
    let text = path.display().to_string();
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+@%:,=".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        text
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}
