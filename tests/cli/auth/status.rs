//! `auth status`, `auth logout`, `auth token`, and logins of waldur-cli.

use insta::assert_snapshot;

use crate::support::{PAT, Sandbox, Seen, Server, TOKEN, answer, assert_no_token};
use crate::waldur::{several, waldur};

use super::STORED;

#[cfg(target_os = "linux")]
const WALDUR_CLI: &str = ".config/waldur-cli/credentials.toml";

#[cfg(target_os = "linux")]
#[test]
fn login_of_waldur_cli_is_used() {
    let server = Server::start(waldur);
    let entry = |name: &str, token: &str| {
        format!("[profiles.{name}]\napi_url = \"{}\"\ntoken = \"{token}\"\n", server.origin())
    };
    let sandbox = Sandbox::new();
    let run =
        |more: &[&str]| sandbox.command(["auth", "login", "--from", "waldur-cli"]).args(more).run();
    let mut runs = vec![run(&[])];
    sandbox.write(WALDUR_CLI, "");
    runs.push(run(&[]));
    sandbox.write(WALDUR_CLI, &entry("site", TOKEN));
    runs.push(run(&[]));
    let both = entry("one", TOKEN) + &entry("two", PAT);
    sandbox.write(WALDUR_CLI, &both);
    runs.push(run(&[]));
    runs.push(run(&["two"]));
    runs.push(run(&["three"]));
    runs.push(run(&["one", "--profile", "mine"]));
    // Of several, waldur-cli itself uses the one of this name.
    sandbox.write(WALDUR_CLI, &(both + &entry("default", TOKEN)));
    runs.push(run(&["--profile", "usual"]));
    sandbox.write(WALDUR_CLI, "[profiles.default]\napi_url = \"https://w.example\"\n");
    runs.push(run(&[]));
    sandbox.write(WALDUR_CLI, "[profiles.default\ntoken = \"hunter2\"\n");
    runs.push(run(&[]));
    runs.push(sandbox.command(["auth", "login", "--from", "other-cli"]).run());
    runs.push(sandbox.command(["auth", "login", "--from", "waldur-cli", "--with-token"]).run());
    assert_snapshot!(several(&runs));
    assert_eq!(
        sandbox.command(["auth", "status"]).run().status,
        0,
        "all that was taken over works"
    );
    let stored = sandbox.read(STORED);
    for name in ["site", "two", "mine", "usual"] {
        assert!(stored.contains(&format!("[profiles.{name}]")), "{stored}");
    }
    for ran in &runs {
        assert_no_token(ran, TOKEN);
        assert_no_token(ran, PAT);
        assert!(!ran.seen().contains("hunter2"));
    }
}

#[test]
fn status_shows_every_profile() {
    let server = Server::start(waldur);
    let other = Server::start(|_| answer("auth-expired"));
    let sandbox = Sandbox::new();
    let nobody = sandbox.command(["auth", "status"]).run();
    sandbox.logged_in(&server);
    let one = sandbox.command(["auth", "status"]).run();
    sandbox.logged_in_as("second", &other, PAT);
    let two = sandbox.command(["auth", "status"]).run();
    let second = sandbox.command(["auth", "status", "--profile", "second"]).run();
    let unknown = sandbox.command(["auth", "status", "--profile", "third"]).run();
    let by_variables = sandbox
        .command(["auth", "status"])
        .env("WALDUR_REVIEW_URL", server.origin())
        .env("WALDUR_ACCESS_TOKEN", PAT)
        .run();
    assert_snapshot!(several([&nobody, &one, &two, &second, &unknown, &by_variables]));
}

#[test]
fn status_can_be_json() {
    let server = Server::start(waldur);
    let other = Server::start(|_| answer("auth-expired"));
    let sandbox = Sandbox::new();
    let nobody = sandbox.command(["auth", "status", "--json"]).run();
    sandbox.logged_in_as("default", &server, PAT);
    let one = sandbox.command(["auth", "status", "--json"]).run();
    sandbox.logged_in_as("second", &other, TOKEN);
    let two = sandbox.command(["auth", "status", "--json"]).run();
    let second = sandbox.command(["auth", "status", "--json", "--profile", "second"]).run();
    assert_snapshot!(several([&nobody, &one, &two, &second]));
    assert_eq!((two.status, second.status), (9, 4));
    assert!(second.stdout.is_empty());
    sandbox.logged_in_as("third", &other, TOKEN);
    sandbox.command(["auth", "logout", "--profile", "default"]).run().assert_status(0);
    for json in ["--json", "--utc"] {
        sandbox.command(["auth", "status", json]).run().assert_status(9);
    }
    for ran in [&one, &two, &second] {
        assert_no_token(ran, TOKEN);
        assert_no_token(ran, PAT);
    }
}

#[test]
fn logout_removes_one_profile() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let nobody = sandbox.command(["auth", "logout"]).run();
    assert!(!sandbox.config_dir().exists(), "nothing is made for it");
    sandbox.logged_in(&server);
    sandbox.logged_in_as("second", &server, PAT);
    let unknown = sandbox.command(["auth", "logout", "--profile", "third"]).run();
    let second = sandbox.command(["auth", "logout", "--profile", "second"]).run();
    assert_eq!(
        sandbox.read(STORED).trim(),
        format!("[profiles.default]\nurl = \"{}\"\ntoken = \"{TOKEN}\"", server.api_url())
    );
    sandbox.command(["batches", "list"]).run().assert_status(0);
    let last = sandbox.command(["auth", "logout"]).env("WALDUR_ACCESS_TOKEN", PAT).run();
    let after = sandbox.command(["batches", "list"]).run();
    assert_snapshot!(several([&nobody, &unknown, &second, &last, &after]));
}

#[test]
fn token_prints_only_the_token_in_use() {
    let server = Server::start(waldur).must_stay_silent();
    let sandbox = Sandbox::new();
    let nobody = sandbox.command(["auth", "token"]).run();
    assert_snapshot!(nobody.snapshot());
    sandbox.logged_in(&server);
    let own = sandbox.command(["auth", "token"]).run().assert_status(0);
    assert_eq!((own.stdout_text(), own.stderr.as_str()), (format!("{TOKEN}\n").as_str(), ""));
    let variable = sandbox.command(["auth", "token"]).env("WALDUR_ACCESS_TOKEN", PAT).run();
    assert_eq!(variable.stdout_text(), format!("{PAT}\n"));
}
