//! `NO_PROXY`: the hosts that are asked without a proxy.

use std::net::IpAddr;

/// The exceptions of `NO_PROXY`: names with everything below them, addresses, networks, and
/// patterns with `*`, each for all ports or for one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NoProxy {
    rules: Vec<Rule>,
    not_understood: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    host: HostRule,
    port: Option<u16>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum HostRule {
    /// This name, and all below it.
    Name(String),
    /// A pattern with `*`.
    Pattern(String),
    /// The addresses that share so many leading bits.
    Network(IpAddr, u32),
}

impl NoProxy {
    /// Reads a list with commas or blanks between its entries.
    pub fn parse(list: &str) -> Self {
        let mut found = Self::default();
        let separators = |character: char| character == ',' || character.is_whitespace();
        for entry in list.split(separators).filter(|entry| !entry.is_empty()) {
            match Rule::parse(entry) {
                Some(rule) => found.rules.push(rule),
                None => found.not_understood.push(entry.to_owned()),
            }
        }
        found
    }

    /// Returns whether a host is excepted. An IPv6 address may have its brackets.
    pub fn excepts(&self, host: &str, port: u16) -> bool {
        let host = host.trim_matches(['[', ']']).trim_end_matches('.').to_ascii_lowercase();
        self.rules
            .iter()
            .any(|rule| rule.port.is_none_or(|own| own == port) && rule.host.matches(&host))
    }

    /// The entries that except nothing because their form is not known.
    pub fn not_understood(&self) -> &[String] {
        &self.not_understood
    }
}

impl Rule {
    fn parse(entry: &str) -> Option<Self> {
        let (host, port) = split_port(entry)?;
        Some(Self { host: HostRule::parse(host)?, port })
    }
}

/// The host of an entry, and its port if it has one.
fn split_port(entry: &str) -> Option<(&str, Option<u16>)> {
    let (host, port) = match entry.rsplit_once(':') {
        Some((host, port)) if entry.starts_with('[') && host.ends_with(']') => (host, port),
        Some((host, port)) if !host.contains(':') => (host, port),
        // An IPv6 address alone.
        Some(_) | None => return Some((entry, None)),
    };
    Some((host, Some(port.parse().ok()?)))
}

impl HostRule {
    fn parse(host: &str) -> Option<Self> {
        if let Some((address, bits)) = host.split_once('/') {
            let address = parse_address(address)?;
            let bits: u32 = bits.parse().ok()?;
            let most = if address.is_ipv4() { 32 } else { 128 };
            return (bits <= most).then_some(Self::Network(address, bits));
        }
        if let Some(address) = parse_address(host) {
            return Some(Self::Network(address, if address.is_ipv4() { 32 } else { 128 }));
        }
        if host == "*" {
            return Some(Self::Pattern(host.to_owned()));
        }
        let name = host.strip_prefix("*.").or_else(|| host.strip_prefix('.')).unwrap_or(host);
        let name = name.trim_end_matches('.').to_lowercase();
        // A name beyond ASCII is compared as it is looked up.
        let name = if name.is_ascii() { name } else { url::Host::parse(&name).ok()?.to_string() };
        let is_known = |character: char| {
            character.is_ascii_alphanumeric() || matches!(character, '.' | '-' | '_' | '*')
        };
        if name.is_empty() || !name.chars().all(is_known) {
            None
        } else if name.contains('*') {
            Some(Self::Pattern(name))
        } else {
            Some(Self::Name(name))
        }
    }

    fn matches(&self, host: &str) -> bool {
        let address = host.parse::<IpAddr>();
        match (self, address) {
            (Self::Pattern(pattern), _) => matches_pattern(host.as_bytes(), pattern.as_bytes()),
            (Self::Name(name), Ok(_)) => host == name,
            (Self::Name(name), Err(_)) => host
                .strip_suffix(name.as_str())
                .is_some_and(|before| before.is_empty() || before.ends_with('.')),
            (Self::Network(IpAddr::V4(network), bits), Ok(IpAddr::V4(address))) => {
                let differing = u32::from(*network) ^ u32::from(address);
                differing.leading_zeros() >= *bits
            }
            (Self::Network(IpAddr::V6(network), bits), Ok(IpAddr::V6(address))) => {
                let differing = u128::from(*network) ^ u128::from(address);
                differing.leading_zeros() >= *bits
            }
            (Self::Network(..), _) => false,
        }
    }
}

