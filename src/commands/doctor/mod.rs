//! `doctor`: checks each step between the user and the server, and says how to fix what is wrong.

mod api;
mod connection;
pub mod findings;

use crate::args::JsonArgs;
use clap::Args;
use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use serde::Serialize;

use crate::commands::context::{Context, Outcome};
use crate::error::UserError;
use crate::output::{Block, Page, Role, View, long_time};
use crate::settings::Server;
use crate::waldur::profiles;
use api::{api, batches, token};
use connection::check_connection;
use findings::{Check, Findings, NOT_LOOKED_AT, Verdict};

const EXAMPLES: &str = "\
Examples:
  waldur-review doctor
  waldur-review doctor --json | jq '.checks[] | select(.verdict == \"problem\")'

It looks at the settings, the name (DNS), the connection, TLS, the API, the
clock, the token, and your reviewer profile. What it prints holds no token and
nothing of a proposal: it can be sent to whoever helps you. The exit code is
that of the first problem, and 0 if there is none.";

/// Find out why it does not work
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct DoctorArgs {
    /// The form of the output.
    #[command(flatten)]
    pub output: JsonArgs,
}

/// No step of the network takes longer.
const PATIENCE: Duration = Duration::from_secs(10);

/// The report, for programs.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct DoctorDocument {
    /// True if there is no problem.
    ok: bool,
    checks: Vec<Check>,
}

pub fn run(arguments: &DoctorArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let settings = context.settings;
    let mut findings = Findings::default();
    findings.ok(
        "program",
        format!(
            "waldur-review {} on {} {}",
            env!("CARGO_PKG_VERSION"),
            std::env::consts::OS,
            std::env::consts::ARCH
        ),
    );
    terminal(&mut findings, context);
    if let Some(fault) = &settings.unusable {
        let copy = UserError {
            hints: fault.hints.clone(),
            ..UserError::new(fault.kind, fault.message.clone())
        };
        findings.problem("settings", copy);
        findings.skip(&["files", "login"]);
    } else {
        findings.ok(
            "settings",
            format!("profile {:?}, from {}", settings.profile.value, settings.profile.source),
        );
        files(&mut findings, context);
        match settings.server() {
            Ok(server) => {
                login(&mut findings, &server);
                server_checks(&mut findings, &server, context);
            }
            Err(fault) => findings.problem("login", fault),
        }
    }
    if findings.checks.iter().all(|check| check.name != "batches") {
        let left =
            ["proxy", "dns", "connect", "tls", "api", "clock", "token", "reviewer", "batches"];
        let done: Vec<&str> = findings.checks.iter().map(|check| check.name).collect();
        let left: Vec<&'static str> =
            left.into_iter().filter(|name| !done.contains(name)).collect();
        findings.skip(&left);
    }
    let Findings { mut checks, first } = findings;
    if let Some(home) =
        settings.home.as_deref().and_then(Path::to_str).filter(|home| home.len() > 1)
    {
        for check in &mut checks {
            check.detail = check.detail.replace(home, "~");
            for line in &mut check.cure {
                // A shell knows no ~ between quotes.
                if line.contains(&format!("'{home}")) {
                    *line = line.replace('\'', "\"").replace(home, "$HOME");
                }
                *line = line.replace(home, "~");
            }
        }
    }
    let document = DoctorDocument { ok: first.is_none(), checks };
    let mut outcome = Outcome::new(if arguments.output.json() {
        View::Json(serde_json::to_vec(&document)?)
    } else {
        View::Page(page(&document))
    });
    // The report says it already: what remains of the first problem is its exit code.
    outcome.reported = first;
    Ok(outcome)
}

