//! What happens on the way to the server and back: every failure has its words, its way out and
//! its exit code, and only what may pass is asked again.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use flate2::{Compress, Compression, FlushCompress};
use insta::assert_snapshot;

use crate::support::{Invocation, NOBODY, Ran, Request, Response, Sandbox, Seen, Server, TOKEN};
use crate::support::{answer, assert_no_token};
use crate::waldur::{several, waldur};

const LIST: &str = "/api/my-assignment-batches/";
const BATCH: &str = "8a577869a7c74a7494c19336f75f6551";
/// Longer than the program waits in any of these tests.
const LONG: Duration = Duration::from_secs(15);

/// `batches list` of somebody who is logged in there.
fn list(server: &Server) -> Ran {
    command(server).run()
}

fn command(server: &Server) -> Invocation {
    let sandbox = Sandbox::new();
    sandbox.logged_in(server);
    sandbox.command(["batches", "list"])
}

/// The same of an address that may be nobody's, by variables.
fn list_at(url: &str) -> Invocation {
    Sandbox::new()
        .command(["batches", "list"])
        .env("WALDUR_API_URL", url)
        .env("WALDUR_ACCESS_TOKEN", TOKEN)
}

/// A server that always gives this recorded answer.
fn always(name: &'static str) -> Server {
    Server::start(move |_| answer(name))
}

/// A server that gives these answers in turn, the last one for ever.
fn in_turn(responses: Vec<Response>) -> Server {
    let next = AtomicUsize::new(0);
    Server::start(move |_| {
        let number = next.fetch_add(1, Ordering::SeqCst);
        responses[number.min(responses.len() - 1)].clone()
    })
}

#[test]
fn a_refused_token_says_why_and_where_it_came_from() {
    let mut runs: Vec<Ran> = [
        "auth-bad-token",
        "auth-expired",
        "auth-inactive",
        "auth-bearer-classic",
        "list-lang-de-noauth",
        "gzip-401-tls",
    ]
    .into_iter()
    .map(|name| {
        let server = always(name);
        let ran = list(&server);
        assert_eq!(server.calls(), [format!("GET {LIST}")], "{name}");
        ran
    })
    .collect();
    let bare = Server::start(|_| Response::new(401));
    runs.push(list(&bare));
    runs.push(list_at(&bare.api_url()).run());
    runs.push(
        list_at(&bare.api_url())
            .env(
                "WALDUR_ACCESS_TOKEN",
                "w_1795489199_5ec3e70f9b1d4a6c8e20b7d5f3a1c9e8",
            )
            .run(),
    );
    let sandbox = Sandbox::new();
    sandbox.write(
        "config/credentials.toml",
        &format!(
            "[profiles.default]\nurl = \"{}\"\ntoken = \"{TOKEN}\"\nportal = \"https://portal.example.ac.uk/\"\n",
            bare.api_url()
        ),
    );
    runs.push(sandbox.command(["batches", "list"]).run());
    runs.push(sandbox.command(["batches", "list", "--json"]).run());
    assert_snapshot!(several(&runs));
    for ran in &runs {
        assert_eq!(ran.status, 4);
        assert_no_token(ran, TOKEN);
    }
}

#[test]
fn what_the_server_refuses_is_told_in_its_words_and_not_asked_again() {
    let servers = [
        Server::start(|_| {
            Response::json(
                403,
                r#"{"detail":"You do not have permission to perform this action."}"#,
            )
        }),
        Server::start(|_| Response::html(403, "<html>Forbidden</html>")),
        always("list-accept-xml"),
        always("big-header-plain"),
        always("big-header-tls"),
        always("long-url-plain"),
        Server::start(|_| {
            Response::json(
                409,
                r#"{"error":"[ErrorDetail(string='It is locked.', code='invalid')]"}"#,
            )
        }),
        Server::start(|_| {
            Response::json(
                400,
                "{\"detail\":\"red \\u001b[31malert\\u202e\\r\\nerror: forged line\"}",
            )
        }),
    ];
    let runs: Vec<Ran> = servers.iter().map(list).collect();
    assert_snapshot!(several(&runs));
    for (server, ran) in servers.iter().zip(&runs) {
        assert_eq!((ran.status, server.calls().len()), (5, 1));
    }
}