fn parse_address(text: &str) -> Option<IpAddr> {
    text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text).parse().ok()
}

/// Returns whether a text matches a pattern in which `*` stands for any characters.
fn matches_pattern(text: &[u8], pattern: &[u8]) -> bool {
    let mut pieces = pattern.split(|byte| *byte == b'*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let mut pieces: Vec<&[u8]> = pieces.collect();
    let Some(last) = pieces.pop() else {
        return rest.is_empty();
    };
    for piece in pieces {
        if piece.is_empty() {
            continue;
        }
        let Some(at) = rest.windows(piece.len()).position(|window| window == piece) else {
            return false;
        };
        rest = rest.get(at + piece.len()..).unwrap_or_default();
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::NoProxy;

    #[test]
    fn every_usual_form_is_heeded() {
        for (list, host, port) in [
            ("*", "w.example", 443),
            ("*", "192.0.2.1", 443),
            ("a.example, .example.org", "w.example.org", 443),
            (".example.org", "example.org", 443),
            ("example.org", "example.org", 443),
            ("example.org", "deep.w.example.org", 443),
            ("example.org.", "w.example.org", 443),
            ("example.org", "w.example.org.", 443),
            ("EXAMPLE.org", "w.Example.ORG", 443),
            ("*.example.org", "w.example.org", 443),
            ("w.*.org", "w.example.org", 443),
            ("a.test example.org", "w.example.org", 443),
            ("a.test\texample.org", "w.example.org", 443),
            ("example.org:443", "w.example.org", 443),
            ("*:8443", "w.example.org", 8443),
            ("bücher.example", "w.xn--bcher-kva.example", 443),
            ("10.0.0.0/8", "10.1.2.3", 443),
            ("0.0.0.0/0", "10.1.2.3", 443),
            ("10.*", "10.1.2.3", 443),
            ("192.0.2.1", "192.0.2.1", 443),
            ("192.0.2.1:80", "192.0.2.1", 80),
            ("2001:db8::/32", "[2001:db8::1]", 443),
            ("2001:db8::1", "[2001:db8::1]", 443),
            ("[2001:db8::1]", "2001:db8::1", 443),
            ("[2001:db8::]/32", "2001:db8::1", 443),
            ("[2001:DB8:0::1]:443", "[2001:db8::1]", 443),
        ] {
            let rules = NoProxy::parse(list);
            assert!(rules.excepts(host, port), "{list} {host}");
            assert_eq!(rules.not_understood(), [""; 0], "{list}");
        }
    }

    #[test]
    fn other_hosts_and_ports_are_not_excepted() {
        for (list, host, port) in [
            ("", "w.example", 443),
            (",", "w.example", 443),
            ("example.org", "badexample.org", 443),
            ("example.org:80", "example.org", 443),
            ("10.0.0.0/8", "11.1.2.3", 443),
            ("1.2.3", "0.1.2.3", 443),
            ("10.*", "110.1.2.3", 443),
            ("*.2.*", "10.1.3.2", 443),
            ("2001:db8::/32", "10.0.0.1", 443),
            ("[2001:db8::1]:80", "2001:db8::1", 443),
        ] {
            assert!(!NoProxy::parse(list).excepts(host, port), "{list} {host}");
        }
    }

    #[test]
    fn other_forms_are_named() {
        let list = "a.test, https://b.test, 10.0.0.0/33, 10.0.0.1-9:x, <local>, c.test:99999, x/8";
        let rules = NoProxy::parse(list);
        assert_eq!(
            rules.not_understood(),
            ["https://b.test", "10.0.0.0/33", "10.0.0.1-9:x", "<local>", "c.test:99999", "x/8"]
        );
    }
}
