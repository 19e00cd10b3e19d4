//! The JSON documents. The order of the fields is the order of the keys, as recorded from Waldur.

#![expect(non_camel_case_types, reason = "document! names each field's type after the field")]

use jiff::Timestamp;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Map;
use serde_json::value::RawValue;

use super::response::to_json;
use super::state::{Batch, Conflict, Invitation, Item, Review, State};
use super::status::{
    ACCEPTED, DECLINED, PENDING, REASSIGNED, SUBMITTED, batch_display, item_display,
};

/// The JSON of a struct with these fields, declared where it is filled. A field whose value is
/// `()` is `null`.
macro_rules! document {
    ($($field:ident: $value:expr,)+) => {{
        #[derive(serde::Serialize)]
        struct Document<$($field),+> { $($field: $field),+ }
        to_json(&Document { $($field: $value),+ })
    }};
}

pub(super) use document;

/// An element of `/api/my-assignment-batches/`.
pub fn my_batch(batch: &Batch, now: Timestamp) -> String {
    document! {
        uuid: &batch.uuid,
        call_uuid: batch.call.uuid,
        call_name: &batch.call_name,
        status: batch.status,
        status_display: batch_display(batch.status),
        sent_at: stamp(batch.sent_at),
        expires_at: batch.expires_at.map(stamp),
        is_expired: batch.is_expired(now),
        items_count: batch.items.len(),
        items_pending_count: batch.count(PENDING),
        manager_notes: &batch.manager_notes,
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
        uuid: &item.uuid,
        proposal_uuid: &item.proposal_uuid,
        proposal_name: &item.name,
        proposal_slug: &item.slug,
        proposal_summary: &item.summary,
        status: item.status,
        status_display: item_display(item.status),
        affinity_score: item.affinity,
        has_coi: item.has_coi,
    }
}

/// The affinity as a sort key: as in the database, a missing one counts as the greatest.
pub fn affinity_key(item: &Item) -> f64 {
    item.affinity.unwrap_or(f64::INFINITY)
}

/// An element of `/api/assignment-batches/`.
pub fn assignment_batch(state: &State, batch: &Batch) -> String {
    let call = batch.call;
    document! {
        url: url(state, "assignment-batches", &batch.uuid),
        uuid: &batch.uuid,
        call: url(state, "proposal-protected-calls", call.uuid),
        call_uuid: call.uuid,
        call_name: &batch.call_name,
        reviewer_pool_entry: url(state, "call-reviewer-pools", call.pool_entry_uuid),
        reviewer_pool_entry_uuid: call.pool_entry_uuid,
        reviewer_name: state.reviewer.full_name,
        reviewer_email: state.reviewer.email,
        reviewer_uuid: state.reviewer.profile_uuid,
        status: batch.status,
        status_display: batch_display(batch.status),
        sent_at: stamp(batch.sent_at),
        expires_at: batch.expires_at.map(stamp),
        responded_at: batch.responded_at.map(stamp),
        source: "algorithm",
        source_display: "Algorithm-generated",
        created_by: url(state, "users", call.manager_uuid),
        created_by_name: call.manager_name,
        manager_notes: &batch.manager_notes,
        items_count: batch.items.len(),
        items_pending_count: batch.count(PENDING),
        items_accepted_count: batch.count(ACCEPTED),
        items_declined_count: batch.count(DECLINED),
        is_expired: batch.is_expired(state.now()),
        created: stamp(batch.created),
    }
}

/// An element of `/api/assignment-items/`, and the answer of `…/{uuid}/`.
pub fn assignment_item(state: &State, batch: &Batch, item: &Item) -> String {
    let review = item.review.as_ref().map(|review| review.uuid.as_str());
    let overridden = !item.override_reason.is_empty();
    let document = document! {
        url: url(state, "assignment-items", &item.uuid),
        uuid: &item.uuid,
        batch: url(state, "assignment-batches", &batch.uuid),
        proposal: url(state, "proposal-proposals", &item.proposal_uuid),
        proposal_uuid: &item.proposal_uuid,
        proposal_name: &item.name,
        proposal_slug: &item.slug,
        status: item.status,
        status_display: item_display(item.status),
        affinity_score: item.affinity,
        has_coi: item.has_coi,
        coi_count: u8::from(item.has_coi),
        responded_at: item.responded_at.map(stamp),
        decline_reason: &item.decline_reason,
        review: review.map(|uuid| url(state, "proposal-reviews", uuid)),
        review_uuid: review,
        reassign_count: u8::from(item.status == REASSIGNED),
        override_reason: item.override_reason,
        overridden_by_name: if overridden { batch.call.manager_name } else { "" },
        overridden_at: batch.responded_at.filter(|_| overridden).map(stamp),
        created: stamp(item.created),
    };
    // Without a review the key is absent. (Inside a text its quotes would be escaped.)
    document.replace("\"review_uuid\":null,", "")
}

