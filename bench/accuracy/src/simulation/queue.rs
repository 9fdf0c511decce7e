//! The order of what happens.

use std::cmp::Ordering;

use super::What;
use crate::random::Millis;

/// Something that will happen.
pub(super) struct Entry {
    pub(super) at: Millis,
    /// Of two at the same time, the one that was planned first comes first.
    pub(super) number: u64,
    pub(super) what: What,
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl Eq for Entry {}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.at, self.number).cmp(&(other.at, other.number))
    }
}
