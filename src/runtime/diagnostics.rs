//! Traces of this tab.

use super::Runtime;
use crate::presence::Event;

impl Runtime {
    /// Begins a trace, with a new engine in the same surroundings.
    pub(super) fn record(&self) {
        let setup = self.engine.borrow().replay_setup();
        // The old one gives up what is under way, and dots claim nothing until the new one has heard something.
        self.tell(Event::SignedOut);
        let engine = self.observer.borrow_mut().record(self.platform.seed(), self.platform.now());
        *self.engine.borrow_mut() = engine;
        for event in setup {
            self.tell(event);
        }
    }
}
