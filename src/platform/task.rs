//! The only place that spawns, but for turns among tabs, which the browser runs.
//!
//! Leptos' own scoped spawns never stop in rows, routes and outlets: the task keeps its owner alive, so the
//! owner's clean-up, which would stop the task, never runs. Here a task ends when its guard is dropped.

use std::cell::Cell;
use std::fmt;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use futures_util::future::LocalBoxFuture;

#[derive(Default)]
struct Life {
    is_over: Cell<bool>,
    /// Whom to tell. Nobody while the task is polled: most guards are dropped by their own task at its end, which has no use for
    /// being run once more to hear of it.
    waker: Cell<Option<Waker>>,
}

/// Ends its task when dropped.
pub struct TaskGuard(Rc<Life>);

impl fmt::Debug for TaskGuard {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("TaskGuard")
    }
}

impl Drop for TaskGuard {
    fn drop(&mut self) {
        self.0.is_over.set(true);
        if let Some(waker) = self.0.waker.take() {
            waker.wake();
        }
    }
}

/// Runs `task` until it ends or its guard is dropped.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the wrapper that makes it stop")]
pub fn abort_on_drop(mut task: LocalBoxFuture<'static, ()>) -> TaskGuard {
    let life = Rc::<Life>::default();
    let guard = TaskGuard(Rc::clone(&life));
    wasm_bindgen_futures::spawn_local(poll_fn(move |context| {
        drop(life.waker.take());
        if life.is_over.get() || task.as_mut().poll(context).is_ready() || life.is_over.get() {
            return Poll::Ready(());
        }
        life.waker.set(Some(context.waker().clone()));
        Poll::Pending
    }));
    guard
}
