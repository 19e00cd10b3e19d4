//! A server that misbehaves on purpose, in every way that was thought of. Whatever it does, the
//! program ends in time, with the documented exit code and one sentence, and writes nothing half.
//!
//! `docs/faults.md` is what came of it. `WALDUR_REVIEW_REGENERATE=1 cargo test faults` writes it
//! anew.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(
    clippy::too_many_lines,
    reason = "a chapter is a list, and is as long as the list"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use flate2::write::{DeflateEncoder, GzEncoder};
use flate2::{Compress, Compression, FlushCompress};
use serde_json::Value;

use crate::support::{Invocation, Line, NOBODY, Ran, Rogue, Sandbox, Server, TOKEN};
use crate::support::{answer, answer_body, shows_token, steers};

const BATCH: &str = "8a577869a7c74a7494c19336f75f6551";
const FAR: &str = "https://waldur.example.ac.uk";
/// What the program may take beyond its time-out.
const GRACE: Duration = Duration::from_secs(5);
/// For servers that are not heard to the end.
const SHORT: (&str, Duration) = ("1s", Duration::from_secs(1));
/// For all others: longer than anything here takes, so that a busy computer changes nothing.
const AMPLE: (&str, Duration) = ("15s", Duration::from_secs(15));
/// As many runs at once.
const WORKERS: usize = 24;

