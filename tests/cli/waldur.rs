//! A Waldur as it is on a good day, for tests that look at something else, and how several runs
//! are written down as one.

use crate::support::{PAT, Ran, Request, Response, TOKEN, answer};

/// What `users/me/` is asked for; the whole body would hold the token.
pub const ME: &str =
    "/api/users/me/?field=uuid&field=username&field=full_name&field=email&field=token_lifetime";

/// Answers whoever sends [`TOKEN`] or [`PAT`] in the right words. The configuration is public,
/// and no token may be sent along.
pub fn waldur(request: &Request) -> Response {
    let authorization = request.header("authorization");
    if request.route() == "/api/configuration/" {
        assert_eq!(authorization, None, "the configuration is asked for without a token");
        return answer("configuration");
    }
    match authorization {
        None => return answer("auth-none"),
        Some(sent) if sent == format!("Token {TOKEN}") || sent == format!("Bearer {PAT}") => {}
        Some(_) => return answer("auth-bad-token"),
    }
    match request.route() {
        // The server leaves out what was not asked for; a test finds out if it was asked for.
        "/api/users/me/" if request.path == ME => Response::json(
            200,
            r#"{"uuid":"9cb75f90d121495799dc860494eae605","username":"reviewer1","full_name":"Renée O’Brien-Łukasiewicz","email":"reviewer1@example.org","token_lifetime":3600}"#,
        ),
        "/api/my-assignment-batches/" => answer("list-tls"),
        "/api/my-assignment-batches/8a577869a7c74a7494c19336f75f6551/" => answer("show-hex"),
        "/api/reviewer-profiles/me/" => answer("profile-me"),
        _ => answer("not-found-api"),
    }
}

/// Several runs, one below the other.
pub fn several<'a>(runs: impl IntoIterator<Item = &'a Ran>) -> String {
    runs.into_iter().map(Ran::snapshot).collect::<Vec<_>>().join("\n")
}
