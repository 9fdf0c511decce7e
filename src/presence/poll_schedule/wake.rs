//! What signs of waking up do to a repeating request.

use std::time::Duration;

use super::PollSchedule;

impl PollSchedule {
    /// Starts it because somebody came, or something woke up, unless [`wakes`](Self::wakes) says no.
    pub fn wake(&mut self, now: Duration) {
        if self.wakes(now) {
            self.start(now);
        } else if let Some(sent) = self.last_sent.filter(|_| self.due.is_none()) {
            self.plan(sent + self.interval);
        }
    }

    /// Whether a sign of waking up asks for a request. Signs come several at a time: what was sent for one of them, within a
    /// quarter of the interval, answers the others too, if it has not failed.
    pub fn wakes(&mut self, now: Duration) -> bool {
        let is_answered = self.woken && self.failures() == 0 && self.is_young(self.interval / 4, now);
        self.waking |= !is_answered;
        !is_answered
    }

    /// Notes that another tab's request failed: it answers no sign.
    pub fn heard_failure(&mut self) {
        self.woken = false;
    }

    /// As [`leave_to_other`](Self::leave_to_other), where what is due sooner stays so, unless its time was slept through.
    pub fn start_after_other(&mut self, next: Duration, reserve: Duration, now: Duration) {
        match self.due {
            Some(due) if due < now => self.leave_to_other(now, reserve),
            Some(due) if due >= next + reserve => self.leave_to_other(next, reserve),
            _ => {}
        }
    }
}
