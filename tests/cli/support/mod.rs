//! What the tests stand on: a home of their own for the program, a terminal for it, and a
//! loopback server that plays Waldur with recorded answers.
//!
//! ```ignore
//! let session = Session::start(|_| answer("list-tls"));
//! let ran = session.run("batches list");
//! insta::assert_snapshot!(ran.snapshot());
//! assert_eq!(session.server.calls(), ["GET /api/my-assignment-batches/"]);
//! ```

mod answers;
mod certificate;
mod http;
#[cfg(unix)]
mod pty;
mod ran;
mod rogue;
mod sandbox;
mod schema;
mod server;
mod session;
#[cfg(unix)]
mod tests;
mod texts;
#[cfg_attr(not(unix), expect(dead_code, reason = "the tests of answering need a terminal"))]
mod waldur;

pub use answers::{answer, answer_body};
pub use http::{Request, Response};
#[cfg(unix)]
pub use pty::{Screen, Terminal};
pub use ran::{Ran, Seen, assert_no_token, shows_token};
pub use rogue::{Line, Rogue};
pub use sandbox::{Invocation, NOBODY, PAT, Sandbox, TOKEN};
pub use server::Server;
pub use session::Session;
pub use texts::{STEERING, all, steers};
pub use waldur::{Fault, PersonalToken, Waldur, World, batch, item, time};
#[cfg(unix)]
pub use waldur::{posts, review};
