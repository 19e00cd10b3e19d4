//! What must hold for every input, however odd: for the fuzz targets in `fuzz/`, and for
//! `cargo test`, which tries seeds, past findings and random changes of both.
//!
//! A target takes bytes, makes of them what it needs, and panics where something does not hold.

#![expect(clippy::missing_panics_doc, reason = "a panic is how a target says it")]

use std::borrow::Cow;
use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use serde::de::IgnoredAny;
use serde_json::Value as Json;
use serde_json::value::RawValue;
use toml_edit::{DocumentMut, Item as TomlItem};
use unicode_width::UnicodeWidthStr;

use crate::commands::batches::form;
use crate::credentials::{self, ApiUrl, Login, Token, check_profile_name};
use crate::output::{self, Block, Cell, Column, Page, Role, Row, Table, Theme, View, When, render};
use crate::settings::registry::{KEYS, Kind as KeyKind};
use crate::settings::{self, Config};
use crate::values::{self, Alarm};
use crate::waldur::items::Answer;
use crate::waldur::uuid::Selector;
use crate::waldur::{self, Batch, Document, Item, Problem, Review};

/// A target: its name, and what it checks.
pub type Target = (&'static str, fn(&[u8]));

/// All of them, by the names of the files in `fuzz/fuzz_targets`.
pub const TARGETS: [Target; 13] = [
    ("addresses", addresses),
    ("calendar", calendar),
    ("certificates", certificates),
    ("config", config),
    ("credentials", credentials),
    ("documents", documents),
    ("durations", durations),
    ("form", answers),
    ("headers", headers),
    ("json", json),
    ("pages", pages),
    ("sanitize", sanitize),
    ("tables", tables),
];

/// Bytes, taken from the front as numbers and texts.
struct Input<'d>(&'d [u8]);

impl<'d> Input<'d> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        *first
    }

    /// A number from `least` to `most`.
    fn number(&mut self, least: usize, most: usize) -> usize {
        least + usize::from(self.byte()) % (most - least + 1)
    }

    fn flag(&mut self) -> bool {
        self.byte() & 1 == 1
    }

    /// A text up to a byte that is in no UTF-8.
    fn text(&mut self) -> String {
        let end = self.0.iter().position(|byte| *byte == 0xff);
        let (text, rest) = self.0.split_at(end.unwrap_or(self.0.len()));
        self.0 = rest.get(1..).unwrap_or_default();
        String::from_utf8_lossy(text).into_owned()
    }

    fn rest(self) -> Cow<'d, str> {
        String::from_utf8_lossy(self.0)
    }
}

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

/// A server's text, made harmless.
pub fn sanitize(data: &[u8]) {
    let text = Input(data).rest();
    let utf8 = Theme::plain();
    let ascii = Theme { utf8: false, ..Theme::plain() };
    let line = utf8.line(&text);
    assert!(!line.chars().any(output::is_unsafe));
    assert_eq!(line.chars().count(), text.chars().count());
    assert_eq!(utf8.line(&line), line, "cleaned twice");
    let lines = utf8.text(&text);
    assert!(!lines.chars().any(|c| c != '\n' && output::is_unsafe(c)));
    assert_eq!(utf8.text(&lines), lines, "cleaned twice");
    for plain in [ascii.line(&text), ascii.text(&text)] {
        assert!(plain.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')));
    }
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        assert!(line == text && lines == text, "plain text changed");
    }
    if let Some(address) = output::address(&text) {
        assert!(address.bytes().all(|byte| byte.is_ascii_graphic()));
        assert!(address.starts_with("https://") || address.starts_with("http://"));
    }
}

