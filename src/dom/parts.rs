//! A clone of HTML, and the places in it, one after the other.

use std::cell::RefCell;

use leptos::ev::EventDescriptor;
use leptos::prelude::{GetValue, LocalStorage, SetValue, StoredValue};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, HtmlTemplateElement, Node};

use super::{AttributeValue, Child, Drawn, Place};
use crate::platform::listener::listen;
use crate::platform::nodes;
use crate::platform::page::document;
use crate::reactive::{follow, keep};

thread_local! {
    /// What has been parsed, by where its HTML is in the program.
    static PARSED: RefCell<Vec<(usize, Parsed)>> = const { RefCell::new(Vec::new()) };
}

struct Parsed {
    /// The node, or, where there are several side by side, a fragment with them.
    root: Node,
    is_fragment: bool,
}

impl Parsed {
    fn new(html: &'static str) -> Option<Self> {
        let template: HtmlTemplateElement = document().create_element("template").ok()?.unchecked_into();
        template.set_inner_html(html);
        // Imported, so that the browser need not do it with each clone.
        let root = document().import_node_with_deep(&template.content(), true).ok()?;
        let only = root.first_child().filter(|first| first.next_sibling().is_none());
        Some(Self { is_fragment: only.is_none(), root: only.unwrap_or(root) })
    }

    /// A clone of what `html` was parsed to.
    fn of(html: &'static str) -> Option<Self> {
        let key = html.as_ptr() as usize;
        PARSED.with_borrow_mut(|parsed| {
            let place = match parsed.binary_search_by_key(&key, |(key, _)| *key) {
                Ok(place) => place,
                Err(place) => {
                    parsed.insert(place, (key, Self::new(html)?));
                    place
                }
            };
            let known = &parsed.get(place)?.1;
            Some(Self { root: nodes::cloned(&known.root), is_fragment: known.is_fragment })
        })
    }
}

/// What `node_ref` fills: the element of a drawing.
#[derive(Clone, Copy)]
pub struct Handle(StoredValue<Option<Element>, LocalStorage>);

impl Handle {
    /// Not filled yet.
    pub fn new() -> Self {
        Self(StoredValue::new_local(None))
    }

    /// The element, once it was drawn, and until its owner is cleaned up.
    pub fn get(self) -> Option<HtmlElement> {
        self.0.try_get_value()?.map(JsCast::unchecked_into)
    }
}

/// A clone of HTML, whose places are filled one after the other.
pub struct Parts {
    root: Parsed,
    here: Node,
    /// Found before what is here changes: then the way from here is lost.
    ahead: Node,
    steps: std::str::Bytes<'static>,
}

impl Parts {
    /// A clone of `html`; `steps` lead to its places: `>` to the first child, `+` to the next sibling, `<` to the parent,
    /// and at each `.` is one.
    #[expect(clippy::expect_used, reason = "a browser that can't parse or clone shows no page at all")]
    #[inline(never)]
    pub fn of(html: &'static str, steps: &'static str) -> Self {
        let root = Parsed::of(html).expect("a clone");
        let mut parts =
            Self { here: root.root.clone(), ahead: root.root.clone(), root, steps: steps.bytes() };
        parts.look_ahead();
        parts
    }

    fn look_ahead(&mut self) {
        for step in self.steps.by_ref().take_while(|step| *step != b'.') {
            let next = match step {
                b'>' => self.ahead.first_child(),
                b'+' => self.ahead.next_sibling(),
                _ => self.ahead.parent_node(),
            };
            debug_assert!(next.is_some(), "the browser has parsed something else than what was written");
            self.ahead = next.unwrap_or_else(|| self.ahead.clone());
        }
    }

    /// Goes to the next place.
    #[inline(never)]
    pub fn next(&mut self) {
        self.here = self.ahead.clone();
        self.look_ahead();
    }

    fn element(&self) -> &Element {
        self.here.unchecked_ref()
    }

    /// Gives the element here an attribute.
    pub fn attribute(&self, name: &'static str, value: impl AttributeValue) {
        value.give(self.element(), name);
    }

    /// Gives the element here a property that follows what `compute` reads.
    pub fn property<T: Into<JsValue>>(&self, name: &'static str, mut compute: impl FnMut() -> T + 'static) {
        follow_property(self.here.clone(), name, Box::new(move || compute().into()));
    }

    /// Calls `handle` at each event of this kind on the element here.
    pub fn on<E>(&self, _kind: E, name: &'static str, mut handle: impl FnMut(E::EventType) + 'static)
    where
        E: EventDescriptor,
        E::EventType: JsCast,
    {
        on(&self.here, name, Box::new(move |event| handle(event.unchecked_into())));
    }

    /// Fills a handle with the element here.
    pub fn node_ref(&self, handle: Handle) {
        handle.0.set_value(Some(self.element().clone()));
    }

    /// The place here.
    pub(super) fn place(&self) -> Place {
        Place::At(self.here.clone())
    }

    /// Puts a child where the mark here is.
    pub fn child(&self, child: impl Child) {
        child.put(self.place());
    }

    /// Puts a child into the element here, which has no other.
    pub fn only_child(&self, child: impl Child) {
        child.put(Place::In(self.here.clone()));
    }

    /// All of it.
    pub fn drawn(self) -> Drawn {
        let Parsed { root, is_fragment } = self.root;
        if is_fragment { Drawn::all_in(root) } else { Drawn::one(root) }
    }
}

#[inline(never)]
fn follow_property(node: Node, name: &'static str, mut compute: Box<dyn FnMut() -> JsValue>) {
    follow(Box::new(move || {
        // Fails for what is no object.
        let _ = js_sys::Reflect::set(&node, &JsValue::from_str(name), &compute());
    }));
}

#[inline(never)]
fn on(node: &Node, name: &'static str, handle: Box<dyn FnMut(Event)>) {
    keep(listen(node.clone(), name, handle));
}
