//! What dots claimed, and what was known later.

use std::collections::VecDeque;

use super::report::Dots;
use crate::model::ids::UserId;
use crate::presence::event::Affected;
use crate::presence::freshness::{Freshness, Snapshot};
use crate::presence::roster::{OnlineUsers, difference};

/// So many changes are remembered: the newest.
pub const CHANGES: usize = 256;

/// Nobody leaves and comes back so fast, when leaving takes minutes of silence: more likely a heartbeat was late.
const FLAP_MILLIS: u64 = 60 * 1000;

/// A reply said another thing of somebody than was last claimed.
#[derive(Clone, Debug)]
struct Change {
    user: UserId,
    online: bool,
    at: u64,
    /// How old the claim was; `None` where the dot no longer made it.
    late: Option<u64>,
}

/// Claims, and how they fared.
#[derive(Clone, Debug, Default)]
pub(super) struct Accuracy {
    /// Who was online by the last claim of all dots.
    claimed: Option<OnlineUsers>,
    claims: bool,
    confirmed: u64,
    checked: u64,
    unknown: u64,
    flaps: u64,
    /// How often it was another thing: dots that made a claim and those that no longer did, offline and online.
    contradicted: [[u64; 2]; 2],
    changes: VecDeque<Change>,
}

impl Accuracy {
    /// A reply is here, and what is claimed will be held against it.
    pub(super) fn check(&mut self) {
        let claimed = self.claimed.as_ref().filter(|_| self.claims).map_or(0, OnlineUsers::len);
        self.checked += claimed as u64;
    }

    /// All that is claimed now is as the newest reply has it.
    pub(super) fn confirmed(&mut self, now: u64) {
        self.confirmed = now;
    }

    /// Dots say something else; only what a reply says counts as known.
    pub(super) fn show(&mut self, snapshot: &Snapshot, affected: &Affected, by_reply: bool, now: u64) {
        match snapshot.freshness {
            Freshness::Fresh => {
                let before = self.claimed.replace(snapshot.online.clone());
                if let Some(before) = before.filter(|_| by_reply) {
                    let changed = match affected {
                        Affected::Users(users) => users.clone(),
                        Affected::Everyone => difference(before.ids(), snapshot.online.ids()),
                    };
                    self.flaps += self.back_again(&changed, &snapshot.online, now);
                    for user in changed {
                        self.change(user, snapshot.online.contains(user), now);
                    }
                }
                self.claims = true;
                return;
            }
            Freshness::Stale { .. } => self.unknown += u64::from(self.claims),
            Freshness::Pending | Freshness::Unsupported => self.claimed = None,
        }
        self.claims = false;
    }

    /// How many of those who have changed, in ascending order, are back to what they were a moment ago.
    fn back_again(&self, changed: &[UserId], online: &OnlineUsers, now: u64) -> u64 {
        let mut are_back = vec![false; changed.len()];
        // One search for each that is remembered: thousands may change at once, but few are remembered.
        for other in &self.changes {
            let place = changed.binary_search(&other.user).ok();
            let is_recent = now.saturating_sub(other.at) < FLAP_MILLIS;
            if let Some(place) = place.filter(|_| is_recent && other.online != online.contains(other.user)) {
                are_back[place] = true;
            }
        }
        are_back.into_iter().map(u64::from).sum()
    }

    fn change(&mut self, user: UserId, online: bool, at: u64) {
        self.contradicted[usize::from(self.claims)][usize::from(online)] += 1;
        if self.changes.len() == CHANGES {
            self.changes.pop_front();
        }
        let late = self.claims.then_some(at.saturating_sub(self.confirmed));
        self.changes.push_back(Change { user, online, at, late });
    }

    /// So late, in milliseconds, were `percent` of the remembered changes to this status at the most (nearest rank).
    ///
    /// How late: between the last reply that confirmed the old status and the one that brought the new one, some time
    /// the backend changed its mind; the dot was wrong for that long at the most. What the backend itself notices late,
    /// a silent departure above all, no client can see. Dots that said `unknown` in between claimed nothing, and aren't
    /// counted.
    fn late(&self, online: bool, percent: usize) -> Option<u64> {
        let changes = self.changes.iter().filter(|change| change.online == online);
        let late: Vec<u64> = changes.filter_map(|change| change.late).collect();
        // For so few, counting is as fast as sorting, and less program.
        let ranks = |most: &u64| late.iter().filter(|one| *one <= most).count() * 100 >= late.len() * percent;
        late.iter().copied().filter(ranks).min()
    }

    pub(super) fn report(&self) -> Dots {
        let [[left_unseen, came_unseen], [left, came]] = self.contradicted;
        Dots {
            online_confirmed_by_next_reply: (self.checked.saturating_sub(left), self.checked),
            offline_contradicted_by_next_reply: came,
            times_all_unknown: self.unknown,
            online_then_unknown_then_offline: left_unseen,
            offline_then_unknown_then_online: came_unseen,
            changed_back_within_a_minute: self.flaps,
            late_to_online_p50_ms: self.late(true, 50),
            late_to_online_p95_ms: self.late(true, 95),
            late_to_offline_p50_ms: self.late(false, 50),
            late_to_offline_p95_ms: self.late(false, 95),
        }
    }
}
