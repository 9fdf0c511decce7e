//! Tokens in several tabs: a refresh token is good for one refresh, and what one tab knows, all know.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;

use futures_channel::oneshot;
use futures_executor::{LocalPool, block_on};
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use futures_util::task::LocalSpawnExt;
use leptos_presence::api::port::{Answer, SessionEnd};
use leptos_presence::api::token::JwtTokens;
use leptos_presence::api::token_source::TokenSource;
use leptos_presence::api::transport::{Incoming, Outgoing, Transport};
use leptos_presence::domain::failure::Failure;
use leptos_presence::platform::Guard;
use leptos_presence::platform::storage::{MemoryStorage, Storage};
use leptos_presence::platform::tabs::Tabs;
use support::virtual_platform::VirtualPlatform;

/// Replies on their way, oldest first.
type Held = VecDeque<oneshot::Sender<()>>;

/// SimpleJWT with rotation and blacklist: each refresh token is good once. Replies come when the test lets them.
#[derive(Default)]
struct Backend {
    issued: Cell<u32>,
    good: RefCell<Vec<String>>,
    refreshes: Cell<u32>,
    held: RefCell<Held>,
    holds: Cell<bool>,
}

impl Backend {
    fn answer(&self, outgoing: &Outgoing) -> Incoming {
        let body = outgoing.body.clone().unwrap_or_default();
        let is_refresh = outgoing.path == "/api/token/refresh/";
        self.refreshes.set(self.refreshes.get() + u32::from(is_refresh));
        let place = self.good.borrow().iter().position(|token| body.contains(token));
        if is_refresh {
            let Some(place) = place else {
                return Incoming {
                    status: 401,
                    tag: None,
                    retry_after: None,
                    date: None,
                    body: "{}".to_owned().into(),
                };
            };
            self.good.borrow_mut().remove(place);
        }
        self.issued.set(self.issued.get() + 1);
        let (access, refresh) =
            (format!("access-{}", self.issued.get()), format!("refresh-{}.", self.issued.get()));
        let body = format!(r#"{{"access": "{access}", "refresh": "{refresh}"}}"#);
        self.good.borrow_mut().push(refresh);
        Incoming { status: 200, tag: None, retry_after: None, date: None, body: body.into() }
    }
}

struct Wire(Rc<Backend>);

impl Transport for Wire {
    fn exchange(&self, outgoing: Outgoing) -> Answer<Incoming> {
        let backend = Rc::clone(&self.0);
        // The backend acts when the request arrives; only its reply takes time.
        let incoming = backend.answer(&outgoing);
        let (release, released) = oneshot::channel();
        if backend.holds.get() {
            backend.held.borrow_mut().push_back(release);
        } else {
            let _ = release.send(());
        }
        async move {
            let _ = released.await;
            Ok(incoming)
        }
        .boxed_local()
    }
}

type Listener = Rc<dyn Fn(&str)>;

/// What the tabs of one origin share.
#[derive(Default)]
struct Origin {
    storage: Rc<MemoryStorage>,
    turn: Cell<bool>,
    waiting: RefCell<VecDeque<oneshot::Sender<()>>>,
    listeners: RefCell<Vec<(u32, Listener)>>,
    /// Words on their way, each with the tab that said it.
    underway: RefCell<Vec<(u32, String)>>,
}

impl Origin {
    fn deliver(&self) {
        for (from, text) in self.underway.take() {
            for (number, listener) in self.listeners.borrow().iter() {
                if *number != from {
                    listener(&text);
                }
            }
        }
    }
}

struct Tab {
    number: u32,
    origin: Rc<Origin>,
    backend: Rc<Backend>,
    takes_turns: bool,
}

impl Tabs for Tab {
    fn in_turn(&self, task: LocalBoxFuture<'static, ()>) -> LocalBoxFuture<'static, ()> {
        let origin = Rc::clone(&self.origin);
        if !self.takes_turns {
            return task;
        }
        async move {
            if origin.turn.replace(true) {
                let (call, called) = oneshot::channel();
                origin.waiting.borrow_mut().push_back(call);
                let _ = called.await;
            }
            task.await;
            match origin.waiting.borrow_mut().pop_front() {
                Some(next) => drop(next.send(())),
                None => origin.turn.set(false),
            }
        }
        .boxed_local()
    }

    fn lead(&self, _leads: Box<dyn FnOnce()>) -> Guard {
        Box::new(())
    }

    fn delivered(&self) -> LocalBoxFuture<'static, ()> {
        let (origin, backend) = (Rc::clone(&self.origin), Rc::clone(&self.backend));
        async move {
            // What others have asked for comes in as well, in that time.
            backend.held.take().into_iter().for_each(|release| release.send(()).unwrap_or_default());
            let mut waited = false;
            poll_fn(|context| {
                context.waker().wake_by_ref();
                if std::mem::replace(&mut waited, true) { Poll::Ready(()) } else { Poll::Pending }
            })
            .await;
            origin.deliver();
        }
        .boxed_local()
    }

    fn tell(&self, text: &str) {
        self.origin.underway.borrow_mut().push((self.number, text.to_owned()));
    }

    fn listen(&self, listener: Listener) -> Guard {
        self.origin.listeners.borrow_mut().push((self.number, listener));
        Box::new(())
    }
}

struct World {
    backend: Rc<Backend>,
    origin: Rc<Origin>,
    pool: LocalPool,
    takes_turns: bool,
}

impl World {
    fn new(takes_turns: bool) -> Self {
        Self { backend: Rc::default(), origin: Rc::default(), pool: LocalPool::new(), takes_turns }
    }

    fn tab(&self, number: u32) -> JwtTokens {
        let tab = Tab {
            number,
            origin: Rc::clone(&self.origin),
            backend: Rc::clone(&self.backend),
            takes_turns: self.takes_turns,
        };
        let storage = Rc::clone(&self.origin.storage) as Rc<dyn Storage>;
        JwtTokens::new(Rc::new(Wire(Rc::clone(&self.backend))), storage, Rc::new(tab), VirtualPlatform::new())
    }

    /// Starts a refresh in each of `tabs` at the same moment, and lets the replies come one by one, oldest first.
    fn refresh_all(&mut self, tabs: &[&JwtTokens]) -> Vec<Result<(), Failure>> {
        self.refresh_all_in(VecDeque::pop_front, tabs)
    }

    /// The same; `next` says which reply comes.
    fn refresh_all_in(
        &mut self,
        next: fn(&mut Held) -> Option<oneshot::Sender<()>>,
        tabs: &[&JwtTokens],
    ) -> Vec<Result<(), Failure>> {
        self.backend.holds.set(true);
        let outcomes = Rc::new(RefCell::new(Vec::new()));
        for tab in tabs {
            let (refresh, outcomes) = (tab.refresh(), Rc::clone(&outcomes));
            let task = async move {
                let outcome = refresh.await;
                outcomes.borrow_mut().push(outcome);
            };
            self.pool.spawner().spawn_local(task).expect("spawned");
        }
        self.pool.run_until_stalled();
        loop {
            let Some(release) = next(&mut self.backend.held.borrow_mut()) else { break };
            let _ = release.send(());
            self.pool.run_until_stalled();
        }
        self.backend.holds.set(false);
        self.origin.deliver();
        outcomes.take()
    }
}

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
    assert_eq!(world.refresh_all(&[&first]), [Err(Failure::Unauthorised)]);
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
    assert_eq!(world.refresh_all(&[&second]), [Err(Failure::Unauthorised)]);
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
