//! When the page comes back: out of the back/forward cache, out of a freeze, or onto the network; and when it loses that.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{EventTarget, PageTransitionEvent};

use super::PageEvent;
use super::listener::{Listener, listen as listen_to};
use super::page::{document, window};

/// Tells `listener` each time.
#[must_use]
pub fn listen(listener: &Rc<dyn Fn(PageEvent)>) -> [Listener; 4] {
    let restored = {
        let listener = Rc::clone(listener);
        listen_to(window(), "pageshow", move |event| {
            if event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted) {
                listener(PageEvent::Resumed);
            }
        })
    };
    let tells = |target: EventTarget, kind, event| {
        let listener = Rc::clone(listener);
        listen_to(target, kind, move |_| listener(event))
    };
    [
        restored,
        tells(document().into(), "resume", PageEvent::Resumed),
        tells(window().into(), "online", PageEvent::Resumed),
        tells(window().into(), "offline", PageEvent::NetworkLost),
    ]
}
