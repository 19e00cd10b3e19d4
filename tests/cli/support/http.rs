//! HTTP/1.1 as far as the tests need it: requests as they came, responses as a test wants them.

use std::io::{self, BufRead, ErrorKind, Read, Write};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

const HEAD_LIMIT: u64 = 64 * 1024;
const BODY_LIMIT: u64 = 16 * 1024 * 1024;

/// A request as the server got it.
#[derive(Debug, Clone)]
pub struct Request {
    /// The method, as sent.
    pub method: String,
    /// The target: path and query.
    pub path: String,
    /// The headers in their order, with their names as sent.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// The first header of this name, in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The path without the query.
    pub fn route(&self) -> &str {
        self.path.split('?').next().unwrap_or_default()
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Reads one request to its end; `None` when the other side has no more.
    pub(super) fn read(reader: &mut impl BufRead) -> io::Result<Option<Self>> {
        let mut head = reader.by_ref().take(HEAD_LIMIT);
        let first = line(&mut head)?;
        if first.is_empty() {
            return Ok(None);
        }
        let mut words = first.split_ascii_whitespace().map(str::to_owned);
        let (Some(method), Some(path), Some(version)) = (words.next(), words.next(), words.next())
        else {
            return Err(malformed("not a request line"));
        };
        if version != "HTTP/1.1" {
            return Err(malformed("not HTTP/1.1"));
        }
        let mut headers = Vec::new();
        loop {
            let line = line(&mut head)?;
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(':').ok_or_else(|| malformed("no colon"))?;
            headers.push((name.to_owned(), value.trim().to_owned()));
        }
        let mut request = Self { method, path, headers, body: Vec::new() };
        if request.header("transfer-encoding").is_some() {
            return Err(malformed("chunked requests are not understood here"));
        }
        if let Some(length) = request.header("content-length") {
            let length = length.parse().map_err(|_| malformed("no length"))?;
            if length > BODY_LIMIT {
                return Err(malformed("too long"));
            }
            reader.take(length).read_to_end(&mut request.body)?;
            if request.body.len() as u64 != length {
                return Err(ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(Some(request))
    }
}

/// One line with its end; empty where there is nothing more at all.
fn line(head: &mut impl BufRead) -> io::Result<String> {
    let mut line = Vec::new();
    head.read_until(b'\n', &mut line)?;
    if !line.is_empty() && !line.ends_with(b"\n") {
        return Err(malformed("the head is cut or too long"));
    }
    Ok(String::from_utf8_lossy(&line).into_owned())
}

fn malformed(why: &'static str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, why)
}

/// What the server sends back.
#[derive(Debug, Clone)]
pub struct Response {
    shape: Shape,
    delay: Duration,
}

#[derive(Debug, Clone)]
enum Shape {
    /// A well-formed message.
    Message(Message),
    /// Exactly these bytes, then the end.
    Raw(Vec<u8>),
    /// Nothing.
    Close,
}

#[derive(Debug, Clone, Default)]
struct Message {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    gzip: bool,
    body_delay: Duration,
}

impl Response {
    /// An empty response with this status.
    pub fn new(status: u16) -> Self {
        Self::of(Shape::Message(Message { status, ..Message::default() }))
    }

    /// A JSON document.
    pub fn json(status: u16, text: &str) -> Self {
        Self::new(status).header("Content-Type", "application/json").body(text)
    }

    /// A page for a browser.
    pub fn html(status: u16, text: &str) -> Self {
        Self::new(status).header("Content-Type", "text/html; charset=utf-8").body(text)
    }

    /// "It is over there."
    pub fn redirect(status: u16, location: &str) -> Self {
        Self::new(status).header("Location", location)
    }

    /// Exactly these bytes; then the connection is closed.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self::of(Shape::Raw(bytes.into()))
    }

    /// No answer: the connection is closed (over TLS without saying goodbye).
    pub fn close() -> Self {
        Self::of(Shape::Close)
    }

    /// Sets a header, in place of one of the same name. A `Content-Length` is sent as it is, and
    /// the connection closed after the body: so an answer that is too short is made.
    pub fn header(self, name: &str, value: &str) -> Self {
        self.change(|message| {
            message.headers.retain(|(key, _)| !key.eq_ignore_ascii_case(name));
            message.headers.push((name.to_owned(), value.to_owned()));
        })
    }

    /// Sets the body.
    pub fn body(self, body: impl AsRef<[u8]>) -> Self {
        self.change(|message| body.as_ref().clone_into(&mut message.body))
    }

    /// Sends the body as nginx does when it compresses: gzipped, in chunks, without its length.
    pub fn gzip(self) -> Self {
        self.change(|message| message.gzip = true)
    }

    /// Waits before anything is sent.
    pub fn delay(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// Waits in the middle of the body.
    pub fn body_delay(self, delay: Duration) -> Self {
        self.change(|message| message.body_delay = delay)
    }

    fn of(shape: Shape) -> Self {
        Self { shape, delay: Duration::ZERO }
    }

    fn change(mut self, change: impl FnOnce(&mut Message)) -> Self {
        match &mut self.shape {
            Shape::Message(message) => change(message),
            Shape::Raw(_) | Shape::Close => panic!("this response is not a message"),
        }
        self
    }

    /// Sends this in answer to the request. `wait` pauses, and says whether to go on.
    pub(super) fn send(
        &self,
        request: &Request,
        stream: &mut impl Write,
        wait: impl Fn(Duration) -> bool,
    ) -> io::Result<Ending> {
        if !wait(self.delay) {
            return Ok(Ending::Cut);
        }
        match &self.shape {
            Shape::Close => Ok(Ending::Cut),
            Shape::Raw(bytes) => {
                stream.write_all(bytes)?;
                stream.flush()?;
                Ok(Ending::Close)
            }
            Shape::Message(message) => message.send(request, stream, wait),
        }
    }
}

/// How a connection goes on after an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// With the next request.
    Next,
    /// It is closed.
    Close,
    /// It is closed without a goodbye.
    Cut,
}

impl Message {
    fn send(
        &self,
        request: &Request,
        stream: &mut impl Write,
        wait: impl Fn(Duration) -> bool,
    ) -> io::Result<Ending> {
        let named =
            |name: &str| self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        let closes = |value: Option<&str>| value.is_some_and(|v| v.eq_ignore_ascii_case("close"));
        let close = closes(request.header("connection"))
            || closes(named("connection").map(|(_, value)| value.as_str()))
            || named("content-length").is_some();

        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        let mut add = |name: &str, value: &str| {
            head.extend([name, ": ", value, "\r\n"]);
        };
        for (name, value) in &self.headers {
            add(name, value);
        }
        if close && named("connection").is_none() {
            add("Connection", "close");
        }
        let bodiless = request.method == "HEAD" || matches!(self.status, 204 | 304);
        let body = if self.gzip {
            add("Content-Encoding", "gzip");
            add("Transfer-Encoding", "chunked");
            chunks(&gzip(&self.body)?)
        } else {
            if named("content-length").is_none() && !matches!(self.status, 204 | 304) {
                add("Content-Length", &self.body.len().to_string());
            }
            self.body.clone()
        };
        head.push_str("\r\n");

        // In one write, so that a client sees an answer whole unless a test wants otherwise.
        let mut bytes = head.into_bytes();
        let (first, second) =
            if bodiless { (&[][..], &[][..]) } else { body.split_at(body.len() / 2) };
        bytes.extend(first);
        if !self.body_delay.is_zero() {
            stream.write_all(&bytes)?;
            stream.flush()?;
            bytes.clear();
            if !wait(self.body_delay) {
                return Ok(Ending::Cut);
            }
        }
        bytes.extend(second);
        stream.write_all(&bytes)?;
        stream.flush()?;
        Ok(if close { Ending::Close } else { Ending::Next })
    }
}

fn gzip(body: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(body)?;
    encoder.finish()
}

fn chunks(body: &[u8]) -> Vec<u8> {
    let mut framed = Vec::new();
    for chunk in body.chunks(4096) {
        framed.extend(format!("{:x}\r\n", chunk.len()).into_bytes());
        framed.extend(chunk);
        framed.extend(b"\r\n");
    }
    framed.extend(b"0\r\n\r\n");
    framed
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        204 => "No Content",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        409 => "Conflict",
        413 => "Request Entity Too Large",
        414 => "Request-URI Too Large",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Time-out",
        _ => "Status",
    }
}
