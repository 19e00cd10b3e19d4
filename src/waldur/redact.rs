//! `--redact`: names, notes and reasons are taken out of a response before anything reads it, so
//! that no table, page, document, question or message can show them. All other bytes stay.

/// The text that is shown in the place of another, whatever its length.
pub const HIDDEN: &str = "[hidden]";

/// Members that tell who somebody is, what a proposal is called or says, and what was written
/// about it.
const PRIVATE: [&str; 15] = [
    "proposal_name",
    "proposal_summary",
    "project_summary",
    "manager_notes",
    "file_name",
    "full_name",
    "first_name",
    "last_name",
    "native_name",
    "username",
    "email",
    "phone_number",
    "reviewer_name",
    "applicant_name",
    "applicant_organization",
];
/// The same, by the end of the member's name.
const PRIVATE_ENDS: [&str; 11] = [
    "_full_name",
    "_first_name",
    "_last_name",
    "_username",
    "_email",
    "_by_name",
    "_notes",
    "_summary",
    "_reason",
    "_comment",
    "_justification",
];
/// Members that are private in a proposal's own document only: calls have names as well.
const OF_A_PROPOSAL: [&str; 2] = ["name", "description"];
/// The documents of proposals, below `/api/`.
const PROPOSALS: &str = "/proposal-proposals/";

/// The response to a request for this path, without what is private.
pub fn redact(json: &[u8], path: &str) -> Vec<u8> {
    let is_proposal = path.contains(PROPOSALS);
    let mut out = Vec::with_capacity(json.len());
    let mut depth = 0usize;
    // Where a private value is a list or an object, all texts in it are: up to this depth.
    let mut private_below = None;
    let mut next_is_private = false;
    let mut rest = json;
    while let Some((&first, after)) = rest.split_first() {
        if first != b'"' {
            match first {
                b'{' | b'[' => {
                    if next_is_private && private_below.is_none() {
                        private_below = Some(depth);
                    }
                    depth += 1;
                }
                b'}' | b']' => {
                    depth = depth.saturating_sub(1);
                    if private_below == Some(depth) {
                        private_below = None;
                    }
                }
                _ => {}
            }
            if !matches!(first, b':' | b' ' | b'\n' | b'\r' | b'\t') {
                next_is_private = false;
            }
            out.push(first);
            rest = after;
            continue;
        }
        let (text, after) = rest.split_at(string_length(rest));
        let is_name = after.trim_ascii_start().first() == Some(&b':');
        if is_name {
            next_is_private = is_private(text, is_proposal);
            out.extend_from_slice(text);
        } else {
            // An empty text stays one: that there is no note is no secret.
            if text.len() > 2 && (next_is_private || private_below.is_some()) {
                out.push(b'"');
                out.extend_from_slice(HIDDEN.as_bytes());
                out.push(b'"');
            } else {
                out.extend_from_slice(text);
            }
            next_is_private = false;
        }
        rest = after;
    }
    out
}

/// Returns whether a text quotes the name of a private member, as the text of a Python dictionary
/// does.
pub fn names_private_member(text: &str) -> bool {
    let quoted = text.split(['\'', '"']).skip(1).step_by(2);
    quoted.into_iter().any(|name| is_private_name(name, false))
}

fn is_private(quoted: &[u8], is_proposal: bool) -> bool {
    // A name may be written with escapes.
    let Ok(name) = serde_json::from_slice::<String>(quoted) else {
        return false;
    };
    is_private_name(&name, is_proposal)
}

fn is_private_name(name: &str, is_proposal: bool) -> bool {
    PRIVATE.contains(&name)
        || PRIVATE_ENDS.iter().any(|end| name.ends_with(end))
        || name.starts_with("comment_")
        || is_proposal && OF_A_PROPOSAL.contains(&name)
}

/// The length in bytes of the string that the text starts with, both quotes included.
fn string_length(text: &[u8]) -> usize {
    let mut escaped = false;
    for (at, byte) in text.iter().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::redact;
    use proptest::prelude::*;

    fn redacted(json: &str, path: &str) -> String {
        String::from_utf8(redact(json.as_bytes(), path)).unwrap()
    }

    #[test]
    fn only_private_texts_change() {
        let json = r#" {"uuid" : "a","n":1.10, "proposal_name":"Ex \"a\\", "manager_notes" :
  "x","proposal_slug":"GW-1","call_name":"C","items":[{"proposal\u005fsummary":"s","has_coi":true,
  "decline_reason":"","full_name":null}],"a":"manager_notes"}"#;
        assert_eq!(
            redacted(json, "/api/x/"),
            json.replace(r#""Ex \"a\\""#, "\"[hidden]\"")
                .replace("\"x\"", "\"[hidden]\"")
                .replace(r#":"s""#, ":\"[hidden]\"")
        );
    }

    #[test]
    fn texts_inside_a_private_member_are_private() {
        assert_eq!(
            redacted(
                r#"{"manager_notes":["a",{"b":"c","d":[1,"e"],"h":"i"},"j"],"f":"g"}"#,
                "/api/x/"
            ),
            r#"{"manager_notes":["[hidden]",{"b":"[hidden]","d":[1,"[hidden]"],"h":"[hidden]"},"[hidden]"],"f":"g"}"#
        );
    }

    #[test]
    fn member_called_name_is_private_in_a_proposal_only() {
        let json = r#"{"name":"A"}"#;
        assert_eq!(redacted(json, "/api/calls/"), json);
        assert_eq!(redacted(json, "/api/proposal-proposals/0b6d/"), r#"{"name":"[hidden]"}"#);
    }

    proptest! {
        #[test]
        fn no_secret_is_left_and_json_stays_json(secret in "\\PC{1,40}", other in any::<String>()) {
            let json = serde_json::json!({"proposal_name": secret, "other": other}).to_string();
            let value: serde_json::Value = serde_json::from_slice(&redact(json.as_bytes(), "/")).unwrap();
            prop_assert_eq!(value["proposal_name"].as_str(), Some("[hidden]"));
            prop_assert_eq!(value["other"].as_str(), Some(other.as_str()));
        }

        #[test]
        fn no_bytes_make_it_fail(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            redact(&bytes, "/");
        }
    }
}
