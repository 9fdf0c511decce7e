//! How a heartbeat is tried again while the person may be shown offline.

use std::time::Duration;

use super::{BURST_WINDOW, Heartbeat, Reason};
use crate::presence::backoff::{BASE, CAP};

/// The longest wait for the next try while a person is here, and is shown offline or soon will be.
const FAST_RETRY_CAP: Duration = Duration::from_secs(3);

/// How long that goes on. What is not over by then is no blip, and is met with the usual waits.
const FAST_RETRY_FOR: Duration = Duration::from_secs(3 * 60);

/// How often one that isn't answered is sent again after signs that the network is back, in fast retry and a second apart.
/// Each gives up the one before, whose answer may have been on its way.
const MOST_RESENDS: u32 = 3;

impl Heartbeat {
    /// The longest wait for the next try after one that the network failed.
    pub(super) fn longest_wait(&self, now: Duration) -> Duration {
        if self.is_fast_retry(now) { FAST_RETRY_CAP } else { CAP }
    }

    /// Sends the next one now if the network failed the last one, or in fast retry one in the place of that in flight; a second
    /// after the last one at the earliest, however often a network comes and goes.
    pub(super) fn resend(&mut self, reason: Reason, now: Duration) {
        let in_flight = self.schedule.in_flight().is_some();
        // A reply is more than a hope: that second is done without, once in a while.
        let is_rare = self.last_fast_retry.is_none_or(|at| now >= at + BURST_WINDOW);
        let at_once = reason == Reason::NetworkAnswered && is_rare && self.is_fast_retry(now);
        if at_once {
            self.last_fast_retry = Some(now);
        }
        let pause = if at_once { Duration::ZERO } else { BASE };
        let earliest = match self.last_two[1] {
            // The one in flight waited for the token, and is sent only now.
            _ if in_flight && reason == Reason::TokenRenewed => now + BASE,
            sent => sent.map_or(now, |sent| now.max(sent + pause)),
        };
        if in_flight {
            self.resend_unless_answered(earliest, now);
        } else if self.network_failed && self.schedule.is_running() {
            self.schedule.request_at(earliest);
            self.resend_unless_answered(earliest + BASE, now);
        }
    }

    /// In fast retry, one that isn't answered by then is sent again: twice does no harm, the backend only notes the time.
    fn resend_unless_answered(&mut self, at: Duration, now: Duration) {
        if self.is_fast_retry(now) && self.resent < MOST_RESENDS {
            self.resend_at = Some(self.resend_at.map_or(at, |earlier| earlier.min(at)));
        }
    }

    pub(super) fn resends_at(&self) -> Option<Duration> {
        let is_under_way = self.schedule.is_running() && self.schedule.in_flight().is_some();
        self.resend_at.filter(|_| is_under_way).map(|at| at.max(self.schedule.not_before()))
    }

    /// Whether the person may be shown offline soon, or is, and short waits may still help.
    fn is_fast_retry(&self, now: Duration) -> bool {
        let safe_for = self.settings.online_threshold * 2 / 3;
        let safe_until = self.accepted_at.map(|at| at + safe_for);
        let is_safe = safe_until.is_some_and(|until| now < until);
        !is_safe && self.came_at.max(safe_until).is_some_and(|since| now < since + FAST_RETRY_FOR)
    }

    /// Gives up the one in flight if another is to be sent in its place; gives back its number.
    pub(in crate::presence::engine) fn take_superseded(&mut self, now: Duration) -> Option<u64> {
        self.resends_at().filter(|at| *at <= now)?;
        self.resent += 1;
        self.resend_at = (self.resent < MOST_RESENDS).then(|| now + BASE);
        self.failed = Some(0);
        self.schedule.supersede(now)
    }

    /// Has one that was lost tried again so soon that two losses in a row fit into any threshold that bears the interval.
    /// Where that is long, the usual waits are shorter. A refusal counts as a loss from a backend that has accepted one: it may
    /// have a bad moment. One that never did has no heartbeat.
    pub(super) fn retry_soon(&mut self, now: Duration) {
        let is_first_or_second = |failures| (1..=2).contains(&failures);
        let may = self.failed.is_some_and(is_first_or_second) || is_first_or_second(self.schedule.failures());
        if may && self.schedule.is_running() {
            self.schedule.request_at(now + self.schedule.interval() / 4);
        }
    }
}
