//! Polls whose answer is the same again: not sent, not read, and the same in memory.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::sync::Arc;

use futures_executor::block_on;
use leptos_presence::api::port::Api;
use leptos_presence::api::transport::HttpResponse;
use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::UserId;
use leptos_presence::presence::Endpoint;
use support::wire::{Bench, ME, reply, signed_in};

const SET: &str = r#"{"online_users": [1, 2]}"#;
const OTHER: &str = r#"{"online_users": [2]}"#;

fn tagged(tag: &str, body: &str) -> Result<HttpResponse, ApiError> {
    reply(200, body).map(|incoming| HttpResponse { etag: Some(tag.to_owned()), ..incoming })
}

fn same() -> Result<HttpResponse, ApiError> {
    reply(304, "")
}

/// What `times` polls say.
fn poll(bench: &Bench, times: usize) -> Vec<Result<Vec<UserId>, ApiError>> {
    let ask = || block_on(bench.client.online_users(Endpoint::Primary)).map(|online| online.ids().to_vec());
    std::iter::repeat_with(ask).take(times).collect()
}

fn tags(bench: &Bench) -> Vec<Option<String>> {
    bench.script.asked.borrow().iter().map(|asked| asked.etag.clone()).collect()
}

fn tag(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn what_has_a_tag_is_asked_for_only_if_it_is_another() {
    let bench = signed_in([tagged("a", SET), same(), tagged("b", OTHER), same()]);
    let (both, one) = (vec![UserId(1), UserId(2)], vec![UserId(2)]);
    assert_eq!(poll(&bench, 4), [Ok(both.clone()), Ok(both), Ok(one.clone()), Ok(one)]);
    assert_eq!(tags(&bench), [None, tag("a"), tag("a"), tag("b")]);
}

#[test]
fn the_same_again_is_the_same_list_with_a_tag_and_without() {
    let rooms = r#"[{"id": 1, "name": "A", "participants": [], "last_message": null, "unread_count": 0}]"#;
    let bench = signed_in([reply(200, rooms), tagged("a", rooms), same()]);
    let lists: Vec<_> = (0..3).map(|_| block_on(bench.client.rooms()).expect("rooms")).collect();
    assert!(lists.iter().all(|list| Arc::ptr_eq(list, &lists[0])));
    assert_eq!(tags(&bench), [None, None, tag("a")]);
}

#[test]
fn the_two_addresses_are_not_confused() {
    let bench = signed_in([tagged("a", SET), tagged("a", OTHER), tagged("a", SET)]);
    for endpoint in [Endpoint::Primary, Endpoint::Alternative, Endpoint::Primary] {
        assert!(block_on(bench.client.online_users(endpoint)).is_ok());
    }
    assert_eq!(tags(&bench), [None, None, None]);
}

#[test]
fn the_same_as_nothing_is_malformed_and_a_malformed_reply_is_not_remembered() {
    let bench = signed_in([same(), tagged("a", "<html>"), tagged("b", SET), tagged("c", "<html>"), same()]);
    let (known, malformed) = (Ok(vec![UserId(1), UserId(2)]), Err(ApiError::Malformed));
    assert_eq!(poll(&bench, 5), [malformed.clone(), malformed.clone(), known.clone(), malformed, known]);
    assert_eq!(tags(&bench), [None, None, None, tag("b"), tag("b")]);
}

#[test]
fn what_one_person_was_told_is_not_said_of_to_another() {
    let bench = signed_in([tagged("a", SET), reply(200, ME), tagged("a", OTHER)]);
    let _ = poll(&bench, 1);
    block_on(bench.client.me()).expect("another session begins");
    assert_eq!(poll(&bench, 1), [Ok(vec![UserId(2)])]);
    assert_eq!(tags(&bench), [None, None, None]);
}

#[test]
fn a_backend_that_does_not_let_tags_be_sent_back_is_found_out() {
    let refused = || Err(ApiError::Offline);
    let bench = signed_in([
        tagged("a", SET),
        refused(),
        tagged("a", SET),
        refused(),
        tagged("a", SET),
        tagged("a", SET),
    ]);
    let _ = poll(&bench, 6);
    assert_eq!(tags(&bench), [None, tag("a"), None, tag("a"), None, None]);
}

#[test]
fn a_lost_network_is_not_taken_for_such_a_backend() {
    let outage =
        || [Err(ApiError::Offline), Err(ApiError::Offline), Err(ApiError::Offline), tagged("a", SET), same()];
    let bench = signed_in([tagged("a", SET)].into_iter().chain(outage()).chain(outage()).chain(outage()));
    let said = poll(&bench, 16);
    assert_eq!(said.iter().filter(|said| said.is_ok()).count(), 7);
    assert_eq!(tags(&bench)[15], tag("a"));
}
