//! Timers of pages.

use super::{Simulation, What};
use crate::client_kind::Signal;
use crate::timer::{Ends, Timer};
use crate::transport::Response;

impl Simulation<'_> {
    /// Sets the client's own timer, where it wants another time than before.
    pub(super) fn set_own_timer(&mut self, number: usize) {
        let Some(tab) = &mut self.tabs[number] else { return };
        let next = tab.client.next_due();
        let changed = std::mem::replace(&mut tab.timer, next) != next;
        if let Some(due) = next.filter(|_| changed) {
            self.set(Timer { tab: number, due, what: Ends::Own });
        }
    }

    pub(super) fn set(&mut self, timer: Timer) {
        let Some(tab) = &self.tabs[timer.tab] else { return };
        let now = self.machines[tab.person].now(self.at);
        let wait = u64::try_from(timer.due.saturating_sub(now.uptime).as_millis()).unwrap_or(u64::MAX);
        self.push(self.at.saturating_add(wait), What::Timer(timer));
    }

    pub(super) fn fire(&mut self, timer: Timer) {
        let Some(tab) = &mut self.tabs[timer.tab] else { return };
        let machine = &mut self.machines[tab.person];
        if machine.is_asleep() {
            return machine.put_off(timer);
        }
        if machine.now(self.at).uptime < timer.due {
            return self.set(timer);
        }
        match timer.what {
            Ends::Patience(exchange) => self.reply(timer.tab, exchange, Response::TooLate),
            Ends::Wait(exchange) => self.ask_again(timer.tab, exchange),
            Ends::Own if tab.timer == Some(timer.due) => {
                tab.timer = None;
                self.tell(timer.tab, Signal::Timer);
            }
            Ends::Own => {}
        }
    }
}
