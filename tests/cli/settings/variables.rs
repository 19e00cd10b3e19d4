//! Environment variables, and how they relate to profiles.

use insta::assert_snapshot;

use crate::support::{NOBODY, PAT, Sandbox, Seen, Server, Session, TOKEN, Waldur, posts};
use crate::waldur::{several, waldur};

#[test]
fn unusable_variables_are_named() {
    let run = |name: &str, value: &str| {
        Sandbox::new().command(["batches", "list"]).env(name, value).run()
    };
    let runs = [
        run("WALDUR_API_URL", "ftp://w.example"),
        run("WALDUR_REVIEW_URL", "https://me:hunter2@w.example"),
        run("WALDUR_ACCESS_TOKEN", "hunter2 hunter2"),
        run("WALDUR_REVIEW_TOKEN", "Token "),
        run("WALDUR_PROFILE", "a b"),
        run("WALDUR_REVIEW_NOW", "today"),
        run("TZ", "Middle/Earth"),
        run("WALDUR_ACCESS_TOKEN", TOKEN),
        run("WALDUR_API_URL", "https://w.example"),
        run("WALDUR_PROFILE", "site-2"),
    ];
    assert_snapshot!(several(&runs));
    for ran in &runs {
        assert!(matches!(ran.status, 2 | 4), "{}", ran.snapshot());
        assert!(!ran.seen().contains("hunter2"), "{}", ran.snapshot());
    }
}

#[cfg(unix)]
#[test]
fn variable_that_is_not_text_is_named() {
    use std::os::unix::ffi::OsStrExt;
    let odd = std::ffi::OsStr::from_bytes(b"\xff");
    for name in [
        "WALDUR_REVIEW_URL",
        "WALDUR_ACCESS_TOKEN",
        "WALDUR_PROFILE",
        "HTTPS_PROXY",
        "NO_PROXY",
        "TZ",
        "LANG",
        "TERM",
        "COLUMNS",
        "PAGER",
    ] {
        let ran = Sandbox::new().command(["batches", "list"]).env(name, odd).run();
        assert_eq!(ran.status, 2, "{}", ran.snapshot());
        assert!(
            ran.stderr.starts_with(&format!("error: {name} is not UTF-8 text\n")),
            "{}",
            ran.snapshot()
        );
    }
}

#[test]
fn empty_variable_counts_as_not_set() {
    let session = Session::start(waldur);
    let mut command = session.command(["batches", "list"]);
    for name in [
        "WALDUR_REVIEW_URL",
        "WALDUR_API_URL",
        "WALDUR_REVIEW_TOKEN",
        "WALDUR_ACCESS_TOKEN",
        "WALDUR_REVIEW_PROFILE",
        "WALDUR_PROFILE",
        "HTTPS_PROXY",
        "NO_PROXY",
        "SSL_CERT_FILE",
    ] {
        command = command.env(name, "");
    }
    command.run().assert_status(0);
}

#[test]
fn width_of_zero_counts_as_not_set() {
    let session = Session::start(waldur);
    let list = || session.command(["batches", "list", "--format", "table"]);
    let usual = list().env_remove("COLUMNS").run().assert_status(0);
    for width in ["0", "-1", "wide"] {
        assert_eq!(list().env("COLUMNS", width).run().stdout, usual.stdout, "{width}");
    }
    assert_ne!(list().env("COLUMNS", "120").run().stdout, usual.stdout);
}

#[test]
fn own_variables_come_before_shared_ones() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    sandbox.logged_in_as("default", &server, "0000000000000000000000000000000000000000");
    sandbox
        .command(["batches", "list"])
        .env("WALDUR_API_URL", NOBODY)
        .env("WALDUR_REVIEW_URL", server.origin())
        .env("WALDUR_ACCESS_TOKEN", "wrong")
        .env("WALDUR_REVIEW_TOKEN", TOKEN)
        .run()
        .assert_status(0);
}

#[test]
fn shared_token_is_for_the_shared_address() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let list = || {
        sandbox
            .command(["batches", "list"])
            .env("WALDUR_REVIEW_URL", server.origin())
            .env("WALDUR_API_URL", NOBODY)
            .env("WALDUR_ACCESS_TOKEN", PAT)
    };
    let nobody = list().run();
    assert_snapshot!(nobody.snapshot());
    assert_eq!(nobody.status, 4);
    sandbox.logged_in(&server);
    list().run().assert_status(0);
    let token = format!("Token {TOKEN}");
    for request in server.requests() {
        assert_eq!(request.header("authorization"), Some(token.as_str()));
    }
}

#[test]
fn profile_of_the_own_variable_comes_before_shared_addresses() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    sandbox.logged_in_as("site", &server, TOKEN);
    sandbox
        .command(["batches", "list"])
        .env("WALDUR_REVIEW_PROFILE", "site")
        .env("WALDUR_API_URL", NOBODY)
        .env("WALDUR_ACCESS_TOKEN", PAT)
        .run()
        .assert_status(0);
}

#[test]
fn variables_are_a_login_only_with_address_and_token_and_without_profile_flag() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let list = || sandbox.command(["batches", "list", "--limit", "1"]);
    let shared = || list().env("WALDUR_PROFILE", "new");
    let url = server.origin();
    let runs = [
        shared().env("WALDUR_API_URL", &url).run(),
        shared().env("WALDUR_ACCESS_TOKEN", TOKEN).run(),
        list()
            .env("WALDUR_API_URL", &url)
            .env("WALDUR_ACCESS_TOKEN", TOKEN)
            .args(["--profile", "new"])
            .run(),
        shared().env("WALDUR_API_URL", &url).env("WALDUR_ACCESS_TOKEN", TOKEN).run(),
    ];
    assert_eq!(runs.each_ref().map(|ran| ran.status), [4, 4, 4, 0], "{}", several(&runs));
}

#[test]
fn address_variable_without_token_is_not_a_login() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    sandbox.logged_in_as("one", &server, TOKEN);
    sandbox.logged_in_as("two", &server, TOKEN);
    let list = || {
        sandbox
            .command(["batches", "list", "--all-profiles", "--columns", "server"])
            .args(["--limit", "1"])
    };
    let plain = list().run().assert_status(0);
    for (name, value) in [("WALDUR_API_URL", NOBODY), ("WALDUR_ACCESS_TOKEN", PAT)] {
        let ran = list().env(name, value).run().assert_status(0);
        assert_eq!(ran.stdout, plain.stdout, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn no_question_is_asked_when_it_cannot_be_seen_or_answered() {
    let waldur = Waldur::new();
    let Session { server, sandbox } = Session::new(waldur.start());
    for line in
        ["waldur-review items accept gw-001 2>said", "waldur-review items accept gw-001 </dev/null"]
    {
        let screen = sandbox.shell(line).terminal(80, 24).finish();
        assert_eq!(screen.status, 2, "{line}: {}", screen.snapshot());
    }
    assert!(posts(&server).is_empty());
}
