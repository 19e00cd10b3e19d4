//! The JSON documents. The order of the fields is the order of the keys, as recorded from Waldur.

#![expect(non_camel_case_types, reason = "document! names each field's type after the field")]

use jiff::Timestamp;
use serde::Serialize;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::data::REVIEWER;
use super::reply::to_json;
use super::state::{Batch, Item, Review, State};
use super::status::ItemStatus;

/// The JSON of a struct with these fields, declared where it is filled. A field whose value is
/// `()` is `null`.
macro_rules! document {
    ($($field:ident: $value:expr,)+) => {{
        #[derive(Serialize)]
        struct Document<$($field),+> { $($field: $field),+ }
        to_json(&Document { $($field: $value),+ })
    }};
}

/// An element of `/api/my-assignment-batches/`.
pub fn my_batch(batch: &Batch, now: Timestamp) -> String {
    document! {
        uuid: batch.seed.uuid,
        call_uuid: batch.seed.call.uuid,
        call_name: batch.seed.call.name,
        status: batch.status.value(),
        status_display: batch.status.display(),
        sent_at: stamp(batch.sent_at),
        expires_at: batch.expires_at.map(stamp),
        is_expired: batch.is_expired(now),
        items_count: batch.items.len(),
        items_pending_count: batch.count(ItemStatus::Pending),
        manager_notes: batch.seed.manager_notes,
    }
}

/// `/api/my-assignment-batches/{uuid}/`: the same and its items, by affinity descending.
pub fn my_batch_with_items(batch: &Batch, now: Timestamp) -> String {
    let mut items: Vec<&Item> = batch.items.iter().collect();
    items.sort_by(|a, b| affinity_key(b).total_cmp(&affinity_key(a)));
    let items: Vec<String> = items.into_iter().map(my_item).collect();
    let row = my_batch(batch, now);
    let members = row.trim_end_matches('}');
    format!("{members},\"items\":[{}]}}", items.join(","))
}

fn my_item(item: &Item) -> String {
    document! {
        uuid: item.seed.uuid,
        proposal_uuid: item.seed.proposal_uuid,
        proposal_name: item.seed.name,
        proposal_slug: item.seed.slug,
        proposal_summary: item.seed.summary,
        status: item.status.value(),
        status_display: item.status.display(),
        affinity_score: item.seed.affinity,
        has_coi: item.seed.has_coi,
    }
}

/// The affinity as a sort key: as in the database, a missing one counts as the greatest.
pub fn affinity_key(item: &Item) -> f64 {
    item.seed.affinity.unwrap_or(f64::INFINITY)
}

/// An element of `/api/assignment-batches/`.
pub fn assignment_batch(state: &State, batch: &Batch) -> String {
    let call = batch.seed.call;
    document! {
        url: url(state, "assignment-batches", batch.seed.uuid),
        uuid: batch.seed.uuid,
        call: url(state, "proposal-protected-calls", call.uuid),
        call_uuid: call.uuid,
        call_name: call.name,
        reviewer_pool_entry: url(state, "call-reviewer-pools", call.pool_entry_uuid),
        reviewer_pool_entry_uuid: call.pool_entry_uuid,
        reviewer_name: REVIEWER.full_name,
        reviewer_email: REVIEWER.email,
        reviewer_uuid: REVIEWER.profile_uuid,
        status: batch.status.value(),
        status_display: batch.status.display(),
        sent_at: stamp(batch.sent_at),
        expires_at: batch.expires_at.map(stamp),
        responded_at: batch.responded_at.map(stamp),
        source: "algorithm",
        source_display: "Algorithm-generated",
        created_by: url(state, "users", call.manager_uuid),
        created_by_name: call.manager_name,
        manager_notes: batch.seed.manager_notes,
        items_count: batch.items.len(),
        items_pending_count: batch.count(ItemStatus::Pending),
        items_accepted_count: batch.count(ItemStatus::Accepted),
        items_declined_count: batch.count(ItemStatus::Declined),
        is_expired: batch.is_expired(state.now()),
        created: stamp(batch.created),
    }
}

