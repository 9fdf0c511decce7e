//! How much was asked of the backend in the last hour, and how much may be.

use super::report::RequestsInTheLastHour;
use crate::model::time::millis;
use crate::presence::request::RequestKind;
use crate::presence::settings::PresenceSettings;

const KINDS: usize = RequestKind::ALL.len();
const MINUTE_MILLIS: u64 = 60 * 1000;
const HOUR_MINUTES: u64 = 60;

/// Requests of an hour at the most, by kind, of a tab that shows everything and is answered well: the row `visible` of
/// docs/request-budget.md, at the intervals of `settings`.
#[must_use]
pub fn budget(settings: &PresenceSettings) -> [u64; KINDS] {
    RequestKind::ALL.map(|kind| {
        let interval = kind.interval(settings);
        (HOUR_MINUTES * MINUTE_MILLIS).div_ceil(millis(interval).unsigned_abs().max(1))
    })
}

/// Counts by the minute: of the one that runs, and of the 59 before it.
#[derive(Clone, Debug, Default)]
pub(super) struct Requests {
    /// Each with the number of its minute, ascending. The last count is of refreshed tokens.
    minutes: Vec<(u64, [u64; KINDS + 1])>,
}

impl Requests {
    /// Begins this minute, and forgets what is an hour old.
    pub(super) fn turn_to(&mut self, now: u64) {
        let now = now / MINUTE_MILLIS;
        self.minutes.retain(|(minute, _)| minute + HOUR_MINUTES > now);
        if self.minutes.last().is_none_or(|(minute, _)| *minute != now) {
            self.minutes.push((now, [0; KINDS + 1]));
        }
    }

    /// Counts a request of the engine's; `None`: a refreshed token.
    pub(super) fn count(&mut self, kind: Option<RequestKind>) {
        if let Some((_, counts)) = self.minutes.last_mut() {
            counts[kind.map_or(KINDS, |kind| kind as usize)] += 1;
        }
    }

    fn sum(&self, kind: usize) -> u64 {
        self.minutes.iter().map(|(_, counts)| counts[kind]).sum()
    }

    pub(super) fn report(&self, settings: &PresenceSettings) -> RequestsInTheLastHour {
        let budget = budget(settings);
        RequestsInTheLastHour {
            by_kind: RequestKind::ALL.map(|kind| (kind, (self.sum(kind as usize), budget[kind as usize]))),
            all: ((0..KINDS).map(|kind| self.sum(kind)).sum(), budget.iter().sum()),
            tokens_refreshed: self.sum(KINDS),
        }
    }
}
