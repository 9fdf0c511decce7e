//! Points in time, and the two clocks they are read from.

use std::time::Duration;

use crate::model::rfc3339;

/// A point on a wall clock: milliseconds since 1970 (UTC).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The point `millis` milliseconds after 1970 (UTC).
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970 (UTC).
    #[must_use]
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339, which is what Django REST framework writes; `None` for anything else.
    #[must_use]
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        rfc3339::parse(text).map(Self)
    }

    /// Writes RFC 3339 in UTC to the second, as the source document's heartbeat does: `2024-01-28T12:00:00Z`.
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        rfc3339::write(self.0)
    }

    /// The time from `earlier` to `self`; zero where `earlier` is the later one.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    /// The point `duration` later.
    #[must_use]
    pub fn plus(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(millis(duration)))
    }

    /// The point `duration` earlier.
    #[must_use]
    pub fn minus(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(millis(duration)))
    }
}

/// A duration in whole milliseconds.
#[must_use]
pub fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

/// What the clocks say at one moment.
///
/// Both are needed: `uptime` never jumps but may stand still while the machine sleeps,
/// `wall` goes on in sleep but may be set by anyone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    /// A monotonic clock; intervals are measured on it.
    pub uptime: Duration,
    /// The local wall clock. It tells of sleep, and never who is online; people are shown it only as long as the backend's
    /// is not known.
    pub wall: Timestamp,
}

impl Now {
    /// Both clocks `duration` later: how tests make time pass.
    #[must_use]
    pub fn after(self, duration: Duration) -> Self {
        Self { uptime: self.uptime + duration, wall: self.wall.plus(duration) }
    }
}
