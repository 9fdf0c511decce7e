//! What other tabs of the same person tell. Their replies serve here too; one tab asks for all.
//!
//! Whoever asks tells the others: that it asks, then what came of it and when it will ask again. Who has been told waits a
//! little longer than that before asking too, so one tab is always the first, and a tab that has died is replaced by
//! itself. Which tab is the first is left to chance, unless one leads: that one does not wait for others.

use std::time::Duration;

use super::Engine;
use super::heartbeat::Reason;
use crate::model::api_error::ApiError;
use crate::model::time::Now;
use crate::presence::event::Effect;
use crate::presence::peer_update::{Outcome, PeerUpdate};
use crate::presence::poll_schedule::PollSchedule;
use crate::presence::request::{Reply, Request};

/// How much longer than it said a tab is waited for; random, so that not all ask at once.
const PEER_GRACE: (Duration, Duration) = (Duration::from_secs(3), Duration::from_secs(5));

/// How long a tab is waited for that has asked and not told yet what came of it. With a poll interval of 4 s and the
/// grace, one that dies is replaced in less than 10 s.
const LEASE: Duration = Duration::from_millis(4_500);

/// After waking up, so long for the tab that leads to ask before the others.
const WAKE_GRACE: (Duration, Duration) = (Duration::from_millis(500), Duration::from_millis(1_500));

impl Engine {
    /// Whether a reply that another tab got is to be shown here: it is newer than what is shown, and somebody looks at it.
    #[must_use]
    pub fn is_news(&self, request: Request, sent_at: Duration) -> bool {
        self.me.is_some() && self.schedule(request).is_some_and(|schedule| schedule.is_news(sent_at))
    }

    /// How long ago `request`, which is under way, was sent; `None` where it isn't.
    #[must_use]
    pub fn sent_ago(&self, request: Request, now: Now) -> Option<Duration> {
        let flight = self.schedule(request)?.in_flight()?;
        Some(now.uptime.saturating_sub(flight.since))
    }

    /// How long from now `request` is sent again; `None` where it isn't repeated.
    #[must_use]
    pub fn next_in(&self, request: Request, now: Now) -> Option<Duration> {
        Some(self.schedule(request)?.due()?.saturating_sub(now.uptime))
    }

    pub(super) fn apply_peer_update(&mut self, update: PeerUpdate, now: Now) {
        let PeerUpdate { request, sent_ago, outcome } = update;
        let sent_at = now.uptime.saturating_sub(sent_ago);
        self.last_peer_update = Some(now.uptime);
        if !self.is_news(request, sent_at) {
            return;
        }
        let next = match outcome {
            Outcome::Asked => {
                self.note_asked(request, now.uptime);
                now.uptime + LEASE
            }
            Outcome::Replied { next_in, result } => {
                let next = now.uptime + next_in;
                // Here it may be wanted more often than there, but a slow backend is not asked more often.
                let own =
                    self.schedule(request).filter(|_| result.is_ok()).map(|own| sent_at + own.interval());
                let own = own.filter(|own| *own > now.uptime);
                if let (Err(ApiError::RateLimited { .. }), Some(schedule)) =
                    (&result, self.schedule_mut(request))
                {
                    schedule.defer_until(next);
                }
                self.apply_peer_result(request, result, sent_at, now);
                own.map_or(next, |own| own.min(next))
            }
        };
        self.defer_to_peer(request, sent_at, next);
    }

    fn apply_peer_result(
        &mut self,
        request: Request,
        result: Result<Reply, ApiError>,
        sent_at: Duration,
        now: Now,
    ) {
        if let Some(schedule) = self.schedule_mut(request) {
            schedule.peer_ended(result.is_ok());
        }
        match (request, result) {
            (_, Ok(reply)) => self.apply_reply(request, reply, sent_at, now),
            // It is for the tab that asks to ask the other address, or once more.
            (Request::OnlineUsers(endpoint), Err(ApiError::NotFound)) => {
                let change = self.presence.apply_not_found(endpoint);
                self.publish(change);
            }
            (Request::OnlineUsers(_), Err(error)) if !error.is_network() => self.presence.reached(),
            _ => {}
        }
    }

    fn defer_to_peer(&mut self, request: Request, sent_at: Duration, next: Duration) {
        let (is_leader, grace) = (self.is_leader, self.jitter.between(PEER_GRACE.0, PEER_GRACE.1));
        let Some(schedule) = self.schedule_mut(request) else { return };
        schedule.peer_sent(sent_at);
        if !is_leader {
            schedule.defer_to_peer(next, grace);
        }
    }

    /// This tab leads now, until it no longer wants to.
    pub(super) fn become_leader(&mut self) {
        self.is_leader = self.wants_leadership;
        if self.is_leader {
            self.heartbeat.schedule.take_over();
            self.feeds.schedules_mut().for_each(PollSchedule::take_over);
        }
    }

    /// A tab that is signed in and in front wants to lead; tells when that changes.
    pub(super) fn update_leadership(&mut self) {
        let wants = self.is_in_use();
        if std::mem::replace(&mut self.wants_leadership, wants) != wants {
            self.is_leader &= wants;
            self.effects.push(Effect::Lead(wants));
        }
    }

    /// After waking up, leaves it to the tab that was asking for this one to ask first; says whether there was one.
    pub(super) fn resume_beside_peer(&mut self, now: Duration) -> bool {
        let was_heard = self.last_peer_update.is_some_and(|at| self.last.uptime < at + LEASE + PEER_GRACE.1);
        if self.is_leader || !was_heard {
            return false;
        }
        // It had no chance to say anything in the meantime.
        self.last_peer_update = Some(now);
        let grace = self.jitter.between(WAKE_GRACE.0, WAKE_GRACE.1);
        self.heartbeat.request(Reason::ResumedBesidePeer(grace), now);
        for schedule in self.feeds.schedules_mut() {
            if schedule.needs_wake_request(now) {
                schedule.start_after_peer(schedule.ready_at(now), grace, now);
            }
        }
        true
    }
}
