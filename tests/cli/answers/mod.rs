//! `items accept` and `items decline`: what is sent, what is refused, and what is reported.

mod accept_decline;
mod confirmation;
mod lost_response;
mod reason;
mod refused;
mod selection;
mod several;

use crate::support::{Sandbox, Server, TOKEN, Waldur, assert_no_token, item, posts};

/// Runs the program against this Waldur: what it wrote, and what it sent.
#[track_caller]
fn run(waldur: &Waldur, args: &[&str]) -> (String, Vec<String>) {
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let ran = sandbox.command(args).run();
    assert_no_token(&ran, TOKEN);
    (short(&ran.snapshot()), posts(&server))
}

/// Without the zeros in the UUIDs of the tests.
fn short(text: &str) -> String {
    text.replace("c0ffee4a000000000000000", "~")
}

fn accept(waldur: &Waldur, numbers: &[usize]) -> (String, Vec<String>) {
    let items: Vec<String> = numbers.iter().map(|number| item(*number)).collect();
    let mut args = vec!["items", "accept", "--yes"];
    args.extend(items.iter().map(String::as_str));
    run(waldur, &args)
}

fn decline(waldur: &Waldur, number: usize) -> (String, Vec<String>) {
    let args = ["items", "decline", "-y", "--reason=No time.", &item(number)];
    run(waldur, &args)
}

const NOTHING: [&str; 0] = [];

/// A batch's answers are asked for at a terminal.
fn at_terminal(waldur: &Waldur, args: &[&str]) -> (Server, Sandbox, crate::support::Terminal) {
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let terminal = sandbox.terminal(args, 80, 24);
    (server, sandbox, terminal)
}
