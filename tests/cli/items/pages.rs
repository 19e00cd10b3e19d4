//! Lists of several pages, and pages in the browser.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Barrier};

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

/// Each page has other items and names a further one.
#[test]
fn list_with_too_many_pages_is_not_one_that_changes() {
    let endless = |count: Option<&'static str>| {
        Server::start(move |request| {
            if request.path.contains("reviewer-profiles") {
                return Response::json(200, &format!(r#"{{"uuid":"{}"}}"#, item(1)));
            }
            let page = request.path.split_once("?page=").map_or("1", |(_, page)| page);
            let page: usize = page.parse().unwrap_or(1);
            let link = format!("<https://w.example/?page={}>; rel=\"next\"", page + 1);
            let response = Response::json(200, &format!("[{{\"uuid\":\"{}\"}}]", item(page)));
            let response = response.header("Link", &link);
            if let Some(count) = count {
                response.header("X-Result-Count", count)
            } else {
                response
            }
        })
    };
    for (count, requests) in [(Some("1001"), 2), (Some("18446744073709551615"), 2), (None, 1001)] {
        let server = endless(count);
        let text = list(&server, &["--json"]);
        let bound = "is larger than 1000 pages in all: http://127.0.0.1:PORT/api/assignment-items/";
        assert!(text.contains(bound) && text.contains("too_large"), "{text}");
        assert_eq!(server.calls().len(), requests);
    }
}

/// The pages after the first wait until six of them were requested.
#[test]
fn pages_after_the_first_are_read_six_at_once() {
    let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (six, seen) = (Barrier::new(6), Arc::clone(&most));
    let server = Server::start(move |request| {
        if request.path.contains("reviewer-profiles") {
            return Response::json(200, &format!(r#"{{"uuid":"{}"}}"#, item(1)));
        }
        let page = request.path.split_once("?page=").map_or("1", |(_, page)| page);
        let page: usize = page.parse().unwrap_or(1);
        if page > 1 {
            seen.fetch_max(running.fetch_add(1, SeqCst) + 1, SeqCst);
            six.wait();
            running.fetch_sub(1, SeqCst);
        }
        let response = Response::json(200, &format!("[{{\"uuid\":\"{}\"}}]", item(page)));
        let response = response.header("X-Result-Count", "19");
        let link = format!("<https://w.example/?page={}>; rel=\"next\"", page + 1);
        if page < 19 { response.header("Link", &link) } else { response }
    });
    let text = list(&server, &["--json=uuid"]);
    assert_eq!(text.matches("\"uuid\"").count(), 19, "{text}");
    assert_eq!((server.calls().len(), most.load(SeqCst)), (20, 6));
    assert_eq!(server.connections(), 6);
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
