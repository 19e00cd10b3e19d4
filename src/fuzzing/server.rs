//! Documents, headers and certificates of a server.

use std::time::Duration;

use jiff::Timestamp;
use serde::de::IgnoredAny;
use serde_json::Value as Json;
use serde_json::value::RawValue;

use crate::credentials::ApiUrl;
use crate::output::{self, Theme, View};
use crate::waldur::{self, Batch, Document, Item, Problem, Review};

use super::Input;
use super::output::shown;

/// A server's list, its elements, and its members: read leniently, with every byte accounted for.
pub fn documents(data: &[u8]) {
    let Ok(elements) = waldur::elements(data) else {
        return;
    };
    let inside = |raw: &RawValue| data.as_ptr_range().contains(&raw.get().as_ptr());
    assert!(elements.iter().all(|raw| inside(raw)), "bytes were rebuilt");
    for raw in &elements {
        let item = Document::<Item<'_>>::new(raw).read;
        let _ = (item.affinity(), item.batch_uuid(), item.responded_at());
        let _ = (item.status(), item.status().short().len());
        let review = Document::<Review<'_>>::new(raw).read;
        let _ = (review.uuid(), review.deadline());
        let batch = Document::<Batch<'_>>::new(raw).read;
        let _ = (batch.status(), batch.is_past(Timestamp::UNIX_EPOCH));
        let Ok(members) = waldur::members(raw) else {
            assert_eq!(batch.uuid(), None, "members were read of what has none");
            continue;
        };
        assert!(members.iter().all(|(_, value)| inside(value)));
        let mut names: Vec<_> = members.iter().map(|(name, _)| name).collect();
        names.sort();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "twice");
        // The last of several with the same name counts, in both ways to read.
        let uuid = members.iter().find(|(name, _)| name == "uuid");
        let uuid = uuid.and_then(|(_, value)| serde_json::from_str::<String>(value.get()).ok());
        assert_eq!(batch.uuid(), uuid.as_deref());
    }
}

/// JSON on its way to a pipe and to a terminal, and without what is private.
pub fn json(data: &[u8]) {
    let mut input = Input(data);
    let path =
        if input.flag() { "/api/proposal-proposals/1/" } else { "/api/my-assignment-batches/" };
    let bytes = input.0;
    let redacted = waldur::redact(bytes, path);
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let pipe = Theme::plain();
    let passed_on = shown(&View::Json(bytes.to_vec()), &pipe);
    assert_eq!(
        passed_on.strip_suffix('\n').unwrap_or(&passed_on),
        text.strip_suffix('\n').unwrap_or(text)
    );
    let is_json = serde_json::from_str::<IgnoredAny>(text).is_ok();
    let compact = |text: &str| shown(&View::Ndjson(vec![text.to_owned()]), &pipe);
    let value = serde_json::from_str::<Json>(text).ok();
    for utf8 in [true, false] {
        let terminal = Theme { is_terminal: true, utf8, ..Theme::plain() };
        // What is not JSON must not make it fail; it never comes to be shown so.
        let laid_out = shown(&View::Json(bytes.to_vec()), &terminal);
        if !is_json {
            continue;
        }
        assert!(!laid_out.chars().any(|c| c != '\n' && output::is_unsafe(c)));
        assert!(utf8 || laid_out.is_ascii());
        let again = shown(&View::Json(laid_out.trim_end().into()), &terminal);
        assert_eq!(again, laid_out, "laid out twice");
        assert_eq!(serde_json::from_str(&laid_out).ok(), value);
        if utf8 && !text.chars().any(output::is_unsafe) {
            assert_eq!(compact(&laid_out), compact(text), "tokens changed");
        }
    }
    if !is_json {
        return;
    }
    assert_eq!(compact(text).matches('\n').count(), 1);
    assert_eq!(serde_json::from_str(&compact(text)).ok(), value);
    let redacted = std::str::from_utf8(&redacted).expect("UTF-8 stays UTF-8");
    assert!(serde_json::from_str::<IgnoredAny>(redacted).is_ok());
    assert_eq!(waldur::redact(redacted.as_bytes(), path), redacted.as_bytes());
    if let (Some(before), Ok(after)) = (value, serde_json::from_str(redacted)) {
        assert_redacted(&before, &after, false);
    }
}

/// Only texts change, to the one word; below a private name all of them do.
fn assert_redacted(before: &Json, after: &Json, is_private: bool) {
    match (before, after) {
        (Json::String(before), Json::String(after)) => {
            let is_hidden = after == waldur::HIDDEN;
            assert!(is_hidden || before == after);
            assert!(!is_private || is_hidden || before.is_empty(), "{before:?}");
        }
        (Json::Array(before), Json::Array(after)) => {
            assert_eq!(before.len(), after.len());
            for (before, after) in before.iter().zip(after) {
                assert_redacted(before, after, is_private);
            }
        }
        (Json::Object(before), Json::Object(after)) => {
            assert_eq!(before.len(), after.len());
            for (name, before) in before {
                let ends = ["_notes", "_email", "_reason", "_full_name"];
                let is_private = is_private
                    || name == "proposal_name"
                    || ends.iter().any(|end| name.ends_with(end));
                assert_redacted(before, &after[name], is_private);
            }
        }
        (before, after) => assert_eq!(before, after),
    }
}

/// `Link` and `Retry-After`.
pub fn headers(data: &[u8]) {
    let mut input = Input(data);
    let attempt = u32::from(input.byte() % 4) + 1;
    let text = input.rest();
    if let Some(query) = waldur::next_query(&text) {
        assert!(!query.contains('#') && text.contains(&query));
        let api = ApiUrl::parse("https://w.example/waldur").expect("an address");
        let next = api.join(&format!("my-assignment-batches/?{query}"));
        assert!(api.same_origin(&next) && next.path() == "/waldur/api/my-assignment-batches/");
    }
    let now = "2026-11-24T03:00:00Z".parse().expect("a time");
    let asked = waldur::retry_after(&text, now);
    let left = Duration::from_secs(30);
    if let Some(pause) = waldur::pause(&Problem::Throttled(asked), attempt, 0.5, left) {
        assert!(pause < left && asked.is_none_or(|asked| pause >= asked) && attempt <= 2);
    }
}

/// Certificates that a server shows, and files of them.
pub fn certificates(data: &[u8]) {
    if let Some(certificate) = waldur::read_certificate(data) {
        let _ = format!("{certificate:?}");
    }
    if let Ok(found) = waldur::pem_certificates(data) {
        for certificate in found {
            let _ = waldur::read_certificate(&certificate);
        }
    }
}
