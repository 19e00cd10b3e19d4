//! The form of `batches respond --edit`: a line for each item, the reason under it, and comments
//! that show what is needed to decide. It is read strictly, so that a mistake sends nothing.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::commands::answers::plan::proposal_name;
use crate::commands::answers::text::find_control_character;
use crate::error::UserError;
use crate::output::{sanitize_line, sanitize_text};
use crate::waldur::items::Answer;
use crate::waldur::{Item, ItemStatus};

/// The answers by the item's UUID; an item that is left is not among them.
pub type Decisions = BTreeMap<String, Answer>;

/// Comments are wrapped to lines of so many columns.
const COMMENT_WIDTH: usize = 76;

const EXPLANATION: &str = "\
# One line for each proposal: a word, then the item's UUID. The words:
#   accept    you will review the proposal; this makes the review
#   decline   you will not; write the reason on the lines below it, indented
#   leave     no answer now
# Lines that start with # do not count. A line that you delete leaves its item.
# There is no undo on the server. Nothing is sent before you confirm the summary.
";

/// The head of a form, about its batch.
#[derive(Debug, Default)]
pub struct Heading<'h> {
    /// The call's name.
    pub call: &'h str,
    /// The deadline in words.
    pub due: &'h str,
    /// The note from the call manager.
    pub note: Option<&'h str>,
}

/// The form for the pending items, with the answers given so far, and with the lines of an earlier
/// form that could not be read.
pub fn write(
    heading: &Heading<'_>,
    items: &[Item<'_>],
    decisions: &Decisions,
    unread: &[String],
) -> String {
    let mut form = String::new();
    add_comment(&mut form, heading.call, "");
    add_comment(&mut form, heading.due, "");
    form.push_str("#\n");
    if let Some(note) = heading.note {
        form.push_str("# Note from the call manager:\n");
        add_comment(&mut form, note, "  ");
        form.push_str("#\n");
    }
    form.push_str(EXPLANATION);
    for item in items.iter().filter(|item| item.status() == ItemStatus::Pending) {
        let Some(uuid) = item.uuid().map(sanitize_line) else {
            continue;
        };
        form.push('\n');
        if item.has_conflict() {
            form.push_str("# A conflict of interest is flagged: this one cannot be accepted.\n");
        }
        if let Some(affinity) = item.affinity() {
            form = format!("{form}# affinity {affinity:.2}\n");
        }
        if let Some(summary) = item.summary() {
            add_comment(&mut form, summary, "  ");
        }
        let name = sanitize_line(&proposal_name(item)).into_owned();
        add_decision(&mut form, &uuid, decisions.get(uuid.as_ref()), &format!("  {name}"));
    }
    if !unread.is_empty() {
        form.push_str("\n# These lines could not be read:\n");
        for line in unread {
            form = format!("{form}{line}\n");
        }
    }
    form
}

/// Other people's text as comment lines.
fn add_comment(form: &mut String, text: &str, indent: &str) {
    for line in sanitize_text(text).trim().lines() {
        if line.trim().is_empty() {
            form.push_str("#\n");
            continue;
        }
        let options = textwrap::Options::new(COMMENT_WIDTH)
            .initial_indent(indent)
            .subsequent_indent(indent)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        for line in textwrap::wrap(line.trim_end(), options) {
            form.push_str(format!("# {line}").trim_end());
            form.push('\n');
        }
    }
}

fn add_decision(form: &mut String, uuid: &str, answer: Option<&Answer>, rest: &str) {
    let word = match answer {
        Some(Answer::Accept) => "accept ",
        Some(Answer::Decline(_)) => "decline",
        None => "leave  ",
    };
    form.extend([word, " ", uuid, rest, "\n"]);
    if let Some(Answer::Decline(reason)) = answer {
        for line in reason.lines() {
            form.push_str(format!("  {line}").trim_end());
            form.push('\n');
        }
    }
}

/// The decisions and reasons alone, and the lines that could not be read: what is kept on disk.
pub fn write_decisions(decisions: &Decisions, unread: &[String]) -> String {
    let mut form = String::new();
    for (uuid, answer) in decisions {
        add_decision(&mut form, uuid, Some(answer), "");
    }
    for line in unread {
        form = format!("{form}{line}\n");
    }
    form
}

/// A form as the user left it.
#[derive(Debug, Default)]
pub struct Reading {
    /// The answers.
    pub decisions: Decisions,
    /// Everything that is wrong, in the order of the lines.
    pub errors: Vec<LineError>,
    /// The lines that belong to the errors.
    pub unread: Vec<String>,
}

/// Something wrong in a form.
#[derive(Debug, PartialEq, Eq)]
pub struct LineError {
    /// The line's number, from 1.
    pub line: usize,
    /// The problem.
    pub reason: String,
}

impl Reading {
    /// The answers, or all errors as one.
    ///
    /// # Errors
    /// A usage error that names each line.
    pub fn into_decisions(self) -> Result<Decisions, UserError> {
        match self.errors.as_slice() {
            [] => Ok(self.decisions),
            [LineError { line, reason }] => {
                Err(UserError::usage(format!("line {line} of the form: {reason}")))
            }
            several => {
                let message = format!("the form has {} errors", several.len());
                Err(several.iter().fold(UserError::usage(message), |error, one| {
                    error.hint(format!("line {}: {}", one.line, one.reason))
                }))
            }
        }
    }
}

/// An item's line, and the lines below it.
struct Entry<'f> {
    uuid: String,
    action: Option<Answer>,
    line: usize,
    text: &'f str,
    reason: Vec<&'f str>,
    is_wrong: bool,
}