/// A thing that a server does, and what is to come of it.
struct Case {
    chapter: &'static str,
    name: String,
    does: String,
    place: Place,
    timeout: (&'static str, Duration),
    exit: i32,
    /// A part of the message.
    says: String,
    /// Whether the words in brackets at the message's end depend on who is faster.
    varies: bool,
    /// What else is to give the same.
    also: &'static [&'static [&'static str]],
}

/// Where the server is, as seen from the program.
enum Place {
    Nowhere,
    Http(Rogue),
    Https(Rogue),
    /// As a proxy before a server that is never reached.
    Proxy(Rogue),
    /// Whether its authority is trusted.
    Tls(Server, bool),
}

const EVERYWHERE: &[&[&str]] = &[
    &["batches", "show", BATCH, "--json"],
    &["items", "list", "--json"],
];

struct Book {
    chapter: &'static str,
    cases: Vec<Case>,
}

impl Book {
    fn chapter(&mut self, title: &'static str) {
        self.chapter = title;
    }

    /// A server that does this with each connection.
    fn act(
        &mut self,
        name: &str,
        does: &str,
        (exit, says): (i32, &str),
        act: impl Fn(&mut Line) -> io::Result<()> + Send + Sync + 'static,
    ) -> &mut Case {
        self.add(name, does, (exit, says), Place::Http(Rogue::start(act)))
    }

    /// A server that sends these bytes in answer to each request, and closes.
    fn say(
        &mut self,
        name: &str,
        does: &str,
        expected: (i32, &str),
        bytes: impl Into<Vec<u8>>,
    ) -> &mut Case {
        let bytes = bytes.into();
        self.act(name, does, expected, move |line| {
            line.request()?;
            line.send(&bytes)
        })
    }

    fn add(
        &mut self,
        name: &str,
        does: &str,
        (exit, says): (i32, &str),
        place: Place,
    ) -> &mut Case {
        self.cases.push(Case {
            chapter: self.chapter,
            name: name.to_owned(),
            does: does.to_owned(),
            place,
            timeout: AMPLE,
            exit,
            says: says.to_owned(),
            varies: false,
            also: EVERYWHERE,
        });
        self.cases.last_mut().unwrap()
    }
}

impl Case {
    /// It is not heard to the end.
    fn slow(&mut self) {
        self.timeout = SHORT;
    }

    /// Which side notices first is a matter of chance.
    fn varies(&mut self) {
        self.varies = true;
    }

    /// What else is asked of it fails otherwise.
    fn only_the_list(&mut self) {
        self.also = &[];
    }

    fn command(&self, args: &[&str], trusted: &Path) -> Invocation {
        let command = Sandbox::new()
            .command(args)
            .args(["--timeout", self.timeout.0])
            .env("SSL_CERT_FILE", trusted)
            .env("WALDUR_ACCESS_TOKEN", TOKEN)
            .odd_documents();
        match &self.place {
            Place::Nowhere => command.env("WALDUR_API_URL", NOBODY),
            Place::Http(rogue) => command.env("WALDUR_API_URL", rogue.origin("http")),
            Place::Https(rogue) => command.env("WALDUR_API_URL", rogue.origin("https")),
            Place::Proxy(rogue) => command
                .env("WALDUR_API_URL", FAR)
                .env("HTTPS_PROXY", rogue.origin("http")),
            Place::Tls(server, false) => command.env("WALDUR_API_URL", server.origin()),
            Place::Tls(server, true) => command
                .env("WALDUR_API_URL", server.origin())
                .env("SSL_CERT_FILE", server.ca_file()),
        }
    }

    /// Runs one command, and gives the first line of its message, or what is wrong with the run.
    fn run(&self, args: &[&str], trusted: &Path) -> Result<String, String> {
        let start = Instant::now();
        let command = self.command(args, trusted);
        let ran = catch_unwind(AssertUnwindSafe(|| command.run()))
            .map_err(|_| format!("{}: {args:?}: not over", self.name))?;
        let took = start.elapsed();
        let wrong = |what: &str| Err(format!("{}: {what}:\n{}", self.name, ran.snapshot()));
        if took > self.timeout.1 + GRACE {
            return wrong(&format!("it took {took:?}"));
        }
        if ran.status != self.exit {
            return wrong(&format!("exit code {}, not {}", ran.status, self.exit));
        }
        if !ran.stdout.is_empty() {
            return wrong("something was written to standard output");
        }
        if let Err(what) = is_clean(&ran) {
            return wrong(what);
        }
        let message = if args.contains(&"--json") {
            match one_object(&ran) {
                Some(message) => message,
                None => return wrong("standard error is not one object"),
            }
        } else {
            let lines = ran.stderr.strip_prefix("error: ");
            match lines.and_then(|lines| lines.lines().next()) {
                Some(first) => first.to_owned(),
                None => return wrong("no sentence"),
            }
        };
        if !message.contains(&self.says) {
            return wrong(&format!("the message has no {:?}", self.says));
        }
        let known = ran.snapshot();
        let first = known.lines().find_map(|line| line.strip_prefix("error: "));
        let first = first.unwrap_or_default();
        let first = match first.rsplit_once(" (") {
            Some((words, _)) if self.varies => words,
            _ => first,
        };
        Ok(first.to_owned())
    }
}

/// The message of the one line of JSON that standard error is.
fn one_object(ran: &Ran) -> Option<String> {
    let line = ran.stderr.strip_suffix('\n')?;
    let error: Value = serde_json::from_str(line).ok()?;
    let error = &error["error"];
    let is_whole = !line.contains('\n')
        && error["exit_code"].as_i64() == Some(ran.status.into())
        && error["code"].as_str().is_some_and(|code| !code.is_empty());
    is_whole.then(|| error["message"].as_str().map(str::to_owned))?
}

fn is_clean(ran: &Ran) -> Result<(), &'static str> {
    if ["panicked", "RUST_BACKTRACE"]
        .iter()
        .any(|word| ran.stderr.contains(word))
    {
        return Err("it panicked");
    }
    if steers(&ran.stderr) {
        return Err("standard error could steer a terminal");
    }
    if ran.stderr.len() > 4096 {
        return Err("that is no sentence");
    }
    if shows_token(ran, TOKEN) {
        return Err("the token can be seen");
    }
    Ok(())
}

/// An answer with this status line, these further header lines, and this body, as it is.
fn message(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Vec<u8> {
    let mut bytes = format!("HTTP/1.1 {status}\r\nConnection: close\r\n");
    for header in headers {
        bytes.push_str(header);
        bytes.push_str("\r\n");
    }
    bytes.push_str("\r\n");
    let mut bytes = bytes.into_bytes();
    bytes.extend(body.as_ref());
    bytes
}

/// A whole answer with its length.
fn whole(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Vec<u8> {
    let length = format!("Content-Length: {}", body.as_ref().len());
    let headers: Vec<&str> = headers.iter().copied().chain([length.as_str()]).collect();
    message(status, &headers, body)
}

fn ok(body: impl AsRef<[u8]>) -> Vec<u8> {
    whole("200 OK", &["Content-Type: application/json"], body)
}

/// What somebody who listens learns from a request.
fn sent_token(request: &str) -> String {
    let mut words = request.split_ascii_whitespace();
    let token = words
        .find(|word| *word == "Token")
        .and_then(|_| words.next());
    token.unwrap_or("nobody").to_owned()
}

fn list() -> &'static [u8] {
    answer_body("list-tls").as_bytes()
}

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

/// 70 MiB of spaces, a MiB at a time, packed.
fn bomb() -> Vec<u8> {
    let mut packed = Vec::with_capacity(1 << 16);
    Compress::new(Compression::fast(), false)
        .compress_vec(&vec![b' '; 1 << 20], &mut packed, FlushCompress::Full)
        .unwrap();
    [&b"\x1f\x8b\x08\0\0\0\0\0\0\xff"[..], &packed.repeat(70)].concat()
}

/// Without TLS and proxies.
fn plain() -> Book {
    let mut book = Book {
        chapter: "",
        cases: Vec::new(),
    };
    connections(&mut book);
    lengths(&mut book);
    packing(&mut book);
    heads(&mut book);
    redirects(&mut book);
    throttles(&mut book);
    bodies(&mut book);
    statuses(&mut book);
    book
}

fn book() -> Vec<Case> {
    let mut book = plain();
    secure(&mut book);
    proxies(&mut book);
    book.cases
}

fn connections(book: &mut Book) {
    const PAUSE: Duration = Duration::from_millis(200);
    let late = (6, "did not answer within 1 s");
    let broken = (6, "broke the connection off");
    book.chapter("The connection");
    book.add(
        "refused",
        "nobody listens on the port",
        (6, "connection refused"),
        Place::Nowhere,
    );
    book.act("silent", "accepts, and says nothing", late, Line::hold)
        .slow();
    book.act(
        "deaf",
        "reads the request, and says nothing",
        late,
        |line| {
            line.request()?;
            line.hold()
        },
    )
    .slow();
    book.act(
        "slow head",
        "sends its head a byte at a time",
        late,
        |line| {
            line.request()?;
            line.drip(ok(list()), PAUSE)
        },
    )
    .slow();
    book.act(
        "slow body",
        "sends its body a byte at a time",
        late,
        |line| {
            line.request()?;
            line.send(message("200 OK", &["Content-Length: 6000"], ""))?;
            line.drip(list(), PAUSE)
        },
    )
    .slow();
    book.act("stalls", "stops in the middle of the body", late, |line| {
        line.request()?;
        line.send(message("200 OK", &["Content-Length: 6000"], "["))?;
        line.hold()
    })
    .slow();
    book.act(
        "hangs up",
        "closes without reading the request",
        broken,
        |_| Ok(()),
    )
    .varies();
    book.say("no answer", "reads the request, and closes", broken, "");
    book.say(
        "half a status",
        "closes in the middle of the status line",
        broken,
        "HTTP/1.1 20",
    );
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
    book.say(
        "no HTTP",
        "answers in another protocol",
        broken,
        "220 mail ESMTP\r\n",
    );
    book.say("binary", "answers with zeros", broken, [0; 512]);
    book.say(
        "HTTP/2",
        "answers in HTTP/2, which was not asked for",
        broken,
        b"\0\0\x12\x04\0\0\0\0\0\0\x03\0\0\0\x64\0\x04\0\0\xff\xff\0\x05\0\xff\xff\xff",
    );
    book.say(
        "HTTP/9.9",
        "names a version that does not exist",
        broken,
        "HTTP/9.9 200 OK\r\n\r\n[]",
    );
}

fn lengths(book: &mut Book) {
    let broken = (6, "broke the connection off");
    let odd = (7, "got something else");
    let with = |lines: &[&str], body: &[u8]| message("200 OK", lines, body);
    book.chapter("Lengths and chunks");
    for (name, does, expected, lines) in [
        (
            "length too long",
            "promises more than it sends",
            broken,
            &["Content-Length: 999999"][..],
        ),
        (
            "length too short",
            "promises less than it sends",
            odd,
            &["Content-Length: 100"],
        ),
        (
            "length zero",
            "promises nothing, and sends",
            odd,
            &["Content-Length: 0"],
        ),
        (
            "two lengths",
            "names two lengths",
            broken,
            &["Content-Length: 100", "Content-Length: 200"],
        ),
        (
            "negative length",
            "names a length below zero",
            broken,
            &["Content-Length: -1"],
        ),
        (
            "length in words",
            "names no number as the length",
            broken,
            &["Content-Length: long"],
        ),
        (
            "huge length",
            "promises 8 EiB",
            broken,
            &["Content-Length: 9223372036854775807"],
        ),
        (
            "length beyond 64 bits",
            "promises more than can be counted",
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
            "names no number as a chunk's size",
            &b"size\r\n[]\r\n0\r\n\r\n"[..],
        ),
        (
            "negative chunk",
            "names a size below zero",
            b"-2\r\n[]\r\n0\r\n\r\n",
        ),
        (
            "huge chunk",
            "names a size beyond 64 bits",
            b"FFFFFFFFFFFFFFFFF\r\n[]\r\n0\r\n\r\n",
        ),
        (
            "chunk too short",
            "ends a chunk late",
            b"1\r\n[]\r\n0\r\n\r\n",
        ),
        (
            "chunk without end",
            "closes in the middle of a chunk",
            b"64\r\n[{",
        ),
        (
            "no last chunk",
            "closes before the last chunk",
            b"2\r\n[]\r\n",
        ),
        (
            "half a last chunk",
            "closes in the last chunk",
            b"2\r\n[]\r\n0\r\n",
        ),
    ] {
        book.say(name, does, broken, with(&[chunked], body));
    }
    book.act(
        "endless body",
        "sends JSON that does not end",
        (7, "larger than 64 MiB"),
        |line| {
            line.request()?;
            line.send(message("200 OK", &[], "["))?;
            line.flood("[],".repeat(1 << 18).as_bytes())
        },
    )
    .only_the_list();
    book.act(
        "endless chunks",
        "sends chunks that do not end",
        (7, "larger than 64 MiB"),
        |line| {
            line.request()?;
            line.send(message("200 OK", &["Transfer-Encoding: chunked"], ""))?;
            let chunk = format!("100000\r\n{}\r\n", " ".repeat(1 << 20));
            line.flood(chunk.as_bytes())
        },
    )
    .only_the_list();
    book.act(
        "endless chunk size",
        "sends a chunk's size that does not end",
        (6, "did not answer within 1 s"),
        |line| {
            line.request()?;
            line.send(message("200 OK", &["Transfer-Encoding: chunked"], ""))?;
            line.trickle(&[b'0'; 1024])
        },
    )
    .slow();
    book.act(
        "endless trailers",
        "sends headers after the last chunk, without end",
        broken,
        |line| {
            line.request()?;
            line.send(message(
                "200 OK",
                &["Transfer-Encoding: chunked"],
                "2\r\n[]\r\n0\r\n",
            ))?;
            line.flood(b"X-More: and more\r\n")
        },
    );
}

fn packing(book: &mut Book) {
    let packed = |encoding: &str, body: &[u8]| {
        let encoding = format!("Content-Encoding: {encoding}");
        whole(
            "200 OK",
            &["Content-Type: application/json", &encoding],
            body,
        )
    };
    let odd = (7, "got something else");
    book.chapter("Compression");
    book.say(
        "no gzip",
        "calls plain text gzip",
        odd,
        packed("gzip", list()),
    );
    book.say(
        "empty gzip",
        "calls an empty body gzip",
        odd,
        packed("gzip", b""),
    );
    let whole = gzip(list());
    book.say(
        "half a gzip",
        "cuts the compressed body off, and says so in its length",
        (6, "broke the connection off"),
        packed("gzip", &whole[..whole.len() / 2]),
    );
    let mut wrong = whole.clone();
    let at = wrong.len() - 6;
    wrong[at] ^= 1;
    book.say(
        "wrong checksum",
        "changes a bit of the checksum",
        odd,
        packed("gzip", &wrong),
    );
    book.say(
        "gzip bomb",
        "sends 70 MiB in 300 kB",
        (7, "larger than 64 MiB"),
        packed("gzip", &bomb()),
    )
    .only_the_list();
    book.say(
        "gzip twice",
        "compresses twice",
        odd,
        packed("gzip, gzip", &gzip(&whole)),
    );
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::default());
    deflate.write_all(list()).unwrap();
    let deflate = deflate.finish().unwrap();
    book.say(
        "deflate",
        "compresses in a way that was not asked for",
        odd,
        packed("deflate", &deflate),
    );
    book.say(
        "br",
        "calls binary data br",
        odd,
        packed("br", b"\x0b\x02\x80[]\x03"),
    );
}

fn heads(book: &mut Book) {
    let broken = (6, "broke the connection off");
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
        whole(
            "200 OK",
            &[&format!("X-Long: {}", "x".repeat(2 << 20))],
            "[]",
        ),
    );
    book.act(
        "endless header",
        "sends a header that does not end",
        broken,
        |line| {
            line.request()?;
            line.send("HTTP/1.1 200 OK\r\nX-Long: ")?;
            line.flood(&[b'x'; 4096])
        },
    );
    book.act(
        "endless status line",
        "sends a reason that does not end",
        broken,
        |line| {
            line.request()?;
            line.send("HTTP/1.1 200 ")?;
            line.flood(&[b'x'; 4096])
        },
    );
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
    book.say(
        "status 99",
        "sends a status below 100",
        broken,
        message("99 Odd", &[], "[]"),
    );
    book.say(
        "status 1000",
        "sends a status of four digits",
        broken,
        message("1000 Odd", &[], "[]"),
    );
    book.say(
        "status in words",
        "sends no number as the status",
        broken,
        message("OK", &[], "[]"),
    );
    book.say(
        "only 100",
        "goes on to wait, and closes",
        broken,
        "HTTP/1.1 100 Continue\r\n\r\n",
    );
    book.say(
        "only 103",
        "gives hints, and closes",
        broken,
        "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n",
    );
    book.act(
        "endless 100s",
        "says 100 Continue without end",
        late,
        |line| {
            line.request()?;
            line.trickle("HTTP/1.1 100 Continue\r\n\r\n".repeat(40).as_bytes())
        },
    )
    .slow();
    book.say(
        "switches protocols",
        "says 101, which was not asked for",
        (7, "unexpected status (101)"),
        "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n",
    );
}

