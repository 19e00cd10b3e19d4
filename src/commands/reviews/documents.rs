//! `reviews documents`: the documents of a proposal, listed or downloaded.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::Result;
use clap::{Args, ValueHint};
use ring::digest::{Context as Digest, SHA256};
use serde::Serialize;

use super::folder::safe_name;
use super::lookup::{read_reviews, uuids};
use super::material::Material;
use crate::args::JsonArgs;
use crate::commands::context::{Context, Outcome};
use crate::commands::phrases::counted;
use crate::error::{ErrorKind, UserError};
use crate::files;
use crate::output::{Block, Page, View};
use crate::review_form::hex;
use crate::ui::Progress;
use crate::values::size_words;
use crate::waldur::proposals::DocumentEntry;
use crate::waldur::{Client, MOST_LANES, documents, in_lanes};

/// The end of the name of a document that is still coming.
pub const PART: &str = ".part";
/// The file in the folder of documents that says what was downloaded, for `sha256sum --check` as
/// well.
pub const SUMS: &str = "SHA256SUMS";

/// The downloaded documents, by the names of their files.
pub type Downloads = BTreeMap<String, Download>;

/// A document as it was downloaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// In hex.
    pub sha256: String,
    /// The path of its address: a new version has another one.
    media: String,
}

/// `reviews documents`
#[derive(Debug, Args)]
pub struct DocumentsArgs {
    /// UUID, unique prefix, slug, portal URL, or a form
    #[arg(value_name = "REVIEW")]
    pub review: String,
    /// Download the documents into this folder
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub into: Option<PathBuf>,
    /// The form of the output.
    #[command(flatten)]
    pub output: JsonArgs,
}

/// A document, and what came of it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DocumentReport {
    /// The name of the file.
    pub name: String,
    /// Where it is; null where it was not downloaded.
    pub path: Option<String>,
    /// Bytes.
    pub size: Option<u64>,
    /// Of the file, in hex; null where it was not downloaded.
    pub sha256: Option<String>,
    /// `listed`, `downloaded`, `unchanged`, `kept` (changed by you) or `failed`.
    pub outcome: &'static str,
}

pub fn run(arguments: &DocumentsArgs, context: &mut Context<'_>) -> Result<Outcome> {
    let (client, server) = context.client()?;
    let typed = std::slice::from_ref(&arguments.review);
    let named = uuids(typed, &client, &server, context)?;
    let reviews = read_reviews(named, typed, &client, context);
    let reviews = reviews.into_iter().collect::<Result<Vec<_>>>()?;
    let Some(material) = Material::read_all(&client, reviews, MOST_LANES).pop().transpose()? else {
        return Ok(Outcome::new(View::Nothing));
    };
    if material.proposal.is_none() {
        return Err(UserError::new(
            ErrorKind::NotFound,
            "the server does not show you this proposal (any more)",
        )
        .into());
    }
    let entries = material.documents();
    let (reports, failures) = match &arguments.into {
        None => (entries.iter().map(listed).collect(), Vec::new()),
        Some(folder) => {
            let folder = DocumentFolder::open(folder.clone(), entries.clone())?;
            download_all(&[folder], &client, context).pop().unwrap_or_default()
        }
    };
    let view = if arguments.output.json() {
        View::Json(serde_json::to_vec(&reports)?)
    } else {
        let line = |report: &DocumentReport| {
            let size = report.size.map_or_else(String::new, |size| format!("  {size} bytes"));
            let path = report.path.as_ref().unwrap_or(&report.name);
            Block::Text(format!("{:<10}  {path}{size}", report.outcome), 0, None)
        };
        View::Page(Page { blocks: reports.iter().map(line).collect(), ..Page::default() })
    };
    let mut outcome = Outcome::new(view);
    if reports.is_empty() {
        outcome = outcome.message("The proposal has no documents.");
    }
    outcome.all_failed = !failures.is_empty() && failures.len() == reports.len();
    outcome.failures = failures;
    Ok(outcome)
}

fn listed(entry: &DocumentEntry) -> DocumentReport {
    DocumentReport {
        name: plain_name(entry),
        path: None,
        size: entry.file_size,
        sha256: None,
        outcome: "listed",
    }
}

/// The last part of the path in the server's storage, as a name that leads nowhere else.
fn plain_name(entry: &DocumentEntry) -> String {
    let name = safe_name(entry.file_name.rsplit('/').next().unwrap_or_default());
    if name.is_empty() { "document".to_owned() } else { name }
}

/// The documents of a proposal, and the folder for them, which is there.
pub struct DocumentFolder {
    path: PathBuf,
    entries: Vec<DocumentEntry>,
    known: Downloads,
}

