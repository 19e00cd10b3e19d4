//! Times as users read them.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::theme::Theme;

/// Up to this many minutes ahead a time is given with its weekday, its clock and the hours left.
const NEAR_MINUTES: i64 = 72 * 60;

/// How far a time is from now: `Fri 17:00 (32 h)` within 72 hours, `in 6 days`, `5 h ago`,
/// `yesterday 09:00`, `2 days ago`.
pub fn relative(at: Timestamp, theme: &Theme) -> String {
    let minutes = minutes_until(at, theme);
    let local = theme.zone.to_datetime(at);
    let days = days_between(theme.now, at, &theme.zone);
    match (minutes, days) {
        (0, _) => "now".to_owned(),
        (1..NEAR_MINUTES, _) => {
            format!("{} ({})", local.strftime("%a %H:%M"), minutes_or_hours(minutes))
        }
        (NEAR_MINUTES.., days) => format!("in {days} days"),
        (-59..=-1, _) | (_, 0) => format!("{} ago", minutes_or_hours(-minutes)),
        (_, -1) => format!("yesterday {}", local.strftime("%H:%M")),
        (_, days) => format!("{} days ago", -days),
    }
}

fn minutes_until(at: Timestamp, theme: &Theme) -> i64 {
    (at.as_second() - theme.now.as_second()).div_euclid(60)
}

/// `42 min`, `32 h`: hours are rounded down.
fn minutes_or_hours(minutes: i64) -> String {
    if minutes < 60 { format!("{minutes} min") } else { format!("{} h", minutes / 60) }
}

/// The distance from now in hours, or days of the calendar as [`relative`] counts them, for beside
/// an absolute time: `in 32 h`, `3 days ago`.
pub fn distance(at: Timestamp, theme: &Theme) -> String {
    let minutes = minutes_until(at, theme);
    let span = if minutes.abs() < NEAR_MINUTES {
        minutes_or_hours(minutes.abs())
    } else {
        format!("{} days", days_between(theme.now, at, &theme.zone).unsigned_abs())
    };
    match minutes {
        0 => "now".to_owned(),
        ..0 => format!("{span} ago"),
        1.. => format!("in {span}"),
    }
}

/// The day's name where one is nearer than a date: `today`, `tomorrow`, `yesterday`.
pub fn day_name(at: Timestamp, theme: &Theme) -> Option<&'static str> {
    match days_between(theme.now, at, &theme.zone) {
        0 => Some("today"),
        1 => Some("tomorrow"),
        -1 => Some("yesterday"),
        _ => None,
    }
}

/// A whole date with the zone's name: `Fri 02 Oct 2026 17:00 BST`.
pub fn long(at: Timestamp, zone: &TimeZone) -> String {
    let there = zone.to_datetime(at).strftime("%a %d %b %Y %H:%M").to_string();
    format!("{there} {}", zone_name(at, zone))
}

/// The same time in UTC and anywhere on earth (`AoE`, UTC-12), as calls put their deadlines:
/// `Fri 02 Oct 2026 16:00 UTC, 04:00 AoE`. What is shown in UTC anyway is not said twice.
pub fn elsewhere(at: Timestamp, zone: &TimeZone) -> String {
    let earth = TimeZone::fixed(jiff::tz::Offset::constant(-12));
    let there = earth.to_datetime(at);
    let whole = long(at, &earth);
    let whole = whole.rsplit_once(' ').map_or("", |(time, _)| time);
    if zone.to_offset(at).is_zero() {
        return format!("{whole} AoE");
    }
    let utc = long(at, &TimeZone::UTC);
    if TimeZone::UTC.to_datetime(at).date() == there.date() {
        format!("{utc}, {:02}:{:02} AoE", there.hour(), there.minute())
    } else {
        format!("{utc}, {whole} AoE")
    }
}

/// A date and time that sorts: `2026-10-02 17:00 BST`.
pub fn short(at: Timestamp, zone: &TimeZone) -> String {
    let there = zone.to_datetime(at);
    format!("{} {} {}", there.date(), there.strftime("%H:%M"), zone_name(at, zone))
}

/// The date alone: `2026-10-02`.
pub fn date(at: Timestamp, zone: &TimeZone) -> String {
    zone.to_datetime(at).date().to_string()
}

