//! Links of a terminal (OSC 8): text that leads to an address.

use url::Url;

/// No address is longer, in bytes: terminals give up on longer ones.
const LONGEST: usize = 2000;

/// The address as it can stand in an escape sequence: of the web, and in printable ASCII. Nothing
/// where it is none.
pub fn address(text: &str) -> Option<String> {
    let url =
        String::from(Url::parse(text).ok().filter(|url| matches!(url.scheme(), "https" | "http"))?);
    let is_plain = url.bytes().all(|byte| byte.is_ascii_graphic());
    (is_plain && url.len() <= LONGEST).then_some(url)
}

/// Text that leads to this address, which came from [`address`].
pub fn linked(text: &str, address: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("\u{1b}]8;;{address}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\")
}

#[cfg(test)]
mod tests {
    use super::{address, linked};
    use proptest::prelude::*;

    #[test]
    fn only_addresses_of_the_web_are_linked() {
        for text in
            ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "waldur", "", "http:"]
        {
            assert_eq!(address(text), None, "{text}");
        }
        assert_eq!(
            address("https://w.example/a b\u{1b}\\\u{7}é").as_deref(),
            Some("https://w.example/a%20b%1B/%07%C3%A9")
        );
        assert_eq!(address(&format!("https://w.example/{}", "a".repeat(2000))), None);
    }

    #[test]
    fn a_link_is_closed() {
        assert_eq!(
            linked("0b6d", "https://w.example/"),
            "\u{1b}]8;;https://w.example/\u{1b}\\0b6d\u{1b}]8;;\u{1b}\\"
        );
        assert_eq!(linked("", "https://w.example/"), "");
    }

    proptest! {
        #[test]
        fn no_address_ends_its_sequence(text in any::<String>()) {
            for text in [text.clone(), format!("https://w.example/{text}"), format!("https://{text}")] {
                if let Some(address) = address(&text) {
                    prop_assert!(address.bytes().all(|byte| byte.is_ascii_graphic()));
                }
            }
        }
    }
}
