//! The checks of `doctor` that need no token: proxy, name, connection and TLS.

use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use super::findings::{Findings, Verdict};
use crate::commands::context::Context;
use crate::output::long_time;
use crate::settings::Server;
use crate::waldur::{ApiError, Network, Problem, TlsProblem, probe};

/// A certificate that ends sooner is warned about, in days.
const CERTIFICATE_DAYS: i64 = 14;

/// Name, connection and encryption; whether the server can be asked at all.
pub fn check_connection(
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
