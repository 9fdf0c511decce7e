//! Whether a pointer or the keyboard is in a list.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent};

use crate::platform::listener::listen;

/// A directive that keeps `inside` true while a pointer is over an element, or the keyboard's focus in it:
/// `<ul use:hover_or_focus=inside>`.
///
/// The focus that a press of the pointer leaves behind doesn't count: the pointer itself is there, or has gone on.
pub fn hover_or_focus(element: Element, inside: RwSignal<bool>) {
    let (pointer, focus) = (RwSignal::new(false), RwSignal::new(false));
    let set = move |part: RwSignal<bool>, is_in| {
        part.set(is_in);
        let is_inside = pointer.get_untracked() || focus.get_untracked();
        if inside.try_get_untracked().is_some_and(|before| before != is_inside) {
            inside.set(is_inside);
        }
    };
    let list = element.clone();
    let listeners = [
        listen(element.clone(), "pointerenter", move |_| set(pointer, true)),
        listen(element.clone(), "pointerleave", move |_| set(pointer, false)),
        listen(element.clone(), "focusin", move |event| {
            let target = event.target().map(JsCast::unchecked_into::<Element>);
            set(focus, target.is_some_and(|target| target.matches(":focus-visible") == Ok(true)));
        }),
        listen(element, "focusout", move |event| {
            let next = event.unchecked_ref::<FocusEvent>().related_target();
            let stays = next.is_some_and(|next| list.contains(Some(next.unchecked_ref())));
            set(focus, stays && focus.get_untracked());
        }),
    ];
    // Removed with the owner, and with them whoever was in the list.
    StoredValue::new_local(listeners);
    on_cleanup(move || {
        inside.try_set(false);
    });
}
