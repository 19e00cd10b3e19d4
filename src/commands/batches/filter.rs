//! Which batches `batches list` shows, and in which order: the server neither filters nor sorts.

use std::cmp::Reverse;

use anyhow::Result;
use jiff::Timestamp;

use super::list::{ListArgs, ListedBatch};
use super::seen::SeenBatches;
use crate::commands::deadlines::{due_key, is_due_within};
use crate::error::UserError;
use crate::values::ListOrder;
use crate::waldur::Batch;

/// The status words of batches that a reviewer can see.
const STATUSES: [&str; 3] = ["sent", "responded", "expired"];

impl ListArgs {
    /// Returns whether fewer batches may be shown than the server listed.
    pub fn narrows(&self) -> bool {
        self.new || self.narrows_otherwise()
    }

    /// The same, not counting `--new`.
    pub fn narrows_otherwise(&self) -> bool {
        self.call.is_some()
            || self.due_within.is_some()
            || self.pending
            || self.expired
            || self.no_expired
            || !self.status.is_empty()
            || self.part.limit.is_some()
    }

    /// Refuses a word of `--status` that is neither known nor the status of any listed batch.
    ///
    /// # Errors
    /// A usage error that names the words that can be used.
    pub fn check_statuses(&self, batches: &[ListedBatch<'_>]) -> Result<()> {
        for wanted in &self.status {
            let is_word = |word: &str| wanted.eq_ignore_ascii_case(word);
            let is_sent = || batches.iter().filter_map(|it| it.batch.status_word()).any(is_word);
            if !STATUSES.iter().any(|word| is_word(word)) && !is_sent() {
                return Err(UserError::usage(format!("{wanted:?} is not the status of a batch"))
                    .hint(format!("known: {}", STATUSES.join(", ")))
                    .into());
            }
        }
        Ok(())
    }

    /// Returns whether `--status` asks for answered batches, which only `--all` lists.
    pub fn needs_all(&self) -> bool {
        !self.all && self.status.iter().any(|word| word.eq_ignore_ascii_case("responded"))
    }

    /// The batches to show, in their order, and the ones that are left out. JSON keeps the server's
    /// order where no other was asked for.
    pub fn arrange<'a>(
        &self,
        batches: Vec<ListedBatch<'a>>,
        default_order: Option<ListOrder>,
        is_json: bool,
        memories: &[Option<SeenBatches>],
        now: Timestamp,
    ) -> (Vec<ListedBatch<'a>>, Vec<ListedBatch<'a>>) {
        let (mut shown, mut left_out) = if self.narrows() {
            batches
                .into_iter()
                .partition(|batch| self.matches(&batch.batch, now) && is_new(batch, memories))
        } else {
            (batches, Vec::new())
        };
        match self.sort.or(default_order) {
            Some(order) => sort(&mut shown, order, now),
            // The first N are the same ones in every format.
            None if is_json && self.part.limit.is_none() => {}
            None => sort(&mut shown, ListOrder::Due, now),
        }
        left_out.extend(self.part.cut(&mut shown));
        (shown, left_out)
    }

    fn matches(&self, batch: &Batch<'_>, now: Timestamp) -> bool {
        let is_past = batch.is_past(now);
        let call = self.call.as_ref().is_none_or(|text| {
            batch.call_name().is_some_and(|name| name.to_lowercase().contains(&text.to_lowercase()))
        });
        let due = self
            .due_within
            .is_none_or(|span| !is_past && is_due_within(batch.deadline(), span, now));
        let status = self.status.is_empty()
            || self.status.iter().any(|wanted| {
                // A batch past its deadline is shown as expired, whatever the server calls it.
                let shown = is_past && wanted.eq_ignore_ascii_case("expired");
                shown || batch.status_word().is_some_and(|word| wanted.eq_ignore_ascii_case(word))
            });
        call && due
            && status
            && (!self.pending || batch.pending_count().is_some_and(|count| count > 0))
            && (!self.expired || is_past)
            && (!self.no_expired || !is_past)
    }
}

fn sort(batches: &mut [ListedBatch<'_>], order: ListOrder, now: Timestamp) {
    let due = |batch: &Batch<'_>| due_key(batch, now);
    match order {
        ListOrder::Due => batches.sort_by_cached_key(|it| due(&it.batch)),
        ListOrder::Sent => batches.sort_by_cached_key(|it| Reverse(it.batch.sent_at())),
        ListOrder::Call => batches
            .sort_by_cached_key(|it| (it.batch.call_name().map(str::to_lowercase), due(&it.batch))),
        ListOrder::Pending => {
            batches.sort_by_cached_key(|it| (Reverse(it.batch.pending_count()), due(&it.batch)));
        }
    }
}

fn is_new(batch: &ListedBatch<'_>, memories: &[Option<SeenBatches>]) -> bool {
    match (memories.get(batch.server), batch.batch.uuid()) {
        (Some(Some(memory)), Some(uuid)) => !memory.knows(uuid),
        _ => true,
    }
}
