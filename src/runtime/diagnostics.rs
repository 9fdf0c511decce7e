//! Numbers and traces for developers and staff.

use super::Runtime;
use crate::domain::presence::trace::Recorder;
use crate::domain::presence::{Effect, Engine, Event, Metrics};
use crate::domain::settings::PresenceSettings;
use crate::domain::time::Now;
use crate::store::Diagnosis;

/// Sees everything that the engine is told and wants.
pub(super) struct Witness {
    settings: PresenceSettings,
    metrics: Metrics,
    recorder: Option<Recorder>,
}

impl Witness {
    pub(super) fn new(settings: PresenceSettings, now: Now) -> Self {
        Self { metrics: Metrics::new(&settings, now), settings, recorder: None }
    }

    pub(super) fn see(&mut self, event: &Event, effects: &[Effect], now: Now) {
        self.metrics.observe(event, effects, now);
        if let Some(recorder) = &mut self.recorder {
            recorder.record(event, now);
        }
    }
}

impl Runtime {
    pub(super) fn measure(&self) {
        let diagnosis = {
            let mut witness = self.witness.borrow_mut();
            Diagnosis {
                sections: witness.metrics.sections(self.platform.now()),
                recording: witness.recorder.as_ref().map(Recorder::progress),
            }
        };
        self.diagnostics.set_diagnosis(diagnosis);
    }

    /// A trace begins with a new engine, or nobody could live through it again.
    pub(super) fn record(&self) {
        let introduction = self.engine.borrow().introduction();
        // The old one gives up what is under way, and dots claim nothing until the new one has heard something.
        self.tell(Event::SignedOut);
        let (seed, now) = (self.platform.seed(), self.platform.now());
        {
            let mut witness = self.witness.borrow_mut();
            *self.engine.borrow_mut() = Engine::new(&witness.settings, seed, now);
            witness.recorder = Some(Recorder::new(&witness.settings, seed, now));
        }
        for event in introduction {
            self.tell(event);
        }
        self.measure();
    }

    pub(super) fn stop_recording(&self) {
        let recorder = self.witness.borrow_mut().recorder.take();
        self.diagnostics.set_trace(recorder.map(Recorder::finish).unwrap_or_default());
        self.measure();
    }
}
