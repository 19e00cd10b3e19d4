//! `/api/reviewer-profiles/`: the own profile, published or not.

use serde_json::Value;

use super::fixed;
use super::response::{ApiResponse, to_json};
use super::routes::{ApiRequest, body_object};
use super::state::{ProfileState, State};

/// `GET /api/reviewer-profiles/me/`
pub fn get(state: &State) -> ApiResponse {
    match state.profile {
        Some(profile) => ApiResponse::json(200, fixed::profile(state, profile)),
        None => ApiResponse::text(404, "detail", "Reviewer profile not found."),
    }
}

/// `PATCH /api/reviewer-profiles/me/`. Without a profile, the server's text misleads.
pub fn patch(state: &mut State, request: &ApiRequest<'_>) -> Result<ApiResponse, ApiResponse> {
    let text = "Profile already exists. Use PATCH to update.";
    let profile = state.profile.as_mut().ok_or_else(|| ApiResponse::text(400, "detail", text))?;
    match body_object(request)?.get("available_for_reviews") {
        None => {}
        Some(Value::Bool(value)) => profile.is_available = *value,
        Some(_) => {
            return Err(ApiResponse::field("available_for_reviews", "Must be a valid boolean."));
        }
    }
    Ok(get(state))
}

/// `POST …/publish/` and `…/unpublish/`
pub fn publish(state: &mut State, is_published: bool) -> ApiResponse {
    let Some(profile) = state.profile else {
        let text = to_json(&"You must create a reviewer profile first.");
        return ApiResponse::json(400, format!("[{text}]"));
    };
    state.profile = Some(ProfileState { is_published, ..profile });
    let text = if is_published {
        "Your profile is now discoverable."
    } else {
        "Your profile is no longer discoverable. Existing invitations and pool memberships are not affected."
    };
    ApiResponse::json(
        200,
        format!("{{\"is_published\":{is_published},\"detail\":{}}}", to_json(&text)),
    )
}
