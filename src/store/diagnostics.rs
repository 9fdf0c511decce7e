//! What developers and staff are shown of how presence works in this tab.

use leptos::prelude::*;

use super::command::{Command, Dispatch};
use crate::reactive::State;

/// The diagnostics. A handle: copy it as you like. Nothing in it changes by itself: who wants to know asks.
#[derive(Clone, Copy, Debug)]
pub struct DiagnosticsStore {
    answer: State<String>,
    dispatch: StoredValue<Dispatch, LocalStorage>,
}

impl DiagnosticsStore {
    pub(super) fn new(dispatch: StoredValue<Dispatch, LocalStorage>) -> Self {
        Self { answer: State::default(), dispatch }
    }

    /// The numbers until now, as JSON; see [`Metrics::report`](crate::presence::metrics::Metrics::report).
    #[must_use]
    pub fn report(&self) -> String {
        self.ask(Command::Report)
    }

    /// How far the trace is, in a sentence; empty where none is recorded.
    #[must_use]
    pub fn progress(&self) -> String {
        self.ask(Command::Progress)
    }

    /// Begins a trace. Presence begins anew with it: what is known is asked for again.
    pub fn record(&self) {
        self.ask(Command::Record);
    }

    /// Ends the trace, and gives it back; empty where there was none.
    #[must_use]
    pub fn stop_recording(&self) -> String {
        self.ask(Command::StopRecording)
    }

    fn ask(&self, command: Command) -> String {
        if let Some(dispatch) = self.dispatch.try_get_value() {
            dispatch(command);
        }
        self.answer.live().try_with_untracked(String::clone).unwrap_or_default()
    }

    pub(crate) fn answer(&self, answer: String) {
        self.answer.set(answer);
    }
}
