//! What is sent, and what arrives: requests at the backend, replies at tabs.

use std::time::Duration;

use super::{Simulation, What};
use crate::client_kind::Signal;
use crate::network::Way;
use crate::random::{Millis, hash};
use crate::timer::{Ends, Timer};
use crate::transport::{AGAIN_AFTER, Ask, Packet, Response};

/// Sets replies apart from requests where the network is asked.
const REPLY: u64 = 16;

/// How long a browser that knows it is offline takes to say so.
const AT_ONCE: Millis = 10;

impl Simulation<'_> {
    pub(super) fn send(&mut self, number: usize) {
        let Some(tab) = &mut self.tabs[number] else { return };
        let person = tab.person;
        let packets = tab.transport.take_packets();
        let uptime = self.machines[person].now(self.at).uptime;
        let setting = self.setting;
        let conditions = &setting.people[person].1;
        for packet in packets {
            self.run.traffic[person].sent.push(self.at);
            let sent = &mut self.run.sent[person];
            match packet.ask {
                Ask::Heartbeat => sent.heartbeats += 1,
                Ask::OnlineUsers => sent.polls += 1,
                Ask::Refresh => sent.refreshes += 1,
            }
            let delivery = conditions.delivery(self.at, Way::Up, packet.ask as u64);
            self.note(person, || format!("tab {number} sends {packet:?}: {delivery:?}"));
            if packet.ask == Ask::Refresh {
                let span = AGAIN_AFTER.1 - AGAIN_AFTER.0;
                let wait = AGAIN_AFTER.0 + hash(&[number as u64, packet.exchange]) % (span + 1);
                let due = uptime + Duration::from_millis(wait);
                self.set(Timer { tab: number, due, what: Ends::Wait(packet.exchange) });
            }
            if conditions.outage(self.at).is_some_and(|outage| outage.known) {
                self.push(self.at + AT_ONCE, What::Reply(number, packet.exchange, Response::Unreachable));
                continue;
            }
            // A refresh is not doubled: its double would be taken for another one.
            let again = delivery.again.filter(|_| packet.ask != Ask::Refresh);
            for at in delivery.arrives.into_iter().chain(again) {
                self.push(at, What::Arrives(number, packet));
            }
            let due = uptime + Duration::from_millis(packet.timeout);
            self.set(Timer { tab: number, due, what: Ends::Patience(packet.exchange) });
        }
    }

    pub(super) fn arrive(&mut self, number: usize, packet: Packet) {
        // The tab may be gone: what is on its way arrives all the same.
        let person = self.owners[number];
        let backend = &mut self.run.backend;
        let answer = match packet.ask {
            Ask::Refresh => match packet.refresh.and_then(|token| backend.refresh(token, self.at)) {
                Some(next) => Response::Token(self.at + self.setting.token_life, next),
                None => Response::Refused,
            },
            _ if packet.good_until <= self.at => Response::Refused,
            Ask::Heartbeat => {
                backend.heartbeat(person, self.at);
                Response::Accepted
            }
            Ask::OnlineUsers => Response::Online(backend.online_users(self.at)),
        };
        let conditions = &self.setting.people[person].1;
        let delivery = conditions.delivery(self.at, Way::Down, REPLY + packet.ask as u64);
        self.note(person, || {
            format!("tab {number}: {:?} {} arrived, the reply: {delivery:?}", packet.ask, packet.exchange)
        });
        for at in delivery.arrives.into_iter().chain(delivery.again) {
            self.push(at, What::Reply(number, packet.exchange, answer.clone()));
        }
    }

    /// Whoever was signed out signs in again at once, which is kind to those to whom it happens.
    fn sign_in_again(&mut self, number: usize) {
        let sign_outs = self.with_transport(number, |transport, _, _| transport.take_sign_outs());
        if sign_outs > 0 {
            let person = self.owners[number];
            self.note(person, || format!("tab {number} is signed out"));
            self.run.sent[person].sign_outs += sign_outs;
            let (refresh, good_until) = (self.run.backend.sign_in(), self.at + self.setting.token_life);
            self.with_transport(number, |transport, tokens, now| {
                tokens.refresh = Some(refresh);
                tokens.keep(good_until, now);
                transport.go_on(tokens, now);
            });
        }
    }

    /// A refresh has waited for its answer for a while.
    pub(super) fn ask_again(&mut self, number: usize, exchange: u64) {
        self.with_transport(number, |transport, _, now| transport.ask_again(exchange, now));
        self.send(number);
    }

    pub(super) fn reply(&mut self, number: usize, exchange: u64, answer: Response) {
        let person = self.owners[number];
        let Some(tab) = &self.tabs[number] else { return };
        // A sleeping machine receives nothing, and what was sent to it is gone.
        if self.machines[person].is_asleep() || !tab.transport.awaits(exchange) {
            return;
        }
        if !matches!(answer, Response::Unreachable | Response::TooLate) {
            self.run.traffic[person].answered.push(self.at);
        }
        let was_refresh = tab.transport.refreshes_by(exchange);
        let ended = self.with_transport(number, |transport, tokens, now| {
            transport.take(exchange, answer.clone(), tokens, now)
        });
        if was_refresh {
            if matches!(answer, Response::Token(..)) {
                self.tell(number, Signal::Reached);
            }
            self.sign_in_again(number);
            self.refresh_has_ended(number);
        }
        for (id, result) in ended {
            self.note(person, || {
                format!("tab {number}: call {id} ended, {}", if result.is_ok() { "well" } else { "badly" })
            });
            self.tell(number, Signal::Ended(id, result));
        }
        self.send(number);
    }
}
