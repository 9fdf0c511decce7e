//! The clients under comparison: their numbers, what a tab of one is told, and what it wants done.

use leptos_presence::model::api_error::ApiError;
use leptos_presence::presence::PeerUpdate;

use crate::transport::{Ask, Response};

/// A client, its interval and the threshold it is used with.
#[derive(Clone, Copy, Debug)]
pub struct ClientKind {
    /// What the report calls it.
    pub name: &'static str,
    /// The engine of this repository, or the naive client.
    pub is_engine: bool,
    /// The time between two heartbeats, in seconds.
    pub interval: u64,
    /// How long the backend counts people as online after one, in seconds.
    pub threshold: u64,
    /// Whether the browser slows the timers of tabs that have been hidden for long, as Chrome does. The engine has none there.
    pub is_throttled: bool,
}

/// All that are compared. The numbers of the other products are those that they publish.
pub const CLIENT_KINDS: [ClientKind; 6] = [
    ClientKind { is_engine: true, ..naive("this engine", 120, 300) },
    naive("naive, as documented", 120, 300),
    ClientKind { is_throttled: false, ..naive("naive, timers never slowed", 120, 300) },
    naive("naive, Zulip's numbers", 60, 200),
    naive("naive, Convex's numbers", 10, 25),
    naive("naive, Nextcloud's numbers", 300, 900),
];

/// A naive one, in a browser that slows its timers.
const fn naive(name: &'static str, interval: u64, threshold: u64) -> ClientKind {
    ClientKind { name, is_engine: false, interval, threshold, is_throttled: true }
}

/// Something that a tab is told.
#[derive(Clone, Debug)]
pub enum Signal {
    /// It was hidden or shown.
    Visible(bool),
    /// `online`: the browser noticed that the network is back.
    NetworkBack,
    /// Its refresh was answered.
    Reached,
    /// The time that its `next_due` named has come.
    Timer,
    /// A call ended.
    Ended(u64, Result<Response, ApiError>),
    /// Another tab of the person told something.
    PeerUpdate(PeerUpdate),
    /// This tab leads now.
    BecameLeader,
}

/// Something that a tab wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Start a call with this number.
    Call(u64, Ask),
    /// Give it up.
    Cancel(u64),
    /// Tell the person's other tabs.
    Tell(PeerUpdate),
    /// Try to become their leader, or no longer.
    Lead(bool),
}
