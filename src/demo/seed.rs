//! The state in which the demo starts: its invented data, with times around the present.

use std::time::Instant;

use jiff::{RoundMode, SignedDuration, Timestamp, TimestampRound, Unit};

use super::api::state::{
    Batch, Call, Conflict, Invitation, Item, PersonalTokens, ProfileState, Review, State,
    TokenPolicy, shift,
};
use super::api::status::{ACCEPTED, COI_BLOCKED, DECLINED, IN_REVIEW, PENDING, RESPONDED};
use super::data::{self, BatchSeed, ItemSeed};

/// Types of conflicts with the API's text for each, and the evidence.
const CONFLICTS: [(&str, &str, &str); 3] = [
    ("COAUTH_RECENT", "Recent co-authorship", "You wrote a paper with an applicant in 2025."),
    ("INST_SAME", "Same institution", "You and an applicant work at the same institution."),
    ("COLLAB_ACTIVE", "Active collaboration", "You and an applicant share a running project."),
];

/// The state at the start. `invitation_token` is the secret in the link of an invitation.
pub fn state(
    origin: String,
    token: String,
    invitation_token: String,
    now: Timestamp,
    has_second_tab: bool,
    tokens: TokenPolicy,
) -> State {
    let batches: Vec<Batch> = data::BATCHES.iter().map(|seed| batch(seed, now)).collect();
    let started = Instant::now();
    State {
        origin,
        tokens: vec![token],
        // A server's default.
        token_lifetime: Some(3600),
        personal_tokens: PersonalTokens::new(tokens),
        reviewer: &data::REVIEWER,
        portal: Some("https://portal.example.org/".to_owned()),
        page_limit: 300,
        clock: Box::new(move || {
            shift(now, SignedDuration::try_from(started.elapsed()).unwrap_or_default())
        }),
        invitations: invitations(&batches, now),
        batches,
        invitation_token,
        has_second_tab,
        profile: Some(ProfileState::PUBLISHED),
    }
}

/// An accepted invitation for each call with a batch, and one that waits for an answer.
fn invitations(batches: &[Batch], now: Timestamp) -> Vec<Invitation> {
    let invitation = |call: &'static Call, status, invited_at| Invitation {
        call,
        status,
        invited_at,
        expires_at: None,
        responded_at: None,
        decline_reason: String::new(),
        max_assignments: 12,
    };
    let mut all: Vec<Invitation> = Vec::new();
    for batch in batches {
        if all.iter().all(|known| known.call.uuid != batch.call.uuid) {
            let invited_at = shift(batch.created, SignedDuration::from_hours(-30 * 24));
            let responded_at = Some(shift(invited_at, SignedDuration::from_hours(26)));
            let accepted = invitation(batch.call, ACCEPTED, invited_at);
            all.push(Invitation { responded_at, ..accepted });
        }
    }
    let pending = invitation(&data::INVITING, PENDING, shift(now, SignedDuration::from_hours(-50)));
    let expires_at =
        Some(shift(full_hour(now, RoundMode::Ceil), SignedDuration::from_hours(9 * 24)));
    all.push(Invitation { expires_at, max_assignments: 5, ..pending });
    all
}

/// A batch with its times around `now`.
fn batch(seed: &'static BatchSeed, now: Timestamp) -> Batch {
    let hours = SignedDuration::from_hours;
    // To full hours, away from now: nothing is nearer than its seed says.
    let (before, after) = (full_hour(now, RoundMode::Floor), full_hour(now, RoundMode::Ceil));
    let sent_at = shift(before, hours(-seed.sent_hours_ago));
    let sent_at = shift(sent_at, SignedDuration::new(729, 677_213_000));
    let created = shift(sent_at, SignedDuration::from_mins(-38));
    let items = seed.items.iter().zip(1..);
    let items: Vec<Item> =
        items.map(|(seed, place)| item(seed, place, sent_at, created, now)).collect();
    let last_answer = items.iter().filter_map(|item| item.responded_at).max();
    Batch {
        uuid: seed.uuid.to_owned(),
        call: seed.call,
        call_name: seed.call.name.to_owned(),
        status: seed.status,
        created,
        sent_at,
        expires_at: seed
            .due_in_hours
            .map(|due| shift(if due < 0 { before } else { after }, hours(due))),
        responded_at: last_answer.filter(|_| seed.status == RESPONDED),
        manager_notes: seed.manager_notes.to_owned(),
        items,
    }
}

/// An item of a batch; `place` counts from one.
fn item(seed: &ItemSeed, place: i32, sent: Timestamp, created: Timestamp, now: Timestamp) -> Item {
    let (head, tail) = seed.uuid.split_at(12);
    let has_coi = seed.has_coi || seed.status == COI_BLOCKED;
    let kinds = CONFLICTS.iter().cycle().skip(place.unsigned_abs() as usize);
    let mut item = Item {
        uuid: seed.uuid.to_owned(),
        proposal_uuid: seed.proposal_uuid.to_owned(),
        slug: seed.slug.to_owned(),
        name: seed.name.to_owned(),
        summary: seed.summary.to_owned(),
        affinity: seed.affinity,
        status: seed.status,
        has_coi,
        created: shift(created, SignedDuration::from_micros(1_327) * place),
        responded_at: None,
        decline_reason: String::new(),
        override_reason: seed.override_reason,
        // The same item always makes the same review, so that documentation can name it.
        review_uuid: head.chars().rev().chain(tail.chars()).collect(),
        review: None,
        conflict: kinds.take(usize::from(has_coi)).next().map(|(kind, display, evidence)| {
            Conflict {
                uuid: seed.uuid.chars().rev().collect(),
                kind,
                kind_display: display,
                evidence,
            }
        }),
    };
    let answered_at = shift(sent, SignedDuration::new(26_583, 409_117_000) * place);
    match seed.status {
        ACCEPTED => {
            item.accept(answered_at);
            // One whose time is over has been submitted.
            if let Some(review) = &mut item.review {
                if review.end.is_some_and(|end| end <= now) {
                    review.score = 4;
                    let text = "A clear case with a credible plan; argue better for the storage.";
                    review.texts.insert("summary_public_comment", text.to_owned());
                    review.submit(answered_at);
                }
                change_review(seed.slug, review, now);
            }
        }
        DECLINED => item.decline(answered_at, seed.decline_reason.to_owned()),
        _ => {}
    }
    item
}

/// The reviews that differ from the usual one.
fn change_review(slug: &str, review: &mut Review, now: Timestamp) {
    match slug {
        // Overdue, and not closed by the server so far.
        "EAR-108" => {
            review.state = IN_REVIEW;
            review.score = 0;
            review.texts.clear();
            review.end =
                Some(shift(full_hour(now, RoundMode::Floor), SignedDuration::from_hours(-20)));
        }
        "ACS-028" => {
            review.state = IN_REVIEW;
            review.score = 0;
            review.texts.clear();
            review.end = None;
        }
        "I3R-0433" => review.needs_statement = true,
        "I3R-0412" => {
            review.score = 3;
            let text = "The grain sizes are realistic; the time per step is not argued for.";
            review.texts.insert("summary_public_comment", text.to_owned());
        }
        _ => {}
    }
}

fn full_hour(at: Timestamp, mode: RoundMode) -> Timestamp {
    at.round(TimestampRound::new().smallest(Unit::Hour).mode(mode)).unwrap_or(at)
}
