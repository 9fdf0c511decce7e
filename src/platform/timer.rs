//! One-shot timers. There are no intervals: after a sleep a browser would fire the missed ticks at once.

use std::future::Future;
use std::time::Duration;

use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;

fn millis(delay: Duration) -> u32 {
    // Rounded up: a timer that fires a fraction early would have to be set a second time.
    let millis =
        delay.as_secs().saturating_mul(1000).saturating_add(delay.subsec_nanos().div_ceil(1_000_000).into());
    u32::try_from(millis).unwrap_or(u32::MAX).min(i32::MAX.unsigned_abs())
}

/// Calls `then` once, after `delay`; dropping the timer clears it.
pub fn after(delay: Duration, then: impl FnOnce() + 'static) -> Timeout {
    Timeout::new(millis(delay), then)
}

/// Waits for `delay`; dropping the future clears the timer.
pub fn sleep(delay: Duration) -> impl Future<Output = ()> {
    TimeoutFuture::new(millis(delay))
}
