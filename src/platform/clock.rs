//! The two clocks of the browser.

use std::time::Duration;

use crate::domain::time::{Now, Timestamp};

/// Reads both.
#[must_use]
pub fn now() -> Now {
    let uptime = web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now());
    Now { uptime: Duration::from_secs_f64((uptime / 1000.0).max(0.0)), wall: wall() }
}

/// Reads the wall clock.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are far below 2^53")]
pub fn wall() -> Timestamp {
    Timestamp::from_millis(js_sys::Date::now() as i64)
}
