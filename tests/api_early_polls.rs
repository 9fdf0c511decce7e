//! What a page shows first, asked for together with whose page it is.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::rc::Rc;
use std::time::Duration;

use futures_executor::block_on;
use leptos_presence::api::client::Client;
use leptos_presence::api::port::{Api, SessionEnd};
use leptos_presence::api::transport::HttpResponse;
use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::UserId;
use leptos_presence::platform::Platform;
use leptos_presence::presence::Endpoint;
use support::wire::{Bench, ME, reply, signed_in};

const PATHS: [&str; 4] = ["/api/chat/online-users/", "/api/chat/rooms/", "/api/users/", "/api/users/me/"];

type Reply = Result<HttpResponse, ApiError>;

fn online(ids: &str) -> Reply {
    reply(200, &format!(r#"{{"online_users": {ids}}}"#))
}

fn asking_early(replies: impl IntoIterator<Item = Reply>) -> (Bench, Client) {
    let bench = signed_in(replies);
    let client = bench.client.clone().asking_early(Rc::clone(&bench.platform) as Rc<dyn Platform>);
    (bench, client)
}

fn online_ids(client: &Client) -> Vec<UserId> {
    block_on(client.online_users(Endpoint::Primary)).expect("online users").ids().to_vec()
}

#[test]
fn all_is_asked_for_at_once_and_nothing_twice() {
    let (bench, client) = asking_early([online("[2]"), reply(200, "[]"), reply(200, "[]"), reply(200, ME)]);
    block_on(client.me()).expect("me");
    assert_eq!(bench.paths(), PATHS);
    assert_eq!(online_ids(&client), [UserId(2)]);
    block_on(client.rooms()).expect("rooms");
    block_on(client.users()).expect("users");
    assert_eq!(bench.paths(), PATHS);
}

#[test]
fn the_second_poll_is_a_poll_as_ever() {
    let replies = [online("[2]"), reply(200, "[]"), reply(200, "[]"), reply(200, ME), online("[2,3]")];
    let (bench, client) = asking_early(replies);
    block_on(client.me()).expect("me");
    assert_eq!(online_ids(&client), [UserId(2)]);
    assert_eq!(online_ids(&client), [UserId(2), UserId(3)]);
    assert_eq!(bench.paths().len(), 5);
}

#[test]
fn a_response_that_has_grown_old_is_asked_for_anew() {
    let replies = [online("[2]"), reply(200, "[]"), reply(200, "[]"), reply(200, ME), online("[]")];
    let (bench, client) = asking_early(replies);
    block_on(client.me()).expect("me");
    bench.platform.advance(Duration::from_secs(4));
    assert_eq!(online_ids(&client), []);
}

#[test]
fn a_backend_that_fails_is_not_asked_four_times_as_often() {
    let (bench, client) = asking_early(std::iter::repeat_n(reply(500, ""), 9));
    for _ in 0..3 {
        assert_eq!(block_on(client.me()), Err(ApiError::Server));
    }
    assert_eq!(bench.paths().len(), 4 + 2);
}

#[test]
fn what_one_person_was_told_early_is_not_the_next_ones() {
    let (_bench, client) =
        asking_early([online("[2]"), reply(200, "[]"), reply(200, "[]"), reply(200, ME), online("[]")]);
    block_on(client.me()).expect("me");
    client.sign_out(SessionEnd::ByChoice);
    assert_eq!(block_on(client.online_users(Endpoint::Primary)), Err(ApiError::Unauthorised));
}

#[test]
fn when_an_early_request_was_sent_is_not_known_to_those_who_set_clocks() {
    let dated = |body: &str| reply(200, body).map(|r| HttpResponse { date: Some(support::NOON), ..r });
    let (_bench, client) = asking_early([online("[2]"), reply(200, "[]"), reply(200, "[]"), dated(ME)]);
    block_on(client.me()).expect("me");
    online_ids(&client);
    assert_eq!(client.date(), None);
}
