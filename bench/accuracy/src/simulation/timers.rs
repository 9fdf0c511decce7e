//! Timers of pages.

use std::time::Duration;

use super::{Simulation, What};
use crate::client::Signal;
use crate::transport::ApiFuture;

/// A timer of a page: it fires when the monotonic clock has reached `due`, and not in sleep.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timer {
    pub(super) tab: usize,
    pub(super) due: Duration,
    pub(super) what: Ends,
}

/// What a timer ends.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Ends {
    /// The client's own wait.
    Own,
    /// An exchange's patience.
    Patience(u64),
    /// The wait for the first answer to a refresh, before it is sent once more.
    Wait(u64),
}

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
            Ends::Patience(exchange) => self.reply(timer.tab, exchange, ApiFuture::TooLate),
            Ends::Wait(exchange) => self.ask_again(timer.tab, exchange),
            Ends::Own if tab.timer == Some(timer.due) => {
                tab.timer = None;
                self.tell(timer.tab, Signal::Timer);
            }
            Ends::Own => {}
        }
    }
}
