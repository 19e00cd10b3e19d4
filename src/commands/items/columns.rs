//! The columns of `items list`.

use std::collections::HashMap;

use clap::ValueEnum;
use jiff::Timestamp;
use serde_json::value::RawValue;

use crate::commands::deadlines::{URGENT, is_due_within, when};
use crate::commands::portal;
use crate::output::{Cell, Column, Role, Row, Table, Theme, When};
use crate::waldur::{Batch, Deadline, Document, Item, ItemStatus};

/// The columns of `items list`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ItemColumn {
    Server,
    Item,
    Slug,
    Proposal,
    ProposalUuid,
    Call,
    Due,
    Deadline,
    Status,
    Affinity,
    Conflict,
    Answered,
    Batch,
}

/// Facts of an item's batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchFacts {
    /// The call's name.
    pub call: Option<String>,
    /// The time until which it can be answered.
    pub deadline: Deadline,
    /// True if the deadline has passed.
    pub is_past: bool,
}

impl BatchFacts {
    /// The facts of a batch.
    pub fn of(batch: &Batch<'_>, now: Timestamp) -> Self {
        Self {
            call: batch.call_name().map(str::to_owned),
            deadline: batch.deadline(),
            is_past: !batch.takes_answers(now),
        }
    }
}

/// An item of a list, with the number of the server that sent it.
pub struct ListedItem<'a> {
    /// The number of the server among those that answered.
    pub server: usize,
    /// The server's text of the item.
    pub raw: &'a RawValue,
    /// The reading of it.
    pub item: Item<'a>,
    /// The facts of its batch, where they are known.
    pub batch: Option<&'a BatchFacts>,
}

impl ListedItem<'_> {
    /// The time until which it can be answered.
    pub fn deadline(&self) -> Deadline {
        self.batch.map_or(Deadline::Unknown, |batch| batch.deadline)
    }

    /// Returns whether it waits for an answer that the server still takes.
    pub fn is_open(&self) -> bool {
        self.item.status() == ItemStatus::Pending && !self.batch.is_some_and(|batch| batch.is_past)
    }

    fn role(&self, now: Timestamp) -> Role {
        if !self.is_open() {
            if self.item.status() == ItemStatus::Pending { Role::Past } else { Role::Plain }
        } else if is_due_within(self.deadline(), URGENT, now) {
            Role::Urgent
        } else {
            Role::Plain
        }
    }
}

/// Choices that decide on the columns and on the text in them.
pub struct TableOptions<'t> {
    /// The columns that `--columns` names.
    pub chosen: &'t [ItemColumn],
    /// True if a program reads the table: full UUIDs, the server's words.
    pub for_programs: bool,
    /// True if each row names its profile.
    pub several: bool,
    /// The name and the portal of each server, by its number.
    pub servers: Vec<(&'t str, Option<&'t str>)>,
    /// The theme of standard output.
    pub theme: &'t Theme,
    /// The time that counts as now.
    pub now: Timestamp,
}

