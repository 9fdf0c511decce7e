//! One request that repeats: when it is due, and never two of it in flight.

mod phase;
mod retry;

use std::time::Duration;

use self::phase::{Flight, Phase, Plan};
use self::retry::RetryPolicy;
use crate::model::api_error::ApiError;
use crate::presence::backoff::Jitter;

/// How long a request may be in flight before it counts as lost.
///
/// The adapters give up earlier; this bound holds when an adapter never answers at all,
/// after a page was frozen for example, so that one lost reply can't end the repetition.
pub const LOST_AFTER: Duration = Duration::from_secs(45);

/// The schedule of one repeating request. All times are readings of the monotonic clock.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PollSchedule {
    interval: Duration,
    phase: Phase,
    retry: RetryPolicy,
    /// When the last one was sent, by this tab or another.
    last_sent: Option<Duration>,
    /// When the request was sent whose reply is the newest that was taken.
    newest_reply: Option<Duration>,
    /// Whether the next request is for a sign of waking up, and whether the last one was.
    wake_pending: bool,
    wake_answered: bool,
}

impl PollSchedule {
    /// A stopped schedule that, once started, repeats every `interval`.
    pub(super) fn new(interval: Duration) -> Self {
        Self { interval, ..Self::default() }
    }

    pub(super) fn interval(&self) -> Duration {
        self.interval
    }

    /// Changes the interval, counted from the last request on. What is due sooner stays so, and the wait after a failure is
    /// not the interval's.
    pub(super) fn set_interval(&mut self, interval: Duration) {
        let before = std::mem::replace(&mut self.interval, interval);
        let waits_after_failure = self.in_flight().is_none() && self.failures() > 0;
        if let (Some(sent), false) = (self.last_sent, waits_after_failure) {
            self.replan(|plan| {
                let was_regular = plan.due == sent + before + plan.peer_grace;
                let regular = sent + interval + plan.peer_grace;
                Plan { due: if was_regular { regular } else { plan.due.min(regular) }, ..plan }
            });
        }
    }

    /// Changes the plan, if there is one.
    fn replan(&mut self, change: impl FnOnce(Plan) -> Plan) {
        if let Some(plan) = self.phase.plan() {
            self.phase = self.phase.with_plan(change(plan));
        }
    }

    /// Ends the request in flight, and changes the plan, if there is one.
    fn end_flight(&mut self, change: impl FnOnce(Plan) -> Plan) {
        self.phase = self.phase.plan().map_or(Phase::Stopped, |plan| Phase::Waiting(change(plan)));
    }

    pub(super) fn is_running(&self) -> bool {
        self.phase.plan().is_some()
    }

    /// How many attempts in a row have failed.
    pub(super) fn failures(&self) -> u32 {
        self.retry.failures()
    }

    /// Makes a request due at `at`, or at the time it was due anyway if that is earlier.
    ///
    /// While one is in flight, another becomes due when that one ends.
    pub(super) fn request_at(&mut self, at: Duration) {
        let plan = self.phase.plan().filter(|plan| plan.due <= at).unwrap_or(Plan::at(at));
        self.phase = match self.in_flight() {
            Some(flight) => Phase::InFlight { flight, plan, rerun: true },
            None => Phase::Waiting(plan),
        };
    }

    /// Starts the repetition, or starts it again: the request is due now, or a quarter of the interval after the last one.
    pub(super) fn start(&mut self, now: Duration) {
        self.phase = self.phase.with_plan(Plan::at(self.ready_at(now)));
    }

    /// When it may be started again at the earliest.
    pub(super) fn ready_at(&self, now: Duration) -> Duration {
        self.last_sent.map_or(now, |sent| now.max(sent + self.interval / 4))
    }

    /// Starts it because somebody came, or something woke up, unless that [needs no request](Self::needs_wake_request).
    pub(super) fn on_wake(&mut self, now: Duration) {
        if self.needs_wake_request(now) {
            self.start(now);
        } else if let (false, Some(sent)) = (self.is_running(), self.last_sent) {
            self.phase = self.phase.with_plan(Plan::at(sent + self.interval));
        }
    }

    /// Notes a sign of waking up; says whether it asks for a request. Signs come several at a time: what was sent for one of
    /// them, within a quarter of the interval, answers the others too, if it has not failed.
    pub(super) fn needs_wake_request(&mut self, now: Duration) -> bool {
        let is_answered = self.wake_answered && self.failures() == 0 && self.is_young(self.interval / 4, now);
        self.wake_pending |= !is_answered;
        !is_answered
    }

    /// Whether one was sent, by this tab or another, within `window`.
    pub(super) fn is_young(&self, window: Duration, now: Duration) -> bool {
        self.last_sent.is_some_and(|sent| now < sent + window)
    }

    /// Notes that the last request is older by this than the monotonic clock says.
    pub(super) fn age(&mut self, by: Duration) {
        self.last_sent = self.last_sent.and_then(|sent| sent.checked_sub(by));
    }

    /// Ends the repetition. A reply that is still on its way is welcome.
    pub(super) fn stop(&mut self) {
        self.phase = self.in_flight().map_or(Phase::Stopped, Phase::Stopping);
        self.wake_pending = false;
    }

    /// Ends the repetition and forgets the past, a request in flight included.
    pub(super) fn reset(&mut self) {
        *self = Self::new(self.interval);
    }

