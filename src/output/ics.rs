//! A calendar file (iCalendar, RFC 5545): writing it, and reading back what was written.
//!
//! It is written here because the common package for it (`icalendar`) gives each alarm a random
//! UID and the time of day, so that no two files are the same, and counts characters where lines
//! are to be folded by octets. The tests hold what is written against its parser.

use std::collections::BTreeMap;
use std::fmt::Write;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::sanitize;

/// By this a file is known as one of this program, whatever its version.
const PRODUCT: &str = "-//waldur-review//deadlines//EN";
/// The octets of a line, without its end.
const LONGEST: usize = 75;

/// A moment in a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The UID by which calendars know it: a later file with the same one replaces it.
    pub uid: String,
    /// The login that it was found by.
    pub profile: Option<String>,
    /// When it was last changed, in whole seconds.
    pub stamp: Timestamp,
    /// How often it was changed.
    pub sequence: u32,
    /// True if it is called off.
    pub is_cancelled: bool,
    /// When it is, in whole seconds.
    pub at: Timestamp,
    /// Its title, one line.
    pub summary: String,
    /// More about it.
    pub description: String,
    /// The page about it.
    pub url: Option<String>,
    /// When to ring, in seconds before it.
    pub alarms: Vec<u64>,
}

impl Event {
    /// Returns whether a calendar shows and does the same for both.
    pub fn is_as(&self, other: &Self) -> bool {
        let plain = |event: &Self| Self {
            stamp: Timestamp::UNIX_EPOCH,
            sequence: 0,
            profile: None,
            ..event.clone()
        };
        plain(self) == plain(other)
    }

    fn write(&self, out: &mut String) {
        let stamp = date_time(self.stamp);
        line(out, "BEGIN", "VEVENT");
        line(out, "UID", &escape(&self.uid));
        line(out, "DTSTAMP", &stamp);
        line(out, "LAST-MODIFIED", &stamp);
        if let Some(profile) = &self.profile {
            line(out, "X-WALDUR-REVIEW-PROFILE", &escape(profile));
        }
        line(out, "SEQUENCE", &self.sequence.to_string());
        let status = if self.is_cancelled { "CANCELLED" } else { "CONFIRMED" };
        line(out, "STATUS", status);
        // Without an end it lasts no time: an end has to be later than the start.
        line(out, "DTSTART", &date_time(self.at));
        line(out, "SUMMARY", &escape(&self.summary));
        if !self.description.is_empty() {
            line(out, "DESCRIPTION", &escape(&self.description));
        }
        if let Some(url) = &self.url {
            line(out, "URL", url);
        }
        line(out, "TRANSP", "TRANSPARENT");
        for seconds in &self.alarms {
            line(out, "BEGIN", "VALARM");
            line(out, "ACTION", "DISPLAY");
            line(out, "TRIGGER", &format!("-{}", duration(*seconds)));
            line(out, "DESCRIPTION", &escape(&self.summary));
            line(out, "END", "VALARM");
        }
        line(out, "END", "VEVENT");
    }
}

/// The whole file, the soonest event first.
pub fn write(mut events: Vec<Event>) -> String {
    events.sort_by(|one, other| (one.at, &one.uid).cmp(&(other.at, &other.uid)));
    let mut out = String::new();
    line(&mut out, "BEGIN", "VCALENDAR");
    line(&mut out, "VERSION", "2.0");
    line(&mut out, "PRODID", PRODUCT);
    line(&mut out, "CALSCALE", "GREGORIAN");
    line(&mut out, "X-WR-CALNAME", "Waldur deadlines");
    for event in &events {
        event.write(&mut out);
    }
    line(&mut out, "END", "VCALENDAR");
    out
}

/// The events of a file that this program wrote. What another program added to one of them is
/// not read.
///
/// # Errors
/// A sentence that says what else the file is, or what is wrong with it.
pub fn read(text: &str) -> Result<Vec<Event>, String> {
    let text = unfold(text.strip_prefix('\u{feff}').unwrap_or(text));
    let mut lines =
        text.lines().map(|line| line.trim_end_matches('\r')).filter(|line| !line.is_empty()).map(
            |line| {
                let (name, value) = line.split_once(':').unwrap_or((line, ""));
                // Parameters, which are never written here, are another program's.
                let name = name.split(';').next().unwrap_or(name);
                (name.to_ascii_uppercase(), value)
            },
        );
    if lines.next() != Some(("BEGIN".to_owned(), "VCALENDAR")) {
        return Err("it is not a calendar".to_owned());
    }
    let mut product = None;
    let mut events = Vec::new();
    while let Some((name, value)) = lines.next() {
        match (name.as_str(), value) {
            ("PRODID", value) => product = Some(value),
            ("BEGIN", "VEVENT") => events.push(read_event(&mut lines)),
            ("BEGIN", other) => {
                return Err(format!("it holds more than events ({other})"));
            }
            ("END", "VCALENDAR") => {
                if product != Some(PRODUCT) {
                    return Err("another program wrote it".to_owned());
                }
                if lines.next().is_some() {
                    return Err("something follows the calendar in it".to_owned());
                }
                return events
                    .into_iter()
                    .collect::<Option<_>>()
                    .ok_or_else(|| "an event in it is not of this program".to_owned());
            }
            _ => {}
        }
    }
    Err("its end is missing".to_owned())
}

