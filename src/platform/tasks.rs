//! The only place that spawns, but for turns among tabs, which the browser runs.
//!
//! Leptos' own scoped spawns never stop in rows, routes and outlets: the task keeps its owner alive, so the
//! owner's clean-up, which would stop the task, never runs. Here a task ends when its guard is dropped.

use std::future::Future;

use futures_util::future::{AbortHandle, Abortable};

/// Ends its task when dropped.
#[derive(Debug)]
pub struct TaskGuard(AbortHandle);

impl Drop for TaskGuard {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Runs `task` until it ends or its guard is dropped.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the wrapper that makes it stop")]
pub fn abort_on_drop(task: impl Future<Output = ()> + 'static) -> TaskGuard {
    let (handle, registration) = AbortHandle::new_pair();
    let task = Abortable::new(task, registration);
    wasm_bindgen_futures::spawn_local(async {
        // Aborted or at its end: nobody is left to tell.
        let _ = task.await;
    });
    TaskGuard(handle)
}
