//! Whoever sees everything that an engine is told and wants.

use super::engine::Engine;
use super::event::{Effect, Event};
use super::metrics::{Metrics, MetricsReport};
use super::trace::Recorder;
use crate::model::time::Now;
use crate::presence::settings::PresenceSettings;

/// Counts always, and writes down when it is asked to.
#[derive(Clone, Debug)]
pub struct EngineObserver {
    metrics: Metrics,
    recorder: Option<Recorder>,
}

impl EngineObserver {
    /// One that has seen nothing yet.
    #[must_use]
    pub fn new(settings: &PresenceSettings, now: Now) -> Self {
        Self { metrics: Metrics::new(settings, now), recorder: None }
    }

    /// Takes what the engine is told.
    pub fn on_event(&mut self, event: &Event, now: Now) {
        self.metrics.on_event(event);
        if let Some(recorder) = &mut self.recorder {
            recorder.record(event, now);
        }
    }

    /// Takes the effects that it gave back.
    pub fn on_effects(&mut self, effects: &[Effect], now: Now) {
        self.metrics.on_effects(effects, now);
    }

    /// The numbers until now; see [`Metrics::report`].
    #[must_use]
    pub fn report(&mut self, now: Now) -> MetricsReport {
        self.metrics.report(now)
    }

    /// Begins a trace, and gives back the engine that it is of: nobody could live through the second half of another's life.
    #[must_use]
    pub fn record(&mut self, seed: u64, now: Now) -> Engine {
        self.recorder = Some(Recorder::new(&self.metrics.settings, seed, now));
        Engine::new(&self.metrics.settings, seed, now)
    }

    /// How far the trace is, in a sentence; empty where none is recorded.
    #[must_use]
    pub fn progress(&self) -> String {
        self.recorder.as_ref().map(Recorder::progress).unwrap_or_default()
    }

    /// Ends the trace, and gives it back; empty where there was none.
    #[must_use]
    pub fn stop(&mut self) -> String {
        self.recorder.take().map(Recorder::finish).unwrap_or_default()
    }
}