#[test]
fn not_found_is_the_batch_or_the_address() {
    let show = |server: &Server| {
        let sandbox = Sandbox::new();
        sandbox.logged_in(server);
        sandbox.command(["batches", "show", BATCH]).run()
    };
    let unknown = show(&always("show-other-reviewer"));
    let nobody = show(&always("show-as-plain"));
    let old = list(&always("not-found-api"));
    assert_snapshot!(several([&unknown, &nobody, &old]));
    assert_eq!((unknown.status, nobody.status, old.status), (3, 3, 7));
}

#[test]
fn what_is_not_the_documented_json_is_the_servers_fault() {
    let servers = [
        always("root"),
        Server::start(|_| Response::new(200)),
        Server::start(|_| Response::json(200, "[{\"uuid\":")),
        Server::start(|_| Response::json(200, "{}")),
        Server::start(|_| Response::json(200, "[1, 2]")),
        Server::start(|_| Response::json(200, "null")),
        Server::start(|_| Response::json(200, "[]trailing")),
        Server::start(|_| Response::new(200).body(b"[{\"uuid\":\"\xff\xfe\"}]")),
        Server::start(|_| Response::new(204)),
        Server::start(|_| Response::new(304)),
        Server::start(|_| Response::redirect(302, "http://[").body("")),
        Server::start(|_| Response::new(501)),
    ];
    let runs: Vec<Ran> = servers.iter().map(list).collect();
    assert_snapshot!(several(&runs));
    for (server, ran) in servers.iter().zip(&runs) {
        assert_eq!((ran.status, server.calls().len()), (7, 1));
    }
}

#[test]
fn a_failure_of_the_server_is_not_asked_again_and_is_an_object_for_programs() {
    let server = always("down-db-list");
    let runs = [
        list(&server),
        command(&server).args(["--json"]).run(),
        command(&server).args(["--format", "ndjson"]).run(),
    ];
    assert_snapshot!(several(&runs));
    assert_eq!(server.calls().len(), runs.len());
}

#[test]
fn what_may_pass_is_asked_three_times() {
    let unavailable = |status| Server::start(move |_| Response::html(status, "<html>"));
    let servers = [
        always("down-gunicorn-tls"),
        always("down-gunicorn-tls-gzip"),
        unavailable(503),
        unavailable(504),
        always("down-gunicorn-plain"),
        Server::start(|_| Response::raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{")),
        Server::start(|_| Response::raw("this is not HTTP\r\n\r\n")),
        Server::start(|_| answer("throttle-429").header("Retry-After", "0")),
        Server::start(|_| Response::new(429)),
    ];
    // At once, for they wait a second each.
    let runs: Vec<Ran> = thread::scope(|scope| {
        let running: Vec<_> = servers
            .iter()
            .map(|server| scope.spawn(move || list(server)))
            .collect();
        running.into_iter().map(|run| run.join().unwrap()).collect()
    });
    assert_snapshot!(several(&runs));
    for server in &servers {
        assert_eq!(server.calls(), vec![format!("GET {LIST}"); 3]);
        for request in server.requests() {
            let token = format!("Token {TOKEN}");
            assert_eq!(request.header("authorization"), Some(token.as_str()));
        }
    }
}

#[test]
fn a_second_try_may_succeed() {
    let good = || answer("list-tls");
    let servers = [
        in_turn(vec![answer("down-gunicorn-tls"), good()]),
        in_turn(vec![Response::close(), good()]),
        in_turn(vec![
            answer("throttle-429").header("Retry-After", "0"),
            Response::new(503),
            good(),
        ]),
    ];
    thread::scope(|scope| {
        for server in &servers {
            scope.spawn(move || list(server).assert_status(0));
        }
    });
    let calls: Vec<usize> = servers.iter().map(|server| server.calls().len()).collect();
    assert_eq!(calls, [2, 2, 3]);
}

#[test]
fn a_server_that_wants_a_long_pause_is_not_waited_for() {
    let long = Server::start(|_| answer("throttle-429").header("Retry-After", "3600"));
    let date = Server::start(|_| {
        answer("throttle-429").header("Retry-After", "Tue, 24 Nov 2026 03:05:00 GMT")
    });
    let short = Server::start(|_| answer("throttle-429").header("Retry-After", "20"));
    let start = Instant::now();
    let runs = [
        list(&long),
        list(&date),
        command(&short).args(["--timeout", "10s"]).run(),
        command(&long).args(["--json"]).run(),
    ];
    assert!(start.elapsed() < LONG);
    assert_snapshot!(several(&runs));
    assert_eq!(
        [&long, &date, &short].map(|server| server.calls().len()),
        [2, 1, 1]
    );
}

#[test]
fn a_time_out_ends_in_time() {
    let servers = [
        Server::start(|_| answer("list-tls").delay(LONG)),
        Server::start(|_| answer("list-tls").body_delay(LONG)),
        Server::start(|_| answer("gzip-list-tls").body_delay(LONG)),
    ];
    let start = Instant::now();
    let runs = servers
        .each_ref()
        .map(|server| command(server).args(["--timeout", "300ms"]).run());
    assert!(start.elapsed() < LONG);
    let sandbox = Sandbox::new();
    sandbox.logged_in(&servers[0]);
    sandbox.write("config/config.toml", "timeout = \"200ms\"\n");
    let configured = sandbox.command(["batches", "list", "--json"]).run();
    assert_snapshot!(several(runs.iter().chain([&configured])));
    for ran in &runs {
        assert_eq!(ran.status, 6);
    }
}

#[test]
fn a_server_that_is_not_reached_says_what_and_where_from() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "config/config.toml",
        "[profiles.default]\nurl = \"https://waldur.invalid/\"\ntoken_command = [\"echo\", \"x\"]\n",
    );
    let runs = [
        list_at(NOBODY).run(),
        list_at("https://waldur.invalid").run(),
        list_at("https://waldur.invalid")
            .env("WALDUR_REVIEW_URL", "https://waldur-review.invalid:8443")
            .env("WALDUR_REVIEW_TOKEN", TOKEN)
            .run(),
        sandbox.command(["batches", "list"]).run(),
        list_at(NOBODY).args(["--json"]).run(),
        list_at("https://waldur.invalid").args(["--json"]).run(),
    ];
    assert_snapshot!(several(&runs));
}

