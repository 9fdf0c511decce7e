//! Points in time as text, as a library for dates reads and writes them.
#![cfg(not(target_arch = "wasm32"))]

use chrono::{DateTime, SecondsFormat};
use leptos_presence::model::time::Timestamp;
use proptest::prelude::*;

fn theirs(text: &str) -> Option<i64> {
    DateTime::parse_from_rfc3339(text).ok().map(|time| time.timestamp_millis())
}

fn ours(text: &str) -> Option<i64> {
    Timestamp::parse_rfc3339(text).map(Timestamp::as_millis)
}

/// The years that RFC 3339 can write.
fn any_millis() -> impl Strategy<Value = i64> {
    -62_167_219_200_000_i64..253_402_300_800_000
}

proptest! {
    #[test]
    fn what_others_write_is_read(millis in any_millis(), offset in -1439..1440, digits in 0..4) {
        let offset = chrono::FixedOffset::east_opt(offset * 60).expect("an offset");
        let time = DateTime::from_timestamp_millis(millis).expect("a time").with_timezone(&offset);
        let format = [SecondsFormat::Secs, SecondsFormat::Millis, SecondsFormat::Micros, SecondsFormat::Nanos];
        let text = time.to_rfc3339_opts(format[usize::try_from(digits).expect("small")], true);
        prop_assume!(text.len() >= 20 && !text.starts_with(['+', '-']));
        prop_assert_eq!(ours(&text), theirs(&text), "{}", text);
    }

    #[test]
    fn what_is_written_others_write_too(millis in any_millis()) {
        let time = DateTime::from_timestamp_millis(millis).expect("a time");
        let written = Timestamp::from_millis(millis).to_rfc3339();
        prop_assert_eq!(written, time.to_rfc3339_opts(SecondsFormat::Secs, true));
    }

    #[test]
    fn what_is_nearly_a_time_is_read_by_both_or_by_neither(
        text in r"[0-9]{4}-[0-3][0-9]-[0-4][0-9][Tt ][0-2][0-9]:[0-6][0-9]:[0-6][0-9](\.[0-9]{0,4})?(Z|z|[+-][0-2][0-9]:[0-6][0-9])",
    ) {
        // A leap second is theirs as a second of its own, ours as the one before.
        prop_assume!(!text.contains(":60"));
        prop_assert_eq!(ours(&text), theirs(&text), "{}", text);
    }

    #[test]
    fn no_text_whatever_makes_it_panic(text in any::<String>(), time in r"[0-9TZz:.+ -]{0,30}") {
        let _ = (ours(&text), ours(&time));
    }
}

#[test]
fn a_leap_second_is_the_second_before_it() {
    assert_eq!(ours("2016-12-31T23:59:60Z"), theirs("2016-12-31T23:59:59Z"));
}

#[test]
fn what_is_no_time_is_none() {
    for text in [
        "",
        "2024-01-28",
        "2024-01-28T12:00:00",
        "2024-02-30T00:00:00Z",
        "24-1-2T1:2:3Z",
        "2024-01-28T12:00:00+0100",
    ] {
        assert_eq!(ours(text), None, "{text}");
    }
}
