//! The program `waldur-review`. It is not a library to build on: there is one public function, the
//! program itself. The layers are described in docs/architecture.md; each module imports only
//! modules of layers above it.

mod answers_file;
mod app;
mod args;
mod cache;
mod cli;
mod commands;
mod complete;
mod credentials;
#[cfg(feature = "demo")]
mod demo;
mod error;
mod exit_code;
mod files;
mod filter;
#[cfg(any(test, fuzzing))]
pub mod fuzzing;
#[cfg(all(test, feature = "demo"))]
mod generated;
mod output;
mod print;
mod report;
mod review_form;
mod settings;
mod toml_file;
mod ui;
mod usage;
mod values;
mod waldur;

pub use app::main;