fn redirects(book: &mut Book) {
    book.chapter("Redirects");
    let circles = (7, "in circles");
    for (name, does, expected, location) in [
        (
            "empty redirect",
            "sends on to an empty address",
            circles,
            "",
        ),
        (
            "redirect to nothing",
            "sends on to a part of the page",
            circles,
            "#top",
        ),
        (
            "redirect to a query",
            "sends on to a query",
            circles,
            "?again=1",
        ),
        (
            "redirect without slash",
            "takes the slash away, always",
            circles,
            "/api/my-assignment-batches",
        ),
        (
            "redirect up",
            "sends on to a path above the root",
            circles,
            "/../../../../etc/passwd",
        ),
        (
            "redirect elsewhere",
            "sends on to another server",
            (
                7,
                "sends the request on to https://waldur.example.org, which is not followed",
            ),
            "https://waldur.example.org/api/",
        ),
        (
            "redirect to a file",
            "sends on to a file of the computer",
            (
                7,
                "sends the request on to a file: address, which is not followed",
            ),
            "file:///etc/passwd",
        ),
        (
            "redirect to data",
            "sends on to data",
            (7, "sends the request on to a data: address"),
            "data:application/json,[]",
        ),
        (
            "redirect that is none",
            "sends on to what is no address",
            (7, "unexpected status (302)"),
            "http://[::1/",
        ),
    ] {
        let location = format!("Location: {location}");
        book.say(name, does, expected, whole("302 Found", &[&location], ""));
    }
    book.act(
        "redirect to the token",
        "sends on to a server with the token in its name",
        (
            7,
            "sends the request on to https://[token].example.org, which is not followed",
        ),
        |line| {
            let token = sent_token(&line.request()?);
            let location = format!("Location: https://{token}.example.org/");
            line.send(whole("302 Found", &[&location], ""))
        },
    );
    book.say(
        "redirect in UTF-8",
        "sends on to an address with raw bytes",
        (7, "unexpected status (302)"),
        [&b"HTTP/1.1 302 Found\r\nLocation: /\xff\xfe\r\nContent-Length: 0\r\n\r\n"[..]].concat(),
    );
    book.say(
        "redirect without address",
        "sends on, and says not where to",
        (7, "unexpected status (301)"),
        whole("301 Moved Permanently", &[], ""),
    );
}

