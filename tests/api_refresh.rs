//! Access tokens that have run out: one refresh, one repeat, and nobody notices.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use futures_executor::{LocalPool, block_on};
use futures_util::future::join3;
use futures_util::task::LocalSpawnExt;
use leptos_presence::api::port::{Api, SessionEnd};
use leptos_presence::model::api_error::ApiError;
use leptos_presence::platform::storage::Storage;
use support::wire::{KEY, ME, bench, reply, signed_in, tokens};

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

/// An access token that says it is good for five minutes.
const FIVE_MINUTES: &str = "e30.eyJpYXQiOjAsImV4cCI6MzAwfQ.c2ln";

#[test]
fn an_access_token_that_is_known_to_have_run_out_is_not_tried() {
    let issued = [tokens(FIVE_MINUTES, "refresh-1")];
    let bench =
        bench(issued.into_iter().chain([reply(200, ME), tokens("access-2", "refresh-2"), reply(200, ME)]));
    block_on(bench.client.sign_in("ann", "secret")).expect("signed in");
    bench.platform.advance(Duration::from_secs(294));
    assert!(block_on(bench.client.me()).is_ok());
    bench.platform.advance(Duration::from_secs(1));
    assert!(block_on(bench.client.me()).is_ok());
    assert_eq!(
        bench.paths(),
        ["/api/token/", "/api/users/me/", "/api/token/refresh/", "/api/users/me/"],
        "no request in vain"
    );
}

#[test]
fn a_backend_that_does_not_rotate_keeps_the_refresh_token() {
    let bench = signed_in([reply(401, "{}"), reply(200, r#"{"access": "access-2"}"#), reply(200, ME)]);
    assert!(block_on(bench.client.me()).is_ok());
    assert_eq!(bench.storage.get(KEY), Some("refresh-1".to_owned()));
}

#[test]
fn what_refuses_a_token_that_was_just_refreshed_is_missing_and_ends_no_session() {
    let bench = signed_in([
        reply(401, "{}"),
        tokens("access-2", "refresh-2"),
        reply(401, "{}"),
        reply(401, "{}"),
        reply(200, ME),
        reply(200, "[]"),
        reply(401, "{}"),
        tokens("access-3", "refresh-3"),
        reply(200, "[]"),
    ]);
    assert_eq!(block_on(bench.client.rooms()), Err(ApiError::Forbidden));
    assert_eq!(bench.paths().len(), 3, "no loop");
    assert_eq!(block_on(bench.client.rooms()), Err(ApiError::Forbidden));
    assert_eq!(bench.paths().len(), 4, "no refresh for what a refresh does not mend");
    assert!(block_on(bench.client.me()).is_ok(), "the session goes on");
    assert!(block_on(bench.client.rooms()).is_ok(), "it has learnt to take the token");
    assert!(block_on(bench.client.rooms()).is_ok(), "and what it refuses then is an old one");
    assert_eq!(bench.paths().len(), 9);
}

#[test]
fn a_refused_refresh_ends_the_session() {
    let refusals = [
        (401, "{}"),
        (401, "<html>"),
        (400, r#"{"detail": "Token is invalid or expired", "code": "token_not_valid"}"#),
        (403, r#"{"code": "token_not_valid"}"#),
        (404, r#"{"detail": ["No such TOKEN."]}"#),
    ];
    for (status, body) in refusals {
        let bench = signed_in([reply(401, "{}"), reply(status, body)]);
        assert_eq!(block_on(bench.client.me()), Err(ApiError::Unauthorised), "{status} {body}");
        assert!(!bench.client.has_session(), "{status} {body}");
    }
}

#[test]
fn a_refresh_that_fails_for_another_reason_ends_nothing() {
    let failures = [
        reply(500, ""),
        reply(502, "<html>"),
        Err(ApiError::Offline),
        Err(ApiError::Timeout),
        reply(200, "<html>"),
        reply(403, include_str!("fixtures/refresh-403-firewall.html")),
        reply(404, "<html>a captive portal"),
        reply(400, ""),
        reply(403, r#"{"detail": "You do not have permission to perform this action."}"#),
        reply(405, r#"["token"]"#),
        reply(429, "{}"),
    ];
    for failure in failures {
        let bench = signed_in([reply(401, "{}"), failure.clone()]);
        assert_ne!(block_on(bench.client.me()), Err(ApiError::Unauthorised), "{failure:?}");
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
        [const { Some(ApiError::Server) }; 3],
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
    assert_eq!(*done.borrow(), [Some(ApiError::Server), Some(ApiError::Server)], "neither ended the session");
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
    bench.client.sign_out(SessionEnd::ByChoice);
    for release in bench.script.held.take() {
        let _ = release.send(());
    }
    pool.run_until_stalled();
    assert_eq!(done.take(), Some(Err(ApiError::Unauthorised)));
    assert!(!bench.client.has_session());
}
