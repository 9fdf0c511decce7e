//! The clients under comparison, as one tab each.

use std::time::Duration;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::UserId;
use leptos_presence::presence::PeerUpdate;
use leptos_presence::model::time::Now;

use crate::driver::Driver;
use crate::naive::Naive;
use crate::transport::{ApiFuture, Ask};

/// A client, its interval and the threshold it is used with.
#[derive(Clone, Copy, Debug)]
pub struct Contestant {
    /// What the report calls it.
    pub name: &'static str,
    /// The engine of this repository, or the naive client.
    pub is_engine: bool,
    /// The time between two heartbeats, in seconds.
    pub interval: u64,
    /// How long the backend counts people as online after one, in seconds.
    pub threshold: u64,
    /// Whether the browser slows the timers of tabs that have been hidden for long, as Chrome does. The engine has none there.
    pub is_throttled: bool,
}

/// All that are compared. The numbers of the other products are those that they publish.
pub const CONTESTANTS: [Contestant; 6] = [
    Contestant { is_engine: true, ..contestant("this engine", 120, 300) },
    contestant("naive, as documented", 120, 300),
    Contestant { is_throttled: false, ..contestant("naive, timers never slowed", 120, 300) },
    contestant("naive, Zulip's numbers", 60, 200),
    contestant("naive, Convex's numbers", 10, 25),
    contestant("naive, Nextcloud's numbers", 300, 900),
];

/// A naive one, in a browser that slows its timers.
const fn contestant(name: &'static str, interval: u64, threshold: u64) -> Contestant {
    Contestant { name, is_engine: false, interval, threshold, is_throttled: true }
}

/// Something that a tab is told.
#[derive(Clone, Debug)]
pub enum Signal {
    /// It was hidden or shown.
    Visible(bool),
    /// `online`: the browser noticed that the network is back.
    NetworkBack,
    /// Its refresh was answered.
    Reached,
    /// The time named by [`Client::next_due`] has come.
    Timer,
    /// A call ended.
    Ended(u64, Result<ApiFuture, ApiError>),
    /// Another tab of the person told something.
    PeerUpdate(PeerUpdate),
    /// This tab leads now.
    Leads,
}

/// Something that a tab wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Start a call with this number.
    Call(u64, Ask),
    /// Give it up.
    Cancel(u64),
    /// Tell the person's other tabs.
    Tell(PeerUpdate),
    /// Stand for the lead among them, or don't.
    Lead(bool),
}

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
    pub fn open(kind: Contestant, me: UserId, seed: u64, visible: bool, now: Now) -> (Self, Vec<Order>) {
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

    /// Whether it was told that its session has ended, which no contestant should be here.
    #[must_use]
    pub fn lost_its_session(&self) -> bool {
        matches!(self, Self::Engine(driver) if driver.lost_its_session())
    }
}
