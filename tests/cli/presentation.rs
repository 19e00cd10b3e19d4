//! How things are shown: to who hears them, on a shared screen, with links, and as `[display]` says.

use insta::assert_snapshot;

use crate::support::{
    Invocation, Response, STEERING, Sandbox, Server, Waldur, batch, item, steers,
};
#[cfg(unix)]
use crate::support::{posts, review};
use crate::waldur::{several, waldur};

const CONFIG: &str = "config/config.toml";

fn site() -> (Server, Sandbox) {
    let server = Server::start(waldur);
    let sandbox = Sandbox::new();
    sandbox.logged_in(&server);
    (server, sandbox)
}

/// With the portal's address, as a login stores it.
fn with_portal(sandbox: &Sandbox, portal: &str) {
    let file = "config/credentials.toml";
    let text = sandbox.read(file);
    sandbox.write(file, &format!("{text}portal = '{portal}'\n"));
}

mod accessible {
    use super::*;

    #[test]
    fn a_table_is_records_and_a_page_is_labelled_lines() {
        let (_server, sandbox) = site();
        let run = |args: &[&str]| {
            let command = sandbox.command(args.iter().copied());
            command.args(["--accessible"]).run().assert_status(0)
        };
        assert_snapshot!(several([
            &run(&["batches", "list", "--format", "table", "-L2"]),
            &run(&[
                "batches",
                "list",
                "--format",
                "table",
                "--expired",
                "--columns",
                "call,call-uuid,sent"
            ]),
            &run(&["batches", "show", "8a57", "--no-pager"]),
            &run(&["auth", "status"]),
        ]));
    }

    #[test]
    fn programs_get_what_they_get() {
        let (_server, sandbox) = site();
        let list = || sandbox.command(["batches", "list"]);
        let plain = list().run();
        let accessible = list().env("WALDUR_REVIEW_ACCESSIBLE", "1").run();
        assert_eq!(plain.stdout, accessible.stdout);
        let csv = list().args(["--format", "csv"]);
        let plain = csv.run();
        let csv = list().args(["--format", "csv", "--accessible"]);
        assert_eq!(plain.stdout, csv.run().stdout);
    }

    #[test]
    fn flag_variable_and_setting_come_in_this_order() {
        let (_server, sandbox) = site();
        let list = || sandbox.command(["batches", "list", "--format", "table", "-L1"]);
        let is_record = |command: Invocation| {
            let ran = command.run().assert_status(0);
            ran.stdout_text().starts_with("Batch 1 of 1\n")
        };
        assert!(!is_record(list()));
        assert!(is_record(list().env("WALDUR_REVIEW_ACCESSIBLE", "yes")));
        assert!(!is_record(list().env("WALDUR_REVIEW_ACCESSIBLE", "")));
        sandbox.write(CONFIG, "[display]\naccessible = true\n");
        assert!(is_record(list()));
        let off = || list().env("WALDUR_REVIEW_ACCESSIBLE", "0");
        assert!(!is_record(off()));
        assert!(is_record(off().args(["--accessible"])));
    }

