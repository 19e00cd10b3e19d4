//! Which batch is meant: UUIDs, prefixes, portal addresses, several at once.

use std::sync::Barrier;

use crate::support::{Response, Sandbox, Server, all, answer, answer_body};

use super::{HEX, NO_DEADLINE, PAST, Site};

#[test]
fn every_form_of_a_uuid_requests_the_same_batch() {
    let site = Site::new();
    let forms = [
        HEX,
        "8a577869-a7c7-4a74-94c1-9336f75f6551",
        "8A577869A7C74A7494C19336F75F6551",
        "8A577869-A7C7-4A74-94C1-9336F75F6551",
        "{8a577869-a7c7-4a74-94c1-9336f75f6551}",
        "urn:uuid:8a577869-a7c7-4a74-94c1-9336f75f6551",
        "https://portal.example.org/reviews/assignments/8a577869a7c74a7494c19336f75f6551/",
        "https://portal.example.org/calls/ed04517764e24a05ae719813be325922/?batch=8A577869-a7c7-4a74-94c1-9336f75f6551#x",
    ];
    let page = site.show(HEX).run().assert_status(0).stdout;
    for form in forms {
        let ran = site.show("").args([form]).run().assert_status(0);
        assert!(ran.stdout == page && ran.stderr.is_empty(), "{form}");
    }
    // A whole UUID needs no list.
    assert_eq!(site.asked(), vec![format!("{HEX}/"); 1 + forms.len()]);
}

#[test]
fn unique_prefix_is_resolved_from_the_list() {
    let site = Site::new();
    let page = site.show(HEX).run().assert_status(0).stdout;
    for prefix in ["8a57", "8A57", "8a577869-a7c7", "8a577869a7c74a7494c19336f75f655"] {
        let ran = site.show(prefix).run().assert_status(0);
        assert!(ran.stdout == page, "{prefix}");
    }
    let mut asked = vec![format!("{HEX}/")];
    for _ in 0..4 {
        asked.extend([String::new(), format!("{HEX}/")]);
    }
    assert_eq!(site.asked(), asked);
}

#[test]
fn ambiguous_prefix_lists_its_candidates() {
    let list = answer_body("list-tls")
        .replace(NO_DEADLINE, "8a57786933e7410dda45dcac115725d4")
        .replace(PAST, "8a57786970504bf3a40569d9cd533aad");
    let site = Site::serving(move |_| Response::json(200, &list));
    let runs = ["8a57", "8A577869", "8a57 --json"]
        .map(|arguments| (arguments.to_owned(), site.show(arguments).run()));
    insta::assert_snapshot!(all(runs));
}

#[test]
fn unknown_batch_is_not_found_with_a_hint() {
    let site = Site::new();
    let mut runs = Vec::new();
    for arguments in [
        "0b6d",
        "0b6d --json",
        "408209cb6d754c918a77d6ef1b21b71b",
        "408209cb-6d75-4c91-8a77-d6ef1b21b71b --json",
        "0b6d 0b6e",
        "0b6d 0b6e --json",
    ] {
        let ran = site.show(arguments).run().assert_status(3);
        runs.push((arguments.to_owned(), ran));
    }
    insta::assert_snapshot!(all(runs));
}

#[test]
fn malformed_batch_is_refused_before_any_request() {
    let sandbox = Sandbox::new();
    let server = Server::start(|_| Response::new(500)).must_stay_silent();
    sandbox.logged_in(&server);
    let runs = [
        "8a5",
        "1",
        "not-a-batch",
        "https://portal.example.org/reviews/assignments/",
        "8a577869a7c74a7494c19336f75f65510",
        "8a57 xyz --json",
        "8a57 --json=uuid,",
        "--format json",
    ]
    .map(|arguments| {
        let show = sandbox.command(["batches", "show"]);
        (arguments.to_owned(), show.args(arguments.split(' ')).run())
    });
    insta::assert_snapshot!(all(runs));
}

#[test]
fn failure_of_one_batch_does_not_hide_the_others() {
    let site = Site::new();
    let mut runs = Vec::new();
    for (arguments, status) in [
        ("ea33 0b6d 7a97", 9),
        ("ea33 0b6d --json", 9),
        ("ea33 0b6d 0b6e --format ndjson", 9),
        ("0b6d ea33 --format tsv", 9),
        ("ea33 7a97", 0),
    ] {
        let ran = site.show(arguments).run().assert_status(status);
        runs.push((arguments.to_owned(), ran));
    }
    insta::assert_snapshot!(all(runs));
}