fn throttles(book: &mut Book) {
    book.chapter("Throttling");
    for (name, does, says, after) in [
        (
            "pause in the past",
            "asks for a pause until 2001",
            "tried 3 times",
            "Tue, 20 Nov 2001 03:05:00 GMT",
        ),
        ("negative pause", "asks for -5 s", "tried 3 times", "-5"),
        (
            "pause in words",
            "asks for a pause in words",
            "tried 3 times",
            "soon",
        ),
        (
            "empty pause",
            "asks for a pause of nothing",
            "tried 3 times",
            "",
        ),
        (
            "pause of 30,000 years",
            "asks for 10^12 s",
            "slow down",
            "1000000000000",
        ),
        (
            "pause beyond numbers",
            "asks for 10^30 s",
            "slow down",
            "1000000000000000000000000000000",
        ),
        (
            "pause until 9999",
            "asks for a pause until 9999",
            "slow down",
            "Fri, 31 Dec 9999 23:59:59 GMT",
        ),
        (
            "pause until never",
            "asks for a pause until the year 99999",
            "tried 3 times",
            "Fri, 31 Dec 99999 23:59:59 GMT",
        ),
    ] {
        let after = format!("Retry-After: {after}");
        book.say(
            name,
            does,
            (7, says),
            whole("429 Too Many Requests", &[&after], "{}"),
        );
    }
}

