//! The `Link` header (RFC 8288) of a paged list.

use reqwest::header::{HeaderMap, LINK};

/// The query of the next page. The address in the header is absolute, and behind a proxy it may
/// be one that only the server knows: only its query is used.
pub fn next_page(headers: &HeaderMap) -> Option<String> {
    let links = headers.get_all(LINK).iter();
    links.filter_map(|value| value.to_str().ok()).find_map(next_query)
}

/// The query of the next page from one `Link` header: addresses in angle brackets, which may hold
/// commas, each with parameters, which may be quoted.
pub fn next_query(mut links: &str) -> Option<String> {
    while let Some((_, rest)) = links.split_once('<') {
        let (address, rest) = rest.split_once('>')?;
        let unquoted = |sign: char| {
            let mut is_quoted = false;
            move |character: char| {
                is_quoted ^= character == '"';
                character == sign && !is_quoted
            }
        };
        let end = rest.find(unquoted(','));
        let (parameters, following) = rest.split_at(end.unwrap_or(rest.len()));
        links = following;
        let is_next = parameters.split(unquoted(';')).any(|parameter| {
            let (name, value) = parameter.split_once('=').unwrap_or_default();
            let relations = value.trim().trim_matches('"');
            name.trim().eq_ignore_ascii_case("rel")
                && relations
                    .split_ascii_whitespace()
                    .any(|relation| relation.eq_ignore_ascii_case("next"))
        });
        if is_next {
            let (_, query) = address.split_once('?')?;
            return Some(query.split('#').next().unwrap_or(query).to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::next_query;

    #[test]
    fn next_page_is_found_among_links() {
        for (links, query) in [
            ("<https://w.example/api/x/?page=2>; rel=\"next\"", Some("page=2")),
            ("<?page=1>; rel=prev, <?o=a,b&page=3#x>; rel=next", Some("o=a,b&page=3")),
            ("<?page=2>; title=\"a, <?page=9>; rel=next\"; REL=\"up Next\"", Some("page=2")),
            ("<?page=1>; title=\"x; rel=next\", <?page=3>; rel=next", Some("page=3")),
            ("<?page=2>; rel=\"nextpage\"", None),
            ("<?page=2>; title=next", None),
            ("<page>; rel=next", None),
            ("<?page=2", None),
            ("", None),
        ] {
            assert_eq!(next_query(links).as_deref(), query, "{links}");
        }
    }
}
