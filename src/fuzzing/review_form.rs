//! The form of a review.

use crate::review_form::{Change, Form, FormHead, Reading, Values, compare, merge, new_form, read};

use super::Input;

/// Texts that are in no section but their own, and the names of these sections.
const OWN: [(&str, &str); 2] = [("private", "Qz7private7zQ"), ("notes", "Qz7notes7zQ")];

/// Texts survive a form, merges mark what both sides changed, and an edit without errors moves no
/// text to other readers.
pub fn review_form(data: &[u8]) {
    let mut input = Input(data);
    let server = values(&mut input);
    let own = values(&mut input);
    let form = new_form(&head(&mut input), &server);
    assert_eq!(read_again(&form).problems, Vec::new());
    assert!(compare(&form, &server, &[]).iter().all(|one| one.change == Change::None));
    for (name, text) in &server.texts {
        assert_eq!(form.text(name), Some(crate::review_form::normal(text)));
    }

    // The reviewer writes, and the server's values change.
    let mut written = form.clone();
    written.set_score(own.score);
    for (name, text) in &own.texts {
        written.set_text(name, text);
    }
    let changed = values(&mut input);
    let comparisons = compare(&written, &changed, &[]);
    let mut merged = written.clone();
    merge(&mut merged, &changed, &comparisons);
    let has_conflict = comparisons.iter().any(|one| one.change == Change::Both);
    let reading = read_again(&merged);
    assert_eq!(reading.has_errors(), has_conflict, "{:?}", reading.problems);
    assert!(!has_conflict || reading.has_conflicts_only());
    for one in &comparisons {
        let expected = match one.change {
            Change::Server => &one.server,
            Change::None | Change::Form => &one.form,
            // Both texts are in the file, which is not a text that could be sent.
            Change::Both => continue,
        };
        let found = match one.name.as_str() {
            "score" if merged.score() == 0 => String::new(),
            "score" => merged.score().to_string(),
            name => merged.text(name).unwrap_or_default(),
        };
        assert_eq!(&found, expected, "{} was lost", one.name);
    }

    // Any edit of the file, by somebody who did not write such a text elsewhere themselves.
    for (name, text) in OWN {
        if String::from_utf8_lossy(data).contains(text) {
            return;
        }
        written.set_text(name, text);
    }
    let place = usize::from(input.byte()) << 8 | usize::from(input.byte());
    let deleted = input.number(0, 255);
    let inserted = input.rest();
    for text in [edited(&written, (place, deleted), &inserted), inserted.into_owned()] {
        let reading = read(text.as_bytes());
        assert_eq!(reading.form.to_text(), text.as_str());
        if !reading.has_errors() {
            for (name, own) in OWN {
                for other in reading.form.sections().filter(|other| *other != name) {
                    let text = reading.form.text(other).unwrap_or_default();
                    assert!(!text.contains(own), "the text of {name} is in {other}");
                }
            }
        }
    }
}

/// A form as it is in the file.
fn read_again(form: &Form) -> Reading {
    let reading = read(form.to_text().as_bytes());
    assert_eq!(&reading.form, form);
    reading
}

fn values(input: &mut Input<'_>) -> Values {
    let score = u64::try_from(input.number(0, 6)).unwrap_or_default();
    let texts = ["public", "private", "team"].map(|name| (name.to_owned(), input.text()));
    Values { score, texts: texts.into() }
}

fn head(input: &mut Input<'_>) -> FormHead {
    FormHead {
        review: "5c1e0d7a9b3f4e21a6d80c42f7b9e313".to_owned(),
        proposal: "GW-0147".to_owned(),
        server: "https://waldur.example.ac.uk".to_owned(),
        title: input.text(),
        explanation: Vec::new(),
        asks_for_conflict_statement: input.flag(),
    }
}

/// A form in which some bytes behind the keys are replaced by a text.
fn edited(form: &Form, (place, deleted): (usize, usize), inserted: &str) -> String {
    let mut text = form.to_text();
    let first = text.find("\n# ").unwrap_or_default();
    let boundary = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = boundary(first + place % (text.len() - first + 1));
    let end = boundary((start + deleted).min(text.len()));
    text.replace_range(start..end, inserted);
    text
}
