//! The checks of `doctor` and how they came out.

use anyhow::Error;
use serde::Serialize;

use crate::report::Report;

/// The detail of a check that an earlier problem makes pointless.
pub const NOT_LOOKED_AT: &str = "not looked at";

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Verdict {
    Ok,
    Warning,
    Problem,
    /// An earlier problem makes it pointless.
    Skipped,
}

/// One thing that was looked at.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Check {
    /// `program`, `settings`, `files`, `login`, `proxy`, `dns`, `connect`, `tls`, `api`, `clock`,
    /// `token`, `reviewer`, `batches` or `terminal`; others may come.
    pub name: &'static str,
    pub verdict: Verdict,
    /// The finding.
    pub detail: String,
    /// The ways to fix it, a line each.
    pub cure: Vec<String>,
}

/// The checks so far, and the first problem.
#[derive(Default)]
pub struct Findings {
    pub checks: Vec<Check>,
    pub first: Option<Error>,
}

impl Findings {
    pub fn add(
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

    pub fn ok(&mut self, name: &'static str, detail: impl Into<String>) {
        self.add(name, Verdict::Ok, detail);
    }

    pub fn warning(
        &mut self,
        name: &'static str,
        detail: impl Into<String>,
        cure: impl Into<String>,
    ) {
        self.add(name, Verdict::Warning, detail).cure.push(cure.into());
    }

    /// A problem in the words of the error that every other command would end with.
    pub fn problem(&mut self, name: &'static str, error: impl Into<Error>) {
        let error = error.into();
        let report = Report::of(&error);
        self.add(name, Verdict::Problem, report.message).cure = report.hints;
        self.first.get_or_insert(error);
    }

    pub fn skip(&mut self, names: &[&'static str]) {
        for name in names {
            self.add(name, Verdict::Skipped, NOT_LOOKED_AT);
        }
    }
}