    #[cfg(unix)]
    #[test]
    fn at_a_terminal_nothing_is_redrawn_and_no_colour_means_anything() {
        let slow =
            Server::start(|request| waldur(request).delay(std::time::Duration::from_millis(700)));
        let sandbox = Sandbox::new();
        sandbox.logged_in(&slow);
        let list = ["batches", "list", "--accessible", "-L1"];
        let screen = sandbox.terminal(list, 40, 24).finish();
        assert_snapshot!(screen.snapshot(), @"
        $ waldur-review batches list --accessible -L1
        (exit 0)
        --- terminal
        Batch 1 of 1
        Batch: 8a577869
        Call: Tähtkuju: kõrgjõudluse taotlusvoor 2026 — «Exascale» 高性能計算課題募集
        Due: today 08:24, Tue 24 Nov 2026 08:24 GMT
        Left: 6 of 12
        Status: Sent
        Note: yes
        Urgent: yes
        1 open. 1 of 6 shown. Next: waldur-review batches show 8a57
        ");
    }

    #[test]
    fn a_page_with_rows_and_links_is_read_aloud_whole() {
        let server = Server::start(|request| match request.route() {
            "/api/proposal-reviews/" => Response::json(200, "[]"),
            _ => waldur(request),
        });
        let sandbox = Sandbox::new();
        sandbox.logged_in(&server);
        let status = sandbox.command(["status", "--accessible", "--color=never"]);
        let status = status.env("FORCE_HYPERLINK", "1").terminal(80, 24).finish();
        assert_snapshot!(status.snapshot(), @r#"
        $ waldur-review status --accessible --color=never
        (exit 9)
        --- terminal
        5 batches to answer, 2 within 48 hours

        Batch 1 of 5
        Batch: 8a577869
        Call: Tähtkuju: kõrgjõudluse taotlusvoor 2026 — «Exascale» 高性能計算課題募集
        Due: today 08:24, Tue 24 Nov 2026 08:24 GMT
        Left: 6 of 12
        Urgent: yes

        Batch 2 of 5
        Batch: 810dcacb
        Call: Open Access Call 2026/1
        Due: in 2 days, Thu 26 Nov 2026 02:24 GMT
        Left: 2 of 3
        Urgent: yes

        Batch 3 of 5
        Batch: 560f204a
        Call: AI Factory Fast Lane
        Due: in 10 days, Fri 04 Dec 2026 02:24 GMT
        Left: 5 of 5

        Batch 4 of 5
        Batch: 8d533969
        Call: Open Access Call 2026/1
        Due: in 30 days, Thu 24 Dec 2026 02:24 GMT
        Left: 1 of 2

        Batch 5 of 5
        Batch: ea33e7e1
        Call: Tähtkuju: kõrgjõudluse taotlusvoor 2026 — «Exascale» 高性能計算課題募集
        Due: no deadline
        Left: 1 of 1
        1 batch is past the deadline.

        No reviews to write

        Token: classic, ends after 60 min without use
        Next: waldur-review batches show 8a577869
        error: 127.0.0.1:PORT does not know the address http://127.0.0.1:PORT/api/assignment-items/ (404)
          the address comes from credentials.toml, profile "default"
          this Waldur may be too old, or have no calls for proposals
        "#);
    }

    #[test]
    fn a_locale_without_utf8_gets_ascii() {
        let (_server, sandbox) = site();
        let show = sandbox.command(["batches", "show", "8a57", "--accessible"]);
        let ran = show.env("LANG", "C").run().assert_status(0);
        assert!(ran.stdout.is_ascii(), "{}", ran.snapshot());
    }

    #[test]
    fn no_text_of_the_server_steers() {
        let body = format!(
            r#"[{{"uuid":"8a577869a7c74a7494c19336f75f6551","call_name":"{STEERING}","status":"{STEERING}","status_display":"{STEERING}"}}]"#
        );
        let server = Server::start(move |_| Response::json(200, &body));
        let sandbox = Sandbox::new();
        sandbox.logged_in(&server);
        let list = ["batches", "list", "--accessible", "--format", "table"];
        let ran = sandbox.command(list).run().assert_status(0);
        assert!(!steers(ran.stdout_text()), "{}", ran.snapshot());
        // A line's end in a name makes no line.
        assert_eq!(ran.stdout_text().lines().count(), 7, "{}", ran.snapshot());
    }
}

mod redacted {
    use super::*;

    /// Words that must not be seen, of the Waldur that the tests of answering use.
    const SECRET: &str = "Confidential";

    fn secretive() -> (Server, Sandbox) {
        let waldur = Waldur::new();
        waldur.with(|world| {
            world.item(1).name = format!("{SECRET} proposal one");
        });
        let server = waldur.start();
        let sandbox = Sandbox::new();
        sandbox.logged_in(&server);
        (server, sandbox)
    }

    #[test]
    fn names_notes_and_summaries_are_hidden_in_every_form() {
        let (_server, sandbox) = site();
        let run = |args: &[&str]| {
            let command = sandbox.command(args.iter().copied());
            command.args(["--redact"]).run().assert_status(0)
        };
        let list = ["batches", "list", "--columns", "batch,call,note"];
        let tsv = ["batches", "show", "8a57", "--format", "tsv"];
        assert_snapshot!(several([
            &run(&["batches", "show", "8a57"]),
            &run(&list),
            &run(&tsv),
            &run(&["auth", "status"]),
        ]));
    }

    #[test]
    fn json_keeps_every_other_byte() {
        let body = "[ {\"uuid\":\"8a577869a7c74a7494c19336f75f6551\", \"n\":1.10,\"proposal_name\" : \"Secret \\\"x\\\"\",\n\
                    \"manager_notes\":\"\",\"x\":{\"decline_reason\":\"Secret\",\"reviewer_full_name\":\"Secret\"},\"proposal_slug\":\"GW-1\",\"call_name\":\"Call\"} ]";
        let server = Server::start(move |_| Response::json(200, body));
        let sandbox = Sandbox::new();
        sandbox.logged_in(&server);
        let json = |args: &[&str]| {
            let command = sandbox.command(["batches", "list", "--json"]);
            let ran = command.args(args.iter().copied()).run().assert_status(0);
            ran.stdout_text().trim_end().to_owned()
        };
        assert_eq!(json(&[]), body);
        assert_eq!(
            json(&["--redact"]),
            body.replace("Secret \\\"x\\\"", "[hidden]")
                .replace("Secret", "[hidden]")
        );
    }

    #[test]
    fn flag_variable_and_setting_come_in_this_order() {
        let (_server, sandbox) = secretive();
        let list = || sandbox.command(["items", "list", "--format", "tsv"]);
        let hides = |command: Invocation| {
            let ran = command.run().assert_status(0);
            !ran.stdout_text().contains(SECRET)
        };
        assert!(!hides(list()));
        assert!(hides(list().args(["--redact"])));
        sandbox.write(CONFIG, "[display]\nredact = true\n");
        assert!(hides(list()));
        assert!(!hides(list().env("WALDUR_REVIEW_REDACT", "0")));
        assert!(hides(
            list().env("WALDUR_REVIEW_REDACT", "0").args(["--redact"])
        ));
    }

    #[test]
    fn errors_name_nothing_either() {
        let (_server, sandbox) = secretive();
        // Several items match, and each is named.
        let accept = ["items", "accept", &item(1)[..4], "--yes", "--redact"];
        let ran = sandbox.command(accept).run().assert_status(3);
        assert!(ran.stderr.contains("[hidden]"), "{}", ran.snapshot());
        assert!(!ran.stderr.contains(SECRET), "{}", ran.snapshot());
    }

    #[cfg(unix)]
    #[test]
    fn an_answer_is_shown_without_names_and_sent_whole() {
        let (server, sandbox) = secretive();
        let decline = [
            "items",
            "decline",
            &item(1),
            "--reason",
            "Mine alone.",
            "--redact",
        ];
        let dry = sandbox.command(decline).args(["--dry-run"]).run();
        assert!(
            !dry.stdout_text().contains("Mine alone"),
            "{}",
            dry.snapshot()
        );
        assert!(!dry.stdout_text().contains(SECRET), "{}", dry.snapshot());
        let command = sandbox.command(decline).env("NO_COLOR", "1");
        let mut terminal = command.terminal(80, 24);
        terminal.expect("[y/N] ");
        terminal.send_line("y");
        let screen = terminal.finish();
        assert_eq!(screen.status, 0, "{}", screen.text);
        assert!(!screen.text.contains("Mine alone"), "{}", screen.text);
        assert!(!screen.text.contains(SECRET), "{}", screen.text);
        assert!(screen.text.contains("[hidden]"), "{}", screen.text);
        let sent = posts(&server);
        assert!(
            matches!(&sent[..], [one] if one.contains("Mine alone.")),
            "{sent:?}"
        );
    }

    /// What a person copied from a redacted screen would replace what the server has.
    #[test]
    fn what_was_hidden_is_not_sent() {
        let (server, sandbox) = secretive();
        let decline = [
            "items",
            "decline",
            &item(1),
            "--yes",
            "--reason",
            "As [hidden] said.",
        ];
        let ran = sandbox.command(decline).args(["--redact"]).run();
        assert_eq!(ran.status, 2, "{}", ran.snapshot());
        assert!(ran.stderr.contains("no text that holds [hidden] is sent"));
        assert!(
            server
                .requests()
                .iter()
                .all(|request| request.method == "GET")
        );
        sandbox.command(decline).run().assert_status(0);
    }

    #[test]
    fn a_form_names_nothing() {
        let (_server, sandbox) = secretive();
        let form = ["batches", "respond", &batch(1), "--print-form", "--redact"];
        let ran = sandbox.command(form).run().assert_status(0);
        assert!(!ran.stdout_text().contains(SECRET), "{}", ran.snapshot());
        assert!(ran.stdout_text().contains("[hidden]"), "{}", ran.snapshot());
    }
}

#[cfg(unix)]
mod links {
    use super::*;
    use crate::support::answer;

    fn at_a_terminal(sandbox: &Sandbox, args: &[&str]) -> Invocation {
        sandbox
            .command(args.iter().copied())
            .env("NO_COLOR", "1")
            .env("VTE_VERSION", "7600")
    }

    #[test]
    fn a_list_and_a_page_lead_to_the_portal() {
        let (server, sandbox) = site();
        with_portal(&sandbox, "https://portal.example.org");
        let list = at_a_terminal(&sandbox, &["batches", "list", "-L2"]);
        let show = at_a_terminal(&sandbox, &["batches", "show", "8a57", "--no-pager"]);
        let (list, show) = (
            list.terminal(80, 50).finish(),
            show.terminal(80, 50).finish(),
        );
        assert_snapshot!(list.snapshot());
        let head: String = show
            .snapshot()
            .lines()
            .take(8)
            .collect::<Vec<_>>()
            .join("\n");
        assert_snapshot!(head);
        // Nobody was asked for the portal.
        assert!(
            server
                .calls()
                .iter()
                .all(|call| !call.contains("configuration"))
        );
    }

    #[test]
    fn an_accepted_proposal_leads_to_its_review() {
        let waldur = Waldur::new();
        waldur.with(|world| {
            let item = world.item(1);
            item.status = "accepted";
            item.reviewed = true;
        });
        let server = waldur.start();
        let sandbox = Sandbox::new();
        sandbox.logged_in(&server);
        with_portal(&sandbox, "https://portal.example.org/");
        let list = at_a_terminal(&sandbox, &["items", "list", "--all-profiles"]);
        let text = list.terminal(80, 50).finish().text;
        let link = format!(
            "\u{1b}]8;;https://portal.example.org/proposal-review/{}/\u{1b}\\Proposal 1\u{1b}]8;;\u{1b}\\",
            review(1)
        );
        assert!(text.contains(&link), "{text}");
        // Only what was accepted has one.
        assert_eq!(text.matches("/proposal-review/").count(), 1, "{text}");
    }

    /// Without what makes the links, each line is what it is without links: so its width is, too.
    #[test]
    fn links_take_no_room() {
        let (_server, sandbox) = site();
        with_portal(&sandbox, "https://portal.example.org");
        for (columns, args) in [
            (40, &["batches", "list"] as &[_]),
            (80, &["batches", "list"]),
            (130, &["batches", "list"]),
            (40, &["batches", "show", "8a57"]),
            (80, &["batches", "show", "8a57"]),
        ] {
            let seen = |force: &str| {
                let command = at_a_terminal(&sandbox, args).env("FORCE_HYPERLINK", force);
                command.terminal(columns, 200).finish().text
            };
            let (with, without) = (seen("1"), seen("0"));
            assert!(
                with.contains("\u{1b}]8;;https://portal.example.org/"),
                "{with}"
            );
            assert!(!without.contains('\u{1b}'), "{without}");
            let mut stripped = String::new();
            for (number, part) in with.split("\u{1b}]8;;").enumerate() {
                let text = if number == 0 {
                    part
                } else {
                    part.split_once("\u{1b}\\").unwrap().1
                };
                stripped.push_str(text);
            }
            assert_eq!(stripped, without);
        }
    }

    #[test]
    fn where_there_are_none() {
        let (_server, sandbox) = site();
        let has_links =
            |command: Invocation| command.terminal(80, 50).finish().text.contains("\u{1b}]8;");
        let list = || at_a_terminal(&sandbox, &["batches", "list"]);
        assert!(!has_links(list()), "the portal is not known");
        with_portal(&sandbox, "https://portal.example.org/");
        assert!(has_links(list()));
        assert!(!has_links(list().env_remove("VTE_VERSION")));
        assert!(!has_links(list().env("FORCE_HYPERLINK", "0")));
        assert!(!has_links(list().env("TMUX", "/tmp/tmux")));
        assert!(!has_links(list().args(["--accessible"])));
        assert!(!has_links(list().args(["--format", "tsv"])));
        sandbox.write(CONFIG, "[display]\nhyperlinks = \"never\"\n");
        assert!(!has_links(list()));
        sandbox.write(CONFIG, "[display]\nhyperlinks = \"always\"\n");
        assert!(has_links(list().env_remove("VTE_VERSION")));
        // A pipe gets none, whatever is asked for.
        let piped = list()
            .args(["--format", "table"])
            .env("FORCE_HYPERLINK", "1");
        let ran = piped.run().assert_status(0);
        assert!(!ran.stdout_text().contains('\u{1b}'), "{}", ran.snapshot());
    }

    #[test]
    fn a_pager_gets_none() {
        let (_server, sandbox) = site();
        with_portal(&sandbox, "https://portal.example.org");
        sandbox.write("pager", "cat > paged\n");
        let show =
            || at_a_terminal(&sandbox, &["batches", "show", "8a57"]).env("PAGER", "sh pager");
        show().terminal(80, 5).finish();
        let paged = sandbox.read("paged");
        assert!(
            paged.contains("Due ") && !paged.contains('\u{1b}'),
            "{paged}"
        );
        let screen = show().terminal(80, 200).finish();
        assert!(screen.text.contains("\u{1b}]8;;"), "{}", screen.text);
    }

    #[test]
    fn no_address_steers_the_terminal() {
        for portal in [
            "javascript:alert(1)//",
            "https://portal.example.org/\u{7}\u{9b}x",
            "file:///etc",
            "nowhere",
        ] {
            let server = Server::start(|request| match request.route() {
                "/api/my-assignment-batches/" => Response::json(
                    200,
                    r#"[{"uuid":"8a577869a7c74a7494c19336f75f6551","call_uuid":"..\u001b\\/x","call_name":"C","status":"sent"}]"#,
                ),
                _ => answer("not-found-api"),
            });
            let sandbox = Sandbox::new();
            sandbox.logged_in(&server);
            // TOML holds no control characters as they are.
            let escaped: String = portal
                .chars()
                .map(|c| match c {
                    c if c.is_control() => format!("\\u{:04x}", u32::from(c)),
                    c => c.to_string(),
                })
                .collect();
            let file = "config/credentials.toml";
            let text = sandbox.read(file);
            sandbox.write(file, &format!("{text}portal = \"{escaped}\"\n"));
            let list = at_a_terminal(&sandbox, &["batches", "list", "-q"]);
            let screen = list.terminal(80, 24).finish();
            assert_eq!(screen.status, 0, "{}", screen.snapshot());
            if portal.starts_with("https") {
                let link =
                    "\u{1b}]8;;https://portal.example.org/%07%C2%9Bx/reviews/assignments/\u{1b}\\";
                assert!(screen.text.contains(link), "{}", screen.snapshot());
                assert_eq!(screen.text.matches("\u{1b}]8;;").count(), 2);
            } else {
                assert!(!screen.text.contains('\u{1b}'), "{}", screen.snapshot());
            }
        }
    }
}

mod display {
    use super::*;

    #[test]
    fn columns_and_order_are_for_tables_only() {
        let (_server, sandbox) = site();
        let list = |args: &[&str]| {
            let list = sandbox.command(["batches", "list"]);
            let ran = list.args(args.iter().copied()).run().assert_status(0);
            ran.stdout_text().to_owned()
        };
        let (tsv, json) = (list(&[]), list(&["--json"]));
        let by_flag = list(&[
            "--format",
            "table",
            "--columns",
            "left,call",
            "--sort",
            "call",
        ]);
        sandbox.write(
            CONFIG,
            "[display]\ncolumns = [\"left\", \"call\"]\nsort = \"call\"\n",
        );
        assert_eq!(list(&[]), tsv);
        assert_eq!(list(&["--json"]), json);
        assert_eq!(list(&["--format", "table"]), by_flag);
        assert!(list(&["--format", "table", "--columns", "batch"]).contains("BATCH\n"));
        assert_ne!(list(&["--format", "table", "--sort", "due"]), by_flag);
    }

    #[test]
    fn several_servers_are_named_all_the_same() {
        let (_server, sandbox) = site();
        sandbox.write(CONFIG, "[display]\ncolumns = [\"batch\"]\n");
        let list = [
            "batches",
            "list",
            "--all-profiles",
            "--format",
            "table",
            "-L1",
        ];
        let ran = sandbox.command(list).run().assert_status(0);
        assert_eq!(
            ran.stdout_text(),
            "   SERVER   BATCH\n!  default  8a577869\n"
        );
    }

    #[test]
    fn colour_and_zone_are_chosen_by_flag_variable_or_setting() {
        let (_server, sandbox) = site();
        sandbox.write(CONFIG, "[display]\ncolor = \"always\"\nutc = true\n");
        let list = || {
            let list = [
                "batches",
                "list",
                "--format",
                "table",
                "--columns",
                "deadline",
                "-L1",
            ];
            sandbox.command(list).env("TZ", "Asia/Tokyo")
        };
        let seen = |command: Invocation| command.run().assert_status(0).stdout_text().to_owned();
        let text = seen(list());
        assert!(text.contains('\u{1b}') && text.contains(" UTC"), "{text}");
        assert!(!seen(list().env("NO_COLOR", "1")).contains('\u{1b}'));
        assert!(!seen(list().args(["--color", "never"])).contains('\u{1b}'));
        sandbox.write(CONFIG, "utc = true\n[display]\nutc = false\n");
        assert!(seen(list()).contains(" JST"), "{}", seen(list()));
    }

    #[test]
    fn what_display_cannot_hold_is_named() {
        let sandbox = Sandbox::new();
        let mut runs = Vec::new();
        for text in [
            "color = \"purple\"",
            "columns = [\"batch\", \"foo\"]",
            "columns = \"batch\"",
            "format = \"json\"",
            "sort = 3",
        ] {
            sandbox.write(CONFIG, &format!("[display]\n{text}\n"));
            runs.push(sandbox.command(["batches", "list"]).run().assert_status(2));
        }
        assert_snapshot!(several(&runs));
    }

    /// The deadline where the person is, in UTC, and anywhere on earth.
    #[test]
    fn a_deadline_is_told_for_elsewhere() {
        let (_server, sandbox) = site();
        let due = |zone: &str, args: &[&str]| {
            let show = sandbox.command(["batches", "show", "8a57"]);
            let ran = show.args(args.iter().copied()).env("TZ", zone).run();
            let lines = ran.stdout_text().lines().skip(2).take(2);
            lines.collect::<Vec<_>>().join("\n") + "\n"
        };
        assert_snapshot!(
            [
                due("Europe/London", &[]),
                due("Asia/Tokyo", &[]),
                due("America/Los_Angeles", &[]),
                due("Asia/Tokyo", &["--utc"]),
            ]
            .concat(),
            @"
        Due     today, Tue 24 Nov 2026 08:24 GMT (in 5 h)
                Mon 23 Nov 2026 20:24 AoE
        Due     today, Tue 24 Nov 2026 17:24 JST (in 5 h)
                Tue 24 Nov 2026 08:24 UTC, Mon 23 Nov 2026 20:24 AoE
        Due     tomorrow, Tue 24 Nov 2026 00:24 PST (in 5 h)
                Tue 24 Nov 2026 08:24 UTC, Mon 23 Nov 2026 20:24 AoE
        Due     today, Tue 24 Nov 2026 08:24 UTC (in 5 h)
                Mon 23 Nov 2026 20:24 AoE
        "
        );
    }
}