#[test]
fn several_batches_are_read_at_once_and_shown_in_the_order_of_the_arguments() {
    // None of the first six is answered before all of them were asked.
    let together = Barrier::new(6);
    let site = Site::serving(move |uuid| {
        if uuid.ends_with(['0', '1', '2', '3', '4', '5']) {
            together.wait();
        }
        Response::json(200, &format!(r#"{{"uuid":"{uuid}","items":[]}}"#))
    });
    let uuids: Vec<String> = (0..8).map(|number| format!("{number:032}")).collect();
    let ran = site.show("--json=uuid").args(&uuids).run().assert_status(0);
    let expected: Vec<String> =
        uuids.iter().map(|uuid| format!(r#"{{"uuid":"{uuid}"}}"#)).collect();
    assert_eq!(ran.stdout_text().trim(), format!("[{}]", expected.join(",")));
}

#[test]
fn all_of_several_batches_can_fail() {
    let site = Site::serving(|uuid| match uuid {
        HEX => answer("not-found-api"),
        PAST => Response::json(403, "{\"detail\":\"You may not.\"}"),
        _ => answer("show-garbage"),
    });
    let mut runs = Vec::new();
    for (uuids, status) in [([NO_DEADLINE, NO_DEADLINE], 3), ([HEX, PAST], 9)] {
        for json in [None, Some("--json")] {
            let ran = site.show("").args(uuids).args(json).run().assert_status(status);
            assert!(ran.stdout.is_empty());
            runs.push((format!("all fail, {status}"), ran));
        }
    }
    insta::assert_snapshot!(all(runs));
}

#[test]
fn refused_token_or_server_failure_is_not_reported_as_a_missing_batch() {
    let runs =
        [("auth-bad-token", 4), ("down-gunicorn-tls", 7), ("not-found-api", 7), ("list-tls", 7)]
            .map(|(name, status)| {
                let site = Site::one(answer(name));
                (name.to_owned(), site.show(HEX).run().assert_status(status))
            });
    insta::assert_snapshot!(all(runs));
    // Where the list fails, a prefix cannot be resolved; nothing else is asked.
    let site = Site::one(answer("auth-bad-token"));
    site.show("8a57 ea33").run().assert_status(4);
    assert_eq!(site.asked(), [""]);
}

#[test]
fn prefix_of_an_answered_batch_is_found_in_the_history() {
    let site = Site::serving(|route| match route {
        "" => answer("list-tls"),
        "abcd0000111122223333444455556666" => answer("show-after-all-responded"),
        _ => answer("show-garbage"),
    });
    let ran = site.show("abcd").run();
    let ran = ran.assert_status(0);
    assert!(ran.stdout_text().contains("Responded"), "{}", ran.snapshot());
    assert_eq!(
        site.server.calls(),
        [
            "GET /api/my-assignment-batches/",
            "GET /api/reviewer-profiles/me/",
            "GET /api/assignment-batches/?page_size=300&reviewer_uuid=92b26f7d26ca45afa12d00ebd0a2e7bc",
            "GET /api/my-assignment-batches/abcd0000111122223333444455556666/",
        ]
    );
}

#[test]
fn history_is_read_once_and_a_prefix_is_unique_over_all_pages() {
    let server = Server::start(|request| match request.path.as_str() {
        "/api/my-assignment-batches/" => answer("list-tls"),
        "/api/reviewer-profiles/me/" => answer("profile-me"),
        path if path.starts_with("/api/assignment-batches/?page_size=300&reviewer_uuid=") => {
            Response::json(200, r#"[{"uuid":"abcd0000111122223333444455556666"}]"#)
                .header("X-Result-Count", "2")
                .header("Link", "<https://w.example/api/?page=2>; rel=\"next\"")
        }
        "/api/assignment-batches/?page=2" => {
            Response::json(200, r#"[{"uuid":"abcd9999111122223333444455556666"}]"#)
                .header("X-Result-Count", "2")
        }
        other => panic!("{other} was asked for"),
    });
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let ran = sandbox.command(["batches", "show", "abcd", "eeee", "ffff"]).run().assert_status(3);
    assert!(
        ran.stderr.contains("abcd matches 2 batches: write more of the UUID"),
        "{}",
        ran.snapshot()
    );
    assert_eq!(server.calls().len(), 4, "{:?}", server.calls());
}
