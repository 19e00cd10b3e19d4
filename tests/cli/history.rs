//! `batches list --all`, `batches show` of what was answered, and the demo across commands.

use crate::support::{Fault, Response, Sandbox, Server, TOKEN, Waldur, assert_no_token, batch};

/// Without the zeros in the UUIDs of the tests.
fn short(text: &str) -> String {
    text.replace("c0ffee4a000000000000000", "~")
}

fn run(server: &Server, args: &[&str], columns: &str) -> String {
    let sandbox = Sandbox::new();
    sandbox.logged_in(server);
    let command = sandbox.command(["batches"]).args(args);
    let ran = command.env("COLUMNS", columns).run();
    assert_no_token(&ran, TOKEN);
    short(&ran.snapshot())
}

fn some() -> Waldur {
    let waldur = Waldur::new();
    waldur.with(|world| {
        let answered = world.batch(2, "Isambard 3 Rapid Access");
        answered.status = "responded";
        answered.responded = Some("2026-11-21T09:30:00+00:00");
        world.items(2, 5..=7);
        world.item(5).status = "accepted";
        world.item(5).reviewed = true;
        world.item(6).status = "declined";
        "No time.".clone_into(&mut world.item(6).reason);
        world.item(7).status = "declined";
        let expired = world.batch(3, "AIRR Early Access Research");
        expired.status = "expired";
        expired.expires = Some("2026-11-20T17:00:00+00:00");
        world.items(3, 8..=9);
        world.item(8).status = "expired";
        world.item(9).status = "accepted";
    });
    waldur
}

