//! Values that are read.

use std::fmt;
use std::marker::PhantomData;

use leptos::prelude::*;
use leptos::reactive::graph::ToAnySubscriber;

use super::erased::Erased;
use super::unsubscribe::unsubscribe_with_owner;

/// Where a value comes from.
#[derive(Clone, Copy)]
pub(super) enum Source {
    Memo(Memo<Erased>),
    State(RwSignal<Erased>),
}

impl Source {
    #[inline(never)]
    fn read(self) -> Option<Erased> {
        match self {
            Self::Memo(memo) => memo.try_get(),
            Self::State(signal) => signal.try_get(),
        }
    }

    #[inline(never)]
    fn read_untracked(self) -> Option<Erased> {
        match self {
            Self::Memo(memo) => memo.try_get_untracked(),
            Self::State(signal) => signal.try_get_untracked(),
        }
    }
}

/// A value that changes. Whoever reads it is told when it does. A handle: copy it as you like.
pub struct Live<T> {
    source: Source,
    of: PhantomData<fn() -> T>,
}

impl<T> Live<T> {
    pub(super) const fn new(source: Source) -> Self {
        Self { source, of: PhantomData }
    }
}

impl<T> Clone for Live<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Live<T> {}

impl<T> fmt::Debug for Live<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Live")
    }
}

impl<T: 'static> Live<T> {
    /// What `look` makes of the value; `None` where its owner is gone. Tracked.
    pub fn try_with<O>(self, look: impl FnOnce(&T) -> O) -> Option<O> {
        let held = self.source.read()?;
        let seen = held.get().map(look);
        held.release();
        seen
    }

    /// What `look` makes of the value, without subscribing; `None` where its owner is gone.
    pub fn try_with_untracked<O>(self, look: impl FnOnce(&T) -> O) -> Option<O> {
        let held = self.source.read_untracked()?;
        let seen = held.get().map(look);
        held.release();
        seen
    }

    /// What `look` makes of the value; tracked.
    ///
    /// # Panics
    /// Where its owner is gone.
    #[must_use]
    #[expect(
        clippy::expect_used,
        reason = "the owner of a signal outlives its readers, as everywhere in Leptos"
    )]
    pub fn with<O>(self, look: impl FnOnce(&T) -> O) -> O {
        self.try_with(look).expect("a value whose owner lives")
    }

    /// What `look` makes of the value, without subscribing.
    ///
    /// # Panics
    /// Where its owner is gone.
    #[must_use]
    #[expect(clippy::expect_used, reason = "as above")]
    pub fn with_untracked<O>(self, look: impl FnOnce(&T) -> O) -> O {
        self.try_with_untracked(look).expect("a value whose owner lives")
    }

    /// Subscribes to the value, without looking at it.
    pub fn track(self) {
        // Reads: a memo that nobody has read yet follows nothing.
        drop(self.source.read());
    }
}

impl<T: Clone + 'static> Live<T> {
    /// The value; tracked.
    ///
    /// # Panics
    /// Where its owner is gone.
    #[must_use]
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value, without subscribing.
    ///
    /// # Panics
    /// Where its owner is gone.
    #[must_use]
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

impl<T: Clone + Send + Sync + 'static> From<Live<T>> for Signal<T> {
    fn from(live: Live<T>) -> Self {
        Self::derive(move || live.get())
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> From<Signal<T>> for Live<T> {
    fn from(signal: Signal<T>) -> Self {
        memo(move || signal.get())
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> From<RwSignal<T>> for Live<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Signal::from(signal).into()
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> From<ReadSignal<T>> for Live<T> {
    fn from(signal: ReadSignal<T>) -> Self {
        Signal::from(signal).into()
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> From<Memo<T>> for Live<T> {
    fn from(memo: Memo<T>) -> Self {
        Signal::from(memo).into()
    }
}

impl From<&str> for Live<String> {
    fn from(text: &str) -> Self {
        String::from(text).into()
    }
}

impl From<String> for Live<String> {
    fn from(text: String) -> Self {
        memo(move || text.clone())
    }
}

/// How a memo comes by its value. (A `dyn Fn` would bring two more functions along for each closure.)
trait Compute: Send + Sync {
    fn compute(&self, before: Option<&Erased>) -> Erased;
}

struct Anew<F>(F);

impl<T, F> Compute for Anew<F>
where
    T: PartialEq + Send + Sync + 'static,
    F: Fn() -> T + Send + Sync,
{
    fn compute(&self, before: Option<&Erased>) -> Erased {
        Erased::after(before, (self.0)())
    }
}

struct After<F, T>(F, PhantomData<fn() -> T>);

impl<T, F> Compute for After<F, T>
where
    T: PartialEq + Send + Sync + 'static,
    F: Fn(Option<&T>) -> T + Send + Sync,
{
    fn compute(&self, before: Option<&Erased>) -> Erased {
        Erased::after(before, (self.0)(before.and_then(Erased::get)))
    }
}

#[inline(never)]
fn make(compute: Box<dyn Compute>) -> Source {
    let memo = ArcMemo::new_with_compare(move |before| compute.compute(before), Erased::is_another);
    unsubscribe_with_owner(memo.to_any_subscriber());
    Source::Memo(memo.into())
}

/// Derives a value: `compute` runs when it is read after something has changed that `compute` read. Readers are told only
/// when the value is another one.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    compute: impl Fn() -> T + Send + Sync + 'static,
) -> Live<T> {
    Live::new(make(Box::new(Anew(compute))))
}

/// Derives a value, as [`memo()`] does, from signals and from the value of before.
pub fn memo_after<T: PartialEq + Send + Sync + 'static>(
    compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
) -> Live<T> {
    Live::new(make(Box::new(After(compute, PhantomData))))
}
