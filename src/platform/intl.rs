//! Dates and times as the reader writes them, from the browser's Intl.

use std::cell::Cell;

use js_sys::{Array, Date, Function, Intl, JsString, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::time::Timestamp;
use crate::domain::timeline::{LocalDay, Recency};

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

const STYLES: [(Style, &[(&str, &str)]); 5] = [
    (Style::Time, &[("hour", "2-digit"), ("minute", "2-digit")]),
    (Style::Weekday, &[("weekday", "short")]),
    (Style::ShortDate, &[("day", "numeric"), ("month", "short")]),
    (Style::LongDate, &[("weekday", "long"), ("day", "numeric"), ("month", "long")]),
    (Style::Full, &[("dateStyle", "full"), ("timeStyle", "short")]),
];

/// Clocks are put forward and back at quarters of an hour, so that messages of the same one need one question.
const QUARTER_MILLIS: i64 = 15 * 60_000;

thread_local! {
    static LAST_OFFSET: Cell<Option<(i64, i32)>> = const { Cell::new(None) };
    // Making a formatter costs a hundred times what using it does.
    static FORMATS: Vec<(Style, Function)> =
        STYLES.iter().map(|(style, options)| (*style, formatter(options))).collect();
}

fn formatter(options: &[(&str, &str)]) -> Function {
    let bag = Object::new();
    for (key, value) in options {
        // Setting a property of a plain object does not fail.
        let _ = Reflect::set(&bag, &JsValue::from_str(key), &JsValue::from_str(value));
    }
    Intl::DateTimeFormat::new(&Array::new(), &bag).format()
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are far below 2^53")]
fn millis(time: Timestamp) -> JsValue {
    JsValue::from_f64(time.as_millis() as f64)
}

/// Writes `time`; empty for one that the calendar doesn't reach.
#[must_use]
pub fn format(time: Timestamp, style: Style) -> String {
    written(time, style).into()
}

/// The same as a text of the browser's, for what goes back into the page as it is.
#[must_use]
pub fn written(time: Timestamp, style: Style) -> JsString {
    FORMATS.with(|formats| {
        let format = formats.iter().find(|(candidate, _)| *candidate == style);
        let written = format.and_then(|(_, format)| format.call1(&JsValue::UNDEFINED, &millis(time)).ok());
        written.map_or_else(|| JsString::from(""), JsCast::unchecked_into)
    })
}

/// How far local time is ahead of UTC at `time`, in minutes.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "offsets are at most a day")]
pub fn offset_minutes(time: Timestamp) -> i32 {
    let quarter = time.as_millis().div_euclid(QUARTER_MILLIS);
    let ask = || -(Date::new(&millis(time)).get_timezone_offset() as i32);
    LAST_OFFSET.with(|last| {
        let (_, offset) =
            last.get().filter(|(asked, _)| *asked == quarter).unwrap_or_else(|| (quarter, ask()));
        last.set(Some((quarter, offset)));
        offset
    })
}

/// Where `time` lies, seen from `now`.
#[must_use]
pub fn recency(time: Timestamp, now: Timestamp) -> Recency {
    let day = |time| LocalDay::of(time, offset_minutes(time));
    Recency::of(day(time), day(now))
}

/// Writes when something last happened, as short as can be: 12:04, Yesterday, Mon, 23 Nov.
#[must_use]
pub fn format_recent(time: Timestamp, now: Timestamp) -> String {
    match recency(time, now) {
        Recency::Today => format(time, Style::Time),
        Recency::Yesterday => "Yesterday".to_owned(),
        Recency::ThisWeek => format(time, Style::Weekday),
        Recency::Earlier => format(time, Style::ShortDate),
    }
}

/// Writes the day of `time`: Today, Yesterday, Monday 23 November.
#[must_use]
pub fn format_day(time: Timestamp, now: Timestamp) -> String {
    match recency(time, now) {
        Recency::Today => "Today".to_owned(),
        Recency::Yesterday => "Yesterday".to_owned(),
        Recency::ThisWeek | Recency::Earlier => format(time, Style::LongDate),
    }
}
