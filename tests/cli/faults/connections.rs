//! Connections and the secure layer below HTTP.

use std::io;
use std::time::Duration;

use crate::support::{Line, Rogue, Server, answer};

use super::AMPLE;
use super::case::{Book, Place};
use super::wire::{list, message, ok, whole};

pub(super) fn connections(book: &mut Book) {
    const PAUSE: Duration = Duration::from_millis(200);
    let late = (6, "did not answer within 1 s");
    let broken = (6, "closed the connection before");
    book.chapter("The connection");
    book.add("refused", "nobody listens on the port", (6, "connection refused"), Place::Nowhere);
    book.act("silent", "accepts the connection and sends nothing", late, Line::hold).slow();
    book.act("reads only", "reads the request and sends nothing", late, |line| {
        line.request()?;
        line.hold()
    })
    .slow();
    book.act("slow head", "sends the response head one byte at a time", late, |line| {
        line.request()?;
        line.drip(ok(list()), PAUSE)
    })
    .slow();
    book.act("slow body", "sends the body one byte at a time", late, |line| {
        line.request()?;
        line.send(message("200 OK", &["Content-Length: 6000"], ""))?;
        line.drip(list(), PAUSE)
    })
    .slow();
    book.act("stalls", "stops in the middle of the body", late, |line| {
        line.request()?;
        line.send(message("200 OK", &["Content-Length: 6000"], "["))?;
        line.hold()
    })
    .slow();
    book.act("closes at once", "closes without reading the request", broken, |_| Ok(())).varies();
    book.say("closes after the request", "reads the request and closes", broken, "");
    book.say("half a status", "closes in the middle of the status line", broken, "HTTP/1.1 20");
    book.say(
        "half a head",
        "closes in the middle of a header",
        broken,
        "HTTP/1.1 200 OK\r\nContent-Le",
    );
    book.say(
        "half a body",
        "closes in the middle of the body",
        broken,
        message("200 OK", &["Content-Length: 6000"], &list()[..100]),
    );
    book.say("no HTTP", "responds in another protocol", broken, "220 mail ESMTP\r\n");
    book.say("binary", "responds with NUL bytes", broken, [0; 512]);
    book.say(
        "HTTP/2",
        "responds in HTTP/2, which was not requested",
        broken,
        b"\0\0\x12\x04\0\0\0\0\0\0\x03\0\0\0\x64\0\x04\0\0\xff\xff\0\x05\0\xff\xff\xff",
    );
    book.say(
        "HTTP/9.9",
        "responds in a version that does not exist",
        broken,
        "HTTP/9.9 200 OK\r\n\r\n[]",
    );
}

pub(super) fn secure(book: &mut Book) {
    fn alert(number: u8) -> impl Fn(&mut Line) -> io::Result<()> + Send + Sync {
        move |line| {
            line.anything()?;
            line.send([0x15, 3, 1, 0, 2, 2, number])
        }
    }
    let never = |_: &crate::support::Request| answer("list-tls");
    let mut tls = |name: &str, does: &str, expected, server: Server, trusted| {
        book.chapter("TLS");
        book.add(name, does, expected, Place::Tls(server.must_stay_silent(), trusted));
    };
    tls(
        "expired",
        "has an expired certificate",
        (6, "has expired"),
        Server::start_tls_expired(never),
        true,
    );
    tls(
        "not yet",
        "has a certificate that is not valid before 2100",
        (6, "is not valid yet"),
        Server::start_tls_not_yet(never),
        true,
    );
    tls(
        "other name",
        "has a certificate for another name",
        (6, "is for another name"),
        Server::start_tls_for_other_host(never),
        true,
    );
    tls(
        "unknown authority",
        "has a certificate of an unknown authority",
        (6, "does not trust"),
        Server::start_tls(never),
        false,
    );
    tls(
        "self-signed",
        "has a self-signed certificate",
        (6, "does not trust"),
        Server::start_tls_self_signed(never),
        false,
    );
    let closing = Server::start_tls(|_| crate::support::Response::close());
    book.add(
        "ends TLS early",
        "closes the TLS connection instead of responding",
        (6, "closed the connection before"),
        Place::Tls(closing, true),
    );
    let old = (6, "offers no secure connection that this program knows");
    let mut raw = |name: &str, does: &str, expected, rogue: Rogue| {
        book.add(name, does, expected, Place::Https(rogue)).timeout = AMPLE;
    };
    raw("TLS 1.1 only", "refuses TLS 1.2 and later", old, Rogue::start(alert(70)));
    raw("no common cipher", "refuses every cipher", old, Rogue::start(alert(40)));
    raw(
        "internal alert",
        "sends an internal error alert",
        (6, "no secure connection"),
        Rogue::start(alert(80)),
    );
    let not_tls = (6, "does not speak TLS on this port");
    raw(
        "HTTP on the TLS port",
        "responds in HTTP without TLS",
        not_tls,
        Rogue::start(|line| {
            line.anything()?;
            line.send("HTTP/1.1 400 Bad Request\r\n\r\n")
        }),
    );
    raw(
        "zeros for TLS",
        "responds with NUL bytes",
        not_tls,
        Rogue::start(|line| {
            line.anything()?;
            line.send([0; 64])
        }),
    );
    raw(
        "closes in the handshake",
        "closes instead of sending a certificate",
        (6, "cannot connect"),
        Rogue::start(Line::anything),
    );
    book.add(
        "silent handshake",
        "accepts the connection and sends no certificate",
        (6, "did not answer within 1 s"),
        Place::Https(Rogue::start(Line::hold)),
    )
    .slow();
}

