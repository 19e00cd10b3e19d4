//! A server that misbehaves on purpose, in every way that was thought of. Whatever it does, the
//! program ends in time, with the documented exit code and one message, and writes nothing half.
//!
//! `docs/faults.md` lists the results. `WALDUR_REVIEW_REGENERATE=1 cargo test faults` writes it
//! anew.

mod bodies;
mod case;
mod connections;
mod framing;
mod heads;
mod odd;
mod wire;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{Ran, Rogue, TOKEN, shows_token, steers};

use bodies::bodies;
use case::{Book, Case, Place, WORKERS};
use connections::{connections, proxies, secure};
use framing::{lengths, packing};
use heads::{heads, redirects, statuses, throttles};
use odd::{Odd, SHOW, oddities};

const BATCH: &str = "8a577869a7c74a7494c19336f75f6551";

/// What the program may take beyond its time-out.
const GRACE: Duration = Duration::from_secs(5);

/// For all others: longer than anything here takes, so that a busy computer changes nothing.
const AMPLE: (&str, Duration) = ("15s", Duration::from_secs(15));

const LIST: &[&str] = &["batches", "list"];

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

/// What the two tests look at, for a person.
fn page(cases: &[Case], messages: &[&str], oddities: &[Odd]) -> String {
    let mut page = "# What a misbehaving server does to the program

`tests/cli/faults/` plays each of these servers on loopback and runs `batches list`, `batches list --json`
and, with most of them, `batches show` or `items list`; it also writes this page. It checks that the program
ends within its time-out, with this exit code and one error message (with `--json` one object), and that
it prints nothing else: no token, and no control characters.
"
    .to_owned();
    let cell = |text: &str| {
        let long = text.char_indices().nth(200);
        let text = long.map_or(text.to_owned(), |(end, _)| format!("{}...", &text[..end]));
        text.replace('\\', r"\\").replace('|', r"\|").replace('<', "&lt;")
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
        let _ = writeln!(page, "| {name} | {does} | {} | {} |", case.exit, cell(message));
    }
    page.push_str(
        "
## Odd responses that can be shown

The exit code is 0, `--json` prints the document unchanged, and no row is missing. An unknown value is shown
as `?`, or left out.

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

fn is_clean(ran: &Ran) -> Result<(), &'static str> {
    if ["panicked", "RUST_BACKTRACE"].iter().any(|word| ran.stderr.contains(word)) {
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

/// Without TLS and proxies.
fn plain() -> Book {
    let mut book = Book { chapter: "", cases: Vec::new() };
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

#[test]
fn odd_but_usable_response_is_shown() {
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
    let wrong: String =
        at_once(&jobs, |(number, flags)| all[*number].run(&servers[*number], flags))
            .into_iter()
            .filter_map(Result::err)
            .collect();
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_fault_gives_one_message_and_an_exit_code() {
    let directory = tempfile::tempdir().unwrap();
    let trusted = directory.path().join("other.pem");
    let other = rcgen::generate_simple_self_signed(["waldur.example.org".to_owned()]).unwrap();
    std::fs::write(&trusted, other.cert.pem()).unwrap();

    let cases = book();
    let mut names: Vec<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    names.sort_unstable();
    names.windows(2).for_each(|pair| assert_ne!(pair[0], pair[1]));
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

#[test]
fn no_command_panics_hangs_or_succeeds_on_a_fault() {
    let chosen = [
        "reads only",
        "half a body",
        "negative length",
        "endless body",
        "plain text as gzip",
        "10,000 headers",
        "redirect to the token",
        "pause of 30,000 years",
        "login page",
        "NaN",
        "nested arrays",
        "a number",
        "token repeated",
        "500",
        "999",
    ];
    let mut cases = plain().cases;
    cases.retain(|case| chosen.contains(&case.name.as_str()));
    assert_eq!(cases.len(), chosen.len());
    let jobs: Vec<(&Case, &[&str])> =
        cases.iter().flat_map(|case| OTHERS.iter().map(move |args| (case, *args))).collect();
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
