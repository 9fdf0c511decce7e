//! Who is online: the set, how fresh it is, and the engine that keeps it so.

pub mod engine;
pub mod event;
pub mod explanation;
pub mod freshness;
pub mod heard;
pub mod metrics;
pub mod roster;
pub mod status;
pub mod trace;
pub mod witness;

pub use engine::Engine;
pub use event::{Affected, Effect, Endpoint, Event, Feed, Note, Reply, Request, Ticket};
pub use explanation::{Explanation, Own};
pub use freshness::{Freshness, Snapshot};
pub use heard::{Heard, Outcome};
pub use roster::{OnlineUsers, Roster};
pub use status::Status;
