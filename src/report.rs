//! The porter: an error becomes words, ways out and an exit code. No other room knows codes.

use std::process::ExitCode;

use serde::Serialize;

use crate::error::{ErrorKind, Hint, UserError};
use crate::output::{Role, Theme, sanitize_line};
use crate::waldur::{ApiError, Problem, TlsProblem};

/// Exit codes, as the manual lists them.
pub mod exit {
    /// Anything unexpected.
    pub const UNEXPECTED: u8 = 1;
    /// Usage or settings.
    pub const USAGE: u8 = 2;
    /// Not found, or ambiguous.
    pub const NOT_FOUND: u8 = 3;
    /// Not logged in, or refused with 401.
    pub const NOT_LOGGED_IN: u8 = 4;
    /// Refused: 403, 409, 400 and the like.
    pub const REFUSED: u8 = 5;
    /// The server was not reached.
    pub const NOT_REACHED: u8 = 6;
    /// The server's fault.
    pub const SERVER: u8 = 7;
    /// There is work, with `--exit-status` only.
    pub const WORK_WAITS: u8 = 8;
    /// Several were asked for and some failed.
    pub const PARTIAL: u8 = 9;
    /// Interrupted.
    pub const INTERRUPTED: u8 = 130;
}

/// An error in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// A word for programs.
    pub code: &'static str,
    /// The cause, one sentence.
    pub message: String,
    /// The ways out, a line each.
    pub hints: Vec<String>,
    /// The HTTP status, where there was one.
    pub http_status: Option<u16>,
    /// The exit code.
    pub exit_code: u8,
    /// Whether the same may succeed later.
    pub retryable: bool,
}

/// An error for programs.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ErrorDocument {
    /// A word for the kind of error; others may come.
    code: &'static str,
    /// The cause.
    message: String,
    /// The ways out, with semicolons between; empty where there is none.
    hint: String,
    /// The HTTP status, where there was one.
    http_status: Option<u16>,
    exit_code: u8,
    /// Whether the same may succeed later.
    retryable: bool,
    /// The single failures, where several things were asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    errors: Vec<ErrorDocument>,
}

impl ErrorDocument {
    /// The document of several failures.
    pub fn with_errors(self, errors: Vec<Self>) -> Self {
        Self { errors, ..self }
    }

    /// One line of JSON: `{"error": …}`.
    pub fn to_line(&self) -> String {
        serde_json::to_string(self)
            .map(|inner| format!("{{\"error\":{inner}}}"))
            .unwrap_or_default()
    }
}

impl Report {
    /// What to say of an error.
    pub fn of(error: &anyhow::Error) -> Self {
        let known = if let Some(error) = error.downcast_ref::<ApiError>() {
            Some(of_api(error))
        } else {
            error.downcast_ref::<UserError>().map(Self::of_fault)
        };
        let unexpected = |message| Self::plain("unexpected", message, exit::UNEXPECTED);
        match (known, error.downcast_ref::<Hint>()) {
            (known, Some(Hint(line))) => {
                let mut report =
                    known.unwrap_or_else(|| unexpected(error.root_cause().to_string()));
                report.hints.push(line.clone());
                report
            }
            (None, None) => unexpected(format!("{error:#}")),
            (Some(mut report), None) => {
                // A context, such as the profile's name, stands before the cause.
                let outer = error.to_string();
                if outer != report.message {
                    report.message = format!("{outer}: {}", report.message);
                }
                report
            }
        }
    }

    /// What to say of a fault.
    pub fn of_fault(fault: &UserError) -> Self {
        let (code, exit_code) = match fault.kind {
            ErrorKind::Usage => ("usage", exit::USAGE),
            ErrorKind::Configuration => ("configuration", exit::USAGE),
            ErrorKind::NotFound => ("not_found", exit::NOT_FOUND),
            ErrorKind::Ambiguous => ("ambiguous", exit::NOT_FOUND),
            ErrorKind::NotLoggedIn => ("not_logged_in", exit::NOT_LOGGED_IN),
            ErrorKind::Refused => ("refused", exit::REFUSED),
            ErrorKind::ServerFailed => ("server_failed", exit::SERVER),
            ErrorKind::NotKnown => ("not_known", exit::NOT_REACHED),
            ErrorKind::Interrupted => ("interrupted", exit::INTERRUPTED),
            ErrorKind::File => ("file", exit::USAGE),
        };
        Self { hints: fault.hints.clone(), ..Self::plain(code, fault.message.clone(), exit_code) }
    }

