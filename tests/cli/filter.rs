//! `--jq` and `--template`, on every JSON output.

use insta::assert_snapshot;

use crate::support::{Ran, Sandbox, Server, Session, TOKEN, Waldur, posts};
use crate::waldur::{several, waldur};

fn run(sandbox: &Sandbox, words: &[&str]) -> Ran {
    sandbox.command(words.iter().copied()).run()
}

#[test]
fn filter_needs_neither_jq_nor_json_flag() {
    let session = Session::start(waldur);
    let list = |rest: &[&str]| run(&session, &[&["batches", "list"], rest].concat());
    assert_snapshot!(several(&[
        list(&["--jq", "map(.items_pending_count) | add"]),
        list(&["--jq", ".[] | [.uuid, .call_name] | @tsv", "--limit", "2"]),
        list(&["--json=uuid,status", "--jq", ".[0]"]),
        list(&["--format", "ndjson", "--jq", ".uuid[:8]", "--limit", "2"]),
        list(&["--jq", "empty"]),
        list(&["--all-profiles", "--jq", ".[] | .profile, (.document | length)"]),
        list(&[
            "--template",
            "{% for b in data %}{{ b.uuid|short }} {{ b.expires_at|relative }}\n{% endfor %}"
        ]),
        run(&session, &["batches", "show", "8a57", "--jq", ".items | length"]),
        run(&session, &["auth", "status", "--jq", ".[].username"]),
        run(&session, &["batches", "list", "--jq", ".[0].manager_notes"]),
    ]));
}

#[test]
fn invalid_filter_is_refused_before_any_request() {
    let session = Session::new(Server::start(waldur).must_stay_silent());
    let runs = [
        run(&session, &["batches", "list", "--jq", ".[] | {a: "]),
        run(&session, &["batches", "list", "--jq", ".[] | nonsense(1)"]),
        run(&session, &["batches", "list", "--jq", "$ENV.WALDUR_REVIEW_TOKEN"]),
        run(&session, &["batches", "list", "--json", "--jq", "env"]),
        run(&session, &["batches", "list", "--template", "a\n{% for b in %}"]),
        run(&session, &["batches", "list", "--jq", ".", "--template", "x"]),
        run(&session, &["batches", "list", "--jq", ".", "--format", "csv"]),
        run(&session, &["items", "accept", "gw-001", "--yes", "--jq", "]"]),
        run(&session, &["status", "--short", "--jq", "."]),
    ];
    for ran in &runs {
        assert_eq!((ran.status, ran.stdout_text()), (2, ""), "{}", ran.snapshot());
    }
    assert_snapshot!(several(&runs));
}

#[test]
fn failing_filter_prints_nothing() {
    let session = Session::start(waldur);
    let runs = [
        run(&session, &["batches", "list", "--jq", ".[] | .uuid, .uuid.x"]),
        run(&session, &["batches", "list", "--template", "{{ data[0].nothing.x }}"]),
        run(&session, &["batches", "list", "--jq", "range(100000000) | tostring * 100"]),
    ];
    for ran in &runs {
        assert_eq!((ran.status, ran.stdout_text()), (2, ""), "{}", ran.snapshot());
    }
    assert_snapshot!(several(&runs));
}

#[test]
fn sent_answers_are_reported_even_if_the_filter_fails() {
    let world = Waldur::new();
    let Session { server, sandbox } = Session::new(world.start());
    let ran = run(&sandbox, &["items", "accept", "gw-001", "--yes", "--jq", ".[0].item.x"]);
    assert_eq!(posts(&server), ["accept 1"]);
    assert!(ran.stdout_text().contains("\"outcome\":\"done\""), "{}", ran.snapshot());
    assert_eq!(ran.status, 9);
    let fits = run(
        &sandbox,
        &["items", "decline", "gw-002", "--reason", "x", "--yes", "--jq", ".[].outcome"],
    );
    assert_eq!(fits.stdout_text(), "done\n", "{}", fits.snapshot());
}

#[cfg(unix)]
#[test]
fn endless_recursion_in_a_filter_is_an_error_and_loses_no_report() {
    let endless = "def f: 1 + f; f";
    let world = Waldur::new();
    let server = world.start();
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    let listed = run(&sandbox, &["batches", "list", "--jq", endless]).assert_status(2);
    assert_eq!(listed.stdout_text(), "");
    assert!(listed.stderr.contains("its recursion is too deep"), "{}", listed.stderr);
    let ran = run(&sandbox, &["items", "accept", "gw-001", "--yes", "--jq", endless]);
    assert_eq!(posts(&server), ["accept 1"]);
    assert!(ran.stdout_text().contains("\"outcome\":\"done\""), "{}", ran.snapshot());
    assert!(ran.stderr.contains("its recursion is too deep"), "{}", ran.stderr);
}

