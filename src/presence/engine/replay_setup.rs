//! What a new engine must be told to take over from another.

use super::Engine;
use crate::presence::event::Event;

impl Engine {
    /// The surroundings of this engine, as events that tell a new one of them: whether the tab is hidden, who wants the
    /// heartbeat, who looks at what, who is signed in. What was heard from the backend is not among them.
    #[must_use]
    pub fn replay_setup(&self) -> Vec<Event> {
        let mut events = Vec::new();
        if self.hidden_since.is_some() {
            events.push(Event::Visibility(false));
        }
        for (key, interval) in self.heartbeat.wants() {
            events.push(Event::WantHeartbeat { key: *key, interval: *interval });
        }
        for (feed, watchers) in self.feeds.watchers() {
            (0..watchers).for_each(|_| events.push(Event::Watch(feed)));
        }
        // Last, so that everything begins at once.
        events.extend(self.me.map(Event::SignedIn));
        events
    }
}
