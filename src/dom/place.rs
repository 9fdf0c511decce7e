//! Places in what is drawn, and what changes in them.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CharacterData, Node};

use super::Drawn;
use super::parts::{Parts, Spot};
use crate::platform::nodes;
use crate::platform::page::document;
use crate::reactive::follow;

/// Where something goes.
pub enum Place {
    /// Into an element, at its end.
    In(Node),
    /// Among its siblings, where a mark is; the mark goes when nothing can change any more.
    At(Node),
}

impl Place {
    /// A place where something can stand that has no element around it, and what is then drawn.
    pub fn alone() -> (Self, Drawn) {
        let mut parts = Parts::alone();
        (parts.place(Spot::Mark), parts.drawn())
    }

    /// Puts nodes after all that is here.
    pub fn append<'a>(&self, all: impl Iterator<Item = &'a Drawn>) {
        let all: Vec<&Drawn> = all.collect();
        match self {
            Self::In(element) => Drawn::insert_all(&all, element, None),
            Self::At(mark) => {
                if let Some(parent) = mark.parent_node() {
                    Drawn::insert_all(&all, &parent, Some(mark));
                }
            }
        }
    }

    /// Puts nodes in front of `before` or, without it, after all that is here.
    pub fn insert(&self, drawn: &Drawn, before: Option<&Node>) {
        match self {
            Self::In(element) => drawn.insert(element, before),
            Self::At(mark) => {
                if let Some(parent) = mark.parent_node() {
                    drawn.insert(&parent, Some(before.unwrap_or(mark)));
                }
            }
        }
    }

    /// Puts nodes here that stay.
    pub(super) fn fill(self, drawn: &Drawn) {
        match (&self, drawn.whole()) {
            (Self::At(mark), Some(whole)) => nodes::replace(mark, &whole),
            _ => {
                self.insert(drawn, None);
                self.close();
            }
        }
    }

    /// Nothing changes here any more.
    pub(super) fn close(self) {
        if let Self::At(mark) = self {
            mark.unchecked_ref::<CharacterData>().remove();
        }
    }

    /// Puts in text that doesn't change.
    pub(super) fn text(self, text: &str) {
        let text = JsValue::from_str(text);
        match self {
            Self::In(element) => nodes::append(&element, &text),
            Self::At(mark) => nodes::replace(&mark, &text),
        }
    }

    /// Puts in text that follows what `compute` reads.
    #[inline(never)]
    pub(super) fn live_text(self, mut compute: Box<dyn FnMut() -> String>) {
        let node = document().create_text_node("");
        match self {
            Self::In(element) => nodes::append(&element, &node),
            Self::At(mark) => nodes::replace(&mark, &node),
        }
        let mut shown = String::new();
        follow(Box::new(move || {
            let text = compute();
            // Some screen readers say again what is written again.
            if text != shown {
                node.set_data(&text);
                shown = text;
            }
        }));
    }

    /// Puts in nodes that follow what `compute` reads. What it makes belongs to an owner that is cleaned up before it runs
    /// again.
    #[inline(never)]
    pub(super) fn live_nodes(self, mut compute: Box<dyn FnMut() -> Option<Drawn>>) {
        let owner = Owner::new();
        let mut shown = None::<Drawn>;
        follow(Box::new(move || {
            let next = owner.with_cleanup(&mut compute);
            if let Some(next) = &next {
                self.insert(next, None);
            }
            if let Some(before) = std::mem::replace(&mut shown, next) {
                before.remove();
            }
        }));
    }
}