/// An element of `/api/proposal-reviews/`: the recorded keys, then those of later releases.
pub fn proposal_review(state: &State, batch: &Batch, item: &Item, review: &Review) -> String {
    let call = batch.call;
    let (start, cutoff) = batch.round();
    document! {
        url: url(state, "proposal-reviews", &review.uuid),
        uuid: &review.uuid,
        proposal: url(state, "proposal-proposals", &item.proposal_uuid),
        reviewer: url(state, "users", state.reviewer.user_uuid),
        reviewer_full_name: state.reviewer.full_name,
        state: review.state,
        review_end_date: review.end.map(stamp),
        summary_score: review.score,
        summary_public_comment: review.text("summary_public_comment").unwrap_or_default(),
        summary_private_comment: review.text("summary_private_comment").unwrap_or_default(),
        proposal_name: &item.name,
        round_uuid: call.round_uuid,
        round_name: round_name(batch),
        round_cutoff_time: stamp(cutoff),
        round_start_time: stamp(start),
        call_name: &batch.call_name,
        call_uuid: call.uuid,
        comment_project_title: review.text("comment_project_title"),
        comment_project_summary: review.text("comment_project_summary"),
        comment_project_is_confidential: review.text("comment_project_is_confidential"),
        comment_project_has_civilian_purpose: review.text("comment_project_has_civilian_purpose"),
        comment_project_description: review.text("comment_project_description"),
        comment_project_duration: review.text("comment_project_duration"),
        comment_project_supporting_documentation: review.text("comment_project_supporting_documentation"),
        comment_resource_requests: review.text("comment_resource_requests"),
        comment_team: review.text("comment_team"),
        proposal_uuid: &item.proposal_uuid,
        proposal_slug: &item.slug,
        coi_confirmed: review.confirmed_at.is_some(),
        coi_confirmation_required: review.needs_statement,
        created: stamp(review.created),
        modified: stamp(review.modified),
        reviewer_uuid: state.reviewer.user_uuid,
        reviewer_image: "",
        anonymous_reviewer_name: "Reviewer 1",
        round_slug: format!("{}-r1", call.slug),
        call_slug: call.slug,
        call_managing_organisation_uuid: call.organisation_uuid,
        coi_confirmed_at: review.confirmed_at.map(stamp),
    }
}

/// An element of `/api/call-reviewer-pools/`.
pub fn invitation(state: &State, entry: &Invitation) -> String {
    let call = entry.call;
    let is_pending = entry.status == PENDING;
    let reviews = state.batches.iter().filter(|batch| batch.call.uuid == call.uuid);
    let reviews = reviews.flat_map(|batch| &batch.items).filter_map(|item| item.review.as_ref());
    let (submitted, in_review): (Vec<_>, Vec<_>) =
        reviews.partition(|review| review.state == SUBMITTED);
    document! {
        url: url(state, "call-reviewer-pools", call.pool_entry_uuid),
        uuid: call.pool_entry_uuid,
        call: url(state, "proposal-protected-calls", call.uuid),
        call_uuid: call.uuid,
        call_name: call.name,
        reviewer: url(state, "reviewer-profiles", state.reviewer.profile_uuid),
        reviewer_uuid: state.reviewer.profile_uuid,
        reviewer_name: state.reviewer.full_name,
        reviewer_email: state.reviewer.email,
        has_profile: true,
        invited_email: "",
        invited_user: (),
        invited_at: stamp(entry.invited_at),
        invitation_status: entry.status,
        invitation_status_display: match entry.status {
            PENDING => "Invitation pending",
            ACCEPTED => "Accepted",
            DECLINED => "Declined",
            other => other,
        },
        response_date: entry.responded_at.map(stamp),
        decline_reason: &entry.decline_reason,
        max_assignments: entry.max_assignments,
        current_assignments: submitted.len() + in_review.len(),
        expertise_match_score: (),
        invited_by_name: call.manager_name,
        // The token in it is a secret: whoever knows it may answer the invitation.
        invitation_link: is_pending.then(|| format!("/reviewer-invitation/{}/", state.invitation_token)),
        invitation_expires_at: entry.expires_at.map(stamp),
        created: stamp(entry.invited_at),
        coi_count: 0,
        coi_by_severity: Map::new(),
        reviews_pending: 0,
        reviews_in_progress: in_review.len(),
        reviews_completed: submitted.len(),
        override_reason: "",
        overridden_by_name: "",
        overridden_at: (),
    }
}

/// An element of `/api/conflicts-of-interest/`.
pub fn conflict(state: &State, batch: &Batch, item: &Item, conflict: &Conflict) -> String {
    document! {
        url: url(state, "conflicts-of-interest", &conflict.uuid),
        uuid: &conflict.uuid,
        reviewer: url(state, "reviewer-profiles", state.reviewer.profile_uuid),
        reviewer_uuid: state.reviewer.profile_uuid,
        reviewer_name: state.reviewer.full_name,
        proposal: url(state, "proposal-proposals", &item.proposal_uuid),
        proposal_uuid: &item.proposal_uuid,
        proposal_name: &item.name,
        round_uuid: batch.call.round_uuid,
        round_name: round_name(batch),
        call: url(state, "proposal-protected-calls", batch.call.uuid),
        call_uuid: batch.call.uuid,
        call_name: &batch.call_name,
        coi_type: conflict.kind,
        coi_type_display: conflict.kind_display,
        severity: "real",
        severity_display: "Real conflict - must recuse",
        detection_method: "automated",
        detected_at: stamp(batch.created),
        evidence_description: conflict.evidence,
        evidence_data: Map::new(),
        status: "pending",
        status_display: "Pending review",
        reviewed_by: (),
        reviewed_at: (),
        review_notes: "",
        management_plan: "",
        conflicting_user: (),
        conflicting_organization: (),
        created: stamp(batch.created),
    }
}

pub fn round_name(batch: &Batch) -> String {
    let (start, cutoff) = batch.round();
    format!("Round {}-{}", start.strftime("%d.%m.%Y"), cutoff.strftime("%d.%m.%Y"))
}

/// The absolute address of an object.
pub fn url(state: &State, collection: &str, uuid: &str) -> String {
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
