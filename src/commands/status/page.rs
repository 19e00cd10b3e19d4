//! The page of `status`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::Owed;
use crate::commands::context::Context;
use crate::commands::deadlines::{URGENT, deadline_key, due_key, is_due_within, role, when};
use crate::commands::phrases::{program, quoted, token_life};
use crate::commands::proposal_text;
use crate::commands::review_forms::{form_state, known_forms};
use crate::output::{Block, Cell, Column, Page, Role, Row, Table};
use crate::review_form::FormFile;
use crate::waldur::pagination::Object;
use crate::waldur::uuid::short_uuid;
use crate::waldur::{Batch, Deadline, Document, Review};

/// Returns whether a time comes within the two days in which it is urgent, or is past.
fn urgency(deadline: Deadline, now: Timestamp) -> Role {
    match deadline {
        Deadline::At(at) if at <= now => Role::Past,
        deadline if is_due_within(deadline, URGENT, now) => Role::Urgent,
        Deadline::At(_) | Deadline::None | Deadline::Unknown => Role::Plain,
    }
}

/// The work that is owed to all servers together.
pub fn page(owed: &[Owed<'_>], several: bool, context: &Context<'_>) -> Page {
    let now = context.now();
    let mut page = Page::default();
    let blocks = &mut page.blocks;
    let mut open: Vec<(&Owed<'_>, &Batch<'_>)> = owed
        .iter()
        .flat_map(|owed| owed.open.iter().map(move |batch| (owed, &batch.read)))
        .collect();
    open.sort_by_cached_key(|(_, batch)| due_key(batch, now));
    let urgent = |roles: &[Role]| roles.iter().filter(|role| **role == Role::Urgent).count();
    let roles: Vec<Role> = open.iter().map(|(_, batch)| role(batch, now)).collect();
    blocks.push(Block::Title(
        counted(open.len(), "batch to answer", "batches to answer"),
        within(urgent(&roles)),
        Role::Urgent,
    ));
    if !open.is_empty() {
        blocks.push(Block::Rows(batch_rows(&open, several, now)));
    }
    for owed in owed {
        for line in owed.remarks(several, context) {
            blocks.push(Block::Text(line, 3, None));
        }
    }
    let forms = known_forms(context);
    add_reviews(blocks, owed, &forms, several, context);
    add_invitations(blocks, owed, several, context);
    blocks.push(Block::Blank);
    for owed in owed {
        let token = &owed.asked.server.token.value;
        let lifetime = owed.asked.answer.lifetime.as_ref().ok();
        let life = token_life(token.end(), lifetime.copied(), context);
        let words = match life {
            Some(life) => format!("{}, {life}", token.scheme().word()),
            None => token.scheme().word().to_owned(),
        };
        let words = if several { format!("{}: {words}", owed.asked.profile.value) } else { words };
        blocks.push(Block::Fact("Token", words, Role::Plain));
    }
    page
}

fn add_reviews(
    blocks: &mut Vec<Block>,
    owed: &[Owed<'_>],
    forms: &BTreeMap<String, FormFile>,
    several: bool,
    context: &Context<'_>,
) {
    let now = context.now();
    let mut to_write: Vec<ReviewToWrite<'_>> = Vec::new();
    for owed in owed {
        for Document { raw, read } in owed.reviews.iter().flatten() {
            let form = read.uuid().and_then(|uuid| forms.get(uuid));
            to_write.push(ReviewToWrite {
                profile: owed.asked.profile.value.as_str(),
                review: read,
                form: form_state(form, &Object::of_element(raw)),
            });
        }
    }
    to_write.sort_by_key(|one| deadline_key(one.review.deadline(), false));
    if owed.iter().any(|owed| owed.reviews.is_some()) {
        let roles = to_write.iter().map(|one| urgency(one.review.deadline(), now));
        let urgent = roles.filter(|role| *role == Role::Urgent).count();
        blocks.push(Block::Blank);
        blocks.push(Block::Title(
            counted(to_write.len(), "review to write", "reviews to write"),
            within(urgent),
            Role::Urgent,
        ));
    }
    if !to_write.is_empty() {
        blocks.push(Block::Rows(review_rows(&to_write, several, now)));
    }
    let program = program(context);
    let ready = to_write.iter().filter(|one| one.form == "ready").count();
    if ready > 0 {
        let line = format!(
            "{ready} ready, not submitted; in their folder: {program} reviews submit --ready"
        );
        blocks.push(Block::Text(line, 3, None));
    }
    for folder in folders_to_clean(forms) {
        let argument = if folder.as_os_str().is_empty() {
            String::new()
        } else {
            format!(" {}", quoted(&folder))
        };
        blocks.push(Block::Text(
            format!(
                "Proposals of submitted reviews are still on disk: {program} reviews clean{argument}"
            ),
            3,
            None,
        ));
    }
}

/// The folders of forms of submitted reviews whose proposals are still beside them. What the
/// reviewer wrote in is theirs to keep.
fn folders_to_clean(forms: &BTreeMap<String, FormFile>) -> BTreeSet<PathBuf> {
    let finished = forms.values().filter(|form| {
        form.reading.form.submitted().is_some()
            && !proposal_text::files_in(&form.path().with_extension("")).0.is_empty()
    });
    finished.map(|form| form.path().parent().unwrap_or(Path::new("")).to_path_buf()).collect()
}

fn add_invitations(
    blocks: &mut Vec<Block>,
    owed: &[Owed<'_>],
    several: bool,
    context: &Context<'_>,
) {
    let count = owed.iter().flat_map(|owed| owed.invitations.iter().flatten()).count();
    if count == 0 {
        return;
    }
    blocks.push(Block::Blank);
    blocks.push(Block::Title(
        counted(count, "invitation to answer", "invitations to answer"),
        String::new(),
        Role::Plain,
    ));
    for owed in owed.iter().filter(|owed| owed.invitations.iter().any(|list| !list.is_empty())) {
        let calls = owed.invitations.iter().flatten();
        let calls: Vec<&str> = calls.map(|one| one.call_name().unwrap_or("a call")).collect();
        let program = owed.asked.program(several, context);
        let line = format!("{}: {program} invitations list", calls.join(", "));
        blocks.push(Block::Text(line, 3, None));
        if owed.open.is_empty() {
            let line = "Batches of a call come only after you accept its invitation.";
            blocks.push(Block::Text(line.to_owned(), 3, None));
        }
    }
}

/// A review that is to be written.
struct ReviewToWrite<'a> {
    profile: &'a str,
    review: &'a Review<'a>,
    /// The state of its form on this computer.
    form: &'static str,
}

impl Owed<'_> {
    /// The lines for what the rows do not say.
    fn remarks(&self, several: bool, context: &Context<'_>) -> Vec<String> {
        let mut lines = Vec::new();
        let program = self.asked.program(several, context);
        let place = if several { format!("{}: ", self.asked.profile.value) } else { String::new() };
        if self.past > 0 {
            let past = counted(self.past, "batch is", "batches are");
            lines.push(format!("{place}{past} past the deadline."));
        }
        if let Some(hidden) = self
            .pending()
            .and_then(|all| all.checked_sub(self.listed_pending))
            .filter(|hidden| *hidden > 0)
        {
            let hidden = usize::try_from(hidden).unwrap_or(usize::MAX);
            let proposals = counted(hidden, "more proposal waits", "more proposals wait");
            lines.push(format!(
                "{place}{proposals} in an answered batch; see: {program} items list --pending"
            ));
        }
        lines
    }
}

/// `3 batches to answer`, `No batches to answer`.
fn counted(count: usize, one: &str, several: &str) -> String {
    match count {
        0 => format!("No {several}"),
        1 => format!("1 {one}"),
        count => format!("{count} {several}"),
    }
}

fn within(urgent: usize) -> String {
    match urgent {
        0 => String::new(),
        count => format!("{count} within 48 hours"),
    }
}

/// A table with the profile's name first, where several servers were asked.
fn rows(columns: Vec<Column>, rows: Vec<(&str, Row)>, several: bool) -> Table {
    let server = several.then(|| Column::new("server", "SERVER"));
    Table {
        columns: server.into_iter().chain(columns).collect(),
        rows: rows
            .into_iter()
            .map(|(profile, row)| {
                let server = several.then(|| Cell::Text(profile.to_owned()));
                Row { role: row.role, cells: server.into_iter().chain(row.cells).collect() }
            })
            .collect(),
        keep_all: false,
    }
}

fn batch_rows(open: &[(&Owed<'_>, &Batch<'_>)], several: bool, now: Timestamp) -> Table {
    let columns = vec![
        Column { priority: 3, ..Column::new("batch", "BATCH") },
        Column { flexible: true, ..Column::new("call", "CALL") },
        Column::new("due", "DUE"),
        Column { right: true, priority: 4, ..Column::new("left", "TO DO") },
    ];
    let of = |batch: &Batch<'_>| Row {
        role: role(batch, now),
        cells: vec![
            Cell::text(batch.uuid().map(short_uuid)),
            Cell::text(batch.call_name()),
            Cell::Near(when(batch.deadline())),
            Cell::Part(batch.pending_count(), batch.items_count()),
        ],
    };
    let all = open.iter().map(|(owed, batch)| (owed.asked.profile.value.as_str(), of(batch)));
    rows(columns, all.collect(), several)
}

fn review_rows(reviews: &[ReviewToWrite<'_>], several: bool, now: Timestamp) -> Table {
    let has_forms = reviews.iter().any(|one| one.form != "-");
    let mut columns = vec![
        Column::new("slug", "SLUG"),
        Column { flexible: true, priority: 8, ..Column::new("proposal", "PROPOSAL") },
        Column::new("due", "DUE"),
    ];
    columns.extend(has_forms.then(|| Column { priority: 1, ..Column::new("form", "FORM") }));
    let of = |one: &ReviewToWrite<'_>| {
        let review = one.review;
        let mut cells = vec![
            review.proposal_slug().map_or(Cell::Absent, |slug| Cell::Text(slug.to_owned())),
            Cell::text(review.proposal_name()),
            Cell::Near(when(review.deadline())),
        ];
        cells.extend(has_forms.then(|| Cell::Text(one.form.to_owned())));
        Row { role: urgency(review.deadline(), now), cells }
    };
    rows(columns, reviews.iter().map(|one| (one.profile, of(one))).collect(), several)
}
