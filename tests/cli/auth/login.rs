//! A login without questions: which tokens, addresses and profiles are taken.

use std::fs;

use insta::assert_snapshot;

use crate::support::{
    PAT, Ran, Response, Sandbox, Server, Session, TOKEN, answer, assert_no_token,
};
use crate::waldur::{ME, several, waldur};

use super::{LIST, STORED, authorizations, login};

/// A token that ended a second before the sandbox's clock.
const ENDED: &str = "w_1795489199_5ec3e70f9b1d4a6c8e20b7d5f3a1c9e8642b0d7f5a";

/// A token with three days left.
const ENDING: &str = "w_1795748400_5ec3e70f9b1d4a6c8e20b7d5f3a1c9e8642b0d7f5a";

pub(super) fn is_empty_or_absent(sandbox: &Sandbox) -> bool {
    fs::read_to_string(sandbox.home().join(STORED)).map_or(true, |text| text.is_empty())
}

#[test]
fn login_checks_and_stores_the_token_and_reports_pending_work() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let ran = login(&sandbox, &server.origin(), &format!("{TOKEN}\n"));
    assert_snapshot!(ran.snapshot());
    assert_eq!(
        server.calls(),
        ["GET /api/configuration/".to_owned(), format!("GET {ME}"), format!("GET {LIST}")]
    );
    let token = Some(format!("Token {TOKEN}"));
    assert_eq!(authorizations(&server), [None, token.clone(), token]);
    assert_eq!(
        sandbox.read(STORED),
        format!(
            "[profiles.default]\nurl = \"{}\"\ntoken = \"{TOKEN}\"\nportal = \"https://example.com/\"\nuser = \"9cb75f90d121495799dc860494eae605\"\n",
            server.api_url()
        )
    );
}

#[test]
fn personal_access_token_is_sent_as_bearer() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    login(&sandbox, &server.origin(), PAT).assert_status(0);
    let token = Some(format!("Bearer {PAT}"));
    assert_eq!(authorizations(&server), [None, token.clone(), token]);
}

#[test]
fn scheme_before_a_pasted_token_is_dropped() {
    let server = Server::start(waldur);
    for pasted in
        [format!("Token {TOKEN}\n"), format!("  token\t{TOKEN}\r\n"), format!("Bearer {TOKEN}")]
    {
        let sandbox = Sandbox::new();
        login(&sandbox, &server.origin(), &pasted).assert_status(0);
        assert!(sandbox.read(STORED).contains(&format!("token = \"{TOKEN}\"")));
    }
}

#[test]
fn malformed_token_is_refused_before_it_is_sent() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let long = "a".repeat(100_000);
    let runs: Vec<Ran> = [
        b"" as &[u8],
        b"\n",
        b"Token \n",
        b"one two",
        b"first\nsecond\n",
        b"caf\xc3\xa9",
        b"\xff\xfe",
        long.as_bytes(),
    ]
    .into_iter()
    .map(|text| {
        sandbox
            .command(["auth", "login", "--url", &server.origin(), "--with-token"])
            .stdin(text)
            .run()
    })
    .collect();
    assert_snapshot!(several(&runs));
    assert!(authorizations(&server).iter().all(Option::is_none));
    assert!(is_empty_or_absent(&sandbox));
}

#[test]
fn last_line_reports_pending_work() {
    for (list, expected) in [
        ("list-support", "No batch waits."),
        ("list-reviewer3", "4 batches wait; the next is due in 6 days."),
        ("down-db-list", "The waiting batches could not be read: "),
        ("not-found-api", "The waiting batches could not be read: "),
        ("configuration", "The waiting batches could not be "),
    ] {
        let server = Server::start(move |request| match request.route() {
            LIST => answer(list),
            _ => waldur(request),
        });
        let sandbox = Sandbox::new();
        let ran = login(&sandbox, &server.origin(), TOKEN).assert_status(0);
        let text = ran.stdout_text();
        assert!(text.contains(expected), "{list}: {text}");
        assert_eq!(text.lines().count(), 1, "{list}: {text}");
        assert!(sandbox.read(STORED).contains(TOKEN));
    }
}

