//! The web portal: where it is, and its pages.

use anyhow::Result;
use url::Url;

use crate::commands::context::{Context, Outcome};
use crate::credentials::ApiUrl;
use crate::error::{ErrorKind, UserError};
use crate::output::{Block, Cell, View};
use crate::settings::{Server, Source};
use crate::waldur::ApiError;
use crate::waldur::pagination::member_text;
use crate::waldur::pagination::object;

/// The page of a reviewer's assignments; there is none for a single batch.
pub(crate) const ASSIGNMENTS: &str = "reviews/assignments/";

/// The path below `/api/` of what is public about a server.
pub(crate) const CONFIGURATION: &str = "configuration/";

/// Opens a page of the portal, or prints its address where no browser can be opened.
///
/// # Errors
/// When the portal's address is not known, or the server was not reached.
pub(crate) fn open(page: &str, server: &Server, context: &mut Context<'_>) -> Result<Outcome> {
    let portal = address(server, context)?.ok_or_else(|| {
        UserError::new(
            ErrorKind::NotFound,
            format!("{} does not say where its web portal is", server.api.value.host()),
        )
    })?;
    let url = join(&portal, page);
    if context.asker.open(&url) {
        Ok(Outcome::new(View::Nothing).message(format!("Opened {url}")))
    } else {
        Ok(Outcome::new(View::Text(format!("{}\n", context.theme.line(&url)))))
    }
}

/// The portal's address: as stored at login, else as the server says.
pub(crate) fn address(server: &Server, context: &Context<'_>) -> Result<Option<String>, ApiError> {
    match &server.portal {
        Some(portal) => Ok(Some(portal.clone())),
        None => ask_configuration(&server.profile, &server.api.value, &server.api.source, context),
    }
}

/// The portal's address, from `GET /api/configuration/`.
pub(crate) fn ask_configuration(
    profile: &str,
    api: &ApiUrl,
    source: &Source,
    context: &Context<'_>,
) -> Result<Option<String>, ApiError> {
    let client = context.anonymous_client(profile, api.clone(), &source.to_string());
    let body = client.get(CONFIGURATION)?;
    object(&client, CONFIGURATION, &body)?;
    Ok(member_text(&body, &["WALDUR_CORE", "HOMEPORT_URL"])
        .or_else(|| member_text(&body, &["HOMEPORT_URL"]))
        // As a URL it holds no control characters, whatever the server sent.
        .and_then(|text| Url::parse(&text).ok())
        .filter(|url| matches!(url.scheme(), "https" | "http"))
        .map(String::from))
}

/// The page of a call, if this is a UUID: it becomes part of an address.
pub(crate) fn call(uuid: &str) -> Option<String> {
    is_uuid(uuid).then(|| format!("calls/{uuid}/"))
}

/// The page of a review, likewise.
pub(crate) fn review(uuid: &str) -> Option<String> {
    is_uuid(uuid).then(|| format!("proposal-review/{uuid}/"))
}

/// Whether a text can be a UUID in an address: nothing in it leads elsewhere.
pub(crate) fn is_uuid(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_hexdigit() || byte == b'-';
    !text.is_empty() && text.bytes().all(is_part)
}

/// A cell that leads to a page of the portal, where both are known.
pub(crate) fn link(cell: Cell, portal: Option<&str>, page: Option<String>) -> Cell {
    match (cell, portal, page) {
        (Cell::Text(text), Some(portal), Some(page)) => {
            Cell::Linked(Box::new((text, join(portal, &page))))
        }
        (cell, ..) => cell,
    }
}

/// A block that does.
pub(crate) fn link_block(block: Block, portal: Option<&str>, page: Option<String>) -> Block {
    match (portal, page) {
        (Some(portal), Some(page)) => Block::Linked(Box::new(block), join(portal, &page)),
        (None, _) | (_, None) => block,
    }
}

fn join(portal: &str, page: &str) -> String {
    format!("{}/{page}", portal.trim_end_matches('/'))
}
