//! Kinds of lines of a form, and the escape of a line of text that looks like structure.

use super::names::{is_known, is_name, is_title};

/// The kind of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape<'l> {
    /// Text, or blank.
    Text,
    /// `## … {#name}`, the heading of a section.
    Heading(&'l str),
    /// A line that may have been meant as a heading.
    NearHeading,
    /// The beginning of a comment.
    Comment,
    /// A line that may have been meant as the beginning of a comment.
    NearComment,
    /// `<!--` after text, where Markdown knows comments and a form does not.
    InlineComment,
    /// `<<<<<<<`
    ConflictStart,
    /// `=======`, which elsewhere underlines a heading.
    ConflictMiddle,
    /// `>>>>>>>`
    ConflictEnd,
}

/// The shape of a line without its end. A `\` before it makes it text.
pub fn shape(line: &str) -> Shape<'_> {
    let trimmed = line.trim();
    if line.starts_with("<!--") {
        // In HTML these are whole comments, in a form they would go on.
        let is_odd = line.starts_with("<!-->") || line.starts_with("<!--->");
        return if is_odd { Shape::NearComment } else { Shape::Comment };
    }
    if trimmed.starts_with("<!--") {
        return Shape::NearComment;
    }
    if is_mark(line, "<<<<<<<") {
        return Shape::ConflictStart;
    }
    if is_mark(line, "=======") {
        return Shape::ConflictMiddle;
    }
    if is_mark(line, ">>>>>>>") {
        return Shape::ConflictEnd;
    }
    if let Some(name) = heading(line) {
        return Shape::Heading(name);
    }
    if is_near_heading(trimmed) {
        Shape::NearHeading
    } else if line.contains("<!--") {
        Shape::InlineComment
    } else {
        Shape::Text
    }
}

/// Seven of a sign, alone or before a word, as git writes them.
fn is_mark(line: &str, mark: &str) -> bool {
    line.strip_prefix(mark).is_some_and(|rest| rest.trim().is_empty() || rest.starts_with(' '))
}

fn heading(line: &str) -> Option<&str> {
    let (title, name) = split_name(line.strip_prefix("## ")?)?;
    (!title.contains(['{', '}'])).then_some(name)
}

/// Splits a line that ends in `{#name}` into its title and the name.
fn split_name(line: &str) -> Option<(&str, &str)> {
    let (title, name) = line.trim_end_matches([' ', '\t']).strip_suffix('}')?.rsplit_once("{#")?;
    is_name(name).then_some((title, name))
}

/// Losing `{#private}` would show the applicants what was not written for them.
fn is_near_heading(trimmed: &str) -> bool {
    let bare = trimmed.trim_start_matches('#');
    let level = trimmed.len() - bare.len();
    if level > 0 && (trimmed.contains("{#") || (level > 1 && trimmed.contains('{'))) {
        return true;
    }
    if split_name(trimmed).is_some_and(|(_, name)| is_known(name)) {
        return true;
    }
    let words: Vec<&str> = bare.trim_end_matches(['#', ':', ' ']).split_whitespace().collect();
    level == 2 && is_title(&words.join(" "))
}

/// A line of text as it is written.
pub fn escape(line: &str, in_conflict: bool) -> String {
    let bare = line.trim_start_matches('\\');
    let is_structural = match shape(bare) {
        Shape::Text => false,
        Shape::ConflictMiddle => in_conflict || bare.len() < line.len(),
        Shape::Heading(_)
        | Shape::NearHeading
        | Shape::Comment
        | Shape::NearComment
        | Shape::InlineComment
        | Shape::ConflictStart
        | Shape::ConflictEnd => true,
    };
    if is_structural { format!("\\{line}") } else { line.to_owned() }
}

