//! The browser's clocks, and the backend's as far as it is known.

use chrono::{DateTime, Utc};
use std::cell::Cell;
use std::time::Duration;

use web_sys::Performance;

use crate::model::time::{self, Now};
use crate::presence::server_clock::ServerClock;

thread_local! {
    static PERFORMANCE: Option<Performance> = web_sys::window().and_then(|window| window.performance());
    /// One for the page, as the clocks are: whoever writes a time needs it, wherever they stand.
    static SERVER: Cell<ServerClock> = Cell::default();
}

/// Reads both of the browser's.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "milliseconds since 1970 are far below 2^53, and an uptime is not negative"
)]
pub fn now() -> Now {
    let uptime = PERFORMANCE.with(|clock| clock.as_ref().map_or(0.0, Performance::now));
    Now {
        uptime: Duration::from_micros((uptime * 1000.0) as u64),
        wall: time::from_millis(js_sys::Date::now() as i64),
    }
}

/// The time that people are shown: the backend's, and the local clock's before the backend has been heard.
#[must_use]
pub fn wall() -> DateTime<Utc> {
    SERVER.get().at(now())
}

/// Takes what is known of the backend's clock.
pub fn set_server_clock(clock: ServerClock) {
    SERVER.set(clock);
}
