//! A clone of HTML, and the places in it, one after the other.

use std::cell::RefCell;

use leptos::ev::EventDescriptor;
use leptos::prelude::{GetValue, LocalStorage, SetValue, StoredValue};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement};

use super::plan::Plan;
use super::walk::Walk;
use super::{AttributeValue, Child, Drawn, Place};
use crate::platform::intl::Written;
use crate::platform::listener::listen;
use crate::platform::nodes;
use crate::platform::page::document;
use crate::reactive::{follow, keep};

thread_local! {
    /// By where its HTML and the way through it are in the program, ascending: a template's number, and whether its nodes
    /// stand side by side. HTML that is the same is there once, though the ways through it may differ.
    static TEMPLATES: RefCell<Vec<(Source, (u32, bool))>> = const { RefCell::new(Vec::new()) };
}

type Source = (*const str, *const str);

fn template(html: &'static str, steps: &'static str) -> (u32, bool) {
    let key: Source = (html, steps);
    TEMPLATES.with_borrow_mut(|known| match known.binary_search_by_key(&key, |(key, _)| *key) {
        Ok(place) => known[place].1,
        Err(place) => {
            let template = (known.len() as u32, nodes::template(html, steps));
            known.insert(place, (key, template));
            template
        }
    })
}

/// What `node_ref` takes.
pub trait NodeRef {
    /// Gives it the element here.
    fn fill(self, parts: &mut Parts);
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

impl NodeRef for Handle {
    fn fill(self, parts: &mut Parts) {
        self.0.set_value(Some(parts.element()));
    }
}

/// Called with the element as soon as it is made, which may be later than all else that is said here.
impl<F: FnOnce(Element) + 'static> NodeRef for F {
    fn fill(self, parts: &mut Parts) {
        match &mut parts.state {
            State::Planned(plan) => plan.mark(Box::new(self)),
            State::Made(walk) => self(walk.element()),
        }
    }
}

/// Where a child goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// Into the element here, above all others.
    First,
    /// Into the element here, which has nothing else in it.
    Only,
    /// Into the element here, at its end, where it stays.
    Last,
    /// In the place of the mark here.
    Mark,
}