fn bodies(book: &mut Book) {
    let page = (7, "got a web page");
    let odd = (7, "got something else");
    let shape = (7, "not as documented");
    book.chapter("Bodies");
    book.say(
        "login page",
        "answers 200 with a page to log in",
        page,
        whole(
            "200 OK",
            &["Content-Type: text/html"],
            "\u{a}<!DOCTYPE html><html><title>Log in</title></html>",
        ),
    );
    book.say(
        "page as JSON",
        "calls a page JSON",
        page,
        ok("  <html></html>"),
    );
    let deep = |open: &str, close: &str, levels: usize| {
        format!("{}1{}", open.repeat(levels), close.repeat(levels))
    };
    for (name, does, expected, body) in [
        ("empty", "sends an empty body", odd, Vec::new()),
        ("blank", "sends spaces", odd, b"   \n".to_vec()),
        (
            "byte order mark",
            "starts its JSON with a byte order mark",
            odd,
            [b"\xef\xbb\xbf", list()].concat(),
        ),
        (
            "UTF-16",
            "sends UTF-16",
            odd,
            "[]".encode_utf16().flat_map(u16::to_be_bytes).collect(),
        ),
        (
            "Latin-1",
            "sends a name in Latin-1",
            odd,
            b"[{\"call_name\":\"caf\xe9\"}]".to_vec(),
        ),
        ("NaN", "sends NaN", odd, b"[{\"items_count\":NaN}]".to_vec()),
        (
            "Infinity",
            "sends -Infinity",
            odd,
            b"[{\"items_count\":-Infinity}]".to_vec(),
        ),
        (
            "single quotes",
            "sends Python in the place of JSON",
            odd,
            b"[{'uuid': None}]".to_vec(),
        ),
        (
            "trailing comma",
            "sends a comma too many",
            odd,
            b"[{},]".to_vec(),
        ),
        (
            "half JSON",
            "stops in a string",
            odd,
            b"[{\"uuid\":\"8a57".to_vec(),
        ),
        (
            "two documents",
            "sends two documents",
            odd,
            b"[][]".to_vec(),
        ),
        (
            "raw control characters",
            "sends line ends within a string",
            odd,
            b"[{\"call_name\":\"a\nb\"}]".to_vec(),
        ),
        ("a number", "sends a number", shape, b"3".to_vec()),
        ("a string", "sends a string", shape, b"\"[]\"".to_vec()),
        (
            "only an opening",
            "opens 100,000 arrays",
            odd,
            "[".repeat(100_000).into_bytes(),
        ),
        (
            "only objects",
            "opens 100,000 objects",
            (7, "http://127.0.0.1"),
            "{\"a\":".repeat(100_000).into_bytes(),
        ),
    ] {
        book.say(name, does, expected, ok(body));
    }
    book.say(
        "nested arrays",
        "nests 10,000 arrays",
        shape,
        ok(deep("[", "]", 10_000)),
    );
    book.say(
        "an error as success",
        "answers 200 with an error",
        shape,
        ok(r#"{"detail":"Invalid token."}"#),
    )
    .only_the_list();
    book.act(
        "token told back",
        "repeats the token in an error",
        (5, "Who is [token]?"),
        |line| {
            let token = sent_token(&line.request()?);
            let told = format!("{{\"detail\":\"Who is {token}? \\u001b[31m\\u202e\"}}");
            line.send(whole("400 Bad Request", &[], told))
        },
    );
    book.say(
        "long error",
        "explains an error in 1 MB",
        (5, "refused the request (400)"),
        whole(
            "400 Bad Request",
            &[],
            format!("{{\"detail\":\"{}\"}}", "long ".repeat(200_000)),
        ),
    );
    book.say(
        "deep error",
        "nests an error 10,000 deep",
        (5, "refused the request (400)"),
        whole(
            "400 Bad Request",
            &[],
            format!("{{\"detail\":{}}}", deep("[", "]", 10_000)),
        ),
    );
}

fn secure(book: &mut Book) {
    fn alert(number: u8) -> impl Fn(&mut Line) -> io::Result<()> + Send + Sync {
        move |line| {
            line.anything()?;
            line.send([0x15, 3, 1, 0, 2, 2, number])
        }
    }
    let never = |_: &crate::support::Request| answer("list-tls");
    let mut tls = |name: &str, does: &str, expected, server: Server, trusted| {
        book.chapter("TLS");
        book.add(
            name,
            does,
            expected,
            Place::Tls(server.must_stay_silent(), trusted),
        );
    };
    tls(
        "expired",
        "shows a certificate whose time is over",
        (6, "has expired"),
        Server::start_tls_expired(never),
        true,
    );
    tls(
        "not yet",
        "shows a certificate of the year 2100",
        (6, "is not valid yet"),
        Server::start_tls_not_yet(never),
        true,
    );
    tls(
        "other name",
        "shows a certificate for another name",
        (6, "is for another name"),
        Server::start_tls_for_other_host(never),
        true,
    );
    tls(
        "unknown authority",
        "shows a certificate of an authority that is not trusted",
        (6, "does not trust"),
        Server::start_tls(never),
        false,
    );
    tls(
        "self-signed",
        "shows a certificate that only itself vouches for",
        (6, "does not trust"),
        Server::start_tls_self_signed(never),
        false,
    );
    let closing = Server::start_tls(|_| crate::support::Response::close());
    book.add(
        "cut without goodbye",
        "closes the secure connection in the place of an answer",
        (6, "broke the connection off"),
        Place::Tls(closing, true),
    );
    let old = (6, "offers no secure connection that this program knows");
    let mut raw = |name: &str, does: &str, expected, rogue: Rogue| {
        book.add(name, does, expected, Place::Https(rogue)).timeout = AMPLE;
    };
    raw(
        "TLS 1.1 only",
        "refuses TLS 1.2 and later",
        old,
        Rogue::start(alert(70)),
    );
    raw(
        "no common cipher",
        "refuses every cipher",
        old,
        Rogue::start(alert(40)),
    );
    raw(
        "internal alert",
        "reports a fault of its own",
        (6, "no secure connection"),
        Rogue::start(alert(80)),
    );
    let not_tls = (6, "does not speak TLS on this port");
    raw(
        "HTTP on the TLS port",
        "speaks HTTP without TLS",
        not_tls,
        Rogue::start(|line| {
            line.anything()?;
            line.send("HTTP/1.1 400 Bad Request\r\n\r\n")
        }),
    );
    raw(
        "zeros for TLS",
        "answers with zeros",
        not_tls,
        Rogue::start(|line| {
            line.anything()?;
            line.send([0; 64])
        }),
    );
    raw(
        "hangs up in the handshake",
        "closes in the place of a certificate",
        (6, "cannot connect"),
        Rogue::start(Line::anything),
    );
    book.add(
        "silent handshake",
        "accepts, and shows no certificate",
        (6, "did not answer within 1 s"),
        Place::Https(Rogue::start(Line::hold)),
    )
    .slow();
}

fn proxies(book: &mut Book) {
    book.chapter("A proxy");
    let failed = (6, "through the proxy of HTTPS_PROXY");
    let mut proxy = |name: &str, does: &str, bytes: Vec<u8>| {
        let rogue = Rogue::start(move |line| {
            line.request()?;
            line.send(&bytes)
        });
        book.add(name, does, failed, Place::Proxy(rogue));
    };
    proxy(
        "proxy: 403",
        "refuses the tunnel",
        whole("403 Forbidden", &[], "no"),
    );
    proxy(
        "proxy: 407",
        "wants a password",
        whole(
            "407 Proxy Authentication Required",
            &["Proxy-Authenticate: Basic"],
            "",
        ),
    );
    proxy(
        "proxy: 502",
        "does not reach the server",
        whole("502 Bad Gateway", &[], "<html>"),
    );
    proxy(
        "proxy: page",
        "answers with a page to log in",
        whole("302 Found", &["Location: http://login/"], ""),
    );
    proxy(
        "proxy: closes",
        "closes in the place of an answer",
        Vec::new(),
    );
    proxy(
        "proxy: no HTTP",
        "answers in another protocol",
        b"SSH-2.0-OpenSSH_9.2\r\n\r\n".to_vec(),
    );
    proxy(
        "proxy: half",
        "closes in the middle of its answer",
        b"HTTP/1.1 200".to_vec(),
    );
    let tunnel = |line: &mut Line| {
        line.request()?;
        line.send("HTTP/1.1 200 Connection established\r\n\r\n")
    };
    book.add(
        "proxy: empty tunnel",
        "opens the tunnel, and closes it",
        failed,
        Place::Proxy(Rogue::start(move |line| {
            tunnel(line)?;
            line.anything()
        })),
    );
    book.add(
        "proxy: reads along",
        "opens the tunnel, and answers itself",
        (6, "does not speak TLS"),
        Place::Proxy(Rogue::start(move |line| {
            tunnel(line)?;
            line.anything()?;
            line.send(ok("[]"))
        })),
    );
    book.add(
        "proxy: endless head",
        "sends a head that does not end",
        failed,
        Place::Proxy(Rogue::start(|line| {
            line.request()?;
            line.send("HTTP/1.1 200 OK\r\n")?;
            line.flood(b"X-More: and more\r\n")
        })),
    );
    book.add(
        "proxy: silent",
        "says nothing",
        (6, "did not answer within 1 s"),
        Place::Proxy(Rogue::start(Line::hold)),
    )
    .slow();
    book.add(
        "proxy: silent tunnel",
        "opens the tunnel, and says nothing",
        (6, "did not answer within 1 s"),
        Place::Proxy(Rogue::start(move |line| {
            tunnel(line)?;
            line.hold()
        })),
    )
    .slow();
}

/// Every status that means something, and some that do not.
fn statuses(book: &mut Book) {
    book.chapter("Statuses");
    let errors = (400..=417)
        .chain(421..=426)
        .chain([428, 429, 431, 451, 499, 599]);
    let known = [201, 202, 203, 204, 205, 206, 226, 300, 303, 304, 305, 306];
    for code in errors
        .chain(500..=508)
        .chain([510, 511])
        .chain(known)
        .chain([600, 999])
    {
        let exit = match code {
            401 => 4,
            404 | 429 => 7,
            400..=499 => 5,
            _ => 7,
        };
        let body = whole(&format!("{code} Status"), &[], "<html>");
        let case = book.say(
            &code.to_string(),
            &format!("answers {code} with a page"),
            (exit, &format!("({code}")),
            body,
        );
        if code == 404 {
            case.only_the_list();
        }
    }
}

/// What is odd, and yet can be listed or shown.
struct Odd {
    name: String,
    does: String,
    args: &'static [&'static str],
    /// The whole answer.
    bytes: Vec<u8>,
    /// What `--json` passes on.
    body: Vec<u8>,
    /// Parts of the table, or page; without any, neither is asked for.
    shows: &'static [&'static str],
    /// Lines of tab-separated values.
    rows: Option<usize>,
}

