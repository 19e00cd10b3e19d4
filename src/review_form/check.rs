//! Problems of a form beyond its structure, and parts that it lacks for submission.

use super::keys::Score;
use super::names::{NOTES, PRIVATE, PUBLIC, SCORE, limit_of, title_of};
use super::normal::{count_words, digest};
use super::{Form, Problem, Reading, Severity};

/// The portal's boxes for the two summary texts hold so many characters.
const PORTAL_LIMIT: usize = 1000;
/// The scores that can be given.
const SCORES: std::ops::RangeInclusive<u64> = 1..=5;

/// The part that is missing for submission by a problem of this code, in words.
pub fn missing_part(code: &str) -> Option<&'static str> {
    match code {
        "score-missing" => Some("no score"),
        "public-empty" => Some("no text"),
        "conflict-unconfirmed" => Some("no statement"),
        _ => None,
    }
}

/// All problems of a form, those of reading it included, in the order of their lines.
/// `allow_empty`: an empty public text is no obstacle to submission.
pub fn check(reading: &Reading, allow_empty: bool) -> Vec<Problem> {
    let form = &reading.form;
    let mut problems = reading.problems.clone();
    if reading.has_errors() && !reading.has_conflicts_only() {
        return problems;
    }
    for name in form.sections() {
        let text = form.text(name).unwrap_or_default();
        check_text(form, name, &text, &mut problems);
    }
    check_score(form, &mut problems);
    check_completeness(form, allow_empty, &mut problems);
    let sections = form.sections().filter(|name| *name != NOTES);
    let texts: Vec<String> = sections.filter_map(|name| form.text(name)).collect();
    let words: usize = texts.iter().map(|text| count_words(text)).sum();
    let characters: usize = texts.iter().map(|text| text.chars().count()).sum();
    let message = format!("{words} words, {characters} characters");
    problems.push(Problem::error(1, "size", message).with(Severity::Note));
    problems.sort_by_key(|problem| (problem.line, problem.column));
    problems
}

fn check_text(form: &Form, name: &str, text: &str, problems: &mut Vec<Problem>) {
    let line = form.text_line(name);
    let length = text.chars().count();
    if let Some(limit) = limit_of(name)
        && length > limit
    {
        let message = format!("{length} characters, the server takes {limit}");
        problems.push(Problem::error(line, "too-long", message));
    }
    if [PUBLIC, PRIVATE].contains(&name) && length > PORTAL_LIMIT {
        let message = format!("{length} characters; the portal's box holds {PORTAL_LIMIT}");
        problems.push(Problem::error(line, "long", message).with(Severity::Warning));
    }
    // A portal may have let through what a form does not.
    let is_servers_own = form.base().digests.get(name) == Some(&digest(text));
    for (number, text) in form.text_lines(name) {
        let odd = text.char_indices().find(|(_, c)| is_refused(*c));
        if let Some((at, character)) = odd.filter(|_| name != NOTES && !is_servers_own) {
            let message =
                format!("the character U+{:04X} is not sent: remove it", u32::from(character));
            problems.push(Problem::error(number, "control-character", message).at(text, at));
        }
        let mark = ["TODO", "XXX"].into_iter().find_map(|mark| text.find(mark));
        if let Some(at) = mark.filter(|_| name != NOTES) {
            let problem = Problem::error(number, "todo", "something is left to do");
            problems.push(problem.with(Severity::Warning).at(text, at));
        }
    }
}

