//! Hyperlinks at a terminal.

use insta::assert_snapshot;

#[cfg(unix)]
use crate::support::review;
use crate::support::{Invocation, Response, Sandbox, Session, Waldur, answer};

use super::{CONFIG, site, with_portal};

fn at_a_terminal(sandbox: &Sandbox, args: &[&str]) -> Invocation {
    sandbox.command(args.iter().copied()).env("NO_COLOR", "1").env("VTE_VERSION", "7600")
}

#[test]
fn list_and_page_link_to_the_portal() {
    let Session { server, sandbox } = site();
    with_portal(&sandbox, "https://portal.example.org");
    let list = at_a_terminal(&sandbox, &["batches", "list", "-L2"]);
    let show = at_a_terminal(&sandbox, &["batches", "show", "8a57", "--no-pager"]);
    let (list, show) = (list.terminal(80, 50).finish(), show.terminal(80, 50).finish());
    assert_snapshot!(list.snapshot());
    let head: String = show.snapshot().lines().take(8).collect::<Vec<_>>().join("\n");
    assert_snapshot!(head);
    // Nobody was asked for the portal.
    assert!(server.calls().iter().all(|call| !call.contains("configuration")));
}

#[test]
fn accepted_proposal_links_to_its_review() {
    let waldur = Waldur::new();
    waldur.with(|world| world.accept(1));
    let session = Session::new(waldur.start());
    with_portal(&session, "https://portal.example.org/");
    let list = at_a_terminal(&session, &["items", "list", "--all-profiles"]);
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
fn links_do_not_change_the_layout() {
    let session = site();
    with_portal(&session, "https://portal.example.org");
    for (columns, args) in [
        (40, &["batches", "list"] as &[_]),
        (80, &["batches", "list"]),
        (130, &["batches", "list"]),
        (40, &["batches", "show", "8a57"]),
        (80, &["batches", "show", "8a57"]),
    ] {
        let seen = |force: &str| {
            let command = at_a_terminal(&session, args).env("FORCE_HYPERLINK", force);
            command.terminal(columns, 200).finish().text
        };
        let (with, without) = (seen("1"), seen("0"));
        assert!(with.contains("\u{1b}]8;;https://portal.example.org/"), "{with}");
        assert!(!without.contains('\u{1b}'), "{without}");
        let mut stripped = String::new();
        for (number, part) in with.split("\u{1b}]8;;").enumerate() {
            let text = if number == 0 { part } else { part.split_once("\u{1b}\\").unwrap().1 };
            stripped.push_str(text);
        }
        assert_eq!(stripped, without);
    }
}

#[test]
fn no_links_where_they_are_not_supported() {
    let session = site();
    let has_links =
        |command: Invocation| command.terminal(80, 50).finish().text.contains("\u{1b}]8;");
    let list = || at_a_terminal(&session, &["batches", "list"]);
    assert!(!has_links(list()), "the portal is not known");
    with_portal(&session, "https://portal.example.org/");
    assert!(has_links(list()));
    assert!(!has_links(list().env_remove("VTE_VERSION")));
    assert!(!has_links(list().env("FORCE_HYPERLINK", "0")));
    assert!(!has_links(list().env("TMUX", "/tmp/tmux")));
    assert!(!has_links(list().args(["--accessible"])));
    assert!(!has_links(list().args(["--format", "tsv"])));
    session.write(CONFIG, "[display]\nhyperlinks = \"never\"\n");
    assert!(!has_links(list()));
    session.write(CONFIG, "[display]\nhyperlinks = \"always\"\n");
    assert!(has_links(list().env_remove("VTE_VERSION")));
    // A pipe gets none, whatever is asked for.
    let piped = list().args(["--format", "table"]).env("FORCE_HYPERLINK", "1");
    let ran = piped.run().assert_status(0);
    assert!(!ran.stdout_text().contains('\u{1b}'), "{}", ran.snapshot());
}

#[test]
fn no_links_in_a_pager() {
    let session = site();
    with_portal(&session, "https://portal.example.org");
    session.write("pager", "cat > paged\n");
    let show = || at_a_terminal(&session, &["batches", "show", "8a57"]).env("PAGER", "sh pager");
    show().terminal(80, 5).finish();
    let paged = session.read("paged");
    assert!(paged.contains("Due ") && !paged.contains('\u{1b}'), "{paged}");
    let screen = show().terminal(80, 200).finish();
    assert!(screen.text.contains("\u{1b}]8;;"), "{}", screen.text);
}

#[test]
fn unsafe_addresses_are_not_linked() {
    for portal in [
        "javascript:alert(1)//",
        "https://portal.example.org/\u{7}\u{9b}x",
        "file:///etc",
        "nowhere",
    ] {
        let session = Session::start(|request| match request.route() {
            "/api/my-assignment-batches/" => Response::json(
                200,
                r#"[{"uuid":"8a577869a7c74a7494c19336f75f6551","call_uuid":"..\u001b\\/x","call_name":"C","status":"sent"}]"#,
            ),
            _ => answer("not-found-api"),
        });
        // TOML holds no control characters as they are.
        let escaped: String = portal
            .chars()
            .map(|c| match c {
                c if c.is_control() => format!("\\u{:04x}", u32::from(c)),
                c => c.to_string(),
            })
            .collect();
        let file = "config/credentials.toml";
        let text = session.read(file);
        session.write(file, &format!("{text}portal = \"{escaped}\"\n"));
        let list = at_a_terminal(&session, &["batches", "list", "-q"]);
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
