//! Files that earlier versions wrote are read by this one. `tests/fixtures/README.md` says how they
//! were made.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{PAT, Ran, Request, Response, Sandbox, Server, TOKEN, answer, answer_body};
use crate::waldur::waldur;

const CACHE: &str = ".cache/waldur-review";
const STATE: &str = ".local/state/waldur-review";
const CALENDAR: &str = "due.ics";
/// The one review that is to be written.
const REVIEWS: &str = r#"[{"uuid":"466ce6164d3e4eb3afb6fb032d5c3c34","state":"in_review","review_end_date":"2026-12-01T02:25:16.868264+00:00","proposal_name":"Quantum chemistry","proposal_slug":"q-1","call_name":"Gateway","coi_confirmed":false}]"#;

/// The answers with which the files were made.
fn recorded(request: &Request) -> Response {
    match request.route() {
        "/api/assignment-items/" => answer("items"),
        "/api/proposal-reviews/" => Response::json(200, REVIEWS),
        _ => waldur(request),
    }
}

/// The text of a file that version 0.1.0 wrote, for this server.
fn fixture(name: &str, server: &Server) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/0.1.0").join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    text.replace("PORT", &server.port().to_string())
}

/// Installs a file that version 0.1.0 wrote in this directory of the home.
fn install(sandbox: &Sandbox, server: &Server, name: &str, directory: &str) -> String {
    let text = fixture(name, server);
    let file = Path::new(name).file_name().unwrap().to_str().unwrap();
    let file = file.replace("PORT", &server.port().to_string());
    sandbox.write(&format!("{directory}/{file}"), &text);
    text
}

/// A home in which version 0.1.0 stored two logins.
fn logged_in(server: &Server) -> Sandbox {
    let sandbox = Sandbox::new();
    install(&sandbox, server, "config/credentials.toml", "config");
    sandbox
}

fn run(sandbox: &Sandbox, words: &str) -> Ran {
    sandbox.command(words.split(' ')).run().assert_status(0)
}

#[test]
fn stored_logins_are_used_and_kept() {
    let server = Server::start(recorded);
    let sandbox = logged_in(&server);
    assert_eq!(run(&sandbox, "auth token").stdout_text(), format!("{TOKEN}\n"));
    assert_eq!(run(&sandbox, "auth token --profile pilot").stdout_text(), format!("{PAT}\n"));
    assert_eq!(run(&sandbox, "batches list").stderr, "");
    let before = sandbox.read("config/credentials.toml");
    run(&sandbox, "auth logout --profile pilot");
    let after = sandbox.read("config/credentials.toml");
    assert_eq!(after.trim_end(), before.split("\n[profiles.pilot]").next().unwrap().trim_end());
}

#[test]
fn settings_are_used_and_kept() {
    let server = Server::start(recorded);
    let sandbox = logged_in(&server);
    let before = install(&sandbox, &server, "config/config.toml", "config");
    for (key, value) in [
        ("profile", "default"),
        ("timeout", "45s"),
        ("utc", "true"),
        ("display.redact", "false"),
        ("display.columns", "call,due,batch"),
        ("display.sort", "sent"),
        ("profiles.pilot.timeout", "5s"),
    ] {
        assert_eq!(run(&sandbox, &format!("config get {key}")).stdout_text(), format!("{value}\n"));
    }
    let table = run(&sandbox, "batches list --format table");
    let head: Vec<&str> = table.stdout_text().lines().next().unwrap().split_whitespace().collect();
    assert_eq!(head, ["CALL", "DUE", "BATCH"]);
    run(&sandbox, "config set timeout 50s");
    assert_eq!(sandbox.read("config/config.toml"), before.replace("45s", "50s"));
}

