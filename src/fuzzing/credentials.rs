//! Addresses, and `credentials.toml`.

use std::path::Path;

use toml_edit::{DocumentMut, Item as TomlItem};

use crate::credentials::{self, ApiUrl, Login, Token};
use crate::output;
use crate::waldur::uuid::Selector;

use super::Input;
use super::settings::assert_comments_stay;

/// Addresses of servers, and what a user types for a batch.
pub fn addresses(data: &[u8]) {
    let text = Input(data).rest();
    match Selector::parse(&text) {
        Ok(Selector::Whole(hex)) => {
            assert!(hex.len() == 32 && is_hex(&hex));
            assert_eq!(Selector::parse(&hex), Ok(Selector::Whole(hex.clone())));
        }
        Ok(Selector::Prefix(hex)) => assert!((4..32).contains(&hex.len()) && is_hex(&hex)),
        Err(why) => assert!(!why.chars().any(output::is_unsafe), "{why:?}"),
    }
    let api = match ApiUrl::parse(&text) {
        Ok(api) => api,
        Err(fault) => {
            // A password may stand before a host: of such text nothing is said.
            if text.contains('@') {
                assert_eq!(Err(fault), ApiUrl::parse("https://a@b"));
            }
            return;
        }
    };
    assert_eq!(ApiUrl::parse(api.as_str()).as_ref(), Ok(&api), "read twice");
    assert!(api.as_str().ends_with("/api/") && api.as_str().starts_with("http"));
    assert!(api.as_str().bytes().all(|byte| byte.is_ascii_graphic()));
    assert!(!api.as_str().contains(['@', '?', '#']));
    assert!(!api.host().is_empty() && !api.endpoint().0.is_empty());
    let candidates = ApiUrl::candidates(&text).expect("as parse");
    assert!(candidates.contains(&api));
    // What comes from a server or a user behind the `?` leads nowhere else.
    let joined = api.join(&format!("my-assignment-batches/?{text}"));
    assert!(api.same_origin(&joined));
    assert!(joined.as_str().starts_with(&format!("{api}my-assignment-batches/?")));
}

fn is_hex(text: &str) -> bool {
    let is_lower_hex = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    text.bytes().all(is_lower_hex)
}

/// `credentials.toml`, and tokens.
pub fn credentials(data: &[u8]) {
    let text = Input(data).rest();
    let secret = text.trim();
    match Token::parse(&text) {
        Ok(token) => {
            assert!(token.header().bytes().all(|byte| matches!(byte, b' '..=b'~')));
            assert!(secret.ends_with(token.expose()));
            assert_eq!(
                Token::parse(token.expose()).map(|again| again.header()),
                Ok(token.header())
            );
            let _ = token.expires_at();
            assert!(!format!("{token:?}").contains(token.expose()) || token.expose().len() < 14);
        }
        // The same words whatever the text is: nothing of it is quoted.
        Err(fault) => {
            let known = ["", "a b"].map(|text| Token::parse(text).expect_err("no token"));
            assert!(known.contains(&fault), "{fault:?}");
        }
    }
    let path = Path::new("credentials.toml");
    let Ok(document) = credentials::understood(&text, path) else {
        return;
    };
    let names = |document: &DocumentMut| -> Vec<String> {
        let table = document.get("profiles").and_then(TomlItem::as_table_like);
        table.map_or_else(Vec::new, |table| table.iter().map(|(name, _)| name.to_owned()).collect())
    };
    let login = |document: &DocumentMut, name: &str| {
        let login = credentials::login_in(document, name, path);
        login.map(|login| {
            let token = |login: &Login| login.token.as_ref().map(|token| token.expose().to_owned());
            login.map(|login| (token(&login), login.api, login.portal, login.user))
        })
    };
    let before: Vec<_> = names(&document)
        .into_iter()
        .filter(|name| name != "default")
        .map(|name| {
            let known = login(&document, &name);
            (name, known.map_err(|fault| fault.message))
        })
        .collect();
    let mut changed = document.clone();
    let fresh = Login {
        api: ApiUrl::parse("https://w.example").expect("an address"),
        token: Some(Token::parse("f00dcafe").expect("a token")),
        portal: Some("https://p.example/\"\\\n".to_owned()),
        user: None,
        made: None,
    };
    if !credentials::put(&mut changed, "default", &fresh) {
        return;
    }
    let written = changed.to_string();
    let again = credentials::understood(&written, path).expect("what was written is understood");
    let stored = login(&again, "default").expect("a login").expect("a login");
    assert_eq!(stored, (Some("f00dcafe".to_owned()), fresh.api, fresh.portal, None));
    for (name, known) in before {
        let now = login(&again, &name).map_err(|fault| fault.message);
        assert_eq!(now, known, "{name:?} was changed");
    }
    // A table that stands where a text belongs goes with what is in it.
    if login(&document, "default").is_ok() {
        assert_comments_stay(&text, &written);
    }
}
