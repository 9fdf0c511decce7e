//! A refresh whose answer is lost is sent once more, and no answer that may still come is thrown away.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use futures_executor::LocalPool;
use futures_util::task::LocalSpawnExt;
use leptos_presence::api::port::Api;
use leptos_presence::api::transport::HttpResponse;
use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::user::User;
use leptos_presence::platform::storage::Storage;
use support::wire::{Bench, KEY, ME, bench, reply, tokens};

const REFRESH: &str = "/api/token/refresh/";

/// A page that was reloaded and asks who it is; each request is held until the test answers it.
struct Page {
    bench: Bench,
    pool: LocalPool,
    outcome: Rc<RefCell<Option<Result<User, ApiError>>>>,
}

impl Page {
    fn open() -> Self {
        let bench = bench([]);
        bench.storage.set(KEY, "refresh-1");
        *bench.script.hold.borrow_mut() = true;
        let pool = LocalPool::new();
        let outcome = Rc::new(RefCell::new(None));
        let (me, result) = (bench.client.me(), Rc::clone(&outcome));
        pool.spawner().spawn_local(async move { *result.borrow_mut() = Some(me.await) }).expect("spawned");
        let mut page = Self { bench, pool, outcome };
        page.pool.run_until_stalled();
        page
    }

    fn pass(&mut self, secs: u64) {
        for _ in 0..secs * 10 {
            self.bench.platform.advance(Duration::from_millis(100));
            self.pool.run_until_stalled();
        }
    }

    /// Answers the request that is the `nth` of those still held.
    fn answer(&mut self, nth: usize, reply: Result<HttpResponse, ApiError>) {
        self.bench.script.replies.borrow_mut().push_back(reply);
        let release = self.bench.script.held.borrow_mut().remove(nth);
        release.send(()).expect("somebody waits");
        self.pool.run_until_stalled();
    }

    fn refreshes(&self) -> usize {
        self.bench.paths().iter().filter(|path| *path == REFRESH).count()
    }
}

#[test]
fn it_is_sent_once_more_with_the_same_token_and_the_first_answer_is_taken_whosesoever_it_is() {
    for answered in 0..2 {
        let mut page = Page::open();
        page.pass(4);
        assert!(page.refreshes() >= 2);
        page.answer(answered, tokens("access-2", "refresh-2"));
        assert_eq!(page.bench.storage.get(KEY), Some("refresh-2".to_owned()));
        let last = page.bench.script.held.borrow().len() - 1;
        page.answer(last, reply(200, ME));
        assert!(page.outcome.take().expect("done").is_ok());
        let asked = page.bench.script.asked.borrow();
        let bodies: Vec<_> =
            asked.iter().filter(|asked| asked.path == REFRESH).map(|asked| &asked.body).collect();
        assert!(bodies.iter().all(|body| *body == bodies[0]), "{bodies:?}");
    }
}

#[test]
fn a_refusal_is_no_end_while_the_try_that_used_the_token_up_may_still_be_answered() {
    let mut page = Page::open();
    page.pass(4);
    page.answer(1, reply(401, "{}"));
    assert!(page.outcome.borrow().is_none() && page.bench.client.has_session());
    let sent = page.refreshes();
    page.pass(6);
    assert_eq!(page.refreshes(), sent, "what was refused is not asked again");
    page.answer(0, tokens("access-2", "refresh-2"));
    assert_eq!(page.bench.storage.get(KEY), Some("refresh-2".to_owned()));
}

#[test]
fn a_refusal_is_the_end_when_nothing_else_can_be_answered() {
    let mut page = Page::open();
    page.pass(4);
    while page.bench.script.held.borrow().len() > 1 {
        page.answer(0, Err(ApiError::Timeout));
    }
    assert!(page.outcome.borrow().is_none());
    page.answer(0, reply(401, "{}"));
    assert_eq!(page.outcome.take(), Some(Err(ApiError::Unauthorised)));
    assert!(!page.bench.client.has_session());
}

#[test]
fn lost_answers_end_no_session() {
    let mut page = Page::open();
    page.pass(20);
    while !page.bench.script.held.borrow().is_empty() {
        page.answer(0, Err(ApiError::Timeout));
    }
    assert_eq!(page.outcome.take(), Some(Err(ApiError::Timeout)));
    assert_eq!(page.bench.storage.get(KEY), Some("refresh-1".to_owned()));
}

#[test]
fn there_are_five_tries_in_eighteen_seconds_two_to_four_apart() {
    let mut page = Page::open();
    let mut times = vec![0];
    for tenth in 1..600 {
        let before = page.refreshes();
        page.bench.platform.advance(Duration::from_millis(100));
        page.pool.run_until_stalled();
        times.extend((page.refreshes() > before).then_some(tenth));
    }
    assert_eq!(times.len(), 5, "{times:?}");
    assert!(times.windows(2).all(|pair| (20..=41).contains(&(pair[1] - pair[0]))), "{times:?}");
    let asked = page.bench.script.asked.borrow();
    for (tenth, asked) in times.iter().zip(asked.iter()) {
        let ends = Duration::from_millis(tenth * 100) + asked.timeout;
        assert!(ends <= Duration::from_millis(18_100), "other tabs wait no longer than 20 s: {ends:?}");
    }
}

#[test]
fn a_backend_in_trouble_is_not_asked_again() {
    for failure in [500, 429] {
        let mut page = Page::open();
        page.answer(0, reply(failure, ""));
        assert!(page.outcome.take().is_some_and(|outcome| outcome.is_err()), "at once");
        page.pass(20);
        assert_eq!(page.refreshes(), 1);
        assert!(page.bench.client.has_session());
    }
}

#[test]
fn where_the_browser_knows_that_there_is_no_network_it_ends_at_once() {
    let mut page = Page::open();
    page.answer(0, Err(ApiError::Offline));
    assert_eq!(page.outcome.take(), Some(Err(ApiError::Offline)));
}

#[test]
fn a_new_access_token_is_told_to_whoever_waits_for_the_network() {
    let mut page = Page::open();
    let told = Rc::new(Cell::new(0));
    let count = Rc::clone(&told);
    page.bench.client.watch_answers(Rc::new(move || count.set(count.get() + 1)));
    page.pass(4);
    assert_eq!(told.get(), 0);
    page.answer(0, tokens("access-2", "refresh-2"));
    assert_eq!(told.get(), 1);
}