fn page(document: &DoctorDocument) -> Page {
    let mut page = Page::default();
    let mut skipped: Vec<&str> = Vec::new();
    for check in &document.checks {
        let (word, role) = match check.verdict {
            Verdict::Ok => ("ok", Role::Good),
            Verdict::Warning => ("warning", Role::Urgent),
            Verdict::Problem => ("problem", Role::Danger),
            Verdict::Skipped if check.detail == NOT_LOOKED_AT => {
                skipped.push(check.name);
                continue;
            }
            Verdict::Skipped => ("skipped", Role::Plain),
        };
        page.blocks.push(Block::Check(word, role, format!("{}: {}", check.name, check.detail)));
        for line in &check.cure {
            page.blocks.push(Block::Text(line.clone(), 11, None));
        }
    }
    if !skipped.is_empty() {
        let names = skipped.join(", ");
        page.blocks.push(Block::Check("skipped", Role::Plain, names));
    }
    let count = |wanted| document.checks.iter().filter(|check| check.verdict == wanted).count();
    let words = match (count(Verdict::Problem), count(Verdict::Warning)) {
        (0, 0) => "Nothing is wrong.".to_owned(),
        (0, 1) => "No problem, 1 warning.".to_owned(),
        (0, warnings) => format!("No problem, {warnings} warnings."),
        (1, _) => "1 problem.".to_owned(),
        (problems, _) => format!("{problems} problems."),
    };
    page.blocks.push(Block::Blank);
    page.blocks.push(Block::Text(
        format!("{words} This report holds no token and nothing of a proposal."),
        0,
        None,
    ));
    page
}

fn terminal(findings: &mut Findings, context: &Context<'_>) {
    let display = &context.settings.display;
    let detail = format!(
        "{}, {} columns, {}, times in {}",
        if display.utf8 { "UTF-8" } else { "ASCII only" },
        display.width,
        if display.color { "colours" } else { "no colours" },
        long_time(context.now(), &context.theme.zone).rsplit(' ').next().unwrap_or("UTC"),
    );
    if display.utf8 {
        findings.ok("terminal", detail);
    } else {
        findings.warning(
            "terminal",
            detail,
            "set LANG to a locale with UTF-8, such as C.UTF-8, to see names as they are",
        );
    }
}

fn files(findings: &mut Findings, context: &Context<'_>) {
    let settings = context.settings;
    let config_file = settings.config_file();
    let store = settings.store.path();
    let found = |path: &Path| {
        if path.exists() {
            path.display().to_string()
        } else {
            format!("{} (not there)", path.display())
        }
    };
    let detail = format!("{}; {}", found(store), found(config_file.path()));
    let warnings = settings.file_warnings();
    match (settings.store.profiles(), warnings.as_slice()) {
        (Err(fault), _) => findings.problem("files", fault),
        (Ok(_), [_, ..]) => {
            let all: Vec<&str> = warnings.iter().map(|warning| warning.message.as_str()).collect();
            findings.add("files", Verdict::Warning, all.join("; ")).cure =
                warnings.iter().map(|warning| warning.cure.clone()).collect();
        }
        (Ok(_), []) => findings.ok("files", detail),
    }
}

fn login(findings: &mut Findings, server: &Server) {
    findings.ok(
        "login",
        format!(
            "{} from {}; a {} token from {}",
            server.api.value.origin(),
            server.api.source,
            server.token.value.scheme().word(),
            server.token.source
        ),
    );
}

/// The way to the server, then what it says.
fn server_checks(findings: &mut Findings, server: &Server, context: &Context<'_>) {
    let network = context.settings.network_of(&server.profile);
    let limit = network.timeout.min(PATIENCE);
    if !check_connection(findings, server, (&network, limit), context) {
        return;
    }
    let client = context.client_of(server).within(limit);
    let anonymous = context
        .anonymous_client(&server.profile, server.api.value.clone(), &server.api.source)
        .within(limit);
    if !api(findings, &anonymous, context) || !token(findings, &client, server, context) {
        return;
    }
    match profiles::me(&client) {
        Ok(Some(_)) => findings.ok("reviewer", "you have a reviewer profile"),
        Ok(None) => findings.warning(
            "reviewer",
            "you have no reviewer profile, so no batch can be sent to you",
            "the call manager invites reviewers",
        ),
        Err(error) => findings.problem("reviewer", error),
    }
    batches(findings, &client);
}
