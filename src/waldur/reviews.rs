//! A reviewer's own reviews in progress: `GET /api/proposal-reviews/`, all pages.

use anyhow::Result;

use crate::settings::Server;
use crate::waldur::Client;
use crate::waldur::pagination::all_pages;
use crate::waldur::users::ME;
use crate::waldur::users::read_user;
use crate::waldur::users::user_uuid;

/// The path of the list below `/api/`.
pub(crate) const PATH: &str = "proposal-reviews/";
/// The fields that are asked for: none of them holds what a reviewer wrote.
const FIELDS: [&str; 8] = [
    "uuid",
    "proposal_uuid",
    "proposal_name",
    "proposal_slug",
    "state",
    "review_end_date",
    "call_uuid",
    "call_name",
];

/// The bodies of the list of the reviews that the person still has to submit, after
/// `GET /api/users/me/` for who that is, where it is not known from the login.
///
/// # Errors
/// As every request; also when the server does not say who is logged in.
pub(crate) fn in_progress(client: &Client, server: &Server) -> Result<Vec<Vec<u8>>> {
    if let Some(user) = &server.user {
        return in_progress_of(client, user);
    }
    let body = client.get(ME)?;
    let user = read_user(client, &body)?;
    let user =
        user_uuid(&user).ok_or_else(|| client.shape_error("users/me/", "it has no `uuid`"))?;
    in_progress_of(client, user)
}

/// The bodies of the list of the reviews that this user still has to submit.
///
/// # Errors
/// As every request.
pub(crate) fn in_progress_of(client: &Client, user: &str) -> Result<Vec<Vec<u8>>> {
    let mut path = format!("{PATH}?page_size=300&state=in_review&reviewer_uuid={user}");
    for field in FIELDS {
        path = format!("{path}&field={field}");
    }
    all_pages(client, &path)
}
