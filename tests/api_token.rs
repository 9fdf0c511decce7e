//! Tokens in several tabs: a refresh token is good for one refresh, and what one tab knows, all know.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::collections::VecDeque;

use futures_executor::block_on;
use leptos_presence::api::auth::{JwtTokens, TokenSource};
use leptos_presence::api::port::SessionEnd;
use leptos_presence::model::api_error::ApiError;
use leptos_presence::platform::storage::Storage;
use support::token_tabs::World;

fn sign_in(tab: &JwtTokens) {
    block_on(tab.sign_in("ann", "secret")).expect("signed in");
}

#[test]
fn tabs_whose_tokens_run_out_together_refresh_once() {
    let mut world = World::new(true);
    let (first, second, third) = (world.tab(1), world.tab(2), world.tab(3));
    sign_in(&first);
    // The others come up after the sign-in, and take the session from the storage.
    assert_eq!(world.refresh_all(&[&second, &third]), [Ok(()), Ok(())]);
    assert_eq!(world.backend.refreshes.get(), 1);
    let access = second.access();
    assert!(access.is_some());
    assert_eq!(third.access(), access);
    assert_eq!(first.access(), access, "a tab that asked for nothing has the newer one too");
    assert_eq!(world.refresh_all(&[&first, &second, &third]), [Ok(()), Ok(()), Ok(())]);
    assert_eq!(world.backend.refreshes.get(), 2);
}

#[test]
fn where_tabs_cannot_take_turns_a_used_up_token_is_still_no_end() {
    let mut world = World::new(false);
    let (first, second) = (world.tab(1), world.tab(2));
    sign_in(&first);
    assert_eq!(world.refresh_all(&[&first, &second]), [Ok(()), Ok(())]);
    assert!(first.access().is_some() && second.access().is_some());
}

#[test]
fn where_tabs_cannot_take_turns_a_refusal_that_overtakes_the_others_new_token_is_no_end_either() {
    let mut world = World::new(false);
    let (first, second) = (world.tab(1), world.tab(2));
    sign_in(&first);
    assert_eq!(world.refresh_all_in(VecDeque::pop_back, &[&first, &second]), [Ok(()), Ok(())]);
    assert!(first.access().is_some() && second.access().is_some());
    assert_eq!(first.ended_elsewhere(), None);
}

#[test]
fn what_ends_a_session_in_one_tab_ends_it_in_all() {
    let mut world = World::new(true);
    let (first, second) = (world.tab(1), world.tab(2));
    sign_in(&first);
    assert_eq!(world.refresh_all(&[&second]), [Ok(())]);
    assert_eq!(second.ended_elsewhere(), None);
    first.forget(SessionEnd::ByChoice);
    assert_eq!(second.ended_elsewhere(), Some(SessionEnd::ByChoice));
    // The tab may see the one go before the other.
    world.origin.storage.set("leptos-presence.refresh", "not gone yet");
    second.forget(SessionEnd::ByChoice);
    assert_eq!(second.ended_elsewhere(), None, "there is none any more");
    assert!(!second.has_session());

    sign_in(&first);
    assert_eq!(world.refresh_all(&[&second]), [Ok(())]);
    world.backend.good.borrow_mut().clear();
    assert_eq!(world.refresh_all(&[&first]), [Err(ApiError::Unauthorised)]);
    first.forget(SessionEnd::Expired);
    assert_eq!(second.ended_elsewhere(), Some(SessionEnd::Expired));
}

#[test]
fn a_tab_never_goes_on_with_another_persons_tokens() {
    let mut world = World::new(true);
    let (first, second) = (world.tab(1), world.tab(2));
    sign_in(&first);
    assert_eq!(world.refresh_all(&[&second]), [Ok(())]);
    first.forget(SessionEnd::ByChoice);
    sign_in(&first);
    let theirs = first.access();
    assert_eq!(second.ended_elsewhere(), Some(SessionEnd::ByChoice));
    assert_eq!(world.refresh_all(&[&second]), [Err(ApiError::Unauthorised)]);
    assert_ne!(second.access(), theirs);
    second.forget(SessionEnd::Expired);
    assert!(first.has_session(), "what is theirs stays");
    assert_eq!(world.refresh_all(&[&first]), [Ok(())]);
}

#[test]
fn a_tab_that_is_refused_before_it_hears_of_the_refresh_waits_for_the_word() {
    let mut world = World::new(true);
    let (first, second) = (world.tab(1), world.tab(2));
    sign_in(&first);
    assert_eq!(world.refresh_all(&[&second]), [Ok(())]);
    // The first refreshes, and what it tells the second is still on its way.
    block_on(first.refresh()).expect("refreshed");
    assert_eq!(world.backend.refreshes.get(), 2);
    block_on(second.refresh()).expect("refreshed");
    assert_eq!(world.backend.refreshes.get(), 2);
    assert_eq!(second.access(), first.access());
}
