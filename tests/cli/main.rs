//! The program's tests. They enter by argv: a sandbox runs the program as a shell would, and
//! what it writes is compared whole.

#[cfg(unix)]
mod answering;
mod auth;
mod batches_list;
mod batches_show;
#[cfg(unix)]
mod completing;
mod config;
mod cron;
#[cfg(unix)]
#[cfg(feature = "demo")]
mod demo;
mod doctor;
mod export;
mod faults;
#[cfg(unix)]
mod file_faults;
mod history;
mod items;
mod man;
mod network;
mod presentation;
#[cfg(unix)]
mod respond;
mod schema;
mod secrets;
mod servers;
mod settings;
mod shape;
mod status;
mod support;
#[cfg(unix)]
mod terminal;
mod waldur;
#[cfg(unix)]
mod watch;
