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
