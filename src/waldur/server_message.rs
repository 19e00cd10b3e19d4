//! The server's own message in an error body. It is only shown: it is translated, and no
//! code may depend on it.

use serde_json::value::RawValue;

use super::json::{elements, members};
use super::redact;

/// Values that are nested deeper are not read.
const DEEPEST: usize = 4;

/// The server's message in an error body, if it has one of Waldur's shapes: an object with texts
/// or lists of texts, a list of texts, or a text. Members of objects inside are read as well.
pub fn read(body: &[u8]) -> Option<String> {
    message(body, |text| text)
}

/// The same, without what `--redact` hides in a response to a request for this path.
pub fn redacted(body: &[u8], path: &str) -> Option<String> {
    message(&redact::redact(body, path), |text| {
        // A list or an object of Python inside a text has its private members unmarked.
        if redact::names_private_member(&text) { redact::HIDDEN.to_owned() } else { text }
    })
}

fn message(body: &[u8], show: impl Fn(String) -> String) -> Option<String> {
    let mut sentences = Vec::new();
    collect(serde_json::from_slice(body).ok()?, None, 0, &show, &mut sentences);
    let message = sentences.join(" ");
    let message = message.trim().trim_end_matches('.');
    (!message.is_empty()).then(|| message.to_owned())
}

/// Collects the texts in a value, each with the name of the field that it is about.
fn collect(
    value: &RawValue,
    field: Option<&str>,
    depth: usize,
    show: &impl Fn(String) -> String,
    sentences: &mut Vec<String>,
) {
    if let Ok(text) = serde_json::from_str::<String>(value.get()) {
        if !text.trim().is_empty() {
            let text = show(sentences_of_python_list(&text));
            sentences.push(field.map_or(text.clone(), |field| format!("{field}: {text}")));
        }
    } else if depth == DEEPEST {
    } else if let Ok(elements) = elements(value.get().as_bytes()) {
        for element in elements {
            collect(element, field, depth + 1, show, sentences);
        }
    } else if let Ok(members) = members(value) {
        // Beside a message, `error` is a word for programs.
        let has_message = members.iter().any(|(name, _)| name == "message");
        for (name, value) in &members {
            match name.as_ref() {
                "error" if has_message => {}
                "profile_url" => {}
                "detail" | "error" | "message" | "non_field_errors" => {
                    collect(value, field, depth + 1, show, sentences);
                }
                name => collect(value, Some(name), depth + 1, show, sentences),
            }
        }
    }
}

/// Takes the sentences out of a Python list that the server sends as text, such as
/// `[ErrorDetail(string='Can only accept pending assignments.', code='invalid')]`.
fn sentences_of_python_list(text: &str) -> String {
    let Some(inner) = text.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
        return text.to_owned();
    };
    let mut sentences = Vec::new();
    let mut rest = inner;
    while let Some(at) = rest.find(['\'', '"']) {
        let is_code = rest.get(..at).is_some_and(|before| before.ends_with("code="));
        let quote = if rest.as_bytes().get(at) == Some(&b'"') { '"' } else { '\'' };
        let mut sentence = String::new();
        let mut characters = rest.get(at + 1..).unwrap_or_default().char_indices();
        let mut end = rest.len();
        while let Some((offset, character)) = characters.next() {
            if character == '\\' {
                sentence.extend(characters.next().map(|(_, escaped)| escaped));
            } else if character == quote {
                end = at + 1 + offset + 1;
                break;
            } else {
                sentence.push(character);
            }
        }
        if !is_code {
            sentences.push(sentence);
        }
        rest = rest.get(end..).unwrap_or_default();
    }
    if sentences.is_empty() { text.to_owned() } else { sentences.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::{read, redacted};

    #[test]
    fn every_shape_of_error_body_becomes_sentences() {
        for (body, expected) in [
            (r#"{"detail":"Invalid token."}"#, "Invalid token"),
            (
                r#"{"error":"Cannot accept expired assignment."}"#,
                "Cannot accept expired assignment",
            ),
            (
                r#"{"error":"[ErrorDetail(string='Can only accept pending assignments.', code='invalid')]"}"#,
                "Can only accept pending assignments",
            ),
            (r#"{"error":"['One.', \"it's two.\"]"}"#, "One. it's two"),
            (r#"{"error":"['it\\'s']"}"#, "it's"),
            (r#"{"reason":["Not a valid string."]}"#, "reason: Not a valid string"),
            (r#"{"non_field_errors":["Both are needed."]}"#, "Both are needed"),
            (r#"["This invitation has expired."]"#, "This invitation has expired"),
            (r#"{"proposal_uuid":"Proposal not found."}"#, "proposal_uuid: Proposal not found"),
            (
                r#"{"error":"profile_required","message":"Make a profile first.","profile_url":"https://x/"}"#,
                "Make a profile first",
            ),
            (r#"{"bids":[{},{"bid":["Not a choice."]}]}"#, "bid: Not a choice"),
            (
                r#"[{"proposal_uuid":["Unknown."]},{"severity":["Bad."]}]"#,
                "proposal_uuid: Unknown. severity: Bad",
            ),
            (r#""Both are needed.""#, "Both are needed"),
            (r#"{"detail":{"a":"one"}}"#, "a: one"),
            (r#"{"error":"[]"}"#, "[]"),
            (r#"{"error":"['open"}"#, "['open"),
        ] {
            assert_eq!(read(body.as_bytes()).as_deref(), Some(expected), "{body}");
        }
        let deep = format!("{}\"x\"{}", "[".repeat(100), "]".repeat(100));
        for body in
            ["", "<html>", "[]", "{}", r#"{"detail":""}"#, r#"{"detail":{"a":1}}"#, "3", &deep]
        {
            assert_eq!(read(body.as_bytes()), None, "{body}");
        }
    }

    #[test]
    fn redacted_message_holds_nothing_private() {
        for (body, expected) in [
            (r#"{"proposal_name":["Secret."],"detail":"No."}"#, Some("proposal_name: [hidden] No")),
            (r#"{"detail":{"manager_notes":"Secret"}}"#, Some("manager_notes: [hidden]")),
            (
                r#"{"error":"{'reviewer_full_name': [ErrorDetail(string='Secret', code='x')]}"}"#,
                Some("[hidden]"),
            ),
            (r#"{"proposal_name":""}"#, None),
        ] {
            assert_eq!(redacted(body.as_bytes(), "/api/x/").as_deref(), expected, "{body}");
        }
    }
}
