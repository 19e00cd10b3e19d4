//! The forms of reviews on this computer, and what each is to the review on the server.

use std::collections::BTreeMap;
use std::path::Path;

use crate::commands::context::Context;
use crate::error::UserError;
use crate::review_form::{
    Change, FormFile, NOTES, PRIVATE, PUBLIC, Severity, Values, check, compare, forms_in, name_of,
};
use crate::waldur::pagination::Object;
use crate::waldur::{Review, reviews};

/// The forms of a folder by the UUID of their review.
///
/// # Errors
/// When the folder or a form cannot be read.
pub fn forms_by_review(folder: &Path) -> Result<BTreeMap<String, FormFile>, UserError> {
    let mut found = BTreeMap::new();
    if folder.as_os_str().is_empty() || folder.is_dir() {
        for path in forms_in(folder)? {
            let form = FormFile::open(&path)?;
            found.entry(form.reading.form.review().to_owned()).or_insert(form);
        }
    }
    Ok(found)
}

/// The forms of the current folder and of the setting `reviews.folder`; what cannot be read is
/// none. With `--redact` none is known: the texts to compare them with are hidden.
pub fn known_forms(context: &Context<'_>) -> BTreeMap<String, FormFile> {
    if context.settings.display.redact {
        return BTreeMap::new();
    }
    let mut found = context
        .settings
        .reviews_folder()
        .and_then(|folder| forms_by_review(&folder).ok())
        .unwrap_or_default();
    found.extend(forms_by_review(Path::new("")).unwrap_or_default());
    found
}

/// The state of a form, for the column FORM: `-` where there is none.
pub fn form_state(form: Option<&FormFile>, review: &Object<Review<'static>>) -> &'static str {
    let Some(form) = form else {
        return "-";
    };
    if !review.read().is_open() {
        return "closed";
    }
    let problems = check(&form.reading, true);
    let has = |code: &str| problems.iter().any(|problem| problem.code == code);
    if has("conflict-mark") {
        return "conflict";
    }
    if problems.iter().any(|problem| problem.severity == Severity::Error) {
        return "has errors";
    }
    if form.reading.form.is_ready() {
        return "ready";
    }
    let values = values_of(review);
    let comparisons = compare(&form.reading.form, &values, &[]);
    if comparisons.iter().any(|one| matches!(one.change, Change::Form | Change::Both)) {
        "not pushed"
    } else if has("score-missing") {
        "no score"
    } else {
        "not ready"
    }
}

/// The values of a review, by the names that they have in a form: the two summaries first.
pub fn values_of(review: &Object<Review<'static>>) -> Values {
    let mut texts: Vec<(String, String)> = reviews::texts(review.raw())
        .into_iter()
        .filter_map(|(key, text)| Some((name_of(&key)?.to_owned(), text)))
        .filter(|(name, _)| name != NOTES)
        .collect();
    texts.sort_by_key(|(name, _)| match name.as_str() {
        PUBLIC => 0,
        PRIVATE => 1,
        _ => 2,
    });
    Values { score: review.read().score(), texts }
}
