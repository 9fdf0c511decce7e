//! How long to wait after a failure: exponential, with full jitter, capped.

use std::time::Duration;

/// A small pseudo-random generator (SplitMix64): waits need to differ between clients, not to be secret.
#[derive(Clone, Debug, PartialEq)]
pub struct Jitter(u64);

impl Jitter {
    /// A generator that gives the same numbers for the same `seed`.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A duration between `low` and `high`, both included, to the millisecond; `low` where `high` is less.
    pub fn between(&mut self, low: Duration, high: Duration) -> Duration {
        let span = u64::try_from(high.saturating_sub(low).as_millis()).unwrap_or(u64::MAX - 1);
        low + Duration::from_millis(self.next() % (span + 1))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

/// The shortest wait (CONTRACT section 2, "bad times").
pub const BASE: Duration = Duration::from_secs(1);
/// The longest wait, unless the server asks for more (CONTRACT section 2, "bad times").
pub const CAP: Duration = Duration::from_secs(30);

/// The longest wait that the server may ask for. One request an hour is no burden, and a slip in a server's configuration
/// must not silence a page for as long as it stays open.
pub const LONGEST_ASKED: Duration = Duration::from_secs(60 * 60);

/// Counts failures in a row and turns them into waits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backoff {
    failures: u32,
}

impl Backoff {
    /// How many failures there were in a row.
    #[must_use]
    pub fn failures(&self) -> u32 {
        self.failures
    }

    /// Notes one more failure and says how long to wait: between 1 s and 2ⁿ s (at most 30 s), never less than `retry_after`,
    /// up to an hour of it.
    pub fn failed(&mut self, retry_after: Option<Duration>, jitter: &mut Jitter) -> Duration {
        self.failed_up_to(CAP, retry_after, jitter)
    }

    /// As [`failed`](Self::failed), but with waits of `cap` at the most.
    pub fn failed_up_to(
        &mut self,
        cap: Duration,
        retry_after: Option<Duration>,
        jitter: &mut Jitter,
    ) -> Duration {
        self.failures = self.failures.saturating_add(1);
        let ceiling = BASE.saturating_mul(1 << self.failures.min(5)).min(cap);
        let wait = jitter.between(BASE, ceiling);
        retry_after.map_or(wait, |asked| asked.min(LONGEST_ASKED).max(wait))
    }

    /// Forgets the failures.
    pub fn succeeded(&mut self) {
        self.failures = 0;
    }
}