#[test]
fn listed_batches_are_not_listed_again() {
    let server = Server::start(recorded);
    let sandbox = logged_in(&server);
    let before = install(&sandbox, &server, "state/listed-default@127.0.0.1_PORT.json", STATE);
    assert_eq!(run(&sandbox, "batches list --new").stdout_text(), "");
    // The same file is used further on.
    let file = format!("{STATE}/listed-default@127.0.0.1_{}.json", server.port());
    let listed = |text: &str| {
        let document: Value = serde_json::from_str(text).unwrap();
        document["batches"].as_object().unwrap().keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(listed(&sandbox.read(&file)), listed(&before));
    // The file and its lock: none of another name.
    assert_eq!(fs::read_dir(sandbox.home().join(STATE)).unwrap().count(), 2);
}

#[test]
fn batch_missing_in_the_list_of_seen_ones_is_new() {
    const NEW: &str = "00000000000040008000000000000001";
    let server = Server::start(|request| match request.route() {
        "/api/my-assignment-batches/" => {
            let text = answer_body("list-tls");
            Response::json(200, &text.replace("560f204afe494a77b14c162492ac1f2a", NEW))
        }
        _ => recorded(request),
    });
    let sandbox = logged_in(&server);
    install(&sandbox, &server, "state/listed-default@127.0.0.1_PORT.json", STATE);
    let ran = run(&sandbox, "batches list --new");
    let found: Vec<&str> = ran.stdout_text().split('\t').take(1).collect();
    assert_eq!((found, ran.stdout_text().lines().count()), (vec![NEW], 1));
}

#[test]
fn status_cache_saves_requests() {
    let server = Server::start(recorded);
    let short = |sandbox: &Sandbox| run(sandbox, "status --short").stdout_text().to_owned();
    let fresh = short(&logged_in(&server));
    let before = server.calls().len();
    let sandbox = logged_in(&server);
    install(&sandbox, &server, "cache/status-default@127.0.0.1_PORT.json", CACHE);
    assert_eq!(short(&sandbox), fresh);
    assert_eq!(server.calls().len(), before);
}

#[test]
fn calendar_is_updated_in_place() {
    let server = Server::start(recorded);
    let sandbox = logged_in(&server);
    let before = fixture(CALENDAR, &server);
    sandbox.write(CALENDAR, &before);
    let command = sandbox.command(["batches", "export", "--ics", CALENDAR]);
    command.env("WALDUR_REVIEW_NOW", "2026-11-24T05:00:00Z").run().assert_status(0);
    assert_eq!(sandbox.read(CALENDAR), before);
}

#[test]
fn answered_batch_is_cancelled_in_the_calendar() {
    const FIRST: &str = "8a577869a7c74a7494c19336f75f6551";
    let server = Server::start(|request| match request.route() {
        "/api/my-assignment-batches/" => {
            let mut all: Vec<Value> = serde_json::from_str(answer_body("list-tls")).unwrap();
            all.retain(|batch| batch["uuid"] != FIRST);
            Response::json(200, &Value::from(all).to_string())
        }
        _ => recorded(request),
    });
    let sandbox = logged_in(&server);
    let before = fixture(CALENDAR, &server);
    sandbox.write(CALENDAR, &before);
    run(&sandbox, &format!("batches export --ics {CALENDAR}"));
    let after = sandbox.read(CALENDAR);
    let count = |text: &str, part: &str| text.matches(part).count();
    assert_eq!(count(&after, "BEGIN:VEVENT"), count(&before, "BEGIN:VEVENT"));
    assert_eq!(count(&after, "STATUS:CANCELLED"), 1);
    let event = after.split("BEGIN:VEVENT").find(|event| event.contains(FIRST)).unwrap();
    assert!(event.contains("SEQUENCE:1\r\n") && event.contains("STATUS:CANCELLED\r\n"), "{event}");
}

mod completion {
    use super::*;

    /// The offers of the program, called as an installed script calls it.
    fn offers(sandbox: &Sandbox, shell: &str, line: &str) -> Vec<String> {
        let ran = sandbox
            .command(["waldur-review"])
            .args(line.split(' '))
            .env("WALDUR_REVIEW_COMPLETE", shell)
            .run()
            .assert_status(0);
        ran.stdout_text().lines().map(str::to_owned).collect()
    }

    #[test]
    fn cached_lists_save_requests() {
        let server = Server::start(recorded);
        for (line, name) in [
            ("batches show ", "cache/batches-default.json"),
            ("items accept ", "cache/items-default.json"),
        ] {
            let fresh = offers(&logged_in(&server), "bash", line);
            assert!(fresh.len() >= 5, "{fresh:?}");
            let before = server.calls().len();
            let sandbox = logged_in(&server);
            install(&sandbox, &server, name, CACHE);
            assert_eq!(offers(&sandbox, "bash", line), fresh);
            assert_eq!(server.calls().len(), before, "{line}");
        }
    }

    #[test]
    fn installed_bash_script_completes() {
        let server = Server::start(recorded);
        let sandbox = logged_in(&server);
        sandbox.write("installed.bash", &fixture("waldur-review.bash", &server));
        let ran = sandbox
            .shell(
                "command -v bash >/dev/null || exit 77\n\
                 exec bash --norc -c '. ./installed.bash\n\
                 COMP_WORDS=(waldur-review batches show 8a57); COMP_CWORD=3\n\
                 _waldur_review_dynamic waldur-review 8a57 show\n\
                 printf \"%s\\n\" \"${COMPREPLY[@]}\"'",
            )
            .run();
        // A machine without bash needs no completion of it.
        if ran.status != 77 {
            assert_eq!(ran.assert_status(0).stdout_text(), "8a577869\n");
        }
    }

    /// The scripts of zsh and fish, which read an offer and its description from a line.
    #[test]
    fn protocol_of_installed_scripts_is_understood() {
        let server = Server::start(recorded);
        let sandbox = logged_in(&server);
        for (shell, name, separator) in
            [("zsh", "_waldur-review", ':'), ("fish", "waldur-review.fish", '\t')]
        {
            let script = fixture(name, &server);
            assert!(script.contains(&format!("WALDUR_REVIEW_COMPLETE={shell} ")), "{script}");
            let found = offers(&sandbox, shell, "batches show 8a57");
            let (offer, about) = found[0].split_once(separator).unwrap();
            assert_eq!((found.len(), offer), (1, "8a577869"));
            assert!(about.starts_with("Tähtkuju"), "{about}");
            assert_eq!(offers(&sandbox, shell, "batches export --ics x"), [":files"]);
        }
    }
}
