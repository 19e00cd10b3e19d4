//! The address of an API, and what makes two addresses the same place.

use std::fmt;

use url::{Host, Url};

use crate::error::UserError;

/// The base of a Waldur API: an `http` or `https` URL whose path ends in `/api/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiUrl(Url);

impl ApiUrl {
    /// Reads an address as a user writes it: the scheme may be missing (https, or http for
    /// loopback), the path may be missing, be the API's, or go on behind it.
    ///
    /// # Errors
    /// A configuration fault that says what is wrong with the address.
    pub fn parse(text: &str) -> Result<Self, UserError> {
        let mut url = web_address(text)?;
        let path = match api_part(url.path()) {
            Some(api) => api.to_owned(),
            None => format!("{}/api/", url.path().trim_end_matches('/')),
        };
        url.set_path(&path);
        Ok(Self(url))
    }

    /// The places where the API of this address may be, likeliest first: as written, then at the
    /// root of the same origin (the address may be a page of the portal).
    ///
    /// # Errors
    /// As [`ApiUrl::parse`].
    pub fn candidates(text: &str) -> Result<Vec<Self>, UserError> {
        let written = Self::parse(text)?;
        let mut root = written.0.clone();
        root.set_path("/api/");
        let root = Self(root);
        Ok(if written == root { vec![written] } else { vec![written, root] })
    }

    /// The URL of a path below `/api/`, for example `my-assignment-batches/`.
    pub fn join(&self, path: &str) -> Url {
        let (path, query) = path.split_once('?').map_or((path, None), |(p, q)| (p, Some(q)));
        let mut url = self.0.clone();
        url.set_path(&format!("{}{path}", self.0.path()));
        url.set_query(query);
        url
    }

    /// The URL of a path at the root of the same origin.
    pub fn at_root(&self, path: &str) -> Url {
        let mut url = self.0.clone();
        url.set_path(path);
        url
    }

    /// Returns whether both are the same scheme, host and port: a token goes nowhere else.
    pub fn same_origin(&self, other: &Url) -> bool {
        self.0.origin() == other.origin()
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }

    /// The path, which ends in `/api/`.
    pub fn path(&self) -> &str {
        self.0.path()
    }

    /// Host, and port where it is not the scheme's own.
    pub fn host(&self) -> String {
        let host = self.0.host_str().unwrap_or_default();
        match self.0.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        }
    }

    /// The host alone and the port in use, as a connection needs them.
    pub fn endpoint(&self) -> (String, u16) {
        let host = match self.0.host() {
            Some(Host::Ipv6(address)) => address.to_string(),
            Some(host) => host.to_string(),
            None => String::new(),
        };
        (host, self.0.port_or_known_default().unwrap_or(443))
    }

    /// Returns whether requests go over TLS.
    pub fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// Returns whether the host is this computer.
    pub fn is_loopback(&self) -> bool {
        match self.0.host() {
            Some(Host::Domain(name)) => name.trim_end_matches('.') == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        }
    }

    /// The whole URL, ending in `/api/`.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Display for ApiUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.as_str())
    }
}

/// The path up to and including an `api` segment.
fn api_part(path: &str) -> Option<&str> {
    if let Some(at) = path.find("/api/") {
        return path.get(..at + "/api/".len());
    }
    None
}

fn web_address(text: &str) -> Result<Url, UserError> {
    let text = text.trim();
    let wrong = |why: &str| {
        UserError::configuration(format!("{text:?} is not an address of a Waldur server: {why}"))
            .hint("an address looks like https://waldur.example.ac.uk or https://waldur.example.ac.uk/api/")
    };
    if text.is_empty() {
        return Err(wrong("it is empty"));
    }
    // Anywhere: after a typing mistake (https//me:… or a # in a password), what stands before it
    // would be taken for a path, and shown.
    if text.contains('@') {
        // The text is not repeated: it may hold a password.
        return Err(UserError::configuration(
            "the address of the server holds a user name or a password",
        )
        .hint("leave them out; the token is asked for by: waldur-review auth login"));
    }
    let whole = if text.contains("://") {
        text.to_owned()
    } else {
        let guess = format!("https://{text}");
        let loopback = Url::parse(&guess).is_ok_and(|url| ApiUrl(url).is_loopback());
        if loopback { format!("http://{text}") } else { guess }
    };
    let mut url = Url::parse(&whole).map_err(|error| wrong(&error.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(wrong("it must start with https:// or http://"));
    }
    url.set_query(None);
    url.set_fragment(None);
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::ApiUrl;

    #[test]
    fn the_ways_people_write_an_address() {
        for (text, api) in [
            ("https://w.example", "https://w.example/api/"),
            ("w.example", "https://w.example/api/"),
            (" https://w.example/api ", "https://w.example/api/"),
            ("https://w.example/api/my-assignment-batches/?x=1#y", "https://w.example/api/"),
            ("https://W.Example:443/", "https://w.example/api/"),
            ("https://w.example/waldur/", "https://w.example/waldur/api/"),
            ("localhost:8000", "http://localhost:8000/api/"),
            ("127.0.0.1:8000/api", "http://127.0.0.1:8000/api/"),
            ("[::1]:8000", "http://[::1]:8000/api/"),
            ("https://w.example/apiary", "https://w.example/apiary/api/"),
        ] {
            assert_eq!(ApiUrl::parse(text).unwrap().as_str(), api, "{text}");
        }
    }

    #[test]
    fn what_is_no_address_says_so() {
        for text in ["", "ftp://w.example", "https://", "file:///etc/passwd", "https://a b"] {
            assert!(ApiUrl::parse(text).is_err(), "{text}");
        }
        for text in [
            "https://me:hunter2@w.example",
            "https://me:hunter2@w.example:99999/",
            "ftp://me:hunter2@w",
            "me:hunter2@w",
            "https//me:hunter2@w",
            "https://me:hunter#2@w/hunter2",
        ] {
            let secret = ApiUrl::parse(text).unwrap_err();
            assert!(!format!("{secret:?}").contains("hunter2"), "{text}");
        }
    }

    #[test]
    fn a_page_of_the_portal_leads_to_the_root() {
        let found = ApiUrl::candidates("https://p.example/profile/api-key/").unwrap();
        let found: Vec<_> = found.iter().map(ApiUrl::as_str).collect();
        assert_eq!(found, ["https://p.example/profile/api-key/api/", "https://p.example/api/"]);
    }

    #[test]
    fn paths_stay_below_the_base() {
        let api = ApiUrl::parse("https://w.example/waldur/api/").unwrap();
        assert_eq!(
            api.join("users/me/?field=uuid").as_str(),
            "https://w.example/waldur/api/users/me/?field=uuid"
        );
        assert_eq!(api.at_root("/x.json").as_str(), "https://w.example/x.json");
    }

    #[test]
    fn loopback_is_this_computer_only() {
        for (text, loopback) in [
            ("http://localhost", true),
            ("http://waldur.localhost", false),
            ("http://127.9.9.9", true),
            ("http://[::1]", true),
            ("http://localhost.example", false),
            ("http://10.0.0.1", false),
            ("http://127.0.0.1.example", false),
        ] {
            assert_eq!(ApiUrl::parse(text).unwrap().is_loopback(), loopback, "{text}");
        }
    }
}
