//! Runs a jq filter in a process of its own: endless recursion in a filter overflows the stack,
//! which ends a process whatever it does, and then the report of what was sent would be lost.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::MOST;
use super::jq::Filter;
use crate::error::UserError;
use crate::output::Value;

/// The environment variable that holds the filter, and makes the program the process of a filter.
pub const VARIABLE: &str = "WALDUR_REVIEW_RUN_FILTER";
/// A filter that runs longer is taken for one that does not end.
const LONGEST_RUN: Duration = Duration::from_secs(60);

/// A result of a filter, as it passes between the processes: a line of JSON each.
#[derive(Serialize, Deserialize)]
enum Line {
    Text(String),
    Json(String),
    Error(String, Vec<String>),
    End,
}

/// Runs a filter on JSON documents that follow each other.
///
/// # Errors
/// A usage error when the filter does not fit a document, gives too much, or does not end.
pub fn run(code: &str, documents: &[u8]) -> Result<Vec<Value>, UserError> {
    let cannot_run =
        |error: std::io::Error| UserError::file(format!("cannot run the filter of --jq: {error}"));
    let program = std::env::current_exe().map_err(cannot_run)?;
    let mut child = Command::new(program)
        // A filter needs nothing of the environment, and must not have the token.
        .env_clear()
        .env(VARIABLE, code)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        // What is written there when the stack overflows is not for users.
        .stderr(Stdio::null())
        .spawn()
        .map_err(cannot_run)?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let result = std::thread::scope(|scope| {
        scope.spawn(move || {
            // A filter that ends early closes the pipe.
            let _ = input.map(|mut input| input.write_all(documents));
        });
        read_values(output)
    });
    let _ = child.wait();
    result
}

fn read_values(output: Option<impl Read>) -> Result<Vec<Value>, UserError> {
    let mut values = Vec::new();
    // The quotes and escapes of a line are counted as well.
    let limit = 8 * MOST as u64;
    for line in output.into_iter().flat_map(|output| BufReader::new(output.take(limit)).lines()) {
        match line.ok().and_then(|line| serde_json::from_str(&line).ok()) {
            Some(Line::Text(text)) => values.push(Value::Text(text)),
            Some(Line::Json(json)) => values.push(Value::Json(json)),
            Some(Line::Error(message, hints)) => {
                return Err(UserError { hints, ..UserError::usage(message) });
            }
            Some(Line::End) => return Ok(values),
            None => break,
        }
    }
    Err(UserError::usage(format!(
        "--jq: the filter was stopped: its recursion is too deep, or it ran longer than {} s",
        LONGEST_RUN.as_secs()
    ))
    .hint("does its recursion end? otherwise use --json and jq itself"))
}

/// Is the process of a filter: reads documents, and writes what the filter gives.
pub fn child(code: &str, mut input: impl Read, mut output: impl Write) {
    std::thread::spawn(|| {
        std::thread::sleep(LONGEST_RUN);
        std::process::abort();
    });
    let mut documents = Vec::new();
    let mut values = Vec::new();
    let result = match input.read_to_end(&mut documents) {
        Ok(_) => Filter::new(code).and_then(|filter| filter.run(&documents, &mut values)),
        Err(error) => Err(UserError::usage(format!("--jq cannot read the document: {error}"))),
    };
    let lines = values.into_iter().map(|value| match value {
        Value::Text(text) => Line::Text(text),
        Value::Json(json) => Line::Json(json),
    });
    let end = match result {
        Ok(()) => Line::End,
        Err(error) => Line::Error(error.message, error.hints),
    };
    for line in lines.chain([end]) {
        let Ok(text) = serde_json::to_string(&line) else { return };
        if writeln!(output, "{text}").is_err() {
            return;
        }
    }
    let _ = output.flush();
}