/// What can be said of a place without having made it.
pub(super) enum Value<'a> {
    /// What stands in the program.
    TabMessage(&'static str),
    /// Any text.
    Text(&'a str),
    /// A time.
    Time(Written),
    /// A whole number.
    Number(u64),
}

/// A clone of HTML, whose places are filled one after the other. It is made when something must have an element, such as a
/// listener or what changes, and in one go with what it is part of where nothing must.
pub struct Parts {
    steps: &'static str,
    state: State,
}

enum State {
    Planned(Plan),
    Made(Walk),
}

impl Parts {
    /// A clone of `html`; `steps` lead to its places: `>` to the first child, `+` to the next sibling, `<` to the parent,
    /// and at each `.` is one.
    #[inline(never)]
    pub fn of(html: &'static str, steps: &'static str) -> Self {
        let (number, is_fragment) = template(html, steps);
        Self { steps, state: State::Planned(Plan::of(number, is_fragment, steps.len() / 2)) }
    }

    /// A place that has nothing around it.
    pub(super) fn alone() -> Self {
        let mut parts = Self::of("<!><!><!>", ">+.");
        parts.next();
        parts
    }

    /// Goes to the next place.
    #[inline(never)]
    pub fn next(&mut self) {
        match &mut self.state {
            State::Planned(plan) => plan.next(),
            State::Made(walk) => walk.next(),
        }
    }

    #[inline(never)]
    fn made(&mut self) -> &Walk {
        if let State::Planned(plan) = &mut self.state {
            let plan = std::mem::take(plan);
            self.state = State::Made(Walk::from(plan, self.steps));
        }
        match &self.state {
            State::Made(walk) => walk,
            State::Planned(_) => unreachable!(),
        }
    }

    /// The element here.
    pub(super) fn element(&mut self) -> Element {
        self.made().element()
    }

    /// The place here, for what changes.
    pub(super) fn place(&mut self, spot: Spot) -> Place {
        let node = self.made().here();
        match spot {
            Spot::Only | Spot::Last => Place::In(node),
            Spot::Mark => Place::At(node),
            Spot::First => {
                let mark = document().create_comment("").into();
                // Fails for what can't have children.
                let _ = node.insert_before(&mark, node.first_child().as_ref());
                Place::At(mark)
            }
        }
    }

    /// Gives the element here an attribute that doesn't change.
    #[inline(never)]
    pub(super) fn give(&mut self, name: &'static str, value: &Value) {
        match &mut self.state {
            State::Planned(plan) => plan.attribute(name, value),
            State::Made(walk) => match value {
                Value::TabMessage(word) => nodes::set_constant(&walk.element(), name, word),
                Value::Text(text) => nodes::set_attribute(&walk.element(), name, text),
                Value::Time(time) => nodes::set_attribute(&walk.element(), name, &time.text()),
                Value::Number(number) => nodes::set_attribute(&walk.element(), name, &number.to_string()),
            },
        }
    }

    /// Puts in a text that doesn't change.
    #[inline(never)]
    pub(super) fn put(&mut self, spot: Spot, value: &Value) {
        if let State::Planned(plan) = &mut self.state {
            plan.text(spot, value);
            return;
        }
        let place = self.place(spot);
        match value {
            Value::TabMessage(text) | Value::Text(text) => place.text(text),
            Value::Time(time) => place.text(&time.text()),
            Value::Number(number) => place.text(&number.to_string()),
        }
    }

    /// Puts in what was drawn, and what will be drawn with this.
    #[inline(never)]
    pub(super) fn put_drawn(&mut self, spot: Spot, drawn: Drawn) {
        let drawn = match (&mut self.state, drawn.into_plan()) {
            (State::Planned(whole), Ok(part)) => {
                whole.drawing(spot, part);
                return;
            }
            (State::Made(_), Ok(plan)) => Drawn::planned(plan),
            (_, Err(made)) => made,
        };
        self.place(spot).fill(&drawn);
    }

    /// Puts in what was drawn, one after the other.
    pub(super) fn put_all(&mut self, spot: Spot, all: &[Drawn]) {
        let place = self.place(spot);
        all.iter().for_each(|drawn| place.insert(drawn, None));
        place.close();
    }

    /// Leaves the place empty.
    #[inline(never)]
    pub(super) fn leave(&mut self, spot: Spot) {
        match &mut self.state {
            _ if spot != Spot::Mark => {}
            State::Planned(plan) => plan.remove(),
            State::Made(_) => self.place(spot).close(),
        }
    }

    /// Gives the element here an attribute.
    pub fn attribute(&mut self, name: &'static str, value: impl AttributeValue) {
        value.give(self, name);
    }

    /// Gives the element here a property that follows what `compute` reads.
    pub fn property<T: Into<JsValue>>(
        &mut self,
        name: &'static str,
        mut compute: impl FnMut() -> T + 'static,
    ) {
        follow_property(self.element(), name, Box::new(move || compute().into()));
    }

    /// Calls `handle` at each event of this kind on the element here.
    pub fn on<E>(&mut self, _kind: E, name: &'static str, mut handle: impl FnMut(E::EventType) + 'static)
    where
        E: EventDescriptor,
        E::EventType: JsCast,
    {
        on(self.element(), name, Box::new(move |event| handle(event.unchecked_into())));
    }

    /// Gives `handle` the element here.
    pub fn node_ref(&mut self, handle: impl NodeRef) {
        handle.fill(self);
    }

    /// Puts a child where the mark here is.
    pub fn child(&mut self, child: impl Child) {
        child.put(self, Spot::Mark);
    }

    /// Puts a child into the element here, which has no other.
    pub fn only_child(&mut self, child: impl Child) {
        child.put(self, Spot::Only);
    }

    /// Puts a child into the element here, above all others.
    pub fn first_child(&mut self, child: impl Child) {
        child.put(self, Spot::First);
    }

    /// Puts a child into the element here, below all others.
    pub fn last_child(&mut self, child: impl Child) {
        child.put(self, Spot::Last);
    }

    /// All of it.
    pub fn drawn(self) -> Drawn {
        match self.state {
            State::Planned(plan) => Drawn::planned(plan),
            State::Made(walk) => walk.drawn(),
        }
    }
}

#[inline(never)]
fn follow_property(element: Element, name: &'static str, mut compute: Box<dyn FnMut() -> JsValue>) {
    follow(Box::new(move || {
        // Fails for what is no object.
        let _ = js_sys::Reflect::set(&element, &JsValue::from_str(name), &compute());
    }));
}

#[inline(never)]
fn on(element: Element, name: &'static str, handle: Box<dyn FnMut(Event)>) {
    keep(listen(element, name, handle));
}