pub(super) fn proxies(book: &mut Book) {
    book.chapter("A proxy");
    let failed = (6, "through the proxy of HTTPS_PROXY");
    let mut proxy = |name: &str, does: &str, bytes: Vec<u8>| {
        let rogue = Rogue::start(move |line| {
            line.request()?;
            line.send(&bytes)
        });
        book.add(name, does, failed, Place::Proxy(rogue));
    };
    proxy("proxy: 403", "refuses the tunnel", whole("403 Forbidden", &[], "no"));
    proxy(
        "proxy: 407",
        "requires a password",
        whole("407 Proxy Authentication Required", &["Proxy-Authenticate: Basic"], ""),
    );
    proxy("proxy: 502", "does not reach the server", whole("502 Bad Gateway", &[], "<html>"));
    proxy(
        "proxy: page",
        "responds with a login page",
        whole("302 Found", &["Location: http://login/"], ""),
    );
    proxy("proxy: closes", "closes instead of responding", Vec::new());
    proxy(
        "proxy: no HTTP",
        "responds in another protocol",
        b"SSH-2.0-OpenSSH_9.2\r\n\r\n".to_vec(),
    );
    proxy("proxy: half", "closes in the middle of its response", b"HTTP/1.1 200".to_vec());
    let tunnel = |line: &mut Line| {
        line.request()?;
        line.send("HTTP/1.1 200 Connection established\r\n\r\n")
    };
    book.add(
        "proxy: empty tunnel",
        "opens the tunnel and closes it",
        failed,
        Place::Proxy(Rogue::start(move |line| {
            tunnel(line)?;
            line.anything()
        })),
    );
    book.add(
        "proxy: intercepts",
        "opens the tunnel and responds itself",
        (6, "does not speak TLS"),
        Place::Proxy(Rogue::start(move |line| {
            tunnel(line)?;
            line.anything()?;
            line.send(ok("[]"))
        })),
    );
    book.add(
        "proxy: endless head",
        "sends an endless response head",
        failed,
        Place::Proxy(Rogue::start(|line| {
            line.request()?;
            line.send("HTTP/1.1 200 OK\r\n")?;
            line.flood(b"X-More: and more\r\n")
        })),
    );
    book.add(
        "proxy: silent",
        "sends nothing",
        (6, "did not answer within 1 s"),
        Place::Proxy(Rogue::start(Line::hold)),
    )
    .slow();
    book.add(
        "proxy: silent tunnel",
        "opens the tunnel and sends nothing",
        (6, "did not answer within 1 s"),
        Place::Proxy(Rogue::start(move |line| {
            tunnel(line)?;
            line.hold()
        })),
    )
    .slow();
}
