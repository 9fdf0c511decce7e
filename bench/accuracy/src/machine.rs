//! A person's machine: its clocks, its sleep, its tabs.

use std::time::Duration;

use leptos_presence::model::time::{self, Now};

use crate::people::{MOST_TABS, Person};
use crate::random::Millis;
use crate::timer::Timer;

/// 2026-01-01 12:00 UTC; any day will do.
const START: i64 = 1_767_268_800_000;

/// How long machines have been up when the simulation begins: the clocks are never near zero.
const UPTIME: Duration = Duration::from_secs(1_000);

#[derive(Debug)]
pub(crate) struct Machine {
    pub(crate) clock_ahead: i64,
    /// The open tabs, by their numbers in the simulation.
    pub(crate) tabs: [Option<usize>; MOST_TABS],
    clock_stops: bool,
    asleep_since: Option<Millis>,
    /// For how long the monotonic clock has stood still.
    missed: Millis,
    put_off: Vec<Timer>,
}

impl Machine {
    pub(crate) fn new(person: &Person) -> Self {
        Self {
            clock_ahead: person.clock_ahead,
            tabs: [None; MOST_TABS],
            clock_stops: person.clock_stops,
            asleep_since: None,
            missed: 0,
            put_off: Vec::new(),
        }
    }

    pub(crate) fn is_asleep(&self) -> bool {
        self.asleep_since.is_some()
    }

    /// What the clocks say.
    pub(crate) fn now(&self, at: Millis) -> Now {
        let ran = at.saturating_sub(self.missed);
        let wall = START.saturating_add_unsigned(at).saturating_add(self.clock_ahead);
        Now { uptime: UPTIME + Duration::from_millis(ran), wall: time::from_millis(wall) }
    }

    pub(crate) fn sleep(&mut self, at: Millis) {
        self.asleep_since = Some(at);
    }

    /// Wakes it; gives back the timers that came to their time while it slept.
    pub(crate) fn wake(&mut self, at: Millis) -> Vec<Timer> {
        if let Some(since) = self.asleep_since.take().filter(|_| self.clock_stops) {
            self.missed += at - since;
        }
        std::mem::take(&mut self.put_off)
    }

    /// Keeps a timer until the machine is awake.
    pub(crate) fn put_off(&mut self, timer: Timer) {
        self.put_off.push(timer);
    }
}