/// A table at a terminal: a line a row, none wider than the terminal, and the same for programs.
pub fn tables(data: &[u8]) {
    let mut input = Input(data);
    let width = input.number(20, 140);
    let utf8 = input.flag();
    let table = table(&mut input);
    let rows = table.rows.len();
    let columns = table.columns.len();
    let terminal = Theme {
        width,
        utf8,
        is_terminal: true,
        now: "2026-11-24T03:00:00Z".parse().expect("a time"),
        ..Theme::plain()
    };
    // One look at each input: an input for the other looks is soon found.
    match data.len() % 4 {
        0 => {
            let drawn = shown(&View::Table(table), &terminal);
            assert_eq!(drawn.lines().count(), rows + 1);
            assert_fits(&drawn, width, &terminal);
        }
        1 => {
            let view = View::Table(table);
            assert_eq!(seen(&shown(&view, &fancy(&terminal))), seen(&shown(&view, &terminal)));
        }
        2 => {
            let heard = Theme { accessible: true, ..terminal };
            let heard = shown(&View::Table(table), &heard);
            assert!(!heard.chars().any(|c| c != '\n' && output::is_unsafe(c)));
        }
        _ if utf8 => {
            let tsv = shown(&View::Tsv(table), &terminal);
            assert_eq!(tsv.lines().count(), rows);
            for line in tsv.split_terminator('\n') {
                assert_eq!(line.matches('\t').count() + 1, columns);
                assert!(!line.chars().any(|c| c != '\t' && output::is_unsafe(c)));
            }
        }
        _ => {
            let csv = shown(&View::Csv(table), &terminal);
            let mut reader = csv::Reader::from_reader(csv.as_bytes());
            let records = reader.records().map(|record| record.expect("CSV").len());
            assert!(records.eq(std::iter::repeat_n(columns, rows)));
        }
    }
}

/// As at a terminal that can colour and link.
fn fancy(terminal: &Theme) -> Theme {
    Theme { color: true, hyperlinks: true, ..terminal.clone() }
}

fn assert_fits(text: &str, width: usize, theme: &Theme) {
    for line in text.split_terminator('\n') {
        assert!(line.width() <= width, "{line:?} has {} columns", line.width());
        assert!(!line.chars().any(output::is_unsafe));
        assert!(theme.utf8 || line.is_ascii());
    }
}

/// A page at a terminal.
pub fn pages(data: &[u8]) {
    let mut input = Input(data);
    let width = input.number(40, 140);
    let utf8 = input.flag();
    let mut blocks = Vec::new();
    let mut is_broad = false;
    while !input.0.is_empty() && blocks.len() < 8 {
        let role = role(&mut input);
        let block = match input.byte() % 9 {
            0 => Block::Title(input.text(), "Sent".to_owned(), role),
            1 => Block::Fact("Due", input.text(), role),
            2 => Block::Fact("", input.text(), role),
            3 => Block::Entry(input.number(1, 99).to_string(), input.text()),
            4 => Block::Text(input.text(), input.number(0, 6), None),
            5 => {
                let most = input.number(1, 4);
                Block::Text(input.text(), input.number(0, 6), Some(most))
            }
            6 => {
                let mut facts = Vec::new();
                for _ in 0..input.number(1, 4) {
                    let text = input.text();
                    // An address is never broken: it would lead nowhere.
                    is_broad |= text.contains("://");
                    facts.push((text, role));
                }
                Block::Facts(facts, input.number(0, 6))
            }
            7 => Block::Check("warning", role, input.text()),
            _ => Block::Rows(table(&mut input)),
        };
        let block = if input.flag() {
            Block::Linked(Box::new(block), format!("https://w.example/{}", input.text()))
        } else {
            block
        };
        blocks.push(block);
    }
    let view = View::Page(Page { blocks, ..Page::default() });
    let terminal = Theme { width, utf8, is_terminal: true, ..Theme::plain() };
    match data.len() % 3 {
        0 => {
            // Only what holds an address may be too wide.
            let width = if is_broad { usize::MAX } else { width.min(100) };
            assert_fits(&shown(&view, &terminal), width, &terminal);
        }
        1 => assert_eq!(seen(&shown(&view, &fancy(&terminal))), seen(&shown(&view, &terminal))),
        _ => {
            let heard = Theme { accessible: true, ..terminal };
            let heard = shown(&view, &heard);
            assert!(!heard.chars().any(|c| c != '\n' && output::is_unsafe(c)));
        }
    }
}

