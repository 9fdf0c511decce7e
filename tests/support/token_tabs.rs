//! Tabs of one origin that share a session, before a backend whose refresh tokens are good once.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;

use futures_channel::oneshot;
use futures_executor::LocalPool;
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use futures_util::task::LocalSpawnExt;
use leptos_presence::api::auth::{JwtTokens, TokenSource};
use leptos_presence::api::port::ApiFuture;
use leptos_presence::api::transport::{HttpRequest, HttpResponse, Transport};
use leptos_presence::model::api_error::ApiError;
use leptos_presence::platform::Guard;
use leptos_presence::platform::storage::{MemoryStorage, Storage};
use leptos_presence::platform::tabs::Tabs;

use super::virtual_platform::VirtualPlatform;
use super::wire::{reply, tokens};

/// Replies on their way, oldest first.
pub type Held = VecDeque<oneshot::Sender<()>>;

/// SimpleJWT with rotation and blacklist: each refresh token is good once. Replies come when the test lets them.
#[derive(Default)]
pub struct Backend {
    issued: Cell<u32>,
    pub good: RefCell<Vec<String>>,
    pub refreshes: Cell<u32>,
    held: RefCell<Held>,
    holds: Cell<bool>,
}

impl Backend {
    fn answer(&self, outgoing: &HttpRequest) -> Result<HttpResponse, ApiError> {
        let body = outgoing.body.clone().unwrap_or_default();
        let is_refresh = outgoing.path == "/api/token/refresh/";
        self.refreshes.set(self.refreshes.get() + u32::from(is_refresh));
        let place = self.good.borrow().iter().position(|token| body.contains(token));
        if is_refresh {
            let Some(place) = place else { return reply(401, "{}") };
            self.good.borrow_mut().remove(place);
        }
        self.issued.set(self.issued.get() + 1);
        let (access, refresh) =
            (format!("access-{}", self.issued.get()), format!("refresh-{}.", self.issued.get()));
        let answer = tokens(&access, &refresh);
        self.good.borrow_mut().push(refresh);
        answer
    }
}

struct Wire(Rc<Backend>);

impl Transport for Wire {
    fn exchange(&self, outgoing: HttpRequest) -> ApiFuture<HttpResponse> {
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
            incoming
        }
        .boxed_local()
    }
}

type Listener = Rc<dyn Fn(&str)>;

/// What the tabs of one origin share.
#[derive(Default)]
pub struct Origin {
    pub storage: Rc<MemoryStorage>,
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

pub struct World {
    pub backend: Rc<Backend>,
    pub origin: Rc<Origin>,
    pool: LocalPool,
    takes_turns: bool,
}

impl World {
    pub fn new(takes_turns: bool) -> Self {
        Self { backend: Rc::default(), origin: Rc::default(), pool: LocalPool::new(), takes_turns }
    }

    pub fn tab(&self, number: u32) -> JwtTokens {
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
    pub fn refresh_all(&mut self, tabs: &[&JwtTokens]) -> Vec<Result<(), ApiError>> {
        self.refresh_all_in(VecDeque::pop_front, tabs)
    }

    /// The same; `next` says which reply comes.
    pub fn refresh_all_in(
        &mut self,
        next: fn(&mut Held) -> Option<oneshot::Sender<()>>,
        tabs: &[&JwtTokens],
    ) -> Vec<Result<(), ApiError>> {
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
