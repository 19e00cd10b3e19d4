//! `doctor`.

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::{
    Line, NOBODY, PAT, Ran, Response, Rogue, Sandbox, Server, Session, TOKEN, answer,
    assert_no_token,
};
use crate::waldur::{several, waldur};

fn doctor(sandbox: &Sandbox) -> Ran {
    sandbox.command(["doctor"]).run()
}

/// Without milliseconds, which differ.
fn still(runs: &[&Ran]) -> String {
    let text = several(runs.iter().copied());
    let mut words: Vec<String> = Vec::new();
    for word in text.split(' ') {
        if (word == "ms" || word.starts_with("ms\n"))
            && let Some(last) = words.last_mut()
        {
            "N".clone_into(last);
        }
        words.push(word.to_owned());
    }
    words.join(" ")
}

/// The verdicts by name.
fn verdicts(sandbox: &Sandbox) -> (i32, Vec<(String, String)>) {
    let ran = sandbox.command(["doctor", "--json"]).run();
    let value: Value = serde_json::from_str(ran.stdout_text()).expect("JSON");
    assert_eq!(value["ok"], Value::Bool(ran.status == 0));
    assert_eq!(ran.stderr, "");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let checks = value["checks"].as_array().expect("checks").iter();
    let checks = checks.map(|check| (text(&check["name"]), text(&check["verdict"])));
    (ran.status, checks.collect())
}

fn is(verdicts: &[(String, String)], name: &str, wanted: &str) -> bool {
    verdicts.iter().any(|(n, v)| n == name && v == wanted)
}

#[test]
fn healthy_setup_passes_every_check() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    sandbox.logged_in_as("default", &server, PAT);
    let ran = doctor(&sandbox).assert_status(0);
    assert_snapshot!(still(&[&ran]));
    assert_no_token(&ran, PAT);
    let (status, verdicts) = verdicts(&sandbox);
    assert_eq!(status, 0);
    assert!(verdicts.iter().all(|(_, v)| v == "ok" || v == "skipped"), "{verdicts:?}");
    // The configuration is asked for without the token, and nothing twice.
    let calls = server.calls();
    assert_eq!(calls.len(), 8, "{calls:?}");
}

#[test]
fn certificate_chain_is_shown() {
    let sandbox = Sandbox::new();
    let good = Server::start_tls(waldur);
    sandbox.logged_in(&good);
    let ca = |ran: crate::support::Invocation, server: &Server| {
        ran.env("SSL_CERT_FILE", server.ca_file()).run()
    };
    let trusted = ca(sandbox.command(["doctor"]), &good);
    assert_eq!(trusted.status, 0, "{}", trusted.snapshot());
    assert!(trusted.stdout_text().contains("TLS 1.3, trusted by SSL_CERT_FILE"));
    assert!(trusted.stdout_text().contains("days left until"));
    let untrusted = doctor(&sandbox);
    assert_eq!(untrusted.status, 6);
    let text = untrusted.stdout_text().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("problem tls: ") && text.contains("it presents "), "{text}");
    assert!(text.contains("--ca-cert FILE"), "{text}");
    for (server, words) in [
        (Server::start_tls_expired(waldur), "over until"),
        (Server::start_tls_for_other_host(waldur), "is for another name"),
    ] {
        let Session { server, sandbox } = Session::new(server.must_stay_silent());
        let ran = ca(sandbox.command(["doctor"]), &server);
        assert_eq!(ran.status, 6);
        let text = ran.stdout_text().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("problem tls: ") && text.contains(words), "{text}");
    }
}

