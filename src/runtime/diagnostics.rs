//! Numbers and traces of this tab.

use super::Runtime;
use crate::presence::Event;
use crate::store::Command;

impl Runtime {
    pub(super) fn diagnose(&self, command: &Command) {
        if *command == Command::Record {
            self.record();
        }
        let mut witness = self.witness.borrow_mut();
        self.chat.diagnostics().answer(match command {
            Command::Report => witness.report(self.platform.now()).to_json(),
            Command::StopRecording => witness.stop(),
            _ => witness.progress(),
        });
    }

    /// Begins a trace, with a new engine in the same surroundings.
    fn record(&self) {
        let introduction = self.engine.borrow().introduction();
        // The old one gives up what is under way, and dots claim nothing until the new one has heard something.
        self.tell(Event::SignedOut);
        let engine = self.witness.borrow_mut().record(self.platform.seed(), self.platform.now());
        *self.engine.borrow_mut() = engine;
        introduction.into_iter().for_each(|event| self.tell(event));
    }
}
