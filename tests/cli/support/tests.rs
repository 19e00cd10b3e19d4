//! The support's own tests. None of them needs the program to work: the shell and bare sockets
//! stand for it.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use flate2::read::GzDecoder;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use super::answers::names;
use super::{
    Invocation, NOBODY, PAT, Ran, Request, Response, Sandbox, Screen, Seen, Server, TOKEN,
    Terminal, answer, assert_no_token,
};

const ROUTE: &str = "/api/my-assignment-batches/";

/// Sends the bytes and reads until the server closes the connection.
fn talk(server: &Server, bytes: &str) -> Vec<u8> {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
    stream.write_all(bytes.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    answer
}

fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
}

/// The recorded answer that the path names.
fn by_name(request: &Request) -> Response {
    answer(&request.path[1..])
}

/// Head and body of an answer.
fn split(answer: &[u8]) -> (String, &[u8]) {
    let at = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    (String::from_utf8(answer[..at].to_vec()).unwrap(), &answer[at + 4..])
}

/// What a client with the server's authority gets, or why it does not trust it.
fn talk_tls(server: &Server, host: &'static str) -> Result<String, String> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(server.ca_file()).unwrap()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(host).unwrap();
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    let socket = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
    let mut stream = StreamOwned::new(connection, socket);
    let mut answer = String::new();
    stream
        .write_all(get(ROUTE).as_bytes())
        .and_then(|()| stream.read_to_string(&mut answer))
        .map(|_| answer)
        .map_err(|error| error.to_string())
}

/// The message that this fails with.
fn failure(act: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(act)).expect_err("it fails");
    panic
        .downcast_ref::<String>()
        .cloned()
        .unwrap_or_else(|| panic.downcast_ref::<&str>().expect("a panic has a message").to_string())
}

#[test]
fn a_server_answers_and_remembers_on_one_connection() {
    let server = Server::start(|request| match request.route() {
        ROUTE => answer("list-tls"),
        _ => answer("not-found-api"),
    });
    let answers = talk(
        &server,
        &format!(
            "POST /x?y=1 HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello\
             GET {ROUTE} HTTP/1.1\r\nHost: h\r\nauthorization: Token {TOKEN}\r\n\
             Connection: close\r\n\r\n"
        ),
    );
    let text = String::from_utf8(answers).unwrap();
    assert!(text.starts_with("HTTP/1.1 404 Not Found\r\n"));
    assert!(text.contains("HTTP/1.1 200 OK\r\n") && text.contains("[{\"uuid\":\"8d53"));
    assert_eq!(server.calls(), ["POST /x?y=1", &format!("GET {ROUTE}")]);
    assert_eq!(server.connections(), 1);
    let [post, get] = server.requests().try_into().unwrap();
    assert_eq!((post.text().as_str(), post.header("authorization")), ("hello", None));
    assert_eq!(get.header("Authorization"), Some(format!("Token {TOKEN}").as_str()));
    assert_eq!(get.headers[1].0, "authorization");
}

