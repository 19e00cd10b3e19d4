//! The demo server inside the program: it needs nothing, and stores nothing.

use std::fs;

use serde_json::Value;

use crate::support::{Ran, Sandbox, Seen, assert_no_token};

/// Runs it, and sees that nothing is stored.
fn run(sandbox: &Sandbox, arguments: &str) -> Ran {
    let ran = sandbox.command(arguments.split(' ')).run();
    assert_eq!(fs::read_dir(sandbox.home()).unwrap().count(), 0);
    ran.assert_status(0)
}

#[test]
fn everything_can_be_tried_and_nothing_is_stored() {
    let sandbox = Sandbox::new();
    let heads = run(&sandbox, "--demo batches list --columns batch --limit 2");
    let heads: Vec<&str> = heads.stdout_text().lines().map(|uuid| &uuid[..4]).collect();
    let show = format!("--demo batches show {}", heads.join(" "));
    for (name, arguments) in [
        ("list", "--demo batches list --format table"),
        ("list_tsv", "batches list --demo"),
        ("show", &show),
        ("status", "--demo auth status"),
    ] {
        insta::assert_snapshot!(name, run(&sandbox, arguments).snapshot());
    }
    let json = run(&sandbox, "--demo batches list --json --limit 1");
    let list: Vec<Value> = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(list[0].as_object().unwrap().len(), 11);
}

#[test]
fn stored_login_is_neither_used_nor_changed() {
    let sandbox = Sandbox::new();
    let credentials = "[profiles.default]\nurl = \"https://waldur.invalid/api/\"\ntoken = \"0123456789abcdef0123456789abcdef01234567\"\n";
    sandbox.write("config/credentials.toml", credentials);
    let ran = sandbox
        .command(["--demo", "batches", "list", "-v"])
        .env("WALDUR_API_URL", "https://other.invalid/api/")
        .run()
        .assert_status(0);
    assert!(ran.stderr.starts_with("GET http://127.0.0.1:"), "{}", ran.stderr);
    assert_no_token(&ran, "0123456789abcdef0123456789abcdef01234567");
    assert_eq!(sandbox.read("config/credentials.toml"), credentials);
}

/// What is wrong with the real settings is not in the way; how things look is the person's choice.
#[test]
fn only_display_settings_apply() {
    let sandbox = Sandbox::new();
    let list = || sandbox.command(["--demo", "batches", "list", "--format", "table", "-L1"]);
    let plain = list().run().assert_status(0);
    let variables = list()
        .env("WALDUR_API_URL", "ftp://w.example")
        .env("WALDUR_ACCESS_TOKEN", "two words")
        .env("WALDUR_PROFILE", "a b")
        .run()
        .assert_status(0);
    assert_eq!(variables.stdout, plain.stdout);
    sandbox.write("config/config.toml", "profile = \"other\"\n[profiles.other]\nurl = \"ftp:\"\n");
    assert_eq!(list().run().assert_status(0).stdout, plain.stdout);
    sandbox.write("config/config.toml", "[display]\ncolor = \"always\"\n");
    let colored = list().run().assert_status(0);
    assert!(colored.stdout_text().contains("\u{1b}["), "{}", colored.snapshot());
}

#[test]
fn second_process_works_with_the_two_exported_variables() {
    let sandbox = Sandbox::new();
    let mut demo = sandbox.terminal(["demo"], 120, 24);
    demo.expect("Ctrl-C ends it");
    let seen = demo.seen();
    let value = |name: &str| {
        let line = seen.lines().find_map(|line| line.strip_prefix(&format!("export {name}=")));
        line.unwrap().to_owned()
    };
    let (address, token) = (value("WALDUR_API_URL"), value("WALDUR_ACCESS_TOKEN"));
    let ran = sandbox
        .command(["batches", "list", "--columns", "batch,left"])
        .env("WALDUR_API_URL", &address)
        .env("WALDUR_ACCESS_TOKEN", &token)
        .run()
        .assert_status(0);
    assert_no_token(&ran, &token);
    insta::assert_snapshot!(ran.snapshot(), @r"
    $ waldur-review batches list --columns batch,left
    (exit 0)
    --- stdout
    ae772a0eac2847fdb10c23ec255f40a9	2/4
    0b6d2e4861f74c0a9d352f1be0c7a914	3/3
    c19e557734ed465a8f615618cfca16d7	1/8
    5d04aa1e2462413ebee159b1968b634e	5/5
    d40b0878e16645a1a6b94399ccecccd8	1/2
    7f3a91c29c7348f4b145a675020fb6bc	2/5
    --- stderr
    ");
    let ran = sandbox
        .command(["batches", "list"])
        .env("WALDUR_API_URL", &address)
        .env("WALDUR_ACCESS_TOKEN", "f".repeat(40))
        .run();
    insta::assert_snapshot!(ran.assert_status(4).snapshot(), @"
    $ waldur-review batches list
    (exit 4)
    --- stdout
    --- stderr
    error: the server refused your token (401): Invalid token
      token: WALDUR_ACCESS_TOKEN
      make a new one in the web portal and set WALDUR_ACCESS_TOKEN to it, or unset WALDUR_ACCESS_TOKEN
    ");
    demo.send(b"\x03");
    let screen = demo.finish();
    assert_eq!(screen.status, 130);
    assert_eq!(fs::read_dir(sandbox.home()).unwrap().count(), 0);
    let tidy = screen.snapshot().replace(&token, "[TOKEN]");
    insta::assert_snapshot!(tidy, @r"
    $ waldur-review demo
    (exit 130)
    --- terminal
    export WALDUR_API_URL=http://127.0.0.1:PORT/api/
    export WALDUR_ACCESS_TOKEN=[TOKEN]
    The demo server is running. Paste these two lines into another shell and try:
        waldur-review batches list
    Ctrl-C ends it; what you answered there is not kept.
    ^C
    ");
}

#[test]
fn taken_port_is_an_error() {
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let ran = Sandbox::new().command(["demo", "--port", &port]).run();
    let ran = ran.assert_status(2);
    let start = format!("error: cannot listen on port {port} of the loopback address: ");
    assert!(ran.stderr.starts_with(&start), "{}", ran.stderr);
    assert!(ran.stderr.ends_with("\n  leave out --port to use a free one\n"));
}

#[test]
fn login_is_refused_with_demo() {
    let sandbox = Sandbox::new();
    let runs = ["login", "logout"].map(|word| {
        let ran = sandbox.command(["--demo", "auth", word]).run();
        ran.assert_status(2).snapshot()
    });
    insta::assert_snapshot!(runs.join("\n"), @"
    $ waldur-review --demo auth login
    (exit 2)
    --- stdout
    --- stderr
    error: --demo needs no login, and stores nothing
      try: waldur-review --demo batches list

    $ waldur-review --demo auth logout
    (exit 2)
    --- stdout
    --- stderr
    error: --demo stores nothing, so there is nothing to log out of
    ");
}
