//! The reviewer profile: `/api/reviewer-profiles/me/`.

use jiff::Timestamp;
use serde_json::value::RawValue;

use super::json::{elements, member, scalar};
use super::pagination::Object;
use super::record::record;
use super::redact::HIDDEN;
use super::uuid::is_uuid;
use super::{ApiError, Client, Problem};

const ME: &str = "reviewer-profiles/me/";

/// `GET /api/reviewer-profiles/me/`: the reviewer profile, or `None` where the user has none.
///
/// # Errors
/// [`ApiError`].
pub fn me(client: &Client) -> Result<Option<ReviewerProfile>, ApiError> {
    Ok(own(client)?.map(|body| {
        let profile = body.read();
        let uuid = profile.uuid.as_text().filter(|uuid| is_uuid(uuid));
        let known = |text: Option<&str>| {
            text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        ReviewerProfile {
            uuid: uuid.map(str::to_owned),
            is_published: profile.is_published,
            name: known(profile.user_full_name.as_text()),
            email: known(profile.user_email.as_text()),
            organisations: organisations(body.raw()),
        }
    }))
}

/// The same with the server's document.
///
/// # Errors
/// [`ApiError`], also when the body is not an object.
pub fn own(client: &Client) -> Result<Option<Object<Profile<'static>>>, ApiError> {
    match Object::get(client, ME) {
        Ok(body) => Ok(Some(body)),
        Err(error) if error.problem == Problem::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// `POST /api/reviewer-profiles/publish/` or `…/unpublish/`, once.
///
/// # Errors
/// [`ApiError`]; the server may have done it all the same where the request can have reached it.
pub fn publish(client: &Client, is_public: bool) -> Result<(), ApiError> {
    let action = if is_public { "publish" } else { "unpublish" };
    client.post(&format!("reviewer-profiles/{action}/"), None).map(drop)
}

/// `PATCH /api/reviewer-profiles/me/` with `available_for_reviews`, once.
///
/// # Errors
/// As [`publish`].
pub fn set_available(client: &Client, is_available: bool) -> Result<(), ApiError> {
    let body = serde_json::json!({ "available_for_reviews": is_available }).to_string();
    client.patch(ME, body).map(drop)
}

/// The UUID of the own reviewer profile, for the filter `reviewer_uuid`: without it, a call manager
/// or staff would get everybody's batches and items. `None` where there is no profile, or where the
/// server does not know profiles or answers in another shape: then there is nothing to filter by.
///
/// # Errors
/// [`ApiError`] when the server could not be asked or refused the token.
pub fn own_uuid(client: &Client) -> Result<Option<String>, ApiError> {
    match me(client) {
        Ok(profile) => Ok(profile.and_then(|profile| profile.uuid)),
        Err(error)
            if matches!(
                error.problem,
                Problem::NoSuchEndpoint | Problem::Shape(_) | Problem::NotJson { .. }
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// The user's reviewer profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewerProfile {
    /// The UUID that `reviewer_uuid` filters of batches, items and conflicts take; `None` where the
    /// server sent none that is one.
    pub uuid: Option<String>,
    /// True if call managers can find it; `None` where the server does not say.
    pub is_published: Option<bool>,
    /// The reviewer's name.
    pub name: Option<String>,
    /// The reviewer's mail address.
    pub email: Option<String>,
    /// The names of the organisations of their affiliations.
    pub organisations: Vec<String>,
}

impl ReviewerProfile {
    /// Returns whether a name is the reviewer's, whatever its letter case.
    pub fn is_own_name(&self, name: Option<&str>) -> bool {
        is_same(self.name.as_deref(), name)
    }

    /// Returns whether a mail address is the reviewer's.
    pub fn is_own_email(&self, email: Option<&str>) -> bool {
        is_same(self.email.as_deref(), email)
    }

    /// Returns whether an organisation is one of the reviewer's affiliations.
    pub fn is_own_organisation(&self, name: &str) -> bool {
        self.organisations.iter().any(|own| is_same(Some(own), Some(name)))
    }
}

/// Compares two texts, of which neither is known where `--redact` hid it.
fn is_same(own: Option<&str>, other: Option<&str>) -> bool {
    let plain = |text: Option<&str>| {
        let text = text.map(str::trim).filter(|text| !text.is_empty() && *text != HIDDEN);
        text.map(str::to_lowercase)
    };
    plain(own).is_some_and(|own| plain(other) == Some(own))
}

/// `affiliations` of a profile: the names of the organisations.
fn organisations(profile: &RawValue) -> Vec<String> {
    let affiliations = member(profile, "affiliations");
    let list = affiliations.and_then(|list| elements(list.get().as_bytes()).ok());
    let name = |raw: &RawValue| Some(scalar(raw, "organization_name")?.text()?.into_owned());
    list.unwrap_or_default().into_iter().filter_map(name).collect()
}

record! {
    /// A reviewer profile.
    pub struct Profile, schema ProfileSchema;
    read {
        /// 32 hex characters.
        uuid: uuid,
        user_full_name: text,
        user_email: text,
        orcid_id: text,
        biography: text,
        available_for_reviews: flag,
        is_published: flag,
        published_at: time,
    }
    sometimes {}
    unread {
        url: text,
        user_uuid: text,
        created: time,
        modified: time,
    }
}

impl Profile<'_> {
    /// Facts for a page, with their labels: those that are not empty.
    pub fn facts(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("Name", &self.user_full_name),
            ("Email", &self.user_email),
            ("ORCID", &self.orcid_id),
            ("About", &self.biography),
        ];
        let facts = all.into_iter().filter_map(|(label, value)| Some((label, value.as_text()?)));
        facts.filter(|(_, value)| !value.trim().is_empty()).collect()
    }

    /// Returns whether the reviewer says that they take reviews.
    pub fn is_available(&self) -> Option<bool> {
        self.available_for_reviews
    }

    /// Returns whether call managers can find the profile.
    pub fn is_published(&self) -> Option<bool> {
        self.is_published
    }

    /// Since when.
    pub fn published_at(&self) -> Option<Timestamp> {
        self.published_at
    }
}

#[cfg(test)]
mod tests {
    use super::{HIDDEN, is_same};

    #[test]
    fn same_names_differ_in_letter_case_and_blanks_only() {
        for (own, other, expected) in [
            (Some("Ada Lovelace"), Some(" ada LOVELACE"), true),
            (Some("Ada Lovelace"), Some("Ada"), false),
            (Some(" "), Some(""), false),
            (None, None, false),
            (Some(HIDDEN), Some(HIDDEN), false),
        ] {
            assert_eq!(is_same(own, other), expected, "{own:?} {other:?}");
        }
    }
}
