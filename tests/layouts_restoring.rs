//! What stands in the way of the pages while a session is being taken up.
#![cfg(all(feature = "app", not(target_arch = "wasm32")))]

mod support;

use leptos_presence::layouts::session_restore::Restoring;
use leptos_presence::model::api_error::ApiError;
use leptos_presence::store::SessionState;
use leptos_presence::store::session::SignedOutReason;
use support::ann;

fn restoring(failure: Option<ApiError>) -> SessionState {
    SessionState::Restoring { failure }
}

#[test]
fn a_failure_stays_in_sight_while_it_is_tried_again() {
    let waiting = Restoring::next(None, &restoring(None));
    assert_eq!(waiting, Restoring::Waiting);
    let failed = Restoring::next(Some(&waiting), &restoring(Some(ApiError::Offline)));
    assert_eq!(failed, Restoring::Failed(ApiError::Offline));
    let again = Restoring::next(Some(&failed), &restoring(None));
    assert_eq!(again, Restoring::Failed(ApiError::Offline));
    let other = Restoring::next(Some(&again), &restoring(Some(ApiError::Server)));
    assert_eq!(other, Restoring::Failed(ApiError::Server));
}

#[test]
fn nothing_stands_in_the_way_once_it_is_known_who_is_there() {
    let failed = Restoring::Failed(ApiError::Offline);
    for state in [SessionState::SignedIn(ann()), SessionState::SignedOut(SignedOutReason::Expired)] {
        assert_eq!(Restoring::next(Some(&failed), &state), Restoring::Done);
    }
}

#[test]
fn the_next_session_that_is_taken_up_begins_without_the_failures_of_the_last() {
    assert_eq!(Restoring::next(Some(&Restoring::Done), &restoring(None)), Restoring::Waiting);
}
