//! One request that repeats: when it is due, and never two of it in flight.

mod wake;

use std::time::Duration;

use crate::model::api_error::ApiError;
use crate::presence::backoff::{Backoff, Jitter};

/// How long a request may be in flight before it counts as lost.
///
/// The adapters give up earlier; this bound holds when an adapter never answers at all,
/// after a page was frozen for example, so that one lost reply can't end the repetition.
pub const LOST_AFTER: Duration = Duration::from_secs(45);

/// How long a backend that doesn't have, or doesn't allow, something is left alone before it is asked again.
///
/// Asking again at all is what lets presence start by itself on the day the backend learns it.
pub const ABSENT_RETRY: Duration = Duration::from_secs(30);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Flight {
    sequence: u64,
    since: Duration,
}

/// The schedule of one repeating request. All times are readings of the monotonic clock.
#[derive(Clone, Debug, PartialEq)]
pub struct PollSchedule {
    interval: Duration,
    backoff: Backoff,
    due: Option<Duration>,
    flight: Option<Flight>,
    again: bool,
    /// Whatever makes it due, it is not sent before this: the server asked for it.
    not_before: Duration,
    last_sent: Option<Duration>,
    /// Whether the next request is for a sign of waking up, and whether the last one was.
    waking: bool,
    woken: bool,
    /// When the request was sent whose reply is the newest that was taken.
    newest: Option<Duration>,
    /// How much of the time until `due` is there for another tab, which asks for both.
    reserve: Duration,
}

impl PollSchedule {
    /// A stopped cycle that, once started, repeats every `interval`.
    #[must_use]
    pub fn new(interval: Duration) -> Self {
        Self {
            interval,
            backoff: Backoff::default(),
            due: None,
            flight: None,
            again: false,
            not_before: Duration::ZERO,
            last_sent: None,
            waking: false,
            woken: false,
            newest: None,
            reserve: Duration::ZERO,
        }
    }

    /// The time from one request to the next while all goes well.
    #[must_use]
    pub fn interval(&self) -> Duration {
        self.interval
    }

    /// Changes the interval; a running cycle counts it from its last request on. What is due sooner stays so, and the wait
    /// after a failure is not the interval's.
    pub fn set_interval(&mut self, interval: Duration) {
        let before = std::mem::replace(&mut self.interval, interval);
        let waits_after_failure = self.flight.is_none() && self.backoff.failures() > 0;
        let (Some(due), Some(sent)) = (self.due, self.last_sent) else { return };
        if !waits_after_failure {
            let was_regular = due == sent + before + self.reserve;
            let regular = sent + interval + self.reserve;
            self.due = Some(if was_regular { regular } else { due.min(regular) });
        }
    }

