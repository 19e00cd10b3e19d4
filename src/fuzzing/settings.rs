//! Durations, and `config.toml`.

use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use toml_edit::DocumentMut;

use crate::credentials::check_profile_name;
use crate::settings::registry::{KEYS, Kind as KeyKind};
use crate::settings::{self, Config};
use crate::values::{self, Alarm};

use super::Input;

/// Time spans.
pub fn durations(data: &[u8]) {
    let text = Input(data).rest();
    let span = values::parse_duration(&text);
    if let Ok(span) = span {
        let limit = Duration::from_secs(3650 * 86_400);
        assert!(span >= Duration::from_millis(1) && span <= limit);
        let written = format!("{}ms", span.as_millis());
        assert_eq!(values::parse_duration(&written), Ok(span));
        assert!(Timestamp::UNIX_EPOCH.checked_add(span).is_ok());
    }
    match values::parse_alarm(&text) {
        Ok(Alarm::Before(seconds)) => {
            assert_eq!(span, Ok(Duration::from_secs(seconds)));
        }
        Ok(Alarm::None) => assert_eq!(text, "none"),
        Err(_) => assert!(span.as_ref().map_or(true, |span| span.subsec_nanos() > 0)),
    }
    if let Ok(interval) = values::parse_interval(&text) {
        assert!(interval >= Duration::from_secs(30) && Ok(interval) == span);
    }
}

/// `config.toml`: reading, setting, taking out.
pub fn config(data: &[u8]) {
    let mut input = Input(data);
    let key = &KEYS[usize::from(input.byte()) % KEYS.len()];
    let profile = key.name.contains("NAME").then(|| input.text());
    let words = vec![input.text()];
    let text = input.rest();
    let path = Path::new("config.toml");
    let is_right = Config::parse(&text, path).is_ok();
    let profile = profile.as_deref();
    // Paths are looked for in the file system, which decides nothing here.
    if matches!(key.kind, KeyKind::File | KeyKind::Folder)
        || profile.is_some_and(|name| check_profile_name(name).is_err())
    {
        return;
    }
    let name = key.name_for(profile);
    if data.len().is_multiple_of(3) {
        let take_out = |document: &mut DocumentMut| settings::take_out(document, &name);
        if let Ok(Some(after)) = settings::edited(&text, path, take_out) {
            assert!(!is_right || Config::parse(&after, path).is_ok());
            let document: DocumentMut = after.parse().expect("TOML");
            let left = value_at(&document, key.name, profile);
            assert!(left.is_none() || !is_right, "{name} is there still: {after}");
            // Inside of braces there is no place for them.
            if is_right && !text.contains('{') {
                assert_comments_stay(&text, &after);
            }
        }
    } else if let Ok(value) = settings::toml_value(key, &name, &words) {
        let put =
            |document: &mut DocumentMut| settings::put(document, key, profile, value.clone(), path);
        match settings::edited(&text, path, put) {
            Ok(Some(after)) => {
                assert!(!is_right || Config::parse(&after, path).is_ok());
                let document: DocumentMut = after.parse().expect("TOML");
                let found = value_at(&document, key.name, profile);
                assert_eq!(found.map(plain), Some(plain(&value)), "{name} in {after}");
                // A table that stands where a value belongs goes with what is in it.
                if is_right {
                    assert_comments_stay(&text, &after);
                }
                // Once more changes nothing.
                assert_eq!(settings::edited(&after, path, put), Ok(Some(after.clone())));
            }
            Ok(None) => panic!("a setting was not set"),
            Err(_) => {}
        }
    }
}

/// A value without what stands around it.
fn plain(value: &toml_edit::Value) -> String {
    let mut value = value.clone();
    if let Some(array) = value.as_array_mut() {
        array.fmt();
    }
    value.decorated("", "").to_string()
}

fn value_at<'d>(
    document: &'d DocumentMut,
    name: &str,
    profile: Option<&str>,
) -> Option<&'d toml_edit::Value> {
    let mut item = document.as_item();
    for part in name.split('.') {
        let part = match (part, profile) {
            ("NAME", Some(profile)) => profile,
            (part, _) => part,
        };
        item = item.as_table_like()?.get(part)?;
    }
    item.as_value()
}

/// Each line that is only a comment is there afterwards.
pub(super) fn assert_comments_stay(before: &str, after: &str) {
    let after: Vec<&str> = after.lines().map(str::trim).collect();
    // In texts of several lines such a line is none, and may go with its value.
    if before.contains("\"\"\"") || before.contains("'''") {
        return;
    }
    for line in before.lines().map(str::trim) {
        assert!(!line.starts_with('#') || after.contains(&line), "{line:?} is lost");
    }
}
