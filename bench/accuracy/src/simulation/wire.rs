//! What arrives: requests at the backend, replies at tabs.

use super::{Simulation, What};
use crate::backend::TOKEN_LIFE;
use crate::client::Signal;
use crate::network::Way;
use crate::transport::{Answer, Ask, Packet};

/// Sets replies apart from requests where the weather is asked.
const REPLY: u64 = 16;

impl Simulation<'_> {
    pub(super) fn arrive(&mut self, number: usize, packet: Packet) {
        // The tab may be gone: what is on its way arrives all the same.
        let person = self.owners[number];
        let backend = &mut self.run.backend;
        let answer = match packet.ask {
            Ask::Refresh => Answer::Token(self.at + TOKEN_LIFE),
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
        let Some(tab) = &mut self.tabs[number] else { return };
        // A sleeping machine receives nothing, and what was sent to it is gone.
        if self.machines[person].is_asleep() || !tab.transport.awaits(exchange) {
            return;
        }
        let ended = tab.transport.take(exchange, answer);
        for (id, result) in ended {
            self.note(person, || {
                format!("tab {number}: call {id} ended, {}", if result.is_ok() { "well" } else { "badly" })
            });
            self.tell(number, Signal::Ended(id, result));
        }
        self.send(number);
    }
}
