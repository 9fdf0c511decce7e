//! Waking up: how a sleep is noticed, and what it makes old.

use std::time::Duration;

use super::Engine;
use super::heartbeat::Reason;
use crate::model::time::{Now, TimeExt};
use crate::presence::event::Effect;

/// How far the wall clock must run ahead of the monotonic one, or a timer be late, to say that the machine slept
/// (Zulip's watchdog uses the same 20 s).
const SLEEP_GAP: Duration = Duration::from_secs(20);

impl Engine {
    pub(super) fn has_slept(&self, now: Now) -> bool {
        let late = self.next_wake().is_some_and(|at| now.uptime > at + SLEEP_GAP);
        late || self.stood_still(now) > SLEEP_GAP
    }

    /// How much longer the wall clock ran than the monotonic one, which stands still in some machines' sleep.
    fn stood_still(&self, now: Now) -> Duration {
        let ran = now.uptime.saturating_sub(self.last.uptime);
        now.wall.since(self.last.wall).saturating_sub(ran)
    }

    /// Makes everything as old as it is by the wall clock, and asks anew.
    ///
    /// A wall clock that somebody sets forward looks the same as a sleep in which the monotonic one stood still. It is taken for
    /// one: what it makes old is asked for at once, and all is as before with the reply. After a sleep taken for such a jump,
    /// the page would tell for half a minute, if there is no network, what was true hours ago.
    pub(super) fn wake_up(&mut self, now: Now) {
        let stood_still = self.stood_still(now);
        self.heartbeat.age(stood_still);
        self.feeds.schedules_mut().for_each(|schedule| schedule.age(stood_still));
        self.presence.slept(stood_still, now.uptime);
        // The first poll has as much time as on a page that was just shown.
        self.shown_since = self.shown_since.map(|_| now.uptime);
        if self.clock.slept(stood_still) {
            self.effects.push(Effect::Clock(self.clock));
        }
        self.resume(now.uptime);
    }

    pub(super) fn resume(&mut self, now: Duration) {
        if self.resume_beside_peer(now) {
            return;
        }
        self.heartbeat.request(Reason::Resumed, now);
        for schedule in self.feeds.schedules_mut().filter(|schedule| schedule.is_running()) {
            schedule.on_wake(now);
        }
    }
}
