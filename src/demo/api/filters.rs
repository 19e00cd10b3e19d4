//! Which items and reviews a query asks for.

use std::cmp::Reverse;

use jiff::Timestamp;

use super::documents::{self, affinity_key};
use super::query::Query;
use super::response::ApiResponse;
use super::state::{Batch, Item, State};

/// The items that pass the filters, in the order asked for: newest first unless an order is named.
pub fn items<'a>(
    state: &'a State,
    query: &Query,
) -> Result<Vec<(&'a Batch, &'a Item)>, ApiResponse> {
    let batch_uuid = query.uuid("batch_uuid")?;
    let call_uuid = query.uuid("call_uuid")?;
    let proposal_uuid = query.uuid("proposal_uuid")?;
    let reviewer_uuid = query.uuid("reviewer_uuid")?;
    let status =
        query.choice("status", "pending accepted declined coi_blocked expired reassigned")?;
    let has_coi = query.last("has_coi").map(str::to_ascii_lowercase);
    let has_coi = has_coi.and_then(|text| text.parse::<bool>().ok());
    let least = match query.last("min_affinity_score").map(str::parse::<f64>) {
        None => f64::NEG_INFINITY,
        Some(Ok(least)) if least.is_finite() => least,
        Some(_) => return Err(ApiResponse::field("min_affinity_score", "Enter a number.")),
    };
    let order = query.choice(
        "o",
        "created -created affinity_score -affinity_score responded_at -responded_at status -status",
    )?;

    let mut items: Vec<(&Batch, &Item)> = state
        .items()
        .filter(|(batch, item)| {
            same(batch_uuid.as_ref(), &batch.uuid)
                && same(call_uuid.as_ref(), batch.call.uuid)
                && same(proposal_uuid.as_ref(), &item.proposal_uuid)
                && same(reviewer_uuid.as_ref(), state.reviewer.profile_uuid)
                && (status.is_empty() || status.contains(&item.status))
                && has_coi.is_none_or(|wanted| wanted == item.has_coi)
                && item.affinity.unwrap_or(f64::NEG_INFINITY) >= least
        })
        .collect();
    let order = order.last().copied().unwrap_or("-created");
    items.sort_by(|(_, a), (_, b)| {
        let ascending = match order.trim_start_matches('-') {
            "affinity_score" => affinity_key(a).total_cmp(&affinity_key(b)),
            // Without an answer it counts as the latest, as nulls do in the database.
            "responded_at" => {
                let key = |item: &Item| item.responded_at.unwrap_or(Timestamp::MAX);
                key(a).cmp(&key(b))
            }
            "status" => a.status.cmp(b.status),
            _ => a.created.cmp(&b.created),
        };
        if order.starts_with('-') { ascending.reverse() } else { ascending }
    });
    Ok(items)
}

/// The batches that pass the filters, newest first.
pub fn batches(state: &State, query: &Query) -> Result<Vec<String>, ApiResponse> {
    let call_uuid = query.uuid("call_uuid")?;
    let reviewer_uuid = query.uuid("reviewer_uuid")?;
    let status = query.choice("status", "draft sent responded expired cancelled")?;
    let mut found: Vec<&Batch> = state
        .batches
        .iter()
        .filter(|batch| {
            same(call_uuid.as_ref(), batch.call.uuid)
                && same(reviewer_uuid.as_ref(), state.reviewer.profile_uuid)
                && (status.is_empty() || status.contains(&batch.status))
        })
        .collect();
    found.sort_by_key(|batch| Reverse(batch.created));
    Ok(found.into_iter().map(|batch| documents::assignment_batch(state, batch)).collect())
}

/// The reviews that pass the filters, newest first. This endpoint ignores `field`.
pub fn reviews(state: &State, query: &Query) -> Result<Vec<String>, ApiResponse> {
    let wanted = query.choice("state", "in_review submitted rejected")?;
    let call_uuid = query.uuid("call_uuid")?;
    let proposal_uuid = query.uuid("proposal_uuid")?;
    let reviewer_uuid = query.uuid("reviewer_uuid")?;
    let mut found: Vec<_> = state
        .items()
        .filter_map(|(batch, item)| Some((batch, item, item.review.as_ref()?)))
        .filter(|(batch, item, review)| {
            same(call_uuid.as_ref(), batch.call.uuid)
                && same(proposal_uuid.as_ref(), &item.proposal_uuid)
                && same(reviewer_uuid.as_ref(), state.reviewer.user_uuid)
                && (wanted.is_empty() || wanted.contains(&review.state))
        })
        .collect();
    found.sort_by_key(|(_, _, review)| Reverse(review.created));
    Ok(found
        .into_iter()
        .map(|(batch, item, review)| documents::proposal_review(state, batch, item, review))
        .collect())
}

/// Returns whether a filter that may be absent lets this UUID pass.
pub fn same(wanted: Option<&String>, uuid: &str) -> bool {
    wanted.is_none_or(|wanted| wanted == uuid)
}