impl TableOptions<'_> {
    /// The columns, in their order.
    pub fn columns(&self) -> Vec<ItemColumn> {
        use ItemColumn::{
            Affinity, Answered, Batch, Call, Conflict, Due, Item, Proposal, Slug, Status,
        };
        let mut columns = match (self.chosen, self.for_programs) {
            ([], true) => {
                vec![Item, Slug, Proposal, Status, Affinity, Conflict, Answered, Batch]
            }
            ([], false) => {
                vec![Item, Slug, Proposal, Call, Due, Status, Conflict, Affinity, Answered, Batch]
            }
            (named, _) => named.to_vec(),
        };
        if self.several && !columns.contains(&ItemColumn::Server) {
            columns.insert(0, ItemColumn::Server);
        }
        if !self.for_programs {
            let keep_all = !self.chosen.is_empty();
            columns.retain(|column| column.definition().is_shown(keep_all, self.theme));
        }
        columns
    }

    /// The table of these items.
    pub fn table(&self, items: &[ListedItem<'_>]) -> Table {
        let columns = self.columns();
        let slugs = self.shown_slugs(items);
        let rows = items.iter().map(|listed| Row {
            role: listed.role(self.now),
            cells: columns.iter().map(|column| self.cell(*column, listed, &slugs)).collect(),
        });
        Table {
            rows: rows.collect(),
            columns: columns.iter().map(|column| column.definition()).collect(),
            keep_all: !self.chosen.is_empty(),
        }
    }

    fn cell(
        &self,
        column: ItemColumn,
        listed: &ListedItem<'_>,
        slugs: &HashMap<String, String>,
    ) -> Cell {
        let item = &listed.item;
        let (profile, portal) = self.servers.get(listed.server).copied().unwrap_or_default();
        let portal = portal.filter(|_| !self.for_programs && self.theme.hyperlinks);
        let id = |uuid: Option<&str>| {
            let length = if self.for_programs { usize::MAX } else { 8 };
            Cell::text(uuid.map(|uuid| uuid.get(..length).unwrap_or(uuid)))
        };
        match column {
            ItemColumn::Server => Cell::Text(profile.to_owned()),
            ItemColumn::Item => id(item.uuid()),
            ItemColumn::Slug => {
                let slug = item.proposal_slug().unwrap_or_default();
                Cell::Text(slugs.get(slug).map_or(slug, String::as_str).to_owned())
            }
            ItemColumn::Proposal => {
                let page = item.review_uuid().and_then(portal::review_page);
                portal::link(Cell::text(item.proposal_name()), portal, page)
            }
            ItemColumn::ProposalUuid => Cell::text(item.proposal_uuid()),
            ItemColumn::Call => Cell::text(listed.batch.and_then(|batch| batch.call.as_deref())),
            ItemColumn::Due => Cell::Near(when(listed.deadline())),
            ItemColumn::Deadline => Cell::Exact(when(listed.deadline())),
            ItemColumn::Status if self.for_programs => Cell::text(item.status_word()),
            ItemColumn::Status => Cell::Text(item.status().short().to_owned()),
            ItemColumn::Affinity => Cell::Text(match item.affinity() {
                Some(affinity) if self.for_programs => affinity.to_string(),
                Some(affinity) => format!("{affinity:.2}"),
                None => String::new(),
            }),
            ItemColumn::Conflict => Cell::Flag(item.has_conflict()),
            ItemColumn::Answered => Cell::Date(item.responded_at().map_or(When::Absent, When::At)),
            ItemColumn::Batch => id(item.batch_uuid().as_deref()),
        }
    }

    /// The slugs as users see them: where all share a long beginning, its middle is left out.
    fn shown_slugs(&self, items: &[ListedItem<'_>]) -> HashMap<String, String> {
        if self.for_programs {
            return HashMap::new();
        }
        let slugs: Vec<&str> = items.iter().filter_map(|it| it.item.proposal_slug()).collect();
        shortened(&slugs, self.theme.ellipsis())
    }
}

/// One item as a row for programs, with the columns of `items list`.
pub fn row_for_programs(raw: &RawValue, theme: &Theme, now: Timestamp) -> Table {
    let options = TableOptions {
        chosen: &[],
        for_programs: true,
        several: false,
        servers: Vec::new(),
        theme,
        now,
    };
    let item = Document::<Item<'_>>::new(raw).read;
    options.table(&[ListedItem { server: 0, raw, item, batch: None }])
}

/// Short forms of slugs such as `BRISTOL-1-ISAMBARD-1-202609-005`: the shared beginning is
/// shortened to its first word. Two slugs never get the same form, since what differs is kept
/// whole.
fn shortened(slugs: &[&str], ellipsis: &str) -> HashMap<String, String> {
    let shared = |one: &str, other: &str| {
        one.char_indices().zip(other.chars()).find(|((_, a), b)| a != b).map(|((at, _), _)| at)
    };
    let [first, rest @ ..] = slugs else {
        return HashMap::new();
    };
    let common = rest
        .iter()
        .map(|other| shared(first, other).unwrap_or(first.len().min(other.len())))
        .min()
        .and_then(|length| first.get(..length))
        .and_then(|common| common.rfind('-').and_then(|at| common.get(..=at)));
    let Some((common, head)) = common.and_then(|common| Some((common, common.split('-').next()?)))
    else {
        return HashMap::new();
    };
    // Nothing is gained by leaving out a few characters.
    if common.len() < head.len() + 6 {
        return HashMap::new();
    }
    slugs
        .iter()
        .filter_map(|slug| Some(((*slug).to_owned(), slug.strip_prefix(common)?)))
        .map(|(slug, rest)| (slug, format!("{head}{ellipsis}{rest}")))
        .collect()
}

impl ItemColumn {
    /// Returns whether the facts of the batch are needed for it.
    pub fn needs_batch(self) -> bool {
        matches!(self, Self::Call | Self::Due | Self::Deadline)
    }

    fn definition(self) -> Column {
        let column = Column::new;
        match self {
            Self::Server => column("server", "SERVER"),
            Self::Item => Column { priority: 4, ..column("item", "ITEM") },
            Self::Slug => column("slug", "SLUG"),
            Self::Proposal => {
                Column { flexible: true, priority: 8, ..column("proposal", "PROPOSAL") }
            }
            Self::ProposalUuid => column("proposal-uuid", "PROPOSAL UUID"),
            Self::Call => Column { flexible: true, from_width: 100, ..column("call", "CALL") },
            Self::Due => column("due", "DUE"),
            Self::Deadline => column("deadline", "DEADLINE"),
            Self::Status => Column { priority: 6, ..column("status", "STATUS") },
            Self::Affinity => Column { right: true, priority: 2, ..column("affinity", "AFFINITY") },
            Self::Conflict => Column { priority: 5, ..column("conflict", "CONFLICT") },
            Self::Answered => {
                Column { from_width: 100, priority: 0, ..column("answered", "ANSWERED") }
            }
            Self::Batch => Column { from_width: 120, priority: 0, ..column("batch", "BATCH") },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn slugs_are_shortened_in_the_middle_and_stay_distinct() {
        let slugs = ["BRISTOL-1-ISAMBARD-1-202609-005", "BRISTOL-1-ISAMBARD-1-202609-015"];
        let short = shortened(&slugs, "…");
        assert_eq!(short[slugs[0]], "BRISTOL…005");
        assert_eq!(short[slugs[1]], "BRISTOL…015");
        for kept in [
            &[][..],
            &["GW-0147"],
            &["GW-0147", "GW-0160"],
            &["BRISTOL-1-A-1", "CARDIFF-1-A-1"],
            &["BRISTOL-1-ISAMBARD-1-1", "x"],
        ] {
            assert!(shortened(kept, "…").is_empty(), "{kept:?}");
        }
        let nested = ["ABCDEF-1-ISAMBARD-1", "ABCDEF-1-ISAMBARD-1-2"];
        let short = shortened(&nested, "…");
        assert_ne!(short.get(nested[0]), short.get(nested[1]));
        assert_eq!(shortened(&["高-性能性能-1", "高-性能性能-2"], "~")["高-性能性能-1"], "高~1");
    }
}
