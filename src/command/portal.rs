//! The web portal: where it is, and its pages.

use anyhow::Result;
use url::Url;

use super::{member_text, object};
use crate::api::ApiError;
use crate::context::{Context, Outcome};
use crate::credentials::ApiUrl;
use crate::fault::{Fault, Kind};
use crate::output::View;
use crate::settings::{Server, Source};

/// The page of a reviewer's assignments; there is none for a single batch.
pub(super) const ASSIGNMENTS: &str = "reviews/assignments/";

/// The path below `/api/` of what is public about a server.
pub(super) const CONFIGURATION: &str = "configuration/";

/// Opens a page of the portal, or prints its address where no browser can be opened.
///
/// # Errors
/// When the portal's address is not known, or the server was not reached.
pub(super) fn open(page: &str, server: &Server, context: &mut Context<'_>) -> Result<Outcome> {
    let portal = address(server, context)?.ok_or_else(|| {
        Fault::new(
            Kind::NotFound,
            format!(
                "{} does not say where its web portal is",
                server.api.value.host()
            ),
        )
    })?;
    let url = format!("{}/{page}", portal.trim_end_matches('/'));
    if context.asker.open(&url) {
        Ok(Outcome::new(View::Nothing).message(format!("Opened {url}")))
    } else {
        Ok(Outcome::new(View::Text(format!(
            "{}\n",
            context.theme.line(&url)
        ))))
    }
}

/// The portal's address: as stored at login, else as the server says.
pub(super) fn address(server: &Server, context: &Context<'_>) -> Result<Option<String>, ApiError> {
    match &server.portal {
        Some(portal) => Ok(Some(portal.clone())),
        None => ask_configuration(&server.api.value, &server.api.source, context),
    }
}

/// The portal's address, from `GET /api/configuration/`.
pub(super) fn ask_configuration(
    api: &ApiUrl,
    source: &Source,
    context: &Context<'_>,
) -> Result<Option<String>, ApiError> {
    let client = context.anonymous_client(api.clone(), &source.to_string());
    let body = client.get(CONFIGURATION)?;
    object(&client, CONFIGURATION, &body)?;
    Ok(member_text(&body, &["WALDUR_CORE", "HOMEPORT_URL"])
        .or_else(|| member_text(&body, &["HOMEPORT_URL"]))
        // As a URL it holds no control characters, whatever the server sent.
        .and_then(|text| Url::parse(&text).ok())
        .filter(|url| matches!(url.scheme(), "https" | "http"))
        .map(String::from))
}