const LIST: &[&str] = &["batches", "list"];
const ITEMS: &[&str] = &["items", "list"];
const SHOW: &[&str] = &["batches", "show", BATCH];

/// Values of the wrong type, of every type. The empty one stands for a field that is missing.
const VALUES: [&str; 13] = [
    "",
    "null",
    "true",
    "3",
    "-1.50",
    "1e999",
    "123456789012345678901234567890",
    "\"\"",
    "\"x\"",
    "\"\\ud800\"",
    "[]",
    "{}",
    "[[{\"a\":1}]]",
];

/// The members of a recorded object.
fn members(object: &Value) -> Vec<(&str, String)> {
    let members = object.as_object().unwrap();
    members
        .iter()
        .map(|(name, value)| (name.as_str(), value.to_string()))
        .collect()
}

fn object<'m>(members: impl IntoIterator<Item = (&'m str, String)>) -> String {
    let members: Vec<String> = members
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("\"{name}\":{value}"))
        .collect();
    format!("{{{}}}", members.join(","))
}

/// The object once for each of its fields and each odd value in its place, else with a UUID of its
/// own.
fn spoiled(whole: &Value) -> Vec<String> {
    let members = members(whole);
    let all = (0..members.len()).flat_map(|field| VALUES.map(|value| (field, value)));
    let one = |(number, (field, value)): (usize, (usize, &str))| {
        object(members.iter().enumerate().map(|(at, (name, good))| {
            let value = match *name {
                _ if at == field => value.to_owned(),
                "uuid" => format!("\"{number:032x}\""),
                _ => good.clone(),
            };
            (*name, value)
        }))
    };
    all.enumerate().map(one).collect()
}

/// The object with this value in the place of every field.
fn spoiled_all(whole: &Value, value: &str) -> String {
    object(
        members(whole)
            .into_iter()
            .map(|(name, _)| (name, value.to_owned())),
    )
}

fn recorded(name: &str) -> Value {
    let mut value: Value = serde_json::from_str(answer_body(name)).unwrap();
    match value.as_array_mut() {
        Some(all) => all.remove(0),
        None => value,
    }
}

