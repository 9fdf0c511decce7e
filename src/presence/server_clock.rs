//! What time it is at the backend. The local clock may be wrong by hours, or be set at any moment: nothing on screen
//! depends on it as long as the backend has been heard.

use chrono::{DateTime, Utc};
use std::time::Duration;

use crate::model::time::{self, Now, TimeExt, millis};

/// The backend's clock, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ServerClock {
    /// What it showed, in milliseconds since 1970, when the monotonic clock showed zero.
    at_zero: Option<i64>,
}

impl ServerClock {
    /// Takes what a reply says about the time; says whether that changed anything.
    ///
    /// The backend's clock showed a time between `time` and `resolution` later, at some moment between `asked` and
    /// `answered` of the monotonic clock. What was known before is kept where it agrees with that.
    pub fn update(
        &mut self,
        time: DateTime<Utc>,
        resolution: Duration,
        asked: Duration,
        answered: Duration,
    ) -> bool {
        let earliest = time.timestamp_millis().saturating_sub(millis(answered));
        let latest = time.plus(resolution).timestamp_millis().saturating_sub(millis(asked));
        if self.at_zero.is_some_and(|known| (earliest..=latest).contains(&known)) {
            return false;
        }
        self.at_zero = Some(earliest.midpoint(latest));
        true
    }

    /// Notes that the monotonic clock stood still for so long; says whether that changed anything.
    pub fn slept(&mut self, stood_still: Duration) -> bool {
        let before = self.at_zero;
        self.at_zero = before.map(|zero| zero.saturating_add(millis(stood_still)));
        self.at_zero != before
    }

    /// The time at the backend; the local clock's, where nothing is known.
    #[must_use]
    pub fn at(&self, now: Now) -> DateTime<Utc> {
        self.at_zero.map_or(now.wall, |zero| time::from_millis(zero).plus(now.uptime))
    }
}