#[test]
fn a_redirect_within_the_origin_is_followed_with_the_token() {
    for status in [301, 302, 303, 307, 308] {
        let server = Server::start(move |request| match request.path.as_str() {
            LIST => Response::redirect(status, "/api/elsewhere/?x=1"),
            "/api/elsewhere/?x=1" => answer("list-tls"),
            _ => answer("not-found-api"),
        });
        list(&server).assert_status(0);
        let token = format!("Token {TOKEN}");
        assert_eq!(
            server.calls(),
            [format!("GET {LIST}"), "GET /api/elsewhere/?x=1".to_owned()]
        );
        for request in server.requests() {
            assert_eq!(request.header("authorization"), Some(token.as_str()));
        }
    }
}

#[test]
fn a_redirect_to_elsewhere_is_refused_and_the_token_stays() {
    let other = Server::start(|_| answer("list-tls")).must_stay_silent();
    let goal = other.api_url();
    let port = Server::start(move |_| Response::redirect(302, &goal));
    let goal = format!("http://localhost:{}/api/", other.port());
    let host = Server::start(move |_| Response::redirect(307, &goal));
    let goal = format!("//127.0.0.1:{}/api/", other.port());
    let relative = Server::start(move |_| Response::redirect(301, &goal));
    let user = Server::start(|request| {
        let own = request.header("host").unwrap_or_default();
        Response::redirect(301, &format!("http://{own}@waldur.invalid/"))
    });
    let goal = other.api_url();
    let secure = Server::start_tls(move |_| Response::redirect(308, &goal));
    let runs = [
        list(&port),
        list(&host),
        list(&relative),
        list(&user),
        command(&secure)
            .env("SSL_CERT_FILE", secure.ca_file())
            .run(),
        command(&port).args(["--json", "--verbose"]).run(),
    ];
    let shown = several(&runs[..5]);
    assert_snapshot!(shown);
    for ran in &runs {
        assert_eq!(ran.status, 7);
        assert_no_token(ran, TOKEN);
    }
    // The same server without TLS is another origin.
    let plain = Server::start(|_| answer("list-support")).must_stay_silent();
    let goal = plain.api_url();
    let down = Server::start_tls(move |_| Response::redirect(302, &goal));
    command(&down)
        .env("SSL_CERT_FILE", down.ca_file())
        .run()
        .assert_status(7);
    assert_eq!((other.connections(), plain.connections()), (0, 0));
}

#[test]
fn redirects_in_circles_end() {
    let server = Server::start(|request| Response::redirect(302, &request.path));
    let ran = list(&server).assert_status(7);
    assert_snapshot!(ran.snapshot());
    assert_eq!(server.calls().len(), 6);
}

