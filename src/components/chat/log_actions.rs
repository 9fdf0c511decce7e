//! What a reader does to the messages of a room.

use leptos::prelude::*;

use super::log_scroll::LogScroll;

/// What a reader does to the messages of a room.
#[derive(Clone, Copy)]
pub struct LogActions {
    /// Asks for older ones.
    pub load_older: Callback<()>,
    /// Asks for the newest ones, which could not be loaded.
    pub reload: Callback<()>,
    /// Sends one again.
    pub send_again: Callback<u64>,
    /// Drops one that was not sent.
    pub discard: Callback<u64>,
}

impl LogActions {
    /// The same for buttons in the log. They go when they are pressed, so the focus moves to the log.
    #[must_use]
    pub fn for_buttons(self, scroll: LogScroll) -> Self {
        fn then_focus<T: 'static>(act: Callback<T>, scroll: LogScroll) -> Callback<T> {
            Callback::new(move |what| {
                act.run(what);
                scroll.focus();
            })
        }
        Self {
            load_older: then_focus(self.load_older, scroll),
            reload: then_focus(self.reload, scroll),
            send_again: then_focus(self.send_again, scroll),
            discard: then_focus(self.discard, scroll),
        }
    }
}
