//! HTML of a server as text: nothing in it is loaded, links are listed below.

use html2text::config;

/// Elements that have no end, or whose end may be left out.
const WITHOUT_END: [&str; 14] =
    ["br", "hr", "img", "input", "link", "meta", "wbr", "p", "li", "td", "th", "tr", "dt", "dd"];
/// The library takes quadratic time for nested elements; nobody nests them so deep.
const DEEPEST: usize = 100;

/// The text of an HTML document, at most so many columns wide. What is nested too deep is shown as
/// it came.
pub fn to_text(html: &str, width: usize) -> String {
    // What is not HTML at all is text.
    if !html.contains('<') && !html.contains('&') || depth(html) > DEEPEST {
        return html.to_owned();
    }
    let width = width.max(20);
    let text = config::plain().link_footnotes(true).string_from_read(html.as_bytes(), width);
    text.map_or_else(|_| html.to_owned(), |text| text.trim_end().to_owned())
}

/// How deep elements are nested at most, by their tags alone.
fn depth(html: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    for tag in html.split('<').skip(1) {
        let name = |text: &str| {
            let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
            text.get(..end).unwrap_or_default().to_ascii_lowercase()
        };
        let (is_end, name) = match tag.strip_prefix('/') {
            Some(rest) => (true, name(rest)),
            None => (false, name(tag)),
        };
        if name.is_empty() || WITHOUT_END.contains(&name.as_str()) {
            continue;
        }
        open = if is_end { open.saturating_sub(1) } else { open + 1 };
        deepest = deepest.max(open);
    }
    deepest
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
        // Nested without an end: neither an overflow nor minutes of work.
        let nested = "<div>".repeat(50_000);
        assert_eq!(to_text(&nested, 60), nested);
    }
}
