//! Personal access tokens: `/api/personal-access-tokens/`. Only a classic token can make one.

use jiff::Timestamp;
use serde::Serialize;

use super::pagination::{List, Object};
use super::record::record;
use super::uuid::is_uuid;
use super::{ApiError, Client};
use crate::credentials::Token;

const PATH: &str = "personal-access-tokens/";

/// `GET /api/personal-access-tokens/available_scopes/`: what a new token may be allowed.
///
/// # Errors
/// [`ApiError`], also when the body is not a list of objects. Older servers do not have it: 404.
pub fn available_scopes(client: &Client) -> Result<List<Scope<'static>>, ApiError> {
    List::of_one_body(client, &format!("{PATH}available_scopes/?page_size=300"))
}

/// A token that is to be made.
#[derive(Debug, Clone, Serialize)]
pub struct NewToken {
    /// By which it is found in the portal; at most 150 characters.
    pub name: String,
    /// The permissions, by the names of the permissions.
    pub scopes: Vec<String>,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// A token that was made. Its text is in no other response of the server.
#[derive(Debug)]
pub struct CreatedToken {
    /// The token, which knows its end.
    pub token: Token,
    /// By which it is revoked; `None` where the server sent none.
    pub uuid: Option<String>,
}

/// `POST /api/personal-access-tokens/`, once.
///
/// # Errors
/// [`ApiError`]; the server may have made a token all the same where the request can have reached
/// it, and where the body holds none.
pub fn create(client: &Client, new: &NewToken) -> Result<CreatedToken, ApiError> {
    // A structure of strings is always JSON.
    let body = serde_json::to_string(new).unwrap_or_default();
    let response = client.post(PATH, Some(body))?;
    // What says nothing of a token says nothing against one either.
    let unclear = |error: ApiError| ApiError { may_have_changed: true, ..error };
    let unreadable = || unclear(client.shape_error(PATH, "it has no token that can be used"));
    let answer = Object::<Created<'static>>::new(client, PATH, response.body).map_err(unclear)?;
    let created = answer.read();
    let text = created.token.as_text().ok_or_else(unreadable)?;
    let token = Token::parse(text).map_err(|_| unreadable())?;
    Ok(CreatedToken {
        token: token.ending(created.expires_at.or(Some(new.expires_at))),
        uuid: created.uuid.as_text().filter(|uuid| is_uuid(uuid)).map(str::to_owned),
    })
}

record! {
    /// A permission that a token may be given.
    pub struct Scope, schema ScopeSchema;
    read {
        permission: text,
        description: text,
    }
    sometimes {}
    unread {}
}

impl Scope<'_> {
    /// The name of the permission.
    pub fn permission(&self) -> Option<&str> {
        self.permission.as_text().filter(|text| !text.is_empty())
    }

    /// The description, in the server's words.
    pub fn description(&self) -> Option<&str> {
        self.description.as_text().filter(|text| !text.trim().is_empty())
    }
}

record! {
    /// The response to the making of a token.
    pub struct Created, schema CreatedSchema;
    read {
        /// 32 hex characters.
        uuid: uuid,
        token: text,
        expires_at: time,
    }
    sometimes {}
    unread {
        name: text,
        created: time,
    }
}