fn read_event<'t>(lines: &mut impl Iterator<Item = (String, &'t str)>) -> Option<Event> {
    let mut facts: BTreeMap<String, &str> = BTreeMap::new();
    let mut alarms = Vec::new();
    while let Some((name, value)) = lines.next() {
        match (name.as_str(), value) {
            ("BEGIN", _) => {
                for (name, inner) in lines.by_ref() {
                    match name.as_str() {
                        "TRIGGER" => alarms.extend(seconds_before(inner)),
                        "END" if inner == value => break,
                        _ => {}
                    }
                }
            }
            ("END", _) => break,
            _ => {
                facts.insert(name, value);
            }
        }
    }
    let fact = |name: &str| facts.get(name).copied();
    let time = |name: &str| read_date_time(fact(name)?);
    Some(Event {
        uid: unescape(fact("UID")?),
        profile: fact("X-WALDUR-REVIEW-PROFILE").map(unescape),
        stamp: time("DTSTAMP")?,
        sequence: fact("SEQUENCE").unwrap_or("0").parse().ok()?,
        is_cancelled: fact("STATUS") == Some("CANCELLED"),
        at: time("DTSTART")?,
        summary: unescape(fact("SUMMARY").unwrap_or_default()),
        description: unescape(fact("DESCRIPTION").unwrap_or_default()),
        url: fact("URL").map(str::to_owned),
        alarms,
    })
}

/// One line of text from somebody else, as it may stand in a calendar.
pub fn clean(text: &str) -> String {
    sanitize::line(text).trim().to_owned()
}

/// `20261224T022449Z`
fn date_time(at: Timestamp) -> String {
    let at = TimeZone::UTC.to_datetime(at);
    format!(
        "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
        at.year(),
        at.month(),
        at.day(),
        at.hour(),
        at.minute(),
        at.second()
    )
}

/// Reads a time that [`date_time`] wrote.
fn read_date_time(text: &str) -> Option<Timestamp> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let is_plain = |text: &str, length: usize| {
        text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !is_plain(date, 8) || !is_plain(time, 6) {
        return None;
    }
    let part = |text: &str, from: usize| text.get(from..from + 2)?.parse().ok();
    let at = DateTime::new(
        date.get(..4)?.parse().ok()?,
        part(date, 4)?,
        part(date, 6)?,
        part(time, 0)?,
        part(time, 2)?,
        part(time, 4)?,
        0,
    );
    TimeZone::UTC.to_timestamp(at.ok()?).ok()
}

/// `P2D`, `PT3H`, `P1DT12H30M`
fn duration(seconds: u64) -> String {
    let mut text = "P".to_owned();
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    if days > 0 {
        let _ = write!(text, "{days}D");
    }
    if rest > 0 || days == 0 {
        text.push('T');
        let parts = [(rest / 3600, 'H'), (rest / 60 % 60, 'M'), (rest % 60, 'S')];
        for (count, unit) in parts {
            if count > 0 || (rest == 0 && unit == 'S') {
                let _ = write!(text, "{count}{unit}");
            }
        }
    }
    text
}

/// Reads a duration that [`duration`] wrote, with a minus.
fn seconds_before(text: &str) -> Option<u64> {
    let mut seconds: u64 = 0;
    let mut rest = text.strip_prefix("-P")?;
    while !rest.is_empty() {
        rest = rest.strip_prefix('T').unwrap_or(rest);
        let (number, after) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit())?);
        let unit = match after.chars().next()? {
            'W' => 604_800,
            'D' => 86_400,
            'H' => 3600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(number.parse::<u64>().ok()?.checked_mul(unit)?)?;
        rest = after.get(1..)?;
    }
    Some(seconds)
}

