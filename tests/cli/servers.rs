//! Several servers at once: `--profile` repeated and `--all-profiles`.

use std::sync::{Arc, Barrier};

use insta::assert_snapshot;
use serde_json::{Value, value::RawValue};

use crate::support::{
    Fault, NOBODY, PAT, Response, Sandbox, Server, TOKEN, Waldur, answer, answer_body,
};
use crate::waldur::several;

const LIST: &str = "/api/my-assignment-batches/";
/// One batch, due between those of the recorded list.
const OTHER: &str = r#" [{"uuid":"00000000000040008000000000000000","call_name":"A call elsewhere","status":"sent","status_display":"Sent to reviewer","sent_at":"2026-11-20T09:00:00+00:00","expires_at":"2026-12-01T09:00:00Z","is_expired":false,"items_count":3,"items_pending_count":2,"manager_notes":"","odd":1.10}]
"#;

fn other(_: &crate::support::Request) -> Response {
    Response::json(200, OTHER)
}

/// Two servers, `default` and `elsewhere`.
fn two() -> (Sandbox, Server, Server) {
    let sandbox = Sandbox::new();
    let here = Server::start(|_| answer("list-tls"));
    let there = Server::start(other);
    sandbox.logged_in(&here);
    sandbox.logged_in_as("elsewhere", &there, PAT);
    (sandbox, here, there)
}

#[test]
fn one_table_holds_the_batches_of_all_servers() {
    let (sandbox, here, there) = two();
    let list = |words: &str| {
        let words = format!("batches list {words}");
        sandbox.command(words.split(' ')).run().assert_status(0)
    };
    assert_snapshot!(several(&[
        list("--all-profiles --format table"),
        list("--profile elsewhere --profile default --format table --limit 2"),
        list("--all-profiles --format csv --columns server,batch,due"),
        list("--profile default --profile elsewhere --limit 1 --sort pending"),
        // The same name twice is one server, but what is printed names it.
        list("--profile elsewhere --profile elsewhere"),
    ]));
    // Each token went to its own server.
    let sent = |server: &Server| -> Vec<String> {
        let requests = server.requests();
        let header = requests.iter().filter_map(|r| r.header("authorization"));
        header.map(str::to_owned).collect()
    };
    assert_eq!(sent(&here), vec![format!("Token {TOKEN}"); 4]);
    assert_eq!(sent(&there), vec![format!("Bearer {PAT}"); 5]);
}

#[test]
fn each_document_is_unchanged() {
    #[derive(serde::Deserialize)]
    struct Wrapped<'a> {
        profile: String,
        server: String,
        #[serde(borrow)]
        document: &'a RawValue,
    }
    let (sandbox, here, there) = two();
    let ran =
        sandbox.command(["batches", "list", "--all-profiles", "--json"]).run().assert_status(0);
    let found: Vec<Wrapped<'_>> = serde_json::from_str(ran.stdout_text()).unwrap();
    let found: Vec<(&str, String, &str)> = found
        .iter()
        .map(|one| (one.profile.as_str(), one.server.clone(), one.document.get()))
        .collect();
    assert_eq!(
        found,
        [
            ("default", here.origin(), answer_body("list-tls").trim()),
            ("elsewhere", there.origin(), OTHER.trim()),
        ]
    );
    let lines = |words: &str| {
        let words = format!("batches list --all-profiles {words}");
        sandbox.command(words.split(' ')).run().assert_status(0)
    };
    assert_snapshot!(several(&[
        lines("--json=uuid,odd --limit 2"),
        lines("--format ndjson --call elsewhere"),
        lines("--json --call nothing"),
    ]));
}

#[test]
fn failing_server_costs_its_own_rows_only() {
    let sandbox = Sandbox::new();
    let here = Server::start(|request| match request.route() {
        "/api/assignment-items/" => Response::json(200, "[]"),
        _ => other(request),
    });
    let broken = Server::start(|_| answer("auth-expired"));
    sandbox.logged_in(&here);
    sandbox.logged_in_as("broken", &broken, PAT);
    let all = sandbox.command(["batches", "list", "--all-profiles"]).run();
    let json = sandbox.command(["batches", "list", "--all-profiles", "--json"]).run();
    let unknown =
        sandbox.command(["batches", "list", "--profile", "default", "--profile", "nobody"]).run();
    assert_eq!((all.status, json.status, unknown.status), (9, 9, 9));
    // Also where the other servers have nothing to show.
    for words in ["batches list --call nothing", "items list --status declined"] {
        let ran = sandbox.command(words.split(' ')).args(["--all-profiles"]).run();
        assert_eq!(ran.status, 9, "{}", ran.snapshot());
    }
    assert_snapshot!(several(&[all, json, unknown]));
}

