//! `status` and `status --short`.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use insta::assert_snapshot;
use serde_json::{Value, value::RawValue};

use crate::support::{
    PAT, Ran, Request, Response, Sandbox, Server, TOKEN, Waldur, answer, answer_body,
};
use crate::waldur::{ME, several, waldur};

const REVIEWS: &str = r#"[{"uuid":"466ce6164d3e4eb3afb6fb032d5c3c34","state":"in_review","review_end_date":"2026-12-01T02:25:10.426997+00:00","proposal_name":"Direct numerical simulation of hydrogen flames","proposal_slug":"prop-9","call_name":"Open Access Call"},
{"uuid":"466ce6164d3e4eb3afb6fb032d5c3c35","state":"in_review","review_end_date":"2026-11-25T02:25:10+00:00","proposal_name":"\u001b[31mSoon","proposal_slug":"","odd":1.10},{"uuid":"466ce6164d3e4eb3afb6fb032d5c3c36","review_end_date":null,"proposal_name":"No end","proposal_slug":"prop-1"}]"#;

/// A good day with reviews in progress, and one proposal that waits in an answered batch.
fn busy(request: &Request) -> Response {
    match request.route() {
        "/api/assignment-items/" => Response::json(200, "[]").header("X-Result-Count", "18"),
        "/api/proposal-reviews/" => {
            for part in [
                "state=in_review",
                "reviewer_uuid=9cb75f90d121495799dc860494eae605",
            ] {
                assert!(request.path.contains(part), "{}", request.path);
            }
            Response::json(200, REVIEWS)
        }
        _ => waldur(request),
    }
}

fn status(sandbox: &Sandbox, words: &str) -> Ran {
    let words = format!("status {words}");
    sandbox.command(words.trim().split(' ')).run()
}

/// Where it is kept what a prompt knows of a server.
fn cache(server: &Server) -> String {
    let port = server.port();
    format!(".cache/waldur-review/status-default@127.0.0.1_{port}.json")
}

fn calls(server: &Server) -> Vec<String> {
    let calls = server.calls().into_iter();
    let mut calls: Vec<String> = calls
        .map(|call| {
            call.split_once('?')
                .map_or(call.clone(), |(path, _)| path.to_owned())
        })
        .collect();
    calls.sort();
    calls
}

#[test]
fn it_says_what_is_owed_and_by_when() {
    let server = Server::start(busy);
    let sandbox = Sandbox::new();
    sandbox.logged_in_as("default", &server, PAT);
    let wide = sandbox.command(["status"]).env("COLUMNS", "120").run();
    assert_snapshot!(several(&[status(&sandbox, "").assert_status(0), wide]));
    let once = [
        "GET /api/assignment-items/",
        "GET /api/my-assignment-batches/",
        "GET /api/proposal-reviews/",
        "GET /api/users/me/",
    ];
    let twice: Vec<&str> = once.iter().flat_map(|call| [*call, *call]).collect();
    assert_eq!(calls(&server), twice);
}

#[test]
fn nothing_owed_is_said_too() {
    let server = Server::start(|request| match request.route() {
        "/api/my-assignment-batches/" | "/api/assignment-items/" | "/api/proposal-reviews/" => {
            Response::json(200, "[]").header("X-Result-Count", "0")
        }
        _ => waldur(request),
    });
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let short = status(&sandbox, "--short").assert_status(0);
    assert_snapshot!(several(&[
        status(&sandbox, ""),
        short,
        status(&sandbox, "--json")
    ]));
}