#[test]
fn filter_cannot_read_the_token() {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    let ran = sandbox
        .command(["batches", "list", "--jq", "[.. | strings] | join(\" \")"])
        .env("WALDUR_API_URL", server.api_url())
        .env("WALDUR_REVIEW_TOKEN", TOKEN)
        .run()
        .assert_status(0);
    assert!(!ran.stdout_text().contains(TOKEN));
}

#[cfg(unix)]
#[test]
fn filtered_output_is_sanitized_at_a_terminal() {
    let session = Session::start(|_| {
        crate::support::Response::json(200, r#"[{"uuid":"a","call_name":"\u001b[2Jx"}]"#)
    });
    for words in [
        &["batches", "list", "--jq", ".[].call_name"][..],
        &["batches", "list", "--jq", ".[]"],
        &["batches", "list", "--template", "{{ data[0].call_name }}"],
    ] {
        let screen = session.terminal(words.iter().copied(), 80, 24).finish();
        assert!(!screen.snapshot().contains('\u{1b}'), "{}", screen.snapshot());
    }
}

#[test]
fn common_jq_functions_are_available() {
    let session = Session::start(waldur);
    for (filter, output) in [
        (r#""<a href='x'>&\"" | @html"#, "&lt;a href=&#39;x&#39;&gt;&amp;&quot;"),
        ("1 | exp * 1000 | floor", "2718"),
        ("1000 | log10", "3.0"),
        ("1425599621.5 | todate", "2015-03-05T23:53:41.5Z"),
        (r#""aXbx" | [match("x"; "gi").offset]"#, "[1,3]"),
        (r#""ab" | test("a b"; "x")"#, "true"),
        (r#""a\nb" | test("a.b"), test("a.b"; "s")"#, "false\ntrue"),
        (r#""ab" | test("B"; "n"), test("B"; "in")"#, "false\ntrue"),
        (
            r#""ab" | match("(?<x>x)?b").captures[0] | [.offset, .length, .string, .name]"#,
            r#"[-1,0,null,"x"]"#,
        ),
    ] {
        let ran = run(&session, &["batches", "list", "--jq", filter]);
        assert_eq!(ran.stdout_text(), format!("{output}\n"), "{}", ran.snapshot());
    }
    let long = format!(".[0] | \"{}\" | .x", "words ".repeat(50));
    let runs = [
        r#""ab" | test("b"; "q")"#,
        r#""ab" | test("(")"#,
        r#""soon" | fromdate"#,
        "1e300 | todate",
        ". as [",
        ". | | .",
        "..a",
        &long,
    ]
    .map(|filter| run(&session, &["batches", "list", "--jq", filter]).assert_status(2));
    assert_snapshot!(several(&runs));
}

#[test]
fn template_error_names_its_cause() {
    let session = Session::start(waldur);
    let runs = [
        "{{ data[0].items_count | length }}",
        "{{ data[0].nothing | local }}",
        "{{ data[0].call_name | local }}",
        "{{ data[0].status | default('-') }} {{ data[0].nothing | default('-') }}",
    ]
    .map(|template| run(&session, &["batches", "list", "--template", template]));
    assert_snapshot!(several(&runs), @"
    $ waldur-review batches list --template '{{ data[0].items_count | length }}'
    (exit 2)
    --- stdout
    --- stderr
    error: --template, line 1: invalid operation: 2 has no length
      the document is called data; see it with --json

    $ waldur-review batches list --template '{{ data[0].nothing | local }}'
    (exit 2)
    --- stdout
    --- stderr
    error: --template, line 1: undefined value
      the document is called data; see it with --json

    $ waldur-review batches list --template '{{ data[0].call_name | local }}'
    (exit 2)
    --- stdout
    --- stderr
    error: --template, line 1: invalid operation: Open Access Call 2026/1 is not a time
      the document is called data; see it with --json

    $ waldur-review batches list --template '{{ data[0].status | default('-') }} {{ data[0].nothing | default('-') }}'
    (exit 0)
    --- stdout
    sent -
    --- stderr
    ");
}