#[test]
fn every_recorded_answer_is_sent_as_it_came() {
    let server = Server::start(by_name);
    let mut count = 0;
    for name in names() {
        let answer = talk(&server, &get(&format!("/{name}")));
        if name == "down-gunicorn-plain" {
            assert_eq!(answer, b"");
            continue;
        }
        let (head, body) = split(&answer);
        if !name.starts_with("gzip-list") {
            let length = format!("\r\nContent-Length: {}", body.len());
            assert_eq!(head.matches(&length).count(), 1, "{name}: {head}");
        }
        assert_eq!(head.matches("\r\nConnection: close").count(), 1, "{name}: {head}");
        count += 1;
    }
    assert!(count > 100);
    let (head, body) = {
        let answer = talk(&server, &get("/show-draft"));
        let (head, body) = split(&answer);
        (head, body.to_vec())
    };
    assert_eq!(body, br#"{"detail":"No AssignmentBatch matches the given query."}"#);
    assert!(head.contains("\r\nContent-Type: application/json\r\n"), "{head}");
}

#[test]
fn gzip_comes_in_chunks_and_holds_the_plain_body() {
    let server = Server::start(by_name);
    let zipped = talk(&server, &get("/gzip-list-tls"));
    let (head, mut framed) = split(&zipped);
    assert!(head.contains("\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked"), "{head}");
    assert!(!head.contains("Content-Length"));
    let mut joined = Vec::new();
    loop {
        let at = framed.windows(2).position(|window| window == b"\r\n").unwrap();
        let size = usize::from_str_radix(std::str::from_utf8(&framed[..at]).unwrap(), 16).unwrap();
        if size == 0 {
            break;
        }
        joined.extend(&framed[at + 2..][..size]);
        framed = &framed[at + 2 + size + 2..];
    }
    let mut plain = Vec::new();
    GzDecoder::new(&joined[..]).read_to_end(&mut plain).unwrap();
    assert_eq!(plain, split(&talk(&server, &get("/gzip-plain-port"))).1);
}

#[test]
fn odd_answers_are_sent_as_the_test_wants_them() {
    let server = Server::start(|request| match request.path.as_str() {
        "/close" => Response::close(),
        "/raw" => Response::raw("HTTP/1.1 200 OK\r\n\r\ncut"),
        "/short" => Response::json(200, "[]").header("Content-Length", "99"),
        "/moved" => Response::redirect(302, "https://example.org/").header("X", "1"),
        "/page" => Response::html(200, "<p>").header("content-type", "text/html"),
        "/head" => Response::json(200, "[1]"),
        _ => Response::new(204),
    });
    assert_eq!(talk(&server, &get("/close")), b"");
    assert_eq!(talk(&server, &get("/raw")), b"HTTP/1.1 200 OK\r\n\r\ncut");
    assert_eq!(
        talk(&server, &get("/short")),
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\
          Connection: close\r\n\r\n[]"
    );
    assert_eq!(
        talk(&server, &get("/moved")),
        b"HTTP/1.1 302 Found\r\nLocation: https://example.org/\r\nX: 1\r\n\
          Connection: close\r\nContent-Length: 0\r\n\r\n"
    );
    assert_eq!(
        talk(&server, &get("/page")),
        b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nConnection: close\r\n\
          Content-Length: 3\r\n\r\n<p>"
    );
    assert!(talk(&server, &get("/head").replace("GET", "HEAD")).ends_with(b"Length: 3\r\n\r\n"));
    assert_eq!(talk(&server, &get("/")), b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
    let before = server.requests().len();
    assert!(talk(&server, "nonsense\r\n\r\n").starts_with(b"HTTP/1.1 400 "));
    assert!(talk(&server, &get(&"x".repeat(70_000))).starts_with(b"HTTP/1.1 400 "));
    assert_eq!(server.requests().len(), before);
}

#[test]
fn a_delay_lasts_as_asked_and_ends_with_the_server() {
    let calls = Arc::new(AtomicUsize::new(0));
    let server = Server::start({
        let calls = Arc::clone(&calls);
        move |_| match calls.fetch_add(1, Ordering::SeqCst) {
            0 => Response::json(200, "[]").delay(Duration::from_millis(30)),
            1 => Response::json(200, "[]").body_delay(Duration::from_millis(30)),
            _ => Response::json(200, "[]").delay(Duration::from_secs(60)),
        }
    });
    for _ in 0..2 {
        let start = Instant::now();
        assert!(talk(&server, &get("/")).ends_with(b"\r\n\r\n[]"));
        assert!(start.elapsed() >= Duration::from_millis(30));
    }
    let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
    stream.write_all(get("/").as_bytes()).unwrap();
    while calls.load(Ordering::SeqCst) < 3 {
        std::thread::yield_now();
    }
    let start = Instant::now();
    drop(server);
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn tls_is_trusted_with_the_authority_alone() {
    let server = Server::start_tls(|_| answer("list-support"));
    for host in ["127.0.0.1", "localhost"] {
        assert!(talk_tls(&server, host).unwrap().ends_with("\r\n\r\n[]"));
    }
    assert!(server.origin().starts_with("https://127.0.0.1:"));
    assert_eq!(server.calls().len(), 2);
}

#[test]
fn bad_certificates_are_bad_in_one_way_each() {
    let expired = Server::start_tls_expired(|_| answer("list-support")).must_stay_silent();
    let error = talk_tls(&expired, "127.0.0.1").unwrap_err();
    assert!(error.contains("expired"), "{error}");
    assert_eq!(expired.connections(), 1);

    let other = Server::start_tls_for_other_host(|_| answer("list-support"));
    let error = talk_tls(&other, "127.0.0.1").unwrap_err();
    assert!(error.contains("not valid for name"), "{error}");
    assert!(talk_tls(&other, "waldur.example.org").unwrap().ends_with("[]"));
}

#[test]
fn a_server_fails_the_test_that_misuses_it() {
    let unused = Server::start(|_| answer("root"));
    assert_eq!(failure(|| drop(unused)), "the server was never called");
    drop(Server::start(|_| answer("root")).unused_is_fine());
    drop(Server::start(|_| answer("root")).must_stay_silent());

    let silent = Server::start(|_| answer("root")).must_stay_silent();
    talk(&silent, &get("/secret"));
    let message = failure(|| drop(silent));
    assert_eq!(message, "the server had to stay silent, but got [\"GET /secret\"]");

    let broken = Server::start(|_| answer("no-such-answer"));
    assert!(talk(&broken, &get("/")).starts_with(b"HTTP/1.1 500 "));
    let message = failure(|| drop(broken));
    assert!(message.contains("GET /: tests/answers.ndjson holds no answer"), "{message}");

    let panicking = failure(|| {
        let _unused = Server::start(|_| answer("root"));
        panic!("the first trouble");
    });
    assert_eq!(panicking, "the first trouble");
}

#[test]
fn a_run_sees_the_sandbox_and_nothing_else() {
    let sandbox = Sandbox::new();
    let ran = sandbox
        .shell("env | grep -v -e ^PATH= -e ^LLVM_ -e ^PWD= -e ^_= -e ^SHLVL= -e ^OLDPWD= | sort")
        .env("NO_COLOR", "1")
        .env_remove("TZ")
        .run();
    insta::assert_snapshot!(ran.snapshot(), @r"
    $ env | grep -v -e ^PATH= -e ^LLVM_ -e ^PWD= -e ^_= -e ^SHLVL= -e ^OLDPWD= | sort
    (exit 0)
    --- stdout
    COLUMNS=80
    HOME=[HOME]
    LANG=en_GB.UTF-8
    NO_COLOR=1
    WALDUR_REVIEW_CONFIG_DIR=[HOME]/config
    WALDUR_REVIEW_NOW=2026-11-24T03:00:00Z
    --- stderr
    ");
    let own: Ran = sandbox.shell("command -v waldur-review && pwd").run().assert_status(0);
    assert_eq!(own.stdout_text().lines().next(), Some(env!("CARGO_BIN_EXE_waldur-review")));
    assert!(own.snapshot().contains("\n[HOME]\n"));
}

#[test]
fn a_run_has_its_input_and_its_exit_code() {
    let sandbox = Sandbox::new();
    let prepared: Invocation =
        sandbox.shell("cat; echo \"[$1]\" >&2; exit 7").args(["name", "a b"]);
    let ran = prepared.stdin("in").run();
    assert_eq!((ran.status, ran.stdout_text(), ran.stderr.as_str()), (7, "in", "[a b]\n"));
    // Without input there is none, and nobody waits for it.
    assert_eq!(sandbox.shell("cat").run().assert_status(0).stdout, b"");
    // More input than a pipe holds, which nobody reads.
    sandbox.shell("exit 0").stdin(vec![b'x'; 1 << 20]).run().assert_status(0);
    assert_eq!(sandbox.shell("kill -TERM $$").run().status, 128 + 15);
    let message = failure(|| drop(sandbox.shell("echo why >&2; exit 3").run().assert_status(0)));
    assert!(message.contains("(exit 3)") && message.contains("why"), "{message}");
}

#[test]
fn a_snapshot_hides_what_changes_and_shows_what_hides() {
    let server = Server::start(|_| answer("root")).unused_is_fine();
    let other = Server::start_tls(|_| answer("root")).unused_is_fine();
    let (one, two) = (server.api_url(), other.api_url());
    let script = format!(
        "printf '{one} {two} {NOBODY} {one}\\nwaldur-review/{} \\033[1mx\\r\\342\\200\\256y'",
        env!("CARGO_PKG_VERSION")
    );
    let ran = Sandbox::new().shell(&script).run();
    let snapshot = ran.snapshot();
    let (_, shown) = snapshot.split_once("--- stdout\n").unwrap();
    insta::assert_snapshot!(shown, @r"
    http://127.0.0.1:PORT/api/ https://127.0.0.1:PORT2/api/ http://127.0.0.1:PORT3/api/ http://127.0.0.1:PORT/api/
    waldur-review/[VERSION] \u{1b}[1mx\r\u{202e}y
    (no line's end)
    --- stderr
    ");
    let quoted = Sandbox::new().command(["--columns=a b"]).args(["x"]).run().snapshot();
    assert!(quoted.starts_with("$ waldur-review '--columns=a b' x\n(exit "), "{quoted}");
}

#[test]
fn a_login_is_stored_for_its_owner_only() {
    let server = Server::start(|_| answer("root")).unused_is_fine();
    let sandbox = Sandbox::new();
    assert!(!sandbox.config_dir().exists());
    sandbox.logged_in(&server);
    sandbox.logged_in_as("pilot", &server, PAT);
    let url = server.api_url();
    assert_eq!(
        sandbox.read("config/credentials.toml"),
        format!(
            "[profiles.default]\nurl = \"{url}\"\ntoken = \"{TOKEN}\"\n\n\
             [profiles.pilot]\nurl = \"{url}\"\ntoken = \"{PAT}\"\n"
        )
    );
    let mode = |path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(sandbox.config_dir()), 0o700);
    assert_eq!(mode(sandbox.home().join("config/credentials.toml")), 0o600);
}

#[test]
fn a_shown_token_is_found_whole_and_in_part() {
    let sandbox = Sandbox::new();
    for token in [TOKEN, PAT] {
        let part = &token[token.len() - 12..];
        for script in [format!("echo Token {token}"), format!("echo …{part} >&2")] {
            let ran = sandbox.shell(&script).run();
            assert!(failure(|| assert_no_token(&ran, token)).starts_with("a token can be seen"));
        }
        let ran = sandbox.shell(&format!("echo {}******", &token[..7])).run();
        assert_no_token(&ran, token);
        assert_no_token("no token", token);
    }
}

#[test]
fn a_terminal_is_one_and_hides_what_it_should() {
    let script = "test -t 0 && test -t 1 && stty size && echo \"$TERM ${COLUMNS-none}\"
        printf 'Token: '; stty -echo; read token; stty echo; echo; printf 'Name: '
        read name; echo \"hello $name, ${#token} characters\"; exit 3";
    let mut terminal: Terminal = Sandbox::new().shell(script).terminal(100, 30);
    terminal.expect_hidden("Token:");
    terminal.send_line(TOKEN);
    terminal.expect("Name: ");
    terminal.send_line("Renée");
    let screen: Screen = terminal.finish();
    assert_no_token(&screen, TOKEN);
    assert_eq!(
        screen.text,
        "30 100\nxterm-256color none\nToken: \nName: Renée\nhello Renée, 40 characters\n"
    );
    let snapshot = screen.snapshot();
    assert!(snapshot.contains("exit 3\n(exit 3)\n--- terminal\n30 100\n"), "{snapshot}");
    let narrow = Sandbox::new().shell("echo $COLUMNS").env("COLUMNS", "40").terminal(80, 24);
    assert_eq!(narrow.finish().text, "40\n");
    let erased = "printf 'one\\nwait\\r\\033[2Kwait more\\r\\033[2Ktwo\\n'";
    let screen = Sandbox::new().shell(erased).terminal(80, 24).finish();
    assert_eq!(screen.text, "one\ntwo\n");
    assert!(screen.seen().contains("wait more"), "{}", screen.seen());
}

#[test]
fn a_terminal_passes_the_interrupt_on_and_knows_when_to_stop_waiting() {
    let sandbox = Sandbox::new();
    let mut terminal = sandbox.shell("echo ready; exec sleep 60").terminal(80, 24);
    terminal.expect("ready");
    terminal.send(&[3]);
    assert_eq!(terminal.finish().status, 128 + 2);

    let mut terminal = sandbox.shell("echo before; exec sleep 60").terminal(80, 24);
    terminal.expect("before");
    let mut terminal = terminal.limit(Duration::from_millis(20));
    let message = failure(|| terminal.expect("after"));
    assert!(message.contains("\"after\" did not appear; seen:\nbefore\n"), "{message}");
    let message = failure(|| terminal.expect_hidden(""));
    assert!(message.starts_with("typing is still shown"), "{message}");
    let message = failure(|| drop(terminal.finish()));
    assert!(message.contains("the program goes on; seen:\nbefore\n"), "{message}");

    let mut terminal = sandbox.shell("echo only").terminal(80, 24);
    let message = failure(|| terminal.expect("more"));
    assert!(message.contains("only"), "{message}");
    assert_eq!(terminal.seen(), "only\n");
    drop(terminal);

    // Here and in tests of the program, arguments come as they are typed.
    let snapshot = sandbox.terminal(["--no-such-flag"], 80, 24).finish().snapshot();
    assert!(snapshot.starts_with("$ waldur-review --no-such-flag\n(exit "), "{snapshot}");
}
