//! The exit codes: the one table, from which `--help`, the man page and docs/scripting.md are
//! written.

/// Success.
pub const SUCCESS: u8 = 0;
/// An unexpected error.
pub const UNEXPECTED: u8 = 1;
/// A usage or configuration error.
pub const USAGE: u8 = 2;
/// Not found, or ambiguous.
pub const NOT_FOUND: u8 = 3;
/// Not logged in, or 401.
pub const NOT_LOGGED_IN: u8 = 4;
/// Refused by the server: 403, 409, 400 and the like.
pub const REFUSED: u8 = 5;
/// The server was not reached.
pub const NOT_REACHED: u8 = 6;
/// A server error.
pub const SERVER: u8 = 7;
/// There is work pending, with `--exit-status` only.
pub const WORK_PENDING: u8 = 8;
/// Several were asked for and some failed.
pub const PARTIAL: u8 = 9;
/// Interrupted.
pub const INTERRUPTED: u8 = 130;

/// Every exit code and its meaning.
pub const TABLE: [(u8, &str); 11] = [
    (SUCCESS, "success, an empty list, or a pipe that its reader closed"),
    (UNEXPECTED, "an unexpected error"),
    (USAGE, "usage or configuration: a flag, a variable or a file cannot be used"),
    (NOT_FOUND, "not found, or ambiguous"),
    (NOT_LOGGED_IN, "not logged in, or the server refused the token (401)"),
    (REFUSED, "the server refused the request (403, 409, 400 and the like)"),
    (NOT_REACHED, "the server was not reached: DNS, connection, TLS, timeout"),
    (SERVER, "server error: 5xx, 429, not JSON, or not as documented"),
    (WORK_PENDING, "there is work pending, only with --exit-status"),
    (PARTIAL, "several were asked for, and some failed"),
    (INTERRUPTED, "interrupted, or you answered no"),
];

/// The table as a paragraph of `--help`.
pub fn help() -> String {
    let rows: Vec<String> =
        TABLE.iter().map(|(code, meaning)| format!("  {code:<4} {meaning}")).collect();
    format!("Exit codes:\n{}", rows.join("\n"))
}