/// Reads a form to its end, whatever is wrong in it.
pub fn read(text: &str, items: &[Item<'_>]) -> Reading {
    let mut reading = Reading::default();
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let by_uuid: HashMap<&str, &Item<'_>> =
        items.iter().filter_map(|item| Some((item.uuid()?, item))).collect();
    let mut seen = HashSet::new();
    for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let number = number + 1;
        let mut wrong = |reason: String| {
            reading.errors.push(LineError { line: number, reason });
        };
        if line.starts_with('#') {
            continue;
        }
        if line.trim().is_empty() {
            if let Some(entry) = entries.last_mut() {
                entry.reason.push("");
            }
            continue;
        }
        if line.starts_with([' ', '\t']) {
            let Some(entry) = entries.last_mut() else {
                wrong("there is a reason before the first proposal".to_owned());
                // Indented, it would belong to whatever item is above it in the next form.
                reading.unread.push(line.trim_start().to_owned());
                continue;
            };
            if let Some(found) = find_control_character(line) {
                wrong(format!(
                    "it holds the control character U+{:04X} in column {}, which is not sent",
                    u32::from(found.character),
                    found.column
                ));
                entry.is_wrong = true;
            } else if !entry.is_wrong && !matches!(entry.action, Some(Answer::Decline(_))) {
                wrong("there is a reason under a proposal that is not declined".to_owned());
                entry.is_wrong = true;
            }
            entry.reason.push(line);
            continue;
        }
        let (uuid, action, problem) = read_item_line(line, &by_uuid, &mut seen);
        let is_wrong = problem.is_some();
        if let Some(problem) = problem {
            wrong(problem);
        }
        entries.push(Entry {
            uuid,
            action,
            line: number,
            text: line,
            reason: Vec::new(),
            is_wrong,
        });
    }
    for mut entry in entries {
        let reason = dedented(&entry.reason);
        if matches!(entry.action, Some(Answer::Decline(_))) && !entry.is_wrong {
            if reason.is_empty() {
                entry.is_wrong = true;
                reading.errors.push(LineError {
                    line: entry.line,
                    reason: "a reason is missing: write it on the lines below, indented".to_owned(),
                });
            }
            entry.action = Some(Answer::Decline(reason));
        }
        if entry.is_wrong {
            reading.unread.push(entry.text.to_owned());
            reading.unread.extend(entry.reason.iter().map(ToString::to_string));
        } else if let Some(action) = entry.action {
            reading.decisions.insert(entry.uuid, action);
        }
    }
    reading.errors.sort_by_key(|error| error.line);
    reading
}

