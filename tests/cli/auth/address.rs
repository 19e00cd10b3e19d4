//! The address of a login: portal or API, plain HTTP, malformed addresses.

use insta::assert_snapshot;

use crate::support::{
    NOBODY, PAT, Ran, Request, Response, Sandbox, Seen, Server, Session, TOKEN, answer,
};
use crate::waldur::{several, waldur};

use super::login::is_empty_or_absent;
use super::{STORED, authorizations, login};

/// A web portal: a page for every path, except the file that tells where the API is.
fn portal(api: &str) -> impl Fn(&Request) -> Response + Send + Sync + 'static {
    let config = format!(r#"{{"apiEndpoint":"{api}","other":[1]}}"#);
    move |request| match request.route() {
        "/scripts/configs/config.json" => Response::json(200, &config),
        _ => answer("root"),
    }
}

#[test]
fn api_address_is_found_from_the_portal() {
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
fn address_without_an_api_is_an_error() {
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
fn page_address_of_the_same_origin_is_corrected() {
    let server = Server::start(|request| {
        if request.route().starts_with("/api/") { waldur(request) } else { answer("root") }
    });
    let sandbox = Sandbox::new();
    let ran = login(&sandbox, &format!("{}/reviews/assignments/", server.origin()), TOKEN);
    assert_snapshot!(ran.snapshot());
    assert!(sandbox.read(STORED).contains(&server.api_url()));
}

#[test]
fn plain_http_is_for_loopback_only() {
    let sandbox = Sandbox::new();
    let refused = login(&sandbox, "http://waldur.example.ac.uk", TOKEN);
    sandbox.write("config/config.toml", "[profiles.default]\nplain_http = true\n");
    let allowed = login(&sandbox, "http://waldur.invalid", TOKEN);
    assert_snapshot!(several([&refused, &allowed]));
    assert!(is_empty_or_absent(&sandbox));
}

#[test]
fn stored_or_given_plain_http_address_is_refused() {
    let sandbox = Sandbox::new();
    let run = |command: [&str; 2]| {
        sandbox
            .command(command)
            .env("WALDUR_API_URL", "http://192.0.2.1/api/")
            .env("WALDUR_ACCESS_TOKEN", TOKEN)
            .run()
    };
    assert_snapshot!(several([&run(["batches", "list"]), &run(["auth", "status"])]));
}

#[test]
fn malformed_addresses_are_refused() {
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
fn new_token_for_the_same_server_needs_no_address() {
    let session = Session::start(waldur);
    let ran = session.command(["auth", "login", "--with-token"]).stdin(PAT).run();
    let ran = ran.assert_status(0);
    assert!(session.read(STORED).contains(PAT), "{}", ran.snapshot());
}

#[test]
fn login_to_another_server_asks_before_it_replaces() {
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
    assert!(new.requests().iter().all(|it| it.header("authorization").is_none()));
    // Both ways out work.
    login(&["--profile", "new"]).assert_status(0);
    assert!(sandbox.read(STORED).starts_with(&before));
    login(&["--profile", "default"]).assert_status(0);
    assert!(!sandbox.read(STORED).contains(&old.api_url()));
}
