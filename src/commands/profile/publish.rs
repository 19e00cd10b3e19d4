//! `profile publish` and `profile unpublish`

use anyhow::Result;
use clap::Args;

use super::change::{ProfileChange, send};
use crate::commands::context::{Context, Outcome};

/// `profile publish` and `profile unpublish`
#[derive(Debug, Args)]
pub struct ProfilePublishArgs {
    /// Do not ask for confirmation
    #[arg(long, short)]
    pub yes: bool,
}

pub fn run(
    arguments: &ProfilePublishArgs,
    is_published: bool,
    context: &mut Context<'_>,
) -> Result<Outcome> {
    send(ProfileChange::Published(is_published), arguments.yes, context)
}
