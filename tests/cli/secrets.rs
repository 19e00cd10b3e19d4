//! A token is seen by nobody but the server that it belongs to.

use insta::assert_snapshot;

use crate::support::{
    Invocation, PAT, Ran, Request, Response, Sandbox, Seen, Server, Session, TOKEN,
};
use crate::support::{NOBODY, answer, assert_no_token};
use crate::waldur::{ME, several, waldur};

const BATCH: &str = "8a577869a7c74a7494c19336f75f6551";
const ITEM: &str = "36182d3f241d44359ee347522436883b";

/// A server that ignores the selection of fields and tells the token everywhere it can.
fn tells_all(request: &Request) -> Response {
    let authorization = request.header("authorization").unwrap_or_default();
    let token = authorization.split(' ').next_back().unwrap_or_default();
    match request.route() {
        "/api/configuration/" => answer("configuration"),
        "/api/users/me/" => Response::json(
            200,
            &format!(r#"{{"uuid":"1","username":"me","full_name":"M E","token":"{token}","token_lifetime":null}}"#),
        )
        .header("X-Token", token),
        _ => Response::json(200, "[]").header("X-Token", token),
    }
}

/// What people and scripts do, with the answers that they may get.
fn commands(sandbox: &Sandbox) -> Vec<Invocation> {
    let lines: [&[&str]; 14] = [
        &["auth", "status"],
        &["auth", "status", "--json"],
        &["batches", "list"],
        &["batches", "list", "--json"],
        &["batches", "list", "--format", "table", "--color", "always"],
        &["batches", "show", BATCH],
        &["batches", "show", BATCH, "8a57", "--json"],
        &["batches", "show", "ffff"],
        &["items", "list"],
        &["items", "accept", ITEM, "--yes"],
        &["items", "accept", ITEM, "--dry-run", "--json"],
        &["items", "decline", ITEM, "--reason", "no time", "--yes"],
        &["auth", "token", "--no-such-flag"],
        &["auth", "logout", "--profile", "other"],
    ];
    lines
        .iter()
        .flat_map(|line| [sandbox.command(*line), sandbox.command(*line).args(["--verbose"])])
        .map(|invocation| invocation.args(["--timeout", "150ms"]))
        .collect()
}

#[test]
fn no_command_and_no_failure_shows_the_token() {
    let elsewhere = Server::start(|_| answer("list-tls")).must_stay_silent();
    let goal = elsewhere.api_url();
    let servers = [
        Server::start(waldur),
        Server::start(tells_all),
        Server::start(|_| answer("auth-bad-token")),
        Server::start(|_| answer("auth-token-two-words")),
        Server::start(|_| answer("root")),
        Server::start(|_| answer("down-db-list")),
        Server::start(|_| answer("down-gunicorn-tls")),
        Server::start(|_| answer("show-other-reviewer")),
        Server::start(|_| answer("big-header-tls")),
        Server::start(|_| Response::close()),
        Server::start(move |_| Response::redirect(302, &goal)),
    ];
    std::thread::scope(|scope| {
        for server in &servers {
            scope.spawn(move || {
                for token in [TOKEN, PAT] {
                    let sandbox = Sandbox::new();
                    sandbox.logged_in_as("default", server, token);
                    for command in commands(&sandbox) {
                        let ran = command.run();
                        assert_no_token(&ran, token);
                    }
                    let ran = sandbox
                        .command(["auth", "login", "--with-token", "-v", "--timeout", "150ms"])
                        .args(["--url", &server.origin()])
                        .stdin(token)
                        .run();
                    assert_no_token(&ran, token);
                }
            });
        }
    });
    assert_eq!(elsewhere.connections(), 0);
    // What the servers were asked holds it in its one header only.
    for request in servers.iter().flat_map(Server::requests) {
        for (name, value) in &request.headers {
            assert!(
                name.eq_ignore_ascii_case("authorization") || !value.contains(&TOKEN[..12]),
                "{name}: {value}"
            );
        }
        assert!(!request.path.contains(&TOKEN[..12]), "{}", request.path);
    }
}

#[test]
fn token_in_a_response_is_hidden() {
    let server = Server::start(|request| {
        let sent = request.header("authorization").unwrap_or_default();
        Response::json(403, &format!(r#"{{"detail":"{sent} may not do that."}}"#))
    });
    let session = Session::new(server);
    let ran = session.run("batches list");
    assert_no_token(&ran, TOKEN);
    assert_snapshot!(ran.snapshot());
    let ran = session.run("batches list --json --verbose");
    assert_no_token(&ran, TOKEN);
}

#[test]
fn variables_never_show_their_token() {
    let server = Server::start(waldur);
    for (name, token) in [("WALDUR_ACCESS_TOKEN", TOKEN), ("WALDUR_REVIEW_TOKEN", PAT)] {
        let sandbox = Sandbox::new();
        for url in [server.origin(), NOBODY.to_owned()] {
            for command in commands(&sandbox) {
                let ran = command.env(name, token).env("WALDUR_API_URL", &url).run();
                assert_no_token(&ran, token);
            }
        }
        // Malformed in several ways.
        for text in [
            format!("{token} {token}"),
            format!("{token}\u{e9}"),
            format!("Token\t{token}\n{token}"),
        ] {
            let ran = sandbox.command(["batches", "list"]).env(name, text).run();
            assert_eq!(ran.status, 2);
            assert_no_token(&ran, token);
        }
    }
}

#[test]
fn whole_user_document_is_never_requested() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    sandbox
        .command(["auth", "login", "--url", &server.origin(), "--with-token"])
        .stdin(TOKEN)
        .run()
        .assert_status(0);
    sandbox.command(["auth", "status"]).run().assert_status(0);
    let asked: Vec<String> =
        server.calls().into_iter().filter(|call| call.contains("users/me")).collect();
    assert_eq!(asked, vec![format!("GET {ME}"); 2]);
}

#[test]
fn there_is_no_flag_for_a_token() {
    let sandbox = Sandbox::new();
    for flag in ["--token", "--token=x", "--access-token", "--api-token"] {
        let ran = sandbox.command(["batches", "list", flag]).run();
        assert_eq!(ran.status, 2, "{}", ran.snapshot());
    }
    let help = sandbox.command(["auth", "login", "--help"]).run();
    assert!(!help.seen().contains("--token"), "{}", help.snapshot());
}

/// Every code of the contract that these commands have.
#[test]
fn exit_codes_are_as_documented() {
    let server = Server::start(|request| match request.route() {
        "/api/my-assignment-batches/" => answer("list-reviewer3"),
        "/api/my-assignment-batches/9377ae62b55a4c5b9449d1e040a0cf18/" => {
            answer("single-show-after")
        }
        _ => answer("show-other-reviewer"),
    });
    let sandbox = Sandbox::new();
    let run = |line: &str| sandbox.command(line.split(' ')).run();
    let nobody = run("batches list").assert_status(4);
    sandbox.logged_in(&server);
    let runs: Vec<Ran> = vec![
        run("batches list --no-such-flag").assert_status(2),
        run("batches list --no-such-flag --json").assert_status(2),
        run("batches list --timeout 0").assert_status(2),
        run("batches show ffff").assert_status(3),
        run("batches show ffff --json").assert_status(3),
        run("batches show 9377 ffff --json=uuid").assert_status(9),
        run("batches show eeee ffff").assert_status(3),
        run("batches show abc").assert_status(2),
    ];
    run("batches list").assert_status(0);
    run("batches list --call no-such-call").assert_status(0);
    assert_snapshot!(several(std::iter::once(&nobody).chain(&runs)));
}

#[cfg(target_os = "linux")]
#[test]
fn full_disk_is_an_error_and_closed_pipe_is_success() {
    let session = Session::start(waldur);
    let full = session.shell("waldur-review batches list > /dev/full").run().assert_status(1);
    assert_snapshot!(full.snapshot());
    for line in ["batches list --json", "auth token", "auth status", "--help"] {
        let script =
            format!("trap '' PIPE; {{ waldur-review {line}; echo $? > code; }} | true; cat code");
        let ran = session.shell(&script).run();
        assert_eq!((ran.stdout_text(), ran.stderr.as_str()), ("0\n", ""), "{line}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn report_of_sent_answers_goes_to_standard_error_if_output_fails() {
    let world = crate::support::Waldur::new();
    let server = world.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    for (number, flag, report) in [(1, "", "gw-001"), (2, "--json", "\"outcome\":\"done\"")] {
        let line = format!("waldur-review items accept gw-00{number} --yes {flag} > /dev/full");
        let ran = sandbox.shell(&line).run().assert_status(1);
        assert!(ran.stderr.contains(report), "{}", ran.stderr);
        assert!(ran.stderr.contains("cannot write the output"), "{}", ran.stderr);
    }
}

#[cfg(unix)]
#[test]
fn interrupt_during_a_request_ends_the_program() {
    let session = Session::start(|_| answer("list-tls").delay(std::time::Duration::from_secs(15)));
    let mut terminal = session.terminal(["batches", "list"], 80, 24);
    terminal.expect("waiting for the server");
    terminal.send(b"\x03");
    let screen = terminal.finish();
    assert_eq!(screen.status, 130, "{}", screen.snapshot());
    assert_no_token(&screen, TOKEN);
}
