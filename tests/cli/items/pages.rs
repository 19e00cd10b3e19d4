//! Lists of several pages, and pages in the browser.

use crate::support::{Fault, Response, Server, Session, Waldur, World, answer, batch, item};

use super::list;

#[test]
fn all_pages_are_read_by_the_links_of_the_server() {
    let waldur = Waldur::empty();
    waldur.with(|world| {
        world.batch(1, "Gateway");
        world.items(1, 1..=25);
        world.page_limit = 10;
        // Behind a proxy, a server may know itself by another name.
        world.link_origin = Some("https://internal.example.net:8443".to_owned());
    });
    let server = waldur.start();
    let text = list(&server, &["--json=uuid"]);
    assert_eq!(text.matches("\"uuid\"").count(), 25);
    let [profile, pages @ ..] = &server.calls()[..] else {
        panic!("nothing was asked");
    };
    assert_eq!(profile, "GET /api/reviewer-profiles/me/");
    let mut pages: Vec<&str> =
        pages.iter().map(|call| call.split_once("&reviewer_uuid=").unwrap().0).collect();
    pages.sort_unstable();
    assert_eq!(
        pages,
        [
            "GET /api/assignment-items/?page=2&page_size=300",
            "GET /api/assignment-items/?page=3&page_size=300",
            "GET /api/assignment-items/?page_size=300",
        ]
    );
    for request in server.requests() {
        assert!(request.header("host").unwrap().starts_with("127.0.0.1:"));
    }
}

fn paged() -> Waldur {
    let waldur = Waldur::empty();
    waldur.with(|world| {
        world.batch(1, "Gateway");
        world.items(1, 1..=5);
        world.page_limit = 2;
    });
    waldur
}

#[test]
fn pages_that_change_while_they_are_read_are_read_again() {
    let shorter: fn(&mut World) = |world| drop(world.batches[0].items.remove(0));
    let longer: fn(&mut World) = |world| {
        world.items(1, 6..=6);
        world.batches[0].items.rotate_right(1);
    };
    for (change, expected) in [(shorter, 4), (longer, 6)] {
        let waldur = paged();
        waldur.fault("GET", "page=2", 1, Fault::First(change));
        let server = waldur.start();
        let text = list(&server, &["--json=uuid"]);
        assert!(text.contains("(exit 0)"), "{text}");
        assert_eq!(text.matches("\"uuid\"").count(), expected, "{text}");
        assert!(server.calls().len() >= 4);
    }
    // The last page goes.
    let waldur = paged();
    waldur.fault("GET", "page=3", 1, Fault::First(|world| world.batches[0].items.truncate(4)));
    let server = waldur.start();
    assert_eq!(list(&server, &["--json=uuid"]).matches("\"uuid\"").count(), 4);
}