#[test]
fn the_history_holds_what_the_list_does_not() {
    let server = some().start();
    let mut seen = String::new();
    for args in [
        &["list", "--all", "--format=table"][..],
        &["list", "--all"],
        &["list", "--all", "--format=csv"],
        &[
            "list",
            "--all",
            "--columns=batch,answered,accepted,declined",
            "--format=table",
        ],
        &[
            "list",
            "--all",
            "--status=responded",
            "--json=uuid,responded_at,items_accepted_count",
        ],
        &["list", "--all", "--call=nothing"],
        &["list", "--format=table"],
    ] {
        seen += &run(&server, args, "80");
    }
    seen += &run(&server, &["list", "--all", "--format=table"], "150");
    insta::assert_snapshot!(seen, @r#"
    $ waldur-review batches list --all --format=table
    (exit 0)
    --- stdout
       BATCH     CALL         STATUS     ANSWERED    ACCEPTED  DECLINED  DUE
       ba0001c0  Gateway to…  Sent       -                  0         0  in 7 days
       ba0002c0  Isambard 3…  Responded  2026-11-21         1         2  in 7 days
    x  ba0003c0  AIRR Early…  Expired    -                  1         0  4 days ago
    --- stderr
    $ waldur-review batches list --all
    (exit 0)
    --- stdout
    ba0001~001	Gateway to Isambard-AI: Autumn 2026	2026-12-01T17:00:00Z	4	4	sent	2026-11-20T10:12:00Z			0	0
    ba0002~002	Isambard 3 Rapid Access	2026-12-01T17:00:00Z	0	3	responded	2026-11-20T10:12:00Z		2026-11-21T09:30:00Z	1	2
    ba0003~003	AIRR Early Access Research	2026-11-20T17:00:00Z	0	2	expired	2026-11-20T10:12:00Z			1	0
    --- stderr
    $ waldur-review batches list --all --format=csv
    (exit 0)
    --- stdout
    batch,call,due,pending,items,status,sent,note,answered,accepted,declined
    ba0001~001,Gateway to Isambard-AI: Autumn 2026,2026-12-01T17:00:00Z,4,4,sent,2026-11-20T10:12:00Z,,,0,0
    ba0002~002,Isambard 3 Rapid Access,2026-12-01T17:00:00Z,0,3,responded,2026-11-20T10:12:00Z,,2026-11-21T09:30:00Z,1,2
    ba0003~003,AIRR Early Access Research,2026-11-20T17:00:00Z,0,2,expired,2026-11-20T10:12:00Z,,,1,0
    --- stderr
    $ waldur-review batches list --all --columns=batch,answered,accepted,declined --format=table
    (exit 0)
    --- stdout
       BATCH     ANSWERED    ACCEPTED  DECLINED
       ba0001c0  -                  0         0
       ba0002c0  2026-11-21         1         2
    x  ba0003c0  -                  1         0
    --- stderr
    $ waldur-review batches list --all --status=responded --json=uuid,responded_at,items_accepted_count
    (exit 0)
    --- stdout
    [{"uuid":"ba0002~002","responded_at":"2026-11-21T09:30:00+00:00","items_accepted_count":1}]
    --- stderr
    $ waldur-review batches list --all --call=nothing
    (exit 0)
    --- stdout
    --- stderr
    None of the 3 batches matches. See all: waldur-review batches list --all
    $ waldur-review batches list --format=table
    (exit 0)
    --- stdout
       BATCH     CALL                                 DUE        LEFT  STATUS  NOTE
       ba0001c0  Gateway to Isambard-AI: Autumn 2026  in 7 days   4/4  Sent
    --- stderr
    $ waldur-review batches list --all --format=table
    (exit 0)
    --- stdout
       BATCH     CALL                                 STATUS     ANSWERED    ACCEPTED  DECLINED  DUE         LEFT  DEADLINE              SENT        NOTE
       ba0001c0  Gateway to Isambard-AI: Autumn 2026  Sent       -                  0         0  in 7 days    4/4  2026-12-01 17:00 GMT  2026-11-20
       ba0002c0  Isambard 3 Rapid Access              Responded  2026-11-21         1         2  in 7 days    0/3  2026-12-01 17:00 GMT  2026-11-20
    x  ba0003c0  AIRR Early Access Research           Expired    -                  1         0  4 days ago   0/2  2026-11-20 17:00 GMT  2026-11-20
    --- stderr
    "#);
}

#[test]
fn the_history_comes_in_pages_and_whole() {
    let waldur = Waldur::empty();
    waldur.with(|world| {
        for number in 1..=7 {
            world.batch(number, "Gateway").status = "responded";
        }
        world.page_limit = Some(3);
    });
    let server = waldur.start();
    let text = run(&server, &["list", "--all", "--json"], "80");
    assert_eq!(
        text.matches("\"status\":\"responded\"").count(),
        7,
        "{text}"
    );
    assert_eq!(server.calls().len(), 3);
    let (_, body) = text.split_once("--- stdout\n").unwrap();
    let body = body.strip_suffix("--- stderr\n").unwrap();
    let parsed: serde_json::Value = serde_json::from_str(body).unwrap();
    assert_eq!(parsed.as_array().unwrap().len(), 7);
    let ndjson = run(&server, &["list", "--all", "--format=ndjson"], "80");
    assert_eq!(
        ndjson.lines().filter(|line| line.starts_with('{')).count(),
        7
    );

    waldur.fault(
        "GET",
        "page=3",
        9,
        Fault::Instead(Response::json(404, "{\"detail\":\"Invalid page.\"}")),
    );
    let text = run(&server, &["list", "--all"], "80");
    assert!(
        text.contains("(exit 7)\n--- stdout\n--- stderr\n"),
        "{text}"
    );
}

#[test]
fn an_empty_history_says_so() {
    let server = Waldur::empty().start();
    let mut seen = run(&server, &["list", "--all"], "80");
    seen += &run(&server, &["list", "--all", "--json"], "80");
    insta::assert_snapshot!(seen, @r"
    $ waldur-review batches list --all
    (exit 0)
    --- stdout
    --- stderr
    No batch was sent to you on 127.0.0.1:PORT so far.
    $ waldur-review batches list --all --json
    (exit 0)
    --- stdout
    []
    --- stderr
    ");
}

#[test]
fn what_was_answered_is_shown() {
    let server = some().start();
    let mut seen = run(&server, &["show", &batch(2)], "80");
    seen += &run(&server, &["show", &batch(3)], "80");
    insta::assert_snapshot!(seen, @"
    $ waldur-review batches show ba0002~002
    (exit 0)
    --- stdout
    Isambard 3 Rapid Access                                                Responded
    Batch   ba0002c0-ffee-4a00-0000-000000000002
    Due     Tue 01 Dec 2026 17:00 GMT (in 7 days)
            Tue 01 Dec 2026 05:00 AoE
    Sent    Fri 20 Nov 2026 10:12 GMT
    Answer  0 of 3 waiting, 1 accepted, 2 declined

    1  gw-005  Proposal 5
       Accepted · affinity 0.82 · item e00005c0
       What proposal 5 is about.

    2  gw-006  Proposal 6
       Declined · affinity 0.82 · item e00006c0
       What proposal 6 is about.

    3  gw-007  Proposal 7
       Declined · affinity 0.82 · item e00007c0
       What proposal 7 is about.
    --- stderr
    $ waldur-review batches show ba0003~003
    (exit 0)
    --- stdout
    AIRR Early Access Research                                               Expired
    Batch   ba0003c0-ffee-4a00-0000-000000000003
    Due     Fri 20 Nov 2026 17:00 GMT (4 days ago)
    Sent    Fri 20 Nov 2026 10:12 GMT
    Answer  0 of 2 waiting, 1 accepted

    1  gw-008  Proposal 8
       Expired · affinity 0.82 · item e00008c0
       What proposal 8 is about.

    2  gw-009  Proposal 9
       Accepted · affinity 0.82 · item e00009c0
       What proposal 9 is about.
    --- stderr
    ");
}

#[cfg(feature = "demo")]
#[test]
#[expect(clippy::too_many_lines, reason = "what is compared is long")]
fn the_demo_is_answered_over_several_commands() {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};

    /// Ends the demo with the test.
    struct Demo(std::process::Child);
    impl Drop for Demo {
        fn drop(&mut self) {
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }
    let sandbox = Sandbox::new();
    let child = Command::new(env!("CARGO_BIN_EXE_waldur-review"))
        .arg("demo")
        .env_clear()
        .env("HOME", sandbox.home())
        .env("WALDUR_REVIEW_CONFIG_DIR", sandbox.config_dir())
        .env("WALDUR_REVIEW_NOW", "2026-11-24T03:00:00Z")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut demo = Demo(child);
    let mut lines = BufReader::new(demo.0.stdout.take().unwrap()).lines();
    let mut value = || {
        let line = lines.next().unwrap().unwrap();
        line.split_once('=').unwrap().1.to_owned()
    };
    let (url, token) = (value(), value());
    let run = |args: &[&str]| {
        let command = sandbox.command(args).env("WALDUR_API_URL", &url);
        let ran = command.env("WALDUR_ACCESS_TOKEN", &token).run();
        assert_no_token(&ran, &token);
        ran
    };
    let gateway = "0b6d2e4861f74c0a9d352f1be0c7a914";
    let mut seen = String::new();
    for (args, status) in [
        (&["items", "list", "--batch", "0b6d", "--pending"][..], 0),
        (&["items", "accept", "--yes", "9e1f04b3", "GW-0152"], 9),
        (
            &[
                "items",
                "decline",
                "--yes",
                "41ac",
                "--reason=I work with them.",
            ],
            0,
        ),
        (
            &[
                "items",
                "accept",
                "--yes",
                "9e1f04b31d674adbbf67a2f07025e6b3",
            ],
            0,
        ),
        (
            &["items", "accept", "--yes", "--batch=0b6d", "--all-pending"],
            0,
        ),
        (&["batches", "list", "--call=gateway"], 0),
        (
            &[
                "batches",
                "list",
                "--all",
                "--call=gateway",
                "--columns=batch,status,accepted,declined",
            ],
            0,
        ),
        (&["batches", "show", gateway], 0),
    ] {
        let ran = run(args).assert_status(status);
        seen += &ran.snapshot();
    }
    // Reviews get their UUIDs from chance.
    let mut tidy = String::new();
    for line in seen.lines() {
        let (line, rest) = line.split_once("/proposal-review/").unwrap_or((line, ""));
        tidy.extend([
            line,
            if rest.is_empty() {
                ""
            } else {
                "/proposal-review/[UUID]/"
            },
            "\n",
        ]);
    }
    insta::assert_snapshot!(tidy, @"
    $ waldur-review items list --batch 0b6d --pending
    (exit 0)
    --- stdout
    7fca59fa5f464048855f87627cdb7487	GW-0160	Llais: open speech models for Welsh, Cornish and Gàidhlig	pending	0.41	false		0b6d2e4861f74c0a9d352f1be0c7a914
    41ac77d0efd94280a5e72d1914de0550	GW-0152	Foundation models for turbulence	pending	0.77	true		0b6d2e4861f74c0a9d352f1be0c7a914
    9e1f04b31d674adbbf67a2f07025e6b3	GW-0147	Exascale protein dynamics for malaria targets	pending	0.82	false		0b6d2e4861f74c0a9d352f1be0c7a914
    --- stderr
    $ waldur-review items accept --yes 9e1f04b3 GW-0152
    (exit 9)
    --- stdout
    accepted · GW-0147  Exascale protein dynamics for malaria targets
        review https://portal.example.org/proposal-review/[UUID]/
    refused · GW-0152  Foundation models for turbulence
    1 of 2 as asked
    --- stderr
    error: cannot accept GW-0152: a conflict of interest is flagged
      write to the call manager, who can dismiss it; declining works
    $ waldur-review items decline --yes 41ac '--reason=I work with them.'
    (exit 0)
    --- stdout
    declined · GW-0152  Foundation models for turbulence
    --- stderr
    $ waldur-review items accept --yes 9e1f04b31d674adbbf67a2f07025e6b3
    (exit 0)
    --- stdout
    already accepted · GW-0147  Exascale protein dynamics for malaria targets
        review https://portal.example.org/proposal-review/[UUID]/
    --- stderr
    $ waldur-review items accept --yes --batch=0b6d --all-pending
    (exit 0)
    --- stdout
    accepted · GW-0160  Llais: open speech models for Welsh, Cornish and Gàidhlig
        review https://portal.example.org/proposal-review/[UUID]/
    --- stderr
    $ waldur-review batches list --call=gateway
    (exit 0)
    --- stdout
    --- stderr
    None of the 5 batches matches. See all: waldur-review batches list
    $ waldur-review batches list --all --call=gateway --columns=batch,status,accepted,declined
    (exit 0)
    --- stdout
    0b6d2e4861f74c0a9d352f1be0c7a914	responded	2	1
    --- stderr
    $ waldur-review batches show 0b6d2e4861f74c0a9d352f1be0c7a914
    (exit 0)
    --- stdout
    Gateway to Isambard-AI: Autumn 2026                                    Responded
    Batch   0b6d2e48-61f7-4c0a-9d35-2f1be0c7a914
    Due     tomorrow, Wed 25 Nov 2026 11:00 GMT (in 32 h)
            Tue 24 Nov 2026 23:00 AoE
    Sent    Sat 07 Nov 2026 04:12 GMT
    Answer  0 of 3 waiting, 2 accepted, 1 declined; 1 conflict of interest flagged

    Note from the call manager
      Please answer before the deadline; reassignments start the next working day.

    1  GW-0147  Exascale protein dynamics for malaria targets
       Accepted · affinity 0.82 · item 9e1f04b3
       We will simulate the invasion complex at full length, which needs about 2 M
       GPU hours over six months. The complex of RH5, CyRPA and …   (--full for all)

    2  GW-0152  Foundation models for turbulence
       Declined · conflict of interest flagged · affinity 0.77 · item 41ac77d0
       A single model, pre-trained on 40 TB of direct numerical simulations, shall
       replace the closures that engineers tune by hand. We ask …   (--full for all)

    3  GW-0160  Llais: open speech models for Welsh, Cornish and Gàidhlig
       Accepted · affinity 0.41 · item 7fca59fa
       Fewer than 1 200 hours of transcribed speech exist for the three languages
       together. We will train multilingual encoders on broadcast … (--full for all)
    --- stderr
    ");
}

#[cfg(feature = "demo")]
#[test]
fn the_demo_can_be_answered_within_one_command() {
    let sandbox = Sandbox::new();
    let form = sandbox
        .command(["--demo", "batches", "respond", "0b6d", "--print-form"])
        .run();
    let form = form
        .assert_status(0)
        .stdout_text()
        .replacen("\nleave ", "\naccept", 1);
    let respond = sandbox.command([
        "--demo", "batches", "respond", "0b6d", "--from=-", "--yes", "--json",
    ]);
    let ran = respond.stdin(form).run().assert_status(0);
    assert!(
        ran.stdout_text()
            .contains("\"action\":\"accept\",\"outcome\":\"done\""),
        "{}",
        ran.snapshot()
    );
}

#[test]
fn json_of_several_pages_is_the_servers_own() {
    let server = Server::start(|request| {
        let (body, next) = if request.path.contains("page=2") {
            (r#"[ {"uuid":"b","z":1e-7,"a":null} ]"#, "")
        } else {
            let body =
                r#"[{"uuid":"a","n":1.10,"big":123456789012345678901234567890,"t":"\u00e9"}]"#;
            let next = "<x>; rel=last, </api/?o=a,b&page=2#x>; title=\"<y>, z\"; REL = \"Next up\"";
            (body, next)
        };
        let link = if next.is_empty() {
            "<x>; rel=\"first\""
        } else {
            next
        };
        Response::json(200, body)
            .header("Link", link)
            .header("X-Result-Count", "2")
    });
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let ran = sandbox
        .command(["batches", "list", "--all", "--json"])
        .run();
    assert_eq!(
        ran.assert_status(0).stdout_text(),
        "[{\"uuid\":\"a\",\"n\":1.10,\"big\":123456789012345678901234567890,\"t\":\"\\u00e9\"},\
         {\"uuid\":\"b\",\"z\":1e-7,\"a\":null}]\n"
    );
}

#[test]
fn the_last_answer_takes_the_batch_off_the_list() {
    let waldur = Waldur::new();
    let server = waldur.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let list = || {
        let ran = sandbox.command(["batches", "list"]).run().assert_status(0);
        ran.stdout_text().lines().count()
    };
    assert_eq!(list(), 1);
    let all = [
        "--batch",
        &batch(1),
        "--all-pending",
        "--reason=No time.",
        "-y",
    ];
    let declined = sandbox.command(["items", "decline"]).args(all).run();
    declined.assert_status(0);
    assert_eq!(list(), 0);
    assert_eq!(waldur.with(|world| world.batches[0].status), "responded");
}
