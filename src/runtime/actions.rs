//! What people have done through the stores. The methods of the same names stand with what they are about.

use super::Runtime;
use crate::model::ids::{RoomId, UserId};
use crate::presence::metrics::report::MetricsReport;
use crate::presence::{Event, Explanation};
use crate::store::Actions;

impl Actions for Runtime {
    fn tell(&self, event: Event) {
        Self::tell(self, event);
    }

    fn explain(&self, user: UserId) -> Explanation {
        self.engine.borrow().explain(user)
    }

    fn sign_in(&self, username: &str, password: &str) {
        Self::sign_in(self, username, password);
    }

    fn sign_out(&self) {
        Self::sign_out(self);
    }

    fn restore(&self) {
        Self::restore(self);
    }

    fn load_older(&self, room: RoomId) {
        Self::load_older(self, room);
    }

    fn send(&self, room: RoomId, content: String) {
        Self::send(self, room, content);
    }

    fn send_again(&self, room: RoomId, key: u64) {
        Self::send_again(self, room, key);
    }

    fn discard(&self, room: RoomId, key: u64) {
        Self::discard(self, room, key);
    }

    fn store_drafts(&self) {
        Self::store_drafts(self);
    }

    fn report(&self) -> Option<MetricsReport> {
        Some(self.observer.borrow_mut().report(self.platform.now()))
    }

    fn progress(&self) -> String {
        self.observer.borrow_mut().progress()
    }

    fn record(&self) {
        Self::record(self);
    }

    fn stop_recording(&self) -> String {
        self.observer.borrow_mut().stop()
    }
}
