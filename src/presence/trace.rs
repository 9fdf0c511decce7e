//! Everything that an engine was told, written down, so that somebody else can see what it saw.
//!
//! The engine reads no clock and draws no lots, so the same events lead to the same state: a trace of somebody's bad
//! quarter of an hour is a test. In it people and rooms are numbered in the order in which they appear, and there are
//! no names, no tokens and nothing that anybody wrote.
//!
//! A trace is text. Each line is a JSON array; the first one holds what the engine was made with, each other one the
//! time since the line before (nanoseconds of the monotonic clock, milliseconds of the wall clock) and an event.

mod read;
mod write;

use super::engine::Engine;
use super::event::{Effect, Event};
use crate::model::time::Now;
use crate::presence::settings::PresenceSettings;

pub use write::{LIMIT, Recorder};

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

/// The last line of a recording that ended because it had grown too long.
const FULL: &str = "\n[\"full\"]";

/// The first word of each trace, and the version of its format.
const FORMAT: (&str, i64) = ("presence-trace", 1);
