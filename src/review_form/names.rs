//! The names of a form's sections: which key of the server each one is, and how it is titled.

/// The name that the score has beside those of the sections.
pub const SCORE: &str = "score";
/// The section of `summary_public_comment`.
pub const PUBLIC: &str = "public";
/// The section of `summary_private_comment`.
pub const PRIVATE: &str = "private";
/// The section that is never sent.
pub const NOTES: &str = "notes";

const PREFIX: &str = "comment_";
/// The longest name of a section: others are not offered.
const LONGEST: usize = 64;

/// The sections that are known without a server, with their titles.
const TITLES: [(&str, &str); 12] = [
    (PUBLIC, "Comments"),
    (PRIVATE, "Notes for the call manager"),
    (NOTES, "To myself"),
    ("project_title", "Project title"),
    ("project_summary", "Project summary"),
    ("project_description", "Project description"),
    ("project_supporting_documentation", "Supporting documentation"),
    ("resource_requests", "Resource requests"),
    ("team", "Project team"),
    // Older servers.
    ("project_duration", "Project duration"),
    ("project_is_confidential", "Project is confidential"),
    ("project_has_civilian_purpose", "Project has civilian purpose"),
];

/// The key on the server; nothing for the section that is never sent.
pub fn key_of(name: &str) -> Option<String> {
    match name {
        NOTES => None,
        SCORE => Some("summary_score".to_owned()),
        PUBLIC => Some("summary_public_comment".to_owned()),
        PRIVATE => Some("summary_private_comment".to_owned()),
        name if name.starts_with(PREFIX) => Some(name.to_owned()),
        name => Some(format!("{PREFIX}{name}")),
    }
}

/// The name of the section for a key of the server; nothing where the key has no section.
pub fn name_of(key: &str) -> Option<&str> {
    match key {
        "summary_public_comment" => Some(PUBLIC),
        "summary_private_comment" => Some(PRIVATE),
        key => {
            let name = key.strip_prefix(PREFIX).filter(|name| is_name(name))?;
            let is_taken = [PUBLIC, PRIVATE, NOTES, SCORE].contains(&name);
            Some(if is_taken || name.starts_with(PREFIX) { key } else { name })
        }
    }
}

/// Returns whether a word can name a section.
pub fn is_name(word: &str) -> bool {
    let is_part = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_');
    !word.is_empty() && word.len() <= LONGEST && word.bytes().all(is_part)
}

/// Returns whether a section of this name is known without a server.
pub fn is_known(name: &str) -> bool {
    TITLES.iter().any(|(known, _)| *known == name)
}

/// Returns whether these words are the title of a section that is known without a server.
pub fn is_title(words: &str) -> bool {
    TITLES.iter().any(|(_, title)| title.eq_ignore_ascii_case(words))
}

/// The title of a section.
pub fn title_of(name: &str) -> String {
    if let Some((_, title)) = TITLES.iter().find(|(known, _)| *known == name) {
        return (*title).to_owned();
    }
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

/// Who reads a section, and how long it may be, in words for the form.
pub fn explanation_of(name: &str) -> &'static str {
    match name {
        PUBLIC => "The applicants may read this after the decision.",
        PRIVATE => "For the call managers, not for the applicants.",
        NOTES => "Never sent.",
        _ => "At most 255 characters. The applicants may read this too.",
    }
}

/// The most characters that the server takes in a section; the two summary texts have no limit.
pub fn limit_of(name: &str) -> Option<usize> {
    (![PUBLIC, PRIVATE, NOTES].contains(&name)).then_some(255)
}

#[cfg(test)]
mod tests {
    use super::{NOTES, is_name, key_of, name_of, title_of};

    #[test]
    fn each_key_has_a_name_of_its_own() {
        for (key, name) in [
            ("summary_public_comment", Some("public")),
            ("summary_private_comment", Some("private")),
            ("comment_team", Some("team")),
            ("comment_future_thing", Some("future_thing")),
            ("comment_notes", Some("comment_notes")),
            ("comment_public", Some("comment_public")),
            ("comment_comment_x", Some("comment_comment_x")),
            ("comment_", None),
            ("comment_A", None),
            ("comment_x} y", None),
            ("state", None),
        ] {
            assert_eq!(name_of(key), name, "{key}");
            if let Some(name) = name {
                assert_eq!(key_of(name).as_deref(), Some(key));
            }
        }
        assert_eq!(key_of(NOTES), None);
        assert_eq!(title_of("future_thing"), "Future thing");
        assert!(!is_name(&"x".repeat(65)) && is_name("x_1"));
    }
}
