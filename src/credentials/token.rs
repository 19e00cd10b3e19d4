//! A secret that shows itself only where a request is made.

use std::fmt;

use jiff::Timestamp;

use crate::error::UserError;

/// How a token is named in the `Authorization` header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// A classic token: `Authorization: Token …`.
    Token,
    /// A personal access token: `Authorization: Bearer …`.
    Bearer,
}

impl Scheme {
    /// The kind of token, in a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Token => "classic",
            Self::Bearer => "personal",
        }
    }

    /// The web portal's page where a token of this kind is made.
    pub fn page(self) -> &'static str {
        match self {
            Self::Token => "profile/api-key/",
            Self::Bearer => "profile/personal-access-tokens/",
        }
    }
}

/// A token for the Waldur API. It has no `Display`, and its `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    text: Box<str>,
    /// When it ends, as the server said when it made the token.
    end: Option<Timestamp>,
}

impl Token {
    /// Reads a token as a user pastes it: surrounding white space and a leading `Token` or
    /// `Bearer` word are left out.
    ///
    /// # Errors
    /// A usage fault when nothing is left, or when it holds what no token holds. The message never
    /// quotes the text.
    pub fn parse(text: &str) -> Result<Self, UserError> {
        let text = text.trim();
        let schemes = ["Token", "Bearer"];
        let bare = schemes
            .iter()
            .find_map(|scheme| {
                let (head, tail) = text.split_at_checked(scheme.len())?;
                let is_scheme = head.eq_ignore_ascii_case(scheme);
                (is_scheme && !tail.starts_with(|c: char| !c.is_whitespace()))
                    .then_some(tail.trim())
            })
            .unwrap_or(text);
        // Nor is a scheme alone after a scheme a token.
        let is_scheme = |scheme: &&str| bare.eq_ignore_ascii_case(scheme);
        if bare.is_empty() || schemes.iter().any(is_scheme) {
            return Err(UserError::usage("the token is empty").hint("paste the token, on one line"));
        }
        if !bare.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(UserError::usage(
                "the token has a space or a character that no token holds",
            )
            .hint("paste the token alone, on one line"));
        }
        Ok(Self { text: bare.into(), end: None })
    }

    /// The same token with its end, as the server said it.
    pub fn ending(self, end: Option<Timestamp>) -> Self {
        Self { end, ..self }
    }

    /// The secret itself, for the request and for `auth token` only.
    pub fn expose(&self) -> &str {
        &self.text
    }

    /// Personal access tokens start with `w_` and go as `Bearer`; all others are classic.
    pub fn scheme(&self) -> Scheme {
        if self.text.starts_with("w_") { Scheme::Bearer } else { Scheme::Token }
    }

    /// The value of the `Authorization` header.
    pub fn header(&self) -> String {
        let scheme = match self.scheme() {
            Scheme::Token => "Token",
            Scheme::Bearer => "Bearer",
        };
        format!("{scheme} {}", self.text)
    }

    /// When a personal access token ends: as it says itself (`w_<unix seconds>_…`), else as the
    /// server said. Classic tokens have no such end.
    pub fn expires_at(&self) -> Option<Timestamp> {
        self.end_in_text().or(self.end)
    }

    /// Who says when it ends, in words for a sentence; `None` where that is not known.
    pub fn end_source(&self) -> Option<&'static str> {
        match (self.end_in_text(), self.end) {
            (Some(_), _) => Some("as the token says"),
            (None, Some(_)) => Some("as the server said"),
            (None, None) => None,
        }
    }

    /// When it ends, and who says so.
    pub fn end(&self) -> Option<(Timestamp, &'static str)> {
        Some((self.expires_at()?, self.end_source()?))
    }

    fn end_in_text(&self) -> Option<Timestamp> {
        let (seconds, _) = self.text.strip_prefix("w_")?.split_once('_')?;
        Timestamp::from_second(seconds.parse().ok()?).ok()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::{Scheme, Token};

    #[test]
    fn pasted_forms_are_the_same_token() {
        for pasted in ["abc1", " abc1\n", "Token abc1", "token  abc1", "Bearer abc1\r\n"] {
            assert_eq!(Token::parse(pasted).unwrap().expose(), "abc1");
        }
    }

    #[test]
    fn what_cannot_be_a_token_is_refused_without_being_quoted() {
        for bad in ["", "  ", "Token ", "Token bearer", "se cret", "sécret", "a\u{7}b", "a\nb"] {
            let fault = Token::parse(bad).unwrap_err();
            assert!(!format!("{fault} {:?}", fault.hints).contains("cret"));
        }
    }

    #[test]
    fn the_scheme_and_the_end_come_from_the_token() {
        let classic = Token::parse("f881d14151bf39f9d558602c37218157b4ecddf1").unwrap();
        assert_eq!((classic.scheme(), classic.expires_at()), (Scheme::Token, None));
        let personal = Token::parse("w_1827023089_02a3f1afe3e7").unwrap();
        assert_eq!(personal.scheme(), Scheme::Bearer);
        assert_eq!(personal.expires_at().unwrap().as_second(), 1_827_023_089);
        assert_eq!(personal.header(), "Bearer w_1827023089_02a3f1afe3e7");
        for odd in ["w_x_y", "w_12", "w_99999999999999999999_z"] {
            assert_eq!(Token::parse(odd).unwrap().expires_at(), None);
        }
    }

    #[test]
    fn debug_hides_it() {
        let token = Token::parse("secret").unwrap();
        assert_eq!(format!("{token:?}"), "Token(hidden)");
    }
}