impl DocumentFolder {
    /// Makes the folder where there is none, and reads what was downloaded into it.
    ///
    /// # Errors
    /// When it cannot be made, or holds a list of checksums that this program did not write.
    pub fn open(path: PathBuf, entries: Vec<DocumentEntry>) -> Result<Self, UserError> {
        files::make_private_directory(&path)?;
        let Some(known) = read_downloads(&path)? else {
            let list = path.join(SUMS);
            let message = format!("{} is not as this program wrote it", list.display());
            return Err(UserError::file(message)
                .hint("it is left as it is: rename it, or download into another folder"));
        };
        Ok(Self { path, entries, known })
    }
}

/// Downloads the documents of proposals, several at once: for each folder the reports and what
/// failed. What is there whole and unchanged is not requested again; a file that the reviewer
/// changed is never touched.
pub fn download_all(
    folders: &[DocumentFolder],
    client: &Client,
    context: &Context<'_>,
) -> Vec<(Vec<DocumentReport>, Vec<anyhow::Error>)> {
    let entries = || folders.iter().flat_map(|folder| &folder.entries);
    let total = entries().filter_map(|entry| entry.file_size).sum();
    let bar = context.ui.expect_bytes(&counted(entries().count(), "document", "documents"), total);
    let to: Vec<Downloader<'_>> = folders
        .iter()
        .map(|DocumentFolder { path, known, .. }| Downloader {
            folder: path,
            known: Mutex::new(known.clone()),
            largest: context.settings.max_document_size(),
            client,
            bar: &bar,
        })
        .collect();
    let jobs: Vec<(&Downloader<'_>, usize, &DocumentEntry)> = to
        .iter()
        .zip(folders)
        .flat_map(|(to, folder)| {
            (1..).zip(&folder.entries).map(move |(number, entry)| (to, number, entry))
        })
        .collect();
    let Ok(results) = in_lanes(&jobs, MOST_LANES, |(to, number, entry)| {
        Ok::<_, Infallible>(to.download(*number, entry))
    });
    let mut results = results.into_iter();
    let of_folder = |folder: &DocumentFolder| {
        let (mut reports, mut failures) = (Vec::new(), Vec::new());
        for (number, (entry, result)) in (1..).zip(folder.entries.iter().zip(results.by_ref())) {
            reports.push(result.unwrap_or_else(|error| {
                let name = format!("{number}-{}", plain_name(entry));
                failures.push(error.context(format!("the document {name} was not downloaded")));
                DocumentReport { outcome: "failed", ..listed(entry) }
            }));
        }
        (reports, failures)
    };
    folders.iter().map(of_folder).collect()
}

/// State that the downloads into a folder share.
struct Downloader<'d> {
    folder: &'d Path,
    known: Mutex<Downloads>,
    /// The largest document, in bytes.
    largest: u64,
    client: &'d Client,
    bar: &'d Progress,
}

impl Downloader<'_> {
    /// Downloads one document, unless it is there as it was downloaded.
    fn download(&self, number: usize, entry: &DocumentEntry) -> Result<DocumentReport> {
        if let Some(report) = self.present(&media_of(entry)) {
            self.bar.add_bytes(entry.file_size.unwrap_or_default());
            return Ok(report);
        }
        if let Some(size) = entry.file_size.filter(|size| *size > self.largest) {
            let most = size_words(self.largest);
            let message = format!("it has {size} bytes, and reviews.max_document_size is {most}");
            return Err(UserError::new(ErrorKind::Refused, message)
                .hint("for larger ones: waldur-review config set reviews.max_document_size 2GiB")
                .into());
        }
        let (name, path) = free_name(number, &plain_name(entry), self.folder);
        let part = self.folder.join(format!(".{name}{PART}"));
        let sent = self.transfer(entry, &part).and_then(|(size, sum, start)| {
            check_whole(entry, &name, size, &start)?;
            // Noted before the file has its name: a run that is ended in between downloads it
            // again.
            self.note(&name, Download { sha256: sum.clone(), media: media_of(entry) })?;
            fs::rename(&part, &path).map_err(|error| {
                UserError::file(format!("cannot write {}: {error}", path.display()))
            })?;
            Ok(report(&name, &path, Some(size), Some(sum), "downloaded"))
        });
        if sent.is_err() {
            let _ = fs::remove_file(&part);
        }
        sent
    }

    /// The report of a document that was downloaded before, if its file is there.
    fn present(&self, media: &str) -> Option<DocumentReport> {
        // The other lanes wait for the list only, not for the reading of the file.
        let (name, sha256) = {
            let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            let (name, known) = known.iter().find(|(_, known)| known.media == media)?;
            (name.clone(), known.sha256.clone())
        };
        let path = self.folder.join(&name);
        let sum = sha256_of(&path)?;
        let size = fs::metadata(&path).ok().map(|metadata| metadata.len());
        let outcome = if sum == sha256 { "unchanged" } else { "kept" };
        Some(report(&name, &path, size, Some(sum), outcome))
    }

    fn note(&self, name: &str, download: Download) -> Result<(), UserError> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(name.to_owned(), download);
        let list = self.folder.join(SUMS);
        if list.exists() {
            files::replace(&list, &sums_text(&known))
        } else {
            files::create_private(&list, sums_text(&known).as_bytes(), 0o600)
        }
    }

    /// Writes a document to a file that must not be there: its size, its digest, and how it begins.
    fn transfer(&self, entry: &DocumentEntry, part: &Path) -> Result<(u64, String, Vec<u8>)> {
        let _ = fs::remove_file(part);
        let mut options = File::options();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let failed = |error| UserError::file(format!("cannot write {}: {error}", part.display()));
        let mut file = options.open(part).map_err(failed)?;
        let mut digest = Digest::new(&SHA256);
        let mut start = Vec::new();
        let size = documents::download(self.client, &entry.file, self.largest, &mut |bytes| {
            digest.update(bytes);
            if start.len() < 8 {
                start.extend(bytes.iter().take(8));
            }
            self.bar.add_bytes(u64::try_from(bytes.len()).unwrap_or_default());
            file.write_all(bytes)
        })?;
        file.sync_all().map_err(failed)?;
        Ok((size, hex(digest.finish().as_ref()), start))
    }
}