#[test]
fn exit_code_is_that_of_the_failures_when_all_fail() {
    let sandbox = Sandbox::new();
    let one = Server::start(|_| answer("auth-expired"));
    let two = Server::start(|_| answer("auth-expired"));
    sandbox.logged_in(&one);
    sandbox.logged_in_as("second", &two, PAT);
    let alike = sandbox.command(["batches", "list", "--all-profiles"]).run();
    let json = sandbox.command(["items", "list", "--all-profiles", "--json"]).run();
    let line = format!("\n[profiles.third]\nurl = \"{NOBODY}\"\ntoken = \"{TOKEN}\"\n");
    let before = sandbox.read("config/credentials.toml");
    sandbox.write("config/credentials.toml", &format!("{before}{line}"));
    let unlike = sandbox.command(["batches", "list", "--all-profiles"]).run();
    assert_eq!((alike.status, json.status, unlike.status), (4, 4, 9));
    assert_snapshot!(several(&[alike, json, unlike]));
}

#[test]
fn items_of_several_servers_have_a_server_column() {
    let sandbox = Sandbox::new();
    let world = Waldur::new();
    let here = world.start();
    let empty = Server::start(|_| Response::json(200, "[]"));
    sandbox.logged_in(&here);
    sandbox.logged_in_as("empty", &empty, PAT);
    let list = |words: &str| {
        let words = format!("items list --all-profiles {words}");
        sandbox.command(words.split(' ')).run()
    };
    let json = list("--json").assert_status(0);
    let found: Value = serde_json::from_str(json.stdout_text()).unwrap();
    let alone = sandbox.command(["items", "list", "--json"]).run().assert_status(0);
    let alone: Value = serde_json::from_str(alone.stdout_text()).unwrap();
    assert!(!alone.as_array().unwrap().is_empty());
    assert_eq!(found[0]["document"], alone);
    assert_eq!(found[1]["document"], serde_json::json!([]));
    assert_snapshot!(several(&[
        list("--format table"),
        list("--batch 8a57"),
        list("--web"),
        list("--status nothing --format ndjson"),
    ]));
}

#[test]
fn empty_lists_are_reported_once() {
    let sandbox = Sandbox::new();
    let one = Server::start(|_| Response::json(200, "[]"));
    let two = Server::start(|_| Response::json(200, "[]"));
    sandbox.logged_in(&one);
    sandbox.logged_in_as("second", &two, PAT);
    let ran = sandbox.command(["batches", "list", "--all-profiles"]).run();
    assert_eq!(ran.status, 0);
    assert_snapshot!(ran.snapshot());
    assert_eq!(
        (one.calls(), two.calls()),
        (vec![format!("GET {LIST}")], vec![format!("GET {LIST}")])
    );
}

#[test]
fn other_commands_take_one_server() {
    let sandbox = Sandbox::new();
    let server = Server::start(other).must_stay_silent();
    sandbox.logged_in(&server);
    sandbox.logged_in_as("second", &server, PAT);
    let both = ["--profile", "default", "--profile", "second"];
    let runs = [
        sandbox.command(["batches", "show", "0000"]).args(both).run(),
        sandbox.command(["auth", "logout"]).args(both).run(),
        sandbox.command(["batches", "list", "--all-profiles", "--profile", "second"]).run(),
        sandbox.command(["batches", "list", "--profile", "default", "--profile", "../x"]).run(),
        Sandbox::new().command(["batches", "list", "--all-profiles"]).run(),
        sandbox.command(["--profile", "default", "batches", "list", "--profile", "second"]).run(),
    ];
    assert_eq!(runs.each_ref().map(|ran| ran.status), [2, 2, 2, 2, 4, 2]);
    assert_snapshot!(several(&runs));
}

#[test]
fn servers_are_requested_at_the_same_time() {
    let sandbox = Sandbox::new();
    // None of them answers before all of them were asked.
    let together = Arc::new(Barrier::new(5));
    let servers: Vec<Server> = (0..5)
        .map(|_| {
            let together = Arc::clone(&together);
            Server::start(move |request| {
                together.wait();
                other(request)
            })
        })
        .collect();
    for (number, server) in servers.iter().enumerate() {
        sandbox.logged_in_as(&format!("p{number}"), server, TOKEN);
    }
    let ran = sandbox.command(["batches", "list", "--all-profiles"]).run().assert_status(0);
    assert_eq!(ran.stdout_text().lines().count(), 5);
}

/// A hint that leaves the profile out would lead to another server.
#[test]
fn commands_in_hints_name_the_profile_that_was_asked() {
    let waldur = Waldur::new();
    waldur.fault("POST", "", 1, Fault::Instead(Response::html(500, "")));
    let server = waldur.start().unused_is_fine();
    let sandbox = Sandbox::new();
    sandbox.logged_in_as("pilot", &server, TOKEN);
    for (command, expected) in [
        ("items accept -y gw-001", "items list"),
        ("items show gw-999", "items list --pending"),
        ("items show e00009c0ffee4a000000000000000009", "items list --pending"),
        ("batches show 9999", "batches list --all"),
        ("invitations decline -y --reason No 9999", "invitations list"),
        ("reviews show gw-999", "reviews list --all"),
    ] {
        let words = command.split(' ');
        let ran = sandbox.command(["--profile", "pilot"]).args(words).run();
        let text = format!("{}{}", ran.stdout_text(), ran.stderr);
        let hint = format!("waldur-review --profile pilot {expected}");
        assert!(text.contains(&hint), "{command}: {text}");
    }
}
