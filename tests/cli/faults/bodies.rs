//! Bodies that are not the documented JSON.

use super::case::Book;
use super::wire::{list, ok, sent_token, whole};

pub(super) fn bodies(book: &mut Book) {
    let page = (7, "got a web page");
    let odd = (7, "got something else");
    let shape = (7, "not as documented");
    book.chapter("Bodies");
    book.say(
        "login page",
        "responds 200 with a login page",
        page,
        whole(
            "200 OK",
            &["Content-Type: text/html"],
            "\u{a}<!DOCTYPE html><html><title>Log in</title></html>",
        ),
    );
    book.say("page as JSON", "labels a web page as JSON", page, ok("  <html></html>"));
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
        ("UTF-16", "sends UTF-16", odd, "[]".encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ("Latin-1", "sends a name in Latin-1", odd, b"[{\"call_name\":\"caf\xe9\"}]".to_vec()),
        ("NaN", "sends NaN", odd, b"[{\"items_count\":NaN}]".to_vec()),
        ("Infinity", "sends -Infinity", odd, b"[{\"items_count\":-Infinity}]".to_vec()),
        ("single quotes", "sends Python instead of JSON", odd, b"[{'uuid': None}]".to_vec()),
        ("trailing comma", "sends one comma too many", odd, b"[{},]".to_vec()),
        ("half JSON", "ends in the middle of a string", odd, b"[{\"uuid\":\"8a57".to_vec()),
        ("two documents", "sends two documents", odd, b"[][]".to_vec()),
        (
            "raw control characters",
            "sends raw line breaks within a string",
            odd,
            b"[{\"call_name\":\"a\nb\"}]".to_vec(),
        ),
        ("a number", "sends a number", shape, b"3".to_vec()),
        ("a string", "sends a string", shape, b"\"[]\"".to_vec()),
        (
            "unclosed arrays",
            "opens 100,000 arrays and closes none",
            odd,
            "[".repeat(100_000).into_bytes(),
        ),
        (
            "unclosed objects",
            "opens 100,000 objects and closes none",
            (7, "http://127.0.0.1"),
            "{\"a\":".repeat(100_000).into_bytes(),
        ),
    ] {
        book.say(name, does, expected, ok(body));
    }
    book.say("nested arrays", "nests 10,000 arrays", shape, ok(deep("[", "]", 10_000)));
    book.say(
        "error with status 200",
        "responds 200 with an error",
        shape,
        ok(r#"{"detail":"Invalid token."}"#),
    )
    .only_the_list();
    book.act("token repeated", "repeats the token in an error", (5, "Who is [token]?"), |line| {
        let token = sent_token(&line.request()?);
        let told = format!("{{\"detail\":\"Who is {token}? \\u001b[31m\\u202e\"}}");
        line.send(whole("400 Bad Request", &[], told))
    });
    book.say(
        "long error",
        "sends an error message of 1 MB",
        (5, "refused the request (400)"),
        whole("400 Bad Request", &[], format!("{{\"detail\":\"{}\"}}", "long ".repeat(200_000))),
    );
    book.say(
        "deep error",
        "nests an error message 10,000 deep",
        (5, "refused the request (400)"),
        whole("400 Bad Request", &[], format!("{{\"detail\":{}}}", deep("[", "]", 10_000))),
    );
}
