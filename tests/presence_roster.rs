//! The set of online users, against a naive model.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;

use leptos_presence::model::ids::UserId;
use leptos_presence::presence::{OnlineUsers, Roster};
use proptest::prelude::*;

fn ids() -> impl Strategy<Value = Vec<UserId>> {
    proptest::collection::vec((0_u64..40).prop_map(UserId), 0..60)
}

fn model(ids: &[UserId]) -> BTreeSet<UserId> {
    ids.iter().copied().collect()
}

proptest! {
    #[test]
    fn replies_in_any_order_and_with_repetitions_mean_the_same_set(replies in proptest::collection::vec(ids(), 1..8)) {
        let mut roster = Roster::default();
        let mut before = BTreeSet::new();
        for reply in replies {
            let changed = roster.replace(OnlineUsers::new(reply.clone()));
            let after = model(&reply);
            let difference: Vec<_> = before.symmetric_difference(&after).copied().collect();
            prop_assert_eq!(changed, difference);
            prop_assert_eq!(roster.online().ids().to_vec(), after.iter().copied().collect::<Vec<_>>());
            for id in (0..40).map(UserId) {
                prop_assert_eq!(roster.online().contains(id), after.contains(&id));
            }
            before = after;
        }
    }

    #[test]
    fn setting_one_person_changes_that_person_only(start in ids(), person in 0_u64..40, online: bool) {
        let mut roster = Roster::default();
        roster.replace(OnlineUsers::new(start.clone()));
        let mut expected = model(&start);
        let changes = if online { expected.insert(UserId(person)) } else { expected.remove(&UserId(person)) };
        prop_assert_eq!(roster.set(UserId(person), online), changes);
        prop_assert_eq!(model(roster.online().ids()), expected);
    }
}

#[test]
fn a_set_given_away_stays_as_it_was() {
    let mut roster = Roster::default();
    roster.replace(OnlineUsers::new(vec![UserId(1), UserId(3)]));
    let given = roster.online().clone();
    roster.set(UserId(2), true);
    assert_eq!(given.ids(), [UserId(1), UserId(3)]);
    assert_eq!(roster.online().len(), 3);
}
