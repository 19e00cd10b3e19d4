//! Responses with an error, and which of them are retried.

use std::thread;
use std::time::Instant;

use flate2::{Compress, Compression, FlushCompress};
use insta::assert_snapshot;

use crate::support::{Ran, Response, Sandbox, Server, TOKEN, answer, assert_no_token};
use crate::waldur::several;

use super::{BATCH, LIST, LONG, always, command, in_turn, list, list_at};

#[test]
fn refused_token_is_reported_with_reason_and_source() {
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
            .env("WALDUR_ACCESS_TOKEN", "w_1795489199_5ec3e70f9b1d4a6c8e20b7d5f3a1c9e8")
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
fn refusal_is_reported_and_not_retried() {
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
fn not_found_concerns_the_batch_or_the_address() {
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
fn undocumented_response_is_a_server_error() {
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
fn internal_server_error_is_not_retried() {
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
fn temporary_failure_is_tried_three_times() {
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
        let running: Vec<_> =
            servers.iter().map(|server| scope.spawn(move || list(server))).collect();
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
fn second_try_may_succeed() {
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
fn long_retry_after_is_not_waited_for() {
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
    assert_eq!([&long, &date, &short].map(|server| server.calls().len()), [2, 1, 1]);
}

#[test]
fn response_larger_than_64_mib_is_refused() {
    // One MiB of spaces after another, each packed by itself. Nobody gets as far as the end.
    let mut packed = Vec::with_capacity(1 << 16);
    let mut compressor = Compress::new(Compression::fast(), false);
    compressor.compress_vec(&vec![b' '; 1 << 20], &mut packed, FlushCompress::Full).unwrap();
    assert_eq!(compressor.total_in(), 1 << 20);
    let header = b"\x1f\x8b\x08\0\0\0\0\0\0\xff";
    let bomb = [&header[..], &packed.repeat(70)].concat();
    assert!(bomb.len() < 1 << 20);
    let server = Server::start(move |_| {
        Response::json(200, "").header("Content-Encoding", "gzip").body(&bomb)
    });
    let ran = list(&server).assert_status(7);
    assert_snapshot!(ran.snapshot());
    assert_eq!(server.calls().len(), 1);
}
