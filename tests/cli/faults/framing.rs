//! Lengths, chunks and compression.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::DeflateEncoder;

use super::case::Book;
use super::wire::{bomb, gzip, list, message, whole};

pub(super) fn lengths(book: &mut Book) {
    let broken = (6, "closed the connection before");
    let odd = (7, "got something else");
    let with = |lines: &[&str], body: &[u8]| message("200 OK", lines, body);
    book.chapter("Lengths and chunks");
    for (name, does, expected, lines) in [
        (
            "length too long",
            "announces a longer body than it sends",
            broken,
            &["Content-Length: 999999"][..],
        ),
        (
            "length too short",
            "announces a shorter body than it sends",
            odd,
            &["Content-Length: 100"],
        ),
        ("length zero", "announces an empty body and sends one", odd, &["Content-Length: 0"]),
        (
            "two lengths",
            "sends two different Content-Length headers",
            broken,
            &["Content-Length: 100", "Content-Length: 200"],
        ),
        ("negative length", "announces a negative length", broken, &["Content-Length: -1"]),
        (
            "length in words",
            "announces a length that is not a number",
            broken,
            &["Content-Length: long"],
        ),
        ("huge length", "announces 8 EiB", broken, &["Content-Length: 9223372036854775807"]),
        (
            "length beyond 64 bits",
            "announces a length that needs more than 64 bits",
            broken,
            &["Content-Length: 99999999999999999999"],
        ),
    ] {
        book.say(name, does, expected, with(lines, list()));
    }
    let chunked = "Transfer-Encoding: chunked";
    for (name, does, body) in [
        (
            "chunk size in words",
            "sends a chunk size that is not a number",
            &b"size\r\n[]\r\n0\r\n\r\n"[..],
        ),
        ("negative chunk", "sends a negative chunk size", b"-2\r\n[]\r\n0\r\n\r\n"),
        (
            "huge chunk",
            "sends a chunk size that needs more than 64 bits",
            b"FFFFFFFFFFFFFFFFF\r\n[]\r\n0\r\n\r\n",
        ),
        ("chunk too short", "sends more data than the chunk size", b"1\r\n[]\r\n0\r\n\r\n"),
        ("chunk without end", "closes in the middle of a chunk", b"64\r\n[{"),
        ("no last chunk", "closes before the last chunk", b"2\r\n[]\r\n"),
        ("half a last chunk", "closes in the last chunk", b"2\r\n[]\r\n0\r\n"),
    ] {
        book.say(name, does, broken, with(&[chunked], body));
    }
    book.act("endless body", "sends endless JSON", (7, "larger than 64 MiB"), |line| {
        line.request()?;
        line.send(message("200 OK", &[], "["))?;
        line.flood("[],".repeat(1 << 18).as_bytes())
    })
    .only_the_list();
    book.act("endless chunks", "sends endless chunks", (7, "larger than 64 MiB"), |line| {
        line.request()?;
        line.send(message("200 OK", &["Transfer-Encoding: chunked"], ""))?;
        let chunk = format!("100000\r\n{}\r\n", " ".repeat(1 << 20));
        line.flood(chunk.as_bytes())
    })
    .only_the_list();
    book.act(
        "endless chunk size",
        "sends an endless chunk size",
        (6, "did not answer within 1 s"),
        |line| {
            line.request()?;
            line.send(message("200 OK", &["Transfer-Encoding: chunked"], ""))?;
            line.trickle(&[b'0'; 1024])
        },
    )
    .slow();
    book.act("endless trailers", "sends endless headers after the last chunk", broken, |line| {
        line.request()?;
        line.send(message("200 OK", &["Transfer-Encoding: chunked"], "2\r\n[]\r\n0\r\n"))?;
        line.flood(b"X-More: and more\r\n")
    });
}

pub(super) fn packing(book: &mut Book) {
    let packed = |encoding: &str, body: &[u8]| {
        let encoding = format!("Content-Encoding: {encoding}");
        whole("200 OK", &["Content-Type: application/json", &encoding], body)
    };
    let odd = (7, "got something else");
    book.chapter("Compression");
    book.say("plain text as gzip", "labels plain text as gzip", odd, packed("gzip", list()));
    book.say("empty body as gzip", "labels an empty body as gzip", odd, packed("gzip", b""));
    let whole = gzip(list());
    book.say(
        "half a gzip",
        "sends a truncated gzip body with a matching length",
        (6, "closed the connection before"),
        packed("gzip", &whole[..whole.len() / 2]),
    );
    let mut wrong = whole.clone();
    let at = wrong.len() - 6;
    wrong[at] ^= 1;
    book.say("wrong checksum", "sends a wrong gzip checksum", odd, packed("gzip", &wrong));
    book.say(
        "gzip bomb",
        "sends 70 MiB compressed to 300 kB",
        (7, "larger than 64 MiB"),
        packed("gzip", &bomb()),
    )
    .only_the_list();
    book.say("gzip twice", "compresses twice", odd, packed("gzip, gzip", &gzip(&whole)));
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::default());
    deflate.write_all(list()).unwrap();
    let deflate = deflate.finish().unwrap();
    book.say(
        "deflate",
        "uses a compression that was not requested",
        odd,
        packed("deflate", &deflate),
    );
    book.say("br", "labels binary data as br", odd, packed("br", b"\x0b\x02\x80[]\x03"));
}
