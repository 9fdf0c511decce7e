//! Access tokens, and how long they are used.

use std::time::Duration;

use crate::model::jwt;
use crate::model::time::{Now, TimeExt};

/// A token is not used so shortly before its end: it might be refused when it arrives.
const MARGIN: Duration = Duration::from_secs(5);

/// An access token, and when it came.
pub(super) struct Access {
    token: String,
    came: Now,
}

impl Access {
    pub(super) fn new(token: String, came: Now) -> Self {
        Self { token, came }
    }

    pub(super) fn token(&self) -> &str {
        &self.token
    }

    /// Whether it would be refused, as far as it says: then a refresh saves a request in vain.
    pub(super) fn has_run_out(&self, now: Now) -> bool {
        // One of the clocks may have stood still in sleep, and the other been set.
        let age = now.uptime.saturating_sub(self.came.uptime).max(now.wall.since(self.came.wall));
        jwt::lifetime(&self.token).is_some_and(|lifetime| age + MARGIN.min(lifetime / 4) >= lifetime)
    }
}
