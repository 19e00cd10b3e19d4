//! The program's tests. They enter by argv: a sandbox runs the program as a shell would, and
//! what it writes is compared whole.

mod auth;
mod network;
mod secrets;
mod settings;
mod support;
mod waldur;
