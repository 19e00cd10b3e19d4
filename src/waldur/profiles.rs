//! The reviewer profile: `/api/reviewer-profiles/me/`.

use super::pagination::Object;
use super::record::record;
use super::uuid::is_uuid;
use super::{ApiError, Client, Problem};

/// `GET /api/reviewer-profiles/me/`: the reviewer profile, or `None` where the user has none.
///
/// # Errors
/// [`ApiError`].
pub fn me(client: &Client) -> Result<Option<ReviewerProfile>, ApiError> {
    match Object::<Profile<'static>>::get(client, "reviewer-profiles/me/") {
        Ok(body) => {
            let profile = body.read();
            let uuid = profile.uuid.as_text().filter(|uuid| is_uuid(uuid));
            Ok(Some(ReviewerProfile { uuid: uuid.map(str::to_owned) }))
        }
        Err(error) if error.problem == Problem::NotFound => Ok(None),
        Err(error) => Err(error),
    }
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
}

record! {
    /// A reviewer profile.
    pub struct Profile, schema ProfileSchema;
    read {
        /// 32 hex characters.
        uuid: uuid,
    }
    sometimes {}
    unread {}
}
