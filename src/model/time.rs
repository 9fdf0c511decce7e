//! Points in time, and the two clocks they are read from.

use std::time::Duration;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Reads RFC 3339, which is what Django REST framework writes; a time without an offset (`USE_TZ = False`) is UTC.
#[must_use]
pub fn parse(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_rfc3339(&format!("{text}Z")))
        .map(|time| time.to_utc())
        .ok()
}

/// Reads a time as [`parse`] does; for `deserialize_with`.
///
/// # Errors
/// What stands there is no time.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime<Utc>, D::Error> {
    parse(&String::deserialize(from)?).ok_or_else(|| Error::custom("not a time"))
}

/// As [`deserialize`], where there may be none.
///
/// # Errors
/// What stands there is neither a time nor null.
pub fn deserialize_optional<'de, D: Deserializer<'de>>(from: D) -> Result<Option<DateTime<Utc>>, D::Error> {
    let text = Option::<String>::deserialize(from)?;
    text.map(|text| parse(&text).ok_or_else(|| Error::custom("not a time"))).transpose()
}

/// Writes RFC 3339 in UTC to the second, as the source document's heartbeat does: `2024-01-28T12:00:00Z`.
#[must_use]
pub fn to_rfc3339(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The point `millis` milliseconds after 1970 (UTC); beyond the calendar's ends, its nearer end.
#[must_use]
pub fn from_millis(millis: i64) -> DateTime<Utc> {
    let end = if millis < 0 { DateTime::<Utc>::MIN_UTC } else { DateTime::<Utc>::MAX_UTC };
    DateTime::from_timestamp_millis(millis).unwrap_or(end)
}

/// Arithmetic that can't fail, whatever a backend or a local clock says the time is.
pub trait TimeExt: Sized {
    /// The time from `earlier` to `self`; zero where `earlier` is the later one.
    #[must_use]
    fn since(self, earlier: Self) -> Duration;

    /// The point `duration` later, or the calendar's end.
    #[must_use]
    fn plus(self, duration: Duration) -> Self;

    /// The point `duration` earlier, or the calendar's beginning.
    #[must_use]
    fn minus(self, duration: Duration) -> Self;
}

impl TimeExt for DateTime<Utc> {
    fn since(self, earlier: Self) -> Duration {
        self.signed_duration_since(earlier).to_std().unwrap_or_default()
    }

    fn plus(self, duration: Duration) -> Self {
        let delta = TimeDelta::from_std(duration).unwrap_or(TimeDelta::MAX);
        self.checked_add_signed(delta).unwrap_or(Self::MAX_UTC)
    }

    fn minus(self, duration: Duration) -> Self {
        let delta = TimeDelta::from_std(duration).unwrap_or(TimeDelta::MAX);
        self.checked_sub_signed(delta).unwrap_or(Self::MIN_UTC)
    }
}

/// A duration in whole milliseconds.
#[must_use]
pub fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

/// Durations as whole nanoseconds, for serde's `with`: what is read is at most 584 years, so that sums stay in range.
pub mod nanos {
    use super::{Deserialize, Deserializer, Duration, Serialize, Serializer};

    /// Writes the nanoseconds.
    ///
    /// # Errors
    /// Those of `to`.
    pub fn serialize<S: Serializer>(duration: &Duration, to: S) -> Result<S::Ok, S::Error> {
        u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX).serialize(to)
    }

    /// Reads nanoseconds.
    ///
    /// # Errors
    /// What stands there is no whole number.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
        u64::deserialize(from).map(Duration::from_nanos)
    }
}

/// What the clocks say at one moment.
///
/// Both are needed: `uptime` never jumps but may stand still while the machine sleeps,
/// `wall` goes on in sleep but may be set by anyone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Now {
    /// A monotonic clock; intervals are measured on it.
    #[serde(with = "nanos")]
    pub uptime: Duration,
    /// The local wall clock. It tells of sleep, and never who is online; people are shown it only as long as the backend's
    /// is not known.
    pub wall: DateTime<Utc>,
}

impl Now {
    /// Both clocks `duration` later: how tests make time pass.
    #[must_use]
    pub fn after(self, duration: Duration) -> Self {
        Self { uptime: self.uptime + duration, wall: self.wall.plus(duration) }
    }
}
