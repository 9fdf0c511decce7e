//! One-shot timers. There are no intervals: after a sleep a browser would fire the missed ticks at once.
//!
//! All timers share one function of the program's: to make one for each timer, and to have the browser watch for its end,
//! took a tenth of what a poll takes.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::future::{Future, poll_fn};
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::time::Duration;

use wasm_bindgen::prelude::*;

type Act = Box<dyn FnOnce()>;

thread_local! {
    static ACTS: RefCell<HashMap<u32, Act>> = RefCell::default();
    static LAST: Cell<u32> = const { Cell::new(0) };
    static RING: Closure<dyn FnMut(u32)> = Closure::new(ring);
}

#[wasm_bindgen]
extern "C" {
    // web-sys catches errors here, of which there are none, and takes ids for small, which those of a test's clock are not.
    #[wasm_bindgen(js_namespace = window, js_name = setTimeout)]
    fn set_timeout(ring: &Closure<dyn FnMut(u32)>, millis: i32, number: u32) -> f64;

    #[wasm_bindgen(js_namespace = window, js_name = clearTimeout)]
    fn clear_timeout(id: f64);
}

fn ring(number: u32) {
    let act = ACTS.with_borrow_mut(|acts| acts.remove(&number));
    if let Some(act) = act {
        act();
    }
}

fn millis(delay: Duration) -> i32 {
    // Rounded up: a timer that fires a fraction early would have to be set a second time.
    let millis =
        delay.as_secs().saturating_mul(1000).saturating_add(delay.subsec_nanos().div_ceil(1_000_000).into());
    i32::try_from(millis).unwrap_or(i32::MAX)
}

/// A timer that is set; dropping it clears it.
#[must_use]
pub struct Timer {
    number: u32,
    /// The browser's.
    id: f64,
}

impl Drop for Timer {
    fn drop(&mut self) {
        if ACTS.with_borrow_mut(|acts| acts.remove(&self.number)).is_some() {
            clear_timeout(self.id);
        }
    }
}

/// Calls `then` once, after `delay`; dropping the timer clears it.
pub fn after(delay: Duration, then: impl FnOnce() + 'static) -> Timer {
    #[inline(never)]
    fn set(delay: Duration, then: Act) -> Timer {
        let number = LAST.get().wrapping_add(1);
        LAST.set(number);
        ACTS.with_borrow_mut(|acts| acts.insert(number, then));
        let id = RING.with(|ring| set_timeout(ring, millis(delay), number));
        Timer { number, id }
    }
    set(delay, Box::new(then))
}

/// Waits for `delay`; dropping the future clears the timer.
pub fn sleep(delay: Duration) -> impl Future<Output = ()> {
    let rung = Rc::new(Cell::new(false));
    let waker = Rc::new(Cell::new(None::<Waker>));
    let (ring, wake) = (Rc::clone(&rung), Rc::clone(&waker));
    let timer = after(delay, move || {
        ring.set(true);
        if let Some(waker) = wake.take() {
            waker.wake();
        }
    });
    poll_fn(move |context| {
        // Lives as long as the future.
        let _ = &timer;
        if rung.get() {
            return Poll::Ready(());
        }
        waker.set(Some(context.waker().clone()));
        Poll::Pending
    })
}