#[test]
fn problem_is_named_and_sets_the_exit_code() {
    let refused = Server::start(|request| match request.route() {
        "/api/users/me/" => answer("auth-expired"),
        _ => waldur(request),
    });
    let portal = Server::start(|_| Response::html(200, "<!doctype html><html></html>"));
    let silent = format!("[profiles.default]\nurl = \"{NOBODY}\"\ntoken = \"{TOKEN}\"\n");
    let sandbox = Sandbox::new();
    let nobody = doctor(&sandbox);
    sandbox.logged_in(&refused);
    let unauthorized = doctor(&sandbox);
    let sandbox_portal = Sandbox::new();
    sandbox_portal.logged_in(&portal);
    let html = doctor(&sandbox_portal);
    let sandbox_silent = Sandbox::new();
    sandbox_silent.write("config/credentials.toml", &silent);
    let closed = doctor(&sandbox_silent);
    let nowhere = sandbox
        .command(["doctor"])
        .env("WALDUR_API_URL", "https://no-such-host.invalid/")
        .env("WALDUR_ACCESS_TOKEN", TOKEN)
        .run();
    let broken = Sandbox::new();
    broken.write("config/config.toml", "profile = \"a\"\ncolour = 1\n");
    let broken = doctor(&broken);
    let proxied = sandbox
        .command(["doctor"])
        .env("WALDUR_API_URL", "https://waldur.example.org/")
        .env("WALDUR_ACCESS_TOKEN", TOKEN)
        .env("HTTPS_PROXY", "http://me:hunter2@127.0.0.1:1")
        .run();
    let zone = sandbox.command(["doctor"]).env("TZ", "No/Such").run();
    let runs = [&nobody, &unauthorized, &html, &closed, &nowhere, &broken, &proxied, &zone];
    assert_eq!(runs.map(|ran| ran.status), [4, 4, 7, 6, 6, 2, 6, 2]);
    for ran in runs {
        assert_no_token(ran, TOKEN);
        assert!(!ran.snapshot().contains("hunter2"));
    }
    assert_snapshot!(still(&runs));
}

