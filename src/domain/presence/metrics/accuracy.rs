//! What dots claimed, and what was known later.

use std::time::Duration;

use super::figures::Figure;
use super::whole_millis;
use crate::domain::ids::UserId;
use crate::domain::presence::freshness::{Freshness, Snapshot};
use crate::domain::presence::roster::{OnlineUsers, difference};

/// So many changes are remembered: the newest.
pub const CHANGES: usize = 256;

/// Nobody leaves and comes back so fast, when leaving takes minutes of silence: more likely a heartbeat was late.
const FLAP: Duration = Duration::from_secs(60);

/// A reply said another thing of somebody than was last claimed.
#[derive(Clone, Debug)]
struct Change {
    user: UserId,
    online: bool,
    at: Duration,
    /// How old the claim was, in milliseconds; `None` where the dot no longer made it.
    late: Option<u64>,
}

/// Claims, and how they fared.
#[derive(Clone, Debug, Default)]
pub(super) struct Accuracy {
    /// Who was online by the last claim of all dots.
    claimed: Option<OnlineUsers>,
    claims: bool,
    confirmed: Option<Duration>,
    checked: u64,
    came: u64,
    left: u64,
    came_unseen: u64,
    left_unseen: u64,
    unknown: u64,
    flaps: u64,
    changes: Vec<Change>,
    next: usize,
}

impl Accuracy {
    /// A reply is here, and what is claimed will be held against it.
    pub(super) fn check(&mut self) {
        let claimed = self.claimed.as_ref().filter(|_| self.claims).map_or(0, OnlineUsers::len);
        self.checked += claimed as u64;
    }

    /// All that is claimed now is as the newest reply has it.
    pub(super) fn confirmed(&mut self, now: Duration) {
        self.confirmed = Some(now);
    }

    /// Dots say something else; only what a reply says counts as known.
    pub(super) fn show(&mut self, snapshot: &Snapshot, by_reply: bool, now: Duration) {
        match snapshot.freshness {
            Freshness::Fresh => {
                let before = self.claimed.replace(snapshot.online.clone());
                if let Some(before) = before.filter(|_| by_reply) {
                    for user in difference(before.ids(), snapshot.online.ids()) {
                        self.change(user, snapshot.online.contains(user), now);
                    }
                }
                self.claims = true;
            }
            Freshness::Stale { .. } => {
                self.unknown += u64::from(self.claims);
                self.claims = false;
            }
            Freshness::Pending | Freshness::Unsupported => {
                self.claimed = None;
                self.claims = false;
            }
        }
    }

    fn change(&mut self, user: UserId, online: bool, now: Duration) {
        let counter = match (self.claims, online) {
            (true, true) => &mut self.came,
            (true, false) => &mut self.left,
            (false, true) => &mut self.came_unseen,
            (false, false) => &mut self.left_unseen,
        };
        *counter += 1;
        let back = |other: &Change| {
            other.user == user && other.online != online && now.saturating_sub(other.at) < FLAP
        };
        self.flaps += u64::from(self.changes.iter().any(back));
        let late = self.confirmed.filter(|_| self.claims).map(|at| whole_millis(now.saturating_sub(at)));
        let change = Change { user, online, at: now, late };
        match self.changes.get_mut(self.next) {
            Some(oldest) => *oldest = change,
            None => self.changes.push(change),
        }
        self.next = (self.next + 1) % CHANGES;
    }

    /// So late, in milliseconds, were `percent` of the remembered changes to this status at the most (nearest rank).
    ///
    /// How late: between the last reply that confirmed the old status and the one that brought the new one, some time
    /// the backend changed its mind; the dot was wrong for that long at the most. What the backend itself notices late,
    /// a silent departure above all, no client can see. Dots that said `unknown` in between claimed nothing, and aren't
    /// counted.
    fn late(&self, online: bool, percent: usize) -> Option<u64> {
        let late =
            || self.changes.iter().filter(|change| change.online == online).filter_map(|change| change.late);
        let rank = (late().count() * percent).div_ceil(100);
        // For so few, counting is as fast as sorting, and less program.
        late().filter(|most| late().filter(|one| one <= most).count() >= rank).min()
    }

    pub(super) fn figures(&self) -> Vec<Figure> {
        vec![
            Figure::share(
                "online_claims_confirmed",
                "Online, and the next reply agreed",
                self.checked.saturating_sub(self.left),
                self.checked,
            ),
            Figure::count(
                "offline_claims_contradicted",
                "Offline, and the next reply said online",
                Some(self.came),
            ),
            Figure::count("times_unknown", "Times that all became unknown", Some(self.unknown)),
            Figure::count("left_while_unknown", "Online, unknown, then offline", Some(self.left_unseen)),
            Figure::count("came_while_unknown", "Offline, unknown, then online", Some(self.came_unseen)),
            Figure::count("flaps", "Changed back within a minute", Some(self.flaps)),
            Figure::millis("online_late_p50_ms", "Online, late by at most: p50", self.late(true, 50)),
            Figure::millis("online_late_p95_ms", "Online, late by at most: p95", self.late(true, 95)),
            Figure::millis("offline_late_p50_ms", "Offline, late by at most: p50", self.late(false, 50)),
            Figure::millis("offline_late_p95_ms", "Offline, late by at most: p95", self.late(false, 95)),
        ]
    }
}
