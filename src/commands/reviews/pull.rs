//! `reviews pull`: makes and updates forms, with what there is to read beside them.

use std::path::{Path, PathBuf};
use std::thread;

use anyhow::Result;
use clap::{Args, ValueHint};
use serde::Serialize;

use super::documents::{DocumentFolder, DocumentReport, download_all};
use super::folder;
use super::form_update::KnownForms;
use super::lookup::{own_list, read_reviews, uuids};
use super::material::Material;
use crate::args::JsonArgs;
use crate::commands::context::{Context, Outcome};
use crate::commands::deadlines::deadline_key;
use crate::commands::phrases::counted;
use crate::commands::proposal_text;
use crate::error::{ErrorKind, UserError};
use crate::files;
use crate::output::{Block, Page, View};
use crate::report::{ErrorDocument, Report};
use crate::settings::Server;
use crate::waldur::pagination::Object;
use crate::waldur::profiles::{self, ReviewerProfile};
use crate::waldur::{Client, MOST_LANES, Review};

/// The file that marks a folder as one that backups leave out: <https://bford.info/cachedir/>
const CACHE_TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n# Proposal text of waldur-review: reviews clean removes it.\n";

/// `reviews pull`
#[derive(Debug, Args)]
pub struct PullArgs {
    /// UUID, unique prefix, slug, portal URL, or form; else all
    #[arg(value_name = "REVIEW")]
    pub reviews: Vec<String>,
    /// The folder of the forms
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub into: Option<PathBuf>,
    /// Do not download the documents
    #[arg(long)]
    pub no_documents: bool,
    /// Do not ask for confirmation
    #[arg(long, short)]
    pub yes: bool,
    /// The form of the output.
    #[command(flatten)]
    pub output: JsonArgs,
}

/// A form, and what came of it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PullReport {
    /// The review's UUID.
    review: String,
    /// The path of the form; null where there is none.
    pub form: Option<String>,
    /// `created`, `updated`, `unchanged`, `conflict`, `left` (open conflict marks) or `failed`.
    outcome: &'static str,
    documents: Vec<DocumentReport>,
    error: Option<ErrorDocument>,
}

/// Runs `reviews pull`.
///
/// # Errors
/// When no folder can be chosen, or the reviews cannot be listed.
pub fn run(arguments: &PullArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let (client, server) = context.client()?;
    let (own, found) = thread::scope(|scope| {
        let own = scope.spawn(|| own_profile(&client));
        let found = find(&arguments.reviews, (&client, &server), context);
        (own.join(), found)
    });
    let own = own.ok().flatten();
    let (names, reviews) = found?;
    if names.is_empty() {
        return Ok(Outcome::new(View::Nothing).message("No review is to be written."));
    }
    // Where none can be read, no folder is needed.
    if reviews.iter().all(Result::is_err) {
        return Ok(Outcome::all_failed(reviews.into_iter().filter_map(Result::err).collect()));
    }
    let folder = folder::choose(arguments.into.as_deref(), context)?;
    folder::make(&folder)?;
    if let Some(warning) = folder::warning(&folder) {
        context.ui.say(&warning);
    }
    let to = PullTo { folder: &folder, with_documents: !arguments.no_documents, own: own.as_ref() };
    let (reports, failures) = pull((&names, reviews), &to, (&client, &server), context)?;
    let mut outcome = Outcome::new(view(&reports, arguments)?);
    if !arguments.output.json() && failures.len() < reports.len() {
        outcome.messages.push(
            "Write in the forms; reviews check, push and submit follow. Proposal text is confidential: reviews clean removes it."
                .to_owned(),
        );
    }
    // What was made is said, whatever was not made beside it.
    outcome.all_failed = reports.iter().all(|report| report.form.is_none());
    outcome.failures = failures;
    Ok(outcome)
}

fn view(reports: &[PullReport], arguments: &PullArgs) -> Result<View> {
    if arguments.output.json() {
        return Ok(View::Json(serde_json::to_vec(reports)?));
    }
    let mut page = Page::default();
    for report in reports {
        let Some(form) = &report.form else {
            continue;
        };
        let all = report.documents.len();
        let is_there = |document: &&DocumentReport| document.outcome != "failed";
        let documents = match report.documents.iter().filter(is_there).count() {
            _ if all == 0 => String::new(),
            there if there == all => format!(", {}", counted(all, "document", "documents")),
            there => format!(", {there} of {all} documents"),
        };
        page.blocks.push(Block::Text(format!("{:<10}{form}{documents}", report.outcome), 0, None));
    }
    Ok(View::Page(page))
}

/// The parts to make, and where.
pub struct PullTo<'t> {
    /// The folder of the forms, which is there.
    pub folder: &'t Path,
    /// True if documents are downloaded.
    pub with_documents: bool,
    /// The reviewer's profile: who of a proposal is named there is marked.
    pub own: Option<&'t ReviewerProfile>,
}

/// Reviews as they were read, each with its own error.
type Reviews = Vec<Result<Object<Review<'static>>>>;

