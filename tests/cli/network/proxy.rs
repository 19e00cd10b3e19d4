//! Proxies.

use insta::assert_snapshot;

use crate::support::{Request, Response, Sandbox, Seen, Server, TOKEN, answer};
use crate::waldur::{several, waldur};

use super::{command, list_at};

#[test]
fn proxy_gets_no_token_for_https() {
    let proxy = Server::start(|_| Response::new(403));
    let runs = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"].map(|name| {
        list_at("https://waldur.example.ac.uk").env(name, proxy.origin()).run().assert_status(6)
    });
    let with_password = list_at("https://waldur.example.ac.uk")
        .env("HTTPS_PROXY", format!("http://me:hunter2@127.0.0.1:{}", proxy.port()))
        .args(["-v"])
        .run();
    assert_snapshot!(runs[0].snapshot());
    assert!(!with_password.seen().contains("hunter2"));
    assert_eq!(proxy.calls(), vec!["CONNECT waldur.example.ac.uk:443"; runs.len() + 1]);
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
fn proxy_for_http_is_used_where_http_is_allowed() {
    let proxy = Server::start(|request: &Request| {
        assert_eq!(request.path, "http://waldur.example.ac.uk/api/my-assignment-batches/");
        answer("list-tls")
    });
    let sandbox = Sandbox::new();
    sandbox.write("config/config.toml", "[profiles.default]\nplain_http = true\n");
    sandbox
        .command(["batches", "list"])
        .env("WALDUR_API_URL", "http://waldur.example.ac.uk")
        .env("WALDUR_ACCESS_TOKEN", TOKEN)
        .env("HTTP_PROXY", proxy.origin())
        .run()
        .assert_status(0);
}

#[test]
fn loopback_and_exceptions_bypass_the_proxy() {
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
fn unusable_proxy_is_named_without_its_password() {
    let list = || list_at("https://waldur.example.ac.uk");
    let runs = [
        list().env("HTTPS_PROXY", "ftp://me:hunter2@proxy:1").run(),
        list().env("https_proxy", "http://me:hunter2@").run(),
        list().env("HTTPS_PROXY", "me:hunter2@proxy:port").run(),
        list().env("ALL_PROXY", "http://me:hunter2@127.0.0.1:1").run(),
        list().env("HTTPS_PROXY", "http://me:hunter2@proxy.invalid:3128").run(),
    ];
    assert_snapshot!(several(&runs));
    for ran in &runs {
        assert!(!ran.seen().contains("hunter2"));
    }
}
