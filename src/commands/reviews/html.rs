//! HTML of a server as text: nothing in it is loaded, links are listed below.

use html2text::config;

/// Elements that have no end, or whose end may be left out.
const WITHOUT_END: [&str; 14] =
    ["br", "hr", "img", "input", "link", "meta", "wbr", "p", "li", "td", "th", "tr", "dt", "dd"];
/// Elements whose content is text: an end tag in it ends nothing else.
const WITH_TEXT_ONLY: [&str; 9] =
    ["textarea", "title", "script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"];
/// The library takes more than linear time for nested elements; nobody nests them so deep.
const DEEPEST: usize = 100;
/// The most bytes that are read as HTML: the library takes quadratic time for attributes.
const LARGEST: usize = 256 << 10;

/// The text of an HTML document, at most so many columns wide. What would take the library long,
/// large or nested too deep, is shown as it came.
pub fn to_text(html: &str, width: usize) -> String {
    // What is not HTML at all is text.
    let is_text = !html.contains('<') && !html.contains('&');
    if is_text || html.len() > LARGEST || is_nested_too_deep(html) {
        return html.to_owned();
    }
    let width = width.max(20);
    let text = config::plain().link_footnotes(true).string_from_read(html.as_bytes(), width);
    text.map_or_else(|_| html.to_owned(), |text| text.trim_end().to_owned())
}

/// Returns whether more elements than [`DEEPEST`] may be open at once, by their tags alone. An end
/// tag counts only where it is certain that it ends the element that was opened last.
fn is_nested_too_deep(html: &str) -> bool {
    let mut open: Vec<String> = Vec::new();
    let mut has_certain_ends = true;
    for tag in html.split('<').skip(1) {
        let name = |text: &str| {
            let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
            text.get(..end).unwrap_or_default().to_ascii_lowercase()
        };
        // In a comment or an attribute, or after text that is no HTML, an end tag is none.
        has_certain_ends &= tag.contains('>') && !tag.starts_with(['!', '?']);
        if let Some(ended) = tag.strip_prefix('/') {
            if has_certain_ends && open.last() == Some(&name(ended)) {
                open.pop();
            }
            continue;
        }
        let name = name(tag);
        has_certain_ends &= !WITH_TEXT_ONLY.contains(&name.as_str());
        if !name.is_empty() && !WITHOUT_END.contains(&name.as_str()) {
            open.push(name);
        }
        if open.len() > DEEPEST {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::to_text;

    #[test]
    fn html_becomes_text_with_its_links() {
        let html = "<h2>Aims</h2><p>Needs <b>large</b> runs &amp; more.</p><ul><li>one</li><li>two</li></ul><p><a href=\"https://example.org/x\">page</a><img src=\"https://example.org/track.png\" alt=\"A plot\"></p>";
        insta::assert_snapshot!(to_text(html, 60), @r"
        ## Aims

        Needs **large** runs & more.
        * one
        * two

        [page][1][A plot]

        [1]: https://example.org/x
        ");
        assert_eq!(to_text("plain\n\ntext", 60), "plain\n\ntext");
        let paragraphs = "<p>One<br>two</p>".repeat(2000);
        assert!(to_text(&paragraphs, 60).starts_with("One\ntwo\n\nOne"));
    }

    /// Neither a stack overflow nor minutes of work.
    #[test]
    fn html_that_takes_long_is_shown_as_it_came() {
        let formatted = |tags: &str| -> String {
            (0..2000).map(|number| tags.replace('#', &number.to_string())).collect()
        };
        for html in [
            "<div>".repeat(50_000),
            "<div></x>".repeat(50_000),
            formatted("<p><b a=#>x</i></p>"),
            formatted("<p><b a=#>x<!-- </b> --></p>"),
            formatted("<p><b a=#>x<i title='</b>'></i></p>"),
            formatted("<p><b a=#>x<textarea></b></textarea></p>"),
            format!("<p {}>", formatted("attribute# ").repeat(20)),
        ] {
            assert_eq!(to_text(&html, 60), html);
        }
    }

    #[test]
    fn large_document_of_common_elements_is_read() {
        let html = "<h2>A</h2><ul><li><b>one</b> <a href='https://example.org'>x</a></li></ul>"
            .repeat(600);
        assert!(!to_text(&html, 60).contains("<b>"));
    }
}
