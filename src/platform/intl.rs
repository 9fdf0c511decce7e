//! Dates and times as the reader writes them, from the browser's Intl.

use std::cell::Cell;

use chrono::{DateTime, Utc};
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::chat::timeline::{Recency, day_of};

/// How much of a point in time is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// 12:04
    Time,
    /// Monday
    Weekday,
    /// 23 Nov
    ShortDate,
    /// Monday 23 November
    LongDate,
    /// Monday 23 November 2026 at 12:04
    Full,
}

impl Style {
    /// Every style, in the order of its numbers.
    const ALL: [Self; 5] = [Self::Time, Self::Weekday, Self::ShortDate, Self::LongDate, Self::Full];

    const fn options(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Time => &[("hour", "2-digit"), ("minute", "2-digit")],
            Self::Weekday => &[("weekday", "short")],
            Self::ShortDate => &[("day", "numeric"), ("month", "short")],
            Self::LongDate => &[("weekday", "long"), ("day", "numeric"), ("month", "long")],
            Self::Full => &[("dateStyle", "full"), ("timeStyle", "short")],
        }
    }

    fn formatter(self) -> Function {
        let bag = Object::new();
        for (key, value) in self.options() {
            // Setting a property of a plain object does not fail.
            let _ = Reflect::set(&bag, &JsValue::from_str(key), &JsValue::from_str(value));
        }
        Intl::DateTimeFormat::new(&Array::new(), &bag).format()
    }
}

/// Clocks are put forward and back at full hours of UTC, or half of them, and never twice in so little time: where both
/// ends of it have the same offset, all of it has.
const STRETCH_MILLIS: i64 = 6 * 3_600_000;

thread_local! {
    /// Of the stretch that was asked for last: its number, and its offset if there is one for all of it.
    static LAST_OFFSET: Cell<Option<(i64, Option<i32>)>> = const { Cell::new(None) };
    /// Making a formatter costs a hundred times what using it does.
    static FORMATTERS: [Function; 5] = Style::ALL.map(Style::formatter);
}

/// Writes `time`; empty for one that the browser's calendar doesn't reach.
#[must_use]
pub fn format(time: DateTime<Utc>, style: Style) -> String {
    let time = js_date(time.timestamp_millis());
    let text = FORMATTERS.with(|formatters| formatters[style as usize].call1(&JsValue::UNDEFINED, &time));
    text.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are far below 2^53")]
fn js_date(millis: i64) -> Date {
    Date::new(&JsValue::from_f64(millis as f64))
}

/// How far local time is ahead of UTC at `time`, in minutes.
#[must_use]
pub fn offset_minutes(time: DateTime<Utc>) -> i32 {
    let stretch = time.timestamp_millis().div_euclid(STRETCH_MILLIS);
    LAST_OFFSET.with(|last| {
        if last.get().is_none_or(|(known, _)| known != stretch) {
            let start = stretch.saturating_mul(STRETCH_MILLIS);
            let (first, end) = (ask_offset(start), ask_offset(start.saturating_add(STRETCH_MILLIS)));
            last.set(Some((stretch, (first == end).then_some(first))));
        }
        last.get().and_then(|(_, offset)| offset).unwrap_or_else(|| ask_offset(time.timestamp_millis()))
    })
}

#[expect(clippy::cast_possible_truncation, reason = "offsets are at most a day")]
fn ask_offset(millis: i64) -> i32 {
    -(js_date(millis).get_timezone_offset() as i32)
}

/// Where `time` lies, seen from `now`.
#[must_use]
pub fn recency(time: DateTime<Utc>, now: DateTime<Utc>) -> Recency {
    let day = |time| day_of(time, offset_minutes(time));
    Recency::of(day(time), day(now))
}

/// Writes when something last happened, as short as can be: 12:04, Yesterday, Mon, 23 Nov.
#[must_use]
pub fn format_recent(time: DateTime<Utc>, now: DateTime<Utc>) -> String {
    match recency(time, now) {
        Recency::Today => format(time, Style::Time),
        Recency::Yesterday => "Yesterday".to_owned(),
        Recency::ThisWeek => format(time, Style::Weekday),
        Recency::Earlier => format(time, Style::ShortDate),
    }
}

/// Writes the day of `time`: Today, Yesterday, Monday 23 November.
#[must_use]
pub fn format_day(time: DateTime<Utc>, now: DateTime<Utc>) -> String {
    match recency(time, now) {
        Recency::Today => "Today".to_owned(),
        Recency::Yesterday => "Yesterday".to_owned(),
        Recency::ThisWeek | Recency::Earlier => format(time, Style::LongDate),
    }
}
