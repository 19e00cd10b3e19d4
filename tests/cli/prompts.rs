//! Questions at a terminal: editing, pasted lines, input that came too early, and signals.

use std::thread::sleep;
use std::time::Duration;

use rustix::process::Signal;

use crate::support::{Fault, Sandbox, Server, Terminal, Waldur, item, posts};

/// Each kind of question: what asks it, and its last words.
const QUESTIONS: [(&[&str], &str); 4] = [
    (&["auth", "login", "--profile", "new"], "web portal: "),
    (&["auth", "login", "--url", "URL"], "(hidden): "),
    (&["items", "decline", "gw-001"], "(the call manager will read it): "),
    (&["items", "accept", "gw-001"], "[y/N] "),
];
/// With the line editor, and without it.
const TERMINALS: [&str; 2] = ["xterm-256color", "dumb"];
/// Longer than input is waited for before a question, or between two parts of it.
const PAUSE: Duration = Duration::from_millis(300);

fn start(waldur: &Waldur, args: &[&str], term: &str) -> (Server, Sandbox, Terminal) {
    let server = waldur.start().unused_is_fine();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let url = server.origin();
    let args = args.iter().map(|arg| if *arg == "URL" { &url } else { *arg });
    let terminal = sandbox.command(args).env("TERM", term).terminal(80, 24);
    (server, sandbox, terminal)
}

#[test]
fn signals_restore_the_terminal_and_end_the_program() {
    for term in TERMINALS {
        for (args, question) in QUESTIONS {
            for (signal, status) in
                [(Signal::TERM, 128 + 15), (Signal::HUP, 128 + 1), (Signal::INT, 130)]
            {
                let waldur = Waldur::new();
                let (server, _sandbox, mut terminal) = start(&waldur, args, term);
                terminal.expect(question);
                terminal.send(b"half");
                sleep(Duration::from_millis(50));
                terminal.signal(signal);
                let screen = terminal.finish();
                let what = format!("{term} {args:?} {signal:?}: {}", screen.text);
                assert_eq!(screen.status, status, "{what}");
                assert!(screen.is_restored, "{what}");
                assert!(posts(&server).is_empty(), "{what}");
            }
        }
    }
}

#[test]
fn interrupt_and_end_of_input_restore_the_terminal() {
    for term in TERMINALS {
        for (args, question) in QUESTIONS {
            for key in [3, 4] {
                let waldur = Waldur::new();
                let (_server, _sandbox, mut terminal) = start(&waldur, args, term);
                terminal.expect(question);
                sleep(Duration::from_millis(50));
                terminal.send(&[key]);
                let screen = terminal.finish();
                let what = format!("{term} {args:?} {key}: {}", screen.text);
                assert_eq!(screen.status, 130, "{what}");
                assert!(screen.is_restored, "{what}");
            }
        }
    }
}

#[test]
fn pasted_lines_are_one_answer() {
    let waldur = Waldur::new();
    let (server, _sandbox, mut terminal) =
        start(&waldur, &["items", "decline", "gw-001"], TERMINALS[0]);
    terminal.expect("(the call manager will read it): ");
    terminal.send(b"\x1b[200~I work with them.\r\ny\n\ty\n\x1b[201~");
    sleep(PAUSE);
    assert!(posts(&server).is_empty());
    terminal.send(b"\r");
    terminal.expect("[y/N] ");
    // Nor does a pasted paragraph confirm anything.
    terminal.send(b"\x1b[200~y\ny\n\x1b[201~\r");
    assert_eq!(terminal.finish().status, 130);
    assert!(posts(&server).is_empty());

    let (_server, _sandbox, mut terminal) =
        start(&waldur, &["items", "decline", "gw-001"], TERMINALS[0]);
    terminal.expect("(the call manager will read it): ");
    terminal.send(b"\x1b[200~I work with them.\r\ny\n\ty\n\x1b[201~\r");
    terminal.expect("[y/N] ");
    terminal.send_line("y");
    assert_eq!(terminal.finish().status, 0);
    let reason = waldur.with(|world| world.item(1).decline_reason.clone());
    assert_eq!(reason, "I work with them.\ny\n\ty");
}

