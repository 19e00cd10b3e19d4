//! The personal access token that `auth login` and `auth renew` make in the place of a classic one.

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};

use crate::commands::context::Context;
use crate::credentials::{MadeToken, Scheme, Token};
use crate::error::UserError;
use crate::report::Report;
use crate::settings::{Server, Sourced};
use crate::waldur::personal_tokens::{self, NewToken};
use crate::waldur::portal::join;
use crate::waldur::{ApiError, Client, Problem, batches, users};

/// A token lasts so many days unless others are asked for.
pub const DAYS: u32 = 90;
/// The longest name that the server takes, in characters.
const LONGEST_NAME: usize = 150;

/// A permission of the server, with its own words for it.
pub struct Permission {
    name: String,
    description: Option<String>,
}

impl Permission {
    /// The permission in words, for a question.
    pub fn words(&self) -> String {
        match &self.description {
            Some(description) => format!("{} ({description})", self.name),
            None => self.name.clone(),
        }
    }
}

/// Why no token was made, in sentences that end with what is possible now.
pub struct NotMade {
    /// The sentences.
    pub why: String,
    /// True if the server may have made one all the same.
    pub is_unknown: bool,
}

impl NotMade {
    fn certainly(why: String) -> Self {
        Self { why, is_unknown: false }
    }
}

/// A token that was made and works.
pub struct Made {
    /// The server with the new token.
    pub server: Server,
    /// The name and UUID that find it in the portal.
    pub found_by: MadeToken,
    /// A note on what the server changed of the request.
    pub note: Option<String>,
}

/// The smallest permission that the server offers: one to read or to list before any other. What is
/// a reviewer's own needs none, but a token must have one.
pub fn smallest_permission(client: &Client, portal: Option<&str>) -> Result<Permission, NotMade> {
    let list =
        personal_tokens::available_scopes(client).map_err(|error| refused(&error, portal))?;
    let mut offered: Vec<Permission> = list
        .records()
        .iter()
        .filter_map(|scope| {
            Some(Permission {
                name: scope.permission()?.to_owned(),
                description: scope.description().map(str::to_owned),
            })
        })
        .collect();
    offered.sort_by_key(|permission| !only_reads(&permission.name));
    offered.into_iter().next().ok_or_else(|| {
        NotMade::certainly("this server offers no permission for such a token.".to_owned())
    })
}

/// Returns whether a permission's last word says that it changes nothing: `PROPOSAL.LIST`.
fn only_reads(permission: &str) -> bool {
    let last = permission.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    ["read", "list", "view", "get"].iter().any(|word| last.eq_ignore_ascii_case(word))
}

/// Makes a token, and tries it: it must be the same user's, and list the batches. The POST is sent
/// once; where the server says that so many days are too many, another one asks for those that it
/// allows.
pub fn make(
    client: &Client,
    server: &Server,
    permission: &Permission,
    days: u32,
    context: &mut Context<'_>,
) -> Result<Made, NotMade> {
    // Once a token can be there, a signal must not keep it from being stored or named.
    context.ui.watch_interrupts();
    let portal = server.portal.as_deref();
    let name = name();
    let now = context.now();
    let new = |days: u32, margin: SignedDuration| NewToken {
        name: name.clone(),
        scopes: vec![permission.name.clone()],
        expires_at: end_after(days, margin, now),
    };
    let mut note = None;
    let mut result = personal_tokens::create(client, &new(days, SignedDuration::from_mins(1)));
    if let Err(error) = &result
        && let Some(most) = most_days(error).filter(|most| *most <= days && *most > 0)
    {
        note = (most < days).then(|| format!("The server allows at most {most} days."));
        // A clock that is ahead of the server's asks for too much by its difference.
        result = personal_tokens::create(client, &new(most, SignedDuration::from_hours(12)));
    }
    let created = match result {
        Ok(created) => created,
        Err(error) if error.may_have_changed => {
            let why = format!(
                "{}. A token \"{name}\" may be there that nobody can read: revoke it at {}.",
                Report::of(&error.into()).message,
                page(portal)
            );
            return Err(NotMade { why, is_unknown: true });
        }
        Err(error) => return Err(refused(&error, portal)),
    };
    let made = MadeToken { name, uuid: created.uuid };
    let server = Server {
        token: Sourced { value: created.token, source: server.token.source.clone() },
        ..server.clone()
    };
    match try_token(&server, context) {
        Ok(()) => Ok(Made { server, found_by: made, note }),
        Err(error) => Err(NotMade::certainly(format!(
            "the new token does not work: {}. Revoke \"{}\" at {}.",
            Report::of(&error).message,
            made.name,
            page(portal)
        ))),
    }
}