    /// What to say of a command line that clap refused.
    pub fn of_usage(message: &str) -> Self {
        Self::plain("usage", message.to_owned(), exit::USAGE)
    }

    /// What to say when several were asked for: their own code if all failed alike.
    pub fn of_several(reports: &[Self], all_failed: bool) -> Self {
        if let Some(stopped) = reports.iter().find(|report| report.exit_code == exit::INTERRUPTED) {
            return stopped.clone();
        }
        if let Some(first) = reports.first().filter(|first| {
            all_failed && reports.iter().all(|one| one.exit_code == first.exit_code)
        }) {
            return match reports.len() {
                1 => first.clone(),
                count => Self {
                    message: format!("{count} failed alike, the first: {}", first.message),
                    ..first.clone()
                },
            };
        }
        let mut report = Self::plain(
            "partial",
            match reports.len() {
                1 => "one of several failed".to_owned(),
                count => format!("{count} of several failed"),
            },
            exit::PARTIAL,
        );
        report.retryable = reports.iter().any(|report| report.retryable);
        report
    }

    fn plain(code: &'static str, message: String, exit_code: u8) -> Self {
        Self { code, message, hints: Vec::new(), http_status: None, exit_code, retryable: false }
    }

    /// For a person: `error: …` and the ways out, indented.
    pub fn to_text(&self, theme: &Theme) -> String {
        let mut text =
            format!("{} {}\n", theme.paint(Role::Danger, "error:"), theme.line(&self.message));
        for hint in &self.hints {
            text = format!("{text}  {}\n", theme.line(hint));
        }
        text
    }

    /// For a program: the object inside `{"error": …}`.
    pub fn to_json(&self) -> ErrorDocument {
        ErrorDocument {
            code: self.code,
            message: sanitize_line(&self.message).into_owned(),
            hint: sanitize_line(&self.hints.join("; ")).into_owned(),
            http_status: self.http_status,
            exit_code: self.exit_code,
            retryable: self.retryable,
            errors: Vec::new(),
        }
    }

    /// The exit code for the system.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.exit_code)
    }
}

fn of_api(error: &ApiError) -> Report {
    let (code, exit_code, retryable) = match &error.problem {
        Problem::Dns(_) => ("dns", exit::NOT_REACHED, true),
        Problem::Connect(_) => ("connect", exit::NOT_REACHED, true),
        Problem::Proxy(..) => ("proxy", exit::NOT_REACHED, true),
        Problem::Tls(_) => ("tls", exit::NOT_REACHED, false),
        Problem::Timeout(_) => ("timeout", exit::NOT_REACHED, true),
        Problem::Broken(_) => ("connection_broken", exit::NOT_REACHED, true),
        Problem::Unauthorized(_) => ("unauthorized", exit::NOT_LOGGED_IN, false),
        Problem::Forbidden(_) => ("forbidden", exit::REFUSED, false),
        Problem::NotFound => ("not_found", exit::NOT_FOUND, false),
        Problem::NoSuchEndpoint => ("no_such_endpoint", exit::SERVER, false),
        Problem::Refused(..) => ("refused", exit::REFUSED, false),
        Problem::Throttled(_) => ("throttled", exit::SERVER, true),
        Problem::ServerFailed(_) => ("server_failed", exit::SERVER, true),
        Problem::Redirect(_) | Problem::RedirectLoop => ("redirect", exit::SERVER, false),
        Problem::UnexpectedStatus(_) => ("unexpected_status", exit::SERVER, false),
        Problem::NotJson { .. } => ("not_json", exit::SERVER, false),
        Problem::Shape(_) => ("unexpected_shape", exit::SERVER, false),
        Problem::TooLarge(_) | Problem::ListTooLarge(_) => ("too_large", exit::SERVER, false),
        Problem::ListTooSlow(_) => ("timeout", exit::NOT_REACHED, true),
        Problem::Setup(_) => ("configuration", exit::USAGE, false),
    };
    Report {
        code,
        message: error.to_string(),
        hints: api_hints(error),
        http_status: error.status(),
        exit_code,
        retryable,
    }
}

