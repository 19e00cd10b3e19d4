//! The program `waldur-review`. This is no library to build on: there is one function, the
//! program itself, and nothing else is promised. CONTRIBUTING.md has the plan of the house.

mod api;
mod cli;
mod command;
mod context;
mod credentials;
#[cfg(feature = "demo")]
mod demo;
mod fault;
mod files;
mod front;
#[cfg(any(test, fuzzing))]
pub mod fuzzing;
#[cfg(all(test, feature = "demo"))]
mod generated;
mod output;
mod report;
mod settings;
mod shape;
mod terminal;

pub use front::main;
