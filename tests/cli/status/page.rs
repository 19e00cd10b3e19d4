//! The page and its JSON.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use insta::assert_snapshot;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::support::{PAT, Response, Sandbox, Server, Session, TOKEN, answer, answer_body};
use crate::waldur::{ME, several, waldur};

use super::{busy, calls, status};

#[test]
fn pending_work_and_deadlines_are_shown() {
    let server = Server::start(busy);
    let sandbox = Sandbox::new();
    sandbox.logged_in_as("default", &server, PAT);
    let wide = sandbox.command(["status"]).env("COLUMNS", "120").run();
    assert_snapshot!(several(&[status(&sandbox, "").assert_status(0), wide]));
    let once = [
        "GET /api/assignment-items/",
        "GET /api/call-reviewer-pools/",
        "GET /api/my-assignment-batches/",
        "GET /api/proposal-reviews/",
        "GET /api/reviewer-profiles/me/",
        "GET /api/users/me/",
    ];
    let twice: Vec<&str> = once.iter().flat_map(|call| [*call, *call]).collect();
    assert_eq!(calls(&server), twice);
}

#[test]
fn no_pending_work_is_reported() {
    let session = Session::start(|request| match request.route() {
        "/api/my-assignment-batches/" | "/api/assignment-items/" | "/api/proposal-reviews/" => {
            Response::json(200, "[]").header("X-Result-Count", "0")
        }
        _ => waldur(request),
    });
    let short = status(&session, "--short").assert_status(0);
    assert_snapshot!(several(&[status(&session, ""), short, status(&session, "--json")]));
}

#[test]
fn json_holds_the_elements_of_the_server() {
    #[derive(serde::Deserialize)]
    struct Status<'a> {
        #[serde(borrow)]
        batches: Vec<&'a RawValue>,
        #[serde(borrow)]
        reviews: Vec<&'a RawValue>,
    }
    let session = Session::start(busy);
    let ran = status(&session, "--json").assert_status(0);
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
    let wrapped = status(&session, "--json --all-profiles").assert_status(0);
    let wrapped: Value = serde_json::from_str(wrapped.stdout_text()).unwrap();
    assert_eq!(wrapped[0]["document"], value);
    assert_eq!(wrapped[0]["profile"], "default");
}

#[test]
fn several_servers_are_shown_together() {
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
fn failed_part_is_left_out_and_reported() {
    let session = Session::start(|request| match request.route() {
        "/api/proposal-reviews/" => answer("not-found-api"),
        "/api/assignment-items/" => Response::json(403, r#"{"detail":"No."}"#),
        _ => busy(request),
    });
    let page = status(&session, "");
    let json = status(&session, "--json");
    assert_eq!((page.status, json.status), (9, 9));
    let value: Value = serde_json::from_str(json.stdout_text()).unwrap();
    assert_eq!((&value["reviews"], &value["pending_items"]), (&Value::Null, &Value::Null));
    assert_snapshot!(page.snapshot());
    let down = Server::start(|_| answer("auth-expired"));
    let sandbox = Sandbox::new();
    sandbox.logged_in(&down);
    assert_snapshot!(several(&[status(&sandbox, ""), status(&sandbox, "--json")]));
}

#[test]
fn user_stored_at_login_saves_a_request() {
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
    assert!(stored.contains("user = \"9cb75f90d121495799dc860494eae605\""), "{stored}");
    reviewed.store(false, Ordering::SeqCst);
    let start = std::time::Instant::now();
    status(&sandbox, "").assert_status(0);
    assert!(start.elapsed().as_secs() < 5, "the reviews waited for users/me/");
}

#[test]
fn user_stored_at_login_counts_for_the_stored_token_only() {
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
        let reviews = requests.iter().rfind(|it| it.route() == "/api/proposal-reviews/");
        let (_, user) = reviews.unwrap().path.split_once("reviewer_uuid=").unwrap();
        asked.push(user[..32].to_owned());
    }
    assert_eq!(asked, [stored, "9cb75f90d121495799dc860494eae605"]);
}
