//! Reviews by what was typed, and the values that the server has of one.

use std::convert::Infallible;
use std::path::Path;

use anyhow::Result;

use crate::commands::context::Context;
use crate::commands::resolve::{no_review, own_reviews};
use crate::error::UserError;
use crate::review_form::FormFile;
use crate::settings::Server;
use crate::waldur::pagination::{List, Object};
use crate::waldur::uuid::is_uuid;
use crate::waldur::{Client, MOST_LANES, Problem, Review, in_lanes, reviews, users};

/// The user's reviews in one of these states; all of them where no state is named.
///
/// # Errors
/// [`crate::waldur::ApiError`] of the list, or of the question who the user is.
pub fn own_list(
    client: &Client,
    server: &Server,
    states: &[String],
) -> Result<List<Review<'static>>> {
    match server.user.as_deref() {
        Some(user) => reviews::list(client, user, states),
        None => reviews::list(client, &users::me(client)?.uuid(client)?, states),
    }
}

/// The UUIDs of the reviews that were typed, each with its own error. A path names the review of
/// the form in it; it ends in `.md` or has a `/`.
///
/// # Errors
/// As [`own_list`].
pub fn uuids(
    typed: &[String],
    client: &Client,
    server: &Server,
    context: &Context<'_>,
) -> Result<Vec<Result<String>>> {
    let names: Vec<Result<String, UserError>> = typed.iter().map(|typed| name(typed)).collect();
    let known: Vec<String> = names.iter().flatten().cloned().collect();
    let mut found =
        own_reviews(&known, client, context, || own_list(client, server, &[]))?.into_iter();
    let found = names.into_iter().map(|name| match name {
        Ok(_) => found.next().unwrap_or_else(|| Ok(String::new())),
        Err(error) => Err(error.into()),
    });
    Ok(found.collect())
}

/// Returns the typed name, or the UUID in the form that it names.
fn name(typed: &str) -> Result<String, UserError> {
    let is_path = !typed.contains("://")
        && (typed.contains('/')
            || Path::new(typed).extension().is_some_and(|extension| extension == "md"));
    if !is_path {
        return Ok(typed.to_owned());
    }
    let form = FormFile::open(Path::new(typed))?;
    let review = form.reading.form.review();
    if is_uuid(review) {
        Ok(review.to_owned())
    } else {
        Err(UserError::usage(format!("{typed} is no review form: it names no review")))
    }
}

/// Reads reviews by their UUIDs, several at once. What was typed is named where there is none. Each
/// has its own error: that of its name, a not-found error, or [`crate::waldur::ApiError`].
pub fn read_reviews(
    named: Vec<Result<String>>,
    typed: &[String],
    client: &Client,
    context: &Context<'_>,
) -> Vec<Result<Object<Review<'static>>>> {
    let Ok(read) = in_lanes(&named, MOST_LANES, |uuid| {
        Ok::<_, Infallible>(uuid.as_ref().ok().map(|uuid| reviews::get(client, uuid)))
    });
    let found = named.into_iter().zip(read).zip(typed).map(|((uuid, read), typed)| {
        let uuid = uuid?;
        let read = read.unwrap_or_else(|| reviews::get(client, &uuid));
        read.map_err(|error| {
            if error.problem == Problem::NotFound {
                no_review(typed, client, context).into()
            } else {
                error.into()
            }
        })
    });
    found.collect()
}
