//! What other tabs of the same person tell. Their replies serve here too; one tab asks for all.
//!
//! Whoever asks tells the others: that it asks, then what came of it and when it will ask again. Who has been told waits a
//! little longer than that before asking too, so one tab is always the first, and a tab that has died is replaced by
//! itself. Which tab is the first is left to chance, unless one leads: that one does not wait for others.

use std::time::Duration;

use super::{Engine, Reply};
use crate::model::api_error::ApiError;
use crate::model::time::Now;
use crate::presence::event::{Effect, Request};
use crate::presence::peer_update::{Outcome, PeerUpdate};
use crate::presence::poll_schedule::PollSchedule;

/// How much longer than it said a tab is waited for; drawn by lot, so that not all lose patience at once.
const RESERVE: (Duration, Duration) = (Duration::from_secs(3), Duration::from_secs(5));

/// How long a tab is waited for that has asked and not told yet what came of it. With a poll interval of 4 s and the
/// reserve, one that dies is replaced in less than 10 s.
const LEASE: Duration = Duration::from_millis(4_500);

/// After waking up, so long for the tab that leads to ask before the others.
const WAKE_RESERVE: (Duration, Duration) = (Duration::from_millis(500), Duration::from_millis(1_500));

impl Engine {
    /// Whether a reply that another tab got is to be shown here: it is newer than what is shown, and somebody looks at it.
    #[must_use]
    pub fn is_news(&self, request: Request, sent_at: Duration) -> bool {
        self.me.is_some() && self.cycle_of(request).is_some_and(|cycle| cycle.is_news(sent_at))
    }

    /// How long ago `request`, which is under way, was sent; `None` where it isn't.
    #[must_use]
    pub fn sent_ago(&self, request: Request, now: Now) -> Option<Duration> {
        let (_, sent_at) = self.cycle_of(request)?.in_flight()?;
        Some(now.uptime.saturating_sub(sent_at))
    }

    /// How long from now `request` is sent again; `None` where it isn't repeated.
    #[must_use]
    pub fn next_in(&self, request: Request, now: Now) -> Option<Duration> {
        Some(self.cycle_of(request)?.due()?.saturating_sub(now.uptime))
    }

    pub(super) fn hear(&mut self, heard: PeerUpdate, now: Now) {
        let PeerUpdate { request, sent_ago, outcome } = heard;
        let sent_at = now.uptime.saturating_sub(sent_ago);
        self.heard_at = Some(now.uptime);
        if !self.is_news(request, sent_at) {
            return;
        }
        let next = match outcome {
            Outcome::Asked => {
                self.note_reach(request, None, now.uptime);
                now.uptime + LEASE
            }
            Outcome::Replied { next_in, result } => {
                let next = now.uptime + next_in;
                // Here it may be wanted more often than there, but a slow backend is not asked more often.
                let own =
                    self.cycle_of(request).filter(|_| result.is_ok()).map(|own| sent_at + own.interval());
                let own = own.filter(|own| *own > now.uptime);
                if let Err(ApiError::RateLimited { .. }) = result {
                    self.cycle_of_mut(request).into_iter().for_each(|cycle| cycle.hold(next));
                }
                self.learn_heard(request, result, sent_at, now);
                own.map_or(next, |own| own.min(next))
            }
        };
        self.leave_to_other(request, sent_at, next);
    }

    fn learn_heard(
        &mut self,
        request: Request,
        result: Result<Reply, ApiError>,
        sent_at: Duration,
        now: Now,
    ) {
        if result.is_err() {
            self.cycle_of_mut(request).into_iter().for_each(PollSchedule::heard_failure);
        }
        match (request, result) {
            (_, Ok(reply)) => {
                self.cycle_of_mut(request).into_iter().for_each(PollSchedule::heard_well);
                self.learn(request, reply, sent_at, now);
            }
            // It is for the tab that asks to ask the other address, or once more.
            (Request::OnlineUsers(endpoint), Err(ApiError::NotFound)) => {
                let (_, effect) = self.knowledge.missing(endpoint);
                self.effects.extend(effect);
            }
            (_, Err(failure)) if failure.is_network() => {}
            (_, Err(failure)) => self.note_reach(request, Some(&failure), now.uptime),
        }
    }

    fn leave_to_other(&mut self, request: Request, sent_at: Duration, next: Duration) {
        let (leads, reserve) = (self.leads, self.jitter.between(RESERVE.0, RESERVE.1));
        let Some(cycle) = self.cycle_of_mut(request) else { return };
        cycle.asked_elsewhere(sent_at);
        if !leads {
            cycle.leave_to_other(next, reserve);
        }
    }

    /// This tab leads now, until it no longer stands.
    pub(super) fn lead(&mut self) {
        self.leads = self.stands;
        if self.leads {
            self.heartbeat.cycle.take_over();
            self.feeds.cycles_mut().for_each(|(_, cycle)| cycle.take_over());
        }
    }

    /// A tab that is signed in and in front wants to lead; tells when that changes.
    pub(super) fn stand_for_lead(&mut self) {
        let stands = self.me.is_some() && self.hidden_since.is_none();
        if std::mem::replace(&mut self.stands, stands) != stands {
            self.leads &= stands;
            self.effects.push(Effect::Lead(stands));
        }
    }

    /// After waking up, leaves it to the tab that was asking for this one to ask first; says whether there was one.
    pub(super) fn wake_after_other(&mut self, now: Duration) -> bool {
        let was_heard = self.heard_at.is_some_and(|at| self.last.uptime < at + LEASE + RESERVE.1);
        if self.leads || !was_heard {
            return false;
        }
        // It had no chance to say anything in the meantime.
        self.heard_at = Some(now);
        let reserve = self.jitter.between(WAKE_RESERVE.0, WAKE_RESERVE.1);
        self.heartbeat.renew_after_other(reserve, now);
        for (_, cycle) in self.feeds.cycles_mut() {
            if cycle.wakes(now) {
                cycle.start_after_other(cycle.ready_at(now), reserve, now);
            }
        }
        true
    }
}
