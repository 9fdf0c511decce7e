//! Who is online: the set, how fresh it is, and the engine that keeps it so.

pub mod backoff;
pub mod engine;
pub mod event;
pub mod explanation;
pub mod freshness;
pub mod metrics;
pub mod observer;
pub mod peer_update;
pub mod poll_schedule;
pub mod request;
pub mod roster;
pub mod server_clock;
pub mod settings;
pub mod status;
pub mod status_card;
pub mod trace;

pub use engine::Engine;
pub use event::{Affected, Effect, Event, Note};
pub use explanation::{Explanation, Own};
pub use freshness::{Freshness, Snapshot};
pub use peer_update::{Outcome, PeerUpdate};
pub use request::{Endpoint, Feed, Received, Reply, Request, RequestKind, Ticket};
pub use roster::{OnlineUsers, Roster};
pub use status::Status;
