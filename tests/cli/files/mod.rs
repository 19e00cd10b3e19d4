//! Files of this program when the disk is full, the place is unwritable, or the program is killed.

mod killed;
mod unwritable;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::support::{Invocation, Response, Sandbox, Server, TOKEN};
use crate::waldur::waldur;

const STORED: &str = "config/credentials.toml";

/// Where it is kept what was listed of a server, and what a prompt knows of it.
fn remembered(server: &Server) -> [String; 2] {
    let of = format!("default@127.0.0.1_{}.json", server.port());
    [format!(".local/state/waldur-review/listed-{of}"), format!(".cache/waldur-review/status-{of}")]
}

fn login(sandbox: &Sandbox, server: &Server, profile: &str) -> Invocation {
    sandbox
        .command(["auth", "login", "--url", &server.origin(), "--with-token"])
        .args(["--profile", profile])
        .stdin(TOKEN)
}

/// A Waldur in which nobody has accepted anything.
fn good_day() -> Server {
    Server::start(|request| match request.route() {
        "/api/proposal-reviews/" => Response::json(200, "[]"),
        _ => waldur(request),
    })
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// Every file below, with its directory: its name, its mode, its bytes.
fn everything(directory: &Path) -> Vec<(String, u32, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(everything(&path));
        } else {
            let name = path.to_string_lossy().into_owned();
            found.push((name, mode(&path), fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}

/// The same without locks, which hold nothing.
fn kept(sandbox: &Sandbox) -> Vec<(String, u32, Vec<u8>)> {
    let mut all = everything(sandbox.home());
    all.retain(|(name, _, bytes)| {
        let is_lock = Path::new(name).extension().is_some_and(|end| end == "lock");
        !is_lock || !bytes.is_empty()
    });
    all
}
