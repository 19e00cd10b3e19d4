//! A form against the server, field by field: what each side changed since the last pull or push.
//! Texts are never merged inside of a field.

use super::names::{NOTES, SCORE};
use super::normal::{digest, normal};
use super::{Base, Form, Values};

/// Which side changed a field since the last pull or push.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Both sides hold the same.
    None,
    /// Only the form.
    Form,
    /// Only the server.
    Server,
    /// Both, differently.
    Both,
}

/// A field of the form and of the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The name that the field has in a form.
    pub name: String,
    /// Which side changed it.
    pub change: Change,
    /// The form's value in its normal form; a score in digits, empty where there is none.
    pub form: String,
    /// The server's value, likewise.
    pub server: String,
}

/// Compares each field that the server shows. `earlier` are earlier versions of the form: a value
/// that one of them holds was sent from here, and does not count as a change of the server.
pub fn compare(form: &Form, server: &Values, earlier: &[Form]) -> Vec<Comparison> {
    let base = form.base();
    let score = compare_score(form, server.score, &base, earlier);
    let texts = server.texts.iter().map(|(name, text)| {
        let server = normal(text);
        let known = base.digests.get(name);
        let Some(own) = form.text(name) else {
            return compare_missing(name, server, known);
        };
        let was_sent =
            || earlier.iter().any(|form| form.text(name).is_some_and(|text| text == server));
        let change = change_of(&Sides {
            is_equal: own == server,
            form_changed: known.map(|base| *base != digest(&own)),
            server_changed: known.map(|base| *base != digest(&server)),
            is_server_empty: server.is_empty(),
            was_sent: &was_sent,
        });
        Comparison { name: name.clone(), change, form: own, server }
    });
    std::iter::once(score).chain(texts).collect()
}

/// A section that is missing leaves its field as the server has it, unless it has another text there
/// than at the last pull or push, which the user has not seen.
fn compare_missing(name: &str, server: String, known: Option<&String>) -> Comparison {
    let is_seen = known.map_or(server.is_empty(), |base| *base == digest(&server));
    let (change, form) =
        if is_seen { (Change::None, server.clone()) } else { (Change::Server, String::new()) };
    Comparison { name: name.to_owned(), change, form, server }
}

fn compare_score(form: &Form, server: u64, base: &Base, earlier: &[Form]) -> Comparison {
    let own = form.score();
    let was_sent = || earlier.iter().any(|form| form.score() == server);
    let change = change_of(&Sides {
        is_equal: own == server,
        form_changed: base.score.map(|base| base != own),
        server_changed: base.score.map(|base| base != server),
        is_server_empty: server == 0,
        was_sent: &was_sent,
    });
    let text = |score: u64| if score == 0 { String::new() } else { score.to_string() };
    Comparison { name: SCORE.to_owned(), change, form: text(own), server: text(server) }
}

/// Facts of the two sides of a field. Without a base it is not known what changed.
struct Sides<'s> {
    is_equal: bool,
    form_changed: Option<bool>,
    server_changed: Option<bool>,
    is_server_empty: bool,
    was_sent: &'s dyn Fn() -> bool,
}

fn change_of(sides: &Sides<'_>) -> Change {
    match (sides.form_changed, sides.server_changed) {
        _ if sides.is_equal => Change::None,
        (Some(false), _) => Change::Server,
        (_, Some(false)) => Change::Form,
        (None, _) | (_, None) if sides.is_server_empty => Change::Form,
        _ if (sides.was_sent)() => Change::Form,
        _ => Change::Both,
    }
}

/// Returns whether a form has text that the server did not have at the last pull, push or
/// submission: the user's own notes, or a section that was changed since.
pub fn has_unsent_text(form: &Form) -> bool {
    let base = form.base();
    form.sections().any(|name| {
        let text = form.text(name).unwrap_or_default();
        let is_sent = name != NOTES && base.digests.get(name) == Some(&digest(&text));
        !text.is_empty() && !is_sent
    })
}