#[test]
fn json_holds_the_servers_own_elements() {
    #[derive(serde::Deserialize)]
    struct Status<'a> {
        #[serde(borrow)]
        batches: Vec<&'a RawValue>,
        #[serde(borrow)]
        reviews: Vec<&'a RawValue>,
    }
    let server = Server::start(busy);
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let ran = status(&sandbox, "--json").assert_status(0);
    let value: Value = serde_json::from_str(ran.stdout_text()).unwrap();
    assert_eq!(value["pending_items"], 18);
    assert_eq!(value["token"]["kind"], "classic");
    assert_eq!(value["token"]["lifetime"], 3600);
    assert_eq!(value["asked_at"], "2026-11-24T03:00:00Z");
    let found: Status<'_> = serde_json::from_str(ran.stdout_text()).unwrap();
    let list = answer_body("list-tls");
    // The one that is past its deadline is left out.
    assert_eq!(found.batches.len(), 5);
    assert!(found.batches.iter().all(|batch| list.contains(batch.get())));
    assert!(found.reviews[0].get().ends_with("\"odd\":1.10}"));
    assert_eq!(found.reviews.len(), 3);
    let wrapped = status(&sandbox, "--json --all-profiles").assert_status(0);
    let wrapped: Value = serde_json::from_str(wrapped.stdout_text()).unwrap();
    assert_eq!(wrapped[0]["document"], value);
    assert_eq!(wrapped[0]["profile"], "default");
}

#[test]
fn several_servers_share_the_screen() {
    let here = Server::start(busy);
    let there = Server::start(|request| match request.route() {
        "/api/my-assignment-batches/" => answer("list-lifetime"),
        _ => busy(request),
    });
    let broken = Server::start(|_| answer("auth-expired"));
    let sandbox = Sandbox::new();
    sandbox.logged_in(&here);
    sandbox.logged_in_as("elsewhere", &there, PAT);
    sandbox.logged_in_as("broken", &broken, TOKEN);
    let page = status(&sandbox, "--all-profiles");
    let short = status(&sandbox, "--short --all-profiles");
    assert_eq!((page.status, short.status), (9, 9));
    assert_snapshot!(several(&[page, short]));
}

#[test]
fn a_part_that_fails_is_left_out_and_said() {
    let server = Server::start(|request| match request.route() {
        "/api/proposal-reviews/" => answer("not-found-api"),
        "/api/assignment-items/" => Response::json(403, r#"{"detail":"No."}"#),
        _ => busy(request),
    });
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let page = status(&sandbox, "");
    let json = status(&sandbox, "--json");
    assert_eq!((page.status, json.status), (9, 9));
    let value: Value = serde_json::from_str(json.stdout_text()).unwrap();
    assert_eq!(
        (&value["reviews"], &value["pending_items"]),
        (&Value::Null, &Value::Null)
    );
    assert_snapshot!(page.snapshot());
    let down = Server::start(|_| answer("auth-expired"));
    let sandbox = Sandbox::new();
    sandbox.logged_in(&down);
    assert_snapshot!(several(&[status(&sandbox, ""), status(&sandbox, "--json")]));
}

#[test]
fn the_user_that_login_stored_saves_waiting() {
    // The reviews are answered before it is said who is logged in: they did not wait for it.
    let reviewed = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&reviewed);
    let server = Server::start(move |request| match request.route() {
        "/api/proposal-reviews/" => {
            seen.store(true, Ordering::SeqCst);
            busy(request)
        }
        "/api/users/me/" if request.path == ME => {
            let start = std::time::Instant::now();
            while !seen.load(Ordering::SeqCst) && start.elapsed().as_secs() < 5 {
                std::thread::yield_now();
            }
            busy(request)
        }
        _ => busy(request),
    });
    let sandbox = Sandbox::new();
    reviewed.store(true, Ordering::SeqCst);
    sandbox
        .command(["auth", "login", "--url", &server.origin(), "--with-token"])
        .stdin(TOKEN)
        .run()
        .assert_status(0);
    let stored = sandbox.read("config/credentials.toml");
    assert!(
        stored.contains("user = \"9cb75f90d121495799dc860494eae605\""),
        "{stored}"
    );
    reviewed.store(false, Ordering::SeqCst);
    let start = std::time::Instant::now();
    status(&sandbox, "").assert_status(0);
    assert!(
        start.elapsed().as_secs() < 5,
        "the reviews waited for users/me/"
    );
}

