//! `doctor`: goes the way to the server a step at a time, and says what stands in it.

use crate::args::JsonArgs;
use clap::Args;
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Error, Result};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::commands::context::{Context, Outcome};
use crate::commands::phrases::token_life;
use crate::error::UserError;
use crate::output::{Block, Page, Role, View, long_time};
use crate::report::Report;
use crate::settings::Server;
use crate::waldur::{
    ApiError, Batch, Client, Network, Problem, Record, TlsProblem, batches, members, portal, probe,
    profiles, users,
};

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
/// A clock that is wrong by more is warned about, and by more than the second is a problem.
const SKEW_SECONDS: [i64; 2] = [60, 300];
/// A certificate that ends sooner is warned about, in days.
const CERTIFICATE_DAYS: i64 = 14;
/// What is said of a check that an earlier problem makes pointless.
const NOT_LOOKED_AT: &str = "not looked at";
/// As for a token.
const TOKEN_DAYS: i64 = crate::commands::phrases::TOKEN_WARNING_DAYS;

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
enum Verdict {
    Ok,
    Warning,
    Problem,
    /// An earlier problem makes it pointless.
    Skipped,
}

/// One thing that was looked at.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Check {
    /// `program`, `settings`, `files`, `login`, `proxy`, `dns`, `connect`, `tls`, `api`, `clock`,
    /// `token`, `reviewer`, `batches` or `terminal`; others may come.
    name: &'static str,
    verdict: Verdict,
    /// What was found.
    detail: String,
    /// What to do about it, a line each.
    cure: Vec<String>,
}

/// The report, for programs.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct DoctorDocument {
    /// Whether there is no problem.
    ok: bool,
    checks: Vec<Check>,
}

/// The checks so far, and the first problem.
#[derive(Default)]
struct Findings {
    checks: Vec<Check>,
    first: Option<Error>,
}

impl Findings {
    fn add(
        &mut self,
        name: &'static str,
        verdict: Verdict,
        detail: impl Into<String>,
    ) -> &mut Check {
        self.checks.push(Check { name, verdict, detail: detail.into(), cure: Vec::new() });
        let last = self.checks.len() - 1;
        // It was pushed just now.
        &mut self.checks[last]
    }

    fn ok(&mut self, name: &'static str, detail: impl Into<String>) {
        self.add(name, Verdict::Ok, detail);
    }

    fn warning(&mut self, name: &'static str, detail: impl Into<String>, cure: impl Into<String>) {
        self.add(name, Verdict::Warning, detail).cure.push(cure.into());
    }

    /// A problem in the words of the error that every other command would end with.
    fn problem(&mut self, name: &'static str, error: impl Into<Error>) {
        let error = error.into();
        let report = Report::of(&error);
        self.add(name, Verdict::Problem, report.message).cure = report.hints;
        self.first.get_or_insert(error);
    }

