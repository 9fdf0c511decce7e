//! Access tokens, and how long they are used.

use std::time::Duration;

use super::jwt;
use crate::model::time::{Now, TimeExt};

/// A token is not used so shortly before its end: it might be refused when it arrives.
const MARGIN: Duration = Duration::from_secs(5);

/// An access token, and when it came.
pub(super) struct AccessToken {
    token: String,
    received: Now,
}

impl AccessToken {
    pub(super) fn new(token: String, received: Now) -> Self {
        Self { token, received }
    }

    /// The token, while it is not known to be refused: then a refresh saves a request in vain.
    pub(super) fn usable(&self, now: Now) -> Option<&str> {
        // One of the clocks may have stood still in sleep, and the other been set.
        let uptime = now.uptime.saturating_sub(self.received.uptime);
        let age = uptime.max(now.wall.since(self.received.wall));
        let is_expired =
            jwt::lifetime(&self.token).is_some_and(|lifetime| age + MARGIN.min(lifetime / 4) >= lifetime);
        (!is_expired).then_some(&self.token)
    }
}
