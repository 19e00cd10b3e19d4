//! `auth token`: the one command that prints a token, because it was asked to.

use anyhow::Result;

use crate::commands::context::{Context, Outcome};
use crate::output::View;

pub fn run(context: &mut Context<'_>) -> Result<Outcome> {
    let server = context.settings.server()?;
    Ok(Outcome::new(View::Text(format!("{}\n", server.token.value.expose()))))
}
