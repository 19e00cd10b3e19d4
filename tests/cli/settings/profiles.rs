//! Profiles: which one is used, and where its token may go.

use std::fs;

use insta::assert_snapshot;

use crate::support::{NOBODY, PAT, Sandbox, Server, Session, TOKEN, answer, assert_no_token};
use crate::waldur::{several, waldur};

use super::{CONFIG, STORED};

/// Logins of four profiles with a token of their own, so that the server tells which is used.
#[test]
fn profile_is_chosen_by_flag_own_variable_shared_variable_and_file() {
    let server = Server::start(|_| answer("list-tls"));
    let sandbox = Sandbox::new();
    let names = ["default", "file", "shared", "own", "flag"];
    for (number, name) in names.iter().enumerate() {
        sandbox.logged_in_as(name, &server, &format!("{number}{TOKEN}"));
    }
    // Each of them comes before what was there so far.
    sandbox.command(["batches", "list"]).run().assert_status(0);
    sandbox.write(CONFIG, "profile = \"file\"\n");
    let list = || sandbox.command(["batches", "list"]);
    list().run().assert_status(0);
    let shared = || list().env("WALDUR_PROFILE", "shared");
    shared().run().assert_status(0);
    let own = || shared().env("WALDUR_REVIEW_PROFILE", "own");
    own().run().assert_status(0);
    own().args(["--profile", "flag"]).run().assert_status(0);
    // A flag comes before the variables for address and token, which belong to no profile.
    own()
        .env("WALDUR_API_URL", NOBODY)
        .env("WALDUR_ACCESS_TOKEN", PAT)
        .args(["--profile", "flag"])
        .run()
        .assert_status(0);
    let used: Vec<String> = server
        .requests()
        .iter()
        .map(|request| request.header("authorization").unwrap_or_default()[6..7].to_owned())
        .collect();
    assert_eq!(used, ["0", "1", "2", "3", "4", "4"]);
}

#[test]
fn unencrypted_permission_is_for_the_server_of_the_profile() {
    let sandbox = Sandbox::new();
    sandbox
        .write(CONFIG, "[profiles.default]\nurl = \"http://waldur.invalid\"\nplain_http = true\n");
    let list = |url: &str| {
        sandbox
            .command(["batches", "list"])
            .env("WALDUR_API_URL", url)
            .env("WALDUR_ACCESS_TOKEN", TOKEN)
            .run()
    };
    list("http://waldur.invalid").assert_status(6);
    list("http://other.invalid").assert_status(2);
    list("http://waldur.invalid:8080").assert_status(2);
    // A stored login says better whose it is.
    sandbox.write(
        STORED,
        &format!("[profiles.default]\nurl = \"http://stored.invalid\"\ntoken = \"{TOKEN}\"\n"),
    );
    list("http://stored.invalid").assert_status(6);
    assert_snapshot!(list("http://waldur.invalid").snapshot(), @r#"
    $ waldur-review batches list
    (exit 2)
    --- stdout
    --- stderr
    error: http://waldur.invalid is unencrypted: anyone on the network could read your token
      use the https:// address
      `plain_http` of profile "default" is for http://stored.invalid; to move it: waldur-review auth logout --profile default
    "#);
}

#[test]
fn unknown_profile_names_its_source() {
    let session = Session::new(Server::start(waldur).must_stay_silent());
    let list = || session.command(["batches", "list"]);
    let mut runs = vec![
        list().args(["--profile", "other"]).run(),
        list().env("WALDUR_PROFILE", "other").run(),
        list().env("WALDUR_REVIEW_PROFILE", "other").run(),
    ];
    session.write(CONFIG, "profile = \"other\"\n");
    runs.push(list().run());
    assert_snapshot!(several(&runs));
    for ran in &runs {
        assert_eq!(ran.status, 4);
    }
}

#[test]
fn stored_token_is_sent_to_its_own_origin_only() {
    let server = Server::start(waldur).must_stay_silent();
    let other = Server::start(|_| answer("list-tls")).must_stay_silent();
    let Session { server, sandbox } = Session::new(server);
    let ran =
        |command: [&str; 2]| sandbox.command(command).env("WALDUR_API_URL", other.origin()).run();
    let runs = [ran(["batches", "list"]), ran(["auth", "token"]), ran(["auth", "status"])];
    // The port's number is part of the origin, and so is the name of the host.
    let localhost = sandbox
        .command(["batches", "list"])
        .env("WALDUR_REVIEW_URL", format!("http://localhost:{}", server.port()))
        .run();
    assert_snapshot!(several(runs.iter().chain([&localhost])));
    for ran in runs.iter().chain([&localhost]) {
        assert_eq!(ran.status, 4, "{}", ran.snapshot());
        assert_no_token(ran, TOKEN);
    }
}

#[cfg(unix)]
#[test]
fn token_of_a_command_is_sent_to_its_own_origin_only() {
    let server = Server::start(waldur);
    let other = Server::start(|_| answer("list-tls")).must_stay_silent();
    let sandbox = Sandbox::new();
    let configure = |command: &str| {
        sandbox.write(
            CONFIG,
            &format!(
                "[profiles.default]\nurl = \"{}\"\ntoken_command = {command}\n",
                server.origin()
            ),
        );
    };
    let run = |command: &str| {
        configure(command);
        sandbox.command(["batches", "list"]).run()
    };
    run(&format!("[\"sh\", \"-c\", \"echo {TOKEN}; echo more; touch asked\"]")).assert_status(0);
    assert!(sandbox.home().join("asked").exists());
    fs::remove_file(sandbox.home().join("asked")).unwrap();
    let status = sandbox.command(["auth", "status"]).run();
    fs::remove_file(sandbox.home().join("asked")).unwrap();
    let elsewhere =
        sandbox.command(["batches", "list"]).env("WALDUR_API_URL", other.origin()).run();
    assert!(
        !sandbox.home().join("asked").exists(),
        "the command runs only when its token may be used"
    );
    let failures = [
        run("[]"),
        run("[\"sh\", \"-c\", \"echo hunter2hunter2; exit 3\"]"),
        run("[\"true\"]"),
        run("[\"echo\", \"\"]"),
        run("[\"printf\", \"hunter%s hunter2\", \"2\"]"),
        run("[\"no-such-program\", \"x\"]"),
        run("[\"sh\", \"-c\", \"echo why >&2; exit 1\"]"),
        run("[\"sh\", \"-c\", \"kill $$\"]"),
    ];
    assert_snapshot!(several([&status, &elsewhere].into_iter().chain(&failures)));
    for ran in [&status, &elsewhere].into_iter().chain(&failures) {
        assert_no_token(ran, TOKEN);
    }
    // It comes before what is stored: whoever sets it up means it.
    sandbox.logged_in_as("default", &server, &"0".repeat(40));
    run(&format!("[\"echo\", \"{TOKEN}\"]")).assert_status(0);
}

#[test]
fn token_of_a_variable_is_sent_to_the_server_of_the_profile() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    sandbox.write(CONFIG, &format!("[profiles.site]\nurl = \"{}\"\n", server.origin()));
    let list = || sandbox.command(["batches", "list"]).env("WALDUR_PROFILE", "site");
    list().env("WALDUR_ACCESS_TOKEN", PAT).run().assert_status(0);
    let without = list().run();
    assert_snapshot!(without.snapshot());
    assert_eq!(without.status, 4);
}