fn try_token(server: &Server, context: &Context<'_>) -> Result<()> {
    let client = context.client_of(server);
    users::check_is(&client, server.user.as_deref())?;
    batches::list(&client)?;
    Ok(())
}

/// The time that many days from now, less a margin for a clock that is ahead of the server's.
fn end_after(days: u32, margin: SignedDuration, now: Timestamp) -> Timestamp {
    let span = SignedDuration::from_hours(24 * i64::from(days)) - margin;
    now.checked_add(span).unwrap_or(Timestamp::MAX)
}

/// `waldur-review on HOSTNAME`
fn name() -> String {
    let host = gethostname::gethostname();
    let host: String = host.to_string_lossy().chars().filter(|c| !c.is_control()).collect();
    let host = if host.is_empty() { "a computer" } else { &host };
    format!("waldur-review on {host}").chars().take(LONGEST_NAME).collect()
}

/// The number in `expires_at: Expiration cannot exceed 365 days from now.`, in whatever language.
fn most_days(error: &ApiError) -> Option<u32> {
    let Problem::Refused(400, Some(said)) = &error.problem else {
        return None;
    };
    let about = said.split_once("expires_at: ")?.1;
    let digits = about.split(|c: char| !c.is_ascii_digit()).find(|part| !part.is_empty())?;
    digits.parse().ok()
}

fn refused(error: &ApiError, portal: Option<&str>) -> NotMade {
    if matches!(error.problem, Problem::NotFound | Problem::NoSuchEndpoint) {
        return NotMade::certainly("this server has no personal access tokens.".to_owned());
    }
    if let Problem::Refused(_, Some(said)) | Problem::Forbidden(Some(said)) = &error.problem {
        let said = ended(said);
        let why = format!("the server says: {said} Your tokens are at {}.", page(portal));
        return NotMade::certainly(why);
    }
    NotMade::certainly(format!("{error}."))
}

fn ended(sentence: &str) -> String {
    let sentence = sentence.trim();
    if sentence.ends_with(['.', '!', '?']) { sentence.to_owned() } else { format!("{sentence}.") }
}

/// Names a token that was made to an error that keeps it from being stored.
pub fn name_token(error: UserError, made: &MadeToken, portal: Option<&str>) -> UserError {
    error.hint(format!(
        "the new token {:?} is not stored: revoke it at {}",
        made.name,
        page(portal)
    ))
}

/// The portal's page of personal access tokens.
pub fn page(portal: Option<&str>) -> String {
    match portal {
        Some(portal) => join(portal, Scheme::Bearer.page()),
        None => "the page \"Personal access tokens\" of the web portal".to_owned(),
    }
}

/// Returns whether a token's life ends when it is not used, so that another kind is of use.
pub fn ends_without_use(token: &Token, lifetime: Option<u64>) -> bool {
    token.scheme() == Scheme::Token && lifetime.is_some()
}

#[cfg(test)]
mod tests {
    use super::only_reads;

    #[test]
    fn permissions_that_change_nothing_come_first() {
        for (permission, expected) in [
            ("PROPOSAL.LIST", true),
            ("list", true),
            ("OFFERING.READ", true),
            ("READ.DELETE", false),
            ("PROPOSAL.MANAGE", false),
            ("BLACKLIST", false),
            ("", false),
        ] {
            assert_eq!(only_reads(permission), expected, "{permission}");
        }
    }
}