/// Some terminals do not mark what is pasted.
#[test]
fn unmarked_paste_does_not_answer_the_next_question() {
    for term in TERMINALS {
        let waldur = Waldur::new();
        let (server, _sandbox, mut terminal) =
            start(&waldur, &["items", "decline", "gw-001"], term);
        terminal.expect("(the call manager will read it): ");
        terminal.send(b"I work with the applicants.\ny\n");
        sleep(Duration::from_millis(10));
        terminal.send(b"y\ny\n");
        terminal.expect("[y/N] ");
        sleep(PAUSE);
        assert!(posts(&server).is_empty(), "{term}");
        terminal.send_line("y");
        assert_eq!(terminal.finish().status, 0, "{term}");
        let reason = waldur.with(|world| world.item(1).decline_reason.clone());
        assert_eq!(reason, "I work with the applicants.");
    }
}

#[test]
fn input_before_a_question_does_not_answer_it() {
    for term in TERMINALS {
        let waldur = Waldur::new();
        waldur.fault("GET", &item(1), 1, Fault::Late(Duration::from_millis(500)));
        let (server, _sandbox, mut terminal) = start(&waldur, &["items", "accept", &item(1)], term);
        terminal.send(b"y\ry\rhalf");
        terminal.expect("[y/N] ");
        sleep(PAUSE);
        assert!(posts(&server).is_empty(), "{term}");
        terminal.send_line("n");
        assert_eq!(terminal.finish().status, 130, "{term}");
    }
}

#[test]
fn answers_are_edited_with_arrow_keys() {
    let waldur = Waldur::new();
    let (_server, _sandbox, mut terminal) =
        start(&waldur, &["items", "decline", "gw-001"], TERMINALS[0]);
    terminal.expect("(the call manager will read it): ");
    terminal.send(b"No tme.\x1b[D\x1b[D\x1b[D\x1b[Di\x1b[H\x1b[A\x1b[F\r");
    terminal.expect("[y/N] ");
    // There is no history of other answers.
    terminal.send(b"\x1b[A\ry");
    assert_eq!(terminal.finish().status, 130);
    let (_server, _sandbox, mut terminal) =
        start(&waldur, &["items", "decline", "gw-001"], TERMINALS[0]);
    terminal.expect("(the call manager will read it): ");
    terminal.send(b"No tme.\x1b[D\x1b[D\x1b[Di\r");
    terminal.expect("[y/N] ");
    terminal.send_line("y");
    assert_eq!(terminal.finish().status, 0);
    assert_eq!(waldur.with(|world| world.item(1).decline_reason.clone()), "No time.");
}

#[test]
fn long_answer_is_whole_or_refused() {
    let long = "x".repeat(100_000);
    let waldur = Waldur::new();
    let (_server, _sandbox, terminal) =
        start(&waldur, &["items", "decline", "gw-001"], TERMINALS[0]);
    let mut terminal = terminal.limit(Duration::from_secs(60));
    terminal.expect("(the call manager will read it): ");
    terminal.send(format!("\x1b[200~{long}\x1b[201~\r").as_bytes());
    terminal.expect("[y/N] ");
    terminal.send_line("y");
    assert_eq!(terminal.finish().status, 0);
    let reason = waldur.with(|world| world.item(1).decline_reason.clone());
    assert!(reason == long, "{} bytes", reason.len());

    // Without the line editor, the terminal itself drops what is beyond 4,095 bytes.
    let waldur = Waldur::new();
    let (_server, _sandbox, mut terminal) =
        start(&waldur, &["items", "decline", "gw-001"], TERMINALS[1]);
    terminal.expect("(the call manager will read it): ");
    terminal.send(format!("{}\r", &long[..5000]).as_bytes());
    terminal.expect("longer than this terminal can pass on. Try again:");
    terminal.expect("(the call manager will read it): ");
    terminal.send_line("Short.");
    terminal.expect("[y/N] ");
    terminal.send_line("y");
    assert_eq!(terminal.finish().status, 0);
    assert_eq!(waldur.with(|world| world.item(1).decline_reason.clone()), "Short.");
}

#[test]
fn questions_are_not_written_to_standard_output() {
    for term in TERMINALS {
        let sandbox = Sandbox::new();
        let script = "waldur-review auth login > output";
        let mut terminal = sandbox.shell(script).env("TERM", term).terminal(80, 24);
        terminal.expect("web portal: ");
        terminal.send(&[4]);
        assert_eq!(terminal.finish().status, 130);
        assert_eq!(sandbox.read("output"), "", "{term}");
    }
}
