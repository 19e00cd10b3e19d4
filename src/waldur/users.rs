//! Who is logged in: `GET /api/users/me/`.

use crate::waldur::Client;
use crate::waldur::Document;
use crate::waldur::User;
use crate::waldur::uuid::is_uuid;
use anyhow::Result;
use serde_json::value::RawValue;

/// Field selection is needed: the whole body holds the token.
pub(crate) const ME: &str =
    "users/me/?field=uuid&field=username&field=full_name&field=email&field=token_lifetime";

/// Who is logged in, from the body of [`ME`].
pub(crate) fn read_user<'b>(client: &Client, body: &'b [u8]) -> Result<User<'b>> {
    let raw: &RawValue = serde_json::from_slice(body)
        .map_err(|error| client.json_error("users/me/", &error, "an object was expected"))?;
    Ok(Document::new(raw).read)
}

/// The user's UUID, if it is one: it becomes part of addresses.
pub(crate) fn user_uuid<'u>(user: &'u User<'_>) -> Option<&'u str> {
    user.uuid().filter(|uuid| is_uuid(uuid))
}

/// The person's name, for messages.
pub(crate) fn user_name(client: &Client, user: &User<'_>) -> Result<String> {
    match (user.full_name(), user.username()) {
        (Some(name), Some(username)) if name == username => Ok(name.to_owned()),
        (Some(name), Some(username)) => Ok(format!("{name} ({username})")),
        (None, Some(username)) => Ok(username.to_owned()),
        (_, None) => Err(client.shape_error("users/me/", "it has no `username`").into()),
    }
}
