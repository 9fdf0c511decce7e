//! What can stand between the tags.

use std::sync::Arc;

use js_sys::JsString;
use leptos::prelude::{AnyView, Render};
use leptos::tachys::view::Mountable;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{Drawn, Place};
use crate::reactive::keep;

/// What can stand between the tags.
pub trait Child: Sized {
    /// Puts it into its place.
    fn put(self, place: Place);

    /// Draws it where nothing is around it.
    fn into_drawn(self) -> Drawn {
        let (place, drawn) = Place::alone();
        self.put(place);
        drawn
    }
}

impl Child for Drawn {
    fn put(self, place: Place) {
        place.fill(&self);
    }

    fn into_drawn(self) -> Drawn {
        self
    }
}

impl Child for &str {
    fn put(self, place: Place) {
        place.text(self);
    }
}

impl Child for String {
    fn put(self, place: Place) {
        place.text(&self);
    }
}

impl Child for Arc<str> {
    fn put(self, place: Place) {
        place.text(&self);
    }
}

/// A text that is the browser's already.
impl Child for JsString {
    fn put(self, place: Place) {
        place.foreign_text(&self);
    }
}

impl Child for () {
    fn put(self, place: Place) {
        place.close();
    }
}

impl Child for Option<Drawn> {
    fn put(self, place: Place) {
        match self {
            Some(drawn) => drawn.put(place),
            None => place.close(),
        }
    }
}

impl Child for Vec<Drawn> {
    fn put(self, place: Place) {
        for drawn in &self {
            place.insert(drawn, None);
        }
        place.close();
    }
}

/// A view of Leptos'. It stays what it is: its own effects change it.
impl Child for AnyView {
    fn put(self, place: Place) {
        let mut state = self.build();
        let (parent, mark) = match &place {
            Place::In(element) => (Some(element.clone()), None),
            Place::At(mark) => (mark.parent_node(), Some(mark)),
        };
        if let Some(parent) = parent {
            // A fragment can do all that is asked of an element here.
            state.mount(parent.unchecked_ref::<Element>(), mark);
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
    fn put(self, place: Place) {
        T::put_live(self, place);
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
