//! Whether somebody's hand is in a list.

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent};

use crate::platform::listener::{Listener, listen};
use crate::platform::page::document;
use crate::reactive::{Live, State, keep, memo};

/// Whether a pointer is over what the selector `list` finds, or the keyboard's focus inside.
///
/// The focus that a press of the pointer leaves behind doesn't count: the pointer itself is there, or has gone on.
#[must_use]
pub fn use_hover_or_focus(list: &'static str) -> Live<bool> {
    let (pointer, focus) = (State::new(false), State::new(false));
    // Removed with the owner.
    let watch = |here, come, arrival, go| {
        keep([follow(come, list, here, Some(arrival)), follow(go, list, here, None)]);
    };
    watch(pointer, "pointerover", "*", "pointerout");
    watch(focus, "focusin", ":focus-visible", "focusout");
    memo(move || pointer.get() || focus.get())
}

/// Sets `here` at each event of this kind: whether it came to something inside `list` that is an `arrival`; without one,
/// whether it leaves for something inside.
fn follow(
    kind: &'static str,
    list: &'static str,
    here: State<bool>,
    arrival: Option<&'static str>,
) -> Listener {
    listen(document(), kind, move |event| {
        let to = match arrival {
            Some(_) => event.target(),
            None => event.unchecked_ref::<FocusEvent>().related_target(),
        };
        // What is no element, the document for example, is refused by both questions.
        let to = to.map(JsCast::unchecked_into::<Element>);
        let is_in = |to: Element| {
            to.matches(arrival.unwrap_or("*")) == Ok(true)
                && to.closest(list).is_ok_and(|found| found.is_some())
        };
        here.set(to.is_some_and(is_in));
    })
}
