//! The material of a review: the proposal with its parts, as a page and as text.

use std::convert::Infallible;

use anyhow::Result;

use super::html;
use crate::commands::phrases::{deadline_words, exact_time};
use crate::commands::review_forms::values_of;
use crate::output::{
    Block, Cell, Column, Page, Role, Row, Table, Theme, View, elsewhere, long_time, render,
};
use crate::waldur::pagination::{List, Object};
use crate::waldur::profiles::ReviewerProfile;
use crate::waldur::proposals::{self, DocumentEntry, Member, Proposal, Resource, WorkflowStep};
use crate::waldur::{Client, Deadline, Document, Review, in_lanes, is_not_offered};

/// A review, and what belongs to it as far as it could be read.
pub struct Material {
    /// The review.
    pub review: Object<Review<'static>>,
    /// The proposal; nothing where the server has it no longer for this reviewer.
    pub proposal: Option<Object<Proposal<'static>>>,
    /// The resources that it requests.
    pub resources: Option<List<Resource<'static>>>,
    /// Its team.
    pub team: Option<List<Member<'static>>>,
    workflow: Option<List<WorkflowStep<'static>>>,
}

/// A part of a proposal, as it was read.
enum Part {
    Proposal(Option<Object<Proposal<'static>>>),
    Resources(Option<List<Resource<'static>>>),
    Team(Option<List<Member<'static>>>),
    Workflow(Option<List<WorkflowStep<'static>>>),
}

/// The requests for a proposal's parts.
const PARTS: [fn(&Client, &str) -> Result<Part>; 4] = [
    |client, uuid| readable(proposals::get(client, uuid).map_err(Into::into)).map(Part::Proposal),
    |client, uuid| readable(proposals::resources(client, uuid)).map(Part::Resources),
    |client, uuid| readable(proposals::team(client, uuid)).map(Part::Team),
    |client, uuid| {
        readable(proposals::workflow(client, uuid).map_err(Into::into)).map(Part::Workflow)
    },
];

impl Material {
    /// Reads the proposals of reviews and their parts, so many at once. A part that is refused or
    /// not offered is left out. Each review has its own error: [`ApiError`] when the server was not
    /// reached, failed, or refused the token.
    pub fn read_all(
        client: &Client,
        reviews: Vec<Object<Review<'static>>>,
        lanes: usize,
    ) -> Vec<Result<Self>> {
        let uuids: Vec<String> = reviews
            .iter()
            .map(|review| review.read().proposal_uuid().unwrap_or_default().to_owned())
            .collect();
        let jobs: Vec<_> =
            uuids.iter().flat_map(|uuid| PARTS.iter().map(move |part| (uuid, part))).collect();
        let Ok(parts) = in_lanes(&jobs, lanes, |(uuid, part)| {
            Ok::<_, Infallible>(if uuid.is_empty() {
                Ok(None)
            } else {
                part(client, uuid).map(Some)
            })
        });
        let mut parts = parts.into_iter();
        let materials = reviews.into_iter().map(|review| {
            let mut material =
                Self { review, proposal: None, resources: None, team: None, workflow: None };
            let own: Vec<Result<Option<Part>>> = parts.by_ref().take(PARTS.len()).collect();
            for part in own {
                match part? {
                    Some(Part::Proposal(found)) => material.proposal = found,
                    Some(Part::Resources(found)) => material.resources = found,
                    Some(Part::Team(found)) => material.team = found,
                    Some(Part::Workflow(found)) => material.workflow = found,
                    None => {}
                }
            }
            Ok(material)
        });
        materials.collect()
    }

    /// The documents of the proposal.
    pub fn documents(&self) -> Vec<DocumentEntry> {
        self.proposal
            .as_ref()
            .map(|proposal| proposals::documents(proposal.raw()))
            .unwrap_or_default()
    }

    /// The short name of the proposal; the beginning of the review's UUID where it has none.
    pub fn slug(&self) -> String {
        let review = self.review.read();
        let short = || review.uuid().unwrap_or_default().chars().take(8).collect();
        review.proposal_slug().map_or_else(short, str::to_owned)
    }

    /// The proposal as plain text, without the reviewer's own draft.
    ///
    /// # Errors
    /// When it cannot be written, which does not happen in memory.
    pub fn to_text(&self, own: Option<&ReviewerProfile>, theme: &Theme) -> Result<String> {
        let theme = Theme {
            width: 100,
            zone: theme.zone.clone(),
            now: theme.now,
            utf8: true,
            ..Theme::plain()
        };
        let due = due_in_file(&self.review.read(), &theme);
        let page = Page { blocks: self.blocks_with(own, &[], due, &theme), ..Page::default() };
        let mut text = Vec::new();
        render(&View::Page(page), &theme, &mut text)?;
        Ok(String::from_utf8_lossy(&text).into_owned())
    }

    /// The proposal as blocks of a page. Who applies is marked where the reviewer's own profile
    /// names the same, and the reviewer's conflicts of interest with it stand above the text.
    pub fn blocks(
        &self,
        own: Option<&ReviewerProfile>,
        conflicts: &[&str],
        theme: &Theme,
    ) -> Vec<Block> {
        self.blocks_with(own, conflicts, due(&self.review.read(), theme), theme)
    }

    fn blocks_with(
        &self,
        own: Option<&ReviewerProfile>,
        conflicts: &[&str],
        due: Block,
        theme: &Theme,
    ) -> Vec<Block> {
        let review = self.review.read();
        let proposal = self.proposal.as_ref().map(Object::read);
        let mut blocks = vec![Block::Title(
            review.proposal_name().unwrap_or("?").to_owned(),
            state_words(review.state().unwrap_or("?")).to_owned(),
            Role::Plain,
        )];
        let mut fact = |label, text: Option<&str>| {
            blocks.extend(text.map(|text| Block::Fact(label, text.to_owned(), Role::Plain)));
        };
        fact("Slug", review.proposal_slug());
        fact("Review", review.uuid());
        if let Some(proposal) = &proposal
            && review.needs_conflict_statement()
        {
            // The reviewer must know the applicant before they state that there is no conflict.
            fact("By", applicant(proposal, own).as_deref());
            fact("", organisation(proposal, own).as_deref());
        }
        fact("Call", review.call_name());
        blocks.push(due);
        let Some(proposal) = proposal else {
            blocks.push(Block::Blank);
            let sentence = "The server does not show you this proposal (any more).";
            blocks.push(Block::Text(sentence.to_owned(), 0, None));
            return blocks;
        };
        let mut fact = |label, text: Option<String>| {
            blocks.extend(text.map(|text| Block::Fact(label, text, Role::Plain)));
        };
        if !review.needs_conflict_statement() {
            fact("By", applicant(&proposal, own));
            fact("", organisation(&proposal, own));
        }
        fact("Field", proposal.field_of_science().map(str::to_owned));
        fact("Lasts", proposal.duration_in_days().map(|days| format!("{days} days")));
        let step = self.workflow.as_ref().and_then(|steps| {
            steps.records().iter().find_map(|step| step.active_name().map(str::to_owned))
        });
        fact("Step", step);
        let compliance = self.proposal.as_ref().and_then(|it| proposals::compliance(it.raw()));
        fact("Checks", compliance.map(compliance_words));
        if !conflicts.is_empty() {
            blocks.extend([Block::Blank, Block::Heading("Conflict of interest")]);
            blocks.extend(conflicts.iter().map(|text| Block::Text((*text).to_owned(), 2, None)));
        }
        let mut section = |heading, text: Option<String>| {
            if let Some(text) = text {
                blocks.extend([Block::Blank, Block::Heading(heading), Block::Text(text, 2, None)]);
            }
        };
        let width = theme.width.min(100).saturating_sub(2);
        section("Summary", proposal.summary().map(str::to_owned));
        section("Description", proposal.description().map(|text| html::to_text(text, width)));
        self.add_resources(&mut blocks);
        self.add_team(own, &mut blocks);
        self.add_documents(&mut blocks);
        blocks
    }

    fn add_resources(&self, blocks: &mut Vec<Block>) {
        let resources = self.resources.as_ref().map(List::documents).unwrap_or_default();
        if resources.is_empty() {
            return;
        }
        let text = |text: &str| Cell::Text(text.to_owned());
        let mut rows = Vec::new();
        for resource in &resources {
            let amounts = proposals::amounts(resource.raw);
            rows.extend(amounts.into_iter().map(|amount| Row {
                role: Role::Plain,
                cells: vec![
                    text(&amount.offering),
                    text(&amount.component),
                    text(&amount.amount),
                    text(&amount.unit),
                ],
            }));
        }
        let columns = vec![
            Column { flexible: true, ..Column::new("offering", "OFFERING") },
            Column { flexible: true, ..Column::new("component", "COMPONENT") },
            Column { right: true, ..Column::new("amount", "AMOUNT") },
            Column::new("unit", "UNIT"),
        ];
        let table = Table { columns, rows, keep_all: true };
        blocks.extend([Block::Blank, Block::Heading("Resources"), Block::Rows(table)]);
        let described = resources.iter().filter_map(|resource| resource.read.description());
        blocks.extend(described.map(|text| Block::Text(text.to_owned(), 2, None)));
    }

    fn add_team(&self, own: Option<&ReviewerProfile>, blocks: &mut Vec<Block>) {
        let members = self.team.as_ref().map(List::documents).unwrap_or_default();
        if members.is_empty() {
            return;
        }
        blocks.extend([Block::Blank, Block::Heading("Team")]);
        for Document { read, .. } in &members {
            let email = read.email().map_or_else(String::new, |email| format!(" <{email}>"));
            let name = read.name().unwrap_or("name not shown");
            let is_own = own
                .is_some_and(|own| own.is_own_email(read.email()) || own.is_own_name(read.name()));
            let mark = if is_own { OWN } else { "" };
            blocks.push(Block::Text(format!("{name}{email}, {}{mark}", read.role()), 2, None));
        }
    }

    fn add_documents(&self, blocks: &mut Vec<Block>) {
        let documents = self.documents();
        if documents.is_empty() {
            return;
        }
        blocks.extend([Block::Blank, Block::Heading("Documents")]);
        for document in documents {
            let size =
                document.file_size.map_or_else(String::new, |size| format!("  {size} bytes"));
            let name = document.file_name.rsplit('/').next().unwrap_or_default().to_owned();
            blocks.push(Block::Text(format!("{name}{size}"), 2, None));
        }
    }
}

/// Written after a name that is the reviewer's own.
const OWN: &str = "  (you)";

fn applicant(proposal: &Proposal<'_>, own: Option<&ReviewerProfile>) -> Option<String> {
    let name = proposal.applicant()?;
    let mark = if own.is_some_and(|own| own.is_own_name(Some(name))) { OWN } else { "" };
    Some(format!("{name}{mark}"))
}

fn organisation(proposal: &Proposal<'_>, own: Option<&ReviewerProfile>) -> Option<String> {
    let name = proposal.organisation()?;
    let is_own = own.is_some_and(|own| own.is_own_organisation(name));
    Some(if is_own { format!("{name}  (yours as well)") } else { name.to_owned() })
}

/// A part of a proposal; nothing where the server does not show it to this reviewer.
fn readable<T>(read: Result<T>) -> Result<Option<T>> {
    match read {
        Ok(found) => Ok(Some(found)),
        Err(error) if is_not_offered(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The state of a review in words.
pub fn state_words(state: &str) -> &str {
    match state {
        "in_review" => "To do",
        "submitted" => "Submitted",
        "rejected" => "Closed",
        other => other,
    }
}

fn due(review: &Review<'_>, theme: &Theme) -> Block {
    let is_past = matches!(review.deadline(), Deadline::At(at) if at <= theme.now);
    let text = match review.deadline() {
        Deadline::At(at) => {
            let overdue =
                if is_past && review.is_open() { "; it can still be submitted" } else { "" };
            format!("{}{overdue}", exact_time(at, theme))
        }
        Deadline::None | Deadline::Unknown => deadline_words(review.deadline(), theme),
    };
    Block::Fact("Due", text, if is_past { Role::Past } else { Role::Plain })
}

/// As in the form: without the hours that are left, which would make each pull a change.
fn due_in_file(review: &Review<'_>, theme: &Theme) -> Block {
    Block::Fact("Due", due_words(review.deadline(), theme), Role::Plain)
}

/// A deadline for a file, which is read at another time.
pub fn due_words(deadline: Deadline, theme: &Theme) -> String {
    match deadline {
        Deadline::At(at) => {
            format!("{} ({})", long_time(at, &theme.zone), elsewhere(at, &theme.zone))
        }
        Deadline::None | Deadline::Unknown => deadline_words(deadline, theme),
    }
}

fn compliance_words((percent, is_complete): (Option<f64>, Option<bool>)) -> String {
    match (is_complete, percent) {
        (Some(true), _) => "compliance checklist complete".to_owned(),
        (_, Some(percent)) => format!("compliance checklist {percent:.0} % complete"),
        (_, None) => "compliance checklist not complete".to_owned(),
    }
}

/// The reviewer's own draft, as blocks.
pub fn draft_blocks(review: &Object<Review<'static>>) -> Vec<Block> {
    let values = values_of(review);
    let mut blocks = vec![Block::Blank, Block::Heading("Your draft on the server")];
    let score = if values.score == 0 { "none".to_owned() } else { values.score.to_string() };
    blocks.push(Block::Text(format!("Score: {score}"), 2, None));
    for (name, text) in values.texts.iter().filter(|(_, text)| !text.trim().is_empty()) {
        blocks.push(Block::Blank);
        blocks.push(Block::Text(format!("{}:", crate::review_form::title_of(name)), 2, None));
        blocks.push(Block::Text(text.clone(), 4, None));
    }
    blocks
}
