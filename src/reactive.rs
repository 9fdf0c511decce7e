//! Derived values and effects whose machinery is in the program once, instead of once for each type and closure.
//!
//! Each `Memo<T>` of another `T` brings two kilobytes of program along, and each closure given to `Memo::new` or
//! `Effect::new` another half: with thirty types and ninety closures that was a quarter of the release. Here closures are
//! boxed, and all memos are of one type which compares what it holds through a vtable. That costs an allocation each
//! time a value is derived, and an indirect call where it is read: next to nothing.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::*;

/// What a memo holds.
trait Value: Send + Sync {
    fn as_any(&self) -> &dyn Any;
    fn equals(&self, other: &dyn Value) -> bool;
}

impl<T: PartialEq + Send + Sync + 'static> Value for T {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn equals(&self, other: &dyn Value) -> bool {
        other.as_any().downcast_ref::<T>() == Some(self)
    }
}

#[derive(Clone)]
struct Erased(Arc<dyn Value>);

impl Erased {
    fn get<T: 'static>(&self) -> Option<&T> {
        // Not `self.0.as_any()`: that would be the Arc's own.
        (*self.0).as_any().downcast_ref()
    }
}

impl PartialEq for Erased {
    fn eq(&self, other: &Self) -> bool {
        self.0.equals(&*other.0)
    }
}

/// A value derived from signals. Whoever reads it is told when it changes to another one. A handle: copy it as you like.
pub struct Derived<T> {
    memo: Memo<Erased>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Derived<T> {}

impl<T> fmt::Debug for Derived<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Derived")
    }
}

impl<T: Clone + 'static> Derived<T> {
    /// The value; tracked.
    #[must_use]
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value, without subscribing.
    #[must_use]
    pub fn get_untracked(self) -> T {
        untrack(move || self.get())
    }
}

impl<T: 'static> Derived<T> {
    /// What `look` makes of the value; tracked.
    #[must_use]
    pub fn with<O>(self, look: impl FnOnce(&T) -> O) -> O {
        let value = read(self.memo);
        let Some(value) = value.get() else { unreachable!("`memo` has put a T there") };
        look(value)
    }

    /// Subscribes to the value, without looking at it.
    pub fn track(self) {
        // Reads: a memo that nobody has read yet follows nothing.
        drop(read(self.memo));
    }
}

impl From<&str> for Derived<String> {
    fn from(text: &str) -> Self {
        String::from(text).into()
    }
}

impl From<String> for Derived<String> {
    fn from(text: String) -> Self {
        memo(move |_| text.clone())
    }
}

#[inline(never)]
fn read(memo: Memo<Erased>) -> Erased {
    memo.get()
}

#[inline(never)]
fn make(compute: Box<dyn Fn(Option<&Erased>) -> Erased + Send + Sync>) -> Memo<Erased> {
    Memo::new(move |before| compute(before))
}

/// Derives a value: `compute` runs when it is read after something has changed that `compute` read, and is given the
/// value of before.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
) -> Derived<T> {
    let compute =
        move |before: Option<&Erased>| Erased(Arc::new(compute(before.and_then(|before| before.get()))));
    Derived { memo: make(Box::new(compute)), of: PhantomData }
}

/// Runs `act` soon, and again whenever something has changed that it has read, until the current owner is cleaned up.
pub fn effect(act: impl FnMut() + 'static) {
    #[inline(never)]
    fn make(mut act: Box<dyn FnMut()>) {
        Effect::new(move |_| act());
    }
    make(Box::new(act));
}

/// A handle to `run`, which components call.
pub fn callback<In: 'static>(run: impl Fn(In) + Send + Sync + 'static) -> Callback<In> {
    #[inline(never)]
    fn make<In: 'static>(run: Box<dyn Fn(In) + Send + Sync>) -> Callback<In> {
        Callback::new(run)
    }
    make(Box::new(run))
}