/// Refuses a document that is shorter or longer than announced, or no PDF where its name says so.
fn check_whole(
    entry: &DocumentEntry,
    name: &str,
    size: u64,
    start: &[u8],
) -> Result<(), UserError> {
    let refuse = |message: String| Err(UserError::new(ErrorKind::ServerFailed, message));
    if let Some(announced) = entry.file_size.filter(|announced| *announced != size) {
        return refuse(format!("the proposal says {announced} bytes, {size} came"));
    }
    let is_pdf = Path::new(name).extension().is_some_and(|ext| ext.eq_ignore_ascii_case("pdf"));
    if is_pdf && size > 0 && !start.starts_with(b"%PDF-") {
        return refuse("what came is no PDF document".to_owned());
    }
    Ok(())
}

fn report(
    name: &str,
    path: &Path,
    size: Option<u64>,
    sha256: Option<String>,
    outcome: &'static str,
) -> DocumentReport {
    let path = Some(path.to_string_lossy().into_owned());
    DocumentReport { name: name.to_owned(), path, size, sha256, outcome }
}

/// A name with the document's number before it that no file has.
fn free_name(number: usize, plain: &str, folder: &Path) -> (String, PathBuf) {
    let (stem, end) = match plain.rsplit_once('.') {
        Some((stem, end)) if !stem.is_empty() => (stem, format!(".{end}")),
        _ => (plain, String::new()),
    };
    let names = (1..).map(|version| match version {
        1 => format!("{number}-{plain}"),
        version => format!("{number}-{stem}-{version}{end}"),
    });
    let mut paths = names.map(|name| (folder.join(&name), name));
    let free = paths.find(|(path, _)| path.symlink_metadata().is_err());
    free.map(|(path, name)| (name, path)).unwrap_or_default()
}

fn media_of(entry: &DocumentEntry) -> String {
    entry.file.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned()
}

/// Reads what was downloaded into a folder; nothing where the list of it is not as it was written.
///
/// # Errors
/// When the list cannot be read.
pub fn read_downloads(folder: &Path) -> Result<Option<Downloads>, UserError> {
    let text = files::read(&folder.join(SUMS))?.unwrap_or_default();
    let Ok(text) = String::from_utf8(text) else {
        return Ok(None);
    };
    let downloads = parse_sums(&text);
    Ok((sums_text(&downloads) == text).then_some(downloads))
}

fn parse_sums(text: &str) -> Downloads {
    let mut media: BTreeMap<&str, &str> = BTreeMap::new();
    let mut found = Downloads::new();
    for line in text.lines() {
        if let Some((id, name)) = line.strip_prefix("# ").and_then(|line| line.split_once(' ')) {
            media.insert(name, id);
        } else if let Some((sha256, name)) = line.split_once("  ")
            // A folder that somebody sent must not name files elsewhere.
            && Path::new(name).file_name() == Some(OsStr::new(name))
        {
            let id = media.get(name).copied().unwrap_or_default();
            let download = Download { sha256: sha256.to_owned(), media: id.to_owned() };
            found.insert(name.to_owned(), download);
        }
    }
    found
}

fn sums_text(downloads: &Downloads) -> String {
    downloads.iter().fold(String::new(), |text, (name, Download { sha256, media })| {
        format!("{text}# {media} {name}\n{sha256}  {name}\n")
    })
}

/// The SHA-256 of a file in hex; nothing where it cannot be read.
pub fn sha256_of(path: &Path) -> Option<String> {
    let mut file = File::open(path).ok()?;
    let mut digest = Digest::new(&SHA256);
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer).ok()? {
            0 => return Some(hex(digest.finish().as_ref())),
            count => digest.update(buffer.get(..count)?),
        }
    }
}
