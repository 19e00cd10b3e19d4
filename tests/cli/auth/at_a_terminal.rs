//! The questions of `auth login`.

use insta::assert_snapshot;

use crate::support::{PAT, Sandbox, Seen, Server, TOKEN, assert_no_token};
use crate::waldur::waldur;

use super::STORED;
use super::login::is_empty_or_absent;

const ADDRESS: &str = "Address of the Waldur server or its web portal: ";

#[test]
fn login_asks_for_address_and_token() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let mut terminal = sandbox.terminal(["auth", "login"], 100, 24);
    terminal.expect(ADDRESS);
    terminal.send_line(&server.origin());
    terminal.expect_hidden("(hidden): ");
    terminal.send_line(TOKEN);
    let screen = terminal.finish();
    assert_snapshot!(screen.snapshot());
    assert_no_token(&screen, TOKEN);
    assert!(sandbox.read(STORED).contains(TOKEN));
}

/// What the shell sees afterwards: the exit code, and whether typing is shown again.
const THEN: &str =
    "; echo \"exit $?\"; stty -a | grep -q ' -echo ' && echo 'echo is off' || echo 'echo is on'";

#[test]
fn interrupt_ends_each_question_and_restores_echo() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let script = format!("trap : INT; waldur-review auth login{THEN}");
    let mut terminal = sandbox.shell(&script).terminal(80, 24);
    terminal.expect(ADDRESS);
    terminal.send(b"\x03");
    terminal.expect("exit 130");
    terminal.expect("echo is on");

    let script = format!("trap : INT; waldur-review auth login --url {}{THEN}", server.origin());
    for keys in [b"\x03" as &[u8], b"half a token\x03"] {
        let mut terminal = sandbox.shell(&script).terminal(80, 24);
        terminal.expect_hidden("(hidden): ");
        terminal.send(keys);
        terminal.expect("exit 130");
        terminal.expect("echo is on");
        assert!(!terminal.finish().seen().contains("half a token"));
    }
    assert!(is_empty_or_absent(&sandbox));
}

#[test]
fn end_of_input_ends_each_question() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let mut terminal = sandbox.terminal(["auth", "login"], 80, 24);
    terminal.expect(ADDRESS);
    terminal.send(b"\x04");
    let address = terminal.finish();
    let mut terminal = sandbox.terminal(["auth", "login", "--url", &server.origin()], 80, 24);
    terminal.expect_hidden("(hidden): ");
    terminal.send(b"\x04");
    let token = terminal.finish();
    assert_snapshot!(format!("{}\n{}", address.snapshot(), token.snapshot()));
    assert_eq!((address.status, token.status), (130, 130));
    assert!(is_empty_or_absent(&sandbox));
}

#[test]
fn stored_address_is_the_default_and_can_be_replaced() {
    let (old, new) = (Server::start(waldur), Server::start(waldur));
    let sandbox = Sandbox::new();
    sandbox.logged_in(&old);
    let question = format!("Address of the Waldur server or its web portal [{}]: ", old.api_url());
    let login = |words: &[&str], typed: &str| {
        let command = sandbox.command(["auth", "login"]).args(words);
        let mut terminal = command.terminal(80, 24);
        terminal.expect(&question);
        terminal.send_line(typed);
        terminal
    };
    let mut same = login(&[], "");
    same.expect_hidden("(hidden): ");
    same.send_line(PAT);
    assert_eq!(same.finish().status, 0);
    assert!(sandbox.read(STORED).contains(PAT));
    // Another one is refused where nobody said that this profile is to be another's.
    let refused = login(&[], &new.origin()).finish();
    assert_eq!(refused.status, 2, "{}", refused.snapshot());
    let mut other = login(&["--profile", "default"], &new.origin());
    other.expect_hidden("(hidden): ");
    other.send_line(TOKEN);
    assert_eq!(other.finish().status, 0);
    let stored = sandbox.read(STORED);
    assert!(stored.contains(&new.api_url()) && !stored.contains(&old.api_url()));
}

#[test]
fn input_that_is_not_text_is_asked_for_again() {
    let sandbox = Sandbox::new();
    let mut terminal = sandbox.terminal(["auth", "login"], 80, 24);
    terminal.expect(ADDRESS);
    terminal.send(b"caf\xe9\r");
    terminal.expect("That is not UTF-8 text. Try again:");
    terminal.expect(ADDRESS);
    // Ctrl-V and Ctrl-@.
    terminal.send(b"\x16\x00\r");
    terminal.expect("A null character cannot be sent. Try again:");
    terminal.expect(ADDRESS);
    terminal.send(b"\x04");
    assert_eq!(terminal.finish().status, 130);
}

#[test]
fn no_input_asks_nothing() {
    let sandbox = Sandbox::new();
    let screen = sandbox.terminal(["auth", "login", "--no-input"], 80, 24).finish();
    assert_eq!(screen.status, 2);
    assert!(screen.text.contains("--url"), "{}", screen.text);
    assert!(!screen.text.contains(ADDRESS), "{}", screen.text);
}

#[test]
fn stored_login_of_waldur_cli_is_mentioned() {
    let sandbox = Sandbox::new();
    sandbox.write(".config/waldur-cli/credentials.toml", "");
    let mut terminal = sandbox.terminal(["auth", "login"], 80, 24);
    if cfg!(target_os = "linux") {
        terminal.expect("waldur-review auth login --from waldur-cli");
    }
    terminal.expect(ADDRESS);
    terminal.send(b"\x04");
    assert_eq!(terminal.finish().status, 130);
}
