//! A fault, and what the program must make of it.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{Invocation, Line, NOBODY, Ran, Rogue, Sandbox, Server, TOKEN};

use super::{AMPLE, BATCH, GRACE, is_clean};

const FAR: &str = "https://waldur.example.ac.uk";

/// For servers that are not heard to the end.
const SHORT: (&str, Duration) = ("1s", Duration::from_secs(1));

/// As many runs at once.
pub(super) const WORKERS: usize = 24;

/// A thing that a server does, and what is to come of it.
pub(super) struct Case {
    pub(super) chapter: &'static str,
    pub(super) name: String,
    pub(super) does: String,
    pub(super) place: Place,
    pub(super) timeout: (&'static str, Duration),
    pub(super) exit: i32,
    /// A part of the message.
    pub(super) says: String,
    /// Whether the words in brackets at the message's end depend on who is faster.
    pub(super) varies: bool,
    /// What else is to give the same.
    pub(super) also: &'static [&'static [&'static str]],
}

/// Where the server is, as seen from the program.
pub(super) enum Place {
    Nowhere,
    Http(Rogue),
    Https(Rogue),
    /// As a proxy before a server that is never reached.
    Proxy(Rogue),
    /// Whether its authority is trusted.
    Tls(Server, bool),
}

const EVERYWHERE: &[&[&str]] =
    &[&["batches", "show", BATCH, "--json"], &["items", "list", "--json"]];

pub(super) struct Book {
    pub(super) chapter: &'static str,
    pub(super) cases: Vec<Case>,
}

impl Book {
    pub(super) fn chapter(&mut self, title: &'static str) {
        self.chapter = title;
    }

    /// A server that does this with each connection.
    pub(super) fn act(
        &mut self,
        name: &str,
        does: &str,
        (exit, says): (i32, &str),
        act: impl Fn(&mut Line) -> io::Result<()> + Send + Sync + 'static,
    ) -> &mut Case {
        self.add(name, does, (exit, says), Place::Http(Rogue::start(act)))
    }

    /// A server that sends these bytes in answer to each request, and closes.
    pub(super) fn say(
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

    pub(super) fn add(
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
    pub(super) fn slow(&mut self) {
        self.timeout = SHORT;
    }

    /// Which side notices first is a matter of chance.
    pub(super) fn varies(&mut self) {
        self.varies = true;
    }

    /// What else is asked of it fails otherwise.
    pub(super) fn only_the_list(&mut self) {
        self.also = &[];
    }

    pub(super) fn command(&self, args: &[&str], trusted: &Path) -> Invocation {
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
            Place::Proxy(rogue) => {
                command.env("WALDUR_API_URL", FAR).env("HTTPS_PROXY", rogue.origin("http"))
            }
            Place::Tls(server, false) => command.env("WALDUR_API_URL", server.origin()),
            Place::Tls(server, true) => command
                .env("WALDUR_API_URL", server.origin())
                .env("SSL_CERT_FILE", server.ca_file()),
        }
    }

    /// Runs one command, and gives the first line of its message, or what is wrong with the run.
    pub(super) fn run(&self, args: &[&str], trusted: &Path) -> Result<String, String> {
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
