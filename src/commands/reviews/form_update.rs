//! The form of one review, made or brought up to date with the server.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::folder::{folded, form_name, safe_name};
use super::material::{Material, due_words};
use crate::commands::context::Context;
use crate::commands::review_forms::{by_review, forms_of, values_of};
use crate::error::{ErrorKind, UserError};
use crate::review_form::{Change, FormFile, FormHead, compare, merge, new_form};
use crate::settings::Server;
use crate::waldur::Deadline;

/// The forms of a folder.
pub struct KnownForms<'f> {
    folder: &'f Path,
    by_review: BTreeMap<String, FormFile>,
    /// Those that name no review, which are damaged.
    unnamed: Vec<FormFile>,
}

impl<'f> KnownForms<'f> {
    /// Reads the forms of a folder.
    ///
    /// # Errors
    /// When the folder or a form cannot be read.
    pub fn of(folder: &'f Path) -> Result<Self, UserError> {
        let (unnamed, named) =
            forms_of(folder)?.into_iter().partition(|form| form.review().is_empty());
        Ok(Self { folder, by_review: by_review(named), unnamed })
    }

    /// Makes or updates the form of a review: its path, and what came of it.
    ///
    /// # Errors
    /// When the form that is there has an error, the review takes no text, or a file cannot be
    /// written.
    pub fn update(
        &mut self,
        material: &Material,
        server: &Server,
        context: &Context<'_>,
    ) -> Result<(PathBuf, &'static str)> {
        let review = material.review.read();
        let uuid = review.uuid().unwrap_or_default().to_owned();
        let slug = material.slug();
        if let Some(file) = self.by_review.get_mut(&uuid) {
            return update(file, material);
        }
        if !review.is_open() {
            let state = review.state().unwrap_or("closed");
            let message = format!("the review of {slug} is {state} and takes no text");
            return Err(UserError::new(ErrorKind::Refused, message).into());
        }
        self.check_not_damaged(&slug)?;
        let name = form_name(&slug, &uuid, &names_in(self.folder));
        let path = self.folder.join(format!("{name}.md"));
        let head = FormHead {
            review: uuid.clone(),
            proposal: slug,
            server: server.api.value.origin(),
            title: review.proposal_name().unwrap_or_default().to_owned(),
            explanation: explanation(review.deadline(), &name, context),
            asks_for_conflict_statement: review.needs_conflict_statement(),
        };
        FormFile::create(&path, &new_form(&head, &values_of(&material.review)))?;
        self.by_review.insert(uuid, FormFile::open(&path)?);
        Ok((path, "created"))
    }

    /// Refuses to make a second form beside one that cannot be read: one that names the proposal
    /// and no review, or a file with the form's name that is no form.
    fn check_not_damaged(&self, slug: &str) -> Result<(), UserError> {
        let name = safe_name(slug);
        let names_it = |file: &&FormFile| !name.is_empty() && safe_name(&file.proposal()) == name;
        let damaged = self.unnamed.iter().find(names_it).map(|file| file.path().to_path_buf());
        let path = damaged.unwrap_or_else(|| self.folder.join(format!("{name}.md")));
        if !path.is_file() || self.by_review.values().any(|file| file.path() == path) {
            return Ok(());
        }
        let file = FormFile::open(&path)?;
        Err(error_of(&file).unwrap_or_else(|| {
            UserError::usage(format!("{} is a file of another kind", path.display()))
        }))
    }
}

/// The first error of a form that is there.
fn error_of(file: &FormFile) -> Option<UserError> {
    let problem = file.reading.first_error()?;
    let message = format!("{}:{problem}", file.path().display());
    Some(UserError::usage(message).hint("correct the form, or rename the file, and pull again"))
}

/// Brings a form up to date with the server.
fn update(file: &mut FormFile, material: &Material) -> Result<(PathBuf, &'static str)> {
    let path = file.path().to_path_buf();
    if file.reading.has_conflicts_only() {
        return Ok((path, "left"));
    }
    if let Some(error) = error_of(file) {
        return Err(error.into());
    }
    let mut form = file.reading.form.clone();
    if form.submitted().is_some() || !material.review.read().is_open() {
        return Ok((path, "unchanged"));
    }
    let values = values_of(&material.review);
    let comparisons = compare(&form, &values, &file.earlier());
    let has_conflict = comparisons.iter().any(|one| one.change == Change::Both);
    let mut is_changed = merge(&mut form, &values, &comparisons);
    if material.review.read().needs_conflict_statement() && !form.asks_for_conflict_statement() {
        form.ask_for_conflict_statement();
        is_changed = true;
    }
    file.replace(&form)?;
    let outcome = match (has_conflict, is_changed) {
        (true, _) => "conflict",
        (false, true) => "updated",
        (false, false) => "unchanged",
    };
    Ok((path, outcome))
}

/// The names in a folder without `.md`, to compare with.
fn names_in(folder: &Path) -> BTreeSet<String> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| {
        let name = folded(&entry.file_name().to_string_lossy());
        name.strip_suffix(".md").map_or_else(|| name.clone(), str::to_owned)
    });
    names.collect()
}

fn explanation(deadline: Deadline, name: &str, context: &Context<'_>) -> Vec<String> {
    let due = due_words(deadline, context.theme);
    let due = match deadline {
        Deadline::At(_) => format!("Due {due}"),
        Deadline::None | Deadline::Unknown => {
            let mut letters = due.chars();
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
