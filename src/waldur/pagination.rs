//! The documents that the server sends: an object, or a list in one body or in pages. The bytes are
//! kept, so that they can be passed on as they came; readings are made from them.

use std::collections::HashSet;
use std::marker::PhantomData;

use anyhow::Result;
use serde_json::value::RawValue;

use super::items::Item;
use super::json::{Document, elements};
use super::record::RecordType;
use super::response::ServerResponse;
use super::{ApiError, Client, ListBudget, MOST_LANES, Problem, in_lanes};
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

    /// An element of a list by itself.
    pub fn of_element(raw: &RawValue) -> Self {
        Self { body: raw.get().as_bytes().to_vec(), record: PhantomData }
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
    /// The number of elements, counted when they were checked.
    length: usize,
    record: PhantomData<fn() -> T>,
}

impl<T: RecordType> List<T> {
    /// The list in the body of `GET /api/{path}`.
    ///
    /// # Errors
    /// [`ApiError`], also when the body is not a list of objects.
    pub fn of_one_body(client: &Client, path: &str) -> Result<Self, ApiError> {
        let body = client.get(path)?;
        let length = objects(client, path, &body)?.len();
        Ok(Self { pages: vec![body], length, record: PhantomData })
    }

    /// The number of elements.
    pub fn len(&self) -> usize {
        self.length
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
        if let Some(list) = read_pages(client, path, &budget)? {
            return Ok(list);
        }
    }
    Err(UserError::new(
        ErrorKind::ServerFailed,
        format!("the list on {} changed while it was read, twice", client.facts().host),
    )
    .hint("a part of it is not shown as the whole; try again")
    .into())
}

/// The pages of a list that were read so far, and whether they still add up.
struct Pages<'c> {
    client: &'c Client,
    /// The path without its query.
    path: &'c str,
    bodies: Vec<Vec<u8>>,
    uuids: HashSet<String>,
    with_uuid: usize,
    elements: usize,
    count: Option<usize>,
}

impl Pages<'_> {
    /// Takes the next page; says whether the list can still be whole with it.
    fn take(&mut self, response: ServerResponse) -> Result<bool, ApiError> {
        let found = objects(self.client, self.path, &response.body)?;
        let before = self.with_uuid;
        for raw in &found {
            if let Some(uuid) = Document::<Item<'_>>::new(raw).read.uuid() {
                self.with_uuid += 1;
                self.uuids.insert(uuid.to_owned());
            }
        }
        self.elements += found.len();
        // A page that brings nothing new must not be followed.
        let is_endless = self.uuids.len() < self.with_uuid
            || self.with_uuid == before
            || response.count.is_some_and(|count| self.elements >= count);
        // Each page must have the same count: one that grew or shrank has moved the others.
        let has_moved = !self.bodies.is_empty() && self.count != response.count;
        self.count = response.count;
        self.bodies.push(response.body);
        Ok(!(has_moved || response.next.is_some() && is_endless))
    }

    /// How many pages there are by the count and the length of the first, which alone was taken.
    fn expected(&self) -> Option<usize> {
        Some(self.count?.div_ceil(self.elements.max(1)))
    }

    /// The queries of the pages after the first, where it says enough.
    fn further_queries(&self, next: &str) -> Option<Vec<String>> {
        let pages = self.expected()?;
        let (before, after) = if let Some(after) = next.strip_prefix("page=2") {
            ("", after)
        } else {
            let at = next.find("&page=2")?;
            (next.get(..at + 1)?, next.get(at + "&page=2".len()..)?)
        };
        let is_whole = after.is_empty() || after.starts_with('&');
        is_whole.then(|| (2..=pages).map(|page| format!("{before}page={page}{after}")).collect())
    }

    /// The list, or nothing where the pages do not add up to what the server counts. An element on
    /// two pages means that another one was missed.
    fn into_list<T>(self) -> Option<List<T>> {
        let is_complete = self.count.is_none_or(|count| count == self.elements)
            && self.uuids.len() == self.with_uuid;
        is_complete.then_some(List {
            pages: self.bodies,
            length: self.elements,
            record: PhantomData,
        })
    }
}

/// All pages, or nothing where they do not add up to what the server counts. The pages after the
/// first are read several at once where the first tells their addresses.
fn read_pages<T>(
    client: &Client,
    path: &str,
    budget: &ListBudget,
) -> Result<Option<List<T>>, ApiError> {
    let (bare, _) = path.split_once('?').unwrap_or((path, ""));
    let mut pages = Pages {
        client,
        path: bare,
        bodies: Vec::new(),
        uuids: HashSet::new(),
        with_uuid: 0,
        elements: 0,
        count: None,
    };
    let first = client.get_page_within(path, budget)?;
    let mut next = first.next.clone();
    if !pages.take(first)? {
        return Ok(None);
    }
    if next.is_some() && pages.expected().is_some_and(|expected| expected > MOST_PAGES) {
        return Err(client.too_many_pages(bare, MOST_PAGES));
    }
    let get = |query: &String| match client.get_page_within(&format!("{bare}?{query}"), budget) {
        // The list became shorter, and this page is gone.
        Err(error) if error.problem == Problem::NotFound => Ok(None),
        other => other.map(Some),
    };
    if let Some(queries) = next.as_deref().and_then(|next| pages.further_queries(next)) {
        let last = queries.len();
        for (number, page) in in_lanes(&queries, MOST_LANES, get)?.into_iter().enumerate() {
            let Some(page) = page else {
                return Ok(None);
            };
            let is_last = number + 1 == last;
            if page.next.is_some() == is_last || !pages.take(page)? {
                return Ok(None);
            }
        }
        return Ok(pages.into_list());
    }
    while let Some(query) = next.take() {
        if pages.bodies.len() >= MOST_PAGES {
            return Err(client.too_many_pages(bare, MOST_PAGES));
        }
        let Some(page) = get(&query)? else {
            return Ok(None);
        };
        next.clone_from(&page.next);
        if !pages.take(page)? {
            return Ok(None);
        }
    }
    Ok(pages.into_list())
}
