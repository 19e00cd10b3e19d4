//! How output looks: accessible form, redaction, hyperlinks, display settings.

mod accessible;
mod display;
mod links;
mod redacted;

use crate::support::{Sandbox, Session};
use crate::waldur::waldur;

const CONFIG: &str = "config/config.toml";

fn site() -> Session {
    Session::start(waldur)
}

/// With the portal's address, as a login stores it.
fn with_portal(sandbox: &Sandbox, portal: &str) {
    let file = "config/credentials.toml";
    let text = sandbox.read(file);
    sandbox.write(file, &format!("{text}portal = '{portal}'\n"));
}