#[test]
fn an_answer_that_unpacks_to_more_than_64_mib_is_refused() {
    // One MiB of spaces after another, each packed by itself. Nobody gets as far as the end.
    let mut packed = Vec::with_capacity(1 << 16);
    let mut compressor = Compress::new(Compression::fast(), false);
    compressor
        .compress_vec(&vec![b' '; 1 << 20], &mut packed, FlushCompress::Full)
        .unwrap();
    assert_eq!(compressor.total_in(), 1 << 20);
    let header = b"\x1f\x8b\x08\0\0\0\0\0\0\xff";
    let bomb = [&header[..], &packed.repeat(70)].concat();
    assert!(bomb.len() < 1 << 20);
    let server = Server::start(move |_| {
        Response::json(200, "")
            .header("Content-Encoding", "gzip")
            .body(&bomb)
    });
    let ran = list(&server).assert_status(7);
    assert_snapshot!(ran.snapshot());
    assert_eq!(server.calls().len(), 1);
}

#[test]
fn certificates_are_checked_and_an_authority_can_be_added() {
    let server = Server::start_tls(waldur);
    let other = Server::start_tls(|_| answer("list-tls")).unused_is_fine();
    let flag = |file: &std::path::Path| {
        command(&server)
            .args(["--format", "csv", "--columns", "batch"])
            .env("SSL_CERT_FILE", other.ca_file())
            .args(["--ca-cert".as_ref(), file.as_os_str()])
    };
    // Trusted by the flag besides the variable, by the variable, and by the settings.
    flag(server.ca_file()).run().assert_status(0);
    command(&server)
        .env("SSL_CERT_FILE", server.ca_file())
        .run()
        .assert_status(0);
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    std::fs::copy(server.ca_file(), sandbox.home().join("config/site.pem")).unwrap();
    sandbox.write("config/config.toml", "ca_cert = \"site.pem\"\n");
    sandbox
        .command(["batches", "list"])
        .env("SSL_CERT_FILE", other.ca_file())
        .run()
        .assert_status(0);
    std::fs::create_dir(sandbox.home().join("certificates")).unwrap();
    std::fs::copy(
        server.ca_file(),
        sandbox.home().join("certificates/site.pem"),
    )
    .unwrap();
    sandbox.write("config/config.toml", "");
    sandbox
        .command(["batches", "list"])
        .env("SSL_CERT_DIR", sandbox.home().join("certificates"))
        .run()
        .assert_status(0);

    let stranger = rcgen::generate_simple_self_signed(["waldur.example.org".to_owned()]).unwrap();
    let stranger = sandbox.write("stranger.pem", &stranger.cert.pem());
    let runs = [
        &command(&server).env("SSL_CERT_FILE", &stranger).run(),
        &command(&server)
            .env("SSL_CERT_FILE", &stranger)
            .args(["--json"])
            .run(),
        // An authority of the same name with another key.
        &command(&server).env("SSL_CERT_FILE", other.ca_file()).run(),
        &command(&server)
            .env("SSL_CERT_FILE", "no-such-file.pem")
            .run(),
        &command(&server)
            .args(["--ca-cert", "no-such-file.pem"])
            .run(),
        &command(&server)
            .args(["--ca-cert", "config/credentials.toml"])
            .run(),
    ];
    assert_snapshot!(several(runs));
    assert!(other.calls().is_empty());
}

#[test]
fn a_wrong_certificate_says_what_is_wrong() {
    let expired = Server::start_tls_expired(waldur).must_stay_silent();
    let named = Server::start_tls_for_other_host(waldur).must_stay_silent();
    let runs = [&expired, &named].map(|server| {
        command(server)
            .env("SSL_CERT_FILE", server.ca_file())
            .run()
            .assert_status(6)
    });
    assert_snapshot!(several(&runs));
}

#[test]
fn a_port_without_tls_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let trusted = Server::start_tls(waldur).must_stay_silent();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        }
    });
    let ran = list_at(&format!("https://127.0.0.1:{port}"))
        .env("SSL_CERT_FILE", trusted.ca_file())
        .run();
    assert_snapshot!(ran.snapshot());
    // And http to a port that wants TLS: nothing is understood, and no token is taken as read.
    let ran = list_at(&format!("http://127.0.0.1:{}", trusted.port())).run();
    assert_eq!(ran.status, 6, "{}", ran.snapshot());
}

