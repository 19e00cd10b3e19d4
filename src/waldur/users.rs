//! The user that is logged in: `GET /api/users/me/`.

use super::pagination::Object;
use super::record::record;
use super::uuid::is_uuid;
use super::{ApiError, Client};

const ME_PATH: &str = "users/me/";
/// The fields are chosen because the whole body holds the token.
const ME: &str =
    "users/me/?field=uuid&field=username&field=full_name&field=email&field=token_lifetime";

/// The user that a token belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrentUser {
    /// The UUID, by which reviews are found; `None` where the server sent none that is one.
    pub uuid: Option<String>,
    /// The name to log in with.
    pub username: String,
    /// The full name with the username, for messages.
    pub display_name: String,
    /// Seconds of inactivity after which a classic token expires; `None` for never or not known.
    pub token_lifetime: Option<u64>,
}

impl CurrentUser {
    /// The UUID.
    ///
    /// # Errors
    /// [`ApiError`] where the server sent none.
    pub fn uuid(&self, client: &Client) -> Result<String, ApiError> {
        self.uuid.clone().ok_or_else(|| client.shape_error(ME_PATH, "it has no `uuid`"))
    }
}

/// `GET /api/users/me/`
///
/// # Errors
/// [`ApiError`], also when the body has no `username`.
pub fn me(client: &Client) -> Result<CurrentUser, ApiError> {
    let body = Object::<User<'static>>::get(client, ME)?;
    let user = body.read();
    let username = user
        .username
        .as_text()
        .ok_or_else(|| client.shape_error(ME_PATH, "it has no `username`"))?;
    let full_name = user.full_name.as_text().filter(|name| !name.trim().is_empty());
    Ok(CurrentUser {
        // It becomes part of addresses.
        uuid: user.uuid.as_text().filter(|uuid| is_uuid(uuid)).map(str::to_owned),
        username: username.to_owned(),
        display_name: match full_name {
            Some(name) if name != username => format!("{name} ({username})"),
            Some(_) | None => username.to_owned(),
        },
        token_lifetime: user.token_lifetime,
    })
}

/// Makes sure that this is the user whose token is used; `None` is not known, and any user.
///
/// # Errors
/// [`ApiError`], also where it is another user.
pub fn check_is(client: &Client, uuid: Option<&str>) -> Result<(), ApiError> {
    let user = me(client)?;
    if uuid.is_some() && user.uuid.as_deref() != uuid {
        return Err(client.shape_error(ME_PATH, "it is another user's"));
    }
    Ok(())
}

record! {
    /// The user that is logged in, with field selection.
    pub struct User, schema UserSchema;
    read {
        /// 32 hex characters.
        uuid: uuid,
        username: text,
        full_name: text,
        /// Seconds of inactivity after which a classic token expires.
        token_lifetime: count,
    }
    sometimes {}
    unread {}
}
