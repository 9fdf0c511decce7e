//! What replies do to the engine: good ones, bad ones, and those that never come.

use chrono::{DateTime, Utc};
use std::time::Duration;

use super::{Engine, feed_of};
use crate::model::api_error::ApiError;
use crate::model::time::Now;
use crate::presence::backoff::CAP;
use crate::presence::event::{Effect, Feed, Note, Reply, Request, Ticket};
use crate::presence::poll_schedule::PollSchedule;

impl Engine {
    pub(super) fn settle(&mut self, ticket: Ticket, result: Result<Reply, ApiError>, now: Now) {
        if result == Err(ApiError::Unauthorised) {
            self.sign_out();
            self.effects.push(Effect::SessionLost);
            return;
        }
        let sent_at = self.cycle_of(ticket.request).and_then(PollSchedule::in_flight).map(|(_, since)| since);
        self.notice_return(ticket.request, &result, now.uptime);
        match (result, sent_at) {
            (Err(failure), _) => self.fail(ticket.request, failure, now.uptime),
            (Ok(reply), Some(sent_at)) => {
                self.note_reply(&reply);
                if self.is_news(ticket.request, sent_at) {
                    if let (Reply::OnlineUsers(online), Some(me)) = (&reply, self.me) {
                        self.heartbeat.listed(online.contains(me), now.uptime);
                    }
                    self.learn(ticket.request, reply, sent_at, now);
                }
                self.cycle_of_mut(ticket.request).into_iter().for_each(|cycle| cycle.succeeded(now.uptime));
            }
            (Ok(_), None) => {}
        }
    }

    /// The first good reply to a feed that had failed says that the network is back: then the heartbeat needn't wait either. A
    /// backend that answers with errors is not to be hurried.
    fn notice_return(&mut self, request: Request, result: &Result<Reply, ApiError>, now: Duration) {
        let had_failed =
            feed_of(request).and_then(|feed| self.feeds.get(feed)).map(PollSchedule::failures) > Some(0);
        if result.is_ok() && had_failed {
            self.heartbeat.network_answers(now);
        }
    }

    fn note_reply(&mut self, reply: &Reply) {
        self.effects.extend(match reply {
            Reply::Heartbeat { .. } => Some(Effect::Note(Note::HeartbeatSent)),
            Reply::OnlineUsers(online) => Some(Effect::Note(Note::OnlineUsersFetched(online.len()))),
            Reply::Content => None,
        });
    }

    /// Takes what a good reply says, whichever tab asked for it, at `sent_at` by this tab's clock.
    pub(super) fn learn(&mut self, request: Request, reply: Reply, sent_at: Duration, now: Now) {
        self.cycle_of_mut(request).into_iter().for_each(|cycle| cycle.took(sent_at));
        let effect = match (request, reply) {
            (Request::Heartbeat, Reply::Heartbeat { last_activity }) => {
                self.heartbeat.accepted(last_activity, now.uptime);
                self.heartbeat.ended(None);
                self.hear_time(last_activity, Duration::ZERO, sent_at, now);
                self.effects.push(Effect::HeartbeatAccepted { last_activity });
                self.me.and_then(|me| self.knowledge.set_user_online(me, true))
            }
            (Request::OnlineUsers(endpoint), Reply::OnlineUsers(online)) => {
                self.knowledge.endpoint = endpoint;
                // A heartbeat accepted while this reply was under way is newer than the reply.
                let me = self.me.filter(|_| self.heartbeat.accepted_at > Some(sent_at));
                self.knowledge.confirm(online, me, Now { wall: self.clock.at(now), ..now })
            }
            _ => None,
        };
        self.effects.extend(effect);
    }

    /// Takes what a reply to a request sent at `sent_at` says about the time.
    pub(super) fn hear_time(
        &mut self,
        time: DateTime<Utc>,
        resolution: Duration,
        sent_at: Duration,
        now: Now,
    ) {
        if self.clock.hear(time, resolution, sent_at, now.uptime) {
            self.effects.push(Effect::Clock(self.clock));
        }
    }

    /// Takes note of whether a request for the online users reached the backend; `None`: that it is being sent.
    pub(super) fn note_reach(&mut self, request: Request, failure: Option<&ApiError>, now: Duration) {
        if feed_of(request) != Some(Feed::OnlineUsers) {
            return;
        }
        match failure {
            None => self.knowledge.asked(now),
            Some(failure) if failure.is_network() => {
                let check = self.knowledge.lost(now);
                let cycle = self.cycle_of_mut(request).filter(|cycle| cycle.is_running());
                cycle.zip(check).into_iter().for_each(|(cycle, check)| cycle.request_at(check));
            }
            Some(_) => self.knowledge.reached(),
        }
    }

    fn fail(&mut self, request: Request, failure: ApiError, now: Duration) {
        let mut ask_other = false;
        if let (Request::OnlineUsers(endpoint), ApiError::NotFound) = (request, &failure) {
            let (other, effect) = self.knowledge.missing(endpoint);
            ask_other = other;
            self.effects.extend(effect);
        }
        let mut longest_wait = CAP;
        if request == Request::Heartbeat {
            self.heartbeat.ended(Some(&failure));
            longest_wait = self.heartbeat.longest_wait(now);
        }
        let mut jitter = self.jitter.clone();
        if let Some(cycle) = self.cycle_of_mut(request) {
            if ask_other {
                cycle.answered_elsewhere(now);
            } else {
                cycle.failed(now, &failure, longest_wait, &mut jitter);
            }
        }
        self.jitter = jitter;
        self.note_reach(request, Some(&failure), now);
        if request == Request::Heartbeat {
            self.heartbeat.make_up(now);
        }
        self.effects.push(Effect::Note(Note::Failed(request, failure)));
    }

    pub(super) fn expire_lost(&mut self, now: Now) {
        let lost: Vec<Request> = [Request::Heartbeat]
            .into_iter()
            .chain(self.feeds.cycles().map(|(feed, _)| self.request_of(feed)))
            .filter(|request| self.cycle_of(*request).is_some_and(|cycle| cycle.has_lost(now.uptime)))
            .collect();
        for request in lost {
            let flight = self.cycle_of(request).and_then(PollSchedule::in_flight);
            self.effects.extend(flight.map(|(sequence, _)| Effect::Cancel(sequence)));
            self.fail(request, ApiError::Timeout, now.uptime);
        }
    }
}
