//! How long a request waits after it failed.

use std::time::Duration;

use crate::model::api_error::ApiError;
use crate::presence::backoff::{Backoff, Jitter};

/// How long a backend that doesn't have, or doesn't allow, something is left alone before it is asked again.
///
/// Asking again at all is what lets presence start by itself on the day the backend learns it.
const ABSENT_RETRY: Duration = Duration::from_secs(30);

/// The failures in a row of one repeating request, and what the server asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct RetryPolicy {
    backoff: Backoff,
    /// Whatever makes it due, it is not sent before this: the server asked for it.
    pub(super) not_before: Duration,
}

impl RetryPolicy {
    pub(super) fn failures(&self) -> u32 {
        self.backoff.failures()
    }

    pub(super) fn succeeded(&mut self) {
        self.backoff.succeeded();
    }

    pub(super) fn defer_until(&mut self, until: Duration) {
        self.not_before = self.not_before.max(until);
    }

    /// Counts a failure and says how long to wait; `cap` is the longest wait where the network failed it.
    pub(super) fn failed(
        &mut self,
        error: &ApiError,
        interval: Duration,
        cap: Duration,
        now: Duration,
        jitter: &mut Jitter,
    ) -> Duration {
        match error {
            ApiError::NotFound | ApiError::Forbidden | ApiError::Rejected(_) => {
                self.succeeded();
                interval.max(ABSENT_RETRY)
            }
            ApiError::RateLimited { retry_after } => {
                let wait = self.backoff.failed(*retry_after, jitter);
                // Who doesn't say how long to wait leaves it to the interval how soon is too soon.
                self.defer_until(now + if retry_after.is_some() { wait } else { wait.min(interval / 4) });
                wait
            }
            error if error.is_network() => self.backoff.failed_up_to(cap, None, jitter),
            _ => self.backoff.failed(None, jitter),
        }
    }
}
