//! Where settings come from: files, variables, profiles.

mod files;
mod odd_systems;
mod profiles;
mod variables;

use std::fs;

use crate::support::{Invocation, Sandbox, Server, TOKEN};

const STORED: &str = "config/credentials.toml";

const CONFIG: &str = "config/config.toml";

fn login(sandbox: &Sandbox, server: &Server) -> Invocation {
    sandbox.command(["auth", "login", "--url", &server.origin(), "--with-token"]).stdin(TOKEN)
}

#[cfg(unix)]
fn mode(path: impl AsRef<std::path::Path>) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).expect("the file is there").permissions().mode() & 0o777
}