/// A property, folded: no line has more than 75 octets, and no character is cut.
fn line(out: &mut String, name: &str, value: &str) {
    let mut used = 0;
    for character in name.chars().chain([':']).chain(value.chars()) {
        if used + character.len_utf8() > LONGEST {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(character);
        used += character.len_utf8();
    }
    out.push_str("\r\n");
}

fn unfold(text: &str) -> String {
    let text = text.replace("\r\n ", "").replace("\r\n\t", "");
    // Some editors and version controls take the carriage returns away.
    text.replace("\n ", "").replace("\n\t", "")
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            _ => out.push(character),
        }
    }
    out
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match (character, characters.clone().next()) {
            ('\\', Some(next)) => {
                out.push(if matches!(next, 'n' | 'N') { '\n' } else { next });
                characters.next();
            }
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{
        Event, clean, date_time, duration, line, read, read_date_time, seconds_before, unfold,
        write,
    };
    use proptest::prelude::*;

    fn event(summary: &str) -> Event {
        Event {
            uid: "batch-1@w.example".to_owned(),
            profile: Some("default".to_owned()),
            stamp: "2026-11-24T03:00:00Z".parse().unwrap(),
            sequence: 2,
            is_cancelled: false,
            at: "2026-12-24T02:24:49Z".parse().unwrap(),
            summary: clean(summary),
            description: format!("{}\nsecond, line; \\n", clean(summary)),
            url: Some("https://p.example/a?b;c,d".to_owned()),
            alarms: vec![172_800, 10_800, 90],
        }
    }

    #[test]
    fn spans_are_read_as_they_are_written() {
        for (seconds, text) in [
            (172_800, "P2D"),
            (10_800, "PT3H"),
            (131_400, "P1DT12H30M"),
            (90, "PT1M30S"),
            (0, "PT0S"),
        ] {
            assert_eq!(duration(seconds), text);
            assert_eq!(seconds_before(&format!("-{text}")), Some(seconds));
        }
        for odd in ["PT3H", "-PT", "-P3", "-PT3X", "-PT99999999999999999999H", ""] {
            assert_eq!(seconds_before(odd), None, "{odd}");
        }
    }

    #[test]
    fn times_are_read_as_they_are_written() {
        let at = "2026-12-24T02:24:49Z".parse().unwrap();
        assert_eq!(date_time(at), "20261224T022449Z");
        assert_eq!(read_date_time("20261224T022449Z"), Some(at));
        for odd in [
            "20261224T022449",
            "20261324T022449Z",
            "2026122T022449Z",
            "+0261224T022449Z",
            "20261224T02244é",
            "20261224T0224éZ",
            "20261224",
            "",
        ] {
            assert_eq!(read_date_time(odd), None, "{odd}");
        }
    }

    #[test]
    fn what_is_not_of_this_program_is_not_read() {
        let own = write(vec![event("x")]);
        assert!(read(&own).is_ok());
        assert!(read(&format!("\u{feff}{}", own.replace("\r\n", "\n"))).is_ok());
        for (text, why) in [
            (String::new(), "it is not a calendar"),
            ("# notes\n".to_owned(), "it is not a calendar"),
            (own.replace("//waldur-review//", "//other//"), "another program wrote it"),
            (own.replace("PRODID", "X-PRODID"), "another program wrote it"),
            (own.replace("VEVENT", "VTODO"), "it holds more than events (VTODO)"),
            (own.replace("END:VCALENDAR", ""), "its end is missing"),
            (format!("{own}{own}"), "something follows the calendar in it"),
            (
                own.replace("DTSTART:", "DTSTART;TZID=Europe/London:2026"),
                "an event in it is not of this program",
            ),
            (own.replace("\r\nUID", "\r\nX-UID"), "an event in it is not of this program"),
        ] {
            assert_eq!(read(&text), Err(why.to_owned()), "{text}");
        }
    }

    #[test]
    fn another_program_finds_the_same_in_it() {
        use icalendar::{Calendar, CalendarComponent, Component};
        let written = event("a, b; c\\d — Tähetorn 高性能計算 \u{1b}[31m\r\nRed\u{7}");
        let text = write(vec![written.clone()]);
        let calendar: Calendar = text.parse().unwrap();
        let [CalendarComponent::Event(found)] = calendar.components.as_slice() else {
            panic!("{text}");
        };
        assert_eq!(found.get_uid(), Some("batch-1@w.example"));
        assert_eq!(found.get_summary(), Some(written.summary.as_str()));
        assert_eq!(found.get_description(), Some(written.description.as_str()));
        assert_eq!(found.get_url(), Some("https://p.example/a?b;c,d"));
        assert_eq!(found.property_value("DTSTART"), Some("20261224T022449Z"));
        assert_eq!(found.get_sequence(), Some(2));
        let alarms: Vec<_> = found
            .components()
            .iter()
            .map(|alarm| {
                assert_eq!(alarm.component_kind(), "VALARM");
                assert_eq!(alarm.property_value("ACTION"), Some("DISPLAY"));
                assert!(alarm.property_value("DESCRIPTION").is_some());
                alarm.property_value("TRIGGER").unwrap_or_default()
            })
            .collect();
        assert_eq!(alarms, ["-P2D", "-PT3H", "-PT1M30S"]);
    }

    proptest! {
        #[test]
        fn folding_loses_nothing(text in any::<String>()) {
            let text = clean(&text);
            let mut folded = String::new();
            line(&mut folded, "SUMMARY", &text);
            for line in folded.strip_suffix("\r\n").unwrap().split("\r\n") {
                prop_assert!(line.len() <= 75 && !line.contains(['\r', '\n']));
            }
            prop_assert_eq!(unfold(&folded), format!("SUMMARY:{text}\r\n"));
        }

        #[test]
        fn every_name_is_read_as_it_was_written(text in any::<String>(), wide in "[高é👩‍🔬 ,;\\\\]{0,80}") {
            let events = vec![event(&text), Event { uid: "review-1@w".to_owned(), ..event(&wide) }];
            prop_assert_eq!(read(&write(events.clone())), Ok(events.clone()));
            let calendar: icalendar::Calendar = write(events).parse().unwrap();
            prop_assert_eq!(calendar.components.len(), 2);
        }
    }
}