#[test]
fn the_user_that_login_stored_is_that_of_the_stored_token_only() {
    let server = Server::start(|request| match request.route() {
        "/api/proposal-reviews/" => Response::json(200, "[]"),
        _ => busy(request),
    });
    let sandbox = Sandbox::new();
    let stored = "00000000000040008000000000000001";
    sandbox.write(
        "config/credentials.toml",
        &format!(
            "[profiles.default]\nurl = \"{}\"\ntoken = \"{TOKEN}\"\nuser = \"{stored}\"\n",
            server.api_url()
        ),
    );
    let mut asked = Vec::new();
    for name in ["UNUSED", "WALDUR_REVIEW_TOKEN"] {
        let ran = sandbox.command(["status"]).env(name, PAT).run();
        ran.assert_status(0);
        let requests = server.requests();
        let reviews = requests
            .iter()
            .rfind(|it| it.route() == "/api/proposal-reviews/");
        let (_, user) = reviews.unwrap().path.split_once("reviewer_uuid=").unwrap();
        asked.push(user[..32].to_owned());
    }
    assert_eq!(asked, [stored, "9cb75f90d121495799dc860494eae605"]);
}

#[test]
fn short_asks_once_in_five_minutes() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let server = Server::start(move |request| {
        if request.route() == "/api/my-assignment-batches/" {
            count.fetch_add(1, Ordering::SeqCst);
        }
        busy(request)
    });
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let short = |now: &str, words: &str| {
        let ran = sandbox
            .command(["status", "--short"])
            .args(words.split_whitespace())
            .env("WALDUR_REVIEW_NOW", now)
            .run()
            .assert_status(0);
        (ran.stdout_text().to_owned(), asked.load(Ordering::SeqCst))
    };
    let line = "! 5 batches, next today 08:24; 3 reviews, next tomorrow 02:25\n";
    assert_eq!(short("2026-11-24T03:00:00Z", ""), (line.to_owned(), 1));
    assert_eq!(short("2026-11-24T03:04:59Z", ""), (line.to_owned(), 1));
    assert_eq!(short("2026-11-24T03:05:00Z", ""), (line.to_owned(), 2));
    assert_eq!(short("2026-11-24T03:05:30Z", "--max-age 20s").1, 3);
    assert_eq!(short("2026-11-24T03:59:00Z", "--max-age 1h").1, 3);
    // What is known is put as it is by now: one is past, another one has no end.
    let later = short("2026-11-24T08:30:00Z", "--max-age 1d");
    let expected = "! 4 batches, next in 2 days; 3 reviews, next tomorrow 02:25\n";
    assert_eq!(later, (expected.to_owned(), 3));
    // A clock that was put back makes nothing fresh.
    assert_eq!(short("2026-11-24T03:00:00Z", "").1, 4);
    let kept: Value = serde_json::from_str(&sandbox.read(&cache(&server))).unwrap();
    let members: Vec<&String> = kept.as_object().unwrap().keys().collect();
    assert_eq!(members, ["asked_at", "batches", "failed_at", "reviews"]);
    let times = kept["batches"].as_array().unwrap().iter();
    for time in times.chain(kept["reviews"].as_array().unwrap()) {
        assert!(time.is_null() || time.as_str().is_some_and(|text| text.ends_with('Z')));
    }
}

