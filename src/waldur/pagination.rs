//! What the server sends: an object, or a list in one body or in pages. The bytes are kept, so that
//! they can be passed on as they came; readings are made from them.

use std::collections::HashSet;
use std::marker::PhantomData;

use anyhow::Result;
use serde_json::value::RawValue;

use super::items::Item;
use super::json::{Document, elements};
use super::record::RecordType;
use super::{ApiError, Client, ListBudget, Problem};
use crate::error::{ErrorKind, UserError};

/// No list has more pages: at 300 elements a page, that is 300,000.
const MOST_PAGES: usize = 1000;

/// A JSON object that the server sent.
#[derive(Debug)]
pub struct Object<T> {
    body: Vec<u8>,
    record: PhantomData<fn() -> T>,
}

impl<T: RecordType> Object<T> {
    /// The object in the body of `GET /api/{path}`.
    ///
    /// # Errors
    /// [`ApiError`], also when the body is not an object.
    pub fn get(client: &Client, path: &str) -> Result<Self, ApiError> {
        let (bare, _) = path.split_once('?').unwrap_or((path, ""));
        Self::new(client, bare, client.get(path)?)
    }

    /// The object in a body that `path` gave.
    ///
    /// # Errors
    /// [`ApiError`] when the body is not an object.
    pub fn new(client: &Client, path: &str, body: Vec<u8>) -> Result<Self, ApiError> {
        const EXPECTED: &str = "an object was expected";
        let raw: &RawValue = serde_json::from_slice(&body)
            .map_err(|error| client.json_error(path, &error, EXPECTED))?;
        if raw.get().starts_with('{') {
            Ok(Self { body, record: PhantomData })
        } else {
            Err(client.shape_error(path, EXPECTED))
        }
    }

    /// The server's text of the object.
    pub fn raw(&self) -> &RawValue {
        // It was checked when it was made.
        serde_json::from_slice(&self.body).unwrap_or(RawValue::NULL)
    }

    /// The reading of the object.
    pub fn read(&self) -> T::Read<'_> {
        Document::new(self.raw()).read
    }

    /// The body as the server sent it.
    pub fn into_body(self) -> Vec<u8> {
        self.body
    }
}

/// A list of JSON objects that the server sent, in one body or in pages.
#[derive(Debug)]
pub struct List<T> {
    pages: Vec<Vec<u8>>,
    record: PhantomData<fn() -> T>,
}

impl<T: RecordType> List<T> {
    /// The list in the body of `GET /api/{path}`.
    ///
    /// # Errors
    /// [`ApiError`], also when the body is not a list of objects.
    pub fn of_one_body(client: &Client, path: &str) -> Result<Self, ApiError> {
        let body = client.get(path)?;
        objects(client, path, &body)?;
        Ok(Self { pages: vec![body], record: PhantomData })
    }

    /// The elements, unread, in the server's order.
    pub fn elements(&self) -> Vec<&RawValue> {
        // Every page was checked when it came.
        self.pages.iter().flat_map(|page| elements(page).unwrap_or_default()).collect()
    }

    /// The elements with their readings.
    pub fn documents(&self) -> Vec<Document<'_, T::Read<'_>>> {
        self.elements().into_iter().map(Document::new).collect()
    }

    /// The readings of the elements.
    pub fn records(&self) -> Vec<T::Read<'_>> {
        self.elements().into_iter().map(|raw| Document::new(raw).read).collect()
    }

    /// The body as the server sent it, where the list came in one.
    pub fn only_body(&self) -> Option<&[u8]> {
        if let [only] = self.pages.as_slice() { Some(only) } else { None }
    }
}

impl<T> List<T> {
    /// The body as the server sent it, where the list came in one.
    pub fn into_only_body(mut self) -> Option<Vec<u8>> {
        if self.pages.len() == 1 { self.pages.pop() } else { None }
    }
}

/// The elements of a body, each of which must be an object.
fn objects<'b>(client: &Client, path: &str, body: &'b [u8]) -> Result<Vec<&'b RawValue>, ApiError> {
    let elements =
        elements(body).map_err(|error| client.json_error(path, &error, "a list was expected"))?;
    if elements.iter().all(|element| element.get().starts_with('{')) {
        Ok(elements)
    } else {
        Err(client.shape_error(path, "a list of objects was expected"))
    }
}

/// All pages of a list; never a part of it as the whole.
///
/// # Errors
/// [`ApiError`]; a [`UserError`] when the list changed while it was read, twice.
pub fn all_pages<T: RecordType>(client: &Client, path: &str) -> Result<List<T>> {
    let budget = client.list_budget();
    for _ in 0..2 {
        if let Some(pages) = read_pages(client, path, &budget)? {
            return Ok(List { pages, record: PhantomData });
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
fn read_pages(client: &Client, path: &str, budget: &ListBudget) -> Result<Option<Vec<Vec<u8>>>> {
    let (bare, _) = path.split_once('?').unwrap_or((path, ""));
    let mut next = Some(path.to_owned());
    let mut bodies = Vec::new();
    let mut uuids = HashSet::new();
    let (mut with_uuid, mut total) = (0, 0);
    let mut count = None;
    while let Some(page) = next.take() {
        let response = match client.get_page_within(&page, budget) {
            // The list became shorter, and this page is gone.
            Err(error) if error.problem == Problem::NotFound && !bodies.is_empty() => {
                return Ok(None);
            }
            other => other?,
        };
        let found = objects(client, bare, &response.body)?;
        let before = with_uuid;
        for raw in &found {
            if let Some(uuid) = Document::<Item<'_>>::new(raw).read.uuid() {
                with_uuid += 1;
                uuids.insert(uuid.to_owned());
            }
        }
        total += found.len();
        // A page that brings nothing new, or more pages than there can be, must not be followed.
        let is_endless = uuids.len() < with_uuid
            || with_uuid == before
            || response.count.is_some_and(|count| total >= count)
            || bodies.len() >= MOST_PAGES;
        if response.next.is_some() && is_endless {
            return Ok(None);
        }
        // Each page must have the same count: one that grew or shrank has moved the others.
        if !bodies.is_empty() && count != response.count {
            return Ok(None);
        }
        count = response.count;
        next = response.next.map(|query| format!("{bare}?{query}"));
        bodies.push(response.body);
    }
    // An element on two pages means that another one was missed.
    let complete = count.is_none_or(|count| count == total) && uuids.len() == with_uuid;
    Ok(complete.then_some(bodies))
}
