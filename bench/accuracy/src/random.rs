//! Chance that can be repeated: the same seed gives the same day for every client.

/// Milliseconds since the simulation began.
pub type Millis = u64;

/// A second.
pub const SECOND: Millis = 1_000;
/// A minute.
pub const MINUTE: Millis = 60 * SECOND;
/// An hour.
pub const HOUR: Millis = 60 * MINUTE;

fn mix(mut value: u64) -> u64 {
    value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

/// One number out of several; drawn without a state, so that it doesn't depend on what was drawn before.
#[must_use]
pub fn hash(parts: &[u64]) -> u64 {
    parts.iter().fold(0x9E37_79B9_7F4A_7C15, |sum, part| {
        mix(sum.wrapping_add(0x9E37_79B9_7F4A_7C15).wrapping_add(mix(*part)))
    })
}

/// A number in `0.0..1.0`.
#[must_use]
pub fn unit(bits: u64) -> f64 {
    (bits >> 11) as f64 / (1_u64 << 53) as f64
}

/// A time between `low` and `high`, spread evenly over the orders of magnitude: short ones are frequent, long ones
/// happen, as delays and visits do.
#[must_use]
pub fn log_uniform(bits: u64, low: Millis, high: Millis) -> Millis {
    (low as f64 * (high as f64 / low as f64).powf(unit(bits))) as Millis
}

/// A small generator (SplitMix64).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// A generator that gives the same numbers for the same `parts`.
    #[must_use]
    pub fn new(parts: &[u64]) -> Self {
        Self(hash(parts))
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0)
    }

    /// True in so many cases out of a hundred.
    pub fn percent(&mut self, chance: u64) -> bool {
        self.draw() % 100 < chance
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.draw() % bound.max(1)
    }

    /// See [`log_uniform`].
    pub fn time(&mut self, low: Millis, high: Millis) -> Millis {
        log_uniform(self.draw(), low, high)
    }
}
