//! The columns of `reviews list`.

use clap::ValueEnum;
use jiff::Timestamp;
use serde_json::value::RawValue;

use crate::commands::deadlines::{URGENT, is_due_within, when};
use crate::commands::portal;
use crate::output::{Cell, Column, Role, Row, Table, Theme, When};
use crate::waldur::Review;
use crate::waldur::reviews::ReviewState;

/// The columns of `reviews list`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReviewColumn {
    Server,
    Review,
    Slug,
    Proposal,
    ProposalUuid,
    Call,
    Due,
    Deadline,
    State,
    Score,
    Modified,
}

/// A review of a list, with the number of the server that sent it.
pub struct ListedReview<'a> {
    /// The number of the server among those that answered.
    pub server: usize,
    /// The server's text of the review.
    pub raw: &'a RawValue,
    /// The reading of it.
    pub review: Review<'a>,
}

/// What decides on the columns and on the text in them.
pub struct TableOptions<'t> {
    /// The columns that `--columns` names.
    pub chosen: &'t [ReviewColumn],
    /// Whether a program reads the table: full UUIDs, the server's words.
    pub for_programs: bool,
    /// Whether each row names its profile.
    pub several: bool,
    /// The name and the portal of each server, by its number.
    pub servers: Vec<(&'t str, Option<&'t str>)>,
    /// The theme of standard output.
    pub theme: &'t Theme,
    /// The time that counts as now.
    pub now: Timestamp,
}

impl TableOptions<'_> {
    /// The table of these reviews.
    pub fn table(&self, reviews: &[ListedReview<'_>]) -> Table {
        let columns = self.columns();
        let rows = reviews.iter().map(|listed| Row {
            role: role(&listed.review, self.now),
            cells: columns.iter().map(|column| self.cell(*column, listed)).collect(),
        });
        Table {
            rows: rows.collect(),
            columns: columns.iter().map(|column| column.definition()).collect(),
            keep_all: !self.chosen.is_empty(),
        }
    }

    fn columns(&self) -> Vec<ReviewColumn> {
        use ReviewColumn::{Call, Due, Proposal, Review, Score, Server, Slug, State};
        let mut columns = match (self.chosen, self.for_programs) {
            ([], true) => vec![Review, Slug, Proposal, Call, Due, State, Score],
            ([], false) => vec![Review, Slug, Proposal, Call, Due, Score, State],
            (named, _) => named.to_vec(),
        };
        if self.several && !columns.contains(&Server) {
            columns.insert(0, Server);
        }
        if !self.for_programs {
            let keep_all = !self.chosen.is_empty();
            columns.retain(|column| column.definition().is_shown(keep_all, self.theme));
        }
        columns
    }

    fn cell(&self, column: ReviewColumn, listed: &ListedReview<'_>) -> Cell {
        let review = &listed.review;
        let (profile, portal) = self.servers.get(listed.server).copied().unwrap_or_default();
        let portal = portal.filter(|_| !self.for_programs && self.theme.hyperlinks);
        match column {
            ReviewColumn::Server => Cell::Text(profile.to_owned()),
            ReviewColumn::Review => {
                let length = if self.for_programs { usize::MAX } else { 8 };
                Cell::text(review.uuid().map(|uuid| uuid.get(..length).unwrap_or(uuid)))
            }
            ReviewColumn::Slug => Cell::Text(review.proposal_slug().unwrap_or_default().to_owned()),
            ReviewColumn::Proposal => {
                let page = review.uuid().and_then(portal::review_page);
                portal::link(Cell::text(review.proposal_name()), portal, page)
            }
            ReviewColumn::ProposalUuid => Cell::text(review.proposal_uuid()),
            ReviewColumn::Call => Cell::text(review.call_name()),
            ReviewColumn::Due => Cell::Near(when(review.deadline())),
            ReviewColumn::Deadline => Cell::Exact(when(review.deadline())),
            ReviewColumn::State if self.for_programs => Cell::text(review.state_word()),
            ReviewColumn::State => Cell::Text(shown_state(review, self.now)),
            ReviewColumn::Score => match review.score() {
                Some(0) if !self.for_programs => Cell::Absent,
                score => Cell::Count(score),
            },
            ReviewColumn::Modified => Cell::Date(review.modified().map_or(When::Unknown, When::At)),
        }
    }
}

/// A review's state in words for users.
pub fn shown_state(review: &Review<'_>, now: Timestamp) -> String {
    if review.is_overdue(now) { "Overdue".to_owned() } else { review.state().to_string() }
}

/// What a review's row or page says of its urgency.
pub fn role(review: &Review<'_>, now: Timestamp) -> Role {
    if review.is_overdue(now) {
        Role::Past
    } else if review.state() == ReviewState::InReview
        && is_due_within(review.deadline(), URGENT, now)
    {
        Role::Urgent
    } else {
        Role::Plain
    }
}

impl ReviewColumn {
    fn definition(self) -> Column {
        let column = Column::new;
        match self {
            Self::Server => column("server", "SERVER"),
            Self::Review => Column { priority: 4, ..column("review", "REVIEW") },
            Self::Slug => column("slug", "SLUG"),
            Self::Proposal => Column { flexible: true, ..column("proposal", "PROPOSAL") },
            Self::ProposalUuid => column("proposal-uuid", "PROPOSAL UUID"),
            Self::Call => Column { flexible: true, from_width: 100, ..column("call", "CALL") },
            Self::Due => column("due", "DUE"),
            Self::Deadline => column("deadline", "DEADLINE"),
            Self::State => Column { priority: 6, ..column("state", "STATE") },
            Self::Score => Column { right: true, priority: 5, ..column("score", "SCORE") },
            Self::Modified => column("modified", "MODIFIED"),
        }
    }
}
