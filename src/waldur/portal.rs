//! The web portal: its address, from `GET /api/configuration/`, and the addresses of its pages.

use jiff::Timestamp;
use url::Url;

use super::json::{Scalar, members};
use super::pagination::Object;
use super::uuid::is_uuid;
use super::{ApiError, Client};

const CONFIGURATION: &str = "configuration/";

/// The public configuration of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Configuration {
    /// The web portal's address, where the server names it.
    pub portal: Option<String>,
    /// The server's clock, from the `Date` header.
    pub date: Option<Timestamp>,
}

/// `GET /api/configuration/`, to be asked without a token.
///
/// # Errors
/// [`ApiError`], also when the body is not an object.
pub fn configuration(client: &Client) -> Result<Configuration, ApiError> {
    let response = client.get_page(CONFIGURATION)?;
    let date = response.date;
    let body = Object::<super::users::User<'static>>::new(client, CONFIGURATION, response.body)?;
    let named = member_text(body.raw().get(), &["WALDUR_CORE", "HOMEPORT_URL"])
        .or_else(|| member_text(body.raw().get(), &["HOMEPORT_URL"]));
    // As a URL it holds no control characters, whatever the server sent.
    let portal = named
        .and_then(|text| Url::parse(&text).ok())
        .filter(|url| matches!(url.scheme(), "https" | "http"))
        .map(String::from);
    Ok(Configuration { portal, date })
}

/// The address of the API that the portal at this origin uses, from `/scripts/configs/config.json`.
pub fn api_behind_portal(client: &Client) -> Option<String> {
    let body = client.get_at_root("/scripts/configs/config.json").ok()?;
    member_text(std::str::from_utf8(&body).ok()?, &["apiEndpoint"])
}

/// The page of a reviewer's assignments; there is none for a single batch.
pub const ASSIGNMENTS: &str = "reviews/assignments/";
/// The page of one's reviews in the portal.
pub const REVIEWS: &str = "reviews/";

/// The page of a call, if this is a UUID: it becomes part of an address.
pub fn call_page(uuid: &str) -> Option<String> {
    is_uuid(uuid).then(|| format!("calls/{uuid}/"))
}

/// The page of a review, likewise.
pub fn review_page(uuid: &str) -> Option<String> {
    is_uuid(uuid).then(|| format!("proposal-review/{uuid}/"))
}

/// The address of a page of the portal.
pub fn join(portal: &str, page: &str) -> String {
    format!("{}/{page}", portal.trim_end_matches('/'))
}

/// The text at the end of a path of member names.
fn member_text(text: &str, path: &[&str]) -> Option<String> {
    let mut raw: &serde_json::value::RawValue = serde_json::from_str(text).ok()?;
    for name in path {
        raw = members(raw).ok()?.into_iter().find(|(key, _)| key == name)?.1;
    }
    serde_json::from_str::<Scalar<'_>>(raw.get()).ok()?.text().map(Into::into)
}
