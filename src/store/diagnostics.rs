//! What developers and staff are shown of how presence works in this tab.

use super::actions::Handle;
use crate::presence::metrics::report::MetricsReport;

/// The diagnostics. A handle: copy it as you like. Nothing in it changes by itself: who wants to know asks.
#[derive(Clone, Copy)]
pub struct DiagnosticsStore(pub(super) Handle);

impl DiagnosticsStore {
    /// The numbers until now; `None` once presence has ended.
    #[must_use]
    pub fn report(&self) -> Option<MetricsReport> {
        self.0.act(|actions| actions.report())
    }

    /// How far the trace is, in a sentence; empty where none is recorded.
    #[must_use]
    pub fn progress(&self) -> String {
        self.0.act(|actions| actions.progress())
    }

    /// Begins a trace. Presence begins anew with it: what is known is asked for again.
    pub fn record(&self) {
        self.0.act(|actions| actions.record());
    }

    /// Ends the trace, and gives it back; empty where there was none.
    #[must_use]
    pub fn stop_recording(&self) -> String {
        self.0.act(|actions| actions.stop_recording())
    }
}
