//! What is sent, and what arrives: requests at the backend, replies at tabs.

use std::time::Duration;

use super::{Simulation, Timer, What};
use crate::client::Signal;
use crate::dice::Millis;
use crate::network::Way;
use crate::transport::{Answer, Ask, HEARTBEAT_PATIENCE, PATIENCE, Packet};

/// Sets replies apart from requests where the weather is asked.
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
        let weather = &setting.people[person].1;
        for packet in packets {
            self.run.traffic[person].sent.push(self.at);
            let sent = &mut self.run.sent[person];
            match packet.ask {
                Ask::Heartbeat => sent.heartbeats += 1,
                Ask::OnlineUsers => sent.polls += 1,
                Ask::Refresh => sent.refreshes += 1,
            }
            let fate = weather.fate(self.at, Way::Up, packet.ask as u64);
            self.note(person, || format!("tab {number} sends {packet:?}: {fate:?}"));
            if weather.outage(self.at).is_some_and(|outage| outage.known) {
                self.push(self.at + AT_ONCE, What::Reply(number, packet.exchange, Answer::Unreachable));
                continue;
            }
            for at in fate.arrives.into_iter().chain(fate.again) {
                self.push(at, What::Arrives(number, packet));
            }
            let patience = match packet.ask {
                Ask::Heartbeat if self.kind.is_engine => HEARTBEAT_PATIENCE,
                _ => PATIENCE,
            };
            let due = uptime + Duration::from_millis(patience);
            self.set(Timer { tab: number, due, exchange: Some(packet.exchange) });
        }
    }

    pub(super) fn arrive(&mut self, number: usize, packet: Packet) {
        // The tab may be gone: what is on its way arrives all the same.
        let person = self.owners[number];
        let backend = &mut self.run.backend;
        let answer = match packet.ask {
            Ask::Refresh => Answer::Token(self.at + self.setting.token_life),
            _ if packet.good_until <= self.at => Answer::Refused,
            Ask::Heartbeat => {
                backend.heartbeat(person, self.at);
                Answer::Accepted
            }
            Ask::OnlineUsers => Answer::Online(backend.online_users(self.at)),
        };
        let weather = &self.setting.people[person].1;
        let fate = weather.fate(self.at, Way::Down, REPLY + packet.ask as u64);
        self.note(person, || {
            format!("tab {number}: {:?} {} arrived, the reply: {fate:?}", packet.ask, packet.exchange)
        });
        for at in fate.arrives.into_iter().chain(fate.again) {
            self.push(at, What::Reply(number, packet.exchange, answer.clone()));
        }
    }

    pub(super) fn reply(&mut self, number: usize, exchange: u64, answer: Answer) {
        let person = self.owners[number];
        let Some(tab) = &self.tabs[number] else { return };
        // A sleeping machine receives nothing, and what was sent to it is gone.
        if self.machines[person].is_asleep() || !tab.transport.awaits(exchange) {
            return;
        }
        if !matches!(answer, Answer::Unreachable | Answer::TooLate) {
            self.run.traffic[person].answered.push(self.at);
        }
        let was_refresh = tab.transport.refreshes_by(exchange);
        let ended = self
            .with_transport(number, |transport, tokens, now| transport.take(exchange, answer, tokens, now));
        if was_refresh {
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