#[test]
fn refused_token_is_not_stored() {
    let sandbox = Sandbox::new();
    let mut runs = Vec::new();
    for refusal in [
        "auth-bad-token",
        "auth-expired",
        "auth-inactive",
        "auth-bearer-classic",
        "down-db-list",
        "root",
        "list-tls",
        "list-accept-xml",
    ] {
        let server = Server::start(move |request| match request.route() {
            "/api/configuration/" => answer("configuration"),
            _ => answer(refusal),
        });
        runs.push(login(&sandbox, &server.origin(), TOKEN));
    }
    assert_snapshot!(several(&runs));
    assert!(is_empty_or_absent(&sandbox));
    for ran in &runs {
        assert_no_token(ran, TOKEN);
    }
}

#[test]
fn failed_login_keeps_an_earlier_one() {
    let Session { server, sandbox } = Session::start(waldur);
    let before = sandbox.read(STORED);
    login(&sandbox, &server.origin(), "ffffffffffffffffffffffffffffffffffffffff").assert_status(4);
    assert_eq!(sandbox.read(STORED), before);
}

#[test]
fn expired_and_soon_expiring_tokens_are_reported() {
    let sandbox = Sandbox::new();
    let lenient = Server::start(|request| match request.route() {
        "/api/configuration/" => answer("configuration"),
        "/api/users/me/" => answer("me-pat"),
        _ => answer("list-support"),
    });
    let strict = Server::start(waldur);
    let runs = [
        login(&sandbox, &strict.origin(), ENDED),
        login(&sandbox, &lenient.origin(), ENDING),
        sandbox.command(["batches", "list"]).run(),
        sandbox.command(["auth", "status"]).run(),
    ];
    assert_snapshot!(several(&runs));
    for ran in &runs {
        assert_no_token(ran, ENDING);
    }
}

#[test]
fn missing_address_or_token_is_named_without_a_terminal() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let runs = [
        sandbox.command(["auth", "login"]).run(),
        sandbox.command(["auth", "login", "--with-token"]).run(),
        sandbox.command(["auth", "login", "--url", &server.origin()]).run(),
        sandbox.command(["auth", "login", "--url", &server.origin(), "--no-input"]).run(),
    ];
    assert_snapshot!(several(&runs));
}

#[test]
fn profile_names_are_checked() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let run = |name: &str| {
        sandbox
            .command(["auth".to_owned(), "login".to_owned(), format!("--profile={name}")])
            .args(["--url", &server.origin(), "--with-token"])
            .stdin(TOKEN)
            .run()
    };
    let named = run("site-2");
    let runs: Vec<Ran> =
        ["", "-x", "a b", "ä", "a/../b", "n\u{1b}[31m"].into_iter().map(run).collect();
    assert_snapshot!(several(std::iter::once(&named).chain(&runs)));
    assert!(sandbox.read(STORED).starts_with("[profiles.site-2]\n"));
    // The only login is the one in use, whatever its name.
    sandbox.command(["batches", "list"]).run().assert_status(0);
}

#[test]
fn variables_that_override_the_login_are_noted() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let ran = sandbox
        .command(["auth", "login", "--url", &server.origin(), "--with-token"])
        .env("WALDUR_API_URL", "https://waldur.example.ac.uk")
        .env("WALDUR_REVIEW_TOKEN", PAT)
        .stdin(TOKEN)
        .run();
    let quiet = sandbox
        .command(["auth", "login", "--with-token", "--quiet"])
        .env("WALDUR_REVIEW_URL", server.origin())
        .stdin(TOKEN)
        .run();
    assert_snapshot!(several([&ran, &quiet]));
    assert_no_token(&ran, PAT);
}

#[test]
fn login_reports_pending_work_at_a_terminal() {
    let batch = |number: u8, due: &str| {
        format!(
            r#"{{"uuid":"0000000000004000800000000000000{number}","status":"sent","expires_at":{due}}}"#
        )
    };
    let due = r#""2026-11-26T03:00:00Z""#;
    for (batches, said) in [
        (vec![batch(1, due)], "1 batch waits, due Thu 03:00 (48 h)."),
        (vec![batch(1, "null")], "1 batch waits."),
        (vec![batch(1, "null"), batch(2, "null")], "2 batches wait."),
    ] {
        let list = format!("[{}]", batches.join(","));
        let server = Server::start(move |request| match request.route() {
            "/api/my-assignment-batches/" => Response::json(200, &list),
            _ => waldur(request),
        });
        let ran = Sandbox::new()
            .command(["auth", "login", "--with-token", "--url", &server.origin()])
            .stdin(TOKEN)
            .odd_documents()
            .run()
            .assert_status(0);
        assert!(ran.stdout_text().ends_with(&format!(" {said}\n")), "{}", ran.snapshot());
    }
}