/// Even where a flag keeps the settings from being used, the rest is looked at.
#[test]
fn unusable_flag_is_named() {
    let sandbox = Sandbox::new();
    let ran = sandbox.command(["doctor", "--profile", "a b"]).run();
    assert_snapshot!(still(&[&ran]), @r#"
    $ waldur-review doctor --profile 'a b'
    (exit 2)
    --- stdout
    ok       program: waldur-review [VERSION] on linux x86_64
    ok       terminal: UTF-8, 80 columns, no colours, times in UTC
    problem  settings: "a b" is not a profile name
               a name has 1 to 64 of A-Z a-z 0-9 . _ - and starts with a letter or
               digit
               the name comes from --profile
    skipped  files, login, proxy, dns, connect, tls, api, clock, token, reviewer, batches

    1 problem. This report holds no token and nothing of a proposal.
    --- stderr
    "#);
}

#[test]
fn warnings_exit_with_success() {
    let session = Session::start(|request| match request.route() {
        "/api/reviewer-profiles/me/" => answer("profile-me-plain"),
        "/api/my-assignment-batches/" => {
            Response::json(200, r#"[{"uuid":"a","call_name":"A name that is nobody's business"}]"#)
        }
        _ => waldur(request),
    });
    let (status, found) = verdicts(&session);
    assert_eq!(status, 0);
    assert!(is(&found, "reviewer", "warning") && is(&found, "batches", "warning"), "{found:?}");
    let ran = session.command(["doctor"]).env("LANG", "C").run().assert_status(0);
    assert!(!ran.stdout_text().contains("business"));
    assert!(ran.stdout_text().contains("warning  terminal: ASCII only"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let path = session.home().join("config/credentials.toml");
        std::fs::set_permissions(path, PermissionsExt::from_mode(0o644)).unwrap();
        let (_, found) = verdicts(&session);
        assert!(is(&found, "files", "warning"), "{found:?}");
    }
}

#[test]
fn token_that_ends_soon_is_renewed_where_it_comes_from() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    sandbox.logged_in_as("default", &server, PAT);
    sandbox.logged_in_as("other", &server, PAT);
    let near = |arguments: &[&str], token: Option<&str>| {
        let command = sandbox.command(["doctor", "--json"]).args(arguments);
        let command = command.env("WALDUR_REVIEW_NOW", "2027-11-22T02:24:49Z");
        let ran = token.iter().fold(command, |c, token| c.env("WALDUR_REVIEW_TOKEN", token)).run();
        let value: Value = serde_json::from_str(ran.stdout_text()).expect("JSON");
        let checks = value["checks"].as_array().expect("checks").iter();
        let token = checks.clone().find(|check| check["name"] == "token").expect("the token");
        assert_eq!(token["verdict"], "warning", "{token}");
        token["cure"].to_string()
    };
    let stored = near(&[], None);
    assert!(stored.contains("run: waldur-review auth renew\""), "{stored}");
    let other = near(&["--profile", "other"], None);
    assert!(other.contains("run: waldur-review --profile other auth renew\""), "{other}");
    // Renewing the stored one changes nothing while the variable comes before it.
    let variable = near(&[], Some(PAT));
    assert!(variable.contains("make a new one") && !variable.contains("renew"), "{variable}");
}

#[test]
fn wrong_clock_is_a_problem() {
    let at = |date: &'static str| {
        let session = Session::start(move |request| match request.route() {
            "/api/configuration/" => Response::json(200, "{}").header("Date", date),
            _ => waldur(request),
        });
        let ran = session.command(["doctor"]).env_remove("WALDUR_REVIEW_NOW").run();
        (ran.status, ran.stdout_text().contains("ahead of the server"))
    };
    assert_eq!(at("Sun, 06 Nov 1994 08:49:37 GMT"), (2, true));
    let sandbox = Sandbox::new();
    let server = Server::start(waldur);
    sandbox.logged_in(&server);
    let (_, found) = verdicts(&sandbox);
    assert!(is(&found, "clock", "skipped"));
}

#[cfg(feature = "demo")]
#[test]
fn demo_passes_every_check() {
    let sandbox = Sandbox::new();
    sandbox.write("config/config.toml", "nonsense");
    let ran = sandbox.command(["--demo", "doctor"]).run().assert_status(0);
    assert!(ran.stdout_text().contains("Nothing is wrong."));
}

#[test]
fn server_without_tls_differs_from_a_broken_connection() {
    let plain = Rogue::start(|line| {
        line.anything()?;
        line.send("HTTP/1.1 400 Bad Request\r\n\r\n")
    });
    let closed = Rogue::start(Line::anything);
    let mute = Rogue::start(Line::hold);
    let runs = [&plain, &closed, &mute].map(|server| {
        let ran = Sandbox::new()
            .command(["doctor", "--timeout", "300ms"])
            .env("WALDUR_API_URL", server.origin("https"))
            .env("WALDUR_ACCESS_TOKEN", TOKEN)
            .run();
        assert_no_token(&ran, TOKEN);
        ran.assert_status(6)
    });
    assert_snapshot!(still(&runs.each_ref()));
}

/// Where the computer knows several addresses of the name, each is tried.
#[test]
fn each_refusing_address_is_reported() {
    let ran = Sandbox::new()
        .command(["doctor"])
        .env("WALDUR_API_URL", "http://localhost:1")
        .env("WALDUR_ACCESS_TOKEN", TOKEN)
        .run()
        .assert_status(6);
    let text = ran.stdout_text();
    let problem = text.split_once("problem  connect: ").map(|(_, rest)| rest);
    assert!(problem.is_some_and(|it| it.contains("connection refused")), "{text}");
    assert!(text.contains("skipped  tls, api"), "{text}");
}

#[test]
fn missing_trusted_certificates_are_not_a_server_error() {
    let server = Rogue::start(Line::hold);
    let sandbox = Sandbox::new();
    sandbox.write("empty/notes.txt", "");
    let runs =
        [("SSL_CERT_FILE", "missing.pem"), ("SSL_CERT_DIR", "empty")].map(|(name, value)| {
            let ran = sandbox
                .command(["doctor"])
                .env("WALDUR_API_URL", server.origin("https"))
                .env("WALDUR_ACCESS_TOKEN", TOKEN)
                .env(name, value)
                .run();
            assert_eq!(ran.status, 2, "{}", ran.snapshot());
            let lines = ran.stdout_text().lines().skip_while(|line| !line.starts_with("problem"));
            lines.take_while(|line| !line.starts_with("skipped")).collect::<Vec<_>>().join("\n")
        });
    assert_snapshot!(runs.join("\n"), @"
    problem  tls: cannot use the certificates of SSL_CERT_FILE, missing.pem: No such file or directory (os error 2)
    problem  tls: SSL_CERT_DIR names no directory with certificates
    ");
}

#[cfg(unix)]
#[test]
fn accessible_output_is_complete() {
    let session = Session::start(waldur);
    let aloud = session.command(["doctor", "--accessible"]);
    let screen = aloud.env("LANG", "C").terminal(80, 24).finish();
    assert_eq!(screen.status, 0, "{}", screen.snapshot());
    let text = &screen.text;
    assert!(text.contains("\nok: login: http://"), "{text}");
    assert!(text.contains("\nwarning: terminal: ASCII only"), "{text}");
}