/// The reviewer's profile, where the server has it. It only marks names: without it, nobody is
/// marked.
pub fn own_profile(client: &Client) -> Option<ReviewerProfile> {
    profiles::me(client).ok().flatten()
}

/// The reviews that were typed with their names; without any, all that are to be written.
fn find(
    typed: &[String],
    (client, server): (&Client, &Server),
    context: &Context<'_>,
) -> Result<(Vec<String>, Reviews)> {
    if !typed.is_empty() {
        let named = uuids(typed, client, server, context)?;
        return Ok((typed.to_vec(), read_reviews(named, typed, client, context)));
    }
    let open = own_list(client, server, &["in_review".to_owned()])?;
    let mut open = open.documents();
    open.retain(|document| document.read.is_open());
    open.sort_by_key(|document| deadline_key(document.read.deadline(), false));
    let found = open.into_iter().map(|document| {
        let uuid = document.read.uuid().unwrap_or_default().to_owned();
        (uuid, Ok(Object::of_element(document.raw)))
    });
    Ok(found.unzip())
}

/// Makes or updates the forms of these reviews, which come with the names that were typed.
///
/// # Errors
/// When the forms of the folder cannot be read.
pub fn pull(
    (names, reviews): (&[String], Reviews),
    to: &PullTo<'_>,
    (client, server): (&Client, &Server),
    context: &mut Context<'_>,
) -> Result<(Vec<PullReport>, Vec<anyhow::Error>)> {
    let folder = to.folder;
    let mut forms = KnownForms::of(folder)?;
    context.ui.progress(&format!("reading {}", counted(names.len(), "proposal", "proposals")));
    let mut reports: Vec<PullReport> = names.iter().map(|name| PullReport::failed(name)).collect();
    let mut failures = Vec::new();
    let (mut places, mut readable) = (Vec::new(), Vec::new());
    for (place, review) in reviews.into_iter().enumerate() {
        match review {
            Ok(review) => {
                places.push(place);
                readable.push(review);
            }
            Err(error) => failures.push((place, error)),
        }
    }
    let mut to_download: Vec<(usize, DocumentFolder)> = Vec::new();
    let materials = Material::read_all(client, readable, MOST_LANES);
    for (place, material) in places.into_iter().zip(materials) {
        let written = material.and_then(|material| {
            forms.update(&material, server, context).map(|form| (form, material))
        });
        let ((path, outcome), material) = match written {
            Ok(written) => written,
            Err(error) => {
                failures.push((place, error));
                continue;
            }
        };
        match write_material(&material, to, &path, context) {
            Ok(folder) => to_download.extend(folder.map(|folder| (place, folder))),
            Err(error) => failures.push((place, error)),
        }
        if let Some(report) = reports.get_mut(place) {
            report.review = material.review.read().uuid().map(str::to_owned).unwrap_or_default();
            report.form = Some(path.to_string_lossy().into_owned());
            report.outcome = outcome;
        }
    }
    let (places, folders): (Vec<usize>, Vec<DocumentFolder>) = to_download.into_iter().unzip();
    let downloaded = download_all(&folders, client, context);
    for (place, (documents, errors)) in places.into_iter().zip(downloaded) {
        if let Some(report) = reports.get_mut(place) {
            report.documents = documents;
        }
        failures.extend(errors.into_iter().map(|error| (place, error)));
    }
    context.ui.clear_progress();
    for (place, error) in &failures {
        if let Some(report) = reports.get_mut(*place) {
            report.error.get_or_insert_with(|| Report::of(error).to_json());
        }
    }
    failures.sort_by_key(|(place, _)| *place);
    Ok((reports, failures.into_iter().map(|(_, error)| error).collect()))
}

impl PullReport {
    fn failed(name: &str) -> Self {
        Self {
            review: name.to_owned(),
            form: None,
            outcome: "failed",
            documents: Vec::new(),
            error: None,
        }
    }
}

/// Writes the proposal's text into the folder beside the form. Gives the documents to download
/// there; nothing where there are none.
fn write_material(
    material: &Material,
    to: &PullTo<'_>,
    form: &Path,
    context: &mut Context<'_>,
) -> Result<Option<DocumentFolder>> {
    if material.proposal.is_none() {
        let message =
            "the server does not show you this proposal (any more): the form is made without it";
        return Err(UserError::new(ErrorKind::NotFound, message).into());
    }
    let folder = form.with_extension("");
    files::make_private_directory(&folder)?;
    let tag = folder.join("CACHEDIR.TAG");
    if !tag.exists() {
        files::create_private(&tag, CACHE_TAG.as_bytes(), 0o600)?;
    }
    let changed = proposal_text::write(&folder, &material.to_text(to.own, context.theme)?)?;
    for path in changed {
        context.ui.say(&format!("Kept, since you changed it: {}", path.display()));
    }
    let entries = material.documents();
    if entries.is_empty() || !to.with_documents {
        return Ok(None);
    }
    Ok(Some(DocumentFolder::open(folder.join("documents"), entries)?))
}
