//! The clients under comparison, as one tab each.

use std::time::Duration;

use leptos_presence::model::ids::UserId;
use leptos_presence::model::time::Now;

use crate::client_kind::{ClientKind, Order, Signal};
use crate::driver::Driver;
use crate::naive::Naive;

/// One tab.
#[derive(Debug)]
pub enum Client {
    /// With the real engine.
    Engine(Box<Driver>),
    /// With the naive client.
    Naive(Naive),
}

impl Client {
    /// Opens a tab; gives back what it wants done at once.
    #[must_use]
    pub fn open(kind: ClientKind, me: UserId, seed: u64, visible: bool, now: Now) -> (Self, Vec<Order>) {
        if kind.is_engine {
            let (driver, orders) = Driver::open(kind, me, seed, visible, now);
            (Self::Engine(Box::new(driver)), orders)
        } else {
            let (naive, orders) = Naive::open(kind, visible, now.uptime);
            (Self::Naive(naive), orders)
        }
    }

    /// Tells it something.
    pub fn tell(&mut self, signal: Signal, now: Now) -> Vec<Order> {
        match self {
            Self::Engine(driver) => driver.tell(signal, now),
            Self::Naive(naive) => naive.tell(&signal, now.uptime),
        }
    }

    /// When, on the monotonic clock, it wants to be told [`Signal::Timer`].
    #[must_use]
    pub fn next_due(&self) -> Option<Duration> {
        match self {
            Self::Engine(driver) => driver.next_wake(),
            Self::Naive(naive) => Some(naive.next_due()),
        }
    }

    /// Whether it was told that its session has ended, which no client here should be.
    #[must_use]
    pub fn lost_its_session(&self) -> bool {
        matches!(self, Self::Engine(driver) if driver.lost_its_session())
    }
}