/// Addresses of servers, and what a person writes for a batch.
pub fn addresses(data: &[u8]) {
    let text = Input(data).rest();
    match Selector::parse(&text) {
        Ok(Selector::Whole(hex)) => {
            assert!(hex.len() == 32 && is_hex(&hex));
            assert_eq!(Selector::parse(&hex), Ok(Selector::Whole(hex.clone())));
        }
        Ok(Selector::Prefix(hex)) => assert!((4..32).contains(&hex.len()) && is_hex(&hex)),
        Err(why) => assert!(!why.chars().any(output::is_unsafe), "{why:?}"),
    }
    let api = match ApiUrl::parse(&text) {
        Ok(api) => api,
        Err(fault) => {
            // A password may stand before a host: of such text nothing is said.
            if text.contains('@') {
                assert_eq!(Err(fault), ApiUrl::parse("https://a@b"));
            }
            return;
        }
    };
    assert_eq!(ApiUrl::parse(api.as_str()).as_ref(), Ok(&api), "read twice");
    assert!(api.as_str().ends_with("/api/") && api.as_str().starts_with("http"));
    assert!(api.as_str().bytes().all(|byte| byte.is_ascii_graphic()));
    assert!(!api.as_str().contains(['@', '?', '#']));
    assert!(!api.host().is_empty() && !api.endpoint().0.is_empty());
    let candidates = ApiUrl::candidates(&text).expect("as parse");
    assert!(candidates.contains(&api));
    // What comes from a server or a person behind the `?` leads nowhere else.
    let joined = api.join(&format!("my-assignment-batches/?{text}"));
    assert!(api.same_origin(&joined));
    assert!(joined.as_str().starts_with(&format!("{api}my-assignment-batches/?")));
}

fn is_hex(text: &str) -> bool {
    let is_lower_hex = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    text.bytes().all(is_lower_hex)
}

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

const ITEMS: [&str; 3] = [
    r#"{"uuid":"9e1f04b31d674adbbf67a2f07025e6b3","proposal_name":"A\nname","status":"pending"}"#,
    r#"{"uuid":"41ac77d0efd94280a5e72d1914de0550","proposal_name":"B","status":"pending","has_coi":true}"#,
    r#"{"uuid":"f0a9d8c7b6a5948372615049f8e7d6c5","proposal_slug":"GW-3","status":"pending"}"#,
];

/// The form of `batches respond --edit`.
pub fn answers(data: &[u8]) {
    let mut input = Input(data);
    let call = input.text();
    let items = ITEMS.map(|text| -> Item<'_> {
        Document::new(serde_json::from_str(text).expect("an item")).read
    });
    let heading = form::Heading { call: &call, due: "due tomorrow", note: None };
    let blank = form::write(&heading, &items, &form::Decisions::new(), &[]);
    let left = form::read(&blank, &items).into_decisions().expect("a form of our own");
    assert!(left.is_empty());
    let text = input.rest();
    // A form as a user leaves it, and one that was changed below its head.
    for text in [text.clone().into_owned(), format!("{blank}{text}")] {
        let reading = form::read(&text, &items);
        for (uuid, answer) in &reading.decisions {
            let item = items.iter().find(|item| item.uuid() == Some(uuid));
            let item = item.expect("an item of this batch");
            match answer {
                Answer::Accept => assert!(!item.has_conflict()),
                Answer::Decline(reason) => {
                    assert!(!reason.is_empty() && reason.trim() == reason);
                    assert!(!reason.contains('\0'));
                }
            }
        }
        let filled = form::write(&heading, &items, &reading.decisions, &[]);
        let filled = form::read(&filled, &items).into_decisions().expect("a form of our own");
        assert_eq!(filled, reading.decisions, "lost");
    }
}

