//! Acts that follow what they read.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use leptos::prelude::*;
use leptos::reactive::graph::{
    AnySource, AnySubscriber, ReactiveNode, Subscriber, ToAnySubscriber, WithObserver,
};
use send_wrapper::SendWrapper;

type Act = SendWrapper<Box<dyn FnMut()>>;

thread_local! {
    /// Those who have been told that something they read may have changed, in that order.
    static WAITING: RefCell<VecDeque<Weak<Reaction>>> = const { RefCell::new(VecDeque::new()) };
    /// Whether a turn is to begin.
    static TURN_COMES: Cell<bool> = const { Cell::new(false) };
}

/// A subscriber that acts.
///
/// Leptos gives each of its effects a task, a channel and an owner, and leaves them on the lists of what they have read when
/// they end. Here there is one task for all that have something to do, and an end is an end.
struct Reaction {
    itself: Weak<Self>,
    /// Away while it runs, and when it has ended.
    act: Mutex<Option<Act>>,
    sources: Mutex<Vec<AnySource>>,
    is_dirty: AtomicBool,
    waits: AtomicBool,
    has_ended: AtomicBool,
}

impl Reaction {
    /// Of the current owner: ends when that is cleaned up.
    fn new(act: Box<dyn FnMut()>) -> Arc<Self> {
        let reaction = Arc::new_cyclic(|itself| Self {
            itself: Weak::clone(itself),
            act: Mutex::new(Some(SendWrapper::new(act))),
            sources: Mutex::default(),
            is_dirty: AtomicBool::new(true),
            waits: AtomicBool::new(false),
            has_ended: AtomicBool::new(false),
        });
        let owned = Arc::clone(&reaction);
        on_cleanup(move || owned.end());
        reaction
    }

    fn run(&self) {
        let subscriber = self.to_any_subscriber();
        self.clear_sources(&subscriber);
        self.is_dirty.store(false, Ordering::Relaxed);
        let Some(mut act) = self.take() else { return };
        subscriber.with_observer(&mut *act);
        if !self.has_ended.load(Ordering::Relaxed) {
            *self.act.lock().unwrap_or_else(PoisonError::into_inner) = Some(act);
        }
    }

    fn take(&self) -> Option<Act> {
        self.act.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn end(&self) {
        self.has_ended.store(true, Ordering::Relaxed);
        self.clear_sources(&self.to_any_subscriber());
        drop(self.take());
    }

    /// Has it looked at soon.
    fn wait(&self) {
        if !self.waits.swap(true, Ordering::Relaxed) {
            WAITING.with_borrow_mut(|waiting| waiting.push_back(Weak::clone(&self.itself)));
        }
        // Also for who waits already: a panic may have ended the turn for which it waited.
        if !TURN_COMES.replace(true) {
            spawn_turn();
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "one turn, which ends by itself")]
fn spawn_turn() {
    leptos::task::spawn_local(async { turn() });
}

/// Runs those who wait, and those who are told meanwhile.
fn turn() {
    // Before anything runs: a panic ends this turn, and the next one must not take it for still going on.
    TURN_COMES.set(false);
    while let Some(next) = WAITING.with_borrow_mut(VecDeque::pop_front) {
        if let Some(reaction) = next.upgrade() {
            reaction.waits.store(false, Ordering::Relaxed);
            if reaction.update_if_necessary() {
                reaction.run();
            }
        }
    }
}

impl ToAnySubscriber for Reaction {
    fn to_any_subscriber(&self) -> AnySubscriber {
        let itself = Weak::clone(&self.itself);
        AnySubscriber(Weak::as_ptr(&itself) as usize, itself)
    }
}

impl ReactiveNode for Reaction {
    fn mark_dirty(&self) {
        self.is_dirty.store(true, Ordering::Relaxed);
        self.wait();
    }

    fn mark_check(&self) {
        self.wait();
    }

    fn mark_subscribers_check(&self) {}

    fn update_if_necessary(&self) -> bool {
        if self.is_dirty.load(Ordering::Relaxed) {
            return true;
        }
        // Not under the lock: what is asked may tell this one that it is dirty.
        let sources = self.sources.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let subscriber = self.to_any_subscriber();
        subscriber.with_observer(|| sources.iter().any(AnySource::update_if_necessary))
    }
}

impl Subscriber for Reaction {
    fn add_source(&self, source: AnySource) {
        let mut sources = self.sources.lock().unwrap_or_else(PoisonError::into_inner);
        if !sources.contains(&source) {
            sources.push(source);
        }
    }

    fn clear_sources(&self, subscriber: &AnySubscriber) {
        let sources = std::mem::take(&mut *self.sources.lock().unwrap_or_else(PoisonError::into_inner));
        for source in sources {
            leptos::reactive::graph::Source::remove_subscriber(&source, subscriber);
        }
    }
}

/// Runs `act` soon, and again whenever something has changed that it has read, until the current owner is cleaned up.
pub fn effect(act: impl FnMut() + 'static) {
    #[inline(never)]
    fn make(mut act: Box<dyn FnMut()>) {
        let owner = Owner::new();
        Reaction::new(Box::new(move || owner.with_cleanup(&mut act))).wait();
    }
    make(Box::new(act));
}

/// Runs `act` now, and again whenever something has changed that it has read, until the current owner is cleaned up.
///
/// It has no owner of its own: what is made inside stays until the current one is cleaned up.
#[inline(never)]
pub(crate) fn follow(act: Box<dyn FnMut()>) {
    Reaction::new(act).run();
}
