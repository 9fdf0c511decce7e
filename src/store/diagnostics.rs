//! What developers and staff are shown of how presence works in this tab.

use leptos::prelude::*;

use super::command::{Command, Dispatch};
use crate::domain::presence::metrics::Section;
use crate::reactive::{Live, State};

/// The numbers, and whether a trace is being recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnosis {
    /// The numbers.
    pub sections: Vec<Section>,
    /// How far the recording is, in words; `None`: nothing is recorded.
    pub recording: Option<String>,
}

/// The diagnostics. A handle: copy it as you like.
#[derive(Clone, Copy, Debug)]
pub struct DiagnosticsStore {
    diagnosis: State<Diagnosis>,
    trace: State<String>,
    dispatch: StoredValue<Dispatch, LocalStorage>,
}

impl DiagnosticsStore {
    /// An empty store, owned by the current owner; commands go to `dispatch`.
    #[must_use]
    pub fn new(dispatch: Dispatch) -> Self {
        Self {
            diagnosis: State::default(),
            trace: State::default(),
            dispatch: StoredValue::new_local(dispatch),
        }
    }

    /// The numbers as they were when [`measure`](Self::measure) was last called: they cost nothing in between.
    #[must_use]
    pub fn diagnosis(&self) -> Live<Diagnosis> {
        self.diagnosis.live()
    }

    /// Brings the numbers up to date.
    pub fn measure(&self) {
        self.dispatch(Command::Measure);
    }

    /// Begins a trace. Presence begins anew with it: what is known is asked for again.
    pub fn record(&self) {
        self.dispatch(Command::Record);
    }

    /// Ends the trace, and gives it back; empty where there was none.
    #[must_use]
    pub fn stop_recording(&self) -> String {
        self.dispatch(Command::StopRecording);
        let trace = self.trace.get_untracked();
        self.trace.set(String::new());
        trace
    }

    fn dispatch(&self, command: Command) {
        self.dispatch.with_value(|dispatch| dispatch(command));
    }

    pub(crate) fn set_diagnosis(&self, diagnosis: Diagnosis) {
        self.diagnosis.set(diagnosis);
    }

    pub(crate) fn set_trace(&self, trace: String) {
        self.trace.set(trace);
    }
}
