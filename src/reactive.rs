//! What Leptos has as generic constructors, compiled once for each value type instead of once for each closure.
//!
//! Every closure given to `Memo::new`, `Effect::new` or `Signal::derive` is another copy of the machinery around it,
//! half a kilobyte to two kilobytes of program each. Here closures are boxed first. A box costs an allocation where the
//! primitive is made, and one indirect call where it runs: nothing that shows.

use leptos::prelude::*;

/// A memo: what `compute` gives, told on only when it differs from before.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
) -> Memo<T> {
    type Compute<T> = Box<dyn Fn(Option<&T>) -> T + Send + Sync>;
    #[inline(never)]
    fn boxed<T: PartialEq + Send + Sync + 'static>(compute: Compute<T>) -> Memo<T> {
        Memo::new(move |before| compute(before))
    }
    boxed(Box::new(compute))
}

/// A signal that gives what `compute` gives, each time anew.
pub fn derive<T: Send + Sync + 'static>(compute: impl Fn() -> T + Send + Sync + 'static) -> Signal<T> {
    #[inline(never)]
    fn boxed<T: Send + Sync + 'static>(compute: Box<dyn Fn() -> T + Send + Sync>) -> Signal<T> {
        Signal::derive(move || compute())
    }
    boxed(Box::new(compute))
}

/// Runs `act` soon, and again whenever something has changed that it has read, until the current owner is cleaned up.
pub fn effect(act: impl FnMut() + 'static) {
    #[inline(never)]
    fn boxed(mut act: Box<dyn FnMut()>) {
        Effect::new(move |_| act());
    }
    boxed(Box::new(act));
}
