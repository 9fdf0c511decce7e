//! The drivers: browser facts and replies go into the engine, its effects come out and are performed.

mod actions;
mod console;
mod diagnostics;
mod draft_storage;
mod options;
mod outbox;
mod requests;
mod session;
mod tabs;

pub use options::PresenceOptions;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use leptos::prelude::*;

use crate::api::port::Api;
use crate::platform::storage::Storage;
use crate::platform::tabs::Tabs;
use crate::platform::{Guard, PageEvent, Platform};
use crate::presence::backoff::{Backoff, Jitter};
use crate::presence::observer::EngineObserver;
use crate::presence::{Effect, Engine, Event};
use crate::store::{Actions, ChatStore, SessionStore};

/// The stores that [`provide_presence`] put into the context.
#[derive(Clone, Copy)]
pub struct Presence {
    /// The chat.
    pub chat: ChatStore,
    /// The session.
    pub session: SessionStore,
}

/// Starts presence: puts the stores into the context of the current owner, takes up the session of before a
/// reload, and runs until that owner is cleaned up.
pub fn provide_presence(options: PresenceOptions) -> Presence {
    let runtime = Runtime::new(options);
    let presence = Presence { chat: runtime.chat, session: runtime.session };
    provide_context(presence.chat);
    provide_context(presence.session);
    runtime.start();
    // Dropped with the owner, and with it every timer, listener and request.
    StoredValue::new_local(runtime);
    presence
}

struct Runtime {
    this: Weak<Self>,
    api: Rc<dyn Api>,
    platform: Rc<dyn Platform>,
    drafts: Rc<dyn Storage>,
    tabs: Rc<dyn Tabs>,
    /// This tab's standing for the lead.
    lead: RefCell<Option<Guard>>,
    /// Whether another tab has been heard, ever.
    has_peer_tabs: Cell<bool>,
    chat: ChatStore,
    session: SessionStore,
    engine: RefCell<Engine>,
    observer: RefCell<EngineObserver>,
    wake: RefCell<Option<(Duration, Guard)>>,
    listener: RefCell<Option<Guard>>,
    /// The engine's requests, by their number.
    requests: RefCell<HashMap<u64, Guard>>,
    /// What people have started, and is to end with their session.
    acts: RefCell<HashMap<u64, Guard>>,
    last_act: RefCell<u64>,
    restoring: RefCell<(Backoff, Jitter, Option<Guard>)>,
    /// Whether the newest poll was lost on its way.
    is_network_lost: Cell<bool>,
    jitter: RefCell<Jitter>,
}

impl Runtime {
    fn new(options: PresenceOptions) -> Rc<Self> {
        let PresenceOptions { api, platform, drafts, tabs, settings } = options;
        Rc::new_cyclic(|this: &Weak<Self>| {
            let actions: Weak<dyn Actions> = this.clone();
            let seed = platform.seed();
            Self {
                this: this.clone(),
                chat: ChatStore::new(Weak::clone(&actions)),
                session: SessionStore::new(actions),
                engine: RefCell::new(Engine::new(&settings, seed, platform.now())),
                observer: RefCell::new(EngineObserver::new(&settings, platform.now())),
                wake: RefCell::default(),
                listener: RefCell::default(),
                requests: RefCell::default(),
                acts: RefCell::default(),
                last_act: RefCell::default(),
                restoring: RefCell::new((Backoff::default(), Jitter::new(seed), None)),
                is_network_lost: Cell::default(),
                jitter: RefCell::new(Jitter::new(seed)),
                api,
                platform,
                drafts,
                tabs,
                lead: RefCell::default(),
                has_peer_tabs: Cell::default(),
            }
        })
    }

    fn start(&self) {
        let this = self.this.clone();
        let listener = self.platform.listen(Rc::new(move |event| {
            if let Some(runtime) = this.upgrade() {
                runtime.page_event(event);
            }
        }));
        let this = self.this.clone();
        let watch = self.api.watch_session(Rc::new(move || {
            if let Some(runtime) = this.upgrade() {
                runtime.session_changed();
            }
        }));
        let this = self.this.clone();
        self.api.watch_answers(Rc::new(move || {
            if let Some(runtime) = this.upgrade() {
                runtime.tell(Event::Reached);
            }
        }));
        *self.listener.borrow_mut() = Some(Box::new((listener, watch, self.listen_to_tabs())));
        if !self.platform.is_visible() {
            self.tell(Event::Visibility(false));
        }
        self.restore();
    }

    fn page_event(&self, event: PageEvent) {
        match event {
            PageEvent::Visibility(visible) => self.tell(Event::Visibility(visible)),
            PageEvent::NetworkLost => self.tell(Event::NetworkLost),
            PageEvent::Resumed => {
                // Some browsers' timers are late by as long as the page was put away.
                self.wake.take();
                self.session_changed();
                self.tell(Event::Resumed);
            }
        }
    }

    /// Tells the engine what happened, and performs what it wants.
    fn tell(&self, event: Event) {
        let now = self.platform.now();
        self.observer.borrow_mut().on_event(&event, now);
        let effects = self.engine.borrow_mut().handle(event, now);
        self.observer.borrow_mut().on_effects(&effects, now);
        for effect in effects {
            self.perform(effect);
        }
        self.set_wake();
    }

    fn perform(&self, effect: Effect) {
        match effect {
            Effect::Send(ticket) => self.request(ticket),
            Effect::Cancel(sequence) => drop(self.requests.borrow_mut().remove(&sequence)),
            Effect::Lead(stands) => self.stand_for_lead(stands),
            Effect::Presence(snapshot, affected) => self.chat.set_presence(snapshot, &affected),
            Effect::HeartbeatAccepted { last_activity } => self.chat.set_last_activity(last_activity),
            Effect::StaleNotice(notice) => self.chat.set_stale_notice(notice),
            Effect::Clock(clock) => self.platform.set_server_clock(clock),
            Effect::SessionLost => self.session_lost(),
            Effect::Note(note) => console::write(&note),
        }
    }

    fn set_wake(&self) {
        let next = self.engine.borrow().next_wake();
        let set = self.wake.borrow().as_ref().map(|(at, _)| *at);
        // One that rings too early costs less than to clear it and set another.
        if set == next || set.zip(next).is_some_and(|(set, next)| set < next) {
            return;
        }
        let timer = next.map(|at| {
            let this = self.this.clone();
            let delay = at.saturating_sub(self.platform.now().uptime);
            let wake = move || {
                if let Some(runtime) = this.upgrade() {
                    runtime.wake.take();
                    runtime.tell(Event::Woke);
                }
            };
            (at, self.platform.after(delay, Box::new(wake)))
        });
        *self.wake.borrow_mut() = timer;
    }

    /// Runs something that a person started. It ends with their session.
    fn act(&self, task: impl Future<Output = ()> + 'static) {
        self.spawn_act(task.boxed_local());
    }

    fn spawn_act(&self, task: LocalBoxFuture<'static, ()>) {
        let number = {
            let mut last = self.last_act.borrow_mut();
            *last += 1;
            *last
        };
        let this = self.this.clone();
        let task = async move {
            task.await;
            if let Some(runtime) = this.upgrade() {
                runtime.acts.borrow_mut().remove(&number);
            }
        };
        let guard = self.platform.spawn(task.boxed_local());
        self.acts.borrow_mut().insert(number, guard);
    }
}