/// Takes over what the server changed, puts both texts where both sides changed a field, and notes
/// the server's values as the new base. Says whether the form's values or sections changed.
pub fn merge(form: &mut Form, server: &Values, comparisons: &[Comparison]) -> bool {
    let mut is_changed = false;
    for comparison in comparisons {
        let Comparison { name, form: own, server: other, .. } = comparison;
        let score = |text: &str| text.parse().unwrap_or(0);
        match (comparison.change, name.as_str()) {
            (Change::None | Change::Form, _) => continue,
            (Change::Server, SCORE) => form.set_score(score(other)),
            (Change::Server, _) => form.set_text(name, other),
            (Change::Both, SCORE) => form.set_score_conflict(score(own), score(other)),
            (Change::Both, _) => form.set_text_conflict(name, own, other),
        }
        is_changed = true;
    }
    for (name, text) in &server.texts {
        if name != NOTES && form.text(name).is_none() {
            form.set_text(name, text);
            is_changed = true;
        }
    }
    if is_changed {
        form.set_key("ready", "false");
    }
    form.set_base(server);
    is_changed
}

#[cfg(test)]
mod tests {
    use super::{Change, compare, has_unsent_text, merge};
    use crate::review_form::{Form, FormHead, Values, new_form, read};

    fn values(score: u64, public: &str, team: &str) -> Values {
        let text = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        Values {
            score,
            texts: vec![text("public", public), text("private", ""), text("team", team)],
        }
    }

    fn form_of(server: &Values) -> Form {
        new_form(
            &FormHead {
                review: "5c1e0d7a9b3f4e21a6d80c42f7b9e313".to_owned(),
                proposal: "GW-0147".to_owned(),
                server: "https://waldur.example.ac.uk".to_owned(),
                ..FormHead::default()
            },
            server,
        )
    }

    fn changes(form: &Form, server: &Values, earlier: &[Form]) -> Vec<(String, Change)> {
        let all = compare(form, server, earlier).into_iter();
        all.filter(|one| one.change != Change::None).map(|one| (one.name, one.change)).collect()
    }

    #[test]
    fn each_side_of_a_field_can_change() {
        let base = values(3, "Good.", "");
        for (own, server, expected) in [
            (("3", "Good."), (3, "Good."), vec![]),
            // White space at the ends and the kind of line ends do not count.
            (("3", "Good."), (3, "\r\nGood. \n"), vec![]),
            (("4", "Good."), (3, "Good."), vec![("score", Change::Form)]),
            (("3", "Better."), (3, "Good."), vec![("public", Change::Form)]),
            (("3", ""), (3, "Good."), vec![("public", Change::Form)]),
            (("3", "Good."), (4, "Good."), vec![("score", Change::Server)]),
            (("3", "Good."), (3, ""), vec![("public", Change::Server)]),
            (("4", "Better."), (4, "Better."), vec![]),
            (
                ("4", "Better."),
                (5, "Worse."),
                vec![("score", Change::Both), ("public", Change::Both)],
            ),
        ] {
            let mut form = form_of(&base);
            form.set_key("score", own.0);
            form.set_text("public", own.1);
            let found = changes(&form, &values(server.0, server.1, ""), &[]);
            let expected: Vec<(String, Change)> =
                expected.into_iter().map(|(name, change)| (name.to_owned(), change)).collect();
            assert_eq!(found, expected, "{own:?} {server:?}");
        }
    }

    #[test]
    fn missing_section_is_added_in_its_place_with_the_text_of_the_server() {
        let base = values(3, "Good.", "");
        let text = form_of(&base).to_text();
        let heading = |name: &str| text[..text.find(name).unwrap()].rfind("## ").unwrap();
        let (start, end) = (heading("{#team}"), heading("{#notes}"));
        let without = format!("{}{}", &text[..start], &text[end..]);
        let reading = read(without.as_bytes());
        assert!(!reading.has_errors(), "{:?}", reading.problems);
        let mut form = reading.form;
        assert_eq!(form.text("team"), None);
        // It stays as the server had it, and what the server has changed there since is not unseen.
        assert_eq!(changes(&form, &base, &[]), []);
        let server = values(3, "Good.", "Strong.");
        assert_eq!(changes(&form, &server, &[]), [("team".to_owned(), Change::Server)]);
        let compared = compare(&form, &server, &[]);
        form.set_key("ready", "true");
        assert!(merge(&mut form, &server, &compared) && !form.is_ready());
        assert_eq!(form.text("team").as_deref(), Some("Strong."));
        let names: Vec<&str> = form.sections().collect();
        assert_eq!(names, ["public", "private", "team", "notes"]);
        let again = read(form.to_text().as_bytes());
        assert!(!again.has_errors(), "{:?}", again.problems);
        assert_eq!(changes(&again.form, &server, &[]), []);
        // A form without a line end at its end, and with those of Windows, keeps its own.
        let windows = without.trim_end().replace('\n', "\r\n");
        let mut form = read(windows.as_bytes()).form;
        assert!(merge(&mut form, &server, &[]));
        let written = form.to_text();
        assert_eq!(written.matches('\n').count(), written.matches("\r\n").count());
        assert!(!read(written.as_bytes()).has_errors(), "{written}");
    }

