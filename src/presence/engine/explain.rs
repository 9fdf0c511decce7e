//! Why a dot says what it says.

use super::Engine;
use crate::model::ids::UserId;
use crate::presence::explanation::{Explanation, Own};
use crate::presence::poll_schedule::PollSchedule;
use crate::presence::request::Feed;

impl Engine {
    /// What `user`'s dots rest on.
    #[must_use]
    pub fn explain(&self, user: UserId) -> Explanation {
        let snapshot = self.snapshot();
        let own = (self.me == Some(user)).then(|| Own {
            accepted_at: self.heartbeat.accepted_at,
            ends: self.heartbeat.ends(),
            next_heartbeat: self.heartbeat.schedule.planned(),
        });
        Explanation {
            status: snapshot.status(user),
            freshness: snapshot.freshness,
            confirmed_at: self.presence.last_reply.map(|at| at.uptime),
            is_optimistic: self.presence.is_optimistic(user),
            next_check: self.feeds.get(Feed::OnlineUsers).and_then(PollSchedule::planned),
            own,
        }
    }
}