/// Control characters but tabs, and those that change the direction of text.
fn is_refused(character: char) -> bool {
    character != '\t'
        && (character.is_control()
            || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}

fn check_score(form: &Form, problems: &mut Vec<Problem>) {
    let Score::Number(score) = form.written_score() else {
        return;
    };
    if SCORES.contains(&score) || (score > 0 && form.base().score == Some(score)) {
        return;
    }
    let (first, last) = (SCORES.start(), SCORES.end());
    let message = format!("the score is a whole number from {first} to {last}, or nothing");
    problems.push(Problem::error(form.line_of_key(SCORE), "score", message));
}

/// Adds the parts that are missing for submission: an error once the form says that it is ready.
fn check_completeness(form: &Form, allow_empty: bool, problems: &mut Vec<Problem>) {
    let severity = if form.is_ready() { Severity::Error } else { Severity::Note };
    let mut missing = |line, code, message: &str| {
        problems.push(Problem::error(line, code, message).with(severity));
    };
    if form.score() == 0 {
        let line = form.line_of_key(SCORE);
        missing(line, "score-missing", "a score is missing for submission");
    }
    if form.text(PUBLIC).is_none_or(|text| text.is_empty()) && !allow_empty {
        let message = format!("{} is empty (--allow-empty to submit it so)", title_of(PUBLIC));
        missing(form.text_line(PUBLIC), "public-empty", &message);
    }
    if form.asks_for_conflict_statement() && !form.states_no_conflict() {
        missing(
            form.line_of_key("no_conflict_of_interest"),
            "conflict-unconfirmed",
            "the call demands the statement no_conflict_of_interest: true",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::review_form::read;

    fn form(score: &str, ready: bool, public: &str, team: &str) -> String {
        format!(
            "---\nreview: 5c1e0d7a9b3f4e21a6d80c42f7b9e313\nproposal: GW-1\nserver: https://w.example\n\
             score: {score}\nno_conflict_of_interest: false\nready: {ready}\n---\n\n\
             ## Comments {{#public}}\n{public}\n\n## Notes for the call manager {{#private}}\n\n\
             ## Project team {{#team}}\n{team}\n\n## To myself {{#notes}}\nTODO\n\n\
             <!-- base score=7 public=- private=- team=- -->\n"
        )
    }

    fn found(text: &str, allow_empty: bool) -> Vec<String> {
        let problems = check(&read(text.as_bytes()), allow_empty);
        let all = problems.iter().filter(|problem| problem.code != "size");
        all.map(ToString::to_string).collect()
    }

    #[test]
    fn doubtful_text_is_an_error_with_its_line_and_column() {
        let whole = form("4", false, "Good.", "");
        for (from, to, expected) in [
            ("## To myself {#notes}\n", "", "20:1: error: the section notes is missing"),
            (
                "Good.",
                "<!-- Never sent. -->",
                "11:1: error: this comment belongs to the section notes",
            ),
            ("Good.", "Good.\n <!-- a -->", "12:1: error: a comment begins with <!-- and a blank"),
            ("Good.", "Good. <!-- a --> b", "11:7: error: a comment within a line"),
            ("Good.", "Good. <!-- a\nb -->", "11:7: error: a comment within a line"),
            ("Good.", "<!--> b", "11:1: error: a comment begins with <!-- and a blank"),
            ("Good.", "<!-- a --> b", "11:11: error: text after the end of a comment"),
            ("Good.", "<!-- a", "13:1: error: a heading inside of a comment"),
            ("Good.", "```\n<!-- a -->\n```", "12:1: error: this comment is inside of a code"),
            ("Good.", "## Summary {#summary} of it", "11:1: error: "),
            ("Good.", "## Comments {#public}", "11:1: error: "),
            ("Good.", "<<<<<<< yours\nGood.", "11:1: error: "),
            ("score: 4", "scores: 4", "5:1: error: "),
            ("score: 4", "score: 4\nscore: 4", "6:1: error: "),
            ("ready: false", "ready: perhaps", "7:8: error: expected true or false"),
        ] {
            assert!(whole.contains(from));
            let found = found(&whole.replacen(from, to, 1), false);
            let is_found = found.iter().any(|problem| problem.starts_with(expected));
            assert!(is_found, "{to}: {found:?}");
        }
        let of_bytes = |bytes: &[u8]| read(bytes).first_error().map(ToString::to_string);
        let mut bytes = whole.clone().into_bytes();
        assert_eq!(of_bytes(&bytes), None);
        assert_eq!(of_bytes(&[b"\xef\xbb\xbf", bytes.as_slice()].concat()), None);
        let at = whole.find("Good.").unwrap() + 2;
        bytes[at] = 0xff;
        let error = of_bytes(&bytes).unwrap();
        assert!(error.starts_with("11:3: error: this is not UTF-8 text"), "{error}");
        let large = of_bytes(&vec![b'a'; (1 << 20) + 1]).unwrap();
        assert!(large.starts_with("1:1: error: a form is at most 1 MiB"), "{large}");
    }

    #[test]
    fn what_is_missing_is_an_error_once_it_is_ready() {
        let missing = ["score-missing", "conflict-unconfirmed", "public-empty"];
        for (ready, severity) in [(false, "note"), (true, "error")] {
            let found = found(&form("", ready, "", ""), false);
            assert_eq!(found.len(), missing.len(), "{found:?}");
            for (problem, code) in found.iter().zip(missing) {
                assert!(
                    problem.contains(severity) && problem.ends_with(&format!("[{code}]")),
                    "{problem}"
                );
            }
        }
        assert_eq!(found(&form("4", true, "", ""), true).len(), 1);
    }

    #[test]
    fn limits_count_code_points_of_the_normal_form() {
        let long = "é".repeat(255);
        assert_eq!(found(&form("4", false, "x", &format!("{long}  ")), false).len(), 1);
        let found_too_long = found(&form("4", false, "x", &format!("{long}é")), false);
        assert!(
            found_too_long.contains(
                &"16:1: error: 256 characters, the server takes 255 [too-long]".to_owned()
            ),
            "{found_too_long:?}"
        );
        let portal = found(&form("4", false, &"x".repeat(1001), ""), false);
        assert!(portal.iter().any(|problem| problem.ends_with("[long]")), "{portal:?}");
    }

    #[test]
    fn characters_that_are_not_sent_have_their_place() {
        for (text, place) in [
            ("a\u{202e}b", "11:2: error: the character U+202E"),
            ("a\tb\u{7}", "11:4: error: the character U+0007"),
            ("a\0", "11:2: error: the character U+0000"),
            ("x XXX", "11:3: warning: something is left to do"),
        ] {
            let found = found(&form("4", false, text, ""), false);
            assert!(found.iter().any(|problem| problem.starts_with(place)), "{text:?}: {found:?}");
        }
    }

    #[test]
    fn unchanged_text_of_the_server_may_hold_any_character() {
        use crate::review_form::{FormHead, Values, new_form};
        let text = "Good.\rBetter.\u{7}";
        let texts = ["public", "private"].map(|name| (name.to_owned(), text.to_owned()));
        let head = FormHead {
            review: "5c1e0d7a9b3f4e21a6d80c42f7b9e313".to_owned(),
            proposal: "GW-1".to_owned(),
            server: "https://w.example".to_owned(),
            ..FormHead::default()
        };
        let whole = new_form(&head, &Values { score: 4, texts: texts.into() }).to_text();
        let found_all = found(&whole, false);
        assert!(found_all.is_empty(), "{found_all:?}");
        let found_one = found(&whole.replacen("Good.", "Bad.", 1), false);
        assert_eq!(found_one.len(), 1, "{found_one:?}");
        assert!(found_one[0].contains("the character U+000D"), "{found_one:?}");
    }

    #[test]
    fn score_is_from_one_to_five_or_the_servers_own() {
        for (score, is_wrong) in
            [("1", false), ("5", false), ("7", false), ("6", true), ("0", true), ("", false)]
        {
            let found = found(&form(score, false, "x", ""), false);
            assert_eq!(
                found.iter().any(|problem| problem.ends_with("[score]")),
                is_wrong,
                "{score}"
            );
        }
    }
}
