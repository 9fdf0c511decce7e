//! What comes of a request.

use chrono::{DateTime, Utc};
use std::time::Duration;

use super::Engine;
use super::heartbeat::Reason;
use crate::model::api_error::ApiError;
use crate::model::time::{Now, TimeExt};
use crate::presence::backoff::CAP;
use crate::presence::event::{Effect, Note};
use crate::presence::poll_schedule::PollSchedule;
use crate::presence::request::{Endpoint, Feed, Reply, Request, Ticket};

impl Engine {
    pub(super) fn settle(&mut self, ticket: Ticket, result: Result<Reply, ApiError>, now: Now) {
        let request = ticket.request;
        let reply = match result {
            Ok(reply) => reply,
            Err(ApiError::Unauthorised) => {
                self.sign_out();
                self.effects.push(Effect::SessionLost);
                return;
            }
            Err(error) => return self.fail(request, error, now.uptime),
        };
        let Some(flight) = self.schedule(request).and_then(PollSchedule::in_flight) else { return };
        let sent_at = flight.since;
        // The network is back, so the heartbeat needn't wait either. A backend that answers with errors is not to be asked sooner.
        if request.feed().and_then(|feed| self.feeds.get(feed)).map(PollSchedule::failures) > Some(0) {
            self.heartbeat.request(Reason::NetworkAnswered, now.uptime);
        }
        match &reply {
            Reply::Heartbeat { .. } => self.effects.push(Effect::Note(Note::HeartbeatSent)),
            Reply::OnlineUsers(online) => {
                self.effects.push(Effect::Note(Note::OnlineUsersFetched(online.len())));
            }
            Reply::Content => {}
        }
        if self.is_news(request, sent_at) {
            if let (Reply::OnlineUsers(online), Some(me)) = (&reply, self.me) {
                self.heartbeat.listed(online.contains(me), now.uptime);
            }
            self.apply_reply(request, reply, sent_at, now);
        }
        if let Some(schedule) = self.schedule_mut(request) {
            schedule.succeeded(now.uptime);
        }
    }

    /// Takes what a good reply says, whichever tab asked for it, at `sent_at` by this tab's clock.
    pub(super) fn apply_reply(&mut self, request: Request, reply: Reply, sent_at: Duration, now: Now) {
        if let Some(schedule) = self.schedule_mut(request) {
            schedule.took_reply(sent_at);
        }
        let change = match (request, reply) {
            (Request::Heartbeat, Reply::Heartbeat { last_activity }) => {
                if let Some(time) = last_activity {
                    self.apply_server_time(time, Duration::ZERO, sent_at, now);
                }
                let last_activity = last_activity.unwrap_or_else(|| {
                    let on_its_way = now.uptime.saturating_sub(sent_at);
                    self.clock.at(now).minus(on_its_way)
                });
                self.heartbeat.accepted(last_activity, now.uptime);
                self.effects.push(Effect::HeartbeatAccepted { last_activity });
                self.me.and_then(|me| self.presence.set_user_online(me, true))
            }
            (Request::OnlineUsers(endpoint), Reply::OnlineUsers(online)) => {
                // A heartbeat accepted while this reply was under way is newer than the reply.
                let me = self.me.filter(|_| self.heartbeat.accepted_at > Some(sent_at));
                self.presence.apply(online, endpoint, me, Now { wall: self.clock.at(now), ..now })
            }
            _ => None,
        };
        self.publish(change);
    }

    /// Takes what a reply to a request sent at `sent_at` says about the time.
    pub(super) fn apply_server_time(
        &mut self,
        time: DateTime<Utc>,
        resolution: Duration,
        sent_at: Duration,
        now: Now,
    ) {
        if self.clock.update(time, resolution, sent_at, now.uptime) {
            self.effects.push(Effect::Clock(self.clock));
        }
    }

    /// Takes note that the online users are being asked for, by this tab or another.
    pub(super) fn note_asked(&mut self, request: Request, now: Duration) {
        if let Request::OnlineUsers(_) = request {
            self.presence.asked(now);
        }
    }

    fn fail(&mut self, request: Request, error: ApiError, now: Duration) {
        match (request, request.feed()) {
            (Request::OnlineUsers(endpoint), _) => self.fail_online_users(endpoint, &error, now),
            (_, None) => self.heartbeat.failed(&error, now, &mut self.jitter),
            (_, Some(feed)) => {
                if let Some(schedule) = self.feeds.get_mut(feed) {
                    schedule.failed(&error, CAP, now, &mut self.jitter);
                }
            }
        }
        self.effects.push(Effect::Note(Note::Failed(request, error)));
    }

    fn fail_online_users(&mut self, endpoint: Endpoint, error: &ApiError, now: Duration) {
        let Some(schedule) = self.feeds.get_mut(Feed::OnlineUsers) else { return };
        if *error == ApiError::NotFound && self.presence.is_untried(endpoint.other()) {
            schedule.redirected(now);
        } else {
            schedule.failed(error, CAP, now, &mut self.jitter);
        }
        if !error.is_network() {
            self.presence.reached();
        } else if let Some(check) = self.presence.check_at(now).filter(|_| schedule.is_running()) {
            schedule.request_at(check);
        }
        if *error == ApiError::NotFound {
            let change = self.presence.apply_not_found(endpoint);
            self.publish(change);
        }
    }

    pub(super) fn expire_lost(&mut self, now: Duration) {
        for request in self.requests() {
            if let Some(flight) = self.schedule(request).and_then(|schedule| schedule.lost(now)) {
                self.effects.push(Effect::Cancel(flight.sequence));
                self.fail(request, ApiError::Timeout, now);
            }
        }
    }
}
