//! `profile show`

use anyhow::Result;
use clap::Args;

use super::own;
use crate::args::JsonArgs;
use crate::commands::context::{Context, Outcome};
use crate::output::{Block, Page, Role, View, long_time};

/// `profile show`
#[derive(Debug, Args)]
pub struct ProfileShowArgs {
    /// The form of the output.
    #[command(flatten)]
    pub output: JsonArgs,
}

pub fn run(arguments: &ProfileShowArgs, context: &Context<'_>) -> Result<Outcome> {
    let (client, _) = context.client()?;
    let profile = own(&client)?;
    if arguments.output.json() {
        return Ok(Outcome::new(View::Json(profile.into_body())));
    }
    let read = profile.read();
    let fact = |label, text: String| Block::Fact(label, text, Role::Plain);
    let mut blocks: Vec<Block> =
        read.facts().into_iter().map(|(label, text)| fact(label, text.to_owned())).collect();
    let word = |value: Option<bool>| match value {
        Some(true) => "yes",
        Some(false) => "no",
        None => "?",
    };
    blocks.push(fact("Reviews", format!("available: {}", word(read.is_available()))));
    let since = read.published_at().filter(|_| read.is_published() == Some(true));
    let since = since
        .map_or_else(String::new, |at| format!(", since {}", long_time(at, &context.theme.zone)));
    blocks.push(fact("Profile", format!("published: {}{since}", word(read.is_published()))));
    Ok(Outcome::new(View::Page(Page { blocks, ..Page::default() })))
}
