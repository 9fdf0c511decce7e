//! The client that the source document describes, to the letter.

use std::time::Duration;

use crate::client_kind::{ClientKind, Order, Signal};
use crate::transport::Ask;

const POLL_INTERVAL: Duration = Duration::from_secs(4);

/// Chrome lets the timers of a tab that has been hidden for this long fire once a minute only.
const THROTTLED_AFTER: Duration = Duration::from_secs(5 * 60);
const THROTTLED_INTERVAL: Duration = Duration::from_secs(60);

/// `setInterval` for heartbeats, while visible; `setInterval` for polls, which the document doesn't pause.
/// It never repeats what failed, and never looks at a reply before it sends again.
#[derive(Debug)]
pub struct Naive {
    interval: Duration,
    is_throttled: bool,
    heartbeat: Option<Duration>,
    poll: Duration,
    hidden_since: Option<Duration>,
    last_call: u64,
}

impl Naive {
    /// Opens a tab; gives back what it wants done at once.
    #[must_use]
    pub fn open(kind: ClientKind, visible: bool, now: Duration) -> (Self, Vec<Order>) {
        let mut naive = Self {
            interval: Duration::from_secs(kind.interval),
            is_throttled: kind.is_throttled,
            heartbeat: None,
            poll: now + POLL_INTERVAL,
            hidden_since: (!visible).then_some(now),
            last_call: 0,
        };
        let mut orders = vec![naive.call(Ask::OnlineUsers)];
        orders.extend(visible.then(|| naive.beat(now)));
        (naive, orders)
    }

    /// When it wants to be woken.
    #[must_use]
    pub fn next_due(&self) -> Duration {
        self.heartbeat.map_or(self.poll, |heartbeat| heartbeat.min(self.poll))
    }

    /// Tells it something.
    pub fn tell(&mut self, signal: &Signal, now: Duration) -> Vec<Order> {
        match signal {
            Signal::Visible(true) if self.hidden_since.take().is_some() => {
                self.poll = self.poll.min(now + POLL_INTERVAL);
                vec![self.beat(now)]
            }
            Signal::Visible(false) => {
                self.hidden_since = self.hidden_since.or(Some(now));
                self.heartbeat = None;
                Vec::new()
            }
            Signal::Timer => self.tick(now),
            Signal::Visible(true)
            | Signal::NetworkBack
            | Signal::Reached
            | Signal::Ended(..)
            | Signal::PeerUpdate(_)
            | Signal::BecameLeader => Vec::new(),
        }
    }

    fn tick(&mut self, now: Duration) -> Vec<Order> {
        let mut orders = Vec::new();
        if self.heartbeat.is_some_and(|due| due <= now) {
            orders.push(self.beat(now));
        }
        if self.poll <= now {
            let is_slow = self.hidden_since.is_some_and(|since| now >= since + THROTTLED_AFTER);
            self.poll = now + if is_slow && self.is_throttled { THROTTLED_INTERVAL } else { POLL_INTERVAL };
            orders.push(self.call(Ask::OnlineUsers));
        }
        orders
    }

    fn beat(&mut self, now: Duration) -> Order {
        self.heartbeat = Some(now + self.interval);
        self.call(Ask::Heartbeat)
    }

    fn call(&mut self, ask: Ask) -> Order {
        self.last_call += 1;
        Order::Call(self.last_call, ask)
    }
}
