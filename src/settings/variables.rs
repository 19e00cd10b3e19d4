//! The address and the token that environment variables give.

use super::{Env, Source, Sourced};
use crate::credentials::{ApiUrl, Token};
use crate::error::UserError;

/// The login of the environment, by the variables of this program or of `waldur-cli`.
pub(super) struct LoginVariables {
    pub url: Option<Sourced<ApiUrl>>,
    pub token: Option<Sourced<Token>>,
    /// True if `WALDUR_ACCESS_TOKEN` is not used, because it is for another server.
    pub ignores_shared_token: bool,
}

impl LoginVariables {
    /// Reads the variables.
    ///
    /// # Errors
    /// When one of them does not hold an address or a token; the message names it.
    pub(super) fn read(env: &Env) -> Result<Self, UserError> {
        let url = address(env, &["WALDUR_REVIEW_URL", "WALDUR_API_URL"])?;
        let token = match env.first(&["WALDUR_REVIEW_TOKEN", "WALDUR_ACCESS_TOKEN"])? {
            Some((name, text)) => {
                let value = Token::parse(&text).map_err(|fault| {
                    UserError::configuration(format!("{name}: {}", fault.message))
                        .hint(format!("set {name} to the token alone, or unset it"))
                })?;
                Some(Sourced { value, source: Source::Variable(name) })
            }
            None => None,
        };
        // The shared variables of waldur-cli are a pair: its token is for its address.
        let is_shared =
            |token: &Sourced<Token>| token.source == Source::Variable("WALDUR_ACCESS_TOKEN");
        let ignores_shared_token =
            token.as_ref().is_some_and(is_shared) && shared_url_elsewhere(env, url.as_ref())?;
        Ok(Self { url, token: token.filter(|_| !ignores_shared_token), ignores_shared_token })
    }
}

fn address(env: &Env, names: &[&'static str]) -> Result<Option<Sourced<ApiUrl>>, UserError> {
    let Some((name, text)) = env.first(names)? else {
        return Ok(None);
    };
    let value = ApiUrl::parse(&text)
        .map_err(|fault| fault.hint(format!("the address comes from {name}")))?;
    Ok(Some(Sourced { value, source: Source::Variable(name) }))
}

/// Returns whether the shared variable names another server than the one that is used.
fn shared_url_elsewhere(env: &Env, used: Option<&Sourced<ApiUrl>>) -> Result<bool, UserError> {
    let shared = address(env, &["WALDUR_API_URL"])?;
    Ok(match (shared, used) {
        (Some(shared), Some(used)) => !shared.value.same_origin(&used.value.join("")),
        _ => false,
    })
}
