//! UUIDs as users and servers write them.

use std::collections::HashMap;

/// Returns whether a text is a UUID, hex or dashed: nothing else becomes part of an address or a
/// file name.
pub fn is_uuid(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_hexdigit).count();
    digits == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

/// A UUID as part of an address, also one that a server or a file gives: without the characters
/// that no UUID holds, so that it cannot lead to another address.
pub fn path_part(uuid: &str) -> String {
    uuid.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
}

/// The first 8 characters of a UUID, which name it for people; all of a shorter one.
pub fn short_uuid(uuid: &str) -> &str {
    uuid.get(..8).unwrap_or(uuid)
}

/// A name of a batch or an item as a user writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selector {
    /// A whole UUID, as 32 lower-case hex characters.
    Whole(Box<str>),
    /// The beginning of one, lower-case hex, 4 to 31 characters.
    Prefix(Box<str>),
}

impl Selector {
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

/// The 32 lower-case hex characters of a UUID; `None` for anything else.
pub fn normalized(text: &str) -> Option<String> {
    hex(text).filter(|hex| hex.len() == 32)
}

/// A UUID in its dashed form, for reading and for other programs; other text as it is.
pub fn dashed(uuid: &str) -> String {
    let parts: Option<Vec<&str>> = [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)]
        .iter()
        .map(|(start, end)| uuid.get(*start..*end))
        .collect();
    match parts {
        Some(parts) if uuid.len() == 32 => parts.join("-"),
        Some(_) | None => uuid.to_owned(),
    }
}

/// The length of the shortest prefix that tells `uuid` from all `others`, at least `minimum`. The
/// same UUID among the others does not count.
pub fn unique_prefix_length<'u>(
    uuid: &str,
    others: impl IntoIterator<Item = &'u str>,
    minimum: usize,
) -> usize {
    let others = others.into_iter().filter(|other| *other != uuid);
    others.map(|other| shared_prefix(uuid, other) + 1).max().unwrap_or(0).max(minimum)
}

/// The shortest prefix of each of these that tells it from the others, at least `minimum`
/// characters. Duplicates do not count. In sorted order only neighbours need to be compared.
pub fn unique_prefixes<'u>(
    uuids: impl IntoIterator<Item = &'u str>,
    minimum: usize,
) -> HashMap<&'u str, &'u str> {
    let mut uuids: Vec<&str> = uuids.into_iter().collect();
    uuids.sort_unstable();
    uuids.dedup();
    let mut lengths = vec![minimum; uuids.len()];
    for (at, (one, other)) in uuids.iter().zip(uuids.iter().skip(1)).enumerate() {
        let needed = shared_prefix(one, other) + 1;
        for length in lengths.iter_mut().skip(at).take(2) {
            *length = needed.max(*length);
        }
    }
    let prefix = |(uuid, length): (&'u str, usize)| (uuid, uuid.get(..length).unwrap_or(uuid));
    uuids.into_iter().zip(lengths).map(prefix).collect()
}

/// The length of the prefix that tells all of these apart, at least `minimum`. Duplicates do not
/// count.
pub fn distinguishing_length<'u>(
    uuids: impl IntoIterator<Item = &'u str>,
    minimum: usize,
) -> usize {
    let mut uuids: Vec<&str> = uuids.into_iter().collect();
    uuids.sort_unstable();
    uuids.dedup();
    let pairs = uuids.iter().zip(uuids.iter().skip(1));
    pairs.map(|(one, other)| shared_prefix(one, other) + 1).max().unwrap_or(0).max(minimum)
}

fn shared_prefix(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count()
}

/// Lower-case hex without dashes, if the text is hex digits and dashes.
fn hex(text: &str) -> Option<String> {
    let plain: String =
        text.chars().filter(|c| *c != '-').map(|c| c.to_ascii_lowercase()).collect();
    (!plain.is_empty() && plain.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::{
        Selector, dashed, distinguishing_length, path_part, unique_prefix_length, unique_prefixes,
    };

    const HEX: &str = "8a577869a7c74a7494c19336f75f6551";

    #[test]
    fn path_part_leads_nowhere_else() {
        for (uuid, part) in [
            (HEX, HEX),
            ("8a577869-a7c7-4a74-94c1-9336f75f6551", "8a577869-a7c7-4a74-94c1-9336f75f6551"),
            ("../../users/me/?a=b#%2e\\", "usersmeab2e"),
            ("..", ""),
        ] {
            assert_eq!(path_part(uuid), part);
        }
    }

    #[test]
    fn every_form_of_a_uuid_is_the_same_batch() {
        for form in [
            HEX,
            "8A577869A7C74A7494C19336F75F6551",
            "8a577869-a7c7-4a74-94c1-9336f75f6551",
            "{8A577869-A7C7-4A74-94C1-9336F75F6551}",
            "urn:uuid:8a577869-a7c7-4a74-94c1-9336f75f6551",
            " 8a577869-a7c7-4a74-94c1-9336f75f6551\n",
            "https://w.example/api/my-assignment-batches/8a577869a7c74a7494c19336f75f6551/",
            "https://p.example/reviews/8a577869-a7c7-4a74-94c1-9336f75f6551/?tab=x#y",
            "https://p.example/calls/a446c5216e8349c2903aa7ede02161b1/8a577869a7c74a7494c19336f75f6551",
        ] {
            assert_eq!(Selector::parse(form), Ok(Selector::Whole(HEX.into())), "{form}");
        }
    }

    #[test]
    fn prefixes_have_four_characters_or_more() {
        assert_eq!(Selector::parse("8A57"), Ok(Selector::Prefix("8a57".into())));
        assert_eq!(Selector::parse("8a577869-a7"), Ok(Selector::Prefix("8a577869a7".into())));
        for bad in [
            "",
            "8a5",
            "-",
            "1",
            "xyz1",
            "8a57 8a57",
            "https://w.example/",
            "ä",
            "8a577869a7c74a7494c19336f75f65510",
        ] {
            assert!(Selector::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn prefixes_are_as_long_as_needed() {
        assert_eq!(unique_prefix_length("abcdef", ["abxx", "abcdef", "q"], 2), 3);
        assert_eq!(unique_prefix_length("abcdef", [], 4), 4);
        assert_eq!(distinguishing_length(["aaaa1", "aaaa2", "aaaa1", "b"], 2), 5);
        assert_eq!(distinguishing_length(["a", "b"], 8), 8);
        let prefixes = unique_prefixes(["abxx", "q", "abcdef", "abcd", "q"], 2);
        for (uuid, prefix) in [("abxx", "abx"), ("q", "q"), ("abcdef", "abcde"), ("abcd", "abcd")] {
            assert_eq!(prefixes[uuid], prefix, "{uuid}");
        }
    }

    /// Quadratic, this would take minutes.
    #[test]
    fn many_uuids_that_begin_alike_are_told_apart() {
        let uuids: Vec<String> = (0..50_000).map(|number| format!("{number:032x}")).collect();
        let all = || uuids.iter().map(String::as_str);
        let prefixes = unique_prefixes(all(), 8);
        assert!(all().all(|uuid| prefixes[uuid] == uuid));
        assert_eq!(distinguishing_length(all(), 8), 32);
    }

    #[test]
    fn only_a_whole_uuid_is_dashed() {
        assert_eq!(dashed(HEX), "8a577869-a7c7-4a74-94c1-9336f75f6551");
        assert_eq!(dashed("8a57"), "8a57");
        assert_eq!(dashed("\u{e9}"), "\u{e9}");
    }
}
