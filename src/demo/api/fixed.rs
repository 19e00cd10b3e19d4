//! The documents that do not change while the demo runs, as texts: they are long, flat and literal.

use jiff::Timestamp;

use super::documents::stamp;
use super::response::to_json;
use super::state::{ProfileState, State};

const USER: &str = r#"{"url":"{origin}/api/users/{user}/","uuid":"{user}","username":"{username}",
"slug":"{username}-1","full_name":"{name}","native_name":"","job_title":"","email":"{email}",
"phone_number":"","organization":"Prifysgol Enghraifft","civil_number":null,"token":"{token}",
"token_lifetime":{lifetime},"registration_method":"default","date_joined":"{joined}",
"agreement_date":"{joined}","preferred_language":"","permissions":[],"requested_email":null,
"affiliations":[],"first_name":"{first}","last_name":"{last}","identity_provider_name":"Local DB",
"identity_provider_label":"Local DB","identity_provider_management_url":"",
"identity_provider_fields":[],"image":null,"identity_source":""}"#;

const PROFILE: &str = r#"{"url":"{origin}/api/reviewer-profiles/{profile}/","uuid":"{profile}",
"user":"{origin}/api/users/{user}/","user_uuid":"{user}","user_full_name":"{name}",
"user_email":"{email}","orcid_id":"","orcid_connected":false,"orcid_last_sync":null,
"biography":"Biomolecular simulation, from method to machine.","alternative_names":[],
"affiliations":[{"uuid":"5a0f3c6e8d9b47f2a1e4c7d20b96e835","organization":null,
"organization_name":"Prifysgol Enghraifft","organization_name_display":"Prifysgol Enghraifft",
"organization_identifier":"","department":"Physics","position_title":"Reader",
"start_date":"2019-09-01","end_date":null,"is_primary":true,"affiliation_type":"employment",
"created":"{joined}"}],"expertise_set":[],"publications":[],"stats":null,
"profile_completeness":{"percentage":60,"completed_checks":3,"total_checks":5,
"missing":["has_expertise","has_publications"]},"is_published":{published},
"published_at":{published_at},"available_for_reviews":{available},"created":"{joined}","modified":"{joined}"}"#;

const CONFIGURATION: &str = r#"{"FEATURES":{"marketplace":{"conceal_prices":false,
"show_call_management_functionality":true}},"LANGUAGES":[["en","English"],["et","Eesti"],
["fr","Français"]],"LANGUAGE_CODE":"en","WALDUR_CORE":{"MASTERMIND_URL":"",
"AUTHENTICATION_METHODS":["LOCAL_SIGNIN"],"HOMEPORT_URL":{portal},
"SITE_NAME":"Waldur demo","SITE_DESCRIPTION":"","SITE_ADDRESS":"","SITE_EMAIL":"",
"CURRENCY_NAME":"GBP","SHORT_PAGE_TITLE":"Waldur demo","LANGUAGE_CHOICES":"en,et,fr",
"PROPOSAL_REVIEW_DURATION":7}}"#;

/// `GET /api/users/me/`: as the real one, the whole document holds the token.
pub fn user(state: &State) -> String {
    fill(USER, state)
}

/// `GET /api/reviewer-profiles/me/`, with what can be changed.
pub fn profile(state: &State, profile: ProfileState) -> String {
    let published_at = if profile.is_published { "\"{joined}\"" } else { "null" };
    let template = PROFILE
        .replace("{published_at}", published_at)
        .replace("{published}", &profile.is_published.to_string())
        .replace("{available}", &profile.is_available.to_string());
    fill(&template, state)
}

/// `GET /api/configuration/`. Every key is optional: without a portal there is none.
pub fn configuration(state: &State) -> String {
    if state.portal.is_none() {
        return "{}".to_owned();
    }
    fill(CONFIGURATION, state)
}

fn fill(template: &str, state: &State) -> String {
    let (first, last) = state.reviewer.full_name.split_once(' ').unwrap_or_default();
    // A fixed day long before any batch.
    let joined = stamp(Timestamp::constant(1_741_597_512, 208_441_000));
    let lifetime = to_json(&state.token_lifetime);
    let values = [
        ("\n", ""),
        ("{origin}", &state.origin),
        ("{lifetime}", lifetime.as_str()),
        ("{token}", state.tokens.first().map_or("", String::as_str)),
        ("{portal}", &to_json(&state.portal)),
        ("{user}", state.reviewer.user_uuid),
        ("{profile}", state.reviewer.profile_uuid),
        ("{username}", state.reviewer.username),
        ("{name}", state.reviewer.full_name),
        ("{first}", first),
        ("{last}", last),
        ("{email}", state.reviewer.email),
        ("{joined}", &joined),
    ];
    let text = template.to_owned();
    values.iter().fold(text, |text, (mark, value)| text.replace(mark, value))
}