    /// When to look again: a request is due, or the one in flight is lost; or, if it is after `now`, the one after that is due.
    pub(super) fn next_wake(&self, now: Duration) -> Option<Duration> {
        let Some(flight) = self.in_flight() else { return self.due() };
        self.due().filter(|due| *due > now).into_iter().chain([flight.since + LOST_AFTER]).min()
    }

    /// Starts the request numbered `sequence` if one is due; says whether it did.
    pub(super) fn take_due(&mut self, now: Duration, sequence: u64) -> bool {
        let is_due = self.in_flight().is_none() && self.due().is_some_and(|due| due <= now);
        if is_due {
            let flight = Flight { sequence, since: now };
            self.phase = Phase::InFlight { flight, plan: Plan::at(now + self.interval), rerun: false };
            self.note_sent(now);
        }
        is_due
    }

    fn note_sent(&mut self, at: Duration) {
        self.last_sent = Some(at);
        self.wake_answered = std::mem::take(&mut self.wake_pending);
    }

    /// When a request is due here, in case that another tab, which it may be left to, says nothing.
    pub(super) fn due(&self) -> Option<Duration> {
        self.phase.plan().map(|plan| plan.due.max(self.not_before()))
    }

    /// When this tab, or the other one that it is left to, is to send the next request.
    pub(super) fn planned(&self) -> Option<Duration> {
        self.phase.plan().map(|plan| plan.due.saturating_sub(plan.peer_grace).max(self.not_before()))
    }

    /// Nothing is sent before this: the server asked for it.
    pub(super) fn not_before(&self) -> Duration {
        self.retry.not_before
    }

    /// Notes that the server asked for a pause until then.
    pub(super) fn defer_until(&mut self, until: Duration) {
        self.retry.defer_until(until);
    }

    /// Whether the reply to a request sent at `sent_at` is newer than all that were taken.
    pub(super) fn is_news(&self, sent_at: Duration) -> bool {
        self.newest_reply.is_none_or(|newest| newest <= sent_at)
    }

    /// Notes that such a reply was taken.
    pub(super) fn took_reply(&mut self, sent_at: Duration) {
        self.newest_reply = Some(sent_at);
    }

    /// Notes that another tab asked at `sent_at`.
    pub(super) fn peer_sent(&mut self, sent_at: Duration) {
        if self.last_sent < Some(sent_at) {
            self.note_sent(sent_at);
        }
    }

    /// Notes how another tab's request ended. A good reply says that the backend is well; a failure answers no sign of waking up.
    pub(super) fn peer_ended(&mut self, is_ok: bool) {
        if is_ok { self.retry.succeeded() } else { self.wake_answered = false }
    }

    /// Leaves it to another tab to ask at `next`: here it is due `peer_grace` later, in case nothing is heard of that.
    pub(super) fn defer_to_peer(&mut self, next: Duration, peer_grace: Duration) {
        self.replan(|_| Plan { due: next + peer_grace, peer_grace });
    }

    /// As [`defer_to_peer`](Self::defer_to_peer), where what is due sooner stays so, unless its time was slept through.
    pub(super) fn start_after_peer(&mut self, next: Duration, peer_grace: Duration, now: Duration) {
        match self.phase.plan() {
            Some(plan) if plan.due < now => self.defer_to_peer(now, peer_grace),
            Some(plan) if plan.due >= next + peer_grace => self.defer_to_peer(next, peer_grace),
            _ => {}
        }
    }

    /// Takes over from a tab that is gone: what was left to it is due when it would have asked.
    pub(super) fn take_over(&mut self) {
        self.replan(|plan| Plan::at(plan.due.saturating_sub(plan.peer_grace)));
    }

    /// The request in flight; a reply to no other counts.
    pub(super) fn in_flight(&self) -> Option<Flight> {
        self.phase.flight()
    }

    /// The request in flight, if it counts as lost.
    pub(super) fn lost(&self, now: Duration) -> Option<Flight> {
        self.in_flight().filter(|flight| now >= flight.since + LOST_AFTER)
    }

    /// Notes that the request in flight succeeded. A running schedule goes on an interval after it was sent;
    /// after a slow reply, a quarter of the interval is left free at least, so that a slow backend has a pause.
    pub(super) fn succeeded(&mut self, now: Duration) {
        self.retry.succeeded();
        let rerun = matches!(self.phase, Phase::InFlight { rerun: true, .. });
        let pause = self.interval / 4;
        self.end_flight(|plan| Plan { due: if rerun { now } else { plan.due.max(now + pause) }, ..plan });
    }

    /// Notes that the request in flight failed, and plans the next by the class of the failure: after `cap`
    /// (usually [`CAP`](crate::presence::backoff::CAP)) at the latest where the network failed it.
    pub(super) fn failed(&mut self, error: &ApiError, cap: Duration, now: Duration, jitter: &mut Jitter) {
        self.wake_answered = false;
        let wait = self.retry.failed(error, self.interval, cap, now, jitter);
        self.end_flight(|_| Plan::at(now + wait));
    }

    /// Gives up the request in flight, for another that is due now; gives back its number.
    pub(super) fn supersede(&mut self, now: Duration) -> Option<u64> {
        let flight = self.in_flight()?;
        // It may have been the one that succeeds, and nobody will know.
        self.retry.succeeded();
        self.phase = Phase::Waiting(Plan::at(now));
        Some(flight.sequence)
    }

    /// Notes that the request in flight was answered by a pointer to another address, which is to be asked at once.
    pub(super) fn redirected(&mut self, now: Duration) {
        self.wake_answered = false;
        self.end_flight(|plan| Plan { due: now, ..plan });
    }
}