#[test]
fn pages_that_keep_changing_are_an_error() {
    let waldur = paged();
    let turn = |world: &mut World| world.batches[0].items.rotate_left(2);
    waldur.fault("GET", "page=2", 9, Fault::First(turn));
    let server = waldur.start();
    let mut seen = list(&server, &[]);
    seen += &list(&server, &["--json"]);
    insta::assert_snapshot!(seen, @r#"
    $ waldur-review items list
    (exit 7)
    --- stdout
    --- stderr
    error: the list on 127.0.0.1:PORT changed while it was read, twice
      a part of it is not shown as the whole; try again
    $ waldur-review items list --json
    (exit 7)
    --- stdout
    --- stderr
    {"error":{"code":"server_failed","message":"the list on 127.0.0.1:PORT changed while it was read, twice","hint":"a part of it is not shown as the whole; try again","http_status":null,"exit_code":7,"retryable":false}}
    "#);

    let waldur = paged();
    waldur.fault("GET", "page=3", 9, Fault::Instead(answer("down-db-list")));
    insta::assert_snapshot!(list(&waldur.start(), &[]), @r"
    $ waldur-review items list
    (exit 7)
    --- stdout
    --- stderr
    error: server error (500 Internal Server Error)
      nothing was changed; try again later
    ");
}

#[test]
fn circular_page_links_are_an_error() {
    let page = format!("[{{\"uuid\":\"{}\"}}]", item(1));
    let server = Server::start(move |request| {
        let link = format!(
            "<http://{}/api/assignment-items/?page=2>; rel=\"next\"",
            request.header("host").unwrap()
        );
        Response::json(200, &page).header("Link", &link)
    });
    let text = list(&server, &["--json"]);
    assert!(text.contains("(exit 7)"), "{text}");
    assert!(server.calls().len() < 10);
}

#[test]
fn portal_address_is_printed_without_a_browser() {
    let Session { server, sandbox } = Session::new(Waldur::new().start());
    for args in [
        &["items", "list", "--web"][..],
        &["items", "list", "-w", "--pending"],
        &["batches", "list", "--web"],
        &["batches", "list", "--all", "-w"],
        &["batches", "show", &batch(1), "--web"],
    ] {
        let ran = sandbox.command(args).run().assert_status(0);
        assert_eq!(ran.stdout_text(), "https://portal.example.org/reviews/assignments/\n");
    }
    for request in server.requests() {
        assert_eq!(request.path, "/api/configuration/");
        assert_eq!(request.header("authorization"), None);
    }
    let waldur = Waldur::new();
    let mut seen = String::new();
    for portal in [None, Some("javascript:alert(1)"), Some("https://p.example/\u{1b}[2J")] {
        waldur.with(|world| world.portal = portal.map(str::to_owned));
        seen += &list(&waldur.start(), &["--web"]);
    }
    insta::assert_snapshot!(seen, @r"
    $ waldur-review items list --web
    (exit 3)
    --- stdout
    --- stderr
    error: 127.0.0.1:PORT does not say where its web portal is
    $ waldur-review items list --web
    (exit 3)
    --- stdout
    --- stderr
    error: 127.0.0.1:PORT does not say where its web portal is
    $ waldur-review items list --web
    (exit 0)
    --- stdout
    https://p.example/%1B[2J/reviews/assignments/
    --- stderr
    ");
}

/// A browser is opened only where the person would see it: `xdg-open` here says what it was given.
#[cfg(target_os = "linux")]
#[test]
fn browser_is_opened_only_at_a_terminal() {
    use std::os::unix::fs::PermissionsExt;
    let waldur = Waldur::new();
    let session = Session::new(waldur.start());
    let browser = session.write(
        "bin/xdg-open",
        "#!/bin/sh\nprintf %s \"$1\" >\"$HOME/.new\"\nmv \"$HOME/.new\" \"$HOME/opened\"\n",
    );
    std::fs::set_permissions(&browser, PermissionsExt::from_mode(0o755)).unwrap();
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{path}", browser.parent().unwrap().display());
    let opened = session.home().join("opened");
    let page = "https://portal.example.org/reviews/assignments/";
    for (variables, sees) in [
        (&["DISPLAY"][..], true),
        (&["WAYLAND_DISPLAY"], true),
        (&[], false),
        (&["DISPLAY", "SSH_CONNECTION"], false),
        (&["WAYLAND_DISPLAY", "SSH_TTY"], false),
    ] {
        let mut list = session.command(["items", "list", "--web"]).env("PATH", &path);
        for name in variables {
            list = list.env(name, ":0");
        }
        let screen = list.terminal(80, 24).finish();
        // It is not waited for.
        let end = std::time::Instant::now() + std::time::Duration::from_secs(10);
        while sees && !opened.exists() && std::time::Instant::now() < end {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        assert_eq!(
            screen.text,
            if sees { format!("Opened {page}\n") } else { format!("{page}\n") },
            "{variables:?}"
        );
        assert_eq!(
            std::fs::read_to_string(&opened).ok().as_deref(),
            sees.then_some(page),
            "{variables:?}"
        );
        let _ = std::fs::remove_file(&opened);
    }
    // A script that reads the output gets the address.
    let piped = session.command(["items", "list", "--web"]).env("PATH", &path).env("DISPLAY", ":0");
    assert_eq!(piped.run().assert_status(0).stdout_text(), format!("{page}\n"));
}
