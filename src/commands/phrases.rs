//! Phrases that several commands say in the same way.

use crate::commands::context::Context;
use crate::credentials::Token;
use crate::output::Theme;
use crate::output::distance;
use crate::output::long_time;
use crate::output::relative_time;
use crate::settings::Server;
use crate::settings::Source;
use crate::waldur::Deadline;
use crate::waldur::portal::join;
use jiff::Timestamp;

/// The sentence below a deadline that has passed while something waits for an answer.
pub const PAST_DEADLINE: &str = "The deadline has passed: it can no longer be answered.";

/// A personal access token that ends sooner is warned about, in days.
const TOKEN_WARNING_DAYS: i64 = 7;

/// A warning when the token in use ends soon or has ended.
pub(crate) fn token_warning(server: &Server, context: &Context<'_>) -> Option<String> {
    let at = server.token.value.expires_at().filter(|at| ends_soon(*at, context.now()))?;
    let when = distance(at, context.theme);
    let renew = renew_hint(server, context);
    Some(if at <= context.now() {
        format!("warning: your token has expired ({when}); {renew}")
    } else {
        format!("warning: your token ends {when}; {renew}")
    })
}

/// Returns whether a token that ends then is warned about.
pub(crate) fn ends_soon(at: Timestamp, now: Timestamp) -> bool {
    (at.as_second() - now.as_second()).div_euclid(86_400) < TOKEN_WARNING_DAYS
}

/// How to get another token in the place of one that ends.
pub(crate) fn renew_hint(server: &Server, context: &Context<'_>) -> String {
    let is_stored = matches!(server.token.source, Source::Credentials | Source::Flag(_));
    match (&server.portal, is_stored) {
        (_, true) if server.profile == context.settings.profile.value => {
            format!("run: {} auth renew", program(context))
        }
        (_, true) => format!("run: waldur-review auth renew --profile {}", server.profile),
        // A variable or a command gives another token only when it is changed itself.
        (Some(portal), false) => {
            format!("make a new one at {}", join(portal, server.token.value.scheme().page()))
        }
        (None, false) => "make a new one in the web portal".to_owned(),
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

/// How long a token lives, as the end of a sentence, if that is known: until a time, with who says
/// so, or so many seconds without use.
#[expect(clippy::option_option, reason = "not known is something else than without an end")]
pub(crate) fn token_life(
    end: Option<(Timestamp, &str)>,
    lifetime: Option<Option<u64>>,
    context: &Context<'_>,
) -> Option<String> {
    if let Some((at, source)) = end {
        let verb = if at <= context.now() { "expired" } else { "expires" };
        return Some(format!("{verb} {}, {source}", exact_time(at, context.theme)));
    }
    lifetime.map(expiry_words)
}

/// When a classic token ends, as the end of a sentence.
pub(crate) fn expiry_words(lifetime: Option<u64>) -> String {
    match lifetime {
        Some(seconds) if seconds >= 60 => {
            format!("expires after {} minutes without use", seconds / 60)
        }
        Some(seconds) => format!("expires after {seconds} seconds without use"),
        None => "never expires".to_owned(),
    }
}

/// When a personal access token ends, as the end of a sentence.
pub(crate) fn expiry(token: &Token, context: &Context<'_>) -> String {
    match token.expires_at() {
        Some(at) => format!("expires {}", exact_time(at, context.theme)),
        None => "expires at a time that is not known".to_owned(),
    }
}

/// A time and how far away it is: `Fri 02 Oct 2026 17:00 BST (in 32 h)`.
pub(crate) fn exact_time(at: Timestamp, theme: &Theme) -> String {
    format!("{} ({})", long_time(at, &theme.zone), distance(at, theme))
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