#[test]
fn short_says_what_was_known_when_the_server_is_gone() {
    let up = Arc::new(AtomicBool::new(true));
    let asked = Arc::new(AtomicUsize::new(0));
    let (is_up, count) = (Arc::clone(&up), Arc::clone(&asked));
    let server = Server::start(move |request| {
        count.fetch_add(1, Ordering::SeqCst);
        if is_up.load(Ordering::SeqCst) {
            busy(request)
        } else {
            Response::html(500, "<h1>Server Error (500)</h1>")
        }
    });
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let short = |now: &str| {
        sandbox
            .command(["status", "--short"])
            .env("WALDUR_REVIEW_NOW", now)
            .run()
    };
    short("2026-11-24T03:00:00Z").assert_status(0);
    up.store(false, Ordering::SeqCst);
    let gone = short("2026-11-24T05:00:00Z").assert_status(0);
    let before = asked.load(Ordering::SeqCst);
    // It is left alone for a minute.
    let again = short("2026-11-24T05:00:30Z").assert_status(0);
    assert_eq!(asked.load(Ordering::SeqCst), before);
    short("2026-11-24T05:01:00Z").assert_status(0);
    assert!(asked.load(Ordering::SeqCst) > before);
    up.store(true, Ordering::SeqCst);
    let back = short("2026-11-24T05:02:30Z").assert_status(0);
    sandbox.write(&cache(&server), "{ what");
    up.store(false, Ordering::SeqCst);
    let unknown = short("2026-11-24T05:02:30Z").assert_status(7);
    assert_snapshot!(several(&[gone, again, back, unknown]));
}

#[test]
fn an_answer_makes_what_was_known_old() {
    let world = Waldur::new();
    let server = world.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let path = &cache(&server);
    sandbox.write(path, "{}");
    sandbox
        .command(["items", "accept", "gw-001", "--dry-run"])
        .run()
        .assert_status(0);
    assert!(sandbox.home().join(path).exists());
    sandbox
        .command(["items", "accept", "gw-001", "--yes"])
        .run()
        .assert_status(0);
    assert!(!sandbox.home().join(path).exists());
}

#[test]
fn short_does_not_hide_what_does_not_pass_by_itself() {
    let ended = Arc::new(AtomicBool::new(false));
    let is_ended = Arc::clone(&ended);
    let server = Server::start(move |request| match request.route() {
        _ if is_ended.load(Ordering::SeqCst) => answer("auth-expired"),
        "/api/my-assignment-batches/" | "/api/proposal-reviews/" => Response::json(200, "[]"),
        _ => busy(request),
    });
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let owes_nothing = status(&sandbox, "--short").assert_status(0);
    assert_eq!(owes_nothing.stdout_text(), "");
    ended.store(true, Ordering::SeqCst);
    let ran = status(&sandbox, "--short --max-age 1ms");
    assert_eq!((ran.status, ran.stdout_text()), (0, ""), "within the age");
    let ran = sandbox
        .command(["status", "--short"])
        .env("WALDUR_REVIEW_NOW", "2026-11-24T04:00:00Z")
        .run()
        .assert_status(4);
    assert!(ran.stderr.contains("401"), "{}", ran.stderr);
    // Another server under the same name is another matter.
    let other = Server::start(busy);
    let ran = sandbox
        .command(["status", "--short"])
        .env("WALDUR_API_URL", other.api_url())
        .env("WALDUR_ACCESS_TOKEN", TOKEN)
        .run()
        .assert_status(0);
    assert!(
        ran.stdout_text().starts_with("! 5 batches"),
        "{}",
        ran.snapshot()
    );
}

#[test]
fn short_does_not_start_a_password_manager() {
    let server = Server::start(busy);
    let sandbox = Sandbox::new();
    let url = server.api_url();
    sandbox.write(
        "config/config.toml",
        &format!("[profiles.default]\nurl = \"{url}\"\ntoken_command = [\"sh\", \"-c\", \"touch started; echo {TOKEN}\"]\n"),
    );
    let nothing = status(&sandbox, "--short").assert_status(4);
    assert!(!sandbox.home().join("started").exists());
    status(&sandbox, "").assert_status(0);
    std::fs::remove_file(sandbox.home().join("started")).unwrap();
    let known = sandbox
        .command(["status", "--short"])
        .env("WALDUR_REVIEW_NOW", "2026-11-24T05:00:00Z")
        .run()
        .assert_status(0);
    assert!(!sandbox.home().join("started").exists());
    assert_snapshot!(several(&[nothing, known]));
}
