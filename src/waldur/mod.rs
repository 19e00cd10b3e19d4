//! The HTTP client of a Waldur server, and its endpoints. No other module makes requests.

pub mod batches;
mod certificate;
mod client;
pub mod conflicts;
mod connections;
pub mod documents;
mod error;
pub mod invitations;
pub mod items;
pub mod json;
mod lanes;
mod link_header;
mod network;
mod no_proxy;
pub mod pagination;
pub mod personal_tokens;
pub mod portal;
pub mod probe;
pub mod profiles;
pub mod proposals;
mod record;
mod redact;
mod response;
mod retry;
pub mod reviews;
mod server_message;
mod tls;
mod token_filter;
mod transport;
mod transport_error;
pub mod users;
pub mod uuid;

pub use batches::{Batch, BatchStatus, Deadline};
pub use client::{Client, Clock, Exchange, ListBudget, Observer, jitter};
pub use error::{ApiError, Problem, ServerFacts, TlsProblem, is_not_offered};
pub use items::{Item, ItemStatus};
pub use json::{Document, elements, members};
pub use lanes::{MOST_LANES, in_lanes};
pub use network::{Network, NoProxy, Proxy};
pub use record::Record;
pub use redact::HIDDEN;
pub use reviews::Review;
#[cfg(any(test, fuzzing))]
pub use {
    certificate::read as read_certificate,
    link_header::next_query,
    redact::redact,
    retry::{pause, retry_after},
    tls::pem_certificates,
};
