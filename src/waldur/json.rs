//! The server's bytes beside their reading.
//!
//! `--json` passes the bytes on; tables use the reading. Nothing is rebuilt from the reading, so
//! numbers, key order and unknown fields stay as the server sent them.

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;

use super::record::Record;

/// A JSON value as the server sent it, and what was read from it.
#[derive(Debug, Clone)]
pub struct Document<'a, T> {
    /// The server's text of this value.
    pub raw: &'a RawValue,
    /// The reading.
    pub read: T,
}

impl<'a, T: Record<'a>> Document<'a, T> {
    /// Reads a value leniently: what is not as documented is not known, and nothing fails.
    pub fn new(raw: &'a RawValue) -> Self {
        let whole =
            serde_json::Deserializer::from_str(raw.get()).deserialize_map(Reading(T::default()));
        let read = whole.unwrap_or_else(|_| {
            // One value is beyond the reader, a number like 1e999: go on without it.
            let mut read = T::default();
            for (name, value) in members(raw).unwrap_or_default() {
                read.set(&name, serde_json::from_str(value.get()).unwrap_or(Scalar::Other));
            }
            read
        });
        Self { raw, read }
    }
}

struct Reading<T>(T);

impl<'de, T: Record<'de>> DeserializeSeed<'de> for Reading<T> {
    type Value = T;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: Record<'de>> Visitor<'de> for Reading<T> {
    type Value = T;
    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }
    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<T, A::Error> {
        while let Some((Key(name), value)) = map.next_entry()? {
            self.0.set(&name, value);
        }
        Ok(self.0)
    }
}

/// The elements of a JSON array, unread.
///
/// # Errors
/// When the text is not JSON, or not an array.
pub fn elements(body: &[u8]) -> serde_json::Result<Vec<&RawValue>> {
    serde_json::from_slice(body)
}

/// The members of a JSON object in their order, unread. Of members with the same name, the last
/// counts, as for every common reader.
///
/// # Errors
/// When the text is not a JSON object.
pub fn members(raw: &RawValue) -> serde_json::Result<Vec<(Cow<'_, str>, &RawValue)>> {
    struct Members;
    impl<'de> Visitor<'de> for Members {
        type Value = Vec<(Cow<'de, str>, &'de RawValue)>;
        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("an object")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut found: Self::Value = Vec::with_capacity(16);
            let mut places = BTreeMap::new();
            while let Some((Key(key), value)) = map.next_entry::<Key<'de>, &'de RawValue>()? {
                match places.entry(key.clone()) {
                    Entry::Occupied(place) => {
                        let place: &usize = place.get();
                        if let Some(earlier) = found.get_mut(*place) {
                            earlier.1 = value;
                        }
                    }
                    Entry::Vacant(place) => {
                        place.insert(found.len());
                        found.push((key, value));
                    }
                }
            }
            Ok(found)
        }
    }
    serde_json::Deserializer::from_str(raw.get()).deserialize_map(Members)
}

/// A key that is borrowed where it holds no escapes.
struct Key<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Key<'de>;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a key")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// A value of any type, of which only scalars are kept. A field of an unexpected type then costs
/// one cell and not the command.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Scalar<'a> {
    /// The field was not there.
    #[default]
    Missing,
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number from 0.
    Count(u64),
    /// Any other number.
    Number(f64),
    /// A string.
    Text(Cow<'a, str>),
    /// An array or an object.
    Other,
}

impl<'a> Scalar<'a> {
    /// The text of a string, borrowed.
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The text of a string.
    pub fn text(self) -> Option<Cow<'a, str>> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The value of a whole number from 0.
    pub fn count(&self) -> Option<u64> {
        if let Self::Count(count) = self { Some(*count) } else { None }
    }

    /// The value of any number.
    pub fn number(&self) -> Option<f64> {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "affinities are 0 or 1 when whole")]
            Self::Count(count) => Some(*count as f64),
            Self::Number(number) => Some(*number),
            Self::Missing | Self::Null | Self::Bool(_) | Self::Text(_) | Self::Other => None,
        }
    }

    /// The value of a boolean.
    pub fn bool(&self) -> Option<bool> {
        if let Self::Bool(value) = self { Some(*value) } else { None }
    }
}

impl<'de> Deserialize<'de> for Scalar<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Scalar<'de>;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("any value")
            }
            fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
                Ok(Scalar::Bool(value))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
                Ok(Scalar::Count(value))
            }
            #[expect(clippy::cast_precision_loss, reason = "negative numbers are nowhere exact")]
            fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
                Ok(Scalar::Number(value as f64))
            }
            fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
                Ok(Scalar::Number(value))
            }
            fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
                Ok(Scalar::Text(Cow::Borrowed(value)))
            }
            fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
                Ok(Scalar::Text(Cow::Owned(value.to_owned())))
            }
            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Scalar::Null)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Scalar::Other)
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Scalar::Other)
            }
        }
        deserializer.deserialize_any(Any)
    }
}

/// A member of an object as it was sent.
pub fn member<'r>(raw: &'r RawValue, name: &str) -> Option<&'r RawValue> {
    Some(members(raw).ok()?.into_iter().find(|(key, _)| key == name)?.1)
}

/// A member of an object that is neither a list nor an object.
pub fn scalar<'r>(raw: &'r RawValue, name: &str) -> Option<Scalar<'r>> {
    serde_json::from_str(member(raw, name)?.get()).ok()
}

#[cfg(test)]
mod tests {
    use super::{Document, Record, Scalar, members};
    use serde_json::value::RawValue;

    #[derive(Default)]
    struct Pair<'a>(Scalar<'a>, Scalar<'a>);

    impl<'a> Record<'a> for Pair<'a> {
        const FIELDS: &'static [&'static str] = &["a", "é"];

        fn set(&mut self, name: &str, value: Scalar<'a>) {
            match name {
                "a" => self.0 = value,
                "é" => self.1 = value,
                _ => {}
            }
        }
    }

    fn read(text: &str) -> (Option<u64>, Option<String>) {
        let raw: &RawValue = serde_json::from_str(text).unwrap();
        let Pair(a, b) = Document::new(raw).read;
        (a.count(), b.text().map(Into::into))
    }

    #[test]
    fn one_odd_field_costs_only_itself() {
        let known = (Some(7), Some("x\n".to_owned()));
        assert_eq!(read(r#"{"a":7,"\u00e9":"x\n"}"#), known);
        assert_eq!(read(r#"{"z":[[{}]],"a":7,"é":"x\n","y":{"a":1}}"#), known);
        assert_eq!(read(r#"{"z":1e999,"a":7,"é":"x\n"}"#), known);
        assert_eq!(read(r#"{"a":1,"a":7,"é":"x\n"}"#), known);
        assert_eq!(read(r#"{"a":1e999,"é":"x\n"}"#), (None, known.1.clone()));
        assert_eq!(read(r#"{"a":{},"é":[]}"#), (None, None));
        for text in ["[]", "3", "null", "\"s\"", "{}"] {
            assert_eq!(read(text), (None, None), "{text}");
        }
    }

    #[test]
    fn members_keep_order_and_bytes() {
        let raw: &RawValue =
            serde_json::from_str(r#"{"b":1.10,"a":1e-7,"b":123456789012345678901234567890}"#)
                .unwrap();
        let found: Vec<_> =
            members(raw).unwrap().into_iter().map(|(k, v)| (k.into_owned(), v.get())).collect();
        assert_eq!(
            found,
            [("b".to_owned(), "123456789012345678901234567890"), ("a".to_owned(), "1e-7")]
        );
    }
}
