//! What a person's tabs have in common: words, the lead, access tokens.

use leptos_presence::model::time::Now;
use leptos_presence::presence::PeerUpdate;

use super::{Simulation, What};
use crate::client_kind::Signal;
use crate::random::Millis;
use crate::tokens::Tokens;
use crate::transport::Transport;

/// How long a word takes from one tab to the others (a `BroadcastChannel` takes a few milliseconds).
const MESSAGE_DELAY: Millis = 5;

impl Simulation<'_> {
    /// Tells the person's other tabs, in front or not.
    pub(super) fn spread(&mut self, from: usize, heard: &PeerUpdate) {
        for to in self.others(from) {
            self.push(self.at + MESSAGE_DELAY, What::TabMessage(to, heard.clone()));
        }
    }

    pub(super) fn hear(&mut self, number: usize, heard: PeerUpdate) {
        // Machines don't fall asleep in the midst of a word, but the queue knows nothing of that.
        if !self.machines[self.owners[number]].is_asleep() {
            self.tell(number, Signal::PeerUpdate(heard));
        }
    }

    /// The tab waits for the lead, as for any lock: who asks first has it first.
    pub(super) fn stand(&mut self, person: usize, number: usize) {
        self.standing[person].push_back(number);
        if self.standing[person].len() == 1 {
            self.tell(number, Signal::BecameLeader);
        }
    }

    /// The tab gives up the lead, or the wait for it.
    pub(super) fn stand_down(&mut self, person: usize, number: usize) {
        let led = self.standing[person].front() == Some(&number);
        self.standing[person].retain(|other| *other != number);
        if let Some(next) = self.standing[person].front().copied().filter(|_| led) {
            self.tell(next, Signal::BecameLeader);
        }
    }

    /// The tab is gone without a word; the browser gives what it held to the next.
    pub(super) fn end(&mut self, number: usize) {
        self.tabs[number] = None;
        self.stand_down(self.owners[number], number);
        let place = self.place_of_tokens(number);
        self.tokens[place].end_turn(number);
        self.refresh_has_ended(number);
    }

    /// Whoever waited for a refresh of the tab numbered `by` has its turn.
    pub(super) fn refresh_has_ended(&mut self, by: usize) {
        if self.kind.is_engine {
            for other in self.others(by) {
                self.with_transport(other, Transport::go_on);
                self.send(other);
            }
        }
    }

    pub(super) fn place_of_tokens(&self, number: usize) -> usize {
        if self.kind.is_engine { self.owners[number] } else { number }
    }

    pub(super) fn with_transport<T: Default>(
        &mut self,
        number: usize,
        act: impl FnOnce(&mut Transport, &mut Tokens, Now) -> T,
    ) -> T {
        let place = self.place_of_tokens(number);
        let Some(tab) = &mut self.tabs[number] else { return T::default() };
        let now = self.machines[tab.person].now(self.at);
        act(&mut tab.transport, &mut self.tokens[place], now)
    }

    fn others(&self, number: usize) -> Vec<usize> {
        let tabs = self.machines[self.owners[number]].tabs;
        tabs.into_iter().flatten().filter(|other| *other != number).collect()
    }
}
