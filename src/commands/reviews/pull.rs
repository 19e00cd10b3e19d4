//! `reviews pull`: makes and updates forms, with what there is to read beside them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::Result;
use clap::{Args, ValueHint};
use serde::Serialize;

use super::documents::{DocumentReport, download_all};
use super::folder::{self, form_name};
use super::lookup::{own_list, read_reviews, uuids};
use super::material::Material;
use crate::args::JsonArgs;
use crate::commands::context::{Context, Outcome};
use crate::commands::deadlines::deadline_key;
use crate::commands::phrases::{counted, deadline_words};
use crate::commands::review_forms::{forms_by_review, values_of};
use crate::error::{ErrorKind, UserError};
use crate::files;
use crate::output::{Block, Page, View, elsewhere, long_time};
use crate::report::{ErrorDocument, Report};
use crate::review_form::{FormFile, FormHead, compare, merge, new_form};
use crate::settings::Server;
use crate::waldur::pagination::Object;
use crate::waldur::profiles::{self, ReviewerProfile};
use crate::waldur::{Client, Deadline, Review};

/// What marks a folder as one that backups leave out: <https://bford.info/cachedir/>
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
    let (names, reviews): (Vec<String>, Vec<Result<Object<Review<'static>>>>) =
        if arguments.reviews.is_empty() {
            let open = own_list(&client, &server, &["in_review".to_owned()])?;
            let mut open = open.documents();
            open.retain(|document| document.read.is_open());
            open.sort_by_key(|document| deadline_key(document.read.deadline(), false));
            let open = open.into_iter();
            open.map(|document| {
                let uuid = document.read.uuid().unwrap_or_default().to_owned();
                (uuid, Ok(Object::of_element(document.raw)))
            })
            .unzip()
        } else {
            let typed = &arguments.reviews;
            let named = uuids(typed, &client, &server, context)?;
            (typed.clone(), read_reviews(named, typed, &client, context))
        };
    if names.is_empty() {
        return Ok(Outcome::new(View::Nothing).message("No review is to be written."));
    }
    let folder = folder::choose(arguments.into.as_deref(), context)?;
    folder::make(&folder)?;
    if let Some(warning) = folder::warning(&folder) {
        context.ui.say(&warning);
    }
    let (reports, failures) =
        pull((&names, reviews), &folder, !arguments.no_documents, (&client, &server), context)?;
    let mut outcome = Outcome::new(view(&reports, arguments)?);
    if !arguments.output.json() && failures.len() < reports.len() {
        outcome.messages.push(
            "Write in the forms; reviews check, push and submit follow. Proposal text is confidential: reviews clean removes it."
                .to_owned(),
        );
    }
    outcome.all_failed = failures.len() == reports.len();
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
        let documents = match report.documents.len() {
            0 => String::new(),
            count => format!(", {}", counted(count, "document", "documents")),
        };
        page.blocks.push(Block::Text(format!("{:<10}{form}{documents}", report.outcome), 0, None));
    }
    Ok(View::Page(page))
}

