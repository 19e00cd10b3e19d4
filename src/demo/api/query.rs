//! Query strings, identifiers in paths, and pages, as Django REST framework reads them.

use url::form_urlencoded;

use super::response::ApiResponse;

const PAGE_SIZE: usize = 10;

/// The decoded parameters, in the order of the request.
pub struct Query(Vec<(String, String)>);

impl Query {
    pub fn parse(text: &str) -> Self {
        Self(form_urlencoded::parse(text.as_bytes()).into_owned().collect())
    }

    /// Every value of a key that has one.
    pub fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(name, value)| name == key && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// The last value of a key, which is the one that counts.
    pub fn last<'a>(&'a self, key: &'a str) -> Option<&'a str> {
        self.all(key).last()
    }

    /// A filter by UUID, in canonical form.
    pub fn uuid(&self, key: &str) -> Result<Option<String>, ApiResponse> {
        self.last(key)
            .map(|text| uuid(text).ok_or_else(|| ApiResponse::field(key, "Enter a valid UUID.")))
            .transpose()
    }

    /// A filter or an order out of a closed set, given with spaces between.
    pub fn choice<'a>(&'a self, key: &'a str, valid: &str) -> Result<Vec<&'a str>, ApiResponse> {
        match self.all(key).find(|value| !valid.split(' ').any(|it| it == *value)) {
            Some(value) => Err(ApiResponse::field(
                key,
                &format!("Select a valid choice. {value} is not one of the available choices."),
            )),
            None => Ok(self.all(key).collect()),
        }
    }

    /// One page of `rows` (each the JSON of an element), with `X-Result-Count` and `Link`.
    /// `address` is the list's absolute address, `limit` the largest page.
    pub fn page(&self, rows: &[String], address: &str, limit: usize) -> ApiResponse {
        let size = self
            .last("page_size")
            .and_then(|size| size.parse().ok())
            .filter(|size| *size > 0)
            .unwrap_or(PAGE_SIZE)
            .min(limit);
        let pages = rows.len().div_ceil(size).max(1);
        let page = match self.last("page") {
            None => 1,
            Some("last") => pages,
            Some(number) => number.parse().unwrap_or(0),
        };
        if page == 0 || page > pages {
            return ApiResponse::text(404, "detail", "Invalid page.");
        }
        let shown: Vec<&str> =
            rows.iter().skip((page - 1) * size).take(size).map(String::as_str).collect();
        let mut links = vec![("first", 1)];
        links.extend((page > 1).then(|| ("prev", page - 1)));
        links.extend((page < pages).then(|| ("next", page + 1)));
        links.push(("last", pages));
        let links: Vec<String> = links
            .into_iter()
            .map(|(rel, number)| format!("<{address}{}>; rel=\"{rel}\"", self.with_page(number)))
            .collect();
        ApiResponse::json(200, format!("[{}]", shown.join(",")))
            .header("X-Result-Count", rows.len().to_string())
            .header("Link", links.join(", "))
    }

    /// This query for another page, sorted by key; the first page goes without a number.
    fn with_page(&self, number: usize) -> String {
        let mut pairs: Vec<(&str, String)> = self
            .0
            .iter()
            .filter(|(key, _)| key != "page")
            .map(|(key, value)| (key.as_str(), value.clone()))
            .collect();
        if number > 1 {
            pairs.push(("page", number.to_string()));
        }
        pairs.sort_by(|a, b| a.0.cmp(b.0));
        let text = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let mark = if text.is_empty() { "" } else { "?" };
        format!("{mark}{text}")
    }
}

/// Whatever Python's `UUID()` takes, as 32 lower-case hex characters.
pub fn uuid(text: &str) -> Option<String> {
    let decoded = form_urlencoded::parse(text.as_bytes()).next()?.0;
    let hex = decoded
        .replace("urn:", "")
        .replace("uuid:", "")
        .trim_matches(['{', '}'])
        .replace('-', "")
        .to_ascii_lowercase();
    (hex.len() == 32 && hex.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(hex)
}
