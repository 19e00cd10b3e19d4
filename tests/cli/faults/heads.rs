//! Heads, redirects, throttling and statuses.

use super::case::Book;
use super::wire::{message, sent_token, whole};

pub(super) fn heads(book: &mut Book) {
    let broken = (6, "closed the connection before");
    let late = (6, "did not answer within 1 s");
    book.chapter("Heads");
    let many = "X-More: x\r\n".repeat(10_000);
    book.say(
        "10,000 headers",
        "sends 10,000 headers",
        broken,
        format!("HTTP/1.1 200 OK\r\n{many}\r\n[]"),
    );
    book.say(
        "2 MB header",
        "sends a header of 2 MB",
        broken,
        whole("200 OK", &[&format!("X-Long: {}", "x".repeat(2 << 20))], "[]"),
    );
    book.act("endless header", "sends an endless header", broken, |line| {
        line.request()?;
        line.send("HTTP/1.1 200 OK\r\nX-Long: ")?;
        line.flood(&[b'x'; 4096])
    });
    book.act("endless status line", "sends an endless reason phrase", broken, |line| {
        line.request()?;
        line.send("HTTP/1.1 200 ")?;
        line.flood(&[b'x'; 4096])
    });
    book.say(
        "header without colon",
        "sends a header without a colon",
        broken,
        message("200 OK", &["X-Odd"], "[]"),
    );
    book.say(
        "NUL in a header",
        "sends a NUL in a header",
        broken,
        message("200 OK", &["X-Odd: a\0b"], "[]"),
    );
    book.say("status 99", "sends a status below 100", broken, message("99 Odd", &[], "[]"));
    book.say(
        "status 1000",
        "sends a status of four digits",
        broken,
        message("1000 Odd", &[], "[]"),
    );
    book.say(
        "status in words",
        "sends a status that is not a number",
        broken,
        message("OK", &[], "[]"),
    );
    book.say("only 100", "sends 100 Continue and closes", broken, "HTTP/1.1 100 Continue\r\n\r\n");
    book.say(
        "only 103",
        "sends 103 Early Hints and closes",
        broken,
        "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n",
    );
    book.act("endless 100s", "sends 100 Continue endlessly", late, |line| {
        line.request()?;
        line.trickle("HTTP/1.1 100 Continue\r\n\r\n".repeat(40).as_bytes())
    })
    .slow();
    book.say(
        "switches protocols",
        "sends 101, which was not requested",
        (7, "unexpected status (101)"),
        "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n",
    );
}

pub(super) fn redirects(book: &mut Book) {
    book.chapter("Redirects");
    let circles = (7, "redirects without end");
    for (name, does, expected, location) in [
        ("empty redirect", "redirects to an empty address", circles, ""),
        ("redirect to a fragment", "redirects to a fragment", circles, "#top"),
        ("redirect to a query", "redirects to a query", circles, "?again=1"),
        (
            "redirect without slash",
            "redirects to the address without the final slash",
            circles,
            "/api/my-assignment-batches",
        ),
        ("redirect up", "redirects to a path above the root", circles, "/../../../../etc/passwd"),
        (
            "redirect elsewhere",
            "redirects to another server",
            (7, "redirects to https://waldur.example.org, which is not followed"),
            "https://waldur.example.org/api/",
        ),
        (
            "redirect to a file",
            "redirects to a file of the computer",
            (7, "redirects to a file: address, which is not followed"),
            "file:///etc/passwd",
        ),
        (
            "redirect to data",
            "redirects to a data address",
            (7, "redirects to a data: address"),
            "data:application/json,[]",
        ),
        (
            "invalid redirect",
            "redirects to an invalid address",
            (7, "unexpected status (302)"),
            "http://[::1/",
        ),
    ] {
        let location = format!("Location: {location}");
        book.say(name, does, expected, whole("302 Found", &[&location], ""));
    }
    book.act(
        "redirect to the token",
        "redirects to a server with the token in its name",
        (7, "redirects to https://[token].example.org, which is not followed"),
        |line| {
            let token = sent_token(&line.request()?);
            let location = format!("Location: https://{token}.example.org/");
            line.send(whole("302 Found", &[&location], ""))
        },
    );
    book.say(
        "redirect in UTF-8",
        "redirects to an address with raw bytes",
        (7, "unexpected status (302)"),
        [&b"HTTP/1.1 302 Found\r\nLocation: /\xff\xfe\r\nContent-Length: 0\r\n\r\n"[..]].concat(),
    );
    book.say(
        "redirect without address",
        "redirects without a Location",
        (7, "unexpected status (301)"),
        whole("301 Moved Permanently", &[], ""),
    );
}

pub(super) fn throttles(book: &mut Book) {
    book.chapter("Throttling");
    for (name, does, says, after) in [
        (
            "pause in the past",
            "requests a pause until 2001",
            "tried 3 times",
            "Tue, 20 Nov 2001 03:05:00 GMT",
        ),
        ("negative pause", "requests a pause of -5 s", "tried 3 times", "-5"),
        ("pause in words", "requests a pause in words", "tried 3 times", "soon"),
        ("empty pause", "sends an empty Retry-After", "tried 3 times", ""),
        (
            "pause of 30,000 years",
            "requests a pause of 10^12 s",
            "too many requests (429)",
            "1000000000000",
        ),
        (
            "pause beyond numbers",
            "requests a pause of 10^30 s",
            "too many requests (429)",
            "1000000000000000000000000000000",
        ),
        (
            "pause until 9999",
            "requests a pause until 9999",
            "too many requests (429)",
            "Fri, 31 Dec 9999 23:59:59 GMT",
        ),
        (
            "pause until never",
            "requests a pause until the year 99999",
            "tried 3 times",
            "Fri, 31 Dec 99999 23:59:59 GMT",
        ),
    ] {
        let after = format!("Retry-After: {after}");
        book.say(name, does, (7, says), whole("429 Too Many Requests", &[&after], "{}"));
    }
}

/// Every status that means something, and some that do not.
pub(super) fn statuses(book: &mut Book) {
    book.chapter("Statuses");
    let errors = (400..=417).chain(421..=426).chain([428, 429, 431, 451, 499, 599]);
    let known = [201, 202, 203, 204, 205, 206, 226, 300, 303, 304, 305, 306];
    for code in errors.chain(500..=508).chain([510, 511]).chain(known).chain([600, 999]) {
        let exit = match code {
            401 => 4,
            404 | 429 => 7,
            400..=499 => 5,
            _ => 7,
        };
        let body = whole(&format!("{code} Status"), &[], "<html>");
        let case = book.say(
            &code.to_string(),
            &format!("responds {code} with a web page"),
            (exit, &format!("({code}")),
            body,
        );
        if code == 404 {
            case.only_the_list();
        }
    }
}
