//! The web portal: where it is, and its pages.

use anyhow::Result;

use crate::commands::context::{Context, Outcome};
use crate::credentials::ApiUrl;
use crate::error::{ErrorKind, UserError};
use crate::output::{Block, Cell, View};
use crate::settings::{Server, Source};
use crate::waldur::ApiError;
use crate::waldur::portal::{self, join};
pub use crate::waldur::portal::{ASSIGNMENTS, REVIEWS, call_page, review_page};

/// Opens a page of the portal, or prints its address where no browser can be opened.
///
/// # Errors
/// When the portal's address is not known, or the server was not reached.
pub fn open(page: &str, server: &Server, context: &mut Context<'_>) -> Result<Outcome> {
    let portal = address(server, context)?.ok_or_else(|| {
        UserError::new(
            ErrorKind::NotFound,
            format!("{} does not say where its web portal is", server.api.value.host()),
        )
    })?;
    let url = join(&portal, page);
    if context.ui.open(&url) {
        Ok(Outcome::new(View::Nothing).message(format!("Opened {url}")))
    } else {
        Ok(Outcome::new(View::Text(format!("{}\n", context.theme.line(&url)))))
    }
}

/// The portal's address: as stored at login, else as the server says.
pub fn address(server: &Server, context: &Context<'_>) -> Result<Option<String>, ApiError> {
    match &server.portal {
        Some(portal) => Ok(Some(portal.clone())),
        None => ask_configuration(&server.profile, &server.api.value, &server.api.source, context),
    }
}

/// The portal's address, from `GET /api/configuration/`.
pub fn ask_configuration(
    profile: &str,
    api: &ApiUrl,
    source: &Source,
    context: &Context<'_>,
) -> Result<Option<String>, ApiError> {
    let client = context.anonymous_client(profile, api.clone(), source);
    Ok(portal::configuration(&client)?.portal)
}

/// A cell that leads to a page of the portal, where both are known.
pub fn link(cell: Cell, portal: Option<&str>, page: Option<String>) -> Cell {
    match (cell, portal, page) {
        (Cell::Text(text), Some(portal), Some(page)) => Cell::Linked(text, join(portal, &page)),
        (cell, ..) => cell,
    }
}

/// A block that does.
pub fn link_block(block: Block, portal: Option<&str>, page: Option<String>) -> Block {
    match (portal, page) {
        (Some(portal), Some(page)) => Block::Linked(Box::new(block), join(portal, &page)),
        (None, _) | (_, None) => block,
    }
}
