//! `reviews clean`: removes the proposal text of finished reviews, and nothing else unasked.

use std::fs;

use super::Desk;

/// A review that was submitted, with its material.
fn finished() -> Desk {
    let desk = Desk::new(1);
    desk.run("reviews pull --into forms").assert_status(0);
    desk.fill(1);
    desk
}

fn submit(desk: &Desk) {
    desk.run("reviews submit forms/gw-001.md --yes").assert_status(0);
}

fn exists(desk: &Desk, path: &str) -> bool {
    desk.session.home().join(path).exists()
}

#[test]
fn files_are_shown_and_removed_after_a_question() {
    let desk = finished();
    let nothing = "There is no proposal text of a finished review to remove here.\n";
    assert_eq!(desk.run("reviews clean forms --yes").assert_status(0).stderr, nothing);
    submit(&desk);
    let ran = desk.run("reviews clean forms --dry-run").assert_status(0);
    assert!(ran.stdout_text().contains("forms/gw-001/proposal.txt\n"), "{}", ran.stdout_text());
    desk.run("reviews clean forms").assert_status(2);
    for (typed, status, text) in [("n", 130, "Nothing removed."), ("y", 0, "Removed 5 files.")] {
        assert!(exists(&desk, "forms/gw-001/proposal.txt"));
        let mut terminal = desk.session.command(["reviews", "clean", "forms"]).terminal(80, 24);
        terminal.expect("forms/gw-001/proposal.txt");
        terminal.expect("Remove 5 files? [y/N] ");
        terminal.send_line(typed);
        let seen = terminal.finish();
        assert_eq!(seen.status, status, "{}", seen.text);
        assert!(seen.text.contains(text), "{}", seen.text);
    }
    assert!(!exists(&desk, "forms/gw-001"));
    assert!(exists(&desk, "forms/gw-001.md"));
    assert_eq!(desk.run("reviews clean forms --yes").assert_status(0).stderr, nothing);
}

#[test]
fn only_a_state_that_is_known_as_an_end_is_one() {
    let desk = finished();
    for (state, form, is_there) in
        [("created", "ready", true), ("paused", "ready", true), ("rejected", "closed", false)]
    {
        desk.waldur.with(|world| world.item(1).review.as_mut().unwrap().state = state);
        let list = desk.session.command("reviews list --all --columns form".split(' '));
        let list = list.in_folder("forms").run().assert_status(0);
        assert_eq!(list.stdout_text(), format!("{form}\n"), "{state}");
        desk.run("reviews clean forms --yes").assert_status(0);
        assert_eq!(exists(&desk, "forms/gw-001/proposal.txt"), is_there, "{state}");
    }
}

#[test]
fn folder_whose_name_has_a_dot_is_removed_as_well() {
    let desk = Desk::new(1);
    desk.waldur.with(|world| "gw.1".clone_into(&mut world.item(1).slug));
    desk.run("reviews pull --into forms").assert_status(0);
    let path = desk.session.home().join("forms/gw.1.md");
    let form = fs::read_to_string(&path).unwrap();
    let text = form.replace("score:\n", "score: 4\n").replace("ready: false", "ready: true");
    fs::write(&path, text).unwrap();
    desk.run("reviews submit forms/gw.1.md --allow-empty --yes").assert_status(0);
    desk.run("reviews clean forms --yes").assert_status(0);
    assert!(path.exists() && !exists(&desk, "forms/gw.1"));
}

#[test]
fn annotated_document_is_kept() {
    let desk = finished();
    submit(&desk);
    let path = "forms/gw-001/documents/1-case_for_support.pdf";
    fs::write(desk.session.home().join(path), "%PDF- with notes").unwrap();
    let ran = desk.run("reviews clean forms --yes").assert_status(0);
    assert!(
        ran.stderr.contains(&format!("Kept, since you changed them: {path}")),
        "{}",
        ran.stderr
    );
    assert!(exists(&desk, path) && !exists(&desk, "forms/gw-001/proposal.txt"));
    assert!(!exists(&desk, "forms/gw-001/documents/2-letter.pdf"));
}

#[test]
fn annotated_text_of_a_proposal_is_kept() {
    let desk = finished();
    let path = "forms/gw-001/proposal.txt";
    let own = desk.session.read(path).replacen('\n', "\nMy remark.\n", 1);
    fs::remove_file(desk.session.home().join(path)).unwrap();
    fs::write(desk.session.home().join(path), &own).unwrap();
    let kept = format!("Kept, since you changed it: {path}");
    let pull = || desk.run("reviews pull --into forms").assert_status(0).stderr;
    assert!(pull().contains(&kept));
    assert!(!exists(&desk, "forms/gw-001/proposal-2.txt"));
    desk.waldur.with(|world| "Another name".clone_into(&mut world.item(1).name));
    assert!(pull().contains(&kept));
    assert!(desk.session.read("forms/gw-001/proposal-2.txt").starts_with("Another name"));
    submit(&desk);
    let ran = desk.run("reviews clean forms --yes").assert_status(0);
    let kept = format!("Kept, since you changed them: {path}");
    assert!(ran.stderr.contains(&kept), "{}", ran.stderr);
    assert_eq!(desk.session.read(path), own);
    // There is nothing left that clean would remove.
    let status = desk.session.command(["status"]).in_folder("forms").run().assert_status(0);
    assert!(!status.stdout_text().contains("still on disk"), "{}", status.stdout_text());
    assert!(!exists(&desk, "forms/gw-001/proposal-2.txt"));
}

#[test]
fn text_that_was_never_sent_has_its_own_question() {
    let desk = finished();
    desk.write(1, "<!-- Never sent. -->\n", "<!-- Never sent. -->\n\nAsk about the budget.\n");
    submit(&desk);
    let kept = "Kept, with text that was never sent: forms/gw-001.md";
    for words in ["reviews clean forms --forms --dry-run", "reviews clean forms --forms --yes"] {
        let ran = desk.run(words).assert_status(0);
        assert!(ran.stderr.contains(kept), "{words}: {}", ran.stderr);
        assert!(desk.form(1).contains("Ask about the budget."));
    }
    for (typed, is_there) in [("n", true), ("y", false)] {
        let clean = ["reviews", "clean", "forms", "--forms"];
        let mut terminal = desk.session.command(clean).terminal(80, 24);
        terminal.expect("forms/gw-001.md has text that was never sent. Remove it too? [y/N] ");
        terminal.send_line(typed);
        if !is_there {
            terminal.expect(" files? [y/N] ");
            terminal.send_line("y");
        }
        let seen = terminal.finish();
        assert_eq!((seen.status, exists(&desk, "forms/gw-001.md")), (0, is_there), "{}", seen.text);
    }
    // Earlier versions of it go with it.
    assert!(!exists(&desk, "forms/.backup/gw-001.md"), "{:?}", desk.session.home());
}
