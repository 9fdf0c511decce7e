//! Event listeners that are removed when dropped.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget};

/// A listener; dropping it removes it.
pub struct Listener {
    target: EventTarget,
    kind: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

/// Calls `handle` at each event of `kind` on `target`.
#[must_use]
pub fn listen(
    target: impl Into<EventTarget>,
    kind: &'static str,
    handle: impl FnMut(Event) + 'static,
) -> Listener {
    let target = target.into();
    let closure = Closure::<dyn FnMut(Event)>::new(handle);
    // Fails only for a target that no longer exists, which has no events either.
    let _ = target.add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref());
    Listener { target, kind, closure }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ =
            self.target.remove_event_listener_with_callback(self.kind, self.closure.as_ref().unchecked_ref());
    }
}
