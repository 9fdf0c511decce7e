//! What the engine is told, and what it wants done.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::freshness::Snapshot;
use super::peer_update::PeerUpdate;
use super::request::{Feed, Reply, Request, Ticket};
use crate::model::api_error::ApiError;
use crate::model::ids::UserId;
use crate::model::time::nanos;
use crate::presence::server_clock::ServerClock;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The person signed in, or their session was restored.
    SignedIn(UserId),
    /// The session ended.
    SignedOut,
    /// The tab was hidden or shown.
    Visibility(bool),
    /// The machine woke up, the network came back or the page was restored: what is known may be old.
    Resumed,
    /// The browser says that there is no network.
    NetworkLost,
    /// The backend answered something that the engine has not asked: the request for a new access token.
    Reached,
    /// A reply's `Date`, to the second, by the backend's clock.
    Dated {
        /// What the header says.
        date: DateTime<Utc>,
        /// How long ago the request was sent.
        #[serde(with = "nanos")]
        sent_ago: Duration,
    },
    /// Somebody wants the heartbeat to run; the shortest of all wanted intervals counts.
    WantHeartbeat {
        /// Tells one who wants it from another.
        key: u64,
        /// `None`: the configured interval.
        interval: Option<Duration>,
    },
    /// They no longer do.
    UnwantHeartbeat {
        /// As in [`Event::WantHeartbeat`].
        key: u64,
    },
    /// Somebody looks at a feed.
    Watch(Feed),
    /// They look away; each `Watch` needs its `Unwatch`.
    Unwatch(Feed),
    /// Somebody wants a feed to be asked now.
    Refresh(Feed),
    /// Somebody knows a person's status by other means (`set_user_online` of the source document).
    SetUserOnline(UserId, bool),
    /// Another tab of the same person told something.
    PeerUpdate(PeerUpdate),
    /// This tab, which wanted to lead the tabs of its person, does now.
    BecameLeader,
    /// A reply came.
    Replied(Ticket, Result<Reply, ApiError>),
    /// The time named by [`next_wake`](super::Engine::next_wake) has come. One that comes early does nothing.
    Woke,
}

/// Whose dots may say something else now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Affected {
    /// These people's.
    Users(Vec<UserId>),
    /// Everyone's.
    Everyone,
}

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Send this request and come back with [`Event::Replied`].
    Send(Ticket),
    /// Give up the request with this number: nobody waits for its reply.
    Cancel(u64),
    /// Try to become the leader of the tabs of this person, or no longer: come back with [`Event::BecameLeader`].
    Lead(bool),
    /// Show this.
    Presence(Snapshot, Affected),
    /// A heartbeat was accepted; `last_activity` is the backend's.
    HeartbeatAccepted {
        /// By the backend's clock.
        last_activity: DateTime<Utc>,
    },
    /// Whether a person should be told that the status of others is not known, or may not be for long, and since when.
    StaleNotice(Option<StaleNotice>),
    /// More is known now about what time it is at the backend.
    Clock(ServerClock),
    /// The backend no longer knows the person.
    SessionLost,
    /// A line for developers.
    Note(Note),
}

/// What a person is told while the data is old, or no reply comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StaleNotice {
    /// When the last good reply came, by the backend's clock; `None` if there never was one.
    pub since: Option<DateTime<Utc>>,
    /// Whether what that reply said is still shown: the server can't be reached, but not for long yet.
    pub still_shown: bool,
}

/// A line for the console (CONTRACT section 6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// A heartbeat is being sent.
    HeartbeatSending,
    /// A heartbeat was accepted.
    HeartbeatSent,
    /// The online users are being asked for.
    OnlineUsersFetching,
    /// So many are online.
    OnlineUsersFetched(usize),
    /// A request failed.
    Failed(Request, ApiError),
    /// A heartbeat interval was wanted that the online threshold can't bear, or that is no interval at all.
    IntervalRefused(Duration),
}
