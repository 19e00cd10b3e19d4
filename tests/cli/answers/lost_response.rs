//! A POST whose response is lost or late, and other clients that answer at the same time.

use std::time::Duration;

use crate::support::{Fault, Response, Sandbox, Waldur, answer, item, posts};

use super::{accept, run};

#[test]
fn answer_of_another_client_is_recognized() {
    // After our second look, another program accepts it: ours is refused, and it is as asked.
    let waldur = Waldur::new();
    waldur.fault(
        "POST",
        "",
        1,
        Fault::First(|world| {
            world.accept(1);
        }),
    );
    let (text, sent) = accept(&waldur, &[1]);
    assert_eq!(sent, ["accept 1"]);
    insta::assert_snapshot!(text, @r"
    $ waldur-review items accept --yes e00001~001
    (exit 0)
    --- stdout
    already accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    --- stderr
    ");

    let waldur = Waldur::new();
    waldur.fault("POST", "", 1, Fault::First(|world| world.item(1).status = "declined"));
    let (text, sent) = accept(&waldur, &[1]);
    assert_eq!(sent, ["accept 1"]);
    insta::assert_snapshot!(text, @r"
    $ waldur-review items accept --yes e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: you declined it before
      write to the call manager
    ");

    // Between the preview and the answer.
    let waldur = Waldur::new();
    waldur.fault("POST", "", 1, Fault::First(|world| world.item(1).has_coi = true));
    let (text, sent) = accept(&waldur, &[1]);
    assert_eq!(sent, ["accept 1"]);
    insta::assert_snapshot!(text, @r"
    $ waldur-review items accept --yes e00001~001
    (exit 5)
    --- stdout
    refused · gw-001  Proposal 1
    --- stderr
    error: cannot accept gw-001: a conflict of interest is flagged
      write to the call manager, who can dismiss it; declining works
    ");
}

#[test]
fn lost_response_is_settled_by_reading_the_item() {
    let mut seen = String::new();
    let failed = || answer("down-db-list");
    for (what, fault) in [
        ("closed, done", Fault::After(Response::close())),
        ("closed, not done", Fault::Instead(Response::close())),
        ("cut, done", Fault::After(Response::json(200, "{\"det").header("Content-Length", "90"))),
        ("500, done", Fault::After(failed())),
        ("500, not done", Fault::Instead(failed())),
        ("502, not done", Fault::Instead(answer("down-gunicorn-tls"))),
        ("a page, done", Fault::After(Response::html(200, "<html>"))),
        ("201, done", Fault::After(Response::json(201, "{}"))),
    ] {
        let waldur = Waldur::new();
        waldur.fault("POST", "", 1, fault);
        let (text, sent) = accept(&waldur, &[1]);
        assert_eq!(sent, ["accept 1"], "{what}: {text}");
        seen.extend(["# ", what, "\n", &text]);
    }
    insta::assert_snapshot!(seen, @"
    # closed, done
    $ waldur-review items accept --yes e00001~001
    (exit 0)
    --- stdout
    accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    --- stderr
    # closed, not done
    $ waldur-review items accept --yes e00001~001
    (exit 6)
    --- stdout
    not known · gw-001  Proposal 1
    --- stderr
    error: gw-001: 127.0.0.1:PORT closed the connection before its response was complete (connection closed before message completed); it is not accepted so far, but the server may still be working on it
      look again before you repeat it: waldur-review items list
    # cut, done
    $ waldur-review items accept --yes e00001~001
    (exit 0)
    --- stdout
    accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    --- stderr
    # 500, done
    $ waldur-review items accept --yes e00001~001
    (exit 0)
    --- stdout
    accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    --- stderr
    # 500, not done
    $ waldur-review items accept --yes e00001~001
    (exit 7)
    --- stdout
    not done · gw-001  Proposal 1
    --- stderr
    error: gw-001: server error (500 Internal Server Error); it still waits for an answer, so it was not accepted
      look again before you repeat it: waldur-review items list
    # 502, not done
    $ waldur-review items accept --yes e00001~001
    (exit 6)
    --- stdout
    not known · gw-001  Proposal 1
    --- stderr
    error: gw-001: server error (502 Bad Gateway); it is not accepted so far, but the server may still be working on it
      look again before you repeat it: waldur-review items list
    # a page, done
    $ waldur-review items accept --yes e00001~001
    (exit 0)
    --- stdout
    accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    --- stderr
    # 201, done
    $ waldur-review items accept --yes e00001~001
    (exit 0)
    --- stdout
    accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    --- stderr
    ");
}

#[test]
fn late_response_is_settled_by_reading_the_item() {
    let mut seen = String::new();
    let late = Duration::from_secs(30);
    for fault in [Fault::Late(late), Fault::Instead(answer("accept-ok").delay(late))] {
        let waldur = Waldur::new();
        waldur.fault("POST", "", 1, fault);
        let (text, sent) = run(&waldur, &["items", "accept", "-y", "--timeout=1s", &item(1)]);
        assert_eq!(sent, ["accept 1"], "{text}");
        seen += &text;
    }
    insta::assert_snapshot!(seen, @"
    $ waldur-review items accept -y --timeout=1s e00001~001
    (exit 0)
    --- stdout
    accepted · gw-001  Proposal 1
        review https://portal.example.org/proposal-review/4e0001~001/
    --- stderr
    $ waldur-review items accept -y --timeout=1s e00001~001
    (exit 6)
    --- stdout
    not known · gw-001  Proposal 1
    --- stderr
    error: gw-001: 127.0.0.1:PORT did not answer within 1 s; it is not accepted so far, but the server may still be working on it
      look again before you repeat it: waldur-review items list
    ");
}

#[test]
fn outcome_is_not_known_when_the_item_cannot_be_read() {
    let waldur = Waldur::new();
    waldur.fault("POST", "", 1, Fault::After(Response::close()));
    waldur.fault("GET", "/assignment-items/", 1, Fault::None);
    waldur.fault("GET", "/assignment-items/", 9, Fault::Instead(Response::close()));
    let (text, sent) = accept(&waldur, &[1]);
    assert_eq!(sent, ["accept 1"]);
    insta::assert_snapshot!(text, @r"
    $ waldur-review items accept --yes e00001~001
    (exit 6)
    --- stdout
    not known · gw-001  Proposal 1
    --- stderr
    error: gw-001: 127.0.0.1:PORT closed the connection before its response was complete (connection closed before message completed); whether it was accepted is not known
      look again before you repeat it: waldur-review items list
    ");

    let waldur = Waldur::new();
    waldur.fault("POST", "", 1, Fault::After(Response::close()));
    waldur.fault("GET", "/assignment-items/", 1, Fault::None);
    waldur.fault("GET", "/assignment-items/", 9, Fault::Instead(answer("down-db-list")));
    let (text, _) = run(&waldur, &["items", "accept", "-y", "--json", &item(1)]);
    insta::assert_snapshot!(text, @r#"
    $ waldur-review items accept -y --json e00001~001
    (exit 6)
    --- stdout
    [{"item":"e00001~001","proposal":"f00001~001","action":"accept","outcome":"not_known","review_uuid":null,"error":{"code":"not_known","message":"gw-001: 127.0.0.1:PORT closed the connection before its response was complete (connection closed before message completed); whether it was accepted is not known","hint":"look again before you repeat it: waldur-review items list","http_status":null,"exit_code":6,"retryable":false}}]
    --- stderr
    {"error":{"code":"not_known","message":"gw-001: 127.0.0.1:PORT closed the connection before its response was complete (connection closed before message completed); whether it was accepted is not known","hint":"look again before you repeat it: waldur-review items list","http_status":null,"exit_code":6,"retryable":false,"errors":[{"code":"not_known","message":"gw-001: 127.0.0.1:PORT closed the connection before its response was complete (connection closed before message completed); whether it was accepted is not known","hint":"look again before you repeat it: waldur-review items list","http_status":null,"exit_code":6,"retryable":false}]}}
    "#);
}

#[test]
fn redirect_of_a_post_is_never_followed() {
    let other = Waldur::new().start().must_stay_silent();
    for goal in [format!("{}/api/", other.origin()), "/api/elsewhere/".to_owned()] {
        let waldur = Waldur::new();
        waldur.fault("POST", "", 1, Fault::Instead(Response::redirect(307, &goal)));
        let (text, sent) = accept(&waldur, &[1]);
        assert_eq!(sent, ["accept 1"], "{text}");
        assert!(text.contains("(exit 6)") && text.contains("unexpected status (307)"), "{text}");
        assert_eq!(waldur.with(|world| world.item(1).status), "pending");
    }
}

#[test]
fn two_runs_at_once_send_once() {
    let waldur = Waldur::new();
    // The second run reads the item as pending while the server works on the first one's answer.
    waldur.fault("POST", &item(1), 1, Fault::Slow(Duration::from_millis(600)));
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let accept = || {
        let ran = sandbox.command(["items", "accept", "-y", "gw-001"]).run();
        ran.assert_status(0).stdout_text().to_owned()
    };
    std::thread::scope(|scope| {
        let first = scope.spawn(accept);
        while posts(&server).is_empty() {
            std::thread::sleep(Duration::from_millis(5));
        }
        let second = accept();
        assert!(second.starts_with("already accepted"), "{second}");
        let first = first.join().unwrap();
        assert!(first.starts_with("accepted"), "{first}");
    });
    assert_eq!(posts(&server), ["accept 1"]);
    assert_eq!(waldur.with(|world| world.item(1).status), "accepted");
}
