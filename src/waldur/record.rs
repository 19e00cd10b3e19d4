//! Records: one list of fields gives the structure, the lenient reader, the names of the fields
//! and, in tests, the JSON Schema.

use super::json::Scalar;

/// A reading of a JSON object's members. What is not as documented is not known; nothing fails.
pub trait Record<'a>: Default {
    /// The documented fields, in the server's order.
    const FIELDS: &'static [&'static str];
    /// Takes a member's value; a name that is not a field is ignored.
    fn set(&mut self, name: &str, value: Scalar<'a>);
}

/// The family of a record's readings, so that a list can be typed without borrowing its bytes.
pub trait RecordType {
    /// The reading of one object.
    type Read<'a>: Record<'a>;
}

/// Defines a record. A field is `name: kind`, where the kind is `uuid`, `text`, `time`, `deadline`,
/// `count`, `number` or `flag`. `read` are the documented fields that the program uses, `sometimes`
/// those that only some answers have, and `unread` those that it only names.
macro_rules! record {
    (
        $(#[doc = $about:literal])*
        pub struct $Record:ident, schema $Schema:ident;
        read { $($(#[doc = $doc:literal])* $field:ident: $kind:ident,)* }
        sometimes { $($(#[doc = $sdoc:literal])* $sometimes:ident: $skind:ident,)* }
        unread { $($(#[doc = $udoc:literal])* $unread:ident: $ukind:ident,)* }
    ) => {
        $(#[doc = $about])*
        #[derive(Debug, Default)]
        pub struct $Record<'a> {
            $($field: $crate::waldur::record::kind!($kind),)*
            $($sometimes: $crate::waldur::record::kind!($skind),)*
        }

        impl<'a> $crate::waldur::record::Record<'a> for $Record<'a> {
            const FIELDS: &'static [&'static str] = &[$(stringify!($field),)* $(stringify!($unread),)*];

            fn set(&mut self, name: &str, value: $crate::waldur::json::Scalar<'a>) {
                match name {
                    $(stringify!($field) => self.$field = $crate::waldur::record::read!($kind, value),)*
                    $(stringify!($sometimes) => self.$sometimes = $crate::waldur::record::read!($skind, value),)*
                    _ => {}
                }
            }
        }

        impl $crate::waldur::record::RecordType for $Record<'_> {
            type Read<'a> = $Record<'a>;
        }

        $(#[doc = $about])*
        #[cfg(test)]
        #[derive(schemars::JsonSchema)]
        #[expect(dead_code, reason = "only its schema is used")]
        pub struct $Schema {
            $($(#[doc = $doc])* $field: $crate::waldur::record::schema!($kind),)*
            $($(#[doc = $sdoc])* $sometimes: $crate::waldur::record::schema!($skind),)*
            $($(#[doc = $udoc])* $unread: $crate::waldur::record::schema!($ukind),)*
        }
    };
}

/// The Rust type of a kind of field.
macro_rules! kind {
    (uuid) => { $crate::waldur::json::Scalar<'a> };
    (text) => { $crate::waldur::json::Scalar<'a> };
    (time) => { Option<jiff::Timestamp> };
    (deadline) => { $crate::waldur::batches::Deadline };
    (count) => { Option<u64> };
    (number) => { Option<f64> };
    (flag) => { Option<bool> };
}

/// The value of a kind of field, read from a scalar.
macro_rules! read {
    (uuid, $value:ident) => {
        $value
    };
    (text, $value:ident) => {
        $value
    };
    (time, $value:ident) => {
        $value.as_text().and_then(|text| text.parse().ok())
    };
    (deadline, $value:ident) => {
        $crate::waldur::batches::Deadline::new(&$value)
    };
    (count, $value:ident) => {
        $value.count()
    };
    (number, $value:ident) => {
        $value.number()
    };
    (flag, $value:ident) => {
        $value.bool()
    };
}

/// The type of a kind of field in the JSON Schema: all but the UUID may be null or missing.
#[cfg(test)]
macro_rules! schema {
    (uuid) => { String };
    (text) => { Option<String> };
    (time) => { Option<String> };
    (deadline) => { Option<String> };
    (count) => { Option<u64> };
    (number) => { Option<f64> };
    (flag) => { Option<bool> };
}

#[cfg(test)]
pub(crate) use schema;
pub(crate) use {kind, read, record};
