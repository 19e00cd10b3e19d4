//! Answering one proposal after the other at a terminal.

use crate::support::{Fault, TOKEN, Terminal, Waldur, answer, assert_no_token, batch, posts, time};

use super::{Desk, NOTHING, short};

pub(super) fn wait_for(terminal: &mut Terminal, number: usize) {
    terminal.expect(&format!("{number} of 4: "));
    terminal.expect("[q]uit, [?] ");
}

#[test]
fn proposals_are_answered_one_by_one() {
    let desk = Desk::new(Waldur::new());
    desk.waldur.with(|world| {
        world.item(2).summary = "One line.\n".repeat(9) + "The last line.";
        world.batches[0].manager_notes = "Please by Friday.".to_owned();
    });
    let mut terminal = desk.terminal(&[]);
    wait_for(&mut terminal, 1);
    terminal.send_line("a");
    wait_for(&mut terminal, 2);
    terminal.send_line("f");
    terminal.expect("The last line.");
    wait_for(&mut terminal, 2);
    terminal.send_line("d");
    terminal.expect("Reason for declining ");
    terminal.send_line("Mein Gebiet ist «anders».");
    // Accepting is not offered where a conflict of interest is flagged, and not taken.
    wait_for(&mut terminal, 3);
    terminal.send_line("a");
    wait_for(&mut terminal, 3);
    terminal.send_line("");
    wait_for(&mut terminal, 3);
    terminal.send_line("s");
    wait_for(&mut terminal, 4);
    terminal.send_line("ACCEPT");
    terminal.expect("Send these 3 answers?");
    assert_eq!(posts(&desk.server), NOTHING);
    terminal.send_line("y");
    let screen = terminal.finish();
    assert_no_token(&screen, TOKEN);
    insta::assert_snapshot!(short(&screen.snapshot()), @"
    $ waldur-review batches respond ba0001~001
    (exit 0)
    --- terminal
    Gateway to Isambard-AI: Autumn 2026                                         Sent
    Batch   ba0001c0-ffee-4a00-0000-000000000001
    Due     Tue 01 Dec 2026 17:00 GMT (in 7 days)
            Tue 01 Dec 2026 05:00 AoE
    Sent    Fri 20 Nov 2026 10:12 GMT
    Answer  4 of 4 waiting; 1 conflict of interest flagged

    Note from the call manager
      Please by Friday.

    1  gw-001  Proposal 1
       Pending · affinity 0.82 · item e00001c0
       What proposal 1 is about.
    1 of 4: [a]ccept, [d]ecline, [s]kip, [b]ack, [l]ist, [f]ull, [q]uit, [?] a

    2  gw-002  Proposal 2
       Pending · affinity 0.82 · item e00002c0
       One line. One line. One line. One line. One line. One line. One line. One
       line. One line. The last line.
    2 of 4: [a]ccept, [d]ecline, [s]kip, [b]ack, [l]ist, [f]ull, [q]uit, [?] f

    2  gw-002  Proposal 2
       Pending · affinity 0.82 · item e00002c0
       One line.
       One line.
       One line.
       One line.
       One line.
       One line.
       One line.
       One line.
       One line.
       The last line.
    2 of 4: [a]ccept, [d]ecline, [s]kip, [b]ack, [l]ist, [f]ull, [q]uit, [?] d
    Reason for declining gw-002 (the call manager will read it): Mein Gebiet ist «an
    ders».

    3  gw-003  Proposal 3
       Pending · conflict of interest flagged · affinity 0.82 · item e00003c0
       What proposal 3 is about.
       A conflict of interest is flagged, so it cannot be accepted: the call manager
       can dismiss it. Declining works.
    3 of 4: [d]ecline, [s]kip, [b]ack, [l]ist, [f]ull, [q]uit, [?] a
    A conflict of interest is flagged, so it cannot be accepted: the call manager can dismiss it. Declining works.
    3 of 4: [d]ecline, [s]kip, [b]ack, [l]ist, [f]ull, [q]uit, [?] 
    Answer with one of the letters in brackets; ? explains them.
    3 of 4: [d]ecline, [s]kip, [b]ack, [l]ist, [f]ull, [q]uit, [?] s

    4  gw-004  Proposal 4
       Pending · affinity 0.82 · item e00004c0
       What proposal 4 is about.
    4 of 4: [a]ccept, [d]ecline, [s]kip, [b]ack, [l]ist, [f]ull, [q]uit, [?] ACCEPT
    accept  gw-001  Proposal 1
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days
    decline  gw-002  Proposal 2
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days
        Mein Gebiet ist «anders».
    accept  gw-004  Proposal 4
        Gateway to Isambard-AI: Autumn 2026 · due in 7 days

    Send these 3 answers? There is no undo. [y/N] y
    accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    declined · gw-002  Proposal 2
    accepted · gw-004  Proposal 4
        review https://portal.example.org/proposal-review/4e0004~004/
    Sent 3 answers: 2 accepted, 1 declined.
    Next: waldur-review reviews pull
    ");
    assert_eq!(
        posts(&desk.server),
        ["accept 1", "decline 2 {\"reason\":\"Mein Gebiet ist «anders».\"}", "accept 4"]
    );
}

#[test]
fn quit_keeps_the_answers_and_resume_goes_on() {
    let desk = Desk::new(Waldur::new());
    let mut terminal = desk.terminal(&[]);
    wait_for(&mut terminal, 1);
    terminal.send_line("d");
    terminal.expect("Reason for declining gw-001 (the call manager will read it): ");
    terminal.send_line("- I work with them.");
    wait_for(&mut terminal, 2);
    terminal.send_line("a");
    wait_for(&mut terminal, 3);
    terminal.send_line("q");
    let screen = terminal.finish();
    assert_eq!(screen.status, 0, "{}", screen.text);
    let (_, end) = screen.text.rsplit_once("[?] ").unwrap();
    insta::assert_snapshot!(short(end), @"
    q
    2 answers not sent: kept in
      [KEPT.json];
      go on with:
        waldur-review batches respond ba0001~001 --resume
    ");
    assert_eq!(posts(&desk.server), NOTHING);
    let [kept] = desk.kept().try_into().unwrap();
    assert!(kept.contains("- I work with them.") && !kept.contains("Proposal"), "{kept}");

    // Without a terminal, a run that finds them is refused.
    let mut seen = desk.run(&[], "");
    // With one it asks.
    let mut terminal = desk.terminal(&[]);
    terminal.expect("An earlier run saved 2 answers. [g]o on with them, [d]elete them, [q]uit? ");
    terminal.send_line("q");
    seen += &short(&terminal.finish().snapshot());
    insta::assert_snapshot!(seen, @"
    $ waldur-review batches respond ba0001~001
    (exit 2)
    --- stdout
    --- stderr
    error: an earlier run saved 2 answers for this batch, and there is no terminal to ask
      go on with them: waldur-review batches respond ba0001~001 --resume
      or delete them: rm [KEPT.json]
    $ waldur-review batches respond ba0001~001
    (exit 0)
    --- terminal
    An earlier run saved 2 answers. [g]o on with them, [d]elete them, [q]uit? q
    2 answers not sent: kept in
      [KEPT.json];
      go on with:
        waldur-review batches respond ba0001~001 --resume
    ");

    let mut terminal = desk.terminal(&["--resume"]);
    wait_for(&mut terminal, 3);
    terminal.send_line("b");
    terminal.expect("2 of 4 (accepted): [k]eep, ");
    terminal.expect("[?] ");
    terminal.send_line("b");
    terminal.expect("1 of 4 (declined): [k]eep, ");
    terminal.expect("[?] ");
    terminal.send_line("b");
    terminal.expect("This is the first proposal.");
    terminal.expect("[?] ");
    terminal.send_line("k");
    terminal.expect("2 of 4 (accepted): ");
    terminal.expect("[?] ");
    terminal.send_line("s");
    wait_for(&mut terminal, 3);
    terminal.send_line("l");
    terminal.expect("1  declined  gw-001  Proposal 1");
    terminal.expect("2  -         gw-002  Proposal 2");
    wait_for(&mut terminal, 3);
    terminal.send_line("send");
    terminal.expect("Send this answer? There is no undo. [y/N] ");
    terminal.send_line("y");
    let screen = terminal.finish();
    assert_eq!(screen.status, 0, "{}", screen.text);
    assert_eq!(posts(&desk.server), ["decline 1 {\"reason\":\"- I work with them.\"}"]);
    assert_eq!(desk.kept(), NOTHING);
}

#[test]
fn answers_survive_the_end_of_input_and_signals() {
    for at_summary in [false, true] {
        for key in [3, 4] {
            let desk = Desk::new(Waldur::new());
            let mut terminal = desk.terminal(&[]);
            wait_for(&mut terminal, 1);
            terminal.send_line("d");
            terminal.expect("(the call manager will read it): ");
            terminal.send_line("I work with them.");
            wait_for(&mut terminal, 2);
            if at_summary {
                terminal.send_line("send");
                terminal.expect("[y/N] ");
            }
            terminal.send(&[key]);
            let screen = terminal.finish();
            assert_eq!(screen.status, 130, "{}", screen.text);
            assert!(screen.text.contains("--resume"), "{}", screen.text);
            let [kept] = desk.kept().try_into().unwrap();
            assert!(kept.contains("I work with them."), "{kept}");
            assert_eq!(posts(&desk.server), NOTHING);
        }
    }
}

#[test]
fn answers_survive_every_failure_of_sending() {
    for (name, status) in [
        ("auth-expired", 4),
        ("accept-staff", 5),
        ("throttle-429", 7),
        ("big-body-tls", 5),
        ("down-db-list", 7),
    ] {
        let desk = Desk::new(Waldur::new());
        desk.waldur.fault("POST", "", 9, Fault::Instead(answer(name)));
        let mut terminal = desk.terminal(&[]);
        wait_for(&mut terminal, 1);
        terminal.send_line("d");
        terminal.expect("(the call manager will read it): ");
        terminal.send_line("I work with them.");
        wait_for(&mut terminal, 2);
        terminal.send_line("send");
        terminal.expect("[y/N] ");
        terminal.send_line("y");
        let screen = terminal.finish();
        assert_eq!(screen.status, status, "{name}: {}", screen.text);
        assert!(screen.text.contains("1 answer not sent: kept in"), "{name}: {}", screen.text);
        let [kept] = desk.kept().try_into().unwrap();
        assert!(kept.contains("I work with them."), "{kept}");
    }
}

#[test]
fn unwritable_state_directory_is_reported_before_the_first_question() {
    let desk = Desk::new(Waldur::new());
    desk.sandbox.write(".local/state", "a file");
    let mut terminal = desk.terminal(&[]);
    terminal.expect("warning: your answers cannot be saved");
    wait_for(&mut terminal, 1);
    terminal.send_line("d");
    terminal.expect("(the call manager will read it): ");
    terminal.send_line("I work with them.");
    wait_for(&mut terminal, 2);
    terminal.send(&[4]);
    let screen = terminal.finish();
    let (_, end) = screen.text.rsplit_once("[?] ").unwrap();
    let words = end.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("I work with them."), "{end}");
}

#[test]
fn batch_that_cannot_be_answered_is_refused_first() {
    let mut seen = String::new();
    let desk = Desk::new(Waldur::new());
    desk.waldur.with(|world| world.batches[0].expires_at = Some(time("2026-11-23T09:00:00+00:00")));
    seen += &short(&desk.terminal(&[]).finish().snapshot());
    // Past by the server's clock alone.
    desk.waldur.with(|world| {
        world.batches[0].expires_at = Some(time("2026-12-01T17:00:00Z"));
        world.set_clock("2026-12-02T00:00:00Z");
    });
    seen += &desk.run(&["--print-form"], "");
    desk.waldur.with(|world| world.set_clock("2026-11-24T03:00:00Z"));
    desk.waldur.with(|world| {
        for number in 1..=4 {
            world.item(number).status = "accepted";
        }
    });
    seen += &desk.run(&[], "");
    desk.waldur.with(|world| world.batches.clear());
    seen += &desk.run(&[], "");
    insta::assert_snapshot!(seen, @r"
    $ waldur-review batches respond ba0001~001
    (exit 5)
    --- terminal
    error: the deadline of this batch has passed, so it takes no answers
      ask the call manager to extend it
    $ waldur-review batches respond ba0001~001 --print-form
    (exit 5)
    --- stdout
    --- stderr
    error: the deadline of this batch has passed, so it takes no answers
      ask the call manager to extend it
    $ waldur-review batches respond ba0001~001
    (exit 0)
    --- stdout
    --- stderr
    No proposal of this batch waits for an answer.
    $ waldur-review batches respond ba0001~001
    (exit 3)
    --- stdout
    --- stderr
    error: no batch matches ba0001~001 on 127.0.0.1:PORT
      it may be cancelled, not sent yet, or someone else's; run: waldur-review batches list --all
    ");
    assert_eq!(posts(&desk.server), NOTHING);
}

#[test]
fn server_text_is_sanitized_at_the_terminal_and_in_the_form() {
    let desk = Desk::new(Waldur::new());
    let evil = "A\u{1b}[2J\u{202e}b\u{7}\r\nleave c\u{9b}1m";
    desk.waldur.with(|world| {
        for number in 1..=4 {
            let one = world.item(number);
            one.name = format!("{number}{evil}");
            one.slug = format!("s{evil}");
            one.summary = evil.to_owned();
        }
        world.batches[0].call_name = evil.to_owned();
        world.batches[0].manager_notes = evil.to_owned();
    });
    let is_raw = |text: &str| text.contains(['\u{1b}', '\u{202e}', '\u{7}', '\u{9b}']);
    let ran = desk.sandbox.command(["batches", "respond", "--print-form", &batch(1)]).run();
    let form = ran.assert_status(0).stdout_text().to_owned();
    assert!(!is_raw(&form) && !form.contains('\r'), "{form:?}");
    assert_eq!(form.lines().filter(|line| line.starts_with("leave ")).count(), 4);

    let mut terminal = desk.terminal(&[]);
    wait_for(&mut terminal, 1);
    terminal.send_line("f");
    wait_for(&mut terminal, 1);
    terminal.send_line("a");
    wait_for(&mut terminal, 2);
    terminal.send_line("send");
    terminal.expect("[y/N] ");
    terminal.send_line("y");
    let screen = terminal.finish();
    assert_eq!(screen.status, 0, "{}", screen.text);
    assert!(!is_raw(&screen.text), "{:?}", screen.text);
}
