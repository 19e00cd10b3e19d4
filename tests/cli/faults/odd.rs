//! Responses that are odd and yet can be listed or shown.

use std::time::Instant;

use serde_json::Value;

use crate::support::{Rogue, Sandbox, TOKEN, answer_body};

use super::wire::{gzip, list, ok, whole};
use super::{AMPLE, BATCH, GRACE, LIST, is_clean};

/// What is odd, and yet can be listed or shown.
pub(super) struct Odd {
    pub(super) name: String,
    pub(super) does: String,
    pub(super) args: &'static [&'static str],
    /// The whole answer.
    pub(super) bytes: Vec<u8>,
    /// What `--json` passes on.
    pub(super) body: Vec<u8>,
    /// Parts of the table, or page; without any, neither is asked for.
    pub(super) shows: &'static [&'static str],
    /// Lines of tab-separated values.
    pub(super) rows: Option<usize>,
}

const ITEMS: &[&str] = &["items", "list"];

pub(super) const SHOW: &[&str] = &["batches", "show", BATCH];

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
    members.iter().map(|(name, value)| (name.as_str(), value.to_string())).collect()
}

pub(super) fn object<'m>(members: impl IntoIterator<Item = (&'m str, String)>) -> String {
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

/// The object with this value in place of every field.
fn spoiled_all(whole: &Value, value: &str) -> String {
    object(members(whole).into_iter().map(|(name, _)| (name, value.to_owned())))
}

fn recorded(name: &str) -> Value {
    let mut value: Value = serde_json::from_str(answer_body(name)).unwrap();
    match value.as_array_mut() {
        Some(all) => all.remove(0),
        None => value,
    }
}

pub(super) fn oddities() -> Vec<Odd> {
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
    let (batch, shown, item) = (recorded("list-tls"), recorded("show-hex"), recorded("items"));
    for (args, object, name) in [(LIST, &batch, "batches"), (ITEMS, &item, "items")] {
        let each = spoiled(object);
        let rows = each.len();
        add(
            &format!("{name}, field by field"),
            "has nothing, null, and each wrong type in place of each field",
            args,
            format!("[{}]", each.join(",")),
            &["?"][..],
            Some(rows),
        );
        let each = VALUES.map(|value| spoiled_all(object, value));
        add(
            &format!("{name}, nothing right"),
            "has the same wrong value in place of every field",
            args,
            format!("[{}]", each.join(",")),
            &["?"],
            Some(VALUES.len()),
        );
    }
    for value in VALUES {
        let (name, does) = match value {
            "" => ("missing".to_owned(), "lacks every field".to_owned()),
            value => (value.to_owned(), format!("has {value} in place of every field")),
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
        "has nothing, null, and each wrong type in place of each field of a proposal",
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
    add("deep", "nests a field 10,000 deep", LIST, with("extra", &deep), &["BATCH"], Some(1));
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
        add(name, does, LIST, with("call_name", &name_of_call), shows, Some(1));
    }
    let twice = with("call_name", "\"first\",\"call_name\":\"second\"");
    add("key twice", "sends a field twice: the last one counts", LIST, twice, &["second"], Some(1));
    let many = (0..100_000)
        .fold("0".to_owned(), |many, number| many + ",\"x" + &number.to_string() + "\":0");
    add("many fields", "sends 100,000 unknown fields", LIST, with("x", &many), &["BATCH"], Some(1));
    let escaped = with("call_name", "\"\",\"\\u0063all_name\":\"second\"");
    add("escaped key", "writes a key in escapes", LIST, escaped, &["second"], Some(1));

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
    say("HTTP/1.0", "responds in HTTP/1.0 without a length", old);
    let early =
        "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n".repeat(20);
    say("100 first", "sends 100 and 103 first, 20 times", [early.as_bytes(), &ok(list())].concat());
    let long = format!("X-Long: {}", "x".repeat(100_000));
    say("long header", "sends a header of 100 kB", whole("200 OK", &[&long], list()));
    let latin = [
        &b"HTTP/1.1 200 \xc0K\r\nX-Odd: caf\xe9\r\nLink: <\xff>; rel=next\r\nX-Result-Count: \xff\r\nDate: \xff\r\nConnection: close\r\n\r\n"[..],
        list(),
    ];
    say("raw bytes in headers", "sends headers that are not ASCII", latin.concat());
    say(
        "wrong type",
        "labels JSON as an image",
        whole("200 OK", &["Content-Type: image/png"], list()),
    );
    let more = [&gzip(list())[..], b"more"].concat();
    say(
        "gzip and more",
        "sends bytes after the compressed body",
        whole("200 OK", &["Content-Encoding: gzip"], more),
    );
    let size = format!("{:x}\r\n", list().len());
    let both = [
        &b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"[..],
        size.as_bytes(),
        list(),
        b"\r\n0\r\n\r\n",
    ];
    say("length and chunks", "announces a length and sends chunks", both.concat());
    say("more than asked for", "sends a second answer", [ok(list()), ok("[]")].concat());
    all
}

impl Odd {
    /// Runs it in this way, and says what is wrong with what came of it.
    pub(super) fn run(&self, rogue: &Rogue, flags: &[&str]) -> Result<(), String> {
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
