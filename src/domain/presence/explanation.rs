//! Why a dot says what it says.

use std::time::Duration;

use super::freshness::Freshness;
use super::status::Status;
use crate::domain::time::Timestamp;

/// What a dot's status rests on. Durations are readings of the monotonic clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// What the dot says.
    pub status: Option<Status>,
    /// How far what is known can be trusted.
    pub freshness: Freshness,
    /// When the last good list of online users came.
    pub confirmed_at: Option<Duration>,
    /// Whether the app itself has said so since then, and not the backend.
    pub said_by_app: bool,
    /// When the list is asked for next; `None`: nobody looks.
    pub next_check: Option<Duration>,
    /// What concerns the signed-in person only.
    pub own: Option<Own>,
}

/// How the signed-in person is kept online.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// When the last heartbeat was accepted.
    pub accepted_at: Option<Duration>,
    /// When, by the backend's clock, they go offline without another.
    pub ends: Option<Timestamp>,
    /// When the next heartbeat is due; `None`: none is.
    pub next_heartbeat: Option<Duration>,
}