/// A line as it was before [`escape`].
pub fn unescape(line: &str) -> &str {
    match line.strip_prefix('\\') {
        Some(rest) if shape(line.trim_start_matches('\\')) != Shape::Text => rest,
        Some(_) | None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::{Shape, escape, shape, unescape};
    use proptest::prelude::*;

    #[test]
    fn lines_that_are_nearly_structure_are_told_from_text() {
        for (line, expected) in [
            ("## Comments {#public}", Shape::Heading("public")),
            ("## Anything {#future_thing} \t", Shape::Heading("future_thing")),
            ("## {#public}", Shape::Heading("public")),
            ("##Comments {#public}", Shape::NearHeading),
            ("##\u{a0}Comments {#public}", Shape::NearHeading),
            ("### Comments {#public}", Shape::NearHeading),
            ("# Comments {#public}", Shape::NearHeading),
            (" ## Comments {#public}", Shape::NearHeading),
            ("\u{200b}## Comments {#public}", Shape::NearHeading),
            ("## Comments {#public} ##", Shape::NearHeading),
            ("## Comments {#Public}", Shape::NearHeading),
            ("## Comments {public}", Shape::NearHeading),
            ("## Comments {#public", Shape::NearHeading),
            ("## Comments {#private} {#public}", Shape::NearHeading),
            ("Comments {#public}", Shape::NearHeading),
            ("> ## Comments {#public}", Shape::NearHeading),
            ("## Notes for the call manager", Shape::NearHeading),
            ("##  notes for the  Call manager: ##", Shape::NearHeading),
            ("##To myself", Shape::NearHeading),
            ("### Project team", Shape::Text),
            ("# Comments", Shape::Text),
            ("## Weaknesses", Shape::Text),
            ("#hashtag", Shape::Text),
            ("see {#fig1}", Shape::Text),
            ("<!-- x", Shape::Comment),
            ("<!--x-->", Shape::Comment),
            (" <!-- x -->", Shape::NearComment),
            ("<!-->", Shape::NearComment),
            ("<!--->", Shape::NearComment),
            ("a <!-- x -->", Shape::InlineComment),
            ("`<!--` begins one", Shape::InlineComment),
            ("-->", Shape::Text),
            ("<<<<<<< yours", Shape::ConflictStart),
            ("<<<<<<<", Shape::ConflictStart),
            ("<<<<<<<<", Shape::Text),
            (" <<<<<<< yours", Shape::Text),
            ("=======", Shape::ConflictMiddle),
            ("======", Shape::Text),
            ("========", Shape::Text),
            (">>>>>>> server", Shape::ConflictEnd),
            (">>>>>>>x", Shape::Text),
            ("", Shape::Text),
        ] {
            assert_eq!(shape(line), expected, "{line:?}");
        }
    }

    #[test]
    fn one_backslash_makes_text_of_structure() {
        for (text, written, in_conflict) in [
            ("## Comments {#public}", "\\## Comments {#public}", false),
            ("\\## Comments {#public}", "\\\\## Comments {#public}", false),
            ("<!-- x", "\\<!-- x", false),
            ("a <!-- x --> b", "\\a <!-- x --> b", false),
            ("\\a <!-- x", "\\\\a <!-- x", false),
            ("<<<<<<< x", "\\<<<<<<< x", false),
            ("=======", "=======", false),
            ("\\=======", "\\\\=======", false),
            ("=======", "\\=======", true),
            ("\\alpha", "\\alpha", false),
            ("\\\\", "\\\\", false),
        ] {
            assert_eq!(escape(text, in_conflict), written);
            assert_eq!(unescape(written), text);
        }
    }

    proptest! {
        #[test]
        fn any_line_survives(line in r"\PC*|\\{0,2}(<!--|## |<{7}|>{7}|={7}|\{#public\}|[ a-z{}#])*", both in any::<bool>()) {
            let written = escape(&line, both);
            prop_assert_eq!(unescape(&written), line.as_str());
            let is_text = matches!(shape(&written), Shape::Text | Shape::ConflictMiddle);
            prop_assert!(is_text || written.starts_with('\\'));
        }
    }
}
