//! Chance.

/// A number to seed jitter and hashes with: nobody else can guess it, but it is no key.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "any 53 bits will do, and Math.random is never negative"
)]
pub fn seed() -> u64 {
    (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64
}
