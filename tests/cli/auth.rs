//! `auth login`, `auth status`, `auth logout` and `auth token`.

use std::fs;

use insta::assert_snapshot;

use crate::support::{NOBODY, PAT, Ran, Request, Response, Sandbox, Server, TOKEN, answer};
use crate::support::{Seen, assert_no_token};
use crate::waldur::{ME, several, waldur};

const LIST: &str = "/api/my-assignment-batches/";
const STORED: &str = "config/credentials.toml";
/// A token that ended a second before the sandbox's clock.
const ENDED: &str = "w_1795489199_5ec3e70f9b1d4a6c8e20b7d5f3a1c9e8642b0d7f5a";
/// A token with three days left.
const ENDING: &str = "w_1795748400_5ec3e70f9b1d4a6c8e20b7d5f3a1c9e8642b0d7f5a";

/// Logs in with this on standard input.
fn login(sandbox: &Sandbox, url: &str, token: &str) -> Ran {
    sandbox
        .command(["auth", "login", "--url", url, "--with-token"])
        .stdin(token)
        .run()
}

fn authorizations(server: &Server) -> Vec<Option<String>> {
    let header = |request: &Request| request.header("authorization").map(str::to_owned);
    server.requests().iter().map(header).collect()
}

fn is_empty_or_absent(sandbox: &Sandbox) -> bool {
    fs::read_to_string(sandbox.home().join(STORED)).map_or(true, |text| text.is_empty())
}

#[test]
fn login_checks_the_token_stores_it_and_says_what_waits() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let ran = login(&sandbox, &server.origin(), &format!("{TOKEN}\n"));
    assert_snapshot!(ran.snapshot());
    assert_eq!(
        server.calls(),
        [
            "GET /api/configuration/".to_owned(),
            format!("GET {ME}"),
            format!("GET {LIST}")
        ]
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
fn a_personal_access_token_goes_as_bearer() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    login(&sandbox, &server.origin(), PAT).assert_status(0);
    let token = Some(format!("Bearer {PAT}"));
    assert_eq!(authorizations(&server), [None, token.clone(), token]);
}

#[test]
fn a_token_may_be_pasted_with_its_scheme() {
    let server = Server::start(waldur);
    for pasted in [
        format!("Token {TOKEN}\n"),
        format!("  token\t{TOKEN}\r\n"),
        format!("Bearer {TOKEN}"),
    ] {
        let sandbox = Sandbox::new();
        login(&sandbox, &server.origin(), &pasted).assert_status(0);
        assert!(
            sandbox
                .read(STORED)
                .contains(&format!("token = \"{TOKEN}\""))
        );
    }
}

