//! `demo`: keeps the small Waldur running, for trying scripts.

use anyhow::Result;

use crate::cli::DemoArgs;
use crate::context::{Afterwards, Context, Outcome};
use crate::demo;
use crate::fault::Fault;
use crate::output::View;

pub fn run(arguments: &DemoArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let demo = demo::start(arguments.port, context.now()).map_err(|error| {
        let place = arguments
            .port
            .map_or_else(|| "a port".to_owned(), |port| format!("port {port}"));
        Fault::usage(format!(
            "cannot listen on {place} of the loopback address: {error}"
        ))
        .hint("leave out --port to use a free one")
    })?;
    let lines = format!(
        "export WALDUR_API_URL={}\nexport WALDUR_ACCESS_TOKEN={}\n",
        demo.api, demo.token
    );
    let mut outcome = Outcome::new(View::Text(lines));
    outcome.footer = Some(
        "A small Waldur is running. Set these two in another shell and try: waldur-review batches list\nCtrl-C ends it, and what was answered is forgotten."
            .to_owned(),
    );
    outcome.afterwards = Some(Afterwards(Box::new(move || {
        demo.wait();
        Ok(())
    })));
    Ok(outcome)
}
