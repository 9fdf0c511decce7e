//! What a new engine must be told to take over from another.

use super::Engine;
use crate::domain::presence::event::Event;

impl Engine {
    /// The surroundings of this engine, as events that tell a new one of them: whether the tab is hidden, who wants the
    /// heartbeat, who looks at what, who is signed in. What was heard from the backend is not among them.
    #[must_use]
    pub fn introduction(&self) -> Vec<Event> {
        let hidden = self.hidden_since.map(|_| Event::Visibility(false));
        let wants = self.heartbeat.wants().map(|(key, interval)| Event::WantHeartbeat { key, interval });
        let watches = self.feeds.watchers().map(Event::Watch);
        // Last, so that everything begins at once.
        let signed_in = self.me.map(Event::SignedIn);
        hidden.into_iter().chain(wants).chain(watches).chain(signed_in).collect()
    }
}