/// Makes or updates the forms of these reviews, which come with the names that were typed.
///
/// # Errors
/// When the forms of the folder cannot be read.
pub fn pull(
    (names, reviews): (&[String], Vec<Result<Object<Review<'static>>>>),
    folder: &Path,
    with_documents: bool,
    (client, server): (&Client, &Server),
    context: &mut Context<'_>,
) -> Result<(Vec<PullReport>, Vec<anyhow::Error>)> {
    let mut forms = forms_by_review(folder)?;
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
    let (materials, own) = thread::scope(|scope| {
        let own = scope.spawn(|| profiles::me(client));
        (Material::read_all(client, readable), own.join())
    });
    // It only marks who of a proposal is the reviewer: a server without profiles has nobody to mark.
    let own = own.ok().and_then(Result::ok).flatten();
    for (place, material) in places.into_iter().zip(materials) {
        let written = material.and_then(|material| {
            write(&material, folder, &mut forms, server, context).map(|form| (form, material))
        });
        let ((path, outcome), material) = match written {
            Ok(written) => written,
            Err(error) => {
                failures.push((place, error));
                continue;
            }
        };
        let (documents, errors) =
            write_material((&material, own.as_ref()), &path, with_documents, client, context);
        if let Some(report) = reports.get_mut(place) {
            report.review = material.review.read().uuid().map(str::to_owned).unwrap_or_default();
            report.form = Some(path.to_string_lossy().into_owned());
            report.outcome = outcome;
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

/// Makes or updates the form of a review: its path, and what came of it.
fn write(
    material: &Material,
    folder: &Path,
    forms: &mut BTreeMap<String, FormFile>,
    server: &Server,
    context: &Context<'_>,
) -> Result<(PathBuf, &'static str)> {
    let review = material.review.read();
    let uuid = review.uuid().unwrap_or_default().to_owned();
    let values = values_of(&material.review);
    if let Some(file) = forms.get_mut(&uuid) {
        let path = file.path().to_path_buf();
        if file.reading.has_conflicts_only() {
            return Ok((path, "left"));
        }
        if let Some(problem) = file.reading.first_error() {
            let message = format!("{}:{problem}", path.display());
            return Err(UserError::usage(message).hint("correct the form, and pull again").into());
        }
        let mut form = file.reading.form.clone();
        if form.submitted().is_some() || !review.is_open() {
            return Ok((path, "unchanged"));
        }
        let comparisons = compare(&form, &values, &file.earlier());
        let has_conflict =
            comparisons.iter().any(|one| one.change == crate::review_form::Change::Both);
        let is_changed = merge(&mut form, &values, &comparisons);
        file.replace(&form)?;
        return Ok((
            path,
            match (has_conflict, is_changed) {
                (true, _) => "conflict",
                (false, true) => "updated",
                (false, false) => "unchanged",
            },
        ));
    }
    if !review.is_open() {
        return Err(UserError::new(
            ErrorKind::Refused,
            format!(
                "the review of {} is {} and takes no text",
                material.slug(),
                review.state().unwrap_or("closed")
            ),
        )
        .into());
    }
    let taken = names_in(folder);
    let name = form_name(&material.slug(), &uuid, &taken);
    let path = folder.join(format!("{name}.md"));
    let head = FormHead {
        review: uuid.clone(),
        proposal: material.slug(),
        server: server.api.value.origin(),
        title: review.proposal_name().unwrap_or_default().to_owned(),
        explanation: explanation(review.deadline(), &name, context),
        asks_for_conflict_statement: review.needs_conflict_statement(),
    };
    FormFile::create(&path, &new_form(&head, &values))?;
    forms.insert(uuid, FormFile::open(&path)?);
    Ok((path, "created"))
}

/// The names in a folder without `.md`, in lower case.
fn names_in(folder: &Path) -> BTreeSet<String> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| {
        let name = entry.file_name().to_string_lossy().to_lowercase();
        name.strip_suffix(".md").map_or_else(|| name.clone(), str::to_owned)
    });
    names.collect()
}

fn explanation(deadline: Deadline, name: &str, context: &Context<'_>) -> Vec<String> {
    let zone = &context.theme.zone;
    let due = match deadline {
        Deadline::At(at) => format!("Due {} ({})", long_time(at, zone), elsewhere(at, zone)),
        Deadline::None | Deadline::Unknown => {
            let words = deadline_words(deadline, context.theme);
            let mut letters = words.chars();
            letters
                .next()
                .map(|first| first.to_ascii_uppercase())
                .into_iter()
                .chain(letters)
                .collect()
        }
    };
    vec![format!("{due}."), format!("Proposal: {name}/proposal.txt")]
}

/// Writes the proposal's text and documents into the folder beside the form.
fn write_material(
    (material, own): (&Material, Option<&ReviewerProfile>),
    form: &Path,
    with_documents: bool,
    client: &Client,
    context: &Context<'_>,
) -> (Vec<DocumentReport>, Vec<anyhow::Error>) {
    if material.proposal.is_none() {
        let message =
            "the server does not show you this proposal (any more): the form is made without it";
        return (Vec::new(), vec![UserError::new(ErrorKind::NotFound, message).into()]);
    }
    let folder = form.with_extension("");
    let written = (|| -> Result<()> {
        files::make_private_directory(&folder)?;
        let tag = folder.join("CACHEDIR.TAG");
        if !tag.exists() {
            files::create_private(&tag, CACHE_TAG.as_bytes(), 0o600)?;
        }
        let text = material.to_text(own, context.theme)?;
        let path = folder.join("proposal.txt");
        if files::read(&path)?.as_deref() != Some(text.as_bytes()) {
            let new = folder.join(".proposal.new");
            let _ = fs::remove_file(&new);
            files::create_private(&new, text.as_bytes(), 0o400)?;
            fs::rename(&new, &path).map_err(|error| {
                UserError::file(format!("cannot write {}: {error}", path.display()))
            })?;
        }
        Ok(())
    })();
    let mut failures: Vec<anyhow::Error> = written.err().into_iter().collect();
    let entries = material.documents();
    if !with_documents || entries.is_empty() || !failures.is_empty() {
        return (Vec::new(), failures);
    }
    let documents = folder.join("documents");
    if let Err(error) = files::make_private_directory(&documents) {
        failures.push(error.into());
        return (Vec::new(), failures);
    }
    let (reports, errors) = download_all(&entries, &documents, client, context);
    failures.extend(errors);
    (reports, failures)
}