    /// Whether it repeats now.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.due.is_some()
    }

    /// How many attempts in a row have failed.
    #[must_use]
    pub fn failures(&self) -> u32 {
        self.backoff.failures()
    }

    /// Makes a request due at `at`, or at the time it was due anyway if that is earlier.
    ///
    /// While one is in flight, another becomes due when that one ends.
    pub fn request_at(&mut self, at: Duration) {
        self.again = self.flight.is_some();
        if self.due.is_none_or(|due| at < due) {
            self.plan(at);
        }
    }

    fn plan(&mut self, at: Duration) {
        self.due = Some(at);
        self.reserve = Duration::ZERO;
    }

    /// Starts the repetition, or starts it again: the request is due now, or a quarter of the interval after the last one.
    pub fn start(&mut self, now: Duration) {
        self.plan(self.ready_at(now));
    }

    /// When it may be started again at the earliest.
    #[must_use]
    pub fn ready_at(&self, now: Duration) -> Duration {
        self.last_sent.map_or(now, |sent| now.max(sent + self.interval / 4))
    }

    /// Whether one was sent, by this tab or another, within `window`.
    #[must_use]
    pub fn is_young(&self, window: Duration, now: Duration) -> bool {
        self.last_sent.is_some_and(|sent| now < sent + window)
    }

    /// Notes that the last request is older by this than the monotonic clock says.
    pub fn age(&mut self, by: Duration) {
        self.last_sent = self.last_sent.and_then(|sent| sent.checked_sub(by));
    }

    /// Ends the repetition. A reply that is still on its way is welcome.
    pub fn stop(&mut self) {
        self.due = None;
        self.waking = false;
        self.again = false;
        self.reserve = Duration::ZERO;
    }

    /// Ends the repetition and forgets the past, a request in flight included.
    pub fn reset(&mut self) {
        *self = Self::new(self.interval);
    }

    /// When to look again: a request is due, or the one in flight is lost; or, if it is after `now`, the one after that is due.
    #[must_use]
    pub fn next_wake(&self, now: Duration) -> Option<Duration> {
        let Some(flight) = self.flight else { return self.due() };
        self.due().filter(|due| *due > now).into_iter().chain([flight.since + LOST_AFTER]).min()
    }

    /// Starts the request numbered `sequence` if one is due; says whether it did.
    pub fn take_due(&mut self, now: Duration, sequence: u64) -> bool {
        if self.flight.is_some() || self.due().is_none_or(|due| due > now) {
            return false;
        }
        self.flight = Some(Flight { sequence, since: now });
        self.last_sent = Some(now);
        self.woken = std::mem::take(&mut self.waking);
        self.plan(now + self.interval);
        self.again = false;
        true
    }

    /// When a request is due here, in case that another tab, which it may be left to, says nothing.
    #[must_use]
    pub fn due(&self) -> Option<Duration> {
        self.due.map(|due| due.max(self.not_before))
    }

    /// When this tab, or the other one that it is left to, is to send the next request.
    #[must_use]
    pub fn planned(&self) -> Option<Duration> {
        self.due.map(|due| due.saturating_sub(self.reserve).max(self.not_before))
    }

    /// Whether the reply to a request sent at `sent_at` is newer than all that were taken.
    #[must_use]
    pub fn is_news(&self, sent_at: Duration) -> bool {
        self.newest.is_none_or(|newest| newest <= sent_at)
    }

    /// Notes that such a reply was taken.
    pub fn took(&mut self, sent_at: Duration) {
        self.newest = Some(sent_at);
    }

    /// Notes that another tab asked at `sent_at`.
    pub fn asked_elsewhere(&mut self, sent_at: Duration) {
        if self.last_sent < Some(sent_at) {
            self.last_sent = Some(sent_at);
            self.woken = std::mem::take(&mut self.waking);
        }
    }

    /// Leaves it to another tab to ask at `next`: here it is due `reserve` later, in case nothing is heard of that.
    pub fn leave_to_other(&mut self, next: Duration, reserve: Duration) {
        if self.due.is_some() {
            self.due = Some(next + reserve);
            self.reserve = reserve;
        }
    }

    /// Notes that the server asked for patience until then.
    pub fn hold(&mut self, until: Duration) {
        self.not_before = self.not_before.max(until);
    }

    /// Nothing is sent before this: the server asked for it.
    #[must_use]
    pub fn not_before(&self) -> Duration {
        self.not_before
    }

    /// Notes that another tab's request succeeded: the backend is well.
    pub fn heard_well(&mut self) {
        self.backoff.succeeded();
    }

    /// Takes over from a tab that is gone: what was left to it is due when it would have asked.
    pub fn take_over(&mut self) {
        self.due = self.due.map(|due| due.saturating_sub(self.reserve));
        self.reserve = Duration::ZERO;
    }

    /// The number of the request in flight, and when it was sent.
    #[must_use]
    pub fn in_flight(&self) -> Option<(u64, Duration)> {
        self.flight.map(|flight| (flight.sequence, flight.since))
    }

    /// Whether the request in flight counts as lost.
    #[must_use]
    pub fn has_lost(&self, now: Duration) -> bool {
        self.flight.is_some_and(|flight| now >= flight.since + LOST_AFTER)
    }

    /// Whether `sequence` numbers the request in flight; no other reply counts.
    #[must_use]
    pub fn awaits(&self, sequence: u64) -> bool {
        self.flight.is_some_and(|flight| flight.sequence == sequence)
    }

    /// Notes that the request in flight succeeded. A running cycle goes on an interval after it was sent;
    /// after a slow reply, a quarter of the interval is left free at least, so that a slow backend can breathe.
    pub fn succeeded(&mut self, now: Duration) {
        self.flight = None;
        self.backoff.succeeded();
        if std::mem::take(&mut self.again) && self.due.is_some() {
            self.due = Some(now);
        } else if let Some(due) = &mut self.due {
            *due = (*due).max(now + self.interval / 4);
        }
    }

    /// Notes that the request in flight failed, and plans the next by the class of the failure: after `longest_wait`
    /// (usually [`CAP`](crate::presence::backoff::CAP)) at the latest where the network failed it.
    pub fn failed(&mut self, now: Duration, failure: &ApiError, longest_wait: Duration, jitter: &mut Jitter) {
        self.flight = None;
        self.again = false;
        self.woken = false;
        let wait = match failure {
            ApiError::NotFound | ApiError::Forbidden | ApiError::Rejected(_) => {
                self.backoff.succeeded();
                self.interval.max(ABSENT_RETRY)
            }
            ApiError::RateLimited { retry_after } => {
                let wait = self.backoff.failed(*retry_after, jitter);
                // Who doesn't say how long to wait leaves it to the interval how soon is too soon.
                self.hold(now + if retry_after.is_some() { wait } else { wait.min(self.interval / 4) });
                wait
            }
            failure if failure.is_network() => self.backoff.failed_up_to(longest_wait, None, jitter),
            _ => self.backoff.failed(None, jitter),
        };
        if self.due.is_some() {
            self.plan(now + wait);
        }
    }

    /// Gives up the request in flight, for another that is due now; gives back its number.
    pub fn supersede(&mut self, now: Duration) -> Option<u64> {
        let flight = self.flight.take()?;
        self.again = false;
        // It may have been the one that succeeds, and nobody will know.
        self.backoff.succeeded();
        self.plan(now);
        Some(flight.sequence)
    }

    /// Notes that the request in flight was answered by a pointer to another address, which is to be asked at once.
    pub fn answered_elsewhere(&mut self, now: Duration) {
        self.flight = None;
        self.again = false;
        self.woken = false;
        self.due = self.due.map(|_| now);
    }
}
