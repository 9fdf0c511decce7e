//! How others see the signed-in person, kept true while somebody reads it.

use std::time::Duration;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use crate::domain::ids::UserId;
use crate::domain::own_status::{sentence, true_for};
use crate::hooks::use_heartbeat;
use crate::platform::clock;
use crate::platform::timer::after;
use crate::reactive::{Live, State, callback, effect, memo};
use crate::store::ChatStore;

/// What [`use_own_status`] returns.
#[derive(Clone, Copy)]
pub struct UseOwnStatusReturn {
    /// The sentence.
    pub sentence: Live<String>,
    /// Somebody begins (`true`) or ceases to read it.
    pub set_read: Callback<bool>,
}

/// Runs the heartbeat, and says what comes of it.
///
/// The age is counted from when the reply came, on the clock that never jumps: the backend's clock may differ.
pub fn use_own_status(chat: ChatStore, me: UserId) -> UseOwnStatusReturn {
    let last_activity = use_heartbeat(None).last_activity;
    let status = chat.status(me);
    let accepted_at = State::new(None);
    effect(move || accepted_at.set(last_activity.get().map(|_| clock::now().uptime)));

    let ticks = State::new(());
    let timer = StoredValue::new_local(None::<Timeout>);
    let age = move || {
        accepted_at.live().try_with(|at| *at).flatten().map(|at| clock::now().uptime.saturating_sub(at))
    };
    let sentence = memo(move || {
        ticks.track();
        sentence(status.get(), age())
    });
    let set_read = callback(move |read| {
        if read {
            tick(ticks, timer, age);
        } else {
            timer.try_set_value(None);
        }
    });
    UseOwnStatusReturn { sentence, set_read }
}

/// Says it anew now, and whenever the words may no longer be true.
fn tick(
    ticks: State<()>,
    timer: StoredValue<Option<Timeout>, LocalStorage>,
    age: impl Fn() -> Option<Duration> + Copy + 'static,
) {
    ticks.set(());
    let wait = true_for(untrack(age).unwrap_or_default());
    // Where the owner is gone, the timer comes back, and ends.
    timer.try_set_value(Some(after(wait, move || tick(ticks, timer, age))));
}
