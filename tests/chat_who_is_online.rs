//! What is said of who is online, and when a list of people is worth showing.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use leptos_presence::chat::by_name::ByName;
use leptos_presence::chat::people::{People, listing};
use leptos_presence::chat::who_is_online::{last_online, not_online, summary};
use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::UserId;
use leptos_presence::model::remote_data::{LoadState, RemoteData};
use leptos_presence::model::user::User;
use leptos_presence::presence::{Freshness, OnlineUsers, Snapshot};
use support::{ANN, BEN, CLEO, NOON, ann, ben, user};

fn snapshot(freshness: Freshness, online: &[UserId]) -> Snapshot {
    Snapshot { online: OnlineUsers::new(online.to_vec()), freshness }
}

fn fresh(online: &[UserId]) -> Snapshot {
    snapshot(Freshness::Fresh, online)
}

fn people(users: &[User]) -> People {
    let mut people = People::default();
    people.learn(users);
    people
}

fn by_name() -> ByName {
    ByName::new(&everyone(), str::to_lowercase)
}

fn everyone() -> People {
    people(&[ann(), ben(), user(3, "Cleo Diaz")])
}

fn ids(users: &[User]) -> Vec<UserId> {
    users.iter().map(|user| user.id).collect()
}

#[test]
fn everyone_is_in_one_of_the_two_lists() {
    let online = fresh(&[CLEO]);
    assert_eq!(ids(&last_online(&by_name(), &online, BEN).0), [CLEO]);
    assert_eq!(ids(&not_online(&by_name(), &online, BEN)), [BEN, ANN]);
}

#[test]
fn where_the_backend_has_no_presence_nobody_is_online_whatever_was_known_before() {
    let unsupported = snapshot(Freshness::Unsupported, &[ANN, BEN]);
    assert_eq!(last_online(&by_name(), &unsupported, ANN), (vec![], 0));
    assert_eq!(ids(&not_online(&by_name(), &unsupported, ANN)), [ANN, BEN, CLEO]);
    assert_eq!(summary(&everyone(), &unsupported, ANN), "Nobody else is online.");
}

#[test]
fn the_sentence_counts_all_who_are_online() {
    let said = |online: &[UserId]| summary(&everyone(), &fresh(online), ANN);
    assert_eq!(said(&[]), "Nobody else is online.");
    assert_eq!(said(&[ANN]), "Nobody else is online.");
    assert_eq!(said(&[BEN]), "1 of 3 people is online.");
    assert_eq!(said(&[ANN, BEN]), "2 of 3 people are online.");
}

#[test]
fn the_sentence_never_counts_more_than_everyone() {
    let known = people(&[ann()]);
    assert_eq!(summary(&known, &fresh(&[ANN, BEN, CLEO]), ANN), "3 people are online.");
    assert_eq!(summary(&People::default(), &fresh(&[BEN]), ANN), "1 person is online.");
}

#[test]
fn the_sentence_says_when_it_is_not_known() {
    let said = |freshness| summary(&everyone(), &snapshot(freshness, &[BEN]), ANN);
    assert_eq!(said(Freshness::Pending), "Finding out who is here.");
    assert_eq!(said(Freshness::Stale { since: Some(NOON) }), "Who is online is not known right now.");
}

#[test]
fn a_list_waits_for_the_user_directory() {
    assert_eq!(listing(&RemoteData::default()), LoadState::Pending);
    assert_eq!(
        listing(&RemoteData::ready(everyone())),
        LoadState::Pending,
        "the rooms' people are not everyone"
    );
    let mut complete = everyone();
    assert!(complete.complete());
    assert!(!complete.complete(), "the second time it is no news");
    assert_eq!(listing(&RemoteData::ready(complete)), LoadState::Ready);
}

#[test]
fn without_a_user_directory_the_people_of_the_rooms_are_everyone() {
    let missing = RemoteData { failure: Some(ApiError::NotFound), ..RemoteData::ready(everyone()) };
    assert_eq!(listing(&missing), LoadState::Ready);
}

#[test]
fn a_list_that_was_complete_once_stays_when_it_can_not_be_had_again() {
    let failed =
        |people| listing(&RemoteData { failure: Some(ApiError::Server), ..RemoteData::ready(people) });
    assert_eq!(failed(everyone()), LoadState::Failed(ApiError::Server));
    let mut complete = everyone();
    complete.complete();
    assert_eq!(failed(complete), LoadState::Ready);
}

#[test]
fn a_list_of_rooms_stays_when_it_can_not_be_had_again() {
    let loaded = |value, failure| RemoteData::<u8> { value, failure }.state();
    assert_eq!(loaded(None, None), LoadState::Pending);
    assert_eq!(loaded(None, Some(ApiError::Offline)), LoadState::Failed(ApiError::Offline));
    assert_eq!(loaded(Some(1), Some(ApiError::Offline)), LoadState::Ready);
}