/// `credentials.toml`, and tokens.
pub fn credentials(data: &[u8]) {
    let text = Input(data).rest();
    let secret = text.trim();
    match Token::parse(&text) {
        Ok(token) => {
            assert!(token.header().bytes().all(|byte| matches!(byte, b' '..=b'~')));
            assert!(secret.ends_with(token.expose()));
            assert_eq!(
                Token::parse(token.expose()).map(|again| again.header()),
                Ok(token.header())
            );
            let _ = token.expires_at();
            assert!(!format!("{token:?}").contains(token.expose()) || token.expose().len() < 14);
        }
        // The same words whatever the text is: nothing of it is quoted.
        Err(fault) => {
            let known = ["", "a b"].map(|text| Token::parse(text).expect_err("no token"));
            assert!(known.contains(&fault), "{fault:?}");
        }
    }
    let path = Path::new("credentials.toml");
    let Ok(document) = credentials::understood(&text, path) else {
        return;
    };
    let names = |document: &DocumentMut| -> Vec<String> {
        let table = document.get("profiles").and_then(TomlItem::as_table_like);
        table.map_or_else(Vec::new, |table| table.iter().map(|(name, _)| name.to_owned()).collect())
    };
    let login = |document: &DocumentMut, name: &str| {
        let login = credentials::login_in(document, name, path);
        login.map(|login| {
            let token = |login: &Login| login.token.as_ref().map(|token| token.expose().to_owned());
            login.map(|login| (token(&login), login.api, login.portal, login.user))
        })
    };
    let before: Vec<_> = names(&document)
        .into_iter()
        .filter(|name| name != "default")
        .map(|name| {
            let known = login(&document, &name);
            (name, known.map_err(|fault| fault.message))
        })
        .collect();
    let mut changed = document.clone();
    let fresh = Login {
        api: ApiUrl::parse("https://w.example").expect("an address"),
        token: Some(Token::parse("f00dcafe").expect("a token")),
        portal: Some("https://p.example/\"\\\n".to_owned()),
        user: None,
    };
    if !credentials::put(&mut changed, "default", &fresh) {
        return;
    }
    let written = changed.to_string();
    let again = credentials::understood(&written, path).expect("what was written is understood");
    let stored = login(&again, "default").expect("a login").expect("a login");
    assert_eq!(stored, (Some("f00dcafe".to_owned()), fresh.api, fresh.portal, None));
    for (name, known) in before {
        let now = login(&again, &name).map_err(|fault| fault.message);
        assert_eq!(now, known, "{name:?} was changed");
    }
    // A table that stands where a text belongs goes with what is in it.
    if login(&document, "default").is_ok() {
        assert_comments_stay(&text, &written);
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
    if key.kind == KeyKind::File || profile.is_some_and(|name| check_profile_name(name).is_err()) {
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
fn assert_comments_stay(before: &str, after: &str) {
    let after: Vec<&str> = after.lines().map(str::trim).collect();
    // In texts of several lines such a line is none, and may go with its value.
    if before.contains("\"\"\"") || before.contains("'''") {
        return;
    }
    for line in before.lines().map(str::trim) {
        assert!(!line.starts_with('#') || after.contains(&line), "{line:?} is lost");
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

/// Calendar files: our own are read as they were written, others refused.
pub fn calendar(data: &[u8]) {
    let mut input = Input(data);
    let seconds = i64::from(input.byte()) << 22;
    let at = Timestamp::from_second(seconds).expect("a time");
    let mut event = output::ics::Event {
        uid: format!("{}@w.example", input.number(0, 255)),
        profile: input.flag().then(|| "default".to_owned()),
        stamp: Timestamp::UNIX_EPOCH,
        sequence: u32::from(input.byte()),
        is_cancelled: input.flag(),
        at,
        summary: String::new(),
        description: String::new(),
        url: Some("https://p.example/".to_owned()),
        alarms: vec![u64::from(input.byte()) * 977, 86_400],
    };
    event.summary = output::ics::clean(&input.text());
    event.description = output::ics::clean(&input.text());
    let written = output::ics::write(vec![event.clone()]);
    for line in written.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.chars().any(output::is_unsafe), "{line:?}");
    }
    assert_eq!(output::ics::read(&written), Ok(vec![event]));
    // Another's file, or one of ours that was changed.
    let text = input.rest();
    if data.len().is_multiple_of(2) {
        let _ = output::ics::read(&text);
    } else if let Ok(events) = output::ics::read(&written.replace("END:VEVENT", &text)) {
        let written = output::ics::write(events.clone());
        assert_eq!(output::ics::read(&written).map(|events| events.len()), Ok(events.len()));
    }
}

/// What a view comes to.
fn shown(view: &View, theme: &Theme) -> String {
    let mut out = Vec::new();
    render(view, theme, &mut out).expect("memory takes it");
    String::from_utf8(out).expect("UTF-8")
}

fn role(input: &mut Input<'_>) -> Role {
    match input.byte() % 6 {
        0 => Role::Plain,
        1 => Role::Heading,
        2 => Role::Urgent,
        3 => Role::Past,
        4 => Role::Good,
        _ => Role::Danger,
    }
}

fn table(input: &mut Input<'_>) -> Table {
    const NAMES: [&str; 6] = ["BATCH", "CALL", "DUE", "A LONG HEADING", "D", "E"];
    let mut columns: Vec<Column> = Vec::new();
    for name in NAMES.iter().take(input.number(1, NAMES.len())) {
        let flags = input.byte();
        columns.push(Column {
            right: flags & 1 == 1,
            flexible: flags & 2 == 2,
            from_width: if flags & 0b1100 == 0b1100 && !columns.is_empty() { 100 } else { 0 },
            ..Column::new(name, name)
        });
    }
    let keep_all = input.flag();
    let mut rows = Vec::new();
    while !input.0.is_empty() && rows.len() < 6 {
        let role = role(input);
        let cells = columns.iter().map(|_| cell(input)).collect();
        rows.push(Row { role, cells });
    }
    Table { columns, rows, keep_all }
}

fn cell(input: &mut Input<'_>) -> Cell {
    match input.byte() % 10 {
        0 => Cell::Near(When::At(moment(input))),
        1 => Cell::Exact(When::At(moment(input))),
        2 => Cell::Date(When::Unknown),
        3 => Cell::Count(Some(u64::from(input.byte()) << 50)),
        4 => Cell::Part(Box::new((None, Some(u64::from(input.byte()))))),
        5 => Cell::Flag(input.flag()),
        6 => Cell::Linked(Box::new((input.text(), format!("https://w.example/{}", input.text())))),
        _ => Cell::Text(input.text()),
    }
}

/// Any time that can be one, most of them far away.
fn moment(input: &mut Input<'_>) -> Timestamp {
    let seconds = (0..5).fold(0, |seconds, _| seconds << 8 | i64::from(input.byte()));
    let seconds = seconds & 0x3f_ffff_ffff;
    Timestamp::from_second(seconds).unwrap_or(Timestamp::MAX)
}

/// What a person sees of a text: colours and links add what a terminal does not show, and blanks at
/// the end of a line are not seen.
fn seen(text: &str) -> Vec<String> {
    let text = without_sequences(text);
    let lines = text.split_terminator('\n');
    lines.map(|line| line.trim_end().to_owned()).collect()
}

/// A text without colours (`ESC [ … m`) and links (`ESC ] … ESC \`). Any other
/// sequence stays.
fn without_sequences(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        out.push_str(before);
        let end = if let Some(style) = after.strip_prefix('[') {
            style.find('m').map(|at| at + 2)
        } else if after.starts_with("]8;;") {
            after.find("\u{1b}\\").map(|at| at + 2)
        } else {
            None
        };
        if let Some(end) = end {
            rest = after.get(end..).unwrap_or_default();
        } else {
            out.push('\u{1b}');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::TARGETS;
    use proptest::prelude::*;
    use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    /// Pieces that steer the readers, put in at random.
    const PIECES: [&[u8]; 24] = [
        b"\"",
        b"\\",
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b"#",
        b"\n",
        b"\r\n",
        b"\t",
        b"=",
        b"<",
        b">",
        b"?",
        b"/",
        b"@",
        b"\xff",
        b"\x00",
        b"\x1b[31m",
        b"\xe2\x80\xae",
        b"\xe9\xab\x98",
        b"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x94\xac",
    ];

    fn inputs(kind: &str, target: &str) -> Vec<Vec<u8>> {
        let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz");
        let Ok(entries) = fs::read_dir(tests.join(kind).join(target)) else {
            return Vec::new();
        };
        let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths.iter().map(|path| fs::read(path).unwrap()).collect()
    }

    /// A seed or a finding, with some changes.
    fn changed(known: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
        let piece = prop_oneof![
            prop::sample::select(PIECES.to_vec()).prop_map(<[u8]>::to_vec),
            prop::collection::vec(any::<u8>(), 0..6),
        ];
        let change = (any::<prop::sample::Index>(), 0..8usize, piece);
        (prop::sample::select(known), prop::collection::vec(change, 1..6)).prop_map(
            |(mut bytes, changes)| {
                for (place, length, piece) in changes {
                    let start = place.index(bytes.len() + 1);
                    let end = (start + length).min(bytes.len());
                    bytes.splice(start..end, piece);
                }
                bytes
            },
        )
    }

    fn holds(name: &str) {
        let (_, check) = TARGETS.iter().find(|(known, _)| *known == name).unwrap();
        let seeds = inputs("seeds", name);
        assert!(!seeds.is_empty(), "tests/fuzz/seeds/{name} is empty");
        let known = [seeds, inputs("findings", name)].concat();
        for input in &known {
            check(input);
        }
        let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
        // The same inputs each time, unless more are asked for.
        let mut runner = if std::env::var_os("PROPTEST_CASES").is_some() {
            TestRunner::new(config)
        } else {
            let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
            TestRunner::new_with_rng(config, rng)
        };
        runner
            .run(&changed(known), |input| {
                check(&input);
                Ok(())
            })
            .unwrap();
    }

    macro_rules! targets {
        ($($name:ident),*) => {
            $(
                #[test]
                fn $name() {
                    holds(stringify!($name));
                }
            )*

            #[test]
            fn every_target_is_tested_and_can_be_fuzzed() {
                let names = BTreeSet::from(TARGETS.map(|(name, _)| name.to_owned()));
                assert_eq!(names, BTreeSet::from([$(stringify!($name).to_owned()),*]));
                let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
                let Ok(files) = fs::read_dir(fuzz.join("fuzz_targets")) else {
                    // A crate holds no other one.
                    return;
                };
                let stem = |entry: fs::DirEntry| {
                    entry.path().file_stem().unwrap().to_str().unwrap().to_owned()
                };
                let files: BTreeSet<_> = files.map(|entry| stem(entry.unwrap())).collect();
                assert_eq!(files, names);
                let manifest = fs::read_to_string(fuzz.join("Cargo.toml")).unwrap();
                for name in &names {
                    let target = fs::read_to_string(fuzz.join(format!("fuzz_targets/{name}.rs")));
                    let check = if name == "form" { "answers" } else { name };
                    assert!(target.unwrap().contains(&format!("waldur_review::fuzzing::{check}(data)")));
                    assert!(manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")));
                }
            }
        };
    }

    targets!(
        addresses,
        calendar,
        certificates,
        config,
        credentials,
        documents,
        durations,
        form,
        headers,
        json,
        pages,
        sanitize,
        tables
    );
}
