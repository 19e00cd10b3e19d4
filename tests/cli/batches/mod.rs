//! The commands of `batches`.

mod export;
mod history;
mod list;
#[cfg(unix)]
mod respond;
mod seen;
mod show;
#[cfg(unix)]
mod watch;
