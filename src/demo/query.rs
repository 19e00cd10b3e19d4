//! Query strings, identifiers in paths, and pages, as Django REST framework reads them.

use super::reply::Reply;

const PAGE_SIZE: usize = 10;
const MAX_PAGE_SIZE: usize = 300;

/// The decoded parameters, in the order of the request.
pub struct Query(Vec<(String, String)>);

impl Query {
    pub fn parse(text: &str) -> Self {
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        Self(
            pairs
                .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
                .map(|(key, value)| (decode(key), decode(value)))
                .collect(),
        )
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
    pub fn uuid(&self, key: &str) -> Result<Option<String>, Reply> {
        self.last(key)
            .map(|text| uuid(text).ok_or_else(|| Reply::field(key, "Enter a valid UUID.")))
            .transpose()
    }

    /// A filter or an order out of a closed set, given with spaces between.
    pub fn choice<'a>(&'a self, key: &'a str, valid: &str) -> Result<Vec<&'a str>, Reply> {
        match self.all(key).find(|value| !valid.split(' ').any(|it| it == *value)) {
            Some(value) => Err(Reply::field(
                key,
                &format!("Select a valid choice. {value} is not one of the available choices."),
            )),
            None => Ok(self.all(key).collect()),
        }
    }

    /// One page of `rows` (each the JSON of an element), with `X-Result-Count` and `Link`.
    /// `address` is the list's absolute address.
    pub fn page(&self, rows: &[String], address: &str) -> Reply {
        let size = self
            .last("page_size")
            .and_then(|size| size.parse().ok())
            .filter(|size| *size > 0)
            .unwrap_or(PAGE_SIZE)
            .min(MAX_PAGE_SIZE);
        let pages = rows.len().div_ceil(size).max(1);
        let page = match self.last("page") {
            None => 1,
            Some("last") => pages,
            Some(number) => number.parse().unwrap_or(0),
        };
        if page == 0 || page > pages {
            return Reply::text(404, "detail", "Invalid page.");
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
        Reply::json(200, format!("[{}]", shown.join(",")))
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
        let pairs: Vec<String> =
            pairs.iter().map(|(key, value)| format!("{}={}", encode(key), encode(value))).collect();
        let mark = if pairs.is_empty() { "" } else { "?" };
        format!("{mark}{}", pairs.join("&"))
    }
}

/// Whatever Python's `UUID()` takes, as 32 lower-case hex characters.
pub fn uuid(text: &str) -> Option<String> {
    let hex = decode(text)
        .replace("urn:", "")
        .replace("uuid:", "")
        .trim_matches(['{', '}'])
        .replace('-', "")
        .to_ascii_lowercase();
    (hex.len() == 32 && hex.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(hex)
}

fn decode(text: &str) -> String {
    let mut rest = text.as_bytes();
    let mut decoded = Vec::with_capacity(rest.len());
    while let Some((&byte, tail)) = rest.split_first() {
        let escaped = tail
            .split_at_checked(2)
            .filter(|_| byte == b'%')
            .and_then(|(pair, after)| Some((str::from_utf8(pair).ok()?, after)))
            .and_then(|(pair, after)| Some((u8::from_str_radix(pair, 16).ok()?, after)));
        let plain = if byte == b'+' { b' ' } else { byte };
        let (byte, after) = escaped.unwrap_or((plain, tail));
        decoded.push(byte);
        rest = after;
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'.' | b'-' | b'~' => {
                char::from(byte).to_string()
            }
            b' ' => "+".to_owned(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
