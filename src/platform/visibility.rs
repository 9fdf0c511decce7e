//! Whether the tab is visible (Page Visibility API).

use std::rc::Rc;

use web_sys::VisibilityState;

use super::PageEvent;
use super::listener::{Listener, listen as listen_to};
use super::page::document;

/// Whether it is now.
#[must_use]
pub fn is_visible() -> bool {
    document().visibility_state() == VisibilityState::Visible
}

/// Tells `listener` when that changes.
#[must_use]
pub fn listen(listener: Rc<dyn Fn(PageEvent)>) -> Listener {
    listen_to(document(), "visibilitychange", move |_| listener(PageEvent::Visibility(is_visible())))
}
