//! The form of `batches respond --edit`: a line an item, a reason under it, comments that
//! explain. It is read strictly, so that a slip of the pen sends nothing.

use crate::commands::answers::Action;
use crate::error::UserError;
use crate::output::sanitize_line;
use crate::waldur::{Item, ItemStatus};

/// What is said of an item: its UUID, and the answer; `None` leaves it.
pub type Answer = (String, Option<Action>);

const EXPLANATION: &str = "\
# One line for each proposal: a word, then the item's UUID. The words:
#   accept    you will review the proposal; this makes the review
#   decline   you will not; say why on the lines below it, indented
#   leave     no answer now
# Lines that start with # do not count. A line that you delete leaves its item.
# There is no undo on the server. Nothing is sent before you confirm the summary.
";

/// The form for these items, each left unanswered.
pub fn write(call: &str, due: &str, items: &[Item<'_>]) -> String {
    let mut form = format!("# {}\n# {due}\n#\n{EXPLANATION}\n", sanitize_line(call));
    for item in items.iter().filter(|item| item.status() == ItemStatus::Pending) {
        let Some(uuid) = item.uuid().map(sanitize_line) else {
            continue;
        };
        let name = sanitize_line(item.proposal_name().unwrap_or("?")).into_owned();
        let slug = item
            .proposal_slug()
            .map(|slug| format!("{}  ", sanitize_line(slug)))
            .unwrap_or_default();
        if item.has_conflict() {
            form.push_str("# A conflict of interest is flagged: this one cannot be accepted.\n");
        }
        form = format!("{form}leave   {uuid}  {slug}{name}\n");
    }
    form
}

/// A form with these answers in it.
pub fn fill_in(blank: &str, answers: &[Answer]) -> String {
    let mut filled = String::with_capacity(blank.len());
    for line in blank.lines() {
        let found = answers.iter().find_map(|(uuid, action)| {
            let rest = line.strip_prefix("leave   ")?;
            rest.starts_with(uuid.as_str()).then_some((rest, action.as_ref()?))
        });
        match found {
            Some((rest, Action::Accept)) => filled = format!("{filled}accept  {rest}\n"),
            Some((rest, Action::Decline(reason))) => {
                filled = format!("{filled}decline {rest}\n");
                for line in reason.lines() {
                    filled = format!("{filled}  {line}\n");
                }
            }
            None => filled = format!("{filled}{line}\n"),
        }
    }
    filled
}

/// Reads a form.
///
/// # Errors
/// A usage fault with the line and what is wrong with it.
pub fn read(text: &str, items: &[Item<'_>]) -> Result<Vec<Answer>, UserError> {
    let mut answers: Vec<(Answer, Vec<&str>, usize)> = Vec::new();
    for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let number = number + 1;
        if line.starts_with('#') {
            continue;
        }
        if line.contains('\0') {
            return Err(wrong(number, "it holds a null character, which the server refuses"));
        }
        if line.trim().is_empty() {
            if let Some((_, reason, _)) = answers.last_mut() {
                reason.push("");
            }
            continue;
        }
        if line.starts_with([' ', '\t']) {
            match answers.last_mut() {
                Some(((_, Some(Action::Decline(_))), reason, _)) => reason.push(line.trim()),
                Some(_) => {
                    return Err(wrong(
                        number,
                        "there is a reason under a proposal that is not declined",
                    ));
                }
                None => return Err(wrong(number, "there is a reason before the first proposal")),
            }
            continue;
        }
        let mut words = line.split_whitespace();
        let action = match words.next().unwrap_or_default() {
            "accept" | "a" => Some(Action::Accept),
            "decline" | "d" => Some(Action::Decline(String::new())),
            "leave" | "l" => None,
            other => {
                return Err(wrong(
                    number,
                    &format!("{other:?} is none of accept, decline and leave"),
                ));
            }
        };
        let uuid = words.next().unwrap_or_default().replace('-', "").to_ascii_lowercase();
        let Some(item) = items.iter().find(|item| item.uuid() == Some(uuid.as_str())) else {
            return Err(wrong(number, "no proposal of this batch has this UUID"));
        };
        if answers.iter().any(|((known, _), ..)| *known == uuid) {
            return Err(wrong(number, "the item is here twice"));
        }
        if item.has_conflict() && action == Some(Action::Accept) {
            return Err(wrong(
                number,
                "a conflict of interest is flagged, so it cannot be accepted; write to the call manager, or decline",
            ));
        }
        answers.push(((uuid, action), Vec::new(), number));
    }
    answers
        .into_iter()
        .map(|((uuid, action), reason, number)| match action {
            Some(Action::Decline(_)) => {
                let reason = reason.join("\n").trim().to_owned();
                if reason.is_empty() {
                    Err(wrong(number, "a reason is missing: write it on the lines below, indented"))
                } else {
                    Ok((uuid, Some(Action::Decline(reason))))
                }
            }
            other => Ok((uuid, other)),
        })
        .collect()
}

fn wrong(number: usize, why: &str) -> UserError {
    UserError::usage(format!("line {number} of the form: {why}"))
}

#[cfg(test)]
mod tests {
    use super::{fill_in, read, write};
    use crate::commands::answers::Action;
    use crate::waldur::{Document, Item};
    use proptest::prelude::*;

    const ONE: &str = r#"{"uuid":"9e1f04b31d674adbbf67a2f07025e6b3","proposal_name":"A\nname","proposal_slug":"GW-1","status":"pending","has_coi":false}"#;
    const TWO: &str = r#"{"uuid":"41ac77d0efd94280a5e72d1914de0550","proposal_name":"B","status":"pending","has_coi":true}"#;

    fn items() -> Vec<Item<'static>> {
        [ONE, TWO].map(|text| Document::new(serde_json::from_str(text).unwrap()).read).into()
    }

    #[test]
    fn a_form_that_is_not_changed_leaves_everything() {
        let form = write("Call\u{1b}[2J", "due tomorrow", &items());
        assert!(!form.contains('\u{1b}'));
        let odd = r#"{"uuid":"\u001b[2J\nleave","status":"pending"}"#;
        let odd = [Document::new(serde_json::from_str(odd).unwrap()).read];
        let lines = write("Call", "due", &odd);
        assert!(!lines.contains('\u{1b}') && !lines.contains("\nleave\n"));
        let answers = read(&form, &items()).unwrap();
        assert_eq!(answers.len(), 2);
        assert!(answers.iter().all(|(_, action)| action.is_none()));
    }

    #[test]
    fn a_form_that_is_filled_in_is_read_again() {
        let answers = vec![
            ("9e1f04b31d674adbbf67a2f07025e6b3".to_owned(), Some(Action::Accept)),
            (
                "41ac77d0efd94280a5e72d1914de0550".to_owned(),
                Some(Action::Decline("One.\n\nTwo.".to_owned())),
            ),
        ];
        let blank = write("Call", "due tomorrow", &items());
        assert_eq!(read(&fill_in(&blank, &answers), &items()).unwrap(), answers);
        let one = fill_in(&blank, &answers[..1]);
        assert_eq!(read(&one, &items()).unwrap()[1].1, None);
    }

    #[test]
    fn words_and_reasons() {
        let form = "# x\naccept 9e1f04b3-1d67-4adb-bf67-a2f07025e6b3 whatever\n\ndecline 41AC77D0EFD94280A5E72D1914DE0550\n  I know them.\n\n\tAnd more.\n# end\n";
        let answers = read(form, &items()).unwrap();
        assert_eq!(answers[0].1, Some(Action::Accept));
        assert_eq!(answers[1].1, Some(Action::Decline("I know them.\n\nAnd more.".to_owned())));
    }

    #[test]
    fn every_mistake_names_its_line() {
        for (form, part) in [
            ("  a reason first\n", "line 1"),
            ("pick 9e1f04b31d674adbbf67a2f07025e6b3\n", "line 1"),
            ("accept\n", "line 1"),
            ("\naccept 00000000000000000000000000000000\n", "line 2"),
            ("accept 41ac77d0efd94280a5e72d1914de0550\n", "conflict of interest"),
            ("leave 9e1f04b31d674adbbf67a2f07025e6b3\n reason\n", "line 2"),
            ("accept 9e1f04b31d674adbbf67a2f07025e6b3\n reason\n", "line 2"),
            ("decline 9e1f04b31d674adbbf67a2f07025e6b3\n", "a reason is missing"),
            ("decline 9e1f04b31d674adbbf67a2f07025e6b3\n\n   \n", "a reason is missing"),
            (
                "leave 9e1f04b31d674adbbf67a2f07025e6b3\nleave 9e1f04b31d674adbbf67a2f07025e6b3\n",
                "twice",
            ),
        ] {
            let fault = read(form, &items()).unwrap_err();
            assert!(fault.message.contains(part), "{form}: {}", fault.message);
        }
    }

    proptest! {
        #[test]
        fn no_form_makes_it_fail(text in any::<String>()) {
            let _ = read(&text, &items());
        }
    }
}
