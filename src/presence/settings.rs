//! The numbers the product runs on (CONTRACT sections 2 and 3).

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::model::time::nanos;

/// What happens to the heartbeat while the tab is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HiddenTab {
    /// It pauses at once: the documented behaviour.
    Pause,
    /// It goes on.
    Keep,
    /// It pauses after this long.
    PauseAfter(#[serde(with = "nanos")] Duration),
}

/// Intervals, thresholds and policies of presence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PresenceSettings {
    /// The time between two heartbeats (source document: 2 minutes).
    #[serde(with = "nanos")]
    pub heartbeat_interval: Duration,
    /// The time between two polls of each kind (source document: 4 seconds).
    #[serde(with = "nanos")]
    pub poll_interval: Duration,
    /// How long after their last activity the backend counts people as online (source document: 5 minutes).
    #[serde(with = "nanos")]
    pub online_threshold: Duration,
    /// How old the newest good reply may be before nobody's status is known any more (CONTRACT section 2: 30 seconds).
    #[serde(with = "nanos")]
    pub stale_after: Duration,
    /// The heartbeat's policy for hidden tabs.
    pub hidden_tab: HiddenTab,
}

impl Default for PresenceSettings {
    fn default() -> Self {
        Self {
            heartbeat_interval: Duration::from_secs(120),
            poll_interval: Duration::from_secs(4),
            online_threshold: Duration::from_secs(300),
            stale_after: Duration::from_secs(30),
            hidden_tab: HiddenTab::Pause,
        }
    }
}

/// The shortest heartbeat interval that is taken for one meant.
pub const SHORTEST_HEARTBEAT_INTERVAL: Duration = Duration::from_secs(1);

impl PresenceSettings {
    /// The longest heartbeat interval that `online_threshold` bears: 0.4 of it.
    ///
    /// That is the documented ratio (120 s to 300 s), and what it takes for two lost heartbeats
    /// and their repetitions to fit into the threshold. Convex uses the same ratio (10 s to 25 s).
    ///
    /// One that gets no answer is known to be lost only after 4 s. Where the threshold is shorter than 20 s, two such losses
    /// fit up to an interval of `(online_threshold - 8 s) * 2 / 3` only; two that fail at once always do.
    #[must_use]
    pub fn longest_heartbeat_interval(online_threshold: Duration) -> Duration {
        online_threshold * 2 / 5
    }

    /// Whether heartbeats this far apart keep a person online.
    #[must_use]
    pub fn bears(&self, heartbeat_interval: Duration) -> bool {
        (SHORTEST_HEARTBEAT_INTERVAL..=Self::longest_heartbeat_interval(self.online_threshold))
            .contains(&heartbeat_interval)
    }
}
