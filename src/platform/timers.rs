//! One-shot timers. There are no intervals: after a sleep a browser would fire the missed ticks at once.

use std::future::Future;
use std::time::Duration;

use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;

/// A timer that is set; dropping it clears it.
pub type Timer = Timeout;

/// The longest delay that browsers take, in milliseconds: their number has a sign, and gloo's has none.
const LONGEST: u32 = i32::MAX.unsigned_abs();

fn millis(delay: Duration) -> u32 {
    // Rounded up: a timer that fires a fraction early would have to be set a second time.
    let millis = delay.as_nanos().div_ceil(1_000_000);
    u32::try_from(millis).map_or(LONGEST, |millis| millis.min(LONGEST))
}

/// Calls `then` once, after `delay`.
pub fn after(delay: Duration, then: impl FnOnce() + 'static) -> Timer {
    Timeout::new(millis(delay), then)
}

/// Waits for `delay`; dropping the future clears the timer.
pub fn sleep(delay: Duration) -> impl Future<Output = ()> {
    TimeoutFuture::new(millis(delay))
}