fn zone_name(at: Timestamp, zone: &TimeZone) -> String {
    zone.to_offset_info(at).abbreviation().to_owned()
}

fn days_between(from: Timestamp, to: Timestamp, zone: &TimeZone) -> i64 {
    let from = zone.to_datetime(from).date();
    let to = zone.to_datetime(to).date();
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::{date, distance, elsewhere, long, relative, short};
    use crate::output::Theme;
    use jiff::tz::TimeZone;

    fn theme(now: &str) -> Theme {
        Theme {
            color: false,
            utf8: true,
            width: 80,
            zone: TimeZone::posix("GMT0BST,M3.5.0/1,M10.5.0").unwrap(),
            now: now.parse().unwrap(),
            is_terminal: true,
            ..Theme::plain()
        }
    }

    #[test]
    fn relative_times() {
        let theme = theme("2026-10-01T09:00:00Z");
        for (at, words) in [
            ("2026-10-01T09:00:30Z", "now"),
            ("2026-10-01T09:42:10Z", "Thu 10:42 (42 min)"),
            ("2026-10-01T16:00:00Z", "Thu 17:00 (7 h)"),
            ("2026-10-02T16:59:00Z", "Fri 17:59 (31 h)"),
            ("2026-10-04T08:59:59Z", "Sun 09:59 (71 h)"),
            ("2026-10-04T09:00:00Z", "in 3 days"),
            ("2026-10-07T22:00:00Z", "in 6 days"),
            ("2026-10-01T08:30:00Z", "30 min ago"),
            ("2026-10-01T04:00:00Z", "5 h ago"),
            ("2026-09-30T08:00:00Z", "yesterday 09:00"),
            ("2026-09-29T08:00:00Z", "2 days ago"),
            ("2027-10-01T08:00:00Z", "in 365 days"),
        ] {
            assert_eq!(relative(at.parse().unwrap(), &theme), words, "{at}");
        }
    }

    #[test]
    fn distances_and_dates() {
        let theme = theme("2026-10-01T08:00:00Z");
        let at = "2026-10-02T16:00:00Z".parse().unwrap();
        assert_eq!(distance(at, &theme), "in 32 h");
        let earlier = |at: &str| distance(at.parse().unwrap(), &theme);
        assert_eq!(earlier("2026-09-30T00:00:00Z"), "32 h ago");
        assert_eq!(earlier("2026-10-01T08:42:00Z"), "in 42 min");
        // The same number of days as in a list, whatever the hour.
        for at in ["2026-10-06T22:00:00Z", "2026-10-07T01:00:00+01:00", "2026-09-25T23:00:00Z"] {
            assert_eq!(earlier(at), relative(at.parse().unwrap(), &theme), "{at}");
        }
        assert_eq!(earlier("2026-10-06T22:00:00Z"), "in 5 days");
        for (at, text) in [
            ("0007-03-01T05:09:00Z", "0007-03-01"),
            ("-000044-03-15T12:00:00Z", "-000044-03-15"),
            ("9999-12-30T22:00:00Z", "9999-12-30"),
        ] {
            let at = at.parse().unwrap();
            assert_eq!(date(at, &TimeZone::UTC), text);
            assert!(short(at, &TimeZone::UTC).starts_with(text));
        }
        assert_eq!(long(at, &theme.zone), "Fri 02 Oct 2026 17:00 BST");
        assert_eq!(short(at, &theme.zone), "2026-10-02 17:00 BST");
        assert_eq!(elsewhere(at, &theme.zone), "Fri 02 Oct 2026 16:00 UTC, 04:00 AoE");
        assert_eq!(elsewhere(at, &TimeZone::UTC), "Fri 02 Oct 2026 04:00 AoE");
        assert_eq!(
            elsewhere("2026-10-02T11:59:00Z".parse().unwrap(), &theme.zone),
            "Fri 02 Oct 2026 11:59 UTC, Thu 01 Oct 2026 23:59 AoE"
        );
        assert_eq!(
            long("2026-12-01T00:05:00Z".parse().unwrap(), &theme.zone),
            "Tue 01 Dec 2026 00:05 GMT"
        );
    }
}
