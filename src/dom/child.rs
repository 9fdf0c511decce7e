//! What can stand between the tags.

use std::sync::Arc;

use leptos::prelude::{AnyView, Render};
use leptos::tachys::view::Mountable;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::parts::{Parts, Spot, Value};
use super::{Drawn, Place};
use crate::platform::intl::Written;
use crate::reactive::keep;

/// What can stand between the tags.
pub trait Child: Sized {
    /// Puts it where `parts` has come to.
    fn put(self, parts: &mut Parts, spot: Spot);

    /// Draws it where nothing is around it.
    fn into_drawn(self) -> Drawn {
        let mut parts = Parts::alone();
        self.put(&mut parts, Spot::Mark);
        parts.drawn()
    }
}

impl Child for Drawn {
    fn put(self, parts: &mut Parts, spot: Spot) {
        parts.put_drawn(spot, self);
    }

    fn into_drawn(self) -> Drawn {
        self
    }
}

impl Child for &'static str {
    fn put(self, parts: &mut Parts, spot: Spot) {
        parts.put(spot, &Value::TabMessage(self));
    }
}

impl Child for String {
    fn put(self, parts: &mut Parts, spot: Spot) {
        parts.put(spot, &Value::Text(&self));
    }
}

impl Child for Arc<str> {
    fn put(self, parts: &mut Parts, spot: Spot) {
        parts.put(spot, &Value::Text(&self));
    }
}

impl Child for Written {
    fn put(self, parts: &mut Parts, spot: Spot) {
        parts.put(spot, &Value::Time(self));
    }
}

impl Child for () {
    fn put(self, parts: &mut Parts, spot: Spot) {
        parts.leave(spot);
    }
}

impl Child for Option<Drawn> {
    fn put(self, parts: &mut Parts, spot: Spot) {
        match self {
            Some(drawn) => drawn.put(parts, spot),
            None => parts.leave(spot),
        }
    }
}

impl Child for Vec<Drawn> {
    fn put(self, parts: &mut Parts, spot: Spot) {
        parts.put_all(spot, &self);
    }
}

/// A view of Leptos'. It stays what it is: its own effects change it.
impl Child for AnyView {
    fn put(self, parts: &mut Parts, spot: Spot) {
        let mut state = self.build();
        let (parent, mark) = match parts.place(spot) {
            Place::In(element) => (Some(element), None),
            Place::At(mark) => (mark.parent_node(), Some(mark)),
        };
        if let Some(parent) = parent {
            // A fragment can do all that is asked of an element here.
            state.mount(parent.unchecked_ref::<Element>(), mark.as_ref());
        }
        keep(state);
        // The mark stays: what the view shows may come and go in front of it.
    }
}

impl From<AnyView> for Drawn {
    fn from(view: AnyView) -> Self {
        view.into_drawn()
    }
}

/// What changes with what the closure reads.
impl<F, T> Child for F
where
    F: FnMut() -> T + 'static,
    T: LiveChild,
{
    fn put(self, parts: &mut Parts, spot: Spot) {
        T::put_live(self, parts.place(spot));
    }
}

/// What a closure between the tags can give.
pub trait LiveChild: Sized {
    /// Puts the closure into its place.
    fn put_live(compute: impl FnMut() -> Self + 'static, place: Place);
}

impl LiveChild for String {
    fn put_live(compute: impl FnMut() -> Self + 'static, place: Place) {
        place.live_text(Box::new(compute));
    }
}

impl LiveChild for &'static str {
    fn put_live(mut compute: impl FnMut() -> Self + 'static, place: Place) {
        place.live_text(Box::new(move || compute().to_owned()));
    }
}

impl LiveChild for Option<Drawn> {
    fn put_live(compute: impl FnMut() -> Self + 'static, place: Place) {
        place.live_nodes(Box::new(compute));
    }
}

impl LiveChild for Drawn {
    fn put_live(mut compute: impl FnMut() -> Self + 'static, place: Place) {
        place.live_nodes(Box::new(move || Some(compute())));
    }
}

impl LiveChild for AnyView {
    fn put_live(mut compute: impl FnMut() -> Self + 'static, place: Place) {
        place.live_nodes(Box::new(move || Some(compute().into_drawn())));
    }
}