#[test]
fn several_logins_require_a_choice() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    // A login that only config.toml knows counts as one.
    sandbox.write(
        CONFIG,
        &format!(
            "[profiles.site]\nurl = \"{}\"\ntoken_command = [\"echo\", \"{TOKEN}\"]\n",
            server.origin()
        ),
    );
    sandbox.command(["batches", "list"]).run().assert_status(0);
    sandbox.logged_in_as("second", &server, TOKEN);
    assert_snapshot!(sandbox.command(["batches", "list"]).run().snapshot(), @r#"
    $ waldur-review batches list
    (exit 4)
    --- stdout
    --- stderr
    error: there are several logins, and none of them is the default: second, site
      name one: --profile NAME, or `profile = "NAME"` at the top of config.toml
    "#);
    sandbox.command(["batches", "list", "--profile", "second"]).run().assert_status(0);
}

#[test]
fn profile_without_login_only_changes_settings() {
    let server = Server::start(waldur).must_stay_silent();
    let sandbox = Sandbox::new();
    let list = |words: &[&str]| sandbox.command(["batches", "list"]).args(words).run();
    sandbox.write(CONFIG, "[profiles.tuned]\ntimeout = \"5s\"\n");
    let nobody = list(&[]);
    // Without an address it cannot be used, which is said where it is asked for.
    sandbox.write(
        CONFIG,
        "[profiles.tuned]\ntimeout = \"5s\"\n[profiles.half]\ntoken_command = [\"true\"]\n",
    );
    let half = list(&["--all-profiles"]);
    let named = list(&["--profile", "half"]);
    let only = list(&[]);
    assert_eq!((&named.stderr, 2), (&only.stderr, only.status));
    // One that both files know is one.
    sandbox.write(
        CONFIG,
        &format!(
            "[profiles.tuned]\ntimeout = \"5s\"\n[profiles.site]\nurl = \"{}\"\n",
            server.origin()
        ),
    );
    sandbox.logged_in_as("site", &server, TOKEN);
    sandbox.logged_in_as("second", &server, TOKEN);
    let several_logins = list(&[]);
    assert_snapshot!(several(&[nobody, half, named, several_logins]), @r#"
    $ waldur-review batches list
    (exit 4)
    --- stdout
    --- stderr
    error: you are not logged in
      run: waldur-review auth login
      or look around first: waldur-review --demo batches list

    $ waldur-review batches list --all-profiles
    (exit 2)
    --- stdout
    --- stderr
    error: profile "half": a `token_command` is set, but nothing says for which server
      run: waldur-review config set profiles.half.url ADDRESS

    $ waldur-review batches list --profile half
    (exit 2)
    --- stdout
    --- stderr
    error: a `token_command` is set, but nothing says for which server
      run: waldur-review config set profiles.half.url ADDRESS

    $ waldur-review batches list
    (exit 4)
    --- stdout
    --- stderr
    error: there are several logins, and none of them is the default: site, second
      name one: --profile NAME, or `profile = "NAME"` at the top of config.toml
    "#);
}
