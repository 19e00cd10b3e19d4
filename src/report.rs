//! Reports: an error becomes a message, hints and an exit code.

use std::process::ExitCode;

use serde::Serialize;

use crate::credentials::Scheme;
use crate::error::{ErrorKind, Hints, UserError};
use crate::exit_code;
use crate::output::{Role, Theme, message_lines, sanitize_line};
use crate::values::Source;
use crate::waldur::portal::join;
use crate::waldur::{ApiError, Problem, TlsProblem};

/// An error as it is reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// A word for programs.
    pub code: &'static str,
    /// The cause, one sentence.
    pub message: String,
    /// The hints, a line each.
    pub hints: Vec<String>,
    /// The HTTP status, where there was one.
    pub http_status: Option<u16>,
    /// The exit code.
    pub exit_code: u8,
    /// True if the same may succeed later.
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
    /// True if the same may succeed later.
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
    /// The report of an error.
    pub fn of(error: &anyhow::Error) -> Self {
        let known = if let Some(error) = error.downcast_ref::<ApiError>() {
            Some(of_api(error))
        } else {
            error.downcast_ref::<UserError>().map(Self::of_user_error)
        };
        let unexpected = |message| Self::plain("unexpected", message, exit_code::UNEXPECTED);
        match (known, error.downcast_ref::<Hints>()) {
            (known, Some(Hints(hints))) => {
                let mut report =
                    known.unwrap_or_else(|| unexpected(error.root_cause().to_string()));
                report.hints.extend_from_slice(hints);
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

    /// The report of a user error.
    pub fn of_user_error(error: &UserError) -> Self {
        let (code, exit_code) = match error.kind {
            ErrorKind::Usage => ("usage", exit_code::USAGE),
            ErrorKind::Configuration => ("configuration", exit_code::USAGE),
            ErrorKind::NotFound => ("not_found", exit_code::NOT_FOUND),
            ErrorKind::Ambiguous => ("ambiguous", exit_code::NOT_FOUND),
            ErrorKind::NotLoggedIn => ("not_logged_in", exit_code::NOT_LOGGED_IN),
            ErrorKind::Refused => ("refused", exit_code::REFUSED),
            ErrorKind::ServerFailed => ("server_failed", exit_code::SERVER),
            ErrorKind::NotKnown => ("not_known", exit_code::NOT_REACHED),
            ErrorKind::Interrupted => ("interrupted", exit_code::INTERRUPTED),
            ErrorKind::File => ("file", exit_code::USAGE),
        };
        Self { hints: error.hints.clone(), ..Self::plain(code, error.message.clone(), exit_code) }
    }

    /// The report of several errors: with their own exit code if all failed alike.
    pub fn of_several(reports: &[Self], all_failed: bool) -> Self {
        if let Some(stopped) =
            reports.iter().find(|report| report.exit_code == exit_code::INTERRUPTED)
        {
            return stopped.clone();
        }
        if let Some(first) = reports.first().filter(|first| {
            all_failed && reports.iter().all(|one| one.exit_code == first.exit_code)
        }) {
            return match reports.len() {
                1 => first.clone(),
                count => Self {
                    message: format!(
                        "{count} failed in the same way; the first: {}",
                        first.message
                    ),
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
            exit_code::PARTIAL,
        );
        report.retryable = reports.iter().any(|report| report.retryable);
        report
    }

    fn plain(code: &'static str, message: String, exit_code: u8) -> Self {
        Self { code, message, hints: Vec::new(), http_status: None, exit_code, retryable: false }
    }

    /// For the user: `error: …` and the hints, indented.
    pub fn to_text(&self, theme: &Theme) -> String {
        let mut lines = message_lines(&self.message, "error: ", "       ", theme);
        if let Some(first) = lines.first_mut()
            && let Some(rest) = first.strip_prefix("error:")
        {
            *first = format!("{}{rest}", theme.paint(Role::Danger, "error:"));
        }
        for hint in &self.hints {
            lines.extend(message_lines(hint, "  ", "    ", theme));
        }
        lines.join("\n")
    }

    /// For programs: the object inside `{"error": …}`.
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
        Problem::Dns(_) => ("dns", exit_code::NOT_REACHED, true),
        Problem::Connect(_) => ("connect", exit_code::NOT_REACHED, true),
        Problem::Proxy(..) => ("proxy", exit_code::NOT_REACHED, true),
        Problem::Tls(_) => ("tls", exit_code::NOT_REACHED, false),
        Problem::Timeout(_) | Problem::ListTooSlow(_) => ("timeout", exit_code::NOT_REACHED, true),
        Problem::Broken(_) => ("connection_broken", exit_code::NOT_REACHED, true),
        Problem::Unauthorized(_) => ("unauthorized", exit_code::NOT_LOGGED_IN, false),
        Problem::Forbidden(_) => ("forbidden", exit_code::REFUSED, false),
        Problem::NotFound => ("not_found", exit_code::NOT_FOUND, false),
        Problem::NoSuchEndpoint => ("no_such_endpoint", exit_code::SERVER, false),
        Problem::Refused(..) => ("refused", exit_code::REFUSED, false),
        Problem::Throttled(_) => ("throttled", exit_code::SERVER, true),
        Problem::ServerFailed(_) => ("server_failed", exit_code::SERVER, true),
        Problem::Redirect(_) | Problem::RedirectLoop => ("redirect", exit_code::SERVER, false),
        Problem::UnexpectedStatus(_) => ("unexpected_status", exit_code::SERVER, false),
        Problem::NotJson { .. } => ("not_json", exit_code::SERVER, false),
        Problem::Shape(_) => ("unexpected_shape", exit_code::SERVER, false),
        Problem::TooLarge(_) | Problem::ListTooLarge(_) => ("too_large", exit_code::SERVER, false),
        Problem::Setup(_) => ("configuration", exit_code::USAGE, false),
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
    let address = || {
        let source = &server.address_source;
        if matches!(source, Source::Credentials | Source::Config) {
            format!("the address comes from {source}, profile {:?}", server.profile)
        } else {
            format!("the address comes from {source}")
        }
    };
    let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    match &error.problem {
        Problem::Dns(_) | Problem::Tls(TlsProblem::WrongHost) | Problem::RedirectLoop => {
            vec![address()]
        }
        Problem::Connect(_) => {
            vec![
                address(),
                "check that the server and the network are up; try again later".to_owned(),
            ]
        }
        Problem::Proxy(variable, _) => {
            vec![format!("check {variable}, or name the host in NO_PROXY")]
        }
        Problem::Tls(TlsProblem::UnknownIssuer(unusable)) => {
            let hint = "if your site has its own certificate authority, use --ca-cert FILE or SSL_CERT_FILE";
            unusable.iter().cloned().chain([hint.to_owned()]).collect()
        }
        Problem::Tls(TlsProblem::Unsuitable(_)) => owned(&[
            "the server needs another certificate: X.509 version 3, for a server (CA:FALSE), with its host name as subjectAltName",
        ]),
        Problem::Tls(TlsProblem::NoCommonVersion | TlsProblem::Other(_)) => {
            owned(&["see more with: waldur-review doctor"])
        }
        Problem::Tls(TlsProblem::NotTls) => {
            vec![address(), "perhaps it is an http:// address".to_owned()]
        }
        Problem::Tls(TlsProblem::NotYetValid) => owned(&["check this computer's clock"]),
        Problem::Tls(TlsProblem::Expired) => {
            owned(&["tell the server's operators; nothing was sent"])
        }
        Problem::Timeout(_)
        | Problem::Broken(_)
        | Problem::Throttled(_)
        | Problem::ServerFailed(_)
            if error.may_have_changed =>
        {
            owned(&["it may have been done; check before you try again"])
        }
        Problem::Timeout(_) | Problem::ListTooSlow(_) => {
            owned(&["nothing was changed; try again, or allow more time with --timeout"])
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
            "the token is sent to its own server only; log in with the new address: waldur-review auth login",
        ]),
        Problem::NotJson { page: true } => {
            owned(&["this looks like the web portal; log in again with the API's address"])
        }
        Problem::NotJson { page: false } | Problem::Shape(_) => {
            vec![address(), "see its response with: curl -i".to_owned()]
        }
        Problem::Forbidden(_) => {
            owned(&["check that this is the right login; run: waldur-review auth status"])
        }
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
    match &server.token_source {
        Some(source @ (Source::Credentials | Source::TokenCommand)) => {
            hints.push(format!("token: {source}, profile {:?}", server.profile));
        }
        // It was typed or given just now.
        Some(Source::Flag(_)) | None => {}
        Some(source) => hints.push(format!("token: {source}")),
    }
    let place = match &server.portal {
        Some(portal) => format!("at {}", join(portal, server.token_page)),
        None => "in the web portal".to_owned(),
    };
    let profile = match server.profile.as_str() {
        "default" => String::new(),
        name => format!(" --profile {name}"),
    };
    // A login would not help while a variable comes before it.
    hints.push(match &server.token_source {
        Some(Source::Variable(name)) => {
            format!("make a new one {place} and set {name} to it, or unset {name}")
        }
        Some(Source::Credentials) if server.token_page == Scheme::Bearer.page() => {
            format!("run: waldur-review auth renew{profile}")
        }
        Some(_) | None => {
            format!("make a new one {place} and run: waldur-review auth login{profile}")
        }
    });
    hints
}
