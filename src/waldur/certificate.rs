//! The fields of a certificate, for showing: nothing is decided on it.

use std::net::IpAddr;

use der::asn1::{AnyRef, GeneralizedTime, UtcTime};
use der::{Decode, Reader, SliceReader, Tag, Tagged};
use jiff::Timestamp;

const COMMON_NAME: &[u8] = &[0x55, 4, 3];
const ORGANISATION: &[u8] = &[0x55, 4, 10];
const ALTERNATIVE_NAMES: &[u8] = &[0x55, 29, 17];
const NOBODY: &str = "somebody without a name";

/// A certificate, as far as it is shown. Its texts are the server's.
#[derive(Debug)]
pub struct Certificate {
    /// Its common name, or else the first name that it is for.
    pub subject: String,
    /// Who vouches for it.
    pub issuer: String,
    /// When it ends.
    pub ends: Option<Timestamp>,
}

/// Reads a certificate; one that cannot be read is nothing. It is read laxly: the odd ones are
/// those that are shown.
pub fn read(der: &[u8]) -> Option<Certificate> {
    let certificate = parts(AnyRef::from_der(der).ok()?)?;
    let mut fields = parts(*certificate.first()?)?.into_iter().peekable();
    // The version may be left out.
    fields.next_if(|field| number(*field) == Some(0));
    let (_serial, _algorithm) = (fields.next()?, fields.next()?);
    let (issuer, validity, subject) = (fields.next()?, fields.next()?, fields.next()?);
    let names = fields
        .find(|field| number(*field) == Some(3))
        .and_then(alternative_names)
        .unwrap_or_default();
    Some(Certificate {
        subject: short_name(subject)
            .or_else(|| names.first().cloned())
            .unwrap_or_else(|| NOBODY.to_owned()),
        issuer: short_name(issuer).unwrap_or_else(|| NOBODY.to_owned()),
        ends: parts(validity)?.get(1).copied().and_then(time),
    })
}

/// The values inside of another one, one after the other.
fn parts(value: AnyRef<'_>) -> Option<Vec<AnyRef<'_>>> {
    let mut reader = SliceReader::new(value.value()).ok()?;
    let mut parts = Vec::new();
    while !reader.is_finished() {
        parts.push(AnyRef::decode(&mut reader).ok()?);
    }
    Some(parts)
}

/// The number of a part that has no type of its own.
fn number(value: AnyRef<'_>) -> Option<u32> {
    if let Tag::ContextSpecific { number, .. } = value.tag() { Some(number.value()) } else { None }
}

fn time(value: AnyRef<'_>) -> Option<Timestamp> {
    let since = match value.decode_as::<UtcTime>() {
        Ok(time) => time.to_unix_duration(),
        Err(_) => value.decode_as::<GeneralizedTime>().ok()?.to_unix_duration(),
    };
    Timestamp::from_second(since.as_secs().try_into().ok()?).ok()
}

/// The common name, or else the organisation.
fn short_name(name: AnyRef<'_>) -> Option<String> {
    let mut organisation = None;
    for attribute in parts(name)?.into_iter().filter_map(parts).flatten() {
        let (kind, value) = match parts(attribute)?.as_slice() {
            [kind, value] => (*kind, *value),
            _ => continue,
        };
        let text = text(value).filter(|text| !text.trim().is_empty());
        match kind.value() {
            COMMON_NAME if text.is_some() => return text,
            ORGANISATION => organisation = organisation.or(text),
            _ => {}
        }
    }
    organisation
}

fn text(value: AnyRef<'_>) -> Option<String> {
    if value.tag() == Tag::BmpString {
        let units = value.value().chunks_exact(2);
        let units = units.filter_map(|pair| Some(u16::from_be_bytes(pair.try_into().ok()?)));
        return String::from_utf16(&units.collect::<Vec<_>>()).ok();
    }
    Some(String::from_utf8_lossy(value.value()).into_owned())
}

/// The names and addresses among the extensions.
fn alternative_names(extensions: AnyRef<'_>) -> Option<Vec<String>> {
    let list = *parts(extensions)?.first()?;
    for extension in parts(list)? {
        let fields = parts(extension)?;
        if fields.first()?.value() != ALTERNATIVE_NAMES {
            continue;
        }
        let names = parts(AnyRef::from_der(fields.last()?.value()).ok()?)?;
        return Some(names.into_iter().filter_map(general_name).collect());
    }
    None
}

fn general_name(name: AnyRef<'_>) -> Option<String> {
    let bytes = name.value();
    match number(name)? {
        2 => text(name),
        7 => match <[u8; 4]>::try_from(bytes) {
            Ok(bytes) => Some(IpAddr::from(bytes).to_string()),
            Err(_) => Some(IpAddr::from(<[u8; 16]>::try_from(bytes).ok()?).to_string()),
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use proptest::prelude::*;
    use rcgen::string::BmpString;
    use rcgen::{CertificateParams, DnType, DnValue, KeyPair, date_time_ymd};

    fn made(names: &[&str], subject: &[(DnType, DnValue)], year: i32) -> Vec<u8> {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let mut params = CertificateParams::new(names).unwrap();
        params.distinguished_name = rcgen::DistinguishedName::new();
        for (kind, value) in subject {
            params.distinguished_name.push(kind.clone(), value.clone());
        }
        params.not_after = date_time_ymd(year, 3, 1);
        let key = KeyPair::generate().unwrap();
        params.self_signed(&key).unwrap().der().to_vec()
    }

    #[test]
    fn names_and_times_are_read() {
        let organisation = (DnType::OrganizationName, DnValue::from("Žižkov"));
        let common =
            (DnType::CommonName, DnValue::BmpString(BmpString::try_from("Übung").unwrap()));
        let both = read(&made(
            &["w.example", "192.0.2.1", "2001:db8::1"],
            &[organisation.clone(), common],
            2049,
        ))
        .unwrap();
        assert_eq!((both.subject.as_str(), both.issuer.as_str()), ("Übung", "Übung"));
        assert_eq!(both.ends.unwrap().to_string(), "2049-03-01T00:00:00Z");
        // From 2050 on, dates are written another way.
        let one = read(&made(&["w.example"], &[organisation], 2051)).unwrap();
        assert_eq!(one.subject, "Žižkov");
        assert_eq!(one.ends.unwrap().to_string(), "2051-03-01T00:00:00Z");
        let nameless = read(&made(&["w.example"], &[], 2030)).unwrap();
        assert_eq!(nameless.subject, "w.example");
        assert_eq!(nameless.issuer, "somebody without a name");
        assert_eq!(read(&made(&[], &[], 2030)).unwrap().subject, nameless.issuer);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_panic(at in 0_usize..400, byte: u8, cut in 0_usize..400) {
            let mut bytes = made(&["w.example"], &[(DnType::CommonName, "x".into())], 2030);
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
            let _ = read(&bytes);
            let _ = read(bytes.get(cut..).unwrap_or_default());
        }
    }
}