fn api_hints(error: &ApiError) -> Vec<String> {
    let server = &error.server;
    let address = || match server.address_source.as_str() {
        "credentials.toml" | "config.toml" => {
            format!(
                "the address comes from {}, profile {:?}",
                server.address_source, server.profile
            )
        }
        source => format!("the address comes from {source}"),
    };
    let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    match &error.problem {
        Problem::Dns(_) | Problem::Tls(TlsProblem::WrongHost) | Problem::RedirectLoop => {
            vec![address()]
        }
        Problem::Connect(_) => {
            vec![address(), "is the server up, and the network? try again later".to_owned()]
        }
        Problem::Proxy(variable, _) => {
            vec![format!("check {variable}, or name the host in NO_PROXY")]
        }
        Problem::Tls(TlsProblem::UnknownIssuer(unusable)) => {
            let hint = "your site's own authority? use --ca-cert FILE or SSL_CERT_FILE";
            unusable.iter().cloned().chain([hint.to_owned()]).collect()
        }
        Problem::Tls(TlsProblem::Unsuitable(_)) => owned(&[
            "the server needs another certificate: X.509 version 3, for a server (CA:FALSE), with its host name as subjectAltName",
        ]),
        Problem::Tls(TlsProblem::NoCommonVersion | TlsProblem::Other(_)) => {
            owned(&["see more with: waldur-review doctor"])
        }
        Problem::Tls(TlsProblem::NotTls) => vec![address(), "is it an http:// address?".to_owned()],
        Problem::Tls(TlsProblem::NotYetValid) => owned(&["is this computer's clock right?"]),
        Problem::Tls(TlsProblem::Expired) => {
            owned(&["tell the server's operators; nothing was sent"])
        }
        Problem::Timeout(_)
        | Problem::Broken(_)
        | Problem::Throttled(_)
        | Problem::ServerFailed(_)
            if error.may_have_changed =>
        {
            owned(&["it may have been done all the same; check before you try again"])
        }
        Problem::Timeout(_) | Problem::ListTooSlow(_) => {
            owned(&["nothing was changed; try again, or allow more with --timeout"])
        }
        Problem::Unauthorized(_) => unauthorized_hints(error),
        Problem::Throttled(Some(wait)) if wait.as_secs() > 0 => {
            vec![format!("nothing was changed; try again in {} s", wait.as_secs())]
        }
        Problem::Broken(_) | Problem::Throttled(_) | Problem::ServerFailed(_) => {
            owned(&["nothing was changed; try again later"])
        }
        Problem::NoSuchEndpoint => {
            vec![address(), "this Waldur may be too old, or have no calls for proposals".to_owned()]
        }
        Problem::Redirect(_) => owned(&[
            "the token goes to its own server only; log in with the new address: waldur-review auth login",
        ]),
        Problem::NotJson { page: true } => {
            owned(&["this looks like the web portal; log in again with the API's address"])
        }
        Problem::NotJson { page: false } | Problem::Shape(_) => {
            vec![address(), "see what it says with: curl -i".to_owned()]
        }
        Problem::Forbidden(_) => owned(&["is it the right login? run: waldur-review auth status"]),
        Problem::NotFound
        | Problem::Refused(..)
        | Problem::UnexpectedStatus(_)
        | Problem::TooLarge(_)
        | Problem::ListTooLarge(_)
        | Problem::Setup(_) => Vec::new(),
    }
}

fn unauthorized_hints(error: &ApiError) -> Vec<String> {
    let server = &error.server;
    let mut hints = Vec::new();
    match server.token_source.as_deref() {
        Some(source @ ("credentials.toml" | "token_command")) => {
            hints.push(format!("token: {source}, profile {:?}", server.profile));
        }
        Some("auth login") | None => {}
        Some(source) => hints.push(format!("token: {source}")),
    }
    let place = match &server.portal {
        Some(portal) => format!("at {}/{}", portal.trim_end_matches('/'), server.token_page),
        None => "in the web portal".to_owned(),
    };
    let profile = match server.profile.as_str() {
        "default" => String::new(),
        name => format!(" --profile {name}"),
    };
    // A login would not help while a variable comes before it.
    let variable = server.token_source.as_deref().filter(|source| source.starts_with("WALDUR_"));
    hints.push(match variable {
        Some(name) => format!("make a new one {place} and set {name} to it, or unset {name}"),
        None => format!("make a new one {place} and run: waldur-review auth login{profile}"),
    });
    hints
}
