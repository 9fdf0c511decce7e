//! The client and its tokens: one refresh, one repeat, and every status in its class.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use futures_channel::oneshot;
use futures_executor::{LocalPool, block_on};
use futures_util::FutureExt;
use futures_util::future::join3;
use futures_util::task::LocalSpawnExt;
use leptos_presence::api::client::Client;
use leptos_presence::api::port::{Answer, Api};
use leptos_presence::api::token::JwtTokens;
use leptos_presence::api::transport::{Incoming, Outgoing, Transport};
use leptos_presence::domain::failure::Failure;
use leptos_presence::domain::ids::{MessageId, RoomId};
use leptos_presence::domain::message::Page;
use leptos_presence::domain::presence::Endpoint;
use leptos_presence::platform::storage::{MemoryStorage, Storage};
use leptos_presence::platform::tabs::NoTabs;

const KEY: &str = "leptos-presence.refresh";
const ME: &str = r#"{"id": 1, "username": "ann", "display_name": "Ann", "is_staff": false}"#;

/// Answers from a script, each answer when the test releases it, and writes down what was asked.
#[derive(Default)]
struct Scripted {
    replies: RefCell<VecDeque<Result<Incoming, Failure>>>,
    held: RefCell<Vec<oneshot::Sender<()>>>,
    hold: RefCell<bool>,
    asked: RefCell<Vec<Outgoing>>,
}

struct Wire(Rc<Scripted>);

impl Transport for Wire {
    fn exchange(&self, outgoing: Outgoing) -> Answer<Incoming> {
        let script = Rc::clone(&self.0);
        script.asked.borrow_mut().push(outgoing);
        let (release, released) = oneshot::channel();
        if *script.hold.borrow() {
            script.held.borrow_mut().push(release);
        } else {
            let _ = release.send(());
        }
        async move {
            let _ = released.await;
            script.replies.borrow_mut().pop_front().unwrap_or(Err(Failure::Offline))
        }
        .boxed_local()
    }
}

fn reply(status: u16, body: &str) -> Result<Incoming, Failure> {
    Ok(Incoming { status, retry_after: None, body: body.to_owned() })
}

fn tokens(access: &str, refresh: &str) -> Result<Incoming, Failure> {
    reply(200, &format!(r#"{{"access": "{access}", "refresh": "{refresh}"}}"#))
}

struct Bench {
    script: Rc<Scripted>,
    storage: Rc<MemoryStorage>,
    client: Client,
}

fn bench(replies: impl IntoIterator<Item = Result<Incoming, Failure>>) -> Bench {
    let script = Rc::new(Scripted::default());
    script.replies.borrow_mut().extend(replies);
    let storage = Rc::new(MemoryStorage::default());
    let wire = || Rc::new(Wire(Rc::clone(&script)));
    let tokens = JwtTokens::new(wire(), Rc::clone(&storage) as Rc<dyn Storage>, Rc::new(NoTabs));
    let client = Client::new(wire(), Rc::new(tokens));
    Bench { script, storage, client }
}

fn signed_in(replies: impl IntoIterator<Item = Result<Incoming, Failure>>) -> Bench {
    let bench = bench([tokens("access-1", "refresh-1")].into_iter().chain(replies));
    block_on(bench.client.sign_in("ann", "secret")).expect("signed in");
    bench.script.asked.borrow_mut().clear();
    bench
}

impl Bench {
    fn asked(&self) -> Vec<(String, Option<String>)> {
        self.script.asked.borrow().iter().map(|asked| (asked.path.clone(), asked.bearer.clone())).collect()
    }

    fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|(path, _)| path).collect()
    }
}

#[test]
fn sign_in_keeps_the_access_token_out_of_storage() {
    let bench = signed_in([reply(200, ME)]);
    assert_eq!(bench.storage.get(KEY), Some("refresh-1".to_owned()));
    block_on(bench.client.me()).expect("me");
    assert_eq!(bench.asked(), [("/api/users/me/".to_owned(), Some("access-1".to_owned()))]);
}

