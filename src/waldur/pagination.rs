//! Lists of the server: one body or all pages of it.

use crate::error::ErrorKind;
use crate::error::UserError;
use crate::waldur::ApiError;
use crate::waldur::Client;
use crate::waldur::Document;
use crate::waldur::Item;
use crate::waldur::Problem;
use crate::waldur::Scalar;
use crate::waldur::members;
use anyhow::Result;
use serde_json::value::RawValue;

/// No list has more pages: at 300 elements a page, that is 300,000.
pub(crate) const MOST_PAGES: usize = 1000;

/// The object that the server gave, unread.
///
/// # Errors
/// When the body is not JSON, or not an object.
pub(crate) fn object<'b>(
    client: &Client,
    path: &str,
    body: &'b [u8],
) -> Result<&'b RawValue, ApiError> {
    const WHAT: &str = "an object was expected";
    let raw: &RawValue =
        serde_json::from_slice(body).map_err(|error| client.json_error(path, &error, WHAT))?;
    if raw.get().starts_with('{') { Ok(raw) } else { Err(client.shape_error(path, WHAT)) }
}

/// The text at the end of a path of member names.
pub(crate) fn member_text(body: &[u8], path: &[&str]) -> Option<String> {
    let mut raw: &RawValue = serde_json::from_slice(body).ok()?;
    for name in path {
        raw = members(raw).ok()?.into_iter().find(|(key, _)| key == name)?.1;
    }
    serde_json::from_str::<Scalar<'_>>(raw.get()).ok()?.text().map(Into::into)
}

/// The unread elements of a list that the server gave.
///
/// # Errors
/// When the body is not JSON, or not a list of objects.
pub(crate) fn listed<'b>(client: &Client, path: &str, body: &'b [u8]) -> Result<Vec<&'b RawValue>> {
    let elements = crate::waldur::elements(body)
        .map_err(|error| client.json_error(path, &error, "a list was expected"))?;
    if elements.iter().all(|element| element.get().starts_with('{')) {
        Ok(elements)
    } else {
        Err(client.shape_error(path, "a list of objects was expected").into())
    }
}

/// The bodies of all pages of a list, never a part of it shown as the whole.
///
/// # Errors
/// As every request; also when the list changed while it was read, twice.
pub(crate) fn all_pages(client: &Client, path: &str) -> Result<Vec<Vec<u8>>> {
    for _ in 0..2 {
        if let Some(bodies) = read_pages(client, path)? {
            return Ok(bodies);
        }
    }
    Err(UserError::new(
        ErrorKind::ServerFailed,
        format!("the list on {} changed while it was read, twice", client.facts().host),
    )
    .hint("a part of it is not shown as the whole; try again")
    .into())
}

/// All pages, or nothing where they do not add up to what the server counts.
pub(crate) fn read_pages(client: &Client, path: &str) -> Result<Option<Vec<Vec<u8>>>> {
    let (bare, _) = path.split_once('?').unwrap_or((path, ""));
    let mut next = Some(path.to_owned());
    let mut bodies = Vec::new();
    let mut uuids = std::collections::BTreeSet::new();
    let (mut with_uuid, mut total) = (0, 0);
    let mut count = None;
    while let Some(page) = next.take() {
        let answer = match client.get_page(&page) {
            // The list became shorter, and this page went.
            Err(error) if error.problem == Problem::NotFound && !bodies.is_empty() => {
                return Ok(None);
            }
            other => other?,
        };
        let found = listed(client, bare, &answer.body)?;
        let before = with_uuid;
        for raw in &found {
            if let Some(uuid) = Document::<Item<'_>>::new(raw).read.uuid() {
                with_uuid += 1;
                uuids.insert(uuid.to_owned());
            }
        }
        total += found.len();
        // A page that brings nothing new leads nowhere, and neither do more pages than there can be.
        let is_endless = uuids.len() < with_uuid
            || with_uuid == before
            || answer.count.is_some_and(|count| total >= count)
            || bodies.len() >= MOST_PAGES;
        if answer.next.is_some() && is_endless {
            return Ok(None);
        }
        // Each page must tell of the same whole: one that grew or shrank has moved the others.
        if !bodies.is_empty() && count != answer.count {
            return Ok(None);
        }
        count = answer.count;
        next = answer.next.map(|query| format!("{bare}?{query}"));
        bodies.push(answer.body);
    }
    // An element on two pages means that another one was missed.
    let complete = count.is_none_or(|count| count == total) && uuids.len() == with_uuid;
    Ok(complete.then_some(bodies))
}