    #[test]
    fn text_that_was_not_sent_is_known() {
        let base = values(3, "Good.", "");
        for (name, text, expected) in [
            ("public", "Good.", false),
            ("public", "\r\nGood. ", false),
            ("public", "Better.", true),
            ("public", "", false),
            ("team", "Strong.", true),
            ("notes", "Ask about the budget.", true),
            ("notes", " ", false),
        ] {
            let mut form = form_of(&base);
            form.set_text(name, text);
            assert_eq!(has_unsent_text(&form), expected, "{name}: {text:?}");
        }
    }

    #[test]
    fn without_a_base_a_value_on_the_server_counts_as_changed() {
        let text = form_of(&values(3, "Good.", "")).to_text();
        let cut = text.split("<!-- base").next().unwrap();
        let mut form = read(cut.as_bytes()).form;
        form.set_text("team", "New.");
        form.set_text("public", "Mine.");
        assert_eq!(
            changes(&form, &values(3, "Good.", ""), &[]),
            [("public".to_owned(), Change::Both), ("team".to_owned(), Change::Form)]
        );
        // Nor is it known whether the text of a section that is missing was seen.
        let heading = cut.find("## Project team").unwrap();
        let form = read(&cut.as_bytes()[..heading]).form;
        let server = values(3, "Good.", "Strong.");
        assert!(changes(&form, &server, &[]).contains(&("team".to_owned(), Change::Server)));
    }

    #[test]
    fn value_that_was_sent_from_here_is_no_change_of_the_server() {
        // An editor that was open during the push wrote the old base back.
        let before = form_of(&values(0, "", ""));
        let mut sent = before.clone();
        sent.set_text("public", "Sent.");
        let mut later = before;
        later.set_text("public", "Later.");
        let server = values(0, "Sent.", "");
        assert_eq!(changes(&later, &server, &[]), [("public".to_owned(), Change::Both)]);
        assert_eq!(changes(&later, &server, &[sent]), [("public".to_owned(), Change::Form)]);
    }

    #[test]
    fn merge_takes_over_and_marks_conflicts() {
        let mut form = form_of(&values(3, "Good.", "One."));
        form.set_key("score", "4");
        form.set_text("public", "Mine.");
        form.set_key("ready", "true");
        let server = values(5, "Theirs.", "Two.");
        let comparisons = compare(&form, &server, &[]);
        assert!(merge(&mut form, &server, &comparisons));
        assert!(!form.is_ready());
        assert_eq!(form.key("score"), Some("4 | 5"));
        assert_eq!(form.text("team").as_deref(), Some("Two."));
        let text = form.to_text();
        assert!(
            text.contains("\n<<<<<<< yours\nMine.\n=======\nTheirs.\n>>>>>>> server\n"),
            "{text}"
        );
        let reading = read(text.as_bytes());
        assert!(reading.has_conflicts_only(), "{:?}", reading.problems);
        assert_eq!(reading.form, form);
        // Once resolved, only what differs from the server is left to send.
        form.set_key("score", "4");
        form.set_text("public", "Both.");
        assert_eq!(
            changes(&form, &server, &[]),
            [("score".to_owned(), Change::Form), ("public".to_owned(), Change::Form)]
        );
    }

    #[test]
    fn nothing_to_merge_leaves_the_form_ready() {
        let server = values(3, "Good.", "");
        let mut form = form_of(&server);
        form.set_key("ready", "true");
        form.set_text("public", "Better.");
        let before = form.to_text();
        let comparisons = compare(&form, &server, &[]);
        assert!(!merge(&mut form, &server, &comparisons));
        assert_eq!(form.to_text(), before);
    }
}
