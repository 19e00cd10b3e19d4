//! The response to a request, without HTTP.

use serde::Serialize;

/// Waldur's own page for a path that it does not know.
const NOT_FOUND: &str = "\n<!doctype html>\n<html lang=\"en\">\n<head>\n  <title>Not Found</title>\n\
    </head>\n<body>\n  <h1>Not Found</h1><p>The requested resource was not found on this server.\
    </p>\n</body>\n</html>\n";

const HTML: &str = "text/html; charset=utf-8";

/// A status, headers, and a body.
pub struct ApiResponse {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: String,
}

impl ApiResponse {
    fn new(status: u16, content_type: &str, body: String) -> Self {
        let headers = vec![("Content-Type", content_type.to_owned())];
        Self { status, headers, body }
    }

    /// JSON that is written already.
    pub fn json(status: u16, body: String) -> Self {
        Self::new(status, "application/json", body)
    }

    /// One of the three shapes with a single text: `{"detail": …}` or `{"error": …}`.
    pub fn text(status: u16, key: &str, text: &str) -> Self {
        Self::json(status, format!("{{{}:{}}}", to_json(&key), to_json(&text)))
    }

    /// 400 in the shape of a field's errors: `{"field": ["…"]}`.
    pub fn field(field: &str, text: &str) -> Self {
        Self::json(400, format!("{{{}:[{}]}}", to_json(&field), to_json(&text)))
    }

    /// A PDF document.
    pub fn pdf(body: String) -> Self {
        Self::new(200, "application/pdf", body)
    }

    /// A web page.
    pub fn html(status: u16, body: &str) -> Self {
        Self::new(status, HTML, body.to_owned())
    }

    /// 404 for a path outside the API: a page, not JSON.
    pub fn no_such_path() -> Self {
        Self::html(404, NOT_FOUND)
    }

    /// 301 to the same path with its slash: relative, no body.
    pub fn with_slash(path: &str, query: &str) -> Self {
        let mark = if query.is_empty() { "" } else { "?" };
        Self::html(301, "").header("Location", format!("{path}/{mark}{query}"))
    }

    /// Adds a header.
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// The JSON of a document, keys in the order of its fields.
pub fn to_json(document: &impl Serialize) -> String {
    // Our documents have string keys and finite numbers, so this cannot fail.
    serde_json::to_string(document).unwrap_or_default()
}
