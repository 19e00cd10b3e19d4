//! Connections: time-outs, redirects, TLS.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;
use std::time::Instant;

use insta::assert_snapshot;

use crate::support::{
    NOBODY, Response, Sandbox, Server, Session, TOKEN, Waldur, answer, assert_no_token, batch,
};
use crate::waldur::{several, waldur};

use super::{LIST, LONG, command, in_turn, list, list_at};

#[test]
fn timeout_ends_in_time() {
    let servers = [
        Server::start(|_| answer("list-tls").delay(LONG)),
        Server::start(|_| answer("list-tls").body_delay(LONG)),
        Server::start(|_| answer("gzip-list-tls").body_delay(LONG)),
    ];
    let start = Instant::now();
    let runs = servers.each_ref().map(|server| command(server).args(["--timeout", "300ms"]).run());
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
fn unreachable_server_is_named_with_the_source_of_its_address() {
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
fn redirect_within_the_origin_is_followed_with_the_token() {
    for status in [301, 302, 303, 307, 308] {
        let server = Server::start(move |request| match request.path.as_str() {
            LIST => Response::redirect(status, "/api/elsewhere/?x=1"),
            "/api/elsewhere/?x=1" => answer("list-tls"),
            _ => answer("not-found-api"),
        });
        list(&server).assert_status(0);
        let token = format!("Token {TOKEN}");
        assert_eq!(server.calls(), [format!("GET {LIST}"), "GET /api/elsewhere/?x=1".to_owned()]);
        for request in server.requests() {
            assert_eq!(request.header("authorization"), Some(token.as_str()));
        }
    }
}

#[test]
fn redirect_to_another_origin_is_refused() {
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
        command(&secure).env("SSL_CERT_FILE", secure.ca_file()).run(),
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
    command(&down).env("SSL_CERT_FILE", down.ca_file()).run().assert_status(7);
    assert_eq!((other.connections(), plain.connections()), (0, 0));
}

#[test]
fn circular_redirects_are_an_error() {
    let server = Server::start(|request| Response::redirect(302, &request.path));
    let ran = list(&server).assert_status(7);
    assert_snapshot!(ran.snapshot());
    assert_eq!(server.calls().len(), 6);
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
    command(&server).env("SSL_CERT_FILE", server.ca_file()).run().assert_status(0);
    let Session { server, sandbox } = Session::new(server);
    std::fs::copy(server.ca_file(), sandbox.home().join("config/site.pem")).unwrap();
    sandbox.write("config/config.toml", "ca_cert = \"site.pem\"\n");
    sandbox
        .command(["batches", "list"])
        .env("SSL_CERT_FILE", other.ca_file())
        .run()
        .assert_status(0);
    std::fs::create_dir(sandbox.home().join("certificates")).unwrap();
    std::fs::copy(server.ca_file(), sandbox.home().join("certificates/site.pem")).unwrap();
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
        &command(&server).env("SSL_CERT_FILE", &stranger).args(["--json"]).run(),
        // An authority of the same name with another key.
        &command(&server).env("SSL_CERT_FILE", other.ca_file()).run(),
        &command(&server).env("SSL_CERT_FILE", "no-such-file.pem").run(),
        &command(&server).args(["--ca-cert", "no-such-file.pem"]).run(),
        &command(&server).args(["--ca-cert", "config/credentials.toml"]).run(),
    ];
    assert_snapshot!(several(runs));
    assert!(other.calls().is_empty());
}

#[test]
fn wrong_certificate_is_explained() {
    let expired = Server::start_tls_expired(waldur).must_stay_silent();
    let named = Server::start_tls_for_other_host(waldur).must_stay_silent();
    let runs = [&expired, &named].map(|server| {
        command(server).env("SSL_CERT_FILE", server.ca_file()).run().assert_status(6)
    });
    assert_snapshot!(several(&runs));
}

#[test]
fn port_without_tls_is_reported() {
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
    let ran =
        list_at(&format!("https://127.0.0.1:{port}")).env("SSL_CERT_FILE", trusted.ca_file()).run();
    assert_snapshot!(ran.snapshot());
    // And http to a port that wants TLS: nothing is understood, and no token is taken as read.
    let ran = list_at(&format!("http://127.0.0.1:{}", trusted.port())).run();
    assert_eq!(ran.status, 6, "{}", ran.snapshot());
}

#[test]
fn verbose_shows_each_request_and_never_the_token() {
    let server = in_turn(vec![answer("down-gunicorn-tls"), answer("list-support")]);
    let ran = command(&server).args(["--verbose"]).run();
    assert_eq!(ran.status, 0);
    assert_no_token(&ran, TOKEN);
    let shown: Vec<&str> = ran.stderr.lines().filter(|line| line.starts_with("GET ")).collect();
    let [first, second, third, fourth] = shown.as_slice() else {
        panic!("{shown:?}");
    };
    assert!(first.contains("/api/my-assignment-batches/ 502, "), "{first}");
    assert!(second.ends_with(", 2 bytes"), "{second}");
    assert!(third.contains("/api/call-reviewer-pools/?"), "{third}");
    assert!(fourth.contains("/api/reviewer-profiles/me/ "), "{fourth}");
}

#[test]
fn many_requests_share_six_connections() {
    let waldur = Waldur::empty();
    waldur.with(|world| {
        for number in 1..=60 {
            world.batch(number, "Gateway");
        }
    });
    let session = Session::new(waldur.start());
    let uuids = (1..=60).map(batch);
    let show = ["batches".to_owned(), "show".to_owned(), "--json".to_owned()];
    session.command(show.into_iter().chain(uuids)).run().assert_status(0);
    let calls = session.server.calls();
    assert_eq!(calls.len(), 60, "{calls:?}");
    assert!(session.server.connections() <= 6, "{} connections", session.server.connections());
}

#[test]
fn profiles_of_one_server_share_six_connections() {
    let waldur = Waldur::empty();
    waldur.with(|world| {
        world.batch(1, "Gateway");
        world.items(1, 1..=40);
        world.page_limit = 2;
    });
    let session = Session::new(waldur.start());
    let profiles = ["default", "b", "c", "d", "e", "f", "g", "h"];
    for profile in &profiles[1..] {
        session.sandbox.logged_in_as(profile, &session.server, TOKEN);
    }
    let mut before = 0;
    for (words, lines) in [
        ("items list --all-profiles --format csv", 1 + 40 * profiles.len()),
        ("status --short --all-profiles", 1),
        ("auth status", 6 * profiles.len() - 1),
    ] {
        let ran = session.run(words).assert_status(0);
        assert_eq!(ran.stdout_text().lines().count(), lines, "{}", ran.snapshot());
        let opened = session.server.connections() - before;
        assert!(opened <= 6, "{words}: {opened} connections");
        before += opened;
    }
}

/// The connection of a redirect is used again, though the response had a body.
#[test]
fn redirects_with_a_body_open_no_further_connections() {
    let session = Session::start(|request| {
        if request.path.contains("moved") {
            let uuid = request.path.split('/').find(|part| part.len() == 32).unwrap();
            let batch = format!(r#"{{"uuid":"{uuid}","items":[]}}"#);
            return Response::json(200, &batch);
        }
        let target = request.path.replace("/api/", "/api/moved/");
        Response::html(302, &"moved ".repeat(20_000)).header("Location", &target)
    });
    let show = ["batches".to_owned(), "show".to_owned(), "--json".to_owned()];
    session.command(show.into_iter().chain((1..=30).map(batch))).run().assert_status(0);
    assert_eq!(session.server.calls().len(), 60);
    assert!(session.server.connections() <= 6, "{} connections", session.server.connections());
}

/// Lists that are read at once ask for more than six pages: those that wait for a connection are not
/// late, since the server was not asked for them yet.
#[test]
fn waiting_for_a_connection_is_no_time_of_the_server() {
    const UUID: &str = "0123456789abcdef0123456789abcdef";
    let session = Session::start(|request| {
        let path = request.path.as_str();
        let pages = path.contains("/list_users/") || path.contains("/resources/");
        let response = if pages {
            let page = path.split_once("?page=").map_or("1", |(_, page)| page);
            let next = page.parse::<u32>().unwrap() + 1;
            let row = format!(r#"[{{"uuid":"{next:032}"}}]"#);
            let bare = path.split('?').next().unwrap();
            let link = format!("<https://w.example{bare}?page={next}>; rel=\"next\"");
            let response = Response::json(200, &row).header("X-Result-Count", "12");
            if next <= 12 { response.header("Link", &link) } else { response }
        } else if path.contains("/proposal-reviews/") {
            let review = format!(r#"{{"uuid":"{UUID}","proposal_uuid":"{UUID}"}}"#);
            Response::json(200, &review)
        } else if path.contains("workflow_states") {
            Response::json(200, "[]")
        } else {
            Response::json(200, &format!(r#"{{"uuid":"{UUID}"}}"#))
        };
        response.delay(std::time::Duration::from_millis(300))
    });
    session.run(&format!("--timeout 1s reviews show {UUID}")).assert_status(0);
    assert!(session.server.connections() <= 6, "{} connections", session.server.connections());
}
