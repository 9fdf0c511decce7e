//! Networks: what becomes of what is sent, and when.
//!
//! Nothing is drawn when a client sends; what the network does is settled before. It is made of short slots of time, in each of
//! which a person's machine either gets something through or doesn't. So all clients meet the same conditions, whatever
//! they send, and it can be asked afterwards what another client could have done.

use crate::random::{HOUR, MINUTE, Millis, Random, SECOND, hash, log_uniform};

/// How long one state of the network lasts.
pub const SLOT: Millis = 250;

/// What a network is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Network {
    /// Loses nothing and takes 20 ms: for tests.
    Perfect,
    /// 1 % loss, 50 to 300 ms.
    Good,
    /// 5 % loss, 100 to 2,000 ms, and outages of 5 to 90 s.
    Mobile,
    /// 20 % loss, 200 to 15,000 ms, and one in ten arrives twice.
    Bad,
}

impl Network {
    /// All that people have.
    pub const ALL: [Self; 3] = [Self::Good, Self::Mobile, Self::Bad];

    fn loss_percent(self) -> u64 {
        match self {
            Self::Perfect => 0,
            Self::Good => 1,
            Self::Mobile => 5,
            Self::Bad => 20,
        }
    }

    fn delay(self) -> (Millis, Millis) {
        match self {
            Self::Perfect => (20, 20),
            Self::Good => (50, 300),
            Self::Mobile => (100, 2 * SECOND),
            Self::Bad => (200, 15 * SECOND),
        }
    }
}

/// Which way something goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the backend.
    Up,
    /// From the backend.
    Down,
}

/// A time without network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outage {
    /// When it begins.
    pub from: Millis,
    /// When it ends.
    pub to: Millis,
    /// Whether the browser knows: then requests fail at once, and `online` is told at the end.
    pub known: bool,
}

/// What becomes of something sent: when it arrives, and when its double does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// When it arrives; `None`: never.
    pub arrives: Option<Millis>,
    /// When it arrives for a second time.
    pub again: Option<Millis>,
}

/// One person's network, at every moment.
#[derive(Clone, Debug)]
pub struct Conditions {
    /// What the network is like.
    pub network: Network,
    key: u64,
    outages: Vec<Outage>,
}

impl Conditions {
    /// The network of the person numbered `number`; after each of `wakes` it takes some seconds to be back.
    #[must_use]
    pub fn new(seed: u64, number: usize, wakes: impl Iterator<Item = Millis>, end: Millis) -> Self {
        let mut random = Random::new(&[seed, number as u64, 2]);
        let network = match random.below(100) {
            0..60 => Network::Good,
            60..90 => Network::Mobile,
            _ => Network::Bad,
        };
        let mut conditions = Self::of(network, hash(&[seed, number as u64, 3]));
        for wake in wakes {
            let to = wake + random.time(SECOND, 5 * SECOND);
            conditions.outages.push(Outage { from: wake, to, known: random.percent(50) });
        }
        let mut at = random.time(MINUTE, HOUR);
        while network == Network::Mobile && at < end {
            let to = at + random.time(5 * SECOND, 90 * SECOND);
            conditions.outages.push(Outage { from: at, to, known: random.percent(50) });
            at = to + random.time(3 * MINUTE, HOUR);
        }
        conditions.outages.sort_unstable_by_key(|outage| outage.from);
        conditions
    }

    /// Conditions without outages.
    #[must_use]
    pub fn of(network: Network, key: u64) -> Self {
        Self { network, key, outages: Vec::new() }
    }

    /// The times without network.
    #[must_use]
    pub fn outages(&self) -> &[Outage] {
        &self.outages
    }

    /// The outage at `at`.
    #[must_use]
    pub fn outage(&self, at: Millis) -> Option<Outage> {
        // They are few and may overlap, so a search would save nothing.
        self.outages.iter().copied().find(|outage| (outage.from..outage.to).contains(&at))
    }

    /// What becomes of something sent at `at`; `salt` tells apart what is sent at the same moment.
    #[must_use]
    pub fn delivery(&self, at: Millis, way: Way, salt: u64) -> Delivery {
        let slot = hash(&[self.key, at / SLOT, way as u64]);
        if slot % 100 < self.network.loss_percent() || self.outage(at).is_some() {
            return Delivery { arrives: None, again: None };
        }
        let (low, high) = self.network.delay();
        let bits = hash(&[slot, salt]);
        let again = (self.network == Network::Bad && bits.is_multiple_of(10))
            .then(|| at + log_uniform(hash(&[bits]), low, high));
        Delivery { arrives: Some(at + log_uniform(bits, low, high)), again }
    }

    /// Whether something sent to the backend within `timeout` before `at`, at the right moment, was there by `at`.
    #[must_use]
    pub fn let_something_through(&self, at: Millis, timeout: Millis) -> bool {
        let slots = timeout / SLOT;
        (1..=slots)
            .map(|back| at.saturating_sub(back * SLOT))
            .any(|sent| self.delivery(sent, Way::Up, 0).arrives.is_some_and(|arrives| arrives <= at))
    }
}
