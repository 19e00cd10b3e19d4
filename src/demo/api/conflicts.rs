//! `/api/conflicts-of-interest/`: why an item has its conflict of interest flagged.

use super::documents;
use super::filters::same;
use super::query::Query;
use super::response::ApiResponse;
use super::state::{Batch, Conflict, Item, State};

/// The reviewer's own conflicts that pass the filters, newest first.
pub fn list(state: &State, query: &Query) -> Result<Vec<String>, ApiResponse> {
    let call_uuid = query.uuid("call_uuid")?;
    let proposal_uuid = query.uuid("proposal_uuid")?;
    let round_uuid = query.uuid("round_uuid")?;
    let reviewer_uuid = query.uuid("reviewer_uuid")?;
    let severity = query.choice("severity", "real apparent potential")?;
    let status = query.choice("status", "pending dismissed waived recused")?;
    let mut found: Vec<_> = conflicts(state)
        .filter(|(batch, item, _)| {
            same(call_uuid.as_ref(), batch.call.uuid)
                && same(proposal_uuid.as_ref(), &item.proposal_uuid)
                && same(round_uuid.as_ref(), batch.call.round_uuid)
                && same(reviewer_uuid.as_ref(), state.reviewer.profile_uuid)
                && (severity.is_empty() || severity.contains(&"real"))
                && (status.is_empty() || status.contains(&"pending"))
        })
        .collect();
    found.sort_by_key(|(batch, _, _)| std::cmp::Reverse(batch.created));
    let documents = found.into_iter();
    Ok(documents.map(|(batch, item, of)| documents::conflict(state, batch, item, of)).collect())
}

/// The conflict of this UUID.
pub fn one(state: &State, uuid: &str) -> Option<String> {
    let mut all = conflicts(state);
    let (batch, item, conflict) = all.find(|(_, _, conflict)| conflict.uuid == uuid)?;
    Some(documents::conflict(state, batch, item, conflict))
}

fn conflicts(state: &State) -> impl Iterator<Item = (&Batch, &Item, &Conflict)> {
    state.items().filter_map(|(batch, item)| Some((batch, item, item.conflict.as_ref()?)))
}
