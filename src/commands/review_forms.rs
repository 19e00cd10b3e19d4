//! The forms of reviews on this computer, and what each is to the review on the server.

use std::collections::BTreeMap;
use std::path::Path;

use crate::commands::context::Context;
use crate::error::UserError;
use crate::review_form::{
    Change, FormFile, NOTES, PRIVATE, PUBLIC, Problem, Severity, Values, check, compare, forms_in,
    missing_part, name_of,
};
use crate::waldur::pagination::Object;
use crate::waldur::{Review, reviews};

/// The forms of a folder.
///
/// # Errors
/// When the folder or a form cannot be read.
pub fn forms_of(folder: &Path) -> Result<Vec<FormFile>, UserError> {
    if !folder.as_os_str().is_empty() && !folder.is_dir() {
        return Ok(Vec::new());
    }
    forms_in(folder)?.iter().map(|path| FormFile::open(path)).collect()
}

/// Forms by the UUID of their review; of two, the first.
pub fn by_review(forms: Vec<FormFile>) -> BTreeMap<String, FormFile> {
    let mut found = BTreeMap::new();
    for form in forms {
        found.entry(form.review()).or_insert(form);
    }
    found
}

/// The forms of the current folder and of the setting `reviews.folder`; what cannot be read is
/// none. With `--redact` none is known: the texts to compare them with are hidden.
pub fn known_forms(context: &Context<'_>) -> BTreeMap<String, FormFile> {
    if context.settings.display.redact {
        return BTreeMap::new();
    }
    let of = |folder: &Path| by_review(forms_of(folder).unwrap_or_default());
    let mut found = context.settings.reviews_folder().map(|folder| of(&folder)).unwrap_or_default();
    found.extend(of(Path::new("")));
    found
}

/// The state of a form, for the column FORM: `-` where there is none.
pub fn form_state(form: Option<&FormFile>, review: &Object<Review<'static>>) -> &'static str {
    let Some(form) = form else {
        return "-";
    };
    if review.read().is_finished() {
        return "closed";
    }
    let problems = check(&form.reading, false);
    if problems.iter().any(|problem| problem.code == "conflict-mark") {
        return "conflict";
    }
    let is_fault = |problem: &Problem| {
        problem.severity == Severity::Error && missing_part(problem.code).is_none()
    };
    if problems.iter().any(is_fault) {
        return "has errors";
    }
    let form = &form.reading.form;
    let lacks_statement = review.read().needs_conflict_statement() && !form.states_no_conflict();
    let lacks = problems.iter().find_map(|problem| missing_part(problem.code));
    let lacks = lacks.or_else(|| lacks_statement.then_some("no statement"));
    if form.is_ready() {
        return lacks.unwrap_or("ready");
    }
    let comparisons = compare(form, &values_of(review), &[]);
    if comparisons.iter().any(|one| matches!(one.change, Change::Form | Change::Both)) {
        "not pushed"
    } else {
        lacks.unwrap_or("not ready")
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
