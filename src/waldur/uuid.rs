//! UUIDs as users and servers write them.

use std::borrow::Cow;

/// Whatever the server sends in its place, nothing else is kept.
pub(crate) fn is_uuid(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_hexdigit).count();
    digits == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

/// What a person may write for a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BatchId {
    /// A whole UUID, as 32 lower-case hex characters.
    Whole(Box<str>),
    /// The beginning of one, lower-case hex, 4 to 31 characters.
    Prefix(Box<str>),
}

impl BatchId {
    /// Reads a UUID in hex or dashed form, in any case, with braces or `urn:uuid:`; a prefix; or
    /// a URL that holds a UUID (the last one counts).
    ///
    /// # Errors
    /// A sentence that says what can be written.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let bare = text.strip_prefix("urn:uuid:").unwrap_or(text);
        let bare = bare.strip_prefix('{').and_then(|inner| inner.strip_suffix('}')).unwrap_or(bare);
        if let Some(hex) = hex(bare) {
            return match hex.len() {
                32 => Ok(Self::Whole(hex.into())),
                4..32 => Ok(Self::Prefix(hex.into())),
                length if length < 4 => {
                    Err(format!("{text:?} is too short: a prefix has 4 characters or more"))
                }
                _ => Err(format!("{text:?} is too long for a UUID")),
            };
        }
        // Only a URL is searched: of other text, it would be a guess which part is meant.
        let url = if text.contains("://") { text } else { "" };
        url.split(|c: char| !c.is_ascii_hexdigit() && c != '-')
            .filter_map(hex)
            .rfind(|hex| hex.len() == 32)
            .map(|hex| Self::Whole(hex.into()))
            .ok_or_else(|| {
                format!("{text:?} is not a batch: write a UUID, the beginning of one, or a URL that holds one")
            })
    }
}

/// Lower-case hex without dashes, if the text is hex digits and dashes.
pub(crate) fn hex(text: &str) -> Option<String> {
    let plain: String =
        Cow::Borrowed(text).chars().filter(|c| *c != '-').map(|c| c.to_ascii_lowercase()).collect();
    (!plain.is_empty() && plain.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(plain)
}