/// An element of `/api/assignment-items/`, and the answer of `…/{uuid}/`.
pub fn assignment_item(state: &State, batch: &Batch, item: &Item) -> String {
    let seed = item.seed;
    let review = item.review.as_ref().map(|review| review.uuid.as_str());
    let overridden = !seed.override_reason.is_empty();
    let document = document! {
        url: url(state, "assignment-items", seed.uuid),
        uuid: seed.uuid,
        batch: url(state, "assignment-batches", batch.seed.uuid),
        proposal: url(state, "proposal-proposals", seed.proposal_uuid),
        proposal_uuid: seed.proposal_uuid,
        proposal_name: seed.name,
        proposal_slug: seed.slug,
        status: item.status.value(),
        status_display: item.status.display(),
        affinity_score: seed.affinity,
        has_coi: seed.has_coi,
        coi_count: u8::from(seed.has_coi),
        responded_at: item.responded_at.map(stamp),
        decline_reason: &item.decline_reason,
        review: review.map(|uuid| url(state, "proposal-reviews", uuid)),
        review_uuid: review,
        reassign_count: u8::from(item.status == ItemStatus::Reassigned),
        override_reason: seed.override_reason,
        overridden_by_name: if overridden { batch.seed.call.manager_name } else { "" },
        overridden_at: batch.responded_at.filter(|_| overridden).map(stamp),
        created: stamp(item.created),
    };
    // Without a review the key is absent. (Inside a text its quotes would be escaped.)
    document.replace("\"review_uuid\":null,", "")
}

/// An element of `/api/proposal-reviews/`: the recorded keys, then those of later releases.
pub fn proposal_review(state: &State, batch: &Batch, item: &Item, review: &Review) -> String {
    let call = batch.seed.call;
    let (start, cutoff) = batch.round();
    let (from, to) = (start.strftime("%d.%m.%Y"), cutoff.strftime("%d.%m.%Y"));
    let (score, comment) = if review.submitted {
        (4, "A clear case with a credible plan; argue better for the storage.")
    } else {
        (0, "")
    };
    document! {
        url: url(state, "proposal-reviews", &review.uuid),
        uuid: &review.uuid,
        proposal: url(state, "proposal-proposals", item.seed.proposal_uuid),
        reviewer: url(state, "users", REVIEWER.user_uuid),
        reviewer_full_name: REVIEWER.full_name,
        state: review.state(),
        review_end_date: stamp(review.end),
        summary_score: score,
        summary_public_comment: comment,
        summary_private_comment: "",
        proposal_name: item.seed.name,
        round_uuid: call.round_uuid,
        round_name: format!("Round {from}-{to}"),
        round_cutoff_time: stamp(cutoff),
        round_start_time: stamp(start),
        call_name: call.name,
        call_uuid: call.uuid,
        comment_project_title: (),
        comment_project_summary: (),
        comment_project_is_confidential: (),
        comment_project_has_civilian_purpose: (),
        comment_project_description: (),
        comment_project_duration: (),
        comment_project_supporting_documentation: (),
        comment_resource_requests: (),
        comment_team: (),
        proposal_uuid: item.seed.proposal_uuid,
        proposal_slug: item.seed.slug,
        coi_confirmed: review.submitted,
        coi_confirmation_required: true,
        created: stamp(review.created),
        modified: stamp(review.created),
        reviewer_uuid: REVIEWER.user_uuid,
        reviewer_image: "",
        anonymous_reviewer_name: "Reviewer 1",
        round_slug: format!("{}-r1", call.slug),
        call_slug: call.slug,
        call_managing_organisation_uuid: call.organisation_uuid,
        coi_confirmed_at: review.submitted.then(|| stamp(review.created)),
    }
}

/// The absolute address of an object.
fn url(state: &State, collection: &str, uuid: &str) -> String {
    format!("{}/api/{collection}/{uuid}/", state.origin)
}

/// A time as Python writes it: microseconds only when there are some.
pub fn stamp(at: Timestamp) -> String {
    let format = if at.subsec_nanosecond() / 1_000 == 0 {
        "%Y-%m-%dT%H:%M:%S+00:00"
    } else {
        "%Y-%m-%dT%H:%M:%S%.6f+00:00"
    };
    at.strftime(format).to_string()
}

/// Keeps the named members of a JSON object, in the object's order; all when none is named.
pub fn select(document: String, fields: &[&str]) -> String {
    if fields.is_empty() {
        return document;
    }
    let Members(members) = serde_json::from_str(&document).unwrap_or_default();
    let kept = members.iter().filter(|(key, _)| fields.contains(key));
    let kept: Vec<String> = kept.map(|(key, value)| format!("\"{key}\":{value}")).collect();
    format!("{{{}}}", kept.join(","))
}

/// An object's members in their own order; `serde_json`'s map would sort them.
#[derive(Default)]
struct Members<'a>(Vec<(&'a str, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members<'de>;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}
