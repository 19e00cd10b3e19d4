//! A Waldur in memory, from request to response without a network: the state of one reviewer's
//! batches, items, reviews and invitations, and the rules of answering.
//!
//! `--demo` serves it with invented data over HTTP. The tests serve it with data of their own, and
//! inject faults; they include these files by path, so nothing here may use the rest of the crate.

mod conflicts;
mod documents;
mod filters;
mod fixed;
mod invitations;
mod personal_tokens;
mod profiles;
mod proposals;
mod query;
pub mod response;
mod reviews;
mod routes;
pub mod state;
pub mod status;

pub use routes::{ApiRequest, respond};
