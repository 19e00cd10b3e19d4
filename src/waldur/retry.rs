//! The decision when a request is repeated.

use std::time::Duration;

use jiff::Timestamp;

use super::error::Problem;

/// A GET is repeated at most this often.
pub const REPETITIONS: u32 = 2;

/// The wait before a request is repeated, or `None` to give up.
///
/// `attempt` counts from 1. `jitter` is a number from 0 to 1 that spreads clients out. Waiting
/// never goes beyond `remaining`, the time that is left for the whole request.
pub fn pause(
    problem: &Problem,
    attempt: u32,
    jitter: f64,
    remaining: Duration,
) -> Option<Duration> {
    if attempt > REPETITIONS {
        return None;
    }
    let asked_for = match problem {
        Problem::Throttled(wait) => *wait,
        Problem::ServerFailed(502..=504)
        | Problem::Connect(_)
        | Problem::Broken(_)
        | Problem::Timeout(_) => None,
        Problem::ServerFailed(_)
        | Problem::Dns(_)
        | Problem::Proxy(..)
        | Problem::Tls(_)
        | Problem::Unauthorized(_)
        | Problem::Forbidden(_)
        | Problem::NotFound
        | Problem::NoSuchEndpoint
        | Problem::Refused(..)
        | Problem::Redirect(_)
        | Problem::RedirectLoop
        | Problem::UnexpectedStatus(_)
        | Problem::NotJson { .. }
        | Problem::Shape(_)
        | Problem::TooLarge(_)
        | Problem::ListTooLarge(_)
        | Problem::ListTooSlow(_)
        | Problem::Setup(_) => return None,
    };
    let backoff =
        Duration::from_millis(200 << (attempt - 1).min(8)).mul_f64(1.0 + jitter.clamp(0.0, 1.0));
    let wait = asked_for.map_or(backoff, |asked| asked.max(backoff));
    (wait < remaining).then_some(wait)
}

/// Reads a `Retry-After` header: seconds, or a date. `None` for a date that is past, and for
/// anything else.
pub fn retry_after(value: &str, now: Timestamp) -> Option<Duration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // More seconds than fit are more than anybody waits.
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    let at = jiff::fmt::rfc2822::parse(value).ok()?.timestamp();
    let wait = at.as_second().checked_sub(now.as_second())?;
    Some(Duration::from_secs(wait.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{Problem, pause, retry_after};
    use std::time::Duration;

    const LONG: Duration = Duration::from_secs(30);

    #[test]
    fn temporary_problem_is_retried_twice() {
        let broken = Problem::Broken(String::new());
        assert_eq!(pause(&broken, 1, 0.0, LONG), Some(Duration::from_millis(200)));
        assert_eq!(pause(&broken, 2, 0.0, LONG), Some(Duration::from_millis(400)));
        assert_eq!(pause(&broken, 2, 1.0, LONG), Some(Duration::from_millis(800)));
        assert_eq!(pause(&broken, 3, 0.0, LONG), None);
        for status in [502, 503, 504] {
            assert!(pause(&Problem::ServerFailed(status), 1, 0.5, LONG).is_some());
        }
        for status in [500, 501, 505] {
            assert_eq!(pause(&Problem::ServerFailed(status), 1, 0.5, LONG), None);
        }
        for lasting in [Problem::NotFound, Problem::Unauthorized(None), Problem::Dns(String::new())]
        {
            assert_eq!(pause(&lasting, 1, 0.0, LONG), None);
        }
    }

    #[test]
    fn waiting_stays_within_the_time_that_is_left() {
        let throttled = |seconds| Problem::Throttled(Some(Duration::from_secs(seconds)));
        assert_eq!(pause(&throttled(3), 1, 0.0, LONG), Some(Duration::from_secs(3)));
        assert_eq!(pause(&throttled(0), 1, 0.0, LONG), Some(Duration::from_millis(200)));
        assert_eq!(pause(&throttled(31), 1, 0.0, LONG), None);
        assert_eq!(pause(&throttled(u64::MAX), 1, 0.0, LONG), None);
        assert_eq!(pause(&Problem::Timeout(LONG), 1, 0.0, Duration::ZERO), None);
        // A wait that takes all the time leaves none for the request.
        let short = Duration::from_millis(200);
        assert_eq!(pause(&throttled(0), 1, 0.0, short), None);
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = "1994-11-06T08:49:30Z".parse().unwrap();
        let seconds = |value| retry_after(value, now).map(|wait| wait.as_secs());
        assert_eq!(seconds("7"), Some(7));
        assert_eq!(seconds(" 1000000000000 "), Some(1_000_000_000_000));
        assert_eq!(seconds("99999999999999999999999"), Some(u64::MAX));
        assert_eq!(seconds("Sun, 06 Nov 1994 08:49:37 GMT"), Some(7));
        for nothing in ["", "-1", "1.5", "soon", "Sun, 06 Nov 1994 08:49:00 GMT"] {
            assert_eq!(seconds(nothing), None, "{nothing}");
        }
    }
}
