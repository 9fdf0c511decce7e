//! Everything that an engine was told, written down, so that somebody else can see what it saw.
//!
//! The engine reads no clock and has no randomness but its seed, so the same events lead to the same state: a trace of somebody's bad
//! quarter of an hour is a test. In it people and rooms are numbered in the order in which they appear, and there are
//! no names, no tokens and nothing that anybody wrote.
//!
//! A trace is text. Each line is a JSON array; the first one holds what the engine was made with, each other one what
//! the clocks said and an event.

mod anonymiser;

use serde::Serialize;

use self::anonymiser::Anonymiser;
use super::engine::Engine;
use super::event::{Effect, Event};
use crate::model::time::Now;
use crate::presence::settings::PresenceSettings;

/// A trace is no longer than this, in bytes.
pub const LIMIT: usize = 512 * 1024;

/// The last line of a recording that ended because it had grown too long.
const FULL: &str = r#"["full"]"#;

/// The name of each trace's format, and its version.
const FORMAT: (&str, u64) = ("presence-trace", 2);

/// A trace that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// What the engine was made with.
    pub settings: PresenceSettings,
    /// What its jitter was fed with.
    pub seed: u64,
    /// When that was.
    pub start: Now,
    /// What it was told, and when.
    pub events: Vec<(Event, Now)>,
    /// Whether the recording ended because it had grown too long.
    pub is_full: bool,
}

impl Trace {
    /// Reads a trace; `None` where the text is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let (name, version, seed, start, settings): (String, u64, u64, Now, PresenceSettings) =
            serde_json::from_str(lines.next()?).ok()?;
        if (name.as_str(), version) != FORMAT {
            return None;
        }
        let mut trace = Self { settings, seed, start, events: Vec::new(), is_full: false };
        for line in lines {
            if line == FULL {
                trace.is_full = true;
                break;
            }
            let (now, event) = serde_json::from_str(line).ok()?;
            trace.events.push((event, now));
        }
        Some(trace)
    }

    /// Tells a new engine all of it, and `watch` of each event and its effects; gives the engine back.
    pub fn replay(&self, mut watch: impl FnMut(&Event, Now, &[Effect])) -> Engine {
        let mut engine = Engine::new(&self.settings, self.seed, self.start);
        for (event, now) in &self.events {
            let effects = engine.handle(event.clone(), *now);
            watch(event, *now, &effects);
        }
        engine
    }
}

/// Writes down what an engine is told.
#[derive(Clone, Debug)]
pub struct Recorder {
    text: String,
    anonymiser: Anonymiser,
    is_full: bool,
}

impl Recorder {
    /// Begins a trace of the engine that is made with the same.
    #[must_use]
    pub fn new(settings: &PresenceSettings, seed: u64, now: Now) -> Self {
        let text = json(&(FORMAT.0, FORMAT.1, seed, now, settings));
        Self { text, anonymiser: Anonymiser::default(), is_full: false }
    }

    /// Writes down an event. Does nothing any more once the trace is full.
    pub fn record(&mut self, event: &Event, now: Now) {
        if self.is_full {
            return;
        }
        let line = json(&(now, self.anonymiser.event(event.clone())));
        self.is_full = self.text.len() + line.len() + FULL.len() + 2 > LIMIT;
        self.text.push('\n');
        self.text.push_str(if self.is_full { FULL } else { &line });
    }

    /// The trace so far.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How far it is, in a sentence.
    #[must_use]
    pub fn progress(&self) -> String {
        if self.is_full {
            return "The trace is full: recording has stopped.".to_owned();
        }
        format!("Recording: {} of {} KiB.", self.text.len() / 1024, LIMIT / 1024)
    }

    /// The trace.
    #[must_use]
    pub fn finish(self) -> String {
        self.text
    }

    /// Whether it stopped by itself, because it had grown to its [`LIMIT`].
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.is_full
    }
}

fn json(line: &impl Serialize) -> String {
    serde_json::to_string(line).unwrap_or_default()
}
