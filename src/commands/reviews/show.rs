//! `reviews show`: a review with its proposal and the draft on the server. Nothing is stored.

use std::thread;

use anyhow::Result;
use clap::Args;
use serde_json::value::RawValue;

use super::lookup::{read_reviews, uuids};
use super::material::{Material, draft_blocks};
use crate::args::JsonArgs;
use crate::commands::conflicts::{self, OwnConflicts};
use crate::commands::context::{Context, Outcome};
use crate::commands::portal;
use crate::output::{Block, Page, View};
use crate::waldur::MOST_LANES;
use crate::waldur::pagination::List;
use crate::waldur::portal::review_page;

/// `reviews show`
#[derive(Debug, Args)]
pub struct ReviewsShowArgs {
    /// UUID, unique prefix, slug, portal URL, or a form
    #[arg(required = true, value_name = "REVIEW")]
    pub reviews: Vec<String>,
    /// Open the review in the web portal instead
    #[arg(long, short)]
    pub web: bool,
    /// Do not use a pager
    #[arg(long)]
    pub no_pager: bool,
    /// The form of the output.
    #[command(flatten)]
    pub output: JsonArgs,
}

pub fn run(arguments: &ReviewsShowArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let (client, server) = context.client()?;
    let found = uuids(&arguments.reviews, &client, &server, context)?;
    if let (true, [Ok(uuid)]) = (arguments.web, found.as_slice()) {
        return portal::open(&review_page(uuid).unwrap_or_default(), &server, context);
    }
    let (mut read, mut failures) = (Vec::new(), Vec::new());
    for review in read_reviews(found, &arguments.reviews, &client, context) {
        match review {
            Ok(review) => read.push(review),
            Err(error) => failures.push(error),
        }
    }
    // JSON holds the server's documents only.
    let (materials, own) = thread::scope(|scope| {
        let own = (!arguments.output.json()).then(|| scope.spawn(|| OwnConflicts::read(&client)));
        // The conflicts have the other one.
        let materials = Material::read_all(&client, read, MOST_LANES - 1);
        (materials, own.and_then(|own| own.join().ok()))
    });
    let (own, unexplained) = own.map_or((None, None), conflicts::or_message);
    let mut shown = Vec::new();
    for material in materials {
        match material {
            Ok(material) => shown.push(material),
            Err(error) => failures.push(error),
        }
    }
    if let (true, 1) = (shown.is_empty(), failures.len()) {
        return Err(failures.remove(0));
    }
    let view = if arguments.output.json() {
        let texts: Vec<String> = shown.iter().map(document).collect();
        let text = match texts.as_slice() {
            [one] if arguments.reviews.len() == 1 => one.clone(),
            several => format!("[{}]", several.join(",")),
        };
        View::Json(text.into_bytes())
    } else {
        let mut page = Page::default();
        for (number, material) in shown.iter().enumerate() {
            if number > 0 {
                page.blocks.extend([Block::Blank, Block::Blank]);
            }
            let proposal = material.review.read().proposal_uuid().unwrap_or_default().to_owned();
            let conflicts: Vec<&str> =
                own.as_ref().map(|own| own.with(&proposal).collect()).unwrap_or_default();
            let profile = own.as_ref().and_then(|own| own.profile.as_ref());
            page.blocks.extend(material.blocks(profile, &conflicts, context.theme));
            page.blocks.extend(draft_blocks(&material.review));
        }
        View::Page(page)
    };
    let mut outcome = Outcome::new(view);
    outcome.all_failed = shown.is_empty();
    outcome.failures = failures;
    outcome.messages.extend(unexplained);
    outcome.may_page = !arguments.no_pager;
    Ok(outcome)
}

/// The server's documents, each byte for byte; null for one that could not be read.
fn document(material: &Material) -> String {
    let list = |elements: Option<Vec<&RawValue>>| match elements {
        None => "null".to_owned(),
        Some(elements) => {
            let texts: Vec<&str> = elements.into_iter().map(RawValue::get).collect();
            format!("[{}]", texts.join(","))
        }
    };
    format!(
        "{{\"review\":{},\"proposal\":{},\"resources\":{},\"team\":{}}}",
        material.review.raw().get(),
        material.proposal.as_ref().map_or("null", |proposal| proposal.raw().get()),
        list(material.resources.as_ref().map(List::elements)),
        list(material.team.as_ref().map(List::elements)),
    )
}