    fn skip(&mut self, names: &[&'static str]) {
        for name in names {
            self.add(name, Verdict::Skipped, NOT_LOOKED_AT);
        }
    }
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
    outcome.told = first;
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
    if !way(findings, server, (&network, limit), context) {
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

/// Name, connection and encryption; whether the server can be asked at all.
fn way(
    findings: &mut Findings,
    server: &Server,
    (network, limit): (&Network, Duration),
    context: &Context<'_>,
) -> bool {
    let api = &server.api.value;
    let (host, port) = api.endpoint();
    let named = network.configured_proxy(api);
    let proxy = network.proxy_for(api);
    let (asked, asked_port) = match proxy {
        None => {
            findings.ok(
                "proxy",
                match named {
                    Some(proxy) => format!("none: NO_PROXY excepts it from {}", proxy.variable),
                    None => "none".to_owned(),
                },
            );
            (host.clone(), port)
        }
        Some(proxy) => {
            // The address may hold a password.
            let name = proxy.url.host_str().unwrap_or_default().to_owned();
            let port = proxy.url.port_or_known_default().unwrap_or(1080);
            let detail = format!("{} names {name}:{port}", proxy.variable);
            match network.no_proxy.not_understood() {
                [] => findings.ok("proxy", detail),
                entries => findings.warning(
                    "proxy",
                    detail,
                    format!("NO_PROXY has entries that are not understood: {}", entries.join(", ")),
                ),
            }
            (name, port)
        }
    };
    let failed = |problem: Problem| ApiError {
        problem,
        server: std::sync::Arc::new(context.client_of(server).facts().clone()),
        url: api.join("").to_string(),
        attempts: 1,
        may_have_changed: false,
    };
    let addresses = match probe::look_up(&asked, asked_port, limit) {
        Ok((addresses, took)) => {
            let six = addresses.iter().filter(|address| address.is_ipv6()).count();
            findings.ok(
                "dns",
                format!(
                    "{asked} has {} in {} ms",
                    families(addresses.len() - six, six),
                    took.as_millis()
                ),
            );
            addresses
        }
        Err(why) => {
            let problem = match proxy {
                Some(proxy) => Problem::Proxy(proxy.variable.to_owned(), why),
                None => Problem::Dns(asked),
            };
            findings.problem("dns", failed(problem));
            return false;
        }
    };
    let (address, stream) = match probe::connect(&addresses, limit) {
        Ok((address, stream, took)) => {
            let to = if proxy.is_some() { "to the proxy, " } else { "" };
            findings.ok("connect", format!("{to}{address} in {} ms", took.as_millis()));
            (address, stream)
        }
        Err(why) => {
            findings.problem(
                "connect",
                failed(match proxy {
                    Some(proxy) => Problem::Proxy(proxy.variable.to_owned(), why),
                    None => Problem::Connect(why),
                }),
            );
            return false;
        }
    };
    if !api.is_https() {
        let add = if api.is_loopback() { Verdict::Ok } else { Verdict::Warning };
        findings.add("tls", add, "none: the address is http://");
        return true;
    }
    if proxy.is_some() {
        // Its own connection through the proxy shows whether the certificate is good.
        findings.add("tls", Verdict::Skipped, "not looked at through a proxy");
        return true;
    }
    tls(findings, &host, (address, stream), (network, limit), context, failed)
}

fn families(four: usize, six: usize) -> String {
    let count = |count: usize, kind: &str| match count {
        1 => format!("1 {kind} address"),
        count => format!("{count} {kind} addresses"),
    };
    match (four, six) {
        (four, 0) => count(four, "IPv4"),
        (0, six) => count(six, "IPv6"),
        (four, six) => format!("{} and {}", count(four, "IPv4"), count(six, "IPv6")),
    }
}

fn tls(
    findings: &mut Findings,
    host: &str,
    (address, stream): (SocketAddr, TcpStream),
    (network, limit): (&Network, Duration),
    context: &Context<'_>,
    failed: impl Fn(Problem) -> ApiError,
) -> bool {
    let handshake = match probe::handshake(host, address, stream, network, limit) {
        Ok(handshake) => handshake,
        Err(problem) => {
            findings.problem("tls", failed(problem));
            return false;
        }
    };
    let chain: Vec<String> = handshake.chain.iter().map(ToString::to_string).collect();
    // The server's own: others may be superfluous, and the handshake has judged them.
    let ends = handshake.chain.first().and_then(|own| own.ends);
    let now = context.now();
    let left = ends.map(|at| (at.as_second() - now.as_second()).div_euclid(86_400));
    let until = match (ends, left) {
        (Some(at), Some(left)) => format!(
            "; {} until {}",
            match left {
                i64::MIN..=-1 => "over".to_owned(),
                1 => "1 day left".to_owned(),
                left => format!("{left} days left"),
            },
            long_time(at, &context.theme.zone)
        ),
        _ => String::new(),
    };
    let trust = match (&network.certificate_file, &network.extra_certificates) {
        (Some(_), _) => "SSL_CERT_FILE",
        (None, Some((_, named_by))) => named_by,
        (None, None) => "this system",
    };
    match handshake.result {
        Ok(version) => {
            let detail = format!("{version}, trusted by {trust}: {}{until}", chain.join(", "));
            match left {
                Some(left) if left < CERTIFICATE_DAYS => findings.warning(
                    "tls",
                    detail,
                    "the certificate ends soon: tell the server's operators",
                ),
                _ => findings.ok("tls", detail),
            }
            true
        }
        Err(problem) => {
            let presented = match problem {
                TlsProblem::NotTls | TlsProblem::NoCommonVersion => None,
                TlsProblem::UnknownIssuer(_)
                | TlsProblem::Unsuitable(_)
                | TlsProblem::Expired
                | TlsProblem::NotYetValid
                | TlsProblem::WrongHost
                | TlsProblem::Other(_) => Some(format!("it presents {}{until}", chain.join(", "))),
            };
            findings.problem("tls", failed(Problem::Tls(problem)));
            if let (Some(presented), false) = (presented, chain.is_empty())
                && let Some(check) = findings.checks.last_mut()
            {
                check.detail = format!("{}; {presented}", check.detail);
            }
            false
        }
    }
}

/// Whether the address is an API's, and how far the clocks are apart.
fn api(findings: &mut Findings, anonymous: &Client, context: &Context<'_>) -> bool {
    let start = Instant::now();
    let answer = match portal::configuration(anonymous) {
        Ok(answer) => answer,
        Err(error) => {
            findings.problem("api", error);
            return false;
        }
    };
    let took = start.elapsed().as_millis();
    findings.ok("api", format!("it answers with JSON, in {took} ms"));
    match answer.date {
        None => {
            findings.add("clock", Verdict::Skipped, "the server does not say the time");
        }
        Some(_) if context.settings.is_pretended() => {
            findings.add("clock", Verdict::Skipped, "WALDUR_REVIEW_NOW pretends a time");
        }
        Some(theirs) => clock(findings, theirs, context.clock()),
    }
    true
}

fn clock(findings: &mut Findings, theirs: Timestamp, ours: Timestamp) {
    let skew = ours.as_second() - theirs.as_second();
    let detail = format!(
        "this computer is {} s {} the server",
        skew.abs(),
        if skew < 0 { "behind" } else { "ahead of" }
    );
    let cure = "set the clock: deadlines and tokens are judged by it";
    let [warning, problem] = SKEW_SECONDS;
    match skew.abs() {
        skew if skew > problem => {
            findings.problem("clock", UserError::configuration(detail).hint(cure));
        }
        skew if skew > warning => findings.warning("clock", detail, cure),
        _ => findings.ok("clock", detail),
    }
}

fn token(findings: &mut Findings, client: &Client, server: &Server, context: &Context<'_>) -> bool {
    let lifetime = users::me(client).map(|user| user.token_lifetime);
    let lifetime = match lifetime {
        Ok(lifetime) => lifetime,
        Err(error) => {
            findings.problem("token", error);
            return false;
        }
    };
    let ends = server.token.value.expires_at();
    let life = token_life(ends, Some(lifetime), context).unwrap_or_default();
    let detail = format!("accepted; {}, {life}", server.token.value.scheme().word());
    let days = ends.map(|at| (at.as_second() - context.now().as_second()).div_euclid(86_400));
    match days {
        Some(days) if days < TOKEN_DAYS => findings.warning(
            "token",
            detail,
            "make a new one in the web portal and run: waldur-review auth login",
        ),
        _ => findings.ok("token", detail),
    }
    true
}

fn batches(findings: &mut Findings, client: &Client) {
    let start = Instant::now();
    let read = || -> Result<(usize, Vec<&'static str>)> {
        let list = batches::list(client)?;
        let elements = list.elements();
        Ok((elements.len(), missing(&elements)))
    };
    match read() {
        Ok((count, missing)) => {
            let detail = format!(
                "{} listed in {} ms",
                match count {
                    1 => "1 batch".to_owned(),
                    count => format!("{count} batches"),
                },
                start.elapsed().as_millis()
            );
            if missing.is_empty() {
                findings.ok("batches", detail);
            } else {
                findings.warning(
                    "batches",
                    format!("{detail}, without: {}", missing.join(", ")),
                    "this Waldur is of another release than this program knows: a newer program may help",
                );
            }
        }
        Err(error) => findings.problem("batches", error),
    }
}

/// The documented fields that the first batch does not have.
fn missing(elements: &[&RawValue]) -> Vec<&'static str> {
    let Some(members) = elements.first().and_then(|raw| members(raw).ok()) else {
        return Vec::new();
    };
    Batch::FIELDS
        .iter()
        .copied()
        .filter(|field| members.iter().all(|(name, _)| name != field))
        .collect()
}
