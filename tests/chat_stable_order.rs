//! Lists that keep their order while they are in use.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::collections::BTreeSet;

use leptos_presence::chat::stable_order::{Lists, freeze_both, freeze_order};
use leptos_presence::model::user::User;
use proptest::prelude::*;
use support::user;

fn people(ids: &[u64]) -> Vec<User> {
    ids.iter().map(|id| user(*id, &format!("P{id}"))).collect()
}

fn ids(people: &[User]) -> Vec<u64> {
    people.iter().map(|user| user.id.0).collect()
}

#[test]
fn those_who_were_shown_keep_their_places_and_new_ones_come_last() {
    let held = freeze_order(&people(&[3, 1, 2]), &people(&[5, 2, 4, 3]));
    assert_eq!(ids(&held), [3, 1, 2, 5, 4]);
}

#[test]
fn a_new_name_is_shown_in_its_old_place() {
    let held = freeze_order(&people(&[3, 1]), &[user(1, "Zoe"), user(3, "P3")]);
    assert_eq!(held, [user(3, "P3"), user(1, "Zoe")]);
}

#[test]
fn nothing_moves_however_often_somebody_comes_and_goes() {
    let mut shown = people(&[1, 2, 3]);
    for round in 0..10 {
        let right = if round % 2 == 0 { people(&[1, 3]) } else { people(&[2, 1, 3]) };
        shown = freeze_order(&shown, &right);
        assert_eq!(ids(&shown), [1, 2, 3]);
    }
}

#[test]
fn who_goes_offline_is_not_in_both_lists() {
    let shown: Lists = (people(&[1, 2]), people(&[3]));
    let right: Lists = (people(&[2]), people(&[1, 3]));
    let (online, others) = freeze_both(&shown, &right, false);
    assert_eq!((ids(&online), ids(&others)), (vec![1, 2], vec![3]));
}

#[test]
fn while_the_upper_list_is_in_use_the_lower_one_changes() {
    let shown: Lists = (people(&[2]), people(&[1, 3]));
    let right: Lists = (people(&[1, 2]), people(&[3]));
    let (online, others) = freeze_both(&shown, &right, false);
    assert_eq!((ids(&online), ids(&others)), (vec![2, 1], vec![3]));
}

#[test]
fn while_the_lower_list_is_in_use_the_upper_one_keeps_its_length() {
    let shown: Lists = (people(&[2]), people(&[1, 3]));
    let right: Lists = (people(&[1]), people(&[2, 3]));
    assert_eq!(freeze_both(&shown, &right, true), shown);
}

fn list() -> impl Strategy<Value = Vec<User>> {
    prop::collection::btree_set(0_u64..12, 0..10)
        .prop_map(|ids| ids.into_iter().collect::<Vec<_>>())
        .prop_shuffle()
        .prop_map(|ids| people(&ids))
}

/// Everyone once, in one of two lists.
fn lists() -> impl Strategy<Value = Lists> {
    (Just((0..12).collect::<Vec<u64>>()).prop_shuffle(), 0_usize..12).prop_map(|(ids, online)| {
        let (online, others) = ids.split_at(online);
        (people(online), people(others))
    })
}

proptest! {
    #[test]
    fn the_shown_are_the_beginning_and_nobody_is_missing_or_twice(shown in list(), right in list()) {
        let held = ids(&freeze_order(&shown, &right));
        prop_assert_eq!(&held[..shown.len()], &ids(&shown)[..]);
        let all: BTreeSet<u64> = ids(&shown).into_iter().chain(ids(&right)).collect();
        prop_assert_eq!(held.len(), all.len());
        prop_assert_eq!(held.into_iter().collect::<BTreeSet<_>>(), all);
    }

    #[test]
    fn everyone_is_in_just_one_list_and_the_list_in_use_has_not_moved(
        shown in lists(),
        right in lists(),
        in_others in any::<bool>(),
    ) {
        let (online, others) = freeze_both(&shown, &right, in_others);
        let mut all = [ids(&online), ids(&others)].concat();
        all.sort_unstable();
        prop_assert_eq!(all, (0..12).collect::<Vec<_>>());
        prop_assert_eq!(&online[..shown.0.len()], &shown.0[..]);
        if in_others {
            prop_assert_eq!((online, others), shown);
        }
    }
}
