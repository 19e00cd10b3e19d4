//! `/api/call-reviewer-pools/`: invitations to review for a call, which come before any batch.

use super::documents::invitation;
use super::filters::same;
use super::query::Query;
use super::response::{ApiResponse, to_json};
use super::state::{Invitation, State};
use super::status::{ACCEPTED, DECLINED, PENDING};

/// The reviewer's own entries that pass the filters, newest first. `my_invitations` changes
/// nothing: a reviewer sees no others.
pub fn list(state: &State, query: &Query) -> Result<Vec<String>, ApiResponse> {
    let call_uuid = query.uuid("call_uuid")?;
    let reviewer_uuid = query.uuid("reviewer_uuid")?;
    let status = query.choice("invitation_status", "pending accepted declined expired")?;
    let mut found: Vec<&Invitation> = state
        .invitations
        .iter()
        .filter(|entry| {
            same(call_uuid.as_ref(), entry.call.uuid)
                && same(reviewer_uuid.as_ref(), state.reviewer.profile_uuid)
                && (status.is_empty() || status.contains(&entry.status))
        })
        .collect();
    found.sort_by_key(|entry| std::cmp::Reverse(entry.invited_at));
    Ok(found.into_iter().map(|entry| invitation(state, entry)).collect())
}

/// The entry of this UUID.
pub fn one(state: &State, uuid: &str) -> Option<String> {
    let found = state.invitations.iter().find(|entry| entry.call.pool_entry_uuid == uuid)?;
    Some(invitation(state, found))
}

/// Accepts an invitation; `None` when there is no such entry.
pub fn accept(state: &mut State, uuid: &str) -> Option<ApiResponse> {
    let now = state.now();
    let profile = state.profile;
    let entry = find(state, uuid)?;
    let incomplete = |code: &str, text: &str| {
        let body = format!(
            "{{\"error\":{},\"message\":{},\"profile_url\":\"/api/reviewer-profiles/me/\"}}",
            to_json(&code),
            to_json(&text)
        );
        Some(ApiResponse::json(400, body))
    };
    match profile {
        None => {
            let text = "Please create and publish your reviewer profile first.";
            return incomplete("profile_required", text);
        }
        Some(profile) if !profile.is_published => {
            let text = "Please publish your reviewer profile before accepting.";
            return incomplete("profile_not_published", text);
        }
        Some(_) => {}
    }
    let refused = |text: &str| Some(ApiResponse::json(400, format!("[{}]", to_json(&text))));
    if entry.status != PENDING {
        return refused("This invitation has already been responded to.");
    }
    if entry.expires_at.is_some_and(|end| end <= now) {
        return refused("This invitation has expired.");
    }
    entry.status = ACCEPTED;
    entry.responded_at = Some(now);
    Some(ApiResponse::text(200, "detail", "Invitation accepted successfully."))
}

/// Declines an invitation with the reason, which the server requires.
pub fn decline(state: &mut State, uuid: &str, reason: Option<String>) -> Option<ApiResponse> {
    let now = state.now();
    let entry = find(state, uuid)?;
    let reason = match reason {
        None => return Some(ApiResponse::field("reason", "This field is required.")),
        Some(reason) if reason.is_empty() => {
            return Some(ApiResponse::field("reason", "This field may not be blank."));
        }
        Some(reason) => reason,
    };
    if entry.status != PENDING {
        let text = to_json(&"This invitation has already been responded to.");
        return Some(ApiResponse::json(400, format!("[{text}]")));
    }
    entry.status = DECLINED;
    entry.responded_at = Some(now);
    entry.decline_reason = reason;
    Some(ApiResponse::text(200, "detail", "Invitation declined."))
}

fn find<'a>(state: &'a mut State, uuid: &str) -> Option<&'a mut Invitation> {
    state.invitations.iter_mut().find(|entry| entry.call.pool_entry_uuid == uuid)
}
