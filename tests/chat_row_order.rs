//! Rows that come into another order.
#![cfg(not(target_arch = "wasm32"))]

use leptos_presence::chat::row_order::unmoved;
use proptest::prelude::*;

fn stay(before: &[Option<usize>]) -> Vec<usize> {
    let unmoved = unmoved(before);
    (0..before.len()).filter(|row| unmoved[*row]).collect()
}

#[test]
fn one_that_moves_to_the_top_moves_alone() {
    assert_eq!(stay(&[Some(3), Some(0), Some(1), Some(2)]), [1, 2, 3]);
}

#[test]
fn one_that_moves_to_the_end_moves_alone() {
    assert_eq!(stay(&[Some(1), Some(2), Some(3), Some(0)]), [0, 1, 2]);
}

#[test]
fn new_ones_are_put_between_those_that_stay() {
    assert_eq!(stay(&[None, Some(0), None, Some(2), None]), [1, 3]);
    assert_eq!(stay(&[None, None]), [0; 0]);
    assert_eq!(stay(&[]), [0; 0]);
}

/// The length of the longest series, by looking at all of them.
fn longest(before: &[usize]) -> usize {
    let mut lengths: Vec<usize> = Vec::new();
    for (row, place) in before.iter().enumerate() {
        let shorter = (0..row).filter(|other| before[*other] < *place).map(|other| lengths[other]);
        lengths.push(shorter.max().unwrap_or(0) + 1);
    }
    lengths.into_iter().max().unwrap_or(0)
}

proptest! {
    #[test]
    fn as_few_are_moved_as_can_be(
        places in Just((0..30).collect::<Vec<usize>>()).prop_shuffle(),
        count in 0..30_usize,
        new in prop::collection::vec(any::<bool>(), 30),
    ) {
        let before: Vec<Option<usize>> =
            places.iter().zip(new).take(count).map(|(place, is_new)| (!is_new).then_some(*place)).collect();
        let kept: Vec<usize> = stay(&before).into_iter().filter_map(|row| before[row]).collect();
        prop_assert!(kept.is_sorted());
        let known: Vec<usize> = before.iter().flatten().copied().collect();
        prop_assert_eq!(kept.len(), longest(&known));
    }
}