fn oddities() -> Vec<Odd> {
    let mut all = Vec::new();
    let mut add = |name: &str, does: &str, args, body: String, shows, rows| {
        all.push(Odd {
            name: name.to_owned(),
            does: does.to_owned(),
            args,
            bytes: ok(&body),
            body: body.into_bytes(),
            shows,
            rows,
        });
    };
    let (batch, shown, item) = (
        recorded("list-tls"),
        recorded("show-hex"),
        recorded("items"),
    );
    for (args, object, name) in [(LIST, &batch, "batches"), (ITEMS, &item, "items")] {
        let each = spoiled(object);
        let rows = each.len();
        add(
            &format!("{name}, field by field"),
            "has in the place of each field: nothing, null, and each wrong type",
            args,
            format!("[{}]", each.join(",")),
            &["?"][..],
            Some(rows),
        );
        let each = VALUES.map(|value| spoiled_all(object, value));
        add(
            &format!("{name}, nothing right"),
            "has the same wrong value in the place of every field",
            args,
            format!("[{}]", each.join(",")),
            &["?"],
            Some(VALUES.len()),
        );
    }
    for value in VALUES {
        let (name, does) = match value {
            "" => ("missing".to_owned(), "lacks every field".to_owned()),
            value => (
                value.to_owned(),
                format!("has {value} in the place of every field"),
            ),
        };
        let text = spoiled_all(&shown, value);
        add(&format!("batch: {name}"), &does, SHOW, text, &["?"], None);
    }
    let mut spoiled_items = members(&shown);
    let each = spoiled(&shown["items"][0]);
    spoiled_items.retain(|(name, _)| *name != "items");
    spoiled_items.push(("items", format!("[{},null,3,[]]", each.join(","))));
    add(
        "proposals, field by field",
        "has in the place of each proposal's field: nothing, null, and each wrong type",
        SHOW,
        object(spoiled_items),
        &["?"],
        None,
    );

    let with = |name: &str, value: &str| {
        let mut members = members(&batch);
        members.retain(|(other, _)| *other != name);
        members.push((name, value.to_owned()));
        format!("[{}]", object(members))
    };
    let deep = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
    add(
        "deep",
        "nests a field 10,000 deep",
        LIST,
        with("extra", &deep),
        &["BATCH"],
        Some(1),
    );
    let deep = format!("{}1{}", "{\"a\":".repeat(10_000), "}".repeat(10_000));
    add(
        "deep name",
        "nests the call's name 10,000 deep",
        LIST,
        with("call_name", &deep),
        &["?"],
        Some(1),
    );
    // A debug build needs seconds for a table of 10 MB, and more where it is not alone.
    for (name, does, shows, count) in [
        ("long", "sends a name of 1 MB", &["long"][..], 200_000),
        ("longer", "sends a name of 10 MB", &[], 2_000_000),
    ] {
        let name_of_call = format!("\"{}\"", "long ".repeat(count));
        add(
            name,
            does,
            LIST,
            with("call_name", &name_of_call),
            shows,
            Some(1),
        );
    }
    let twice = with("call_name", "\"first\",\"call_name\":\"second\"");
    add(
        "key twice",
        "names a field twice: the last counts",
        LIST,
        twice,
        &["second"],
        Some(1),
    );
    let many = (0..100_000).fold("0".to_owned(), |many, number| {
        many + ",\"x" + &number.to_string() + "\":0"
    });
    add(
        "many fields",
        "sends 100,000 unknown fields",
        LIST,
        with("x", &many),
        &["BATCH"],
        Some(1),
    );
    let escaped = with("call_name", "\"\",\"\\u0063all_name\":\"second\"");
    add(
        "escaped key",
        "writes a key in escapes",
        LIST,
        escaped,
        &["second"],
        Some(1),
    );

    let mut say = |name: &str, does: &str, bytes: Vec<u8>| {
        all.push(Odd {
            name: name.to_owned(),
            does: does.to_owned(),
            args: LIST,
            bytes,
            body: list().to_vec(),
            shows: &["BATCH"],
            rows: None,
        });
    };
    let old = [&b"HTTP/1.0 200 OK\r\n\r\n"[..], list()].concat();
    say("HTTP/1.0", "speaks HTTP/1.0, and names no length", old);
    let early =
        "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n".repeat(20);
    say(
        "100 first",
        "says 100 and 103 first, 20 times",
        [early.as_bytes(), &ok(list())].concat(),
    );
    let long = format!("X-Long: {}", "x".repeat(100_000));
    say(
        "long header",
        "sends a header of 100 kB",
        whole("200 OK", &[&long], list()),
    );
    let latin = [
        &b"HTTP/1.1 200 \xc0K\r\nX-Odd: caf\xe9\r\nLink: <\xff>; rel=next\r\nX-Result-Count: \xff\r\nDate: \xff\r\nConnection: close\r\n\r\n"[..],
        list(),
    ];
    say(
        "raw bytes in headers",
        "sends headers that are not ASCII",
        latin.concat(),
    );
    say(
        "wrong type",
        "calls JSON a picture",
        whole("200 OK", &["Content-Type: image/png"], list()),
    );
    let more = [&gzip(list())[..], b"more"].concat();
    say(
        "gzip and more",
        "sends something behind the compressed body",
        whole("200 OK", &["Content-Encoding: gzip"], more),
    );
    let size = format!("{:x}\r\n", list().len());
    let both = [
        &b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"[..],
        size.as_bytes(),
        list(),
        b"\r\n0\r\n\r\n",
    ];
    say(
        "length and chunks",
        "names a length, and sends chunks",
        both.concat(),
    );
    say(
        "more than asked for",
        "sends a second answer",
        [ok(list()), ok("[]")].concat(),
    );
    all
}

impl Odd {
    /// Runs it in this way, and says what is wrong with what came of it.
    fn run(&self, rogue: &Rogue, flags: &[&str]) -> Result<(), String> {
        let start = Instant::now();
        let ran = Sandbox::new()
            .command(self.args.iter().chain(flags))
            .args(["--timeout", AMPLE.0])
            .env("WALDUR_API_URL", rogue.origin("http"))
            .env("WALDUR_ACCESS_TOKEN", TOKEN)
            .odd_documents()
            .run();
        let wrong = |what: &str| {
            let text: String = ran.snapshot().chars().take(4000).collect();
            Err(format!("{}: {what}:\n{text}", self.name))
        };
        if start.elapsed() > AMPLE.1 + GRACE {
            return wrong(&format!("it took {:?}", start.elapsed()));
        }
        if ran.status != 0 {
            return wrong(&format!("exit code {}", ran.status));
        }
        if let Err(what) = is_clean(&ran) {
            return wrong(what);
        }
        let text = String::from_utf8_lossy(&ran.stdout);
        match flags {
            ["--json"] => {
                if ran.stdout.trim_ascii() != self.body.trim_ascii() {
                    return wrong("the document is not the server's");
                }
            }
            ["--format", "tsv"] => {
                if self.rows.is_some_and(|rows| text.lines().count() != rows) {
                    return wrong("a row is missing");
                }
            }
            _ => {
                if let Some(part) = self.shows.iter().find(|part| !text.contains(**part)) {
                    return wrong(&format!("{part:?} is not shown"));
                }
            }
        }
        Ok(())
    }
}

