//! `demo`: runs the demo server, for trying scripts.

use anyhow::Result;
use clap::Args;

use crate::commands::context::{Afterwards, Context, Outcome};
use crate::demo::{self, TokenPolicy};
use crate::error::UserError;
use crate::output::View;

const EXAMPLES: &str = "\
Example:
  waldur-review demo
It prints two lines that set the address and the token in another shell.
Ctrl-C ends it.

--tokens is what auth login finds: allowed, forbidden, absent (an older
server), no-scope, or short (30 days at most).";

/// Run the demo server of --demo, for trying scripts
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct DemoArgs {
    /// Listen on this loopback port [default: a free one]
    #[arg(long, value_name = "PORT", value_parser = clap::value_parser!(u16).range(1..))]
    pub port: Option<u16>,
    /// Change each review once, as a second portal tab would
    #[arg(long)]
    pub second_tab: bool,
    /// Policy for new tokens
    #[arg(long, value_enum, value_name = "POLICY", default_value_t, hide_possible_values = true)]
    pub tokens: TokenPolicy,
}

pub fn run(arguments: &DemoArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let demo = demo::start(arguments.port, context.now(), arguments.second_tab, arguments.tokens);
    let demo = demo.map_err(|error| {
        let place =
            arguments.port.map_or_else(|| "a port".to_owned(), |port| format!("port {port}"));
        UserError::usage(format!("cannot listen on {place} of the loopback address: {error}"))
            .hint("leave out --port to use a free one")
    })?;
    let lines =
        format!("export WALDUR_API_URL={}\nexport WALDUR_ACCESS_TOKEN={}\n", demo.api, demo.token);
    let mut outcome = Outcome::new(View::Text(lines));
    outcome.footer = Some(
        "The demo server is running. Paste these two lines into another shell and try: waldur-review batches list\nCtrl-C ends it; what you answered there is not kept."
            .to_owned(),
    );
    outcome.afterwards = Some(Afterwards(Box::new(move || {
        demo.wait();
        Ok(())
    })));
    Ok(outcome)
}