#[test]
fn a_refused_sign_in_leaves_nothing() {
    let bench = bench([reply(401, r#"{"detail": "No active account"}"#)]);
    assert_eq!(block_on(bench.client.sign_in("ann", "wrong")), Err(Failure::Unauthorised));
    assert!(!bench.client.has_session());
}

#[test]
fn the_paths_and_bodies_are_those_of_the_contract() {
    let nothing = || reply(200, "null");
    let bench = signed_in(std::iter::repeat_with(nothing).take(9));
    let api = &bench.client;
    let _ = block_on(api.users());
    let _ = block_on(api.online_users(Endpoint::Primary));
    let _ = block_on(api.online_users(Endpoint::Alternative));
    let _ = block_on(api.rooms());
    let _ = block_on(api.messages(RoomId(7), Page::Newest));
    let _ = block_on(api.messages(RoomId(7), Page::After(MessageId(9))));
    let _ = block_on(api.messages(RoomId(7), Page::Before(MessageId(9))));
    let _ = block_on(api.send_message(RoomId(7), "hello"));
    let _ = block_on(api.heartbeat(support::NOON));
    let expected = [
        ("/api/users/", None),
        ("/api/chat/online-users/", None),
        ("/api/chat/rooms/online_users/", None),
        ("/api/chat/rooms/", None),
        ("/api/chat/rooms/7/messages/", None),
        ("/api/chat/rooms/7/messages/?after=9", None),
        ("/api/chat/rooms/7/messages/?before=9", None),
        ("/api/chat/rooms/7/messages/", Some(r#"{"content":"hello"}"#)),
        ("/api/chat/heartbeat/", Some(r#"{"timestamp":"2024-01-28T12:00:00Z"}"#)),
    ];
    let asked = bench.script.asked.borrow();
    let asked: Vec<_> = asked.iter().map(|asked| (asked.path.as_str(), asked.body.as_deref())).collect();
    assert_eq!(asked, expected);
}

#[test]
fn an_expired_access_token_costs_one_refresh_and_one_repeat() {
    let bench = signed_in([reply(401, "{}"), tokens("access-2", "refresh-2"), reply(200, ME)]);
    assert!(block_on(bench.client.me()).is_ok());
    let bearer = |token: &str| Some(token.to_owned());
    assert_eq!(
        bench.asked(),
        [
            ("/api/users/me/".to_owned(), bearer("access-1")),
            ("/api/token/refresh/".to_owned(), None),
            ("/api/users/me/".to_owned(), bearer("access-2")),
        ]
    );
    assert_eq!(bench.storage.get(KEY), Some("refresh-2".to_owned()), "the refresh token rotates");
}

#[test]
fn a_backend_that_does_not_rotate_keeps_the_refresh_token() {
    let bench = signed_in([reply(401, "{}"), reply(200, r#"{"access": "access-2"}"#), reply(200, ME)]);
    assert!(block_on(bench.client.me()).is_ok());
    assert_eq!(bench.storage.get(KEY), Some("refresh-1".to_owned()));
}

#[test]
fn a_second_refusal_is_final_and_no_loop() {
    let bench =
        signed_in([reply(401, "{}"), tokens("access-2", "refresh-2"), reply(401, "{}"), reply(200, ME)]);
    assert_eq!(block_on(bench.client.me()), Err(Failure::Unauthorised));
    assert_eq!(bench.paths().len(), 3);
}

#[test]
fn a_refused_refresh_ends_the_session() {
    for refusal in [401, 400, 403, 404] {
        let bench = signed_in([reply(401, "{}"), reply(refusal, "{}")]);
        assert_eq!(block_on(bench.client.me()), Err(Failure::Unauthorised), "{refusal}");
        assert!(!bench.client.has_session(), "{refusal}");
    }
}

#[test]
fn a_refresh_that_fails_for_another_reason_ends_nothing() {
    let failures = [
        reply(500, ""),
        reply(502, "<html>"),
        Err(Failure::Offline),
        Err(Failure::Timeout),
        reply(200, "<html>"),
    ];
    for failure in failures {
        let bench = signed_in([reply(401, "{}"), failure.clone()]);
        assert_ne!(block_on(bench.client.me()), Err(Failure::Unauthorised), "{failure:?}");
        assert!(bench.client.has_session(), "{failure:?}");
    }
}

#[test]
fn several_refused_at_once_share_one_refresh() {
    let bench = signed_in([
        reply(401, "{}"),
        reply(401, "{}"),
        reply(401, "{}"),
        tokens("access-2", "refresh-2"),
        reply(500, ""),
        reply(500, ""),
        reply(500, ""),
    ]);
    *bench.script.hold.borrow_mut() = true;
    let mut pool = LocalPool::new();
    let (me, users, rooms) = (bench.client.me(), bench.client.users(), bench.client.rooms());
    let done = Rc::new(RefCell::new(None));
    let result = Rc::clone(&done);
    pool.spawner()
        .spawn_local(async move { *result.borrow_mut() = Some(join3(me, users, rooms).await) })
        .expect("spawned");
    while done.borrow().is_none() {
        pool.run_until_stalled();
        let held = bench.script.held.take();
        assert!(done.borrow().is_some() || !held.is_empty(), "everyone waits for nothing");
        for release in held {
            let _ = release.send(());
        }
        pool.run_until_stalled();
    }
    let refreshes = bench.paths().into_iter().filter(|path| path == "/api/token/refresh/").count();
    assert_eq!(refreshes, 1);
    let (me, users, rooms) = done.take().expect("done");
    let outcomes = [me.err(), users.err(), rooms.err()];
    assert_eq!(
        outcomes,
        [const { Some(Failure::Server) }; 3],
        "each was repeated once, and got its own answer"
    );
}

#[test]
fn one_refused_while_the_refresh_is_under_way_waits_for_it() {
    let bench = signed_in([
        reply(401, "{}"),
        reply(401, "{}"),
        tokens("access-2", "refresh-2"),
        reply(500, ""),
        reply(500, ""),
    ]);
    *bench.script.hold.borrow_mut() = true;
    let mut pool = LocalPool::new();
    let done = Rc::new(RefCell::new(Vec::new()));
    for request in [bench.client.users(), bench.client.users()] {
        let done = Rc::clone(&done);
        pool.spawner()
            .spawn_local(async move {
                let outcome = request.await.err();
                done.borrow_mut().push(outcome);
            })
            .expect("spawned");
    }
    pool.run_until_stalled();
    // The first refusal starts the refresh; the second comes while that is under way.
    let release = |nth: usize| bench.script.held.borrow_mut().remove(nth).send(()).expect("somebody waits");
    release(0);
    pool.run_until_stalled();
    assert_eq!(bench.paths().last().map(String::as_str), Some("/api/token/refresh/"));
    release(0);
    pool.run_until_stalled();
    while !bench.script.held.borrow().is_empty() {
        release(0);
        pool.run_until_stalled();
    }
    assert_eq!(*done.borrow(), [Some(Failure::Server), Some(Failure::Server)], "neither ended the session");
    let renewed = bench.asked().iter().filter(|(_, bearer)| bearer.as_deref() == Some("access-2")).count();
    assert_eq!(renewed, 2, "both were repeated with the new token");
    let refreshes = bench.paths().into_iter().filter(|path| path == "/api/token/refresh/").count();
    assert_eq!(refreshes, 1);
}

#[test]
fn a_reload_refreshes_before_the_first_request() {
    let bench = bench([tokens("access-2", "refresh-2"), reply(200, ME)]);
    bench.storage.set(KEY, "refresh-1");
    assert!(bench.client.has_session());
    assert!(block_on(bench.client.me()).is_ok());
    assert_eq!(bench.paths(), ["/api/token/refresh/", "/api/users/me/"]);
}

#[test]
fn a_refresh_token_that_another_tab_rotated_meanwhile_is_no_end() {
    let bench = bench([reply(401, "{}"), tokens("access-3", "refresh-3"), reply(200, ME)]);
    bench.storage.set(KEY, "refresh-1");
    *bench.script.hold.borrow_mut() = true;
    let mut pool = LocalPool::new();
    let me = bench.client.me();
    let done = Rc::new(RefCell::new(None));
    let result = Rc::clone(&done);
    pool.spawner().spawn_local(async move { *result.borrow_mut() = Some(me.await) }).expect("spawned");
    pool.run_until_stalled();
    // While ours is under way, another tab's refresh is done.
    bench.storage.set(KEY, "refresh-2");
    *bench.script.hold.borrow_mut() = false;
    for release in bench.script.held.take() {
        let _ = release.send(());
    }
    pool.run_until_stalled();
    assert!(done.take().expect("done").is_ok());
    assert_eq!(bench.storage.get(KEY), Some("refresh-3".to_owned()));
}

#[test]
fn tokens_that_come_after_sign_out_are_not_kept() {
    let bench = bench([tokens("access-2", "refresh-2")]);
    bench.storage.set(KEY, "refresh-1");
    *bench.script.hold.borrow_mut() = true;
    let mut pool = LocalPool::new();
    let me = bench.client.me();
    let done = Rc::new(RefCell::new(None));
    let result = Rc::clone(&done);
    pool.spawner().spawn_local(async move { *result.borrow_mut() = Some(me.await) }).expect("spawned");
    pool.run_until_stalled();
    bench.client.sign_out(true);
    for release in bench.script.held.take() {
        let _ = release.send(());
    }
    pool.run_until_stalled();
    assert_eq!(done.take(), Some(Err(Failure::Unauthorised)));
    assert!(!bench.client.has_session());
}

#[test]
fn every_status_has_its_class() {
    let classes = [
        (400, Failure::Rejected("Too long.".to_owned())),
        (403, Failure::Forbidden),
        (404, Failure::Missing),
        (405, Failure::Missing),
        (501, Failure::Missing),
        (408, Failure::Timeout),
        (418, Failure::Rejected("Too long.".to_owned())),
        (500, Failure::Server),
        (503, Failure::Server),
    ];
    for (status, class) in classes {
        let bench = signed_in([reply(status, r#"{"content": ["Too long."]}"#)]);
        assert_eq!(block_on(bench.client.send_message(RoomId(1), "x")), Err(class), "{status}");
    }
    let busy = Incoming { status: 429, retry_after: Some(Duration::from_secs(7)), body: String::new() };
    let bench = signed_in([Ok(busy)]);
    let expected = Failure::TooMany { retry_after: Some(Duration::from_secs(7)) };
    assert_eq!(block_on(bench.client.rooms()), Err(expected));
}

#[test]
fn html_where_json_should_be_is_malformed() {
    let bench = signed_in([reply(200, "<!doctype html><title>Hello</title>")]);
    assert_eq!(block_on(bench.client.rooms()), Err(Failure::Malformed));
}
