//! The words for why a dot says what it says, kept true while somebody reads them.

use std::time::Duration;

use leptos::prelude::*;

use crate::model::ids::UserId;
use crate::platform::clock;
use crate::platform::intl::{self, Style};
use crate::platform::timers::{self, Timer};
use crate::presence::explanation::words;
use crate::store::ChatStore;

/// Ages are told to the second.
const TICK: Duration = Duration::from_secs(1);

/// What [`use_explanation`] returns.
#[derive(Clone, Copy, Debug)]
pub struct UseExplanationReturn {
    /// The words; empty while nobody reads them.
    pub words: ReadSignal<String>,
    /// Somebody begins to read about this person, or (`None`) ceases to.
    pub explain: Callback<Option<UserId>>,
}

/// Explains one person's dot at a time. Costs nothing while nobody reads.
#[must_use]
pub fn use_explanation(chat: ChatStore) -> UseExplanationReturn {
    let (words, set_words) = signal(String::new());
    let timer = StoredValue::new_local(None::<Timer>);
    let explain = Callback::new(move |user: Option<UserId>| match user {
        Some(user) => tick(chat, user, set_words, timer),
        None => {
            timer.try_set_value(None);
            set_words.set(String::new());
        }
    });
    UseExplanationReturn { words, explain }
}

fn tick(
    chat: ChatStore,
    user: UserId,
    shown: WriteSignal<String>,
    timer: StoredValue<Option<Timer>, LocalStorage>,
) {
    let time = |at| intl::format(at, Style::Time);
    shown.try_set(words(&chat.explain(user), clock::now().uptime, time));
    // Where the owner is gone, the timer comes back, and ends.
    timer.try_set_value(Some(timers::after(TICK, move || tick(chat, user, shown, timer))));
}
