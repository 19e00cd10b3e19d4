//! Answers that an earlier run saved.

use crate::support::{Waldur, posts};

use super::one_by_one::wait_for;
use super::{Desk, NOTHING};

#[test]
fn saved_answers_can_be_deleted() {
    let desk = Desk::new(Waldur::new());
    let mut terminal = desk.terminal(&[]);
    wait_for(&mut terminal, 1);
    terminal.send_line("a");
    wait_for(&mut terminal, 2);
    terminal.send_line("q");
    terminal.finish();
    let mut terminal = desk.terminal(&[]);
    terminal.expect("[q]uit? ");
    terminal.send_line("d");
    wait_for(&mut terminal, 1);
    assert_eq!(desk.kept(), NOTHING);
    terminal.send_line("q");
    let screen = terminal.finish();
    assert!(screen.text.ends_with("Nothing was answered, and nothing was sent.\n"), "{screen:?}");
}

/// A response can leave items out, and a deadline can be extended.
#[test]
fn saved_answers_stay_until_their_items_are_known_to_be_answered() {
    for (status, is_kept) in [
        (None, true),
        (Some("expired"), true),
        (Some("coi_blocked"), true),
        (Some("new-word"), true),
        (Some("accepted"), false),
        (Some("declined"), false),
        (Some("reassigned"), false),
    ] {
        for others_wait in [true, false] {
            let desk = Desk::new(Waldur::new());
            let mut terminal = desk.terminal(&[]);
            wait_for(&mut terminal, 1);
            terminal.send_line("d");
            terminal.expect("(the call manager will read it): ");
            terminal.send_line("Mine.");
            wait_for(&mut terminal, 2);
            terminal.send_line("a");
            wait_for(&mut terminal, 3);
            terminal.send_line("q");
            terminal.finish();
            desk.waldur.with(|world| {
                let items = &mut world.batches[0].items;
                if !others_wait {
                    items.truncate(1);
                }
                match status {
                    Some(status) => items[0].status = status,
                    None => drop(items.remove(0)),
                }
            });
            let text = desk.run(&["--resume", "--yes"], "");
            let what = format!("{status:?} {others_wait}: {text}");
            if others_wait {
                assert_eq!(posts(&desk.server), ["accept 2"], "{what}");
            } else {
                assert!(text.contains("No proposal of this batch waits for an answer."), "{what}");
                assert_eq!(posts(&desk.server), NOTHING, "{what}");
            }
            // Nothing was saved anew where nothing was sent.
            let is_there = desk.kept().iter().any(|text| text.contains("Mine."));
            assert_eq!(is_there, is_kept || !others_wait, "{what}");
            let note = "that an earlier run saved cannot be sent now: kept in [KEPT.json]";
            // Without the others, the response leaves the second item out.
            assert_eq!(text.contains(note), is_kept || !others_wait, "{what}");
            if is_kept {
                desk.waldur.with(|world| {
                    world.batches[0].items.clear();
                    world.items(1, 1..=1);
                });
                let text = desk.run(&["--resume", "--yes"], "");
                assert!(text.contains("declined · gw-001"), "{what}{text}");
                assert!(!desk.kept().iter().any(|text| text.contains("Mine.")), "{what}");
            }
        }
    }
}
