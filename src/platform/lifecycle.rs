//! When the page comes back: out of the back/forward cache, out of a freeze, or onto the network.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{EventTarget, PageTransitionEvent};

use super::PageEvent;
use super::listener::{Listener, listen as listen_to};
use super::page::{document, window};

/// Tells `listener` each time.
#[must_use]
pub fn listen(listener: &Rc<dyn Fn(PageEvent)>) -> [Listener; 3] {
    let restored = {
        let listener = Rc::clone(listener);
        listen_to(window(), "pageshow", move |event| {
            if event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted) {
                listener(PageEvent::Resumed);
            }
        })
    };
    let resumed = |target: EventTarget, kind| {
        let listener = Rc::clone(listener);
        listen_to(target, kind, move |_| listener(PageEvent::Resumed))
    };
    [restored, resumed(document().into(), "resume"), resumed(window().into(), "online")]
}
