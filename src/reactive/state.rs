//! Values that are written.

use std::fmt;
use std::marker::PhantomData;

use leptos::prelude::*;

use super::erased::Erased;
use super::live::{Live, Source};

/// A value that can be set. Whoever reads it is told each time. A handle: copy it as you like.
pub struct State<T> {
    signal: RwSignal<Erased>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for State<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for State<T> {}

impl<T> fmt::Debug for State<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("State")
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> State<T> {
    /// A value of the current owner.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self { signal: make(Erased::new(value)), of: PhantomData }
    }

    /// The value for those who only read it.
    #[must_use]
    pub const fn live(self) -> Live<T> {
        Live::new(Source::State(self.signal))
    }

    /// The value; tracked.
    ///
    /// # Panics
    /// Where its owner is gone.
    #[must_use]
    pub fn get(self) -> T {
        self.live().get()
    }

    /// The value, without subscribing.
    ///
    /// # Panics
    /// Where its owner is gone.
    #[must_use]
    pub fn get_untracked(self) -> T {
        self.live().get_untracked()
    }

    /// What `look` makes of the value; tracked.
    ///
    /// # Panics
    /// Where its owner is gone.
    #[must_use]
    pub fn with<O>(self, look: impl FnOnce(&T) -> O) -> O {
        self.live().with(look)
    }

    /// What `look` makes of the value, without subscribing.
    ///
    /// # Panics
    /// Where its owner is gone.
    #[must_use]
    pub fn with_untracked<O>(self, look: impl FnOnce(&T) -> O) -> O {
        self.live().with_untracked(look)
    }

    /// Subscribes to the value, without looking at it.
    pub fn track(self) {
        self.live().track();
    }

    /// Sets the value. Does nothing where its owner is gone: then there is nobody to tell.
    pub fn set(self, value: T) {
        replace(self.signal, Erased::new(value));
    }

    /// Changes the value.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.maybe_update(|value| {
            change(value);
            true
        });
    }

    /// Changes the value; nobody is told if `change` says that it changed nothing.
    pub fn maybe_update(self, change: impl FnOnce(&mut T) -> bool) {
        let mut change = Some(change);
        update(self.signal, &mut |erased| {
            erased.get_mut().zip(change.take()).is_some_and(|(value, change)| change(value))
        });
    }
}

impl<T: Clone + Default + PartialEq + Send + Sync + 'static> Default for State<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

#[inline(never)]
fn make(value: Erased) -> RwSignal<Erased> {
    RwSignal::new(value)
}

#[inline(never)]
fn replace(signal: RwSignal<Erased>, value: Erased) {
    // Gives the value back where the owner is gone.
    let _ = signal.try_set(value);
}

#[inline(never)]
fn update(signal: RwSignal<Erased>, change: &mut dyn FnMut(&mut Erased) -> bool) {
    signal.try_maybe_update(|erased| (change(erased), ()));
}
