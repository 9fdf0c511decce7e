//! Values that are live: what their readers are told, and when.
#![cfg(not(target_arch = "wasm32"))]

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use futures_util::FutureExt;
use leptos::prelude::*;
use leptos_presence::reactive::{Live, State, effect, memo, memo_after};

fn owned<T>(run: impl FnOnce() -> T) -> T {
    Owner::new().with(run)
}

#[test]
fn a_derived_value_is_told_on_only_when_it_is_another_one() {
    owned(|| {
        let number = State::new(1);
        let is_even = memo(move || number.get() % 2 == 0);
        let runs = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&runs);
        let words = memo(move || {
            count.fetch_add(1, Ordering::Relaxed);
            if is_even.get() { "even" } else { "odd" }
        });
        assert_eq!(words.get(), "odd");
        number.set(3);
        assert_eq!((words.get(), runs.load(Ordering::Relaxed)), ("odd", 1));
        number.set(4);
        assert_eq!((words.get(), runs.load(Ordering::Relaxed)), ("even", 2));
    });
}

#[test]
fn a_derived_value_may_depend_on_the_one_before() {
    owned(|| {
        let number = State::new(5);
        let highest = memo_after(move |before: Option<&i32>| number.get().max(before.copied().unwrap_or(0)));
        assert_eq!(highest.get(), 5);
        number.set(9);
        assert_eq!(highest.get(), 9);
        number.set(2);
        assert_eq!(highest.get(), 9);
    });
}

#[test]
fn a_change_that_says_it_changed_nothing_tells_nobody() {
    owned(|| {
        let list = State::new(vec![1]);
        let runs = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&runs);
        let length = memo(move || {
            count.fetch_add(1, Ordering::Relaxed);
            list.with(Vec::len)
        });
        assert_eq!(length.get(), 1);
        list.maybe_update(|_| false);
        assert_eq!((length.get(), runs.load(Ordering::Relaxed)), (1, 1));
        list.update(|list| list.push(2));
        assert_eq!((length.get(), runs.load(Ordering::Relaxed)), (2, 2));
    });
}

#[test]
fn who_looks_at_a_value_while_it_is_changed_goes_on_seeing_the_old_one() {
    owned(|| {
        let list = State::new(vec![1]);
        let seen = list.with_untracked(|seen| {
            list.update(|list| list.push(2));
            seen.clone()
        });
        assert_eq!(seen, [1]);
        assert_eq!(list.get_untracked(), [1, 2]);
    });
}

#[test]
fn a_value_whose_owner_is_gone_can_be_asked_and_set_without_harm() {
    let owner = Owner::new();
    let state = owner.with(|| State::new(1));
    owner.cleanup();
    state.set(2);
    state.update(|value| *value += 1);
    assert_eq!(state.live().try_with(|value| *value), None);
    assert_eq!(state.live().try_with_untracked(|value| *value), None);
}

/// Turns of effects, which run when they are asked to.
#[derive(Clone, Default)]
struct Turns(Rc<RefCell<VecDeque<PinnedLocalFuture<()>>>>);

impl CustomExecutor for Turns {
    fn spawn(&self, _: PinnedFuture<()>) {
        unreachable!("effects stay on their thread");
    }

    fn spawn_local(&self, turn: PinnedLocalFuture<()>) {
        self.0.borrow_mut().push_back(turn);
    }

    fn poll_local(&self) {
        let next = || self.0.borrow_mut().pop_front();
        while let Some(turn) = next() {
            turn.now_or_never().expect("a turn waits for nothing");
        }
    }
}

#[test]
fn a_panic_in_one_effect_stops_no_other() {
    let turns = Turns::default();
    Executor::init_local_custom_executor(turns.clone()).expect("it is the only one");
    owned(|| {
        let (fuse, number) = (State::new(false), State::new(0));
        let seen = Rc::new(Cell::new(0));
        let see = Rc::clone(&seen);
        effect(move || assert!(!fuse.get()));
        effect(move || see.set(number.get()));
        turns.poll_local();
        fuse.set(true);
        number.set(1);
        catch_unwind(AssertUnwindSafe(|| turns.poll_local())).expect_err("the first effect panics");
        assert_eq!(seen.get(), 0);
        number.set(2);
        turns.poll_local();
        assert_eq!(seen.get(), 2);
    });
}

#[test]
fn signals_of_leptos_and_ours_turn_into_each_other() {
    owned(|| {
        let state = State::new(1);
        let theirs = Signal::from(state.live());
        let (number, set_number) = signal(7);
        let ours = Live::from(Signal::from(number));
        assert_eq!((theirs.get(), ours.get()), (1, 7));
        state.set(2);
        set_number.set(8);
        assert_eq!((theirs.get(), ours.get()), (2, 8));
        assert_eq!(Live::from("a text").get(), "a text");
    });
}

#[test]
fn reading_without_subscribing_subscribes_to_nothing() {
    owned(|| {
        let number = State::new(1);
        let runs = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&runs);
        let once = memo(move || {
            count.fetch_add(1, Ordering::Relaxed);
            number.get_untracked()
        });
        assert_eq!(once.get(), 1);
        number.set(2);
        assert_eq!((once.get(), runs.load(Ordering::Relaxed)), (1, 1));
    });
}

#[test]
fn what_a_value_holds_is_dropped_with_its_owner() {
    #[derive(Clone)]
    struct Held(Arc<()>);
    impl PartialEq for Held {
        fn eq(&self, other: &Self) -> bool {
            Arc::ptr_eq(&self.0, &other.0)
        }
    }
    let held = Held(Arc::new(()));
    let owner = Owner::new();
    let reads = Rc::new(Cell::new(0));
    owner.with(|| {
        let state = State::new(held.clone());
        let derived = memo(move || state.get());
        reads.set(derived.with(|held| Arc::strong_count(&held.0)));
    });
    assert!(reads.get() > 1);
    owner.cleanup();
    drop(owner);
    assert_eq!(Arc::strong_count(&held.0), 1);
}
