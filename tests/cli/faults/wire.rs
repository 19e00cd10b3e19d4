//! Messages as bytes.

use std::io::Write as _;

use flate2::write::GzEncoder;
use flate2::{Compress, Compression, FlushCompress};

use crate::support::answer_body;

/// An answer with this status line, these further header lines, and this body, as it is.
pub(super) fn message(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Vec<u8> {
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
pub(super) fn whole(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Vec<u8> {
    let length = format!("Content-Length: {}", body.as_ref().len());
    let headers: Vec<&str> = headers.iter().copied().chain([length.as_str()]).collect();
    message(status, &headers, body)
}

pub(super) fn ok(body: impl AsRef<[u8]>) -> Vec<u8> {
    whole("200 OK", &["Content-Type: application/json"], body)
}

/// What somebody who listens learns from a request.
pub(super) fn sent_token(request: &str) -> String {
    let mut words = request.split_ascii_whitespace();
    let token = words.find(|word| *word == "Token").and_then(|_| words.next());
    token.unwrap_or("nobody").to_owned()
}

pub(super) fn list() -> &'static [u8] {
    answer_body("list-tls").as_bytes()
}

pub(super) fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

/// 70 MiB of spaces, a MiB at a time, packed.
pub(super) fn bomb() -> Vec<u8> {
    let mut packed = Vec::with_capacity(1 << 16);
    Compress::new(Compression::fast(), false)
        .compress_vec(&vec![b' '; 1 << 20], &mut packed, FlushCompress::Full)
        .unwrap();
    [&b"\x1f\x8b\x08\0\0\0\0\0\0\xff"[..], &packed.repeat(70)].concat()
}
