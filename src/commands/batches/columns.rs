//! The columns of `batches list`.

use jiff::Timestamp;

use super::list::ListedBatch;
use crate::commands::deadlines::{role, shown_status, when};
use crate::commands::portal;
use crate::output::{Cell, Column, Row, Table, Theme, When};
use crate::values::BatchColumn;
use crate::waldur::Batch;
use crate::waldur::uuid::distinguishing_length;

/// Choices that decide on the columns and on the text in them.
pub struct TableOptions<'t> {
    /// The columns that the user named, in `--columns` or in `config.toml`.
    pub chosen: &'t [BatchColumn],
    /// True if answered and expired batches are listed as well.
    pub with_history: bool,
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
    /// The table of these batches.
    pub fn table(&self, batches: &[ListedBatch<'_>]) -> Table {
        let keep_all = !self.chosen.is_empty();
        let mut columns =
            if keep_all { self.chosen.to_vec() } else { self.default_columns().to_vec() };
        // The profile's name comes first, so that it is never left out.
        if self.several && !columns.contains(&BatchColumn::Server) {
            columns.insert(0, BatchColumn::Server);
        }
        if !self.for_programs {
            columns.retain(|column| column.definition().is_shown(keep_all, self.theme));
        }
        let uuids = batches.iter().filter_map(|batch| batch.batch.uuid());
        let length = if self.for_programs { usize::MAX } else { distinguishing_length(uuids, 8) };
        let rows = batches.iter().map(|listed| Row {
            role: role(&listed.batch, self.now),
            cells: columns.iter().map(|column| self.cell(*column, listed, length)).collect(),
        });
        Table {
            columns: columns.iter().map(|column| column.definition()).collect(),
            rows: rows.collect(),
            keep_all,
        }
    }

    fn default_columns(&self) -> &'static [BatchColumn] {
        use BatchColumn::{
            Accepted, Answered, Batch, Call, Deadline, Declined, Due, Items, Left, Note, Pending,
            Sent, Status,
        };
        match (self.with_history, self.for_programs) {
            (false, false) => &[Batch, Call, Due, Deadline, Left, Status, Sent, Note],
            (true, false) => &[
                Batch, Call, Due, Deadline, Left, Status, Answered, Accepted, Declined, Sent, Note,
            ],
            (false, true) => &[Batch, Call, Due, Pending, Items, Status, Sent, Note],
            (true, true) => &[
                Batch, Call, Due, Pending, Items, Status, Sent, Note, Answered, Accepted, Declined,
            ],
        }
    }

    fn cell(&self, column: BatchColumn, listed: &ListedBatch<'_>, length: usize) -> Cell {
        let batch: &Batch<'_> = &listed.batch;
        let (profile, portal) = self.servers.get(listed.server).copied().unwrap_or_default();
        let portal = portal.filter(|_| !self.for_programs && self.theme.hyperlinks);
        let date = |at: Option<Timestamp>| Cell::Date(at.map_or(When::Absent, When::At));
        match column {
            BatchColumn::Server => Cell::Text(profile.to_owned()),
            BatchColumn::Batch => {
                let uuid = batch.uuid().map(|uuid| uuid.get(..length).unwrap_or(uuid));
                portal::link(Cell::text(uuid), portal, Some(portal::ASSIGNMENTS.to_owned()))
            }
            BatchColumn::Call => {
                let page = batch.call_uuid().and_then(portal::call_page);
                portal::link(Cell::text(batch.call_name()), portal, page)
            }
            BatchColumn::Due => Cell::Near(when(batch.deadline())),
            BatchColumn::Deadline => Cell::Exact(when(batch.deadline())),
            BatchColumn::Left => Cell::Part(batch.pending_count(), batch.items_count()),
            BatchColumn::Pending => Cell::Count(batch.pending_count()),
            BatchColumn::Items => Cell::Count(batch.items_count()),
            BatchColumn::Status if self.for_programs => Cell::text(batch.status_word()),
            BatchColumn::Status => Cell::Text(shown_status(batch, self.now)),
            BatchColumn::Expired => Cell::Flag(batch.is_past(self.now)),
            BatchColumn::Sent => date(batch.sent_at()),
            BatchColumn::Note if self.for_programs => {
                Cell::Text(batch.note().unwrap_or_default().to_owned())
            }
            BatchColumn::Note => Cell::Flag(batch.note().is_some()),
            BatchColumn::CallUuid => Cell::text(batch.call_uuid()),
            BatchColumn::Answered => date(batch.responded_at()),
            BatchColumn::Accepted => Cell::Count(batch.accepted_count()),
            BatchColumn::Declined => Cell::Count(batch.declined_count()),
        }
    }
}

impl BatchColumn {
    fn definition(self) -> Column {
        let column = Column::new;
        match self {
            Self::Server => column("server", "SERVER"),
            Self::Batch => Column { priority: 3, ..column("batch", "BATCH") },
            Self::Call => Column { flexible: true, ..column("call", "CALL") },
            Self::Due => column("due", "DUE"),
            Self::Deadline => {
                Column { from_width: 100, priority: 0, ..column("deadline", "DEADLINE") }
            }
            Self::Left => Column { right: true, priority: 4, ..column("left", "TO DO") },
            Self::Pending => Column { right: true, ..column("pending", "PENDING") },
            Self::Items => Column { right: true, ..column("items", "ITEMS") },
            Self::Status => Column { priority: 2, ..column("status", "STATUS") },
            Self::Expired => column("expired", "EXPIRED"),
            Self::Sent => Column { from_width: 120, priority: 0, ..column("sent", "SENT") },
            Self::Note => Column { priority: 1, ..column("note", "NOTE") },
            Self::CallUuid => column("call-uuid", "CALL UUID"),
            Self::Answered => Column { priority: 2, ..column("answered", "ANSWERED") },
            Self::Accepted => Column { right: true, priority: 2, ..column("accepted", "ACCEPTED") },
            Self::Declined => Column { right: true, priority: 2, ..column("declined", "DECLINED") },
        }
    }
}
