//! What is drawn as a view of Leptos': for children, and for those who put our components into their own `view!`.

use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::{AddAnyAttr, Render, RenderHtml};
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Mountable, Position, PositionState};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::Drawn;
use crate::reactive::keep;

impl Render for Drawn {
    type State = Self;

    fn build(self) -> Self {
        self
    }

    fn rebuild(self, state: &mut Self) {
        if let Some(parent) = state.first().parent_node() {
            self.insert(&parent, Some(state.first()));
        }
        state.remove();
        *state = self;
    }
}

impl Mountable for Drawn {
    fn unmount(&mut self) {
        self.remove();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.insert(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.first().parent_node();
        if let Some(parent) = &parent {
            // A fragment can do all that is asked of an element here.
            child.mount(parent.unchecked_ref(), Some(self.first()));
        }
        parent.is_some()
    }

    fn elements(&self) -> Vec<Element> {
        self.element().cloned().into_iter().collect()
    }
}

/// Attributes go to the element, where one was drawn and nothing else.
impl AddAnyAttr for Drawn {
    type Output<SomeNewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, attr: NewAttr) -> Self {
        if let Some(element) = self.element() {
            keep(attr.into_cloneable_owned().build(element));
        }
        self
    }
}

/// Nodes are the browser's: on a server nothing is drawn.
impl RenderHtml for Drawn {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        _buf: &mut String,
        _position: &mut Position,
        _escape: bool,
        _mark_branches: bool,
        _extra_attrs: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _cursor: &Cursor, _position: &PositionState) -> Self {
        self
    }

    fn into_owned(self) -> Self {
        self
    }
}
