//! What replies do to the engine: good ones, bad ones, and those that never come.

use std::time::Duration;

use super::Engine;
use crate::domain::cycle::{Cycle, LOST_AFTER};
use crate::domain::failure::Failure;
use crate::domain::presence::event::{Effect, Note, Reply, Request, Ticket};
use crate::domain::time::Now;

impl Engine {
    pub(super) fn settle(&mut self, ticket: Ticket, result: Result<Reply, Failure>, now: Now) {
        if result == Err(Failure::Unauthorised) {
            self.sign_out();
            self.effects.push(Effect::SessionLost);
            return;
        }
        let sent_at = self.cycle_of(ticket.request).and_then(Cycle::in_flight).map(|(_, since)| since);
        match (ticket.request, result) {
            (_, Err(failure)) => self.fail(ticket.request, failure, now.uptime),
            (Request::Heartbeat, Ok(Reply::Heartbeat { last_activity })) => {
                self.heartbeat.cycle.succeeded(now.uptime);
                self.heartbeat.accepted_at = Some(now.uptime);
                self.effects.push(Effect::Note(Note::HeartbeatSent));
                self.effects.push(Effect::HeartbeatAccepted { last_activity });
                let effect = self.me.and_then(|me| self.knowledge.set_user_online(me, true));
                self.effects.extend(effect);
            }
            (Request::OnlineUsers(_), Ok(Reply::OnlineUsers(online))) => {
                self.effects.push(Effect::Note(Note::OnlineUsersFetched(online.len())));
                // A heartbeat accepted while this reply was under way is newer than the reply.
                let me = self.me.filter(|_| self.heartbeat.accepted_at > sent_at);
                let effect = self.knowledge.confirm(online, me, now);
                self.effects.extend(effect);
                self.succeed(ticket.request, now.uptime);
            }
            (_, Ok(_)) => self.succeed(ticket.request, now.uptime),
        }
    }

    fn succeed(&mut self, request: Request, now: Duration) {
        self.cycle_of_mut(request).into_iter().for_each(|cycle| cycle.succeeded(now));
    }

    fn fail(&mut self, request: Request, failure: Failure, now: Duration) {
        let mut ask_other = false;
        if let (Request::OnlineUsers(_), Failure::Missing) = (request, &failure) {
            let (other, effect) = self.knowledge.missing();
            ask_other = other;
            self.effects.extend(effect);
        }
        let mut jitter = self.jitter.clone();
        if let Some(cycle) = self.cycle_of_mut(request) {
            if ask_other {
                cycle.answered_elsewhere(now);
            } else {
                cycle.failed(now, &failure, &mut jitter);
            }
        }
        self.jitter = jitter;
        if request == Request::Heartbeat {
            self.heartbeat.make_up(now);
        }
        self.effects.push(Effect::Note(Note::Failed(request, failure)));
    }

    pub(super) fn expire_lost(&mut self, now: Now) {
        let lost: Vec<Request> = [Request::Heartbeat]
            .into_iter()
            .chain(self.feeds.cycles().map(|(feed, _)| self.request_of(feed)))
            .filter(|request| {
                let flight = self.cycle_of(*request).and_then(Cycle::in_flight);
                flight.is_some_and(|(_, since)| now.uptime >= since + LOST_AFTER)
            })
            .collect();
        for request in lost {
            let flight = self.cycle_of(request).and_then(Cycle::in_flight);
            self.effects.extend(flight.map(|(sequence, _)| Effect::Cancel(sequence)));
            self.fail(request, Failure::Timeout, now.uptime);
        }
    }
}
