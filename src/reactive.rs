//! Signals whose machinery is in the program once, instead of once for each type and closure.
//!
//! In Leptos each `RwSignal<T>` and `Memo<T>` of another `T` brings two kilobytes of program along, and each closure given
//! to `Memo::new`, `Effect::new` or `Callback::new` another half. One type in the place of fifty took 90 of 680 KB away.
//! Here closures are boxed, and all signals and memos hold one type, which knows its own through a
//! vtable. That costs an allocation each time a value changes and an indirect call where it is read: next to nothing
//! (docs/decisions/0009-bytes.md).
//!
//! Leptos' own types are never far: `Signal::from(live)`, `Live::from(signal)`.

mod effect;
mod erased;
mod live;
mod state;
mod unsubscribe;

pub use effect::effect;
pub(crate) use effect::follow;
pub use live::{Live, memo, memo_after};
pub use state::State;

use std::any::Any;

use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// Keeps something, a listener for example, until the current owner is cleaned up.
pub(crate) fn keep(guard: impl Any) {
    #[inline(never)]
    fn hold(guard: Box<dyn Any>) {
        let guard = SendWrapper::new(guard);
        on_cleanup(move || drop(guard));
    }
    hold(Box::new(guard));
}

/// A handle to `run`, which components call.
pub fn callback<In: 'static>(run: impl Fn(In) + Send + Sync + 'static) -> Callback<In> {
    #[inline(never)]
    fn make<In: 'static>(run: Box<dyn Fn(In) + Send + Sync>) -> Callback<In> {
        Callback::new(run)
    }
    make(Box::new(run))
}
