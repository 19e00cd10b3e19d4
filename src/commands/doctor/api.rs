//! The checks of `doctor` that ask the API: address, clock, token and batches.

use std::time::Instant;

use jiff::Timestamp;
use serde_json::value::RawValue;

use anyhow::Result;

use super::findings::{Findings, Verdict};
use crate::commands::context::Context;
use crate::commands::phrases::{ends_soon, renew_hint, token_life};
use crate::error::UserError;
use crate::settings::Server;
use crate::waldur::{Batch, Client, Record, batches as batches_api, members, portal, users};

/// A clock that is wrong by more is warned about, and by more than the second is a problem.
const SKEW_SECONDS: [i64; 2] = [60, 300];

/// Returns whether the address is an API's, and how far the clocks are apart.
pub fn api(findings: &mut Findings, anonymous: &Client, context: &Context<'_>) -> bool {
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
            findings.add("clock", Verdict::Skipped, "the server's response has no Date header");
        }
        Some(_) if context.settings.is_pretended() => {
            findings.add("clock", Verdict::Skipped, "WALDUR_REVIEW_NOW sets the time");
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
    let cure = "set the clock: it decides what is due and when a token expires";
    let [warning, problem] = SKEW_SECONDS;
    match skew.abs() {
        skew if skew > problem => {
            findings.problem("clock", UserError::configuration(detail).hint(cure));
        }
        skew if skew > warning => findings.warning("clock", detail, cure),
        _ => findings.ok("clock", detail),
    }
}

pub fn token(
    findings: &mut Findings,
    client: &Client,
    server: &Server,
    context: &Context<'_>,
) -> bool {
    let lifetime = users::me(client).map(|user| user.token_lifetime);
    let lifetime = match lifetime {
        Ok(lifetime) => lifetime,
        Err(error) => {
            findings.problem("token", error);
            return false;
        }
    };
    let life = token_life(server.token.value.end(), Some(lifetime), context).unwrap_or_default();
    let detail = format!("accepted; {}, {life}", server.token.value.scheme().word());
    match server.token.value.expires_at() {
        Some(at) if ends_soon(at, context.now()) => {
            findings.warning("token", detail, renew_hint(server, context));
        }
        _ => findings.ok("token", detail),
    }
    true
}

pub fn batches(findings: &mut Findings, client: &Client) {
    let start = Instant::now();
    let read = || -> Result<(usize, Vec<&'static str>)> {
        let list = batches_api::list(client)?;
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