#[test]
fn a_proxy_gets_no_token_for_https() {
    let proxy = Server::start(|_| Response::new(403));
    let runs = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"].map(|name| {
        list_at("https://waldur.example.ac.uk")
            .env(name, proxy.origin())
            .run()
            .assert_status(6)
    });
    let with_password = list_at("https://waldur.example.ac.uk")
        .env(
            "HTTPS_PROXY",
            format!("http://me:hunter2@127.0.0.1:{}", proxy.port()),
        )
        .args(["-v"])
        .run();
    assert_snapshot!(runs[0].snapshot());
    assert!(!with_password.seen().contains("hunter2"));
    assert_eq!(
        proxy.calls(),
        vec!["CONNECT waldur.example.ac.uk:443"; runs.len() + 1]
    );
    for request in proxy.requests() {
        assert_eq!(request.header("authorization"), None);
        assert!(!format!("{request:?}").contains(TOKEN));
    }
    assert!(
        proxy.requests()[4]
            .header("proxy-authorization")
            .is_some_and(|value| value.starts_with("Basic "))
    );
}

#[test]
fn a_proxy_for_http_is_used_where_http_is_allowed() {
    let proxy = Server::start(|request: &Request| {
        assert_eq!(
            request.path,
            "http://waldur.example.ac.uk/api/my-assignment-batches/"
        );
        answer("list-tls")
    });
    let sandbox = Sandbox::new();
    sandbox.write(
        "config/config.toml",
        "[profiles.default]\nplain_http = true\n",
    );
    sandbox
        .command(["batches", "list"])
        .env("WALDUR_API_URL", "http://waldur.example.ac.uk")
        .env("WALDUR_ACCESS_TOKEN", TOKEN)
        .env("HTTP_PROXY", proxy.origin())
        .run()
        .assert_status(0);
}

#[test]
fn loopback_and_named_exceptions_go_past_the_proxy() {
    let proxy = Server::start(|_| Response::new(502)).must_stay_silent();
    let server = Server::start(waldur);
    let localhost = format!("http://localhost:{}", server.port());
    for url in [server.origin(), localhost] {
        list_at(&url)
            .env("HTTP_PROXY", proxy.origin())
            .env("ALL_PROXY", proxy.origin())
            .run()
            .assert_status(0);
    }
    let secure = Server::start_tls(waldur);
    command(&secure)
        .env("SSL_CERT_FILE", secure.ca_file())
        .env("HTTPS_PROXY", proxy.origin())
        .run()
        .assert_status(0);
    for exception in ["waldur.invalid", ".invalid", "*"] {
        let ran = list_at("https://waldur.invalid")
            .env("HTTPS_PROXY", proxy.origin())
            .env("NO_PROXY", exception)
            .run();
        assert!(ran.stderr.contains("(DNS)"), "{}", ran.snapshot());
    }
}

#[test]
fn a_proxy_that_cannot_be_used_is_named_without_its_password() {
    let list = || list_at("https://waldur.example.ac.uk");
    let runs = [
        list().env("HTTPS_PROXY", "ftp://me:hunter2@proxy:1").run(),
        list().env("https_proxy", "http://me:hunter2@").run(),
        list().env("HTTPS_PROXY", "me:hunter2@proxy:port").run(),
        list()
            .env("ALL_PROXY", "http://me:hunter2@127.0.0.1:1")
            .run(),
        list()
            .env("HTTPS_PROXY", "http://me:hunter2@proxy.invalid:3128")
            .run(),
    ];
    assert_snapshot!(several(&runs));
    for ran in &runs {
        assert!(!ran.seen().contains("hunter2"));
    }
}

#[test]
fn verbose_shows_each_request_and_never_the_token() {
    let server = in_turn(vec![answer("down-gunicorn-tls"), answer("list-support")]);
    let ran = command(&server).args(["--verbose"]).run();
    assert_eq!(ran.status, 0);
    assert_no_token(&ran, TOKEN);
    let shown: Vec<&str> = ran
        .stderr
        .lines()
        .filter(|line| line.starts_with("GET "))
        .collect();
    let [first, second, third] = shown.as_slice() else {
        panic!("{shown:?}");
    };
    assert!(
        first.contains("/api/my-assignment-batches/ 502, "),
        "{first}"
    );
    assert!(second.ends_with(", 2 bytes"), "{second}");
    assert!(third.contains("/api/reviewer-profiles/me/ "), "{third}");
}