#[test]
fn what_cannot_be_a_token_is_refused_before_it_is_sent() {
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
fn the_closing_line_tells_what_waits() {
    for (list, expected) in [
        ("list-support", "No batch waits."),
        (
            "list-reviewer3",
            "4 batches wait; the next is due in 6 days.",
        ),
        ("down-db-list", "What waits could not be asked: "),
        ("not-found-api", "What waits could not be asked: "),
        ("configuration", "What waits could not be "),
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

/// A web portal: a page for every path, except the file that tells where the API is.
fn portal(api: &str) -> impl Fn(&Request) -> Response + Send + Sync + 'static {
    let config = format!(r#"{{"apiEndpoint":"{api}","other":[1]}}"#);
    move |request| match request.route() {
        "/scripts/configs/config.json" => Response::json(200, &config),
        _ => answer("root"),
    }
}

#[test]
fn the_api_is_found_behind_the_portal() {
    let api = Server::start(waldur);
    for page in ["", "/", "/profile/api-key/", "/api/", "/login?next=/x#y"] {
        let portal = Server::start(portal(&format!("{}/", api.origin())));
        let sandbox = Sandbox::new();
        let ran = login(&sandbox, &format!("{}{page}", portal.origin()), TOKEN).assert_status(0);
        if page == "/profile/api-key/" {
            assert_snapshot!(ran.snapshot());
        }
        assert!(sandbox.read(STORED).contains(&api.api_url()), "{page}");
        assert!(authorizations(&portal).iter().all(Option::is_none));
    }
}

#[test]
fn an_address_without_an_api_says_so() {
    let other = Server::start(|_| answer("root"));
    let portals = [
        Server::start(|_| answer("root")),
        Server::start(|request| match request.route() {
            "/scripts/configs/config.json" => Response::json(200, r#"{"apiEndpoint":""}"#),
            _ => answer("root"),
        }),
        Server::start(portal(&other.origin())),
        Server::start(portal("http://waldur.example.ac.uk/")),
        Server::start(portal(NOBODY)),
    ];
    let sandbox = Sandbox::new();
    let runs: Vec<Ran> = portals
        .iter()
        .map(|portal| {
            sandbox
                .command(["auth", "login", "--with-token"])
                .args(["--url", &portal.origin()])
                .stdin(TOKEN)
                .run()
        })
        .collect();
    assert_snapshot!(several(&runs));
    assert!(is_empty_or_absent(&sandbox));
}

#[test]
fn a_page_of_the_same_origin_leads_to_its_api() {
    let server = Server::start(|request| {
        if request.route().starts_with("/api/") {
            waldur(request)
        } else {
            answer("root")
        }
    });
    let sandbox = Sandbox::new();
    let ran = login(
        &sandbox,
        &format!("{}/reviews/assignments/", server.origin()),
        TOKEN,
    );
    assert_snapshot!(ran.snapshot());
    assert!(sandbox.read(STORED).contains(&server.api_url()));
}

#[test]
fn nothing_is_stored_when_the_token_is_refused() {
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
fn a_failed_login_leaves_an_earlier_one_alone() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let before = sandbox.read(STORED);
    login(
        &sandbox,
        &server.origin(),
        "ffffffffffffffffffffffffffffffffffffffff",
    )
    .assert_status(4);
    assert_eq!(sandbox.read(STORED), before);
}

#[test]
fn a_token_that_has_ended_or_soon_ends_is_told() {
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
fn plain_http_is_for_loopback_only() {
    let sandbox = Sandbox::new();
    let refused = login(&sandbox, "http://waldur.example.ac.uk", TOKEN);
    sandbox.write(
        "config/config.toml",
        "[profiles.default]\nplain_http = true\n",
    );
    let allowed = login(&sandbox, "http://waldur.invalid", TOKEN);
    assert_snapshot!(several([&refused, &allowed]));
    assert!(is_empty_or_absent(&sandbox));
}

#[test]
fn a_stored_or_given_plain_http_address_is_refused_as_well() {
    let sandbox = Sandbox::new();
    let run = |command: [&str; 2]| {
        sandbox
            .command(command)
            .env("WALDUR_API_URL", "http://192.0.2.1/api/")
            .env("WALDUR_ACCESS_TOKEN", TOKEN)
            .run()
    };
    assert_snapshot!(several([
        &run(["batches", "list"]),
        &run(["auth", "status"])
    ]));
}

#[test]
fn without_a_terminal_what_is_missing_is_named() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let runs = [
        sandbox.command(["auth", "login"]).run(),
        sandbox.command(["auth", "login", "--with-token"]).run(),
        sandbox
            .command(["auth", "login", "--url", &server.origin()])
            .run(),
        sandbox
            .command(["auth", "login", "--url", &server.origin(), "--no-input"])
            .run(),
    ];
    assert_snapshot!(several(&runs));
}

#[test]
fn addresses_that_are_none_say_so() {
    let sandbox = Sandbox::new();
    let runs = [
        "",
        "ftp://waldur.example.ac.uk",
        "https://",
        "https://me:hunter2@waldur.example.ac.uk",
        "not an address",
    ]
    .map(|url| {
        sandbox
            .command([
                "auth".to_owned(),
                "login".to_owned(),
                format!("--url={url}"),
                "--with-token".to_owned(),
            ])
            .stdin(TOKEN)
            .run()
    });
    let seen = several(&runs);
    assert_snapshot!(seen);
    for ran in &runs {
        assert!(!ran.seen().contains("hunter2"));
    }
}

#[test]
fn profiles_have_plain_names() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let run = |name: &str| {
        sandbox
            .command([
                "auth".to_owned(),
                "login".to_owned(),
                format!("--profile={name}"),
            ])
            .args(["--url", &server.origin(), "--with-token"])
            .stdin(TOKEN)
            .run()
    };
    let named = run("site-2");
    let runs: Vec<Ran> = ["", "-x", "a b", "ä", "a/../b", "n\u{1b}[31m"]
        .into_iter()
        .map(run)
        .collect();
    assert_snapshot!(several(std::iter::once(&named).chain(&runs)));
    assert!(sandbox.read(STORED).starts_with("[profiles.site-2]\n"));
    // The only login is the one in use, whatever its name.
    sandbox.command(["batches", "list"]).run().assert_status(0);
}

#[test]
fn variables_that_come_first_are_noted() {
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

#[cfg(target_os = "linux")]
const WALDUR_CLI: &str = ".config/waldur-cli/credentials.toml";

#[cfg(target_os = "linux")]
#[test]
fn a_login_of_waldur_cli_is_taken_over() {
    let server = Server::start(waldur);
    let entry = |name: &str, token: &str| {
        format!(
            "[profiles.{name}]\napi_url = \"{}\"\ntoken = \"{token}\"\n",
            server.origin()
        )
    };
    let sandbox = Sandbox::new();
    let run = |more: &[&str]| {
        sandbox
            .command(["auth", "login", "--from", "waldur-cli"])
            .args(more)
            .run()
    };
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
    sandbox.write(
        WALDUR_CLI,
        "[profiles.default]\napi_url = \"https://w.example\"\n",
    );
    runs.push(run(&[]));
    sandbox.write(WALDUR_CLI, "[profiles.default\ntoken = \"hunter2\"\n");
    runs.push(run(&[]));
    runs.push(
        sandbox
            .command(["auth", "login", "--from", "other-cli"])
            .run(),
    );
    runs.push(
        sandbox
            .command(["auth", "login", "--from", "waldur-cli", "--with-token"])
            .run(),
    );
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
fn status_tells_of_every_profile() {
    let server = Server::start(waldur);
    let other = Server::start(|_| answer("auth-expired"));
    let sandbox = Sandbox::new();
    let nobody = sandbox.command(["auth", "status"]).run();
    sandbox.logged_in(&server);
    let one = sandbox.command(["auth", "status"]).run();
    sandbox.logged_in_as("second", &other, PAT);
    let two = sandbox.command(["auth", "status"]).run();
    let second = sandbox
        .command(["auth", "status", "--profile", "second"])
        .run();
    let unknown = sandbox
        .command(["auth", "status", "--profile", "third"])
        .run();
    let by_variables = sandbox
        .command(["auth", "status"])
        .env("WALDUR_REVIEW_URL", server.origin())
        .env("WALDUR_ACCESS_TOKEN", PAT)
        .run();
    assert_snapshot!(several([
        &nobody,
        &one,
        &two,
        &second,
        &unknown,
        &by_variables
    ]));
}

#[test]
fn status_as_json() {
    let server = Server::start(waldur);
    let other = Server::start(|_| answer("auth-expired"));
    let sandbox = Sandbox::new();
    let nobody = sandbox.command(["auth", "status", "--json"]).run();
    sandbox.logged_in_as("default", &server, PAT);
    let one = sandbox.command(["auth", "status", "--json"]).run();
    sandbox.logged_in_as("second", &other, TOKEN);
    let two = sandbox.command(["auth", "status", "--json"]).run();
    let second = sandbox
        .command(["auth", "status", "--json", "--profile", "second"])
        .run();
    assert_snapshot!(several([&nobody, &one, &two, &second]));
    assert_eq!((two.status, second.status), (9, 4));
    assert!(second.stdout.is_empty());
    sandbox.logged_in_as("third", &other, TOKEN);
    sandbox
        .command(["auth", "logout", "--profile", "default"])
        .run()
        .assert_status(0);
    for json in ["--json", "--utc"] {
        sandbox
            .command(["auth", "status", json])
            .run()
            .assert_status(9);
    }
    for ran in [&one, &two, &second] {
        assert_no_token(ran, TOKEN);
        assert_no_token(ran, PAT);
    }
}

#[test]
fn logout_forgets_one_profile() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let nobody = sandbox.command(["auth", "logout"]).run();
    assert!(!sandbox.config_dir().exists(), "nothing is made for it");
    sandbox.logged_in(&server);
    sandbox.logged_in_as("second", &server, PAT);
    let unknown = sandbox
        .command(["auth", "logout", "--profile", "third"])
        .run();
    let second = sandbox
        .command(["auth", "logout", "--profile", "second"])
        .run();
    assert_eq!(
        sandbox.read(STORED).trim(),
        format!(
            "[profiles.default]\nurl = \"{}\"\ntoken = \"{TOKEN}\"",
            server.api_url()
        )
    );
    sandbox.command(["batches", "list"]).run().assert_status(0);
    let last = sandbox
        .command(["auth", "logout"])
        .env("WALDUR_ACCESS_TOKEN", PAT)
        .run();
    let after = sandbox.command(["batches", "list"]).run();
    assert_snapshot!(several([&nobody, &unknown, &second, &last, &after]));
}

#[test]
fn token_prints_the_token_in_use_and_nothing_else() {
    let server = Server::start(waldur).must_stay_silent();
    let sandbox = Sandbox::new();
    let nobody = sandbox.command(["auth", "token"]).run();
    assert_snapshot!(nobody.snapshot());
    sandbox.logged_in(&server);
    let own = sandbox.command(["auth", "token"]).run().assert_status(0);
    assert_eq!(
        (own.stdout_text(), own.stderr.as_str()),
        (format!("{TOKEN}\n").as_str(), "")
    );
    let variable = sandbox
        .command(["auth", "token"])
        .env("WALDUR_ACCESS_TOKEN", PAT)
        .run();
    assert_eq!(variable.stdout_text(), format!("{PAT}\n"));
}

#[cfg(unix)]
mod at_a_terminal {
    use super::*;

    const ADDRESS: &str = "Address of the Waldur server or its web portal: ";

    #[test]
    fn login_asks_for_address_and_token() {
        let server = Server::start(waldur);
        let sandbox = Sandbox::new();
        let mut terminal = sandbox.terminal(["auth", "login"], 80, 24);
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
    const THEN: &str = "; echo \"exit $?\"; stty -a | grep -q ' -echo ' && echo 'echo is off' || echo 'echo is on'";

    #[test]
    fn ctrl_c_ends_each_question_and_typing_is_shown_again() {
        let server = Server::start(waldur);
        let sandbox = Sandbox::new();
        let script = format!("trap : INT; waldur-review auth login{THEN}");
        let mut terminal = sandbox.shell(&script).terminal(80, 24);
        terminal.expect(ADDRESS);
        terminal.send(b"\x03");
        terminal.expect("exit 130");
        terminal.expect("echo is on");

        let script = format!(
            "trap : INT; waldur-review auth login --url {}{THEN}",
            server.origin()
        );
        for keys in [b"\x03" as &[u8], b"half a token\x03"] {
            let mut terminal = sandbox.shell(&script).terminal(80, 24);
            terminal.expect_hidden("(hidden): ");
            terminal.send(keys);
            terminal.expect("exit 130");
            terminal.expect("echo is on");
            assert!(!terminal.finish().text.contains("half a token"));
        }
        assert!(is_empty_or_absent(&sandbox));
    }

    #[test]
    fn the_end_of_input_ends_each_question() {
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
    fn a_stored_address_needs_no_typing_and_can_be_replaced() {
        let (old, new) = (Server::start(waldur), Server::start(waldur));
        let sandbox = Sandbox::new();
        sandbox.logged_in(&old);
        let question = format!(
            "Address of the Waldur server or its web portal [{}]: ",
            old.api_url()
        );
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
    fn what_is_no_text_is_asked_for_again() {
        let sandbox = Sandbox::new();
        let mut terminal = sandbox.terminal(["auth", "login"], 80, 24);
        terminal.expect(ADDRESS);
        terminal.send(b"caf\xe9\r");
        terminal.expect("That is not UTF-8 text. Once more:");
        terminal.expect(ADDRESS);
        // Ctrl-V and Ctrl-@.
        terminal.send(b"\x16\x00\r");
        terminal.expect("A null character cannot be sent. Once more:");
        terminal.expect(ADDRESS);
        terminal.send(b"\x04");
        assert_eq!(terminal.finish().status, 130);
    }

    #[test]
    fn no_input_asks_nothing() {
        let sandbox = Sandbox::new();
        let screen = sandbox
            .terminal(["auth", "login", "--no-input"], 80, 24)
            .finish();
        assert_eq!(screen.status, 2);
        assert!(screen.text.contains("--url"), "{}", screen.text);
        assert!(!screen.text.contains(ADDRESS), "{}", screen.text);
    }

    #[test]
    fn a_stored_login_of_waldur_cli_is_mentioned() {
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
}

#[test]
fn a_login_to_another_server_replaces_nothing_unasked() {
    let old = Server::start(waldur).must_stay_silent();
    let new = Server::start(waldur);
    let sandbox = Sandbox::new();
    sandbox.logged_in(&old);
    let before = sandbox.read(STORED);
    let login = |words: &[&str]| {
        sandbox
            .command(["auth", "login", "--with-token", "--url", &new.origin()])
            .args(words)
            .stdin(PAT)
            .run()
    };
    let refused = login(&[]);
    assert_snapshot!(refused.snapshot(), @r#"
    $ waldur-review auth login --with-token --url http://127.0.0.1:PORT
    (exit 2)
    --- stdout
    --- stderr
    error: profile "default" holds a login to http://127.0.0.1:PORT2
      to keep it, name this login otherwise: waldur-review auth login --profile NAME --url http://127.0.0.1:PORT/api/
      to replace it: waldur-review auth login --profile default --url http://127.0.0.1:PORT/api/
    "#);
    assert_eq!(sandbox.read(STORED), before);
    assert!(
        new.requests()
            .iter()
            .all(|it| it.header("authorization").is_none())
    );
    // Both ways out work.
    login(&["--profile", "new"]).assert_status(0);
    assert!(sandbox.read(STORED).starts_with(&before));
    login(&["--profile", "default"]).assert_status(0);
    assert!(!sandbox.read(STORED).contains(&old.api_url()));
}

#[test]
fn a_login_says_what_waits() {
    let batch = |number: u8, due: &str| {
        format!(
            r#"{{"uuid":"0000000000004000800000000000000{number}","status":"sent","expires_at":{due}}}"#
        )
    };
    let due = r#""2026-11-26T03:00:00Z""#;
    for (batches, said) in [
        (vec![batch(1, due)], "1 batch waits, due in 2 days."),
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
        assert!(
            ran.stdout_text().ends_with(&format!(" {said}\n")),
            "{}",
            ran.snapshot()
        );
    }
}

#[test]
fn a_new_token_for_the_same_server_needs_no_address() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let ran = sandbox
        .command(["auth", "login", "--with-token"])
        .stdin(PAT)
        .run();
    let ran = ran.assert_status(0);
    assert!(sandbox.read(STORED).contains(PAT), "{}", ran.snapshot());
}