/// The UUID and the action of a line, and what is wrong with it.
fn read_item_line(
    line: &str,
    items: &HashMap<&str, &Item<'_>>,
    seen: &mut HashSet<String>,
) -> (String, Option<Answer>, Option<String>) {
    let mut words = line.split_whitespace();
    let word = words.next().unwrap_or_default();
    let uuid = words.next().unwrap_or_default().replace('-', "").to_ascii_lowercase();
    let is_repeated = !seen.insert(uuid.clone());
    let action = match word {
        "accept" | "a" => Some(Answer::Accept),
        "decline" | "d" => Some(Answer::Decline(String::new())),
        "leave" | "l" => None,
        other => {
            let problem = format!("{other:?} is none of accept, decline and leave");
            return (uuid, None, Some(problem));
        }
    };
    let problem = match items.get(uuid.as_str()) {
        None => Some("no proposal of this batch has this UUID"),
        Some(_) if is_repeated => Some("the item is here twice"),
        Some(item) if item.has_conflict() && action == Some(Answer::Accept) => Some(
            "a conflict of interest is flagged, so it cannot be accepted; write to the call \
             manager, or decline",
        ),
        Some(_) => None,
    };
    (uuid, action, problem.map(str::to_owned))
}

/// The lines of a reason without the indentation that all of them have.
fn dedented(lines: &[&str]) -> String {
    let indentation = |line: &&str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let filled = lines.iter().filter(|line| !line.trim().is_empty());
    let common = filled.map(indentation).min().unwrap_or(0);
    let cut = |line: &&str| line.get(common..).unwrap_or_default().trim_end().to_owned();
    lines.iter().map(cut).collect::<Vec<_>>().join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Decisions, Heading, read, write, write_decisions};
    use crate::waldur::items::Answer;
    use crate::waldur::{Document, Item};
    use proptest::prelude::*;

    const ONE_UUID: &str = "9e1f04b31d674adbbf67a2f07025e6b3";
    const TWO_UUID: &str = "41ac77d0efd94280a5e72d1914de0550";
    const ONE: &str = r#"{"uuid":"9e1f04b31d674adbbf67a2f07025e6b3","proposal_name":"A\nname","proposal_slug":"GW-1","proposal_summary":"What it is about.\n\nleave x\u001b[2J","status":"pending","affinity_score":0.5,"has_coi":false}"#;
    const TWO: &str = r#"{"uuid":"41ac77d0efd94280a5e72d1914de0550","proposal_name":"B","status":"pending","has_coi":true}"#;

    fn items() -> Vec<Item<'static>> {
        [ONE, TWO].map(|text| Document::new(serde_json::from_str(text).unwrap()).read).into()
    }

    fn blank() -> String {
        let heading =
            Heading { call: "Call", due: "due tomorrow", note: Some("By Friday.\nleave y") };
        write(&heading, &items(), &Decisions::new(), &[])
    }

    fn decline(reason: &str) -> Answer {
        Answer::Decline(reason.to_owned())
    }

    #[test]
    fn unchanged_form_leaves_everything() {
        let form = blank();
        assert!(!form.contains('\u{1b}'), "{form}");
        let reading = read(&form, &items());
        assert!(reading.errors.is_empty() && reading.decisions.is_empty(), "{reading:?}");
        let odd = r#"{"uuid":"\u001b[2J\nleave","status":"pending"}"#;
        let odd = [Document::new(serde_json::from_str(odd).unwrap()).read];
        let form = write(
            &Heading { call: "Call\u{1b}[2J", ..Heading::default() },
            &odd,
            &Decisions::new(),
            &[],
        );
        assert!(!form.contains('\u{1b}') && !form.contains("\nleave\n"), "{form}");
    }

    #[test]
    fn comments_show_what_is_needed_to_decide() {
        let form = blank();
        for part in [
            "# Call\n# due tomorrow\n",
            "# Note from the call manager:\n#   By Friday.\n#   leave y\n",
            "# affinity 0.50\n#   What it is about.\n#\n#   leave x",
            "leave   9e1f04b31d674adbbf67a2f07025e6b3  GW-1  A name\n",
            "# A conflict of interest is flagged: this one cannot be accepted.\nleave   41ac",
        ] {
            assert!(form.contains(part), "{part}\n{form}");
        }
    }

    #[test]
    fn answers_that_were_given_are_read_again() {
        let reason = "One.\n\n  - indented\nTwo.";
        let decisions = Decisions::from([
            (ONE_UUID.to_owned(), Answer::Accept),
            (TWO_UUID.to_owned(), decline(reason)),
        ]);
        let form = write(&Heading::default(), &items(), &decisions, &[]);
        assert_eq!(read(&form, &items()).into_decisions(), Ok(decisions.clone()));
        let kept = write_decisions(&decisions, &[]);
        assert!(!kept.contains('#') && !kept.contains("GW-1"), "{kept}");
        assert_eq!(read(&kept, &items()).into_decisions(), Ok(decisions));
    }

    #[test]
    fn words_and_reasons_are_read() {
        let form = "# x\naccept 9e1f04b3-1d67-4adb-bf67-a2f07025e6b3 whatever\n\ndecline 41AC77D0EFD94280A5E72D1914DE0550\n  I know them.\n\n  \tAnd more.\n# end\n";
        let decisions = read(form, &items()).into_decisions().unwrap();
        assert_eq!(decisions[ONE_UUID], Answer::Accept);
        assert_eq!(decisions[TWO_UUID], decline("I know them.\n\n\tAnd more."));
    }

    #[test]
    fn every_error_names_its_line() {
        for (form, expected) in [
            ("  a reason first\n", "line 1 of the form: there is a reason before"),
            ("pick 9e1f04b31d674adbbf67a2f07025e6b3\n", "line 1 of the form: \"pick\" is none of"),
            ("accept\n", "line 1 of the form: no proposal"),
            ("\naccept 00000000000000000000000000000000\n", "line 2 of the form: no proposal"),
            (
                "accept 41ac77d0efd94280a5e72d1914de0550\n",
                "line 1 of the form: a conflict of interest",
            ),
            (
                "leave 9e1f04b31d674adbbf67a2f07025e6b3\n reason\n",
                "line 2 of the form: there is a reason",
            ),
            (
                "accept 9e1f04b31d674adbbf67a2f07025e6b3\n reason\n and more\n",
                "line 2 of the form: there is a reason",
            ),
            (
                "decline 9e1f04b31d674adbbf67a2f07025e6b3\n",
                "line 1 of the form: a reason is missing",
            ),
            (
                "decline 9e1f04b31d674adbbf67a2f07025e6b3\n\n   \n",
                "line 1 of the form: a reason is missing",
            ),
            (
                "decline 9e1f04b31d674adbbf67a2f07025e6b3\n a\u{1b}b\n",
                "line 2 of the form: it holds the control character U+001B in column 3",
            ),
            (
                "leave 9e1f04b31d674adbbf67a2f07025e6b3\nleave 9e1f04b31d674adbbf67a2f07025e6b3\n",
                "line 2 of the form: the item is here twice",
            ),
        ] {
            let error = read(form, &items()).into_decisions().unwrap_err();
            assert!(error.message.starts_with(expected), "{form}: {}", error.message);
        }
    }

    #[test]
    fn all_errors_are_reported_and_their_lines_kept() {
        let form = format!("acept {ONE_UUID}\n  My reason.\ndecline {TWO_UUID}\n\n# x\nwhat\n");
        let reading = read(&form, &items());
        assert_eq!(
            reading.unread,
            [
                format!("acept {ONE_UUID}"),
                "  My reason.".to_owned(),
                format!("decline {TWO_UUID}"),
                String::new(),
                "what".to_owned(),
            ]
        );
        let again = write(&Heading::default(), &items(), &reading.decisions, &reading.unread);
        assert!(again.contains("\n# These lines could not be read:\nacept "), "{again}");
        let error = reading.into_decisions().unwrap_err();
        assert_eq!(error.message, "the form has 3 errors");
        assert_eq!(
            error.hints,
            [
                "line 1: \"acept\" is none of accept, decline and leave",
                "line 3: a reason is missing: write it on the lines below, indented",
                "line 6: \"what\" is none of accept, decline and leave",
            ]
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in any::<String>()) {
            let _ = read(&text, &items());
        }
    }
}
