//! The program's tests. They enter by argv: a sandbox runs the program as a shell would, and
//! its output is compared whole.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::too_many_lines, reason = "whole output is compared, and output is long")]

#[cfg(unix)]
mod answers;
mod auth;
mod batches;
#[cfg(unix)]
mod compatibility;
#[cfg(unix)]
mod completions;
mod config;
#[cfg(unix)]
#[cfg(feature = "demo")]
mod demo;
mod doctor;
mod faults;
#[cfg(unix)]
mod files;
mod filter;
#[cfg(unix)]
mod invitations;
mod items;
mod man;
mod network;
mod output;
#[cfg(unix)]
mod prompts;
#[cfg(unix)]
mod reviews;
mod schema;
mod secrets;
mod servers;
mod settings;
mod status;
mod support;
#[cfg(unix)]
mod terminal;
mod usage;
mod waldur;