#[test]
fn what_is_odd_and_can_be_shown_is_shown() {
    let all = oddities();
    let servers: Vec<Rogue> = all
        .iter()
        .map(|odd| {
            let bytes = odd.bytes.clone();
            Rogue::start(move |line| {
                line.request()?;
                line.send(&bytes)
            })
        })
        .collect();
    let jobs: Vec<(usize, &[&str])> = (0..all.len())
        .flat_map(|number| {
            let ways: &[&[&str]] = match all[number].args {
                SHOW => &[&["--json"], &[]],
                _ if all[number].shows.is_empty() => &[&["--json"], &["--format", "tsv"]],
                _ => &[&["--json"], &["--format", "tsv"], &["--format", "table"]],
            };
            ways.iter().map(move |flags| (number, *flags))
        })
        .collect();
    let wrong: String = at_once(&jobs, |(number, flags)| {
        all[*number].run(&servers[*number], flags)
    })
    .into_iter()
    .filter_map(Result::err)
    .collect();
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn whatever_a_server_does_there_is_one_sentence_and_an_exit_code() {
    let directory = tempfile::tempdir().unwrap();
    let trusted = directory.path().join("other.pem");
    let other = rcgen::generate_simple_self_signed(["waldur.example.org".to_owned()]).unwrap();
    std::fs::write(&trusted, other.cert.pem()).unwrap();

    let cases = book();
    let mut names: Vec<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    names.sort_unstable();
    names
        .windows(2)
        .for_each(|pair| assert_ne!(pair[0], pair[1]));
    let jobs: Vec<(usize, &[&str])> = cases
        .iter()
        .enumerate()
        .flat_map(|(number, case)| {
            let list: [&[&str]; 2] = [&["batches", "list"], &["batches", "list", "--json"]];
            list.into_iter()
                .chain(case.also.iter().copied().skip(number % 2).step_by(2))
                .map(move |args| (number, args))
        })
        .collect();
    let results = at_once(&jobs, |(number, args)| cases[*number].run(args, &trusted));

    let mut wrong = String::new();
    let mut messages = BTreeMap::new();
    for ((number, args), result) in jobs.iter().zip(results) {
        match result {
            Ok(message) if args.len() == 2 => drop(messages.insert(*number, message)),
            Ok(_) => {}
            Err(what) => wrong = format!("{wrong}{what}\n"),
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    for case in &cases {
        if let Place::Http(rogue) | Place::Https(rogue) | Place::Proxy(rogue) = &case.place {
            assert!(rogue.connections() > 0, "{}: never called", case.name);
        }
    }
    let first_lines: Vec<&str> = messages.values().map(String::as_str).collect();
    hold(&page(&cases, &first_lines, &oddities()));
}

/// Every other command that asks a server.
const OTHERS: &[&[&str]] = &[
    &["status"],
    &["status", "--json"],
    &["status", "--short"],
    &["batches", "export"],
    &["batches", "list", "--all"],
    &["batches", "list", "--jq", ".[].uuid"],
    &["batches", "show", "8a57", "--json"],
    &["batches", "respond", BATCH, "--print-form"],
    &["items", "accept", BATCH, "--yes"],
    &["items", "decline", BATCH, "--yes", "--json"],
    &["auth", "status", "--json"],
    &["doctor"],
    &["doctor", "--json"],
];

#[test]
fn no_other_command_panics_hangs_or_calls_it_a_success() {
    let chosen = [
        "deaf",
        "half a body",
        "negative length",
        "endless body",
        "no gzip",
        "10,000 headers",
        "redirect to the token",
        "pause of 30,000 years",
        "login page",
        "NaN",
        "nested arrays",
        "a number",
        "token told back",
        "500",
        "999",
    ];
    let mut cases = plain().cases;
    cases.retain(|case| chosen.contains(&case.name.as_str()));
    assert_eq!(cases.len(), chosen.len());
    let jobs: Vec<(&Case, &[&str])> = cases
        .iter()
        .flat_map(|case| OTHERS.iter().map(move |args| (case, *args)))
        .collect();
    let wrong = at_once(&jobs, |(case, args)| {
        let start = Instant::now();
        let ran = case.command(args, Path::new("none.pem")).run();
        let what = match is_clean(&ran) {
            Err(what) => what.to_owned(),
            // Whoever asks for several things asks for them one after the other.
            Ok(()) if start.elapsed() > case.timeout.1 * 3 + GRACE => "it took long".to_owned(),
            Ok(()) if !(2..=9).contains(&ran.status) => "the exit code".to_owned(),
            Ok(()) if shows_token(&ran, TOKEN) => "the token can be seen".to_owned(),
            Ok(()) => return String::new(),
        };
        let text: String = ran.snapshot().chars().take(4000).collect();
        format!("{}: {what}:\n{text}\n", case.name)
    })
    .concat();
    assert!(wrong.is_empty(), "{wrong}");
}

/// What the two tests look at, for a person.
fn page(cases: &[Case], messages: &[&str], oddities: &[Odd]) -> String {
    let mut page = "# What a misbehaving server does to the program

Written by `tests/cli/faults.rs`, which plays each of these servers on loopback and runs `batches
list`, `batches list --json`, and with most of them `batches show` or `items list`. Each time it
holds that the program ends within its time-out, with this exit code and one sentence (with `--json`
one object), that it prints nothing else, no token, and nothing that could steer a terminal.
"
    .to_owned();
    let cell = |text: &str| {
        let long = text.char_indices().nth(200);
        let text = long.map_or(text.to_owned(), |(end, _)| format!("{}...", &text[..end]));
        text.replace('\\', r"\\")
            .replace('|', r"\|")
            .replace('<', "&lt;")
    };
    let mut chapter = "";
    for (case, message) in cases.iter().zip(messages) {
        if case.chapter != chapter {
            chapter = case.chapter;
            let _ = write!(
                page,
                "\n## {chapter}\n\n| name | the server | exit code | message |\n|---|---|---:|---|\n"
            );
        }
        let (name, does) = (cell(&case.name), cell(&case.does));
        let _ = writeln!(
            page,
            "| {name} | {does} | {} | {} |",
            case.exit,
            cell(message)
        );
    }
    page.push_str(
        "
## What is odd, and shown all the same

The exit code is 0, `--json` passes the document on as it is, and no row is missing. What is not
known is shown as `?`, or left out.

| name | the server | asked by |
|---|---|---|
",
    );
    for odd in oddities {
        let (name, does) = (cell(&odd.name), cell(&odd.does));
        let _ = writeln!(page, "| {name} | {does} | `{}` |", odd.args[..2].join(" "));
    }
    page
}

/// Compares the page with the one in `docs`, or writes it.
fn hold(page: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/faults.md");
    if std::env::var_os("WALDUR_REVIEW_REGENERATE").is_some() {
        std::fs::write(file, page).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(file).unwrap_or_default();
    let differs = page.lines().zip(kept.lines()).find(|(new, old)| new != old);
    assert!(
        page == kept,
        "docs/faults.md is not current: {differs:#?}\nWALDUR_REVIEW_REGENERATE=1 cargo test --test cli faults"
    );
}

/// Does it with each of these, several at a time; the results are in the same order.
fn at_once<J: Sync, T: Send>(jobs: &[J], work: impl Fn(&J) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let results = Mutex::new(BTreeMap::new());
    thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::SeqCst);
                    let Some(job) = jobs.get(number) else { return };
                    let result = work(job);
                    results.lock().unwrap().insert(number, result);
                }
            });
        }
    });
    results.into_inner().unwrap().into_values().collect()
}
