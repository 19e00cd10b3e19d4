//! `reviews clean`: removes the proposal text of finished reviews from this computer.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, ValueHint};

use super::check::open_all;
use super::compared::Compared;
use super::documents::{Downloads, PART, SUMS, read_downloads, sha256_of};
use crate::commands::confirm::{check_confirmable, is_confirmed, nothing_sent};
use crate::commands::context::{Context, Outcome};
use crate::commands::phrases::counted;
use crate::commands::proposal_text;
use crate::error::UserError;
use crate::output::{Block, Page, View};
use crate::review_form::{FormFile, has_unsent_text};

/// `reviews clean`
#[derive(Debug, Args)]
pub struct CleanArgs {
    /// A form, or a folder; else the forms of the current one
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// Also remove the forms of submitted reviews
    #[arg(long)]
    pub forms: bool,
    /// Do not ask for confirmation
    #[arg(long, short)]
    pub yes: bool,
    /// Say what would be removed, and remove nothing
    #[arg(long, short = 'n')]
    pub dry_run: bool,
}

/// Runs `reviews clean`.
///
/// # Errors
/// When there is no form, nobody can be asked, or a file cannot be removed.
pub fn run(arguments: &CleanArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let mut to_remove = Vec::new();
    let mut kept = Vec::new();
    let mut unsent = Vec::new();
    for file in open_all(&arguments.files)? {
        let is_submitted = file.reading.form.submitted().is_some();
        if !is_submitted && !is_finished(&file, context) {
            continue;
        }
        let (material, changed) = material_of(file.path());
        kept.extend(changed);
        to_remove.extend(material);
        if arguments.forms && is_submitted {
            // What the reader does not understand may hold text as well.
            if file.reading.has_errors() || has_unsent_text(&file.reading.form) {
                unsent.push(file);
            } else {
                to_remove.extend(files_of(&file));
            }
        }
    }
    // Text that is nowhere else is removed by its own answer only.
    let asks = !arguments.yes && !arguments.dry_run && context.settings.may_ask;
    let mut kept_forms = Vec::new();
    for file in unsent {
        let path = file.path().display().to_string();
        let question = format!("{path} has text that was never sent. Remove it too? [y/N] ");
        if asks && is_confirmed(&question, context)? {
            to_remove.extend(files_of(&file));
        } else {
            kept_forms.push(path);
        }
    }
    let mut messages = Vec::new();
    if !kept.is_empty() {
        let names: Vec<String> = kept.iter().map(|path| path.display().to_string()).collect();
        messages.push(format!("Kept, since you changed them: {}", names.join(", ")));
    }
    if !kept_forms.is_empty() {
        messages.push(format!("Kept, with text that was never sent: {}", kept_forms.join(", ")));
    }
    let mut page = Page::default();
    let line = |path: &Path| Block::Text(path.display().to_string(), 0, None);
    if to_remove.is_empty() {
        let nothing = "There is no proposal text of a finished review to remove here.";
        messages.insert(0, nothing.to_owned());
        return Ok(Outcome { messages, ..Outcome::new(View::Nothing) });
    }
    page.blocks.extend(to_remove.iter().map(|path| line(path)));
    if arguments.dry_run {
        return Ok(Outcome { messages, ..Outcome::new(View::Page(page)) });
    }
    check_confirmable(arguments.yes, context)?;
    let files = counted(to_remove.len(), "file", "files");
    if !arguments.yes {
        context.ui.show(&View::Page(page))?;
        if !is_confirmed(&format!("\nRemove {files}? [y/N] "), context)? {
            let mut outcome = nothing_sent();
            outcome.messages = vec!["Nothing removed.".to_owned()];
            return Ok(outcome);
        }
    }
    for path in &to_remove {
        fs::remove_file(path).map_err(|error| {
            UserError::file(format!("cannot remove {}: {error}", path.display()))
        })?;
        // Folders go once they are empty.
        for folder in path.ancestors().skip(1).take(2).filter(|folder| is_made(folder)) {
            let _ = fs::remove_dir(folder);
        }
    }
    messages.insert(0, format!("Removed {files}."));
    Ok(Outcome { messages, ..Outcome::new(View::Nothing) })
}

/// A form and its earlier versions.
fn files_of(file: &FormFile) -> Vec<PathBuf> {
    let mut files = file.backup_paths();
    files.push(file.path().to_path_buf());
    files
}

/// Returns whether a folder is one that `pull` made beside a form: it is named as one, or holds
/// documents.
fn is_made(folder: &Path) -> bool {
    folder.file_name().is_some_and(|name| {
        let mut form = name.to_owned();
        form.push(".md");
        name == "documents" || name == ".backup" || folder.with_file_name(form).exists()
    })
}

/// Returns whether the server says that the review is finished; not where it cannot be asked.
fn is_finished(file: &FormFile, context: &Context<'_>) -> bool {
    let Ok(again) = FormFile::open(file.path()) else {
        return false;
    };
    Compared::read(again, context).is_ok_and(|compared| compared.review.read().is_finished())
}

/// The files of a proposal beside its form that are as they were downloaded, and those that are
/// not.
fn material_of(form: &Path) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let folder = form.with_extension("");
    let documents = folder.join("documents");
    let (mut found, mut changed) = (Vec::new(), Vec::new());
    let list = documents.join(SUMS);
    let downloads = read_downloads(&documents).ok().flatten().unwrap_or_else(|| {
        // Which documents are as they were downloaded is not known.
        changed.push(list.clone());
        Downloads::new()
    });
    for (name, download) in &downloads {
        let path = documents.join(name);
        match sha256_of(&path) {
            Some(sum) if sum == download.sha256 => found.push(path),
            Some(_) => changed.push(path),
            None => {}
        }
    }
    if changed.is_empty() && !downloads.is_empty() {
        found.push(list);
    }
    // What a run left that was ended while it downloaded.
    let entries = fs::read_dir(&documents).into_iter().flatten().flatten();
    found.extend(entries.map(|entry| entry.path()).filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with('.') && name.ends_with(PART)
    }));
    let (texts, changed_texts) = proposal_text::files_in(&folder);
    found.extend(texts);
    changed.extend(changed_texts);
    // Without it, backups hold what the reviewer wrote.
    let tag = folder.join("CACHEDIR.TAG");
    found.extend(tag.is_file().then_some(tag));
    (found, changed)
}
