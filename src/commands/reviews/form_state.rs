//! What a form is to the review on the server, in a word.

use crate::review_form::{Change, FormFile, Severity, check, compare};
use crate::waldur::Review;
use crate::waldur::pagination::Object;

use super::lookup::values_of;

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
