//! `reviews edit`, with a shell script as the editor.

use super::Desk;
use crate::support::{Screen, Seen as _, Terminal};

/// Edits in a terminal; the script gets the form's path.
fn edit(desk: &Desk, words: &str, script: &str) -> Terminal {
    desk.session.write("editor.sh", script);
    let words = words.split(' ').map(str::to_owned);
    let command =
        desk.session.command(["reviews".to_owned(), "edit".to_owned()].into_iter().chain(words));
    command.env("EDITOR", "sh editor.sh").env("NO_COLOR", "1").terminal(80, 24)
}

fn assert_ends(seen: &Screen, status: i32, text: &str) {
    assert_eq!(seen.status, status, "{}", seen.text);
    assert!(seen.seen().contains(text), "{}", seen.text);
}

#[test]
fn form_is_made_where_there_is_none_and_checked_when_it_is_closed() {
    let desk = Desk::new(2);
    let scored = "sed -i 's/^score:$/score: 4/' \"$1\"";
    let seen = edit(&desk, "gw-002 --into forms --no-documents", scored).finish();
    assert_ends(&seen, 0, "forms/gw-002.md has no error; for submission it has no text. Next:");
    assert!(seen.seen().contains("waldur-review reviews push"), "{}", seen.text);
    assert!(desk.form(2).contains("score: 4\n"), "{}", desk.form(2));
    assert!(!desk.session.home().join("forms/gw-001.md").exists());
    // The form that is there is opened, by its path as well, and nothing is asked of the server.
    let before = desk.session.server.calls().len();
    let ready = "sed -i 's/^ready: false$/ready: true/; s/^<!-- The applicants may.*decision. -->$/&\\n\\nGood./' \"$1\"";
    let seen = edit(&desk, "forms/gw-002.md", ready).finish();
    assert_ends(&seen, 0, "Next: waldur-review reviews submit");
    assert_eq!(desk.session.server.calls().len(), before);
    assert!(desk.form(2).contains("\nGood.\n"), "{}", desk.form(2));
    assert_eq!(desk.writes(), [""; 0]);
}

#[test]
fn first_error_is_shown_and_the_editor_offered_again() {
    let desk = Desk::with_forms(1);
    let script = "if [ -e again ]; then sed -i 's/^score: 9$/score: 5/' \"$1\"; else touch again; sed -i 's/^score:$/score: 9/' \"$1\"; fi";
    let mut terminal = edit(&desk, "forms/gw-001.md", script);
    terminal.expect("forms/gw-001.md:5:");
    terminal.expect("Edit it again? [Y/n] ");
    terminal.send_line("");
    assert_ends(&terminal.finish(), 0, "has no error");
    assert!(desk.form(1).contains("score: 5\n"));
    // With "n" it stays as it was saved.
    let mut terminal = edit(&desk, "forms/gw-001.md", "sed -i 's/{#private}//' \"$1\"");
    terminal.expect("Edit it again? [Y/n] ");
    terminal.send_line("n");
    assert_ends(&terminal.finish(), 2, "the form is as you saved it");
    assert!(!desk.form(1).contains("{#private}"));
}

#[test]
fn form_that_is_ready_without_a_text_is_an_error() {
    let desk = Desk::with_forms(1);
    let script = "sed -i 's/^score:$/score: 4/; s/^ready: false$/ready: true/' \"$1\"";
    let mut terminal = edit(&desk, "forms/gw-001.md", script);
    terminal.expect("Comments is empty");
    terminal.expect("Edit it again? [Y/n] ");
    terminal.send_line("n");
    assert_ends(&terminal.finish(), 2, "the form is as you saved it");
}

#[test]
fn editor_that_fails_or_changes_nothing_is_named() {
    let desk = Desk::with_forms(1);
    let form = desk.form(1);
    assert_ends(&edit(&desk, "forms/gw-001.md", "exit 1").finish(), 130, "the editor failed");
    // An editor that only tells its window to open the file.
    let seen = edit(&desk, "forms/gw-001.md", "true").finish();
    assert_ends(&seen, 0, "If your editor is still open, save there");
    assert!(seen.seen().contains("waldur-review reviews check forms/gw-001.md"), "{}", seen.text);
    assert_eq!(desk.form(1), form);
}

#[test]
fn missing_terminal_review_or_form_is_an_error() {
    let desk = Desk::with_forms(1);
    let ran = desk.run("reviews edit gw-001").assert_status(2);
    assert!(ran.stderr.contains("reviews pull"), "{}", ran.stderr);
    assert_ends(&edit(&desk, "gw-009", "true").finish(), 3, "gw-009");
    assert_ends(&edit(&desk, "forms/none.md", "true").finish(), 3, "forms/none.md");
}
