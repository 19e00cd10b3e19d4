//! `/api/personal-access-tokens/`: tokens that last, made by a classic one.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::documents::stamp;
use super::response::{ApiResponse, to_json};
use super::state::{PersonalToken, State};

/// So many tokens may be active.
const MOST: usize = 20;

/// The reviewer's own tokens, without their texts.
pub fn list(state: &State) -> Result<Vec<String>, ApiResponse> {
    check_offered(state)?;
    let document = |token: &PersonalToken| {
        to_json(&json!({
            "uuid": token.uuid,
            "name": token.name,
            "token_prefix": token.text.get(..12),
            "scopes": token.scopes,
            "allowed_scopes": [],
            "allowed_networks": [],
            "expires_at": stamp(token.expires_at),
            "is_active": true,
            "last_used_at": stamp(token.created),
            "last_used_ip": "127.0.0.1",
            "use_count": 1,
            "created": stamp(token.created),
        }))
    };
    Ok(state.personal_tokens.made.iter().map(document).collect())
}

/// The permissions that a token may be given.
pub fn scopes(state: &State) -> Result<ApiResponse, ApiResponse> {
    check_offered(state)?;
    let scopes = state.personal_tokens.scopes.iter();
    let scopes: Vec<Value> = scopes
        .map(|name| json!({"permission": name, "description": format!("Permission {name}")}))
        .collect();
    Ok(ApiResponse::json(200, to_json(&scopes)))
}

/// Makes a token, whose text is in this response only.
pub fn create(
    state: &mut State,
    is_personal: bool,
    body: &Value,
) -> Result<ApiResponse, ApiResponse> {
    check_offered(state)?;
    let refuse = |text: &str| Err(ApiResponse::field("non_field_errors", text));
    if is_personal || state.personal_tokens.allowed == Some(false) {
        return refuse("You are not allowed to create personal access tokens.");
    }
    if state.personal_tokens.made.len() >= MOST {
        return refuse("Maximum number of active tokens (20) reached.");
    }
    let Some(name) = body.get("name").and_then(Value::as_str).filter(|name| !name.is_empty())
    else {
        return Err(ApiResponse::field("name", "This field is required."));
    };
    let scopes: Vec<&str> = body
        .get("scopes")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    if scopes.is_empty() {
        return Err(ApiResponse::field("scopes", "At least one scope is required."));
    }
    if let Some(unknown) = scopes.iter().find(|scope| !state.personal_tokens.scopes.contains(scope))
    {
        return Err(ApiResponse::field("scopes", &format!("Invalid scope(s): ['{unknown}']")));
    }
    let expires_at = body.get("expires_at").and_then(Value::as_str);
    let Some(expires_at) = expires_at.and_then(|text| text.parse::<Timestamp>().ok()) else {
        return Err(ApiResponse::field("expires_at", "This field is required."));
    };
    let now = (state.clock)();
    let most = state.personal_tokens.most_days;
    if expires_at.as_second() - now.as_second() > most * 86_400 {
        let text = format!("Expiration cannot exceed {most} days from now.");
        return Err(ApiResponse::field("expires_at", &text));
    }
    let number = state.personal_tokens.made.len() + 1;
    let uuid = format!("ace55{number:027x}");
    // As secret as the classic token that it is made with.
    let classic = state.tokens.first().map_or("", String::as_str);
    let text = format!(
        "w_{}_{number:04x}{}",
        expires_at.as_second(),
        classic.get(4..).unwrap_or_default()
    );
    let document = json!({
        "uuid": uuid,
        "name": name,
        "token": text,
        "scopes": scopes,
        "allowed_scopes": [],
        "allowed_networks": [],
        "expires_at": stamp(expires_at),
        "created": stamp(now),
    });
    state.tokens.push(text.clone());
    state.personal_tokens.made.push(PersonalToken {
        name: name.to_owned(),
        uuid,
        text,
        scopes: scopes.into_iter().map(str::to_owned).collect(),
        created: now,
        expires_at,
    });
    Ok(ApiResponse::json(201, to_json(&document)).header("Cache-Control", "no-store"))
}

fn check_offered(state: &State) -> Result<(), ApiResponse> {
    if state.personal_tokens.allowed.is_some() { Ok(()) } else { Err(ApiResponse::no_such_path()) }
}
