//! `config`: reading and changing settings.

#[cfg(unix)]
mod editing;
mod file;
mod values;

use crate::support::Sandbox;

const CONFIG: &str = "config/config.toml";

fn set(sandbox: &Sandbox, key: &str, values: &[&str]) -> crate::support::Ran {
    let command = sandbox.command(["config", "set", key]);
    command.args(values.iter().copied()).run()
}
